//! Nothing that is fed to it makes it panic, and figures stay figures.

use proptest::collection::vec;
use proptest::prelude::*;
use soulava_standing::flow::{Flow, GiftId, MemberId, Parameters, To, Why};

fn member() -> impl Strategy<Value = MemberId> {
    prop_oneof![8 => 0..6_u32, 1 => any::<u32>()].prop_map(MemberId)
}

fn gift() -> impl Strategy<Value = GiftId> {
    prop_oneof![4 => 0..8_u64, 1 => any::<u64>()].prop_map(GiftId)
}

fn day() -> impl Strategy<Value = i64> {
    prop_oneof![6 => 0..400_i64, 1 => any::<i64>(), 1 => Just(i64::MAX), 1 => Just(i64::MIN)]
}

#[derive(Clone, Debug)]
enum Anything {
    Join,
    Vet(MemberId, bool),
    Gift(GiftId, Vec<MemberId>, Option<Vec<MemberId>>, bool),
    Ack(GiftId, MemberId, f64, i64, bool),
    Retract(GiftId, MemberId),
    Remove(MemberId),
    Advance(i64),
    Hold,
    Solve,
    Drain(u32),
}

fn anything() -> impl Strategy<Value = Anything> {
    let grade = prop_oneof![4 => Just(1.0), 2 => any::<f64>(), 1 => Just(f64::NAN), 1 => Just(f64::INFINITY), 1 => Just(f64::MAX)];
    prop_oneof![
        2 => Just(Anything::Join),
        3 => (member(), any::<bool>()).prop_map(|(who, on)| Anything::Vet(who, on)),
        5 => (gift(), vec(member(), 0..3), prop::option::of(vec(member(), 0..3)), prop::bool::weighted(0.2))
            .prop_map(|(id, givers, to, money)| Anything::Gift(id, givers, to, money)),
        9 => (gift(), member(), grade, day(), prop::bool::weighted(0.2))
            .prop_map(|(gift, by, grade, day, money)| Anything::Ack(gift, by, grade, day, money)),
        2 => (gift(), member()).prop_map(|(gift, by)| Anything::Retract(gift, by)),
        1 => member().prop_map(Anything::Remove),
        1 => day().prop_map(Anything::Advance),
        1 => Just(Anything::Hold),
        1 => Just(Anything::Solve),
        1 => any::<u32>().prop_map(Anything::Drain),
    ]
}

proptest! {
    #[test]
    fn figures_stay_figures(
        events in vec(anything(), 0..80),
        alpha in any::<f64>(),
        half_life_days in prop_oneof![Just(90.0), any::<f64>()],
    ) {
        let mut flow = Flow::new(Parameters { alpha, half_life_days, ..Parameters::default() });
        (0..4).for_each(|_| _ = flow.join());
        for event in events {
            match event {
                Anything::Join => _ = flow.join(),
                Anything::Vet(who, on) => flow.vet(who, on),
                Anything::Gift(id, givers, to, money) => {
                    flow.gift(id, &givers, to.as_deref().map_or(To::Everybody, To::Some), money);
                }
                Anything::Ack(gift, by, grade, day, money) => flow.acknowledge(gift, by, grade, day, money),
                Anything::Retract(gift, by) => flow.retract(gift, by),
                Anything::Remove(who) => flow.remove(who),
                Anything::Advance(day) => flow.advance(day),
                Anything::Hold => flow.hold(),
                Anything::Solve => flow.solve(),
                Anything::Drain(touches) => _ = flow.drain(touches),
            }
            for member in (0..flow.members()).chain([u32::MAX]).map(MemberId) {
                let found = flow.explain(member);
                prop_assert!(found.points.is_finite() && found.points >= 0.0 && found.voice.is_finite());
                let parts: f64 = found.entries.iter().map(|entry| entry.points).sum();
                prop_assert!((parts - found.points).abs() < 1e-9);
                let view = flow.view_from(member);
                prop_assert!(view.standing(member).is_finite());
            }
            prop_assert!(flow.error_bound().is_finite());
            let restored = Flow::restore(&flow.snapshot()).expect("our own snapshot");
            prop_assert_eq!(restored.order(), flow.order());
        }
    }
}

#[test]
fn every_reason_is_said() {
    let mut flow = Flow::new(Parameters::default());
    let members: Vec<MemberId> = (0..5).map(|_| flow.join()).collect();
    let [anna, fenna, soren, mette, jorrit] = members[..] else { unreachable!("five have joined") };
    [anna, soren, jorrit].into_iter().for_each(|member| flow.vet(member, true));
    let mut given = 0;
    let mut give = |flow: &mut Flow, giver, to, by, grade, day, money| {
        given += 1;
        flow.gift(GiftId(given), &[giver], To::Some(&[to]), false);
        flow.acknowledge(GiftId(given), by, grade, day, money);
    };
    give(&mut flow, fenna, anna, anna, 1.0, 0, false); // faded
    give(&mut flow, fenna, anna, anna, 1.0, 1000, false);
    give(&mut flow, fenna, soren, soren, 2.0, 1000, true); // money
    give(&mut flow, fenna, fenna, fenna, 2.0, 1000, false); // own
    give(&mut flow, fenna, mette, mette, 1.0, 1000, false); // no voice
    give(&mut flow, fenna, anna, soren, 1.0, 1000, false); // bystander
    give(&mut flow, fenna, jorrit, jorrit, 1.0, 1000, false); // retracted
    flow.retract(GiftId(given), jorrit);
    let why: Vec<(u64, Option<Why>)> =
        flow.explain(fenna).entries.iter().map(|entry| (entry.gift.0, entry.why)).collect();
    let expected = [
        (2, None),
        (6, Some(Why::Bystander)),
        (1, Some(Why::Faded)),
        (3, Some(Why::Money)),
        (4, Some(Why::OwnGift)),
        (5, Some(Why::NoVoice)),
        (7, Some(Why::Retracted)),
    ];
    assert_eq!(why, expected);
    assert_eq!(flow.people(fenna), 2);

    // Mette's whole voice comes through Fenna: what she says of Fenna is Fenna's own.
    flow.gift(GiftId(50), &[mette], To::Everybody, false);
    flow.acknowledge(GiftId(50), fenna, 1.0, 1000, false);
    flow.solve();
    let entry = flow.explain(fenna).entries.into_iter().find(|entry| entry.by == mette).expect("it is listed");
    assert!(entry.voice > 0.01 && (entry.voice - entry.through).abs() < 1e-12 && entry.points < 1e-12);
}
