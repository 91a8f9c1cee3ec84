//! Standing: who is glad of whom, day by day, with the reasons.

use soulava_social::gifts::{self, GiftOrigin, NewGift};
use soulava_social::posts::{self, UseKind};
use soulava_social::standing::{Figure, Standings};
use soulava_social::{GiftId, Member, PostId, Role, accounts, currencies, vouches};

use crate::square::Square;

/// The square with its standing in memory.
pub struct House {
    pub square: Square,
    pub standings: Standings,
    pub host: Member,
}

impl House {
    pub fn new() -> Self {
        let square = Square::new();
        let standings = Standings::listening(&square.db);
        let host = Member { role: Role::Host, ..square.person("Host") };
        Self { square, standings, host }
    }

    /// Somebody a host knows.
    pub fn known(&self, name: &'static str) -> Member {
        let person = self.square.person(name);
        let whom = person.person;
        self.square.does(&self.host, move |tx, host| vouches::know(tx, host, whom)).expect("a host knows people");
        person
    }

    /// A gift that was accepted.
    pub fn thanks(&self, from: &Member, to: &Member, object: Option<PostId>) -> GiftId {
        let (to, receiver) = (to.person, to.clone());
        let gift = self.square.does(from, move |tx, from| {
            let currency = currencies::ensure_thanks(tx)?;
            let reason = "for the warm oven".to_owned();
            let new = NewGift {
                to,
                currency,
                reason,
                changed: None,
                public: true,
                object,
                idempotency: None,
                origin: GiftOrigin::Page,
            };
            gifts::give(tx, from, &new)
        });
        let gift = gift.expect("a gift that may be");
        self.square.does(&receiver, move |tx, member| gifts::accept(tx, member, gift, None)).expect("gladly");
        gift
    }

    pub fn figure(&self, of: &Member) -> Figure {
        let (standings, person) = (self.standings.clone(), of.person);
        self.square.read(move |tx| standings.figure(tx, person))
    }

    pub fn points(&self, of: &Member) -> f64 {
        self.figure(of).points
    }

    pub fn suspends(&self, whom: &Member, out: bool) {
        let whom = whom.person;
        let act = self.square.does(&self.host, move |tx, host| match out {
            true => accounts::suspend(tx, host, whom, "swapped thanks"),
            false => accounts::unsuspend(tx, host, whom),
        });
        act.expect("a host may");
    }
}

fn days(count: u64) -> std::time::Duration {
    std::time::Duration::from_secs(count * 86_400)
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-6
}

#[test]
fn one_thank_you_of_a_known_person_is_one_point_and_fades_by_half_a_life() {
    let house = House::new();
    let (anna, fenna) = (house.known("Anna"), house.known("Fenna"));
    assert_eq!(house.figure(&fenna).points, 0.0);
    house.thanks(&anna, &fenna, None);
    let figure = house.figure(&fenna);
    assert!(near(figure.points, 1.0) && figure.people == 1, "{figure:?}");
    assert!(near(figure.voice, 1.127_273), "{figure:?}");
    assert_eq!(house.points(&anna), 0.0);
    house.square.db.clock.pass(days(90));
    assert!(near(house.points(&fenna), 0.647_059), "{}", house.points(&fenna));
}

#[test]
fn a_deed_counts_once_for_each_voice_and_from_its_first_day() {
    let house = House::new();
    let (anna, fenna) = (house.known("Anna"), house.known("Fenna"));
    let post = house.square.says(&fenna, "Sourdough, slowly");
    house.square.does(&anna, move |tx, anna| posts::favourite(tx, anna, post)).expect("applause");
    let applause = house.points(&fenna);
    assert!(applause > 0.0 && applause < 0.5, "{applause}");
    house.square.does(&anna, move |tx, anna| posts::use_it(tx, anna, post, UseKind::Helped, "")).expect("of use");
    assert!(near(house.points(&fenna), 1.0), "the greater word replaces the smaller: {}", house.points(&fenna));
    house.thanks(&anna, &fenna, Some(post));
    assert!(near(house.points(&fenna), 1.0), "a gift for the same post adds nothing: {}", house.points(&fenna));
    house.square.does(&anna, move |tx, anna| posts::unfavourite(tx, anna, post)).expect("taken back");
    assert!(near(house.points(&fenna), 1.0));
}

#[test]
fn who_is_not_known_moves_nothing_until_they_are() {
    let house = House::new();
    let (anna, fenna) = (house.square.person("Anna"), house.known("Fenna"));
    house.thanks(&anna, &fenna, None);
    assert_eq!(house.points(&fenna), 0.0);
    let whom = anna.person;
    house.square.does(&house.host, move |tx, host| vouches::know(tx, host, whom)).expect("a host knows people");
    assert!(near(house.points(&fenna), 1.0), "what was said before counts from the day of the voice");
}

#[test]
fn ban_equals_never() {
    let (house, never) = (House::new(), House::new());
    for house in [&house, &never] {
        let (anna, fenna, soren) = (house.known("Anna"), house.known("Fenna"), house.known("Soren"));
        house.thanks(&anna, &fenna, None);
        house.thanks(&fenna, &soren, None);
    }
    let jorrit = house.known("Jorrit");
    let by_name = |house: &House, name: &'static str| {
        let found = house.square.read(move |tx| accounts::by_name(tx, name, ""));
        Member::person(found.expect("one of the cast"), Role::Person)
    };
    let figures = |house: &House| ["anna", "fenna", "soren"].map(|name| house.figure(&by_name(house, name)));
    let before = figures(&house);
    house.thanks(&jorrit, &by_name(&house, "anna"), None);
    house.thanks(&by_name(&house, "anna"), &jorrit, None);
    let with = figures(&house);
    assert!(with != before && house.points(&jorrit) > 0.0);
    house.suspends(&jorrit, true);
    let bits = |figures: [Figure; 3]| figures.map(|it| (it.points.to_bits(), it.voice.to_bits(), it.people));
    house.square.db.clock.pass(days(1));
    never.square.db.clock.pass(days(1));
    assert_eq!(bits(figures(&house)), bits(figures(&never)), "as if they had never come");
    assert_eq!(house.points(&jorrit), 0.0);
    house.suspends(&jorrit, false);
    house.square.db.clock.pass(days(1));
    assert!(house.points(&jorrit) > 0.8, "let in again, all of it counts: {}", house.points(&jorrit));
}
