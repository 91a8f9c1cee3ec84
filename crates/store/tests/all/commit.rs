//! Write units: all or nothing, alone or in a crowd.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Mutex};

use proptest::prelude::*;
use soulava_store::{Db, Error, Key, Notice, Tx, args, sql};
use soulava_testkit::{TestClock, db_with};

use crate::{SCHEMA, Unit, store};

fn add(tx: &Tx, owner: &str, coins: i64) -> Unit<i64> {
    let id = tx.next_id();
    tx.run(sql!("INSERT INTO purses (id, owner, coins) VALUES ($1, $2, $3)"), args![id, owner, coins])?;
    Ok(id)
}

fn owners(db: &Db) -> Vec<String> {
    db.read_blocking::<_, Error>(|tx| tx.all(sql!("SELECT owner FROM purses ORDER BY owner LIMIT 10000"), args![]))
        .expect("purses can be read")
}

#[test]
fn what_was_written_is_read_back_at_once() {
    let db = store();
    let id = db.write_blocking(|tx| add(tx, "Anna", 3)).expect("Anna gets a purse");
    let found = db.read_blocking::<_, Error>(move |tx| {
        tx.one::<(String, i64)>(sql!("SELECT owner, coins FROM purses WHERE id = $1"), args![id])
    });
    assert_eq!(found, Ok(("Anna".to_owned(), 3)));
}

#[test]
fn a_refused_unit_leaves_nothing() {
    let db = store();
    let refused = db.write_blocking::<(), Error>(|tx| {
        add(tx, "Fenna", 1)?;
        Err(Error::NoRow)
    });
    assert_eq!(refused, Err(Error::NoRow));
    assert!(owners(&db).is_empty());
}

#[test]
fn a_panic_fails_its_unit_alone() {
    let db = store();
    let broken = db.write_blocking::<(), Error>(|tx| {
        add(tx, "Fenna", 1)?;
        panic!("a stone in the shoe");
    });
    assert_eq!(broken, Err(Error::Broken("a unit panicked: a stone in the shoe".into())));
    db.write_blocking(|tx| add(tx, "Mette", 1)).expect("the store goes on");
    assert_eq!(owners(&db), ["Mette"]);
}

#[test]
fn a_swallowed_failure_still_fails_the_unit() {
    let db = store();
    db.write_blocking(|tx| add(tx, "Anna", 1)).expect("the first Anna");
    let second = db.write_blocking::<_, Error>(|tx| {
        add(tx, "Jorrit", 1)?;
        let _ = add(tx, "Anna", 2);
        Ok(())
    });
    assert!(matches!(second, Err(Error::Unique(_))), "{second:?}");
    assert_eq!(owners(&db), ["Anna"]);
}

#[test]
fn constraints_have_names() {
    let db = store();
    let id = db.write_blocking(|tx| add(tx, "Anna", 1)).expect("a purse");
    let below = db.write_blocking::<_, Error>(move |tx| {
        tx.run(sql!("UPDATE purses SET coins = coins - $2 WHERE id = $1"), args![id, 2])
    });
    assert!(matches!(below, Err(Error::Check(_))), "{below:?}");
    let orphan = db.write_blocking::<_, Error>(|tx| {
        tx.run(sql!("INSERT INTO notes (id, purse_id) VALUES ($1, $2)"), args![tx.next_id(), 7_i64])
    });
    assert_eq!(orphan, Err(Error::ForeignKey));
}

/// Holds the writers busy until the queue has filled behind them, so that the rest is one batch on SQLite.
fn together<T: Send>(db: &Db, work: Vec<Box<dyn FnOnce(&Db) -> T + Send + '_>>) -> Vec<T> {
    let (go, gate) = (Arc::new(AtomicBool::new(false)), Arc::new(Barrier::new(2)));
    let holder = std::thread::spawn({
        let (db, go, gate) = (db.clone(), go.clone(), gate.clone());
        move || {
            let once = AtomicBool::new(false);
            db.write_blocking::<_, Error>(move |_| {
                if !once.swap(true, Ordering::SeqCst) {
                    gate.wait();
                }
                while !go.load(Ordering::SeqCst) {
                    std::thread::yield_now();
                }
                Ok(())
            })
        }
    });
    gate.wait();
    let count = work.len();
    let asked = Arc::new(AtomicUsize::new(0));
    let results = std::thread::scope(|scope| {
        let running: Vec<_> = work
            .into_iter()
            .map(|one| {
                let asked = asked.clone();
                scope.spawn(move || {
                    asked.fetch_add(1, Ordering::SeqCst);
                    one(db)
                })
            })
            .collect();
        while asked.load(Ordering::SeqCst) < count {
            std::thread::yield_now();
        }
        go.store(true, Ordering::SeqCst);
        running.into_iter().map(|one| one.join().expect("no unit panics outside its guard")).collect()
    });
    // It shares the fate of its batch.
    let _ = holder.join().expect("the holder ends");
    results
}

#[test]
fn one_bad_unit_does_not_hurt_its_batch() {
    let db = store();
    let told = Arc::new(Mutex::new(Vec::new()));
    let heard = told.clone();
    db.on_commit(move |notices| heard.lock().expect("no panic").extend_from_slice(notices));
    let work = (0..60_i64)
        .map(|number| -> Box<dyn FnOnce(&Db) -> bool + Send> {
            Box::new(move |db| {
                let done = db.write_blocking::<_, Error>(move |tx| {
                    add(tx, &format!("{number:02}"), 1)?;
                    tx.announce(Notice { kind: 1, a: number, b: 0 });
                    match number % 6 {
                        1 => Err(Error::NoRow),
                        2 => panic!("the unit number {number}"),
                        3 => add(tx, &format!("{number:02}"), 1).map(drop),
                        _ => Ok(()),
                    }
                });
                done.is_ok()
            })
        })
        .collect();
    let kept = together(&db, work);
    let expected: Vec<i64> = (0..60).filter(|number| ![1, 2, 3].contains(&(number % 6))).collect();
    for (number, kept) in (0..).zip(&kept) {
        assert_eq!(*kept, expected.contains(&number), "unit {number}");
    }
    assert_eq!(owners(&db), expected.iter().map(|number| format!("{number:02}")).collect::<Vec<_>>());
    let mut told: Vec<i64> = told.lock().expect("no panic").iter().map(|notice| notice.a).collect();
    told.sort_unstable();
    assert_eq!(told, expected, "only what was committed is announced, and once");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn a_crowd_of_units_is_the_same_as_one_after_another(
        moves in prop::collection::vec((0_usize..4, 0_usize..4, 0_i64..8, prop::bool::weighted(0.2)), 1..40)
    ) {
        let db = store();
        let ids = db.write_blocking::<_, Error>(|tx| {
            ["Anna", "Fenna", "Mette", "Jorrit"].iter().map(|name| add(tx, name, 10)).collect::<Unit<Vec<i64>>>()
        }).expect("four purses");
        let work = moves.iter().map(|&(from, to, coins, refuse)| -> Box<dyn FnOnce(&Db) -> bool + Send> {
            let (from, to) = (ids[from], ids[to]);
            Box::new(move |db| db.write_blocking::<_, Error>(move |tx| {
                tx.run(sql!("UPDATE purses SET coins = coins - $2 WHERE id = $1"), args![from, coins])?;
                tx.run(sql!("UPDATE purses SET coins = coins + $2 WHERE id = $1"), args![to, coins])?;
                if refuse { Err(Error::NoRow) } else { Ok(()) }
            }).is_ok())
        }).collect();
        let kept = together(&db, work);
        let mut expected = [10_i64; 4];
        for (&(from, to, coins, refuse), kept) in moves.iter().zip(&kept) {
            prop_assert!(!(refuse && *kept));
            if *kept {
                expected[from] -= coins;
                expected[to] += coins;
            }
        }
        let coins = db.read_blocking::<_, Error>(|tx| tx.all::<i64>(sql!("SELECT coins FROM purses ORDER BY id LIMIT 9"), args![]));
        prop_assert_eq!(coins.expect("four purses"), expected.to_vec());
    }
}

#[test]
fn a_hot_purse_under_many_hands_loses_nothing() {
    let db = store();
    let id = db.write_blocking(|tx| add(tx, "Anna", 0)).expect("a purse");
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
                for _ in 0..5 {
                    runtime
                        .block_on(db.write_keyed::<_, Error>(&[Key(1, id)], move |tx| {
                            let coins: i64 = tx.one(sql!("SELECT coins FROM purses WHERE id = $1"), args![id])?;
                            tx.run(sql!("UPDATE purses SET coins = $2 WHERE id = $1"), args![id, coins + 1])
                        }))
                        .expect("a keyed unit is done in the end");
                }
            });
        }
    });
    let coins =
        db.read_blocking::<i64, Error>(move |tx| tx.one(sql!("SELECT coins FROM purses WHERE id = $1"), args![id]));
    assert_eq!(coins, Ok(80));
}

#[test]
fn the_observers_hear_before_the_writer_is_answered() {
    let db = store();
    let told = Arc::new(AtomicUsize::new(0));
    let heard = told.clone();
    db.on_commit(|_| panic!("an observer with a bad day"));
    db.on_commit(move |notices| {
        heard.fetch_add(notices.len(), Ordering::SeqCst);
    });
    db.write_blocking::<_, Error>(|tx| {
        tx.announce(Notice { kind: 1, a: 1, b: 2 });
        Ok(())
    })
    .expect("an announcement alone is a unit");
    assert_eq!(told.load(Ordering::SeqCst), 1);
}

#[test]
fn a_full_queue_refuses_at_once() {
    let db = db_with(SCHEMA, TestClock::new(), |options| {
        options.queue_units = 4;
        options.connections = 1;
    });
    let refused = AtomicUsize::new(0);
    let work = (0..40)
        .map(|number| -> Box<dyn FnOnce(&Db) + Send + '_> {
            let refused = &refused;
            Box::new(move |db| {
                if db.write_blocking(move |tx| add(tx, &format!("{number}"), 1)) == Err(Error::Overloaded) {
                    refused.fetch_add(1, Ordering::SeqCst);
                }
            })
        })
        .collect();
    together(&db, work);
    let refused = refused.load(Ordering::SeqCst);
    assert!(refused > 0, "forty units do not fit where four may wait");
    assert_eq!(owners(&db).len(), 40 - refused);
    assert_eq!(db.numbers().overloads, refused as u64);
}

#[test]
fn a_full_disk_is_said_and_overcome() {
    if crate::on_postgres() {
        return; // its disk is not ours to fill
    }
    let db = store();
    db.write_blocking(|tx| add(tx, "Anna", 1)).expect("there is room");
    let room = |pages: &'static str| -> &'static soulava_store::Statement {
        if pages == "none" { sql!("PRAGMA max_page_count = 1") } else { sql!("PRAGMA max_page_count = 1000000") }
    };
    db.read_blocking::<_, Error>(|_| Ok(())).expect("reading is fine");
    db.write_blocking::<_, Error>(move |tx| tx.opt::<i64>(room("none"), args![])).expect("the disk is full now");
    let work = (0..20)
        .map(|number| -> Box<dyn FnOnce(&Db) -> Unit<i64> + Send> {
            Box::new(move |db| db.write_blocking(move |tx| add(tx, &format!("{number}-{}", "long ".repeat(20_000)), 1)))
        })
        .collect();
    for outcome in together(&db, work) {
        assert_eq!(outcome, Err(Error::Full));
    }
    assert!(!db.is_poisoned(), "nothing was promised that is not kept");
    assert_eq!(owners(&db), ["Anna"]);
    db.write_blocking::<_, Error>(move |tx| tx.opt::<i64>(room("much"), args![])).expect("somebody made room");
    db.write_blocking(|tx| add(tx, "Mette", 1)).expect("writing goes on");
}

#[test]
fn a_closed_store_says_so() {
    let db = store();
    db.close();
    assert!(db.write_blocking(|tx| add(tx, "Anna", 1)).is_err());
    assert!(db.read_blocking::<i64, Error>(|tx| tx.one(sql!("SELECT COUNT(*) FROM purses"), args![])).is_err());
}
