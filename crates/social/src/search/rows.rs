//! The SQL of search.

use soulava_store::{args, sql};

use crate::{AccountId, PostId, Result, Tx};

/// Not those who block the viewer, and of the followed only when asked.
macro_rules! findable {
    () => {
        " AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.account_id = a.id AND b.target_id = $1) \
         AND ($2 = FALSE OR EXISTS (SELECT 1 FROM follows f WHERE f.follower_id = $1 AND f.followee_id = a.id AND f.state = 'follows'))"
    };
}

/// The account of exactly this folded name.
pub fn named(tx: &Tx, viewer: i64, name: &str, only_followed: bool) -> Result<Vec<AccountId>> {
    Ok(tx.all(
        sql!(concat!(
            "SELECT a.id FROM accounts a WHERE a.username_folded = $3 AND a.domain = '' AND a.state IN ('active', 'shadow')",
            findable!(),
            " ORDER BY a.id LIMIT 1"
        )),
        args![viewer, only_followed, name],
    )?)
}

/// Accounts whose folded name begins so.
pub fn beginning_with(tx: &Tx, viewer: i64, name: &str, limit: i64, only_followed: bool) -> Result<Vec<AccountId>> {
    let end = format!("{name}\u{10FFFF}");
    Ok(tx.all(
        sql!(concat!(
            "SELECT a.id FROM accounts a WHERE a.username_folded >= $3 AND a.username_folded < $4 \
             AND a.domain = '' AND a.state IN ('active', 'shadow')",
            findable!(),
            " ORDER BY a.username_folded, a.id LIMIT $5"
        )),
        args![viewer, only_followed, name, end, limit],
    )?)
}

/// Display names, for folding.
pub fn display_names(tx: &Tx, viewer: i64, only_followed: bool, limit: i64) -> Result<Vec<(AccountId, String)>> {
    Ok(tx.all(
        sql!(concat!(
            "SELECT a.id, a.display_name FROM accounts a WHERE a.state = 'active' AND a.display_name <> ''",
            findable!(),
            " ORDER BY a.id LIMIT $3"
        )),
        args![viewer, only_followed, limit],
    )?)
}

/// Texts of public posts and of the member's own, newest first. `$2` is 0 for anybody's.
pub fn texts(
    tx: &Tx,
    me: AccountId,
    from: i64,
    below: i64,
    above: i64,
    limit: i64,
) -> Result<Vec<(PostId, String, String)>> {
    Ok(tx.all(
        sql!(concat!(
            "SELECT p.id, p.spoiler, p.text FROM posts p WHERE p.id IN (\
             SELECT q.id FROM (SELECT u.id FROM posts u WHERE u.visibility = 'public' AND u.boost_of_id IS NULL \
             AND u.id < $3 AND u.id > $4 ORDER BY u.id DESC LIMIT $5) q \
             UNION ALL SELECT o.id FROM posts o WHERE o.account_id = $1 AND o.id < $3 AND o.id > $4 AND o.boost_of_id IS NULL) \
             AND ($2 = 0 OR p.account_id = $2) AND ",
            visible!("p", "$1"),
            " ORDER BY p.id DESC LIMIT $5"
        )),
        args![me, from, below, above, limit],
    )?)
}
