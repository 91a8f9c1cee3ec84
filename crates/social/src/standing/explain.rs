//! Why somebody has the standing they have: who was glad of what, and what did not count.

use std::collections::{HashMap, HashSet};

use soulava_standing::flow::{Entry, Explanation};

use super::Figure;
use super::live::Standings;
use super::rows::{self, GiftWords, Recognised};
use super::topics::{self, Topic};
use crate::gifts::GiftState;
use crate::ledger::{self, Hand};
use crate::recognitions::RecognitionKind;
use crate::{AccountId, GiftId, PostId, Result, Tx, Viewer, posts};

/// The newest recognitions that an explanation reads; older ones are in the rest.
const ROWS_MAX: i64 = 2_000;
/// People listed.
const VOICES_MAX: usize = 200;
/// Deeds listed of one person.
const PARTS_MAX: usize = 20;
/// Things listed that did not count.
const UNCOUNTED_MAX: usize = 200;
/// Posts whose words are looked up.
const POSTS_MAX: usize = 400;
/// Points under which something has faded.
const FADED: f64 = 0.01;
/// Characters quoted of a post.
const QUOTE_CHARS: usize = 80;

/// Somebody's standing with all its reasons. What is not listed is in `rest`, so that everything sums to `figure.points`.
#[derive(Clone, Debug)]
pub struct Explained {
    /// Whose.
    pub person: AccountId,
    /// As of this day, since 1970 (UTC).
    pub day: i64,
    /// What it comes to.
    pub figure: Figure,
    /// Whose words it comes from, most first; at most 200.
    pub voices: Vec<Voice>,
    /// Points of what is not listed: faded, or beyond the limits.
    pub rest: f64,
    /// What was said and did not count, newest first; at most 200.
    pub uncounted: Vec<Uncounted>,
    /// What they are known for.
    pub topics: Vec<Topic>,
}

/// Who said something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Who {
    /// Somebody who is here.
    Person(AccountId),
    /// Somebody who left.
    Gone,
    /// It lies between two others, and this viewer is not told who.
    Hidden,
}

/// One person's part in a standing.
#[derive(Clone, Debug)]
pub struct Voice {
    /// Who.
    pub who: Who,
    /// A host or moderator of the square; counts like anybody's, and is shown apart.
    pub staff: bool,
    /// What their word weighs; 0 when it is not told who.
    pub voice: f64,
    /// How much of that came through the one whose standing it is, and is left out.
    pub through_you: f64,
    /// The sum of the parts, those not listed too.
    pub points: f64,
    /// Most first; at most 20.
    pub parts: Vec<Part>,
}

/// One deed that somebody was glad of.
#[derive(Clone, Debug)]
pub struct Part {
    /// Points.
    pub points: f64,
    /// As it was said: 0.25, 1, 2.
    pub grade: f64,
    /// Said by somebody it was not for: applause at most.
    pub bystander: bool,
    /// How it was said.
    pub given: Given,
}

/// What was said, of what, and when.
#[derive(Clone, Debug)]
pub struct Given {
    /// How.
    pub kind: RecognitionKind,
    /// The recognition, by which it can be contested; 0 when there is none yet, or it is not told.
    pub recognition: i64,
    /// Of what.
    pub deed: Deed,
    /// The day it was first said, since 1970 (UTC).
    pub day: i64,
    /// In their words: the reason of a gift, or the beginning of the post; empty when there are none to show.
    pub words: String,
}

/// What a recognition is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A post.
    Post(PostId),
    /// A gift.
    Gift(GiftId),
    /// An introduction.
    Introduction(i64),
    /// Something between two others.
    Hidden,
}

/// Something that was said and did not count.
#[derive(Clone, Debug)]
pub struct Uncounted {
    /// By whom.
    pub who: Who,
    /// What.
    pub given: Given,
    /// Why not.
    pub why: WhyNot,
}

/// Why something did not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WhyNot {
    /// Money was involved.
    Money,
    /// A gift that waits for its answer.
    NotAccepted,
    /// The same voice for the same deed counts once, by its greatest word.
    Again,
    /// It was taken back.
    Retracted,
    /// A moderator decided so, with reasons.
    Void,
    /// A keeper's word for the own stall.
    OwnStall,
    /// Who said it has no voice yet; it begins to count when they do.
    NoVoice,
    /// All of that voice came through the one who is praised.
    OwnVoice,
    /// Less than 0.01 points are left of it.
    Faded,
    /// Who said it was put out, or left.
    Gone,
}

impl WhyNot {
    /// For programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::NotAccepted => "not_accepted",
            Self::Again => "again",
            Self::Retracted => "retracted",
            Self::Void => "void",
            Self::OwnStall => "own_stall",
            Self::NoVoice => "no_voice",
            Self::OwnVoice => "own_voice",
            Self::Faded => "faded",
            Self::Gone => "gone",
        }
    }
}

/// The engine's side of an explanation.
struct Solved {
    figure: Figure,
    day: i64,
    explanation: Option<Explanation>,
    entries: HashMap<(i64, Hand), Entry>,
    out: HashSet<Hand>,
}

impl Standings {
    /// Why somebody has the standing they have, as the viewer may see it. One look into the engine and a fixed number
    /// of statements. Whether its owner hides it is for the door to ask ([`super::is_hidden`]).
    pub fn explain(&self, tx: &Tx, viewer: &Viewer, person: AccountId) -> Result<Explained> {
        let hand = ledger::hand_of(tx, person)?;
        let band = rows::shown_band(tx, person)?;
        let solved = self.current(tx, |book| {
            let member = hand.and_then(|hand| book.member(hand));
            let explanation = member.map(|member| book.flow.explain(member));
            let mut entries = HashMap::new();
            let mut out = HashSet::new();
            for entry in explanation.iter().flat_map(|it| &it.entries) {
                if let Some(by) = book.hand(entry.by) {
                    entries.insert((entry.gift.0 as i64, by), entry.clone());
                }
            }
            out.extend(book.out().iter().copied());
            let figure = Figure {
                points: explanation.as_ref().map_or(0.0, |it| it.points),
                voice: explanation.as_ref().map_or(0.0, |it| it.voice),
                band,
                people: member.map_or(0, |member| book.flow.people(member)),
            };
            Solved { figure, day: book.day, explanation, entries, out }
        })?;
        let Some(hand) = hand else {
            return Ok(empty(person, solved));
        };
        let found = rows::recognised(tx, hand, ROWS_MAX)?;
        let silent = rows::silent_gifts(tx, hand, UNCOUNTED_MAX as i64)?;
        let seen = Seen::load(tx, viewer, &found, &silent)?;
        Ok(compose(person, solved, &found, &silent, &seen))
    }
}

/// What somebody is known for, as the viewer may see it: the subjects of what counts, with how many people said so.
pub fn known_for(tx: &Tx, viewer: &Viewer, person: AccountId) -> Result<Vec<Topic>> {
    let Some(hand) = ledger::hand_of(tx, person)? else { return Ok(Vec::new()) };
    let found = rows::recognised(tx, hand, ROWS_MAX)?;
    let seen = Seen::load(tx, viewer, &found, &[])?;
    Ok(topics::of(&found, &seen))
}

fn empty(person: AccountId, solved: Solved) -> Explained {
    let (voices, uncounted, topics) = (Vec::new(), Vec::new(), Vec::new());
    Explained { person, day: solved.day, figure: solved.figure, voices, rest: 0.0, uncounted, topics }
}

/// What the viewer may see of what is named.
pub(super) struct Seen {
    gifts: HashMap<i64, (bool, String)>,
    posts: HashMap<i64, (bool, String)>,
    pub(super) recipes: HashSet<i64>,
    pub(super) tags: HashMap<i64, Vec<String>>,
}

impl Seen {
    fn load(tx: &Tx, viewer: &Viewer, found: &[Recognised], silent: &[GiftWords]) -> Result<Self> {
        let me = viewer.0.as_ref().map(|member| member.person);
        let gifts: Vec<i64> = found.iter().filter(|row| is_gift(row.kind)).map(|row| row.object).collect();
        let words = rows::gift_words(tx, &gifts)?;
        let may = |gift: &GiftWords| {
            let settled = matches!(gift.state, GiftState::Accepted | GiftState::Retracted);
            (gift.public && settled) || (me.is_some() && (me == gift.giver || me == gift.receiver))
        };
        let gifts = words
            .iter()
            .chain(silent)
            .map(|gift| (gift.id.0, (may(gift), gift.reason.clone().unwrap_or_default())))
            .collect();
        let mut ids: Vec<PostId> = found.iter().filter(|row| is_of_post(row)).map(|row| PostId(row.deed)).collect();
        ids.sort_unstable_by(|a, b| b.cmp(a));
        ids.dedup();
        ids.truncate(POSTS_MAX);
        let visible: Vec<i64> = posts::outlines(tx, viewer, &ids)?.iter().map(|it| it.id.0).collect();
        let said = rows::post_words(tx, &visible)?;
        let recipes = said.iter().filter(|post| post.recipe).map(|post| post.id.0).collect();
        let posts = said.into_iter().map(|post| (post.id.0, (true, quote(&post.text)))).collect();
        let mut tags: HashMap<i64, Vec<String>> = HashMap::new();
        for (post, tag) in rows::post_tags(tx, &visible)? {
            tags.entry(post.0).or_default().push(tag);
        }
        Ok(Self { gifts, posts, recipes, tags })
    }

    /// Whether the viewer may know of it.
    pub(super) fn may_see(&self, row: &Recognised) -> bool {
        if is_gift(row.kind) {
            return self.gifts.get(&row.object).is_some_and(|gift| gift.0);
        }
        row.kind == RecognitionKind::Introduction || self.posts.contains_key(&row.deed)
    }

    fn given(&self, row: &Recognised) -> Given {
        let (kind, day) = (row.kind, row.day);
        if !self.may_see(row) {
            return Given { kind, recognition: 0, deed: Deed::Hidden, day, words: String::new() };
        }
        let (deed, words) = match kind {
            RecognitionKind::Gift | RecognitionKind::Heirloom => {
                (Deed::Gift(GiftId(row.object)), self.gifts.get(&row.object))
            }
            RecognitionKind::Introduction => (Deed::Introduction(row.object), None),
            _ => (Deed::Post(PostId(row.deed)), self.posts.get(&row.deed)),
        };
        let words = words.map(|it| it.1.clone()).unwrap_or_default();
        Given { kind, recognition: row.id, deed, day, words }
    }

    fn who(&self, row: &Recognised) -> Who {
        match row.by {
            _ if !self.may_see(row) => Who::Hidden,
            Some(by) => Who::Person(by),
            None => Who::Gone,
        }
    }
}

fn is_gift(kind: RecognitionKind) -> bool {
    matches!(kind, RecognitionKind::Gift | RecognitionKind::Heirloom)
}

fn is_of_post(row: &Recognised) -> bool {
    match row.kind {
        RecognitionKind::Gift | RecognitionKind::Heirloom => row.deed != row.object,
        RecognitionKind::Introduction => false,
        _ => true,
    }
}

/// The first words of a text, on one line.
fn quote(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(QUOTE_CHARS) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

fn compose(person: AccountId, solved: Solved, found: &[Recognised], silent: &[GiftWords], seen: &Seen) -> Explained {
    // Of one voice's words for one deed the greatest that counts speaks, the first among equals.
    let mut speaks: HashMap<(i64, Hand), &Recognised> = HashMap::new();
    for row in found.iter().rev().filter(|row| row.counts && !row.money) {
        let now = speaks.entry((row.deed, row.voice)).or_insert(row);
        if row.weight > now.weight {
            *now = row;
        }
    }
    let mut groups: HashMap<Who, Voice> = HashMap::new();
    let mut uncounted = Vec::new();
    let mut listed = 0.0;
    for row in found {
        let entry = solved.entries.get(&(row.deed, row.voice));
        let is_it = speaks.get(&(row.deed, row.voice)).is_some_and(|it| it.id == row.id);
        let points = entry.filter(|_| is_it).map_or(0.0, |entry| entry.points);
        let why = if row.money {
            Some(WhyNot::Money)
        } else if row.void {
            Some(WhyNot::Void)
        } else if !row.counts {
            Some(WhyNot::Retracted)
        } else if row.weight == 0.0 {
            Some(WhyNot::OwnStall)
        } else if !is_it {
            Some(WhyNot::Again)
        } else if solved.out.contains(&row.voice) {
            Some(WhyNot::Gone)
        } else if entry.is_none_or(|entry| entry.voice == 0.0) {
            Some(WhyNot::NoVoice)
        } else if points == 0.0 {
            Some(WhyNot::OwnVoice)
        } else {
            (points < FADED).then_some(WhyNot::Faded)
        };
        let (who, given) = (seen.who(row), seen.given(row));
        if let Some(why) = why {
            uncounted.push(Uncounted { who, given, why });
            continue;
        }
        let voice = groups.entry(who).or_insert_with(|| {
            let told = entry.filter(|_| who != Who::Hidden);
            let (voice, through_you) = told.map_or((0.0, 0.0), |entry| (entry.voice, entry.through));
            let staff = row.staff && who != Who::Hidden;
            Voice { who, staff, voice, through_you, points: 0.0, parts: Vec::new() }
        });
        voice.points += points;
        listed += points;
        voice.parts.push(Part { points, grade: row.grade, bystander: row.weight < row.grade, given });
    }
    let hides = |gift: &GiftWords| !seen.gifts.get(&gift.id.0).is_some_and(|it| it.0);
    for gift in silent.iter().filter(|gift| gift.again || !hides(gift)) {
        let why = if gift.state == GiftState::Given { WhyNot::NotAccepted } else { WhyNot::Again };
        let (kind, day) = (RecognitionKind::Gift, gift.day);
        let (who, deed, words) = match hides(gift) {
            true => (Who::Hidden, Deed::Hidden, String::new()),
            false => {
                let who = gift.giver.map_or(Who::Gone, Who::Person);
                (who, Deed::Gift(gift.id), gift.reason.clone().unwrap_or_default())
            }
        };
        uncounted.push(Uncounted { who, given: Given { kind, recognition: 0, deed, day, words }, why });
    }
    let mut voices: Vec<Voice> = groups.into_values().collect();
    voices.sort_by(|a, b| b.points.total_cmp(&a.points).then(a.who.cmp(&b.who)));
    for voice in voices.iter_mut() {
        voice.parts.sort_by(|a, b| b.points.total_cmp(&a.points).then(b.given.day.cmp(&a.given.day)));
        listed -= voice.parts.iter().skip(PARTS_MAX).map(|part| part.points).sum::<f64>();
        voice.parts.truncate(PARTS_MAX);
    }
    listed -=
        voices.iter().skip(VOICES_MAX).map(|it| it.parts.iter().map(|part| part.points).sum::<f64>()).sum::<f64>();
    voices.truncate(VOICES_MAX);
    uncounted.sort_by_key(|it| std::cmp::Reverse(it.given.day));
    uncounted.truncate(UNCOUNTED_MAX);
    let topics = topics::of(found, seen);
    let rest = match &solved.explanation {
        Some(it) if (it.points - listed).abs() > 1e-12 => (it.points - listed).max(0.0),
        _ => 0.0,
    };
    Explained { person, day: solved.day, figure: solved.figure, voices, rest, uncounted, topics }
}

impl Explained {
    /// What the staff of the square said of a customer is told apart from what others said: (theirs, the others').
    pub fn by_staff(&self) -> (f64, f64) {
        let of = |staff: bool| self.voices.iter().filter(|it| it.staff == staff).map(|it| it.points).sum();
        (of(true), of(false))
    }
}
