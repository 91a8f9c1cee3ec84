//! A stall speaks through the people who keep it.

use soulava_social::accounts::{self, ProfileChange};
use soulava_social::stalls::{self, KeeperRole, NewStall};
use soulava_social::{AccountId, Member, Refusal, Role, sessions};

use crate::square::{Square, refused};

fn bakery() -> NewStall {
    NewStall {
        username: "bageriet".into(),
        display_name: "Bageriet".into(),
        note: "Bread since 1921.".into(),
        awning: "sun".into(),
    }
}

fn opened(square: &Square) -> (Member, AccountId) {
    let mette = square.comes_in("mette", Role::Host);
    let stall = square.does(&mette, |tx, by| stalls::create(tx, by, &bakery())).expect("a stall");
    (mette, stall)
}

#[test]
fn a_stall_cannot_sign_in_and_its_keeper_is_on_every_post() {
    let square = Square::new();
    let (mette, stall) = opened(&square);
    assert!(matches!(refused(square.write(move |tx| sessions::open(tx, stall, ""))), Refusal::Forbidden { .. }));
    let speaking = square.asks(&mette, move |tx, by| stalls::as_keeper(tx, by, stall));
    assert_eq!((speaking.account, speaking.person, speaking.role), (stall, mette.person, Role::Person));
    let post = square.says(&speaking, "The oven is hot.");
    let seen = square.sees(&mette, post).expect("a public post");
    assert_eq!(
        (seen.author.username.as_str(), seen.keeper.map(|keeper| keeper.username.clone())),
        ("bageriet", Some("mette".into()))
    );
    let view = square.read(move |tx| accounts::view(tx, stall));
    assert_eq!((view.awning.as_str(), view.keepers.len(), view.keepers[0].role.as_str()), ("sun", 1, "owner"));
}

#[test]
fn somebody_keeps_a_stall_after_being_asked_and_saying_yes() {
    let square = Square::new();
    let (mette, stall) = opened(&square);
    let anna = square.comes_in("anna", Role::Person);
    let whom = anna.person;
    assert!(matches!(
        refused(square.does(&anna, move |tx, by| stalls::as_keeper(tx, by, stall))),
        Refusal::Forbidden { .. }
    ));
    assert_eq!(refused(square.does(&anna, move |tx, by| stalls::accept(tx, by, stall))), Refusal::NotFound);
    assert!(matches!(
        refused(square.does(&anna, move |tx, by| stalls::ask(tx, by, stall, whom, KeeperRole::Owner))),
        Refusal::Forbidden { .. }
    ));
    square.does(&mette, move |tx, by| stalls::ask(tx, by, stall, whom, KeeperRole::Helper)).expect("asked");
    assert!(
        matches!(
            refused(square.does(&anna, move |tx, by| stalls::as_keeper(tx, by, stall))),
            Refusal::Forbidden { .. }
        ),
        "not yet"
    );
    assert_eq!(square.asks(&anna, stalls::offers).len(), 1);
    square.does(&anna, move |tx, by| stalls::accept(tx, by, stall)).expect("accepted");
    let helper = square.asks(&anna, move |tx, by| stalls::as_keeper(tx, by, stall));
    square.says(&helper, "Come and smell it.");
    let change = ProfileChange { note: Some("Mine now.".into()), ..ProfileChange::default() };
    assert!(matches!(
        refused(square.does(&helper, move |tx, by| accounts::update_profile(tx, by, &change))),
        Refusal::Forbidden { .. }
    ));
    assert_eq!(square.read(move |tx| stalls::keepers(tx, stall)).len(), 2);
    assert_eq!(square.read(move |tx| stalls::kept_by(tx, whom))[0].username, "bageriet");
}

#[test]
fn leaving_takes_the_voice_and_leaves_the_bylines() {
    let square = Square::new();
    let (mette, stall) = opened(&square);
    let anna = square.comes_in("anna", Role::Person);
    let whom = anna.person;
    square.does(&mette, move |tx, by| stalls::ask(tx, by, stall, whom, KeeperRole::Owner)).expect("asked");
    square.does(&anna, move |tx, by| stalls::accept(tx, by, stall)).expect("accepted");
    let speaking = square.asks(&mette, move |tx, by| stalls::as_keeper(tx, by, stall));
    let post = square.says(&speaking, "My last loaf here.");
    square.does(&mette, move |tx, by| stalls::leave(tx, by, stall)).expect("left");
    assert!(matches!(
        refused(square.does(&mette, move |tx, by| stalls::as_keeper(tx, by, stall))),
        Refusal::Forbidden { .. }
    ));
    assert_eq!(
        square.sees(&anna, post).and_then(|seen| seen.keeper).map(|keeper| keeper.username.clone()),
        Some("mette".into())
    );
    assert!(
        matches!(refused(square.does(&anna, move |tx, by| stalls::leave(tx, by, stall))), Refusal::Forbidden { .. }),
        "the last owner stays"
    );
    let host = mette.person;
    square.does(&mette, move |tx, by| stalls::appoint(tx, by, stall, host)).expect("a host may help out");
    square.does(&mette, move |tx, by| stalls::remove(tx, by, stall, whom)).expect("removed");
}

#[test]
fn in_a_square_of_one_business_only_the_host_opens_stalls() {
    let square = Square::new();
    square.comes_in("mette", Role::Host);
    let anna = square.comes_in("anna", Role::Person);
    assert!(matches!(
        refused(square.does(&anna, |tx, by| stalls::create(tx, by, &bakery()))),
        Refusal::Forbidden { .. }
    ));
}
