//! The SQL of what a square lived through.

use soulava_store::{args, sql};

use crate::{AccountId, PostId, Result, Tx};

/// What happened behind an id, in order: (id, what it is).
pub(super) fn happened(tx: &Tx, after: i64, limit: i64) -> Result<Vec<(i64, String)>> {
    Ok(tx.all(
        sql!(
            "SELECT id, what FROM (
               SELECT * FROM (SELECT p.id, 'post' AS what FROM posts p WHERE p.id > $1 AND p.boost_of_id IS NULL ORDER BY p.id LIMIT $2) a
               UNION ALL SELECT * FROM (SELECT g.id, 'gift' FROM gifts g WHERE g.id > $1 ORDER BY g.id LIMIT $2) b
               UNION ALL SELECT * FROM (SELECT u.id, 'use' FROM uses u WHERE u.id > $1 ORDER BY u.id LIMIT $2) c
               UNION ALL SELECT * FROM (SELECT i.id, 'invitation' FROM invitations i WHERE i.id > $1 ORDER BY i.id LIMIT $2) d
               UNION ALL SELECT * FROM (SELECT h.id, 'let_in' FROM host_log h WHERE h.id > $1 ORDER BY h.id LIMIT $2) e
             ) x ORDER BY id LIMIT $2"
        ),
        args![after, limit],
    )?)
}

pub(super) fn use_of(tx: &Tx, id: i64) -> Result<Option<(AccountId, PostId, i64)>> {
    Ok(tx.opt(sql!("SELECT account_id, post_id, at FROM uses WHERE id = $1"), args![id])?)
}

pub(super) fn invitation_of(tx: &Tx, id: i64) -> Result<Option<(AccountId, AccountId, i64)>> {
    Ok(tx.opt(
        sql!(
            "SELECT inviter_id, accepted_by, accepted_at FROM invitations
             WHERE id = $1 AND accepted_by IS NOT NULL AND accepted_at IS NOT NULL"
        ),
        args![id],
    )?)
}

pub(super) fn let_in_of(tx: &Tx, id: i64) -> Result<Option<(AccountId, i64, i64)>> {
    Ok(tx.opt(
        sql!(
            "SELECT actor_id, target_id, at FROM host_log
             WHERE id = $1 AND verb = 'approve' AND actor_id IS NOT NULL AND target_id IS NOT NULL"
        ),
        args![id],
    )?)
}
