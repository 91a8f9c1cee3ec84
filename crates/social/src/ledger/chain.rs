//! The hash chain over the ledger: a nightly job seals each day that is over, in slices, postings in the order of their ids.
//!
//! `h = SHA-256(h before ‖ id ‖ gift ‖ currency ‖ hand ‖ bucket ‖ amount ‖ day)`. No word, no time finer than the day and
//! no name enters it, so that an erasure changes no head.

use sha2::{Digest, Sha256};

use super::open_day;
use super::rows::{self, PostingRow, SealRow};
use crate::{Result, Tx};

/// Postings of one slice.
const SLICE: i64 = 500;
/// The head before the first posting.
pub(super) const BEGIN: [u8; 32] = [0; 32];

/// What one call sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// Postings of this slice.
    pub postings: usize,
    /// A day was finished, in days since 1970.
    pub day: Option<i64>,
    /// There is more to seal.
    pub more: bool,
}

/// Seals the next slice of the oldest day that is over and not sealed. Calling it again when nothing is left changes nothing.
pub fn seal(tx: &Tx) -> Result<Sealed> {
    let nothing = Sealed { postings: 0, day: None, more: false };
    let (last, head) = rows::last_sealed(tx)?.unwrap_or((i64::MIN, BEGIN.to_vec()));
    let Some(day) = rows::next_day(tx, last)? else { return Ok(nothing) };
    // Remembered, so that a clock set back cannot add to a day that is sealed.
    if day >= open_day(tx)? {
        return Ok(nothing);
    }
    let mut seal = match rows::sealing(tx)? {
        Some(seal) if seal.day == day => seal,
        _ => SealRow { day, through: 0, postings: 0, head },
    };
    let slice = rows::postings_of_day(tx, day, seal.through, SLICE)?;
    for posting in &slice {
        seal.head = link(&seal.head, posting).to_vec();
        seal.through = posting.id;
        seal.postings += 1;
    }
    rows::set_sealing(tx, &seal)?;
    let finished = (slice.len() as i64) < SLICE;
    if finished {
        rows::insert_sealed(tx, day, seal.postings, &seal.head)?;
    }
    Ok(Sealed { postings: slice.len(), day: finished.then_some(day), more: true })
}

/// The head after one more posting.
pub(super) fn link(head: &[u8], posting: &PostingRow) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(head);
    for number in [posting.id, posting.gift.0, posting.currency.0, posting.amount, posting.day] {
        hash.update(number.to_be_bytes());
    }
    hash.update(posting.hand.0);
    hash.update(posting.bucket.as_str().as_bytes());
    hash.finalize().into()
}
