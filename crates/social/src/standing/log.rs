//! The three logs read as one, in the order of (day, id).

use std::collections::VecDeque;

use super::rows::{self, Left, Place, Voiced};
use crate::recognitions::rows::Logged;
use crate::{Result, Tx};

/// Rows of one log read at a time.
const SLICE: i64 = 1000;

/// Something the flow has to hear of.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// Somebody gets a voice, or loses it.
    Voiced(Voiced),
    /// Somebody's influence goes, or comes back.
    Left(Left),
    /// Somebody says something of a deed.
    Said(Logged),
}

impl Entry {
    /// Its place in the log.
    pub fn place(&self) -> Place {
        match self {
            Self::Voiced(row) => (row.day, row.id),
            Self::Left(row) => (row.day, row.id),
            Self::Said(row) => (row.day, row.id),
        }
    }
}

/// Reads the logs in order, up to a day that is left out.
pub struct Log {
    before: i64,
    voiced: Queue<Voiced>,
    left: Queue<Left>,
    said: Queue<Logged>,
}

struct Queue<R> {
    rows: VecDeque<R>,
    last: Place,
    over: bool,
}

impl<R> Queue<R> {
    fn at(place: Place) -> Self {
        Self { rows: VecDeque::new(), last: place, over: false }
    }

    /// Reads on when nothing is left of the last slice.
    fn fill(&mut self, read: impl FnOnce(Place) -> Result<Vec<R>>, place: impl Fn(&R) -> Place) -> Result<()> {
        if self.rows.is_empty() && !self.over {
            let slice = read(self.last)?;
            self.over = (slice.len() as i64) < SLICE;
            if let Some(last) = slice.last() {
                self.last = place(last);
            }
            self.rows = slice.into();
        }
        Ok(())
    }
}

impl Log {
    /// From behind a place up to the day `before`.
    pub fn new(after: Place, before: i64) -> Self {
        Self { before, voiced: Queue::at(after), left: Queue::at(after), said: Queue::at(after) }
    }

    /// The next entry; none at the end.
    pub fn next(&mut self, tx: &Tx) -> Result<Option<Entry>> {
        let before = self.before;
        self.voiced.fill(|after| rows::voiced(tx, after, before, SLICE), |row| (row.day, row.id))?;
        self.left.fill(|after| rows::lefts(tx, after, before, SLICE), |row| (row.day, row.id))?;
        self.said.fill(|after| rows::logged(tx, after, before, SLICE), |row| (row.day, row.id))?;
        let voiced = self.voiced.rows.front().map(|row| (row.day, row.id));
        let left = self.left.rows.front().map(|row| (row.day, row.id));
        let said = self.said.rows.front().map(|row| (row.day, row.id));
        let Some(first) = [voiced, left, said].into_iter().flatten().min() else { return Ok(None) };
        Ok(if voiced == Some(first) {
            self.voiced.rows.pop_front().map(Entry::Voiced)
        } else if left == Some(first) {
            self.left.rows.pop_front().map(Entry::Left)
        } else {
            self.said.rows.pop_front().map(Entry::Said)
        })
    }
}

/// The rows behind an id, whatever their day, in the order of ids; and from where to read on, when there may be more.
pub fn since(tx: &Tx, after: i64) -> Result<(Vec<Entry>, Option<i64>)> {
    let (voiced, left) = (rows::voiced_since(tx, after, SLICE)?, rows::lefts_since(tx, after, SLICE)?);
    let said = rows::logged_since(tx, after, SLICE)?;
    let full = |len: usize, last: Option<i64>| last.filter(|_| len as i64 == SLICE);
    let ends = [
        full(voiced.len(), voiced.last().map(|row| row.id)),
        full(left.len(), left.last().map(|row| row.id)),
        full(said.len(), said.last().map(|row| row.id)),
    ];
    let end = ends.into_iter().flatten().min();
    let mut entries: Vec<Entry> = voiced.into_iter().map(Entry::Voiced).collect();
    entries.extend(left.into_iter().map(Entry::Left));
    entries.extend(said.into_iter().map(Entry::Said));
    entries.retain(|entry| end.is_none_or(|end| entry.place().1 <= end));
    entries.sort_by_key(|entry| entry.place().1);
    Ok((entries, end))
}
