//! Pages and roles: what `docs/pages.md` says is what happens.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::Path;

use axum::http::StatusCode;
use soulava_web::router::{Who, routes};

use super::{Browser, begun};
use crate::world::World;

/// What somebody passing by, a member, a moderator and a host hear.
fn verdicts(who: Who) -> [&'static str; 4] {
    match who {
        Who::Anybody => ["yes", "yes", "yes", "yes"],
        Who::Member => ["sign in", "yes", "yes", "yes"],
        Who::Staff => ["sign in", "404", "yes", "yes"],
        Who::Host => ["sign in", "404", "404", "yes"],
    }
}

fn document() -> String {
    let mut text = String::from(
        "# Routes of the pages\n\n\
         Written by a test (`UPDATE_DOCS=1 cargo test -p soulava matrix` writes it anew). For each path: what each role hears. Every\n\
         form needs its page's token as well. Files (`/assets`, `/media`, `/portraits`, `/emblems`) are open to all.\n\n\
         | Route | passing by | member | moderator | host |\n|---|---|---|---|---|\n",
    );
    let mut routes = routes();
    routes.sort_by_key(|(method, path, _)| (*path, *method));
    for (method, path, who) in routes {
        let _ = writeln!(text, "| `{method} {path}` | {} |", verdicts(who).join(" | "));
    }
    text
}

#[test]
fn the_matrix_of_pages_is_checked_in() {
    let written = document();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/pages.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &written).expect("docs/ is here");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == written,
        "docs/pages.md is old: run UPDATE_DOCS=1 cargo test -p soulava matrix and read the change"
    );
}

#[test]
fn no_page_is_written_twice() {
    let all = routes();
    let distinct: HashSet<_> = all.iter().map(|(method, path, _)| (method, path)).collect();
    assert_eq!(distinct.len(), all.len());
}

#[tokio::test]
async fn each_role_hears_what_the_matrix_of_pages_says() {
    let world = World::new();
    begun(&world);
    let mut anna = Browser::new(&world);
    anna.sign_in("anna").await;
    for (method, path, who) in routes() {
        // A stream does not end by itself.
        if method != "GET" || path == "/live" {
            continue;
        }
        let path = path
            .replace("{name}", "anna")
            .replace("{id}", "1")
            .replace("{token}", "x")
            .replace("{slug}", "x")
            .replace("{number}", "1");
        let passing = Browser::new(&world).open(&path).await;
        let led_away =
            passing.status == StatusCode::SEE_OTHER && passing.header("location").starts_with("/sign-in?back=");
        assert!(led_away || who == Who::Anybody, "{path} let somebody in who only passed by: {}", passing.status);
        let member = anna.open(&path).await;
        assert!(!member.status.is_server_error(), "{path}: {}", member.status);
        if verdicts(who)[1] == "404" {
            assert_eq!(member.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
}
