//! The formulae written down plainly, with whole matrices: what the engine must agree with.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use soulava_standing::flow::MemberId;

use crate::log::{Act, Log, logs};

const ALPHA: f64 = 0.3;
const UNSPENT: f64 = 3.0;
const CAP: f64 = 2.0;
const UNIT: f64 = 7.0 / 55.0;

#[derive(Default)]
struct Gift {
    givers: BTreeSet<u32>,
    to: Option<BTreeSet<u32>>,
}

pub struct Oracle {
    pub voice: Vec<f64>,
    pub standing: Vec<f64>,
    pub x: Vec<Vec<f64>>,
    pub spent: Vec<f64>,
}

impl Oracle {
    pub fn of(log: &Log, today: i64) -> Self {
        let members = log.members as usize;
        let mut vetted = vec![0.0; members];
        let mut gifts: BTreeMap<u64, Gift> = BTreeMap::new();
        let mut acks: BTreeMap<(u64, u32), (i64, f64)> = BTreeMap::new();
        for (day, act) in log.acts.iter().filter(|(day, act)| *day <= today && !act.is_money()) {
            match act {
                Act::Vet { member, vetted: on } => vetted[*member as usize] = f64::from(u8::from(*on)),
                Act::Gift { id, givers, to, .. } => {
                    let known = gifts.contains_key(id);
                    let gift = gifts.entry(*id).or_default();
                    gift.givers.extend(givers);
                    let to: Option<BTreeSet<u32>> = to.as_ref().map(|to| to.iter().copied().collect());
                    gift.to = match (known, gift.to.take(), to) {
                        (false, _, to) => to,
                        (true, Some(was), Some(more)) => Some(was.union(&more).copied().collect()),
                        (true, _, _) => None,
                    };
                }
                Act::Ack { gift, by, grade, .. } => acks.entry((*gift, *by)).or_insert((*day, *grade)).1 = *grade,
                Act::Retract { gift, by } => {
                    if let Some(ack) = acks.get_mut(&(*gift, *by)) {
                        ack.1 = 0.0;
                    }
                }
            }
        }
        let mut x = vec![vec![0.0; members]; members];
        for ((gift, by), (day, grade)) in &acks {
            let Some(gift) = gifts.get(gift).filter(|gift| !gift.givers.contains(by)) else { continue };
            let named = gift.to.as_ref().is_none_or(|to| to.contains(by));
            let grade = if named { *grade } else { grade.min(0.25) };
            let fade = 0.5_f64.powf((today - day) as f64 / 90.0);
            for giver in &gift.givers {
                x[*by as usize][*giver as usize] += grade / gift.givers.len() as f64 * fade;
            }
        }
        x.iter_mut().flatten().for_each(|g| *g = CAP * *g / (CAP + *g));
        Self::from(&vetted, x)
    }

    pub fn from(seed: &[f64], x: Vec<Vec<f64>>) -> Self {
        let members = seed.len();
        let spent: Vec<f64> = x.iter().map(|row| UNSPENT + row.iter().sum::<f64>()).collect();
        let q = |a: usize, u: usize| (1.0 - ALPHA) * x[a][u] / spent[a];
        let mut voice = seed.to_vec();
        for _ in 0..120 {
            voice = (0..members).map(|u| seed[u] + (0..members).map(|a| voice[a] * q(a, u)).sum::<f64>()).collect();
        }
        let standing = (0..members).map(|u| {
            let part = |a: usize| {
                let back = q(u, a) + (0..members).filter(|b| *b != u).map(|b| q(u, b) * q(b, a)).sum::<f64>();
                (voice[a] - voice[u] * back).max(0.0) * q(a, u)
            };
            (0..members).filter(|a| *a != u).map(part).sum::<f64>() / UNIT
        });
        let standing = standing.collect();
        Self { voice, standing, x, spent }
    }
}

proptest! {
    #[test]
    fn the_engine_says_what_the_formulae_say(log in logs(8, 12, 60)) {
        let today = log.last_day();
        let oracle = Oracle::of(&log, today);
        let flow = log.solved();
        for member in 0..log.members {
            let found = flow.explain(MemberId(member));
            prop_assert!((found.voice - oracle.voice[member as usize]).abs() < 1e-9);
            prop_assert!((found.points - oracle.standing[member as usize]).abs() < 1e-9);
            prop_assert_eq!(found.points.to_bits(), flow.standing(MemberId(member)).to_bits());
            let parts: f64 = found.entries.iter().map(|entry| entry.points).sum();
            prop_assert!((parts - found.points).abs() < 1e-9);
        }
    }

    #[test]
    fn a_view_is_the_square_with_one_voice(log in logs(8, 12, 60), from in 0..2_u32) {
        let flow = log.solved();
        let mut seed = vec![0.0; log.members as usize];
        seed[from as usize] = 1.0;
        let oracle = Oracle::from(&seed, Oracle::of(&log, log.last_day()).x);
        for view in [flow.view_from(MemberId(from)), flow.exact_view_from(MemberId(from))] {
            for member in 0..log.members {
                let found = view.explain(MemberId(member));
                prop_assert!((found.voice - oracle.voice[member as usize]).abs() < 1e-9);
                prop_assert!((found.points - oracle.standing[member as usize]).abs() < 1e-9);
                prop_assert_eq!(found.points.to_bits(), view.standing(MemberId(member)).to_bits());
            }
        }
    }
}
