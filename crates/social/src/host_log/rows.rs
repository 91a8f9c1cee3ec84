//! The statements about the host's log.

use soulava_store::{args, sql};

use crate::{AccountId, Result, Tx};

pub(super) fn insert(
    tx: &Tx,
    id: i64,
    actor: AccountId,
    verb: &str,
    target: Option<AccountId>,
    reason: &str,
    at: i64,
) -> Result<()> {
    tx.run(
        sql!("INSERT INTO host_log (id, actor_id, verb, target_id, reason, at) VALUES ($1, $2, $3, $4, $5, $6)"),
        args![id, actor, verb, target, reason, at],
    )?;
    Ok(())
}

type Entry = (i64, Option<AccountId>, String, Option<AccountId>, String, i64);

pub(super) fn list(tx: &Tx, below: i64, above: i64, limit: i64) -> Result<Vec<Entry>> {
    Ok(tx.all(
        sql!(
            "SELECT id, actor_id, verb, target_id, reason, at
             FROM host_log
             WHERE id < $1 AND id > $2
             ORDER BY id DESC
             LIMIT $3"
        ),
        args![below, above, limit],
    )?)
}
