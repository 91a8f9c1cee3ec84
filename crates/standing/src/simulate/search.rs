//! An adversary who tries: hill climbing from random starts over everything attackers can do.

use super::attack::Bounds;
use super::{Chance, Square, Thanks};
use crate::flow::{Flow, GiftId, MemberId};

/// How often one attacker may thank another in the search.
const TIMES: [f64; 8] = [0.0, 0.25, 1.0, 2.0, 5.0, 20.0, 200.0, 1e6];
/// Tries without a gain before a start is given up.
const PATIENCE: u32 = 400;

/// A search for the best wiring of some attackers on a small square.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Search {
    /// Made-up accounts, the main one among them.
    pub attackers: u32,
    /// Honest people on the square.
    pub honest: u32,
    /// Chance is made from it.
    pub seed: u64,
}

/// The best an adversary found.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Found {
    /// The main attacker's points over what honest thanks alone bring all attackers; the bound is 1.316.
    pub main: f64,
    /// All attackers' points over the same; the bound is 1/.3 = 3.333.
    pub all: f64,
    /// How many starts.
    pub starts: u64,
    /// How many wirings were looked at.
    pub wirings: u64,
    /// How many of them went over a bound.
    pub over: u64,
}

impl Search {
    /// Searches as long as `go_on` says so, asked before each start; every start has a square, honest thanks and an aim
    /// of its own.
    pub fn run(&self, mut go_on: impl FnMut(&Found) -> bool) -> Found {
        let mut found = Found::default();
        let mut chance = Chance::new(self.seed);
        while go_on(&found) {
            self.start(&mut chance, &mut found);
            found.starts += 1;
        }
        found
    }

    fn start(&self, chance: &mut Chance, found: &mut Found) {
        let mut square = Square::made_up(self.honest, chance.bits());
        let honest = square.vetted.len() as u32;
        let attackers: Vec<u32> = (0..self.attackers.max(2)).map(|_| square.join()).collect();
        for _ in 0..1 + chance.below(8) {
            let (by, of) = (chance.below(honest), attackers[chance.below(attackers.len() as u32) as usize]);
            square.thank(by, of, 1.0 + f64::from(chance.below(3)));
        }
        let bounds = Bounds::of(&square, &attackers);
        if bounds.entering <= 0.0 {
            return;
        }
        // Every attacker may thank every other, and a few honest people: whatever lies in their own hands.
        let mut wires: Vec<Thanks> = Vec::new();
        for by in &attackers {
            let friends = [0; 3].map(|_| chance.below(honest));
            let others = attackers.iter().copied().filter(|of| of != by).chain(friends);
            let dense = chance.share();
            wires.extend(others.map(|of| Thanks { by: *by, of, times: 0.0 }));
            for wire in wires.iter_mut().filter(|wire| wire.by == *by) {
                wire.times = if chance.share() < dense { TIMES[chance.below(8) as usize] } else { 0.0 };
            }
        }
        let mut wiring = Wiring::of(&square, wires, bounds.entering, attackers);
        let for_all = chance.below(3) == 0;
        let (mut best, mut without) = (wiring.look(found, &bounds, for_all), 0);
        while without < PATIENCE {
            let place = chance.below(wiring.wires.len() as u32) as usize;
            let was = wiring.wires[place].times;
            wiring.set(place, TIMES[chance.below(8) as usize]);
            let now = wiring.look(found, &bounds, for_all);
            if now > best + 1e-12 {
                (best, without) = (now, 0);
            } else {
                wiring.set(place, was);
                without += 1;
            }
        }
    }
}

/// A square in the engine with the attackers' thanks, each of which can be changed.
struct Wiring {
    flow: Flow,
    first: u64,
    wires: Vec<Thanks>,
    entering: f64,
    attackers: Vec<u32>,
}

impl Wiring {
    fn of(square: &Square, wires: Vec<Thanks>, entering: f64, attackers: Vec<u32>) -> Self {
        let mut flow = square.flow();
        let first = square.thanks.len() as u64;
        flow.hold();
        for (place, wire) in wires.iter().enumerate() {
            let gift = GiftId(first + place as u64);
            flow.gift(gift, &[MemberId(wire.of)], crate::flow::To::Everybody, false);
            flow.acknowledge(gift, MemberId(wire.by), wire.times, 0, false);
        }
        flow.solve();
        Self { flow, first, wires, entering, attackers }
    }

    fn set(&mut self, place: usize, times: f64) {
        let wire = &mut self.wires[place];
        wire.times = times;
        self.flow.hold();
        self.flow.acknowledge(GiftId(self.first + place as u64), MemberId(wire.by), times, 0, false);
    }

    /// How much of what enters the aim holds.
    fn look(&mut self, found: &mut Found, bounds: &Bounds, for_all: bool) -> f64 {
        self.flow.solve();
        let main = self.flow.standing(MemberId(self.attackers[0]));
        let all: f64 = self.attackers.iter().map(|attacker| self.flow.standing(MemberId(*attacker))).sum();
        found.wirings += 1;
        found.over += u64::from(main > bounds.main * (1.0 + 1e-9) || all > bounds.all * (1.0 + 1e-9));
        let (main, all) = (main / self.entering, all / self.entering);
        found.main = found.main.max(main);
        found.all = found.all.max(all);
        if for_all { all } else { main }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_searches_briefly_finds_nothing_over_the_bound() {
        let search = Search { attackers: 4, honest: 20, seed: 11 };
        let found = search.run(|found| found.starts < 2);
        assert_eq!((found.over, found.starts), (0, 2), "{found:?}");
        assert!(found.wirings > 500 && found.main <= 1.316 && found.all <= 1.0 / 0.3, "{found:?}");
        // It does find that a circle holds more together than what comes in.
        assert!(found.all > 1.05, "{found:?}");
    }
}
