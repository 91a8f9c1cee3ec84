//! Who gets a voice from vouches alone: by two vouches in a small square, by a flow with capacities in a large one.
//!
//! The flow is Advogato's (R. Levien, "Attack-resistant trust metrics", 2004). Every root may let 800 units through,
//! a person at distance 1 and 2 from the roots 200, then 50, 12, 4, 2 and 1. Each person who is reached keeps one
//! unit; who can keep one, in a largest flow, is accepted. An attacker behind `k` deceived people is thus held by
//! *their* capacities, however many accounts and vouches stand behind them.
//!
//! ```
//! use soulava_standing::vetting;
//! // 0 is a root and vouches for 1, who vouches for 2; 3 vouches for itself by a friend.
//! assert_eq!(vetting::flow(5, &[0], &[(0, 1), (1, 2), (3, 4), (4, 3)]), [true, true, true, false, false]);
//! // Two vouches of people who have a voice themselves.
//! assert_eq!(vetting::founded(4, &[0, 1], &[(0, 2), (1, 2), (2, 3)], 2), [true, true, true, false]);
//! ```

use std::collections::VecDeque;

/// How many units somebody lets through, by the distance from the roots; further away nobody is reached.
pub const CAPACITIES: [u32; 8] = [800, 200, 200, 50, 12, 4, 2, 1];

/// Roots, and everybody who has `needed` vouches of different people who are founded themselves; a circle that vouches
/// for itself founds nothing. `edges` are (voucher, whom); numbers from `people` on are passed over.
pub fn founded(people: usize, roots: &[u32], edges: &[(u32, u32)], needed: usize) -> Vec<bool> {
    let edges = sorted(people, edges);
    let mut founded = vec![false; people];
    let mut vouches = vec![0_usize; people];
    let mut queue: VecDeque<usize> = VecDeque::new();
    for root in roots.iter().map(|it| *it as usize).filter(|it| *it < people) {
        if !std::mem::replace(&mut founded[root], true) {
            queue.push_back(root);
        }
    }
    while let Some(voucher) = queue.pop_front() {
        for whom in out(&edges, voucher) {
            vouches[whom] += 1;
            if vouches[whom] >= needed && !std::mem::replace(&mut founded[whom], true) {
                queue.push_back(whom);
            }
        }
    }
    founded
}

/// Everybody who keeps a unit in a largest flow from the roots. Deterministic for the same set of edges: shorter ways
/// are filled first, and among equals the smaller number. Numbers from `people` on are passed over.
pub fn flow(people: usize, roots: &[u32], edges: &[(u32, u32)]) -> Vec<bool> {
    let edges = sorted(people, edges);
    let distance = distances(people, roots, &edges);
    let (source, sink) = (2 * people, 2 * people + 1);
    let mut net = Net::new(2 * people + 2);
    let mut kept = vec![None; people];
    for (person, distance) in distance.iter().enumerate() {
        let Some(capacity) = distance.and_then(|it| CAPACITIES.get(it)).copied() else { continue };
        kept[person] = Some(net.add(2 * person, sink, 1));
        net.add(2 * person, 2 * person + 1, capacity - 1);
        if *distance == Some(0) {
            net.add(source, 2 * person, capacity);
        }
        for whom in out(&edges, person) {
            net.add(2 * person + 1, 2 * whom, u32::MAX);
        }
    }
    net.fill(source, sink);
    kept.iter().map(|edge| edge.is_some_and(|edge| net.room[edge] == 0)).collect()
}

/// Each edge once, in order, without loops.
fn sorted(people: usize, edges: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let inside = |id: u32| (id as usize) < people;
    let mut edges: Vec<_> = edges.iter().copied().filter(|(a, b)| a != b && inside(*a) && inside(*b)).collect();
    edges.sort_unstable();
    edges.dedup();
    edges
}

/// Whom somebody vouches for, ascending.
fn out(edges: &[(u32, u32)], voucher: usize) -> impl Iterator<Item = usize> + '_ {
    let begin = edges.partition_point(|(a, _)| (*a as usize) < voucher);
    edges[begin..].iter().take_while(move |(a, _)| *a as usize == voucher).map(|(_, b)| *b as usize)
}

fn distances(people: usize, roots: &[u32], edges: &[(u32, u32)]) -> Vec<Option<usize>> {
    let mut distance = vec![None; people];
    let mut queue: VecDeque<usize> = VecDeque::new();
    for root in roots.iter().map(|it| *it as usize).filter(|it| *it < people) {
        if distance[root].replace(0).is_none() {
            queue.push_back(root);
        }
    }
    while let Some(voucher) = queue.pop_front() {
        let next = distance[voucher].map_or(0, |it: usize| it + 1);
        for whom in out(edges, voucher) {
            if distance[whom].is_none() {
                distance[whom] = Some(next);
                queue.push_back(whom);
            }
        }
    }
    distance
}

/// A network with capacities; edge `e` and its reverse `e ^ 1` lie side by side.
struct Net {
    out: Vec<Vec<usize>>,
    to: Vec<usize>,
    room: Vec<u32>,
}

impl Net {
    fn new(nodes: usize) -> Self {
        Self { out: vec![Vec::new(); nodes], to: Vec::new(), room: Vec::new() }
    }

    fn add(&mut self, from: usize, to: usize, capacity: u32) -> usize {
        let edge = self.to.len();
        self.to.extend([to, from]);
        self.room.extend([capacity, 0]);
        self.out[from].push(edge);
        self.out[to].push(edge + 1);
        edge
    }

    /// Dinic's algorithm: layers by breadth, then shortest ways until none is left in them. No recursion.
    fn fill(&mut self, source: usize, sink: usize) {
        while let Some(layer) = self.layers(source, sink) {
            let mut next = vec![0_usize; self.out.len()];
            let mut way: Vec<usize> = Vec::new();
            let mut at = source;
            loop {
                if at == sink {
                    let least = way.iter().map(|edge| self.room[*edge]).min().unwrap_or(0);
                    for edge in way.drain(..) {
                        self.room[edge] -= least;
                        self.room[edge ^ 1] = self.room[edge ^ 1].saturating_add(least);
                    }
                    at = source;
                } else if let Some(edge) = self.out[at].get(next[at]).copied() {
                    let to = self.to[edge];
                    if self.room[edge] > 0 && layer[to] == layer[at] + 1 {
                        way.push(edge);
                        at = to;
                    } else {
                        next[at] += 1;
                    }
                } else if let Some(edge) = way.pop() {
                    at = self.to[edge ^ 1];
                    next[at] += 1;
                } else {
                    break;
                }
            }
        }
    }

    /// The distance of every node from the source over edges with room; none when the sink is out of reach.
    fn layers(&self, source: usize, sink: usize) -> Option<Vec<usize>> {
        let mut layer = vec![usize::MAX - 1; self.out.len()];
        layer[source] = 0;
        let mut queue = VecDeque::from([source]);
        while let Some(at) = queue.pop_front() {
            for edge in &self.out[at] {
                let to = self.to[*edge];
                if self.room[*edge] > 0 && layer[to] == usize::MAX - 1 {
                    layer[to] = layer[at] + 1;
                    queue.push_back(to);
                }
            }
        }
        (layer[sink] != usize::MAX - 1).then_some(layer)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn count(reached: &[bool]) -> usize {
        reached.iter().filter(|it| **it).count()
    }

    #[test]
    fn a_chain_is_reached_as_far_as_capacity_goes() {
        let edges: Vec<_> = (0..20).map(|at| (at, at + 1)).collect();
        let reached = flow(21, &[0], &edges);
        assert_eq!(reached.iter().position(|it| !it), Some(CAPACITIES.len()));
    }

    #[test]
    fn nobody_speaks_without_a_host() {
        assert_eq!(count(&flow(3, &[], &[(0, 1), (1, 2)])), 0);
        assert_eq!(count(&founded(3, &[], &[(0, 2), (1, 2)], 2)), 0);
        assert_eq!(count(&flow(0, &[4], &[(4, 5)])), 0);
    }

    #[test]
    fn a_circle_of_vouches_founds_nothing() {
        let circle = [(1, 2), (2, 1), (1, 3), (3, 1), (2, 3), (3, 2)];
        assert_eq!(count(&founded(4, &[0], &circle, 2)), 1);
        let one_deceived: Vec<_> = circle.iter().copied().chain([(0, 1)]).collect();
        assert_eq!(count(&founded(4, &[0], &one_deceived, 2)), 1, "one vouch is not two");
    }

    #[test]
    fn a_person_lets_through_no_more_than_their_capacity() {
        // A root, 40 people in a row of friends, and at distance 4 somebody who vouches for 1,000 accounts.
        let mut edges: Vec<(u32, u32)> = vec![(0, 1), (1, 2), (2, 3), (3, 4)];
        edges.extend((5..1_005).map(|sybil| (4, sybil)));
        let reached = flow(1_005, &[0], &edges);
        assert_eq!(count(&reached[5..]), CAPACITIES[4] as usize - 1);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        /// However many accounts stand behind `k` deceived people, and however they vouch among themselves.
        #[test]
        fn sybils_behind_few_victims_are_bounded(
            seed in any::<u64>(), honest in 30_u32..120, victims in 0_usize..6, sybils in 50_u32..400
        ) {
            let mut state = seed | 1;
            let mut chance = move |below: u32| {
                state ^= state << 13; state ^= state >> 7; state ^= state << 17;
                (state % u64::from(below)) as u32
            };
            let mut edges: Vec<(u32, u32)> = (1..honest).map(|id| (chance(id), id)).collect();
            let plain = flow(honest as usize, &[0], &edges);
            let distance = distances(honest as usize, &[0], &sorted(honest as usize, &edges));
            let victims: Vec<u32> = (0..victims).map(|_| 1 + chance(honest - 1)).collect();
            for victim in &victims {
                for _ in 0..30 { edges.push((*victim, honest + chance(sybils))); }
            }
            for _ in 0..sybils * 4 { edges.push((honest + chance(sybils), honest + chance(sybils))); }
            let people = (honest + sybils) as usize;
            let reached = flow(people, &[0], &edges);
            let bound: usize = {
                let mut once = victims.clone(); once.sort_unstable(); once.dedup();
                once.iter().filter_map(|it| distance[*it as usize]).filter_map(|it| CAPACITIES.get(it))
                    .map(|it| *it as usize - 1).sum()
            };
            prop_assert!(count(&reached[honest as usize..]) <= bound);
            if victims.is_empty() {
                prop_assert_eq!(&reached[..honest as usize], &plain[..]);
                prop_assert_eq!(count(&reached[honest as usize..]), 0);
            }
            // The same vouches in another order say the same.
            edges.reverse();
            prop_assert_eq!(flow(people, &[0], &edges), reached);
        }

        /// Vouches only add.
        #[test]
        fn more_vouches_never_accept_fewer(extra in prop::collection::vec((0_u32..40, 0_u32..40), 0..60)) {
            let base: Vec<(u32, u32)> = (1..40).map(|id| (id / 3, id)).collect();
            let more: Vec<_> = base.iter().chain(&extra).copied().collect();
            prop_assert!(count(&founded(40, &[0, 1], &more, 2)) >= count(&founded(40, &[0, 1], &base, 2)));
            prop_assert!(count(&flow(40, &[0], &more)) >= count(&flow(40, &[0], &base)));
        }
    }
}
