//! The same with the real verbs on a database; and the figures in memory against a pure function of what happened.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

use soulava_social::posts::{self, UseKind};
use soulava_social::recognitions::{self, RecognitionKind, Source};
use soulava_social::{AccountId, GiftId, Member, Page, PostId, Viewer, gifts, ties, timelines, vouches};
use soulava_standing::flow::{Flow, GiftId as Deed, MemberId, Parameters, To};
use soulava_store::{args, sql};

use super::{Act, Chance, Money, PEOPLE, bits, histories, history, without_money};
use crate::standing::House;

const NAMES: [&str; PEOPLE] = ["Anna", "Fenna", "Soren", "Mette", "Jorrit", "Ids"];

/// A square in which a history happens.
struct Told {
    house: House,
    people: Vec<Member>,
    posts: Vec<PostId>,
    thanks: Vec<(GiftId, usize)>,
    /// What was said of which deed by whom: by kind and object, the grade now; and the first day.
    said: BTreeMap<(i64, usize), Words>,
    /// In the order in which the logs name them first.
    joined: Vec<usize>,
    known: Vec<usize>,
    day: i64,
}

#[derive(Default)]
struct Words {
    doer: usize,
    first_day: i64,
    grades: BTreeMap<(&'static str, i64), f64>,
}

impl Told {
    fn new() -> Self {
        let house = House::new();
        let people: Vec<Member> = NAMES.iter().map(|name| house.square.person(name)).collect();
        let posts = people.iter().map(|who| house.square.says(who, "How it is done")).collect();
        let day = house.square.read(soulava_social::ledger::today);
        let (thanks, said, joined, known) = (Vec::new(), BTreeMap::new(), Vec::new(), Vec::new());
        let mut told = Self { house, people, posts, thanks, said, joined, known, day };
        told.run(Act::Know { who: 0 });
        told.run(Act::Know { who: 1 });
        told
    }

    fn joins(&mut self, who: usize) {
        if !self.joined.contains(&who) {
            self.joined.push(who);
        }
    }

    fn says(&mut self, deed: i64, by: usize, doer: usize, what: (&'static str, i64), grade: f64) {
        self.joins(by);
        self.joins(doer);
        let words = self.said.entry((deed, by)).or_insert(Words { doer, first_day: self.day, ..Words::default() });
        words.grades.insert(what, grade);
    }

    fn run(&mut self, act: Act) {
        match act {
            Act::Thank { from, to, post, twice } if from != to => {
                let object = post.map(|post| self.posts[post]);
                let (giver, receiver) = (self.people[from].clone(), self.people[to].clone());
                let Some((gift, again)) = self.house.thanks_if_allowed(&giver, &receiver, object, twice) else {
                    return;
                };
                self.thanks.push((gift, from));
                if !again {
                    let deed = post.filter(|post| *post == to).map_or(gift.0, |post| self.posts[post].0);
                    self.says(deed, from, to, ("gift", gift.0), if twice { 2.0 } else { 1.0 });
                }
            }
            Act::Retract { thanks } if !self.thanks.is_empty() => {
                let (gift, from) = self.thanks[thanks % self.thanks.len()];
                let giver = self.people[from].clone();
                self.house.square.does(&giver, move |tx, giver| gifts::retract(tx, giver, gift)).expect("taken back");
                for words in self.said.iter_mut().filter(|((_, by), _)| *by == from).map(|it| it.1) {
                    words.grades.remove(&("gift", gift.0));
                }
            }
            Act::Favourite { by, post, back } => {
                let (who, id) = (self.people[by].clone(), self.posts[post]);
                let act = self.house.square.does(&who, move |tx, who| match back {
                    true => posts::unfavourite(tx, who, id),
                    false => posts::favourite(tx, who, id),
                });
                act.expect("a favourite");
                match back {
                    _ if by == post => {}
                    true => {
                        if let Some(words) = self.said.get_mut(&(id.0, by)) {
                            words.grades.remove(&("favourite", id.0));
                        }
                    }
                    false => self.says(id.0, by, post, ("favourite", id.0), 0.25),
                }
            }
            Act::Use { by, post, helped } if by != post => {
                let (who, id) = (self.people[by].clone(), self.posts[post]);
                let kind = if helped { UseKind::Helped } else { UseKind::Made };
                let used = self.house.square.does(&who, move |tx, who| posts::use_it(tx, who, id, kind, ""));
                used.expect("of use");
                self.says(id.0, by, post, (kind.as_str(), id.0), 1.0);
            }
            Act::Know { who } => {
                let whom = self.people[who].person;
                let known = self.house.square.does(&self.house.host, move |tx, host| vouches::know(tx, host, whom));
                known.expect("a host knows people");
                self.joins(who);
                if !self.known.contains(&who) {
                    self.known.push(who);
                }
            }
            Act::Pass { days } => {
                self.house.square.db.clock.pass(Duration::from_secs(days * 86_400));
                self.day += days as i64;
            }
            Act::Money(money) => self.pay(money),
            _ => {}
        }
    }

    /// What is commercial and can happen here: a recognition that was paid for, and petrol money.
    fn pay(&mut self, money: Money) {
        match money {
            Money::Recognised { by, post, kind } => {
                use RecognitionKind::{Favourite, Gift, Helped, Made};
                let (kind, grade) = [(Favourite, 0.25), (Made, 1.0), (Helped, 1.0), (Gift, 2.0)][kind];
                let (voice, doer, object) = (self.people[by].person, self.people[post].person, self.posts[post].0);
                let paid = self
                    .house
                    .square
                    .write(move |tx| recognitions::add_from(tx, Source::Commercial, kind, voice, doer, object, grade));
                paid.expect("stored, and counts nothing");
            }
            Money::Costs { thanks } if !self.thanks.is_empty() => {
                let (gift, from) = self.thanks[thanks % self.thanks.len()];
                let giver = self.people[from].clone();
                self.house
                    .square
                    .does(&giver, move |tx, giver| gifts::share_costs(tx, giver, gift, true))
                    .expect("noted");
            }
            _ => {}
        }
    }

    fn number(&self, account: AccountId) -> usize {
        self.people.iter().position(|person| person.person == account).unwrap_or(PEOPLE)
    }

    /// Ledger, standing, ties and order, by names instead of ids.
    fn bytes(&self) -> String {
        let mut text = String::new();
        type Line = (AccountId, String, i64, i64, i64);
        let lines: Vec<Line> = self.house.square.read(|tx| {
            Ok(tx.all(
                sql!(
                    "SELECT h.account_id, p.bucket, p.amount, p.day, g.grade FROM postings p \
                      JOIN gifts g ON g.id = p.gift_id JOIN hands h ON h.hand = p.hand ORDER BY p.id LIMIT 10000"
                ),
                args![],
            )?)
        });
        for (who, bucket, amount, day, grade) in lines {
            let _ = writeln!(text, "{} {bucket} {amount} {day} {grade}", self.number(who));
        }
        self.house.keeper().round().expect("a round");
        for person in &self.people {
            let figure = self.house.figure(person);
            bits(&mut text, &[figure.points, figure.voice]);
            let _ = writeln!(text, " {:?} {}", figure.band, figure.people);
            let others: Vec<AccountId> = self.people.iter().map(|it| it.person).collect();
            let mut theirs = self.house.square.asks(person, move |tx, me| ties::among(tx, me.person, &others));
            theirs.sort_by_key(|tie| self.number(tie.other));
            for tie in theirs {
                let _ = write!(text, "{} {:?} {} {}", self.number(tie.other), tie.stage, tie.since, tie.last_at);
                bits(&mut text, &[tie.warmth, tie.bond, tie.given, tie.got]);
            }
        }
        let order = self.house.square.read(|tx| timelines::square(tx, &Viewer::PASSER_BY, Page::first(40), false));
        let place = |post: &PostId| self.posts.iter().position(|it| it == post);
        let _ = writeln!(text, "{:?}", order.items.iter().filter_map(place).collect::<Vec<_>>());
        text
    }

    /// Standing and voice of everybody as a pure function of what happened, to the bit.
    fn pure(&self) -> String {
        let mut flow = Flow::new(Parameters::default());
        flow.hold();
        let mut members = BTreeMap::new();
        for who in &self.joined {
            members.insert(*who, flow.join());
        }
        self.known.iter().for_each(|who| flow.vet(members[who], true));
        for ((deed, by), words) in &self.said {
            let grade = words.grades.values().copied().fold(0.0, f64::max);
            flow.gift(Deed(*deed as u64), &[members[&words.doer]], To::Everybody, false);
            flow.acknowledge(Deed(*deed as u64), members[by], grade, words.first_day, false);
        }
        flow.advance(self.day);
        flow.solve();
        let mut text = String::new();
        for who in 0..PEOPLE {
            let member = members.get(&who).copied().unwrap_or(MemberId(u32::MAX));
            bits(&mut text, &[flow.standing(member), flow.voice(member)]);
        }
        text
    }
}

fn run(history: &[Act]) -> Told {
    let mut told = Told::new();
    history.iter().for_each(|act| told.run(*act));
    told
}

#[test]
fn with_money_or_without_the_real_square_is_the_same() {
    for seed in 0..(histories() / 200).max(1) as u64 {
        let mut chance = Chance(1_000_000 + seed);
        let with = history(&mut chance, 30);
        assert_eq!(run(&with).bytes(), run(&without_money(&with)).bytes(), "seed {seed}: {with:#?}");
    }
}

#[test]
fn status_replay_equal() {
    for seed in 0..(histories() / 200).max(1) as u64 {
        let mut chance = Chance(2_000_000 + seed);
        let mut acts = history(&mut chance, 40);
        acts.push(Act::Pass { days: 1 });
        let mut told = run(&acts);
        told.run(Act::Pass { days: 1 });
        let mut found = String::new();
        for person in &told.people {
            let figure = told.house.figure(person);
            bits(&mut found, &[figure.points, figure.voice]);
        }
        assert_eq!(found, told.pure(), "seed {seed}: {acts:#?}");
    }
}
