//! The pairs: who acknowledged whose gifts, as two sorted views of one table, with what the day brought laid over it.
//!
//! The table is rebuilt at the daily solve ([`merge`](super::merge)) and does not move in between; new pairs and new
//! acknowledgements of the day lie beside it. Every walk over a row goes in ascending order through both.

use std::collections::BTreeMap;
use std::ops::Range;

/// One acknowledgement of one gift within a pair: twelve bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ack {
    pub(super) gift: u32,
    /// The day it was first said.
    pub(super) day: i32,
    pub(super) what: What,
}

/// Grade, whether the gift was for the acknowledger, whether they gave it themselves, and among how many it is shared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct What(pub(super) u32);

impl What {
    pub(super) const ODD: u32 = 4;
    const GRADE: u32 = 0b111;
    const BYSTANDER: u32 = 1 << 3;
    const OWN: u32 = 1 << 4;

    pub(super) fn new(bystander: bool, own: bool, givers: usize) -> Self {
        Self((givers as u32) << 8 | if bystander { Self::BYSTANDER } else { 0 } | if own { Self::OWN } else { 0 })
    }

    pub(super) fn with_grade(self, code: u32) -> Self {
        Self(self.0 & !Self::GRADE | code)
    }

    pub(super) fn grade(self) -> u32 {
        self.0 & Self::GRADE
    }

    pub(super) fn is_bystander(self) -> bool {
        self.0 & Self::BYSTANDER != 0
    }

    pub(super) fn is_own(self) -> bool {
        self.0 & Self::OWN != 0
    }

    pub(super) fn givers(self) -> u32 {
        (self.0 >> 8).max(1)
    }
}

/// A pair that the day brought.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fresh {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) x: f64,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Graph {
    /// Where the row of an acknowledger starts; one more than there are rows. Those who joined today have none.
    pub(super) out_start: Vec<u32>,
    /// Givers, ascending in each row.
    pub(super) to: Vec<u32>,
    pub(super) x: Vec<f64>,
    /// g of each pair as of a day of its own; none of either while they are to be made anew.
    pub(super) mass: Vec<f64>,
    pub(super) mass_day: Vec<i32>,
    /// Where the acknowledgements of a pair start; one more than there are pairs.
    pub(super) ack_start: Vec<u32>,
    pub(super) acks: Vec<Ack>,
    /// Where the row of a giver starts.
    pub(super) in_start: Vec<u32>,
    /// Acknowledgers, ascending in each row, and the place of the pair.
    pub(super) from: Vec<u32>,
    pub(super) edge: Vec<u32>,
    /// Pairs of the day; numbered on from the table.
    pub(super) fresh: Vec<Fresh>,
    pub(super) fresh_out: BTreeMap<(u32, u32), u32>,
    pub(super) fresh_in: BTreeMap<(u32, u32), u32>,
    pub(super) with_fresh: Marks,
    /// Acknowledgements of the day, by pair.
    pub(super) late: BTreeMap<u32, Vec<Ack>>,
    pub(super) with_late: Marks,
}

/// A bit per member, or per pair.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks(Vec<u64>);

impl Marks {
    fn set(&mut self, one: u32) {
        let at = one as usize / 64;
        if self.0.len() <= at {
            self.0.resize(at + 1, 0);
        }
        self.0[at] |= 1 << (one % 64);
    }

    fn has(&self, one: u32) -> bool {
        self.0.get(one as usize / 64).is_some_and(|bits| bits >> (one % 64) & 1 == 1)
    }
}

impl Graph {
    /// Pairs in the table, without those of the day.
    pub(super) fn settled(&self) -> usize {
        self.to.len()
    }

    pub(super) fn pairs(&self) -> usize {
        self.to.len() + self.fresh.len()
    }

    pub(super) fn out(&self, from: u32) -> Range<usize> {
        row(&self.out_start, from)
    }

    pub(super) fn received(&self, to: u32) -> Range<usize> {
        row(&self.in_start, to)
    }

    pub(super) fn x(&self, edge: u32) -> f64 {
        self.x.get(edge as usize).copied().unwrap_or_else(|| self.fresh[edge as usize - self.to.len()].x)
    }

    pub(super) fn set_x(&mut self, edge: u32, x: f64) {
        let settled = self.to.len();
        match self.x.get_mut(edge as usize) {
            Some(was) => *was = x,
            None => self.fresh[edge as usize - settled].x = x,
        }
    }

    pub(super) fn find(&self, from: u32, to: u32) -> Option<u32> {
        let row = self.out(from);
        match self.to[row.clone()].binary_search(&to) {
            Ok(at) => Some((row.start + at) as u32),
            Err(_) if self.with_fresh.has(from) => self.fresh_out.get(&(from, to)).copied(),
            Err(_) => None,
        }
    }

    /// (giver, x) of what somebody acknowledged, ascending.
    pub(super) fn each_out(&self, from: u32, mut each: impl FnMut(u32, f64)) {
        let row = self.out(from);
        if !self.with_fresh.has(from) {
            self.to[row.clone()].iter().zip(&self.x[row]).for_each(|(to, x)| each(*to, *x));
            return;
        }
        let fresh = self.fresh_out.range((from, 0)..=(from, u32::MAX));
        let mut fresh = fresh.map(|((_, to), edge)| (*to, self.x(*edge))).peekable();
        for at in row {
            while let Some((to, x)) = fresh.next_if(|(to, _)| *to < self.to[at]) {
                each(to, x);
            }
            each(self.to[at], self.x[at]);
        }
        fresh.for_each(|(to, x)| each(to, x));
    }

    /// (acknowledger, pair) of what somebody's gifts were acknowledged by, ascending.
    pub(super) fn each_in(&self, to: u32) -> Vec<(u32, u32)> {
        let row = self.received(to);
        let mut all: Vec<(u32, u32)> =
            self.from[row.clone()].iter().copied().zip(self.edge[row].iter().copied()).collect();
        if self.with_fresh.has(to) {
            all.extend(self.fresh_in.range((to, 0)..=(to, u32::MAX)).map(|((_, from), edge)| (*from, *edge)));
            all.sort_unstable();
        }
        all
    }

    /// The acknowledgements of a pair, in no order that means anything.
    pub(super) fn acks(&self, edge: u32) -> impl Iterator<Item = &Ack> + Clone {
        let late = if self.with_late.has(edge) { self.late.get(&edge) } else { None };
        self.acks[self.settled_acks(edge)].iter().chain(late.into_iter().flatten())
    }

    pub(super) fn ack_mut(&mut self, edge: u32, gift: u32) -> Option<&mut Ack> {
        let settled = self.settled_acks(edge);
        if let Some(at) = self.acks[settled.clone()].iter().position(|ack| ack.gift == gift) {
            return Some(&mut self.acks[settled.start + at]);
        }
        if !self.with_late.has(edge) {
            return None;
        }
        self.late.get_mut(&edge)?.iter_mut().find(|ack| ack.gift == gift)
    }

    pub(super) fn settled_acks(&self, edge: u32) -> Range<usize> {
        row(&self.ack_start, edge)
    }

    /// A pair that was not there; None when there is no room for more.
    pub(super) fn add(&mut self, from: u32, to: u32) -> Option<u32> {
        if self.pairs() >= u32::MAX as usize / 2 {
            return None;
        }
        let edge = self.pairs() as u32;
        self.fresh.push(Fresh { from, to, x: 0.0 });
        self.fresh_out.insert((from, to), edge);
        self.fresh_in.insert((to, from), edge);
        self.with_fresh.set(from);
        self.with_fresh.set(to);
        Some(edge)
    }

    pub(super) fn add_ack(&mut self, edge: u32, ack: Ack) {
        self.late.entry(edge).or_default().push(ack);
        self.with_late.set(edge);
    }

    /// Makes the view by giver from the view by acknowledger, for so many members.
    pub(super) fn index(&mut self, members: usize) {
        let mut start = vec![0_u32; members + 1];
        self.to.iter().for_each(|to| start[*to as usize + 1] += 1);
        for at in 1..=members {
            start[at] += start[at - 1];
        }
        let mut next = start.clone();
        self.from = vec![0; self.to.len()];
        self.edge = vec![0; self.to.len()];
        for from in 0..members as u32 {
            for edge in self.out(from) {
                let at = &mut next[self.to[edge] as usize];
                self.from[*at as usize] = from;
                self.edge[*at as usize] = edge as u32;
                *at += 1;
            }
        }
        self.in_start = start;
    }

    pub(super) fn ack_count(&self) -> usize {
        self.acks.len() + self.late.values().map(Vec::len).sum::<usize>()
    }

    pub(super) fn bytes(&self) -> usize {
        let words = [&self.out_start, &self.to, &self.ack_start, &self.in_start, &self.from, &self.edge];
        let table = words.map(Vec::capacity).iter().sum::<usize>() * 4
            + self.mass_day.capacity() * 4
            + (self.x.capacity() + self.mass.capacity()) * 8;
        let acks = self.acks.capacity() * size_of::<Ack>();
        let late: usize = self.late.values().map(|late| late.capacity() * size_of::<Ack>() + 48).sum();
        table
            + acks
            + late
            + self.fresh.capacity() * (size_of::<Fresh>() + 2 * 18)
            + (self.with_fresh.0.capacity() + self.with_late.0.capacity()) * 8
    }
}

fn row(start: &[u32], of: u32) -> Range<usize> {
    match start.get(of as usize..of as usize + 2) {
        Some([from, to]) => *from as usize..*to as usize,
        _ => 0..0,
    }
}
