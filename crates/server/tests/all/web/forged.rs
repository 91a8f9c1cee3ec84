//! Nobody else's page can make a member do anything.

use axum::http::StatusCode;

use super::{Browser, begun};
use crate::world::World;

#[tokio::test]
async fn every_form_of_every_page_needs_its_token() {
    let world = World::new();
    begun(&world);
    let mut host = Browser::new(&world);
    host.sign_in("jorrit").await;
    for (method, path, _) in soulava_web::router::routes() {
        if method != "POST" {
            continue;
        }
        let path = path
            .replace("{name}", "anna")
            .replace("{id}", "1")
            .replace("{token}", "x")
            .replace("{slug}", "x")
            .replace("{number}", "1");
        let answer = host.send_raw(&path, &[("csrf", "wrong")]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} took a form without its token");
    }
}

#[tokio::test]
async fn a_form_from_another_site_is_refused_before_anything_is_read() {
    let world = World::new();
    begun(&world);
    for (name, value) in
        [("origin", "https://evil.example"), ("origin", "null"), ("sec-fetch-site", "cross-site"), ("x-none", "1")]
    {
        let request = axum::http::Request::post("/sign-in")
            .header(name, value)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(axum::body::Body::from("email=jorrit"))
            .expect("a good request");
        assert_eq!(world.send(request).await.status, StatusCode::FORBIDDEN, "{name}: {value}");
    }
}

#[tokio::test]
async fn a_page_for_members_leads_to_the_sign_in_page_and_back() {
    let world = World::new();
    begun(&world);
    let answer = Browser::new(&world).open("/settings/calm").await;
    assert_eq!(answer.leads_to(), "/sign-in?back=%2Fsettings%2Fcalm");
}

#[tokio::test]
async fn a_host_page_does_not_exist_for_others() {
    let world = World::new();
    begun(&world);
    let mut anna = Browser::new(&world);
    anna.sign_in("anna").await;
    assert_eq!(anna.open("/begin/check").await.status, StatusCode::NOT_FOUND);
    assert_eq!(anna.open("/host/people").await.status, StatusCode::NOT_FOUND);
}
