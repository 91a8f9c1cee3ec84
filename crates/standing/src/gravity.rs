//! How well the members of a square hold each other.
//!
//! A square whose people only know the brand in its middle falls apart without it. Gravity says how far that is: the
//! geometric mean of four shares, each between 0 and 1, so that none can stand in for another.
//!
//! ```text
//! share = strength of ties between members / strength of all ties
//! conn  = sum over components without the brand side of (size/members)^2     two members still reach each other
//! rec   = 2 * sum over member pairs of min(m_ab, m_ba) / sum of m             it goes both ways
//! two   = share of members with two member ties or more
//! gravity = 100 * (max(share,.01) * max(conn,.01) * max(rec,.01) * max(two,.01))^(1/4)
//! ```
//!
//! Members are people outside the brand side (brand account, hosts, staff) with at least one tie. Gravity says nothing
//! about how many there are: always show the number of members beside it.
//!
//! ```
//! use soulava_standing::gravity::{Edge, Stage, of};
//!
//! let edge = |a, b, s, m_ab, m_ba| Edge { a, b, s, m_ab, m_ba };
//! let mut edges: Vec<Edge> = (1..=4).map(|member| edge(0, member, 0.5, 1.0, 1.0)).collect();
//! edges.extend([edge(1, 2, 0.4, 2.0, 1.0), edge(2, 3, 0.2, 1.0, 0.0)]);
//! let gravity = of(&edges, &[true, false, false, false, false]);
//! assert!((gravity.share - 0.230769).abs() < 1e-6);
//! assert_eq!((gravity.connected, gravity.reciprocal, gravity.two), (0.625, 0.5, 0.25));
//! assert!((gravity.index - 36.6).abs() < 0.05);
//! assert_eq!(gravity.stage(), Stage::Sparks);
//! ```

use crate::tie::TIE_MIN;

/// A tie between two people, numbered by their place in the list of who is on the brand side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// One of the two.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// Warmth, in [0, 1); below .05 it is no tie and is left out.
    pub s: f64,
    /// What `a` did for `b`, as in [`crate::tie::Strength::m_ab`].
    pub m_ab: f64,
    /// What `b` did for `a`.
    pub m_ba: f64,
}

/// Where a square stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Below 20: the brand is in the middle of everything.
    Middle,
    /// 20 to 45: sparks between members.
    Sparks,
    /// 45 to 65: orbits form.
    Orbits,
    /// From 65: the members hold each other.
    Held,
}

impl Stage {
    /// The stage of an index.
    pub fn of(index: f64) -> Self {
        match index {
            index if index >= 65.0 => Self::Held,
            index if index >= 45.0 => Self::Orbits,
            index if index >= 20.0 => Self::Sparks,
            _ => Self::Middle,
        }
    }
}

/// What one person holds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// Ties with members.
    pub ties: u32,
    /// Ties with the brand side.
    pub brand_ties: u32,
    /// Strength of the ties with members, summed.
    pub reach: f64,
    /// The largest k for which this person is in the k-core of the members' ties.
    pub core: u32,
}

/// How well the members of a square hold each other, with everything it is made of. Shares are in [0, 1].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gravity {
    /// 0 to 100; 0 when there are no members.
    pub index: f64,
    /// People outside the brand side with at least one tie.
    pub members: u32,
    /// Ties between members.
    pub member_ties: u64,
    /// How much of all strength is between members.
    pub share: f64,
    /// The chance that two members reach each other without the brand side.
    pub connected: f64,
    /// The same with the brand side.
    pub connected_with_brand: f64,
    /// How far what members do goes both ways.
    pub reciprocal: f64,
    /// Members with at least two member ties.
    pub two: f64,
    /// Three who know each other among three in a row (transitivity of the members' ties).
    pub clustering: f64,
    /// Members in the 2-core.
    pub two_core: f64,
    /// Members in the 3-core.
    pub three_core: f64,
    /// How much of the connection hangs on the brand side.
    pub brand_bridge: f64,
    /// Ties that are missing until the better connected half of the members have two each.
    pub ties_missing: u64,
    /// One place for each person, in the order of the list that was given.
    pub places: Vec<Place>,
}

impl Gravity {
    /// Where the square stands.
    pub fn stage(&self) -> Stage {
        Stage::of(self.index)
    }
}

/// How much somebody draws others together: `sqrt(love * reach)`, with love the own acts of late, halving every 30 days.
pub fn pull(love: f64, reach: f64) -> f64 {
    let sound = |value: f64| if value.is_finite() { value.max(0.0) } else { 0.0 };
    (sound(love) * sound(reach)).sqrt()
}

/// Gravity of people numbered from 0, of whom `brand` says who is on the brand side.
///
/// Edges to nobody, to oneself, weaker than a tie or not a number are left out; of a pair that occurs twice the first
/// counts. Cost: sorting the ties, and the triangles in time ties^1.5 at worst.
pub fn of(edges: &[Edge], brand: &[bool]) -> Gravity {
    let edges = sound(edges, brand.len());
    let people = brand.len();
    let is_brand = |person: u32| brand[person as usize];
    let inner: Vec<Edge> = edges.iter().copied().filter(|edge| !is_brand(edge.a) && !is_brand(edge.b)).collect();

    let mut places = vec![Place::default(); people];
    for edge in &edges {
        for (one, other) in [(edge.a, edge.b), (edge.b, edge.a)] {
            let place = &mut places[one as usize];
            if is_brand(other) {
                place.brand_ties += 1;
            } else {
                place.ties += 1;
                place.reach += edge.s;
            }
        }
    }
    let is_member: Vec<bool> =
        places.iter().zip(brand).map(|(place, brand)| !brand && place.ties + place.brand_ties > 0).collect();
    let members = is_member.iter().filter(|member| **member).count();
    if members == 0 {
        return Gravity { places, ..Gravity::default() };
    }

    let near = Neighbours::of(people, &inner);
    for (place, core) in places.iter_mut().zip(near.cores()) {
        place.core = core;
    }
    let among = |test: &dyn Fn(&Place) -> bool| {
        let count = places.iter().zip(&is_member).filter(|(place, member)| **member && test(place)).count();
        count as f64 / members as f64
    };
    let strength = |edges: &[Edge]| edges.iter().map(|edge| edge.s).sum::<f64>();
    let mass: f64 = inner.iter().map(|edge| edge.m_ab + edge.m_ba).sum();
    let both: f64 = inner.iter().map(|edge| edge.m_ab.min(edge.m_ba)).sum();
    let connected = connection(people, &inner, &is_member, members);
    let with_brand = connection(people, &edges, &is_member, members);
    let (share, two) = (strength(&inner) / strength(&edges), among(&|place| place.ties >= 2));
    let reciprocal = if mass > 0.0 { (2.0 * both / mass).clamp(0.0, 1.0) } else { 0.0 };
    let floor = |part: f64| part.max(0.01);
    Gravity {
        index: 100.0 * (floor(share) * floor(connected) * floor(reciprocal) * floor(two)).powf(0.25),
        members: members as u32,
        member_ties: inner.len() as u64,
        share,
        connected,
        connected_with_brand: with_brand,
        reciprocal,
        two,
        clustering: near.clustering(),
        two_core: among(&|place| place.core >= 2),
        three_core: among(&|place| place.core >= 3),
        brand_bridge: (1.0 - connected / with_brand).clamp(0.0, 1.0),
        ties_missing: missing(&places, &is_member, members),
        places,
    }
}

/// The usable edges, each pair once, the smaller number first, in order.
fn sound(edges: &[Edge], people: usize) -> Vec<Edge> {
    let mass = |mass: f64| if mass.is_nan() { 0.0 } else { mass.clamp(0.0, 1e12) };
    let mut sound: Vec<Edge> = edges
        .iter()
        .filter(|edge| edge.a != edge.b && (edge.a as usize) < people && (edge.b as usize) < people)
        .filter(|edge| edge.s.is_finite() && edge.s >= TIE_MIN)
        .map(|edge| {
            let (m_ab, m_ba, s) = (mass(edge.m_ab), mass(edge.m_ba), edge.s.min(1.0));
            if edge.a < edge.b {
                Edge { a: edge.a, b: edge.b, s, m_ab, m_ba }
            } else {
                Edge { a: edge.b, b: edge.a, s, m_ab: m_ba, m_ba: m_ab }
            }
        })
        .collect();
    sound.sort_by_key(|edge| (edge.a, edge.b));
    sound.dedup_by_key(|edge| (edge.a, edge.b));
    sound
}

/// The chance that two members, drawn with return, lie in one component of `edges`.
fn connection(people: usize, edges: &[Edge], is_member: &[bool], members: usize) -> f64 {
    let mut parent: Vec<u32> = (0..people as u32).collect();
    for edge in edges {
        let (a, b) = (root(&mut parent, edge.a), root(&mut parent, edge.b));
        parent[a.max(b) as usize] = a.min(b);
    }
    let mut sizes = vec![0_u32; people];
    for person in (0..people as u32).filter(|person| is_member[*person as usize]) {
        sizes[root(&mut parent, person) as usize] += 1;
    }
    sizes.iter().map(|size| (f64::from(*size) / members as f64).powi(2)).sum()
}

fn root(parent: &mut [u32], mut person: u32) -> u32 {
    while parent[person as usize] != person {
        let above = parent[parent[person as usize] as usize];
        parent[person as usize] = above;
        person = above;
    }
    person
}

fn missing(places: &[Place], is_member: &[bool], members: usize) -> u64 {
    let mut ties: Vec<u32> =
        places.iter().zip(is_member).filter(|(_, member)| **member).map(|(place, _)| place.ties).collect();
    ties.sort_unstable_by(|a, b| b.cmp(a));
    let ends: u64 = ties.iter().take(members.div_ceil(2)).map(|ties| u64::from(2_u32.saturating_sub(*ties))).sum();
    ends.div_ceil(2)
}

/// Who is tied to whom, as one list with a start for each person.
struct Neighbours {
    start: Vec<usize>,
    list: Vec<u32>,
}

impl Neighbours {
    fn of(people: usize, edges: &[Edge]) -> Self {
        let mut start = vec![0_usize; people + 1];
        for edge in edges {
            start[edge.a as usize + 1] += 1;
            start[edge.b as usize + 1] += 1;
        }
        for person in 0..people {
            start[person + 1] += start[person];
        }
        let mut next = start.clone();
        let mut list = vec![0_u32; edges.len() * 2];
        for edge in edges {
            for (one, other) in [(edge.a, edge.b), (edge.b, edge.a)] {
                list[next[one as usize]] = other;
                next[one as usize] += 1;
            }
        }
        Self { start, list }
    }

    fn near(&self, person: usize) -> &[u32] {
        &self.list[self.start[person]..self.start[person + 1]]
    }

    fn people(&self) -> usize {
        self.start.len() - 1
    }

    /// Everybody's core number, by taking away whoever has fewest left (Batagelj and Zaveršnik 2003). O(ties).
    fn cores(&self) -> Vec<u32> {
        let people = self.people();
        let mut left: Vec<usize> = (0..people).map(|person| self.near(person).len()).collect();
        let most = left.iter().copied().max().unwrap_or(0);
        let mut bin = vec![0_usize; most + 2];
        for degree in &left {
            bin[degree + 1] += 1;
        }
        for degree in 0..=most {
            bin[degree + 1] += bin[degree];
        }
        let mut order = vec![0_usize; people];
        let mut place = vec![0_usize; people];
        let mut next = bin.clone();
        for person in 0..people {
            place[person] = next[left[person]];
            order[place[person]] = person;
            next[left[person]] += 1;
        }
        for index in 0..people {
            let person = order[index];
            for other in self.near(person).iter().map(|other| *other as usize) {
                if left[other] > left[person] {
                    // Swap with the first of the same degree, which then belongs to the degree below.
                    let (degree, here) = (left[other], place[other]);
                    let front = bin[degree].max(index + 1);
                    let first = order[front];
                    order.swap(here, front);
                    place[first] = here;
                    place[other] = front;
                    bin[degree] = front + 1;
                    left[other] -= 1;
                }
            }
        }
        left.into_iter().map(|degree| degree as u32).collect()
    }

    /// Closed triples among all triples.
    fn clustering(&self) -> f64 {
        let triples: f64 = (0..self.people())
            .map(|person| self.near(person).len() as f64)
            .map(|degree| degree * (degree - 1.0).max(0.0) / 2.0)
            .sum();
        if triples == 0.0 {
            return 0.0;
        }
        // Every triangle once, from the one with fewest ties: nobody then has more than sqrt(2 * ties) to look at.
        let rank = |person: u32| (self.near(person as usize).len(), person);
        let mut seen = vec![u32::MAX; self.people()];
        let mut triangles = 0_u64;
        for person in 0..self.people() as u32 {
            let above =
                |from: u32| self.near(from as usize).iter().copied().filter(move |other| rank(*other) > rank(from));
            for other in above(person) {
                seen[other as usize] = person;
            }
            for other in above(person) {
                triangles += above(other).filter(|third| seen[*third as usize] == person).count() as u64;
            }
        }
        3.0 * triangles as f64 / triples
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn edge(a: u32, b: u32, s: f64) -> Edge {
        Edge { a, b, s, m_ab: 1.0, m_ba: 1.0 }
    }

    fn star(members: u32, ties_each: u32) -> Gravity {
        let mut edges: Vec<Edge> = (1..=members).map(|member| edge(0, member, 0.5)).collect();
        for member in 0..members {
            for step in 1..=ties_each {
                edges.push(edge(member + 1, (member + step) % members + 1, 0.3));
            }
        }
        let mut brand = vec![false; members as usize + 1];
        brand[0] = true;
        of(&edges, &brand)
    }

    #[test]
    fn the_worked_example() {
        let mut edges: Vec<Edge> = (1..=4).map(|member| edge(0, member, 0.5)).collect();
        edges.push(Edge { a: 2, b: 1, s: 0.4, m_ab: 1.0, m_ba: 2.0 });
        edges.push(Edge { a: 2, b: 3, s: 0.2, m_ab: 1.0, m_ba: 0.0 });
        let gravity = of(&edges, &[true, false, false, false, false]);
        assert!((gravity.share - 0.230_769).abs() < 1e-6);
        assert!((gravity.connected - 0.625).abs() < 1e-9);
        assert!((gravity.reciprocal - 0.5).abs() < 1e-9);
        assert!((gravity.two - 0.25).abs() < 1e-9);
        assert!((gravity.index - 36.64).abs() < 0.01, "{}", gravity.index);
        assert!((gravity.brand_bridge - 0.375).abs() < 1e-9);
        assert_eq!((gravity.members, gravity.member_ties, gravity.ties_missing), (4, 2, 1));
        assert_eq!(gravity.places[2].ties, 2);
        assert!((gravity.places[2].reach - 0.6).abs() < 1e-9);
        assert_eq!(gravity.stage(), Stage::Sparks);
    }

    #[test]
    fn a_pure_star_has_none_and_members_who_hold_each_other_do() {
        let alone = star(50, 0);
        assert!(alone.index < 2.0 && alone.stage() == Stage::Middle);
        assert_eq!(alone.ties_missing, 25);
        assert_eq!(alone.brand_bridge, 1.0 - alone.connected);
        let ring = star(50, 1);
        assert!(ring.two == 1.0 && ring.two_core == 1.0 && ring.three_core == 0.0 && ring.clustering == 0.0);
        let held = star(50, 3);
        assert!(held.index > ring.index && held.stage() == Stage::Held);
        assert!((held.clustering - 0.6).abs() < 1e-9);
        assert!(held.places[1..].iter().all(|place| place.core == 6 && place.ties == 6));
        assert_eq!(of(&[], &[false; 3]).index, 0.0);
    }

    #[test]
    fn a_tail_is_not_in_the_core() {
        let edges = [edge(0, 1, 0.5), edge(1, 2, 0.5), edge(2, 0, 0.5), edge(2, 3, 0.5), edge(3, 4, 0.5)];
        let gravity = of(&edges, &[false; 5]);
        assert_eq!(gravity.places.iter().map(|place| place.core).collect::<Vec<_>>(), [2, 2, 2, 1, 1]);
        assert!((gravity.clustering - 3.0 / 6.0).abs() < 1e-9);
    }

    #[test]
    fn pull_needs_both() {
        assert_eq!(pull(4.0, 9.0), 6.0);
        assert_eq!(pull(f64::NAN, 9.0), 0.0);
    }

    proptest! {
        #[test]
        fn no_input_breaks_it(list in prop::collection::vec((0..12_u32, 0..12_u32, any::<f64>(), any::<f64>(), any::<f64>()), 0..60), brand in prop::collection::vec(any::<bool>(), 0..10)) {
            let edges: Vec<Edge> = list.iter().map(|&(a, b, s, m_ab, m_ba)| Edge { a, b, s, m_ab, m_ba }).collect();
            within_bounds(&of(&edges, &brand))?;
        }

        #[test]
        fn cores_and_order(list in prop::collection::vec((0..14_u32, 0..14_u32, 0.0..1.0_f64), 0..90)) {
            let edges: Vec<Edge> = list.iter().map(|&(a, b, s)| edge(a.min(b), a.max(b), (s * 8.0).round() / 8.0)).collect();
            let mut brand = [false; 14];
            brand[0] = true;
            let gravity = of(&edges, &brand);
            within_bounds(&gravity)?;
            let mut sorted = sound(&edges, 14);
            prop_assert_eq!(&of(&sorted, &brand), &gravity);
            sorted.retain(|edge| edge.a != 0);
            let slow = slow_cores(&sorted);
            let fast: Vec<u32> = gravity.places.iter().map(|place| place.core).collect();
            prop_assert_eq!(fast, slow);
        }
    }

    fn within_bounds(gravity: &Gravity) -> Result<(), TestCaseError> {
        prop_assert!((0.0..=100.0).contains(&gravity.index));
        for share in [gravity.share, gravity.connected, gravity.reciprocal, gravity.two, gravity.clustering] {
            prop_assert!((0.0..=1.0 + 1e-12).contains(&share));
        }
        prop_assert!(
            gravity.three_core <= gravity.two_core && gravity.connected <= gravity.connected_with_brand + 1e-12
        );
        Ok(())
    }

    fn slow_cores(edges: &[Edge]) -> Vec<u32> {
        (0..14_u32)
            .map(|person| {
                (1..14_u32)
                    .take_while(|k| {
                        let mut kept: Vec<Edge> = edges.to_vec();
                        loop {
                            let degree = |who: u32| kept.iter().filter(|edge| edge.a == who || edge.b == who).count();
                            let rest: Vec<Edge> = kept
                                .iter()
                                .copied()
                                .filter(|edge| degree(edge.a) >= *k as usize && degree(edge.b) >= *k as usize)
                                .collect();
                            if rest.len() == kept.len() {
                                break;
                            }
                            kept = rest;
                        }
                        kept.iter().any(|edge| edge.a == person || edge.b == person)
                    })
                    .count() as u32
            })
            .collect()
    }
}
