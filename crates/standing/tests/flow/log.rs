//! Made-up logs, and how they are fed.

use proptest::collection::vec;
use proptest::prelude::*;
use soulava_standing::flow::{Explanation, Flow, GiftId, MemberId, Parameters, To};

#[derive(Clone, Debug)]
pub enum Act {
    Vet { member: u32, vetted: bool },
    Gift { id: u64, givers: Vec<u32>, to: Option<Vec<u32>>, money: bool },
    Ack { gift: u64, by: u32, grade: f64, money: bool },
    Retract { gift: u64, by: u32 },
}

/// Acts by day, ascending.
#[derive(Clone, Debug)]
pub struct Log {
    pub members: u32,
    pub acts: Vec<(i64, Act)>,
}

pub fn ids(members: &[u32]) -> Vec<MemberId> {
    members.iter().copied().map(MemberId).collect()
}

impl Act {
    pub fn apply(&self, flow: &mut Flow, day: i64) {
        match self {
            Self::Vet { member, vetted } => flow.vet(MemberId(*member), *vetted),
            Self::Gift { id, givers, to, money } => {
                let to = to.as_deref().map(ids);
                flow.gift(GiftId(*id), &ids(givers), to.as_deref().map_or(To::Everybody, To::Some), *money);
            }
            Self::Ack { gift, by, grade, money } => {
                flow.acknowledge(GiftId(*gift), MemberId(*by), *grade, day, *money);
            }
            Self::Retract { gift, by } => flow.retract(GiftId(*gift), MemberId(*by)),
        }
    }

    pub fn is_money(&self) -> bool {
        matches!(self, Self::Gift { money: true, .. } | Self::Ack { money: true, .. })
    }

    /// What two acts have in common when their order says something.
    pub fn subject(&self) -> (u64, u32) {
        match self {
            Self::Vet { member, .. } => (u64::MAX, *member),
            Self::Gift { id, .. } => (*id, u32::MAX),
            Self::Ack { gift, by, .. } | Self::Retract { gift, by } => (*gift, *by),
        }
    }
}

impl Log {
    pub fn last_day(&self) -> i64 {
        self.acts.last().map_or(0, |(day, _)| *day)
    }

    /// Nobody's figures before anything happened.
    pub fn square(&self) -> Flow {
        let mut flow = Flow::new(Parameters::default());
        (0..self.members).for_each(|_| _ = flow.join());
        flow
    }

    /// Through one daily solve, on the last day.
    pub fn solved(&self) -> Flow {
        let mut flow = self.square();
        flow.hold();
        self.acts.iter().for_each(|(day, act)| act.apply(&mut flow, *day));
        flow.advance(self.last_day());
        flow.solve();
        flow
    }

    /// Act by act, without the solve of the next day.
    pub fn pushed(&self) -> Flow {
        let mut flow = self.square();
        for (day, act) in &self.acts {
            flow.advance(*day);
            act.apply(&mut flow, *day);
        }
        flow
    }
}

/// Every figure, so that two engines can be compared to the bit.
pub fn figures(flow: &Flow) -> Vec<Explanation> {
    (0..flow.members()).map(|member| flow.explain(MemberId(member))).collect()
}

/// The same without what does not count.
pub fn counted(flow: &Flow) -> Vec<Explanation> {
    let mut all = figures(flow);
    all.iter_mut().for_each(|one| one.entries.retain(|entry| entry.points > 0.0));
    all
}

#[track_caller]
pub fn assert_same_bits(one: &[Explanation], other: &[Explanation]) {
    let bits = |all: &[Explanation]| -> Vec<(u64, u64)> {
        all.iter().map(|one| (one.points.to_bits(), one.voice.to_bits())).collect()
    };
    assert_eq!(bits(one), bits(other));
    assert_eq!(one, other);
}

pub fn grades() -> impl Strategy<Value = f64> {
    prop_oneof![4 => Just(1.0), 2 => Just(0.25), 2 => Just(2.0), 1 => 0.0..5.0]
}

/// Up to so many members who do anything with up to so many gifts over a year and a half.
pub fn logs(members: u32, gifts: u64, acts: usize) -> impl Strategy<Value = Log> {
    (2..=members).prop_flat_map(move |members| {
        let act = prop_oneof![
            3 => (0..members, prop::bool::weighted(0.8)).prop_map(|(member, vetted)| Act::Vet { member, vetted }),
            4 => (0..gifts, vec(0..members, 1..3), prop::option::of(vec(0..members, 0..4)), prop::bool::weighted(0.1))
                .prop_map(|(id, givers, to, money)| Act::Gift { id, givers, to, money }),
            8 => (0..gifts, 0..members, grades(), prop::bool::weighted(0.1))
                .prop_map(|(gift, by, grade, money)| Act::Ack { gift, by, grade, money }),
            1 => (0..gifts, 0..members).prop_map(|(gift, by)| Act::Retract { gift, by }),
        ];
        let days = prop_oneof![0..6_i64, 0..500_i64];
        vec((days, act), 1..acts).prop_map(move |mut acts| {
            acts.sort_by_key(|(day, _)| *day);
            Log { members, acts }
        })
    })
}

/// A square in which members thank each other on one day: all is vetted that is told of as vetted.
pub fn thanks(members: u32, most: usize) -> impl Strategy<Value = (Vec<bool>, Vec<(u32, u32, f64)>)> {
    (4..=members).prop_flat_map(move |members| {
        let pair = (0..members, 0..members - 1, grades());
        let pair = pair.prop_map(|(by, giver, grade)| (by, if giver >= by { giver + 1 } else { giver }, grade));
        (vec(prop::bool::weighted(0.7), members as usize), vec(pair, 1..most))
    })
}

/// A square in which these thank these, in one daily solve. Gifts are numbered on.
pub fn square_of(vetted: &[bool], thanks: &[(u32, u32, f64)]) -> Flow {
    let mut flow = Flow::new(Parameters::default());
    flow.hold();
    for vetted in vetted {
        let member = flow.join();
        flow.vet(member, *vetted);
    }
    for (id, (by, giver, grade)) in (0..).zip(thanks) {
        flow.gift(GiftId(id), &[MemberId(*giver)], To::Everybody, false);
        flow.acknowledge(GiftId(id), MemberId(*by), *grade, 0, false);
    }
    flow.advance(0);
    flow.solve();
    flow
}
