//! The statements about stalls and keepers.

use soulava_store::{args, record, sql};

use super::{KeeperRole, Offer};
use crate::accounts::Keeping;
use crate::{AccountId, Result, TokenId, Tx};

pub(super) fn put(tx: &Tx, stall: AccountId, person: AccountId, role: &str, now: i64) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO keepers (stall_id, account_id, role, since)
             VALUES ($1, $2, $3, $4)
             ON CONFLICT (stall_id, account_id)
             DO UPDATE SET role = excluded.role, since = excluded.since, left_at = NULL"
        ),
        args![stall, person, role, now],
    )?;
    Ok(())
}

pub(super) fn role(tx: &Tx, stall: AccountId, person: AccountId) -> Result<Option<String>> {
    Ok(tx.opt(
        sql!("SELECT role FROM keepers WHERE stall_id = $1 AND account_id = $2 AND left_at IS NULL"),
        args![stall, person],
    )?)
}

pub(super) fn stalls(tx: &Tx) -> Result<Vec<AccountId>> {
    Ok(tx.all(
        sql!("SELECT id FROM accounts WHERE kind = 'stall' AND state = 'active' ORDER BY id LIMIT 500"),
        args![],
    )?)
}

record! {
    pub(super) struct KeepingRow {
        pub account: AccountId,
        pub username: String,
        pub display_name: String,
        pub role: String,
    }
}

impl KeepingRow {
    pub(super) fn shown(self) -> Keeping {
        let display_name = if self.display_name.is_empty() { self.username.clone() } else { self.display_name };
        Keeping { account: self.account, username: self.username, display_name, role: self.role }
    }
}

pub(super) fn keepers(tx: &Tx, stall: AccountId) -> Result<Vec<KeepingRow>> {
    Ok(tx.all(
        sql!(
            "SELECT k.account_id, a.username, a.display_name, k.role
             FROM keepers k
             JOIN accounts a ON a.id = k.account_id
             WHERE k.stall_id = $1 AND k.left_at IS NULL AND a.state = 'active'
             ORDER BY k.since, k.account_id
             LIMIT 50"
        ),
        args![stall],
    )?)
}

pub(super) fn kept_by(tx: &Tx, person: AccountId) -> Result<Vec<KeepingRow>> {
    Ok(tx.all(
        sql!(
            "SELECT k.stall_id, a.username, a.display_name, k.role
             FROM keepers k
             JOIN accounts a ON a.id = k.stall_id
             WHERE k.account_id = $1 AND k.left_at IS NULL AND a.state = 'active'
             ORDER BY k.since, k.stall_id
             LIMIT 50"
        ),
        args![person],
    )?)
}

pub(super) fn leave(tx: &Tx, stall: AccountId, person: AccountId, now: i64) -> Result<u64> {
    Ok(tx.run(
        sql!("UPDATE keepers SET left_at = $3 WHERE stall_id = $1 AND account_id = $2"),
        args![stall, person, now],
    )?)
}

pub(super) fn end_tokens(tx: &Tx, stall: AccountId, person: AccountId, now: i64) -> Result<Vec<TokenId>> {
    Ok(tx.all(
        sql!(
            "UPDATE tokens SET revoked_at = $3
             WHERE stall_id = $1 AND account_id = $2 AND revoked_at IS NULL
             RETURNING id"
        ),
        args![stall, person, now],
    )?)
}

record! {
    pub(super) struct OfferRow {
        pub stall: AccountId,
        pub person: AccountId,
        pub role: String,
        pub by: AccountId,
        pub at: i64,
    }
}

impl OfferRow {
    pub(super) fn read(self) -> Option<Offer> {
        Some(Offer {
            stall: self.stall,
            person: self.person,
            role: KeeperRole::parse(&self.role)?,
            by: self.by,
            at: self.at,
        })
    }
}

pub(super) fn put_offer(
    tx: &Tx,
    stall: AccountId,
    person: AccountId,
    role: &str,
    by: AccountId,
    at: i64,
) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO keeper_offers (stall_id, account_id, role, asked_by, at)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (stall_id, account_id) DO UPDATE SET role = excluded.role, asked_by = excluded.asked_by, at = excluded.at"
        ),
        args![stall, person, role, by, at],
    )?;
    Ok(())
}

pub(super) fn offers_to(tx: &Tx, person: AccountId) -> Result<Vec<OfferRow>> {
    Ok(tx.all(
        sql!(
            "SELECT o.stall_id, o.account_id, o.role, o.asked_by, o.at
             FROM keeper_offers o
             JOIN accounts a ON a.id = o.stall_id
             WHERE o.account_id = $1 AND a.state = 'active'
             ORDER BY o.at, o.stall_id
             LIMIT 50"
        ),
        args![person],
    )?)
}

pub(super) fn offers_of(tx: &Tx, stall: AccountId) -> Result<Vec<OfferRow>> {
    Ok(tx.all(
        sql!(
            "SELECT stall_id, account_id, role, asked_by, at
             FROM keeper_offers
             WHERE stall_id = $1
             ORDER BY at, account_id
             LIMIT 50"
        ),
        args![stall],
    )?)
}

pub(super) fn delete_offer(tx: &Tx, stall: AccountId, person: AccountId) -> Result<u64> {
    Ok(tx.run(sql!("DELETE FROM keeper_offers WHERE stall_id = $1 AND account_id = $2"), args![stall, person])?)
}

record! {
    pub(super) struct KeptRow {
        pub of: AccountId,
        pub account: AccountId,
        pub username: String,
        pub display_name: String,
        pub role: String,
    }
}

impl KeptRow {
    pub(super) fn shown(self) -> (AccountId, Keeping) {
        let Self { of, account, username, display_name, role } = self;
        (of, KeepingRow { account, username, display_name, role }.shown())
    }
}

pub(super) fn keepers_of_all(tx: &Tx, stalls: &[i64]) -> Result<Vec<KeptRow>> {
    Ok(tx.all(
        sql!(
            "SELECT k.stall_id, k.account_id, a.username, a.display_name, k.role
             FROM keepers k
             JOIN accounts a ON a.id = k.account_id
             WHERE k.stall_id = ANY($1) AND k.left_at IS NULL AND a.state = 'active'
             ORDER BY k.since, k.account_id
             LIMIT 500"
        ),
        args![stalls],
    )?)
}

pub(super) fn kept_by_all(tx: &Tx, people: &[i64]) -> Result<Vec<KeptRow>> {
    Ok(tx.all(
        sql!(
            "SELECT k.account_id, k.stall_id, a.username, a.display_name, k.role
             FROM keepers k
             JOIN accounts a ON a.id = k.stall_id
             WHERE k.account_id = ANY($1) AND k.left_at IS NULL AND a.state = 'active'
             ORDER BY k.since, k.stall_id
             LIMIT 500"
        ),
        args![people],
    )?)
}
