//! What can be asked: standing, voice, the reasons, and all of it as one member sees it.

use super::solve::{self, Solved};
use super::{Flow, GiftId, MemberId};
use crate::Day;

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
    /// The acknowledger has no voice (yet).
    NoVoice,
    /// All of the acknowledger's voice came through the receiver.
    OwnVoice,
    /// Less than 0.01 points are left of it.
    Faded,
    /// The acknowledger was not among those it was for: applause at most.
    Bystander,
}

impl Flow {
    /// What a member's acknowledgements weigh; 0 for whoever is unknown.
    pub fn voice(&self, member: MemberId) -> f64 {
        self.solved.voice.get(member.0 as usize).copied().unwrap_or_default()
    }

    /// Standing in points; 0 for whoever is unknown.
    pub fn standing(&self, member: MemberId) -> f64 {
        self.explain(member).points
    }

    /// How many different members a standing comes from.
    pub fn people(&self, member: MemberId) -> u32 {
        let mut people: Vec<MemberId> =
            self.explain(member).entries.iter().filter(|entry| entry.points > 0.0).map(|entry| entry.by).collect();
        people.sort_unstable();
        people.dedup();
        people.len() as u32
    }

    /// Standing with all its reasons.
    pub fn explain(&self, member: MemberId) -> Explanation {
        explain(self, &self.solved, member)
    }

    /// The square as one member sees it: all voice starts with them, and is passed on by what they acknowledged.
    pub fn view_from(&self, member: MemberId) -> View<'_> {
        self.exact_view_from(member)
    }

    /// The same, solved to the end however large the square is: for checking, not for pages.
    pub fn exact_view_from(&self, member: MemberId) -> View<'_> {
        View { flow: self, solved: solve::solve(self, Some(member)) }
    }
}

/// The square as one member sees it. Never to be mixed with the figures of the whole square.
#[derive(Clone, Debug)]
pub struct View<'a> {
    flow: &'a Flow,
    solved: Solved,
}

impl View<'_> {
    /// What somebody's word weighs for the one who looks; 0 without a path.
    pub fn voice(&self, member: MemberId) -> f64 {
        self.solved.voice.get(member.0 as usize).copied().unwrap_or_default()
    }

    /// Standing in points, for the one who looks; 0 without a path.
    pub fn standing(&self, member: MemberId) -> f64 {
        self.explain(member).points
    }

    /// Standing with all its reasons, for the one who looks.
    pub fn explain(&self, member: MemberId) -> Explanation {
        explain(self.flow, &self.solved, member)
    }
}

fn explain(flow: &Flow, solved: &Solved, member: MemberId) -> Explanation {
    let unit = flow.parameters.unit();
    let voice = |of: MemberId| solved.voice.get(of.0 as usize).copied().unwrap_or_default();
    let q = |from: MemberId, to: MemberId| solved.pairs.get(&(from, to)).map_or(0.0, |pair| pair.q);
    let mut entries = Vec::new();
    let mut points = 0.0;
    for by in solved.received.get(&member).into_iter().flatten().copied() {
        let mut passed = q(member, by);
        for ((_, between), pair) in solved.pairs.range((member, MemberId(0))..=(member, MemberId(u32::MAX))) {
            if *between != member {
                passed += pair.q * q(*between, by);
            }
        }
        let through = voice(member) * passed;
        let pair = &solved.pairs[&(by, member)];
        let whole = (voice(by) - through).max(0.0) * pair.q / unit;
        points += whole;
        for (gift, weight) in &pair.weights {
            let ack = flow.acks[&(*gift, by)];
            let points = if pair.g > 0.0 { whole * weight / pair.g } else { 0.0 };
            let given = &flow.gifts[gift];
            let why = if given.money {
                Some(Why::Money)
            } else if ack.grade == 0.0 {
                Some(Why::Retracted)
            } else if voice(by) == 0.0 {
                Some(Why::NoVoice)
            } else if points == 0.0 && *weight > 0.0 {
                Some(Why::OwnVoice)
            } else if points < 0.01 {
                Some(Why::Faded)
            } else {
                given.to.as_ref().filter(|to| !to.contains(&by)).map(|_| Why::Bystander)
            };
            let (grade, day, weight) = (ack.grade, ack.day, *weight);
            entries.push(Entry { gift: *gift, by, points, grade, day, weight, voice: voice(by), through, why });
        }
    }
    for ((gift, by), ack, why) in uncounted(flow, member) {
        let voice = voice(by);
        let (grade, day) = (ack.grade, ack.day);
        entries.push(Entry { gift, by, points: 0.0, grade, day, weight: 0.0, voice, through: 0.0, why: Some(why) });
    }
    entries.sort_by(|a, b| b.points.total_cmp(&a.points).then((a.gift, a.by).cmp(&(b.gift, b.by))));
    Explanation { member, points, voice: voice(member), entries }
}

fn uncounted(flow: &Flow, member: MemberId) -> impl Iterator<Item = ((GiftId, MemberId), super::Ack, Why)> {
    let of = move |gift: &GiftId| flow.gifts.get(gift).is_some_and(|gift| gift.givers.contains(&member));
    let own = flow.acks.iter().filter(move |((gift, by), _)| *by == member && of(gift));
    let money = flow.money_acks.iter().filter(move |((gift, _), _)| of(gift));
    own.map(|(key, ack)| (*key, *ack, Why::OwnGift)).chain(money.map(|(key, ack)| (*key, *ack, Why::Money)))
}
