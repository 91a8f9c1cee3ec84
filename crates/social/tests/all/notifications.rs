//! What people hear of, and how often: once.

use soulava_social::notifications::{self, Kinds, MarkOf};
use soulava_social::posts::{self, Change, Draft, Visibility};
use soulava_social::relations::{self, FollowOptions};
use soulava_social::{Member, Page};

use crate::square::Square;

fn heard(square: &Square, who: &Member) -> Vec<String> {
    let list = square.asks(who, |tx, me| notifications::list(tx, me, Page::first(40), &Kinds::default()));
    list.items.into_iter().map(|note| format!("{} {}", note.from.display_name, note.kind)).collect()
}

#[test]
fn people_hear_of_what_concerns_them_once() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    square.follow(&fenna, &anna);
    let id = square.says(&anna, "soup for @anna");
    square.answers(&fenna, id, "thanks @anna");
    for _ in 0..2 {
        square.does(&fenna, move |tx, me| posts::favourite(tx, me, id)).expect("a favourite");
        square.does(&fenna, move |tx, me| posts::boost(tx, me, id, None)).expect("a boost");
    }
    assert_eq!(heard(&square, &anna), ["Fenna reblog", "Fenna favourite", "Fenna mention", "Fenna follow"]);
    square.does(&fenna, move |tx, me| posts::unfavourite(tx, me, id)).expect("taken back");
    square.does(&fenna, move |tx, me| posts::unboost(tx, me, id)).expect("taken back");
    assert_eq!(heard(&square, &anna), ["Fenna mention", "Fenna follow"]);
    assert!(heard(&square, &fenna).is_empty());
}

#[test]
fn who_is_muted_or_blocked_is_not_heard() {
    let square = Square::new();
    let (anna, fenna, soren) = (square.person("Anna"), square.person("Fenna"), square.person("Soren"));
    let (muted, blocked) = (fenna.account, soren.account);
    square.says(&fenna, "hello @anna");
    assert_eq!(heard(&square, &anna), ["Fenna mention"]);
    square.does(&anna, move |tx, me| relations::mute(tx, me, muted, true, None)).expect("a mute");
    square.does(&anna, move |tx, me| relations::block(tx, me, blocked)).expect("a block");
    square.says(&fenna, "hello again @anna");
    square.says(&soren, "hello @anna");
    assert!(heard(&square, &anna).is_empty());
    square.does(&anna, move |tx, me| relations::unmute(tx, me, muted)).expect("a mute to end");
    assert_eq!(heard(&square, &anna), ["Fenna mention"]);
}

#[test]
fn who_asked_to_hear_everything_does_and_nobody_else() {
    let square = Square::new();
    let (anna, fenna, soren) = (square.person("Anna"), square.person("Fenna"), square.person("Soren"));
    let whom = anna.account;
    let all = FollowOptions { notify: Some(true), ..FollowOptions::default() };
    square.does(&fenna, move |tx, me| relations::follow(tx, me, whom, &all)).expect("a follow");
    square.follow(&soren, &anna);
    square.says(&anna, "news");
    square.says(&anna, "for @fenna");
    square.says_to(&anna, Visibility::Direct, "to myself");
    assert_eq!(heard(&square, &fenna), ["Anna mention", "Anna status"]);
    assert!(heard(&square, &soren).is_empty());
}

#[test]
fn an_edit_is_heard_by_who_boosted_it_and_by_who_is_named_now() {
    let square = Square::new();
    let (anna, fenna, soren) = (square.person("Anna"), square.person("Fenna"), square.person("Soren"));
    let id = square.says(&anna, "soup");
    square.does(&fenna, move |tx, me| posts::boost(tx, me, id, None)).expect("a boost");
    for text in ["soup for @soren", "more soup for @soren"] {
        let change = Change { text: text.into(), ..Change::default() };
        square.does(&anna, move |tx, me| posts::edit(tx, me, id, &change)).expect("an edit");
    }
    assert_eq!(heard(&square, &fenna), ["Anna update"]);
    assert_eq!(heard(&square, &soren), ["Anna mention"]);
}

#[test]
fn notifications_are_counted_from_the_mark_and_go_when_sent_away() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    for n in 0..3 {
        square.posts(&fenna, Draft::public(format!("{n} @anna"))).expect("a good post");
    }
    let count = || square.asks(&anna, |tx, me| notifications::unread_count(tx, me, &Kinds::default(), 100));
    assert_eq!(count(), 3);
    let list = square.asks(&anna, |tx, me| notifications::list(tx, me, Page::first(40), &Kinds::default()));
    let second = list.items[1].id;
    square.does(&anna, move |tx, me| notifications::set_mark(tx, me, MarkOf::Notifications, second.0)).expect("a mark");
    assert_eq!(count(), 1);
    let mark = square.asks(&anna, notifications::marks)[0];
    assert_eq!((mark.last_read_id, mark.version), (second.0, 1));
    square.does(&anna, move |tx, me| notifications::dismiss(tx, me, second)).expect("sent away");
    assert_eq!(
        square.asks(&anna, |tx, me| notifications::list(tx, me, Page::first(40), &Kinds::default())).items.len(),
        2
    );
    assert_eq!(
        crate::square::refused(
            square.does(&fenna, move |tx, me| notifications::get(tx, me, list.items[0].id).map(|_| ()))
        ),
        soulava_social::Refusal::NotFound
    );
    square.does(&anna, notifications::clear).expect("all away");
    assert_eq!(count(), 0);
}

#[test]
fn kinds_are_chosen_and_left_out() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    square.follow(&fenna, &anna);
    square.says(&fenna, "hello @anna");
    let with = |only: &[&str], without: &[&str]| {
        let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let kinds = Kinds { only: list(only), without: list(without), from: None };
        let found = square.asks(&anna, move |tx, me| notifications::list(tx, me, Page::first(40), &kinds));
        found.items.into_iter().map(|note| note.kind).collect::<Vec<_>>()
    };
    assert_eq!(with(&["mention"], &[]), ["mention"]);
    assert_eq!(with(&[], &["mention"]), ["follow"]);
    assert_eq!(with(&[], &[]), ["mention", "follow"]);
}
