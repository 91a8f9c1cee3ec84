//! What can be given to a statement: [`Value`], [`ToValue`] and `args!`.

use std::borrow::Cow;
use std::sync::Arc;

/// One argument of a statement. Lists are single arguments: `= ANY($1)` or `unnest($1::bigint[])`.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Nothing.
    Null,
    /// BIGINT.
    Int(i64),
    /// BOOLEAN.
    Bool(bool),
    /// DOUBLE PRECISION.
    Real(f64),
    /// TEXT.
    Text(Cow<'a, str>),
    /// BYTEA.
    Bytes(Cow<'a, [u8]>),
    /// A list of numbers.
    Ints(Cow<'a, [i64]>),
    /// A list of truths.
    Bools(Cow<'a, [bool]>),
    /// A list of texts.
    Texts(Vec<Cow<'a, str>>),
}

/// Something a statement takes as an argument.
pub trait ToValue {
    /// The argument, borrowed where it can be.
    fn to_value(&self) -> Value<'_>;
}

/// Something whose slices are arguments.
pub trait ListItem: Sized {
    /// The whole slice as one argument.
    fn list(items: &[Self]) -> Value<'_>;
}

/// The arguments of a statement: `args![a, b, &list[..]]`.
#[macro_export]
macro_rules! args {
    ($($argument:expr),* $(,)?) => {
        &[$($crate::ToValue::to_value(&$argument)),*] as &[$crate::Value<'_>]
    };
}

macro_rules! plain {
    ($($kind:ty => |$value:ident| $made:expr),* $(,)?) => {$(
        impl ToValue for $kind {
            fn to_value(&self) -> Value<'_> {
                let $value = self;
                $made
            }
        }
    )*};
}

plain! {
    i64 => |value| Value::Int(*value),
    i32 => |value| Value::Int(i64::from(*value)),
    u32 => |value| Value::Int(i64::from(*value)),
    u16 => |value| Value::Int(i64::from(*value)),
    u8 => |value| Value::Int(i64::from(*value)),
    bool => |value| Value::Bool(*value),
    f64 => |value| Value::Real(*value),
    f32 => |value| Value::Real(f64::from(*value)),
    str => |value| Value::Text(Cow::Borrowed(value)),
    String => |value| Value::Text(Cow::Borrowed(value)),
    Arc<str> => |value| Value::Text(Cow::Borrowed(value)),
    Box<str> => |value| Value::Text(Cow::Borrowed(value)),
    Cow<'_, str> => |value| Value::Text(Cow::Borrowed(value)),
    Value<'_> => |value| value.clone(),
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value<'_> {
        (**self).to_value()
    }
}

impl<T: ToValue> ToValue for Option<T> {
    fn to_value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, T::to_value)
    }
}

impl<T: ListItem> ToValue for [T] {
    fn to_value(&self) -> Value<'_> {
        T::list(self)
    }
}

impl<T: ListItem, const N: usize> ToValue for [T; N] {
    fn to_value(&self) -> Value<'_> {
        T::list(self)
    }
}

impl<T: ListItem> ToValue for Vec<T> {
    fn to_value(&self) -> Value<'_> {
        T::list(self)
    }
}

impl ListItem for u8 {
    fn list(items: &[Self]) -> Value<'_> {
        Value::Bytes(Cow::Borrowed(items))
    }
}

impl ListItem for i64 {
    fn list(items: &[Self]) -> Value<'_> {
        Value::Ints(Cow::Borrowed(items))
    }
}

impl ListItem for bool {
    fn list(items: &[Self]) -> Value<'_> {
        Value::Bools(Cow::Borrowed(items))
    }
}

impl ListItem for String {
    fn list(items: &[Self]) -> Value<'_> {
        Value::Texts(items.iter().map(|text| Cow::Borrowed(text.as_str())).collect())
    }
}

impl ListItem for &str {
    fn list(items: &[Self]) -> Value<'_> {
        Value::Texts(items.iter().map(|text| Cow::Borrowed(*text)).collect())
    }
}
