//! The SQL of notifications and marks.

use soulava_store::{args, record, sql};

use super::list::{Kinds, from_number};
use crate::{AccountId, GiftId, NotificationId, Page, PostId, Result, Tx};

record! {
    /// A stored notification.
    pub struct NotificationRow {
        pub id: NotificationId,
        pub kind: String,
        pub from: AccountId,
        pub post: Option<PostId>,
        pub gift: Option<i64>,
        pub at: i64,
    }
}

/// Those of `ids` who are here, do not block or mute the other, and were not told of this before. A gift by post is
/// told as a gift, not as a mention as well.
pub fn to_tell(
    tx: &Tx,
    ids: &[i64],
    kind: &str,
    from: AccountId,
    post: Option<PostId>,
    gift: Option<GiftId>,
) -> Result<Vec<AccountId>> {
    Ok(tx.all(
        sql!("SELECT a.id FROM accounts a WHERE a.id = ANY($1) AND a.state = 'active' \
              AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.account_id = a.id AND b.target_id = $3) \
              AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.account_id = $3 AND b.target_id = a.id) \
              AND NOT EXISTS (SELECT 1 FROM mutes m WHERE m.account_id = a.id AND m.target_id = $3 AND m.notifications = TRUE \
              AND (m.expires_at IS NULL OR m.expires_at > $6)) \
              AND NOT EXISTS (SELECT 1 FROM notifications n WHERE n.account_id = a.id AND n.from_id = $3 \
              AND COALESCE(n.post_id, 0) = $4 AND (n.kind = $2 OR ($2 = 'mention' AND n.kind IN ('gift', 'heirloom'))) \
              AND ($5 = 0 OR COALESCE(n.gift_id, 0) = $5)) \
              ORDER BY a.id LIMIT 500"),
        args![ids, kind, from, post.map_or(0, |id| id.0), gift.map_or(0, |id| id.0), tx.now()],
    )?)
}

/// One notification for each account.
pub fn insert(
    tx: &Tx,
    ids: &[i64],
    accounts: &[i64],
    kind: &str,
    from: AccountId,
    post: Option<PostId>,
    gift: Option<GiftId>,
) -> Result<()> {
    tx.run(
        sql!("INSERT INTO notifications (id, account_id, kind, from_id, post_id, gift_id, at) \
              SELECT t.id, t.account, CAST($3 AS TEXT), CAST($4 AS BIGINT), CAST($5 AS BIGINT), CAST($6 AS BIGINT), CAST($7 AS BIGINT) \
              FROM unnest($1::bigint[], $2::bigint[]) AS t(id, account)"),
        args![ids, accounts, kind, from, post, gift, tx.now()],
    )?;
    Ok(())
}

/// Those of `ids` who may read the post.
pub fn readers(tx: &Tx, post: PostId, ids: &[i64]) -> Result<Vec<AccountId>> {
    Ok(tx.all(
        sql!(concat!(
            "SELECT r.id FROM accounts r JOIN posts p ON p.id = $1 WHERE r.id = ANY($2) AND ",
            visible!("p", "r.id"),
            " ORDER BY r.id LIMIT 500"
        )),
        args![post, ids],
    )?)
}

/// Followers who want to hear of every post.
pub fn who_asked_to_hear(tx: &Tx, author: AccountId) -> Result<Vec<AccountId>> {
    Ok(tx.all(
        sql!("SELECT follower_id FROM follows WHERE followee_id = $1 AND notify = TRUE AND state = 'follows' ORDER BY id LIMIT 500"),
        args![author],
    )?)
}

/// Who boosted a post.
pub fn boosters(tx: &Tx, post: PostId) -> Result<Vec<AccountId>> {
    Ok(tx.all(sql!("SELECT account_id FROM posts WHERE boost_of_id = $1 ORDER BY id LIMIT 500"), args![post])?)
}

/// Takes back what `from` did with a post.
pub fn forget(tx: &Tx, from: AccountId, kind: &str, post: PostId) -> Result<()> {
    tx.run(
        sql!("DELETE FROM notifications WHERE post_id = $1 AND from_id = $2 AND kind = $3"),
        args![post, from, kind],
    )?;
    Ok(())
}

/// Takes back what `from` did with an account.
pub fn forget_between(tx: &Tx, account: AccountId, from: AccountId, kind: &str) -> Result<()> {
    tx.run(
        sql!("DELETE FROM notifications WHERE from_id = $2 AND account_id = $1 AND kind = $3"),
        args![account, from, kind],
    )?;
    Ok(())
}

/// Nothing from somebody who was blocked stays.
pub fn forget_from(tx: &Tx, account: AccountId, from: AccountId) -> Result<()> {
    tx.run(sql!("DELETE FROM notifications WHERE from_id = $2 AND account_id = $1"), args![account, from])?;
    Ok(())
}

/// Which notifications these are; the kinds' lists may be empty. A gift with a post is a mention to who asks for mentions.
macro_rules! of_kinds {
    () => {
        "($5 = 0 OR n.kind = ANY($6) OR ($7 = TRUE AND n.kind LIKE 'gift%' AND n.post_id IS NOT NULL)) \
         AND n.kind <> ALL($8) AND ($9 = 0 OR n.from_id = $9) \
         AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.account_id = $4 AND b.target_id = n.from_id) \
         AND NOT EXISTS (SELECT 1 FROM mutes m WHERE m.account_id = $4 AND m.target_id = n.from_id AND m.notifications = TRUE \
         AND (m.expires_at IS NULL OR m.expires_at > $10))"
    };
}

/// A page of them.
pub fn list(tx: &Tx, me: AccountId, page: &Page, kinds: &Kinds) -> Result<Vec<NotificationRow>> {
    Ok(paged!(
        tx,
        page,
        "n.id",
        concat!(
            "SELECT n.id, n.kind, n.from_id, n.post_id, n.gift_id, n.at FROM notifications n WHERE n.account_id = $4 AND ",
            of_kinds!()
        ),
        [
            me,
            kinds.only.len() as i64,
            kinds.only,
            kinds.only.iter().any(|kind| kind == "mention"),
            kinds.without,
            from_number(kinds),
            tx.now()
        ]
    ))
}

/// One of them.
pub fn get(tx: &Tx, me: AccountId, id: NotificationId) -> Result<Option<NotificationRow>> {
    Ok(tx.opt(
        sql!("SELECT id, kind, from_id, post_id, gift_id, at FROM notifications WHERE id = $1 AND account_id = $2"),
        args![id, me],
    )?)
}

/// Takes one away.
pub fn dismiss(tx: &Tx, me: AccountId, id: NotificationId) -> Result<()> {
    tx.run(sql!("DELETE FROM notifications WHERE id = $1 AND account_id = $2"), args![id, me])?;
    Ok(())
}

/// Takes several away.
pub fn dismiss_many(tx: &Tx, me: AccountId, ids: &[i64]) -> Result<()> {
    tx.run(sql!("DELETE FROM notifications WHERE id = ANY($1) AND account_id = $2"), args![ids, me])?;
    Ok(())
}

/// Takes all away.
pub fn clear(tx: &Tx, me: AccountId) -> Result<()> {
    tx.run(sql!("DELETE FROM notifications WHERE account_id = $1"), args![me])?;
    Ok(())
}

/// How many are newer than the mark, up to `$3`.
pub fn unread_count(tx: &Tx, me: AccountId, kinds: &Kinds, limit: i64) -> Result<i64> {
    Ok(tx.one(
        sql!(concat!(
            "SELECT COUNT(*) FROM (SELECT n.id FROM notifications n WHERE n.account_id = $4 AND n.id < $1 AND n.id > $2 \
             AND n.id > COALESCE((SELECT k.last_read_id FROM markers k WHERE k.account_id = $4 AND k.timeline = 'notifications'), 0) AND ",
            of_kinds!(),
            " LIMIT $3) AS counted"
        )),
        args![
            i64::MAX,
            0_i64,
            limit,
            me,
            kinds.only.len() as i64,
            kinds.only,
            kinds.only.iter().any(|kind| kind == "mention"),
            kinds.without,
            from_number(kinds),
            tx.now()
        ],
    )?)
}

/// (timeline, last read, version, when).
pub fn marks(tx: &Tx, me: AccountId) -> Result<Vec<(String, i64, i64, i64)>> {
    Ok(tx.all(
        sql!("SELECT timeline, last_read_id, version, updated_at FROM markers WHERE account_id = $1 ORDER BY timeline LIMIT 2"),
        args![me],
    )?)
}

/// Moves a mark.
pub fn set_mark(tx: &Tx, me: AccountId, timeline: &str, last_read_id: i64) -> Result<()> {
    tx.run(
        sql!("INSERT INTO markers (account_id, timeline, last_read_id, version, updated_at) VALUES ($1, $2, $3, 1, $4) \
              ON CONFLICT (account_id, timeline) DO UPDATE SET last_read_id = excluded.last_read_id, version = markers.version + 1, \
              updated_at = excluded.updated_at"),
        args![me, timeline, last_read_id, tx.now()],
    )?;
    Ok(())
}

/// Hosts and moderators.
pub fn staff(tx: &Tx) -> Result<Vec<AccountId>> {
    Ok(tx.all(
        sql!("SELECT account_id FROM logins WHERE role IN ('host', 'moderator') ORDER BY account_id LIMIT 100"),
        args![],
    )?)
}
