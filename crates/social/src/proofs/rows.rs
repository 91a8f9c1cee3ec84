//! The statements about proofs.

use soulava_store::{args, record, sql};

use crate::{AccountId, Result, Tx};

pub(super) fn insert(
    tx: &Tx,
    hash: &[u8; 32],
    purpose: &str,
    account: Option<AccountId>,
    email: &str,
    now: i64,
    expires: i64,
) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO proofs (token_hash, purpose, account_id, email, created_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6)"
        ),
        args![&hash[..], purpose, account, email, now, expires],
    )?;
    Ok(())
}

record! {
    pub(super) struct ProofRow {
        pub account: Option<AccountId>,
        pub email: String,
        pub expires_at: i64,
        pub used_at: Option<i64>,
    }
}

pub(super) fn find(tx: &Tx, hash: &[u8; 32], purpose: &str) -> Result<Option<ProofRow>> {
    Ok(tx.opt(
        sql!("SELECT account_id, email, expires_at, used_at FROM proofs WHERE token_hash = $1 AND purpose = $2"),
        args![&hash[..], purpose],
    )?)
}

pub(super) fn use_up(tx: &Tx, hash: &[u8; 32], now: i64) -> Result<u64> {
    Ok(tx.run(sql!("UPDATE proofs SET used_at = $2 WHERE token_hash = $1"), args![&hash[..], now])?)
}

pub(super) fn delete_purpose(tx: &Tx, purpose: &str) -> Result<u64> {
    Ok(tx.run(sql!("DELETE FROM proofs WHERE purpose = $1"), args![purpose])?)
}

pub(super) fn delete_of(tx: &Tx, account: AccountId) -> Result<u64> {
    Ok(tx.run(sql!("DELETE FROM proofs WHERE account_id = $1"), args![account])?)
}

pub(super) fn delete_over(tx: &Tx, now: i64, most: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "DELETE FROM proofs
             WHERE token_hash IN (SELECT token_hash FROM proofs WHERE expires_at <= $1 ORDER BY expires_at, token_hash LIMIT $2)"
        ),
        args![now, most],
    )?)
}
