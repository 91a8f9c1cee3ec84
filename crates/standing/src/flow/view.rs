//! The square as one member sees it.

use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasherDefault, Hasher};

use super::{Explanation, Flow, MemberId};

/// Pairs touched up to which a view is worked out ever finer.
const FINE_TOUCHES: u32 = 10_000;
/// Voice below which nothing is passed on at the finest.
const FINEST_VOICE: f64 = 1e-16;

/// The square as one member sees it: all voice starts with them, and is passed on by what they acknowledged.
///
/// Never to be mixed with the figures of the whole square. Exact where what they reach is small (10,000 pairs
/// touched), else to `view_push_voice`, from below.
#[derive(Clone, Debug)]
pub struct View<'a> {
    flow: &'a Flow,
    /// Ascending by member.
    voices: Vec<(u32, f64)>,
}

impl Flow {
    /// The square as one member sees it; empty for whoever is unknown.
    pub fn view_from(&self, member: MemberId) -> View<'_> {
        let mut reach = Reach::default();
        if self.knows(member.0) {
            reach.each.insert(member.0, Reached { rest: 1.0, ..Reached::default() });
            let mut least = self.parameters.view_push_voice;
            reach.push(self, least, self.parameters.touches_max);
            while reach.touched < FINE_TOUCHES && least > FINEST_VOICE {
                least /= 100.0;
                reach.push(self, least, FINE_TOUCHES);
            }
        }
        let mut voices: Vec<(u32, f64)> = reach.each.iter().map(|(id, reached)| (*id, reached.voice)).collect();
        voices.sort_unstable_by_key(|(id, _)| *id);
        View { flow: self, voices }
    }

    /// The same, solved to the end however large the square is: for checking, not for pages.
    pub fn exact_view_from(&self, member: MemberId) -> View<'_> {
        let voices = (0..).zip(self.solve_from(member.0)).filter(|(_, voice)| *voice > 0.0).collect();
        View { flow: self, voices }
    }
}

impl View<'_> {
    /// What somebody's word weighs for the one who looks; 0 without a path.
    pub fn voice(&self, member: MemberId) -> f64 {
        self.of(member.0)
    }

    /// Standing in points, for the one who looks; 0 without a path.
    pub fn standing(&self, member: MemberId) -> f64 {
        self.flow.standing_with(member, |by| self.of(by))
    }

    /// Standing with all its reasons, for the one who looks.
    pub fn explain(&self, member: MemberId) -> Explanation {
        self.flow.explain_with(member, |by| self.of(by))
    }

    fn of(&self, member: u32) -> f64 {
        self.voices.binary_search_by_key(&member, |(id, _)| *id).map_or(0.0, |at| self.voices[at].1)
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Reached {
    voice: f64,
    rest: f64,
    queued: bool,
}

#[derive(Default)]
struct Reach {
    each: HashMap<u32, Reached, BuildHasherDefault<Spread>>,
    touched: u32,
}

impl Reach {
    /// Passes on whatever is above the least, first in, first out, from the lowest id on.
    fn push(&mut self, flow: &Flow, least: f64, touches: u32) {
        let mut start: Vec<u32> = self.each.iter().filter(|(_, one)| one.rest > least).map(|(id, _)| *id).collect();
        start.sort_unstable();
        let mut queue = VecDeque::from(start);
        for from in &queue {
            self.each.entry(*from).or_default().queued = true;
        }
        while let Some(from) = queue.pop_front() {
            if self.touched >= touches {
                return;
            }
            let one = self.each.entry(from).or_default();
            let rest = std::mem::take(&mut one.rest);
            one.queued = false;
            one.voice += rest;
            let given = rest * (1.0 - flow.parameters.alpha) / flow.members.spent[from as usize];
            flow.graph.each_out(from, |to, x| {
                self.touched += 1;
                let one = self.each.entry(to).or_default();
                one.rest += given * x;
                if one.rest > least && !one.queued {
                    one.queued = true;
                    queue.push_back(to);
                }
            });
        }
    }
}

/// Spreads ids, which lie densely, over a table.
#[derive(Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u32(u32::from(*byte));
        }
    }

    fn write_u32(&mut self, id: u32) {
        self.0 = (self.0.rotate_left(5) ^ u64::from(id)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}
