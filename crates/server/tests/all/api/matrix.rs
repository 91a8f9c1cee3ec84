//! Routes and roles: what `docs/routes.md` says is what happens.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::json;
use soulava_api::policy::Policy;
use soulava_api::router::{Route, routes};
use soulava_social::{Role, oauth};

use crate::world::World;

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

/// Tokens in the order of [`ROLES`].
async fn tokens(world: &World) -> Vec<String> {
    let body = json!({ "client_name": "Matrix", "redirect_uris": "urn:ietf:wg:oauth:2.0:oob", "scopes": "read write follow push" });
    let app = world.json("POST", "/api/v1/apps", "", &body).await.json();
    let form = format!(
        "grant_type=client_credentials&client_id={}&client_secret={}&scope=read+write+follow+push",
        app["client_id"].as_str().expect("an id"),
        app["client_secret"].as_str().expect("a secret"),
    );
    let app = world.form("POST", "/oauth/token", "", &form).await.json()["access_token"]
        .as_str()
        .expect("a token")
        .to_owned();
    let member = world.settled("anna", Role::Person);
    let narrow = world.db.write_blocking(|tx| oauth::token_by_host(tx, "anna", "admin:read")).expect("a token").token;
    let (moderator, host) = (world.settled("mette", Role::Moderator), world.settled("jorrit", Role::Host));
    vec![String::new(), app, narrow, member.token, moderator.token, host.token]
}

#[tokio::test]
async fn every_route_refuses_whom_the_matrix_says() {
    let world = World::new();
    let tokens = tokens(&world).await;
    for Route { method, path, policy } in routes() {
        // Streams never end, and these two would end the tokens of the test.
        if policy == Policy::Stream || path.starts_with("/oauth/") {
            continue;
        }
        let uri =
            path.split('/').map(|part| if part.starts_with('{') { "1" } else { part }).collect::<Vec<_>>().join("/");
        for (role, token) in ROLES.iter().zip(&tokens) {
            let answer = world.ask(method, &uri, token).await;
            let (status, error) = (answer.status.as_u16(), String::from_utf8_lossy(&answer.body).into_owned());
            match verdict(policy, role) {
                // Signing up asks a scope of the app itself, in its handler.
                "yes" if policy == Policy::Client => assert_ne!(status, 401, "{method} {path} as {role}: {error}"),
                "yes" => assert!(
                    status != 401
                        && !error.contains("outside the authorized scopes")
                        && !error.contains("requires an authenticated user"),
                    "{method} {path} as {role}: {status} {error}"
                ),
                refused => assert_eq!(status.to_string(), refused, "{method} {path} as {role}: {error}"),
            }
        }
    }
}
