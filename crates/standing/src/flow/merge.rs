//! The table made anew: yesterday's, with what the day brought and what was said while held.

use super::graph::{Ack, Graph};
use super::{Flow, State};

/// One saying for one pair.
#[derive(Clone, Copy)]
struct New {
    /// Acknowledger and giver, so that one comparison tells pairs apart.
    pair: u64,
    gift: u32,
    /// In the order they were said.
    order: u32,
    day: i32,
    /// None: taken back.
    grade: Option<u8>,
}

impl New {
    fn of(by: u32, giver: u32, ack: &Ack) -> Self {
        let pair = u64::from(by) << 32 | u64::from(giver);
        Self { pair, gift: ack.gift, order: 0, day: ack.day, grade: Some(ack.what.grade() as u8) }
    }

    fn giver(&self) -> u32 {
        self.pair as u32
    }
}

impl Flow {
    /// Brings everything into the table; x of its pairs is to be worked out by the solve that follows.
    pub(super) fn merge(&mut self) {
        let overlaid = !self.graph.late.is_empty();
        if overlaid && !self.changed.is_empty() {
            let day = self.news_of_the_day();
            self.rebuild(day);
        }
        let mut news = if self.changed.is_empty() { self.news_of_the_day() } else { self.news_of_changed_gifts() };
        self.changed.clear();
        self.odd.append(&mut self.odd_said);
        self.news_of_the_inbox(&mut news);
        if self.removed {
            let members = &self.members.state;
            self.odd.retain(|(_, by), _| members.get(*by as usize).is_some_and(|state| !state.removed));
        }
        if !news.is_empty() || self.removed || self.graph.out_start.is_empty() {
            self.rebuild(news);
        }
        self.removed = false;
        // Whoever joined since has empty rows.
        let rows = self.members.state.len() + 1;
        let pairs = self.graph.settled() as u32;
        self.graph.out_start.resize(rows, pairs);
        self.graph.in_start.resize(rows, pairs);
    }

    fn news_of_the_day(&self) -> Vec<New> {
        let mut news = Vec::new();
        for (edge, late) in &self.graph.late {
            let (by, giver) = self.ends(*edge);
            news.extend(late.iter().map(|ack| New::of(by, giver, ack)));
        }
        news
    }

    fn ends(&self, edge: u32) -> (u32, u32) {
        match self.graph.to.get(edge as usize) {
            Some(giver) => (self.graph.out_start.partition_point(|start| *start <= edge) as u32 - 1, *giver),
            None => {
                let fresh = self.graph.fresh[edge as usize - self.graph.settled()];
                (fresh.from, fresh.to)
            }
        }
    }

    /// Reads the acknowledgements of gifts that gained names anew; new givers get theirs.
    fn news_of_changed_gifts(&mut self) -> Vec<New> {
        let mut acks = std::mem::take(&mut self.graph.acks);
        let mut news = Vec::new();
        for by in 0..self.members() {
            for edge in self.graph.out(by) {
                let places = self.graph.ack_start[edge] as usize..self.graph.ack_start[edge + 1] as usize;
                for ack in &mut acks[places] {
                    if !self.changed.contains(&ack.gift) {
                        continue;
                    }
                    ack.what = self.stamp(ack.gift, by).with_grade(ack.what.grade());
                    let others = self.gifts.givers(ack.gift).iter().filter(|giver| **giver != by);
                    news.extend(others.map(|giver| New::of(by, *giver, ack)));
                }
            }
        }
        self.graph.acks = acks;
        self.graph.forget_sums();
        news
    }

    fn news_of_the_inbox(&mut self, news: &mut Vec<New>) {
        let inbox = std::mem::take(&mut self.inbox);
        news.reserve_exact(inbox.len());
        for (said, order) in inbox.iter().zip(1..) {
            if !self.knows(said.by) {
                continue;
            }
            for giver in self.gifts.givers(said.gift).iter().filter(|giver| **giver != said.by) {
                let pair = u64::from(said.by) << 32 | u64::from(*giver);
                news.push(New { pair, gift: said.gift, order, day: said.day, grade: said.grade });
            }
        }
    }

    fn rebuild(&mut self, mut news: Vec<New>) {
        news.sort_unstable_by_key(|new| (new.pair, u64::from(new.gift) << 32 | u64::from(new.order)));
        let old = std::mem::take(&mut self.graph);
        let members = self.members.state.len();
        let pairs = old.settled() + news.chunk_by(|a, b| a.pair == b.pair).count();
        let mut graph = Graph {
            out_start: Vec::with_capacity(members + 1),
            to: Vec::with_capacity(pairs),
            ack_start: Vec::with_capacity(pairs + 1),
            acks: Vec::with_capacity(old.acks.len() + news.len()),
            ..Graph::default()
        };
        let mut rest = news.as_slice();
        for by in 0..members as u32 {
            graph.out_start.push(graph.to.len() as u32);
            let (row, after) = rest.split_at(said_by(rest, by));
            rest = after;
            if row.is_empty() && !self.removed {
                copy_row(&old, &mut graph, by);
            } else {
                self.merge_row(&old, &mut graph, by, row);
            }
        }
        drop(news);
        drop(old);
        graph.out_start.push(graph.to.len() as u32);
        graph.ack_start.push(graph.acks.len() as u32);
        for list in [&mut graph.to, &mut graph.ack_start] {
            fit(list);
        }
        fit(&mut graph.acks);
        graph.x = vec![0.0; graph.to.len()];
        graph.index(members);
        self.graph = graph;
    }

    fn merge_row(&self, old: &Graph, graph: &mut Graph, by: u32, mut news: &[New]) {
        let gone = |member: u32| self.members.state.get(member as usize).is_none_or(|State { removed, .. }| *removed);
        let mut settled = old.out(by).peekable();
        loop {
            let next_old = settled.peek().map(|edge| old.to[*edge]);
            let next_new = news.first().map(New::giver);
            let Some(giver) = next_old.into_iter().chain(next_new).min() else { return };
            let start = graph.acks.len();
            if next_old == Some(giver)
                && let Some(edge) = settled.next()
            {
                graph.acks.extend_from_slice(&old.acks[old.ack_start[edge] as usize..old.ack_start[edge + 1] as usize]);
            }
            let kept = graph.acks.len();
            let (of_pair, after) = news.split_at(news.partition_point(|new| new.giver() == giver));
            news = after;
            for sayings in of_pair.chunk_by(|a, b| a.gift == b.gift) {
                let place = graph.acks[start..kept].iter().position(|ack| ack.gift == sayings[0].gift);
                let was = place.map(|place| graph.acks[start + place]);
                match (place, self.fold(by, was, sayings)) {
                    (Some(place), Some(ack)) => graph.acks[start + place] = ack,
                    (None, Some(ack)) => graph.acks.push(ack),
                    (_, None) => {}
                }
            }
            if graph.acks.len() == start || gone(by) || gone(giver) || graph.acks.len() > u32::MAX as usize {
                graph.acks.truncate(start);
                continue;
            }
            graph.to.push(giver);
            graph.ack_start.push(start as u32);
        }
    }

    /// What several sayings about one gift come to: the last grade, the first day.
    fn fold(&self, by: u32, was: Option<Ack>, sayings: &[New]) -> Option<Ack> {
        sayings.iter().fold(was, |ack, new| match (ack, new.grade) {
            (None, None) => None,
            (Some(ack), None) => Some(Ack { what: ack.what.with_grade(0), ..ack }),
            (Some(ack), Some(grade)) => {
                Some(Ack { day: ack.day.min(new.day), what: ack.what.with_grade(u32::from(grade)), ..ack })
            }
            (None, Some(grade)) => {
                let what = self.stamp(new.gift, by).with_grade(u32::from(grade));
                Some(Ack { gift: new.gift, day: new.day, what })
            }
        })
    }
}

/// A row to which nothing happened.
fn copy_row(old: &Graph, graph: &mut Graph, by: u32) {
    let row = old.out(by);
    if row.is_empty() {
        return;
    }
    let acks = old.ack_start[row.start] as usize..old.ack_start[row.end] as usize;
    let (first, now) = (acks.start as u32, graph.acks.len() as u32);
    graph.to.extend_from_slice(&old.to[row.clone()]);
    graph.ack_start.extend(old.ack_start[row].iter().map(|start| start - first + now));
    graph.acks.extend_from_slice(&old.acks[acks]);
}

/// Gives back room that is not needed, when it is worth the copying.
fn fit<T>(list: &mut Vec<T>) {
    if list.capacity() - list.len() > list.len() / 32 {
        list.shrink_to_fit();
    }
}

/// How many of the first are by this acknowledger.
fn said_by(news: &[New], by: u32) -> usize {
    news.iter().take_while(|new| (new.pair >> 32) as u32 == by).count()
}
