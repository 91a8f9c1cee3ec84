//! What people look for, gladly give and like, from the lines of their profiles and the hashtags they use.

use std::collections::{BTreeMap, BTreeSet};

use soulava_standing::introduction::{Wishes, complementarity, rarity, similarity};

use crate::accounts::Field;

/// Words of one person that are looked at.
const WORDS_MAX: usize = 60;

/// Names of profile lines that say what somebody looks for, in our three languages.
const ASKS: &[&str] = &[
    "ask",
    "asks",
    "need",
    "needs",
    "looking for",
    "i need",
    "zoek",
    "ik zoek",
    "zoekt",
    "gezocht",
    "nodig",
    "søger",
    "jeg søger",
    "mangler",
    "har brug for",
];
/// What somebody gladly gives.
const OFFERS: &[&str] = &[
    "offer",
    "offers",
    "i offer",
    "can help with",
    "helps with",
    "i can",
    "good at",
    "bied",
    "ik bied",
    "biedt",
    "kan helpen met",
    "helpt met",
    "goed in",
    "tilbyder",
    "jeg tilbyder",
    "kan hjælpe med",
    "hjælper med",
    "god til",
];
/// What somebody likes.
const LIKES: &[&str] = &[
    "interests",
    "interest",
    "likes",
    "i like",
    "hobbies",
    "interesses",
    "interesse",
    "houdt van",
    "hobby's",
    "hobby",
    "interesser",
    "kan lide",
    "hobbyer",
];
/// Words that say nothing about anything.
const EMPTY: &[&str] = &[
    "and", "the", "for", "with", "who", "can", "help", "some", "have", "any", "een", "het", "van", "met", "voor",
    "die", "wie", "kan", "hulp", "bij", "iemand", "graag", "jeg", "med", "til", "der", "kan", "som", "hjælp", "nogen",
    "gerne", "eller", "som", "det",
];

/// What one person asks, offers and likes: small words, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Topics {
    /// Looked for.
    pub asks: BTreeSet<String>,
    /// Gladly given.
    pub offers: BTreeSet<String>,
    /// Liked: interests, and hashtags used.
    pub likes: BTreeSet<String>,
}

impl Topics {
    /// From profile lines and hashtags.
    pub fn of<'a>(fields: &[Field], tags: impl Iterator<Item = &'a str>) -> Self {
        let mut topics = Self::default();
        for field in fields {
            let name = field.name.trim().trim_end_matches([':', '?', '.']).to_lowercase();
            let into = match name.as_str() {
                name if ASKS.contains(&name) => &mut topics.asks,
                name if OFFERS.contains(&name) => &mut topics.offers,
                name if LIKES.contains(&name) => &mut topics.likes,
                _ => continue,
            };
            into.extend(words(&field.value).take(WORDS_MAX));
        }
        topics.likes.extend(tags.map(str::to_lowercase).take(WORDS_MAX));
        topics
    }

    fn all(&self) -> BTreeSet<&str> {
        self.asks.iter().chain(&self.offers).chain(&self.likes).map(String::as_str).collect()
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= 3)
        .map(str::to_lowercase)
        .filter(|word| !EMPTY.contains(&word.as_str()))
}

/// How rare each word is among these people.
#[derive(Clone, Debug, Default)]
pub(super) struct Rarity {
    people: u64,
    holders: BTreeMap<String, u64>,
}

impl Rarity {
    /// Counted once for each person.
    pub fn among<'a>(people: impl Iterator<Item = &'a Topics>) -> Self {
        let mut counted = Self::default();
        for topics in people {
            counted.people += 1;
            for word in topics.all() {
                *counted.holders.entry(word.to_owned()).or_default() += 1;
            }
        }
        counted
    }

    fn of(&self, word: &str) -> f64 {
        rarity(self.people.max(1), self.holders.get(word).copied().unwrap_or(1))
    }
}

/// How far two could help each other, how much they like the same, and up to three words of it, the rarest first.
pub(super) fn compare(one: &Topics, other: &Topics, rarity: &Rarity) -> (f64, f64, Vec<String>) {
    let weight = |word: &String| rarity.of(word);
    let helps = complementarity(
        Wishes { asks: &one.asks, offers: &one.offers },
        Wishes { asks: &other.asks, offers: &other.offers },
        weight,
    );
    let alike = similarity(&one.likes, &other.likes, weight);
    let mut shared: Vec<String> = one
        .asks
        .intersection(&other.offers)
        .chain(other.asks.intersection(&one.offers))
        .chain(one.likes.intersection(&other.likes))
        .cloned()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    shared.sort_by(|a, b| rarity.of(b).total_cmp(&rarity.of(a)).then(a.cmp(b)));
    shared.truncate(3);
    (helps, alike, shared)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, value: &str) -> Field {
        Field { name: name.into(), value: value.into(), value_html: String::new() }
    }

    #[test]
    fn what_one_looks_for_and_another_gives_in_another_language_meets_in_the_words() {
        let one = Topics::of(&[field("Ik zoek:", "iemand met een ladder")], ["brood"].into_iter());
        let other = Topics::of(&[field("Tilbyder", "ladder, sav"), field("Age", "41")], ["Brood", "zee"].into_iter());
        assert_eq!(one.asks, BTreeSet::from(["ladder".to_owned()]));
        let (helps, alike, shared) = compare(&one, &other, &Rarity::among([&one, &other].into_iter()));
        assert_eq!(helps, 0.5);
        assert!(alike > 0.0 && alike < 1.0);
        assert_eq!(shared, ["brood", "ladder"]);
    }

    #[test]
    fn nothing_said_is_nothing_shared() {
        let (helps, alike, shared) = compare(&Topics::default(), &Topics::default(), &Rarity::default());
        assert_eq!((helps, alike, shared.len()), (0.0, 0.0, 0));
    }
}
