//! The demo's square, filled as `soulava demo` fills it, pictures read by the real binary.

use std::time::{Duration, Instant};

use soulava_media::{Limits, Pictures, Program};
use soulava_server::demo::{StoryClock, doors, fill};
use soulava_social::accounts::{self, AccountView};
use soulava_social::posts::PostKind;
use soulava_social::{
    Db, Error, Member, Page, Role, Viewer, gifts, heirlooms, introductions, migrations, orbits, posts, settings,
    standing, ties, timelines, vouches, waiting,
};
use soulava_store::{Clock, Options, Target};

struct Demo {
    _dir: tempfile::TempDir,
    db: Db,
    clock: StoryClock,
}

async fn demo(scale: usize) -> Demo {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let clock = StoryClock::default();
    let mut options = Options::new(Target::Sqlite(dir.path().join("demo.db")), migrations::ALL);
    options.clock = std::sync::Arc::new(clock.clone());
    let db = Db::open(options).expect("a database");
    let program = Program::At(env!("CARGO_BIN_EXE_soulava").into());
    let pictures = Pictures::with_program(dir.path().join("media"), Limits::default(), program).expect("an album");
    fill(&db, &clock, &pictures, scale, |_, _| {}).await.expect("the story can be told");
    Demo { _dir: dir, db, clock }
}

async fn person(db: &Db, name: &str) -> std::sync::Arc<AccountView> {
    let name = name.to_owned();
    let found = db.read(move |tx| {
        let id = accounts::by_name(tx, &name, "")?.ok_or_else(soulava_social::Refusal::not_found)?;
        accounts::view(tx, id)
    });
    let found: Result<_, Error> = found.await;
    found.expect("a person of the story")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_is_a_square_with_people_posts_and_gifts() {
    let start = Instant::now();
    let demo = demo(1).await;
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    let found = demo.db.read(|tx| {
        let square = settings::square(tx)?;
        let page = timelines::square(tx, &Viewer::PASSER_BY, Page::first(40), false)?;
        let shown = posts::views(tx, &Viewer::PASSER_BY, &page.items)?;
        let report = soulava_social::ledger::verify(tx)?;
        Ok::<_, Error>((square, shown, report))
    });
    let (square, shown, report) = found.await.expect("the square can be read");
    assert_eq!(square.name, "Wadplein");
    assert_eq!(shown.len(), 40);
    assert!(report.holds(), "{report:?}");
    let languages: std::collections::BTreeSet<&str> = shown.iter().map(|it| it.post.language.as_str()).collect();
    assert!(["da", "en", "nl"].iter().all(|language| languages.contains(language)), "{languages:?}");
    assert!(shown.iter().any(|it| it.post.kind == PostKind::Recipe));
    assert!(shown.iter().any(|it| it.keeper.is_some()), "a keeper's name is on what the stall says");
    assert!(shown.iter().all(|it| it.post.created_at < demo.clock.now_ms()));
    assert!(shown.iter().any(|it| it.media.iter().any(|media| !media.description.is_empty())));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_removal_left_six_gifts_and_the_paid_one_none() {
    let demo = demo(1).await;
    let mover = person(&demo.db, &doors().mover).await;
    let given = demo.db.read(move |tx| gifts::given_by(tx, &Viewer::PASSER_BY, mover.id, Page::first(40)));
    let mut given = given.await.expect("her gifts").items;
    given.sort_by_key(|it| it.gift.given_at);
    let removal: Vec<_> =
        given.iter().take(6).map(|it| it.receiver.as_ref().expect("somebody").username.as_str()).collect();
    assert_eq!(removal, ["jorrit", "lotte", "anna", "wiebe", "noor", "soren"]);
    assert!(given.iter().take(6).all(|it| it.gift.object == given[0].gift.object && it.gift.object.is_some()));
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_each_door_something_waits_and_the_necklace_has_its_story() {
    let demo = demo(1).await;
    for name in [&doors().customer, &doors().keeper, &doors().host] {
        let account = person(&demo.db, name).await;
        let member = Member::person(account.id, account.role.unwrap_or(Role::Person));
        let waits = demo.db.read(move |tx| waiting::list(tx, &member)).await.expect("what waits");
        assert!(!waits.is_empty(), "{name}");
    }
    let hands = demo.db.read(|tx| {
        let id = heirlooms::by_number(tx, "ketting", 1)?;
        Ok::<_, Error>(heirlooms::story(tx, &Viewer::PASSER_BY, id)?.hands_in_all)
    });
    assert_eq!(hands.await.expect("its story"), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_plays_along_accepts_after_two_seconds_and_says_so() {
    let demo = demo(1).await;
    let (giver, pim) = (person(&demo.db, &doors().customer).await, person(&demo.db, &doors().plays_along).await);
    assert!(pim.fields.iter().any(|field| field.value.contains("Plays along")));
    let (member, to) = (Member::person(giver.id, Role::Person), pim.id);
    let given = demo.db.write(move |tx| {
        let currency = soulava_social::currencies::by_slug(tx, "koffie")?.expect("there is coffee").id;
        let reason = "omdat je meespeelt".to_owned();
        let origin = gifts::GiftOrigin::Page;
        let gift = gifts::NewGift {
            to,
            currency,
            reason,
            changed: None,
            public: true,
            object: None,
            idempotency: None,
            origin,
        };
        gifts::give(tx, &member, &gift)
    });
    let id = given.await.expect("given");
    let playing = tokio::spawn(soulava_server::demo::play_along(demo.db.clone()));
    let start = Instant::now();
    let state = loop {
        let view = demo.db.read(move |tx| gifts::view(tx, &Viewer::PASSER_BY, id).map(|it| it.gift.state)).await;
        match view {
            Ok(gifts::GiftState::Accepted) => break gifts::GiftState::Accepted,
            _ if start.elapsed() > Duration::from_secs(20) => break gifts::GiftState::Given,
            _ => tokio::task::yield_now().await,
        }
    };
    playing.abort();
    assert_eq!(state, gifts::GiftState::Accepted);
    assert!(start.elapsed() > Duration::from_millis(1_500), "not at once");
}

#[tokio::test(flavor = "multi_thread")]
async fn people_know_each_other_in_every_way_and_the_map_shows_it() {
    let demo = demo(1).await;
    let shown = demo.db.read(|tx| {
        let person = |name: &str| -> Result<Member, Error> {
            let id = accounts::by_name(tx, name, "")?.ok_or_else(soulava_social::Refusal::not_found)?;
            Ok(Member::person(id, accounts::view(tx, id)?.role.unwrap_or(Role::Person)))
        };
        let mut seen = std::collections::BTreeSet::new();
        for name in ["anna", "mette", "rosie", "ida", "fenna", "grethe"] {
            let offers = introductions::list_by(tx, &person(name)?, Page::first(20))?;
            seen.extend(offers.items.iter().map(|offer| offer.seen.as_str()));
        }
        let mut stages = std::collections::BTreeSet::new();
        for name in ["tom", "anna", "nuala"] {
            let bonds = ties::of(tx, person(name)?.person, Page::first(40))?;
            stages.extend(bonds.items.iter().filter_map(|tie| tie.stage).map(ties::Stage::as_str));
        }
        let voices = ["anna", "noor", "bram", "hamish"];
        let voices = voices.map(|name| person(name).and_then(|who| vouches::is_vetted(tx, who.person)));
        let voices: Vec<bool> = voices.into_iter().collect::<Result<_, _>>()?;
        let map = orbits::map(tx, &person("mette")?, orbits::Around::Square)?;
        let active = standing::active_members(tx)?;
        Ok::<_, Error>((seen, stages, voices, map, active))
    });
    let (seen, stages, voices, map, active) = shown.await.expect("the square can be read");
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), ["met", "not_now", "together", "waiting", "worked"]);
    assert_eq!(stages.len(), 3, "{stages:?}");
    assert_eq!(voices, [true, true, false, false]);
    assert!(active >= 30, "{active} are here, and bands need thirty");
    assert!(map.rings.iter().all(|ring| ring.here > 0), "{:?}", map.rings);
    assert!(map.rings.iter().map(|ring| ring.quiet).sum::<i64>() > 0, "{:?}", map.rings);
    assert!(map.gravity.is_some_and(|it| it.members >= 30) && map.before.is_some() && !map.moves.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scale_brings_more_people_and_posts() {
    let demo = demo(3).await;
    let stranger = person(&demo.db, "aaltje_2").await;
    assert!(stranger.posts == 25 && stranger.following >= 10, "{stranger:?}");
}
