//! Paging as Mastodon does it: <https://docs.joinmastodon.org/api/guidelines/#pagination>.

/// Which slice of a list, newest first. Every list has a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Strictly older than this.
    pub max_id: Option<i64>,
    /// Strictly newer than this, the newest of them.
    pub since_id: Option<i64>,
    /// Strictly newer than this, the ones right after it.
    pub min_id: Option<i64>,
    /// How many at most.
    pub limit: u32,
}

impl Page {
    /// The newest `limit` items.
    pub fn first(limit: u32) -> Self {
        Self { max_id: None, since_id: None, min_id: None, limit }
    }

    /// Exclusive upper bound for SQL.
    pub fn below(&self) -> i64 {
        self.max_id.unwrap_or(i64::MAX)
    }

    /// Exclusive lower bound for SQL.
    pub fn above(&self) -> i64 {
        self.min_id.or(self.since_id).unwrap_or(0)
    }

    /// Whether SQL has to walk upwards from `min_id`; the answer is turned round afterwards.
    pub fn ascending(&self) -> bool {
        self.min_id.is_some()
    }
}

/// A slice and the cursors at its two ends, which need not be ids of the items.
#[derive(Clone, Debug)]
pub struct Paged<T> {
    /// Newest first.
    pub items: Vec<T>,
    /// Cursor of the newest item; none when the slice is empty.
    pub first: Option<i64>,
    /// Cursor of the oldest item.
    pub last: Option<i64>,
}

impl<T> Paged<T> {
    /// A slice whose cursors are taken from its items.
    pub fn new(items: Vec<T>, cursor: impl Fn(&T) -> i64) -> Self {
        let first = items.first().map(&cursor);
        let last = items.last().map(&cursor);
        Self { items, first, last }
    }

    /// The same slice with other items.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Paged<U> {
        Paged { items: self.items.into_iter().map(change).collect(), first: self.first, last: self.last }
    }
}
