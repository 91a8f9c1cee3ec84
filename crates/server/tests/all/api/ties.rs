//! Ties over the API: the two and nobody else, as described; suggestions; why a post is where it is.

use serde_json::json;
use soulava_social::posts::{self, Draft};
use soulava_social::ties::{self, Act, ActKind};
use soulava_social::{AccountId, Member, Role, relations};

use super::gifts::{Someone, described, someone};
use crate::world::World;

fn met(world: &World, from: &Someone, to: &Someone, object: i64) {
    let (from, to) = (from.id, to.id);
    world
        .db
        .write_blocking(move |tx| {
            ties::note(tx, &Act { kind: ActKind::Meeting, from, to, object, at: tx.now() - 3_600_000 })
        })
        .expect("they met");
}

fn says(world: &World, who: &Someone, words: &'static str) -> soulava_social::PostId {
    let member = Member::person(who.id, Role::Person);
    world.db.write_blocking(move |tx| posts::publish(tx, &member, &Draft::public(words))).expect("said")
}

#[tokio::test]
async fn a_tie_is_read_greeted_and_looked_after_as_described() {
    let world = World::new();
    let (anna, fenna, tom) = (
        someone(&world, "anna", Role::Person),
        someone(&world, "fenna", Role::Person),
        someone(&world, "tom", Role::Person),
    );
    let with = |whom: AccountId, verb: &str| format!("/api/soulava/v1/ties/{whom}{verb}");
    assert_eq!(world.ask("GET", &with(fenna.id, ""), &anna.token).await.status, 404, "nothing passed");
    met(&world, &anna, &fenna, 7);
    let mine = world.ask("GET", "/api/soulava/v1/ties", &anna.token).await;
    let mine = described("get", "/api/soulava/v1/ties", &mine);
    assert_eq!((&mine[0]["account"]["username"], &mine[0]["stage"]), (&json!("fenna"), &json!("acquainted")));
    assert!(mine[0].get("warmth").is_none() && mine[0].get("bond").is_none(), "never a number");
    for answer in [
        world.ask("GET", &with(fenna.id, ""), &tom.token).await,
        world.ask("GET", &with(anna.id, "/history"), &tom.token).await,
        world.ask("POST", &with(anna.id, "/erase"), &tom.token).await,
        world.ask("GET", &with(anna.id, ""), &anna.token).await,
        world.ask("GET", &with(AccountId(77), ""), &anna.token).await,
    ] {
        assert_eq!(answer.status, 404);
    }
    let greeted = world.ask("POST", &with(anna.id, "/greet"), &fenna.token).await;
    let greeted = described("post", "/api/soulava/v1/ties/{id}/greet", &greeted);
    assert_eq!(greeted["acts"], json!({ "mine": 2, "theirs": 1 }));
    let past = world.ask("GET", &with(fenna.id, "/history"), &anna.token).await;
    let past = described("get", "/api/soulava/v1/ties/{id}/history", &past);
    assert_eq!(
        (&past[0]["kind"], &past[0]["mine"], &past[1]["kind"]),
        (&json!("greeting"), &json!(false), &json!("meeting"))
    );
    for (verb, key, is) in [
        ("hide", "hidden", json!(true)),
        ("show", "hidden", json!(false)),
        ("rest", "let_rest", json!(true)),
        ("wake", "let_rest", json!(false)),
        ("end", "stage", json!(null)),
        ("erase", "stage", json!(null)),
    ] {
        let answer = world.ask("POST", &with(fenna.id, &format!("/{verb}")), &anna.token).await;
        let answer = described("post", &format!("/api/soulava/v1/ties/{{id}}/{verb}"), &answer);
        assert_eq!(answer[key], is, "{verb}");
    }
    assert_eq!(world.ask("GET", &with(fenna.id, "/history"), &anna.token).await.json(), json!([]));
    assert_eq!(
        world.ask("GET", &with(anna.id, "/history"), &fenna.token).await.json().as_array().map(Vec::len),
        Some(2)
    );
    assert_eq!(world.ask("GET", "/api/soulava/v1/ties", &fenna.token).await.json(), json!([]));
}

#[tokio::test]
async fn whom_one_has_something_with_is_suggested_and_nobody_for_being_popular() {
    let world = World::new();
    let (anna, fenna, star) = (
        someone(&world, "anna", Role::Person),
        someone(&world, "fenna", Role::Person),
        someone(&world, "star", Role::Person),
    );
    for name in ["fan1", "fan2", "fan3"] {
        let (fan, whom) = (Member::person(someone(&world, name, Role::Person).id, Role::Person), star.id);
        world.db.write_blocking(move |tx| relations::follow(tx, &fan, whom, &Default::default())).expect("a follow");
    }
    assert_eq!(world.ask("GET", "/api/v2/suggestions", &anna.token).await.json(), json!([]));
    met(&world, &anna, &fenna, 7);
    let found = world.ask("GET", "/api/v2/suggestions", &anna.token).await.json();
    assert_eq!(found.as_array().map(Vec::len), Some(1));
    assert_eq!((&found[0]["source"], &found[0]["account"]["username"]), (&json!("past_interactions"), &json!("fenna")));
    assert_eq!(world.ask("GET", "/api/v1/suggestions", &anna.token).await.json()[0]["username"], json!("fenna"));
    assert_eq!(world.ask("DELETE", &format!("/api/v1/suggestions/{}", fenna.id), &anna.token).await.status, 200);
    assert_eq!(world.ask("GET", "/api/v2/suggestions", &anna.token).await.json(), json!([]));
    assert_eq!(
        world.ask("GET", "/api/v2/suggestions", &fenna.token).await.json()[0]["account"]["username"],
        json!("anna")
    );
    let (me, whom) = (Member::person(fenna.id, Role::Person), anna.id);
    world.db.write_blocking(move |tx| relations::follow(tx, &me, whom, &Default::default())).expect("a follow");
    assert_eq!(world.ask("GET", "/api/v2/suggestions", &fenna.token).await.json(), json!([]), "followed already");
}

#[tokio::test]
async fn each_place_is_explained_in_a_sentence() {
    let world = World::new();
    let (anna, fenna, tom) = (
        someone(&world, "anna", Role::Person),
        someone(&world, "fenna", Role::Person),
        someone(&world, "tom", Role::Person),
    );
    let path = "/api/soulava/v1/posts/{id}/why";
    let (hers, his, own) = (says(&world, &fenna, "Bread."), says(&world, &tom, "Rope."), says(&world, &anna, "Soup."));
    met(&world, &anna, &fenna, 7);
    for (post, reason, words) in [
        (hers, "tie", "You and fenna are acquainted. Newest first. Nobody paid for this place."),
        (his, "square", "It is in the square for everybody. Newest first. Nobody paid for this place."),
        (own, "own", "You wrote this yourself. Newest first. Nobody paid for this place."),
    ] {
        let answer = world.ask("GET", &path.replace("{id}", &post.to_string()), &anna.token).await;
        let answer = described("get", path, &answer);
        assert_eq!((&answer["reason"], &answer["why"]), (&json!(reason), &json!(words)));
    }
    assert_eq!(world.ask("GET", &path.replace("{id}", "77"), &anna.token).await.status, 404);
}
