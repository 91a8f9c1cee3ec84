//! `cargo xtask check`: what can be known without running the program.

use crate::run::{Outcome, cargo, command, must, output};
use crate::tidy;

/// Format, lints, dependency rules, tidy.
pub fn all() -> Outcome {
    must(&mut command(&cargo(), &["fmt", "--all", "--check"]))?;
    tidy::all()?;
    dependencies()?;
    must(&mut command(&cargo(), &["clippy", "--workspace", "--all-targets", "--locked", "--", "--deny", "warnings"]))
}

/// Who may depend on what: (dependency, crates that may name it). A border the compiler then guards.
const BORDERS: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("postgres", &["store"]),
    ("axum", &["api", "web", "server"]),
    ("hyper", &["api", "web", "server"]),
    ("tokio", &["store", "media", "api", "web", "server", "testkit"]),
    ("lettre", &["server"]),
    ("image", &["media"]),
    ("soulava-standing", &["social", "server"]),
    ("soulava-api", &["server"]),
    ("soulava-web", &["server"]),
    ("soulava-media", &["api", "web", "server"]),
    ("soulava-testkit", &["store", "social", "api", "web", "server"]),
];

/// Packages that must not appear anywhere in the tree, and why.
const BANNED: &[(&str, &str)] = &[
    ("openssl-sys", "one TLS provider, no system library"),
    ("native-tls", "one TLS provider, no system library"),
    ("ring", "aws-lc-rs is the one provider"),
    ("rsa", "RUSTSEC-2023-0071 has no fixed release"),
    ("sqlx", "would link a second SQLite"),
];

fn dependencies() -> Outcome {
    let mut faults = Vec::new();
    for (name, manifest) in tidy::manifests()? {
        for (dependency, allowed) in BORDERS {
            let named = manifest.lines().any(|line| {
                let line = line.trim();
                line.strip_prefix(dependency).is_some_and(|rest| rest.starts_with(['.', ' ', '=']))
            });
            if named && !allowed.contains(&name.as_str()) {
                faults.push(format!("crates/{name} may not depend on {dependency} (xtask/src/check.rs, BORDERS)"));
            }
        }
    }
    // What is compiled for this machine; the lock file also names what other features and systems would take.
    let tree = output(&mut command(
        &cargo(),
        &["tree", "--workspace", "--locked", "--edges", "normal,build", "--prefix", "none", "--format", "{p}"],
    ))?;
    for (package, why) in BANNED {
        if tree.lines().any(|line| line.split(' ').next() == Some(package)) {
            faults.push(format!("the tree holds {package}: {why}"));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}
