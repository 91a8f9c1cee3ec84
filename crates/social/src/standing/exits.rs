//! Whose influence is taken back: somebody who was put out, until they come back, and somebody who left, for good.

use super::rows;
use crate::accounts::{self, State};
use crate::ledger;
use crate::words::words;
use crate::{AccountId, Notice, Result, Tx};

/// How influence went, or came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Put out by a host: as if they had never said or done anything, until they come back.
    Suspended,
    /// Let in again: all as it was, faded by the time between.
    Back,
    /// Left, for good.
    Erased,
}
words!(Exit { Suspended = "suspended", Back = "back", Erased = "erased" });

/// Brings somebody's influence to where their account stands: put out it counts nothing, deleted never again.
pub(crate) fn follow(tx: &Tx, account: AccountId) -> Result<()> {
    match accounts::state_of(tx, account)?.1 {
        State::Suspended => write(tx, account, Exit::Suspended),
        State::Deleted => write(tx, account, Exit::Erased),
        _ => write(tx, account, Exit::Back),
    }
}

fn write(tx: &Tx, account: AccountId, how: Exit) -> Result<()> {
    let Some(hand) = ledger::hand_of(tx, account)? else { return Ok(()) };
    let holds = match rows::last_exit(tx, hand)? {
        None => how != Exit::Back,
        Some(last) => last != how && last != Exit::Erased,
    };
    if holds {
        let id = tx.next_id();
        rows::insert_exit(tx, id, hand, how, ledger::today(tx)?)?;
        tx.announce(Notice::Voice(id));
    }
    Ok(())
}
