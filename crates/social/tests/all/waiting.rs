//! What waits for somebody.

use soulava_social::relations::{self, FollowOptions};
use soulava_social::waiting::{self, WaitingItem};
use soulava_social::{Member, Role, accounts, posts};
use soulava_store::{args, sql};

use crate::gifts::{currency, give, new_gift};
use crate::square::{Square, refused};

fn kinds(square: &Square, who: &Member) -> Vec<&'static str> {
    let items = square.asks(who, waiting::list);
    assert_eq!(square.asks(who, waiting::count), items.len() as i64, "the count is the list's");
    items
        .iter()
        .map(|item| match item {
            WaitingItem::Gift(_) => "gift",
            WaitingItem::FollowRequest { .. } => "follow_request",
            WaitingItem::Bell { .. } => "bell",
            WaitingItem::MeantForSomeone { .. } => "meant_for_someone",
            WaitingItem::DescribePicture { .. } => "describe_picture",
            WaitingItem::PassHeirloom { .. } => "pass_heirloom",
            WaitingItem::GiftRefused { .. } => "gift_refused",
            WaitingItem::Introduction(_) => "introduction",
        })
        .collect()
}

#[test]
fn gifts_and_people_wait_until_they_are_answered() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    let thanks = currency(&square, "thanks");
    let id = give(&square, &anna, new_gift(fenna.account, thanks, "for the soup")).expect("given");
    let locked = fenna.account;
    square
        .write(move |tx| {
            tx.run(sql!("UPDATE accounts SET locked = TRUE WHERE id = $1"), args![locked])?;
            Ok(())
        })
        .expect("locked");
    square.does(&anna, move |tx, anna| relations::follow(tx, anna, locked, &FollowOptions::default())).expect("asked");
    assert_eq!(kinds(&square, &fenna), ["gift", "follow_request"]);
    assert!(kinds(&square, &anna).is_empty());
    square.does(&fenna, move |tx, fenna| soulava_social::gifts::decline(tx, fenna, id)).expect("declined");
    let asking = anna.account;
    square.does(&fenna, move |tx, fenna| relations::accept(tx, fenna, asking)).expect("let in");
    assert!(kinds(&square, &fenna).is_empty());
}

#[test]
fn who_rang_the_bell_waits_for_the_hosts_alone() {
    let square = Square::new();
    let anna = square.person("Anna");
    let host = Member::person(square.person("Mette").account, Role::Host);
    square
        .write(|tx| {
            let person = accounts::NewPerson {
                state: accounts::State::Pending,
                email: Some("pieter@mail.example".into()),
                reason: "I bake bread.".into(),
                ..accounts::NewPerson::named("pieter")
            };
            accounts::create_person(tx, &person)
        })
        .expect("rang");
    assert_eq!(kinds(&square, &host), ["bell"]);
    assert!(kinds(&square, &anna).is_empty());
    let items = square.asks(&host, waiting::list);
    assert!(matches!(&items[0], WaitingItem::Bell { reason, .. } if reason == "I bake bread."));
}

#[test]
fn a_question_is_put_away_by_its_owner_and_goes_with_its_post() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    currency(&square, "appeltaart");
    let first = square.says(&anna, ":appeltaart: what a day");
    square.says(&anna, ":appeltaart: and another");
    assert_eq!(kinds(&square, &anna), ["meant_for_someone", "meant_for_someone"]);
    let items = square.asks(&anna, waiting::list);
    let WaitingItem::MeantForSomeone { id, .. } = items[0] else { panic!("{items:?}") };
    refused(square.does(&fenna, move |tx, fenna| waiting::dismiss(tx, fenna, id)));
    square.does(&anna, move |tx, anna| waiting::dismiss(tx, anna, id)).expect("hers");
    refused(square.does(&anna, move |tx, anna| waiting::dismiss(tx, anna, id)));
    square.does(&anna, move |tx, anna| posts::delete(tx, anna, first)).expect("hers");
    assert!(kinds(&square, &anna).is_empty());
}

#[test]
fn a_picture_without_words_asks_until_it_has_them() {
    let square = Square::new();
    let anna = square.person("Anna");
    let owner = anna.account;
    let media = square
        .write(move |tx| {
            let id = soulava_social::MediaId(tx.next_id());
            tx.run(
                sql!("INSERT INTO media (id, account_id, purpose, file, preview_file, mime, width, height, preview_width, preview_height, \
                      size_bytes, blurhash, created_at) VALUES ($1, $2, 'attachment', 'a.jpg', 'a.jpg', 'image/jpeg', 1, 1, 1, 1, 1, '', $3)"),
                args![id, owner, tx.now()],
            )?;
            Ok(id)
        })
        .expect("a picture");
    square.posts(&anna, posts::Draft { media: vec![media], ..posts::Draft::public("look") }).expect("a post");
    assert_eq!(kinds(&square, &anna), ["describe_picture"]);
    square
        .write(move |tx| {
            tx.run(sql!("UPDATE media SET description = 'a loaf' WHERE id = $1"), args![media])?;
            Ok(())
        })
        .expect("described");
    assert!(kinds(&square, &anna).is_empty());
}
