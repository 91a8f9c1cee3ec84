//! The statements that forget somebody. Each touches at most `limit` rows and says how many it touched.

use soulava_store::{args, sql};

use crate::accounts::mark_changed;
use crate::{AccountId, MediaId, Notice, PostId, Result, Tx};

/// Forgets at most so many rows of one kind.
type Slice = fn(&Tx, AccountId, i64) -> Result<u64>;

/// Everything of somebody's that can be many rows, a kind at a time.
pub(super) const SLICES: &[Slice] = &[
    favourites,
    bookmarks,
    uses,
    follows_out,
    follows_in,
    blocks_out,
    blocks_in,
    mutes_out,
    mutes_in,
    notes_by,
    notes_about,
    notifications_to,
    notifications_from,
    mentions,
    keeper_of_posts,
    keys,
    tokens,
    crate::presence::delete_of,
    crate::orbits::delete_around,
    crate::ties::erase_slice,
    crate::introductions::rows::erase,
    crate::introductions::rows::erase_suggestions,
    crate::introductions::rows::erase_never,
    crate::meetups::erase_slice,
];

pub(super) fn delete_login(tx: &Tx, id: AccountId) -> Result<u64> {
    Ok(tx.run(sql!("DELETE FROM logins WHERE account_id = $1"), args![id])?)
}

pub(super) fn blank(tx: &Tx, id: AccountId, now: i64) -> Result<u64> {
    let name = format!("left_{id}");
    Ok(tx.run(
        sql!(
            "UPDATE accounts
             SET state = 'deleted', username = $2, username_folded = $2, display_name = '', note = '', note_html = '',
                 fields = '[]', avatar_media_id = NULL, header_media_id = NULL, portrait_seed = 0, language = '',
                 discoverable = FALSE, changed_at = $3
             WHERE id = $1"
        ),
        args![id, name, now],
    )?)
}

pub(super) fn delete_account(tx: &Tx, id: AccountId) -> Result<u64> {
    Ok(tx.run(sql!("DELETE FROM accounts WHERE id = $1 AND state = 'deleted'"), args![id])?)
}

pub(super) fn posts(tx: &Tx, id: AccountId, limit: i64) -> Result<Vec<PostId>> {
    Ok(tx.all(sql!("SELECT id FROM posts WHERE account_id = $1 ORDER BY id DESC LIMIT $2"), args![id, limit])?)
}

pub(super) fn pictures(tx: &Tx, id: AccountId, limit: i64) -> Result<Vec<(MediaId, String, String)>> {
    Ok(tx.all(
        sql!("SELECT id, file, preview_file FROM media WHERE account_id = $1 ORDER BY id LIMIT $2"),
        args![id, limit],
    )?)
}

pub(super) fn delete_pictures(tx: &Tx, ids: &[i64]) -> Result<u64> {
    Ok(tx.run(sql!("DELETE FROM media WHERE id = ANY($1)"), args![ids])?)
}

fn favourites(tx: &Tx, id: AccountId, limit: i64) -> Result<u64> {
    let posts: Vec<PostId> = tx.all(
        sql!(
            "DELETE FROM favourites
             WHERE id IN (SELECT id FROM favourites WHERE account_id = $1 ORDER BY id LIMIT $2)
             RETURNING post_id"
        ),
        args![id, limit],
    )?;
    uncount_favourites(tx, &crate::id::numbers(&posts, |post| post.0))?;
    posts.iter().for_each(|post| tx.announce(Notice::Counters(*post)));
    Ok(posts.len() as u64)
}

fn uncount_favourites(tx: &Tx, posts: &[i64]) -> Result<u64> {
    Ok(tx.run(
        sql!("UPDATE post_counters SET favourites = favourites - 1 WHERE post_id = ANY($1) AND favourites > 0"),
        args![posts],
    )?)
}

fn bookmarks(tx: &Tx, id: AccountId, limit: i64) -> Result<u64> {
    Ok(tx.run(
        sql!("DELETE FROM bookmarks WHERE id IN (SELECT id FROM bookmarks WHERE account_id = $1 ORDER BY id LIMIT $2)"),
        args![id, limit],
    )?)
}

fn uses(tx: &Tx, id: AccountId, limit: i64) -> Result<u64> {
    Ok(tx.run(
        sql!("DELETE FROM uses WHERE id IN (SELECT id FROM uses WHERE account_id = $1 ORDER BY id LIMIT $2)"),
        args![id, limit],
    )?)
}

fn follows_out(tx: &Tx, id: AccountId, limit: i64) -> Result<u64> {
    let ended: Vec<(AccountId, String)> = tx.all(
        sql!(
            "DELETE FROM follows
             WHERE id IN (SELECT id FROM follows WHERE follower_id = $1 ORDER BY id LIMIT $2)
             RETURNING followee_id, state"
        ),
        args![id, limit],
    )?;
    uncount_followers(tx, &counted(&ended))?;
    tell(tx, &ended)?;
    Ok(ended.len() as u64)
}

fn uncount_followers(tx: &Tx, accounts: &[i64]) -> Result<u64> {
    Ok(tx.run(
        sql!("UPDATE account_counters SET followers = followers - 1 WHERE account_id = ANY($1) AND followers > 0"),
        args![accounts],
    )?)
}

fn follows_in(tx: &Tx, id: AccountId, limit: i64) -> Result<u64> {
    let ended: Vec<(AccountId, String)> = tx.all(
        sql!(
            "DELETE FROM follows
             WHERE id IN (SELECT id FROM follows WHERE followee_id = $1 ORDER BY id LIMIT $2)
             RETURNING follower_id, state"
        ),
        args![id, limit],
    )?;
    uncount_following(tx, &counted(&ended))?;
    tell(tx, &ended)?;
    Ok(ended.len() as u64)
}

fn uncount_following(tx: &Tx, accounts: &[i64]) -> Result<u64> {
    Ok(tx.run(
        sql!("UPDATE account_counters SET following = following - 1 WHERE account_id = ANY($1) AND following > 0"),
        args![accounts],
    )?)
}

/// A request to follow was never counted.
fn counted(ended: &[(AccountId, String)]) -> Vec<i64> {
    ended.iter().filter(|(_, state)| state == "follows").map(|(account, _)| account.0).collect()
}

fn tell(tx: &Tx, ended: &[(AccountId, String)]) -> Result<()> {
    for (account, _) in ended {
        tx.announce(Notice::Relations(*account));
        tx.announce(Notice::Account(*account));
    }
    Ok(())
}

fn blocks_out(tx: &Tx, id: AccountId, limit: i64) -> Result<u64> {
    Ok(tx.run(
        sql!("DELETE FROM blocks WHERE id IN (SELECT id FROM blocks WHERE account_id = $1 ORDER BY id LIMIT $2)"),
        args![id, limit],
    )?)
}

fn blocks_in(tx: &Tx, id: AccountId, limit: i64) -> Result<u64> {
    Ok(tx.run(
        sql!("DELETE FROM blocks WHERE id IN (SELECT id FROM blocks WHERE target_id = $1 ORDER BY id LIMIT $2)"),
        args![id, limit],
    )?)
}

fn mutes_out(tx: &Tx, id: AccountId, limit: i64) -> Result<u64> {
    Ok(tx.run(
        sql!("DELETE FROM mutes WHERE id IN (SELECT id FROM mutes WHERE account_id = $1 ORDER BY id LIMIT $2)"),
        args![id, limit],
    )?)
}

fn mutes_in(tx: &Tx, id: AccountId, limit: i64) -> Result<u64> {
    Ok(tx.run(
        sql!("DELETE FROM mutes WHERE id IN (SELECT id FROM mutes WHERE target_id = $1 ORDER BY id LIMIT $2)"),
        args![id, limit],
    )?)
}

fn notes_by(tx: &Tx, id: AccountId, limit: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "DELETE FROM account_notes
             WHERE account_id = $1
               AND target_id IN (SELECT target_id FROM account_notes WHERE account_id = $1 ORDER BY target_id LIMIT $2)"
        ),
        args![id, limit],
    )?)
}

fn notes_about(tx: &Tx, id: AccountId, limit: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "DELETE FROM account_notes
             WHERE target_id = $1
               AND account_id IN (SELECT account_id FROM account_notes WHERE target_id = $1 ORDER BY account_id LIMIT $2)"
        ),
        args![id, limit],
    )?)
}

fn notifications_to(tx: &Tx, id: AccountId, limit: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "DELETE FROM notifications
             WHERE id IN (SELECT id FROM notifications WHERE account_id = $1 ORDER BY id LIMIT $2)"
        ),
        args![id, limit],
    )?)
}

fn notifications_from(tx: &Tx, id: AccountId, limit: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "DELETE FROM notifications
             WHERE id IN (SELECT id FROM notifications WHERE from_id = $1 ORDER BY id LIMIT $2)"
        ),
        args![id, limit],
    )?)
}

fn mentions(tx: &Tx, id: AccountId, limit: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "DELETE FROM mentions
             WHERE account_id = $1
               AND post_id IN (SELECT post_id FROM mentions WHERE account_id = $1 ORDER BY post_id LIMIT $2)"
        ),
        args![id, limit],
    )?)
}

fn keeper_of_posts(tx: &Tx, id: AccountId, limit: i64) -> Result<u64> {
    let changed: Vec<(PostId, AccountId)> = tx.all(
        sql!(
            "UPDATE posts
             SET keeper_id = NULL
             WHERE id IN (SELECT id FROM posts WHERE keeper_id = $1 ORDER BY id LIMIT $2)
             RETURNING id, account_id"
        ),
        args![id, limit],
    )?;
    if let Some((_, stall)) = changed.first() {
        mark_changed(tx, *stall)?;
    }
    changed.iter().for_each(|(post, _)| tx.announce(Notice::PostEdited(*post)));
    Ok(changed.len() as u64)
}

fn keys(tx: &Tx, id: AccountId, limit: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "DELETE FROM idempotency_keys
             WHERE account_id = $1
               AND key IN (SELECT key FROM idempotency_keys WHERE account_id = $1 ORDER BY verb, key LIMIT $2)"
        ),
        args![id, limit],
    )?)
}

fn tokens(tx: &Tx, id: AccountId, limit: i64) -> Result<u64> {
    Ok(tx.run(
        sql!("DELETE FROM tokens WHERE id IN (SELECT id FROM tokens WHERE account_id = $1 ORDER BY id LIMIT $2)"),
        args![id, limit],
    )?)
}
