//! My people, the page of two, and what the square shows because of them.

use axum::http::StatusCode;
use soulava_social::Role;
use soulava_social::currencies::CurrencyKind;
use soulava_social::posts::Draft;
use soulava_social::ties::{self, Act, ActKind};

use super::signed::Browser;
use crate::world::World;

/// A gift that was accepted: the two have a tie.
async fn given(world: &World, from: &Browser, to: &Browser, name: &str, reason: &str) {
    let fields = [("to", name), ("currency", "appeltaart"), ("reason", reason), ("sees", "two")];
    let path = from.does(world, "/gifts", &fields).await;
    let path = path.split('?').next().expect("a split has a first part").to_owned();
    to.does(world, &format!("{path}/acknowledge"), &[]).await;
}

fn act(world: &World, kind: ActKind, from: &Browser, to: &Browser, object: i64, days_ago: i64) {
    let (from, to) = (from.member.person, to.member.person);
    world.arrange(move |tx| ties::note(tx, &Act { kind, from, to, object, at: tx.now() - days_ago * 86_400_000 }));
}

#[tokio::test]
async fn a_tie_is_said_under_every_name_and_only_the_two_can_open_it() {
    let world = World::new();
    let (anna, fenna, tom) =
        (world.browser("Anna", Role::Person), world.browser("Fenna", Role::Person), world.browser("Tom", Role::Person));
    world.currency("appeltaart", "Appeltaart", CurrencyKind::Expressive);
    assert!(anna.read(&world, "/ties").await.contains("No ties yet"));
    assert_eq!(anna.open(&world, "/ties/fenna").await.status, StatusCode::NOT_FOUND, "nothing passed");
    given(&world, &anna, &fenna, "fenna", "For keeping the oven on.").await;

    let page = anna.read(&world, "/ties/fenna").await;
    assert!(page.contains("You and Fenna") && page.contains("You are acquainted."), "{page}");
    assert!(page.contains("It began with a gift from you"), "{page}");
    assert!(page.contains("You gave Fenna an Appeltaart.") && page.contains("For keeping the oven on."));
    assert!(page.contains(r#"role="img""#) && page.contains("Two cords, yours red and Fenna’s green"));
    let mirror = fenna.read(&world, "/ties/anna").await;
    assert!(mirror.contains("You and Anna") && mirror.contains("Anna gave you an Appeltaart."));
    for name in ["anna", "fenna", "tom", "nobody"] {
        assert_eq!(tom.open(&world, &format!("/ties/{name}")).await.status, StatusCode::NOT_FOUND, "{name}");
    }
    assert_eq!(world.page("/ties/fenna").await.status, StatusCode::SEE_OTHER);

    let list = anna.read(&world, "/ties").await;
    assert!(list.contains("One tie so far: Fenna.") && list.contains("Acquainted since"), "{list}");
    let person = anna.read(&world, "/@fenna").await;
    assert!(person.contains("2 exchanges, a gift from you") && person.contains("Our history"), "{person}");
    assert!(!tom.read(&world, "/@fenna").await.contains("Our history"));
    world.posts(&fenna, Draft::public("The oven is hot."));
    for path in ["/square?show=all", "/search?q=fenna", "/gifts/new?to=fenna"] {
        assert!(anna.read(&world, path).await.contains("Acquainted since"), "{path}");
    }
    given(&world, &fenna, &tom, "tom", "For the ladder.").await;
    assert!(anna.read(&world, "/@tom").await.contains("You have not met. One of your ties knows Tom"));
    assert!(anna.read(&world, "/ties/fenna").await.contains("/introductions/new?a=fenna"));
}

#[tokio::test]
async fn good_morning_is_said_once_a_day() {
    let world = World::new();
    let (anna, fenna) = (world.browser("Anna", Role::Person), world.browser("Fenna", Role::Person));
    assert!(anna.read(&world, "/@fenna").await.contains("Say good morning to Fenna"));
    assert_eq!(anna.does(&world, "/ties/fenna/greet", &[]).await, "/@fenna");
    let page = anna.read(&world, "/@fenna").await;
    assert!(page.contains("You said good morning to Fenna today.") && !page.contains("/ties/fenna/greet"));
    assert!(fenna.read(&world, "/news").await.contains("Anna said good morning"));
    assert_eq!(fenna.does(&world, "/ties/anna/greet", &[("back", "tie")]).await, "/ties/anna");
    assert!(fenna.read(&world, "/ties/anna").await.contains("Anna said good morning."));
    assert!(anna.read(&world, "/ties").await.contains("Acquainted since"));
}

#[tokio::test]
async fn the_two_look_after_their_tie() {
    let world = World::new();
    let (anna, fenna) = (world.browser("Anna", Role::Person), world.browser("Fenna", Role::Person));
    act(&world, ActKind::Meeting, &anna, &fenna, 5, 2);
    for (act, seen) in [
        ("hide", "Show it in maps"),
        ("show", "Keep it out of maps"),
        ("rest", "You let it rest"),
        ("wake", "Let it rest for a while"),
    ] {
        assert_eq!(anna.does(&world, "/ties/fenna/care", &[("do", act)]).await, "/ties/fenna");
        assert!(anna.read(&world, "/ties/fenna").await.contains(seen), "{act}");
    }
    anna.does(&world, "/ties/fenna/care", &[("do", "note"), ("note", "Likes cranberries.")]).await;
    assert!(anna.read(&world, "/ties/fenna").await.contains("Likes cranberries."));
    assert!(!fenna.read(&world, "/ties/anna").await.contains("Likes cranberries."));
    assert_eq!(anna.does(&world, "/ties/fenna/care", &[("do", "erase")]).await, "/ties?said=ended");
    assert!(anna.read(&world, "/ties?said=ended").await.contains("The tie has ended."));
    assert_eq!(anna.open(&world, "/ties/fenna").await.status, StatusCode::NOT_FOUND);
    let hers = fenna.read(&world, "/ties/anna").await;
    assert!(hers.contains("You met.") && hers.contains("Not a tie yet"), "the other keeps theirs: {hers}");
    anna.does(&world, "/@fenna/relation", &[("do", "block")]).await;
    assert_eq!(fenna.open(&world, "/ties/anna").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn whom_one_knows_comes_first_newest_first_and_each_place_is_explained() {
    let world = World::new();
    let (anna, fenna, tom) =
        (world.browser("Anna", Role::Person), world.browser("Fenna", Role::Person), world.browser("Tom", Role::Person));
    world.follow(&anna, tom.member.account);
    let toms = world.posts(&tom, Draft::public("From somebody Anna follows."));
    let feed = anna.read(&world, "/square?show=known").await;
    assert!(feed.contains("From somebody Anna follows.") && feed.contains("You have no ties yet"), "{feed}");
    assert!(anna.read(&world, &format!("/@tom/{toms}/why")).await.contains("You follow Tom."));

    act(&world, ActKind::Meeting, &anna, &fenna, 5, 2);
    let first = world.posts(&fenna, Draft::public("The first of Fenna."));
    world.posts(&anna, Draft::public("One of her own."));
    world.posts(&fenna, Draft::public("The second of Fenna."));
    let feed = anna.read(&world, "/square?show=known").await;
    let at = |words: &str| feed.find(words).unwrap_or_else(|| panic!("{words} is missing: {feed}"));
    assert!(at("The second of Fenna.") < at("One of her own.") && at("One of her own.") < at("The first of Fenna."));
    assert!(!feed.contains("From somebody Anna follows.") && !feed.contains("You have no ties yet"));
    let why = anna.read(&world, &format!("/@fenna/{first}/why")).await;
    assert!(why.contains("You and Fenna are acquainted. Newest first. Nobody paid for this place."), "{why}");
}

#[tokio::test]
async fn no_feed_shows_a_number_of_likes_followers_or_views() {
    let world = World::new();
    let (anna, fenna) = (world.browser("Anna", Role::Person), world.browser("Fenna", Role::Person));
    act(&world, ActKind::Meeting, &anna, &fenna, 5, 2);
    let post = world.posts(&fenna, Draft::public("Look at this."));
    let feeds = ["/square?show=known", "/square?show=all", "/@fenna", "/search?q=look", "/ties", "/tags/bread"];
    let mut before = Vec::new();
    for path in feeds {
        before.push(anna.read(&world, path).await);
    }
    // Twenty-seven people favourite it, and follow her.
    let ids = world.arrange(move |tx| {
        let mut ids = Vec::new();
        for n in 0..27 {
            let new = soulava_social::accounts::NewPerson::named(&format!("fan{n}"));
            ids.push(soulava_social::accounts::create_person(tx, &new)?);
        }
        Ok(ids)
    });
    let whom = fenna.member.account;
    world.arrange(move |tx| {
        for id in &ids {
            let fan = soulava_social::Member::person(*id, Role::Person);
            soulava_social::posts::favourite(tx, &fan, post)?;
            soulava_social::relations::follow(tx, &fan, whom, &Default::default())?;
        }
        Ok(())
    });
    for (path, before) in feeds.into_iter().zip(before) {
        let after = anna.read(&world, path).await;
        assert_eq!(shape(&before), shape(&after), "{path} shows how many");
        assert!(!after.contains(">27<"), "{path}");
    }
}

/// A page without its form tokens and keys.
fn shape(page: &str) -> String {
    let mut out = String::new();
    for piece in page.split("<input type=\"hidden\" name=\"") {
        out.push_str(match piece.split_once('>') {
            Some((start, rest)) if start.starts_with("csrf") || start.starts_with("key") => rest,
            _ => piece,
        });
    }
    out
}
