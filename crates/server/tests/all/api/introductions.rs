//! Bringing people together over the API, as described.

use serde_json::{Value, json};
use soulava_social::{AccountId, Role, ties};

use super::gifts::{described, someone};
use crate::world::World;

const ALL: &str = "/api/soulava/v1/introductions";

#[tokio::test]
async fn two_people_meet_and_are_glad_of_it() {
    let world = World::new();
    let [anna, fenna, jorrit] = ["anna", "fenna", "jorrit"].map(|name| someone(&world, name, Role::Person));
    for other in [fenna.id, jorrit.id] {
        let one = anna.id;
        world.arrange(move |tx| {
            for (from, to) in [(one, other), (other, one)] {
                ties::greet(tx, &soulava_social::Member::person(from, Role::Person), to)?;
            }
            Ok(())
        });
    }
    let id = |of: AccountId| of.to_string();
    let form = json!({ "a": id(fenna.id), "b": id(jorrit.id), "why": "" });
    assert_eq!(world.json("POST", ALL, &anna.token, &form).await.status, 422);
    let form = json!({ "a": id(fenna.id), "b": id(jorrit.id), "why": "You both mend things." });
    let answer = world.json("POST", ALL, &anna.token, &form).await;
    let offer = described("post", ALL, &answer);
    assert_eq!((&offer["state"], &offer["answer"]), (&json!("waiting"), &Value::Null));
    let one = format!("{ALL}/{}", offer["id"].as_str().expect("an id"));

    let waiting =
        described("get", "/api/soulava/v1/waiting", &world.ask("GET", "/api/soulava/v1/waiting", &fenna.token).await);
    assert_eq!(waiting[0]["introduction"]["why"], json!("You both mend things."));
    // Every app hears of it as a mention in a private post.
    let heard = world.ask("GET", "/api/v1/notifications", &fenna.token).await.json();
    let told = heard.as_array().expect("a list").iter().find(|it| it["type"] == "mention").expect("told");
    assert!(told["status"]["content"].as_str().expect("words").contains("You both mend things."), "{told:#}");

    let answer = |token: String, said: &'static str| {
        let (world, path) = (&world, format!("{one}/answer"));
        async move { world.json("POST", &path, &token, &json!({ "answer": said })).await }
    };
    assert_eq!(answer(fenna.token.clone(), "perhaps").await.status, 422);
    assert_eq!(answer(anna.token.clone(), "yes").await.status, 404);
    let said = answer(fenna.token.clone(), "yes").await;
    let seen = described("post", &format!("{ALL}/{{id}}/answer"), &said);
    assert_eq!((&seen["state"], &seen["answer"]), (&json!("waiting"), &json!("yes")));
    let seen = described("get", &format!("{ALL}/{{id}}"), &world.ask("GET", &one, &anna.token).await);
    assert_eq!(seen["state"], json!("waiting"), "nobody sees the answer of one");
    let said = answer(jorrit.token.clone(), "yes").await;
    assert_eq!(described("post", &format!("{ALL}/{{id}}/answer"), &said)["state"], json!("together"));
    for token in [&fenna.token, &jorrit.token] {
        let glad = world.ask("POST", &format!("{one}/glad"), token).await;
        described("post", &format!("{ALL}/{{id}}/glad"), &glad);
    }
    let made = described("get", ALL, &world.ask("GET", &format!("{ALL}?made=true"), &anna.token).await);
    assert_eq!((&made[0]["state"], &made[0]["both_glad"]), (&json!("worked"), &json!(true)));
    let offered = described("get", ALL, &world.ask("GET", ALL, &fenna.token).await);
    assert_eq!(offered[0]["people"][0]["id"], json!(id(fenna.id)));
    let heard = world.ask("GET", "/api/v1/notifications", &anna.token).await.json();
    let kinds: Vec<&Value> = heard.as_array().expect("a list").iter().map(|it| &it["soulava"]["kind"]).collect();
    assert!(kinds.contains(&&json!("introduction")) && kinds.contains(&&json!("introduction_glad")), "{kinds:?}");
}

#[tokio::test]
async fn wishes_suggestions_meetups_and_newcomers_are_as_described() {
    let world = World::new();
    let (anna, fenna) = (someone(&world, "anna", Role::Person), someone(&world, "fenna", Role::Person));
    let host = someone(&world, "mette", Role::Host);
    let wishes = format!("{ALL}/wishes");
    let put = world.json("PUT", &wishes, &anna.token, &json!({ "not_now": true })).await;
    assert_eq!(described("put", &wishes, &put)["not_now"], json!(true));
    let never = format!("{ALL}/never/{}", fenna.id);
    let put = world.ask("PUT", &never, &anna.token).await;
    described("put", &format!("{ALL}/never/{{id}}"), &put);
    let got = described("get", &wishes, &world.ask("GET", &wishes, &anna.token).await);
    assert_eq!(got["never"][0]["username"], json!("fenna"));
    let put = world.ask("DELETE", &never, &anna.token).await;
    described("delete", &format!("{ALL}/never/{{id}}"), &put);

    let suggestion = format!("{ALL}/suggestion");
    let none = described("get", &suggestion, &world.ask("GET", &suggestion, &anna.token).await);
    assert_eq!(none["suggestion"], Value::Null);
    assert_eq!(world.ask("POST", &format!("{suggestion}/7/set_aside"), &anna.token).await.status, 404);

    for (path, said) in [("join", json!({})), ("skip", json!({})), ("skip", json!({ "skips": false }))] {
        let path = format!("/api/soulava/v1/meetups/{path}");
        described("post", &path, &world.json("POST", &path, &anna.token, &said).await);
    }
    let meetups = "/api/soulava/v1/meetups";
    let got = described("get", meetups, &world.ask("GET", meetups, &anna.token).await);
    assert_eq!((&got["every"], &got["joined"], &got["skips"]), (&json!("off"), &json!(true), &json!(false)));
    described("post", &format!("{meetups}/leave"), &world.ask("POST", &format!("{meetups}/leave"), &anna.token).await);
    assert_eq!(world.ask("POST", &format!("{meetups}/7/met"), &anna.token).await.status, 404);

    let newcomers = "/api/soulava/v1/newcomers";
    assert_eq!(world.ask("GET", newcomers, &anna.token).await.status, 404);
    let got = described("get", newcomers, &world.ask("GET", newcomers, &host.token).await);
    assert!(got.as_array().expect("a list").iter().any(|it| it["account"]["username"] == "fenna"));
}
