//! Ties of many people at once, for bringing people together.

use soulava_standing::tie::HalfLives;

use super::rows::{self, TieRow};
use super::stages::rules;
use super::tally::{Tally, key};
use super::{Stage, TieEdge};
use crate::ledger::day_of;
use crate::{AccountId, Result, Tx};

/// Most people asked about at once.
const PEOPLE_MAX: usize = 100;

/// How two people stand, whoever looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairState {
    /// The smaller id of the two.
    pub a: AccountId,
    /// The other.
    pub b: AccountId,
    /// None until both have acted.
    pub stage: Option<Stage>,
    /// Strength by warmth, 0 to 1.
    pub s: f64,
}

/// Ties that count today and have one of these people at an end, the warmest first, at most `limit`: neither hidden nor at
/// rest nor blocked.
pub fn edges_of(tx: &Tx, people: &[AccountId], limit: i64) -> Result<Vec<TieEdge>> {
    let people = crate::numbers(&people[..people.len().min(PEOPLE_MAX)], |id| id.0);
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let today = day_of(tx.now());
    let least = key(rules().counts_from, today, HalfLives::default().warmth);
    let edge = |row: TieRow| {
        let strength = Tally::from_bytes(&row.state)?.masses.strength(today);
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
    Ok(rows::edges_of(tx, &people, least, limit)?.into_iter().filter_map(edge).collect())
}

/// Which of these people know each other, also where one hides it: (smaller id, other), at most 5,000.
pub fn acquainted_among(tx: &Tx, people: &[AccountId]) -> Result<Vec<(AccountId, AccountId)>> {
    rows::acquainted_among(tx, &crate::numbers(&people[..people.len().min(PEOPLE_MAX)], |id| id.0))
}

/// How these pairs stand today, at most 200; those who never acted are left out. Each pair with the smaller id first.
pub fn pairs(tx: &Tx, pairs: &[(AccountId, AccountId)]) -> Result<Vec<PairState>> {
    let pairs = &pairs[..pairs.len().min(200)];
    if pairs.is_empty() {
        return Ok(Vec::new());
    }
    let (low, high): (Vec<i64>, Vec<i64>) = pairs.iter().map(|(a, b)| (a.0, b.0)).unzip();
    let today = day_of(tx.now());
    let state = |row: TieRow| {
        let tally = Tally::from_bytes(&row.state)?;
        let stage = tally.stage_on(today).map(|(stage, _)| stage);
        Some(PairState { a: row.low, b: row.high, stage, s: tally.masses.strength(today).warmth })
    };
    Ok(rows::pairs(tx, &low, &high)?.into_iter().filter_map(state).collect())
}
