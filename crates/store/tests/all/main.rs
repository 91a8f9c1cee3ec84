//! What the store promises, on whichever database `TEST_POSTGRES` chooses.

mod commit;
mod reads;
mod schema;
mod words;

use soulava_store::{Error, Migration};
use soulava_testkit::{TestClock, TestDb};

/// The result of a unit of these tests.
type Unit<T> = Result<T, Error>;

const SCHEMA: &[Migration] = &[Migration {
    number: 1,
    name: "purses",
    sql: "CREATE TABLE purses (id BIGINT PRIMARY KEY, owner TEXT NOT NULL, coins BIGINT NOT NULL CHECK (coins >= 0));
          CREATE UNIQUE INDEX purses_by_owner ON purses (owner);
          CREATE TABLE notes (id BIGINT PRIMARY KEY, purse_id BIGINT NOT NULL REFERENCES purses (id) ON DELETE CASCADE,
              text TEXT, flag BOOLEAN, real DOUBLE PRECISION, bytes BYTEA);
          CREATE INDEX notes_by_purse ON notes (purse_id, id);",
}];

fn store() -> TestDb {
    soulava_testkit::db_of(SCHEMA, TestClock::new())
}

fn on_postgres() -> bool {
    soulava_testkit::postgres().is_some()
}
