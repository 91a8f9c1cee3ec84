//! One SQL text on SQLite and PostgreSQL.
//!
//! [`Db`] runs synchronous units: [`Db::read`] in one snapshot, [`Db::write`] all or nothing and durable before it
//! answers. A unit gets a [`Tx`], which gives it statements, the time, ids and chance, and nothing else.
//! Nothing outside this crate knows which database runs.

mod clock;
mod db;
mod error;
pub mod maintenance;
mod migrate;
mod postgres;
mod row;
mod sqlite;
mod statement;
mod tx;
mod unit;
mod value;

pub use clock::{Clock, ID_SHIFT, SystemClock};
pub use db::{Db, Key, Numbers, Options, Target};
pub use error::{Error, Result};
pub use migrate::Migration;
pub use row::{Column, FromRow, Row};
pub use statement::Statement;
pub use tx::{Notice, Tx};
pub use value::{ListItem, ToValue, Value};
