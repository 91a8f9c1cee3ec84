//! The worked examples.

use soulava_standing::flow::{APPLAUSE, CHANGED, Flow, GiftId, MemberId, Parameters, THANKS, To};

const TODAY: i64 = 20_000;

struct Square {
    flow: Flow,
    gifts: u64,
}

impl Square {
    /// As many vetted members, then one who is not.
    fn of(vetted: u32) -> Self {
        let mut flow = Flow::new(Parameters::default());
        for _ in 0..vetted {
            let member = flow.join();
            flow.vet(member, true);
        }
        flow.join();
        Self { flow, gifts: 0 }
    }

    fn thanks(&mut self, by: u32, giver: u32, grade: f64) {
        self.gifts += 1;
        let gift = GiftId(self.gifts);
        self.flow.gift(gift, &[MemberId(giver)], To::Some(&[MemberId(by)]), false);
        self.flow.acknowledge(gift, MemberId(by), grade, TODAY, false);
    }

    #[track_caller]
    fn stands(&self, member: u32, points: f64) {
        let found = self.flow.standing(MemberId(member));
        assert!((found - points).abs() < 1e-6, "member {member} stands at {found}, not {points}");
        let parts: f64 = self.flow.explain(MemberId(member)).entries.iter().map(|entry| entry.points).sum();
        assert!((parts - found).abs() < 1e-9, "the parts come to {parts}, not {found}");
    }

    #[track_caller]
    fn speaks(&self, member: u32, voice: f64) {
        let found = self.flow.voice(MemberId(member));
        assert!((found - voice).abs() < 1e-6, "member {member} has voice {found}, not {voice}");
    }
}

const A: u32 = 0;
const B: u32 = 1;
const C: u32 = 2;

#[test]
fn one_fresh_thank_you_is_one_point() {
    let mut square = Square::of(2);
    square.thanks(A, B, THANKS);
    square.stands(B, 1.0);
    square.speaks(B, 1.127273);
}

#[test]
fn twice_the_same_day_is_less_than_twice() {
    let mut square = Square::of(2);
    square.thanks(A, B, THANKS);
    square.thanks(A, B, THANKS);
    square.stands(B, 1.375);
}

#[test]
fn thanking_two_shares_the_voice() {
    let mut square = Square::of(3);
    square.thanks(A, B, THANKS);
    square.thanks(A, C, THANKS);
    square.stands(B, 0.846154);
    square.stands(C, 0.846154);
}

#[test]
fn thanking_each_other_gives_no_more_than_thanks() {
    let mut square = Square::of(2);
    square.thanks(A, B, THANKS);
    square.thanks(B, A, THANKS);
    for member in [A, B] {
        square.stands(member, 1.0);
        square.speaks(member, 1.145833);
    }
}

#[test]
fn gratitude_passes_on() {
    let mut square = Square::of(3);
    square.thanks(A, B, THANKS);
    square.thanks(B, C, THANKS);
    square.stands(B, 1.0);
    square.stands(C, 1.127273);
}

#[test]
fn after_a_half_life_less_than_two_thirds_is_left() {
    let mut square = Square::of(2);
    square.thanks(A, B, THANKS);
    square.flow.advance(TODAY + 90);
    square.stands(B, 0.647059);
}

#[test]
fn sybils_bring_their_main_identity_nothing() {
    let mut square = Square::of(1);
    for _ in 0..3 {
        square.flow.join();
    }
    let main = 1;
    square.thanks(A, main, THANKS);
    for sybil in 2..=4 {
        square.thanks(main, sybil, CHANGED);
        square.thanks(sybil, main, APPLAUSE);
    }
    square.stands(main, 1.0);
    square.speaks(main, 0.129460);
    for sybil in 2..=4 {
        square.stands(sybil, 0.118003);
    }
}

#[test]
fn a_bystander_applauds_at_most() {
    let mut square = Square::of(3);
    square.thanks(A, B, THANKS);
    square.thanks(A, B, CHANGED);
    square.flow.acknowledge(GiftId(2), MemberId(C), THANKS, TODAY, false);
    square.stands(B, 1.950739);
    let parts = square.flow.explain(MemberId(B)).entries;
    let points: Vec<f64> = parts.iter().map(|entry| entry.points).collect();
    for (found, points) in points.iter().zip([1.047619, 0.523810, 0.379310]) {
        assert!((found - points).abs() < 1e-6, "{found} is not {points}");
    }
}

#[test]
fn seen_from_one_member_only_their_own_voice_counts() {
    let mut square = Square::of(3);
    square.thanks(A, B, THANKS);
    square.thanks(B, C, THANKS);
    let view = square.flow.view_from(MemberId(A));
    assert!((view.standing(MemberId(B)) - 1.0).abs() < 1e-6);
    assert!((view.standing(MemberId(C)) - 0.127273).abs() < 1e-6);
}

#[test]
fn money_counts_nothing() {
    let mut square = Square::of(2);
    square.flow.gift(GiftId(1), &[MemberId(B)], To::Everybody, true);
    square.flow.acknowledge(GiftId(1), MemberId(A), THANKS, TODAY, false);
    square.flow.gift(GiftId(2), &[MemberId(B)], To::Everybody, false);
    square.flow.acknowledge(GiftId(2), MemberId(A), THANKS, TODAY, true);
    square.stands(B, 0.0);
    square.speaks(B, 1.0);
}
