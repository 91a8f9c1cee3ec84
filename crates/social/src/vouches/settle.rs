//! One person's voice, brought to what it should be. The only place that writes voices and their log.

use super::{How, NEEDED, night, rows};
use crate::accounts::State;
use crate::{AccountId, Notice, Result, Role, Tx, ledger};

/// What somebody's voice should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Should {
    /// Has one.
    Be(How),
    /// Has none, from the next day.
    End,
    /// Has none, from now: put out, or gone.
    EndNow,
    /// As it is: in a large square the night decides.
    Stay,
}

/// Gives, keeps or ends somebody's voice by what is known of them. Said twice it changes nothing.
pub(crate) fn settle(tx: &Tx, who: AccountId) -> Result<()> {
    let should = by_rule(tx, who)?;
    apply(tx, who, should)
}

/// The night's verdict, unless the day has already settled more: hosts, whom a host knows, and who is not here.
pub(super) fn by_night(tx: &Tx, who: AccountId, how: Option<How>) -> Result<()> {
    let should = match (certain(tx, who)?, how) {
        (Some(should), _) => should,
        (None, Some(how)) => Should::Be(how),
        (None, None) => Should::End,
    };
    apply(tx, who, should)
}

fn by_rule(tx: &Tx, who: AccountId) -> Result<Should> {
    if let Some(should) = certain(tx, who)? {
        return Ok(should);
    }
    if night::is_by_flow(tx)? {
        return Ok(Should::Stay);
    }
    let enough = rows::count_for(tx, who, ledger::today(tx)?)? >= NEEDED;
    Ok(if enough { Should::Be(How::Vouched) } else { Should::End })
}

/// What needs no counting.
fn certain(tx: &Tx, who: AccountId) -> Result<Option<Should>> {
    let Some(person) = rows::person(tx, who)? else { return Ok(Some(Should::EndNow)) };
    let here = matches!(State::read(&person.state), State::Active | State::Shadow);
    Ok(if person.kind != "person" || !here {
        Some(Should::EndNow)
    } else if person.role.as_deref().and_then(Role::parse) == Some(Role::Host) {
        Some(Should::Be(How::Host))
    } else {
        person.known.then_some(Should::Be(How::Known))
    })
}

fn apply(tx: &Tx, who: AccountId, should: Should) -> Result<()> {
    let (is, today) = (rows::vetting(tx, who)?, ledger::today(tx)?);
    let stands = is.is_some_and(|it| it.until_day.is_none());
    match should {
        Should::Stay => Ok(()),
        Should::Be(how) if stands => {
            if is.is_some_and(|it| it.how != how) {
                rows::set_how(tx, ledger::hand(tx, who)?, how)?;
            }
            Ok(())
        }
        Should::Be(how) => begin(tx, who, how),
        Should::End if stands => end(tx, who, false),
        Should::EndNow if is.is_some_and(|it| it.until_day.is_none_or(|until| until > today)) => end(tx, who, true),
        Should::End | Should::EndNow => Ok(()),
    }
}

/// The log of one hand never goes back a day, so a voice that is about to end begins again where it ends.
fn begin(tx: &Tx, who: AccountId, how: How) -> Result<()> {
    let (hand, today) = (ledger::hand(tx, who)?, ledger::today(tx)?);
    let day = rows::last_logged(tx, hand)?.unwrap_or(today).max(today);
    let since = match rows::vetting(tx, who)? {
        Some(was) if was.until_day == Some(day) && was.holds(today) => was.since_day,
        _ => day,
    };
    rows::put(tx, hand, how, since)?;
    tx.announce(Notice::Voice(rows::log(tx, hand, true, day)?));
    Ok(())
}

fn end(tx: &Tx, who: AccountId, at_once: bool) -> Result<()> {
    let (hand, today) = (ledger::hand(tx, who)?, ledger::today(tx)?);
    let last = rows::last_logged(tx, hand)?.unwrap_or(today).max(today);
    let until = if at_once { today } else { last.max(today + 1) };
    rows::set_until(tx, hand, until)?;
    tx.announce(Notice::Voice(rows::log(tx, hand, false, until)?));
    if at_once && last > today {
        tx.announce(Notice::Voice(rows::log(tx, hand, false, last)?));
    }
    Ok(())
}
