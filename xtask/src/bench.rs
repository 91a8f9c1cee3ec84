//! `cargo xtask bench`: ratios in one run; figures and method in `docs/benchmarks.md`.

use crate::run::{Outcome, cargo, command, must};

/// Builds for release and measures; what follows `bench` is passed on.
pub fn all(arguments: &[String]) -> Outcome {
    must(command(&cargo(), &["bench", "--locked", "--package", "soulava", "--bench", "square", "--"]).args(arguments))
}
