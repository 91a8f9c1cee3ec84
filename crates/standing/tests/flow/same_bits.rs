//! The same log gives the same bits, however it came in.

use proptest::prelude::*;
use soulava_standing::flow::{Flow, MemberId};

use crate::log::{Act, Log, assert_same_bits, counted, figures, logs};

/// The acts of each day in another order; those about the same thing keep theirs.
fn shuffled(log: &Log, salt: u64) -> Log {
    let mut acts = log.acts.clone();
    acts.sort_by_key(|(day, act)| {
        let (gift, member) = act.subject();
        let mixed = (gift ^ u64::from(member) << 32 ^ salt).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (*day, mixed ^ mixed >> 29)
    });
    Log { members: log.members, acts }
}

proptest! {
    #[test]
    fn increments_and_daily_solves_agree(log in logs(10, 15, 80)) {
        let mut pushed = log.pushed();
        let mut solved = log.solved();
        let distance: f64 = (0..log.members)
            .map(|member| (pushed.voice(MemberId(member)) - solved.voice(MemberId(member))).abs())
            .sum();
        prop_assert!(distance <= pushed.error_bound() + 1e-9, "{distance} off, {} said", pushed.error_bound());
        pushed.solve();
        assert_same_bits(&figures(&pushed), &figures(&solved));
        pushed.advance(log.last_day() + 1);
        solved.advance(log.last_day() + 1);
        assert_same_bits(&figures(&pushed), &figures(&solved));
        prop_assert_eq!(pushed.order(), solved.order());
    }

    #[test]
    fn held_days_in_between_change_nothing(log in logs(10, 15, 80), at in 0..80_usize) {
        let mut flow = log.square();
        for (place, (day, act)) in log.acts.iter().enumerate() {
            if place == at {
                flow.hold();
            }
            flow.advance(*day);
            act.apply(&mut flow, *day);
        }
        flow.solve();
        assert_same_bits(&figures(&flow), &figures(&log.solved()));
    }

    #[test]
    fn order_within_a_day_does_not_matter(log in logs(10, 15, 80), salt: u64) {
        let other = shuffled(&log, salt);
        let solved = counted(&log.solved());
        assert_same_bits(&counted(&other.solved()), &solved);
        let mut pushed = other.pushed();
        pushed.solve();
        assert_same_bits(&counted(&pushed), &solved);
    }

    #[test]
    fn money_moves_no_bit(log in logs(10, 15, 80)) {
        let without = Log { acts: log.acts.iter().filter(|(_, act)| !act.is_money()).cloned().collect(), ..log };
        let mut clean = without.solved();
        clean.advance(log.last_day());
        assert_same_bits(&counted(&log.solved()), &counted(&clean));
    }

    #[test]
    fn a_later_time_is_the_same_time(log in logs(10, 15, 80), later in -100_000..100_000_i64) {
        let shifted = log.acts.iter().map(|(day, act)| (day + later, act.clone())).collect();
        let shifted = Log { members: log.members, acts: shifted };
        let points = |flow: Flow| -> Vec<(u64, u64)> {
            figures(&flow).iter().map(|one| (one.points.to_bits(), one.voice.to_bits())).collect()
        };
        prop_assert_eq!(points(shifted.solved()), points(log.solved()));
    }

    #[test]
    fn what_lies_ahead_does_not_count_yet(log in logs(10, 15, 80), today in 0..500_i64) {
        let mut flow = log.square();
        flow.hold();
        // Vettings and gifts carry no day of their own: only acknowledgements can lie ahead.
        let ahead = |(day, act): &&(i64, Act)| *day <= today || matches!(act, Act::Ack { money: false, .. });
        for (day, act) in log.acts.iter().filter(ahead) {
            let known = log.acts.iter().any(|(other, same)| {
                *other <= today && !same.is_money() && same.subject() == act.subject() && matches!(same, Act::Ack { .. })
            });
            if *day <= today || !known {
                act.apply(&mut flow, *day);
            }
        }
        flow.advance(today);
        flow.solve();
        let until = Log { acts: log.acts.iter().filter(|(day, _)| *day <= today).cloned().collect(), ..log };
        let mut plain = until.solved();
        plain.advance(today);
        assert_same_bits(&counted(&flow), &counted(&plain));
    }

    #[test]
    fn who_is_removed_has_never_been(log in logs(8, 12, 60), who in 0..2_u32, at in 0..60_usize) {
        // A gift of several stays a gift of several, so it may have been; here nobody gives together with them.
        let mut log = log;
        for (_, act) in &mut log.acts {
            if let Act::Gift { givers, .. } = act {
                *givers = vec![givers[0]];
            }
        }
        let mut once = std::collections::BTreeSet::new();
        log.acts.retain(|(_, act)| !matches!(act, Act::Gift { id, .. } if !once.insert(*id)));
        let mut flow = log.square();
        for (place, (day, act)) in log.acts.iter().enumerate() {
            flow.advance(*day);
            if place == at {
                flow.remove(MemberId(who));
            }
            act.apply(&mut flow, *day);
        }
        flow.remove(MemberId(who));
        flow.advance(log.last_day());
        flow.solve();
        let not_theirs = |(_, act): &&(i64, Act)| match act {
            Act::Vet { member, .. } => *member != who,
            Act::Gift { givers, .. } => !givers.contains(&who),
            Act::Ack { by, .. } | Act::Retract { by, .. } => *by != who,
        };
        let without = Log { acts: log.acts.iter().filter(not_theirs).cloned().collect(), ..log };
        let mut never = without.solved();
        never.advance(log.last_day());
        assert_same_bits(&counted(&flow), &counted(&never));
    }
}
