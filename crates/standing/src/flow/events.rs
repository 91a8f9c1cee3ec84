//! What can happen: joining, vetting, giving, acknowledging, taking back, leaving.

use super::graph::Ack;
use super::{Aside, Flow, GRADES, GiftId, MEMBERS_MAX, MemberId, Said, State, To, What, within};
use crate::Day;

impl Flow {
    /// Somebody new, without voice of their own. Ids are given in order: 0, 1, 2, …
    ///
    /// Past two thousand million members the id is one that nobody has.
    pub fn join(&mut self) -> MemberId {
        let id = self.members.state.len();
        if id >= MEMBERS_MAX {
            return MemberId(u32::MAX);
        }
        self.members.state.push(State::default());
        self.members.voice.push(0.0);
        self.members.residual.push(0.0);
        self.members.spent.push(self.parameters.unspent);
        MemberId(id as u32)
    }

    /// Gives somebody a voice of their own, or takes it.
    pub fn vet(&mut self, member: MemberId, vetted: bool) {
        if !self.knows(member.0) || self.is_vetted(member) == vetted {
            return;
        }
        self.members.state[member.0 as usize].vetted = vetted;
        if !self.held {
            self.shift(member.0, if vetted { 1.0 } else { -1.0 });
        }
    }

    /// Something was given. Several givers share alike.
    ///
    /// Said again it adds names: `givers` and `to` are united with what was said before. With `money` it is kept only
    /// so that explanations can name it, and counts nothing; it changes nothing about the same gift said without.
    pub fn gift(&mut self, id: GiftId, givers: &[MemberId], to: To<'_>, money: bool) {
        let givers = self.known(givers);
        if money {
            if self.gifts.find(id.0).is_none() {
                self.money_gifts.entry(id.0).or_default().extend(&givers);
                self.waiting_as_money(id.0);
            }
            return;
        }
        let to = match to {
            To::Everybody => None,
            To::Some(members) => Some(self.known(members)),
        };
        let Some(gift) = self.gifts.find(id.0) else {
            if self.gifts.add(id.0, &givers[..givers.len().min(super::gifts::GIVERS_MAX)], to.as_deref()).is_some() {
                self.no_longer_money(id.0);
                self.no_longer_waiting(id);
            }
            return;
        };
        if self.gifts.unite(gift, &givers, to.as_deref()) {
            self.changed.insert(gift);
            if !self.held {
                self.solve();
            }
        }
    }

    /// Somebody says that a gift was worth something: [`APPLAUSE`](super::APPLAUSE), [`THANKS`](super::THANKS),
    /// [`CHANGED`](super::CHANGED).
    ///
    /// * One weight per gift and acknowledger: saying it again replaces the grade, the first day stays.
    /// * Who is not among those the gift was for applauds at most. Who gave it counts nothing.
    /// * It may be said before the gift is told of, and counts from then on.
    /// * A later day than [`day`](Self::day) brings that day (unless held: then it counts when that day has come); an
    ///   earlier one is taken as said late.
    /// * A grade that is not a finite number of 0 or more is ignored. With `money` it counts and changes nothing.
    pub fn acknowledge(&mut self, gift: GiftId, by: MemberId, grade: f64, day: Day, money: bool) {
        let (id, by, said_on) = (gift.0, by.0, within(day));
        if !self.knows(by) || !grade.is_finite() || grade < 0.0 {
            return;
        }
        if !self.held {
            self.advance(day);
        }
        let said = Aside { day: said_on, grade };
        let Some(gift) = self.gifts.find(id) else {
            said.into_entry(self.waiting.entry((id, by, money)));
            return self.waiting_as_money(id);
        };
        if money {
            for giver in self.gifts.givers(gift) {
                said.into_entry(self.aside.entry((*giver, id, by, true)));
            }
        } else if self.gifts.givers(gift).binary_search(&by).is_ok() {
            said.into_entry(self.aside.entry((by, id, by, false)));
        } else {
            let code = self.code(gift, by, grade);
            self.hear(Said { gift, by, day: said_on, grade: Some(code) });
        }
    }

    /// Takes an acknowledgement back: its grade becomes 0, its first day stays.
    pub fn retract(&mut self, gift: GiftId, by: MemberId) {
        if !self.knows(by.0) {
            return;
        }
        match self.gifts.find(gift.0) {
            Some(gift) => self.hear(Said { gift, by: by.0, day: i32::MAX, grade: None }),
            None => {
                if let Some(waits) = self.waiting.get_mut(&(gift.0, by.0, false)) {
                    waits.grade = 0.0;
                }
            }
        }
    }

    /// Removes somebody with all they acknowledged and were acknowledged for, as if none of it had been, and solves
    /// anew (unless held). The id is never used again.
    ///
    /// A gift of several stays a gift of several: the part of the others does not grow.
    pub fn remove(&mut self, member: MemberId) {
        let id = member.0;
        if !self.knows(id) {
            return;
        }
        self.members.state[id as usize] = State { removed: true, ..State::default() };
        self.odd_said.retain(|(_, by), _| *by != id);
        self.waiting.retain(|(_, by, _), _| *by != id);
        self.aside.retain(|(giver, _, by, _), _| *giver != id && *by != id);
        self.money_gifts.values_mut().for_each(|givers| _ = givers.remove(&id));
        self.inbox.retain(|said| said.by != id);
        self.removed = true;
        if !self.held {
            self.solve();
        }
    }

    fn hear(&mut self, said: Said) {
        if self.held {
            return self.inbox.push(said);
        }
        let givers: Vec<u32> = self.gifts.givers(said.gift).to_vec();
        for giver in givers.into_iter().filter(|giver| *giver != said.by) {
            if self.knows(giver) {
                self.hear_pair(giver, &said);
            }
        }
    }

    /// One pair of what was said, within the day.
    fn hear_pair(&mut self, giver: u32, said: &Said) {
        let edge = self.graph.find(said.by, giver);
        let Some(code) = said.grade else {
            if let Some(edge) = edge
                && let Some(ack) = self.graph.ack_mut(edge, said.gift)
            {
                ack.what = ack.what.with_grade(0);
                self.reweigh(edge, said.by, giver);
            }
            return;
        };
        let Some(edge) = edge.or_else(|| self.graph.add(said.by, giver)) else { return };
        match self.graph.ack_mut(edge, said.gift) {
            Some(ack) => {
                ack.day = ack.day.min(said.day);
                ack.what = ack.what.with_grade(u32::from(code));
            }
            None => {
                let what = self.stamp(said.gift, said.by).with_grade(u32::from(code));
                self.graph.add_ack(edge, Ack { gift: said.gift, day: said.day, what });
            }
        }
        self.reweigh(edge, said.by, giver);
    }

    fn reweigh(&mut self, edge: u32, by: u32, giver: u32) {
        let x = self.weigh(edge, by);
        self.bend(edge, by, giver, x);
    }

    /// The code of a grade; what has none is kept aside.
    fn code(&mut self, gift: u32, by: u32, grade: f64) -> u8 {
        match GRADES.iter().position(|usual| *usual == grade) {
            Some(code) => code as u8,
            None => {
                let odd = if self.held { &mut self.odd_said } else { &mut self.odd };
                odd.insert((gift, by), grade);
                What::ODD as u8
            }
        }
    }

    fn known(&self, members: &[MemberId]) -> Vec<u32> {
        let mut known: Vec<u32> = members.iter().map(|member| member.0).filter(|member| self.knows(*member)).collect();
        known.sort_unstable();
        known.dedup();
        known
    }

    /// Lists what waits for a gift with money among what does not count for its givers.
    fn waiting_as_money(&mut self, id: u64) {
        let Some(givers) = self.money_gifts.get(&id) else { return };
        for ((_, by, _), said) in self.waiting.range((id, 0, false)..=(id, u32::MAX, true)) {
            for giver in givers {
                self.aside.insert((*giver, id, *by, true), *said);
            }
        }
    }

    fn no_longer_money(&mut self, id: u64) {
        for giver in self.money_gifts.remove(&id).into_iter().flatten() {
            let theirs = self.aside.range((giver, id, 0, false)..=(giver, id, u32::MAX, true));
            let money: Vec<_> = theirs.map(|(key, _)| *key).filter(|key| key.3).collect();
            for key in money {
                self.aside.remove(&key);
            }
        }
    }

    fn no_longer_waiting(&mut self, id: GiftId) {
        let waiting = self.waiting.range((id.0, 0, false)..=(id.0, u32::MAX, true));
        let keys: Vec<_> = waiting.map(|(key, _)| *key).collect();
        for key in keys {
            if let Some(said) = self.waiting.remove(&key) {
                self.acknowledge(id, MemberId(key.1), said.grade, Day::from(said.day), key.2);
            }
        }
    }
}

impl Aside {
    /// The grade is replaced, the first day stays.
    fn into_entry<K: Ord>(self, entry: std::collections::btree_map::Entry<'_, K, Self>) {
        let kept = entry.or_insert(self);
        kept.grade = self.grade;
        kept.day = kept.day.min(self.day);
    }
}
