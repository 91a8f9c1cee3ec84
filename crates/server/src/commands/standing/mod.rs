//! `soulava standing …`: what a host, or anybody, can ask about standing from a terminal.

mod replay;
mod simulate;

use clap::Subcommand;

use crate::cli::Trouble;

/// `soulava standing …`
#[derive(Subcommand)]
pub enum Standing {
    /// Work out the standings of a log on standing input (JSON lines, the last a query); needs no square
    Replay(replay::Replay),
    /// See whether standing holds when it is attacked; needs no square
    #[command(subcommand)]
    Simulate(simulate::Simulate),
}

impl Standing {
    /// Runs it.
    pub fn run(self) -> Result<(), Trouble> {
        match self {
            Self::Replay(replay) => replay.run(),
            Self::Simulate(simulate) => simulate.run(),
        }
    }
}
