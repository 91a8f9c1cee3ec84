//! Commands of the host: sent to the running square through its socket, or done on the opened store when none runs.
//!
//! Both ways run the same code, [`Request::perform`]. One request is one line of JSON, then the bytes of its
//! attachment; the answer is lines of JSON: any number of `progress`, then `done` or `failed`.

mod client;
pub mod socket;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use soulava_media::Pictures;
use soulava_social::standing::Standings;
use soulava_social::urls::Urls;
use soulava_social::{Db, Error, Refusal, accounts};
use tokio::runtime::Handle;

use crate::commands::{account, backup, currency, import, invite, standing, token, verify};

pub use client::run;

/// What a command works on.
pub struct At {
    /// The truth.
    pub db: Db,
    /// Earned standing.
    pub standings: Standings,
    /// Public addresses.
    pub urls: Urls,
    /// Pictures on the disk.
    pub pictures: Pictures,
    /// The data folder.
    pub data: PathBuf,
    /// Whether mail really leaves.
    pub mail_leaves: bool,
    /// For what has to wait.
    pub runtime: Handle,
    /// The file that came with the request.
    pub attachment: Option<PathBuf>,
}

/// How far a long command is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Progress {
    /// Out of `of`.
    pub done: u64,
    /// In all; 0 when nobody knows.
    pub of: u64,
    /// What is going on, in words.
    pub what: String,
}

/// What a command answers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outcome {
    /// For programs.
    pub json: Value,
    /// For people.
    pub text: String,
    /// Whether the command found what it hoped for; the exit code.
    pub good: bool,
}

impl Outcome {
    /// A good outcome.
    pub fn good(json: Value, text: impl Into<String>) -> Self {
        Self { json, text: text.into(), good: true }
    }
}

/// What a command does, wherever it runs.
pub trait Act {
    /// Does it. The error is a sentence for the person at the terminal.
    fn act(self, at: &At, progress: &mut dyn FnMut(Progress)) -> Result<Outcome, String>;
}

macro_rules! requests {
    ($($name:ident($act:ty)),* $(,)?) => {
        /// Every command that needs the square's data.
        #[derive(Serialize, Deserialize)]
        #[serde(tag = "command", rename_all = "snake_case")]
        pub enum Request {
            $(#[doc = concat!("See [`", stringify!($act), "`].")] $name($act),)*
        }

        impl Request {
            /// Does it.
            pub fn perform(self, at: &At, progress: &mut dyn FnMut(Progress)) -> Result<Outcome, String> {
                match self { $(Self::$name(act) => act.act(at, progress),)* }
            }
        }

        $(impl From<$act> for Request {
            fn from(act: $act) -> Self {
                Self::$name(act)
            }
        })*
    };
}

requests! {
    AccountCreate(account::Create),
    AccountList(account::List),
    AccountShow(account::Show),
    AccountSetRole(account::SetRole),
    AccountSuspend(account::Suspend),
    AccountDelete(account::Delete),
    TokenCreate(token::Create),
    InviteCreate(invite::Create),
    CurrencyCreate(currency::Create),
    ImportThanks(import::Thanks),
    StandingExplain(standing::explain::Explain),
    StandingVerify(standing::verify::Verify),
    StandingFill(standing::fill::Fill),
    Verify(verify::Verify),
    Backup(backup::Backup),
}

/// A refusal in the words of the command line.
pub fn sentence(error: Error) -> String {
    match error {
        Error::Refused(Refusal::NotFound) => "There is no such thing here.".to_owned(),
        Error::Refused(Refusal::Invalid { field, why, .. }) => format!("--{} {why}", field.replace('_', "-")),
        Error::Refused(refusal) => refusal.to_string(),
        Error::Broken(error) => format!("Something broke: {error}"),
    }
}

impl At {
    /// Somebody of this square by name.
    pub fn account(&self, username: &str) -> Result<soulava_social::AccountId, String> {
        let name = accounts::fold_name(username.trim_start_matches('@'));
        let found = self.db.read_blocking(move |tx| accounts::by_name(tx, &name, "")).map_err(sentence)?;
        found.ok_or_else(|| format!("Nobody here is called {username}. `soulava admin account list` shows everybody."))
    }
}
