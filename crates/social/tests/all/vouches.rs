//! Who has a voice: hosts, whom a host knows, and whom two people who have one met.

use std::time::Duration;

use soulava_social::accounts::{self, NewPerson};
use soulava_social::invitations::{self, NewInvitation};
use soulava_social::vouches::{self, How, Vouching};
use soulava_social::{AccountId, Member, Page, Refusal, Result, Role, gifts};
use soulava_store::{args, sql};

use crate::square::{Square, refused};

const DAY: Duration = Duration::from_secs(86_400);

impl Square {
    pub fn knows(&self, host: &Member, whom: &Member) {
        let whom = whom.person;
        self.does(host, move |tx, by| vouches::know(tx, by, whom)).expect("a host's word");
    }

    fn vouches(&self, who: &Member, whom: &Member) -> Result<()> {
        let whom = whom.person;
        self.does(who, move |tx, by| vouches::vouch(tx, by, whom))
    }

    fn takes_back(&self, who: &Member, whom: &Member) -> Result<()> {
        let whom = whom.person;
        self.does(who, move |tx, by| vouches::withdraw(tx, by, whom))
    }

    pub fn voice(&self, who: &Member) -> Vouching {
        let who = who.person;
        self.read(move |tx| vouches::of(tx, who))
    }

    fn night(&self) {
        vouches::night(&self.db).expect("a night");
    }

    fn log(&self) -> Vec<(bool, i64)> {
        let rows: Vec<(i64, bool, i64)> = self.read(|tx| {
            Ok(tx.all(sql!("SELECT id, vetted, day FROM vetting_log ORDER BY day, id LIMIT 100"), args![])?)
        });
        let first = rows.first().map_or(0, |row| row.2);
        rows.into_iter().map(|(_, vetted, day)| (vetted, day - first)).collect()
    }
}

fn cast(square: &Square) -> (Member, Member, Member, Member, Member) {
    let mette = square.comes_in("mette", Role::Host);
    let [anna, fenna, jorrit, soren] =
        ["anna", "fenna", "jorrit", "soren"].map(|name| square.comes_in(name, Role::Person));
    (mette, anna, fenna, jorrit, soren)
}

#[test]
fn hosts_have_a_voice_and_newcomers_none() {
    let square = Square::new();
    let (mette, anna, ..) = cast(&square);
    let host = square.voice(&mette);
    assert_eq!((host.vetted, host.vetting.map(|it| it.how)), (true, Some(How::Host)));
    let newcomer = square.voice(&anna);
    assert!(!newcomer.vetted && newcomer.vetting.is_none() && newcomer.vouches.is_empty());
}

#[test]
fn a_hosts_tick_gives_a_voice_at_once_and_taken_back_it_ends_with_the_day() {
    let square = Square::new();
    let (mette, anna, fenna, ..) = cast(&square);
    square.knows(&mette, &anna);
    square.knows(&mette, &anna);
    let voice = square.voice(&anna);
    assert_eq!((voice.vetted, voice.known_by), (true, Some(mette.person)));
    let whom = fenna.person;
    assert!(matches!(
        refused(square.does(&anna, move |tx, by| vouches::know(tx, by, whom))),
        Refusal::Forbidden { .. }
    ));
    let whom = anna.person;
    square.does(&mette, move |tx, by| vouches::unknow(tx, by, whom)).expect("taken back");
    assert!(square.voice(&anna).vetted, "until the day is over");
    square.db.clock.pass(DAY);
    assert!(!square.voice(&anna).vetted);
    assert_eq!(square.log(), [(true, 0), (true, 0), (false, 1)]);
    assert_eq!(refused(square.does(&mette, move |tx, by| vouches::unknow(tx, by, whom))), Refusal::NotFound);
}

#[test]
fn two_people_with_a_voice_give_one_and_losing_the_second_ends_it() {
    let square = Square::new();
    let (mette, anna, fenna, jorrit, soren) = cast(&square);
    assert!(matches!(refused(square.vouches(&fenna, &jorrit)), Refusal::Forbidden { .. }), "without a voice");
    square.knows(&mette, &anna);
    square.knows(&mette, &fenna);
    square.vouches(&anna, &jorrit).expect("the first");
    square.vouches(&anna, &jorrit).expect("said again");
    assert!(!square.voice(&jorrit).vetted, "one is not two");
    square.vouches(&fenna, &jorrit).expect("the second");
    assert_eq!(square.voice(&jorrit).vetting.map(|it| it.how), Some(How::Vouched));
    square.vouches(&jorrit, &soren).expect("one who was vouched for may vouch");
    square.takes_back(&fenna, &jorrit).expect("taken back");
    assert!(square.voice(&jorrit).vetted, "until the day is over");
    square.vouches(&fenna, &jorrit).expect("thought better of it");
    square.db.clock.pass(DAY);
    assert!(square.voice(&jorrit).vetted, "it began again where it ended");
    square.takes_back(&fenna, &jorrit).expect("taken back");
    square.db.clock.pass(DAY);
    assert!(!square.voice(&jorrit).vetted);
    assert_eq!(refused(square.takes_back(&fenna, &jorrit)), Refusal::NotFound);
    let theirs = square.voice(&soren).vouches;
    assert_eq!(
        theirs.iter().map(|it| it.counts).collect::<Vec<_>>(),
        [false],
        "a vouch without a voice counts nothing"
    );
}

#[test]
fn nobody_vouches_for_themselves_for_a_stall_as_a_stall_or_across_a_block() {
    let square = Square::new();
    let (mette, anna, fenna, ..) = cast(&square);
    square.knows(&mette, &anna);
    assert!(matches!(refused(square.vouches(&anna, &anna)), Refusal::Forbidden { .. }));
    let bageriet = square.stall("bageriet", &anna);
    assert!(matches!(refused(square.vouches(&bageriet, &fenna)), Refusal::Forbidden { .. }));
    let stall = Member::person(bageriet.account, Role::Person);
    assert_eq!(refused(square.vouches(&anna, &stall)), Refusal::NotFound);
    square.block(&fenna, &anna);
    assert_eq!(refused(square.vouches(&anna, &fenna)), Refusal::NotFound);
    let nobody = Member::person(AccountId(77), Role::Person);
    assert_eq!(refused(square.vouches(&anna, &nobody)), Refusal::NotFound);
}

#[test]
fn twelve_vouches_stand_and_the_thirteenth_waits_for_one_to_go() {
    let square = Square::new();
    let (mette, anna, ..) = cast(&square);
    square.knows(&mette, &anna);
    let names = ["a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "b1", "b2", "b3", "b4"];
    let guests: Vec<Member> = names.iter().map(|name| square.person(name)).collect();
    for guest in &guests[..12] {
        square.vouches(&anna, guest).expect("one of twelve");
    }
    assert!(matches!(refused(square.vouches(&anna, &guests[12])), Refusal::Forbidden { .. }));
    square.takes_back(&anna, &guests[0]).expect("taken back");
    square.vouches(&anna, &guests[12]).expect("room again");
    assert_eq!(square.asks(&anna, |tx, by| vouches::given(tx, by, Page::first(80))).items.len(), 12);
}

#[test]
fn who_is_put_out_or_leaves_loses_the_voice_at_once_and_who_returns_has_it_again() {
    let square = Square::new();
    let (mette, anna, fenna, ..) = cast(&square);
    square.knows(&mette, &anna);
    square.knows(&mette, &fenna);
    let whom = anna.person;
    square.does(&mette, move |tx, by| accounts::suspend(tx, by, whom, "spam")).expect("put out");
    assert!(!square.voice(&anna).vetted);
    square.does(&mette, move |tx, by| accounts::unsuspend(tx, by, whom)).expect("let in");
    assert!(square.voice(&anna).vetted);
    square.does(&fenna, accounts::delete).expect("left");
    assert!(!square.voice(&fenna).vetted);
}

#[test]
fn a_new_host_has_a_voice_and_one_who_steps_down_keeps_it_only_when_known() {
    let square = Square::new();
    let (mette, anna, fenna, ..) = cast(&square);
    square.knows(&mette, &fenna);
    for who in [anna.person, fenna.person] {
        square.does(&mette, move |tx, by| accounts::set_role(tx, by, who, Role::Host)).expect("appointed");
    }
    assert_eq!(square.voice(&anna).vetting.map(|it| it.how), Some(How::Host));
    for who in [anna.person, fenna.person] {
        square.does(&mette, move |tx, by| accounts::set_role(tx, by, who, Role::Person)).expect("stepped down");
    }
    square.db.clock.pass(DAY);
    assert!(!square.voice(&anna).vetted);
    assert_eq!(square.voice(&fenna).vetting.map(|it| it.how), Some(How::Known));
}

#[test]
fn the_night_takes_back_what_rests_on_a_voice_that_is_gone() {
    let square = Square::new();
    let (mette, anna, fenna, jorrit, soren) = cast(&square);
    square.knows(&mette, &anna);
    square.knows(&mette, &fenna);
    square.vouches(&anna, &jorrit).expect("a vouch");
    square.vouches(&fenna, &jorrit).expect("a vouch");
    square.vouches(&jorrit, &soren).expect("a vouch");
    square.vouches(&anna, &soren).expect("a vouch");
    square.night();
    assert!(square.voice(&jorrit).vetted && square.voice(&soren).vetted, "a night changes nothing by itself");
    let whom = fenna.person;
    square.does(&mette, move |tx, by| accounts::suspend(tx, by, whom, "")).expect("put out");
    square.db.clock.pass(DAY);
    square.night();
    square.db.clock.pass(DAY);
    square.night();
    square.db.clock.pass(DAY);
    assert!(square.voice(&anna).vetted);
    assert!(!square.voice(&jorrit).vetted && !square.voice(&soren).vetted);
}

#[test]
fn in_a_large_square_the_night_decides_by_flow() {
    let square = Square::new();
    let (mette, anna, fenna, jorrit, _) = cast(&square);
    square.knows(&mette, &anna);
    square
        .write(|tx| {
            tx.run(sql!("INSERT INTO settings (key, value) VALUES ('vetting_flow_from', '3')"), args![])?;
            Ok(())
        })
        .expect("a smaller bound");
    square.night();
    square.vouches(&anna, &fenna).expect("a vouch");
    assert!(!square.voice(&fenna).vetted, "vouches speak at night");
    square.knows(&mette, &jorrit);
    assert!(square.voice(&jorrit).vetted, "a host's word speaks at once");
    square.db.clock.pass(DAY);
    square.night();
    assert_eq!(square.voice(&fenna).vetting.map(|it| it.how), Some(How::Flow), "one vouch carries the flow");
}

#[test]
fn hosts_of_an_older_square_get_their_voice_at_night() {
    let square = Square::new();
    let mette = square.comes_in("mette", Role::Host);
    square
        .write(|tx| {
            tx.run(sql!("DELETE FROM vettings"), args![])?;
            tx.run(sql!("DELETE FROM hands"), args![])?;
            Ok(())
        })
        .expect("as before voices were kept");
    square.night();
    assert!(square.voice(&mette).vetted);
}

#[test]
fn a_gift_or_a_purchase_gives_nobody_a_voice() {
    let square = Square::new();
    let (mette, anna, ..) = cast(&square);
    let crumb = crate::gifts::currency(&square, "crumb");
    let id = crate::gifts::give(&square, &mette, crate::gifts::new_gift(anna.person, crumb, "You carried my oven."))
        .expect("a gift");
    square.does(&anna, move |tx, by| gifts::accept(tx, by, id, None)).expect("glad of it");
    square.night();
    assert!(!square.voice(&anna).vetted);
}

fn accepts(square: &Square, inviter: &Member, knows: bool, name: &'static str) -> Member {
    let new = NewInvitation { why: "You bake.".into(), knows, ..NewInvitation::default() };
    let (_, token) = square.does(inviter, move |tx, by| invitations::create(tx, by, &new)).expect("an invitation");
    let guest = square.write(move |tx| {
        let guest = NewPerson { email: Some(format!("{name}@mail.example")), ..NewPerson::named(name) };
        invitations::accept(tx, &token, &guest)
    });
    Member::person(guest.expect("came in"), Role::Person)
}

#[test]
fn the_tick_on_an_invitation_is_a_hosts_word_or_a_members_vouch() {
    let square = Square::new();
    let (mette, anna, fenna, ..) = cast(&square);
    let known = accepts(&square, &mette, true, "pieter");
    assert_eq!(square.voice(&known).vetting.map(|it| it.how), Some(How::Known));
    assert!(!square.voice(&accepts(&square, &mette, false, "samira")).vetted, "an invitation alone is no word");
    square.knows(&mette, &fenna);
    let guest = accepts(&square, &fenna, true, "tom");
    let voice = square.voice(&guest);
    assert_eq!((voice.vetted, voice.vouches.len()), (false, 1));
    square.vouches(&known, &guest).expect("the second vouch");
    assert!(square.voice(&guest).vetted);
    let unheard = accepts(&square, &anna, true, "lotte");
    assert_eq!(square.voice(&unheard).vouches.iter().map(|it| it.counts).collect::<Vec<_>>(), [false]);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(6))]

    /// Whoever invites whomever: every way back ends at somebody whom nobody invited.
    #[test]
    fn invitations_never_make_a_circle(inviters in proptest::collection::vec(0_usize..40, 1..25)) {
        let square = Square::new();
        let mut people = vec![square.comes_in("mette", Role::Host)];
        for (at, inviter) in inviters.into_iter().enumerate() {
            let name: &'static str = Box::leak(format!("guest{at}").into_boxed_str());
            let inviter = people[inviter % people.len()].clone();
            people.push(accepts(&square, &inviter, false, name));
        }
        for person in &people {
            let (mut at, mut steps) = (Some(person.person), 0);
            while let Some(who) = at {
                at = square.read(move |tx| accounts::login(tx, who)).invited_by;
                steps += 1;
                proptest::prop_assert!(at != Some(who) && steps <= people.len());
            }
        }
    }
}
