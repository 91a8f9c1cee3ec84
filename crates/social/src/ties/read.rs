//! Ties as one of the two sees them, and as reckoning needs them.

use std::collections::HashMap;

use soulava_standing::tie::HalfLives;

use super::rows::{self, Care, TieRow};
use super::stages::rules;
use super::tally::{Tally, key};
use super::{ActKind, Order, Tie, TieEdge};
use crate::ledger::day_of;
use crate::{AccountId, Page, Paged, Result, TieId, Tx};

/// Most people asked about at once.
const AMONG_MAX: usize = 400;
/// Most people whose words come first.
pub const KNOWN_MAX: i64 = 2_000;
/// Of so many ties of mine it is asked whether they know a stranger: those who were there last.
const FRIENDS_MAX: i64 = 300;

/// One act of a history, as one of the two sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The row.
    pub id: i64,
    /// What.
    pub kind: ActKind,
    /// Whether the viewer did it.
    pub mine: bool,
    /// The post, gift, invitation or introduction; the last one for words.
    pub object: i64,
    /// How often that day, for words.
    pub times: i64,
    /// Milliseconds since 1970.
    pub at: i64,
}

impl TieRow {
    pub(super) fn care(&self, low: bool) -> Care {
        if low {
            Care { hides: self.low_hides, rests: self.low_rests, ended: self.low_ended, erased: self.low_erased }
        } else {
            Care { hides: self.high_hides, rests: self.high_rests, ended: self.high_ended, erased: self.high_erased }
        }
    }

    pub(super) fn set_care(&self, tx: &Tx, low: bool, care: Care) -> Result<()> {
        if low { rows::set_care_low(tx, self.id, care) } else { rows::set_care_high(tx, self.id, care) }
    }

    /// The tie as `person`, one of the two, sees it on `day`.
    fn seen_by(&self, person: AccountId, day: i64) -> Tie {
        let low = self.low == person;
        let (care, tally) = (self.care(low), Tally::from_bytes(&self.state).unwrap_or_default());
        let (mine, theirs) = if low { (&tally.low, &tally.high) } else { (&tally.high, &tally.low) };
        let strength = tally.masses.strength(day);
        let stage = tally.stage_on(day);
        let dormant = &rules().dormant;
        let silent = day - tally.day().max(0) >= rules().falls_after_silent_days;
        let cold = strength.bond >= dormant.bond_from && strength.warmth < dormant.warmth_below;
        let ways = (0..5).filter(|&way| tally.masses.bond.iter().any(|masses| masses[way] > 0.0)).count();
        Tie {
            id: self.id,
            other: if low { self.high } else { self.low },
            stage: stage.map(|(stage, _)| stage),
            resting: stage.is_some() && (care.rests || cold || silent),
            since: stage.map_or(tally.began_at, |(_, since)| since),
            began_at: tally.began_at,
            last_at: mine.last_at.max(theirs.last_at),
            warmth: strength.warmth,
            bond: strength.bond,
            mine: mine.acts,
            theirs: theirs.acts,
            given: if low { strength.directed_ab } else { strength.directed_ba },
            got: if low { strength.directed_ba } else { strength.directed_ab },
            gifts_mine: mine.gifts,
            gifts_theirs: theirs.gifts,
            days: mine.days.min(theirs.days),
            ways: ways as i64,
            last_mine: mine.last_at,
            last_theirs: theirs.last_at,
            hidden: care.hides,
            let_rest: care.rests,
            ended_at: care.ended,
            newest: self.newest,
            closest: self.closest,
        }
    }
}

fn pair(tx: &Tx, a: AccountId, b: AccountId) -> Result<Option<TieRow>> {
    if a == b { Ok(None) } else { rows::pair(tx, a.min(b), a.max(b)) }
}

/// What `a` has with `b`, seen by `a`; also when only one has acted, or it was ended. None while one blocks the other.
pub fn between(tx: &Tx, a: AccountId, b: AccountId) -> Result<Option<Tie>> {
    Ok(pair(tx, a, b)?.filter(|row| !row.blocked).map(|row| row.seen_by(a, day_of(tx.now()))))
}

/// The same with each of these people, for pages that show many; those without are left out. At most 400.
pub fn among(tx: &Tx, person: AccountId, others: &[AccountId]) -> Result<Vec<Tie>> {
    let others = crate::numbers(&others[..others.len().min(AMONG_MAX)], |id| id.0);
    if others.is_empty() {
        return Ok(Vec::new());
    }
    let found = rows::between_many(tx, person, &others)?;
    let day = day_of(tx.now());
    Ok(found.iter().filter(|row| !row.blocked).map(|row| row.seen_by(person, day)).collect())
}

/// Somebody's ties, a page of them: those who acted last first.
pub fn of(tx: &Tx, person: AccountId, page: Page) -> Result<Paged<Tie>> {
    of_in(tx, person, page, Order::Newest)
}

/// The same in another order.
pub fn of_in(tx: &Tx, person: AccountId, page: Page, order: Order) -> Result<Paged<Tie>> {
    let closest = order == Order::Closest;
    let day = day_of(tx.now());
    let found = rows::of(tx, person, &page, closest)?.iter().map(|row| row.seen_by(person, day)).collect();
    Ok(Paged::new(found, |tie: &Tie| if closest { tie.closest } else { tie.newest }))
}

/// Whether two are at least acquainted.
pub fn acquainted(tx: &Tx, a: AccountId, b: AccountId) -> Result<bool> {
    Ok(between(tx, a, b)?.is_some_and(|tie| tie.stage.is_some()))
}

/// Whom both know, unless one of the ties in between is kept out of sight.
pub fn common(tx: &Tx, a: AccountId, b: AccountId, limit: u32) -> Result<Vec<AccountId>> {
    rows::common(tx, a, b, i64::from(limit.clamp(1, 100)))
}

/// Who of `person`'s ties knows each of these people; those whom nobody knows are left out.
pub fn common_among(tx: &Tx, person: AccountId, others: &[AccountId]) -> Result<HashMap<AccountId, Vec<AccountId>>> {
    let mut found: HashMap<AccountId, Vec<AccountId>> = HashMap::new();
    let others = crate::numbers(&others[..others.len().min(AMONG_MAX)], |id| id.0);
    if others.is_empty() {
        return Ok(found);
    }
    let friends = rows::known(tx, person, f64::MIN, f64::MIN, FRIENDS_MAX)?;
    if friends.is_empty() {
        return Ok(found);
    }
    for (stranger, friend) in rows::known_by(tx, &crate::numbers(&friends, |id| id.0), &others)? {
        found.entry(stranger).or_default().push(friend);
    }
    Ok(found)
}

/// Least keys of warmth and bond for a tie to count, and to rest rather than be over, on a day.
fn least(day: i64) -> (f64, f64) {
    let (rules, lives) = (rules(), HalfLives::default());
    (key(rules.counts_from, day, lives.warmth), key(rules.dormant.bond_from, day, lives.bond))
}

/// Whose words come first for somebody: people they have a tie with that counts or sleeps, those who acted last first, at
/// most 2,000. Who is let rest is left out.
pub fn known(tx: &Tx, person: AccountId) -> Result<Vec<AccountId>> {
    let (warm, bond) = least(day_of(tx.now()));
    rows::known(tx, person, warm, bond, KNOWN_MAX)
}

/// Ties that count on `today` (days since 1970), in slices of at most 500 behind `after`: both acted, strength at least
/// 0.05, neither hidden nor at rest nor blocked.
pub fn edges(tx: &Tx, today: i64, after: Option<TieId>, limit: u32) -> Result<Vec<TieEdge>> {
    let found = rows::edges(tx, after.unwrap_or(TieId(0)), least(today).0, i64::from(limit.clamp(1, 500)))?;
    let edge = |row: TieRow| {
        let tally = Tally::from_bytes(&row.state)?;
        let strength = tally.masses.strength(today);
        Some(TieEdge {
            id: row.id,
            a: row.low,
            b: row.high,
            s: strength.warmth,
            bond: strength.bond,
            m_ab: strength.m_ab,
            m_ba: strength.m_ba,
        })
    };
    Ok(found.into_iter().filter_map(edge).collect())
}

/// What passed between two, latest first, as `person` may see it: `page.max_id` is a time in milliseconds. Nothing for
/// somebody who erased it, or while one blocks the other.
pub fn history(tx: &Tx, person: AccountId, other: AccountId, page: Page) -> Result<Paged<Moment>> {
    let Some(row) = pair(tx, person, other)?.filter(|row| !row.blocked) else {
        return Ok(Paged { items: Vec::new(), first: None, last: None });
    };
    let low = row.low == person;
    let found = rows::history(tx, (row.low, row.high), row.care(low).erased, &page)?;
    let moments = found.into_iter().map(|it| moment(it, low)).collect();
    Ok(Paged::new(moments, |moment: &Moment| moment.at))
}

/// How it began, as `person` may see it.
pub fn beginning(tx: &Tx, person: AccountId, other: AccountId) -> Result<Option<Moment>> {
    let Some(row) = pair(tx, person, other)?.filter(|row| !row.blocked) else { return Ok(None) };
    let low = row.low == person;
    Ok(rows::first(tx, (row.low, row.high), row.care(low).erased)?.map(|it| moment(it, low)))
}

fn moment(row: rows::MomentRow, low: bool) -> Moment {
    let rows::MomentRow { id, kind, low_acts, object, times, at } = row;
    Moment { id, kind, mine: low_acts == low, object, times, at }
}
