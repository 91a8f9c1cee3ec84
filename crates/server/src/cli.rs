//! The command line: flags in, exit codes out.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::commands;
use crate::config::{self, Config};
use crate::serve;

/// A self-hosted social square run as a gift economy.
#[derive(Parser)]
#[command(name = "soulava", version, propagate_version = true, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    layers: Layers,
    #[command(subcommand)]
    command: Command,
}

/// Flags that beat the environment, which beats the file.
#[derive(Args)]
struct Layers {
    /// Configuration file (TOML)
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Folder with everything the square keeps
    #[arg(long, global = true, value_name = "FOLDER")]
    data: Option<String>,
    /// Any setting: --set KEY=VALUE
    #[arg(long = "set", global = true, value_name = "KEY=VALUE")]
    set: Vec<String>,
}

#[derive(Subcommand)]
enum Command {
    /// Open the square
    Serve(ServeFlags),
    /// Open a throw-away square with made-up people in it
    Demo(commands::demo::Demo),
    /// What the settings mean and what holds now
    Config(ConfigFlags),
    /// What a host can do from a terminal, beside a running square too
    #[command(subcommand)]
    Admin(commands::Admin),
    /// Take over what another community wrote down
    #[command(subcommand)]
    Import(commands::Import),
    /// How standing comes about
    #[command(subcommand)]
    Standing(commands::standing::Standing),
    /// Recompute every promise of the ledger
    Verify(commands::verify::Verify),
    /// Write everything into one file, while the square is open
    Backup(commands::backup::Backup),
    /// Put a backup into an empty data folder
    Restore(commands::backup::Restore),
}

#[derive(Args)]
struct ServeFlags {
    /// Address and port for requests
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// How people reach the square
    #[arg(long, value_name = "URL")]
    origin: Option<String>,
}

#[derive(Args)]
struct ConfigFlags {
    /// Explain every setting
    #[arg(long)]
    explain: bool,
    #[command(subcommand)]
    what: Option<ConfigCommand>,
}

#[derive(Subcommand)]
enum ConfigCommand {
    /// Print the settings that hold
    Print {
        /// Blot out secrets
        #[arg(long)]
        redacted: bool,
    },
    /// Say whether the settings can be used
    Check,
}

/// Why a command did not do what was asked, and the exit code.
#[derive(Debug)]
pub struct Trouble {
    /// A sentence with a next step.
    pub message: String,
    /// 1: refused or failed; 2: the command itself was wrong.
    pub code: u8,
}

impl Trouble {
    /// Something failed.
    pub fn failed(message: impl Into<String>) -> Self {
        Self { message: message.into(), code: 1 }
    }

    /// The database could not be opened.
    pub fn opening(config: &Config, error: &soulava_store::Error) -> Self {
        use soulava_store::Error::{Locked, Schema};
        let folder = config.data.display();
        Self::failed(match error {
            Locked(what) => format!(
                "Another process has this square open ({what}). Stop it first, or use its data folder {folder}."
            ),
            Schema(what) => format!("This program and the data in {folder} do not fit together: {what}"),
            other => format!("Cannot open the square in {folder}: {other}"),
        })
    }
}

impl From<config::Wrong> for Trouble {
    fn from(message: config::Wrong) -> Self {
        Self { message, code: 2 }
    }
}

/// Runs the command that was asked for.
pub fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Trouble { message, code }) => {
            eprintln!("soulava: {message}");
            ExitCode::from(code)
        }
    }
}

fn run(cli: Cli) -> Result<(), Trouble> {
    let Cli { layers, command } = cli;
    match command {
        Command::Serve(flags) => serve::run(&layers.load(&[("listen", flags.listen), ("origin", flags.origin)])?),
        Command::Demo(demo) => demo.run(),
        Command::Config(flags) => configure(&layers, &flags),
        Command::Admin(admin) => admin.run(&layers.load(&[])?),
        Command::Import(import) => import.run(&layers.load(&[])?),
        Command::Standing(standing) => standing.run(|| layers.load(&[])),
        Command::Verify(verify) => verify.run(&layers.load(&[])?),
        Command::Backup(backup) => backup.run(&layers.load(&[])?),
        Command::Restore(restore) => restore.run(&layers.load(&[])?),
    }
}

fn configure(layers: &Layers, flags: &ConfigFlags) -> Result<(), Trouble> {
    if flags.explain {
        print!("{}", config::explain());
        return Ok(());
    }
    let config = layers.load(&[])?;
    match flags.what {
        Some(ConfigCommand::Check) => println!("The settings can be used."),
        Some(ConfigCommand::Print { redacted }) => print!("{}", config::print(&config, redacted)),
        None => print!("{}", config::print(&config, true)),
    }
    Ok(())
}

impl Layers {
    fn load(&self, more: &[(&'static str, Option<String>)]) -> Result<Config, Trouble> {
        let mut flags = Vec::new();
        for pair in &self.set {
            let (key, value) = pair.split_once('=').ok_or_else(|| format!("--set {pair}: write --set KEY=VALUE"))?;
            flags.push((key, value.to_owned()));
        }
        flags.extend(self.data.clone().map(|value| ("data", value)));
        flags.extend(more.iter().filter_map(|(key, value)| value.clone().map(|value| (*key, value))));
        Ok(Config::load(self.config.as_deref(), &flags)?)
    }
}
