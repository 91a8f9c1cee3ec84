//! The statements about sessions.

use soulava_store::{args, record, sql};

use crate::{AccountId, Result, SessionId, Tx};

#[expect(clippy::too_many_arguments, reason = "one value for each column")]
pub(super) fn insert(
    tx: &Tx,
    id: SessionId,
    hash: &[u8; 32],
    csrf: &[u8; 32],
    account: AccountId,
    agent: &str,
    now: i64,
    expires: i64,
) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO sessions (id, token_hash, csrf, account_id, user_agent, created_at, used_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $6, $7)"
        ),
        args![id, &hash[..], &csrf[..], account, agent, now, expires],
    )?;
    Ok(())
}

pub(super) fn keep_newest(tx: &Tx, account: AccountId, most: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "DELETE FROM sessions
             WHERE account_id = $1
               AND id NOT IN (SELECT id FROM sessions WHERE account_id = $1 ORDER BY id DESC LIMIT $2)"
        ),
        args![account, most],
    )?)
}

record! {
    pub(super) struct SessionRow {
        pub id: SessionId,
        pub csrf: Vec<u8>,
        pub account: AccountId,
        pub used_at: i64,
        pub expires_at: i64,
        pub state: String,
        pub role: String,
        pub locale: String,
        pub theme: String,
    }
}

pub(super) fn find(tx: &Tx, hash: &[u8; 32]) -> Result<Option<SessionRow>> {
    Ok(tx.opt(
        sql!(
            "SELECT s.id, s.csrf, s.account_id, s.used_at, s.expires_at, a.state, l.role, l.locale, l.theme
             FROM sessions s
             JOIN accounts a ON a.id = s.account_id
             JOIN logins l ON l.account_id = s.account_id
             WHERE s.token_hash = $1"
        ),
        args![&hash[..]],
    )?)
}

pub(super) fn touch(tx: &Tx, id: SessionId, now: i64) -> Result<u64> {
    Ok(tx.run(sql!("UPDATE sessions SET used_at = $2 WHERE id = $1"), args![id, now])?)
}

pub(super) fn delete(tx: &Tx, account: AccountId, id: SessionId) -> Result<u64> {
    Ok(tx.run(sql!("DELETE FROM sessions WHERE id = $2 AND account_id = $1"), args![account, id])?)
}

pub(super) fn delete_others(tx: &Tx, account: AccountId, keep: SessionId) -> Result<u64> {
    Ok(tx.run(sql!("DELETE FROM sessions WHERE account_id = $1 AND id <> $2"), args![account, keep])?)
}

pub(super) fn list(tx: &Tx, account: AccountId, now: i64) -> Result<Vec<(SessionId, String, i64, i64)>> {
    Ok(tx.all(
        sql!(
            "SELECT id, user_agent, created_at, used_at
             FROM sessions
             WHERE account_id = $1 AND expires_at > $2
             ORDER BY used_at DESC, id DESC
             LIMIT 20"
        ),
        args![account, now],
    )?)
}

pub(super) fn delete_over(tx: &Tx, now: i64, idle_since: i64, most: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "DELETE FROM sessions
             WHERE id IN (SELECT id FROM sessions WHERE expires_at <= $1 OR used_at <= $2 ORDER BY +id LIMIT $3)"
        ),
        args![now, idle_since, most],
    )?)
}
