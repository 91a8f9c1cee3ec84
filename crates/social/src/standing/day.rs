//! What the worker does, in units: open a day, keep its digest, bring bands to what figures say.

use super::bands::{self, Candidate, SLICE};
use super::live::{DayOver, Standings};
use super::rows;
use crate::{AccountId, Db, Result, Tx, ledger};

/// What one round of the worker found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// A new day was published.
    pub day: Option<i64>,
    /// Its digest is not the one that was kept before.
    pub differs: bool,
    /// Bands that moved.
    pub moved: usize,
}

/// Remembers the day the ledger is in, so that nothing is added to a day that is over.
pub fn open(tx: &Tx) -> Result<i64> {
    ledger::open_day(tx)
}

/// Keeps what was published for a day; false when another digest was kept before, which then stays.
pub fn keep(tx: &Tx, over: &DayOver) -> Result<bool> {
    rows::insert_day(tx, over.day, over.members, &over.digest)?;
    Ok(rows::day(tx, over.day)?.is_some_and(|(members, digest)| members == over.members && digest == over.digest))
}

/// One round: reads a new day in and publishes it, or enters what came since, and lets bands follow. Blocking.
///
/// Bands of those touched rise at once; on a new day everybody's band is looked at.
pub fn round(db: &Db, standings: &Standings) -> Result<Round> {
    let mut round = Round::default();
    db.write_blocking(open)?;
    let engine = standings.clone();
    let over = db.read_blocking(move |tx| engine.load(tx))?;
    if let Some(over) = over {
        round.day = Some(over.day);
        round.differs = !db.write_blocking(move |tx| keep(tx, &over))?;
    }
    let (large, active) = db.read_blocking(|tx| {
        Ok::<_, crate::Error>((super::members(tx)? >= bands::rules().members_min, super::active_members(tx)?))
    })?;
    if over.is_none() {
        loop {
            let engine = standings.clone();
            let touched = db.read_blocking(move |tx| engine.touched(tx))?;
            if touched.is_empty() {
                return Ok(round);
            }
            for slice in touched.chunks(SLICE) {
                round.moved += settle(db, slice.to_vec(), active, large)?;
            }
        }
    }
    let mut after = AccountId(0);
    loop {
        let engine = standings.clone();
        let (last, candidates) = db.read_blocking(move |tx| {
            let people = bands::next_candidates(tx, after)?;
            Ok::<_, crate::Error>((people.last().map(|it| it.0), engine.candidates(tx, &people)?))
        })?;
        let Some(last) = last else { return Ok(round) };
        after = last;
        round.moved += settle(db, candidates, active, large)?;
    }
}

fn settle(db: &Db, candidates: Vec<Candidate>, active: i64, large: bool) -> Result<usize> {
    // Most bands do not move: a unit that writes is only for those that may.
    let judged = db.read_blocking(move |tx| bands::moving(tx, &candidates, active, large))?;
    if judged.is_empty() {
        return Ok(0);
    }
    db.write_blocking(move |tx| bands::settle(tx, &judged, large))
}
