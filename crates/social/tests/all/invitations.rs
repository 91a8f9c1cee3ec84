//! A link, a sentence, and perhaps a gift behind the door.

use std::time::Duration;

use soulava_social::accounts::{self, NewPerson, State};
use soulava_social::invitations::{self, NewInvitation};
use soulava_social::{AccountId, Member, Page, Refusal, Result, Role, gifts};

use crate::gifts::currency;
use crate::square::{Square, refused};

impl Square {
    fn invites(&self, who: &Member, new: NewInvitation) -> Result<String> {
        self.does(who, move |tx, by| invitations::create(tx, by, &new)).map(|(_, token)| token)
    }

    fn accepts(&self, token: &str, name: &'static str) -> Result<AccountId> {
        let token = token.to_owned();
        self.write(move |tx| {
            let guest = NewPerson {
                email: Some(format!("{name}@mail.example")),
                role: Role::Host,
                state: State::Pending,
                ..NewPerson::named(name)
            };
            invitations::accept(tx, &token, &guest)
        })
    }
}

fn because(why: &str) -> NewInvitation {
    NewInvitation { why: why.into(), ..NewInvitation::default() }
}

#[test]
fn the_link_is_the_proof_and_works_once() {
    let square = Square::new();
    let anna = square.comes_in("anna", Role::Person);
    let token = square.invites(&anna, because("You bake better than I do.")).expect("an invitation");
    let looked = token.clone();
    let view = square.write(move |tx| invitations::by_token(tx, &looked)).expect("it works");
    assert_eq!((view.inviter, view.why.as_str()), (anna.person, "You bake better than I do."));
    let pieter = square.accepts(&token, "pieter").expect("came in");
    let (login, state) = square.read(move |tx| Ok((accounts::login(tx, pieter)?, accounts::state_of(tx, pieter)?.1)));
    assert_eq!((login.role, state, login.invited_by), (Role::Person, State::Active, Some(anna.person)));
    assert!(login.confirmed_at.is_some(), "no second letter");
    let view = square.read(move |tx| accounts::view(tx, pieter));
    assert_eq!(view.following, 1, "the inviter's posts are there from the first minute");
    assert_eq!(refused(square.accepts(&token, "samira")), Refusal::Gone);
    assert_eq!(
        square.asks(&anna, |tx, by| invitations::list(tx, by, Page::first(20))).items[0].accepted_by,
        Some(pieter)
    );
}

#[test]
fn links_expire_are_taken_back_and_end_with_their_inviter() {
    let square = Square::new();
    let mette = square.comes_in("mette", Role::Host);
    let anna = square.comes_in("anna", Role::Person);
    let late = square.invites(&anna, because("Come in.")).expect("an invitation");
    square.db.clock.pass(Duration::from_secs(14 * 86_400));
    assert_eq!(refused(square.accepts(&late, "pieter")), Refusal::Gone);

    let taken_back = square.invites(&anna, because("Come in.")).expect("an invitation");
    let id = square.asks(&anna, |tx, by| invitations::list(tx, by, Page::first(1))).items[0].id;
    assert_eq!(refused(square.does(&mette, move |tx, by| invitations::withdraw(tx, by, id))), Refusal::NotFound);
    square.does(&anna, move |tx, by| invitations::withdraw(tx, by, id)).expect("taken back");
    assert_eq!(refused(square.accepts(&taken_back, "pieter")), Refusal::Gone);

    let orphan = square.invites(&anna, because("Come in.")).expect("an invitation");
    let whom = anna.person;
    square.does(&mette, move |tx, by| accounts::suspend(tx, by, whom, "")).expect("put out");
    assert_eq!(refused(square.accepts(&orphan, "pieter")), Refusal::Gone);
    assert_eq!(refused(square.accepts("made-up", "pieter")), Refusal::NotFound);
}

#[test]
fn a_refused_guest_can_try_again_with_the_same_link() {
    let square = Square::new();
    let anna = square.comes_in("anna", Role::Person);
    let token = square.invites(&anna, because("Come in.")).expect("an invitation");
    for name in ["anna", "admin", "not a name"] {
        assert!(matches!(refused(square.accepts(&token, name)), Refusal::Invalid { .. }));
    }
    square.accepts(&token, "pieter").expect("the link still works");
}

#[test]
fn a_gift_waits_behind_the_door() {
    let square = Square::new();
    let mette = square.comes_in("mette", Role::Host);
    let currency = currency(&square, "crumb");
    let invitation =
        NewInvitation { currency: Some(currency), gift_reason: "You carried my oven.".into(), ..because("Come in.") };
    let token = square.invites(&mette, invitation).expect("an invitation");
    let pieter = Member::person(square.accepts(&token, "pieter").expect("came in"), Role::Person);
    let open = square.asks(&pieter, |tx, by| gifts::open_for(tx, by, Page::first(20)));
    assert_eq!((open.items.len(), open.items[0].reason.as_str()), (1, "You carried my oven."));
}

#[test]
fn an_invitation_says_why_and_not_too_many_are_open() {
    let square = Square::new();
    let anna = square.comes_in("anna", Role::Person);
    for why in ["", "  ", &"x".repeat(301)] {
        assert!(matches!(refused(square.invites(&anna, because(why))), Refusal::Invalid { .. }));
    }
    for _ in 0..20 {
        square.invites(&anna, because("Come in.")).expect("an invitation");
    }
    assert!(matches!(refused(square.invites(&anna, because("Come in."))), Refusal::Forbidden { .. }));
    square.db.clock.pass(Duration::from_secs(14 * 86_400));
    square.invites(&anna, because("Come in.")).expect("the old ones are over");
}
