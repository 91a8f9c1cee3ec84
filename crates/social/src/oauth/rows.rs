//! The statements about apps, codes and tokens.

use soulava_store::{args, record, sql};

use super::{AppView, Scopes};
use crate::{AccountId, AppId, Result, TokenId, Tx};

pub(super) fn insert_app(tx: &Tx, app: &AppView, secret_hash: &[u8; 32], now: i64) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO apps (id, client_id, secret_hash, name, website, redirect_uris, scopes, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        ),
        args![
            app.id,
            app.client_id,
            &secret_hash[..],
            app.name,
            app.website,
            app.redirect_uris.join("\n"),
            app.scopes.to_string(),
            now
        ],
    )?;
    Ok(())
}

record! {
    pub(super) struct AppRow {
        pub id: AppId,
        pub client_id: String,
        pub secret_hash: Vec<u8>,
        pub name: String,
        pub website: String,
        pub redirect_uris: String,
        pub scopes: String,
    }
}

impl AppRow {
    pub(super) fn read(self) -> AppView {
        AppView {
            id: self.id,
            client_id: self.client_id,
            name: self.name,
            website: self.website,
            redirect_uris: self.redirect_uris.lines().map(str::to_owned).collect(),
            scopes: Scopes::stored(&self.scopes),
        }
    }
}

pub(super) fn app_by_client(tx: &Tx, client_id: &str) -> Result<Option<AppRow>> {
    Ok(tx.opt(
        sql!("SELECT id, client_id, secret_hash, name, website, redirect_uris, scopes FROM apps WHERE client_id = $1"),
        args![client_id],
    )?)
}

pub(super) fn app_with_secret(tx: &Tx, client_id: &str) -> Result<Option<(AppView, Vec<u8>)>> {
    Ok(app_by_client(tx, client_id)?.map(|mut row| {
        let hash = std::mem::take(&mut row.secret_hash);
        (row.read(), hash)
    }))
}

pub(super) fn app(tx: &Tx, id: AppId) -> Result<AppRow> {
    Ok(tx.one(
        sql!("SELECT id, client_id, secret_hash, name, website, redirect_uris, scopes FROM apps WHERE id = $1"),
        args![id],
    )?)
}

record! {
    pub(super) struct CodeRow {
        pub app: AppId,
        pub account: AccountId,
        pub stall: Option<AccountId>,
        pub redirect_uri: String,
        pub scopes: String,
        pub challenge: String,
        pub expires_at: i64,
        pub token: Option<TokenId>,
    }
}

pub(super) fn insert_code(tx: &Tx, hash: &[u8; 32], code: &CodeRow, now: i64) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO codes (code_hash, app_id, account_id, stall_id, redirect_uri, scopes, challenge, created_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        ),
        args![&hash[..], code.app, code.account, code.stall, code.redirect_uri, code.scopes, code.challenge, now, code.expires_at],
    )?;
    Ok(())
}

pub(super) fn code(tx: &Tx, hash: &[u8; 32]) -> Result<Option<CodeRow>> {
    Ok(tx.opt(
        sql!(
            "SELECT app_id, account_id, stall_id, redirect_uri, scopes, challenge, expires_at, token_id
             FROM codes
             WHERE code_hash = $1"
        ),
        args![&hash[..]],
    )?)
}

pub(super) fn use_code(tx: &Tx, hash: &[u8; 32], now: i64) -> Result<u64> {
    Ok(tx.run(sql!("UPDATE codes SET used_at = $2 WHERE code_hash = $1 AND used_at IS NULL"), args![&hash[..], now])?)
}

pub(super) fn set_code_token(tx: &Tx, hash: &[u8; 32], token: TokenId) -> Result<u64> {
    Ok(tx.run(sql!("UPDATE codes SET token_id = $2 WHERE code_hash = $1"), args![&hash[..], token])?)
}

pub(super) fn delete_codes(tx: &Tx, account: AccountId) -> Result<u64> {
    Ok(tx.run(sql!("DELETE FROM codes WHERE account_id = $1"), args![account])?)
}

pub(super) fn delete_codes_over(tx: &Tx, before: i64, most: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "DELETE FROM codes
             WHERE code_hash IN (SELECT code_hash FROM codes WHERE expires_at <= $1 ORDER BY expires_at, code_hash LIMIT $2)"
        ),
        args![before, most],
    )?)
}

#[expect(clippy::too_many_arguments, reason = "one value for each column")]
pub(super) fn insert_token(
    tx: &Tx,
    id: TokenId,
    hash: &[u8; 32],
    app: AppId,
    account: Option<AccountId>,
    stall: Option<AccountId>,
    scopes: &str,
    now: i64,
) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO tokens (id, token_hash, app_id, account_id, stall_id, scopes, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)"
        ),
        args![id, &hash[..], app, account, stall, scopes, now],
    )?;
    Ok(())
}

record! {
    pub(super) struct TokenRow {
        pub id: TokenId,
        pub app: AppId,
        pub account: Option<AccountId>,
        pub stall: Option<AccountId>,
        pub scopes: String,
        pub created_at: i64,
        pub used_at: Option<i64>,
        pub revoked_at: Option<i64>,
        pub state: Option<String>,
        pub role: Option<String>,
    }
}

pub(super) fn token(tx: &Tx, hash: &[u8; 32]) -> Result<Option<TokenRow>> {
    Ok(tx.opt(
        sql!(
            "SELECT t.id, t.app_id, t.account_id, t.stall_id, t.scopes, t.created_at, t.used_at, t.revoked_at, a.state, l.role
             FROM tokens t
             LEFT JOIN accounts a ON a.id = t.account_id
             LEFT JOIN logins l ON l.account_id = t.account_id
             WHERE t.token_hash = $1"
        ),
        args![&hash[..]],
    )?)
}

pub(super) fn touch(tx: &Tx, id: TokenId, now: i64) -> Result<u64> {
    Ok(tx.run(sql!("UPDATE tokens SET used_at = $2 WHERE id = $1"), args![id, now])?)
}

pub(super) fn end_token(tx: &Tx, id: TokenId, now: i64) -> Result<u64> {
    Ok(tx.run(sql!("UPDATE tokens SET revoked_at = COALESCE(revoked_at, $2) WHERE id = $1"), args![id, now])?)
}

pub(super) fn end_of_app(tx: &Tx, account: AccountId, app: AppId, now: i64) -> Result<Vec<TokenId>> {
    Ok(tx.all(
        sql!(
            "UPDATE tokens SET revoked_at = $3
             WHERE account_id = $1 AND app_id = $2 AND revoked_at IS NULL
             RETURNING id"
        ),
        args![account, app, now],
    )?)
}

pub(super) fn end_of_account(tx: &Tx, account: AccountId, now: i64) -> Result<Vec<TokenId>> {
    Ok(tx.all(
        sql!("UPDATE tokens SET revoked_at = $2 WHERE account_id = $1 AND revoked_at IS NULL RETURNING id"),
        args![account, now],
    )?)
}

record! {
    pub(super) struct ConnectedRow {
        pub app: AppId,
        pub name: String,
        pub website: String,
        pub scopes: String,
        pub stall: Option<AccountId>,
        pub created_at: i64,
        pub used_at: Option<i64>,
    }
}

pub(super) fn connected(tx: &Tx, account: AccountId) -> Result<Vec<ConnectedRow>> {
    Ok(tx.all(
        sql!(
            "SELECT p.id, p.name, p.website, t.scopes, t.stall_id, t.created_at, t.used_at
             FROM tokens t
             JOIN apps p ON p.id = t.app_id
             WHERE t.account_id = $1 AND t.revoked_at IS NULL
             ORDER BY t.id DESC
             LIMIT 200"
        ),
        args![account],
    )?)
}

pub(super) fn delete_tokens_over(tx: &Tx, before: i64, most: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "DELETE FROM tokens
             WHERE id IN (SELECT id FROM tokens WHERE revoked_at <= $1 ORDER BY revoked_at, id LIMIT $2)"
        ),
        args![before, most],
    )?)
}
