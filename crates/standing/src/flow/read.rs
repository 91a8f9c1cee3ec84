//! What can be asked: standing, voice, and every reason for it.

use super::graph::Ack;
use super::{Aside, Flow, GiftId, MemberId, weight_of};
use crate::Day;

/// Less than this many points of an acknowledgement are said to have faded.
const FADED_POINTS: f64 = 0.01;

/// Why somebody has the standing they have.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Who.
    pub member: MemberId,
    /// Standing, in points: the sum of the points of the entries.
    pub points: f64,
    /// Voice: what an acknowledgement of theirs weighs.
    pub voice: f64,
    /// Every acknowledgement of their gifts, those that count nothing too; most points first, then by gift and
    /// acknowledger.
    pub entries: Vec<Entry>,
}

/// One acknowledgement of one gift.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What was given.
    pub gift: GiftId,
    /// Who acknowledged it.
    pub by: MemberId,
    /// What it adds to the standing.
    pub points: f64,
    /// As it was said: 0.25, 1, 2; 0 when taken back.
    pub grade: f64,
    /// The day it was first said.
    pub day: Day,
    /// What is left of the grade today, after sharing among givers and fading.
    pub weight: f64,
    /// The acknowledger's voice.
    pub voice: f64,
    /// How much of that voice came through the receiver of the points, and is left out.
    pub through: f64,
    /// Why it counts less than it says, or nothing.
    pub why: Option<Why>,
}

/// Why an acknowledgement counts less than it says, or nothing.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Why {
    /// Money was involved, with the gift or with the acknowledgement.
    Money,
    /// The giver acknowledged the own gift.
    OwnGift,
    /// It was taken back.
    Retracted,
    /// It is of a later day.
    NotYet,
    /// The acknowledger has no voice (yet).
    NoVoice,
    /// All of the acknowledger's voice came through the receiver.
    OwnVoice,
    /// Less than 0.01 points are left of it.
    Faded,
    /// The acknowledger was not among those it was for: applause at most.
    Bystander,
}

/// What one acknowledger adds to one standing.
struct Part {
    by: u32,
    edge: u32,
    voice: f64,
    through: f64,
    points: f64,
}

impl Flow {
    /// What a member's acknowledgements weigh; 0 for whoever is unknown. One is one vetted member whom nobody thanked.
    pub fn voice(&self, member: MemberId) -> f64 {
        // A push may overshoot by less than it is allowed to leave.
        self.members.voice.get(member.0 as usize).map_or(0.0, |voice| voice.max(0.0))
    }

    /// Standing in points; 0 for whoever is unknown.
    pub fn standing(&self, member: MemberId) -> f64 {
        self.standing_with(member, |by| self.voice(MemberId(by)))
    }

    /// How many different members a standing comes from.
    pub fn people(&self, member: MemberId) -> u32 {
        self.parts(member.0, |by| self.voice(MemberId(by))).iter().filter(|part| part.points > 0.0).count() as u32
    }

    /// Standing with all its reasons.
    pub fn explain(&self, member: MemberId) -> Explanation {
        self.explain_with(member, |by| self.voice(MemberId(by)))
    }

    /// Everybody with a standing: most points first (as rounded to 1e-6), then who was acknowledged earlier, then who
    /// joined earlier. For tests and exports: it works out every standing, and no screen shows it.
    pub fn order(&self) -> Vec<(MemberId, f64)> {
        let mut all: Vec<(i64, i32, MemberId, f64)> = (0..self.members())
            .map(|member| (member, self.standing(MemberId(member))))
            .filter(|(_, points)| *points > 0.0)
            .map(|(member, points)| ((points * 1e6).round() as i64, self.first_day(member), MemberId(member), points))
            .collect();
        all.sort_unstable_by_key(|(rounded, first, member, _)| (std::cmp::Reverse(*rounded), *first, *member));
        all.into_iter().map(|(_, _, member, points)| (member, points)).collect()
    }

    fn first_day(&self, member: u32) -> i32 {
        let counted = |by: u32, ack: &&Ack| self.weight(ack, by) > 0;
        let received = self.graph.each_in(member).into_iter();
        let firsts = received
            .filter_map(|(by, edge)| self.graph.acks(edge).filter(|ack| counted(by, ack)).map(|ack| ack.day).min());
        firsts.min().unwrap_or(i32::MAX)
    }

    pub(super) fn standing_with(&self, member: MemberId, voice: impl Fn(u32) -> f64) -> f64 {
        sum(&self.parts(member.0, voice))
    }

    pub(super) fn explain_with(&self, member: MemberId, voice: impl Fn(u32) -> f64) -> Explanation {
        let parts = self.parts(member.0, &voice);
        let points = sum(&parts);
        let mut entries = Vec::new();
        for part in &parts {
            self.entries(part, &mut entries);
        }
        let asides = self.aside.range((member.0, 0, 0, false)..=(member.0, u64::MAX, u32::MAX, true));
        for ((_, gift, by, money), Aside { day, grade }) in asides {
            entries.push(Entry {
                gift: GiftId(*gift),
                by: MemberId(*by),
                points: 0.0,
                grade: *grade,
                day: Day::from(*day),
                weight: 0.0,
                voice: voice(*by),
                through: 0.0,
                why: Some(if *money { Why::Money } else { Why::OwnGift }),
            });
        }
        entries.sort_unstable_by(|a, b| b.points.total_cmp(&a.points).then((a.gift, a.by).cmp(&(b.gift, b.by))));
        Explanation { member, points, voice: voice(member.0), entries }
    }

    fn entries(&self, part: &Part, entries: &mut Vec<Entry>) {
        let acks = self.graph.acks(part.edge).map(|ack| (ack, self.weight(ack, part.by)));
        let mass = weight_of(acks.clone().map(|(_, weight)| weight).sum());
        for (ack, weight) in acks {
            let weight = weight_of(weight);
            let points = if mass > 0.0 { part.points * (weight / mass) } else { 0.0 };
            let grade = self.grade(ack, part.by);
            let why = match ack.what {
                what if what.is_own() => Some(Why::OwnGift),
                _ if grade == 0.0 => Some(Why::Retracted),
                _ if ack.day > self.weighed => Some(Why::NotYet),
                _ if part.voice <= 0.0 => Some(Why::NoVoice),
                _ if part.points <= 0.0 && mass > 0.0 => Some(Why::OwnVoice),
                _ if points < FADED_POINTS => Some(Why::Faded),
                what => what.is_bystander().then_some(Why::Bystander),
            };
            entries.push(Entry {
                gift: GiftId(self.gifts.id(ack.gift)),
                by: MemberId(part.by),
                points,
                grade,
                day: Day::from(ack.day),
                weight,
                voice: part.voice,
                through: part.through.min(part.voice),
                why,
            });
        }
    }

    /// V[a\u]*Q[a,u]/U for every acknowledger a of u, ascending.
    fn parts(&self, member: u32, voice: impl Fn(u32) -> f64) -> Vec<Part> {
        let received = self.graph.each_in(member);
        let own = voice(member);
        let returned = if own > 0.0 { self.returned(member, &received) } else { vec![0.0; received.len()] };
        let unit = self.parameters.unit();
        let parts = received.iter().zip(returned).map(|((by, edge), returned)| {
            let (voice, through) = (voice(*by), own * returned);
            let points = (voice - through).max(0.0) * self.passed(*by, self.graph.x(*edge)) / unit;
            Part { by: *by, edge: *edge, voice, through, points }
        });
        parts.collect()
    }

    /// M_u[a] for every acknowledger a of u: what of a's voice came from u in one or two steps.
    fn returned(&self, member: u32, received: &[(u32, u32)]) -> Vec<f64> {
        let mut returned = vec![0.0; received.len()];
        let sieve = Sieve::of(received);
        let mut add = |to: u32, part: f64| {
            if sieve.may_hold(to)
                && let Ok(at) = received.binary_search_by_key(&to, |(by, _)| *by)
            {
                returned[at] += part;
            }
        };
        self.graph.each_out(member, |to, x| add(to, self.passed(member, x)));
        self.graph.each_out(member, |between, x| {
            let passed = self.passed(member, x);
            if passed > 0.0 {
                self.graph.each_out(between, |to, x| add(to, passed * self.passed(between, x)));
            }
        });
        returned
    }

    /// Q of a pair with this x.
    fn passed(&self, by: u32, x: f64) -> f64 {
        (1.0 - self.parameters.alpha) * x / self.members.spent[by as usize]
    }
}

/// From a plain 0: an empty sum of the standard library is -0.
fn sum(parts: &[Part]) -> f64 {
    parts.iter().fold(0.0, |sum, part| sum + part.points)
}

/// Most of what two steps reach is nobody's acknowledger: a few bits each say so at once.
struct Sieve {
    bits: Vec<u64>,
}

impl Sieve {
    fn of(received: &[(u32, u32)]) -> Self {
        let words = (received.len() / 8 + 1).next_power_of_two();
        let mut sieve = Self { bits: vec![0; words] };
        for (by, _) in received {
            let (word, bit) = sieve.place(*by);
            sieve.bits[word] |= bit;
        }
        sieve
    }

    fn may_hold(&self, member: u32) -> bool {
        let (word, bit) = self.place(member);
        self.bits[word] & bit != 0
    }

    fn place(&self, member: u32) -> (usize, u64) {
        ((member as usize / 64) & (self.bits.len() - 1), 1 << (member % 64))
    }
}
