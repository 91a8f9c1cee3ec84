//! How a square begins, and what its host says of it.

use std::time::Duration;

use soulava_social::accounts;
use soulava_social::settings::{self, Begin, SignUp, SquareChange};
use soulava_social::stalls::{self, NewStall};
use soulava_social::{AccountId, Member, Refusal, Result, Role};

use crate::square::{Square, refused};

fn first() -> Begin {
    Begin {
        name: "Havnen".into(),
        language: "da".into(),
        stall: Some(NewStall { username: "bageriet".into(), display_name: "Bageriet".into(), ..NewStall::default() }),
        username: "mette".into(),
        display_name: "Mette".into(),
        email: None,
        password_hash: Some("$argon2id$x".into()),
    }
}

impl Square {
    fn link(&self) -> String {
        self.write(settings::begin_token).expect("a look").expect("nobody has begun")
    }

    fn begins(&self, token: &str, begin: Begin) -> Result<AccountId> {
        let token = token.to_owned();
        self.write(move |tx| settings::begin(tx, &token, &begin))
    }
}

#[test]
fn one_link_begins_a_square_once() {
    let square = Square::new();
    let (old, link) = (square.link(), square.link());
    assert_eq!(refused(square.begins(&old, first())), Refusal::NotFound, "a new link ends the one before");
    assert!(matches!(
        refused(square.begins(&link, Begin { name: " ".into(), ..first() })),
        Refusal::Invalid { field: "name", .. }
    ));
    let mette = square.begins(&link, first()).expect("it begins, the wrong try used nothing up");
    assert_eq!(refused(square.begins(&link, first())), Refusal::Gone);
    assert!(square.write(settings::begin_token).expect("a look").is_none());

    let known = square.read(settings::square);
    assert_eq!(
        (known.name.as_str(), known.language.as_str(), known.business, known.contact),
        ("Havnen", "da", true, Some(mette))
    );
    let stall = known.stall.expect("one business has its stall");
    assert_eq!(square.read(move |tx| stalls::keepers(tx, stall))[0].role, "owner");
    assert_eq!(square.read(move |tx| accounts::login(tx, mette)).role, Role::Host);
    assert_eq!(square.read(settings::rules).len(), 3);
}

#[test]
fn a_market_has_no_stall_of_its_own_and_anybody_opens_one() {
    let square = Square::new();
    square.begins(&square.link(), Begin { stall: None, ..first() }).expect("it begins");
    let known = square.read(settings::square);
    assert!(!known.business && known.stall.is_none());
    let anna = square.comes_in("anna", Role::Person);
    for name in ["one", "two", "three"] {
        square
            .does(&anna, move |tx, by| {
                stalls::create(tx, by, &NewStall { username: name.into(), ..NewStall::default() })
            })
            .expect("a stall");
    }
    let fourth = square
        .does(&anna, |tx, by| stalls::create(tx, by, &NewStall { username: "four".into(), ..NewStall::default() }));
    assert!(matches!(refused(fourth), Refusal::Forbidden { .. }));
}

#[test]
fn a_link_to_begin_expires_and_dies_when_a_host_is_made_otherwise() {
    let square = Square::new();
    let late = square.link();
    square.db.clock.pass(Duration::from_secs(7 * 86_400));
    assert_eq!(refused(square.begins(&late, first())), Refusal::Gone);
    let link = square.link();
    square.comes_in("anna", Role::Host);
    assert_eq!(refused(square.begins(&link, first())), Refusal::Gone);
}

#[test]
fn only_a_host_changes_the_square() {
    let square = Square::new();
    let mette = Member::person(square.begins(&square.link(), first()).expect("it begins"), Role::Host);
    let anna = square.comes_in("anna", Role::Person);
    let change = || SquareChange {
        description: Some("A harbour.".into()),
        sign_up: Some(SignUp::Open),
        ..SquareChange::default()
    };
    assert!(matches!(
        refused(square.does(&anna, move |tx, by| settings::set(tx, by, &change()))),
        Refusal::Forbidden { .. }
    ));
    square.does(&mette, move |tx, by| settings::set(tx, by, &change())).expect("changed");
    let known = square.read(settings::square);
    assert_eq!((known.description.as_str(), known.sign_up), ("A harbour.", SignUp::Open));
    let rules = vec![("Be kind.".to_owned(), String::new()), ("  ".to_owned(), String::new())];
    square.does(&mette, move |tx, by| settings::set_rules(tx, by, &rules)).expect("rules");
    assert_eq!(square.read(settings::rules).into_iter().map(|rule| rule.text).collect::<Vec<_>>(), ["Be kind."]);
}

#[test]
fn the_self_check_keeps_the_last_answer_on_each_axis() {
    let square = Square::new();
    let mette = square.comes_in("mette", Role::Host);
    let says = |axis: &'static str, level: &'static str| {
        square.does(&mette, move |tx, by| settings::set_self_check(tx, by, &[(axis.to_owned(), level.to_owned())]))
    };
    says("currency", "basic").expect("an answer");
    says("relations", "better").expect("an answer");
    says("currency", "best").expect("another answer");
    assert!(matches!(refused(says("relations", "perfect")), Refusal::Invalid { .. }));
    assert!(matches!(refused(says("money", "best")), Refusal::Invalid { .. }));
    let said: Vec<_> = square.read(settings::self_check).into_iter().map(|it| (it.axis, it.level)).collect();
    assert_eq!(said, [("relations".to_owned(), "better".to_owned()), ("currency".to_owned(), "best".to_owned())]);
}

#[test]
fn figures_and_weeks_count_who_is_here() {
    let square = Square::new();
    let anna = square.comes_in("anna", Role::Person);
    square.says(&anna, "Good morning.");
    let figures = square.read(settings::figures);
    assert_eq!((figures.people, figures.posts), (1, 1));
    let weeks = square.read(settings::weeks);
    assert_eq!((weeks.len(), weeks[0].posts, weeks[0].newcomers, weeks[1].posts), (12, 1, 1, 0));
}
