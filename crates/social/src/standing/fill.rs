//! Filling a square that lived before standing was kept: slice by slice, as often as one likes.

use super::rows;
use crate::{Result, Tx, presence, recognitions, ties, vouches};

/// People looked at in one unit.
const SLICE: i64 = 50;

/// What is filled, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Voices of hosts, of whom hosts know and of who was vouched for; the influence of who was put out.
    Voices,
    /// The log of recognitions.
    Recognitions,
    /// Ties.
    Ties,
    /// On which days people did something.
    Presence,
}

impl Step {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Voices, Self::Recognitions, Self::Ties, Self::Presence];

    /// In words.
    pub fn says(self) -> &'static str {
        match self {
            Self::Voices => "who has a voice",
            Self::Recognitions => "what was recognised",
            Self::Ties => "what people have between them",
            Self::Presence => "who was here on which day",
        }
    }
}

/// Fills the next slice behind a cursor, 0 at first; the next cursor, or none at the end.
pub fn fill(tx: &Tx, step: Step, cursor: i64) -> Result<Option<i64>> {
    match step {
        Step::Voices => voices(tx, cursor),
        Step::Recognitions => recognitions::fill(tx, cursor),
        Step::Ties => ties::fill(tx, cursor),
        Step::Presence => Ok(presence::fill(tx)?.then_some(cursor + 1)),
    }
}

/// Whether there are recognitions that standing has not heard of.
pub fn is_needed(tx: &Tx) -> Result<bool> {
    rows::is_unfilled(tx)
}

fn voices(tx: &Tx, after: i64) -> Result<Option<i64>> {
    let slice = rows::to_settle(tx, after, SLICE)?;
    for account in &slice {
        vouches::settle(tx, *account)?;
        super::follow(tx, *account)?;
    }
    Ok(slice.last().map(|last| last.0).filter(|_| slice.len() as i64 == SLICE))
}
