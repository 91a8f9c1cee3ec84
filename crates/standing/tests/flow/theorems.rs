//! What holds whatever people do: the theorems, on made-up squares.

use proptest::collection::vec;
use proptest::prelude::*;
use soulava_standing::flow::{Flow, GiftId, MemberId, To};

use crate::log::{Act, Log, grades, logs, square_of, thanks};
use crate::oracle::Oracle;

const ALPHA: f64 = 0.3;
/// What the returns of three steps leave uncaught, at most: 1/(1 - 0.7^4).
const UNCAUGHT: f64 = 1.316;

fn acknowledge(flow: &mut Flow, by: u32, giver: u32, grade: f64) {
    static NEXT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1 << 40);
    let gift = GiftId(NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
    flow.gift(gift, &[MemberId(giver)], To::Everybody, false);
    flow.acknowledge(gift, MemberId(by), grade, 0, false);
}

proptest! {
    #[test]
    fn thanks_never_lower_whom_they_are_for((vetted, thanks) in thanks(12, 50), grade in grades()) {
        let (last, before) = thanks.split_last().expect("at least one");
        let before = square_of(&vetted, before).standing(MemberId(last.1));
        let mut more = thanks.clone();
        more.push((last.0, last.1, grade));
        let with = square_of(&vetted, &thanks).standing(MemberId(last.1));
        prop_assert!(with >= before - 0.01);
        prop_assert!(square_of(&vetted, &more).standing(MemberId(last.1)) >= with - 0.01);
    }

    #[test]
    fn taking_back_never_raises((vetted, thanks) in thanks(12, 50)) {
        let mut flow = square_of(&vetted, &thanks);
        let (by, giver, _) = thanks[0];
        let before = flow.standing(MemberId(giver));
        flow.retract(GiftId(0), MemberId(by));
        flow.solve();
        prop_assert!(flow.standing(MemberId(giver)) <= before + 0.01);
    }

    /// However many, however wired: what they can hold is bounded by what honest members let in.
    #[test]
    fn sybils_gain_nothing_from_each_other(
        (vetted, honest) in thanks(8, 30),
        let_in in vec((0..4_u32, 0..6_u32, grades()), 0..8),
        inner in vec((0..6_u32, 0..6_u32, grades()), 0..60),
        outer in vec((0..6_u32, 0..4_u32, grades()), 0..6),
    ) {
        let main = vetted.len() as u32;
        let mut all = vetted.clone();
        all.extend([false; 6]);
        let mut thanks = honest;
        thanks.extend(let_in.iter().map(|(by, sybil, grade)| (*by, main + sybil, *grade)));
        let quiet = square_of(&all, &thanks);
        let entering: f64 = (main..main + 6).map(|sybil| quiet.standing(MemberId(sybil))).sum();
        let pairs = inner.iter().filter(|(by, giver, _)| by != giver);
        thanks.extend(pairs.map(|(by, giver, grade)| (main + by, main + giver, *grade)));
        let busy = square_of(&all, &thanks);
        // Acknowledging outsiders brings no more: what comes back has entered from outside before.
        thanks.extend(outer.iter().map(|(by, giver, grade)| (main + by, *giver, *grade)));
        for flow in [busy, square_of(&all, &thanks)] {
            let held: Vec<f64> = (main..main + 6).map(|sybil| flow.standing(MemberId(sybil))).collect();
            for points in &held {
                prop_assert!(*points <= UNCAUGHT * entering + 1e-9, "{points} of {entering}");
            }
            prop_assert!(held.iter().sum::<f64>() <= entering / ALPHA + 1e-9);
        }
    }

    /// A coalition with voices of its own: they count, at most 1/alpha times.
    #[test]
    fn a_coalition_moves_its_own_voices_at_most(
        (vetted, mut thanks) in thanks(8, 30),
        ring in vec((0..5_u32, 0..5_u32, grades()), 0..40),
    ) {
        let main = vetted.len() as u32;
        let mut all = vetted.clone();
        all.extend([true; 5]);
        thanks.push((0, main, 1.0));
        let entering = square_of(&all, &thanks).standing(MemberId(main));
        thanks.extend(ring.iter().filter(|(by, giver, _)| by != giver).map(|(by, giver, g)| (main + by, main + giver, *g)));
        let flow = square_of(&all, &thanks);
        let held: f64 = (main..main + 5).map(|member| flow.standing(MemberId(member))).sum();
        let unit = flow.parameters().unit();
        prop_assert!(held <= (entering * unit + (1.0 - ALPHA) * 5.0) / (ALPHA * unit) + 1e-9);
    }

    #[test]
    fn a_bribed_voice_moves_two_points_and_a_fifth_at_most((vetted, thanks) in thanks(10, 40), gifts in 1..200) {
        let mut flow = square_of(&vetted, &thanks);
        flow.hold();
        (0..gifts).for_each(|_| acknowledge(&mut flow, 0, 1, 2.0));
        flow.solve();
        for member in (0..flow.members()).map(MemberId) {
            let entries = flow.explain(member).entries;
            for by in (0..flow.members()).map(MemberId) {
                let moved: f64 = entries.iter().filter(|entry| entry.by == by).map(|entry| entry.points).sum();
                prop_assert!(moved <= 2.2 * flow.voice(by) + 1e-9);
            }
        }
    }

    #[test]
    fn rings_of_two_and_three_return_nothing(
        around in vec(grades().prop_filter("said something", |grade| *grade > 0.0), 3),
        from_outside in vec(grades(), 3),
        three: bool,
    ) {
        // 0 is who would gain; 3, 4 and 5 are vetted and thank one each; the ring has voices of its own too.
        let vetted = [false, true, true, true, true, true];
        let mut thanks: Vec<(u32, u32, f64)> = (0..3).map(|to| (to + 3, to, from_outside[to as usize])).collect();
        let ring: &[(u32, u32)] = if three { &[(1, 2), (2, 0)] } else { &[(1, 0)] };
        thanks.extend(ring.iter().zip(&around).map(|((by, giver), grade)| (*by, *giver, *grade)));
        let alone = square_of(&vetted, &thanks).standing(MemberId(0));
        thanks.push((0, 1, around[2]));
        let closed = square_of(&vetted, &thanks).standing(MemberId(0));
        prop_assert!((closed - alone).abs() < 1e-9, "{closed} with the ring, {alone} without");
    }

    #[test]
    fn longer_rings_return_little(length in 4..9_u32, turns in 1..30) {
        let mut thanks = vec![(length, 0, 1.0)];
        let mut vetted = vec![false; length as usize];
        vetted.push(true);
        let alone = square_of(&vetted, &thanks).standing(MemberId(0));
        for _ in 0..turns {
            thanks.extend((0..length).map(|by| (by, (by + 1) % length, 2.0)));
        }
        let closed = square_of(&vetted, &thanks).standing(MemberId(0));
        prop_assert!(closed <= UNCAUGHT * alone && closed >= alone - 1e-9);
    }

    #[test]
    fn a_voice_passed_through_several_hands_arrives_as_less(grade in grades(), hands in 2..6_u32) {
        let whole = square_of(&[true, false, false], &[(0, 1, grade), (1, 2, grade)]).standing(MemberId(2));
        let mut vetted = vec![true, false, false];
        vetted.extend(vec![false; hands as usize]);
        let mut thanks = vec![(0, 1, grade)];
        for hand in 3..3 + hands {
            thanks.extend([(1, hand, grade), (hand, 2, grade)]);
        }
        prop_assert!(square_of(&vetted, &thanks).standing(MemberId(2)) <= whole + 1e-9);
    }

    #[test]
    fn splitting_a_gift_changes_nothing((vetted, thanks) in thanks(10, 40), parts in 1..6_u32) {
        let (by, giver, grade) = thanks[0];
        let mut split: Vec<_> = thanks[1..].to_vec();
        split.extend((0..parts).map(|_| (by, giver, grade / f64::from(parts))));
        let (whole, split) = (square_of(&vetted, &thanks), square_of(&vetted, &split));
        for member in (0..whole.members()).map(MemberId) {
            prop_assert!((whole.standing(member) - split.standing(member)).abs() < 1e-9);
        }
    }

    #[test]
    fn several_own_accounts_never_stand_higher_than_one(
        fans in vec((0..6_u32, 0..3_u32, grades()), 1..20),
        others in vec((0..6_u32, 9..12_u32, grades()), 0..10),
    ) {
        let vetted: Vec<bool> = (0..12).map(|member| member < 6).collect();
        let over: Vec<_> = fans.iter().map(|(by, own, grade)| (*by, 6 + own, *grade)).chain(others.clone()).collect();
        let one: Vec<_> = fans.iter().map(|(by, _, grade)| (*by, 6, *grade)).chain(others).collect();
        let (over, one) = (square_of(&vetted, &over), square_of(&vetted, &one).standing(MemberId(6)));
        for own in 6..9 {
            prop_assert!(over.standing(MemberId(own)) <= one + 1e-9);
        }
    }

    #[test]
    fn one_thank_you_moves_few_voices(log in logs(10, 15, 80), by in 0..2_u32) {
        let giver = 1 - by;
        let today = log.last_day();
        let before = Oracle::of(&log, today);
        let mut more = log.clone();
        more.acts.push((today, Act::Gift { id: 99, givers: vec![giver], to: None, money: false }));
        more.acts.push((today, Act::Ack { gift: 99, by, grade: 1.0, money: false }));
        let after = Oracle::of(&more, today);
        let (was, is) = (log.solved(), more.solved());
        let moved: f64 = (0..log.members).map(|member| (was.voice(MemberId(member)) - is.voice(MemberId(member))).abs()).sum();
        let at = by as usize;
        let grown = after.x[at][giver as usize] - before.x[at][giver as usize];
        let bound = 2.0 * (1.0 - ALPHA) / ALPHA * before.voice[at] * grown / (before.spent[at] + grown);
        prop_assert!(moved <= bound + 1e-9, "{moved} moved, at most {bound}");
    }

    #[test]
    fn a_weight_only_falls_with_age(log in logs(8, 12, 60), later in 1..400_i64) {
        let mut flow = log.solved();
        let weights = |flow: &Flow| -> Vec<f64> {
            let all = (0..flow.members()).map(|member| flow.explain(MemberId(member)));
            let mut entries: Vec<_> = all.flat_map(|one| one.entries.into_iter().map(move |e| (one.member, e.gift, e.by, e.weight))).collect();
            entries.sort_by_key(|(member, gift, by, _)| (*member, *gift, *by));
            entries.into_iter().map(|(_, _, _, weight)| weight).collect()
        };
        let before = weights(&flow);
        flow.advance(log.last_day() + later);
        for (was, is) in before.iter().zip(weights(&flow)) {
            prop_assert!(is < *was || *was == 0.0);
        }
    }
}

#[test]
fn equal_standings_are_ordered_by_who_was_acknowledged_first() {
    let acts = |first: i64, second: i64| {
        let act = |day, id, giver, by| {
            [
                (day, Act::Gift { id, givers: vec![giver], to: None, money: false }),
                (day, Act::Ack { gift: id, by, grade: 2.0, money: false }),
            ]
        };
        let mut acts: Vec<(i64, Act)> = (0..2).map(|member| (0, Act::Vet { member, vetted: true })).collect();
        acts.extend(act(first, 1, 2, 0));
        acts.extend(act(second, 2, 3, 1));
        acts.sort_by_key(|(day, _)| *day);
        Log { members: 4, acts }
    };
    let order = |log: Log| -> Vec<u32> { log.solved().order().iter().map(|(member, _)| member.0).collect() };
    assert_eq!(order(acts(5, 5)), [2, 3]);
    assert_eq!(order(acts(0, 200)), [3, 2]);
}
