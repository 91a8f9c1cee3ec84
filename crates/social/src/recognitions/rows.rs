//! The SQL of recognitions.

use soulava_store::{args, record, sql};

use super::{Of, RecognitionKind, Said};
use crate::ledger::Hand;
use crate::{PostId, Result, Tx};

/// Stores a recognition and gives its row. A second one takes the grade and leaves the day. A commercial one changes
/// nothing about one between people, and leaves no trace when such a one follows.
pub(super) fn insert(tx: &Tx, said: &Said) -> Result<Option<i64>> {
    Ok(tx.opt(
        sql!(
            "INSERT INTO recognitions (id, kind, voice, doer, object_id, deed, grade, weight, money, state, day, at) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'counts', $10, $11) \
              ON CONFLICT (kind, object_id, voice) DO UPDATE SET grade = excluded.grade, weight = excluded.weight, \
              day = CASE WHEN recognitions.money AND NOT excluded.money THEN excluded.day ELSE recognitions.day END, \
              money = excluded.money, state = 'counts' WHERE recognitions.money OR NOT excluded.money \
              RETURNING id"
        ),
        args![
            tx.next_id(),
            said.kind,
            said.voice,
            said.doer,
            said.object,
            said.deed,
            said.grade,
            said.weight,
            said.money,
            said.day,
            tx.now()
        ],
    )?)
}

record! {
    /// A recognition that was taken back.
    pub struct TakenBack {
        pub id: i64,
        pub deed: i64,
        pub doer: Hand,
        pub day: i64,
    }
}

/// From now on it counts nothing.
pub fn retract(tx: &Tx, kind: RecognitionKind, voice: Hand, object: i64) -> Result<Option<TakenBack>> {
    Ok(tx.opt(
        sql!(
            "UPDATE recognitions SET state = 'retracted' \
              WHERE kind = $1 AND object_id = $2 AND voice = $3 AND state = 'counts' RETURNING id, deed, doer, day"
        ),
        args![kind, object, voice],
    )?)
}

record! {
    /// A recognition that a moderator decided about.
    pub struct Decided {
        pub id: i64,
        pub deed: i64,
        pub voice: Hand,
        pub doer: Hand,
        pub day: i64,
    }
}

/// From now on these count no more, or count again; gives those that changed.
pub fn set_void(tx: &Tx, ids: &[i64], void: bool) -> Result<Vec<Decided>> {
    Ok(tx.all(
        sql!(
            "UPDATE recognitions SET void = $2 WHERE id = ANY($1) AND void <> $2 \
              RETURNING id, deed, voice, doer, day"
        ),
        args![ids, void],
    )?)
}

record! {
    /// A row of the log.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Logged {
        pub id: i64,
        pub recognition: i64,
        pub deed: i64,
        pub voice: Hand,
        pub doer: Hand,
        pub grade: f64,
        pub money: bool,
        pub first_day: i64,
        pub day: i64,
    }
}

/// Adds to the log what one voice says of one deed from now on: the greatest weight that counts, from the day of the
/// first; commercial ones are not looked at. `id` is the row's.
pub(super) fn append(tx: &Tx, id: i64, of: &Of, day: i64) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO recognition_log (id, recognition_id, deed, voice, doer, grade, money, first_day, day) \
              SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), $4, $5, \
              COALESCE(MAX(CASE WHEN state = 'counts' AND NOT money AND NOT void THEN weight END), 0), \
              MIN(CASE WHEN NOT money THEN day END) IS NULL, \
              COALESCE(MIN(CASE WHEN NOT money THEN day END), CAST($6 AS BIGINT)), CAST($7 AS BIGINT) \
              FROM recognitions WHERE deed = $3 AND voice = $4"
        ),
        args![id, of.recognition, of.deed, of.voice, of.doer, of.first_day, day],
    )?;
    Ok(())
}

record! {
    /// A recognition, and whether the log knows of it.
    pub struct Filling {
        pub id: i64,
        pub deed: i64,
        pub voice: Hand,
        pub doer: Hand,
        pub day: i64,
        pub logged: bool,
    }
}

/// The next recognitions, in order.
pub fn after(tx: &Tx, after: i64, limit: i64) -> Result<Vec<Filling>> {
    Ok(tx.all(
        sql!(
            "SELECT r.id, r.deed, r.voice, r.doer, r.day, \
              EXISTS (SELECT 1 FROM recognition_log l WHERE l.recognition_id = r.id) \
              FROM recognitions r WHERE r.id > $1 ORDER BY r.id LIMIT $2"
        ),
        args![after, limit],
    )?)
}

/// Whether a post carries gifts.
pub fn carries_gifts(tx: &Tx, post: PostId) -> Result<bool> {
    let found: Option<i64> =
        tx.opt(sql!("SELECT id FROM gifts WHERE post_id = $1 ORDER BY id LIMIT 1"), args![post])?;
    Ok(found.is_some())
}
