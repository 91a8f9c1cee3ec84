//! The SQL of suggestions.

use soulava_store::{args, sql};

use crate::{AccountId, Result, Tx};

/// Of these people those whom somebody neither follows, nor blocks or mutes, nor has said they do not want suggested; and
/// who are here and may be suggested. In the order asked for.
pub(super) fn may_be_suggested(tx: &Tx, me: AccountId, people: &[i64], limit: i64) -> Result<Vec<AccountId>> {
    Ok(tx.all(
        sql!(
            "SELECT a.id FROM unnest($2::bigint[]) WITH ORDINALITY AS k(id, n)
             CROSS JOIN accounts a
             WHERE a.id = k.id AND a.state = 'active' AND a.discoverable = TRUE
               AND NOT EXISTS (SELECT 1 FROM follows f WHERE f.follower_id = $1 AND f.followee_id = a.id)
               AND NOT EXISTS (SELECT 1 FROM mutes m WHERE m.account_id = $1 AND m.target_id = a.id)
               AND NOT EXISTS (SELECT 1 FROM suggestions_hidden s WHERE s.account_id = $1 AND s.target_id = a.id)
             ORDER BY k.n, a.id LIMIT $3"
        ),
        args![me, people, limit],
    )?)
}

pub(super) fn hide_suggestion(tx: &Tx, me: AccountId, target: AccountId) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO suggestions_hidden (account_id, target_id, at) SELECT $1, a.id, $3 FROM accounts a WHERE a.id = $2
             ON CONFLICT (account_id, target_id) DO NOTHING"
        ),
        args![me, target, tx.now()],
    )?;
    Ok(())
}

pub(in crate::ties) fn erase_suggestions(tx: &Tx, me: AccountId, limit: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "DELETE FROM suggestions_hidden WHERE account_id = $1
             AND target_id IN (SELECT target_id FROM suggestions_hidden WHERE account_id = $1 ORDER BY target_id LIMIT $2)"
        ),
        args![me, limit],
    )?)
}

pub(in crate::ties) fn erase_suggestions_of(tx: &Tx, target: AccountId, limit: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "DELETE FROM suggestions_hidden WHERE target_id = $1
             AND account_id IN (SELECT account_id FROM suggestions_hidden WHERE target_id = $1 ORDER BY account_id LIMIT $2)"
        ),
        args![target, limit],
    )?)
}
