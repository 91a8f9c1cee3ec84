//! Homes put together from memory are the homes of the database, byte for byte.

use serde_json::json;
use soulava_social::posts;
use soulava_social::timelines;
use soulava_social::{Error, Page, Role, Viewer};

use crate::world::{Settled, World};

/// What the database alone would answer.
fn truth(world: &World, reader: &Settled, page: Page) -> Vec<u8> {
    let member = reader.member.clone();
    let views = world.db.read_blocking(move |tx| {
        let ids = timelines::home(tx, &member, page)?;
        posts::views(tx, &Viewer::from(&member), &ids.items)
    });
    let views = views.unwrap_or_else(|error: Error| panic!("{error}"));
    soulava_api::home::plain(&world.square.api, &views).to_vec()
}

async fn same(world: &World, readers: &[&Settled], after: &str) {
    world.told().await;
    for reader in readers {
        for limit in [1, 3, 20, 40] {
            let expected = truth(world, reader, Page::first(limit));
            // The second and third time the answer may come from memory, whole.
            for time in 1..=3 {
                let answer = world.ask("GET", &format!("/api/v1/timelines/home?limit={limit}"), &reader.token).await;
                let expected = String::from_utf8_lossy(&expected);
                assert!(
                    answer.body == expected.as_bytes(),
                    "after {after}, limit {limit}, time {time}:\n{:?}\n{expected:?}",
                    answer.body
                );
            }
        }
        let home = world.ask("GET", "/api/v1/timelines/home?limit=40", &reader.token).await.json();
        let ids: Vec<i64> = home
            .as_array()
            .expect("a list")
            .iter()
            .map(|post| post["id"].as_str().expect("an id").parse().expect("a number"))
            .collect();
        for id in ids {
            for (name, page) in [
                ("max_id", Page { max_id: Some(id), ..Page::first(2) }),
                ("min_id", Page { min_id: Some(id), ..Page::first(2) }),
                ("since_id", Page { since_id: Some(id), ..Page::first(2) }),
            ] {
                let answer =
                    world.ask("GET", &format!("/api/v1/timelines/home?{name}={id}&limit=2"), &reader.token).await;
                assert!(answer.body == truth(world, reader, page), "after {after}, {name}");
            }
        }
    }
}

async fn post(world: &World, author: &Settled, body: serde_json::Value) -> String {
    let answer = world.json("POST", "/api/v1/statuses", &author.token, &body).await;
    assert_eq!(answer.status, 200, "{:?}", answer.body);
    answer.json()["id"].as_str().expect("an id").to_owned()
}

#[tokio::test]
async fn a_home_from_memory_is_the_home_of_the_database() {
    let world = World::new();
    let (anna, fenna, soren) =
        (world.settled("anna", Role::Host), world.settled("fenna", Role::Person), world.settled("soren", Role::Person));
    let readers = [&anna, &fenna, &soren];
    same(&world, &readers, "nothing").await;

    let act = async |who: &Settled, path: String| {
        let answer = world.ask("POST", &path, &who.token).await;
        assert_eq!(answer.status, 200, "{path}: {:?}", answer.body);
        readers_agree(&world, &readers, &path).await;
    };
    act(&fenna, format!("/api/v1/accounts/{}/follow", anna.id)).await;
    act(&soren, format!("/api/v1/accounts/{}/follow", anna.id)).await;
    act(&soren, format!("/api/v1/accounts/{}/follow", fenna.id)).await;
    let first = post(&world, &anna, json!({ "status": "Bread is out. #bread" })).await;
    same(&world, &readers, "a post").await;
    let reply = post(&world, &fenna, json!({ "status": "@anna I come", "in_reply_to_id": first })).await;
    let private = post(&world, &anna, json!({ "status": "Only for you", "visibility": "private" })).await;
    post(&world, &anna, json!({ "status": "@fenna quietly", "visibility": "direct" })).await;
    post(&world, &anna, json!({ "status": "\"account\":{\"quoted\"}, <b>", "spoiler_text": "odd" })).await;
    same(&world, &readers, "posts of every kind").await;
    act(&fenna, format!("/api/v1/statuses/{first}/reblog")).await;
    act(&soren, format!("/api/v1/statuses/{first}/favourite")).await;
    act(&soren, format!("/api/v1/statuses/{reply}/bookmark")).await;
    let edited = world
        .json("PUT", &format!("/api/v1/statuses/{first}"), &anna.token, &json!({ "status": "Bread is gone." }))
        .await;
    assert_eq!(edited.status, 200);
    same(&world, &readers, "an edit").await;
    act(&soren, format!("/api/v1/accounts/{}/mute", fenna.id)).await;
    act(&soren, format!("/api/v1/accounts/{}/unmute", fenna.id)).await;
    let named = world
        .json("PATCH", "/api/v1/accounts/update_credentials", &anna.token, &json!({ "display_name": "Anna B." }))
        .await;
    assert_eq!(named.status, 200);
    same(&world, &readers, "another name").await;
    assert_eq!(world.ask("DELETE", &format!("/api/v1/statuses/{private}"), &anna.token).await.status, 200);
    same(&world, &readers, "a deletion").await;
    assert_eq!(world.ask("DELETE", &format!("/api/v1/statuses/{first}"), &anna.token).await.status, 200);
    same(&world, &readers, "the deletion of what was boosted").await;
    act(&anna, format!("/api/v1/accounts/{}/block", soren.id)).await;
    act(&fenna, format!("/api/v1/accounts/{}/unfollow", anna.id)).await;
    for n in 0..60 {
        post(&world, &fenna, json!({ "status": format!("number {n}") })).await;
    }
    same(&world, &readers, "many posts").await;
}

async fn readers_agree(world: &World, readers: &[&Settled], after: &str) {
    same(world, readers, after).await;
}

#[tokio::test]
async fn ones_own_post_is_at_home_when_it_is_answered() {
    let world = World::new();
    let anna = world.settled("anna", Role::Person);
    for n in 0..20 {
        let id = post(&world, &anna, json!({ "status": format!("number {n}") })).await;
        let home = world.ask("GET", "/api/v1/timelines/home?limit=1", &anna.token).await.json();
        assert_eq!(home[0]["id"], json!(id));
        assert_eq!(home[0]["account"]["statuses_count"], json!(n + 1));
    }
}
