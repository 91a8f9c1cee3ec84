//! Who is near: the map of orbits and gravity for those who keep the square or a stall, and everybody's own place.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use soulava_social::orbits::{self, Around, Known, Map, Mine, Ring};
use soulava_social::{AccountId, Error, Member, Refusal, Tx, accounts, stalls};

use crate::fmt;
use crate::i18n::Lang;
use crate::page::{Answer, Frame, Place};
use crate::view::near::{Gravity, level_word, movement, named_ties, season};
use crate::view::sky::{self, Sky, Wish};
use crate::view::{Face, first_name};
use crate::visit::Visit;

/// People of one page of the table.
const ROWS: usize = 20;
/// Names in the list of whose cords can be shown.
const PICKS_MAX: usize = 200;
/// Cords that are drawn; more would be a carpet.
const CORDS_DRAWN: usize = 260;
/// Stalls beside the square in the row of tabs.
const TABS_MAX: usize = 8;
const DAY_MS: i64 = 86_400_000;

/// `?around=square|SLUG|me&pick=NAME&page=N`
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    around: String,
    pick: String,
    page: String,
}

struct Tab {
    href: String,
    text: String,
    here: bool,
}

struct Row {
    face: Face,
    orbit: String,
    ties: String,
    season: String,
}

/// Somebody whose cords are shown.
struct Picked {
    face: Face,
    title: String,
    orbit: String,
    with: String,
}

struct RingLine {
    name: String,
    here: i64,
    quiet: i64,
}

struct Drawing {
    sky: Sky,
    labels: [(String, i64, i64, i64); 4],
    faces: Vec<(Face, sky::Spot, bool)>,
    cords: String,
    chosen: String,
    middle: String,
    title: String,
    says: String,
}

#[derive(Template)]
#[template(path = "orbits.html")]
struct OrbitsPage {
    f: Frame,
    heading: String,
    tabs: Vec<Tab>,
    drawing: Drawing,
    legend: String,
    rings: Vec<RingLine>,
    left: String,
    picked: Option<Picked>,
    picks: Vec<(String, String, bool)>,
    around: String,
    rows: Vec<Row>,
    newer: Option<String>,
    older: Option<String>,
    gravity: Option<Gravity>,
    moves: Vec<String>,
    stops: Vec<String>,
}

#[derive(Template)]
#[template(path = "orbits_mine.html")]
struct MinePage {
    f: Frame,
    tabs: Vec<Tab>,
    says: String,
    since: String,
    drawing: Drawing,
    days: Vec<(String, String)>,
    ties: Vec<Face>,
}

enum Shown {
    Mine(Mine),
    Map(Box<Map>, HashMap<AccountId, i64>),
}

/// `GET /orbits`
pub async fn show(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let member = visit.member()?.clone();
    let (slug, pick) = (asked.around.clone(), asked.pick.trim().trim_start_matches('@').to_lowercase());
    let page = asked.page.parse::<usize>().unwrap_or(0).min(orbits::KNOWN_MAX / ROWS);
    let wanted = pick.clone();
    let (tabs, shown) = visit
        .db()
        .read(move |tx| {
            let choices = choices(tx, &member)?;
            let around = match slug.as_str() {
                "me" => None,
                "" => choices.first().map(|choice| choice.0),
                "square" => Some(Around::Square),
                slug => Some(Around::Stall(accounts::by_name(tx, slug, "")?.ok_or_else(Refusal::not_found)?)),
            };
            let shown = match around {
                None => Shown::Mine(orbits::mine(tx, &member)?),
                Some(around) => {
                    let map = orbits::map(tx, &member, around)?;
                    let rows = map.known.iter().skip(page * ROWS).take(ROWS);
                    let chosen = map.known.iter().find(|known| known.account.username.eq_ignore_ascii_case(&wanted));
                    let ids: Vec<AccountId> = rows.chain(chosen).map(|known| known.account.id).collect();
                    let counts = orbits::tie_counts(tx, &ids)?;
                    Shown::Map(Box::new(map), counts)
                }
            };
            Ok::<_, Error>((choices, shown))
        })
        .await?;
    match shown {
        Shown::Mine(mine) => show_mine(&visit, &tabs, &mine),
        Shown::Map(map, counts) => show_map(&visit, &tabs, &map, &counts, &pick, page),
    }
}

/// What this member may look at besides their own place: what, its name, its word in the address.
fn choices(tx: &Tx, member: &Member) -> Result<Vec<(Around, String, String)>, Error> {
    let mut choices = Vec::new();
    if orbits::may_see(tx, member, Around::Square)? {
        choices.push((Around::Square, String::new(), "square".to_owned()));
    }
    if member.is_staff() {
        for stall in stalls::list(tx)?.into_iter().take(TABS_MAX) {
            choices.push((Around::Stall(stall.id), stall.display_name.clone(), stall.username.clone()));
        }
    } else {
        for kept in stalls::kept_by(tx, member.person)?.into_iter().take(TABS_MAX) {
            choices.push((Around::Stall(kept.account), kept.display_name, kept.username));
        }
    }
    Ok(choices)
}

fn tabs(lang: Lang, choices: &[(Around, String, String)], here: Option<Around>) -> Vec<Tab> {
    let mut tabs: Vec<Tab> = choices
        .iter()
        .map(|(around, name, slug)| Tab {
            href: format!("/orbits?around={slug}"),
            text: if *around == Around::Square { lang.t("orbits-tab-square") } else { name.clone() },
            here: here == Some(*around),
        })
        .collect();
    tabs.push(Tab { href: "/orbits?around=me".to_owned(), text: lang.t("orbits-tab-me"), here: here.is_none() });
    tabs
}

fn show_map(
    visit: &Visit,
    choices: &[(Around, String, String)],
    map: &Map,
    counts: &HashMap<AccountId, i64>,
    pick: &str,
    page: usize,
) -> Answer {
    let (lang, today) = (visit.lang(), visit.now_ms() / DAY_MS);
    let around = map.stall.as_ref().map_or_else(|| "square".to_owned(), |stall| stall.username.clone());
    let heading = match &map.stall {
        None => lang.t("orbits-title"),
        Some(stall) => lang.with("orbits-title-stall", &[("stall", &stall.display_name)]),
    };
    let chosen = map.known.iter().find(|known| !pick.is_empty() && known.account.username.to_lowercase() == pick);
    let names: HashMap<AccountId, String> =
        map.known.iter().map(|known| (known.account.id, first_name(&known.account))).collect();
    let with = |who: AccountId| {
        let others = map.cords.iter().filter_map(|cord| match who {
            who if cord.a == who => Some(cord.b),
            who if cord.b == who => Some(cord.a),
            _ => None,
        });
        let named: Vec<&str> = others.filter_map(|other| names.get(&other).map(String::as_str)).collect();
        let all = counts.get(&who).copied().unwrap_or(0).max(named.len() as i64);
        (named_ties(lang, &named, all), all)
    };
    let row = |known: &Known| Row {
        face: Face::of(&known.account),
        orbit: known.orbit.map_or_else(String::new, |orbit| level_word(lang, orbit.level)),
        ties: with(known.account.id).0,
        season: season(lang, known.orbit, today),
    };
    let picked = chosen.map(|known| {
        let (with, all) = with(known.account.id);
        let orbit = known.orbit.map_or_else(String::new, |orbit| level_word(lang, orbit.level));
        let season = season(lang, known.orbit, today);
        Picked {
            face: Face::of(&known.account),
            title: lang.with("orbits-holds", &[("name", &first_name(&known.account)), ("count", &all)]),
            orbit: lang.with("orbits-circles", &[("orbit", &orbit), ("season", &season)]),
            with,
        }
    });
    let drawing = draw(visit, map, chosen);
    let link = |page: usize| format!("/orbits?around={around}&page={page}#list");
    let newer = (page > 0).then(|| link(page - 1));
    let older = ((page + 1) * ROWS < map.known.len()).then(|| link(page + 1));
    let people: i64 = map.rings.iter().map(|ring| ring.here + ring.quiet).sum();
    let left = map.rings.last().map_or(0, |ring| ring.quiet);
    let legend = lang.with("orbits-legend", &[("each", &drawing.sky.each), ("people", &(people - left))]);
    let rings = map.rings.iter().map(|ring| RingLine {
        name: level_word(lang, ring.level),
        here: ring.here,
        quiet: ring.quiet,
    });
    let rings = rings.collect();
    let picks = map.known.iter().take(PICKS_MAX);
    let picks = picks
        .map(|known| {
            let is_chosen = chosen.is_some_and(|chosen| chosen.account.id == known.account.id);
            (known.account.username.clone(), known.account.display_name.clone(), is_chosen)
        })
        .collect();
    let (moves, stops) = movement(lang, map);
    visit.page(Place::You, heading.clone(), |f| OrbitsPage {
        f,
        heading,
        tabs: tabs(lang, choices, Some(map.around)),
        drawing,
        legend,
        rings,
        left: if left > 0 { lang.with("orbits-left", &[("count", &left)]) } else { String::new() },
        picked,
        picks,
        rows: map.known.iter().skip(page * ROWS).take(ROWS).map(row).collect(),
        newer,
        older,
        around,
        gravity: Gravity::of(lang, map),
        moves,
        stops,
    })
}

fn draw(visit: &Visit, map: &Map, chosen: Option<&Known>) -> Drawing {
    let (lang, square) = (visit.lang(), visit.square());
    let me = visit.signed().map(|signed| signed.account.id);
    let labels = [1, 2, 3, 4].map(|level| level_word(lang, level));
    let wish = |known: &Known| {
        // Somebody who left the outermost orbit has no place on the map, unless it is asked for.
        let orbit = known.orbit.filter(|orbit| orbit.level < 4 || !orbit.quiet)?;
        let level = usize::try_from(orbit.level).ok()?;
        let is_me = me == Some(known.account.id);
        let name = if is_me { lang.t("orbits-you") } else { first_name(&known.account) };
        Some(Wish { id: known.account.id.0, level, name })
    };
    // Whoever is asked for comes first, then as they are known.
    let wishes: Vec<Wish> =
        chosen.into_iter().chain(map.known.iter()).filter_map(wish).fold(Vec::new(), |mut all, wish| {
            if !all.iter().any(|other: &Wish| other.id == wish.id) {
                all.push(wish);
            }
            all
        });
    let mut here = [0; 4];
    let mut quiet = [0; 4];
    for Ring { level, here: on, quiet: silent } in &map.rings {
        let place = usize::try_from(*level - 1).unwrap_or(3).min(3);
        here[place] = usize::try_from(*on).unwrap_or(0);
        quiet[place] = usize::try_from(*silent).unwrap_or(0);
    }
    let unnamed: Vec<(i64, usize)> =
        map.unnamed.iter().map(|(who, level)| (who.0, usize::try_from(*level).unwrap_or(4))).collect();
    let sky = sky::lay_out(&labels, &wishes, here, quiet, &unnamed);
    let faces = sky
        .faces
        .iter()
        .filter_map(|spot| {
            let known = map.known.iter().find(|known| known.account.id.0 == spot.id)?;
            let is_chosen = chosen.is_some_and(|chosen| chosen.account.id.0 == spot.id);
            Some((Face::of(&known.account), spot.clone(), is_chosen))
        })
        .collect();
    let is_of = |who: AccountId| move |cord: &&orbits::Cord| cord.a == who || cord.b == who;
    let pair = |cord: &orbits::Cord| (cord.a.0, cord.b.0);
    let of_chosen =
        chosen.map_or_else(String::new, |known| sky.cords(map.cords.iter().filter(is_of(known.account.id)).map(pair)));
    let all = sky.cords(map.cords.iter().take(CORDS_DRAWN).map(pair));
    let count = |at: usize| here[at] + if at < 3 { quiet[at] } else { 0 };
    let mut says =
        lang.with("orbits-says", &[("one", &count(0)), ("two", &count(1)), ("three", &count(2)), ("four", &count(3))]);
    if let Some(known) = chosen {
        says.push(' ');
        says.push_str(&lang.with("orbits-says-chosen", &[("name", &first_name(&known.account))]));
    }
    let spots = sky::label_spots();
    let labels = std::array::from_fn(|at| {
        let label = labels[at].clone();
        let width = label.chars().count() as i64 * 7 + 22;
        (label, spots[at].0 as i64, spots[at].1 as i64, width)
    });
    let around = map.stall.as_ref().map_or(square, |stall| &stall.display_name);
    Drawing {
        sky,
        labels,
        faces,
        cords: all,
        chosen: of_chosen,
        middle: lang.t(if map.stall.is_some() { "orbits-middle-stall" } else { "orbits-middle" }),
        title: lang.with("orbits-map-title", &[("around", &around)]),
        says,
    }
}

fn show_mine(visit: &Visit, choices: &[(Around, String, String)], mine: &Mine) -> Answer {
    let (lang, signed) = (visit.lang(), visit.signed());
    let me = signed.map(|signed| signed.account.clone());
    let level = mine.orbit.map_or(0, |orbit| orbit.level);
    let labels = [1, 2, 3, 4].map(|level| level_word(lang, level));
    let name = lang.t("orbits-you");
    let wishes: Vec<Wish> = me
        .iter()
        .filter(|_| level > 0)
        .map(|me| Wish { id: me.id.0, level: usize::try_from(level).unwrap_or(4), name: name.clone() })
        .collect();
    let sky = sky::lay_out(&labels, &wishes, [0; 4], [0; 4], &[]);
    let says = match mine.orbit {
        None => lang.t("orbits-mine-none"),
        Some(orbit) => {
            lang.with("orbits-mine-says", &[("level", &orbit.level), ("orbit", &level_word(lang, orbit.level))])
        }
    };
    let since = match mine.orbit {
        Some(orbit) if orbit.quiet => lang.t("orbits-mine-quiet"),
        Some(orbit) => lang.with("orbits-mine-since", &[("day", &fmt::date(lang, orbit.since * DAY_MS + DAY_MS / 2))]),
        None => String::new(),
    };
    let days = mine.days.iter().zip(1..).map(|((days, needed, within), level)| {
        let text = lang.with("orbits-mine-days", &[("days", days), ("within", within)]);
        (text, lang.with("orbits-mine-needs", &[("needed", needed), ("orbit", &level_word(lang, level))]))
    });
    let days = days.collect();
    let faces = sky.faces.iter().zip(&me).map(|(spot, me)| (Face::of(me), spot.clone(), true)).collect();
    let spots = sky::label_spots();
    let labels = std::array::from_fn(|at| {
        let width = labels[at].chars().count() as i64 * 7 + 22;
        (labels[at].clone(), spots[at].0 as i64, spots[at].1 as i64, width)
    });
    let drawing = Drawing {
        sky,
        labels,
        faces,
        cords: String::new(),
        chosen: String::new(),
        middle: lang.t("orbits-middle"),
        title: lang.with("orbits-map-title", &[("around", &visit.square())]),
        says: says.clone(),
    };
    visit.page(Place::You, lang.t("orbits-mine-title"), |f| MinePage {
        f,
        tabs: tabs(lang, choices, None),
        says,
        since,
        drawing,
        days,
        ties: mine.ties.iter().map(|view| Face::of(view)).collect(),
    })
}
