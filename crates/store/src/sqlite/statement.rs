//! Running one statement, and what SQLite's errors mean.

use rusqlite::ffi;
use rusqlite::types::{ToSqlOutput, Value as Owned, ValueRef};
use rusqlite::{CachedStatement, Connection, Error as Driver};

use crate::row::{Cell, Row, Source};
use crate::tx::Trouble;
use crate::{Error, Result, Statement, Value};

pub(crate) fn run(connection: &Connection, statement: &Statement, args: &[Value<'_>]) -> Result<u64, Trouble> {
    let mut prepared = prepare(connection, statement, args)?;
    if prepared.column_count() == 0 {
        return prepared.raw_execute().map(|touched| touched as u64).map_err(|error| trouble(error, statement));
    }
    let mut answer = prepared.raw_query();
    let mut touched = 0;
    while answer.next().map_err(|error| trouble(error, statement))?.is_some() {
        touched += 1;
    }
    Ok(touched)
}

pub(crate) fn rows(
    connection: &Connection,
    statement: &Statement,
    args: &[Value<'_>],
    visit: &mut dyn FnMut(&Row<'_>) -> Result<bool>,
) -> Result<(), Trouble> {
    let mut prepared = prepare(connection, statement, args)?;
    let writes = !prepared.readonly();
    let mut answer = prepared.raw_query();
    let mut wanted = true;
    while let Some(row) = answer.next().map_err(|error| trouble(error, statement))? {
        if wanted {
            wanted = visit(&Row(Source::Sqlite(row)))?;
        }
        // A statement that writes is run to its end, whether or not anybody reads on.
        if !wanted && !writes {
            break;
        }
    }
    Ok(())
}

/// The lines of SQLite's query plan.
pub(crate) fn plan(connection: &Connection, statement: &Statement) -> Result<Vec<String>, Trouble> {
    let fault = |error| trouble(error, statement);
    connection.prepare(statement.sqlite()).map_err(fault)?;
    let mut explain = connection.prepare(&format!("EXPLAIN QUERY PLAN {}", statement.sqlite())).map_err(fault)?;
    let mut lines = explain.raw_query();
    let mut found = Vec::new();
    while let Some(line) = lines.next().map_err(fault)? {
        found.push(line.get("detail").map_err(fault)?);
    }
    Ok(found)
}

fn prepare<'c>(
    connection: &'c Connection,
    statement: &Statement,
    args: &[Value<'_>],
) -> Result<CachedStatement<'c>, Trouble> {
    let mut prepared = connection.prepare_cached(statement.sqlite()).map_err(|error| trouble(error, statement))?;
    if prepared.parameter_count() != args.len() {
        return Err(Error::Broken(format!(
            "{} arguments for a statement of {}: {}",
            args.len(),
            prepared.parameter_count(),
            statement.sqlite()
        ))
        .into());
    }
    for (index, value) in args.iter().enumerate() {
        prepared.raw_bind_parameter(index + 1, bound(value)).map_err(|error| trouble(error, statement))?;
    }
    Ok(prepared)
}

fn bound<'v>(value: &'v Value<'_>) -> ToSqlOutput<'v> {
    let list = |json: serde_json::Result<String>| {
        ToSqlOutput::Owned(Owned::Text(json.expect("numbers and texts are always JSON")))
    };
    match value {
        Value::Null => ToSqlOutput::Borrowed(ValueRef::Null),
        Value::Int(number) => ToSqlOutput::Borrowed(ValueRef::Integer(*number)),
        Value::Bool(truth) => ToSqlOutput::Borrowed(ValueRef::Integer(i64::from(*truth))),
        Value::Real(number) => ToSqlOutput::Borrowed(ValueRef::Real(*number)),
        Value::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
        Value::Bytes(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
        Value::Ints(numbers) => list(serde_json::to_string(numbers.as_ref())),
        Value::Bools(truths) => list(serde_json::to_string(truths.as_ref())),
        Value::Texts(texts) => list(serde_json::to_string(&texts.iter().map(AsRef::as_ref).collect::<Vec<&str>>())),
    }
}

pub(crate) fn cell<'r>(row: &'r rusqlite::Row<'_>, index: usize) -> Result<Cell<'r>> {
    Ok(match row.get_ref(index).map_err(broken)? {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => Cell::Int(number),
        ValueRef::Real(number) => Cell::Real(number),
        ValueRef::Text(bytes) => {
            Cell::Text(std::str::from_utf8(bytes).map_err(|_| Error::Broken(format!("column {index} is not UTF-8")))?)
        }
        ValueRef::Blob(bytes) => Cell::Bytes(bytes),
    })
}

fn trouble(error: Driver, statement: &Statement) -> Trouble {
    let retry = error.sqlite_error_code() == Some(rusqlite::ErrorCode::OperationInterrupted);
    let error = match meaning(&error) {
        Error::Broken(what) => Error::Broken(format!("{what} in: {}", statement.sqlite())),
        other => other,
    };
    Trouble { error, retry }
}

pub(super) fn broken(error: Driver) -> Error {
    meaning(&error)
}

fn meaning(error: &Driver) -> Error {
    let Some(code) = error.sqlite_error() else { return Error::Broken(error.to_string()) };
    match code.extended_code {
        ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID => {
            Error::Unique(error.to_string())
        }
        ffi::SQLITE_CONSTRAINT_CHECK | ffi::SQLITE_CONSTRAINT_NOTNULL | ffi::SQLITE_CONSTRAINT_DATATYPE => {
            Error::Check(error.to_string())
        }
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Error::ForeignKey,
        ffi::SQLITE_FULL => Error::Full,
        ffi::SQLITE_INTERRUPT => Error::Overloaded,
        code if code & 0xff == ffi::SQLITE_BUSY => Error::Overloaded,
        _ => Error::Broken(error.to_string()),
    }
}

/// Whether the disk itself refused, so that nobody knows what is on it.
pub(super) fn is_io(error: &Driver) -> bool {
    error.sqlite_error().is_some_and(|code| code.extended_code & 0xff == ffi::SQLITE_IOERR)
}
