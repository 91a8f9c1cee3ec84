//! Orbits and gravity in words.

use soulava_social::orbits::{Map, Orbit, Stage, Station};

use crate::fmt;
use crate::i18n::Lang;

/// Somebody who came nearer or went further out within so many days is moving.
const SEASON_DAYS: i64 = 90;

/// One of the four shares gravity is made of.
#[derive(Clone, Debug)]
pub struct Part {
    /// "62%".
    pub value: String,
    /// What it is.
    pub text: String,
    /// What it says.
    pub hint: String,
    /// Its bead.
    pub knot: &'static str,
}

/// How well people hold each other, in words.
#[derive(Clone, Debug)]
pub struct Gravity {
    /// 0 to 100.
    pub figure: String,
    /// In one or two words.
    pub stage: String,
    /// In a sentence.
    pub means: String,
    /// Of how many people and ties.
    pub members: String,
    /// A month before; empty when there was none.
    pub before: String,
    /// The four shares.
    pub parts: Vec<Part>,
    /// Others, by name.
    pub more: Vec<(String, String)>,
    /// Ties missing, as a sentence.
    pub missing: String,
}

/// "most weeks".
pub fn level_word(lang: Lang, level: i64) -> String {
    lang.t(&format!("orbits-level-{}", level.clamp(1, 4)))
}

/// Whether somebody moved of late.
pub fn season(lang: Lang, orbit: Option<Orbit>, today: i64) -> String {
    let key = match orbit {
        None => "orbits-season-new",
        Some(orbit) if orbit.quiet => "orbits-season-quiet",
        Some(orbit) if today - orbit.since > SEASON_DAYS => "orbits-season-steady",
        Some(orbit) if orbit.came_from == 0 => "orbits-season-new",
        Some(orbit) if orbit.level < orbit.came_from => "orbits-season-in",
        Some(_) => "orbits-season-out",
    };
    lang.t(key)
}

/// "Noor, Yusuf and 3 others", "4 others", "nobody yet".
pub fn named_ties(lang: Lang, named: &[&str], all: i64) -> String {
    const SHOWN: usize = 6;
    let shown = &named[..named.len().min(SHOWN)];
    let others = all - shown.len() as i64;
    match (shown.is_empty(), others) {
        (true, 0) => lang.t("orbits-ties-none"),
        (true, others) => lang.with("orbits-ties-unnamed", &[("count", &others)]),
        (false, 0) => fmt::names(lang, shown, SHOWN),
        (false, others) => lang.with("orbits-ties-more", &[("names", &shown.join(", ")), ("count", &others)]),
    }
}

fn percent(share: f64) -> i64 {
    (share * 100.0).round() as i64
}

impl Gravity {
    /// Of the newest measurement.
    pub fn of(lang: Lang, map: &Map) -> Option<Self> {
        let (now, stall) = (map.gravity?, map.stall.is_some());
        let before = map.before.as_ref();
        let stage = match now.stage() {
            Stage::Middle => "middle",
            Stage::Sparks => "sparks",
            Stage::Orbits => "orbits",
            Stage::Held => "held",
        };
        let says = |share: f64| lang.with("orbits-percent", &[("percent", &percent(share))]);
        let part = |key: &str, share: f64, knot: &'static str| Part {
            value: says(share),
            text: lang.t(&format!("orbits-part-{key}")),
            hint: lang.t(&format!("orbits-part-{key}-hint")),
            knot,
        };
        let more = [
            ("clustering", now.clustering),
            ("two-core", now.two_core),
            ("three-core", now.three_core),
            ("bridge", now.brand_bridge),
        ];
        Some(Self {
            figure: format!("{:.0}", now.gravity),
            stage: lang.t(&format!("orbits-stage-{stage}")),
            means: lang.t(&format!("orbits-stage-{stage}-means")),
            members: lang.with(
                if stall { "orbits-members-stall" } else { "orbits-members" },
                &[("members", &now.members), ("ties", &now.ties)],
            ),
            before: before.map_or_else(String::new, |before| {
                lang.with(
                    "orbits-before",
                    &[("figure", &(before.gravity.round() as i64)), ("members", &before.members)],
                )
            }),
            parts: vec![
                part("share", now.share, ""),
                part("connected", now.connected, " knot--pearl"),
                part("reciprocal", now.reciprocal, " knot--sea"),
                part("two", now.two, " knot--sun"),
            ],
            more: more.into_iter().map(|(key, share)| (lang.t(&format!("orbits-part-{key}")), says(share))).collect(),
            missing: lang.with("orbits-missing", &[("count", &now.ties_missing)]),
        })
    }
}

/// What moved this month, and in which orbit those were who fell silent lately.
pub fn movement(lang: Lang, map: &Map) -> (Vec<String>, Vec<String>) {
    let Some(newest) = map.moves.first().map(|it| it.month) else { return (Vec::new(), Vec::new()) };
    let count = |test: &dyn Fn(Station, Station) -> bool| -> i64 {
        let month = map.moves.iter().filter(|it| it.month == newest && test(it.came, it.went));
        month.map(|it| it.people).sum()
    };
    let orbit = |station: Station| match station {
        Station::Orbit(level) => Some(level),
        Station::New | Station::Quiet => None,
    };
    let step = |came, went, test: fn(i64, i64) -> bool| match (orbit(came), orbit(went)) {
        (Some(came), Some(went)) => test(went, came),
        _ => false,
    };
    let lines = [
        ("orbits-moved-new", count(&|came, _| came == Station::New)),
        ("orbits-moved-in", count(&|came, went| step(came, went, |went, came| went < came))),
        ("orbits-moved-out", count(&|came, went| step(came, went, |went, came| went > came))),
        ("orbits-moved-quiet", count(&|came, went| came != Station::New && went == Station::Quiet)),
        ("orbits-moved-back", count(&|came, _| came == Station::Quiet)),
    ];
    let moves = lines.into_iter().filter(|(_, people)| *people > 0);
    let moves = moves.map(|(key, people)| lang.with(key, &[("count", &people)])).collect();
    let stopped = |level: i64| -> i64 {
        let silent = map.moves.iter().filter(|it| it.came == Station::Orbit(level) && it.went == Station::Quiet);
        silent.map(|it| it.people).sum()
    };
    let stops = (1..=4).map(|level| (level, stopped(level))).filter(|(_, people)| *people > 0);
    let stops = stops
        .map(|(level, people)| lang.with("orbits-stopped", &[("count", &people), ("orbit", &level_word(lang, level))]))
        .collect();
    (moves, stops)
}
