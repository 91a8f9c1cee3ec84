//! What somebody is known for: the subjects of what others were glad of, with how many people said so.

use std::collections::{BTreeMap, HashSet};

use super::explain::Seen;
use super::rows::Recognised;
use crate::ledger::Hand;
use crate::recognitions::RecognitionKind;

/// Most subjects of one person.
const TOPICS_MAX: usize = 5;
/// Tags that say that something is a recipe, in our languages: of a recipe they say nothing more.
const RECIPE_TAGS: [&str; 6] = ["recipe", "recipes", "recept", "recepten", "opskrift", "opskrifter"];

/// What somebody is known for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A tag of their posts, as first written.
    Tag(String),
    /// Recipes others made or liked.
    Recipes,
    /// Introductions both were glad of.
    Introductions,
    /// Posts that helped.
    Help,
    /// Deeds between two, without a post.
    Thanks,
}

impl Subject {
    /// For programs: `tag`, `recipes`, `introductions`, `help`, `thanks`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Tag(_) => "tag",
            Self::Recipes => "recipes",
            Self::Introductions => "introductions",
            Self::Help => "help",
            Self::Thanks => "thanks",
        }
    }
}

/// One subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// What.
    pub subject: Subject,
    /// How many different people said so.
    pub people: u32,
}

/// The subjects of what counts and may be seen, most people first.
pub(super) fn of(found: &[Recognised], seen: &Seen) -> Vec<Topic> {
    let mut people: BTreeMap<Subject, HashSet<Hand>> = BTreeMap::new();
    for row in found.iter().filter(|row| row.counts && !row.money && row.weight > 0.0 && seen.may_see(row)) {
        for subject in subjects(row, seen) {
            people.entry(subject).or_default().insert(row.voice);
        }
    }
    let mut topics: Vec<Topic> =
        people.into_iter().map(|(subject, voices)| Topic { subject, people: voices.len() as u32 }).collect();
    topics.sort_by(|a, b| b.people.cmp(&a.people).then_with(|| a.subject.cmp(&b.subject)));
    topics.truncate(TOPICS_MAX);
    topics
}

fn subjects(row: &Recognised, seen: &Seen) -> Vec<Subject> {
    let recipe = seen.recipes.contains(&row.deed);
    let says_no_more = |tag: &str| recipe && RECIPE_TAGS.contains(&tag.to_lowercase().as_str());
    let tags = seen.tags.get(&row.deed).into_iter().flatten().filter(|tag| !says_no_more(tag));
    let mut subjects: Vec<Subject> = tags.map(|tag| Subject::Tag(tag.clone())).collect();
    if recipe {
        subjects.push(Subject::Recipes);
    }
    match row.kind {
        RecognitionKind::Introduction => subjects.push(Subject::Introductions),
        RecognitionKind::Helped => subjects.push(Subject::Help),
        RecognitionKind::Gift | RecognitionKind::Heirloom if subjects.is_empty() => subjects.push(Subject::Thanks),
        _ => {}
    }
    subjects
}
