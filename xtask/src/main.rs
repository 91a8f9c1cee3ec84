//! What the repository does to itself: `cargo xtask check | test | bench | new-migration NAME`.

mod bench;
mod check;
mod postgres;
mod run;
mod stories;
mod test;
mod tidy;
mod tools;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask check             format, lints, dependency rules, tidy
cargo xtask test              check, then every test on SQLite and on PostgreSQL, then the stories
cargo xtask test --only PART  one of: check, sqlite, postgres, stories
cargo xtask bench [--only square|standing] [ARGS]
                              the measurements of docs/benchmarks.md and docs/standing.md
cargo xtask new-migration N   an empty migration with the next number";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rest = arguments.get(1..).unwrap_or_default();
    let outcome = match arguments.first().map(String::as_str) {
        Some("check") => check::all(),
        Some("test") => test::all(rest),
        Some("bench") => bench::all(rest),
        Some("new-migration") => tidy::new_migration(rest.first().map(String::as_str)),
        _ => {
            println!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("\nxtask: {why}");
            ExitCode::FAILURE
        }
    }
}
