//! What a unit may do: [`Tx`].

use std::cell::{Cell, RefCell};

use crate::clock::Ids;
use crate::row::Row;
use crate::{Error, FromRow, Result, Statement, Value};

/// Something that was announced; sent to the observers after the commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Notice {
    /// What kind; the program gives the numbers their meaning.
    pub kind: u16,
    /// A first id.
    pub a: i64,
    /// A second id.
    pub b: i64,
}

/// One unit's view of the database: statements, the time, ids and chance.
///
/// After a statement has failed every later one fails with the same error and nothing of the unit is kept,
/// on both databases alike: use `ON CONFLICT` where a clash is expected.
pub struct Tx<'a> {
    engine: Engine<'a>,
    ids: &'a Ids,
    now: i64,
    notices: RefCell<Vec<Notice>>,
    failure: RefCell<Option<Error>>,
    retry: Cell<bool>,
}

pub(crate) enum Engine<'a> {
    Sqlite(&'a rusqlite::Connection),
    Postgres(&'a RefCell<crate::postgres::Session>),
}

impl<'a> Tx<'a> {
    pub(crate) fn new(engine: Engine<'a>, ids: &'a Ids, now: i64) -> Self {
        Self { engine, ids, now, notices: RefCell::default(), failure: RefCell::default(), retry: Cell::new(false) }
    }

    /// Milliseconds since 1970; the same for the whole unit.
    pub fn now(&self) -> i64 {
        self.now
    }

    /// A new id: larger than every id before it.
    pub fn next_id(&self) -> i64 {
        self.ids.next(self.now)
    }

    /// Bytes nobody can guess.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        getrandom::fill(&mut bytes).expect("the system gives random bytes");
        bytes
    }

    /// Tells the observers, once this unit is committed.
    pub fn announce(&self, notice: impl Into<Notice>) {
        self.notices.borrow_mut().push(notice.into());
    }

    /// All rows of the answer.
    pub fn all<R: FromRow>(&self, statement: &'static Statement, args: &[Value<'_>]) -> Result<Vec<R>> {
        let mut rows = Vec::new();
        self.rows(statement, args, &mut |row| {
            check_width::<R>(row)?;
            rows.push(R::from_row(row)?);
            Ok(true)
        })?;
        Ok(rows)
    }

    /// The first row, when there is one.
    pub fn opt<R: FromRow>(&self, statement: &'static Statement, args: &[Value<'_>]) -> Result<Option<R>> {
        let mut found = None;
        self.rows(statement, args, &mut |row| {
            check_width::<R>(row)?;
            found = Some(R::from_row(row)?);
            Ok(false)
        })?;
        Ok(found)
    }

    /// The first row; [`Error::NoRow`] when there is none.
    pub fn one<R: FromRow>(&self, statement: &'static Statement, args: &[Value<'_>]) -> Result<R> {
        self.opt(statement, args)?.ok_or(Error::NoRow)
    }

    /// Runs a statement for what it does. Says how many rows it touched.
    pub fn run(&self, statement: &'static Statement, args: &[Value<'_>]) -> Result<u64> {
        self.guarded(|| match &self.engine {
            Engine::Sqlite(connection) => crate::sqlite::run(connection, statement, args),
            Engine::Postgres(session) => session.borrow_mut().run(statement, args),
        })
    }

    /// What the database makes of a statement, without running it: SQLite's query plan, line by line; nothing on
    /// PostgreSQL. Fails when it cannot be prepared. For tests of the statements themselves.
    pub fn plan(&self, statement: &'static Statement) -> Result<Vec<String>> {
        self.guarded(|| match &self.engine {
            Engine::Sqlite(connection) => crate::sqlite::plan(connection, statement),
            Engine::Postgres(session) => session.borrow_mut().check(statement).map(|()| Vec::new()),
        })
    }

    fn rows(
        &self,
        statement: &'static Statement,
        args: &[Value<'_>],
        visit: &mut dyn FnMut(&Row<'_>) -> Result<bool>,
    ) -> Result<()> {
        self.guarded(|| match &self.engine {
            Engine::Sqlite(connection) => crate::sqlite::rows(connection, statement, args, visit),
            Engine::Postgres(session) => session.borrow_mut().rows(statement, args, visit),
        })
    }

    fn guarded<T>(&self, statement: impl FnOnce() -> Result<T, Trouble>) -> Result<T> {
        if let Some(error) = &*self.failure.borrow() {
            return Err(error.clone());
        }
        statement().map_err(|trouble| {
            self.retry.set(trouble.retry);
            *self.failure.borrow_mut() = Some(trouble.error.clone());
            trouble.error
        })
    }

    /// Why a statement failed, if one did.
    pub(crate) fn failure(&self) -> Option<Error> {
        self.failure.borrow().clone()
    }

    /// Whether running the unit again may help: it was in somebody's way, or took too long where it ran.
    pub(crate) fn may_retry(&self) -> bool {
        self.retry.get()
    }

    pub(crate) fn into_notices(self) -> Vec<Notice> {
        self.notices.into_inner()
    }
}

/// An error of a driver, with whether the whole unit may be run again for it.
pub(crate) struct Trouble {
    pub error: Error,
    pub retry: bool,
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self { error, retry: false }
    }
}

fn check_width<R: FromRow>(row: &Row<'_>) -> Result<()> {
    if row.width() == R::WIDTH {
        return Ok(());
    }
    Err(Error::Broken(format!("an answer has {} columns where {} are read", row.width(), R::WIDTH)))
}
