//! The cast, the world and the clients of our tests.

mod clock;
mod database;

pub use clock::TestClock;
pub use database::{TestDb, db, db_at, db_of, db_with, postgres};
