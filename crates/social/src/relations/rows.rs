//! The SQL of follows, blocks, mutes and notes.

use soulava_store::{args, record, sql};

use crate::{AccountId, FollowId, Page, Result, Tx};

record! {
    /// Everything between one account and another.
    pub struct RelationshipRow {
        pub target: AccountId,
        pub out_state: Option<String>,
        pub boosts: Option<bool>,
        pub notify: Option<bool>,
        pub languages: Option<String>,
        pub in_state: Option<String>,
        pub blocking: bool,
        pub blocked_by: bool,
        pub muted: Option<bool>,
        pub muted_until: Option<i64>,
        pub note: Option<String>,
    }
}

/// State and whether follows are asked first.
pub fn standing(tx: &Tx, id: AccountId) -> Result<Option<(String, bool)>> {
    Ok(tx.opt(sql!("SELECT state, locked FROM accounts WHERE id = $1 AND state <> 'deleted'"), args![id])?)
}

/// Whether it keeps to itself whom it follows and who follows it.
pub fn hides_collections(tx: &Tx, id: AccountId) -> Result<Option<bool>> {
    Ok(tx.opt(
        sql!("SELECT hide_collections FROM accounts WHERE id = $1 AND state IN ('active', 'shadow')"),
        args![id],
    )?)
}

/// Whether one blocks the other.
pub fn blocked_either_way(tx: &Tx, a: AccountId, b: AccountId) -> Result<bool> {
    let found: Option<i64> = tx.opt(
        sql!("SELECT id FROM blocks WHERE (account_id = $1 AND target_id = $2) OR (account_id = $2 AND target_id = $1) ORDER BY id LIMIT 1"),
        args![a, b],
    )?;
    Ok(found.is_some())
}

/// The follow or request from one to the other, and its state.
pub fn follow_between(tx: &Tx, by: AccountId, whom: AccountId) -> Result<Option<(FollowId, String)>> {
    Ok(tx.opt(sql!("SELECT id, state FROM follows WHERE follower_id = $1 AND followee_id = $2"), args![by, whom])?)
}

/// How many it follows and asked, counted up to `max`.
pub fn follow_count(tx: &Tx, by: AccountId, max: i64) -> Result<i64> {
    Ok(tx.one(
        sql!("SELECT COUNT(*) FROM (SELECT f.id FROM follows f WHERE f.follower_id = $1 LIMIT $2) AS counted"),
        args![by, max],
    )?)
}

/// A new follow or request; `how` is boosts, notify and languages as JSON.
pub fn insert_follow(
    tx: &Tx,
    id: FollowId,
    by: AccountId,
    whom: AccountId,
    state: &str,
    how: (bool, bool, &str),
) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO follows (id, follower_id, followee_id, state, boosts, notify, languages, at) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        ),
        args![id, by, whom, state, how.0, how.1, how.2, tx.now()],
    )?;
    Ok(())
}

/// How it follows; none leaves as it is.
pub fn change_follow(
    tx: &Tx,
    by: AccountId,
    whom: AccountId,
    boosts: Option<bool>,
    notify: Option<bool>,
    languages: Option<&str>,
) -> Result<()> {
    tx.run(
        sql!("UPDATE follows SET boosts = COALESCE($3, boosts), notify = COALESCE($4, notify), languages = COALESCE($5, languages) \
              WHERE follower_id = $1 AND followee_id = $2"),
        args![by, whom, boosts, notify, languages],
    )?;
    Ok(())
}

/// A request becomes a follow.
pub fn accept_follow(tx: &Tx, id: FollowId) -> Result<()> {
    tx.run(sql!("UPDATE follows SET state = 'follows' WHERE id = $1"), args![id])?;
    Ok(())
}

/// Ends a follow or request.
pub fn delete_follow(tx: &Tx, by: AccountId, whom: AccountId) -> Result<()> {
    tx.run(sql!("DELETE FROM follows WHERE follower_id = $1 AND followee_id = $2"), args![by, whom])?;
    Ok(())
}

/// One follow more or less between the two.
pub fn count_follow(tx: &Tx, by: AccountId, whom: AccountId, more: i64) -> Result<()> {
    tx.run(
        sql!("UPDATE account_counters SET following = following + $2 WHERE account_id = $1 AND following + $2 >= 0"),
        args![by, more],
    )?;
    tx.run(
        sql!("UPDATE account_counters SET followers = followers + $2 WHERE account_id = $1 AND followers + $2 >= 0"),
        args![whom, more],
    )?;
    Ok(())
}

/// Blocks once; how many rows were written.
pub fn insert_block(tx: &Tx, by: AccountId, whom: AccountId) -> Result<u64> {
    Ok(tx.run(
        sql!("INSERT INTO blocks (id, account_id, target_id, at) VALUES ($1, $2, $3, $4) ON CONFLICT (account_id, target_id) DO NOTHING"),
        args![tx.next_id(), by, whom, tx.now()],
    )?)
}

/// How many blocks went.
pub fn delete_block(tx: &Tx, by: AccountId, whom: AccountId) -> Result<u64> {
    Ok(tx.run(sql!("DELETE FROM blocks WHERE account_id = $1 AND target_id = $2"), args![by, whom])?)
}

/// Mutes, or changes how.
pub fn upsert_mute(
    tx: &Tx,
    by: AccountId,
    whom: AccountId,
    notifications: bool,
    expires_at: Option<i64>,
) -> Result<()> {
    tx.run(
        sql!("INSERT INTO mutes (id, account_id, target_id, notifications, expires_at, at) VALUES ($1, $2, $3, $4, $5, $6) \
              ON CONFLICT (account_id, target_id) DO UPDATE SET notifications = excluded.notifications, expires_at = excluded.expires_at"),
        args![tx.next_id(), by, whom, notifications, expires_at, tx.now()],
    )?;
    Ok(())
}

/// How many mutes went.
pub fn delete_mute(tx: &Tx, by: AccountId, whom: AccountId) -> Result<u64> {
    Ok(tx.run(sql!("DELETE FROM mutes WHERE account_id = $1 AND target_id = $2"), args![by, whom])?)
}

/// Writes a note.
pub fn upsert_note(tx: &Tx, by: AccountId, whom: AccountId, note: &str) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO account_notes (account_id, target_id, note) VALUES ($1, $2, $3) \
              ON CONFLICT (account_id, target_id) DO UPDATE SET note = excluded.note"
        ),
        args![by, whom, note],
    )?;
    Ok(())
}

/// Takes a note away.
pub fn delete_note(tx: &Tx, by: AccountId, whom: AccountId) -> Result<()> {
    tx.run(sql!("DELETE FROM account_notes WHERE account_id = $1 AND target_id = $2"), args![by, whom])?;
    Ok(())
}

/// Everything between `me` and these accounts.
pub fn relationships(tx: &Tx, me: AccountId, ids: &[i64]) -> Result<Vec<RelationshipRow>> {
    Ok(tx.all(
        sql!("SELECT a.id, o.state, o.boosts, o.notify, o.languages, i.state, \
              EXISTS (SELECT 1 FROM blocks b WHERE b.account_id = $1 AND b.target_id = a.id), \
              EXISTS (SELECT 1 FROM blocks b WHERE b.account_id = a.id AND b.target_id = $1), \
              m.notifications, m.expires_at, n.note \
              FROM accounts a \
              LEFT JOIN follows o ON o.follower_id = $1 AND o.followee_id = a.id \
              LEFT JOIN follows i ON i.follower_id = a.id AND i.followee_id = $1 \
              LEFT JOIN mutes m ON m.account_id = $1 AND m.target_id = a.id AND (m.expires_at IS NULL OR m.expires_at > $3) \
              LEFT JOIN account_notes n ON n.account_id = $1 AND n.target_id = a.id \
              WHERE a.id = ANY($2) AND a.state <> 'deleted' ORDER BY a.id LIMIT 200"),
        args![me, ids, tx.now()],
    )?)
}

/// (follow, follower) of an account.
pub fn followers(tx: &Tx, viewer: i64, of: AccountId, page: &Page) -> Result<Vec<(i64, AccountId)>> {
    Ok(paged!(
        tx,
        page,
        "f.id",
        "SELECT f.id, f.follower_id FROM follows f JOIN accounts a ON a.id = f.follower_id AND a.state IN ('active', 'shadow') \
         WHERE f.followee_id = $4 AND f.state = 'follows' \
         AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.account_id = f.follower_id AND b.target_id = $5) \
         AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.account_id = $5 AND b.target_id = f.follower_id)",
        [of, viewer]
    ))
}

/// (follow, followed) of an account.
pub fn following(tx: &Tx, viewer: i64, of: AccountId, page: &Page) -> Result<Vec<(i64, AccountId)>> {
    Ok(paged!(
        tx,
        page,
        "f.id",
        "SELECT f.id, f.followee_id FROM follows f JOIN accounts a ON a.id = f.followee_id AND a.state IN ('active', 'shadow') \
         WHERE f.follower_id = $4 AND f.state = 'follows' \
         AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.account_id = f.followee_id AND b.target_id = $5) \
         AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.account_id = $5 AND b.target_id = f.followee_id)",
        [of, viewer]
    ))
}

/// (block, blocked) of an account.
pub fn blocks(tx: &Tx, of: AccountId, page: &Page) -> Result<Vec<(i64, AccountId)>> {
    Ok(paged!(tx, page, "b.id", "SELECT b.id, b.target_id FROM blocks b WHERE b.account_id = $4", [of]))
}

/// (mute, muted, until) of an account.
pub fn mutes(tx: &Tx, of: AccountId, page: &Page) -> Result<Vec<(i64, AccountId, Option<i64>)>> {
    Ok(paged!(
        tx,
        page,
        "m.id",
        "SELECT m.id, m.target_id, m.expires_at FROM mutes m WHERE m.account_id = $4 AND (m.expires_at IS NULL OR m.expires_at > $5)",
        [of, tx.now()]
    ))
}

/// How many ask to follow an account.
pub fn requests_count(tx: &Tx, of: AccountId) -> Result<i64> {
    Ok(tx.one(sql!("SELECT COUNT(*) FROM follows WHERE followee_id = $1 AND state = 'asked'"), args![of])?)
}

/// (request, who asked) of an account.
pub fn requests(tx: &Tx, of: AccountId, page: &Page) -> Result<Vec<(i64, AccountId)>> {
    Ok(paged!(
        tx,
        page,
        "f.id",
        "SELECT f.id, f.follower_id FROM follows f JOIN accounts a ON a.id = f.follower_id AND a.state = 'active' \
         WHERE f.followee_id = $4 AND f.state = 'asked'",
        [of]
    ))
}

/// (account, its follower whom `me` follows), at most 400.
pub fn familiar_followers(tx: &Tx, me: AccountId, ids: &[i64]) -> Result<Vec<(AccountId, AccountId)>> {
    Ok(tx.all(
        sql!("SELECT f.followee_id, f.follower_id FROM follows f \
              JOIN follows mine ON mine.follower_id = $1 AND mine.followee_id = f.follower_id AND mine.state = 'follows' \
              JOIN accounts a ON a.id = f.followee_id AND a.hide_collections = FALSE \
              WHERE f.followee_id = ANY($2) AND f.state = 'follows' \
              AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.account_id = $1 AND b.target_id = f.followee_id) \
              AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.account_id = f.followee_id AND b.target_id = $1) \
              ORDER BY f.followee_id, f.id DESC LIMIT 400"),
        args![me, ids],
    )?)
}
