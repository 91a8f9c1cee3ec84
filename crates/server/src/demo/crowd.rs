//! More people and posts for measuring: `--scale N` brings `N - 1` times twenty people with twenty-five posts each.

use super::plan::Act;

/// People the crowd gains per step of the scale.
pub(super) const PEOPLE_PER_STEP: usize = 20;
const POSTS_EACH: usize = 25;
const FOLLOWS_EACH: usize = 15;
/// Posts in one transaction; a publication touches some ten rows and no unit may touch more than 500.
const BATCH: usize = 20;
const DAY_MS: i64 = 86_400_000;

const NAMES: [&str; 24] = [
    "Aaltje", "Birgit", "Chris", "Dirk", "Elin", "Femke", "George", "Hanne", "Ivo", "Jens", "Karin", "Luuk", "Maren",
    "Niels", "Olga", "Piet", "Rikke", "Sanne", "Thea", "Ulrik", "Vera", "Wout", "Yara", "Zoe",
];
const SURNAMES: [&str; 3] = ["Voorbeeld", "Eksempel", "Example"];
const LANGUAGES: [&str; 3] = ["nl", "da", "en"];
const OPENINGS: [[&str; 6]; 3] = [
    ["Vanochtend", "Gisteren op de dijk", "Na het werk", "Bij de haven", "In de regen", "Op de markt"],
    ["I morges", "I går på diget", "Efter arbejde", "Nede ved havnen", "I regnvejr", "På torvet"],
    ["This morning", "Yesterday on the dike", "After work", "Down at the harbour", "In the rain", "At the market"],
];
const MIDDLES: [[&str; 6]; 3] = [
    [
        "zag ik drie zeehonden",
        "vond ik een handschoen",
        "rook het naar brood",
        "hielp iemand me met mijn band",
        "was het stil",
        "leerde ik een nieuw woord",
    ],
    [
        "så jeg tre sæler",
        "fandt jeg en handske",
        "duftede der af brød",
        "hjalp nogen mig med mit dæk",
        "var der stille",
        "lærte jeg et nyt ord",
    ],
    [
        "I saw three seals",
        "I found a glove",
        "it smelled of bread",
        "somebody helped me with my tyre",
        "it was quiet",
        "I learned a new word",
    ],
];
const ENDINGS: [[&str; 6]; 3] = [
    ["Wie was dat?", "Dat wilde ik even kwijt.", "Morgen weer.", "#wad", "Dank je wel.", "Hebben jullie dat ook?"],
    ["Hvem var det?", "Det ville jeg bare sige.", "I morgen igen.", "#vadehav", "Tak for det.", "Kender I det?"],
    ["Who was that?", "Just wanted to say so.", "Again tomorrow.", "#wad", "Thank you.", "Do you know that too?"],
];

/// A post of somebody in the crowd.
#[derive(Clone, Debug)]
pub(super) struct CrowdPost {
    pub by: usize,
    pub text: String,
    pub language: &'static str,
}

/// Somebody in the crowd: short name, shown name, language.
pub(super) fn person(number: usize) -> (String, String, &'static str) {
    let name = NAMES[number % NAMES.len()];
    let language = number % LANGUAGES.len();
    let round = number / NAMES.len() + 1;
    (format!("{}_{round}", name.to_lowercase()), format!("{name} {} {round}", SURNAMES[language]), LANGUAGES[language])
}

/// Whom somebody in the crowd of `of` follows: always the same, spread over all.
pub(super) fn followed(by: usize, of: usize) -> impl Iterator<Item = usize> {
    (1..=FOLLOWS_EACH.min(of.saturating_sub(1)))
        .map(move |step| (by + step * step + step * (by % 7)) % of)
        .filter(move |other| *other != by)
}

/// The acts of the crowd for a scale, over the last forty days; none for a scale of one.
pub(super) fn acts(scale: usize, now_ms: i64) -> Vec<(i64, Act)> {
    let people = scale.saturating_sub(1) * PEOPLE_PER_STEP;
    let start = now_ms - 40 * DAY_MS;
    let mut acts: Vec<(i64, Act)> = (0..people)
        .step_by(PEOPLE_PER_STEP)
        .map(|first| (start - 2 * DAY_MS, Act::Crowd { first, count: PEOPLE_PER_STEP }))
        .collect();
    acts.extend((0..people).map(|by| (start - DAY_MS, Act::CrowdFollows { by, of: people })));

    let posts = people * POSTS_EACH;
    let all: Vec<CrowdPost> = (0..posts).map(|number| post(number % people, number / people)).collect();
    for (batch, posts_now) in all.chunks(BATCH).enumerate() {
        let at = start + (40 * DAY_MS - 3_600_000) * (batch * BATCH) as i64 / posts as i64;
        acts.push((at, Act::CrowdPosts(posts_now.to_vec())));
    }
    acts
}

fn post(by: usize, number: usize) -> CrowdPost {
    let language = by % LANGUAGES.len();
    let pick = |words: &[[&'static str; 6]; 3], step: usize| words[language][(by * 5 + number * step + number / 6) % 6];
    let text = format!("{} {}. {}", pick(&OPENINGS, 1), pick(&MIDDLES, 5), pick(&ENDINGS, 7));
    CrowdPost { by, text, language: LANGUAGES[language] }
}
