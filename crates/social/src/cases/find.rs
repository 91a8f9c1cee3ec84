//! The nightly look at thirty days of recognitions: read in slices, worked out outside, stored in slices.

use std::collections::HashMap;

use super::detect::{Found, Joined, Seen, WINDOW_DAYS, detect};
use super::rows;
use crate::{Db, Result, Tx, ledger, settings};

/// Rows of one slice.
const SLICE: i64 = 500;
/// The last day that was looked at.
const DONE: &str = "swaps_night";

/// Where reading goes on: a day of the window and a row in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Window {
    /// Today.
    today: i64,
    /// The day being read.
    day: i64,
    /// Rows up to here are read.
    after: i64,
}

/// One night: reads the window, works out what should be looked at, and opens a case for each find. Blocks.
/// Called again on the same day it changes nothing.
pub fn night(db: &Db) -> Result<()> {
    let Some(begin) = db.read_blocking(open_night)? else { return Ok(()) };
    let (mut seen, mut next) = (Vec::new(), Some(begin));
    while let Some(from) = next {
        let (slice, after) = db.read_blocking(move |tx| window_slice(tx, from))?;
        seen.extend(slice);
        next = after;
    }
    let mut ids: Vec<i64> = seen.iter().flat_map(|it| [it.voice, it.doer]).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut people = HashMap::new();
    for slice in ids.chunks(SLICE as usize) {
        let slice = slice.to_vec();
        people.extend(db.read_blocking(move |tx| people_slice(tx, &slice))?);
    }
    for found in detect(&seen, &people, begin.today) {
        db.write_blocking(move |tx| store(tx, &found))?;
    }
    db.write_blocking(close_night)
}

/// Opens the look of this day; none when it is over.
fn open_night(tx: &Tx) -> Result<Option<Window>> {
    let today = ledger::today(tx)?;
    let done = settings::kept(tx, DONE)?.as_deref() == Some(&today.to_string());
    Ok((!done).then_some(Window { today, day: today - WINDOW_DAYS + 1, after: 0 }))
}

/// Reads the next slice, and says where to go on; none at the end of the window.
fn window_slice(tx: &Tx, from: Window) -> Result<(Vec<Seen>, Option<Window>)> {
    let found = rows::window(tx, from.day, from.after, from.today, SLICE)?;
    let next = if found.len() as i64 == SLICE {
        Some(Window { after: found.last().map_or(0, |it| it.id), ..from })
    } else {
        (from.day < from.today).then_some(Window { day: from.day + 1, after: 0, ..from })
    };
    // What an import brought in was said on other days than it was stored.
    let said = |it: &rows::SeenRow| (it.at.div_euclid(86_400_000) - it.day).abs() <= 1;
    Ok((found.iter().filter(|it| said(it)).map(rows::SeenRow::seen).collect(), next))
}

/// When these accounts came and who invited them; at most 500.
fn people_slice(tx: &Tx, ids: &[i64]) -> Result<HashMap<i64, Joined>> {
    let found = rows::joined(tx, ids)?;
    Ok(found
        .into_iter()
        .map(|(id, at, by)| (id, Joined { day: at.div_euclid(86_400_000), invited_by: by.unwrap_or(0) }))
        .collect())
}

/// Opens a case for a find, unless the same was found in this quarter of the year.
fn store(tx: &Tx, found: &Found) -> Result<()> {
    if rows::by_mark(tx, &found.mark)?.is_some() {
        return Ok(());
    }
    let id = tx.next_id();
    rows::insert(tx, id, found.kind, &found.mark, found.figure, None, "")?;
    rows::insert_people(tx, id, &found.people)?;
    rows::insert_recognitions(tx, id, &found.recognitions)
}

/// Closes the look of this day.
fn close_night(tx: &Tx) -> Result<()> {
    settings::keep(tx, DONE, &ledger::today(tx)?.to_string())
}
