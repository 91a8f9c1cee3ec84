//! What somebody wishes about being brought together with others.

use std::sync::Arc;

use super::{Answer, WAITS_MS, rows};
use crate::accounts::{self, AccountView, Kind};
use crate::{AccountId, Member, Refusal, Result, Tx};

/// People on one never-list at most.
pub const NEVER_MAX: usize = 200;

/// Wishes, for their owner alone.
#[derive(Clone, Debug)]
pub struct Wishes {
    /// No introductions at the moment.
    pub not_now: bool,
    /// Never with these, newest first. Holds for introductions and meet-ups.
    pub never: Vec<Arc<AccountView>>,
}

/// The member's wishes.
pub fn wishes(tx: &Tx, member: &Member) -> Result<Wishes> {
    let never = accounts::views(tx, &rows::never_list(tx, member.person)?)?;
    Ok(Wishes { not_now: rows::not_now(tx, member.person)?, never })
}

/// Says whether the member wants introductions. Who offers one anyway cannot tell.
pub fn set_not_now(tx: &Tx, member: &Member, not_now: bool) -> Result<()> {
    rows::set_not_now(tx, member.person, not_now)
}

/// Never brings the member together with somebody. An open offer about the two closes for the member, and nobody can tell.
pub fn never(tx: &Tx, member: &Member, whom: AccountId) -> Result<()> {
    let view = accounts::view(tx, whom)?;
    if whom == member.person || view.kind != Kind::Person || !view.is_shown() {
        return Err(Refusal::invalid("never", "Name somebody else who is here."));
    }
    if rows::never_list(tx, member.person)?.len() >= NEVER_MAX {
        return Err(Refusal::invalid("never", "The list is full. Take somebody off it first."));
    }
    rows::insert_never(tx, member.person, whom)?;
    for mut row in rows::open_with(tx, member.person, whom, tx.now() - WAITS_MS)? {
        match (row.side(member.person), row.side(whom)) {
            (Some(true), Some(_)) => row.answer_a = Answer::No,
            (Some(false), Some(_)) => row.answer_b = Answer::No,
            _ => continue,
        }
        rows::save(tx, &row)?;
    }
    Ok(())
}

/// Takes somebody off the never-list.
pub fn never_no_more(tx: &Tx, member: &Member, whom: AccountId) -> Result<()> {
    rows::delete_never(tx, member.person, whom)
}
