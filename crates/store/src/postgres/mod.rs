//! PostgreSQL.

use std::sync::Arc;

use crate::db::{Key, Shared, closed};
use crate::row::{Cell, Row};
use crate::tx::Trouble;
use crate::unit::Unit;
use crate::{Error, Options, Result, Statement, Value};

pub(crate) struct Postgres;
pub(crate) struct Session;

impl Postgres {
    pub fn open(_: &str, _: &Options, _: Arc<Shared>) -> Result<Self> {
        Err(Error::Broken("PostgreSQL is not here yet".into()))
    }
    pub fn read(&self, _: Box<dyn Unit>) -> Result<()> {
        Err(closed())
    }
    pub fn read_heavy(&self, _: Box<dyn Unit>) -> Result<()> {
        Err(closed())
    }
    pub fn write(&self, _: &[Key], _: Box<dyn Unit>) -> Result<()> {
        Err(closed())
    }
    pub fn close(&self) {}
}

impl Session {
    pub fn run(&mut self, _: &Statement, _: &[Value<'_>]) -> Result<u64, Trouble> {
        Err(closed().into())
    }
    pub fn rows(
        &mut self,
        _: &Statement,
        _: &[Value<'_>],
        _: &mut dyn FnMut(&Row<'_>) -> Result<bool>,
    ) -> Result<(), Trouble> {
        Err(closed().into())
    }
}

pub(crate) fn cell(_: &postgres::Row, _: usize) -> Result<Cell<'_>> {
    Err(closed())
}
