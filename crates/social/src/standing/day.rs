//! What the worker does, in units: open a day, keep its digest, bring bands to what figures say.

use super::bands::{self, Candidate, SLICE};
use super::live::{DayOver, Standings};
use super::rows;
use crate::{AccountId, Db, Result, Tx, ledger};

/// How long a count of the square's people holds, in milliseconds.
const COUNTED_EVERY_MS: u64 = 600_000;
/// Slices of touched people in one round; what is left waits for the next.
const TOUCHED_MAX: usize = 20;

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

/// Keeps what was published for a day; false when another digest was kept before, which then stays.
fn keep(tx: &Tx, over: &DayOver) -> Result<bool> {
    rows::insert_day(tx, over.day, over.members, &over.digest)?;
    Ok(rows::day(tx, over.day)?.is_some_and(|(members, digest)| members == over.members && digest == over.digest))
}

/// How large the square is, counted every so often.
#[derive(Clone, Copy, Debug)]
struct Size {
    active: i64,
    large: bool,
    at: i64,
}

/// What keeps standings and bands up to date. One for a square; blocking.
pub struct Keeper {
    db: Db,
    standings: Standings,
    size: Option<Size>,
}

impl Keeper {
    /// One for this square.
    pub fn new(db: Db, standings: Standings) -> Self {
        Self { db, standings, size: None }
    }

    /// One round: reads a new day in and publishes it, or enters what came since, and lets bands follow.
    ///
    /// Bands of those touched rise at once; on a new day everybody's band is looked at.
    pub fn round(&mut self) -> Result<Round> {
        let mut round = Round::default();
        let over = self.day()?;
        if let Some(over) = over {
            round.day = Some(over.day);
            round.differs = !self.db.write_blocking(move |tx| keep(tx, &over))?;
        }
        let size = self.size()?;
        if over.is_some() {
            self.everybody(size, &mut round)?;
        } else {
            self.touched(size, &mut round)?;
        }
        Ok(round)
    }

    /// Reads a new day in. The ledger stays in it, so that nothing is added to a day that is over.
    fn day(&self) -> Result<Option<DayOver>> {
        let day = self.db.read_blocking(ledger::today)?;
        if self.standings.day() != Some(day) {
            self.db.write_blocking(ledger::open_day)?;
            let standings = self.standings.clone();
            self.db.read_blocking(move |tx| standings.load(tx))?;
            self.standings.is_kept();
        }
        // Perhaps somebody who asked was quicker.
        Ok(self.standings.over())
    }

    fn size(&mut self) -> Result<Size> {
        let was = self.size;
        let size = self.db.read_blocking(move |tx| match was {
            Some(size) if tx.now().abs_diff(size.at) < COUNTED_EVERY_MS => Ok::<_, crate::Error>(size),
            _ => {
                let large = super::members(tx)? >= bands::rules().members_min;
                Ok(Size { active: super::active_members(tx)?, large, at: tx.now() })
            }
        })?;
        self.size = Some(size);
        Ok(size)
    }

    fn touched(&self, size: Size, round: &mut Round) -> Result<()> {
        for _ in 0..TOUCHED_MAX {
            let standings = self.standings.clone();
            let touched = self.db.read_blocking(move |tx| standings.touched(tx))?;
            let Some(touched) = touched else { break };
            for slice in touched.chunks(SLICE) {
                round.moved += settle(&self.db, slice.to_vec(), size)?;
            }
        }
        Ok(())
    }

    fn everybody(&self, size: Size, round: &mut Round) -> Result<()> {
        let mut after = AccountId(0);
        loop {
            let standings = self.standings.clone();
            let (last, candidates) = self.db.read_blocking(move |tx| {
                let people = bands::next_candidates(tx, after)?;
                Ok::<_, crate::Error>((people.last().map(|it| it.0), standings.candidates(tx, &people)?))
            })?;
            let Some(last) = last else { return Ok(()) };
            after = last;
            round.moved += settle(&self.db, candidates, size)?;
        }
    }
}

fn settle(db: &Db, candidates: Vec<Candidate>, size: Size) -> Result<usize> {
    let Size { active, large, .. } = size;
    // Most bands do not move: a unit that writes is only for those that may.
    let judged = db.read_blocking(move |tx| bands::moving(tx, &candidates, active, large))?;
    if judged.is_empty() {
        return Ok(0);
    }
    db.write_blocking(move |tx| bands::settle(tx, &judged, large))
}
