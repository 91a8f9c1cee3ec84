//! The statements about slow limits.

use soulava_store::{args, sql};

use crate::{Result, Tx};

pub(super) fn get(tx: &Tx, bucket: &str, subject: &str) -> Result<Option<(i64, i64)>> {
    Ok(tx.opt(sql!("SELECT opened_at, used FROM limits WHERE bucket = $1 AND subject = $2"), args![bucket, subject])?)
}

pub(super) fn put(tx: &Tx, bucket: &str, subject: &str, opened_at: i64, used: i64) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO limits (bucket, subject, opened_at, used)
             VALUES ($1, $2, $3, $4)
             ON CONFLICT (bucket, subject) DO UPDATE SET opened_at = excluded.opened_at, used = excluded.used"
        ),
        args![bucket, subject, opened_at, used],
    )?;
    Ok(())
}

pub(super) fn delete(tx: &Tx, bucket: &str, subject: &str) -> Result<()> {
    tx.run(sql!("DELETE FROM limits WHERE bucket = $1 AND subject = $2"), args![bucket, subject])?;
    Ok(())
}

pub(super) fn delete_old(tx: &Tx, before: i64, most: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "DELETE FROM limits
             WHERE (bucket, subject) IN (SELECT bucket, subject FROM limits
                                         WHERE opened_at < $1 ORDER BY opened_at, bucket, subject LIMIT $2)"
        ),
        args![before, most],
    )?)
}
