//! "Good morning": the smallest act.

use super::rows;
use super::stages::rules;
use crate::accounts::{self, Kind, State};
use crate::event::Event;
use crate::ledger::{DAY_MS, day_of};
use crate::{AccountId, Member, Refusal, Result, Tx, effects, limits, relations};

/// Greets somebody who is here. Once a day and person; a second time the same day is as good as the first.
///
/// A stall greets as its keeper. Refuses oneself, stalls and automated accounts, somebody behind a block, and more
/// greetings in a day than the rules allow.
pub fn greet(tx: &Tx, member: &Member, whom: AccountId) -> Result<()> {
    if accounts::state_of(tx, whom)? != (Kind::Person, State::Active) || relations::is_blocked(tx, member.person, whom)?
    {
        return Err(Refusal::not_found());
    }
    if whom == member.person {
        return Err(Refusal::forbidden("Greet somebody else."));
    }
    let today = day_of(tx.now());
    if limits::take(tx, "greet one", &format!("{} {whom} {today}", member.person), 1, DAY_MS).is_err() {
        return Ok(());
    }
    limits::take(tx, "greet", &format!("{} {today}", member.person), rules().greetings_a_day, DAY_MS)?;
    effects::record(tx, Event::Greeted { by: member.person, whom })
}

/// Whether the member has greeted somebody today.
pub fn greeted(tx: &Tx, member: &Member, whom: AccountId) -> Result<bool> {
    let me = member.person;
    rows::greeted(tx, (me.min(whom), me.max(whom)), me < whom, day_of(tx.now()))
}
