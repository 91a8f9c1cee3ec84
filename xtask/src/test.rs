//! `cargo xtask test`: the one command that says whether the square works.

use std::time::Instant;

use crate::postgres::Cluster;
use crate::run::{Outcome, cargo, command, must, root, works};
use crate::{check, stories};

/// Check, the suite on both databases, the stories; `--only PART` runs one of them.
pub fn all(arguments: &[String]) -> Outcome {
    let only = match arguments {
        [] => None,
        [flag, part] if flag == "--only" => Some(part.as_str()),
        _ => return Err("cargo xtask test [--only check|sqlite|postgres|stories]".into()),
    };
    type Part = (&'static str, fn() -> Outcome);
    let parts: [Part; 4] =
        [("check", check::all), ("sqlite", on_sqlite), ("postgres", on_postgres), ("stories", stories::all)];
    if only.is_some_and(|part| parts.iter().all(|(name, _)| *name != part)) {
        return Err("parts are: check, sqlite, postgres, stories".into());
    }
    for (name, part) in parts {
        if only.is_none_or(|wanted| wanted == name) {
            let started = Instant::now();
            println!("\n== {name}");
            part()?;
            println!("== {name}: good, {} s", started.elapsed().as_secs());
        }
    }
    Ok(())
}

fn on_sqlite() -> Outcome {
    suite(&[], None)
}

/// Only the crates that touch a database run again on PostgreSQL.
fn on_postgres() -> Outcome {
    let cluster = Cluster::start()?;
    suite(&["soulava-store", "soulava-social", "soulava"], Some(&cluster.url()))
}

fn suite(packages: &[&str], postgres: Option<&str>) -> Outcome {
    let nextest = works(&cargo(), &["nextest", "--version"]);
    let mut tests =
        command(&cargo(), if nextest { &["nextest", "run", "--no-fail-fast"] } else { &["test", "--no-fail-fast"] });
    tests.arg("--locked");
    if packages.is_empty() {
        tests.arg("--workspace");
    }
    for package in packages {
        tests.args(["--package", package]);
    }
    let recordings = root().join("target/contract").join(if postgres.is_some() { "postgres" } else { "sqlite" });
    let _ = std::fs::remove_dir_all(&recordings);
    std::fs::create_dir_all(&recordings).map_err(|error| error.to_string())?;
    tests.env("CONTRACT_LOG", &recordings);
    match postgres {
        Some(url) => tests.env("TEST_POSTGRES", url),
        // Money-invariance over 20,000 histories, and 100 with the real verbs; one database is enough.
        None => tests.env_remove("TEST_POSTGRES").env("MONEY_HISTORIES", "20000"),
    };
    must(&mut tests)?;
    // nextest leaves out the examples in the documentation.
    if nextest && packages.is_empty() {
        must(command(&cargo(), &["test", "--doc", "--workspace", "--locked", "--quiet"]).env_remove("TEST_POSTGRES"))?;
    }
    Ok(())
}
