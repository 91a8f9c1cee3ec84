//! Presence: on which days somebody did something, one row per person and day.
//!
//! A row is written in the transaction of the act, by `effects.rs` alone, with one statement and without reading.
//! Whoever only reads leaves no trace. What an act weighs stands in `data/orbits.json`; an act in a stall's name
//! is its keeper's.

mod fill;
mod rows;
mod weights;

pub use fill::fill;
pub(crate) use rows::delete_of;
pub use weights::{Threshold, Thresholds, Weights};

use crate::ledger::day_of;
use crate::{AccountId, Result, Tx};

/// What somebody did, from the lightest to the heaviest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    /// Favourited or boosted.
    React,
    /// Said good morning: the smallest act, and it counts as one.
    Greet,
    /// Said something of their own.
    Post,
    /// Answered somebody.
    Reply,
    /// Gave somebody a gift.
    Give,
    /// Told how a handshake was.
    Experience,
    /// Answered a question.
    Answer,
    /// Made use of what somebody gave, and told so.
    Use,
    /// Helped: somebody's gift for it was accepted.
    Help,
    /// Brought in somebody new.
    Host,
    /// Introduced two people who were glad of it.
    Introduce,
    /// Held an event.
    RunEvent,
    /// Began to keep a stall together with others.
    CoKeep,
}

/// `who` did something at `at`, in milliseconds since 1970. One upsert.
pub(crate) fn note(tx: &Tx, who: AccountId, activity: Activity, at: i64) -> Result<()> {
    rows::add(tx, who, day_of(at), Thresholds::current().weight(activity))
}

/// How many people who may act were here on `day` (days since 1970) or later.
pub fn active_since(tx: &Tx, day: i64) -> Result<i64> {
    rows::active_since(tx, day)
}

/// Removes days nobody needs any more, at most `most`; gives how many.
pub(crate) fn sweep(tx: &Tx, most: i64) -> Result<u64> {
    rows::delete_before(tx, day_of(tx.now()) - Thresholds::current().keep_days, most)
}
