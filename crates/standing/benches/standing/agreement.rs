//! Whether standing agrees with what people said independently of it.
//!
//! Rank correlation (Spearman) with what was kept back. No method is told anything but who thanked whom.

use std::collections::BTreeMap;

use soulava_standing::flow::{Flow, GiftId, MemberId, Parameters, To};
use soulava_standing::simulate::{Chance, Square, Thanks, eigentrust, pagerank};

use crate::data;

/// One row of the table: how many people, and the correlation by method.
pub struct Agreement {
    pub name: &'static str,
    pub people: usize,
    /// In the order of [`METHODS`].
    pub rho: [f64; 4],
}

pub const METHODS: [&str; 4] = ["Hau flow", "count of thanks", "PageRank", "EigenTrust"];

/// Half of the certificates, without their levels, against the mean level in the other half: members with three
/// hidden certificates or more. The mean of `halves` random halves.
pub fn advogato(halves: u64) -> Agreement {
    let certificates = data::advogato();
    let mut mean = Agreement { name: "Advogato: level", people: 0, rho: [0.0; 4] };
    for seed in 0..halves {
        let mut chance = Chance::new(seed);
        let shown: Vec<bool> = certificates.iter().map(|_| chance.bits() & 1 == 0).collect();
        let square = data::square(
            certificates.iter().zip(&shown).filter(|(_, shown)| **shown).map(|(certificate, _)| certificate),
        );
        let mut hidden: BTreeMap<u32, (f64, u32)> = BTreeMap::new();
        for (certificate, _) in certificates.iter().zip(&shown).filter(|(_, shown)| !**shown) {
            let (sum, count) = hidden.entry(certificate.of).or_default();
            *sum += certificate.level;
            *count += 1;
        }
        let truth: Vec<(u32, f64)> = hidden
            .into_iter()
            .filter(|(who, (_, count))| *count >= 3 && (*who as usize) < square.vetted.len())
            .map(|(who, (sum, count))| (who, sum / f64::from(count)))
            .collect();
        mean.people += truth.len() / halves as usize;
        for (mean, rho) in mean.rho.iter_mut().zip(compare(&truth, &square, &square.standings())) {
            *mean += rho / halves as f64;
        }
    }
    mean
}

/// The first 60 % of the praise against what jurors gave later gifts of the same people: the sum of their value, and
/// the mean of their quality. Everybody in it is vetted: they knew each other.
pub fn praise() -> [Agreement; 2] {
    let all = data::praise();
    let cut = all.len() * 6 / 10;
    let people = all.iter().map(|praise| praise.by.max(praise.of) + 1).max().unwrap_or(0);
    let (shown, hidden) = all.split_at(cut);
    let mut flow = Flow::new(Parameters::default());
    flow.hold();
    for _ in 0..people {
        let member = flow.join();
        flow.vet(member, true);
    }
    for (id, praise) in shown.iter().enumerate() {
        flow.gift(GiftId(id as u64), &[MemberId(praise.of)], To::Everybody, false);
        flow.acknowledge(GiftId(id as u64), MemberId(praise.by), 1.0, praise.day, false);
    }
    flow.advance(shown.last().map_or(0, |praise| praise.day));
    flow.solve();
    let standings: Vec<f64> = (0..people).map(|member| flow.standing(MemberId(member))).collect();
    let square = Square {
        vetted: vec![true; people as usize],
        thanks: shown.iter().map(|praise| Thanks { by: praise.by, of: praise.of, times: 1.0 }).collect(),
    };
    let mut value: BTreeMap<u32, f64> = BTreeMap::new();
    let mut quality: BTreeMap<u32, (f64, u32)> = BTreeMap::new();
    for praise in hidden {
        if let Some(impact) = praise.impact {
            *value.entry(praise.of).or_default() += impact;
        }
        if let Some(given) = praise.quality {
            let (sum, count) = quality.entry(praise.of).or_default();
            *sum += given;
            *count += 1;
        }
    }
    let value: Vec<(u32, f64)> = value.into_iter().collect();
    let quality: Vec<(u32, f64)> = quality
        .into_iter()
        .filter(|(_, (_, count))| *count >= QUALITY_GIFTS_MIN)
        .map(|(who, (sum, count))| (who, sum / f64::from(count)))
        .collect();
    let row =
        |name, truth: &[(u32, f64)]| Agreement { name, people: truth.len(), rho: compare(truth, &square, &standings) };
    [row("Praise: later value", &value), row("Praise: later quality", &quality)]
}

/// Below this many later gifts a mean of quality says too little.
const QUALITY_GIFTS_MIN: u32 = 3;

fn compare(truth: &[(u32, f64)], square: &Square, standings: &[f64]) -> [f64; 4] {
    let said: Vec<f64> = truth.iter().map(|(_, said)| *said).collect();
    let rho =
        |figures: &[f64]| spearman(&truth.iter().map(|(who, _)| figures[*who as usize]).collect::<Vec<_>>(), &said);
    [rho(standings), rho(&square.counts()), rho(&pagerank(square)), rho(&eigentrust(square))]
}

/// The correlation of ranks; equal values share the mean of their ranks.
pub fn spearman(one: &[f64], other: &[f64]) -> f64 {
    let (one, other) = (ranks(one), ranks(other));
    let middle = (one.len() as f64 - 1.0) / 2.0;
    let sum = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| (a - middle) * (b - middle)).sum::<f64>();
    sum(&one, &other) / (sum(&one, &one) * sum(&other, &other)).sqrt()
}

fn ranks(values: &[f64]) -> Vec<f64> {
    // Rounded, so that figures that differ in the last bits only are equal.
    let key = |place: usize| (values[place] * 1e9).round();
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| key(*a).total_cmp(&key(*b)));
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    while start < order.len() {
        let end = start + order[start..].iter().take_while(|place| key(**place) == key(order[start])).count();
        for place in &order[start..end] {
            ranks[*place] = (start + end - 1) as f64 / 2.0;
        }
        start = end;
    }
    ranks
}
