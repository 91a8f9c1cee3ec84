//! The statements about accounts and logins.

use soulava_store::{args, record, sql};

use crate::standing::Band;
use crate::{AccountId, MediaId, Result, Role, Tx};

record! {
    pub(crate) struct AccountRow {
        pub id: AccountId,
        pub kind: String,
        pub state: String,
        pub username: String,
        pub domain: String,
        pub display_name: String,
        pub note: String,
        pub note_html: String,
        pub fields: String,
        pub locked: bool,
        pub bot: bool,
        pub discoverable: bool,
        pub indexable: bool,
        pub hide_collections: bool,
        pub portrait_seed: i64,
        pub awning: String,
        pub created_at: i64,
        pub changed_at: i64,
        pub avatar_id: Option<MediaId>,
        pub avatar_file: Option<String>,
        pub avatar_preview: Option<String>,
        pub header_id: Option<MediaId>,
        pub header_file: Option<String>,
        pub header_preview: Option<String>,
        pub posts: i64,
        pub followers: i64,
        pub following: i64,
        pub last_post_at: Option<i64>,
        pub role: Option<String>,
        pub band: Option<Band>,
    }
}

pub(crate) fn by_ids(tx: &Tx, ids: &[i64]) -> Result<Vec<AccountRow>> {
    Ok(tx.all(
        sql!(
            "SELECT a.id, a.kind, a.state, a.username, a.domain, a.display_name, a.note, a.note_html, a.fields,
                    a.locked, a.bot, a.discoverable, a.indexable, a.hide_collections, a.portrait_seed, a.awning,
                    a.created_at, a.changed_at, v.id, v.file, v.preview_file, h.id, h.file, h.preview_file,
                    c.posts, c.followers, c.following, c.last_post_at, l.role, b.band
             FROM accounts a
             JOIN account_counters c ON c.account_id = a.id
             LEFT JOIN logins l ON l.account_id = a.id
             LEFT JOIN media v ON v.id = a.avatar_media_id
             LEFT JOIN media h ON h.id = a.header_media_id
             LEFT JOIN standing_bands b ON b.account_id = a.id AND b.shown AND NOT b.hidden AND b.band <> 'none'
             WHERE a.id = ANY($1)
             ORDER BY a.id
             LIMIT 500"
        ),
        args![ids],
    )?)
}

record! {
    pub(crate) struct KeeperRow {
        pub stall: AccountId,
        pub account: AccountId,
        pub username: String,
        pub display_name: String,
        pub role: String,
    }
}

pub(crate) fn keepers_of(tx: &Tx, stalls: &[i64]) -> Result<Vec<KeeperRow>> {
    Ok(tx.all(
        sql!(
            "SELECT k.stall_id, k.account_id, a.username, a.display_name, k.role
             FROM keepers k
             JOIN accounts a ON a.id = k.account_id
             WHERE k.stall_id = ANY($1) AND k.left_at IS NULL AND a.state = 'active'
             ORDER BY k.stall_id, k.since, k.account_id
             LIMIT 2000"
        ),
        args![stalls],
    )?)
}

pub(crate) fn by_name(tx: &Tx, folded: &str, domain: &str) -> Result<Option<AccountId>> {
    Ok(tx.opt(sql!("SELECT id FROM accounts WHERE username_folded = $1 AND domain = $2"), args![folded, domain])?)
}

pub(crate) fn shown_by_name(tx: &Tx, folded: &str, domain: &str) -> Result<Option<AccountId>> {
    Ok(tx.opt(
        sql!(
            "SELECT id
             FROM accounts
             WHERE username_folded = $1 AND domain = $2 AND state IN ('active', 'shadow')"
        ),
        args![folded, domain],
    )?)
}

pub(crate) fn by_usernames(tx: &Tx, folded: &[String]) -> Result<Vec<(AccountId, String, String)>> {
    Ok(tx.all(
        sql!(
            "SELECT id, username_folded, domain
             FROM accounts
             WHERE username_folded = ANY($1)
             ORDER BY id
             LIMIT 500"
        ),
        args![folded],
    )?)
}

pub(crate) fn usernames_here(tx: &Tx, folded: &[String]) -> Result<Vec<String>> {
    Ok(tx.all(
        sql!(
            "SELECT username_folded
             FROM accounts
             WHERE username_folded = ANY($1) AND domain = '' AND state IN ('active', 'shadow')
             ORDER BY id
             LIMIT 500"
        ),
        args![folded],
    )?)
}

pub(crate) fn state(tx: &Tx, id: AccountId) -> Result<Option<(String, String)>> {
    Ok(tx.opt(sql!("SELECT kind, state FROM accounts WHERE id = $1"), args![id])?)
}

pub(crate) fn is_gone_name(tx: &Tx, name_hash: &[u8; 32]) -> Result<bool> {
    let found: Option<i64> =
        tx.opt(sql!("SELECT gone_at FROM gone_names WHERE name_hash = $1"), args![&name_hash[..]])?;
    Ok(found.is_some())
}

pub(crate) fn insert_gone_name(tx: &Tx, name_hash: &[u8; 32], at: i64) -> Result<u64> {
    Ok(tx.run(
        sql!("INSERT INTO gone_names (name_hash, gone_at) VALUES ($1, $2) ON CONFLICT (name_hash) DO NOTHING"),
        args![&name_hash[..], at],
    )?)
}

pub(crate) fn insert(
    tx: &Tx,
    id: AccountId,
    kind: &str,
    state: &str,
    username: &str,
    display_name: &str,
    seed: i64,
) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO accounts (id, kind, state, username, username_folded, display_name, portrait_seed, created_at, changed_at)
             VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $7)"
        ),
        args![id, kind, state, username, display_name, seed, tx.now()],
    )?;
    Ok(())
}

pub(crate) fn insert_counters(tx: &Tx, id: AccountId) -> Result<()> {
    tx.run(sql!("INSERT INTO account_counters (account_id) VALUES ($1)"), args![id])?;
    Ok(())
}

pub(crate) struct NewLogin<'a> {
    pub account: AccountId,
    pub email: &'a str,
    pub email_folded: &'a str,
    pub password_hash: Option<&'a str>,
    pub role: Role,
    pub confirmed_at: Option<i64>,
    pub approved_at: Option<i64>,
    pub reason: &'a str,
    pub invited_by: Option<AccountId>,
    pub locale: &'a str,
}

pub(crate) fn insert_login(tx: &Tx, new: &NewLogin<'_>) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO logins (account_id, email, email_folded, password_hash, role, confirmed_at, approved_at, reason,
                                 invited_by, locale, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        ),
        args![
            new.account,
            new.email,
            new.email_folded,
            new.password_hash,
            new.role.as_str(),
            new.confirmed_at,
            new.approved_at,
            new.reason,
            new.invited_by,
            new.locale,
            tx.now(),
        ],
    )?;
    Ok(())
}

record! {
    pub(crate) struct LoginRow {
        pub account: AccountId,
        pub email: String,
        pub role: String,
        pub confirmed_at: Option<i64>,
        pub approved_at: Option<i64>,
        pub reason: String,
        pub invited_by: Option<AccountId>,
        pub locale: String,
        pub theme: String,
        pub default_visibility: String,
        pub default_sensitive: bool,
        pub default_language: String,
        pub expand_media: String,
        pub expand_spoilers: bool,
        pub created_at: i64,
        pub last_seen_at: Option<i64>,
    }
}

pub(crate) fn login(tx: &Tx, id: AccountId) -> Result<LoginRow> {
    Ok(tx.one(
        sql!(
            "SELECT account_id, email, role, confirmed_at, approved_at, reason, invited_by, locale, theme,
                    default_visibility, default_sensitive, default_language, expand_media, expand_spoilers,
                    created_at, last_seen_at
             FROM logins
             WHERE account_id = $1"
        ),
        args![id],
    )?)
}

pub(crate) fn login_by_email(tx: &Tx, folded: &str) -> Result<Option<AccountId>> {
    Ok(tx.opt(sql!("SELECT account_id FROM logins WHERE email_folded = $1 AND email_folded <> ''"), args![folded])?)
}

pub(crate) fn login_by_name(tx: &Tx, folded: &str) -> Result<Option<AccountId>> {
    Ok(tx.opt(
        sql!(
            "SELECT l.account_id
             FROM accounts a
             JOIN logins l ON l.account_id = a.id
             WHERE a.username_folded = $1 AND a.domain = ''"
        ),
        args![folded],
    )?)
}

pub(crate) fn password_hash(tx: &Tx, id: AccountId) -> Result<Option<Option<String>>> {
    Ok(tx.opt(sql!("SELECT password_hash FROM logins WHERE account_id = $1"), args![id])?)
}

pub(crate) fn set_password(tx: &Tx, id: AccountId, hash: &str) -> Result<u64> {
    Ok(tx.run(sql!("UPDATE logins SET password_hash = $2 WHERE account_id = $1"), args![id, hash])?)
}

pub(crate) fn set_role(tx: &Tx, id: AccountId, role: &str) -> Result<u64> {
    Ok(tx.run(sql!("UPDATE logins SET role = $2 WHERE account_id = $1"), args![id, role])?)
}

pub(crate) fn confirm(tx: &Tx, id: AccountId) -> Result<u64> {
    Ok(tx.run(
        sql!("UPDATE logins SET confirmed_at = COALESCE(confirmed_at, $2) WHERE account_id = $1"),
        args![id, tx.now()],
    )?)
}

pub(crate) fn approve(tx: &Tx, id: AccountId) -> Result<u64> {
    Ok(tx.run(
        sql!("UPDATE logins SET approved_at = COALESCE(approved_at, $2) WHERE account_id = $1"),
        args![id, tx.now()],
    )?)
}

pub(crate) fn set_email(tx: &Tx, id: AccountId, email: &str, folded: &str) -> Result<u64> {
    Ok(tx
        .run(sql!("UPDATE logins SET email = $2, email_folded = $3 WHERE account_id = $1"), args![id, email, folded])?)
}

pub(crate) fn set_state(tx: &Tx, id: AccountId, state: &str, now: i64) -> Result<u64> {
    Ok(tx.run(sql!("UPDATE accounts SET state = $2, changed_at = $3 WHERE id = $1"), args![id, state, now])?)
}

pub(crate) fn touch(tx: &Tx, id: AccountId, now: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "UPDATE accounts SET changed_at = CASE WHEN changed_at < $2 THEN $2 ELSE changed_at + 1 END WHERE id = $1"
        ),
        args![id, now],
    )?)
}

pub(crate) fn seen(tx: &Tx, id: AccountId) -> Result<u64> {
    Ok(tx.run(sql!("UPDATE logins SET last_seen_at = $2 WHERE account_id = $1"), args![id, tx.now()])?)
}

pub(crate) struct PreferencesRow {
    pub account: AccountId,
    pub locale: String,
    pub theme: String,
    pub default_visibility: String,
    pub default_sensitive: bool,
    pub default_language: String,
    pub expand_media: String,
    pub expand_spoilers: bool,
}

pub(crate) fn update_preferences(tx: &Tx, row: &PreferencesRow) -> Result<()> {
    tx.run(
        sql!(
            "UPDATE logins
             SET locale = $2, theme = $3, default_visibility = $4, default_sensitive = $5, default_language = $6,
                 expand_media = $7, expand_spoilers = $8
             WHERE account_id = $1"
        ),
        args![
            row.account,
            row.locale,
            row.theme,
            row.default_visibility,
            row.default_sensitive,
            row.default_language,
            row.expand_media,
            row.expand_spoilers,
        ],
    )?;
    Ok(())
}

pub(crate) struct ProfileRow {
    pub account: AccountId,
    pub display_name: String,
    pub note: String,
    pub note_html: String,
    pub fields: String,
    pub locked: bool,
    pub bot: bool,
    pub discoverable: bool,
    pub indexable: bool,
    pub hide_collections: bool,
    pub avatar: Option<MediaId>,
    pub header: Option<MediaId>,
    pub awning: String,
    pub changed_at: i64,
}

pub(crate) fn update_profile(tx: &Tx, row: &ProfileRow) -> Result<()> {
    tx.run(
        sql!(
            "UPDATE accounts
             SET display_name = $2, note = $3, note_html = $4, fields = $5, locked = $6, bot = $7, discoverable = $8,
                 indexable = $9, hide_collections = $10, avatar_media_id = $11, header_media_id = $12, awning = $13,
                 changed_at = $14
             WHERE id = $1"
        ),
        args![
            row.account,
            row.display_name,
            row.note,
            row.note_html,
            row.fields,
            row.locked,
            row.bot,
            row.discoverable,
            row.indexable,
            row.hide_collections,
            row.avatar,
            row.header,
            row.awning,
            row.changed_at,
        ],
    )?;
    Ok(())
}

pub(crate) fn owns_media(tx: &Tx, account: AccountId, media: MediaId) -> Result<bool> {
    let owner: Option<AccountId> = tx.opt(sql!("SELECT account_id FROM media WHERE id = $1"), args![media])?;
    Ok(owner == Some(account))
}

pub(crate) fn search(tx: &Tx, folded: &str, following_of: i64, limit: i64, offset: i64) -> Result<Vec<AccountId>> {
    // A prefix as a range: U+10FFFF sorts after every name.
    let end = format!("{folded}\u{10ffff}");
    Ok(tx.all(
        sql!(
            "SELECT a.id
             FROM accounts a
             WHERE a.username_folded >= $1 AND a.username_folded < $2 AND a.state IN ('active', 'shadow')
               AND (CAST($3 AS BIGINT) = 0 OR EXISTS (SELECT 1 FROM follows f
                                      WHERE f.follower_id = $3 AND f.followee_id = a.id AND f.state = 'follows'))
             ORDER BY a.username_folded, a.id
             LIMIT $4 OFFSET $5"
        ),
        args![folded, end, following_of, limit, offset],
    )?)
}

pub(crate) fn directory_new(tx: &Tx, limit: i64, offset: i64) -> Result<Vec<AccountId>> {
    Ok(tx.all(
        sql!(
            "SELECT id
             FROM accounts
             WHERE state = 'active' AND discoverable
             ORDER BY id DESC
             LIMIT $1 OFFSET $2"
        ),
        args![limit, offset],
    )?)
}

pub(crate) fn directory_active(tx: &Tx, limit: i64, offset: i64) -> Result<Vec<AccountId>> {
    Ok(tx.all(
        sql!(
            "SELECT a.id
             FROM accounts a
             JOIN account_counters c ON c.account_id = a.id
             WHERE a.state = 'active' AND a.discoverable
             ORDER BY c.last_post_at DESC NULLS LAST, a.id DESC
             LIMIT $1 OFFSET $2"
        ),
        args![limit, offset],
    )?)
}

record! {
    pub(crate) struct ListedRow {
        pub id: AccountId,
        pub username: String,
        pub email: Option<String>,
        pub kind: String,
        pub state: String,
        pub role: Option<String>,
        pub created_at: i64,
        pub last_seen_at: Option<i64>,
    }
}

pub(crate) fn listed(tx: &Tx, state: &str, below: i64, above: i64, limit: i64) -> Result<Vec<ListedRow>> {
    Ok(tx.all(
        sql!(
            "SELECT a.id, a.username, l.email, a.kind, a.state, l.role, a.created_at, l.last_seen_at
             FROM accounts a
             LEFT JOIN logins l ON l.account_id = a.id
             WHERE a.id < $2 AND a.id > $3 AND a.domain = '' AND ($1 = '' OR a.state = $1)
             ORDER BY a.id DESC
             LIMIT $4"
        ),
        args![state, below, above, limit],
    )?)
}

pub(crate) fn hosts(tx: &Tx) -> Result<Vec<AccountId>> {
    Ok(tx.all(
        sql!(
            "SELECT l.account_id
             FROM logins l
             JOIN accounts a ON a.id = l.account_id
             WHERE l.role = 'host' AND a.state = 'active'
             ORDER BY l.account_id
             LIMIT 100"
        ),
        args![],
    )?)
}

pub(crate) fn staff(tx: &Tx) -> Result<Vec<AccountId>> {
    Ok(tx.all(
        sql!(
            "SELECT l.account_id
             FROM logins l
             JOIN accounts a ON a.id = l.account_id
             WHERE l.role IN ('host', 'moderator') AND a.state = 'active'
             ORDER BY l.account_id
             LIMIT 100"
        ),
        args![],
    )?)
}

pub(crate) fn set_portrait(tx: &Tx, id: AccountId, seed: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "UPDATE accounts
             SET portrait_seed = $2, changed_at = $3
             WHERE id = $1"
        ),
        args![id, seed, tx.now()],
    )?)
}

pub(super) fn mark_as_service(tx: &Tx, id: AccountId) -> Result<u64> {
    Ok(tx.run(sql!("UPDATE accounts SET bot = TRUE, discoverable = FALSE WHERE id = $1"), args![id])?)
}
