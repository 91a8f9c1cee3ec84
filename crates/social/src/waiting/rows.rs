//! The SQL of what waits.

use soulava_store::{args, record, sql};

use super::WaitingKind;
use crate::{AccountId, CurrencyId, FollowId, HeirloomId, MediaId, PostId, Result, Tx, WaitingId};

record! {
    /// A question of the square.
    pub struct WaitingRow {
        pub id: WaitingId,
        pub kind: WaitingKind,
        pub post: Option<PostId>,
        pub media: Option<MediaId>,
        pub heirloom: Option<HeirloomId>,
        pub currency: Option<CurrencyId>,
        pub why: String,
        pub at: i64,
    }
}

/// A question to store.
pub struct New<'a> {
    pub kind: WaitingKind,
    pub person: AccountId,
    pub post: Option<PostId>,
    pub media: Option<MediaId>,
    pub heirloom: Option<HeirloomId>,
    pub currency: Option<CurrencyId>,
    pub why: &'a str,
}

impl New<'_> {
    /// A question about nothing yet.
    pub fn of(kind: WaitingKind, person: AccountId) -> Self {
        Self { kind, person, post: None, media: None, heirloom: None, currency: None, why: "" }
    }
}

/// Stores a question.
pub fn insert(tx: &Tx, new: &New<'_>) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO waiting (id, account_id, kind, post_id, media_id, heirloom_id, currency_id, why, at) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        ),
        args![tx.next_id(), new.person, new.kind, new.post, new.media, new.heirloom, new.currency, new.why, tx.now()],
    )?;
    Ok(())
}

/// Open questions, newest first. A picture that was described meanwhile asks no more.
pub fn questions(tx: &Tx, person: AccountId) -> Result<Vec<WaitingRow>> {
    Ok(tx.all(
        sql!("SELECT w.id, w.kind, w.post_id, w.media_id, w.heirloom_id, w.currency_id, w.why, w.at FROM waiting w \
              WHERE w.account_id = $1 AND w.settled_at IS NULL AND (w.media_id IS NULL OR \
              EXISTS (SELECT 1 FROM media m WHERE m.id = w.media_id AND m.description = '')) ORDER BY w.id DESC LIMIT 40"),
        args![person],
    )?)
}

/// How many there are, up to 1000.
pub fn question_count(tx: &Tx, person: AccountId) -> Result<i64> {
    Ok(tx.one(
        sql!("SELECT COUNT(*) FROM (SELECT w.id FROM waiting w WHERE w.account_id = $1 AND w.settled_at IS NULL AND (w.media_id IS NULL OR \
              EXISTS (SELECT 1 FROM media m WHERE m.id = w.media_id AND m.description = '')) ORDER BY w.id LIMIT 1000) AS open"),
        args![person],
    )?)
}

/// Puts a question away; false when it is not this person's, or was already.
pub fn settle(tx: &Tx, id: WaitingId, person: AccountId) -> Result<bool> {
    let touched = tx.run(
        sql!("UPDATE waiting SET settled_at = $3 WHERE id = $1 AND account_id = $2 AND settled_at IS NULL"),
        args![id, person, tx.now()],
    )?;
    Ok(touched == 1)
}

/// Puts the reminders of an heirloom away.
pub fn settle_heirloom(tx: &Tx, heirloom: HeirloomId) -> Result<()> {
    tx.run(
        sql!("UPDATE waiting SET settled_at = $2 WHERE heirloom_id = $1 AND settled_at IS NULL"),
        args![heirloom, tx.now()],
    )?;
    Ok(())
}

/// Everything that waits for somebody who left.
pub fn delete_of(tx: &Tx, person: AccountId) -> Result<()> {
    tx.run(sql!("DELETE FROM waiting WHERE account_id = $1"), args![person])?;
    Ok(())
}

/// Pictures of a post without words.
pub fn undescribed(tx: &Tx, post: PostId) -> Result<Vec<MediaId>> {
    Ok(tx.all(
        sql!("SELECT id FROM media WHERE post_id = $1 AND description = '' ORDER BY position, id LIMIT 10"),
        args![post],
    )?)
}

/// In whose names some posts are.
pub fn authors(tx: &Tx, posts: &[i64]) -> Result<Vec<AccountId>> {
    Ok(tx.all(
        sql!("SELECT DISTINCT account_id FROM posts WHERE id = ANY($1) ORDER BY account_id LIMIT 40"),
        args![posts],
    )?)
}

/// Who asks to follow: (request, who, when).
pub fn requests(tx: &Tx, account: AccountId) -> Result<Vec<(FollowId, AccountId, i64)>> {
    Ok(tx.all(
        sql!("SELECT id, follower_id, at FROM follows WHERE followee_id = $1 AND state = 'asked' ORDER BY id DESC LIMIT 40"),
        args![account],
    )?)
}

/// How many there are, up to 1000.
pub fn request_count(tx: &Tx, account: AccountId) -> Result<i64> {
    Ok(tx.one(
        sql!("SELECT COUNT(*) FROM (SELECT id FROM follows WHERE followee_id = $1 AND state = 'asked' ORDER BY id LIMIT 1000) AS open"),
        args![account],
    )?)
}

/// Who rang the bell: (who, what they said, when).
pub fn bells(tx: &Tx) -> Result<Vec<(AccountId, String, i64)>> {
    Ok(tx.all(
        sql!(
            "SELECT a.id, l.reason, l.created_at FROM accounts a JOIN logins l ON l.account_id = a.id \
              WHERE a.state = 'pending' ORDER BY a.id DESC LIMIT 40"
        ),
        args![],
    )?)
}

/// How many there are, up to 1000.
pub fn bell_count(tx: &Tx) -> Result<i64> {
    Ok(tx.one(
        sql!("SELECT COUNT(*) FROM (SELECT id FROM accounts WHERE state = 'pending' ORDER BY id LIMIT 1000) AS open"),
        args![],
    )?)
}
