//! Every statement of the program means something to both databases, and reads no big table from end to end.

pub mod source;

use std::collections::{BTreeSet, HashMap};

use soulava_store::{Db, Error, Statement, args, sql};
use soulava_testkit::{db, postgres};
use source::{Found, statements};

/// Tables that stay small whatever the square does: to read them whole is fine.
const SMALL: &[&str] = &["settings", "rules", "self_checks", "currencies", "migrations"];

/// Every statement, with what is wrong with it, when something is.
fn faults(db: &Db, judge: impl Fn(&Found, &[String]) -> Option<String>) -> Vec<String> {
    let found = statements();
    assert!(found.len() > 20, "the sources were not found");
    let mut faults = Vec::new();
    for found in found {
        let leaked = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
        let statement: &'static Statement =
            Box::leak(Box::new(Statement::new(leaked(&found.postgres), found.sqlite.as_deref().map(leaked))));
        let fault = match db.read_blocking::<_, Error>(move |tx| tx.plan(statement)) {
            Ok(plan) => judge(&found, &plan),
            Err(error) => Some(error.to_string()),
        };
        faults.extend(fault.map(|why| format!("{}: {why}\n    {}", found.file, found.postgres)));
    }
    faults
}

#[test]
fn every_statement_can_be_prepared() {
    let db = db();
    let faults = faults(&db, |_, _| None);
    assert!(faults.is_empty(), "{} statements cannot be prepared:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn no_statement_reads_a_big_table_from_end_to_end() {
    if postgres().is_some() {
        return; // the plans are SQLite's
    }
    let db = db();
    let big = big_tables(&db);
    let faults = faults(&db, |found, plan| {
        let text = found.sqlite.as_deref().unwrap_or(&found.postgres);
        if text.contains("/* scan: ") {
            return None;
        }
        let scanned = plan.iter().find(|line| scans(line, &names(text, &big)))?;
        Some(format!("{scanned}; find an index, or say why not in a comment /* scan: reason */"))
    });
    assert!(faults.is_empty(), "{} statements read a big table whole:\n{}", faults.len(), faults.join("\n"));
}

fn big_tables(db: &Db) -> BTreeSet<String> {
    let tables = db.read_blocking::<Vec<String>, Error>(|tx| {
        tx.all(sql!("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name LIMIT 1000"), args![])
    });
    tables.expect("the schema can be read").into_iter().filter(|name| !SMALL.contains(&name.as_str())).collect()
}

/// What the big tables are called in one statement: `posts p` makes `p`.
fn names(text: &str, big: &BTreeSet<String>) -> HashMap<String, bool> {
    let words: Vec<&str> =
        text.split(|c: char| !(c == '_' || c.is_alphanumeric())).filter(|word| !word.is_empty()).collect();
    let mut names = HashMap::new();
    for (at, word) in words.iter().enumerate() {
        if big.contains(*word) {
            let after = words.get(at + 1).copied().unwrap_or_default();
            let alias = if after == "AS" { words.get(at + 2).copied().unwrap_or_default() } else { after };
            names.insert((*word).to_owned(), true);
            names.insert(alias.to_owned(), true);
        }
    }
    names
}

/// `SCAN p`, `SCAN p USING INDEX …`; not a list argument or a subquery.
fn scans(line: &str, names: &HashMap<String, bool>) -> bool {
    let mut words = line.split(' ');
    words.next() == Some("SCAN")
        && words.next().is_some_and(|name| names.contains_key(name))
        && !line.contains("VIRTUAL TABLE")
}

#[test]
fn every_foreign_key_leads_an_index() {
    if postgres().is_some() {
        return; // the schema is the same text
    }
    let bare = db().read_blocking::<Vec<(String, String)>, Error>(|tx| {
        tx.all(
            sql!(
                "SELECT t.name, k.\"from\" FROM sqlite_schema t, pragma_foreign_key_list(t.name) k
                 WHERE t.type = 'table'
                 AND NOT EXISTS (SELECT 1 FROM pragma_table_info(t.name) c WHERE c.name = k.\"from\" AND c.pk = 1)
                 AND NOT EXISTS (SELECT 1 FROM pragma_index_list(t.name) i, pragma_index_info(i.name) x
                                 WHERE x.seqno = 0 AND x.name = k.\"from\" AND i.partial = 0)
                 ORDER BY 1, 2 LIMIT 1000"
            ),
            args![],
        )
    });
    assert_eq!(bare, Ok(vec![]), "without an index each delete of the parent reads the whole child table");
}

#[test]
fn a_fresh_database_has_the_whole_schema() {
    let count = db().read_blocking::<i64, Error>(|tx| tx.one(sql!("SELECT COUNT(*) FROM migrations"), args![]));
    assert_eq!(count, Ok(soulava_social::migrations::ALL.len() as i64));
}
