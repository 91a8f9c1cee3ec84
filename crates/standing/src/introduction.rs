//! Who could meet through whom.
//!
//! Two people who both know a third are candidates. What the third could carry to them is counted by tie-weighted resource
//! allocation, which gives little to whoever knows everybody; being able to help each other and liking the same things
//! raise it. How popular somebody is never does.
//!
//! ```text
//! RA(i,j) = sum_z s_iz * s_zj / W_z,   W_z = sum_w s_zw
//! comp    = mean of (share of i's asks that j offers, share of j's asks that i offers), weighted by rarity
//! sim     = shared interests / all interests of the two, weighted by rarity
//! score   = RA * (1 + 2 comp + sim) * (1.5 if one of the two has fewer than two ties with members)
//! introducer = the z with the largest s_iz * s_zj; of equals the older; the brand side only when there is no other
//! ```
//!
//! ```
//! use soulava_standing::introduction::{Evidence, Tie, candidates, score};
//!
//! // 1 knows 2 (.5) and 3 (.2); they know 9 (.4 and .3), and others besides.
//! let tie = |a, b, s| Tie { a, b, s };
//! let ties = [tie(1, 2, 0.5), tie(2, 9, 0.4), tie(2, 7, 0.6), tie(1, 3, 0.2), tie(3, 9, 0.3), tie(3, 8, 0.4)];
//! let nine = candidates(1, &ties, |_| false).into_iter().find(|who| who.who == 9).unwrap();
//! assert!((nine.allocation - 0.2).abs() < 1e-9);
//! assert_eq!(nine.introducer, 2);
//! let evidence = Evidence { allocation: 0.2, complementarity: 0.5, similarity: 0.2, is_new: false };
//! assert!((score(&evidence) - 0.44).abs() < 1e-9);
//! ```

use std::collections::BTreeSet;

/// A tie of two people, in either order; `s` is the warmth of [`crate::tie::Strength`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tie<K> {
    /// One of the two.
    pub a: K,
    /// The other.
    pub b: K,
    /// How strong, in [0, 1).
    pub s: f64,
}

/// Somebody two steps away.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate<K> {
    /// Whom to meet.
    pub who: K,
    /// `RA(i,j)`.
    pub allocation: f64,
    /// Who knows both best and could bring them together.
    pub introducer: K,
    /// How many know both.
    pub common: usize,
}

/// What speaks for two people meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    /// [`Candidate::allocation`].
    pub allocation: f64,
    /// [`complementarity`], in [0, 1].
    pub complementarity: f64,
    /// [`similarity`], in [0, 1].
    pub similarity: f64,
    /// One of the two has fewer than two ties with members.
    pub is_new: bool,
}

/// Everybody two steps from `who` and not tied to them yet, the largest allocation first, of equals the older.
///
/// `ties` must hold every tie of `who` and every tie of those `who` is tied to; more does no harm. Of a pair that occurs
/// twice the first counts. `is_brand` names the accounts that introduce only when nobody else can. Ids grow with age:
/// the smaller is the older. Who is blocked, closed to introductions or already asked is the caller's to leave out.
///
/// Cost: the ties of those `who` knows, times a logarithm.
pub fn candidates<K: Copy + Ord>(who: K, ties: &[Tie<K>], is_brand: impl Fn(K) -> bool) -> Vec<Candidate<K>> {
    let sound = || ties.iter().filter(|tie| tie.a != tie.b && tie.s.is_finite() && tie.s > 0.0);
    let both_ways = || sound().flat_map(|tie| [(tie.a, tie.b, tie.s.min(1.0)), (tie.b, tie.a, tie.s.min(1.0))]);
    // One row after the other, of those who are near only; of a pair that occurs twice the first stays.
    let sorted = |mut rows: Vec<(K, K, f64)>| {
        rows.sort_by_key(|(from, to, _)| (*from, *to));
        rows.dedup_by_key(|(from, to, _)| (*from, *to));
        rows
    };
    let own = sorted(both_ways().filter(|(from, _, _)| *from == who).collect());
    let is_near = |other: &K| own.binary_search_by_key(other, |(_, near, _)| *near).is_ok();
    let rows = sorted(both_ways().filter(|(from, _, _)| is_near(from)).collect());
    let row = |of: K| {
        let start = rows.partition_point(|(from, _, _)| *from < of);
        &rows[start..start + rows[start..].partition_point(|(from, _, _)| *from == of)]
    };
    let mut ways: Vec<Way<K>> = Vec::new();
    for &(_, between, near) in &own {
        let beyond = row(between);
        let capacity: f64 = beyond.iter().map(|(_, _, s)| s).sum();
        let is_brand = is_brand(between);
        for &(_, to, far) in beyond {
            if to != who && !is_near(&to) {
                ways.push(Way { to, between, is_brand, both: near * far, carried: near * far / capacity });
            }
        }
    }
    // Stable: those between stay in ascending order, and of equals the older introduces.
    ways.sort_by_key(|way| way.to);
    let mut all: Vec<Candidate<K>> = Vec::new();
    for ways in ways.chunk_by(|one, other| one.to == other.to) {
        let better = |best: &Way<K>, way: &Way<K>| (!way.is_brand, way.both) > (!best.is_brand, best.both);
        let best = ways.iter().skip(1).fold(&ways[0], |best, way| if better(best, way) { way } else { best });
        let allocation = ways.iter().map(|way| way.carried).sum();
        all.push(Candidate { who: best.to, allocation, introducer: best.between, common: ways.len() });
    }
    all.sort_by(|a, b| b.allocation.total_cmp(&a.allocation).then(a.who.cmp(&b.who)));
    all
}

/// One way from somebody over one person to another.
struct Way<K> {
    to: K,
    between: K,
    is_brand: bool,
    both: f64,
    carried: f64,
}

/// `RA` from what one already knows of each person between: `(s_iz, s_zj, W_z)`.
///
/// ```
/// let ra = soulava_standing::introduction::resource_allocation(&[(0.5, 0.4, 1.5), (0.2, 0.3, 0.9)]);
/// assert!((ra - 0.2).abs() < 1e-9);
/// ```
pub fn resource_allocation(between: &[(f64, f64, f64)]) -> f64 {
    between
        .iter()
        .map(|&(near, far, capacity)| near * far / capacity)
        .filter(|carried| carried.is_finite() && *carried > 0.0)
        .sum()
}

/// How much meeting promises; 0 when nobody is between them. No upper limit.
pub fn score(evidence: &Evidence) -> f64 {
    let share = |value: f64| if value.is_nan() { 0.0 } else { value.clamp(0.0, 1.0) };
    let allocation = if evidence.allocation.is_finite() { evidence.allocation.max(0.0) } else { 0.0 };
    let fit = 1.0 + 2.0 * share(evidence.complementarity) + share(evidence.similarity);
    allocation * fit * if evidence.is_new { 1.5 } else { 1.0 }
}

/// What an ask, an offer or an interest weighs: `ln(1 + people / holders)`; the rarer, the more.
///
/// Nobody holding it is read as one.
pub fn rarity(people: u64, holders: u64) -> f64 {
    (people as f64 / holders.max(1) as f64).ln_1p()
}

/// What two people ask for and offer.
#[derive(Clone, Copy, Debug)]
pub struct Wishes<'a, T> {
    /// What somebody looks for.
    pub asks: &'a BTreeSet<T>,
    /// What somebody gladly gives.
    pub offers: &'a BTreeSet<T>,
}

/// How far two people could help each other, in [0, 1]; asking for nothing counts as nothing met.
pub fn complementarity<T: Ord>(one: Wishes<T>, other: Wishes<T>, weight: impl Fn(&T) -> f64) -> f64 {
    let met = |asks: &BTreeSet<T>, offers: &BTreeSet<T>| {
        share(sum(asks.intersection(offers), &weight), sum(asks.iter(), &weight))
    };
    f64::midpoint(met(one.asks, other.offers), met(other.asks, one.offers))
}

/// How much two people like the same things, in [0, 1]: weighted Jaccard.
pub fn similarity<T: Ord>(one: &BTreeSet<T>, other: &BTreeSet<T>, weight: impl Fn(&T) -> f64) -> f64 {
    share(sum(one.intersection(other), &weight), sum(one.union(other), &weight))
}

fn sum<'a, T: 'a>(things: impl Iterator<Item = &'a T>, weight: &impl Fn(&T) -> f64) -> f64 {
    things.map(weight).filter(|weight| weight.is_finite() && *weight > 0.0).sum()
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 && whole.is_finite() { (part / whole).clamp(0.0, 1.0) } else { 0.0 }
}

/// Successes out of trials.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// How many met and stayed in touch.
    pub met: u64,
    /// How many there were.
    pub of: u64,
}

/// An estimate with the bounds of its 95 % interval.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// Measured.
    pub value: f64,
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

/// A share with its Wilson interval (E. B. Wilson 1927), 95 %. Nothing tried: 0, between 0 and 1.
///
/// ```
/// use soulava_standing::introduction::{Outcome, wilson};
/// let share = wilson(Outcome { met: 1, of: 10 });
/// assert!((share.low - 0.017876).abs() < 1e-6 && (share.high - 0.404150).abs() < 1e-6);
/// ```
pub fn wilson(outcome: Outcome) -> Estimate {
    const Z: f64 = 1.959_963_984_540_054;
    if outcome.of == 0 {
        return Estimate { value: 0.0, low: 0.0, high: 1.0 };
    }
    let n = outcome.of as f64;
    let p = outcome.met.min(outcome.of) as f64 / n;
    let middle = p + Z * Z / (2.0 * n);
    let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let whole = 1.0 + Z * Z / n;
    Estimate { value: p, low: ((middle - half) / whole).clamp(0.0, p), high: ((middle + half) / whole).clamp(p, 1.0) }
}

/// What suggesting brings: the shown share less the share of those kept back, with Newcombe's interval from two Wilson
/// intervals (R. G. Newcombe 1998, method 10), 95 %.
pub fn difference(shown: Outcome, kept_back: Outcome) -> Estimate {
    let (a, b) = (wilson(shown), wilson(kept_back));
    let value = a.value - b.value;
    Estimate {
        value,
        low: value - ((a.value - a.low).powi(2) + (b.high - b.value).powi(2)).sqrt(),
        high: value + ((a.high - a.value).powi(2) + (b.value - b.low).powi(2)).sqrt(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tie(a: u32, b: u32, s: f64) -> Tie<u32> {
        Tie { a, b, s }
    }

    #[test]
    fn two_between_them_add_up_and_the_closer_introduces() {
        let ties = [tie(1, 5, 0.5), tie(9, 5, 0.4), tie(5, 7, 0.6), tie(1, 3, 0.2), tie(3, 9, 0.3), tie(8, 3, 0.4)];
        let all = candidates(1, &ties, |_| false);
        assert_eq!(all.iter().map(|candidate| candidate.who).collect::<Vec<_>>(), [7, 9, 8]);
        let nine = all[1];
        assert!((nine.allocation - 0.2).abs() < 1e-9);
        assert_eq!((nine.introducer, nine.common), (5, 2));
        // The brand side introduces only when nobody else can.
        let all = candidates(1, &ties, |who| who == 5);
        assert_eq!(all.iter().map(|candidate| candidate.introducer).collect::<Vec<_>>(), [5, 3, 3]);
    }

    #[test]
    fn of_equals_the_older_introduces() {
        let ties = [tie(1, 6, 0.5), tie(6, 9, 0.5), tie(1, 4, 0.5), tie(4, 9, 0.5)];
        assert_eq!(candidates(1, &ties, |_| false)[0].introducer, 4);
    }

    #[test]
    fn the_score_of_the_worked_example() {
        let mut evidence = Evidence { allocation: 0.2, complementarity: 0.5, similarity: 0.2, is_new: false };
        assert!((score(&evidence) - 0.44).abs() < 1e-9);
        evidence.is_new = true;
        assert!((score(&evidence) - 0.66).abs() < 1e-9);
    }

    #[test]
    fn helping_each_other_is_the_mean_of_both_ways() {
        let set = |things: &[&'static str]| things.iter().copied().collect::<BTreeSet<_>>();
        let (bread, ladder, both, none) = (set(&["bread"]), set(&["ladder"]), set(&["bread", "ladder"]), set(&[]));
        let one = Wishes { asks: &both, offers: &none };
        let other = Wishes { asks: &ladder, offers: &bread };
        assert_eq!(complementarity(one, other, |_| 1.0), 0.25);
        let rare = |thing: &&str| if *thing == "bread" { rarity(100, 1) } else { rarity(100, 50) };
        let rarely = complementarity(one, other, rare);
        assert!(rarely > 0.25 && rarely < 0.5);
        assert_eq!(similarity(&bread, &both, |_| 1.0), 0.5);
        assert_eq!(similarity(&none, &none, |_| 1.0), 0.0);
    }

    #[test]
    fn intervals_hold_the_measured_value() {
        let share = wilson(Outcome { met: 1, of: 10 });
        assert!((share.low - 0.017_876).abs() < 1e-6 && (share.high - 0.404_150).abs() < 1e-6);
        // Newcombe's own example: 56 of 70 against 48 of 80, .0524 to .3339.
        let gain = difference(Outcome { met: 56, of: 70 }, Outcome { met: 48, of: 80 });
        assert!((gain.low - 0.0524).abs() < 1e-4 && (gain.high - 0.3339).abs() < 1e-4, "{gain:?}");
    }

    proptest! {
        #[test]
        fn it_is_the_same_from_both_sides(list in prop::collection::vec((0..12_u32, 0..12_u32, 0.05..0.99_f64), 0..40)) {
            let ties: Vec<Tie<u32>> = list.iter().map(|&(a, b, s)| tie(a, b, s)).collect();
            for one in 0..12 {
                for there in candidates(one, &ties, |who| who == 3) {
                    let back = candidates(there.who, &ties, |who| who == 3);
                    let back = back.iter().find(|candidate| candidate.who == one).expect("two steps are two steps back");
                    prop_assert!((back.allocation - there.allocation).abs() < 1e-12);
                    prop_assert_eq!(back.introducer, there.introducer);
                    prop_assert!(there.allocation > 0.0 && there.allocation <= 12.0);
                }
            }
        }

        #[test]
        fn no_input_breaks_it(list in prop::collection::vec((any::<u32>(), 0..5_u32, any::<f64>()), 0..20), parts: [f64; 3], counts: [u64; 4]) {
            let ties: Vec<Tie<u32>> = list.iter().map(|&(a, b, s)| tie(a, b, s)).collect();
            for candidate in candidates(1, &ties, |_| true) {
                prop_assert!(candidate.allocation.is_finite());
            }
            let [allocation, complementarity, similarity] = parts;
            let evidence = Evidence { allocation, complementarity, similarity, is_new: true };
            prop_assert!(score(&evidence) >= 0.0);
            prop_assert!(resource_allocation(&[(parts[0], parts[1], parts[2])]) >= 0.0);
            prop_assert!(rarity(counts[0], counts[1]) >= 0.0);
            let share = wilson(Outcome { met: counts[2], of: counts[3] });
            prop_assert!(0.0 <= share.low && share.low <= share.value && share.value <= share.high && share.high <= 1.0);
        }
    }
}
