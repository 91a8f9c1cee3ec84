//! The night: who is how near today, how many moved, and how well people hold each other. In slices, and once a day.

use std::collections::{BTreeMap, HashMap};

use super::level::{self, Orbit, Spans};
use super::{Station, gravity, rows};
use crate::jobs::{self, Job};
use crate::ledger::day_of;
use crate::presence::{self, Thresholds};
use crate::{AccountId, Db, Result, Tx};

/// People of one unit.
const SLICE: i64 = 200;
/// Days of gravity and of orbits are kept this long: two years and a bit.
const KEEP_DAYS: i64 = 800;
/// Whoever came later than this many days ago is new.
const NEW_DAYS: i64 = 31;

/// Does everything that is due today. Safe to run again and at any hour; blocks, so it wants a thread of its own.
pub fn night(db: &Db) -> Result<()> {
    while db.write_blocking(presence::fill)? {}
    if !db.read_blocking(is_due)? {
        return Ok(());
    }
    while db.write_blocking(levels)? {}
    gravity::measure(db)?;
    while db.write_blocking(forget)? {}
    db.write_blocking(finish)
}

/// Has today's orbits and gravity reckoned anew, as after an import.
pub fn anew(tx: &Tx) -> Result<()> {
    rows::set_night(tx, day_of(tx.now()), 0, false)?;
    jobs::ensure(tx, &Job::Orbits, tx.now())
}

fn is_due(tx: &Tx) -> Result<bool> {
    let today = day_of(tx.now());
    Ok(rows::night(tx)?.is_none_or(|(day, _, done)| day < today || (day == today && !done)))
}

/// The next slice of people gets today's orbit; true while there are more.
fn levels(tx: &Tx) -> Result<bool> {
    let today = day_of(tx.now());
    let cursor = rows::night(tx)?.filter(|(day, ..)| *day == today).map_or(0, |(_, cursor, _)| cursor);
    let people = rows::people_after(tx, cursor, SLICE)?;
    let Some((last, _)) = people.last().copied() else { return Ok(false) };
    let ids: Vec<i64> = people.iter().map(|(id, _)| id.0).collect();
    let thresholds = Thresholds::current();
    let spans = spans_of(tx, &ids, today, thresholds)?;
    let before: HashMap<AccountId, Orbit> =
        rows::orbits_of(tx, &ids)?.into_iter().map(|row| (row.who, row.orbit())).collect();
    let mut changed = Vec::new();
    let mut moves: BTreeMap<(i64, i64), i64> = BTreeMap::new();
    for (who, created_at) in people.iter().copied() {
        let old = before.get(&who).copied();
        let mut spans = spans.get(&who).copied().unwrap_or_default();
        // Coming in is no act, and yet nobody is silent on their first day.
        spans.last = spans.last.max(Some(day_of(created_at)));
        let new = level::next(old, &spans, today, thresholds);
        if old == Some(new) {
            continue;
        }
        changed.push((who, new));
        let came = old.map_or(Station::New, |old| Station::of(&old));
        let is_move = came != Station::of(&new) && (old.is_some() || today - day_of(created_at) < NEW_DAYS);
        if is_move {
            *moves.entry((came.number(), Station::of(&new).number())).or_default() += 1;
        }
    }
    rows::put_orbits(tx, &changed)?;
    let moves: Vec<_> = moves.into_iter().map(|((came, went), people)| (came, went, people)).collect();
    rows::add_moves(tx, month_of(today), &moves)?;
    rows::set_night(tx, today, last.0, false)?;
    Ok(people.len() as i64 == SLICE)
}

/// How these people were here in the three spans of the thresholds.
fn spans_of(tx: &Tx, ids: &[i64], today: i64, thresholds: &Thresholds) -> Result<HashMap<AccountId, Spans>> {
    let mut from = [today; 3];
    for (from, orbit) in from.iter_mut().zip(&thresholds.orbits) {
        *from = today - orbit.within + 1;
    }
    let earliest = from.iter().copied().min().unwrap_or(today).min(today - thresholds.quiet_after);
    let rows = rows::spans(tx, ids, from, earliest)?;
    let spans = |row: &rows::SpanRow| Spans {
        of: [(row.days_1, row.best_1), (row.days_2, row.best_2), (row.days_3, row.best_3)],
        last: Some(row.last),
    };
    Ok(rows.iter().map(|row| (row.who, spans(row))).collect())
}

/// What somebody did of late, as the thresholds see it.
pub(super) fn spans_now(tx: &Tx, who: AccountId) -> Result<Spans> {
    let spans = spans_of(tx, &[who.0], day_of(tx.now()), Thresholds::current())?;
    Ok(spans.get(&who).copied().unwrap_or_default())
}

fn forget(tx: &Tx) -> Result<bool> {
    let before = day_of(tx.now()) - KEEP_DAYS;
    let removed = [rows::delete_gravity_before(tx, before, 200)?, rows::delete_days_before(tx, before, 200)?];
    Ok(removed.contains(&200))
}

fn finish(tx: &Tx) -> Result<()> {
    rows::set_night(tx, day_of(tx.now()), i64::MAX, true)
}

/// The month of a day, in months since January 1970.
pub(super) fn month_of(day: i64) -> i64 {
    let date = jiff::Timestamp::from_second(day * 86_400)
        .map_or(jiff::civil::date(1970, 1, 1), |at| at.to_zoned(jiff::tz::TimeZone::UTC).date());
    (i64::from(date.year()) - 1970) * 12 + i64::from(date.month()) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_begin_on_the_first() {
        let day = |year: i64, of_year: i64| (year - 1970) * 365 + (year - 1969) / 4 + of_year;
        assert_eq!(month_of(0), 0);
        assert_eq!((month_of(30), month_of(31)), (0, 1));
        assert_eq!(month_of(day(2026, 0)), 56 * 12);
        assert_eq!((month_of(day(2026, 150)), month_of(day(2026, 151))), (56 * 12 + 4, 56 * 12 + 5));
    }
}
