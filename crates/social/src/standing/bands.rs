//! Bands: a word for somebody's standing. They rise at once, and fall at most one step, on the first day of a quarter.
//!
//! Thresholds are in `data/bands.json`. Nothing may be refused or worsened because of a band, and nothing here is asked
//! when a permission is decided. Only [`settle`] writes a band, from figures that the engine made.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::rows;
use crate::ledger::{self, Hand};
use crate::words::words;
use crate::{AccountId, Member, Notice, Refusal, Result, Tx, accounts};

/// Most people that one unit writes the bands of.
pub(super) const SLICE: usize = 100;

/// A word for standing, from the first up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// Some people were glad of what they did.
    Known,
    /// Many were, often.
    Generous,
    /// The square leans on them.
    Pillar,
}
words!(Band { Known = "known", Generous = "generous", Pillar = "pillar" });

/// As stored: none is a word too.
fn stored(band: Option<Band>) -> &'static str {
    band.map_or("none", Band::as_str)
}

/// The thresholds, as the data file has them.
#[derive(Clone, Debug, Deserialize)]
pub struct BandRules {
    /// Counts changes of the file.
    pub version: u32,
    /// Bands are shown from this many people on.
    pub members_min: i64,
    /// Active members from which the points are asked in full.
    pub full_square: i64,
    bands: Vec<Threshold>,
}

#[derive(Clone, Debug, Deserialize)]
struct Threshold {
    band: String,
    points: f64,
    people: People,
    gave_within_days: Option<i64>,
}

#[derive(Clone, Debug, Deserialize)]
struct People {
    most: i64,
    one_in: i64,
    round: String,
    least: i64,
}

/// The thresholds that hold.
pub fn rules() -> &'static BandRules {
    static RULES: LazyLock<BandRules> = LazyLock::new(|| {
        serde_json::from_str(include_str!("../../data/bands.json")).expect("the file of bands is well-formed")
    });
    &RULES
}

impl BandRules {
    /// What a standing is called in a square of `active` members; `gave` says whether they gave lately.
    pub fn judge(&self, points: f64, people: u32, active: i64, gave: bool) -> Option<Band> {
        let part = (active as f64 / self.full_square.max(1) as f64).min(1.0);
        let holds = |rule: &Threshold| {
            let share = match rule.people.round.as_str() {
                "up" => (active + rule.people.one_in - 1) / rule.people.one_in.max(1),
                _ => active / rule.people.one_in.max(1),
            };
            let asked = rule.people.most.min(share.max(rule.people.least));
            points > 0.0
                && points >= rule.points * part
                && i64::from(people) >= asked
                && (rule.gave_within_days.is_none() || gave)
        };
        self.bands.iter().filter(|rule| holds(rule)).filter_map(|rule| Band::parse(&rule.band)).max()
    }
}

/// Somebody whose band may move.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// Who.
    pub account: AccountId,
    /// In the ledger.
    pub hand: Hand,
    /// Standing.
    pub points: f64,
    /// From how many people.
    pub people: u32,
}

/// What somebody's standing is called, before the rules of rising and falling.
#[derive(Clone, Copy, Debug)]
pub struct Judged {
    /// Who.
    pub account: AccountId,
    /// In the ledger.
    pub hand: Hand,
    /// Its word.
    pub band: Option<Band>,
}

/// Gives each candidate the word for their standing.
pub(super) fn judge_all(tx: &Tx, candidates: &[Candidate], active: i64) -> Result<Vec<Judged>> {
    let ids = crate::numbers(candidates, |candidate| candidate.account.0);
    let since = ledger::today(tx)? - super::ACTIVE_DAYS;
    let gave = rows::gave_since(tx, &ids, since)?;
    let judge = |it: &Candidate| {
        let band = rules().judge(it.points, it.people, active, gave.contains(&it.account));
        Judged { account: it.account, hand: it.hand, band }
    };
    Ok(candidates.iter().map(judge).collect())
}

/// Those of the candidates whose stored band may not be what it should be.
pub(super) fn moving(tx: &Tx, candidates: &[Candidate], active: i64, large: bool) -> Result<Vec<Judged>> {
    let ids = crate::numbers(candidates, |candidate| candidate.account.0);
    let stored: HashMap<AccountId, rows::BandRow> =
        rows::bands(tx, &ids)?.into_iter().map(|row| (row.account, row)).collect();
    let mut judged = judge_all(tx, candidates, active)?;
    judged.retain(|it| {
        let was = stored.get(&it.account);
        let before = was.and_then(|row| Band::parse(&row.band));
        it.band != before || (before.is_some() && was.is_some_and(|row| row.shown != large))
    });
    Ok(judged)
}

/// The next people who may have a band: (account, hand).
pub(super) fn next_candidates(tx: &Tx, after: AccountId) -> Result<Vec<(AccountId, Hand)>> {
    rows::hands_after(tx, after.0, SLICE as i64)
}

/// Writes bands that moved: up at once, down one step on the first day of a quarter. At most [`SLICE`] people.
///
/// Gives how many moved. `large` says whether the square shows bands at all.
pub(super) fn settle(tx: &Tx, judged: &[Judged], large: bool) -> Result<usize> {
    let judged = &judged[..judged.len().min(SLICE)];
    let day = ledger::today(tx)?;
    let ids = crate::numbers(judged, |it| it.account.0);
    let stored_bands: HashMap<AccountId, rows::BandRow> =
        rows::bands(tx, &ids)?.into_iter().map(|row| (row.account, row)).collect();
    let mut moved = 0;
    for it in judged {
        let was = stored_bands.get(&it.account);
        let before = was.and_then(|row| Band::parse(&row.band));
        let moved_today = was.is_some_and(|row| row.since == day && before.is_some());
        let band = next(before, it.band, is_quarters_first(day) && !moved_today);
        let shown_before = was.is_some_and(|row| row.shown);
        if band == before && (shown_before == large || band.is_none()) {
            continue;
        }
        let since = if band == before { was.map_or(day, |row| row.since) } else { day };
        rows::set_band(tx, it.account, stored(band), large, since)?;
        if band != before {
            rows::log_band(tx, it.hand, stored(before), stored(band), day)?;
        }
        accounts::mark_changed(tx, it.account)?;
        tx.announce(Notice::Account(it.account));
        moved += 1;
    }
    Ok(moved)
}

/// The band after this day: up at once, down one step where it may fall.
pub(super) fn next(before: Option<Band>, judged: Option<Band>, may_fall: bool) -> Option<Band> {
    match (before, judged) {
        (before, judged) if judged >= before => judged,
        (before, _) if !may_fall => before,
        (Some(Band::Pillar), _) => Some(Band::Generous),
        (Some(Band::Generous), _) => Some(Band::Known),
        _ => None,
    }
}

/// Whether a day, counted from 1970-01-01 in UTC, is the first of January, April, July or October.
pub(super) fn is_quarters_first(day: i64) -> bool {
    let date = jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().days(day.clamp(-100_000, 1_000_000)));
    date.is_ok_and(|date| date.day() == 1 && [1, 4, 7, 10].contains(&date.month()))
}

/// Hides one's own standing from others, or shows it.
pub fn hide(tx: &Tx, member: &Member, hidden: bool) -> Result<()> {
    if member.keeper().is_some() {
        return Err(Refusal::forbidden("A stall has no standing; its keepers have."));
    }
    if rows::hidden(tx, member.person)? != hidden {
        rows::set_hidden(tx, member.person, hidden, ledger::today(tx)?)?;
        accounts::mark_changed(tx, member.person)?;
    }
    Ok(())
}

/// Whether somebody hides their standing.
pub fn is_hidden(tx: &Tx, person: AccountId) -> Result<bool> {
    rows::hidden(tx, person)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thresholds_are_those_of_the_file() {
        let judge = |points, people, active, gave| rules().judge(points, people, active, gave);
        assert_eq!(rules().version, 1);
        assert_eq!(judge(2.99, 30, 60, true), None);
        assert_eq!(judge(3.0, 3, 60, true), Some(Band::Known));
        assert_eq!(judge(3.0, 2, 60, true), None, "three points of two people are not enough");
        assert_eq!(judge(10.0, 8, 60, true), Some(Band::Generous));
        assert_eq!(judge(10.0, 7, 60, true), Some(Band::Known));
        assert_eq!(judge(30.0, 20, 60, true), Some(Band::Pillar));
        assert_eq!(judge(30.0, 20, 60, false), Some(Band::Generous), "a pillar gave within 90 days");
        assert_eq!(judge(1.5, 3, 30, true), Some(Band::Known), "half a square asks half the points");
        assert_eq!(judge(0.1, 1, 2, true), Some(Band::Known), "of two people one is enough");
        assert_eq!(judge(0.0, 0, 0, true), None);
    }

    #[test]
    fn bands_rise_at_once_and_fall_one_step_where_they_may() {
        use Band::{Generous, Known, Pillar};
        assert_eq!(next(None, Some(Pillar), false), Some(Pillar));
        assert_eq!(next(Some(Pillar), None, false), Some(Pillar));
        assert_eq!(next(Some(Pillar), None, true), Some(Generous));
        assert_eq!(next(Some(Generous), Some(Known), true), Some(Known));
        assert_eq!(next(Some(Known), None, true), None);
        assert_eq!(next(Some(Known), Some(Known), true), Some(Known));
    }

    #[test]
    fn quarters_begin_on_four_days_a_year() {
        let days = (0..366).filter(|day| is_quarters_first(20_454 + day)).count();
        assert!(is_quarters_first(0) && is_quarters_first(20_454), "1970-01-01 and 2026-01-01");
        assert!(!is_quarters_first(1) && days == 5 || days == 4, "{days}");
    }
}
