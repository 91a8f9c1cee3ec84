//! `soulava standing …`: what a host, or anybody, can ask about standing from a terminal.

pub mod explain;
pub mod fill;
mod replay;
mod simulate;
pub mod verify;

use clap::Subcommand;

use crate::cli::Trouble;
use crate::config::Config;

/// `soulava standing …`
#[derive(Subcommand)]
pub enum Standing {
    /// Where somebody's standing comes from, and what did not count
    Explain(explain::Explain),
    /// Solve every published day again from the logs and compare to the bit
    Verify(verify::Verify),
    /// Fill in what a square lived before standing was kept
    Fill(fill::Fill),
    /// Work out the standings of a log on standing input (JSON lines, the last a query); needs no square
    Replay(replay::Replay),
    /// See whether standing holds when it is attacked; needs no square
    #[command(subcommand)]
    Simulate(simulate::Simulate),
}

impl Standing {
    /// Runs it; `config` is read by those that need a square.
    pub fn run(self, config: impl FnOnce() -> Result<Config, Trouble>) -> Result<(), Trouble> {
        match self {
            Self::Explain(explain) => explain.run(&config()?),
            Self::Verify(verify) => verify.run(&config()?),
            Self::Fill(fill) => fill.run(&config()?),
            Self::Replay(replay) => replay.run(),
            Self::Simulate(simulate) => simulate.run(),
        }
    }
}
