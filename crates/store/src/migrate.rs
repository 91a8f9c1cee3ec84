//! Numbered, checksummed migrations, written in PostgreSQL's words.

use sha2::{Digest, Sha256};

use crate::statement::{Token, tokens};
use crate::{Error, Result};

/// One step of the schema. A number is never used twice and a shipped text never changes.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// Its place, from 1.
    pub number: u32,
    /// What it brings.
    pub name: &'static str,
    /// PostgreSQL DDL within the shared subset. A comment `-- only sqlite` or `-- only postgres` in a statement keeps
    /// the statement from the other database.
    pub sql: &'static str,
}

/// The table the store keeps its own steps in, for both databases.
pub(crate) const TABLE: &str = "CREATE TABLE IF NOT EXISTS migrations (
    number BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL,
    applied_at BIGINT NOT NULL
)";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

impl Migration {
    /// SHA-256 of the text, hexadecimal.
    pub fn checksum(&self) -> String {
        Sha256::digest(self.sql.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The statements for one database.
    pub(crate) fn statements(&self, dialect: Dialect) -> Vec<String> {
        split(self.sql).into_iter().filter_map(|statement| ddl(&statement, dialect)).collect()
    }
}

/// Which migrations are still to do, given number, name and checksum of those done.
pub(crate) fn pending(all: &'static [Migration], done: &[(i64, String, String)]) -> Result<Vec<&'static Migration>> {
    for (number, name, checksum) in done {
        let Some(known) = all.iter().find(|migration| i64::from(migration.number) == *number) else {
            return Err(Error::Schema(format!(
                "the database was written by a newer release: it has migration {number} ({name}), which this program does not know"
            )));
        };
        if known.checksum() != *checksum {
            return Err(Error::Schema(format!(
                "migration {number} ({name}) is not the text that made this database; a shipped migration must not change"
            )));
        }
    }
    Ok(all.iter().filter(|migration| !done.iter().any(|(number, ..)| *number == i64::from(migration.number))).collect())
}

/// Cuts a text at its semicolons; the body of a trigger stays whole.
fn split(sql: &str) -> Vec<String> {
    let mut statements = Vec::new();
    let mut current = String::new();
    let (mut trigger, mut ended) = (false, false);
    for token in tokens(sql) {
        if let Token::Word(word) = token {
            trigger |= word.eq_ignore_ascii_case("TRIGGER");
            ended = word.eq_ignore_ascii_case("END");
        }
        if token.is(";") && (!trigger || ended) {
            statements.push(std::mem::take(&mut current));
            (trigger, ended) = (false, false);
        } else {
            current.push_str(token.text());
        }
    }
    statements.push(current);
    statements
}

/// One statement in one database's words; none when it is only for the other, or empty.
fn ddl(statement: &str, dialect: Dialect) -> Option<String> {
    let pieces = tokens(statement);
    let (other, table_end) = match dialect {
        Dialect::Sqlite => ("-- only postgres", " STRICT"),
        Dialect::Postgres => ("-- only sqlite", ""),
    };
    if pieces.iter().any(|token| matches!(token, Token::Comment(text) if text.trim_end() == other)) {
        return None;
    }
    let words: Vec<_> = pieces.iter().filter(|token| matches!(token, Token::Word(_))).collect();
    let first = words.first()?;
    let table = first.is("CREATE") && words.get(1)?.is("TABLE");
    let columns = table || first.is("ALTER");
    let mut out = String::new();
    // Types are in capitals; a column may be called `text`.
    for token in &pieces {
        match (dialect, token) {
            (_, Token::Comment(_)) => {}
            (Dialect::Sqlite, Token::Word(word)) => match *word {
                "BIGINT" | "BOOLEAN" => out.push_str("INTEGER"),
                "BYTEA" => out.push_str("BLOB"),
                "DOUBLE" => out.push_str("REAL"),
                "PRECISION" => {}
                _ => out.push_str(word),
            },
            (Dialect::Postgres, Token::Word("TEXT")) if columns => out.push_str("TEXT COLLATE \"C\""),
            (_, other) => out.push_str(other.text()),
        }
    }
    let out = out.trim().to_owned() + if table { table_end } else { "" };
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEP: Migration = Migration {
        number: 1,
        name: "one",
        sql: "-- A table; with a semicolon.\nCREATE TABLE a (id BIGINT PRIMARY KEY, text TEXT NOT NULL DEFAULT 'TEXT;', r DOUBLE PRECISION, b BYTEA, c BOOLEAN);\n-- only sqlite\nCREATE TRIGGER x AFTER INSERT ON a BEGIN DELETE FROM a WHERE id = 1; SELECT 1; END;\n-- only postgres\nCREATE INDEX i ON a (text);",
    };

    #[test]
    fn one_text_makes_two_schemas() {
        assert_eq!(
            STEP.statements(Dialect::Sqlite),
            [
                "CREATE TABLE a (id INTEGER PRIMARY KEY, text TEXT NOT NULL DEFAULT 'TEXT;', r REAL , b BLOB, c INTEGER) STRICT",
                "CREATE TRIGGER x AFTER INSERT ON a BEGIN DELETE FROM a WHERE id = 1; SELECT 1; END"
            ]
        );
        assert_eq!(
            STEP.statements(Dialect::Postgres),
            [
                "CREATE TABLE a (id BIGINT PRIMARY KEY, text TEXT COLLATE \"C\" NOT NULL DEFAULT 'TEXT;', r DOUBLE PRECISION, b BYTEA, c BOOLEAN)",
                "CREATE INDEX i ON a (text)"
            ]
        );
    }
}
