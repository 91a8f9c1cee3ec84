//! The statements about presence.

use soulava_store::{args, record, sql};

use crate::{AccountId, Result, Tx};

/// One more act of a day.
pub(super) fn add(tx: &Tx, who: AccountId, day: i64, weight: i64) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO presence (account_id, day, weight, best)
             VALUES ($1, $2, $3, $3)
             ON CONFLICT (account_id, day) DO UPDATE
             SET weight = presence.weight + excluded.weight,
                 best = CASE WHEN excluded.best > presence.best THEN excluded.best ELSE presence.best END"
        ),
        args![who, day, weight],
    )?;
    Ok(())
}

/// The acts of many days at once, one entry per person and day, at most 500; people who left are passed over.
pub(super) fn add_all(tx: &Tx, who: &[i64], days: &[i64], weights: &[i64], best: &[i64]) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO presence (account_id, day, weight, best)
             SELECT a.id, t.day, t.weight, t.best
             FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]) AS t(who, day, weight, best)
             JOIN accounts a ON a.id = t.who
             WHERE TRUE
             ON CONFLICT (account_id, day) DO UPDATE
             SET weight = presence.weight + excluded.weight,
                 best = CASE WHEN excluded.best > presence.best THEN excluded.best ELSE presence.best END"
        ),
        args![who, days, weights, best],
    )?;
    Ok(())
}

/// People who may act with a row on or after a day.
pub(super) fn active_since(tx: &Tx, day: i64) -> Result<i64> {
    Ok(tx.one(
        sql!(
            "SELECT COUNT(*) FROM accounts a
             WHERE a.state = 'active' AND a.kind = 'person'
             AND a.id IN (SELECT p.account_id FROM presence p WHERE p.day >= $1)"
        ),
        args![day],
    )?)
}

/// Somebody leaves.
pub fn delete_of(tx: &Tx, who: AccountId, most: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "DELETE FROM presence
             WHERE (account_id, day) IN (SELECT account_id, day FROM presence WHERE account_id = $1 ORDER BY day LIMIT $2)"
        ),
        args![who, most],
    )?)
}

/// Days before `day` go.
pub(super) fn delete_before(tx: &Tx, day: i64, most: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "DELETE FROM presence
             WHERE (account_id, day) IN (SELECT account_id, day FROM presence
                                         WHERE day < $1 ORDER BY day, account_id LIMIT $2)"
        ),
        args![day, most],
    )?)
}

/// How far history is filled in, and up to where it goes; both are ids.
pub(super) fn filled(tx: &Tx) -> Result<Option<(i64, i64)>> {
    Ok(tx.opt(sql!("SELECT through_id, last_id FROM presence_fill WHERE one = 1"), args![])?)
}

pub(super) fn set_filled(tx: &Tx, through: i64) -> Result<()> {
    tx.run(sql!("UPDATE presence_fill SET through_id = $1 WHERE one = 1"), args![through])?;
    Ok(())
}

record! {
    /// One act of long ago.
    pub struct PastRow {
        pub id: i64,
        pub who: AccountId,
        pub other: Option<AccountId>,
        pub what: String,
        pub at: i64,
    }
}

/// Posts and boosts written here; `other` is the keeper who wrote in a stall's name.
pub(super) fn past_posts(tx: &Tx, after: i64, last: i64, limit: i64) -> Result<Vec<PastRow>> {
    Ok(tx.all(
        sql!(
            "SELECT id, account_id, keeper_id,
                    CASE WHEN boost_of_id IS NOT NULL THEN 'react' WHEN kind = 'gift' THEN 'gift'
                         WHEN reply_to_id IS NOT NULL THEN 'reply' ELSE 'post' END, created_at
             FROM posts
             WHERE id > $1 AND id <= $2 AND origin = 'written'
             ORDER BY id LIMIT $3"
        ),
        args![after, last, limit],
    )?)
}

/// Favourites of people; those of stalls name no keeper.
pub(super) fn past_favourites(tx: &Tx, after: i64, last: i64, limit: i64) -> Result<Vec<PastRow>> {
    Ok(tx.all(
        sql!(
            "SELECT f.id, f.account_id, CAST(NULL AS BIGINT), 'react', f.at
             FROM favourites f JOIN accounts a ON a.id = f.account_id
             WHERE f.id > $1 AND f.id <= $2 AND a.kind = 'person' AND a.domain = ''
             ORDER BY f.id LIMIT $3"
        ),
        args![after, last, limit],
    )?)
}

/// "I made this", "this helped me", of people.
pub(super) fn past_uses(tx: &Tx, after: i64, last: i64, limit: i64) -> Result<Vec<PastRow>> {
    Ok(tx.all(
        sql!(
            "SELECT u.id, u.account_id, CAST(NULL AS BIGINT), 'use', u.at
             FROM uses u JOIN accounts a ON a.id = u.account_id
             WHERE u.id > $1 AND u.id <= $2 AND a.kind = 'person' AND a.domain = ''
             ORDER BY u.id LIMIT $3"
        ),
        args![after, last, limit],
    )?)
}

/// Accepted gifts between people who are still here; `other` is the receiver.
pub(super) fn past_gifts(tx: &Tx, after: i64, last: i64, limit: i64) -> Result<Vec<PastRow>> {
    Ok(tx.all(
        sql!(
            "SELECT g.id, f.account_id, t.account_id, CASE WHEN g.again THEN 'again' ELSE 'help' END, g.given_at
             FROM gifts g
             JOIN hands f ON f.hand = g.giver
             JOIN hands t ON t.hand = g.receiver
             WHERE g.id > $1 AND g.id <= $2 AND g.state = 'accepted'
             ORDER BY g.id LIMIT $3"
        ),
        args![after, last, limit],
    )?)
}
