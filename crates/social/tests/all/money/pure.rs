//! The pure core: the flow, the masses of ties, and a model of ledger and order, at volume.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use soulava_standing::flow::{Flow, GiftId, MemberId, Parameters, To};
use soulava_standing::tie::{Channel, Direction, Masses};

use super::{Act, Chance, Money, PEOPLE, bits, histories, history, without_money};

/// The square in a few maps. Payments, promotions and plans have a book of their own, which nothing else reads.
struct Model {
    flow: Flow,
    ties: BTreeMap<(usize, usize), Masses>,
    postings: Vec<(u64, usize, &'static str, i64, i64)>,
    thanks: Vec<(u64, usize, usize)>,
    retracted: BTreeSet<u64>,
    order: Vec<usize>,
    till: Vec<(usize, u64)>,
    day: i64,
}

impl Model {
    fn new() -> Self {
        let mut flow = Flow::new(Parameters::default());
        for person in 0..PEOPLE {
            let member = flow.join();
            flow.vet(member, person < 2);
        }
        let (ties, order) = (BTreeMap::new(), (0..PEOPLE).rev().collect());
        let (postings, thanks, retracted, till) = (Vec::new(), Vec::new(), BTreeSet::new(), Vec::new());
        Self { flow, ties, postings, thanks, retracted, order, till, day: 20_000 }
    }

    fn tie(&mut self, from: usize, to: usize, channel: Channel, weight: f64) {
        let (pair, direction) = if from < to { ((from, to), Direction::AtoB) } else { ((to, from), Direction::BtoA) };
        self.ties.entry(pair).or_default().add(channel, direction, weight, self.day);
    }

    fn say(&mut self, deed: u64, doer: usize, by: usize, grade: f64, money: bool) {
        if doer != by {
            self.flow.gift(GiftId(deed), &[MemberId(doer as u32)], To::Everybody, false);
            self.flow.acknowledge(GiftId(deed), MemberId(by as u32), grade, self.day, money);
        }
    }

    fn run(&mut self, act: Act) {
        match act {
            Act::Thank { from, to, post, twice } if from != to => {
                let gift = 1_000 + self.thanks.len() as u64;
                let deed = post.filter(|post| *post == to).map_or(gift, |post| post as u64);
                self.say(deed, to, from, if twice { 2.0 } else { 1.0 }, false);
                self.tie(to, from, Channel::Gift, 1.0);
                self.tie(from, to, Channel::Thanks, 1.0);
                self.thanks.push((deed, from, to));
                self.postings.push((gift, from, "allowance", -1, self.day));
                self.postings.push((gift, to, "received", 1, self.day));
            }
            Act::Retract { thanks } if !self.thanks.is_empty() => {
                let at = thanks % self.thanks.len();
                let (deed, from, to) = self.thanks[at];
                if self.retracted.insert(at as u64) {
                    self.flow.retract(GiftId(deed), MemberId(from as u32));
                    self.postings.push((1_000 + at as u64, to, "received", -1, self.day));
                    self.postings.push((1_000 + at as u64, from, "returned", 1, self.day));
                }
            }
            Act::Favourite { by, post, back: true } => self.flow.retract(GiftId(post as u64), MemberId(by as u32)),
            Act::Favourite { by, post, .. } => self.say(post as u64, post, by, 0.25, false),
            Act::Use { by, post, .. } if by != post => {
                self.say(post as u64, post, by, 1.0, false);
                self.tie(by, post, Channel::Thanks, 1.0);
            }
            Act::Know { who } => self.flow.vet(MemberId(who as u32), true),
            Act::Pass { days } => {
                self.day += days as i64;
                self.flow.advance(self.day);
            }
            Act::Money(Money::Recognised { by, post, kind }) => {
                self.say(post as u64, post, by, [0.25, 1.0, 2.0, 1.0][kind], true);
                // An order is a gift with money in it, and is acknowledged as if it had none.
                let order = GiftId(5_000 + post as u64);
                self.flow.gift(order, &[MemberId(post as u32)], To::Everybody, true);
                self.flow.acknowledge(order, MemberId(by as u32), 1.0, self.day, false);
            }
            Act::Money(Money::Paid { from, to, cents }) => self.till.extend([(from, cents), (to, cents)]),
            Act::Money(Money::Promoted { post: who, cents } | Money::Plan { who, cents }) => {
                self.till.push((who, cents))
            }
            _ => {}
        }
    }

    /// All of it but the till, to the bit.
    fn bytes(&self) -> String {
        let mut text = format!("{:?}\n{:?}\n", self.postings, self.order);
        for person in 0..PEOPLE {
            let member = MemberId(person as u32);
            bits(&mut text, &[self.flow.standing(member), self.flow.voice(member)]);
            let counted = self.flow.explain(member).entries.into_iter().filter(|entry| entry.weight > 0.0);
            for entry in counted {
                let _ = write!(text, " {}/{}", entry.gift.0, entry.by.0);
                bits(&mut text, &[entry.points, entry.weight, entry.through]);
            }
        }
        for (pair, masses) in &self.ties {
            let _ = write!(text, "\n{pair:?}");
            let strength = masses.strength(self.day);
            bits(&mut text, &[strength.warmth, strength.bond, strength.directed_ab, strength.directed_ba]);
            masses.warmth.iter().chain(&masses.bond).for_each(|channels| bits(&mut text, channels));
        }
        text
    }
}

fn run(history: &[Act]) -> (Model, String) {
    let mut model = Model::new();
    history.iter().for_each(|act| model.run(*act));
    let bytes = model.bytes();
    (model, bytes)
}

#[test]
fn with_money_or_without_every_byte_is_the_same() {
    let (mut moved, mut paid) = (0, 0);
    for seed in 0..histories() as u64 {
        let mut chance = Chance(seed);
        let length = 10 + chance.below(60);
        let with = history(&mut chance, length);
        let (rich, rich_bytes) = run(&with);
        let (_, bytes) = run(&without_money(&with));
        assert_eq!(rich_bytes, bytes, "seed {seed}: {with:#?}");
        moved += usize::from(rich.flow.standing(MemberId(0)) > 0.0);
        paid += rich.till.len();
    }
    assert!(moved * 4 > histories() && paid > histories(), "the histories have something to move and to pay");
}

#[test]
fn the_comparison_can_fail() {
    let thanks = [Act::Know { who: 1 }, Act::Thank { from: 1, to: 0, post: None, twice: false }];
    assert_ne!(run(&thanks).1, run(&thanks[..1]).1);
}
