//! Following, blocking, muting: what it means for the two.

use std::time::Duration;

use soulava_social::relations::{self, FollowOptions, Relationship};
use soulava_social::{AccountId, Member, Page, Refusal, Viewer, accounts};
use soulava_store::{args, sql};

use crate::square::{Square, refused};

fn between(square: &Square, who: &Member, whom: &Member) -> Relationship {
    let whom = whom.account;
    square.asks(who, move |tx, me| relations::relationships(tx, me, &[whom])).pop().expect("they both exist")
}

fn counts(square: &Square, who: &Member) -> (i64, i64) {
    let id = who.account;
    let view = square.read(move |tx| accounts::view(tx, id));
    (view.followers, view.following)
}

#[test]
fn a_follow_counts_once_and_ends_once() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    for _ in 0..2 {
        square.follow(&anna, &fenna);
    }
    assert!(between(&square, &anna, &fenna).following && between(&square, &fenna, &anna).followed_by);
    assert_eq!((counts(&square, &anna), counts(&square, &fenna)), ((0, 1), (1, 0)));
    let whom = fenna.account;
    for _ in 0..2 {
        square.does(&anna, move |tx, me| relations::unfollow(tx, me, whom)).expect("none is as good");
    }
    assert_eq!((counts(&square, &anna), counts(&square, &fenna)), ((0, 0), (0, 0)));
}

#[test]
fn who_is_locked_is_asked_first() {
    let square = Square::new();
    let (anna, fenna, soren) = (square.person("Anna"), square.person("Fenna"), square.person("Soren"));
    let id = fenna.account;
    square
        .write(move |tx| Ok(tx.run(sql!("UPDATE accounts SET locked = TRUE WHERE id = $1"), args![id])?))
        .expect("locked");
    square.follow(&anna, &fenna);
    square.follow(&soren, &fenna);
    let asked = between(&square, &anna, &fenna);
    assert!(asked.requested && !asked.following && between(&square, &fenna, &anna).requested_by);
    assert_eq!(counts(&square, &fenna), (0, 0));
    let (yes, no) = (anna.account, soren.account);
    assert_eq!(square.asks(&fenna, |tx, me| relations::requests(tx, me, Page::first(10))).items, [no, yes]);
    square.does(&fenna, move |tx, me| relations::accept(tx, me, yes)).expect("a yes");
    square.does(&fenna, move |tx, me| relations::reject(tx, me, no)).expect("a no");
    assert_eq!(refused(square.does(&fenna, move |tx, me| relations::accept(tx, me, no))), Refusal::NotFound);
    assert!(between(&square, &anna, &fenna).following && !between(&square, &soren, &fenna).requested);
    assert_eq!(counts(&square, &fenna), (1, 0));
}

#[test]
fn a_block_ends_follows_both_ways() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    square.follow(&anna, &fenna);
    square.follow(&fenna, &anna);
    square.block(&anna, &fenna);
    assert!(between(&square, &anna, &fenna).blocking && between(&square, &fenna, &anna).blocked_by);
    assert_eq!((counts(&square, &anna), counts(&square, &fenna)), ((0, 0), (0, 0)));
    let whom = anna.account;
    let again = square.does(&fenna, move |tx, me| relations::follow(tx, me, whom, &FollowOptions::default()));
    assert!(matches!(refused(again), Refusal::Forbidden { .. }));
    let whom = fenna.account;
    square.does(&anna, move |tx, me| relations::unblock(tx, me, whom)).expect("a block to end");
    assert_eq!(
        between(&square, &anna, &fenna),
        Relationship { target: Some(fenna.account), ..Relationship::default() }
    );
}

#[test]
fn nobody_follows_blocks_or_mutes_themselves_or_nobody() {
    let square = Square::new();
    let anna = square.person("Anna");
    let me = anna.account;
    assert!(matches!(
        refused(square.does(&anna, move |tx, m| relations::follow(tx, m, me, &FollowOptions::default()))),
        Refusal::Forbidden { .. }
    ));
    assert!(matches!(refused(square.does(&anna, move |tx, m| relations::block(tx, m, me))), Refusal::Forbidden { .. }));
    assert!(matches!(
        refused(square.does(&anna, move |tx, m| relations::mute(tx, m, me, true, None))),
        Refusal::Forbidden { .. }
    ));
    for verb in [relations::block, relations::unblock, relations::unfollow, relations::unmute] {
        assert_eq!(refused(square.does(&anna, move |tx, m| verb(tx, m, AccountId(7)))), Refusal::NotFound);
    }
}

#[test]
fn a_mute_ends_by_itself() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    let whom = fenna.account;
    square.does(&anna, move |tx, me| relations::mute(tx, me, whom, false, Some(60_000))).expect("a mute");
    let muted = between(&square, &anna, &fenna);
    assert!(muted.muting && !muted.muting_notifications && muted.muting_until.is_some());
    square.db.clock.pass(Duration::from_secs(61));
    assert!(!between(&square, &anna, &fenna).muting);
    assert!(square.asks(&anna, |tx, me| relations::mutes(tx, me, Page::first(10))).items.is_empty());
}

#[test]
fn walking_the_pages_meets_every_follower_once() {
    const NAMES: [&str; 7] = ["p1", "p2", "p3", "p4", "p5", "p6", "p7"];
    let square = Square::new();
    let anna = square.person("Anna");
    let people: Vec<Member> = NAMES.iter().map(|name| square.person(name)).collect();
    people.iter().for_each(|one| square.follow(one, &anna));
    let of = anna.account;
    let list = |page: Page| square.read(move |tx| relations::followers(tx, &Viewer::PASSER_BY, of, page));
    let mut met = Vec::new();
    let mut page = Page::first(3);
    loop {
        let found = list(page);
        let Some(last) = found.last else { break };
        met.extend(found.items);
        page.max_id = Some(last);
    }
    assert_eq!(met, people.iter().rev().map(|one| one.account).collect::<Vec<_>>());
    let newest = list(Page::first(2));
    let before = list(Page { min_id: list(Page { max_id: newest.last, ..Page::first(2) }).first, ..Page::first(40) });
    assert_eq!(before.items, newest.items);
}

#[test]
fn familiar_followers_are_those_one_follows() {
    let square = Square::new();
    let (anna, fenna, soren, mette) =
        (square.person("Anna"), square.person("Fenna"), square.person("Soren"), square.person("Mette"));
    square.follow(&anna, &fenna);
    square.follow(&fenna, &mette);
    square.follow(&soren, &mette);
    let whom = mette.account;
    let found = square.asks(&anna, move |tx, me| relations::familiar_followers(tx, me, &[whom]));
    assert_eq!(found, [(mette.account, vec![fenna.account])]);
}
