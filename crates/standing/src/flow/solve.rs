//! The daily solve.

use std::collections::BTreeMap;

use super::{APPLAUSE, Ack, Flow, Gift, GiftId, MemberId};

#[derive(Clone, Debug, Default)]
pub(super) struct Solved {
    pub(super) voice: Vec<f64>,
    /// By acknowledger, then giver: Q and the weights of each gift.
    pub(super) pairs: BTreeMap<(MemberId, MemberId), Pair>,
    /// The same pairs by giver.
    pub(super) received: BTreeMap<MemberId, Vec<MemberId>>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Pair {
    pub(super) q: f64,
    pub(super) g: f64,
    pub(super) weights: Vec<(GiftId, f64)>,
}

pub(super) fn weight(flow: &Flow, gift: &Gift, ack: &Ack, by: MemberId) -> f64 {
    if gift.money || ack.day > flow.day || gift.givers.is_empty() {
        return 0.0;
    }
    let bystander = gift.to.as_ref().is_some_and(|to| !to.contains(&by));
    let grade = if bystander { ack.grade.min(APPLAUSE) } else { ack.grade };
    let age = flow.day.saturating_sub(ack.day) as f64;
    grade / gift.givers.len() as f64 * (-age / flow.parameters.half_life_days).exp2()
}

pub(super) fn solve(flow: &Flow, from: Option<MemberId>) -> Solved {
    let parameters = &flow.parameters;
    let mut solved = Solved::default();
    for ((id, by), ack) in &flow.acks {
        let Some(gift) = flow.gifts.get(id) else { continue };
        for giver in gift.givers.iter().filter(|giver| *giver != by && flow.knows(**giver)) {
            let w = weight(flow, gift, ack, *by);
            let pair = solved.pairs.entry((*by, *giver)).or_default();
            pair.weights.push((*id, w));
            pair.g += w;
        }
    }
    let mut spent = vec![parameters.unspent; flow.vetted.len()];
    for ((by, giver), pair) in &mut solved.pairs {
        pair.q = parameters.pair_cap * pair.g / (parameters.pair_cap + pair.g);
        spent[by.0 as usize] += pair.q;
        solved.received.entry(*giver).or_default().push(*by);
    }
    for ((by, _), pair) in &mut solved.pairs {
        pair.q *= (1.0 - parameters.alpha) / spent[by.0 as usize];
    }
    let seed: Vec<f64> = match from {
        None => flow.vetted.iter().map(|vetted| f64::from(u8::from(*vetted))).collect(),
        Some(member) => (0..flow.vetted.len()).map(|at| f64::from(u8::from(at == member.0 as usize))).collect(),
    };
    let enough = 1e-12 * seed.iter().sum::<f64>();
    solved.voice.clone_from(&seed);
    loop {
        let mut next = seed.clone();
        for ((by, giver), pair) in &solved.pairs {
            next[giver.0 as usize] += solved.voice[by.0 as usize] * pair.q;
        }
        let change: f64 = next.iter().zip(&solved.voice).map(|(new, old)| (new - old).abs()).sum();
        solved.voice = next;
        if change <= enough {
            return solved;
        }
    }
}
