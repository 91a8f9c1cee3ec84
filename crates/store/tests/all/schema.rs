//! Opening, migrating, copying.

use std::sync::Arc;

use soulava_store::{Db, Error, Migration, Options, Target, args, sql};
use soulava_testkit::TestClock;

use crate::{SCHEMA, on_postgres, store};

const SECOND: Migration =
    Migration { number: 2, name: "colours", sql: "CREATE TABLE colours (id BIGINT PRIMARY KEY, name TEXT NOT NULL);" };
const LONGER: &[Migration] = &[SCHEMA[0], SECOND];
const BROKEN: &[Migration] = &[
    SCHEMA[0],
    Migration {
        number: 2,
        name: "half",
        sql: "CREATE TABLE half (id BIGINT PRIMARY KEY); CREATE TABLE half (id BIGINT);",
    },
];
const CHANGED: &[Migration] =
    &[Migration { number: 1, name: "purses", sql: "CREATE TABLE purses (id BIGINT PRIMARY KEY);" }];

fn again(target: &Target, migrations: &'static [Migration]) -> Result<Db, Error> {
    let mut options = Options::new(target.clone(), migrations);
    options.clock = Arc::new(TestClock::new());
    options.unsafe_allow_volatile = true;
    Db::open(options)
}

#[test]
fn a_database_is_served_by_one_process() {
    let db = store();
    assert!(matches!(again(&db.target, SCHEMA), Err(Error::Locked(_))));
    db.close();
    again(&db.target, SCHEMA).expect("it is free again").close();
}

#[test]
fn a_closed_store_leaves_one_file() {
    if on_postgres() {
        return;
    }
    let db = store();
    db.write_blocking::<_, Error>(|tx| {
        tx.run(sql!("INSERT INTO purses (id, owner, coins) VALUES (1, 'Anna', 5)"), args![])
    })
    .expect("a purse");
    db.read_blocking::<_, Error>(|tx| tx.one::<i64>(sql!("SELECT COUNT(*) FROM purses"), args![])).expect("it answers");
    assert!(db.folder.path().join("soulava.sqlite-wal").exists());
    db.close();
    assert!(!db.folder.path().join("soulava.sqlite-wal").exists(), "the log is played into the file at the end");
}

#[test]
fn a_store_may_be_opened_and_closed_within_a_runtime() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(async {
        let db = store();
        db.read::<_, Error>(|tx| tx.one::<i64>(sql!("SELECT COUNT(*) FROM purses"), args![]))
            .await
            .expect("it answers");
        db.close();
        drop(again(&db.target, SCHEMA).expect("it opens again"));
    });
}

#[test]
fn a_later_release_adds_and_an_older_one_is_refused() {
    let db = store();
    db.close();
    let later = again(&db.target, LONGER).expect("the second migration runs");
    later
        .write_blocking::<_, Error>(|tx| tx.run(sql!("INSERT INTO colours (id, name) VALUES (1, 'sea')"), args![]))
        .expect("its table is there");
    later.close();
    let older = again(&db.target, SCHEMA).err().expect("an older program does not open it").to_string();
    assert!(older.contains("newer release") && older.contains("colours"), "{older}");
    again(&db.target, LONGER).expect("nothing was touched").close();
}

#[test]
fn a_changed_migration_is_refused() {
    let db = store();
    db.close();
    assert!(matches!(again(&db.target, CHANGED), Err(Error::Schema(_))));
}

#[test]
fn a_failed_migration_leaves_nothing_and_can_be_resumed() {
    let db = store();
    db.close();
    let why = again(&db.target, BROKEN).err().expect("it fails");
    assert!(matches!(why, Error::Schema(_)), "{why:?}");
    again(&db.target, LONGER).expect("the database is as before, and goes on").close();
}

#[test]
fn ids_grow_although_the_clock_went_back() {
    let db = store();
    let before = db
        .write_blocking::<_, Error>(|tx| {
            let id = tx.next_id() + (1000 << 16);
            tx.run(sql!("INSERT INTO purses (id, owner, coins) VALUES ($1, 'Anna', 0)"), args![id])?;
            Ok(id)
        })
        .expect("a purse from the future");
    db.close();
    let reopened = again(&db.target, SCHEMA).expect("it opens");
    let after = reopened.read_blocking::<_, Error>(|tx| Ok(tx.next_id())).expect("an id");
    assert!(after > before);
    reopened.close();
}

#[test]
fn what_is_committed_is_there_after_reopening() {
    let db = store();
    for number in 0..50 {
        db.write_blocking::<_, Error>(move |tx| {
            tx.run(
                sql!("INSERT INTO purses (id, owner, coins) VALUES ($1, $2, 0)"),
                args![tx.next_id(), format!("{number}")],
            )
        })
        .expect("a purse");
    }
    db.close();
    let reopened = again(&db.target, SCHEMA).expect("it opens");
    let count = reopened.read_blocking::<i64, Error>(|tx| tx.one(sql!("SELECT COUNT(*) FROM purses"), args![]));
    assert_eq!(count, Ok(50));
    reopened.close();
}

#[test]
fn a_copy_is_whole_while_writing_goes_on() {
    let db = store();
    let copy = db.folder.path().join("copy.sqlite");
    if on_postgres() {
        assert!(db.backup(&copy).is_err(), "pg_dump does that");
        return;
    }
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| {
            for number in 0..200_i64 {
                db.write_blocking::<_, Error>(move |tx| {
                    tx.run(
                        sql!("INSERT INTO purses (id, owner, coins) VALUES ($1, $2, 1)"),
                        args![number * 2, format!("{number}")],
                    )?;
                    tx.run(sql!("INSERT INTO notes (id, purse_id) VALUES ($1, $1)"), args![number * 2])
                })
                .expect("writing goes on");
            }
        });
        db.backup(&copy).expect("the copy is made");
        writing.join().expect("the writer ends");
    });
    assert!(db.backup(&copy).is_err(), "a copy is never written over another");
    let copied = again(&Target::Sqlite(copy), SCHEMA).expect("a copy opens");
    let (purses, notes) = copied
        .read_blocking::<_, Error>(|tx| {
            Ok((
                tx.one::<i64>(sql!("SELECT COUNT(*) FROM purses"), args![])?,
                tx.one::<i64>(sql!("SELECT COUNT(*) FROM notes"), args![])?,
            ))
        })
        .expect("it can be read");
    assert_eq!(purses, notes, "no unit is half in the copy");
    assert_eq!(copied.faults(), Ok(vec![]));
    copied.close();
}

#[test]
fn a_restored_copy_is_the_square_as_it_was() {
    if on_postgres() {
        return; // pg_restore does that
    }
    let db = store();
    db.write_blocking::<_, Error>(|tx| {
        tx.run(sql!("INSERT INTO purses (id, owner, coins) VALUES (1, 'Anna', 5)"), args![])
    })
    .expect("a purse");
    let (copy, home) = (db.folder.path().join("copy"), db.folder.path().join("home.sqlite"));
    db.backup(&copy).expect("a copy");
    assert!(
        Db::restore(&copy, &db.folder.path().join("soulava.sqlite"), SCHEMA).is_err(),
        "never over a living square"
    );
    std::fs::write(db.folder.path().join("home.sqlite-wal"), "the log of a file that is gone").expect("a stale log");
    Db::restore(&copy, &home, SCHEMA).expect("it is put in place");
    assert!(matches!(Db::restore(&copy, &home, SCHEMA), Err(Error::Broken(_))), "never over another");
    let restored = again(&Target::Sqlite(home), SCHEMA).expect("it opens");
    let coins = restored.read_blocking::<i64, Error>(|tx| tx.one(sql!("SELECT coins FROM purses"), args![]));
    assert_eq!(coins, Ok(5));
    restored.close();
}

#[test]
fn a_damaged_or_newer_copy_is_refused_and_leaves_nothing() {
    if on_postgres() {
        return;
    }
    let db = store();
    db.write_blocking::<_, Error>(|tx| {
        let owners: Vec<String> = (0..2000).map(|number| format!("{number:0200}")).collect();
        tx.run(
            sql!("INSERT INTO purses (id, owner, coins) SELECT n, o, 5 FROM unnest($1::text[]) WITH ORDINALITY AS t(o, n)"),
            args![owners],
        )
    })
    .expect("purses");
    let at = |name: &str| db.folder.path().join(name);
    db.backup(&at("copy")).expect("a copy");
    let mut bytes = std::fs::read(at("copy")).expect("the copy");
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4096].fill(0xAB);
    std::fs::write(at("damaged"), bytes).expect("a damaged copy");
    std::fs::write(at("other"), "a letter to Fenna").expect("another file");
    const FIRST: &[Migration] = &[];
    assert!(Db::restore(&at("damaged"), &at("home"), SCHEMA).is_err());
    assert!(Db::restore(&at("other"), &at("home"), SCHEMA).is_err());
    assert!(Db::restore(&at("nothing"), &at("home"), SCHEMA).is_err());
    assert!(matches!(Db::restore(&at("copy"), &at("home"), FIRST), Err(Error::Schema(_))));
    assert!(!at("home").exists() && !at("home.part").exists());
}
