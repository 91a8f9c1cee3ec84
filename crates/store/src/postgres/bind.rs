//! Values to PostgreSQL and back.

use std::error::Error as Any;

use postgres::types::private::BytesMut;
use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use crate::row::Cell;
use crate::{Error, Result, Value};

/// An argument on its way; the server has said of which type it is.
#[derive(Debug)]
pub(super) struct Bound<'a>(pub &'a Value<'a>);

impl ToSql for Bound<'_> {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Any + Sync + Send>> {
        match (self.0, kind) {
            (Value::Null, _) => Ok(IsNull::Yes),
            (Value::Int(number), &Type::INT8) => number.to_sql(kind, out),
            (Value::Int(number), &Type::INT4) => i32::try_from(*number)?.to_sql(kind, out),
            (Value::Int(number), &Type::INT2) => i16::try_from(*number)?.to_sql(kind, out),
            (Value::Int(number), &Type::FLOAT8) => (*number as f64).to_sql(kind, out),
            (Value::Bool(truth), &Type::BOOL) => truth.to_sql(kind, out),
            (Value::Real(number), &Type::FLOAT8) => number.to_sql(kind, out),
            (Value::Text(text), _) if <&str as ToSql>::accepts(kind) => text.as_ref().to_sql(kind, out),
            (Value::Bytes(bytes), &Type::BYTEA) => bytes.as_ref().to_sql(kind, out),
            (Value::Ints(numbers), &Type::INT8_ARRAY) => numbers.as_ref().to_sql(kind, out),
            (Value::Bools(truths), &Type::BOOL_ARRAY) => truths.as_ref().to_sql(kind, out),
            (Value::Texts(texts), &Type::TEXT_ARRAY) => {
                texts.iter().map(AsRef::as_ref).collect::<Vec<&str>>().to_sql(kind, out)
            }
            (value, kind) => Err(format!("{value:?} is given where {kind} is wanted").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// What the server is told an argument is. Left to itself it takes `$1 = 0` for four bytes.
pub(super) fn kind(value: &Value<'_>) -> Type {
    match value {
        Value::Null => Type::UNKNOWN,
        Value::Int(_) => Type::INT8,
        Value::Bool(_) => Type::BOOL,
        Value::Real(_) => Type::FLOAT8,
        Value::Text(_) => Type::TEXT,
        Value::Bytes(_) => Type::BYTEA,
        Value::Ints(_) => Type::INT8_ARRAY,
        Value::Bools(_) => Type::BOOL_ARRAY,
        Value::Texts(_) => Type::TEXT_ARRAY,
    }
}

/// A number for the kinds of the arguments in their order.
pub(super) fn signature(args: &[Value<'_>]) -> u64 {
    args.iter().fold(args.len() as u64, |sum, value| {
        let code = match value {
            Value::Null => 0,
            Value::Int(_) => 1,
            Value::Bool(_) => 2,
            Value::Real(_) => 3,
            Value::Text(_) => 4,
            Value::Bytes(_) => 5,
            Value::Ints(_) => 6,
            Value::Bools(_) => 7,
            Value::Texts(_) => 8,
        };
        sum.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(code)
    })
}

/// The plain value of a column.
pub(crate) fn cell(row: &postgres::Row, index: usize) -> Result<Cell<'_>> {
    let Some(column) = row.columns().get(index) else {
        return Err(Error::Broken(format!("there is no column {index}")));
    };
    match *column.type_() {
        Type::INT8 => plain(row, index, Cell::Int),
        Type::INT4 => plain(row, index, |number: i32| Cell::Int(i64::from(number))),
        Type::INT2 => plain(row, index, |number: i16| Cell::Int(i64::from(number))),
        Type::BOOL => plain(row, index, Cell::Bool),
        Type::FLOAT8 => plain(row, index, Cell::Real),
        Type::FLOAT4 => plain(row, index, |number: f32| Cell::Real(f64::from(number))),
        Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::UNKNOWN => plain(row, index, Cell::Text),
        Type::BYTEA => plain(row, index, Cell::Bytes),
        Type::VOID => Ok(Cell::Null),
        ref other => Err(Error::Broken(format!(
            "column {index} ({}) is a {other}, which is not in the shared subset: cast it",
            column.name()
        ))),
    }
}

fn plain<'r, T: FromSql<'r>>(row: &'r postgres::Row, index: usize, make: impl Fn(T) -> Cell<'r>) -> Result<Cell<'r>> {
    let value: Option<T> = row.try_get(index).map_err(|error| Error::Broken(error.to_string()))?;
    Ok(value.map_or(Cell::Null, make))
}
