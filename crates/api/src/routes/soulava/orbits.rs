//! Orbits: one's own place, and to those who keep the square or a stall its figures.

use std::str::FromStr;

use serde::Deserialize;
use serde_json::{Value, json};
use soulava_social::orbits::{self, Around, GravityDay, Known, Move, Orbit, Stage, Station};
use soulava_social::presence::Thresholds;
use soulava_social::{AccountId, Error};

use crate::App;
use crate::entities::{Account, day};
use crate::extract::{Id, Params, Signed};
use crate::reply::{Json, Reply};

const DAY_MS: i64 = 86_400_000;

/// `square`, or the id of a stall.
#[derive(Debug)]
pub struct Middle(Around);

impl FromStr for Middle {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "square" => Ok(Self(Around::Square)),
            stall => AccountId::parse(stall).map(|stall| Self(Around::Stall(stall))).ok_or("nobody's id"),
        }
    }
}

/// `GET /api/soulava/v1/orbits`: the asker's own place, which nobody else sees.
pub async fn mine(app: App, Signed(member): Signed) -> Reply<Value> {
    let mine = app.db.read(move |tx| orbits::mine(tx, &member)).await?;
    let days = mine.days.iter().zip(&Thresholds::current().orbits);
    let days = days.map(|((days, needed, within), orbit)| {
        json!({ "orbit": orbit.level, "days": days, "needed": needed, "within": within })
    });
    Ok(Json(json!({
        "orbit": mine.orbit.map(|orbit| orbit.level),
        "since": mine.orbit.map(|orbit| day(orbit.since * DAY_MS)),
        "quiet": mine.orbit.is_some_and(|orbit| orbit.quiet),
        "days": days.collect::<Vec<_>>(),
        "thresholds": Thresholds::current().version,
    })))
}

/// `?limit=40&offset=0`, of the people.
#[derive(Debug, Deserialize)]
#[serde(default)]
pub struct Slice {
    limit: usize,
    offset: usize,
}

impl Default for Slice {
    fn default() -> Self {
        Self { limit: 40, offset: 0 }
    }
}

/// `GET /api/soulava/v1/orbits/{around}`: to others than its keepers it does not exist.
pub async fn around(
    app: App,
    Signed(member): Signed,
    Id(Middle(around)): Id<Middle>,
    Params(slice, _): Params<Slice>,
) -> Reply<Value> {
    let read = app.db.read(move |tx| {
        let map = orbits::map(tx, &member, around)?;
        let shown = map.known.iter().skip(slice.offset).take(slice.limit.clamp(1, 80));
        let shown: Vec<Known> = shown.cloned().collect();
        let ids: Vec<AccountId> = shown.iter().map(|known| known.account.id).collect();
        let ties = orbits::tie_counts(tx, &ids)?;
        Ok::<_, Error>((map, shown, ties))
    });
    let (map, shown, ties) = read.await?;
    let people = shown.iter().map(|known| {
        let account = Account::new(&known.account, &app.urls);
        let (orbit, ties) = (known.orbit.map(place), ties.get(&known.account.id).copied().unwrap_or(0));
        json!({ "account": account, "keeper": known.keeper, "ties": ties, "place": orbit })
    });
    let rings = map.rings.iter().map(|ring| json!({ "orbit": ring.level, "here": ring.here, "quiet": ring.quiet }));
    Ok(Json(json!({
        "day": map.day.map(|at| day(at * DAY_MS)),
        "orbits": rings.collect::<Vec<_>>(),
        "gravity": map.gravity.map(|gravity| figures(&gravity)),
        "before": map.before.map(|gravity| figures(&gravity)),
        "moves": map.moves.iter().map(moved).collect::<Vec<_>>(),
        "people": people.collect::<Vec<_>>(),
        "known": map.known.len(),
    })))
}

fn place(orbit: Orbit) -> Value {
    json!({
        "orbit": orbit.level,
        "since": day(orbit.since * DAY_MS),
        "came_from": (orbit.came_from > 0).then_some(orbit.came_from),
        "quiet": orbit.quiet,
    })
}

fn figures(gravity: &GravityDay) -> Value {
    let stage = match gravity.stage() {
        Stage::Middle => "middle",
        Stage::Sparks => "sparks",
        Stage::Orbits => "orbits",
        Stage::Held => "held",
    };
    json!({
        "day": day(gravity.day * DAY_MS),
        "gravity": gravity.gravity,
        "stage": stage,
        "members": gravity.members,
        "ties": gravity.ties,
        "ties_missing": gravity.ties_missing,
        "share": gravity.share,
        "connected": gravity.connected,
        "reciprocal": gravity.reciprocal,
        "two": gravity.two,
        "clustering": gravity.clustering,
        "two_core": gravity.two_core,
        "three_core": gravity.three_core,
        "brand_bridge": gravity.brand_bridge,
    })
}

fn moved(it: &Move) -> Value {
    let station = |station: Station| match station {
        Station::New => "new".to_owned(),
        Station::Orbit(level) => level.to_string(),
        Station::Quiet => "quiet".to_owned(),
    };
    let month = format!("{:04}-{:02}", 1970 + it.month.div_euclid(12), it.month.rem_euclid(12) + 1);
    json!({ "month": month, "came": station(it.came), "went": station(it.went), "people": it.people })
}
