//! Meet-ups by lot: rounds, who is drawn with whom, and what counts as a meeting.

use std::collections::HashSet;

use soulava_social::introductions;
use soulava_social::meetups::{self, Every, MeetupView};
use soulava_social::posts::Visibility;
use soulava_social::ties;
use soulava_social::{Member, Page, Role, accounts, timelines};
use soulava_store::{args, sql};

use crate::introductions::{DAY, acquaint};
use crate::square::{Square, refused};

struct Round {
    square: Square,
    host: Member,
    people: Vec<Member>,
}

impl Round {
    fn of(names: &[&'static str]) -> Self {
        let square = Square::new();
        let host = Member::person(square.person("Mette").account, Role::Host);
        let people: Vec<Member> = names.iter().map(|name| square.person(name)).collect();
        for person in &people {
            square.does(person, meetups::join).expect("in");
        }
        Self { square, host, people }
    }

    fn every(&self, every: Every) {
        self.square.does(&self.host, move |tx, host| meetups::set_every(tx, host, every)).expect("set");
    }

    fn night(&self) {
        while self.square.write(meetups::night).expect("a quiet night") {}
    }

    fn drawn(&self, who: &Member) -> Vec<MeetupView> {
        self.square.asks(who, |tx, who| meetups::list(tx, who, Page::first(40))).items
    }

    fn pairs(&self) -> i64 {
        self.square.read(|tx| Ok(tx.one(sql!("SELECT COUNT(*) FROM meetups"), args![])?))
    }
}

#[test]
fn there_is_no_round_until_the_host_says_how_often() {
    let round = Round::of(&["Anna", "Fenna"]);
    round.night();
    assert_eq!(round.pairs(), 0);
    refused(round.square.does(&round.people[0], |tx, anna| meetups::set_every(tx, anna, Every::Week)));
    round.every(Every::Fortnight);
    round.night();
    assert_eq!(round.pairs(), 1);
    let [anna, fenna] = [&round.people[0], &round.people[1]];
    let drawn = round.drawn(anna);
    assert_eq!(drawn[0].other.id, fenna.person);
    let post = round.square.sees(fenna, drawn[0].post.expect("a thread")).expect("theirs");
    assert_eq!(post.post.visibility, Visibility::Direct);
    assert!(post.post.text.contains("1. ") && post.post.text.contains("3. "), "{}", post.post.text);
    assert!(round.square.sees(&round.host, post.post.id).is_none(), "nobody else reads it");
}

#[test]
fn the_same_two_never_draw_each_other_twice() {
    let round = Round::of(&["A", "B", "C", "D"]);
    round.every(Every::Week);
    for _ in 0..6 {
        round.night();
        round.square.db.clock.pass(7 * DAY);
    }
    // Four people make six pairs, and each of them once.
    let pairs: Vec<(i64, i64)> =
        round.square.read(|tx| Ok(tx.all(sql!("SELECT a_id, b_id FROM meetups ORDER BY id LIMIT 100"), args![])?));
    assert!(pairs.len() >= 4, "{pairs:?}");
    assert_eq!(pairs.iter().collect::<HashSet<_>>().len(), pairs.len());
}

#[test]
fn who_knows_blocks_or_never_wants_another_does_not_draw_them() {
    let round = Round::of(&["Anna", "Fenna", "Jorrit", "Soren"]);
    let [anna, fenna, jorrit, soren] = [0, 1, 2, 3].map(|at| round.people[at].clone());
    acquaint(&round.square, &anna, &fenna);
    round.square.block(&jorrit, &anna);
    let whom = anna.person;
    round.square.does(&soren, move |tx, soren| introductions::never(tx, soren, whom)).expect("listed");
    round.every(Every::Week);
    round.night();
    assert!(round.drawn(&anna).is_empty());
    assert_eq!(round.pairs(), 1);
    // Whoever was left over is told, and is first next time.
    assert!(round.square.asks(&anna, meetups::part).first_next);
    assert_eq!(round.square.asks(&anna, |tx, anna| timelines::direct(tx, anna, Page::first(9))).items.len(), 1);
    let mette = round.host.clone();
    round.square.does(&mette, meetups::join).expect("in");
    round.square.db.clock.pass(7 * DAY);
    round.night();
    assert_eq!(round.drawn(&anna)[0].other.id, mette.person);
    assert!(!round.square.asks(&anna, meetups::part).first_next);
}

#[test]
fn one_may_skip_the_next_and_leave() {
    let round = Round::of(&["Anna", "Fenna", "Jorrit"]);
    let [anna, fenna, jorrit] = [0, 1, 2].map(|at| round.people[at].clone());
    round.square.does(&anna, |tx, anna| meetups::skip(tx, anna, true)).expect("skipped");
    round.every(Every::Week);
    round.night();
    assert_eq!(round.drawn(&fenna)[0].other.id, jorrit.person);
    assert!(round.drawn(&anna).is_empty());
    let part = round.square.asks(&anna, meetups::part);
    assert!(part.joined && !part.skips && !part.first_next, "{part:?}");
    round.square.does(&fenna, meetups::leave).expect("out");
    refused(round.square.does(&fenna, |tx, fenna| meetups::skip(tx, fenna, true)));
    round.square.db.clock.pass(7 * DAY);
    round.night();
    assert_eq!(round.drawn(&anna)[0].other.id, jorrit.person);
    assert_eq!(round.drawn(&fenna).len(), 1);
}

#[test]
fn it_was_a_meeting_when_both_say_so() {
    let round = Round::of(&["Anna", "Fenna"]);
    round.every(Every::Month);
    round.night();
    let [anna, fenna] = [0, 1].map(|at| round.people[at].clone());
    let id = round.drawn(&anna)[0].id;
    let between = |round: &Round| {
        let (a, b) = (anna.person, fenna.person);
        round.square.read(move |tx| ties::between(tx, a, b))
    };
    round.square.does(&anna, move |tx, who| meetups::met(tx, who, id)).expect("said");
    assert!(between(&round).is_none_or(|tie| tie.stage.is_none()), "one alone says nothing");
    for _ in 0..2 {
        round.square.does(&fenna, move |tx, who| meetups::met(tx, who, id)).expect("said");
    }
    let tie = between(&round).expect("a tie");
    assert!(tie.stage.is_some() && tie.warmth > 0.3, "{tie:?}");
    assert!(round.drawn(&anna)[0].met);
    refused(round.square.does(&round.host, move |tx, who| meetups::met(tx, who, id)));
}

#[test]
fn a_round_of_many_goes_in_slices_and_leaves_nobody_out() {
    const NAMES: [&str; 75] = {
        let mut names = ["P"; 75];
        names[0] = "First";
        names
    };
    let round = Round::of(&[]);
    let host = round.host.person;
    // 75 people at once, by the table, because none of them does anything else.
    round
        .square
        .write(move |tx| {
            for number in 0..NAMES.len() {
                let id = soulava_social::AccountId(tx.next_id());
                tx.run(
                    sql!("INSERT INTO accounts (id, kind, state, username, username_folded, portrait_seed, created_at, changed_at) VALUES ($1, 'person', 'active', $2, $2, 1, $3, $3)"),
                    args![id, format!("p{number}"), tx.now()],
                )?;
                tx.run(sql!("INSERT INTO account_counters (account_id) VALUES ($1)"), args![id])?;
                meetups::join(tx, &Member::person(id, Role::Person))?;
            }
            Ok(())
        })
        .expect("room for them");
    round.every(Every::Week);
    let mut slices = 0;
    while round.square.write(meetups::night).expect("a slice") {
        slices += 1;
    }
    assert!(slices >= 2, "{slices}");
    assert_eq!(round.pairs(), 37);
    let left: i64 =
        round.square.read(|tx| Ok(tx.one(sql!("SELECT COUNT(*) FROM meeting_wishes WHERE waited = TRUE"), args![])?));
    assert_eq!(left, 1);
    round.night();
    assert_eq!(round.pairs(), 37, "one round a week");
    // Whoever leaves takes theirs along.
    let gone: soulava_social::AccountId =
        round.square.read(|tx| Ok(tx.one(sql!("SELECT a_id FROM meetups ORDER BY id LIMIT 1"), args![])?));
    assert_ne!(gone, host);
    round
        .square
        .write(move |tx| {
            tx.run(sql!("UPDATE accounts SET state = 'deleted' WHERE id = $1"), args![gone])?;
            Ok(())
        })
        .expect("gone");
    while round.square.write(move |tx| accounts::erase_slice(tx, gone)).expect("erased") {}
    assert_eq!(round.pairs(), 36);
}
