//! The whole engine as bytes and back: little-endian, with a version and a check sum, and never trusted.
//!
//! Everything is written as it lies, the day's additions and what waits included, so an engine from a snapshot goes on
//! bit by bit like the one it was taken of. It is only a way to start quickly: the log can always make it anew.

mod bytes;

use std::fmt;

use super::graph::{Ack, Graph, What};
use super::{Aside, Flow, MEMBERS_MAX, Parameters, Said, State};
use bytes::{Reader, Writer};

const MAGIC: &[u8; 8] = b"SOULFLOW";
const VERSION: u32 = 1;
const HEAD_BYTES: usize = 8 + 4 + 8;

/// Bytes that are no snapshot, or one that this version cannot read. Says why.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct BadSnapshot(&'static str);

impl fmt::Display for BadSnapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for BadSnapshot {}

impl Flow {
    /// The whole engine as bytes, for [`restore`](Self::restore).
    pub fn snapshot(&self) -> Vec<u8> {
        let mut to = Writer::with_room(HEAD_BYTES + self.memory().bytes() + 4_096);
        to.raw(MAGIC);
        to.put(&VERSION);
        to.put(&0_u64);
        self.write(&mut to);
        to.seal(HEAD_BYTES)
    }

    /// An engine from bytes.
    ///
    /// # Errors
    ///
    /// [`BadSnapshot`] when anything in them does not fit together. Whatever the bytes, it never panics, and never
    /// asks for more memory than a few times their length.
    pub fn restore(bytes: &[u8]) -> Result<Self, BadSnapshot> {
        let mut from = Reader::new(bytes);
        if from.raw(8) != Some(MAGIC) {
            return Err(BadSnapshot("These bytes are no snapshot of a flow."));
        }
        if from.get::<u32>() != Some(VERSION) {
            return Err(BadSnapshot("The snapshot was written by another version."));
        }
        if from.get::<u64>() != Some(bytes::check_sum(from.rest())) {
            return Err(BadSnapshot("The snapshot is damaged: its check sum does not fit."));
        }
        let flow = Self::read(&mut from).filter(|_| from.rest().is_empty());
        flow.filter(Self::is_sound).ok_or(BadSnapshot("The snapshot does not fit together."))
    }

    fn write(&self, to: &mut Writer) {
        let Parameters { alpha, unspent, pair_cap, half_life_days, push_voice, view_push_voice, touches_max } =
            self.parameters;
        to.list([alpha, unspent, pair_cap, half_life_days, push_voice, view_push_voice].iter().copied());
        to.put(&touches_max);
        to.put(&self.day);
        to.put(&self.weighed);
        to.put(&u32::from(self.held));
        to.put(&u32::from(self.removed));
        to.list(self.members.state.iter().map(|state| u32::from(state.vetted) | u32::from(state.removed) << 1));
        to.list(self.members.voice.iter().copied());
        to.list(self.members.residual.iter().copied());
        to.list(self.members.spent.iter().copied());
        to.list(self.members.queue.iter().copied());
        let graph = &self.graph;
        for words in [&graph.out_start, &graph.to, &graph.ack_start] {
            to.list(words.iter().copied());
        }
        to.list(graph.x.iter().copied());
        to.list(graph.acks.iter().copied());
        to.list(graph.fresh.iter().map(|fresh| (fresh.from, fresh.to, fresh.x)));
        to.list(graph.late.iter().flat_map(|(edge, late)| late.iter().map(|ack| (*edge, *ack))));
        to.list(self.gifts.rows.iter().copied());
        to.list(self.gifts.strays.iter().copied());
        to.list(self.gifts.lists.iter().map(|list| list.len() as u32));
        to.list(self.gifts.lists.iter().flatten().copied());
        for odd in [&self.odd, &self.odd_said] {
            to.list(odd.iter().map(|((gift, by), grade)| (*gift, *by, *grade)));
        }
        to.list(self.waiting.iter().map(|((gift, by, money), said)| (*gift, (*by, (u32::from(*money), *said)))));
        let asides = self.aside.iter();
        to.list(asides.map(|((giver, gift, by, money), said)| ((*giver, *gift, *by), (u32::from(*money), *said))));
        to.list(self.money_gifts.iter().map(|(gift, givers)| (*gift, givers.len() as u32)));
        to.list(self.money_gifts.values().flatten().copied());
        to.list(
            self.inbox.iter().map(|said| ((said.gift, said.by), (said.day, said.grade.map_or(u32::MAX, u32::from)))),
        );
        to.list(self.changed.iter().copied());
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let [alpha, unspent, pair_cap, half_life_days, push_voice, view_push_voice] =
            from.list::<f64>()?.try_into().ok()?;
        let touches_max = from.get()?;
        let parameters =
            Parameters { alpha, unspent, pair_cap, half_life_days, push_voice, view_push_voice, touches_max };
        let mut flow = Self::new(parameters);
        if flow.parameters != parameters {
            return None;
        }
        flow.day = from.get()?;
        flow.weighed = from.get()?;
        flow.held = from.get::<u32>()? == 1;
        flow.removed = from.get::<u32>()? == 1;
        let state = |bits: u32| State { vetted: bits & 1 == 1, removed: bits >> 1 == 1, queued: false };
        flow.members.state = from.list::<u32>()?.into_iter().map(state).collect();
        flow.members.voice = from.list()?;
        flow.members.residual = from.list()?;
        flow.members.spent = from.list()?;
        flow.members.queue = from.list::<u32>()?.into();
        for member in &flow.members.queue {
            let state = flow.members.state.get_mut(*member as usize)?;
            if std::mem::replace(&mut state.queued, true) {
                return None;
            }
        }
        let graph = &mut flow.graph;
        graph.out_start = from.list()?;
        graph.to = from.list()?;
        graph.ack_start = from.list()?;
        graph.x = from.list()?;
        graph.acks = from.list()?;
        let members = flow.members.state.len();
        if members > MEMBERS_MAX || !table_is_sound(graph, members) {
            return None;
        }
        if !graph.out_start.is_empty() {
            let rows = graph.out_start.len() - 1;
            graph.index(rows);
        }
        for (of, to, x) in from.list::<(u32, u32, f64)>()? {
            if of.max(to) as usize >= members || of == to || !x.is_finite() || x < 0.0 || graph.find(of, to).is_some() {
                return None;
            }
            let edge = graph.add(of, to)?;
            graph.set_x(edge, x);
        }
        for (edge, ack) in from.list::<(u32, Ack)>()? {
            if edge as usize >= graph.pairs() {
                return None;
            }
            graph.add_ack(edge, ack);
        }
        flow.gifts.rows = from.list()?;
        flow.gifts.strays = from.list()?;
        let lengths = from.list::<u32>()?;
        flow.gifts.lists = split(&lengths, &from.list()?)?;
        flow.gifts.index_strays();
        for odd in [&mut flow.odd, &mut flow.odd_said] {
            odd.extend(from.list::<(u32, u32, f64)>()?.into_iter().map(|(gift, by, grade)| ((gift, by), grade)));
        }
        for (gift, (by, (money, said))) in from.list::<(u64, (u32, (u32, Aside)))>()? {
            flow.waiting.insert((gift, by, money == 1), said);
        }
        for ((giver, gift, by), (money, said)) in from.list::<((u32, u64, u32), (u32, Aside))>()? {
            flow.aside.insert((giver, gift, by, money == 1), said);
        }
        let (gifts, lengths): (Vec<u64>, Vec<u32>) = from.list::<(u64, u32)>()?.into_iter().unzip();
        let givers = split(&lengths, &from.list()?)?;
        flow.money_gifts = gifts.into_iter().zip(givers.into_iter().map(|list| list.into_iter().collect())).collect();
        for ((gift, by), (day, grade)) in from.list::<((u32, u32), (i32, u32))>()? {
            let grade = u8::try_from(grade).ok();
            flow.inbox.push(Said { gift, by, day, grade });
        }
        flow.changed = from.list::<u32>()?.into_iter().collect();
        Some(flow)
    }

    /// Whether nothing that was read can lead outside a table or away from numbers.
    fn is_sound(&self) -> bool {
        let members = self.members.state.len();
        let Self { gifts, graph, .. } = self;
        let figures = [&self.members.voice, &self.members.residual, &self.members.spent];
        let ack = |ack: &Ack| gifts.holds(ack.gift) && ack.what.grade() <= What::ODD;
        let grade = |grade: f64| grade.is_finite() && grade >= 0.0;
        gifts.is_sound(members as u32)
            && figures.iter().all(|list| list.len() == members && list.iter().all(|figure| figure.is_finite()))
            && self.members.spent.iter().all(|spent| *spent > 0.0)
            && graph.x.iter().all(|x| x.is_finite() && *x >= 0.0)
            && graph.acks.iter().chain(graph.late.values().flatten()).all(ack)
            && self.odd.values().chain(self.odd_said.values()).all(|odd| grade(*odd))
            && self.waiting.values().chain(self.aside.values()).all(|said| grade(said.grade))
            && self.waiting.keys().all(|(_, by, _)| (*by as usize) < members)
            && self.aside.keys().all(|(giver, _, by, _)| ((*giver).max(*by) as usize) < members)
            && self.money_gifts.values().flatten().all(|giver| (*giver as usize) < members)
            && self.inbox.iter().all(|said| gifts.holds(said.gift) && (said.by as usize) < members)
            && self.inbox.iter().all(|said| said.grade.is_none_or(|grade| u32::from(grade) <= What::ODD))
            && self.changed.iter().all(|gift| gifts.holds(*gift))
    }
}

/// Rows and lists within each other's bounds, every row ascending.
fn table_is_sound(graph: &Graph, members: usize) -> bool {
    let Graph { out_start, to, x, ack_start, acks, .. } = graph;
    if out_start.is_empty() {
        return [to.len(), x.len(), ack_start.len(), acks.len()] == [0; 4];
    }
    let covers = |start: &[u32], of: usize| {
        start.first() == Some(&0) && start.is_sorted() && start.last().is_some_and(|last| *last as usize == of)
    };
    let row = |(of, ends): (usize, &[u32])| {
        let row = &to[ends[0] as usize..ends[1] as usize];
        row.is_sorted_by(|a, b| a < b)
            && row.iter().all(|to| (*to as usize) < members.min(out_start.len() - 1) && *to as usize != of)
    };
    out_start.len() <= members + 1
        && covers(out_start, to.len())
        && x.len() == to.len()
        && ack_start.len() == to.len() + 1
        && covers(ack_start, acks.len())
        && out_start.windows(2).enumerate().all(row)
}

/// A list cut into lists of these lengths.
fn split(lengths: &[u32], mut all: &[u32]) -> Option<Vec<Vec<u32>>> {
    let mut lists = Vec::new();
    for length in lengths {
        let (list, rest) = all.split_at_checked(*length as usize)?;
        lists.push(list.to_vec());
        all = rest;
    }
    all.is_empty().then_some(lists)
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::super::{GiftId, MemberId, To};
    use super::*;

    fn busy() -> Flow {
        let mut flow = Flow::new(Parameters::default());
        (0..5).for_each(|_| _ = flow.join());
        (0..3).for_each(|member| flow.vet(MemberId(member), true));
        for (id, by) in [(5, 0), (9, 1), (3, 2), (7, 3)] {
            flow.gift(
                GiftId(id),
                &[MemberId(4), MemberId((by + 1) % 4)],
                To::Some(&[MemberId(by), MemberId(4)]),
                false,
            );
            flow.acknowledge(GiftId(id), MemberId(by), 1.5, id as i64, false);
            flow.acknowledge(GiftId(id + 20), MemberId(by), 1.0, id as i64, false);
        }
        flow.gift(GiftId(25), &[MemberId(0)], To::Everybody, true);
        flow.hold();
        flow.acknowledge(GiftId(9), MemberId(0), 2.0, 12, false);
        flow.gift(GiftId(9), &[MemberId(0)], To::Everybody, false);
        flow
    }

    proptest! {
        /// The check sum keeps damage out; what gets past it must still lead nowhere it should not.
        #[test]
        fn forged_bytes_are_refused_or_make_a_flow_that_works(forged in vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)) {
            let mut bytes = busy().snapshot();
            for (at, byte) in forged {
                let at = HEAD_BYTES + at.index(bytes.len() - HEAD_BYTES);
                bytes[at] = byte;
            }
            let sum = bytes::check_sum(&bytes[HEAD_BYTES..]);
            bytes[HEAD_BYTES - 8..HEAD_BYTES].copy_from_slice(&sum.to_le_bytes());
            if let Ok(mut flow) = Flow::restore(&bytes) {
                for member in (0..flow.members()).map(MemberId) {
                    flow.explain(member);
                    flow.view_from(member).standing(member);
                    flow.exact_view_from(member).standing(member);
                }
                flow.acknowledge(GiftId(3), MemberId(0), 1.0, 13, false);
                flow.retract(GiftId(5), MemberId(0));
                flow.remove(MemberId(1));
                flow.solve();
                flow.drain(1_000);
                flow.order();
                Flow::restore(&flow.snapshot()).expect("its own snapshot");
            }
        }
    }
}
