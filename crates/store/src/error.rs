//! What goes wrong in the store. Nothing here is a person's fault.

/// The result of everything in the store.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why the store did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// `one` found nothing.
    NoRow,
    /// A row with this key exists; the text names the columns or the index.
    Unique(String),
    /// A CHECK or NOT NULL refused the row; the text names it.
    Check(String),
    /// A row refers to one that is not there, or is still referred to.
    ForeignKey,
    /// The queue is full, the wait too long, or others were in the way too often; may be tried again in a moment.
    Overloaded,
    /// The disk is full; nothing of the unit was kept.
    Full,
    /// The data file or database is used by another process.
    Locked(String),
    /// The schema and this program do not fit together.
    Schema(String),
    /// Anything else, for the operator.
    Broken(String),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoRow => f.write_str("no such row"),
            Self::Unique(what) => write!(f, "there is one already: {what}"),
            Self::Check(what) => write!(f, "the database refused a value: {what}"),
            Self::ForeignKey => f.write_str("a row refers to one that is not there"),
            Self::Overloaded => f.write_str("too much to do; try again in a moment"),
            Self::Full => f.write_str("the disk is full"),
            Self::Locked(what) | Self::Schema(what) | Self::Broken(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for Error {}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Broken(error.to_string()),
        }
    }
}
