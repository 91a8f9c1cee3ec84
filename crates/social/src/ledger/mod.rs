//! The ledger: every gift as postings that sum to nothing, added to and never changed.
//!
//! A gift takes one from its giver's allowance and puts one into `received` of its receiver. Declined, withdrawn or
//! retracted, it goes from `received` to the giver's `returned`, which nothing reads: an allowance never comes back.
//! Imports and heirlooms are given from `outside`, past the allowance.
//! Source: `docs/gifts.md`, rules L1 to L7.

mod chain;
mod hands;
pub(crate) mod rows;
mod verify;

pub use chain::{Sealed, seal};
pub use hands::{Hand, hand, hand_of};
pub use verify::{Check, Report, verify};

use crate::gifts::{Gift, GiftOrigin};
use crate::words::words;
use crate::{Error, Refusal, Result, Tx};

/// How many gifts a person may give in one UTC day, equal for everybody.
pub const A_DAY: i64 = 50;
/// How many of these to one and the same person.
pub const A_DAY_TO_ONE: i64 = 5;
/// Milliseconds of a day.
pub const DAY_MS: i64 = 86_400_000;

/// Where one unit is taken from or put to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bucket {
    /// The giver's allowance of the day.
    Allowance,
    /// Past the allowance: imports and heirlooms.
    Outside,
    /// What somebody was given.
    Received,
    /// What came back to the giver, and is of no more use.
    Returned,
}
words!(Bucket { Allowance = "allowance", Outside = "outside", Received = "received", Returned = "returned" });

/// The UTC day of a moment, in days since 1970.
pub fn day_of(ms: i64) -> i64 {
    ms.div_euclid(DAY_MS)
}

/// The day the ledger is in: never earlier than a day it has been in, whatever the clock says.
pub fn today(tx: &Tx) -> Result<i64> {
    Ok(day_of(tx.now()).max(rows::clock(tx)?.unwrap_or(i64::MIN)))
}

/// The same, remembered, so that the ledger stays in this day or goes on.
pub(crate) fn open_day(tx: &Tx) -> Result<i64> {
    let (now, last) = (day_of(tx.now()), rows::clock(tx)?);
    match last {
        Some(last) if last >= now => Ok(last),
        _ => {
            rows::set_clock(tx, now)?;
            Ok(now)
        }
    }
}

/// What is left of a giver's day: in all, and to this receiver.
pub(crate) fn left(tx: &Tx, giver: Hand, receiver: Option<Hand>, day: i64) -> Result<(i64, i64)> {
    let pair = match receiver {
        Some(receiver) => rows::given_to(tx, giver, receiver, day)?,
        None => 0,
    };
    let all = A_DAY - rows::given(tx, giver, day)?;
    Ok((all, all.min(A_DAY_TO_ONE - pair)))
}

/// Writes a gift into the ledger and spends its giver's allowance, unless it is outside of it.
pub(crate) fn given(tx: &Tx, gift: &Gift) -> Result<()> {
    let day = open_day(tx)?;
    let source = match gift.origin {
        GiftOrigin::Import | GiftOrigin::Heirloom => Bucket::Outside,
        GiftOrigin::Page | GiftOrigin::App | GiftOrigin::Post | GiftOrigin::Invitation => Bucket::Allowance,
    };
    if source == Bucket::Allowance {
        rows::spend(tx, gift.giver_hand, day).map_err(|error| at_the_limit(error, day))?;
        rows::spend_on(tx, gift.giver_hand, gift.receiver_hand, day).map_err(|error| at_the_limit(error, day))?;
    }
    rows::post(tx, gift, gift.giver_hand, source, -1, day)?;
    rows::post(tx, gift, gift.receiver_hand, Bucket::Received, 1, day)
}

/// Writes that a gift went back; nothing can be given with what comes back.
pub(crate) fn returned(tx: &Tx, gift: &Gift) -> Result<()> {
    let day = open_day(tx)?;
    rows::post(tx, gift, gift.receiver_hand, Bucket::Received, -1, day)?;
    rows::post(tx, gift, gift.giver_hand, Bucket::Returned, 1, day)
}

/// The refusal when a day's allowance is used up; `day` is the ledger's.
pub(crate) fn used_up(day: i64, why: impl Into<String>) -> Error {
    Error::Refused(Refusal::Limited { until: (day + 1) * DAY_MS, why: why.into() })
}

/// The CHECK of an allowance is the last line of defence, and still a refusal to the person.
fn at_the_limit(error: Error, day: i64) -> Error {
    match error {
        Error::Broken(soulava_store::Error::Check(_)) => {
            used_up(day, "You have given all you can give today. Tomorrow you can give again.")
        }
        other => other,
    }
}
