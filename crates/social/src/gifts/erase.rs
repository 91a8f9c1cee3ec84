//! What is left of a person's gifts when the person leaves: rows that name nobody, without words.

use super::rows;
use crate::ledger::{self, Hand};
use crate::{AccountId, Result, Tx, waiting};

/// Rows of one slice.
const SLICE: i64 = 500;

/// Erases the next slice of what names somebody in gifts; says whether there is more. The mapping of the hand goes last,
/// and with it the last way to tell whose these gifts were. A further call does nothing.
pub fn erase_slice(tx: &Tx, account: AccountId) -> Result<bool> {
    let Some(hand) = ledger::hand_of(tx, account)? else { return Ok(false) };
    if settle_open(tx, hand)? || rows::delete_words_of_hand(tx, hand, SLICE)? == SLICE as u64 {
        return Ok(true);
    }
    rows::delete_shared_costs_of(tx, account)?;
    rows::delete_keys_of(tx, account)?;
    waiting::erase(tx, account)?;
    ledger::rows::delete_hand(tx, account)?;
    Ok(false)
}

/// Nobody can accept from, or be accepted by, somebody who left.
fn settle_open(tx: &Tx, hand: Hand) -> Result<bool> {
    let open = rows::open_of_hand(tx, hand, SLICE / 5)?;
    let more = open.len() as i64 == SLICE / 5;
    for mut gift in open {
        super::settle::withdraw_now(tx, &mut gift)?;
    }
    Ok(more)
}
