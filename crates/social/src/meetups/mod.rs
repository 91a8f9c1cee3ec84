//! Meet-ups: a round now and then that pairs people who want to and do not know each other.
//!
//! The host says how often; until then there is none. Nobody is drawn with the same person twice, with whom they know,
//! block or never want to meet. Whoever is left over is told, and is first next time. Of chance there is only
//! [`Tx::random`], so a round can be told again from its seed.

mod night;
mod rows;
mod texts;

use std::collections::HashMap;
use std::sync::Arc;

use crate::accounts::{self, AccountView};
use crate::event::Event;
use crate::introductions::{origin, say};
use crate::ledger::DAY_MS;
use crate::words::words;
use crate::{
    AccountId, MeetupId, Member, Page, Paged, PostId, Refusal, Result, Tx, effects, host_log, notifications, settings,
};

pub use night::night;
pub use rows::MeetupRow;

/// How often there is a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// Never.
    Off,
    /// Every seven days.
    Week,
    /// Every fourteen days.
    Fortnight,
    /// Every four weeks.
    Month,
}
words!(Every { Off = "off", Week = "weekly", Fortnight = "fortnightly", Month = "monthly" });

impl Every {
    /// Between two rounds, in milliseconds; none when there is none.
    fn ms(self) -> Option<i64> {
        match self {
            Self::Off => None,
            Self::Week => Some(7 * DAY_MS),
            Self::Fortnight => Some(14 * DAY_MS),
            Self::Month => Some(28 * DAY_MS),
        }
    }
}

/// Two who drew each other, as one of them sees it.
#[derive(Clone, Debug)]
pub struct MeetupView {
    /// The row.
    pub id: MeetupId,
    /// The other one.
    pub other: Arc<AccountView>,
    /// Where the two speak.
    pub post: Option<PostId>,
    /// "We met", says the viewer.
    pub mine: bool,
    /// Both say so.
    pub met: bool,
    /// Milliseconds since 1970.
    pub at: i64,
}

/// How somebody takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// In the rounds.
    pub joined: bool,
    /// But not in the next one.
    pub skips: bool,
    /// Was left over, and is first next time.
    pub first_next: bool,
}

/// How often there is a round here.
pub fn every(tx: &Tx) -> Result<Every> {
    Ok(Every::parse(&settings::meetups(tx)?).unwrap_or(Every::Off))
}

/// Sets how often. Only a host may. The first round is at the next night.
pub fn set_every(tx: &Tx, host: &Member, every: Every) -> Result<()> {
    accounts::check_is_host(host)?;
    settings::set_meetups(tx, every.as_str())?;
    host_log::add(tx, host, "meetups", None, every.as_str())
}

/// When the next round is at the earliest, in milliseconds since 1970; none while there are none.
pub fn next(tx: &Tx) -> Result<Option<i64>> {
    let Some(pause) = every(tx)?.ms() else { return Ok(None) };
    Ok(Some(rows::last_round(tx)?.map_or_else(|| tx.now(), |round| round.at + pause)))
}

/// How many take part.
pub fn count(tx: &Tx) -> Result<i64> {
    rows::count(tx)
}

/// How the member takes part.
pub fn part(tx: &Tx, member: &Member) -> Result<Part> {
    Ok(rows::part(tx, member.person)?.unwrap_or(Part { joined: false, skips: false, first_next: false }))
}

/// Takes part from the next round on.
pub fn join(tx: &Tx, member: &Member) -> Result<()> {
    if member.keeper().is_some() {
        return Err(Refusal::forbidden("People meet people. Join for yourself, not for a stall."));
    }
    rows::set_meets(tx, member.person, true, chance(tx))
}

/// Takes part no more. What was drawn stays.
pub fn leave(tx: &Tx, member: &Member) -> Result<()> {
    rows::set_meets(tx, member.person, false, 0)
}

/// Not in the next round, or in it after all.
pub fn skip(tx: &Tx, member: &Member, skips: bool) -> Result<()> {
    match rows::set_skips(tx, member.person, skips)? {
        true => Ok(()),
        false => Err(Refusal::forbidden("You are not in the rounds.")),
    }
}

/// The member's meet-ups, newest first.
pub fn list(tx: &Tx, member: &Member, page: Page) -> Result<Paged<MeetupView>> {
    let me = member.person;
    let found = rows::of(tx, me, page.below(), i64::from(page.limit.min(80)))?;
    let cursors = (found.first().map(|row| row.id.0), found.last().map(|row| row.id.0));
    let others: Vec<AccountId> = found.iter().map(|row| row.other(me)).collect();
    let people: HashMap<_, _> = accounts::views(tx, &others)?.into_iter().map(|view| (view.id, view)).collect();
    let view = |row: MeetupRow| {
        let mine = if row.a == me { row.met_a } else { row.met_b };
        let other = Arc::clone(people.get(&row.other(me))?);
        Some(MeetupView { id: row.id, other, post: row.post, mine, met: row.met_a && row.met_b, at: row.at })
    };
    Ok(Paged { items: found.into_iter().filter_map(view).collect(), first: cursors.0, last: cursors.1 })
}

/// "We met." When both say so it is a meeting between them.
pub fn met(tx: &Tx, member: &Member, id: MeetupId) -> Result<()> {
    let mut row = rows::load(tx, id)?;
    if member.person != row.a && member.person != row.b {
        return Err(Refusal::not_found());
    }
    let before = row.met_a && row.met_b;
    if member.person == row.a {
        row.met_a = true;
    } else {
        row.met_b = true;
    }
    rows::set_met(tx, &row)?;
    match row.met_a && row.met_b && !before {
        true => effects::record(tx, Event::DrawnMet { meetup: &row }),
        false => Ok(()),
    }
}

/// Opens the thread of the two: who the other is, and three things to begin with, each in their language.
pub(crate) fn tell(tx: &Tx, row: &MeetupRow) -> Result<()> {
    let people = accounts::views(tx, &[row.a, row.b])?;
    let [Some(a), Some(b)] = [row.a, row.b].map(|id| people.iter().find(|view| view.id == id)) else { return Ok(()) };
    let locales = rows::locales(tx, &[row.a.0, row.b.0])?;
    let of = |id| locales.iter().find(|it| it.0 == id).map_or("en", |it| it.1.as_str());
    let (link, turn) = (format!("{}/meetups", origin(tx)?), row.id.0.unsigned_abs());
    let first = texts::drawn(of(row.a), &a.display_name, &b.display_name, &link, turn);
    let text = if of(row.a) == of(row.b) {
        first
    } else {
        format!("{first}\n\n{}", texts::drawn(of(row.b), &a.display_name, &b.display_name, &link, turn))
    };
    let post = say(tx, &[row.a, row.b], &text, of(row.a))?;
    rows::set_post(tx, row.id, post)?;
    notifications::add(tx, row.a, "meetup", row.b, Some(post), None)?;
    notifications::add(tx, row.b, "meetup", row.a, Some(post), None)?;
    Ok(())
}

/// A slice of what names somebody who left.
pub(crate) fn erase_slice(tx: &Tx, whom: AccountId, limit: i64) -> Result<u64> {
    rows::erase(tx, whom, limit)
}

fn chance(tx: &Tx) -> i64 {
    i64::from_be_bytes(tx.random::<8>()) & i64::MAX
}
