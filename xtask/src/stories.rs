//! The stories: the real binary, real clients, a real browser.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::postgres::Cluster;
use crate::run::{Outcome, cargo, command, must, root};
use crate::tools;

/// Installs what is missing, builds the binary and tells every story; the contract is checked at the end.
pub fn all() -> Outcome {
    let chromium = tools::chromium()?;
    tools::node_packages()?;
    let python = tools::python()?;
    must(&mut command(&cargo(), &["build", "--locked", "--package", "soulava"]))?;
    let binary = target().join("debug/soulava");
    let recordings = root().join("target/contract");
    let _ = fs::remove_dir_all(recordings.join("stories"));
    fs::create_dir_all(recordings.join("stories")).map_err(|error| error.to_string())?;
    let cluster = Cluster::start()?;

    let mut faults = Vec::new();
    for story in list()? {
        println!("\n-- {}", story.display());
        let interpreter =
            if story.extension().is_some_and(|end| end == "py") { python.clone() } else { PathBuf::from("node") };
        let told = must(
            Command::new(interpreter)
                .arg(&story)
                .current_dir(root().join("tests/stories"))
                .env("SOULAVA_BINARY", &binary)
                .env("SOULAVA_PYTHON", &python)
                .env("CHROMIUM", &chromium)
                .env("TEST_POSTGRES", cluster.url())
                .env("CONTRACT_LOG", recordings.join("stories")),
        );
        if let Err(why) = told {
            faults.push(why);
        }
    }
    let contract = must(command(&python.to_string_lossy(), &["tests/stories/lib/contract.py"]).arg(&recordings));
    faults.extend(contract.err());
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

/// Every `*.story.mjs` and `*_story.py`, in order of name.
fn list() -> Outcome<Vec<PathBuf>> {
    let mut stories: Vec<PathBuf> = fs::read_dir(root().join("tests/stories"))
        .map_err(|error| error.to_string())?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.ends_with(".story.mjs") || name.ends_with("_story.py")
        })
        .collect();
    stories.sort();
    let only = std::env::var("STORY").unwrap_or_default();
    stories.retain(|path| path.to_string_lossy().contains(&only));
    Ok(stories)
}

fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}
