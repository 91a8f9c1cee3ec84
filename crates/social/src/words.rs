//! Words that a column holds one of: an enum in Rust, a CHECK in the schema, one text between them.

/// Gives an enum its stored words: `as_str`, `parse`, and both ways through the store.
macro_rules! words {
    ($kind:ident { $($name:ident = $text:literal),+ $(,)? }) => {
        impl $kind {
            /// As stored and on the wire.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }

            /// The reverse of `as_str`.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$name),)+ _ => None }
            }
        }
        impl soulava_store::ToValue for $kind {
            fn to_value(&self) -> soulava_store::Value<'_> {
                soulava_store::Value::Text(std::borrow::Cow::Borrowed(self.as_str()))
            }
        }
        impl soulava_store::Column for $kind {
            fn column(row: &soulava_store::Row<'_>, index: usize) -> soulava_store::Result<Self> {
                let text = <String as soulava_store::Column>::column(row, index)?;
                Self::parse(&text).ok_or_else(|| {
                    soulava_store::Error::Broken(format!("{text:?} is no {}", stringify!($kind)))
                })
            }
        }
    };
}
pub(crate) use words;
