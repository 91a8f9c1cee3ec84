//! What holds for every request.

use axum::body::Body;
use axum::http::Request;

use crate::world::World;

#[tokio::test]
async fn an_unknown_path_and_a_wrong_method_answer_in_json() {
    let world = World::new();
    let unknown = world.get("/api/v1/nothing/here").await;
    assert_eq!((unknown.status.as_u16(), unknown.json()["error"].as_str()), (404, Some("Not Found")));
    let wrong = world.ask("DELETE", "/api/v1/lists", "").await;
    assert_eq!((wrong.status.as_u16(), wrong.json()["error"].as_str()), (405, Some("Method not allowed")));
}

#[tokio::test]
async fn any_web_page_may_call_the_api() {
    let world = World::new();
    let preflight = Request::builder()
        .method("OPTIONS")
        .uri("/api/v1/statuses")
        .header("origin", "https://app.example")
        .header("access-control-request-headers", "authorization,idempotency-key")
        .body(Body::empty());
    let preflight = world.send(preflight.expect("a good request")).await;
    assert_eq!(preflight.status, 204);
    assert_eq!(preflight.header("access-control-allow-headers"), "authorization,idempotency-key");
    let answer = world.get("/api/v1/trends").await;
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert!(answer.header("access-control-expose-headers").contains("Link"));
    assert!(!answer.header("x-request-id").is_empty());
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("cache-control"), "private, no-store");
}

#[tokio::test]
async fn a_wrong_token_is_refused_even_where_none_is_needed() {
    let world = World::new();
    for path in ["/api/v1/lists", "/api/v1/trends"] {
        let answer = world.ask("GET", path, "nobody").await;
        assert_eq!(
            (answer.status.as_u16(), answer.json()["error"].as_str()),
            (401, Some("The access token is invalid"))
        );
    }
}

#[tokio::test]
async fn compressed_bodies_and_nul_are_refused() {
    let world = World::new();
    let packed =
        Request::builder().method("POST").uri("/api/v1/apps").header("content-encoding", "gzip").body(Body::empty());
    assert_eq!(world.send(packed.expect("a good request")).await.status, 415);
    assert_eq!(world.get("/api/v1/lists/%00").await.status, 400);
}

#[tokio::test]
async fn requests_without_a_token_are_counted_by_address() {
    let world = World::with(&[("rate_limits", "on")]);
    let first = world.get("/api/v1/trends").await;
    assert_eq!((first.header("x-ratelimit-limit"), first.header("x-ratelimit-remaining")), ("300", "299"));
    assert!(first.header("x-ratelimit-reset").ends_with('Z'));
    // Twice as many, because a new window may begin while we ask.
    let mut refused = first;
    for _ in 0..600 {
        refused = world.get("/api/v1/trends").await;
        if refused.status == 429 {
            break;
        }
    }
    assert_eq!(refused.status, 429);
    assert!(refused.header("retry-after").parse::<i64>().is_ok_and(|seconds| (1..=301).contains(&seconds)));
}
