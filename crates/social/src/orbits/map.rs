//! What is shown of orbits: to those who keep the square or a stall the map, to everybody their own place.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::gravity::GravityDay;
use super::level::Orbit;
use super::{Around, Move, moves, night, rows};
use crate::accounts::{self, AccountView, Kind, State};
use crate::ledger::day_of;
use crate::presence::Thresholds;
use crate::{AccountId, Member, Page, Refusal, Result, Tx, settings, stalls, ties};

/// Most people who are known by name on one map.
pub const KNOWN_MAX: usize = 400;
/// Most keepers whose ties are looked at.
const KEEPERS_MAX: i64 = 100;
/// Most ties among the known people of one map.
const CORDS_MAX: i64 = 1_500;
/// People without a name of each orbit who have a place of their own on the map.
const UNNAMED_MAX: i64 = 80;
/// Months of movement.
const MONTHS: i64 = 3;
/// Gravity is compared with that of so many days before.
const BEFORE_DAYS: i64 = 30;

/// Everybody in one orbit, last night.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ring {
    /// 1, the nearest, to 4.
    pub level: i64,
    /// Those who did something of late.
    pub here: i64,
    /// Those who did not for a long time, and keep their orbit for now.
    pub quiet: i64,
}

/// Somebody with whom a keeper has a tie, or a keeper.
#[derive(Clone, Debug)]
pub struct Known {
    /// Who.
    pub account: Arc<AccountView>,
    /// How near; none before the first night.
    pub orbit: Option<Orbit>,
    /// One of those who keep the square or the stall.
    pub keeper: bool,
}

/// A tie that neither of the two hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cord {
    /// One of the two.
    pub a: AccountId,
    /// The other.
    pub b: AccountId,
}

/// The orbits around the square or a stall. Of people without a tie to a keeper it holds numbers only.
#[derive(Clone, Debug)]
pub struct Map {
    /// Around what.
    pub around: Around,
    /// The stall, when around one.
    pub stall: Option<Arc<AccountView>>,
    /// Nearest first; empty before the first night.
    pub rings: Vec<Ring>,
    /// Nearest first, in an orbit the strongest tie first; at most [`KNOWN_MAX`].
    pub known: Vec<Known>,
    /// Some of the others of each orbit, who are beads: their ids are for the layout alone and are told to nobody.
    pub unnamed: Vec<(AccountId, i64)>,
    /// Between known people, and from and among the unnamed; the strongest first.
    pub cords: Vec<Cord>,
    /// How well people hold each other now.
    pub gravity: Option<GravityDay>,
    /// The same a month before, when there was one.
    pub before: Option<GravityDay>,
    /// Movement of the square in the last months, newest month first; empty around a stall.
    pub moves: Vec<Move>,
    /// The day of the measurement, in days since 1970.
    pub day: Option<i64>,
}

/// Somebody's own place.
#[derive(Clone, Debug)]
pub struct Mine {
    /// None before the first night.
    pub orbit: Option<Orbit>,
    /// For orbits 1 to 3: (days with an act, days needed, within so many days).
    pub days: Vec<(i64, i64, i64)>,
    /// People they have a tie with, the strongest first; at most 12.
    pub ties: Vec<Arc<AccountView>>,
}

/// Whether somebody keeps what the orbits are around: staff everything, a keeper their stall, and the square where the
/// square is that stall's.
pub fn may_see(tx: &Tx, member: &Member, around: Around) -> Result<bool> {
    if member.is_staff() {
        return Ok(true);
    }
    match around {
        Around::Stall(stall) => Ok(stalls::role_of(tx, stall, member.person)?.is_some()),
        Around::Square => match settings::square(tx)?.stall {
            Some(stall) => Ok(stalls::role_of(tx, stall, member.person)?.is_some()),
            None => Ok(false),
        },
    }
}

/// The map. To those who do not keep what it is around it does not exist.
pub fn map(tx: &Tx, member: &Member, around: Around) -> Result<Map> {
    if !may_see(tx, member, around)? {
        return Err(Refusal::not_found());
    }
    let stall = match around {
        Around::Square => None,
        Around::Stall(stall) => {
            let view = accounts::view(tx, stall)?;
            if (view.kind, view.state) != (Kind::Stall, State::Active) {
                return Err(Refusal::not_found());
            }
            Some(view)
        }
    };
    let keepers: Vec<AccountId> = match &stall {
        None => rows::brand_side(tx, KEEPERS_MAX)?,
        Some(stall) => stall.keepers.iter().map(|keeping| keeping.account).collect(),
    };
    let known = known(tx, &keepers)?;
    let mut ids: Vec<i64> = known.iter().map(|known| known.account.id.0).collect();
    let mut unnamed = if around == Around::Square { rows::nearest(tx, UNNAMED_MAX)? } else { Vec::new() };
    unnamed.retain(|(who, _)| !ids.contains(&who.0));
    ids.extend(unnamed.iter().map(|(who, _)| who.0));
    let cords = rows::cords(tx, &ids, CORDS_MAX)?.into_iter().map(|(a, b)| Cord { a, b }).collect();
    let today = day_of(tx.now());
    let gravity = rows::gravity(tx, around, today)?;
    let before = match &gravity {
        Some(now) => rows::gravity(tx, around, now.day - BEFORE_DAYS)?,
        None => None,
    };
    let counts = rows::newest_counts(tx, around)?;
    Ok(Map {
        around,
        stall,
        rings: counts.into_iter().map(|(level, here, quiet)| Ring { level, here, quiet }).collect(),
        known,
        unnamed,
        cords,
        day: gravity.map(|gravity| gravity.day),
        gravity,
        before,
        moves: if around == Around::Square { moves(tx, MONTHS)? } else { Vec::new() },
    })
}

/// The keepers, and the people with whom one of them has a tie.
fn known(tx: &Tx, keepers: &[AccountId]) -> Result<Vec<Known>> {
    let own = crate::numbers(keepers, |id| id.0);
    let mut order: Vec<AccountId> = keepers.to_vec();
    let mut seen: HashSet<AccountId> = keepers.iter().copied().collect();
    for other in rows::known(tx, &own, KNOWN_MAX as i64)? {
        if order.len() < KNOWN_MAX && seen.insert(other) {
            order.push(other);
        }
    }
    let ids = crate::numbers(&order, |id| id.0);
    let orbits: HashMap<AccountId, Orbit> =
        rows::orbits_of(tx, &ids)?.into_iter().map(|row| (row.who, row.orbit())).collect();
    let is_here = |view: &AccountView| {
        view.kind == Kind::Person && !view.bot && matches!(view.state, State::Active | State::Shadow)
    };
    let mut known: Vec<Known> = accounts::views(tx, &order)?
        .into_iter()
        .filter(|view| is_here(view))
        .map(|account| {
            let (orbit, keeper) = (orbits.get(&account.id).copied(), keepers.contains(&account.id));
            Known { account, orbit, keeper }
        })
        .collect();
    known.sort_by_key(|known| known.orbit.map_or(super::OUTERMOST, |orbit| orbit.level));
    Ok(known)
}

/// How many ties each of these people has that neither side hides; at most 500 people.
pub fn tie_counts(tx: &Tx, people: &[AccountId]) -> Result<HashMap<AccountId, i64>> {
    let mut counts = HashMap::new();
    for (who, ties) in rows::tie_counts(tx, &crate::numbers(people, |id| id.0))? {
        *counts.entry(who).or_default() += ties;
    }
    Ok(counts)
}

/// A member's own place: theirs to see, and nobody else's.
pub fn mine(tx: &Tx, member: &Member) -> Result<Mine> {
    let orbit = rows::orbits_of(tx, &[member.person.0])?.first().map(|row| row.orbit());
    let spans = night::spans_now(tx, member.person)?;
    let thresholds = &Thresholds::current().orbits;
    let days = thresholds.iter().zip(spans.of).map(|(orbit, (days, _))| (days, orbit.days, orbit.within)).collect();
    let page = Page::first(12);
    let ties = ties::of_in(tx, member.person, page, ties::Order::Closest)?;
    let ids: Vec<AccountId> = ties.items.iter().filter(|tie| !tie.hidden).map(|tie| tie.other).collect();
    Ok(Mine { orbit, days, ties: accounts::views(tx, &ids)? })
}
