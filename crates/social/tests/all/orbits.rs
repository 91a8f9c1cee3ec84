//! Who comes near, who drifts, how well people hold each other, and who may see it.

use std::time::Duration;

use soulava_social::orbits::{self, Around, Map, Station};
use soulava_social::ties::{self, Act, ActKind};
use soulava_social::{AccountId, Member, Refusal, Role, accounts};
use soulava_standing::gravity::Stage;
use soulava_store::{args, sql};

use crate::square::{Square, refused};

const DAY: Duration = Duration::from_secs(86_400);

impl Square {
    fn orbits_night(&self) {
        orbits::night(&self.db).expect("a night");
    }

    fn orbit_level(&self, who: &Member) -> Option<i64> {
        self.asks(who, orbits::mine).orbit.map(|orbit| orbit.level)
    }

    /// Both speak to each other, in person, `times` times today.
    fn meets(&self, a: &Member, b: &Member) {
        let (a, b) = (a.person, b.person);
        self.write(move |tx| {
            for (from, to) in [(a, b), (b, a)] {
                let act = Act { kind: ActKind::Reply, from, to, object: tx.next_id(), at: tx.now() };
                ties::note(tx, &act)?;
            }
            let act = Act { kind: ActKind::Meeting, from: a, to: b, object: tx.next_id(), at: tx.now() };
            ties::note(tx, &act)
        })
        .expect("a tie");
    }

    fn map(&self, who: &Member, around: Around) -> Map {
        self.asks(who, move |tx, who| orbits::map(tx, who, around))
    }

    fn cannot_see(&self, who: &Member, around: Around) {
        assert_eq!(refused(self.does(who, move |tx, who| orbits::map(tx, who, around))), Refusal::NotFound);
    }

    fn orbit_host(&self, name: &'static str) -> Member {
        let host = self.with_login(name, "host");
        Member { role: Role::Host, ..host }
    }

    fn with_login(&self, name: &'static str, role: &'static str) -> Member {
        let who = self.person(name);
        let id = who.person;
        self.write(move |tx| {
            tx.run(
                sql!(
                    "INSERT INTO logins (account_id, email, email_folded, role, created_at) VALUES ($1, '', '', $2, 0)"
                ),
                args![id, role],
            )?;
            Ok(())
        })
        .expect("a login");
        who
    }

    fn bageriet(&self, keeper: &Member) -> (Member, Around) {
        let stall = self.stall("Bageriet", keeper);
        self.keeps(keeper, &stall);
        let around = Around::Stall(stall.account);
        (stall, around)
    }
}

fn names(map: &Map) -> Vec<&str> {
    let mut names: Vec<&str> = map.known.iter().map(|known| known.account.display_name.as_str()).collect();
    names.sort_unstable();
    names
}

#[test]
fn days_bring_nearer_at_once_and_silence_takes_one_orbit_at_a_time() {
    let square = Square::new();
    let (anna, mette) = (square.person("Anna"), square.person("Mette"));
    square.orbits_night();
    assert_eq!(
        (square.orbit_level(&anna), square.orbit_level(&mette)),
        (Some(4), Some(4)),
        "everybody is at least visiting"
    );
    square.says(&anna, "Good morning");
    square.db.clock.pass(DAY);
    square.says(&anna, "And again");
    square.orbits_night();
    assert_eq!(square.orbit_level(&anna), Some(3), "two days in a week");
    for _ in 0..5 {
        square.db.clock.pass(2 * DAY);
        square.says(&anna, "Here");
    }
    square.orbits_night();
    assert_eq!((square.orbit_level(&anna), square.orbit_level(&mette)), (Some(2), Some(4)), "seven days in a month");
    let mut falls = Vec::new();
    for day in 0..160 {
        square.db.clock.pass(DAY);
        square.orbits_night();
        if let Some(level) =
            square.orbit_level(&anna).filter(|level| falls.last().map_or(2, |(_, last)| *last) != *level)
        {
            falls.push((day, level));
        }
    }
    let levels: Vec<i64> = falls.iter().map(|(_, level)| *level).collect();
    assert_eq!(levels, [3, 4], "one at a time: {falls:?}");
    assert!(falls[0].0 >= 90 && falls[1].0 - falls[0].0 >= 30, "not sooner than a quarter and a month: {falls:?}");
}

#[test]
fn one_great_act_counts_as_much_as_many_days_and_reading_brings_nobody_nearer() {
    let square = Square::new();
    let (jorrit, anna, mette) = (square.person("Jorrit"), square.person("Anna"), square.person("Mette"));
    let (stall, around) = square.bageriet(&jorrit);
    let owner = square.does(&jorrit, move |tx, who| {
        tx.run(sql!("UPDATE keepers SET role = 'owner' WHERE account_id = $1"), args![who.person])?;
        soulava_social::stalls::ask(tx, who, stall.account, anna.person, soulava_social::stalls::KeeperRole::Keeper)
    });
    owner.expect("an offer");
    let Around::Stall(stall) = around else { panic!("a stall") };
    square.does(&anna, move |tx, who| soulava_social::stalls::accept(tx, who, stall)).expect("a yes");
    square.orbits_night();
    assert_eq!(square.orbit_level(&anna), Some(1), "keeping a stall together");
    assert_eq!(square.orbit_level(&mette), Some(4));
}

#[test]
fn movement_is_counted_by_month_and_who_falls_silent_is_seen_where_they_stopped() {
    let square = Square::new();
    let anna = square.person("Anna");
    let _ = square.person("Mette");
    let moves = |square: &Square| {
        let moves = square.read(|tx| orbits::moves(tx, 12));
        let mut moves: Vec<_> = moves.into_iter().map(|it| (it.came, it.went, it.people)).collect();
        moves.sort_unstable();
        moves
    };
    square.says(&anna, "Good morning");
    square.orbits_night();
    assert_eq!(
        moves(&square),
        [(Station::New, Station::Orbit(4), 2)],
        "who came and did nothing yet is not silent on the first day"
    );
    square.orbits_night();
    assert_eq!(moves(&square).len(), 1, "a second night of the same day counts nothing twice");
    square.db.clock.pass(DAY);
    square.says(&anna, "Again");
    square.orbits_night();
    for _ in 0..4 {
        square.db.clock.pass(25 * DAY);
        square.orbits_night();
    }
    let all = moves(&square);
    assert!(all.contains(&(Station::Orbit(4), Station::Orbit(3), 1)), "{all:?}");
    let silent = all.iter().filter(|(_, went, _)| *went == Station::Quiet).map(|(.., people)| people).sum::<i64>();
    assert_eq!(silent, 2, "both fell silent: {all:?}");
    assert_eq!(all.iter().filter(|(came, ..)| *came == Station::New).map(|(.., people)| people).sum::<i64>(), 2);
}

/// The vector of the formula, through the acts, the tables and the night: a star of four around the keeper, and two ties
/// among them.
#[test]
fn gravity_is_measured_through_the_real_ties() {
    let square = Square::new();
    let host = square.orbit_host("Samira");
    let people: Vec<Member> = ["Anna", "Fenna", "Søren", "Mette"].map(|name| square.person(name)).into();
    square.orbits_night();
    assert_eq!(square.map(&host, Around::Square).gravity.map(|it| (it.gravity, it.members)), Some((0.0, 0)));
    for person in &people {
        square.meets(&host, person);
    }
    square.db.clock.pass(DAY);
    square.orbits_night();
    let star = square.map(&host, Around::Square).gravity.expect("a measurement");
    assert_eq!((star.members, star.ties, star.ties_missing), (4, 0, 2));
    assert!((star.gravity - 100.0 * (0.01_f64 * 0.25 * 0.01 * 0.01).powf(0.25)).abs() < 1e-9, "{star:?}");
    assert_eq!((star.stage(), star.brand_bridge), (Stage::Middle, 0.75));
    square.meets(&people[0], &people[1]);
    square.meets(&people[1], &people[2]);
    square.db.clock.pass(DAY);
    square.orbits_night();
    let now = square.map(&host, Around::Square).gravity.expect("a measurement");
    assert_eq!((now.members, now.ties), (4, 2));
    assert!((now.connected - 0.625).abs() < 1e-12 && (now.two - 0.25).abs() < 1e-12, "{now:?}");
    assert!((now.reciprocal - 1.0).abs() < 1e-12, "{now:?}");
    assert!(now.share > 0.3 && now.share < 0.4, "two of six ties: {now:?}");
    assert!(now.gravity > 40.0 && now.ties_missing == 1, "{now:?}");
}

#[test]
fn a_stall_has_the_gravity_of_its_own_people() {
    let square = Square::new();
    let (jorrit, anna, fenna, mette) =
        (square.person("Jorrit"), square.person("Anna"), square.person("Fenna"), square.person("Mette"));
    let (_, around) = square.bageriet(&jorrit);
    for person in [&anna, &fenna] {
        square.meets(&jorrit, person);
    }
    square.meets(&anna, &fenna);
    square.meets(&fenna, &mette);
    square.orbits_night();
    let map = square.map(&jorrit, around);
    let gravity = map.gravity.expect("a measurement");
    assert_eq!((gravity.members, gravity.ties), (2, 1), "Mette knows Fenna and not the stall");
    assert_eq!(names(&map), ["Anna", "Fenna", "Jorrit"]);
    assert_eq!(map.rings.iter().map(|ring| ring.here + ring.quiet).sum::<i64>(), 3, "the keeper stands on it too");
}

#[test]
fn only_those_who_keep_it_see_a_map_and_names_need_a_tie_with_a_keeper() {
    let square = Square::new();
    let host = square.orbit_host("Samira");
    let moderator = Member { role: Role::Moderator, ..square.with_login("Grethe", "moderator") };
    let (jorrit, anna, fenna) = (square.person("Jorrit"), square.person("Anna"), square.person("Fenna"));
    let (_, bageriet) = square.bageriet(&jorrit);
    let other = square.stall("Snedkeriet", &fenna);
    square.keeps(&fenna, &other);
    let (søren, mette) = (square.person("Søren"), square.person("Mette"));
    square.meets(&host, &anna);
    square.meets(&anna, &søren);
    square.meets(&søren, &mette);
    square.orbits_night();

    assert_eq!(names(&square.map(&host, Around::Square)), ["Anna", "Fenna", "Grethe", "Jorrit", "Samira"]);
    square.map(&moderator, Around::Square);
    square.map(&moderator, bageriet);
    assert_eq!(names(&square.map(&jorrit, bageriet)), ["Jorrit"]);
    let snedkeriet = Around::Stall(other.account);
    for (who, around) in [
        (&jorrit, Around::Square),
        (&jorrit, snedkeriet),
        (&fenna, bageriet),
        (&anna, Around::Square),
        (&anna, bageriet),
        (&host, Around::Stall(AccountId(77))),
        (&host, Around::Stall(anna.person)),
    ] {
        square.cannot_see(who, around);
    }
    // In the square of one business its keepers see the square.
    let stall = match bageriet {
        Around::Stall(stall) => stall,
        Around::Square => panic!("a stall"),
    };
    square
        .write(move |tx| {
            tx.run(sql!("INSERT INTO settings (key, value) VALUES ('stall', $1)"), args![stall.to_string()])?;
            Ok(())
        })
        .expect("a setting");
    assert!(square.asks(&jorrit, |tx, who| orbits::may_see(tx, who, Around::Square)));
    assert!(!square.asks(&fenna, |tx, who| orbits::may_see(tx, who, Around::Square)));
    // Everybody sees their own place, and nothing in it is about anybody's orbit but theirs.
    let own = square.asks(&anna, orbits::mine);
    assert_eq!(own.ties.iter().map(|view| view.display_name.as_str()).collect::<Vec<_>>().len(), 2);
}

#[test]
fn a_tie_that_one_of_the_two_hides_shows_nowhere_and_a_block_neither() {
    let square = Square::new();
    let host = square.orbit_host("Samira");
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    square.meets(&host, &anna);
    square.meets(&host, &fenna);
    square.meets(&anna, &fenna);
    square.orbits_night();
    let map = square.map(&host, Around::Square);
    assert_eq!((names(&map), map.cords.len()), (vec!["Anna", "Fenna", "Samira"], 3));
    let to = fenna.person;
    square.does(&anna, move |tx, who| ties::hide(tx, who, to, true)).expect("hidden");
    let map = square.map(&host, Around::Square);
    assert_eq!((names(&map), map.cords.len()), (vec!["Anna", "Fenna", "Samira"], 2));
    let counts = square.read(move |tx| orbits::tie_counts(tx, &[to]));
    assert_eq!(counts.get(&fenna.person), Some(&1));
    let to = host.person;
    square.does(&anna, move |tx, who| ties::hide(tx, who, to, true)).expect("hidden");
    square.block(&fenna, &host);
    let map = square.map(&host, Around::Square);
    assert_eq!((names(&map), map.cords.len()), (vec!["Samira"], 0));
}

#[test]
fn who_leaves_is_on_no_map_and_leaves_no_row() {
    let square = Square::new();
    let host = square.orbit_host("Samira");
    let anna = square.person("Anna");
    square.meets(&host, &anna);
    square.says(&anna, "Good morning");
    square.orbits_night();
    assert_eq!(square.map(&host, Around::Square).known.len(), 2);
    square.does(&anna, accounts::delete).expect("a goodbye");
    assert_eq!(square.map(&host, Around::Square).known.len(), 1);
    let anna = anna.person;
    while square.write(move |tx| accounts::erase_slice(tx, anna)).expect("a slice") {}
    let left: Vec<(i64, i64)> = square.read(move |tx| {
        Ok(tx.all(
            sql!("SELECT account_id, level FROM orbits WHERE account_id = $1 ORDER BY account_id LIMIT 10"),
            args![anna],
        )?)
    });
    assert_eq!(left, []);
}

/// What moves presence, orbits and gravity is what people do. Nothing that could hold or tell of money is read.
#[test]
fn no_statement_of_presence_and_orbits_reads_what_could_be_money() {
    let read = [include_str!("../../src/orbits/rows.rs"), include_str!("../../src/presence/rows.rs")].concat();
    for word in ["shared_costs", "money", "price", "paid", "promotion", "plan_", "order_"] {
        assert!(!read.contains(word), "{word}");
    }
    // The one table of acts that knows a price-like flag is not among those that are read.
    assert!(!read.contains("recognitions") && !read.contains("postings"));
}
