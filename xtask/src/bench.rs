//! `cargo xtask bench`: ratios in one run; figures and method in `docs/benchmarks.md`.

use crate::run::{Outcome, cargo, command, must};
use crate::tools;

/// Builds for release and measures. `--only square` or `--only standing` chooses; what else follows is passed on.
pub fn all(arguments: &[String]) -> Outcome {
    let (only, rest) = match arguments {
        [flag, part, rest @ ..] if flag == "--only" => (Some(part.as_str()), rest),
        rest => (None, rest),
    };
    match only {
        None => {
            square(rest)?;
            standing(rest)
        }
        Some("square") => square(rest),
        Some("standing") => standing(rest),
        Some(other) => Err(format!("--only takes square or standing, not “{other}”")),
    }
}

/// The pages and the API, with the real binary.
fn square(arguments: &[String]) -> Outcome {
    must(command(&cargo(), &["bench", "--locked", "--package", "soulava", "--bench", "square", "--"]).args(arguments))
}

/// Standing alone, beside what others wrote in other languages.
fn standing(arguments: &[String]) -> Outcome {
    let python = tools::python_with("standing-python", "crates/standing/benches/standing/requirements.txt")?;
    let bench = ["bench", "--locked", "--package", "soulava-standing", "--bench", "standing", "--"];
    must(command(&cargo(), &bench).args(arguments).env("SOULAVA_BENCH_PYTHON", python))
}
