//! The sources themselves: no way leads from money to standing, ties or order; no hand writes a standing; no permission
//! asks for a band.

use std::path::{Path, PathBuf};

use crate::statements::source;

/// Files of a folder below `crates/`, with their text.
fn sources(below: &str) -> Vec<(String, String)> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("crates/").to_owned();
    let mut files = Vec::new();
    walk(&crates.join(below), &mut files);
    assert!(!files.is_empty(), "{below} was not found");
    let name = |file: &PathBuf| file.strip_prefix(&crates).expect("below crates/").display().to_string();
    files.iter().map(|file| (name(file), std::fs::read_to_string(file).expect("a readable source"))).collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> =
        std::fs::read_dir(folder).expect("a folder").map(|it| it.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
}

/// Whether a text names a word, not as a part of another.
fn names(text: &str, word: &str) -> bool {
    text.split(|c: char| !(c == '_' || c.is_alphanumeric())).any(|found| found == word)
}

#[test]
fn no_statement_leads_from_money_to_anything_that_is_earned() {
    let statements = source::statements();
    let reads = |word: &str| -> Vec<&source::Found> {
        statements.iter().filter(|found| names(&found.postgres, word)).collect()
    };
    // Petrol money stays where it is noted: nobody else's statement names it.
    for found in reads("shared_costs") {
        let own = ["social/src/gifts/", "social/src/accounts/erase/"];
        assert!(own.iter().any(|home| found.file.contains(home)), "{}: {}", found.file, found.postgres);
    }
    // The flag of a recognition is written and read by its own module, and by those that leave flagged rows out.
    let homes = ["social/src/recognitions/rows.rs", "social/src/standing/rows.rs", "social/src/ledger/rows.rs"];
    let money = reads("money");
    assert!(!money.is_empty(), "the flag is there");
    for found in &money {
        assert!(homes.iter().any(|home| found.file.ends_with(home)), "{}: {}", found.file, found.postgres);
    }
    // No table that is earned is reached from a flagged one by a key.
    let schema: String = soulava_social::migrations::ALL.iter().map(|migration| migration.sql).collect();
    for table in schema.split("CREATE TABLE ").skip(1) {
        let body = table.split(");").next().unwrap_or_default();
        let name = table.split_whitespace().next().unwrap_or_default();
        assert!(!body.contains("REFERENCES shared_costs"), "{name} leads to petrol money");
        let flagged = body.lines().any(|line| line.trim_start().starts_with("money "));
        assert!(!flagged || ["recognitions", "recognition_log"].contains(&name), "{name} has a field of money");
    }
}

#[test]
fn ties_orders_and_gravity_never_ask_about_money() {
    let places = [
        "social/src/ties",
        "social/src/timelines",
        "social/src/introductions",
        "social/src/presence",
        "social/src/orbits",
    ];
    for place in places {
        for (file, text) in sources(place) {
            let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            for word in ["money", "shared_costs", "Commercial", "cents", "price"] {
                assert!(!names(&code, word), "{file} names {word}");
            }
        }
    }
}

#[test]
fn no_hand_writes_a_standing() {
    let social = sources("social/src");
    let callers = |call: &str| -> Vec<&str> {
        social.iter().filter(|(_, text)| text.contains(call)).map(|(file, _)| file.as_str()).collect()
    };
    assert_eq!(callers("rows::set_band("), ["social/src/standing/bands.rs"]);
    assert_eq!(callers("rows::log_band("), ["social/src/standing/bands.rs"]);
    assert_eq!(callers("bands::settle("), ["social/src/standing/day.rs"]);
    assert_eq!(callers("rows::insert_day("), ["social/src/standing/day.rs"]);
    assert_eq!(callers("Keeper::new("), [""; 0], "the worker and the command alone make one");
    let server: Vec<_> =
        sources("server/src").into_iter().filter(|it| it.1.contains("Keeper::new(")).map(|it| it.0).collect();
    assert_eq!(server, ["server/src/commands/standing/fill.rs", "server/src/serve/standing.rs"]);
    for place in ["api/src", "web/src"] {
        assert!(
            sources(place).iter().all(|(_, text)| !text.contains("standing::Keeper") && !text.contains("Keeper::new(")),
            "no door writes a standing"
        );
    }
    for table in ["standing_bands", "standing_days", "standing_band_log", "standing_exits"] {
        let writes = source::statements().into_iter().filter(|found| {
            let text = &found.postgres;
            ["INSERT INTO ", "UPDATE ", "DELETE FROM "].iter().any(|verb| text.contains(&format!("{verb}{table}")))
        });
        for found in writes {
            assert!(found.file.ends_with("social/src/standing/rows.rs"), "{} writes {table}", found.file);
        }
    }
}

#[test]
fn no_permission_depends_on_a_band() {
    // Where a band is loaded, brought to a screen, or worked out. Nobody else may so much as name one.
    let allowed = [
        "social/src/standing/",
        "social/src/accounts/mod.rs",
        "social/src/accounts/rows.rs",
        "social/src/accounts/view.rs",
        "server/src/commands/standing/explain.rs",
        "api/src/entities/",
        "api/src/routes/soulava/standing.rs",
        "web/src/pages/standing",
        "web/src/view/",
        "web/src/page",
    ];
    for place in ["social/src", "api/src", "web/src", "server/src"] {
        for (file, text) in sources(place) {
            let named = text.contains("Band::") || text.contains(".band") || text.contains("standing::Band");
            assert!(!named || allowed.iter().any(|home| file.contains(home)), "{file} names a band");
        }
    }
    // What it is to be staff, a keeper or a member is told by these alone.
    for file in ["social/src/viewer.rs", "social/src/stalls/mod.rs", "social/src/accounts/admin.rs"] {
        let text = sources("social/src").into_iter().find(|it| it.0 == file).expect("the file is there").1;
        assert!(!text.contains("standing::") && !names(&text, "Figure"), "{file} asks for a standing");
    }
}
