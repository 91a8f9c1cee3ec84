//! What a pair weighs: g of what was acknowledged, kept as of the day of the latest of it. On a later day all of that
//! has faded by one and the same factor, so a new day reads one sum of each pair and not every acknowledgement.
//!
//! The day of a sum and the sum follow from the pair's acknowledgements alone, and so g of any day does.

use super::graph::{Ack, Graph};
use super::{APPLAUSE, Flow, grains, weight_of};

/// The weight of some acknowledgements on one day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sum {
    pub(super) mass: f64,
    /// [`NO_DAY`] if it is to be made anew when the day has changed.
    pub(super) day: i32,
}

/// Earlier than every day there is.
const NO_DAY: i32 = i32::MIN;
/// The first day there is: any day would do for a sum of nothing.
const FIRST_DAY: i32 = NO_DAY + 1;

impl Flow {
    /// w of an acknowledgement today, in grains.
    pub(super) fn weight(&self, ack: &Ack, by: u32) -> u128 {
        self.weight_on(self.weighed, ack, by)
    }

    fn weight_on(&self, day: i32, ack: &Ack, by: u32) -> u128 {
        if ack.what.is_own() {
            return 0;
        }
        let grade = self.grade(ack, by);
        let grade = if ack.what.is_bystander() { grade.min(APPLAUSE) } else { grade };
        let age = i64::from(day) - i64::from(ack.day);
        let shared = match ack.what.givers() {
            1 => grade,
            givers => grade / f64::from(givers),
        };
        grains(shared * self.decay.at(age))
    }

    /// What a pair weighs on the day of the latest of its acknowledgements that count, and are not of a day to come.
    fn sum<'a>(&self, acks: impl Iterator<Item = &'a Ack> + Clone, by: u32) -> Sum {
        let (mut latest, mut ahead) = (NO_DAY, false);
        for ack in acks.clone().filter(|ack| ack.what.grade() != 0 && !ack.what.is_own()) {
            if ack.day > self.weighed {
                ahead = true;
            } else {
                latest = latest.max(ack.day);
            }
        }
        if latest == NO_DAY {
            return Sum { mass: 0.0, day: if ahead { NO_DAY } else { FIRST_DAY } };
        }
        let mass = weight_of(acks.map(|ack| self.weight_on(latest, ack, by)).sum());
        if ahead { Sum { mass: self.today(Sum { mass, day: latest }), day: NO_DAY } } else { Sum { mass, day: latest } }
    }

    /// g of today.
    fn today(&self, sum: Sum) -> f64 {
        match sum.day {
            NO_DAY => sum.mass,
            day => sum.mass * self.decay.at(i64::from(self.weighed) - i64::from(day)),
        }
    }

    /// x of a mass.
    fn capped(&self, mass: f64) -> f64 {
        let cap = self.parameters.pair_cap;
        cap * mass / (cap + mass)
    }

    /// x of a pair of which an acknowledgement has changed.
    pub(super) fn weigh(&mut self, edge: u32, by: u32) -> f64 {
        let sum = self.sum(self.graph.acks(edge), by);
        if let Some(kept) = self.graph.mass.get_mut(edge as usize) {
            *kept = sum.mass;
            self.graph.mass_day[edge as usize] = sum.day;
        }
        self.capped(self.today(sum))
    }

    /// x of every pair of the table and D of every member, today. Gives Q of every pair, in the order in which the
    /// solve pulls.
    pub(super) fn weigh_all(&mut self) -> Vec<f64> {
        let pass = 1.0 - self.parameters.alpha;
        let [mut x, mut mass] = [&mut self.graph.x, &mut self.graph.mass].map(std::mem::take);
        let mut mass_day = std::mem::take(&mut self.graph.mass_day);
        if mass.len() != x.len() {
            mass = vec![0.0; x.len()];
            mass_day = vec![NO_DAY; x.len()];
        }
        let mut passed = vec![0.0; x.len()];
        // Of each giver, where the next acknowledger goes.
        let mut next = self.graph.in_start.clone();
        for by in 0..self.members() {
            let row = self.graph.out(by);
            let mut spent = self.parameters.unspent;
            for edge in row.clone() {
                let mut sum = Sum { mass: mass[edge], day: mass_day[edge] };
                if sum.day == NO_DAY {
                    sum = self.sum(self.graph.acks[self.graph.settled_acks(edge as u32)].iter(), by);
                    (mass[edge], mass_day[edge]) = (sum.mass, sum.day);
                }
                x[edge] = self.capped(self.today(sum));
                spent += x[edge];
            }
            self.members.spent[by as usize] = spent;
            let scale = pass / spent;
            for (to, x) in self.graph.to[row.clone()].iter().zip(&x[row]) {
                let at = &mut next[*to as usize];
                passed[*at as usize] = x * scale;
                *at += 1;
            }
        }
        (self.graph.x, self.graph.mass, self.graph.mass_day) = (x, mass, mass_day);
        passed
    }
}

impl Graph {
    /// Sums are to be made anew: what acknowledgements say has changed.
    pub(super) fn forget_sums(&mut self) {
        self.mass.clear();
        self.mass_day.clear();
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::super::{CHANGED, GiftId, MemberId, Parameters, THANKS, To};
    use super::*;

    fn square() -> Flow {
        let mut flow = Flow::new(Parameters::default());
        for member in (0..4).map(MemberId) {
            flow.join();
            flow.vet(member, member.0 < 2);
        }
        for gift in 0..8 {
            let to = if gift % 3 == 0 { To::Everybody } else { To::Some(&[MemberId(0)]) };
            flow.gift(GiftId(gift), &[MemberId(gift as u32 % 4)], to, false);
        }
        flow
    }

    fn masses(flow: &Flow) -> Vec<(u64, i32)> {
        flow.graph.mass.iter().map(|mass| mass.to_bits()).zip(flow.graph.mass_day.iter().copied()).collect()
    }

    proptest! {
        /// Whatever happens to acknowledgements, a sum that was kept is the sum that would be made anew.
        #[test]
        fn kept_sums_are_those_made_anew(events in vec((0..8_u8, 0..8_u64, 0..4_u32, 0..40_i64), 1..60)) {
            let mut flow = square();
            for (event, gift, member, days) in events {
                let (id, by, today) = (GiftId(gift), MemberId(member), flow.day().max(0));
                match event {
                    0 => flow.retract(id, by),
                    1 => flow.hold(),
                    2 => flow.advance(today + days),
                    3 => flow.solve(),
                    4 => flow.gift(id, &[by], To::Some(&[by]), false),
                    5 => flow.acknowledge(id, by, 0.7, today - days, false),
                    6 => flow.acknowledge(id, by, CHANGED, today - days, false),
                    _ => flow.acknowledge(id, by, THANKS, today + days / 20, false),
                }
            }
            flow.solve();
            flow.advance(flow.day().max(0) + 1);
            let mut anew = flow.clone();
            anew.graph.forget_sums();
            anew.solve();
            prop_assert_eq!(masses(&flow), masses(&anew));
            let voices = |flow: &Flow| (0..4).map(|member| flow.voice(MemberId(member)).to_bits()).collect::<Vec<_>>();
            prop_assert_eq!(voices(&flow), voices(&anew));
        }
    }

    #[test]
    fn what_is_of_a_day_to_come_counts_when_it_has_come() {
        let mut flow = square();
        flow.hold();
        flow.advance(10);
        flow.acknowledge(GiftId(3), MemberId(0), THANKS, 10, false);
        flow.acknowledge(GiftId(7), MemberId(0), THANKS, 12, false);
        flow.solve();
        assert_eq!((flow.graph.mass[0], flow.graph.mass_day[0]), (1.0, NO_DAY));
        flow.advance(12);
        assert_eq!((flow.graph.mass[0], flow.graph.mass_day[0]), (1.0 + flow.decay.at(2), 12));
    }
}
