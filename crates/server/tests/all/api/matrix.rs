//! Routes and roles: what `docs/routes.md` says is what happens.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::Path;

use soulava_api::policy::Policy;
use soulava_api::router::{Route, routes};

/// The roles of the matrix, from the weakest to the strongest.
const ROLES: [&str; 6] = ["nobody", "app", "member without the scope", "member", "moderator", "host"];

/// What a role hears: `yes`, or the status that refuses it.
fn verdict(policy: Policy, role: &str) -> &'static str {
    let (needs_scope, least) = match policy {
        Policy::Open | Policy::Stream => return "yes",
        Policy::Public(scope) if role == "nobody" || scope.is_empty() => return "yes",
        Policy::Public(_) => (true, ""),
        Policy::Client => return if role == "nobody" { "401" } else { "yes" },
        Policy::Member(scope) => (!scope.is_empty(), "member"),
        Policy::Staff(scope) => (!scope.is_empty(), "moderator"),
        Policy::Host(scope) => (!scope.is_empty(), "host"),
    };
    let rank = |role: &str| ROLES.iter().position(|one| *one == role).expect("a role of the matrix");
    match role {
        "nobody" => "401",
        "member without the scope" if needs_scope => "403",
        "app" if least.is_empty() => "yes",
        "app" => "422",
        "member without the scope" if rank("member") >= rank(if least.is_empty() { "member" } else { least }) => "yes",
        _ if least.is_empty() || rank(role) >= rank(least) => "yes",
        _ => "403",
    }
}

fn document(routes: &[Route]) -> String {
    let mut text = String::from(
        "# Routes of the client API\n\n\
         Written by a test (`UPDATE_DOCS=1 cargo test -p soulava matrix` writes it anew). For each route: who may call it, and what each\n\
         role hears. An app's own token is taken to have the scope. Discovery, pages and `/healthz` are not part of it.\n\n",
    );
    let _ = writeln!(text, "| Route | Who | {} |\n|---|---|{}", ROLES.join(" | "), "---|".repeat(ROLES.len()));
    for Route { method, path, policy } in routes {
        let verdicts: Vec<_> = ROLES.iter().map(|role| verdict(*policy, role)).collect();
        let _ = writeln!(text, "| `{method} {path}` | {policy} | {} |", verdicts.join(" | "));
    }
    text
}

#[test]
fn the_matrix_is_checked_in() {
    let mut routes = routes();
    routes.sort_by_key(|route| (route.path, route.method));
    let written = document(&routes);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/routes.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &written).expect("docs/ is here");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == written,
        "docs/routes.md is old: run UPDATE_DOCS=1 cargo test -p soulava matrix and read the change"
    );
}

#[test]
fn no_route_is_written_twice() {
    let routes = routes();
    let distinct: HashSet<_> = routes.iter().map(|route| (route.method, route.path)).collect();
    assert_eq!(distinct.len(), routes.len());
}
