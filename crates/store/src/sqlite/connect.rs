//! Opening: the lock, the pragmas, the schema, a copy.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::statement::broken;
use crate::migrate::{Dialect, TABLE, pending};
use crate::{Error, Migration, Options, Result};

/// The first release without the race that could lose a WAL reset.
const OLDEST: i32 = 3_051_003;
/// Enough for every statement of the program, so that none is prepared twice.
const STATEMENTS: usize = 1024;

pub(super) fn check_version() -> Result<()> {
    if rusqlite::version_number() >= OLDEST {
        return Ok(());
    }
    Err(Error::Broken(format!("SQLite {} is too old: 3.51.3 is the oldest that is safe", rusqlite::version())))
}

/// Takes the lock beside the data file; it goes with the process, also when that is killed.
pub(super) fn lock(path: &Path) -> Result<File> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&name)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::Locked(format!("{} is in use by another process", path.display()))),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// How the byte budget of the page caches is shared out.
pub(super) struct Caches {
    pub writer_kib: usize,
    pub reader_kib: usize,
}

impl Caches {
    /// A quarter for the writer, the rest for a reader on every core and the heavy readers.
    pub fn share(options: &Options) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let kib = options.cache_bytes / 1024;
        Self {
            writer_kib: (kib / 4).max(256),
            reader_kib: (kib * 3 / 4 / (cores + options.heavy_readers + 1)).max(256),
        }
    }
}

pub(super) fn writer(path: &Path, cache_kib: usize) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(broken)?;
    common(&connection, cache_kib)?;
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).map_err(broken)?;
    if mode != "wal" {
        return Err(Error::Broken(format!("{} cannot keep a write-ahead log (journal mode {mode})", path.display())));
    }
    connection
        .execute_batch(
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;
             PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 67108864;",
        )
        .map_err(broken)?;
    Ok(connection)
}

pub(super) fn reader(path: &Path, cache_kib: usize) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(broken)?;
    common(&connection, cache_kib)?;
    connection.execute_batch("PRAGMA query_only = ON;").map_err(broken)?;
    Ok(connection)
}

fn common(connection: &Connection, cache_kib: usize) -> Result<()> {
    connection.busy_timeout(Duration::from_millis(5000)).map_err(broken)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection
        .execute_batch(&format!(
            "PRAGMA mmap_size = 0; PRAGMA cache_size = -{cache_kib}; PRAGMA trusted_schema = OFF;
             PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;"
        ))
        .map_err(broken)
}

/// Runs the migrations that are still to do, each in a transaction of its own.
pub(super) fn migrate(connection: &mut Connection, options: &Options) -> Result<()> {
    connection.execute_batch(&format!("{TABLE} STRICT").replace("BIGINT", "INTEGER")).map_err(broken)?;
    for migration in pending(options.migrations, &done(connection)?)? {
        let why = |error: rusqlite::Error| {
            Error::Schema(format!("migration {} ({}): {error}", migration.number, migration.name))
        };
        let transaction = connection.transaction().map_err(why)?;
        for statement in migration.statements(Dialect::Sqlite) {
            transaction.execute_batch(&statement).map_err(why)?;
        }
        transaction
            .execute(
                "INSERT INTO migrations (number, name, checksum, applied_at) VALUES (?1, ?2, ?3, ?4)",
                (migration.number, migration.name, migration.checksum(), options.clock.now_ms()),
            )
            .map_err(why)?;
        transaction.commit().map_err(why)?;
    }
    Ok(())
}

/// The migrations that have run: number, name, checksum.
fn done(connection: &Connection) -> Result<Vec<(i64, String, String)>> {
    connection
        .prepare("SELECT number, name, checksum FROM migrations ORDER BY number")
        .and_then(|mut statement| statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect())
        .map_err(broken)
}

/// The largest id in any table, so that new ones are larger also when the clock went back.
pub(super) fn newest_id(connection: &Connection) -> Result<i64> {
    let tables: Vec<String> = connection
        .prepare(
            "SELECT t.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
             WHERE t.type = 'table' AND c.name = 'id' AND c.pk = 1 AND c.type = 'INTEGER' ORDER BY t.name",
        )
        .and_then(|mut statement| statement.query_map([], |row| row.get(0))?.collect())
        .map_err(broken)?;
    let mut newest = 0;
    for table in tables {
        let id: Option<i64> =
            connection.query_row(&format!("SELECT MAX(id) FROM \"{table}\""), [], |row| row.get(0)).map_err(broken)?;
        newest = newest.max(id.unwrap_or(0));
    }
    Ok(newest)
}

/// What is wrong with the file, as SQLite finds it by reading all of it; empty when nothing is.
pub(super) fn faults(path: &Path) -> Result<Vec<String>> {
    let connection = reader(path, 8192)?;
    let mut found = lines(&connection, "PRAGMA integrity_check(100)")?;
    found.retain(|line| line != "ok");
    let orphans: i64 =
        connection.query_row("SELECT COUNT(*) FROM pragma_foreign_key_check", [], |row| row.get(0)).map_err(broken)?;
    if orphans > 0 {
        found.push(format!("{orphans} rows refer to rows that are not there"));
    }
    Ok(found)
}

/// A quicker look, after the last process was killed.
pub(super) fn quick_faults(connection: &Connection) -> Result<Vec<String>> {
    let mut found = lines(connection, "PRAGMA quick_check(10)")?;
    found.retain(|line| line != "ok");
    Ok(found)
}

/// Whether the last process ended without closing the file: its log still stands beside it.
pub(super) fn was_killed(path: &Path) -> bool {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    std::fs::metadata(Path::new(&name)).is_ok_and(|log| log.len() > 0)
}

fn lines(connection: &Connection, words: &str) -> Result<Vec<String>> {
    connection
        .prepare(words)
        .and_then(|mut statement| statement.query_map([], |row| row.get(0))?.collect())
        .map_err(broken)
}

/// Puts a copy where a square will look for its data: checked, whole, and never over another.
pub(super) fn restore(from: &Path, to: &Path, migrations: &'static [Migration]) -> Result<()> {
    let _lock = lock(to)?;
    if to.exists() {
        return Err(Error::Broken(format!("{} is there already; move it away first", to.display())));
    }
    if !from.is_file() {
        return Err(Error::Broken(format!("{} is not a file", from.display())));
    }
    pending(migrations, &done(&reader(from, 2048)?)?)?;
    let beside = |ending: &str| {
        let mut name = to.as_os_str().to_owned();
        name.push(ending);
        std::path::PathBuf::from(name)
    };
    // A log of a file that is gone would be played into this one.
    for stale in ["-wal", "-shm", ".part"] {
        let _ = std::fs::remove_file(beside(stale));
    }
    let part = beside(".part");
    let copied = copy_checked(from, &part);
    for left in [".part-wal", ".part-shm"] {
        let _ = std::fs::remove_file(beside(left));
    }
    if let Err(error) = copied {
        let _ = std::fs::remove_file(&part);
        return Err(error);
    }
    std::fs::rename(&part, to)?;
    sync_folder(to)
}

fn copy_checked(from: &Path, part: &Path) -> Result<()> {
    std::fs::copy(from, part)?;
    File::open(part)?.sync_all()?;
    match faults(part)?.first() {
        None => Ok(()),
        Some(first) => Err(Error::Broken(format!("{} is damaged: {first}", from.display()))),
    }
}

/// Makes a new name in a folder durable.
fn sync_folder(of: &Path) -> Result<()> {
    if let Some(folder) = of.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// Copies the database as it is now to a new file, whole or not at all.
pub(super) fn backup(path: &Path, to: &Path) -> Result<()> {
    if to.exists() {
        return Err(Error::Broken(format!("{} is there already", to.display())));
    }
    let mut name = to.as_os_str().to_owned();
    name.push(".part");
    let part = Path::new(&name);
    let _ = std::fs::remove_file(part);
    let from = reader(path, 2048)?;
    let mut copy = Connection::open(part).map_err(broken)?;
    copy.execute_batch("PRAGMA synchronous = OFF;").map_err(broken)?;
    // One step holds one snapshot; writers go on beside it.
    rusqlite::backup::Backup::new(&from, &mut copy).and_then(|backup| backup.step(-1)).map_err(broken)?;
    // A file of its own: no log beside it.
    copy.execute_batch("PRAGMA journal_mode = DELETE;").map_err(broken)?;
    drop(copy);
    File::open(part)?.sync_all()?;
    std::fs::rename(part, to)?;
    sync_folder(to)
}
