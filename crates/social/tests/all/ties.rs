//! What moves a tie, what does not, and how the two look after it.

use std::time::Duration;

use proptest::prelude::*;
use soulava_social::gifts;
use soulava_social::invitations::{self, NewInvitation};
use soulava_social::posts::{self, UseKind, Visibility};
use soulava_social::ties::{self, Act, ActKind, Stage, Tie};
use soulava_social::{
    AccountId, Member, Page, Refusal, Role, TieId, Viewer, accounts, bell, notifications, relations, timelines,
};
use soulava_store::{args, sql};

use crate::gifts::{currency, give, new_gift};
use crate::square::{Square, refused};

const DAY: Duration = Duration::from_secs(86_400);

fn tie(square: &Square, who: &Member, whom: &Member) -> Option<Tie> {
    let whom = whom.person;
    square.asks(who, move |tx, me| ties::between(tx, me.person, whom))
}

fn stage(square: &Square, who: &Member, whom: &Member) -> Option<Stage> {
    tie(square, who, whom).and_then(|tie| tie.stage)
}

fn near(found: f64, wanted: f64) {
    assert!((found - wanted).abs() < 1e-6, "{found} and not {wanted}");
}

fn notes(square: &Square, kind: ActKind, from: &Member, to: &Member, object: i64, at: i64) {
    let act = Act { kind, from: from.person, to: to.person, object, at };
    square.write(move |tx| ties::note(tx, &act)).expect("an act is kept");
}

fn gives(square: &Square, giver: &Member, receiver: &Member, slug: &'static str) -> soulava_social::GiftId {
    let currency = currency(square, slug);
    let gift = give(square, giver, new_gift(receiver.person, currency, "For the soup.")).expect("a gift");
    square.does(receiver, move |tx, me| gifts::accept(tx, me, gift, None)).expect("glad of it");
    gift
}

#[test]
fn answering_each_other_is_a_tie_and_following_is_not() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    square.follow(&anna, &fenna);
    square.follow(&fenna, &anna);
    let post = square.says(&anna, "Who has yeast?");
    square.does(&fenna, move |tx, me| posts::favourite(tx, me, post)).expect("a favourite");
    square.does(&fenna, move |tx, me| posts::boost(tx, me, post, None)).expect("a boost");
    assert_eq!(tie(&square, &anna, &fenna), None, "none of these is a relation");
    let answer = square.answers(&fenna, post, "I do, @anna.");
    let one = tie(&square, &anna, &fenna).expect("something passed");
    assert_eq!((one.stage, one.mine, one.theirs), (None, 0, 1), "a tie takes two; a name in an answer is the answer");
    square.answers(&anna, answer, "I come by at six.");
    assert_eq!(stage(&square, &anna, &fenna), Some(Stage::Acquainted));
    assert_eq!(stage(&square, &fenna, &anna), Some(Stage::Acquainted));
    assert_eq!(square.asks(&anna, |tx, me| ties::of(tx, me.person, Page::first(10))).items.len(), 1);
}

#[test]
fn a_mention_a_message_and_a_greeting_are_words() {
    let square = Square::new();
    let (anna, fenna, soren, mette) =
        (square.person("Anna"), square.person("Fenna"), square.person("Soren"), square.person("Mette"));
    square.says(&anna, "@fenna was right.");
    square.says_to(&anna, Visibility::Direct, "@soren are you there?");
    let whom = mette.person;
    square.does(&anna, move |tx, me| ties::greet(tx, me, whom)).expect("good morning");
    square.does(&anna, move |tx, me| ties::greet(tx, me, whom)).expect("twice is once");
    for (whom, kind) in [(&fenna, ActKind::Mention), (&soren, ActKind::Message), (&mette, ActKind::Greeting)] {
        let other = anna.person;
        let seen = square.asks(whom, move |tx, me| ties::history(tx, me.person, other, Page::first(10))).items;
        assert_eq!(seen.iter().map(|it| (it.kind, it.mine, it.times)).collect::<Vec<_>>(), [(kind, false, 1)]);
        near(tie(&square, &anna, whom).expect("kept").warmth, 0.0625 / 2.0625);
    }
    let told = square.asks(&mette, |tx, me| notifications::list(tx, me, Page::first(10), &Default::default()));
    assert_eq!(told.items.iter().map(|it| it.kind.as_str()).collect::<Vec<_>>(), ["greeting"]);
}

#[test]
fn greetings_have_a_limit_and_go_to_people_who_are_here() {
    let square = Square::new();
    let (anna, bakery) = (square.person("Anna"), square.stall("Bageriet", &square.person("Mette")));
    let (me, stall) = (anna.person, bakery.account);
    assert!(matches!(refused(square.does(&anna, move |tx, by| ties::greet(tx, by, me))), Refusal::Forbidden { .. }));
    assert_eq!(refused(square.does(&anna, move |tx, by| ties::greet(tx, by, stall))), Refusal::NotFound);
    assert_eq!(refused(square.does(&anna, |tx, by| ties::greet(tx, by, AccountId(7)))), Refusal::NotFound);
    let most = ties::rules().greetings_a_day;
    let names = (0..=most).map(|n| -> &'static str { Box::leak(format!("neighbour{n}").into_boxed_str()) });
    let results: Vec<bool> = names
        .map(|name| {
            let whom = square.person(name).person;
            square.does(&anna, move |tx, by| ties::greet(tx, by, whom)).is_ok()
        })
        .collect();
    assert_eq!(results.iter().filter(|it| **it).count() as i64, most);
    assert!(!results[results.len() - 1]);
}

#[test]
fn an_accepted_gift_is_a_deed_and_its_thanks_until_it_is_taken_back() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    let gift = gives(&square, &anna, &fenna, "appeltaart");
    let seen = tie(&square, &anna, &fenna).expect("a tie");
    assert_eq!((seen.stage, seen.gifts_mine, seen.gifts_theirs, seen.ways), (Some(Stage::Acquainted), 1, 0, 2));
    near(seen.warmth, 0.36);
    square.db.clock.pass(DAY * 30);
    near(tie(&square, &anna, &fenna).expect("a tie").warmth, 0.219_512);
    square.db.clock.pass(DAY * 270);
    let later = tie(&square, &fenna, &anna).expect("a tie");
    near(later.warmth, 0.000_549);
    assert!(later.resting && (later.bond - 0.241).abs() < 1e-3, "{later:?}");
    square.does(&anna, move |tx, me| gifts::retract(tx, me, gift)).expect("retracted");
    let gone = tie(&square, &anna, &fenna).expect("the row stays");
    assert_eq!((gone.stage, gone.warmth, gone.gifts_mine, gone.mine), (None, 0.0, 0, 0));
}

#[test]
fn a_use_is_thanks_to_its_author_and_a_stall_is_its_keeper() {
    let square = Square::new();
    let (anna, mette) = (square.person("Anna"), square.person("Mette"));
    let bakery = square.stall("Bageriet", &mette);
    square.keeps(&mette, &bakery);
    let post = square.says(&bakery, "Rye bread, in eleven steps.");
    square.does(&anna, move |tx, me| posts::use_it(tx, me, post, UseKind::Made, "")).expect("made it");
    near(tie(&square, &anna, &mette).expect("Mette wrote it").warmth, 0.25 / 2.25);
    square.answers(&anna, post, "It rose.");
    square.says(&anna, "@bageriet has rye bread.");
    let seen = tie(&square, &mette, &anna).expect("a tie");
    assert_eq!((seen.mine, seen.theirs), (0, 3), "an answer and a mention of a stall with one keeper");
    let stall = bakery.account;
    assert_eq!(square.asks(&anna, move |tx, me| ties::between(tx, me.person, stall)), None, "a stall has no ties");
    let bot = anna.person;
    square
        .write(move |tx| Ok(tx.run(sql!("UPDATE accounts SET bot = TRUE WHERE id = $1"), args![bot])?))
        .expect("a bot");
    square.answers(&bakery, post, "@anna beep");
    assert_eq!(tie(&square, &mette, &anna).expect("as before").mine, 0, "automated accounts have none");
}

#[test]
fn the_same_words_to_many_are_nobodys_tie() {
    let square = Square::new();
    let anna = square.person("Anna");
    let others: Vec<Member> = (0..7).map(|n| square.person(Box::leak(format!("guest{n}").into_boxed_str()))).collect();
    for (n, _) in others.iter().enumerate() {
        square.says_to(&anna, Visibility::Direct, &format!("@guest{n} come by on Sunday"));
    }
    for other in &others {
        let left = tie(&square, &anna, other).map_or(0, |tie| tie.mine);
        assert_eq!(left, 0, "a broadcast");
    }
    square.says_to(&anna, Visibility::Direct, "@guest0 and bring your own cup");
    assert_eq!(tie(&square, &anna, &others[0]).expect("other words").mine, 1);
}

#[test]
fn an_invitation_is_the_first_tie_and_so_is_the_bell() {
    let square = Square::new();
    let (anna, samira) = (square.comes_in("anna", Role::Person), square.comes_in("samira", Role::Host));
    let new = NewInvitation { why: "You bake.".into(), ..NewInvitation::default() };
    let (_, token) = square.does(&anna, move |tx, by| invitations::create(tx, by, &new)).expect("an invitation");
    let guest = square
        .write(move |tx| {
            let pieter =
                accounts::NewPerson { email: Some("p@mail.example".into()), ..accounts::NewPerson::named("pieter") };
            invitations::accept(tx, &token, &pieter)
        })
        .expect("came in");
    let pieter = Member::person(guest, Role::Person);
    let first = tie(&square, &pieter, &anna).expect("a tie");
    assert_eq!(first.stage, Some(Stage::Acquainted));
    near(first.warmth, 1.0 / 3.0);
    let rang = square.person("Tom");
    let tom = rang.person;
    square
        .write(move |tx| {
            tx.run(sql!("UPDATE accounts SET state = 'pending' WHERE id = $1"), args![tom])?;
            tx.run(
                sql!("INSERT INTO logins (account_id, email, email_folded, role, created_at) VALUES ($1, 't@mail.example', 't@mail.example', 'person', 1)"),
                args![tom],
            )?;
            Ok(())
        })
        .expect("somebody at the door");
    square.does(&samira, move |tx, by| bell::approve(tx, by, tom)).expect("let in");
    assert_eq!(stage(&square, &rang, &samira), Some(Stage::Acquainted));
}

#[test]
fn acts_from_the_past_decay_exactly_whatever_their_order() {
    let square = Square::new();
    let (anna, fenna, soren) = (square.person("Anna"), square.person("Fenna"), square.person("Soren"));
    let now = square.read(|tx| Ok(tx.now()));
    let day = 86_400_000;
    let days = [200, 3, 90, 45, 10, 10, 0];
    for (n, ago) in days.iter().enumerate() {
        notes(&square, ActKind::Thanks, &anna, &fenna, n as i64 + 1, now - ago * day);
    }
    let mut sorted = days;
    sorted.sort_unstable_by(|a, b| b.cmp(a));
    for (n, ago) in sorted.iter().enumerate() {
        notes(&square, ActKind::Thanks, &anna, &soren, n as i64 + 1, now - ago * day);
    }
    let (one, other) = (tie(&square, &anna, &fenna).expect("a tie"), tie(&square, &anna, &soren).expect("a tie"));
    assert_eq!((one.warmth.to_bits(), one.bond.to_bits()), (other.warmth.to_bits(), other.bond.to_bits()));
    let mass: f64 = days.iter().map(|ago| (-(*ago as f64) / 30.0).exp2()).sum();
    near(one.warmth, (mass / 4.0) / (mass / 4.0 + 2.0));
}

#[test]
fn stages_rise_over_months_and_fall_by_silent_years() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    for n in 0..10 {
        let post = square.says(&anna, "Bread is out.");
        let answer = square.answers(&fenna, post, "I am on my way.");
        square.answers(&anna, answer, "Good.");
        let wanted = if n < 2 { Stage::Acquainted } else { Stage::Familiar };
        assert_eq!(stage(&square, &anna, &fenna), Some(wanted), "day {n}");
        square.db.clock.pass(DAY * 10);
    }
    gives(&square, &anna, &fenna, "appeltaart");
    assert_eq!(stage(&square, &anna, &fenna), Some(Stage::Familiar));
    gives(&square, &fenna, &anna, "koffie");
    assert_eq!(stage(&square, &fenna, &anna), Some(Stage::Close));
    for wanted in [Stage::Familiar, Stage::Acquainted, Stage::Acquainted] {
        square.db.clock.pass(DAY * 365);
        let seen = tie(&square, &anna, &fenna).expect("a tie");
        assert!(seen.stage == Some(wanted) && seen.resting, "{seen:?}");
    }
    assert!(
        square
            .asks(&anna, {
                let whom = fenna.person;
                move |tx, me| ties::history(tx, me.person, whom, Page::first(200))
            })
            .items
            .len()
            >= 20
    );
}

#[test]
fn a_block_hides_the_tie_from_both_and_stops_counting() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    gives(&square, &anna, &fenna, "appeltaart");
    square.block(&fenna, &anna);
    for (who, whom) in [(&anna, &fenna), (&fenna, &anna)] {
        assert_eq!(tie(&square, who, whom), None);
        let other = whom.person;
        assert!(square.asks(who, move |tx, me| ties::history(tx, me.person, other, Page::first(9))).items.is_empty());
        assert!(square.asks(who, |tx, me| ties::of(tx, me.person, Page::first(9))).items.is_empty());
        assert!(square.asks(who, |tx, me| ties::known(tx, me.person)).is_empty());
    }
    assert!(square.read(|tx| ties::edges(tx, tx.now() / 86_400_000, None, 10)).is_empty());
    let whom = fenna.person;
    assert_eq!(refused(square.does(&anna, move |tx, by| ties::greet(tx, by, whom))), Refusal::NotFound);
    notes(&square, ActKind::Reply, &anna, &fenna, 77, 1_780_315_200_000);
    let whom = anna.person;
    square.does(&fenna, move |tx, me| relations::unblock(tx, me, whom)).expect("no longer");
    let back = tie(&square, &anna, &fenna).expect("what remains");
    assert_eq!((back.mine, back.gifts_mine), (1, 1), "what was said meanwhile does not count");
}

#[test]
fn hiding_resting_ending_and_erasing_are_each_ones_own() {
    let square = Square::new();
    let (anna, fenna, soren) = (square.person("Anna"), square.person("Fenna"), square.person("Soren"));
    gives(&square, &anna, &fenna, "appeltaart");
    gives(&square, &anna, &soren, "koffie");
    gives(&square, &fenna, &soren, "brood");
    let (a, f, s) = (anna.person, fenna.person, soren.person);
    let edges = |square: &Square| square.read(|tx| ties::edges(tx, tx.now() / 86_400_000, None, 10)).len();
    assert_eq!((square.read(move |tx| ties::common(tx, a, f, 9)), edges(&square)), (vec![s], 3));

    square.does(&anna, move |tx, me| ties::hide(tx, me, s, true)).expect("hidden");
    assert!(square.read(move |tx| ties::common(tx, a, f, 9)).is_empty() && edges(&square) == 2);
    assert!(!tie(&square, &soren, &anna).expect("his").hidden, "he does not learn of it");
    square.does(&anna, move |tx, me| ties::hide(tx, me, s, false)).expect("shown");

    square.does(&anna, move |tx, me| ties::rest(tx, me, s, true)).expect("rests");
    assert_eq!((square.asks(&anna, |tx, me| ties::known(tx, me.person)), edges(&square)), (vec![f], 2));
    assert!(square.asks(&soren, |tx, me| ties::known(tx, me.person)).contains(&a));
    square.does(&anna, move |tx, me| ties::greet(tx, me, s)).expect("good morning");
    assert!(square.asks(&anna, |tx, me| ties::known(tx, me.person)).contains(&s), "an act wakes it");

    square.db.clock.pass(DAY);
    square.does(&anna, move |tx, me| ties::erase(tx, me, f)).expect("erased");
    assert_eq!((stage(&square, &anna, &fenna), stage(&square, &fenna, &anna)), (None, None), "ended for both");
    let history = |who: &Member, other: AccountId| {
        square.asks(who, move |tx, me| ties::history(tx, me.person, other, Page::first(9))).items.len()
    };
    assert_eq!((history(&anna, f), history(&fenna, a)), (0, 1), "the other keeps theirs");
    square.does(&fenna, move |tx, me| ties::erase(tx, me, a)).expect("erased as well");
    square.write(|tx| soulava_social::jobs::sweep(tx, 100)).expect("swept");
    let left = square.read(move |tx| {
        Ok(tx.one::<i64>(
            sql!("SELECT COUNT(*) FROM tie_acts WHERE low_id = $1 AND high_id = $2"),
            args![a.min(f), a.max(f)],
        )?)
    });
    assert_eq!(left, 0, "nobody reads it any more");

    square.db.clock.pass(DAY);
    let post = square.says(&fenna, "Morning, @anna.");
    square.answers(&anna, post, "Morning.");
    assert_eq!(stage(&square, &anna, &fenna), Some(Stage::Acquainted), "both may begin anew");
    assert_eq!(refused(square.does(&anna, |tx, me| ties::end(tx, me, AccountId(3)))), Refusal::NotFound);
}

#[test]
fn who_leaves_takes_their_ties_along() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    gives(&square, &anna, &fenna, "appeltaart");
    let a = anna.person;
    square.does(&anna, accounts::delete).expect("left");
    while square.write(move |tx| accounts::erase_slice(tx, a)).expect("a slice") {}
    assert_eq!(tie(&square, &fenna, &anna), None);
    let rows = square.read(|tx| {
        Ok(tx.one::<i64>(sql!("SELECT (SELECT COUNT(*) FROM ties) + (SELECT COUNT(*) FROM tie_acts)"), args![])?)
    });
    assert_eq!(rows, 0);
}

#[test]
fn a_square_older_than_ties_is_filled_from_its_history_and_only_once() {
    let square = Square::new();
    let (anna, fenna, soren) = (square.person("Anna"), square.person("Fenna"), square.person("Soren"));
    for _ in 0..4 {
        let post = square.says(&anna, "Bread is out, @soren.");
        let answer = square.answers(&fenna, post, "Coming.");
        square.answers(&anna, answer, "Good.");
        square.does(&soren, move |tx, me| posts::use_it(tx, me, post, UseKind::Helped, "")).expect("it helped");
        square.db.clock.pass(DAY * 3);
    }
    gives(&square, &anna, &fenna, "appeltaart");
    let lived: Vec<Option<Tie>> = [(&anna, &fenna), (&anna, &soren)].map(|(a, b)| tie(&square, a, b)).into();
    let fill = || {
        let mut cursor = Some(0);
        while let Some(at) = cursor {
            cursor = square.write(move |tx| ties::fill(tx, at)).expect("a slice");
        }
    };
    fill();
    let again: Vec<Option<Tie>> = [(&anna, &fenna), (&anna, &soren)].map(|(a, b)| tie(&square, a, b)).into();
    assert_eq!(lived, again, "what is there stays");
    square
        .write(|tx| {
            tx.run(sql!("DELETE FROM tie_acts"), args![])?;
            Ok(tx.run(sql!("DELETE FROM ties"), args![])?)
        })
        .expect("as it was before");
    fill();
    for ((who, whom), was) in [(&anna, &fenna), (&anna, &soren)].into_iter().zip(lived) {
        let (was, is) = (was.expect("there was"), tie(&square, who, whom).expect("there is"));
        assert_eq!(Tie { id: TieId(0), ..is }, Tie { id: TieId(0), ..was });
    }
}

#[test]
fn only_the_members_own_acts_and_posts_they_can_read_matter_to_what_is_known() {
    let square = Square::new();
    let (anna, fenna, soren) = (square.person("Anna"), square.person("Fenna"), square.person("Soren"));
    gives(&square, &anna, &fenna, "appeltaart");
    gives(&square, &fenna, &soren, "koffie");
    let (f, s) = (fenna.person, soren.person);
    let found = square.asks(&anna, move |tx, me| ties::common_among(tx, me.person, &[s, f]));
    assert_eq!(found.get(&s), Some(&vec![f]), "Fenna knows him");
    let viewer = Viewer::from(&anna);
    assert!(viewer.account().is_some());
    assert_eq!(square.asks(&anna, move |tx, me| ties::among(tx, me.person, &[f, s])).len(), 1);
}

#[test]
fn what_is_known_is_shown_and_told_of_by_one_rule() {
    let square = Square::new();
    let (anna, fenna, soren, mette) =
        (square.person("Anna"), square.person("Fenna"), square.person("Soren"), square.person("Mette"));
    let bakery = square.stall("Bageriet", &mette);
    square.keeps(&mette, &bakery);
    assert_eq!(square.asks(&anna, |tx, me| timelines::known(tx, me, Page::first(20))).map(|it| it.items), None);
    square.follow(&anna, &soren);
    let followed = square.says(&soren, "From a follow.");
    assert!(square.asks(&anna, move |tx, me| timelines::shows_known(tx, me, followed)), "follows stand in");

    let now = square.read(|tx| Ok(tx.now()));
    notes(&square, ActKind::Meeting, &anna, &fenna, 1, now);
    notes(&square, ActKind::Meeting, &anna, &mette, 2, now);
    let post = square.says(&fenna, "From a tie.");
    let stall = square.says(&bakery, "From a stall whose keeper is a tie.");
    let answer = square.answers(&fenna, followed, "To a stranger.");
    let among = square.answers(&fenna, stall, "To somebody known.");
    let own = square.says(&anna, "My own.");
    let boost = square.does(&mette, move |tx, me| posts::boost(tx, me, followed, None)).expect("passed on");
    let private = square.says_to(&fenna, Visibility::Private, "For followers.");
    let direct = square.says_to(&fenna, Visibility::Direct, "@anna between us.");
    let shown = |square: &Square| {
        let known = square.asks(&anna, |tx, me| timelines::known(tx, me, Page::first(20)));
        let known = known.expect("there are ties").items;
        for id in [followed, post, stall, answer, among, own, boost, private, direct] {
            let told = square.asks(&anna, move |tx, me| timelines::shows_known(tx, me, id));
            assert_eq!(told, known.contains(&id), "what is told of is what is shown");
        }
        known
    };
    assert_eq!(shown(&square), [direct, boost, own, among, stall, post], "newest first");
    let pages: Vec<_> = [None, Some(own.0)]
        .map(|max_id| square.asks(&anna, move |tx, me| timelines::known(tx, me, Page { max_id, ..Page::first(3) })))
        .into_iter()
        .flat_map(|page| page.expect("ties").items)
        .collect();
    assert_eq!(pages, [direct, boost, own, among, stall, post]);
    let up = Page { min_id: Some(stall.0), ..Page::first(2) };
    let up = square.asks(&anna, move |tx, me| timelines::known(tx, me, up)).expect("ties").items;
    assert_eq!(up, [own, among], "the ones right after it");
    let whom = fenna.person;
    square.does(&anna, move |tx, me| relations::mute(tx, me, whom, true, None)).expect("muted");
    assert_eq!(shown(&square), [boost, own, stall]);
    square.db.clock.pass(DAY * 1_000);
    assert_eq!(square.asks(&anna, |tx, me| timelines::known(tx, me, Page::first(20))).map(|it| it.items), None);
}

/// What somebody of four does: (kind, from, to, day, object).
fn histories() -> impl Strategy<Value = Vec<(usize, usize, usize, i64, i64)>> {
    prop::collection::vec((0..10usize, 0..4usize, 0..4usize, 0..400i64, 1..40i64), 1..60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ties_are_what_their_acts_say_and_the_same_from_both_sides(acts in histories(), block in 0..4usize) {
        const KINDS: [ActKind; 10] = [
            ActKind::Reply, ActKind::Mention, ActKind::Message, ActKind::Greeting, ActKind::Gift,
            ActKind::Thanks, ActKind::Use, ActKind::Invitation, ActKind::Introduction, ActKind::Meeting,
        ];
        let square = Square::new();
        let people = ["Anna", "Fenna", "Soren", "Mette"].map(|name| square.person(name));
        let start = 1_750_000_000_000i64;
        for (kind, from, to, day, object) in &acts {
            notes(&square, KINDS[*kind], &people[*from], &people[*to], *object, start + day * 86_400_000);
        }
        let all: Vec<AccountId> = people.iter().map(|it| it.person).collect();
        let view = |who: AccountId| {
            let others = all.clone();
            square.read(move |tx| ties::among(tx, who, &others))
        };
        let before: Vec<Vec<Tie>> = all.iter().map(|who| view(*who)).collect();
        for (n, mine) in before.iter().enumerate() {
            for tie in mine {
                let m = all.iter().position(|id| *id == tie.other).expect("one of the four");
                let mirror = before[m].iter().find(|other| other.other == all[n]).expect("both see it");
                prop_assert_eq!((tie.id, tie.stage, tie.since, tie.last_at), (mirror.id, mirror.stage, mirror.since, mirror.last_at));
                prop_assert_eq!((tie.warmth.to_bits(), tie.bond.to_bits()), (mirror.warmth.to_bits(), mirror.bond.to_bits()));
                prop_assert_eq!((tie.mine, tie.gifts_mine), (mirror.theirs, mirror.gifts_theirs));
            }
        }
        // Every tie once more from its acts alone.
        square.write(|tx| ties::recompute(tx, TieId(0), 500)).expect("recomputed");
        let after: Vec<Vec<Tie>> = all.iter().map(|who| view(*who)).collect();
        prop_assert_eq!(&before, &after);
        let (by, whom) = (&people[block], &people[(block + 1) % 4]);
        square.block(by, whom);
        let hidden = view(by.person).iter().any(|tie| tie.other == whom.person)
            || view(whom.person).iter().any(|tie| tie.other == by.person);
        prop_assert!(!hidden, "a blocked pair never appears");
        let edges = square.read(move |tx| ties::edges(tx, start / 86_400_000 + 400, None, 500));
        prop_assert!(edges.iter().all(|edge| (edge.a.min(by.person), edge.b) != (by.person.min(whom.person), by.person.max(whom.person))));
        prop_assert!(edges.iter().all(|edge| edge.s >= 0.05 && edge.a < edge.b));
    }
}
