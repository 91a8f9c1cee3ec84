//! Looking after a tie: hide it, let it rest, end it, erase one's side; and what the square forgets by itself.

use super::acts::reckon_anew;
use super::rows::{self, TieRow};
use super::suggest::rows as suggest;
use crate::{AccountId, Member, Notice, Refusal, Result, Tx};

/// Keeps the tie out of maps, introductions and what others see of common acquaintances, or no longer.
pub fn hide(tx: &Tx, member: &Member, other: AccountId, hidden: bool) -> Result<()> {
    let (row, low) = mine(tx, member, other)?;
    let mut care = row.care(low);
    care.hides = hidden;
    row.set_care(tx, low, care)
}

/// Lets the tie rest until the member's next act: the other's words come no longer first and nobody is suggested through
/// it. The other is not told.
pub fn rest(tx: &Tx, member: &Member, other: AccountId, rests: bool) -> Result<()> {
    let (row, low) = mine(tx, member, other)?;
    let mut care = row.care(low);
    care.rests = rests;
    row.set_care(tx, low, care)?;
    tx.announce(Notice::Relations(member.person));
    Ok(())
}

/// Ends the tie: what was counts nothing from now on, for both. Its history stays with both; when both act again, it
/// begins anew.
pub fn end(tx: &Tx, member: &Member, other: AccountId) -> Result<()> {
    let (row, low) = mine(tx, member, other)?;
    end_now(tx, row, low, false)
}

/// Ends the tie and erases the member's side of the history. The other keeps theirs; once both have erased theirs, the
/// rows go.
pub fn erase(tx: &Tx, member: &Member, other: AccountId) -> Result<()> {
    let (row, low) = mine(tx, member, other)?;
    end_now(tx, row, low, true)
}

fn end_now(tx: &Tx, mut row: TieRow, low: bool, erases: bool) -> Result<()> {
    let mut care = row.care(low);
    care.ended = tx.now();
    if erases {
        care.erased = tx.now();
    }
    row.set_care(tx, low, care)?;
    row.counts_from = tx.now().max(row.counts_from);
    rows::set_counts_from(tx, row.id, row.counts_from)?;
    reckon_anew(tx, &row)?;
    tx.announce(Notice::Relations(row.low));
    tx.announce(Notice::Relations(row.high));
    Ok(())
}

/// The tie of the member with somebody, and whether the member is `low`.
fn mine(tx: &Tx, member: &Member, other: AccountId) -> Result<(TieRow, bool)> {
    let me = member.person;
    let row = rows::pair(tx, me.min(other), me.max(other))?.filter(|row| !row.blocked && me != other);
    row.map(|row| (row, me < other)).ok_or_else(Refusal::not_found)
}

/// Forgets the next rows of somebody who left; says how many.
pub(crate) fn erase_slice(tx: &Tx, whom: AccountId, limit: i64) -> Result<u64> {
    for slice in [
        rows::erase_acts_low,
        rows::erase_acts_high,
        rows::erase_ties_low,
        rows::erase_ties_high,
        suggest::erase_suggestions,
        suggest::erase_suggestions_of,
    ] {
        let gone = slice(tx, whom, limit)?;
        if gone > 0 {
            return Ok(gone);
        }
    }
    Ok(0)
}

/// Removes histories that both erased, at most `most` rows; says how many went.
pub(crate) fn sweep(tx: &Tx, most: i64) -> Result<u64> {
    let mut gone = 0;
    for (low, high, at) in rows::erased_by_both(tx, 5)? {
        gone += rows::delete_acts_until(tx, (low, high), at, (most / 5).max(1))?;
    }
    Ok(gone)
}
