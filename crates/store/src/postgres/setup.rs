//! Before the first unit: is this server safe, are we alone, is the schema ours?

use std::sync::Arc;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError};

use super::session::{Purpose, Server, Session};
use crate::db::Shared;
use crate::migrate::{Dialect, TABLE, pending};
use crate::tx::Trouble;
use crate::{Error, Options, Result};

/// The store's own advisory locks. Keys of units are never negative.
const ALONE: i64 = -1;
const MIGRATING: i64 = -2;
/// How long the lock of a server that was killed may outlive it.
const LOCK_WAIT: Duration = Duration::from_secs(3);

impl From<Trouble> for Error {
    fn from(trouble: Trouble) -> Self {
        trouble.error
    }
}

/// Refuses a server that is too old or set up to lose what it has acknowledged.
pub(super) fn check(session: &mut Session, options: &Options) -> Result<()> {
    let mut show = |name: &str| session.ask(&format!("SHOW {name}")).map(Option::unwrap_or_default);
    let version = show("server_version_num")?;
    if version.parse::<u32>().unwrap_or(0) < 150_000 {
        return Err(Error::Broken(format!("PostgreSQL {version} is too old: 15 is the oldest that will do")));
    }
    let encoding = show("server_encoding")?;
    if encoding != "UTF8" {
        return Err(Error::Broken(format!("the database has the encoding {encoding}; it must be UTF8")));
    }
    for name in ["fsync", "full_page_writes", "synchronous_commit"] {
        if show(name)? == "off" && !options.unsafe_allow_volatile {
            return Err(Error::Broken(format!(
                "PostgreSQL has {name} = off and would lose writes it has acknowledged; switch it on"
            )));
        }
    }
    Ok(())
}

/// Takes the lock that only one server may hold. Waits a little: the server may not have seen yet that the last
/// one was killed.
pub(super) fn take_lock(session: &mut Session) -> Result<()> {
    let asked = Instant::now();
    while session.ask(&format!("SELECT pg_try_advisory_lock({ALONE})"))?.as_deref() != Some("t") {
        if asked.elapsed() > LOCK_WAIT {
            return Err(Error::Locked("another server uses this PostgreSQL database".into()));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    // Whoever held it before is dead or cut off: what is left of it must not write beside us.
    session.say(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
         WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()
           AND application_name = current_setting('application_name')",
    )?;
    Ok(())
}

/// Holds the lock until the store is closed. When it is lost to another server, nothing is written any more.
pub(super) fn stay_alone(mut session: Session, server: &Arc<Server>, ended: &Receiver<()>, shared: &Shared) {
    while ended.recv_timeout(Duration::from_secs(2)) == Err(RecvTimeoutError::Timeout) {
        if session.is_alive() {
            continue;
        }
        // This ends our own other connections too; they are opened again.
        if let Ok(mut fresh) = Session::connect(server, Purpose::Owner) {
            match take_lock(&mut fresh) {
                Ok(()) => session = fresh,
                Err(Error::Locked(why)) => shared.poison(&why),
                Err(_) => {}
            }
        }
    }
    // Said aloud, so that the next server need not wait until this connection is seen to be gone.
    let _ = session.say(&format!("SELECT pg_advisory_unlock({ALONE})"));
}

/// Runs the migrations that are still to do, each in a transaction of its own.
pub(super) fn migrate(session: &mut Session, options: &Options) -> Result<()> {
    session.say(&format!("SELECT pg_advisory_lock({MIGRATING})"))?;
    let done = steps(session, options);
    session.say(&format!("SELECT pg_advisory_unlock({MIGRATING})"))?;
    done
}

fn steps(session: &mut Session, options: &Options) -> Result<()> {
    session.say(&TABLE.replace("TEXT", "TEXT COLLATE \"C\""))?;
    let done: Vec<(i64, String, String)> = session
        .query("SELECT number, name, checksum FROM migrations ORDER BY number", &[])?
        .iter()
        .map(|row| (row.get(0), row.get(1), row.get(2)))
        .collect();
    for migration in pending(options.migrations, &done)? {
        let mut words = vec!["BEGIN".to_owned()];
        words.extend(migration.statements(Dialect::Postgres));
        words.push(format!(
            "INSERT INTO migrations (number, name, checksum, applied_at) VALUES ({}, '{}', '{}', {})",
            migration.number,
            migration.name.replace('\'', "''"),
            migration.checksum(),
            options.clock.now_ms()
        ));
        words.push("COMMIT".to_owned());
        for word in words {
            if let Err(trouble) = session.say(&word) {
                let _ = session.say("ROLLBACK");
                let (number, name, why) = (migration.number, migration.name, trouble.error);
                return Err(Error::Schema(format!("migration {number} ({name}): {why}")));
            }
        }
    }
    Ok(())
}

/// The largest id in any table, so that new ones are larger also when the clock went back.
pub(super) fn newest_id(session: &mut Session) -> Result<i64> {
    let tables = session.query(
        "SELECT c.relname::text FROM pg_index AS i
         JOIN pg_class AS c ON c.oid = i.indrelid
         JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
         WHERE i.indisprimary AND i.indnkeyatts = 1 AND a.attname = 'id' AND a.atttypid = 'int8'::regtype
           AND c.relnamespace = current_schema()::regnamespace
         ORDER BY c.relname",
        &[],
    )?;
    let mut newest = 0;
    for table in tables {
        let name: String = table.get(0);
        let rows = session.query(&format!("SELECT MAX(id) FROM \"{name}\""), &[])?;
        newest = newest.max(rows.first().and_then(|row| row.get::<_, Option<i64>>(0)).unwrap_or(0));
    }
    Ok(newest)
}
