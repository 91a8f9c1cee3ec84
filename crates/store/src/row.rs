//! What comes back from a statement: [`Row`], [`Column`], [`FromRow`] and `record!`.

use std::sync::Arc;

use crate::{Error, Result};

/// One row of an answer, whichever database gave it.
pub struct Row<'a>(pub(crate) Source<'a>);

pub(crate) enum Source<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a postgres::Row),
}

/// A plain value of a column, borrowed from the row.
#[derive(Debug)]
pub(crate) enum Cell<'a> {
    Null,
    Int(i64),
    Bool(bool),
    Real(f64),
    Text(&'a str),
    Bytes(&'a [u8]),
}

impl<'a> Row<'a> {
    pub(crate) fn cell(&self, index: usize) -> Result<Cell<'_>> {
        match &self.0 {
            Source::Sqlite(row) => crate::sqlite::cell(row, index),
            Source::Postgres(row) => crate::postgres::cell(row, index),
        }
    }

    /// How many columns the answer has.
    pub fn width(&self) -> usize {
        match &self.0 {
            Source::Sqlite(row) => row.as_ref().column_count(),
            Source::Postgres(row) => row.len(),
        }
    }

    fn wrong(&self, index: usize, wanted: &str, found: &Cell<'_>) -> Error {
        Error::Broken(format!("column {index} should be {wanted} and is {found:?}"))
    }
}

/// A value that one column holds.
pub trait Column: Sized {
    /// Reads column `index`, counted from 0. Fails when the column holds something else.
    fn column(row: &Row<'_>, index: usize) -> Result<Self>;
}

/// A value that one row holds.
pub trait FromRow: Sized {
    /// How many columns it takes; an answer of another width is refused.
    const WIDTH: usize;
    /// Reads the row.
    fn from_row(row: &Row<'_>) -> Result<Self>;
}

macro_rules! columns {
    ($($kind:ty, $words:literal, $($pattern:pat => $made:expr),+;)*) => {$(
        impl Column for $kind {
            fn column(row: &Row<'_>, index: usize) -> Result<Self> {
                match row.cell(index)? {
                    $($pattern => Ok($made),)+
                    other => Err(row.wrong(index, $words, &other)),
                }
            }
        }
        single!($kind);
    )*};
}

macro_rules! single {
    ($kind:ty $(, $name:ident)?) => {
        impl$(<$name: Column>)? FromRow for $kind {
            const WIDTH: usize = 1;
            fn from_row(row: &Row<'_>) -> Result<Self> {
                Self::column(row, 0)
            }
        }
    };
}

columns! {
    i64, "a whole number", Cell::Int(number) => number;
    bool, "true or false", Cell::Bool(truth) => truth, Cell::Int(number @ (0 | 1)) => number == 1;
    f64, "a number", Cell::Real(number) => number, Cell::Int(number) => number as f64;
    String, "text", Cell::Text(text) => text.to_owned();
    Arc<str>, "text", Cell::Text(text) => Arc::from(text);
    Box<str>, "text", Cell::Text(text) => Box::from(text);
    Vec<u8>, "bytes", Cell::Bytes(bytes) => bytes.to_vec();
}

single!(Option<T>, T);

impl<T: Column> Column for Option<T> {
    fn column(row: &Row<'_>, index: usize) -> Result<Self> {
        match row.cell(index)? {
            Cell::Null => Ok(None),
            _ => T::column(row, index).map(Some),
        }
    }
}

impl<const N: usize> Column for [u8; N] {
    fn column(row: &Row<'_>, index: usize) -> Result<Self> {
        match row.cell(index)? {
            Cell::Bytes(bytes) if bytes.len() == N => Ok(bytes.try_into().expect("the length was just compared")),
            other => Err(row.wrong(index, &format!("{N} bytes"), &other)),
        }
    }
}

impl<const N: usize> FromRow for [u8; N] {
    const WIDTH: usize = 1;
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Self::column(row, 0)
    }
}

macro_rules! tuples {
    ($(($width:literal: $($name:ident $index:tt),+))*) => {$(
        impl<$($name: Column),+> FromRow for ($($name,)+) {
            const WIDTH: usize = $width;
            fn from_row(row: &Row<'_>) -> Result<Self> {
                Ok(($($name::column(row, $index)?,)+))
            }
        }
    )*};
}

tuples! {
    (1: A 0)
    (2: A 0, B 1)
    (3: A 0, B 1, C 2)
    (4: A 0, B 1, C 2, D 3)
    (5: A 0, B 1, C 2, D 3, E 4)
    (6: A 0, B 1, C 2, D 3, E 4, F 5)
    (7: A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (8: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
    (9: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8)
    (10: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9)
    (11: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10)
    (12: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11)
}

/// A struct that is read from a row, field by field in order.
///
/// `record! { pub struct PostRow { pub id: i64, pub text: String } }`
#[macro_export]
macro_rules! record {
    ($($(#[$attribute:meta])* $visible:vis struct $name:ident {
        $($(#[$field_attribute:meta])* $field_visible:vis $field:ident : $kind:ty),* $(,)?
    })+) => {$(
        $(#[$attribute])*
        $visible struct $name {
            $($(#[$field_attribute])* $field_visible $field: $kind,)*
        }

        impl $crate::FromRow for $name {
            const WIDTH: usize = [$(stringify!($field)),*].len();
            fn from_row(row: &$crate::Row<'_>) -> $crate::Result<Self> {
                let mut index = 0..;
                Ok(Self {
                    $($field: <$kind as $crate::Column>::column(
                        row,
                        index.next().expect("a row has fewer columns than numbers"),
                    )?,)*
                })
            }
        }
    )+};
}
