//! House rules that a compiler does not know.

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{Outcome, command, output, root};

const LINES_MAX: usize = 600;

/// Words that stand for unfinished work or a switched-off check.
const UNFINISHED: &[&str] = &["todo!(", "unimplemented!(", "dbg!(", "FIXME", "#[ignore", "test.skip", ".only("];

/// Words our screens do not use; product glossary.
const NOT_OUR_WORDS: &[&str] = &["leaderboard", "engagement", "conversion", "oops"];

/// Checks every file that git knows.
pub fn all() -> Outcome {
    let mut faults = Vec::new();
    for path in files()? {
        let name = path.to_string_lossy().into_owned();
        let Ok(text) = fs::read_to_string(root().join(&path)) else {
            continue;
        };
        if name.starts_with("xtask/src/tidy.rs") || name.starts_with("tests/data/") || name == "LICENSE" {
            continue;
        }
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("rs") => rust(&name, &text, &mut faults),
            Some("ftl") => words(&name, &text, &mut faults),
            _ => {}
        }
        unfinished(&name, &text, &mut faults);
    }
    migrations(&mut faults)?;
    if faults.is_empty() {
        println!("tidy: nothing to mend");
        Ok(())
    } else {
        Err(format!("tidy:\n{}", faults.join("\n")))
    }
}

fn rust(name: &str, text: &str, faults: &mut Vec<String>) {
    let lines = text.lines().count();
    if lines > LINES_MAX {
        faults.push(format!("{name}: {lines} lines; look for the second subject inside (limit {LINES_MAX})"));
    }
    let product = name.starts_with("crates/") && name.contains("/src/");
    let sql_home =
        name.ends_with("/rows.rs") || name.starts_with("crates/store/") || name.starts_with("crates/testkit/");
    for (number, line) in text.lines().enumerate() {
        let at = || format!("{name}:{}", number + 1);
        let code = line.split("//").next().unwrap_or_default();
        if product && !sql_home && ["SELECT ", "INSERT INTO ", "DELETE FROM "].iter().any(|verb| code.contains(verb)) {
            faults.push(format!("{}: SQL lives in rows.rs", at()));
        }
        if name.starts_with("crates/social/src/") || name.starts_with("crates/standing/src/") {
            for word in ["SystemTime::now", "Instant::now", "tokio::", "std::net", "std::thread"] {
                if code.contains(word) {
                    faults.push(format!("{}: {word} in the heart; time, chance and I/O come from outside", at()));
                }
            }
        }
        if line.ends_with([' ', '\t']) {
            faults.push(format!("{}: white space at the end", at()));
        }
    }
}

fn words(name: &str, text: &str, faults: &mut Vec<String>) {
    for (number, line) in text.lines().enumerate() {
        let lower = line.to_lowercase();
        for word in NOT_OUR_WORDS {
            if lower.contains(word) {
                faults.push(format!("{name}:{}: we do not say “{word}”", number + 1));
            }
        }
    }
}

fn unfinished(name: &str, text: &str, faults: &mut Vec<String>) {
    let code = [".rs", ".js", ".mjs", ".py", ".html"].iter().any(|end| name.ends_with(end));
    for (number, line) in text.lines().enumerate().filter(|_| code) {
        for mark in UNFINISHED {
            if line.contains(mark) {
                faults.push(format!("{name}:{}: {mark}", number + 1));
            }
        }
    }
}

fn migrations(faults: &mut Vec<String>) -> Outcome {
    for (index, name) in migration_names()?.iter().enumerate() {
        let expected = format!("{:04}_", index + 1);
        if !name.starts_with(&expected) {
            faults.push(format!("migrations/{name}: numbers have no gap; expected {expected}…"));
        }
    }
    Ok(())
}

/// Writes an empty migration with the next number.
pub fn new_migration(name: Option<&str>) -> Outcome {
    let name = name.ok_or("say its name: cargo xtask new-migration promotions")?;
    let number = migration_names()?.len() + 1;
    let path = root().join(format!("migrations/{number:04}_{name}.sql"));
    fs::write(&path, format!("-- What this brings: {name}.\n")).map_err(|error| error.to_string())?;
    println!("{}\nNow name it in crates/social/src/migrations.rs.", path.display());
    Ok(())
}

fn migration_names() -> Outcome<Vec<String>> {
    let mut names: Vec<String> = fs::read_dir(root().join("migrations"))
        .map_err(|error| error.to_string())?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    Ok(names)
}

/// (crate, text of its Cargo.toml) of every crate of the workspace.
pub fn manifests() -> Outcome<Vec<(String, String)>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(root().join("crates")).map_err(|error| error.to_string())?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Ok(text) = fs::read_to_string(entry.path().join("Cargo.toml")) {
            all.push((name, text));
        }
    }
    Ok(all)
}

fn files() -> Outcome<Vec<PathBuf>> {
    let listed = output(&mut command("git", &["ls-files", "--cached", "--others", "--exclude-standard"]));
    match listed {
        Ok(text) => Ok(text.lines().map(PathBuf::from).collect()),
        // An unpacked archive has no git: walk instead.
        Err(_) => {
            let mut found = Vec::new();
            walk(&root(), Path::new(""), &mut found)?;
            Ok(found)
        }
    }
}

fn walk(root: &Path, below: &Path, found: &mut Vec<PathBuf>) -> Outcome {
    for entry in fs::read_dir(root.join(below)).map_err(|error| error.to_string())?.flatten() {
        let name = entry.file_name();
        if ["target", "node_modules", ".git"].iter().any(|skip| name == *skip) {
            continue;
        }
        let path = below.join(&name);
        if entry.path().is_dir() { walk(root, &path, found)? } else { found.push(path) }
    }
    Ok(())
}
