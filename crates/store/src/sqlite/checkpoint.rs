//! The thread that moves the log into the file, so that no commit pays for it.

use std::path::Path;

use crossbeam_channel::Receiver;
use rusqlite::Connection;

/// A checkpoint is due each 8 MB of log.
pub(super) const DUE_PAGES: i64 = (8 << 20) / 4096;
/// Past 256 MB the log is cut; writers wait meanwhile.
const CUT_PAGES: i64 = (256 << 20) / 4096;

pub(super) fn run(path: &Path, due: &Receiver<()>) {
    let mut connection = None;
    while due.recv().is_ok() {
        if connection.is_none() {
            connection = super::connect::writer(path, 256).ok();
        }
        if let Some(connection) = &connection
            && let Err(error) = checkpoint(connection)
        {
            tracing::warn!(%error, "a checkpoint failed; the next one tries again");
        }
    }
}

fn checkpoint(connection: &Connection) -> rusqlite::Result<()> {
    let pages = |mode: &str| {
        connection.query_row(&format!("PRAGMA wal_checkpoint({mode})"), [], |row| {
            Ok((row.get::<_, i64>(1)?, row.get::<_, i64>(2)?))
        })
    };
    let (log, moved) = pages("PASSIVE")?;
    metrics::gauge!("soulava_store_wal_bytes").set((log * 4096) as f64);
    if log > CUT_PAGES {
        tracing::warn!(log, moved, "the write-ahead log grew past 256 MB: a read holds it back, or the disk is slow");
        pages("TRUNCATE")?;
    }
    Ok(())
}
