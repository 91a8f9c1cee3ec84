//! Two kinds of trouble: a refusal, which a person can act on, and something broken, which is ours.

use soulava_store as store;

/// The result of every verb.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a verb did not do what was asked.
#[derive(Debug)]
pub enum Error {
    /// For the person: what, and what to do next. Each door translates it once.
    Refused(Refusal),
    /// For the operator: logged once with the request id, shown as "Something broke on our side".
    Broken(store::Error),
}

/// A reason a person can act on. Texts are plain English sentences; pages translate by `key`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No such thing, or not for this viewer: the two look the same on purpose.
    NotFound,
    /// It exists and the viewer knows, but may not do this.
    Forbidden {
        /// A sentence for the person.
        why: String,
    },
    /// A field is wrong.
    Invalid {
        /// The field, in the words of the form or the API.
        field: &'static str,
        /// Mastodon's error code for the field: `ERR_BLANK`, `ERR_INVALID`, `ERR_TAKEN`, `ERR_TOO_LONG`, …
        code: &'static str,
        /// A sentence for the person, without the field's name.
        why: String,
    },
    /// Too much; may be tried again.
    Limited {
        /// When, in milliseconds since 1970.
        until: i64,
        /// A sentence for the person.
        why: String,
    },
    /// The key was used with another body.
    KeyReused,
    /// It was here and is not any more.
    Gone,
}

impl Refusal {
    /// A wrong field, with the code `ERR_INVALID`.
    pub fn invalid(field: &'static str, why: impl Into<String>) -> Error {
        Self::invalid_as(field, "ERR_INVALID", why)
    }

    /// A wrong field, with a code of its own.
    pub fn invalid_as(field: &'static str, code: &'static str, why: impl Into<String>) -> Error {
        Error::Refused(Self::Invalid { field, code, why: why.into() })
    }

    /// Not allowed, with the reason.
    pub fn forbidden(why: impl Into<String>) -> Error {
        Error::Refused(Self::Forbidden { why: why.into() })
    }

    /// Nothing here for this viewer.
    pub fn not_found() -> Error {
        Error::Refused(Self::NotFound)
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::NoRow => Self::Refused(Refusal::NotFound),
            other => Self::Broken(other),
        }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Broken(error) => error.fmt(f),
            Self::Refused(refusal) => refusal.fmt(f),
        }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotFound => f.write_str("Record not found"),
            Self::Gone => f.write_str("This is not here any more"),
            Self::KeyReused => f.write_str("This Idempotency-Key was used with another body"),
            Self::Forbidden { why } | Self::Limited { why, .. } | Self::Invalid { why, .. } => f.write_str(why),
        }
    }
}

impl std::error::Error for Error {}
