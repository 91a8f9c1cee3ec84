//! The bell: somebody without an invitation asks to come in, and somebody who is here answers.

mod rows;

use crate::accounts::{self, State};
use crate::event::Event;
use crate::jobs::{self, Job};
use crate::mail::Letter;
use crate::{AccountId, Member, Page, Paged, Refusal, Result, Tx, effects, host_log};

/// Somebody who waits at the door.
#[derive(Clone, Debug)]
pub struct Ringing {
    /// Who.
    pub account: AccountId,
    /// The name they chose.
    pub username: String,
    /// The name to show.
    pub display_name: String,
    /// Where letters go.
    pub email: String,
    /// What they said.
    pub reason: String,
    /// Milliseconds since 1970.
    pub at: i64,
}

/// Who waits at the door, newest first. For hosts and moderators.
pub fn waiting(tx: &Tx, by: &Member, page: Page) -> Result<Paged<Ringing>> {
    check_staff(by)?;
    let found = rows::pending(tx, page.below(), page.above(), i64::from(page.limit.min(100)))?;
    Ok(Paged::new(found.into_iter().map(rows::RingingRow::shown).collect(), |it: &Ringing| it.account.0))
}

/// Lets somebody in.
pub fn approve(tx: &Tx, by: &Member, account: AccountId) -> Result<()> {
    check_staff(by)?;
    check_waits(tx, account)?;
    accounts::rows::approve(tx, account)?;
    accounts::rows::set_state(tx, account, State::Active.as_str(), tx.now())?;
    host_log::add(tx, by, "approve", Some(account), "")?;
    jobs::add(tx, &Job::Mail(Letter::Approved { account }))?;
    effects::record(tx, Event::CameIn(account))?;
    effects::record(tx, Event::LetIn { by: by.person, who: account })
}

/// Says no. What they left at the door is forgotten at once.
pub fn decline(tx: &Tx, by: &Member, account: AccountId) -> Result<()> {
    check_staff(by)?;
    check_waits(tx, account)?;
    host_log::add(tx, by, "decline", Some(account), "")?;
    rows::delete(tx, account)?;
    Ok(())
}

/// Tells hosts and moderators by letter that somebody rang.
pub(crate) fn tell(tx: &Tx, who: AccountId) -> Result<()> {
    for account in accounts::rows::staff(tx)? {
        jobs::add(tx, &Job::Mail(Letter::BellRung { account, who }))?;
    }
    Ok(())
}

fn check_staff(by: &Member) -> Result<()> {
    if by.is_staff() { Ok(()) } else { Err(Refusal::forbidden("Hosts and moderators answer the bell.")) }
}

fn check_waits(tx: &Tx, account: AccountId) -> Result<()> {
    match accounts::state_of(tx, account)?.1 {
        State::Pending => Ok(()),
        _ => Err(Refusal::not_found()),
    }
}
