//! A fresh database with the whole schema, in about a millisecond.
//!
//! With `TEST_POSTGRES` (the URL of a superuser's database) the same tests run on PostgreSQL.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use soulava_store::{Db, Migration, Options, Target};

use crate::TestClock;

/// A database that is gone when the test is over, and its clock.
pub struct TestDb {
    db: Db,
    /// The database's clock; moved by the test alone.
    pub clock: TestClock,
    /// The folder of the data file, for media and other files of the test.
    pub folder: tempfile::TempDir,
}

impl Deref for TestDb {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.db
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        self.db.close();
    }
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
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("soulava.sqlite");
    std::fs::copy(template(migrations), &file).expect("the template can be copied");
    let mut options = Options::new(Target::Sqlite(file), migrations);
    options.clock = Arc::new(clock.clone());
    options.cache_bytes = 8 << 20;
    let db = Db::open(options).expect("a fresh database opens");
    TestDb { db, clock, folder }
}

/// A migrated data file, made once per schema and shared by all test processes.
fn template(migrations: &'static [Migration]) -> PathBuf {
    let file = std::env::temp_dir().join(format!("soulava-template-{}.sqlite", fingerprint(migrations)));
    if !file.exists() {
        make_template(&file, migrations);
    }
    file
}

fn make_template(file: &Path, migrations: &'static [Migration]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let fresh = folder.path().join("fresh.sqlite");
    let mut options = Options::new(Target::Sqlite(fresh.clone()), migrations);
    options.clock = Arc::new(TestClock::new());
    Db::open(options).expect("the migrations run").close();
    // Two processes may come here at once: each renames a whole file.
    std::fs::rename(fresh, file).expect("the template can be put in its place");
}

/// A short name for a schema.
fn fingerprint(migrations: &[Migration]) -> String {
    let sums: String = migrations.iter().map(Migration::checksum).collect();
    Migration { number: 0, name: "", sql: Box::leak(sums.into_boxed_str()) }.checksum()[..16].to_owned()
}
