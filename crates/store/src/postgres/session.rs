//! One connection, its prepared statements, and what PostgreSQL's errors mean.

use std::collections::HashMap;
use std::time::Duration;

use foldhash::fast::FixedState;
use postgres::error::SqlState;
use postgres::types::{ToSql, Type};
use postgres::{Client, Config, NoTls, SimpleQueryMessage};

use super::bind::{self, Bound};
use crate::row::{Row, Source};
use crate::tx::Trouble;
use crate::{Error, Result, Statement, Value};

/// Where the server is.
pub(crate) struct Server(Config);

impl Server {
    pub fn new(url: &str) -> Result<Self> {
        let mut config: Config =
            url.parse().map_err(|error| Error::Broken(format!("the database URL cannot be read: {error}")))?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(Duration::from_secs(5));
        }
        if config.get_application_name().is_none() {
            config.application_name("soulava");
        }
        Ok(Self(config))
    }
}

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Migrations and the lock that keeps a second server out.
    Owner,
    Read,
    Heavy,
    Write,
}

impl Purpose {
    pub fn name(self) -> &'static str {
        match self {
            Self::Owner => "store-owner",
            Self::Read => "store-read",
            Self::Heavy => "store-heavy",
            Self::Write => "store-write",
        }
    }

    fn settings(self) -> &'static str {
        match self {
            Self::Owner => "SET client_min_messages = warning; SET lock_timeout = '30s'",
            Self::Read => {
                "SET client_min_messages = warning; SET idle_in_transaction_session_timeout = '10s';
                 SET statement_timeout = '5s'; SET lock_timeout = '2s'; SET default_transaction_read_only = on"
            }
            Self::Heavy => {
                "SET client_min_messages = warning; SET idle_in_transaction_session_timeout = '10s';
                 SET statement_timeout = '30s'; SET lock_timeout = '2s'; SET default_transaction_read_only = on"
            }
            Self::Write => {
                "SET client_min_messages = warning; SET idle_in_transaction_session_timeout = '10s';
                 SET statement_timeout = '5s'; SET lock_timeout = '2s'"
            }
        }
    }
}

/// How the statements of a unit reach the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// Each statement for itself; a second one asks for a transaction.
    Single {
        /// Whether one has run.
        used: bool,
    },
    /// Inside BEGIN and COMMIT.
    Transaction,
}

pub(crate) struct Session {
    client: Client,
    /// By the statement and the kinds of its arguments.
    prepared: HashMap<(usize, u64), postgres::Statement, FixedState>,
    pub(super) frame: Frame,
}

impl Session {
    pub(crate) fn connect(server: &Server, purpose: Purpose) -> Result<Self> {
        let mut client = server
            .0
            .connect(NoTls)
            .map_err(|error| Error::Broken(format!("PostgreSQL does not answer: {}", whole(&error))))?;
        client.batch_execute(purpose.settings()).map_err(|error| meaning(&error))?;
        Ok(Self { client, prepared: HashMap::default(), frame: Frame::Transaction })
    }

    pub(super) fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    pub(super) fn is_alive(&mut self) -> bool {
        self.client.is_valid(Duration::from_secs(5)).is_ok()
    }

    /// Words without arguments, perhaps several statements.
    pub(super) fn say(&mut self, words: &str) -> Result<(), Trouble> {
        self.client.batch_execute(words).map_err(|error| trouble(&error, words))
    }

    /// The first text that the words give.
    pub(crate) fn ask(&mut self, words: &str) -> Result<Option<String>, Trouble> {
        let answer = self.client.simple_query(words).map_err(|error| trouble(&error, words))?;
        Ok(answer.into_iter().find_map(|message| match message {
            SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
            _ => None,
        }))
    }

    /// The rows of a statement of the store itself.
    pub(super) fn query(&mut self, text: &str, args: &[&(dyn ToSql + Sync)]) -> Result<Vec<postgres::Row>> {
        self.client.query(text, args).map_err(|error| meaning(&error))
    }

    pub fn run(&mut self, statement: &'static Statement, args: &[Value<'_>]) -> Result<u64, Trouble> {
        let (prepared, bound) = self.prepare(statement, args)?;
        let refs: Vec<&(dyn ToSql + Sync)> = bound.iter().map(|value| value as _).collect();
        self.client.execute(&prepared, &refs).map_err(|error| trouble(&error, statement.postgres()))
    }

    pub fn rows(
        &mut self,
        statement: &'static Statement,
        args: &[Value<'_>],
        visit: &mut dyn FnMut(&Row<'_>) -> Result<bool>,
    ) -> Result<(), Trouble> {
        let (prepared, bound) = self.prepare(statement, args)?;
        let refs: Vec<&(dyn ToSql + Sync)> = bound.iter().map(|value| value as _).collect();
        let rows = self.client.query(&prepared, &refs).map_err(|error| trouble(&error, statement.postgres()))?;
        for row in &rows {
            if !visit(&Row(Source::Postgres(row)))? {
                break;
            }
        }
        Ok(())
    }

    /// Prepares a statement and does no more.
    pub fn check(&mut self, statement: &Statement) -> Result<(), Trouble> {
        let text = statement.postgres();
        self.client.prepare(text).map(drop).map_err(|error| trouble(&error, text))
    }

    fn prepare<'v>(
        &mut self,
        statement: &'static Statement,
        args: &'v [Value<'v>],
    ) -> Result<(postgres::Statement, Vec<Bound<'v>>), Trouble> {
        match &mut self.frame {
            Frame::Single { used: true } => return Err(Trouble { error: Error::Overloaded, retry: true }),
            Frame::Single { used } => *used = true,
            Frame::Transaction => {}
        }
        let key = (std::ptr::from_ref(statement) as usize, bind::signature(args));
        let prepared = match self.prepared.get(&key) {
            Some(prepared) => prepared.clone(),
            None => {
                let text = statement.postgres();
                let kinds: Vec<Type> = args.iter().map(bind::kind).collect();
                let prepared = self.client.prepare_typed(text, &kinds).map_err(|error| trouble(&error, text))?;
                self.prepared.insert(key, prepared.clone());
                prepared
            }
        };
        if prepared.params().len() != args.len() {
            let (given, wanted) = (args.len(), prepared.params().len());
            let text = statement.postgres();
            return Err(Error::Broken(format!("{given} arguments for a statement of {wanted}: {text}")).into());
        }
        Ok((prepared, args.iter().map(Bound).collect()))
    }
}

fn trouble(error: &postgres::Error, text: &str) -> Trouble {
    let retry = error.is_closed()
        || error
            .code()
            .is_some_and(|code| [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED].contains(code));
    let error = match meaning(error) {
        Error::Broken(what) => Error::Broken(format!("{what} in: {text}")),
        other => other,
    };
    Trouble { error, retry }
}

pub(super) fn meaning(error: &postgres::Error) -> Error {
    let Some(said) = error.as_db_error() else {
        return if error.is_closed() { Error::Overloaded } else { Error::Broken(whole(error)) };
    };
    let what = said.constraint().unwrap_or_else(|| said.message()).to_owned();
    match *said.code() {
        SqlState::UNIQUE_VIOLATION => Error::Unique(what),
        SqlState::CHECK_VIOLATION | SqlState::NOT_NULL_VIOLATION => Error::Check(what),
        SqlState::FOREIGN_KEY_VIOLATION | SqlState::RESTRICT_VIOLATION => Error::ForeignKey,
        SqlState::DISK_FULL => Error::Full,
        SqlState::T_R_SERIALIZATION_FAILURE
        | SqlState::T_R_DEADLOCK_DETECTED
        | SqlState::QUERY_CANCELED
        | SqlState::LOCK_NOT_AVAILABLE
        | SqlState::TOO_MANY_CONNECTIONS
        | SqlState::ADMIN_SHUTDOWN
        | SqlState::CRASH_SHUTDOWN
        | SqlState::CANNOT_CONNECT_NOW => Error::Overloaded,
        _ => Error::Broken(format!("{} ({})", said.message(), said.code().code())),
    }
}

/// The error with its cause, which the driver hides.
fn whole(error: &postgres::Error) -> String {
    match std::error::Error::source(error) {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    }
}
