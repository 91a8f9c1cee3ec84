//! The statements about jobs.

use soulava_store::{args, sql};

use crate::{JobId, Result, Tx};

pub(super) fn insert(tx: &Tx, id: JobId, kind: &str, payload: &str, lane: &str, run_at: i64, now: i64) -> Result<()> {
    tx.run(
        sql!("INSERT INTO jobs (id, kind, payload, lane, run_at, created_at) VALUES ($1, $2, $3, $4, $5, $6)"),
        args![id, kind, payload, lane, run_at, now],
    )?;
    Ok(())
}

pub(super) fn waits(tx: &Tx, kind: &str) -> Result<bool> {
    let found: Option<JobId> =
        tx.opt(sql!("SELECT id FROM jobs WHERE kind = $1 AND NOT dead ORDER BY id LIMIT 1"), args![kind])?;
    Ok(found.is_some())
}

pub(super) fn claim(tx: &Tx, now: i64, lease_until: i64) -> Result<Option<(JobId, String, i64, i64)>> {
    Ok(tx.opt(
        sql!(
            "UPDATE jobs
             SET lease_until = $2, fence = fence + 1, attempts = attempts + 1
             WHERE id = (SELECT j.id
                         FROM jobs j
                         WHERE j.dead = FALSE AND j.run_at <= $1 AND j.lease_until <= $1
                           AND (j.lane = '' OR NOT EXISTS (SELECT 1 FROM jobs o
                                                           WHERE o.lane = j.lane AND o.lease_until > $1))
                         ORDER BY j.run_at, j.id
                         LIMIT 1)
             RETURNING id, payload, fence, attempts"
        ),
        args![now, lease_until],
    )?)
}

pub(super) fn delete(tx: &Tx, id: JobId, fence: i64) -> Result<u64> {
    Ok(tx.run(sql!("DELETE FROM jobs WHERE id = $1 AND fence = $2"), args![id, fence])?)
}

pub(super) fn fail(tx: &Tx, id: JobId, fence: i64, run_at: i64, error: &str, dead: bool) -> Result<u64> {
    Ok(tx.run(
        sql!("UPDATE jobs SET lease_until = 0, run_at = $3, last_error = $4, dead = $5 WHERE id = $1 AND fence = $2"),
        args![id, fence, run_at, error, dead],
    )?)
}

pub(super) fn again(tx: &Tx, id: JobId, fence: i64, now: i64) -> Result<u64> {
    Ok(tx.run(
        sql!("UPDATE jobs SET lease_until = 0, run_at = $3, attempts = 0 WHERE id = $1 AND fence = $2"),
        args![id, fence, now],
    )?)
}

pub(super) fn count(tx: &Tx, dead: bool) -> Result<i64> {
    Ok(tx.one(sql!("SELECT COUNT(*) FROM jobs WHERE dead = $1"), args![dead])?)
}

type FailedRow = (JobId, String, i64, String, bool);

pub(super) fn failed(tx: &Tx) -> Result<Vec<FailedRow>> {
    Ok(tx.all(
        sql!(
            "SELECT id, kind, attempts, last_error, dead
             FROM jobs
             WHERE last_error <> ''
             ORDER BY id DESC
             LIMIT 100 /* scan: the jobs that are left are few, and the host asks seldom */"
        ),
        args![],
    )?)
}

pub(super) fn sweep_keys(tx: &Tx, before: i64, most: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "DELETE FROM idempotency_keys
             WHERE (account_id, verb, key) IN (SELECT account_id, verb, key FROM idempotency_keys
                                               WHERE verb = 'post' AND at < $1
                                               ORDER BY at, account_id, verb, key LIMIT $2)"
        ),
        args![before, most],
    )?)
}
