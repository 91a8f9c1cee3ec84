//! Standing: who is glad of whom, day by day, with the reasons.

use soulava_social::gifts::{self, GiftOrigin, NewGift};
use soulava_social::posts::{self, Draft, PostKind, UseKind, Visibility};
use soulava_social::standing::{self, Band, Deed, Figure, Standings, Subject, Topic, Who, WhyNot};
use soulava_social::{Error, GiftId, Member, PostId, Refusal, Result, Role, Viewer, accounts, currencies, vouches};
use soulava_store::{args, sql};

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
        self.accepted(from, to, object, true)
    }

    /// The same between the two.
    pub fn private_thanks(&self, from: &Member, to: &Member) -> GiftId {
        self.accepted(from, to, None, false)
    }

    fn accepted(&self, from: &Member, receiver: &Member, object: Option<PostId>, public: bool) -> GiftId {
        self.gives(from, receiver, object, public, false).expect("a gift that may be").0
    }

    /// The same when the day's allowance lets it; and whether it is one more for the same thing.
    pub fn thanks_if_allowed(
        &self,
        from: &Member,
        to: &Member,
        object: Option<PostId>,
        twice: bool,
    ) -> Option<(GiftId, bool)> {
        match self.gives(from, to, object, true, twice) {
            Ok(given) => Some(given),
            Err(Error::Refused(Refusal::Limited { .. })) => None,
            Err(error) => panic!("{error}"),
        }
    }

    fn gives(
        &self,
        from: &Member,
        receiver: &Member,
        object: Option<PostId>,
        public: bool,
        twice: bool,
    ) -> Result<(GiftId, bool)> {
        let to = receiver.person;
        let changed = twice.then(|| "I bake every week now".to_owned());
        let gift = self.square.does(from, move |tx, from| {
            let currency = currencies::ensure_thanks(tx)?;
            let (reason, changed) = ("for the warm oven".to_owned(), changed.clone());
            let (idempotency, origin) = (None, GiftOrigin::Page);
            gifts::give(tx, from, &NewGift { to, currency, reason, changed, public, object, idempotency, origin })
        })?;
        self.square.does(receiver, move |tx, member| gifts::accept(tx, member, gift, None))?;
        let seen = self.square.asks(receiver, move |tx, member| gifts::views(tx, &member.into(), &[gift]));
        Ok((gift, seen[0].gift.again))
    }

    /// What keeps standings and bands up to date.
    pub fn keeper(&self) -> standing::Keeper {
        standing::Keeper::new((*self.square.db).clone(), self.standings.clone())
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

#[test]
fn every_point_has_its_reason_and_what_did_not_count_says_why() {
    let house = House::new();
    let (anna, fenna, soren) = (house.known("Anna"), house.known("Fenna"), house.known("Soren"));
    let mette = house.square.person("Mette");
    let bread = house.square.says(&fenna, "How to keep a #Sourdough alive");
    house.thanks(&anna, &fenna, Some(bread));
    house.thanks(&soren, &fenna, Some(bread));
    house.square.does(&soren, move |tx, soren| posts::favourite(tx, soren, bread)).expect("applause");
    house.thanks(&mette, &fenna, None);
    let taken_back = house.thanks(&anna, &fenna, None);
    house.square.does(&anna, move |tx, anna| gifts::retract(tx, anna, taken_back)).expect("taken back");
    house.thanks(&anna, &fenna, Some(bread));

    let explain = |viewer: Viewer| {
        let (standings, person) = (house.standings.clone(), fenna.person);
        house.square.read(move |tx| standings.explain(tx, &viewer, person))
    };
    let it = explain(Viewer::from(&fenna));
    let sum: f64 = it.voices.iter().map(|voice| voice.points).sum();
    assert!((sum + it.rest - it.figure.points).abs() < 1e-9, "{it:#?}");
    assert_eq!(it.figure.people, 2);
    assert_eq!(it.voices.len(), 2);
    assert!(it.voices.iter().all(|voice| voice.parts.len() == 1 && voice.parts[0].given.words == "for the warm oven"));
    let why = |who: &Member, why: WhyNot| {
        it.uncounted.iter().any(|line| line.who == Who::Person(who.person) && line.why == why)
    };
    assert!(why(&mette, WhyNot::NoVoice), "{:#?}", it.uncounted);
    assert!(why(&anna, WhyNot::Retracted) && why(&anna, WhyNot::Again) && why(&soren, WhyNot::Again));
    assert_eq!(it.topics[0], Topic { subject: Subject::Tag("Sourdough".to_owned()), people: 2 });
    assert_eq!(explain(Viewer::PASSER_BY).voices.len(), 2, "what is public, anybody may see");
}

#[test]
fn a_recipe_is_named_once_whatever_its_tags_call_it() {
    let house = House::new();
    let (anna, fenna) = (house.known("Anna"), house.known("Fenna"));
    let soup = Draft { kind: PostKind::Recipe, ..Draft::public("Soup: leeks, patience. #recept #Recipes #leeks") };
    let soup = house.square.posts(&fenna, soup).expect("a recipe");
    house.thanks(&anna, &fenna, Some(soup));
    let person = fenna.person;
    let topics = house.square.read(move |tx| standing::known_for(tx, &Viewer::PASSER_BY, person));
    let subjects: Vec<Subject> = topics.into_iter().map(|topic| topic.subject).collect();
    assert_eq!(subjects, [Subject::Tag("leeks".to_owned()), Subject::Recipes]);
}

#[test]
fn what_lies_between_two_others_is_counted_and_not_told() {
    let house = House::new();
    let (anna, fenna) = (house.known("Anna"), house.known("Fenna"));
    let gift = house.private_thanks(&anna, &fenna);
    let explain = |viewer: Viewer| {
        let (standings, person) = (house.standings.clone(), fenna.person);
        house.square.read(move |tx| standings.explain(tx, &viewer, person))
    };
    let mine = explain(Viewer::from(&fenna));
    assert_eq!(mine.voices[0].parts[0].given.deed, Deed::Gift(gift));
    let others = explain(Viewer::PASSER_BY);
    assert!(near(others.figure.points, 1.0) && near(others.voices[0].points, 1.0));
    let part = &others.voices[0].parts[0];
    assert_eq!((others.voices[0].who, part.given.deed, part.given.words.as_str()), (Who::Hidden, Deed::Hidden, ""));
    assert_eq!(others.voices[0].voice, 0.0, "a voice tells whose it is");
    assert!(others.topics.is_empty());
}

#[test]
fn a_keepers_word_for_the_own_stall_weighs_nothing() {
    let house = House::new();
    let (fenna, jorrit, anna) = (house.known("Fenna"), house.known("Jorrit"), house.known("Anna"));
    let stall = house.square.stall("Bageriet", &fenna);
    house.square.keeps(&fenna, &stall);
    house.square.keeps(&jorrit, &stall);
    let post = house.square.says(&stall, "Rye at seven");
    house.square.does(&jorrit, move |tx, jorrit| posts::use_it(tx, jorrit, post, UseKind::Made, "")).expect("said");
    assert_eq!(house.points(&fenna), 0.0);
    let (standings, person, viewer) = (house.standings.clone(), fenna.person, Viewer::from(&fenna));
    let it = house.square.read(move |tx| standings.explain(tx, &viewer, person));
    assert_eq!(it.uncounted[0].why, WhyNot::OwnStall);
    house.square.does(&anna, move |tx, anna| posts::use_it(tx, anna, post, UseKind::Made, "")).expect("said");
    assert!(near(house.points(&fenna), 1.0), "a customer's counts, for the keeper by name");
}

#[test]
fn a_bystanders_word_on_a_post_for_others_is_applause_at_most() {
    let house = House::new();
    let (anna, fenna, soren) = (house.known("Anna"), house.known("Fenna"), house.known("Soren"));
    house.square.follow(&anna, &fenna);
    house.square.follow(&soren, &fenna);
    let post = house.square.says_to(&fenna, Visibility::Private, "@anna this is how the lock works");
    for who in [&anna, &soren] {
        house.square.does(who, move |tx, who| posts::use_it(tx, who, post, UseKind::Helped, "")).expect("of use");
    }
    let applause = {
        let x = 2.0 * 0.25 / 2.25;
        0.7 * x / (3.0 + x) / (7.0 / 55.0)
    };
    assert!(near(house.points(&fenna), 1.0 + applause), "{}", house.points(&fenna));
}

#[test]
fn the_round_publishes_each_day_once_and_verify_computes_all_of_it_again() {
    let house = House::new();
    let people = ["Anna", "Fenna", "Soren", "Mette"].map(|name| house.known(name));
    let mut keeper = house.keeper();
    let mut round = || keeper.round().expect("a round");
    for day in 0..5 {
        house.thanks(&people[day % 4], &people[(day + 1) % 4], None);
        if day == 2 {
            house.suspends(&people[3], true);
        }
        if day == 4 {
            house.suspends(&people[3], false);
        }
        let found = round();
        assert!(!found.differs && found.day.is_some() == (day > 0 || found.day.is_some()), "{found:?}");
        assert_eq!(round().day, None, "a day is published once");
        house.square.db.clock.pass(days(1));
    }
    round();
    let verify = |standings: Standings| house.square.read(move |tx| standing::verify(tx, &standings, &mut |_, _| ()));
    let report = verify(house.standings.clone());
    assert!(report.holds() && report.days == 6 && report.live >= 4, "{report:?}");
    assert!(verify(Standings::listening(&house.square.db)).holds(), "and after a restart");
    house
        .square
        .write(|tx| {
            tx.run(sql!("UPDATE recognition_log SET grade = 2 WHERE grade = 1"), args![])?;
            Ok(())
        })
        .expect("somebody with a hand in the database");
    assert!(verify(house.standings.clone()).faults_in_all > 0, "no hand writes a standing unseen");
}

#[test]
fn bands_are_shown_from_thirty_people_on_rise_at_once_and_fall_a_step_on_a_quarters_first_day() {
    let house = House::new();
    let crowd: Vec<Member> =
        (0..29).map(|number| house.known(Box::leak(format!("Guest{number}").into_boxed_str()))).collect();
    let (fenna, mut keeper) = (house.known("Fenna"), house.keeper());
    for guest in &crowd[..8] {
        house.thanks(guest, &fenna, None);
    }
    keeper.round().expect("a round");
    let band = || {
        let whom = fenna.person;
        house.square.read(move |tx| accounts::view(tx, whom)).band
    };
    assert_eq!(band(), Some(Band::Generous), "8.0 points of 8 people; of 9 active, k is 0.15");
    assert_eq!(house.figure(&fenna).band, band());

    let one = crowd[8].clone();
    house.square.db.clock.pass(days(1));
    house.thanks(&one, &fenna, None);
    keeper.round().expect("a round");

    house.square.does(&fenna, |tx, fenna| standing::hide(tx, fenna, true)).expect("her own choice");
    assert_eq!(band(), None, "hidden by its owner");
    house.square.does(&fenna, |tx, fenna| standing::hide(tx, fenna, false)).expect("her own choice");

    for guest in &crowd {
        house.suspends(guest, true);
    }
    assert_eq!(house.points(&fenna), 0.0);
    let (mut seen, mut day) = (vec![Band::Generous], 0);
    while seen.len() < 2 && day < 200 {
        house.square.db.clock.pass(days(1));
        keeper.round().expect("a round");
        day += 1;
        let whom = fenna.person;
        let now = house.square.write(move |tx| standing::stored_band(tx, whom)).expect("a look").unwrap_or(Band::Known);
        if now != seen[seen.len() - 1] {
            seen.push(now);
        }
    }
    assert_eq!(seen, [Band::Generous, Band::Known], "one step, not two");
    let standings = house.standings.clone();
    let report = house.square.read(move |tx| standing::verify(tx, &standings, &mut |_, _| ()));
    assert!(report.holds() && report.moves >= 2, "{report:?}");
}

#[test]
fn a_day_as_bytes_starts_a_square_to_the_same_bit_and_anything_else_is_thrown_away() {
    let house = House::new();
    let people = ["Anna", "Fenna", "Soren"].map(|name| house.known(name));
    house.standings.offer(None);
    for day in 0..3 {
        house.thanks(&people[day % 3], &people[(day + 1) % 3], None);
        house.keeper().round().expect("a round");
        house.square.db.clock.pass(days(1));
    }
    house.keeper().round().expect("a round");
    let bytes = house.standings.snapshot().expect("the last day as bytes");
    house.square.db.clock.pass(days(2));
    house.thanks(&people[2], &people[0], None);
    let figures = |standings: &Standings| {
        people.clone().map(|person| {
            let (standings, person) = (standings.clone(), person.person);
            let figure = house.square.read(move |tx| standings.figure(tx, person));
            (figure.points.to_bits(), figure.voice.to_bits())
        })
    };
    let fresh = Standings::listening(&house.square.db);
    let found = figures(&fresh);
    let begun = Standings::listening(&house.square.db);
    begun.offer(Some(bytes.clone()));
    assert_eq!(figures(&begun), found);
    let report = house.square.read(move |tx| standing::verify(tx, &begun, &mut |_, _| ()));
    assert!(report.holds(), "{report:?}");
    for at in [0, 9, 50, bytes.len() / 2, bytes.len() - 1] {
        let mut spoilt = bytes.clone();
        spoilt[at] ^= 1;
        let begun = Standings::listening(&house.square.db);
        begun.offer(Some(spoilt));
        assert_eq!(figures(&begun), found, "byte {at}");
    }
    house
        .square
        .write(|tx| {
            tx.run(
                sql!("UPDATE recognition_log SET grade = 2 WHERE id < (SELECT MAX(id) FROM recognition_log)"),
                args![],
            )?;
            Ok(())
        })
        .expect("so that it shows from where was read");
    let begun = Standings::listening(&house.square.db);
    begun.offer(Some(bytes.clone()));
    assert_eq!(figures(&begun), found, "the day was taken");
    assert_ne!(figures(&Standings::listening(&house.square.db)), found, "else the logs are read");
    let elsewhere = House::new();
    elsewhere.known("Anna");
    elsewhere.standings.offer(Some(bytes));
    let nobody = elsewhere.known("Fenna");
    assert_eq!(elsewhere.points(&nobody), 0.0, "a day of another square was never published here");
}
