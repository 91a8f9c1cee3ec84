//! Reads: one snapshot each, and never long on the thread that asks.

use std::time::Duration;

use soulava_store::{Db, Error, args, sql};
use soulava_testkit::{TestClock, db_with};

use crate::{SCHEMA, on_postgres, store};

fn count(db: &Db) -> i64 {
    db.read_blocking::<_, Error>(|tx| tx.one(sql!("SELECT COUNT(*) FROM purses"), args![]))
        .expect("purses can be counted")
}

fn add(db: &Db, owner: &'static str) {
    db.write_blocking::<_, Error>(move |tx| {
        tx.run(sql!("INSERT INTO purses (id, owner, coins) VALUES ($1, $2, 0)"), args![tx.next_id(), owner])
    })
    .expect("a purse");
}

#[test]
fn a_read_sees_one_moment() {
    let db = store();
    add(&db, "Anna");
    let beside = db.clone();
    let seen = db.read_blocking::<_, Error>(move |tx| {
        let before: i64 = tx.one(sql!("SELECT COUNT(*) FROM purses"), args![])?;
        let beside = beside.clone();
        std::thread::spawn(move || {
            beside.write_blocking::<_, Error>(move |tx| {
                tx.run(
                    sql!("INSERT INTO purses (id, owner, coins) VALUES ($1, $2, 0)"),
                    args![tx.next_id(), format!("{}", tx.next_id())],
                )
            })
        })
        .join()
        .expect("the writer ends")?;
        let after: i64 = tx.one(sql!("SELECT COUNT(*) FROM purses"), args![])?;
        Ok((before, after))
    });
    let (before, after) = seen.expect("the read ends");
    assert_eq!(before, after, "a write beside a read is not seen by it");
    assert!(count(&db) > before, "a later read sees it");
}

#[test]
fn a_task_of_a_runtime_may_wait_as_often_as_it_likes() {
    let db = store();
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    // tokio makes a task rest after 128 answers; one that waits on its thread has nobody to wake it.
    runtime.block_on(async { (0..300).for_each(|number| add_numbered(&db, number)) });
    assert_eq!(count(&db), 300);
}

fn add_numbered(db: &Db, number: i64) {
    db.write_blocking::<_, Error>(move |tx| {
        let owner = format!("Anna {number}");
        tx.run(sql!("INSERT INTO purses (id, owner, coins) VALUES ($1, $2, 0)"), args![tx.next_id(), owner])
    })
    .expect("a purse");
}

#[test]
fn a_read_cannot_write() {
    let db = store();
    for heavy in [false, true] {
        let unit = |tx: &soulava_store::Tx| tx.run(sql!("DELETE FROM purses WHERE id = $1"), args![1_i64]);
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let done: Result<u64, Error> =
            runtime.block_on(async { if heavy { db.read_heavy(unit).await } else { db.read(unit).await } });
        assert!(matches!(done, Err(Error::Broken(_))), "{done:?}");
    }
}

#[test]
fn an_overlong_read_moves_away_and_is_counted() {
    if on_postgres() {
        return; // nothing runs on the asking thread there
    }
    let db = db_with(SCHEMA, TestClock::new(), |options| options.inline_read = Duration::from_millis(1));
    let sum = db.read_blocking::<i64, Error>(|tx| {
        tx.one(
            sql!("WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 300000) SELECT COUNT(*) FROM n"),
            args![],
        )
    });
    assert_eq!(sum, Ok(300_000));
    assert_eq!(db.numbers().reads_moved, 1);
    add(&db, "Anna");
    assert_eq!(count(&db), 1, "the thread's connection is as before");
}

#[test]
fn a_read_within_a_read_is_served() {
    let db = store();
    let inner = db.clone();
    let seen = db.read_blocking::<_, Error>(move |_| Ok(count(&inner)));
    assert_eq!(seen, Ok(0));
}

#[test]
fn many_stores_share_a_thread() {
    let stores: Vec<_> = (0..4).map(|_| store()).collect();
    add(&stores[2], "Anna");
    let counts: Vec<i64> = stores.iter().map(|db| count(db)).collect();
    assert_eq!(counts, [0, 0, 1, 0]);
    for db in &stores {
        db.close();
    }
    #[cfg(target_os = "linux")]
    if !on_postgres() {
        let open = std::fs::read_dir("/proc/self/fd").expect("the open files");
        let ours = open
            .filter_map(|file| std::fs::read_link(file.ok()?.path()).ok())
            .filter(|file| stores.iter().any(|db| file.starts_with(db.folder.path())))
            .count();
        assert_eq!(ours, 0, "a closed store leaves no file open");
    }
}
