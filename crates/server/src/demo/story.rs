//! The demo's data as it is written down; compiled in.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// Everything that is written down.
#[derive(Debug)]
pub(super) struct Story {
    pub square: SquareLines,
    pub people: PeopleLines,
    pub acts: Vec<Acts>,
    pub neighbours: NeighbourLines,
}

/// The demo's story. A test reads it, so that a program that starts can too.
pub(super) static STORY: LazyLock<Story> = LazyLock::new(|| Story {
    square: read(include_str!("../../demo/square.toml")),
    people: read(include_str!("../../demo/people.toml")),
    acts: vec![read(include_str!("../../demo/removals.toml")), read(include_str!("../../demo/story.toml"))],
    neighbours: read(include_str!("../../demo/neighbours.toml")),
});

fn read<T: for<'de> Deserialize<'de>>(text: &str) -> T {
    toml::from_str(text).unwrap_or_else(|error| panic!("the demo's data can be read: {error}"))
}

/// Who goes in through which door, by short name, and who is spoken of.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Doors {
    /// Comes for bread.
    pub customer: String,
    /// Stands behind the stall.
    pub keeper: String,
    /// Opens the door to newcomers.
    pub host: String,
    /// Moved house twice.
    pub mover: String,
    /// Accepts what they are given after two seconds; their page says so.
    pub plays_along: String,
}

/// The doors of the demo, none of which needs a password.
pub fn doors() -> &'static Doors {
    &STORY.square.doors
}

/// The pictures we drew, by file name.
pub(super) const PICTURES: [(&str, &[u8]); 5] = [
    ("removal.webp", include_bytes!("../../demo/pictures/removal.webp")),
    ("bread.webp", include_bytes!("../../demo/pictures/bread.webp")),
    ("pie.webp", include_bytes!("../../demo/pictures/pie.webp")),
    ("waves.webp", include_bytes!("../../demo/pictures/waves.webp")),
    ("cups.webp", include_bytes!("../../demo/pictures/cups.webp")),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SquareLines {
    pub name: String,
    pub language: String,
    pub description: String,
    pub doors: Doors,
    pub stall: StallLines,
    pub rules: Vec<RuleLine>,
    pub self_check: BTreeMap<String, String>,
    pub currencies: Vec<CurrencyLine>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StallLines {
    pub username: String,
    pub display_name: String,
    pub note: String,
    pub awning: String,
    pub owner: String,
    pub keepers: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleLine {
    pub text: String,
    pub hint: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CurrencyLine {
    pub slug: String,
    pub name: String,
    pub emblem: String,
    pub says: String,
    #[serde(default)]
    pub stall: bool,
    #[serde(default)]
    pub circulating: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PeopleLines {
    pub person: Vec<PersonLine>,
    pub follows: BTreeMap<String, Vec<String>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PersonLine {
    pub username: String,
    pub name: String,
    pub language: String,
    pub seed: i64,
    pub note: String,
    pub field: Option<(String, String)>,
    /// Came in this many days ago; none: was there from the beginning.
    pub came: Option<i64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Acts {
    pub post: Vec<PostLine>,
    pub gift: Vec<GiftLine>,
    pub made: Vec<UseLine>,
    pub helped: Vec<UseLine>,
    pub heirloom: Vec<HeirloomLine>,
    pub pass: Vec<PassLine>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PostLine {
    pub id: Option<String>,
    pub by: String,
    pub at: String,
    pub lang: String,
    pub text: String,
    #[serde(default)]
    pub stall: bool,
    pub kind: Option<String>,
    pub visibility: Option<String>,
    pub reply: Option<String>,
    pub picture: Option<String>,
    pub alt: Option<String>,
    #[serde(default)]
    pub favs: Vec<String>,
    #[serde(default)]
    pub boosts: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GiftLine {
    pub by: String,
    pub to: String,
    pub currency: String,
    pub at: String,
    pub reason: String,
    pub changed: Option<String>,
    pub object: Option<String>,
    /// Hours until it is accepted; none: it waits.
    pub accept: Option<i64>,
    pub back: Option<String>,
    #[serde(default)]
    pub costs_shared: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UseLine {
    pub by: String,
    pub post: String,
    pub at: String,
    pub words: String,
}

/// How people know each other.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NeighbourLines {
    pub know: Vec<KnowLine>,
    pub vouch: Vec<VouchLine>,
    pub greetings: GreetingLines,
    pub introduction: Vec<IntroductionLine>,
    pub gift: Vec<GiftLine>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KnowLine {
    pub people: Vec<String>,
    pub at: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VouchLine {
    pub by: Vec<String>,
    pub whom: Vec<String>,
    pub at: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GreetingLines {
    /// The two, days ago of the first and the last, and how many days lie between.
    pub days: Vec<(String, String, i64, i64, i64)>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IntroductionLine {
    pub by: String,
    pub people: [String; 2],
    pub at: String,
    pub why: String,
    /// Hours until the first and the second said yes; who is missing has not answered.
    pub yes: Vec<i64>,
    /// Days ago on which the first and the second said that they are glad of it.
    #[serde(default)]
    pub glad: Vec<i64>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HeirloomLine {
    pub currency: String,
    pub holder: String,
    pub at: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PassLine {
    pub currency: String,
    pub by: String,
    pub to: String,
    pub at: String,
    pub line: String,
    pub accept: i64,
}
