//! Vouches over the API: who may, and what the two of them see.

use serde_json::json;
use soulava_social::vouches;
use soulava_social::{Member, Role};

use super::gifts::{described, someone};
use crate::world::World;

#[tokio::test]
async fn a_vouch_is_given_read_and_taken_back_as_described() {
    let world = World::new();
    let (mette, anna, fenna) = (
        someone(&world, "mette", Role::Host),
        someone(&world, "anna", Role::Person),
        someone(&world, "fenna", Role::Person),
    );
    let form = json!({ "account_id": fenna.id.to_string() });
    let early = world.json("POST", "/api/soulava/v1/vouches", &anna.token, &form).await;
    assert_eq!(early.status, 403, "without a voice");
    let (host, whom) = (Member::person(mette.id, Role::Host), anna.id);
    world.db.write_blocking(move |tx| vouches::know(tx, &host, whom)).expect("a host's word");

    assert_eq!(world.json("POST", "/api/soulava/v1/vouches", &anna.token, &form).await.status, 200);
    let mine = world.ask("GET", "/api/soulava/v1/vouches", &anna.token).await;
    let mine = described("get", "/api/soulava/v1/vouches", &mine);
    assert_eq!((&mine[0]["account"]["username"], &mine[0]["counts"]), (&json!("fenna"), &json!(true)));
    let theirs = world.ask("GET", "/api/soulava/v1/vouches/received", &fenna.token).await;
    let theirs = described("get", "/api/soulava/v1/vouches/received", &theirs);
    assert_eq!((&theirs["voice"], &theirs["because"]), (&json!(false), &json!(null)));
    assert_eq!(theirs["vouches"][0]["account"]["username"], json!("anna"));
    assert_eq!(world.json("POST", "/api/soulava/v1/vouches", &mette.token, &form).await.status, 200);
    let theirs = world.ask("GET", "/api/soulava/v1/vouches/received", &fenna.token).await;
    let theirs = described("get", "/api/soulava/v1/vouches/received", &theirs);
    assert_eq!((&theirs["voice"], &theirs["because"]), (&json!(true), &json!("vouched")));

    let path = format!("/api/soulava/v1/vouches/{}", fenna.id);
    assert_eq!(world.ask("DELETE", &path, &anna.token).await.status, 200);
    assert_eq!(world.ask("DELETE", &path, &anna.token).await.status, 404);
    let theirs = world.ask("GET", "/api/soulava/v1/vouches/received", &fenna.token).await.json();
    assert_eq!(theirs["voice"], json!(true), "until the day is over");
    assert!(theirs["ends"].is_string());
    for wrong in [json!({}), json!({ "account_id": "77" }), json!({ "account_id": "x" })] {
        assert_eq!(world.json("POST", "/api/soulava/v1/vouches", &anna.token, &wrong).await.status, 404);
    }
}
