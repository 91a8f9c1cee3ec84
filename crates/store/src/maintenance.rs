//! Words for a PostgreSQL server as a whole: making and dropping databases, for tests and tools.

use crate::Result;
use crate::postgres::{Purpose, Server, Session, apart};

/// Runs `words` on a connection of their own and gives the first text of the answer.
pub fn ask(url: &str, words: &str) -> Result<Option<String>> {
    apart(|| {
        let mut session = Session::connect(&Server::new(url)?, Purpose::Owner)?;
        Ok(session.ask(words)?)
    })
}
