//! Gravity, once a day: around the square and around each stall.

use std::collections::{BTreeSet, HashMap, HashSet};

use soulava_standing::gravity::{self, Edge, Stage};
use soulava_store::record;

use super::{Around, rows};
use crate::ledger::day_of;
use crate::ties::{self, TieEdge};
use crate::{AccountId, Db, Result, stalls};

/// Ties and people read in one unit.
const SLICE: u32 = 500;

record! {
    /// How well people held each other on one day. Shares are 0 to 1. The brand side (hosts, moderators, keepers, bots;
    /// around a stall its keepers and bots) is left out of all of them.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct GravityDay {
        /// Days since 1970-01-01.
        pub day: i64,
        /// 0 to 100.
        pub gravity: f64,
        /// People with at least one tie: gravity says nothing about how many they are.
        pub members: i64,
        /// Between members.
        pub ties: i64,
        /// Until the better connected half of the members have two each.
        pub ties_missing: i64,
        /// How much of all strength is between members.
        pub share: f64,
        /// The chance that two members reach each other through members alone.
        pub connected: f64,
        /// How far what members do for each other goes both ways.
        pub reciprocal: f64,
        /// Members with at least two ties to members.
        pub two: f64,
        /// How many who share an acquaintance know each other.
        pub clustering: f64,
        /// Members who hold each other in twos.
        pub two_core: f64,
        /// Members who hold each other in threes.
        pub three_core: f64,
        /// How much of the connection hangs on the brand side.
        pub brand_bridge: f64,
    }
}

impl GravityDay {
    /// In which stage the people are.
    pub fn stage(&self) -> Stage {
        Stage::of(self.gravity)
    }

    fn of(day: i64, gravity: &gravity::Gravity) -> Self {
        Self {
            day,
            gravity: gravity.index,
            members: i64::from(gravity.members),
            ties: gravity.member_ties as i64,
            ties_missing: gravity.ties_missing as i64,
            share: gravity.share,
            connected: gravity.connected,
            reciprocal: gravity.reciprocal,
            two: gravity.two,
            clustering: gravity.clustering,
            two_core: gravity.two_core,
            three_core: gravity.three_core,
            brand_bridge: gravity.brand_bridge,
        }
    }
}

/// Everybody with a tie that counts, and the ties.
struct Web {
    /// In order of their ids.
    people: Vec<AccountId>,
    /// On the brand side of the square; one for each person.
    brand: Vec<bool>,
    /// Automated; one for each person.
    bot: Vec<bool>,
    ties: Vec<Edge>,
}

/// Measures today's gravity and counts today's orbits, around the square and every stall.
pub(super) fn measure(db: &Db) -> Result<()> {
    let web = load(db)?;
    let square = gravity::of(&web.ties, &web.brand);
    db.write_blocking(move |tx| {
        let day = day_of(tx.now());
        rows::put_gravity(tx, Around::Square, &GravityDay::of(day, &square))?;
        rows::put_days(tx, Around::Square, day, &rows::count_square(tx)?)
    })?;
    for stall in db.read_blocking(stalls::list)? {
        let keepers: HashSet<AccountId> = stall.keepers.iter().map(|keeping| keeping.account).collect();
        let stall = stall.id;
        let (gravity, people) = around_stall(&web, &keepers);
        let mut counts: HashMap<(i64, bool), i64> = HashMap::new();
        for slice in people.chunks(SLICE as usize) {
            let ids = crate::numbers(slice, |id| id.0);
            for row in db.read_blocking(move |tx| rows::orbits_of(tx, &ids))? {
                *counts.entry((row.level, row.quiet)).or_default() += 1;
            }
        }
        let counts: Vec<_> = counts.into_iter().map(|((level, quiet), people)| (level, quiet, people)).collect();
        db.write_blocking(move |tx| {
            let day = day_of(tx.now());
            rows::put_gravity(tx, Around::Stall(stall), &GravityDay::of(day, &gravity))?;
            rows::put_days(tx, Around::Stall(stall), day, &counts)
        })?;
    }
    Ok(())
}

/// The gravity among everybody who has a tie with a stall's keepers, and who these and the keepers are.
fn around_stall(web: &Web, keepers: &HashSet<AccountId>) -> (gravity::Gravity, Vec<AccountId>) {
    let keeps: Vec<bool> = web.people.iter().map(|person| keepers.contains(person)).collect();
    let mut near = keeps.clone();
    for tie in &web.ties {
        let (a, b) = (tie.a as usize, tie.b as usize);
        near[a] |= keeps[b];
        near[b] |= keeps[a];
    }
    let ties: Vec<Edge> = web.ties.iter().filter(|tie| near[tie.a as usize] && near[tie.b as usize]).copied().collect();
    let brand: Vec<bool> = keeps.iter().zip(&web.bot).map(|(keeps, bot)| *keeps || *bot).collect();
    let people = web.people.iter().zip(near).zip(&web.bot).filter(|((_, near), bot)| *near && !**bot);
    let people = people.map(|((person, _), _)| *person).collect();
    (gravity::of(&ties, &brand), people)
}

fn load(db: &Db) -> Result<Web> {
    let mut edges: Vec<TieEdge> = Vec::new();
    loop {
        let after = edges.last().map(|edge| edge.id);
        let slice = db.read_blocking(move |tx| ties::edges(tx, day_of(tx.now()), after, SLICE))?;
        let more = slice.len() == SLICE as usize;
        edges.extend(slice);
        if !more {
            break;
        }
    }
    let ids: BTreeSet<i64> = edges.iter().flat_map(|edge| [edge.a.0, edge.b.0]).collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let mut people = Vec::with_capacity(ids.len());
    let (mut brand, mut bot) = (Vec::new(), Vec::new());
    for slice in ids.chunks(SLICE as usize) {
        let slice = slice.to_vec();
        for row in db.read_blocking(move |tx| rows::sides(tx, &slice))? {
            people.push(row.who);
            brand.push(row.bot || row.staff || row.keeper);
            bot.push(row.bot);
        }
    }
    let place = |id: AccountId| people.binary_search(&id).ok().map(|place| place as u32);
    let tie = |edge: &TieEdge| {
        Some(Edge { a: place(edge.a)?, b: place(edge.b)?, s: edge.s, m_ab: edge.m_ab, m_ba: edge.m_ba })
    };
    let ties = edges.iter().filter_map(tie).collect();
    Ok(Web { people, brand, bot, ties })
}
