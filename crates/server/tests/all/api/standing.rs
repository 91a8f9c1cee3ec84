//! Standing over the API: who is told what.

use serde_json::{Value, json};
use soulava_social::{Member, Role, vouches};

use super::gifts::{currency, described, someone};
use crate::world::World;
use soulava_social::currencies::CurrencyKind;

#[tokio::test]
async fn ones_own_standing_is_told_whole_others_in_part_and_hidden_not_at_all() {
    let world = World::new();
    let (mette, anna, fenna) = (
        someone(&world, "mette", Role::Host),
        someone(&world, "anna", Role::Person),
        someone(&world, "fenna", Role::Person),
    );
    currency(&world, "appeltaart", CurrencyKind::Expressive);
    let (host, whom) = (Member::person(mette.id, Role::Host), anna.id);
    world.db.write_blocking(move |tx| vouches::know(tx, &host, whom)).expect("a host's word");
    let form = json!({ "to": fenna.id.to_string(), "currency": "appeltaart", "reason": "For keeping the oven on.", "visibility": "public" });
    let gift = world.json("POST", "/api/soulava/v1/gifts", &anna.token, &form).await.json();
    let accept = format!("/api/soulava/v1/gifts/{}/accept", gift["id"].as_str().expect("an id"));
    assert_eq!(world.json("POST", &accept, &fenna.token, &json!({})).await.status, 200);

    let path = format!("/api/soulava/v1/accounts/{}/standing", fenna.id);
    let route = "/api/soulava/v1/accounts/{id}/standing";
    let own = described("get", route, &world.ask("GET", &path, &fenna.token).await);
    assert!((own["points"].as_f64().expect("a number") - 1.0).abs() < 1e-9);
    let entry = own["voices"][0]["deeds"][0]["entry"].as_str().expect("an entry").to_owned();
    for answer in [world.ask("GET", &path, &anna.token).await, world.get(&path).await] {
        let others = described("get", route, &answer);
        assert_eq!((&others["own"], &others["points"]), (&json!(false), &Value::Null));
        assert_eq!(others["voices"][0]["deeds"][0]["words"], json!("For keeping the oven on."));
        assert_eq!(others["voices"][0]["deeds"][0]["entry"], Value::Null);
        assert_eq!(others["known_for"][0]["people"], json!(1));
    }
    let seen = world.ask("GET", &format!("{path}/view"), &anna.token).await;
    let seen = described("get", "/api/soulava/v1/accounts/{id}/standing/view", &seen);
    assert_eq!(seen["path"], json!(true));

    let form = json!({ "entry": entry, "words": "That was my sister." });
    let asked = world.json("POST", "/api/soulava/v1/standing/contest", &fenna.token, &form).await;
    let asked = described("post", "/api/soulava/v1/standing/contest", &asked);
    assert_eq!((&asked["kind"], &asked["waits"]), (&json!("contest"), &json!(true)));
    let listed = world.ask("GET", "/api/soulava/v1/standing/questions", &anna.token).await;
    let listed = described("get", "/api/soulava/v1/standing/questions", &listed);
    assert_eq!(listed[0]["id"], asked["id"], "shown to both");
    let appeal = format!("/api/soulava/v1/standing/questions/{}/appeal", asked["id"].as_str().expect("an id"));
    let early = world.json("POST", &appeal, &fenna.token, &json!({ "words": "But it is so." })).await;
    assert_eq!(early.status, 403, "nothing is decided yet");
    assert_eq!(world.json("POST", "/api/soulava/v1/standing/contest", &mette.token, &form).await.status, 404);

    assert_eq!(world.json("POST", "/api/soulava/v1/standing/hide", &fenna.token, &json!({})).await.status, 200);
    assert_eq!(world.ask("GET", &path, &anna.token).await.status, 404);
    assert_eq!(world.ask("GET", &format!("{path}/view"), &anna.token).await.status, 404);
    assert_eq!(world.ask("GET", &path, &fenna.token).await.status, 200);
    assert_eq!(world.json("POST", "/api/soulava/v1/standing/show", &fenna.token, &json!({})).await.status, 200);
    assert_eq!(world.get(&path).await.status, 200);
}
