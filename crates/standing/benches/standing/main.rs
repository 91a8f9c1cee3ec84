//! `cargo xtask bench --only standing`: what standing can do, measured.
//!
//! ```text
//! --evidence          only agreement and attacks
//! --search [SECONDS]  the adversary as well; ten minutes unless said otherwise
//! --speed             only speed, beside other programs when SOULAVA_BENCH_PYTHON names a Python that has them
//! --quick             a small square
//! --write             put the figures into docs/standing.md and docs/benchmarks.md, between their marks
//! ```

mod agreement;
mod attacks;
mod data;
mod evidence;
mod speed;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let search = arguments
        .iter()
        .position(|argument| argument == "--search")
        .map(|place| arguments.get(place + 1).and_then(|seconds| seconds.parse().ok()).unwrap_or(600));
    let publish = |document: &str, mark: &str, text: &str| {
        println!("{text}");
        if has("--write") {
            write(document, mark, text);
        }
    };
    let mut faults = Vec::new();
    if !has("--speed") {
        publish("standing.md", "agreement", &evidence::agreement());
        let (table, broken) = evidence::attacks();
        publish("standing.md", "attacks", &table);
        faults.extend(broken);
    }
    if let Some(seconds) = search {
        let (table, broken) = evidence::search(seconds);
        publish("standing.md", "search", &table);
        faults.extend(broken);
    }
    if !has("--evidence") {
        let python = std::env::var("SOULAVA_BENCH_PYTHON").ok();
        publish("benchmarks.md", "standing", &speed::all(has("--quick"), python.as_deref()));
    }
    for fault in &faults {
        eprintln!("DOES NOT HOLD: {fault}");
    }
    if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Replaces what lies between `<!-- measured: MARK -->` and `<!-- end -->`.
fn write(document: &str, mark: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(document);
    let old = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let begin = format!("<!-- measured: {mark} -->\n");
    let (before, rest) = old.split_once(&begin).unwrap_or_else(|| panic!("{}: no mark {mark}", path.display()));
    let (_, after) = rest.split_once("<!-- end -->").unwrap_or_else(|| panic!("{}: {mark} has no end", path.display()));
    std::fs::write(&path, format!("{before}{begin}{text}<!-- end -->{after}")).expect("a document that can be written");
}
