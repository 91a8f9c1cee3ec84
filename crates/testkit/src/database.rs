//! A fresh database with the whole schema, in about a millisecond.
//!
//! With `TEST_POSTGRES` (the URL of a superuser's database) the same tests run on PostgreSQL.

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;

use soulava_store::{Db, Migration, Options, Target, maintenance};

use crate::TestClock;

/// A database that is gone when the test is over, and its clock.
pub struct TestDb {
    db: Db,
    /// The database's clock; moved by the test alone.
    pub clock: TestClock,
    /// A folder for media and other files of the test; on SQLite the data file is in it.
    pub folder: tempfile::TempDir,
    /// Where the data is, to open it again or to hand it to another process.
    pub target: Target,
    dropped_by: Option<(String, String)>,
}

impl Deref for TestDb {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.db
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        let db = self.db.clone();
        aside(move || db.close());
        if let Some((server, name)) = &self.dropped_by {
            let _ = aside(|| maintenance::ask(server, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")));
        }
    }
}

/// Runs on a thread of its own, so that a test inside a runtime may wait for PostgreSQL.
fn aside<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| scope.spawn(work).join().expect("the work of a test's database ends"))
}

/// The URL of the PostgreSQL server that tests should use, when they should.
pub fn postgres() -> Option<String> {
    std::env::var("TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

/// A database with the schema of the square.
pub fn db() -> TestDb {
    db_at(TestClock::new())
}

/// The same, with a clock the test has already.
pub fn db_at(clock: TestClock) -> TestDb {
    db_of(soulava_social::migrations::ALL, clock)
}

/// A database with another schema, for the store's own tests.
pub fn db_of(migrations: &'static [Migration], clock: TestClock) -> TestDb {
    db_with(migrations, clock, |_| ())
}

/// The same, with some of its options changed.
pub fn db_with(migrations: &'static [Migration], clock: TestClock, change: impl FnOnce(&mut Options)) -> TestDb {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (target, dropped_by) = match postgres() {
        None => {
            let file = folder.path().join("soulava.sqlite");
            std::fs::copy(sqlite_template(migrations), &file).expect("the template can be copied");
            (Target::Sqlite(file), None)
        }
        Some(server) => {
            let name = format!("soulava_test_{}", unique());
            aside(|| {
                let template = postgres_template(&server, migrations);
                maintenance::ask(&server, &format!("CREATE DATABASE {name} TEMPLATE {template}"))
            })
            .expect("a database can be made from the template");
            (Target::Postgres(beside(&server, &name)), Some((server, name)))
        }
    };
    let mut options = options(target.clone(), migrations, &clock);
    change(&mut options);
    let db = aside(|| Db::open(options)).expect("a fresh database opens");
    TestDb { db, clock, folder, target, dropped_by }
}

/// Small sizes: a test has few readers and little data.
fn options(target: Target, migrations: &'static [Migration], clock: &TestClock) -> Options {
    let mut options = Options::new(target, migrations);
    options.clock = Arc::new(clock.clone());
    options.cache_bytes = 8 << 20;
    options.connections = 2;
    options.heavy_readers = 1;
    options.unsafe_allow_volatile = true;
    options
}

/// A migrated data file, made once per schema and shared by all test processes.
fn sqlite_template(migrations: &'static [Migration]) -> PathBuf {
    let file = std::env::temp_dir().join(format!("soulava-template-{}.sqlite", fingerprint(migrations)));
    if !file.exists() {
        let folder = tempfile::tempdir_in(std::env::temp_dir()).expect("a temporary folder");
        let fresh = folder.path().join("fresh.sqlite");
        migrate(Target::Sqlite(fresh.clone()), migrations);
        // Two processes may come here at once: each renames a whole file.
        std::fs::rename(fresh, &file).expect("the template can be put in its place");
    }
    file
}

/// A migrated database, made once per schema and server.
fn postgres_template(server: &str, migrations: &'static [Migration]) -> String {
    let name = format!("soulava_template_{}", fingerprint(migrations));
    let known = format!("SELECT datname FROM pg_database WHERE datname = '{name}'");
    if maintenance::ask(server, &known).expect("the server answers").is_none() {
        let fresh = format!("soulava_fresh_{}", unique());
        let ask = |words: String| maintenance::ask(server, &words);
        ask(format!("CREATE DATABASE {fresh} TEMPLATE template0 ENCODING 'UTF8'")).expect("a database can be made");
        migrate(Target::Postgres(beside(server, &fresh)), migrations);
        // Two processes may come here at once: one of them gives its database the name.
        if ask(format!("ALTER DATABASE {fresh} RENAME TO {name}")).is_err() {
            let _ = ask(format!("DROP DATABASE IF EXISTS {fresh} WITH (FORCE)"));
        }
    }
    name
}

fn migrate(target: Target, migrations: &'static [Migration]) {
    Db::open(options(target, migrations, &TestClock::new())).expect("the migrations run").close();
}

/// The URL of another database on the same server.
fn beside(server: &str, name: &str) -> String {
    let (front, parameters) = server.split_once('?').map_or((server, String::new()), |(a, b)| (a, format!("?{b}")));
    let (front, _) = front.rsplit_once('/').expect("TEST_POSTGRES ends with /DATABASE");
    format!("{front}/{name}{parameters}")
}

/// A name nobody else uses.
fn unique() -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("it is after 1970");
    format!("{}_{}_{}", std::process::id(), since.as_nanos(), COUNT.fetch_add(1, Ordering::Relaxed))
}

/// A short name for a schema.
fn fingerprint(migrations: &[Migration]) -> String {
    let sums: String = migrations.iter().map(Migration::checksum).collect();
    Migration { number: 0, name: "", sql: Box::leak(sums.into_boxed_str()) }.checksum()[..16].to_owned()
}
