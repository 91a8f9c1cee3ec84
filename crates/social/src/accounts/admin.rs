//! What a host does with accounts. Every act is written into the host's log with its reason.

use super::{Kind, State, rows, state_of};
use crate::event::Event;
use crate::{AccountId, Member, Notice, Page, Paged, Refusal, Result, Role, Tx, effects, host_log, oauth, sessions};

/// An account as the host's list shows it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The row.
    pub id: AccountId,
    /// Without `@`.
    pub username: String,
    /// Empty for stalls, shadows and people of a demo.
    pub email: String,
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub state: State,
    /// None for stalls and shadows.
    pub role: Option<Role>,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// Milliseconds since 1970.
    pub last_seen_at: Option<i64>,
}

/// Everybody of this square, newest first; `state` narrows it.
pub fn list(tx: &Tx, state: Option<State>, page: Page) -> Result<Paged<Listed>> {
    let found =
        rows::listed(tx, state.map_or("", State::as_str), page.below(), page.above(), i64::from(page.limit.min(500)))?;
    let listed = found
        .into_iter()
        .map(|row| Listed {
            id: row.id,
            username: row.username,
            email: row.email.unwrap_or_default(),
            kind: Kind::read(&row.kind),
            state: State::read(&row.state),
            role: row.role.as_deref().and_then(Role::parse),
            created_at: row.created_at,
            last_seen_at: row.last_seen_at,
        })
        .collect();
    Ok(Paged::new(listed, |row: &Listed| row.id.0))
}

/// Appoints somebody. A square keeps at least one host.
pub fn set_role(tx: &Tx, by: &Member, whom: AccountId, role: Role) -> Result<()> {
    check_is_host(by)?;
    if role != Role::Host {
        keep_one_host(tx, whom)?;
    }
    if rows::set_role(tx, whom, role.as_str())? == 0 {
        return Err(Refusal::not_found());
    }
    host_log::add(tx, by, "set_role", Some(whom), role.as_str())?;
    effects::record(tx, Event::StandsOtherwise(whom))?;
    mark_changed(tx, whom)
}

/// Puts somebody out: signed out everywhere, hidden, unable to act. Nothing of theirs is deleted.
pub fn suspend(tx: &Tx, by: &Member, whom: AccountId, reason: &str) -> Result<()> {
    check_is_host(by)?;
    if whom == by.person {
        return Err(Refusal::forbidden("You cannot put yourself out."));
    }
    keep_one_host(tx, whom)?;
    match state_of(tx, whom)?.1 {
        State::Active => rows::set_state(tx, whom, State::Suspended.as_str(), tx.now())?,
        State::Suspended => return Ok(()),
        _ => return Err(Refusal::forbidden("This account is not here.")),
    };
    sessions::end_all(tx, whom, None)?;
    oauth::end_all(tx, whom)?;
    host_log::add(tx, by, "suspend", Some(whom), reason)?;
    effects::record(tx, Event::StandsOtherwise(whom))?;
    tx.announce(Notice::AccessEnded(whom));
    mark_changed(tx, whom)
}

/// Lets somebody in again.
pub fn unsuspend(tx: &Tx, by: &Member, whom: AccountId) -> Result<()> {
    check_is_host(by)?;
    if state_of(tx, whom)?.1 != State::Suspended {
        return Ok(());
    }
    rows::set_state(tx, whom, State::Active.as_str(), tx.now())?;
    host_log::add(tx, by, "unsuspend", Some(whom), "")?;
    effects::record(tx, Event::StandsOtherwise(whom))?;
    mark_changed(tx, whom)
}

/// The oldest host, in whose name the terminal acts.
pub fn first_host(tx: &Tx) -> Result<Option<AccountId>> {
    Ok(rows::hosts(tx)?.first().copied())
}

/// Refuses what only a host may do.
pub fn check_is_host(by: &Member) -> Result<()> {
    if by.role == Role::Host { Ok(()) } else { Err(Refusal::forbidden("Only a host of the square may do this.")) }
}

/// Refuses to leave the square without a host.
pub(crate) fn keep_one_host(tx: &Tx, whom: AccountId) -> Result<()> {
    let hosts = rows::hosts(tx)?;
    if hosts.as_slice() == [whom] {
        return Err(Refusal::forbidden("A square needs a host: appoint another one first."));
    }
    Ok(())
}

/// Every cached slice of the account is stale.
pub(crate) fn mark_changed(tx: &Tx, whom: AccountId) -> Result<()> {
    rows::touch(tx, whom, tx.now())?;
    tx.announce(Notice::Account(whom));
    Ok(())
}
