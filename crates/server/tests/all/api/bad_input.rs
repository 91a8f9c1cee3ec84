//! Whatever is sent, to whatever route: a clear refusal, never a 500.

use axum::body::Body;
use axum::http::Request;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use soulava_api::router::routes;
use soulava_social::Role;

use crate::world::World;

/// Streams never end, so they are left out here.
fn is_stream(path: &str) -> bool {
    path.starts_with("/api/v1/streaming")
}

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("0".to_owned()),
        Just("-1".to_owned()),
        Just("9223372036854775807".to_owned()),
        Just("99999999999999999999999".to_owned()),
        Just("true".to_owned()),
        Just("%00".to_owned()),
        Just("null".to_owned()),
        Just("anna".to_owned()),
        Just("ünï 😀 \u{202e}".to_owned()),
        "[a-z0-9\\[\\]&=%\"'{}\\\\ ]{0,40}",
    ]
}

fn body() -> impl Strategy<Value = (&'static str, Vec<u8>)> {
    let names = prop::sample::select(vec![
        "status",
        "id",
        "id[]",
        "media_ids[]",
        "visibility",
        "limit",
        "max_id",
        "min_id",
        "q",
        "type",
        "in_reply_to_id",
        "language",
        "spoiler_text",
        "sensitive",
        "scheduled_at",
        "poll[options][]",
        "fields_attributes[0][name]",
        "note",
        "display_name",
        "locked",
        "home[last_read_id]",
        "duration",
        "to",
        "currency",
        "reason",
        "slug",
        "name",
        "says",
        "kind",
        "client_name",
        "redirect_uris",
        "scopes",
        "grant_type",
        "code",
        "username",
        "email",
        "password",
        "agreement",
        "source[privacy]",
        "a[b][c][d]",
        "types[]",
    ]);
    let pairs = prop::collection::vec((names, value().boxed()), 0..6).boxed();
    prop_oneof![
        pairs.clone().prop_map(|pairs| {
            let form = pairs
                .iter()
                .map(|(key, value)| format!("{key}={}", value.replace('&', "%26")))
                .collect::<Vec<_>>()
                .join("&");
            ("application/x-www-form-urlencoded", form.into_bytes())
        }),
        pairs.clone().prop_map(|pairs| {
            let map: serde_json::Map<_, _> =
                pairs.into_iter().map(|(key, value)| (key.to_owned(), serde_json::Value::String(value))).collect();
            ("application/json", serde_json::to_vec(&map).expect("plain text"))
        }),
        prop::collection::vec(any::<u8>(), 0..200).prop_map(|bytes| ("application/json", bytes)),
        prop::collection::vec(any::<u8>(), 0..200).prop_map(|bytes| ("multipart/form-data; boundary=x", bytes)),
        prop::collection::vec(any::<u8>(), 0..200).prop_map(|bytes| ("application/octet-stream", bytes)),
        Just(("application/json", b"[[[[[[[[[[1]]]]]]]]]]".to_vec())),
        Just(("application/json", br#"{"status": {"a": [1, null, true]}, "media_ids": {"x": 1}}"#.to_vec())),
    ]
}

#[test]
fn no_request_breaks_anything() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("threads");
    runtime.block_on(async {
        let world = World::new();
        let host = world.settled("anna", Role::Host);
        let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::default() });
        let mut draw = |strategy: &BoxedStrategy<((&'static str, Vec<u8>), String, String)>| {
            strategy.new_tree(&mut runner).expect("a value").current()
        };
        let wish = (body(), value(), value()).boxed();
        for route in routes().iter().filter(|route| !is_stream(route.path)) {
            for round in 0..12 {
                let ((mime, body), inside, query) = draw(&wish);
                let filled = if round == 0 { host.id.to_string() } else { encoded(&inside) };
                let path = fill(route.path, &filled);
                let uri = if round % 3 == 0 {
                    path
                } else {
                    format!("{path}?limit={0}&max_id={0}&q={0}&id[]={0}", encoded(&query))
                };
                let shown = format!("{} {uri} {mime} {:?}", route.method, String::from_utf8_lossy(&body));
                let request = Request::builder()
                    .method(route.method)
                    .uri(&uri)
                    .header("authorization", format!("Bearer {}", host.token))
                    .header("content-type", mime)
                    .header("accept", "application/json+activity")
                    .body(Body::from(body));
                let answer = world.send(request.unwrap_or_else(|error| panic!("{shown}: {error}"))).await;
                assert!(answer.status.as_u16() != 500, "{shown}: {:?}", answer.body);
            }
        }
        // The token may have been revoked on the way; the square itself is as well as before.
        let answer = world.get("/api/v2/instance").await;
        assert_eq!(answer.status, 200);
    });
}

fn fill(path: &str, value: &str) -> String {
    let value = if value.is_empty() { "0" } else { value };
    path.split('/').map(|part| if part.starts_with('{') { value } else { part }).collect::<Vec<_>>().join("/")
}

/// As in an address: everything but letters and figures is escaped, NUL too.
fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[tokio::test]
async fn bodies_have_a_size_and_json_has_a_shape() {
    let world = World::new();
    let anna = world.settled("anna", Role::Person);
    let long = format!("status={}", "a".repeat(1 << 20));
    assert_eq!(world.form("POST", "/api/v1/statuses", &anna.token, &long).await.status, 413);
    let broken = Request::builder()
        .method("POST")
        .uri("/api/v1/statuses")
        .header("authorization", format!("Bearer {}", anna.token))
        .header("content-type", "application/json")
        .body(Body::from("{\"status\": "));
    let answer = world.send(broken.expect("a request")).await;
    assert_eq!(
        (answer.status.as_u16(), answer.json()["error"].as_str()),
        (400, Some("The body could not be read as JSON"))
    );
    let nul = serde_json::json!({ "status": "a\0b" });
    assert_eq!(world.json("POST", "/api/v1/statuses", &anna.token, &nul).await.status, 400);
}
