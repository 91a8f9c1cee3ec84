//! What an attack would bring: squares on which standing is attacked, and what other measures would have said.
//!
//! The standings come from [`crate::flow`] itself, never from a copy of its formulae. Everything is made from a seed:
//! the same call gives the same figures.
//!
//! ```
//! use soulava_standing::simulate::{Attack, Kind, Square};
//!
//! let square = Square::made_up(200, 7);
//! let report = Attack { kind: Kind::Star, accounts: 50, edges: 5, vetted_only: true, times: 20.0, seed: 1 }.on(&square);
//! assert!(report.standing.gain() <= 1.0 + 1e-9);
//! assert!(report.count.gain() > 100.0);
//! ```

mod attack;
mod others;
mod search;

use crate::flow::{Flow, GiftId, MemberId, Parameters, To};

pub use attack::{Attack, Figures, Kind, Report};
pub use others::{eigentrust, pagerank};
pub use search::{Found, Search};

/// Somebody thanked somebody, so many times on one day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thanks {
    /// Who thanks.
    pub by: u32,
    /// Whose gift it was.
    pub of: u32,
    /// How many thank-yous, each for a gift of its own: their grades add up.
    pub times: f64,
}

/// A square as it is attacked: who is vetted, and who thanked whom. Everything happened today.
#[derive(Clone, Debug, Default)]
pub struct Square {
    /// By number: who has a voice of their own.
    pub vetted: Vec<bool>,
    /// A pair may occur more than once.
    pub thanks: Vec<Thanks>,
}

impl Square {
    /// A made-up square of `people` (at least 20): clusters of about forty, a few who help many, most thanks close by,
    /// two of three vetted.
    pub fn made_up(people: u32, seed: u64) -> Self {
        let people = people.max(20);
        let mut chance = Chance::new(seed);
        let mut square = Self { vetted: (0..people).map(|_| chance.below(3) > 0).collect(), thanks: Vec::new() };
        let clusters = people.div_ceil(40);
        for by in 0..people {
            for _ in 0..3 + chance.below(8) {
                // The smaller of two draws: a few are thanked far more than most.
                let near = chance.below(10) > 0;
                let draw = chance.below(people).min(chance.below(people));
                let of = if near { (draw - draw % clusters + by % clusters).min(people - 1) } else { draw };
                if of != by {
                    square.thank(by, of, 1.0 + f64::from(chance.below(3)));
                }
            }
        }
        square
    }

    /// Somebody new, without a voice of their own.
    pub fn join(&mut self) -> u32 {
        self.vetted.push(false);
        self.vetted.len() as u32 - 1
    }

    /// `by` thanks `of`.
    pub fn thank(&mut self, by: u32, of: u32, times: f64) {
        self.thanks.push(Thanks { by, of, times });
    }

    /// The engine with all of it in, solved.
    pub fn flow(&self) -> Flow {
        let mut flow = Flow::new(Parameters::default());
        flow.hold();
        for vetted in &self.vetted {
            let member = flow.join();
            flow.vet(member, *vetted);
        }
        for (id, thanks) in self.thanks.iter().enumerate() {
            flow.gift(GiftId(id as u64), &[MemberId(thanks.of)], To::Everybody, false);
            flow.acknowledge(GiftId(id as u64), MemberId(thanks.by), thanks.times, 0, false);
        }
        flow.advance(0);
        flow.solve();
        flow
    }

    /// Everybody's standing, by number.
    pub fn standings(&self) -> Vec<f64> {
        let flow = self.flow();
        (0..self.vetted.len()).map(|member| flow.standing(MemberId(member as u32))).collect()
    }

    /// How many thanks everybody received, by number: what a counter would show.
    pub fn counts(&self) -> Vec<f64> {
        let mut counts = vec![0.0; self.vetted.len()];
        for thanks in &self.thanks {
            counts[thanks.of as usize] += thanks.times;
        }
        counts
    }
}

/// Chance from a seed (SplitMix64, public domain, S. Vigna). For simulations only.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// The same seed, the same draws.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `limit`; 0 when that is 0.
    pub fn below(&mut self, limit: u32) -> u32 {
        ((u128::from(self.bits()) * u128::from(limit)) >> 64) as u32
    }

    /// A number in [0, 1).
    pub fn share(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// `count` different ones of `all`, or all of them.
    pub fn some_of(&mut self, all: &[u32], count: usize) -> Vec<u32> {
        let mut all = all.to_vec();
        let count = count.min(all.len());
        for place in 0..count {
            let other = place + self.below((all.len() - place) as u32) as usize;
            all.swap(place, other);
        }
        all.truncate(count);
        all
    }
}
