//! What the store costs: an inline read beside a static call, and group commit beside one commit each.
//!
//! `cargo bench -p soulava-store`; with `TEST_POSTGRES` on PostgreSQL. The figures to compare are the ratios.

use std::hint::black_box;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use soulava_store::{Db, Error, Migration, args, sql};
use soulava_testkit::{TestClock, db_with};

const SCHEMA: &[Migration] = &[Migration {
    number: 1,
    name: "bench",
    sql: "CREATE TABLE posts (id BIGINT PRIMARY KEY, author BIGINT NOT NULL, text TEXT NOT NULL);
          CREATE INDEX posts_by_author ON posts (author, id);",
}];

fn main() {
    // `cargo test --benches` only wants to see that it builds.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let db = db_with(SCHEMA, TestClock::new(), |options| options.cache_bytes = 64 << 20);
    fill(&db, 50_000);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_time().build().expect("a runtime");

    let call = nanoseconds(2_000_000, |number| drop(black_box(stood_for(number))));
    println!("static call                 {call:>10.0} ns");
    let point = runtime.block_on(reads(&db, 100_000, false));
    println!("point read, inline          {point:>10.0} ns   {:>8.0} x the static call", point / call);
    let page = runtime.block_on(reads(&db, 20_000, true));
    println!("20 ids by author, inline    {page:>10.0} ns   {:>8.1} x the point read", page / point);

    let mut alone = 0.0;
    for clients in [1, 64, 256, 1024] {
        let before = db.numbers();
        let rate = runtime.block_on(writes(&db, clients, Duration::from_secs(2)));
        let after = db.numbers();
        if clients == 1 {
            alone = rate;
        }
        let grouped = (after.units - before.units) as f64 / (after.commits - before.commits).max(1) as f64;
        println!(
            "durable writes, {clients:>4} clients {rate:>9.0} /s   {:>8.1} x one client   {grouped:.1} units per commit",
            rate / alone
        );
    }
}

fn fill(db: &Db, count: i64) {
    for first in (0..count).step_by(500) {
        db.write_blocking::<_, Error>(move |tx| {
            let ids: Vec<i64> = (first..first + 500).collect();
            tx.run(
                sql!("INSERT INTO posts (id, author, text) SELECT x, x % 2000, $2 FROM unnest($1::bigint[]) AS t(x)"),
                args![ids, "Tak for hjælpen med sofaen, den vejede mere end vi troede."],
            )
        })
        .expect("the data can be filled in");
    }
}

#[inline(never)]
fn stood_for(number: i64) -> String {
    format!("Tak nummer {number}")
}

fn nanoseconds(count: i64, mut work: impl FnMut(i64)) -> f64 {
    let started = Instant::now();
    (0..count).for_each(&mut work);
    started.elapsed().as_nanos() as f64 / count as f64
}

async fn reads(db: &Db, count: i64, page: bool) -> f64 {
    let started = Instant::now();
    for number in 0..count {
        let key = number * 7919 % 50_000;
        if page {
            let ids = db.read::<Vec<i64>, Error>(move |tx| {
                tx.all(sql!("SELECT id FROM posts WHERE author = $1 ORDER BY id DESC LIMIT 20"), args![key % 2000])
            });
            black_box(ids.await.expect("a page"));
        } else {
            let text =
                db.read::<String, Error>(move |tx| tx.one(sql!("SELECT text FROM posts WHERE id = $1"), args![key]));
            black_box(text.await.expect("a post"));
        }
    }
    started.elapsed().as_nanos() as f64 / count as f64
}

/// Durable writes a second with so many clients, each waiting for its answer.
async fn writes(db: &Db, clients: usize, time: Duration) -> f64 {
    static STOP: AtomicBool = AtomicBool::new(false);
    static DONE: AtomicU64 = AtomicU64::new(0);
    STOP.store(false, Ordering::SeqCst);
    DONE.store(0, Ordering::SeqCst);
    let started = Instant::now();
    let running: Vec<_> = (0..clients)
        .map(|client| {
            let db = db.clone();
            tokio::spawn(async move {
                while !STOP.load(Ordering::Relaxed) {
                    db.write::<_, Error>(move |tx| {
                        tx.run(
                            sql!("INSERT INTO posts (id, author, text) VALUES ($1, $2, $3)"),
                            args![tx.next_id(), client as i64, "Tak for kaffe"],
                        )
                    })
                    .await
                    .expect("a write");
                    DONE.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    tokio::time::sleep(time).await;
    STOP.store(true, Ordering::SeqCst);
    for one in running {
        one.await.expect("a client ends");
    }
    DONE.load(Ordering::SeqCst) as f64 / started.elapsed().as_secs_f64()
}
