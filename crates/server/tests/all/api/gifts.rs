//! Gifts over the API: ours and the post's, and the description that says so.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use soulava_api::router::routes;
use soulava_social::accounts::{self, NewPerson};
use soulava_social::currencies::{self, CurrencyKind, Emblem, NewCurrency};
use soulava_social::{AccountId, Error, Role, ledger, oauth};

use crate::world::{Answer, World};

pub struct Someone {
    pub id: AccountId,
    pub token: String,
}

pub fn someone(world: &World, name: &'static str, role: Role) -> Someone {
    let (id, token) = world
        .db
        .write_blocking::<_, Error>(move |tx| {
            let id = accounts::create_person(tx, &NewPerson { role, ..NewPerson::named(name) })?;
            Ok((id, oauth::token_by_host(tx, name, "read write")?.token))
        })
        .expect("a free name");
    Someone { id, token }
}

pub fn currency(world: &World, slug: &'static str, kind: CurrencyKind) {
    let new = NewCurrency {
        slug: slug.into(),
        name: slug.into(),
        says: "For whoever made time.".into(),
        kind,
        emblem: Emblem::Ours("appeltaart".into()),
    };
    world.db.write_blocking(move |tx| currencies::create_for(tx, None, None, &new)).expect("a currency");
}

fn description() -> Value {
    serde_json::from_str(soulava_api::routes::soulava::OPENAPI).expect("the description is JSON")
}

/// Whether an answer is what the description says, key for key.
fn fits(schema: &Value, value: &Value, root: &Value, at: &str) -> Vec<String> {
    if let Some(name) = schema["$ref"].as_str() {
        let schema = root.pointer(name.trim_start_matches('#')).unwrap_or_else(|| panic!("{name} is not described"));
        return fits(schema, value, root, at);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let faults: Vec<_> = any.iter().map(|schema| fits(schema, value, root, at)).collect();
        return if faults.iter().any(Vec::is_empty) { Vec::new() } else { faults.concat() };
    }
    if let Some(one_of) = schema["enum"].as_array() {
        return if one_of.contains(value) { Vec::new() } else { vec![format!("{at}: {value}")] };
    }
    let kinds: Vec<&str> = match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => return Vec::new(),
    };
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let mut faults = Vec::new();
    if !(kinds.contains(&kind) || value.is_number() && kinds.contains(&"number")) {
        faults.push(format!("{at}: {value} is not {kinds:?}"));
    }
    if let Value::Array(items) = value {
        faults.extend(items.iter().flat_map(|item| fits(&schema["items"], item, root, &format!("{at}[]"))));
    }
    if let (Value::Object(keys), Some(described)) = (value, schema["properties"].as_object()) {
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !keys.contains_key(name) {
                faults.push(format!("{at}.{name} is missing"));
            }
        }
        for (name, inner) in keys {
            match described.get(name) {
                Some(schema) => faults.extend(fits(schema, inner, root, &format!("{at}.{name}"))),
                None => faults.push(format!("{at}.{name} is not described")),
            }
        }
    }
    faults
}

pub fn described(method: &str, path: &str, answer: &Answer) -> Value {
    let root = description();
    let body = answer.json();
    let schema = &root["paths"][path][method]["responses"]["200"]["content"]["application/json"]["schema"];
    let faults = fits(schema, &body, &root, path);
    assert!(answer.status.is_success() && faults.is_empty(), "{} {body:#}: {faults:#?}", answer.status);
    body
}

#[test]
fn the_description_names_every_route_and_no_other() {
    let ours = routes().into_iter().filter(|route| route.path.starts_with("/api/soulava/"));
    let served: BTreeSet<_> = ours.map(|route| (route.path.to_owned(), route.method.to_ascii_lowercase())).collect();
    let root = description();
    let paths = root["paths"].as_object().expect("paths");
    let written: BTreeSet<_> = paths
        .iter()
        .flat_map(|(path, methods)| {
            methods.as_object().expect("methods").keys().map(move |method| (path.clone(), method.clone()))
        })
        .collect();
    assert_eq!(served, written);
    for route in routes().into_iter().filter(|route| route.path.starts_with("/api/soulava/")) {
        let security = root["paths"][route.path][route.method.to_ascii_lowercase()]["security"].to_string();
        let scope = route.policy.to_string().split('`').nth(1).unwrap_or("").to_owned();
        assert!(security.contains(&scope), "{} {}: {} against {security}", route.method, route.path, route.policy);
    }
}

#[test]
fn nothing_transfers_and_nothing_has_a_price() {
    let forbidden = [
        "transfer",
        "redeem",
        "sell",
        "buy",
        "price",
        "amount",
        "balance",
        "exchange_rate",
        "money",
        "payment",
        "pay",
        "convert",
    ];
    let root = description();
    for (path, methods) in root["paths"].as_object().expect("paths") {
        let segments: Vec<&str> = path.split('/').collect();
        assert!(!segments.iter().any(|segment| forbidden.contains(segment)), "{path}");
        for (method, operation) in methods.as_object().expect("methods") {
            let body = &operation["requestBody"]["content"]["application/json"]["schema"]["properties"];
            for name in body.as_object().into_iter().flatten().map(|(name, _)| name) {
                assert!(!forbidden.iter().any(|word| name.contains(word)), "{method} {path}: {name}");
                assert!(
                    name != "gift_id" && name != "from",
                    "{method} {path}: nothing received can be given on ({name})"
                );
            }
        }
    }
    for (schema, described) in root["components"]["schemas"].as_object().expect("schemas") {
        for name in described["properties"].as_object().into_iter().flatten().map(|(name, _)| name) {
            assert!(!forbidden.iter().any(|word| name.contains(word)), "{schema}.{name}");
        }
    }
}

#[tokio::test]
async fn a_gift_is_given_accepted_and_read_as_described() {
    let world = World::new();
    let (anna, fenna) = (someone(&world, "anna", Role::Person), someone(&world, "fenna", Role::Person));
    currency(&world, "appeltaart", CurrencyKind::Expressive);
    let form = json!({ "to": fenna.id.to_string(), "currency": "appeltaart", "reason": "For keeping the oven on.", "visibility": "public" });
    let answer = world.json("POST", "/api/soulava/v1/gifts", &anna.token, &form).await;
    let gift = described("post", "/api/soulava/v1/gifts", &answer);
    let id = gift["id"].as_str().expect("an id").to_owned();
    assert_eq!((&gift["state"], &gift["between"]["kind"]), (&json!("given"), &json!("first")));
    assert_eq!(
        world.get(&format!("/api/soulava/v1/gifts/{id}")).await.status,
        404,
        "between the two until it is accepted"
    );

    let waiting = world.ask("GET", "/api/soulava/v1/waiting", &fenna.token).await;
    let waiting = described("get", "/api/soulava/v1/waiting", &waiting);
    assert_eq!(waiting[0]["gift"]["id"], json!(id));
    let answer = world
        .json("POST", &format!("/api/soulava/v1/gifts/{id}/accept"), &fenna.token, &json!({ "back": "Gladly" }))
        .await;
    described("post", "/api/soulava/v1/gifts/{id}/accept", &answer);
    let answer = world.get(&format!("/api/soulava/v1/gifts/{id}")).await;
    let gift = described("get", "/api/soulava/v1/gifts/{id}", &answer);
    assert_eq!((&gift["state"], &gift["back"]), (&json!("accepted"), &json!("Gladly")));

    let status = world.get(&format!("/api/v1/statuses/{}", gift["post_id"].as_str().expect("a post"))).await.json();
    assert_eq!(status["soulava"]["gifts"][0]["state"], json!("accepted"));
    assert_eq!(status["emojis"][0]["shortcode"], json!("appeltaart"));

    for (path, route) in [
        (
            format!("/api/soulava/v1/accounts/{}/gifts/received", fenna.id),
            "/api/soulava/v1/accounts/{id}/gifts/received",
        ),
        (format!("/api/soulava/v1/accounts/{}/gifts/given", anna.id), "/api/soulava/v1/accounts/{id}/gifts/given"),
        (format!("/api/soulava/v1/accounts/{}/gifts/between", fenna.id), "/api/soulava/v1/accounts/{id}/gifts/between"),
        ("/api/soulava/v1/currencies/appeltaart/gifts".into(), "/api/soulava/v1/currencies/{slug}/gifts"),
        ("/api/soulava/v1/currencies".into(), "/api/soulava/v1/currencies"),
        ("/api/soulava/v1/currencies/appeltaart".into(), "/api/soulava/v1/currencies/{slug}"),
        (format!("/api/soulava/v1/allowance?to={}", fenna.id), "/api/soulava/v1/allowance"),
    ] {
        let answer = world.ask("GET", &path, &anna.token).await;
        let body = described("get", route, &answer);
        assert!(!body.as_array().is_some_and(Vec::is_empty), "{path}");
    }
    let answer = world
        .json("POST", "/api/soulava/v1/gifts/hint", &anna.token, &json!({ "reason": "in ruil voor een review" }))
        .await;
    assert_eq!(described("post", "/api/soulava/v1/gifts/hint", &answer)["deal"], json!("in_return"));
}

#[tokio::test]
async fn an_heirloom_goes_from_hand_to_hand_as_described() {
    let world = World::new();
    let (host, anna) = (someone(&world, "mette", Role::Host), someone(&world, "anna", Role::Person));
    currency(&world, "ketting", CurrencyKind::Circulating);
    let path = "/api/soulava/v1/currencies/ketting/heirlooms";
    assert_eq!(world.ask("POST", path, &anna.token).await.status, 403);
    let answer = world.ask("POST", path, &host.token).await;
    let story = described("post", "/api/soulava/v1/currencies/{slug}/heirlooms", &answer);
    let id = story["id"].as_str().expect("an id").to_owned();
    let form = json!({ "to": anna.id.to_string(), "line": "For the winter you kept us warm." });
    let answer = world.json("POST", &format!("/api/soulava/v1/heirlooms/{id}/pass"), &host.token, &form).await;
    described("post", "/api/soulava/v1/heirlooms/{id}/pass", &answer);
    let answer = world.ask("POST", &format!("/api/soulava/v1/heirlooms/{id}/accept"), &anna.token).await;
    described("post", "/api/soulava/v1/heirlooms/{id}/accept", &answer);
    let answer = world.get(&format!("/api/soulava/v1/heirlooms/{id}")).await;
    let story = described("get", "/api/soulava/v1/heirlooms/{id}", &answer);
    assert_eq!(story["hands"][0]["line"], json!("For the winter you kept us warm."));
    assert_eq!(story["holder"]["username"], json!("anna"));
    let answer = world.get("/api/soulava/v1/currencies/ketting").await;
    assert_eq!(
        described("get", "/api/soulava/v1/currencies/{slug}", &answer)["passed_on"],
        json!({ "handed_on": 0, "received": 0 })
    );
}

#[tokio::test]
async fn what_is_wrong_is_said_in_mastodons_shape() {
    let world = World::new();
    let (anna, fenna) = (someone(&world, "anna", Role::Person), someone(&world, "fenna", Role::Person));
    currency(&world, "appeltaart", CurrencyKind::Expressive);
    let give = async |to: &str, currency: &str, reason: &str| {
        let form = json!({ "to": to, "currency": currency, "reason": reason });
        let answer = world.json("POST", "/api/soulava/v1/gifts", &anna.token, &form).await;
        (answer.status.as_u16(), answer.json())
    };
    let (me, her) = (anna.id.to_string(), fenna.id.to_string());
    for (to, currency, reason, field) in [
        (&*me, "appeltaart", "for the soup", "to"),
        ("x", "appeltaart", "for the soup", "to"),
        ("9", "appeltaart", "for the soup", "to"),
        (&*her, "gold", "for the soup", "currency"),
        (&*her, "appeltaart", " ", "reason"),
    ] {
        let (status, body) = give(to, currency, reason).await;
        assert_eq!(status, 422, "{body}");
        assert!(body["details"][field].is_array(), "{field}: {body}");
    }
    for _ in 0..5 {
        assert_eq!(give(&her, "appeltaart", "for the soup").await.0, 200);
    }
    assert_eq!(give(&her, "appeltaart", "for the soup").await.0, 429);
    let answer = world.ask("POST", "/api/soulava/v1/gifts/1/accept", &fenna.token).await;
    assert_eq!(answer.status, 404);
    assert_eq!(world.ask("POST", "/api/soulava/v1/gifts", "").await.status, 401);
}

#[tokio::test]
async fn one_key_gives_once_whatever_the_network_does() {
    let world = World::new();
    let (anna, fenna) = (someone(&world, "anna", Role::Person), someone(&world, "fenna", Role::Person));
    currency(&world, "appeltaart", CurrencyKind::Expressive);
    let give = async |reason: &str| {
        let request = axum::http::Request::post("/api/soulava/v1/gifts")
            .header("authorization", format!("Bearer {}", anna.token))
            .header("content-type", "application/json")
            .header("idempotency-key", "the-soup");
        let body = json!({ "to": fenna.id.to_string(), "currency": "appeltaart", "reason": reason }).to_string();
        world.send(request.body(axum::body::Body::from(body)).expect("a request")).await
    };
    let first = give("for the soup").await.json()["id"].clone();
    let again = give("for the soup").await;
    assert_eq!((again.status.as_u16(), &again.json()["id"]), (200, &first));
    assert_eq!(give("for the bread").await.status, 422);
    let report = world.db.read_blocking(ledger::verify).expect("a report");
    assert_eq!((report.gifts, report.holds()), (1, true));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_at_once_give_five_to_one_and_fifty_in_all() {
    let world = std::sync::Arc::new(World::new());
    let anna = someone(&world, "anna", Role::Person);
    currency(&world, "appeltaart", CurrencyKind::Expressive);
    let names = ["b0", "b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "b9", "c0", "c1", "c2"];
    let others: Vec<AccountId> = names.into_iter().map(|name| someone(&world, name, Role::Person).id).collect();
    let crowd = async |targets: Vec<AccountId>| {
        let asks: Vec<_> = targets
            .into_iter()
            .map(|to| {
                let (world, token) = (world.clone(), anna.token.clone());
                tokio::spawn(async move {
                    let form = json!({ "to": to.to_string(), "currency": "appeltaart", "reason": "for the soup" });
                    world.json("POST", "/api/soulava/v1/gifts", &token, &form).await.status.as_u16()
                })
            })
            .collect();
        let mut statuses = Vec::new();
        for ask in asks {
            statuses.push(ask.await.expect("the task ends"));
        }
        assert!(statuses.iter().all(|status| [200, 429].contains(status)), "{statuses:?}");
        statuses.into_iter().filter(|status| *status == 200).count()
    };
    assert_eq!(crowd(vec![others[0]; 64]).await, 5);
    let rest: Vec<AccountId> = (0..64).map(|number| others[1 + number % 12]).collect();
    assert_eq!(crowd(rest).await, 45);
    let report = world.db.read_blocking(ledger::verify).expect("a report");
    assert_eq!((report.gifts, report.holds()), (50, true));
}
