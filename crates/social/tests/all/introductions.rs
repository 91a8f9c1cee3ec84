//! Bringing people together: who may, how often, what each of the three can see, and what becomes of it.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use proptest::prelude::*;
use soulava_social::introductions::{self, Answer, NewIntroduction, Seen};
use soulava_social::notifications::{self, Kinds};
use soulava_social::posts::{Draft, Visibility};
use soulava_social::ties::{self, Act, ActKind, Stage};
use soulava_social::waiting::{self, WaitingItem};
use soulava_social::{
    AccountId, Error, IntroductionId, Member, Page, Refusal, Result, Role, accounts, relations, timelines,
};
use soulava_store::{args, sql};

use crate::square::{Square, refused};

pub const DAY: Duration = Duration::from_secs(86_400);

/// Two who greeted each other.
pub fn acquaint(square: &Square, one: &Member, other: &Member) {
    for (from, to) in [(one, other), (other, one)] {
        let to = to.person;
        square.does(from, move |tx, from| ties::greet(tx, from, to)).expect("a greeting");
    }
}

/// Anna knows Fenna and Jorrit, who do not know each other.
struct Three {
    square: Square,
    anna: Member,
    fenna: Member,
    jorrit: Member,
}

impl Three {
    fn new() -> Self {
        let square = Square::new();
        let [anna, fenna, jorrit] = ["Anna", "Fenna", "Jorrit"].map(|name| square.person(name));
        acquaint(&square, &anna, &fenna);
        acquaint(&square, &anna, &jorrit);
        Self { square, anna, fenna, jorrit }
    }

    fn offer(&self) -> IntroductionId {
        offer(&self.square, &self.anna, &self.fenna, &self.jorrit).expect("an offer that may be")
    }

    fn says(&self, who: &Member, id: IntroductionId, yes: bool) {
        self.square
            .does(who, move |tx, who| introductions::answer(tx, who, id, yes, false))
            .expect("an answer that may be");
    }

    fn seen(&self, who: &Member, id: IntroductionId) -> Seen {
        self.square.asks(who, move |tx, who| introductions::view(tx, who, id)).seen
    }

    fn both_say_yes(&self) -> IntroductionId {
        let id = self.offer();
        self.says(&self.fenna, id, true);
        self.says(&self.jorrit, id, true);
        id
    }

    fn night(&self) {
        while self.square.write(introductions::night).expect("a quiet night") {}
    }
}

pub fn offer(square: &Square, by: &Member, a: &Member, b: &Member) -> Result<IntroductionId> {
    offer_as(square, by, a.account, b.account, false)
}

fn offer_as(square: &Square, by: &Member, a: AccountId, b: AccountId, my_stall: bool) -> Result<IntroductionId> {
    square.does(by, move |tx, by| {
        let why = "You both mend what others throw away.".to_owned();
        introductions::offer(tx, by, &NewIntroduction { people: [a, b], why, my_stall, show: false })
    })
}

fn recognitions_of(square: &Square) -> i64 {
    square.read(|tx| {
        Ok(tx
            .one(sql!("SELECT COUNT(*) FROM recognitions WHERE kind = 'introduction' AND state = 'counts'"), args![])?)
    })
}

#[test]
fn two_yeses_open_a_thread_of_three_and_a_first_tie() {
    let three = Three::new();
    let id = three.offer();
    for (who, other) in [(&three.fenna, "jorrit"), (&three.jorrit, "fenna")] {
        let waits = three.square.asks(who, waiting::list);
        let offers =
            waits.iter().filter(|item| matches!(item, WaitingItem::Introduction(view) if view.b.username == other));
        assert_eq!(offers.count(), 1);
        assert_eq!(three.square.asks(who, waiting::count), 1);
        // A private post of the square itself, so that every app can show it.
        let told = three.square.asks(who, |tx, who| timelines::direct(tx, who, Page::first(9))).items;
        let told = three.square.sees(who, told[0]).expect("their own");
        assert!(told.post.text.contains(&format!("/introductions/{id}")), "{}", told.post.text);
    }
    three.says(&three.fenna, id, true);
    for who in [&three.anna, &three.jorrit, &three.fenna] {
        assert_eq!(three.seen(who, id), Seen::Waiting);
    }
    three.says(&three.jorrit, id, true);
    let view = three.square.asks(&three.anna, move |tx, anna| introductions::view(tx, anna, id));
    assert_eq!(view.seen, Seen::Together);
    let post = view.post.expect("a thread");
    for who in [&three.anna, &three.fenna, &three.jorrit] {
        let seen = three.square.sees(who, post).expect("one of the three");
        assert_eq!((seen.post.account, seen.post.visibility), (three.anna.account, Visibility::Direct));
        assert!(seen.post.text.ends_with("You both mend what others throw away."));
    }
    let [fenna, jorrit] = [three.fenna.person, three.jorrit.person];
    let tie = three.square.read(move |tx| ties::between(tx, fenna, jorrit)).expect("a first tie");
    assert_eq!(tie.stage, Some(Stage::Acquainted));
    let heard =
        three.square.asks(&three.anna, |tx, anna| notifications::list(tx, anna, Page::first(9), &Kinds::default()));
    assert_eq!(heard.items.iter().filter(|it| it.kind == "introduction").count(), 2);
    assert!(three.square.asks(&three.fenna, waiting::list).is_empty());
}

#[test]
fn it_is_public_only_when_all_three_agreed() {
    for (all, visibility) in [(true, Visibility::Public), (false, Visibility::Direct)] {
        let three = Three::new();
        let [fenna, jorrit] = [three.fenna.account, three.jorrit.account];
        let id = three
            .square
            .does(&three.anna, move |tx, anna| {
                let why = "Bread and tools.".to_owned();
                introductions::offer(
                    tx,
                    anna,
                    &NewIntroduction { people: [fenna, jorrit], why, my_stall: false, show: true },
                )
            })
            .expect("offered");
        for (who, show) in [(&three.fenna, true), (&three.jorrit, all)] {
            three.square.does(who, move |tx, who| introductions::answer(tx, who, id, true, show)).expect("yes");
        }
        let post =
            three.square.asks(&three.anna, move |tx, anna| introductions::view(tx, anna, id)).post.expect("a thread");
        assert_eq!(three.square.sees(&three.anna, post).expect("hers").post.visibility, visibility);
    }
}

#[test]
fn one_brings_together_whom_one_knows_and_who_do_not_know_each_other() {
    let three = Three::new();
    let soren = three.square.person("Soren");
    refused(offer(&three.square, &three.anna, &three.fenna, &soren));
    refused(offer(&three.square, &soren, &three.fenna, &three.jorrit));
    refused(offer(&three.square, &three.anna, &three.fenna, &three.fenna));
    refused(offer(&three.square, &three.anna, &three.anna, &three.fenna));
    acquaint(&three.square, &three.fenna, &three.jorrit);
    refused(offer(&three.square, &three.anna, &three.fenna, &three.jorrit));
    // A tie that one of them hides is not told by a refusal.
    let jorrit = three.jorrit.person;
    three.square.does(&three.fenna, move |tx, fenna| ties::hide(tx, fenna, jorrit, true)).expect("hidden");
    three.offer();
}

#[test]
fn the_reason_is_in_plain_words_and_says_something() {
    let three = Three::new();
    let [fenna, jorrit] = [three.fenna.account, three.jorrit.account];
    let with = |why: String| {
        three.square.does(&three.anna, move |tx, anna| {
            let people = [fenna, jorrit];
            introductions::offer(tx, anna, &NewIntroduction { people, why: why.clone(), my_stall: false, show: false })
        })
    };
    for why in ["", "  ab ", "ask @soren too", "have an :appeltaart: on me"] {
        refused(with(why.to_owned()));
    }
    refused(with("x".repeat(501)));
    let id = with("Both: bread, and old clocks: at 9:30.".to_owned()).expect("colons are words");
    let again = with("Both: bread, and old clocks: at 9:30.".to_owned()).expect("sent twice");
    assert_eq!(id, again);
    refused(with("Another reason for the same two.".to_owned()));
}

#[test]
fn three_open_five_a_week_and_two_about_one_person() {
    let square = Square::new();
    let anna = square.person("Anna");
    let others =
        ["B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B9", "B10", "B11", "B12"].map(|name| square.person(name));
    others.iter().take(9).for_each(|other| acquaint(&square, &anna, other));
    square.db.clock.pass(DAY);
    others.iter().skip(9).for_each(|other| acquaint(&square, &anna, other));
    let bring = |a: usize, b: usize| offer(&square, &anna, &others[a], &others[b]);
    bring(0, 1).expect("the first");
    let second = bring(0, 2).expect("the second");
    refused(bring(0, 3)); // Two are about the first of them.
    // That one says no: whoever offers cannot tell by a free place.
    square.does(&others[0], move |tx, who| introductions::answer(tx, who, second, false, false)).expect("no");
    refused(bring(0, 3));
    let third = bring(4, 5).expect("the third");
    refused(bring(6, 7)); // Three are open.
    for who in [4, 5] {
        square.does(&others[who], move |tx, who| introductions::answer(tx, who, third, true, false)).expect("yes");
    }
    let fourth = bring(6, 7).expect("a place is free");
    for who in [6, 7] {
        square.does(&others[who], move |tx, who| introductions::answer(tx, who, fourth, true, false)).expect("yes");
    }
    let fifth = bring(8, 9).expect("the fifth of the week");
    for who in [8, 9] {
        square.does(&others[who], move |tx, who| introductions::answer(tx, who, fifth, true, false)).expect("yes");
    }
    refused(bring(10, 11));
    square.db.clock.pass(7 * DAY);
    bring(10, 11).expect("another week");
}

#[test]
fn an_offer_is_nobodys_but_the_threes() {
    let three = Three::new();
    let id = three.offer();
    let soren = three.square.person("Soren");
    for wrong in [id, IntroductionId(7)] {
        let refusal = refused(three.square.does(&soren, move |tx, who| introductions::view(tx, who, wrong)));
        assert_eq!(refusal, Refusal::NotFound);
        let refusal =
            refused(three.square.does(&soren, move |tx, who| introductions::answer(tx, who, wrong, true, false)));
        assert_eq!(refusal, Refusal::NotFound);
    }
    // The introducer cannot answer for them.
    refused(three.square.does(&three.anna, move |tx, anna| introductions::answer(tx, anna, id, true, false)));
    refused(three.square.does(&three.fenna, move |tx, who| introductions::glad(tx, who, id)));
}

#[test]
fn they_met_when_both_spoke_and_it_is_a_deed_when_both_are_glad() {
    let three = Three::new();
    let id = three.both_say_yes();
    three.square.db.clock.pass(DAY);
    three.square.says_to(&three.fenna, Visibility::Direct, "@jorrit shall we?");
    three.square.db.clock.pass(DAY);
    three.night();
    assert_eq!(three.seen(&three.anna, id), Seen::Together);
    three.square.says_to(&three.jorrit, Visibility::Direct, "@fenna yes, on Tuesday");
    three.square.db.clock.pass(DAY);
    three.night();
    assert_eq!(three.seen(&three.anna, id), Seen::Met);
    three.square.does(&three.fenna, move |tx, who| introductions::glad(tx, who, id)).expect("glad");
    assert_eq!(three.seen(&three.anna, id), Seen::Worked);
    assert_eq!(recognitions_of(&three.square), 0, "one alone is no deed");
    for _ in 0..2 {
        three.square.does(&three.jorrit, move |tx, who| introductions::glad(tx, who, id)).expect("glad");
    }
    assert_eq!(recognitions_of(&three.square), 2);
    let doer = three.anna.person;
    let of_anna: i64 = three.square.read(move |tx| {
        Ok(tx.one(
            sql!("SELECT COUNT(*) FROM recognitions r JOIN hands h ON h.hand = r.doer WHERE r.kind = 'introduction' AND h.account_id = $1"),
            args![doer],
        )?)
    });
    assert_eq!(of_anna, 2);
}

#[test]
fn too_late_an_exchange_is_no_meeting_and_familiar_people_need_not_say_so() {
    let three = Three::new();
    let id = three.both_say_yes();
    three.square.db.clock.pass(31 * DAY);
    three.square.says_to(&three.fenna, Visibility::Direct, "@jorrit shall we?");
    three.square.says_to(&three.jorrit, Visibility::Direct, "@fenna yes");
    three.night();
    assert_eq!(three.seen(&three.anna, id), Seen::Together);
    for _ in 0..3 {
        three.square.db.clock.pass(8 * DAY);
        three.square.says_to(&three.fenna, Visibility::Direct, "@jorrit bread?");
        three.square.says_to(&three.jorrit, Visibility::Direct, "@fenna bread.");
    }
    three.square.db.clock.pass(8 * DAY);
    three.night();
    assert_eq!(three.seen(&three.anna, id), Seen::Worked);
    assert_eq!(recognitions_of(&three.square), 0);
}

#[test]
fn what_became_of_it_is_written_down_for_the_host() {
    let three = Three::new();
    let host = Member::person(three.square.person("Mette").account, Role::Host);
    three.both_say_yes();
    three.square.says_to(&three.fenna, Visibility::Direct, "@jorrit shall we?");
    three.square.says_to(&three.jorrit, Visibility::Direct, "@fenna yes");
    for _ in 0..30 {
        three.night();
        three.square.db.clock.pass(7 * DAY);
    }
    let figures = three.square.asks(&host, introductions::figures);
    assert_eq!((figures.offered, figures.accepted, figures.glad), (1, 1, 0));
    assert_eq!((figures.talked.met, figures.talked.of), (1, 1));
    assert_eq!((figures.gave.met, figures.gave.of), (0, 1));
    assert_eq!((figures.tied.met, figures.tied.of), (0, 1), "half a year of silence is no tie");
    assert_eq!(figures.compared, None);
    refused(three.square.does(&three.anna, introductions::figures));
}

#[test]
fn ones_own_stall_has_to_be_said_and_earns_nothing() {
    let three = Three::new();
    let stall = three.square.stall("Bageriet", &three.jorrit);
    three.square.keeps(&three.jorrit, &stall);
    // A stall is asked in the person of its keeper.
    let id = offer_as(&three.square, &three.anna, three.fenna.account, stall.account, false).expect("Jorrit's stall");
    let view = three.square.asks(&three.jorrit, move |tx, who| introductions::view(tx, who, id));
    assert_eq!(
        (view.a.id, view.stall.map(|it| it.id), view.own_stall),
        (three.jorrit.person, Some(stall.account), false)
    );

    let three = Three::new();
    let stall = three.square.stall("Bageriet", &three.jorrit);
    three.square.keeps(&three.jorrit, &stall);
    three.square.keeps(&three.anna, &stall);
    for whom in [stall.account, three.jorrit.account] {
        refused(offer_as(&three.square, &three.anna, three.fenna.account, whom, false));
    }
    let id =
        offer_as(&three.square, &three.anna, three.fenna.account, three.jorrit.account, true).expect("it was said");
    let view = three.square.asks(&three.fenna, move |tx, who| introductions::view(tx, who, id));
    assert_eq!((view.own_stall, view.stall.map(|it| it.id)), (true, Some(stall.account)));
    for who in [&three.fenna, &three.jorrit] {
        three.says(who, id, true);
    }
    for who in [&three.fenna, &three.jorrit] {
        three.square.does(who, move |tx, who| introductions::glad(tx, who, id)).expect("glad");
    }
    assert_eq!(recognitions_of(&three.square), 0);
    // A stall that only the introducer keeps has nobody else to meet.
    let own = three.square.stall("Boghandel", &three.anna);
    three.square.keeps(&three.anna, &own);
    refused(offer_as(&three.square, &three.anna, three.fenna.account, own.account, true));
    // And a stall brings nobody together.
    refused(offer_as(&three.square, &own, three.fenna.account, three.jorrit.account, true));
}

#[test]
fn the_never_list_is_its_owners_and_has_an_end() {
    let three = Three::new();
    let jorrit = three.jorrit.person;
    three.square.does(&three.fenna, move |tx, fenna| introductions::never(tx, fenna, jorrit)).expect("listed");
    assert_eq!(three.square.asks(&three.fenna, introductions::wishes).never.len(), 1);
    assert!(three.square.asks(&three.jorrit, introductions::wishes).never.is_empty());
    let own = three.fenna.person;
    refused(three.square.does(&three.fenna, move |tx, fenna| introductions::never(tx, fenna, own)));
    let id = three.offer();
    refused(three.square.does(&three.fenna, move |tx, who| introductions::view(tx, who, id)));
    assert!(three.square.asks(&three.fenna, waiting::list).is_empty());
    three
        .square
        .does(&three.fenna, move |tx, fenna| introductions::never_no_more(tx, fenna, jorrit))
        .expect("taken off");
    assert!(three.square.asks(&three.fenna, introductions::wishes).never.is_empty());
}

#[test]
fn whoever_leaves_takes_the_introductions_along() {
    let three = Three::new();
    let id = three.both_say_yes();
    let fenna = three.fenna.person;
    three.square.does(&three.jorrit, move |tx, who| introductions::never(tx, who, fenna)).expect("listed");
    three
        .square
        .write(move |tx| {
            tx.run(sql!("UPDATE accounts SET state = 'deleted' WHERE id = $1"), args![fenna])?;
            Ok(())
        })
        .expect("gone");
    while three.square.write(move |tx| accounts::erase_slice(tx, fenna)).expect("erased") {}
    refused(three.square.does(&three.anna, move |tx, anna| introductions::view(tx, anna, id)));
    let left: i64 = three.square.read(|tx| {
        Ok(tx.one(sql!("SELECT (SELECT COUNT(*) FROM introductions) + (SELECT COUNT(*) FROM never_pairs)"), args![])?)
    });
    assert_eq!(left, 0);
}

/// What the other one does about an offer, or did before it.
#[derive(Clone, Copy, Debug)]
enum Other {
    Nothing,
    No,
    YesThenNo,
    BlocksBefore,
    BlocksAfter,
    BlockedIntroducer,
    NeverBefore,
    NeverAfter,
    NotNow,
}

/// Everything that somebody can see, without ids and times.
#[derive(Debug, PartialEq)]
struct Sight {
    seen: Vec<(Seen, Option<Answer>, bool, bool, String)>,
    waiting: usize,
    heard: Vec<String>,
    read: usize,
    more: bool,
}

fn sight(three: &Three, who: &Member, more: bool) -> Sight {
    let list = three.square.asks(who, |tx, who| {
        let mut all = introductions::list_to(tx, who, Page::first(40))?.items;
        all.extend(introductions::list_by(tx, who, Page::first(40))?.items);
        Ok(all)
    });
    Sight {
        seen: list
            .into_iter()
            .map(|it| (it.seen, it.mine.map(|mine| mine.answer), it.post.is_some(), it.both_glad, it.why))
            .collect(),
        waiting: three.square.asks(who, waiting::list).len(),
        heard: three
            .square
            .asks(who, |tx, who| notifications::list(tx, who, Page::first(40), &Kinds::default()))
            .items
            .into_iter()
            .map(|it| format!("{} {}", it.kind, it.from.username))
            .collect(),
        read: three.square.asks(who, |tx, who| timelines::direct(tx, who, Page::first(40))).items.len(),
        more,
    }
}

/// One story: Jorrit does this, Fenna says that, so many days pass. What Fenna and Anna see then.
fn story(jorrits: Other, fennas: Option<bool>, days: u32) -> (Sight, Sight) {
    let three = Three::new();
    let soren = three.square.person("Soren");
    acquaint(&three.square, &three.anna, &soren);
    let mette = three.square.person("Mette");
    acquaint(&three.square, &three.anna, &mette);
    let (fenna, anna) = (three.fenna.person, three.anna.person);
    let jorrit = |act: fn(&soulava_social::Tx, &Member, AccountId) -> Result<()>, whom: AccountId| {
        three.square.does(&three.jorrit, move |tx, me| act(tx, me, whom)).expect("Jorrit may");
    };
    match jorrits {
        Other::BlocksBefore => jorrit(relations::block, fenna),
        Other::NeverBefore => jorrit(introductions::never, fenna),
        Other::NotNow => jorrit(|tx, me, _| introductions::set_not_now(tx, me, true), fenna),
        _ => {}
    }
    let id = three.offer();
    if let Some(yes) = fennas {
        three.says(&three.fenna, id, yes);
    }
    match jorrits {
        Other::No => three.says(&three.jorrit, id, false),
        Other::YesThenNo if fennas != Some(true) => {
            three.says(&three.jorrit, id, true);
            three.says(&three.jorrit, id, false);
        }
        Other::BlocksAfter => jorrit(relations::block, fenna),
        Other::BlockedIntroducer => jorrit(relations::block, anna),
        Other::NeverAfter => jorrit(introductions::never, fenna),
        _ => {}
    }
    three.square.db.clock.pass(DAY * days);
    three.night();
    // Places that look taken stay taken: the second about Fenna may be, a third may not, whatever anybody said.
    let second = offer(&three.square, &three.anna, &three.fenna, &soren).is_ok();
    let third = offer(&three.square, &three.anna, &three.fenna, &mette).is_ok();
    (sight(&three, &three.fenna, second), sight(&three, &three.anna, third))
}

fn other() -> impl Strategy<Value = Other> {
    prop::sample::select(vec![
        Other::No,
        Other::YesThenNo,
        Other::BlocksBefore,
        Other::BlocksAfter,
        Other::BlockedIntroducer,
        Other::NeverBefore,
        Other::NeverAfter,
        Other::NotNow,
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_no_a_silence_and_a_block_look_the_same(
        jorrits in other(), fennas in prop::option::of(any::<bool>()), days in 0..20_u32,
    ) {
        let (fenna, anna) = story(jorrits, fennas, days);
        let (fenna_silent, anna_silent) = story(Other::Nothing, fennas, days);
        prop_assert_eq!(&fenna, &fenna_silent);
        // Anna may see that Jorrit blocks her, by their tie; of the offer she sees nothing else either.
        prop_assert_eq!(&anna.seen, &anna_silent.seen);
        prop_assert_eq!((&anna.waiting, &anna.read, &anna.more), (&anna_silent.waiting, &anna_silent.read, &anna_silent.more));
        let first = fenna.seen.last().expect("the offer");
        prop_assert_eq!(first.0, if days < 14 { Seen::Waiting } else { Seen::NotNow });
    }

    #[test]
    fn an_introduction_is_of_three_people_whoever_is_asked(tries in prop::collection::vec((0..5_usize, 0..8_usize, 0..8_usize), 1..12)) {
        let square = Square::new();
        let people = ["P1", "P2", "P3", "P4", "P5"].map(|name| square.person(name));
        let stalls = ["S1", "S2", "S3"].map(|name| square.stall(name, &people[0]));
        for (stall, keepers) in stalls.iter().zip([&[0, 1][..], &[2], &[1, 3, 4]]) {
            keepers.iter().for_each(|keeper| square.keeps(&people[*keeper], stall));
        }
        // Everybody did something for everybody, and nobody back: three know all, two know nobody else.
        for one in 0..3 {
            for other in one + 1..5 {
                acquaint(&square, &people[one], &people[other]);
            }
        }
        let all: Vec<AccountId> = people.iter().chain(&stalls).map(|it| it.account).collect();
        for (by, a, b) in tries {
            match offer_as(&square, &people[by], all[a], all[b], true) {
                Ok(_) | Err(Error::Refused(_)) => {}
                Err(broken) => panic!("{broken}"),
            }
        }
        let rows: Vec<(AccountId, AccountId, AccountId)> = square.read(|tx| {
            Ok(tx.all(sql!("SELECT introducer_id, a_id, b_id FROM introductions ORDER BY id LIMIT 100"), args![])?)
        });
        let humans: HashSet<AccountId> = people.iter().map(|it| it.account).collect();
        for (by, a, b) in rows {
            prop_assert_eq!(HashSet::from([by, a, b]).len(), 3);
            prop_assert!([by, a, b].iter().all(|id| humans.contains(id)));
        }
    }

    #[test]
    fn invitations_make_a_tree(by in prop::collection::vec(any::<prop::sample::Index>(), 1..12)) {
        use soulava_social::accounts::NewPerson;
        use soulava_social::invitations::{self, NewInvitation};
        let square = Square::new();
        let mut inside = vec![square.person("Root")];
        for (number, by) in by.iter().enumerate() {
            let inviter = by.get(&inside).clone();
            let guest = square.does(&inviter, move |tx, inviter| {
                let new = NewInvitation { why: "Come by.".into(), ..NewInvitation::default() };
                let (_, token) = invitations::create(tx, inviter, &new)?;
                let guest = invitations::accept(tx, &token, &NewPerson::named(&format!("guest{number}")))?;
                assert!(matches!(invitations::accept(tx, &token, &NewPerson::named("second")), Err(Error::Refused(_))));
                Ok(guest)
            });
            inside.push(Member::person(guest.expect("came in"), Role::Person));
        }
        let edges: Vec<(AccountId, AccountId)> = square.read(|tx| {
            Ok(tx.all(sql!("SELECT account_id, invited_by FROM logins WHERE invited_by IS NOT NULL ORDER BY account_id LIMIT 100"), args![])?)
        });
        prop_assert_eq!(edges.len(), by.len());
        let parent: HashMap<AccountId, AccountId> = edges.iter().copied().collect();
        prop_assert_eq!(parent.len(), edges.len());
        for guest in parent.keys() {
            let (mut at, mut steps) = (*guest, 0);
            while let Some(up) = parent.get(&at) {
                (at, steps) = (*up, steps + 1);
                prop_assert!(steps <= edges.len(), "a circle of invitations");
            }
            prop_assert_eq!(at, inside[0].person);
        }
    }
}

#[test]
fn posts_of_the_square_itself_make_no_ties_and_no_gifts() {
    let three = Three::new();
    three.offer();
    let waits = three.square.asks(&three.fenna, |tx, who| timelines::direct(tx, who, Page::first(9))).items;
    let answer = Draft { reply_to: Some(waits[0]), ..Draft::public("@square who is that?") };
    three.square.posts(&three.fenna, Draft { visibility: Visibility::Direct, ..answer }).expect("an answer");
    let fenna = three.fenna.person;
    let ties = three.square.read(move |tx| ties::of(tx, fenna, Page::first(9))).items;
    assert_eq!(ties.len(), 1, "only Anna");
}

/// Something to stand in for a history.
pub fn acts(square: &Square, from: &Member, to: &Member, kind: ActKind, object: i64) {
    let (from, to) = (from.person, to.person);
    square.write(move |tx| ties::note(tx, &Act { kind, from, to, object, at: tx.now() })).expect("an act");
}
