//! What holds for every page: one heading, a language, nothing inline, and few bytes.

use axum::http::StatusCode;

use super::{Browser, begun};
use crate::world::{Answer, World};

/// Pages anybody may open, with the bytes of HTML they may weigh compressed.
const OPEN: &[(&str, usize)] = &[
    ("/", 12),
    ("/sign-in", 10),
    ("/forgot", 10),
    ("/confirm", 10),
    ("/join", 10),
    ("/ring", 10),
    ("/rules", 10),
    ("/about", 10),
    ("/help", 10),
    ("/currencies", 14),
    ("/@jorrit", 14),
    ("/@bageriet", 14),
];
/// Pages of a member.
const OWN: &[(&str, usize)] = &[
    ("/", 16),
    ("/settings", 10),
    ("/settings/calm", 10),
    ("/settings/sign-in", 10),
    ("/settings/apps", 10),
    ("/settings/leave", 10),
    ("/invite", 10),
    ("/waiting", 12),
    ("/posts/new", 10),
    ("/gifts/new", 6),
    ("/news", 14),
    ("/orbits?around=me", 14),
    ("/ties", 12),
    ("/introductions", 10),
    ("/introductions/new", 10),
    ("/settings/introductions", 10),
    ("/meetups", 10),
];
/// Pages of the host.
const HOSTS: &[(&str, usize)] = &[
    ("/begin/check", 10),
    ("/begin/currency", 10),
    ("/begin/invite", 10),
    ("/host/people", 10),
    ("/host/square", 10),
    ("/orbits", 24),
    ("/host/introductions", 10),
    ("/newcomers", 10),
];

fn check(path: &str, answer: &Answer, language: &str, kilobytes: usize) {
    let page = answer.text();
    assert_eq!(answer.status, StatusCode::OK, "{path}: {page}");
    assert_eq!(page.matches("<h1").count(), 1, "{path} has one heading");
    assert!(page.contains(&format!(r#"<html lang="{language}""#)), "{path} says its language");
    for inline in [" style=\"", "<style", " onclick", "javascript:"] {
        assert!(!page.contains(inline), "{path} holds {inline}");
    }
    for script in page.match_indices("<script").map(|(at, _)| &page[at..]) {
        assert!(script.starts_with(r#"<script type="module" src="/assets/"#), "{path} holds a script of its own");
    }
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
    assert_eq!(answer.header("cache-control"), "private, no-store", "{path}");
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut gzip, page.as_bytes()).expect("memory takes it");
    let bytes = gzip.finish().expect("memory takes it").len();
    assert!(bytes <= kilobytes * 1024, "{path} weighs {bytes} bytes compressed");
}

#[tokio::test]
async fn every_page_is_whole_in_three_languages() {
    let world = World::new();
    begun(&world);
    for language in ["en", "nl", "da"] {
        let mut passer_by = Browser::reading(&world, language);
        for (path, kilobytes) in OPEN {
            let answer = passer_by.open(path).await;
            check(path, &answer, language, *kilobytes);
        }
    }
}

#[tokio::test]
async fn every_page_of_a_member_is_whole() {
    let world = World::new();
    begun(&world);
    let mut host = Browser::new(&world);
    host.sign_in("jorrit@square.example").await;
    for (path, kilobytes) in OWN.iter().chain(HOSTS) {
        let answer = host.open(path).await;
        check(path, &answer, "en", *kilobytes);
    }
}

#[tokio::test]
async fn the_language_of_the_footer_is_remembered() {
    let world = World::new();
    begun(&world);
    let mut passer_by = Browser::new(&world);
    let answer = passer_by.send("/rules", "/language", &[("lang", "da"), ("back", "/rules")]).await;
    assert_eq!(answer.leads_to(), "/rules");
    assert!(passer_by.open("/rules").await.text().contains(r#"<html lang="da""#));
}

#[tokio::test]
async fn a_page_that_is_not_here_says_so_in_the_same_frame() {
    let world = World::new();
    begun(&world);
    let answer = Browser::reading(&world, "nl").open("/nergens").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.text().contains("Deze pagina is er niet") && answer.text().contains("Terug naar het plein"));
}

#[tokio::test]
async fn compiled_in_files_are_kept_for_a_year_and_pictures_can_do_nothing() {
    let world = World::new();
    begun(&world);
    let page = world.get("/sign-in").await.text();
    let at = page.find("/assets/soulava.").expect("a stylesheet");
    let path = page[at..].split('"').next().expect("its address").to_owned();
    assert!(world.get(&path).await.header("cache-control").contains("immutable"));
    for picture in ["/portraits/7.svg", "/portraits/7.png", "/assets/emblems/broodje.svg"] {
        let answer = world.get(picture).await;
        assert_eq!(answer.status, StatusCode::OK, "{picture}");
        assert_eq!(answer.header("content-security-policy"), "default-src 'none'; sandbox");
        assert_eq!(answer.header("set-cookie"), "", "{picture}");
    }
}
