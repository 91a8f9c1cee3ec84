//! The SQL of recognitions.

use soulava_store::{args, sql};

use super::RecognitionKind;
use crate::ledger::Hand;
use crate::{PostId, Result, Tx};

/// Stores a recognition. A second one takes the grade and leaves the day.
pub fn insert(
    tx: &Tx,
    kind: RecognitionKind,
    voice: Hand,
    doer: Hand,
    object: i64,
    grade: f64,
    day: i64,
) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO recognitions (id, kind, voice, doer, object_id, grade, state, day, at) \
              VALUES ($1, $2, $3, $4, $5, $6, 'counts', $7, $8) \
              ON CONFLICT (kind, object_id, voice) DO UPDATE SET grade = excluded.grade, state = 'counts'"
        ),
        args![tx.next_id(), kind, voice, doer, object, grade, day, tx.now()],
    )?;
    Ok(())
}

/// From now on it counts nothing.
pub fn retract(tx: &Tx, kind: RecognitionKind, voice: Hand, object: i64) -> Result<()> {
    tx.run(
        sql!("UPDATE recognitions SET state = 'retracted' WHERE kind = $1 AND object_id = $2 AND voice = $3"),
        args![kind, object, voice],
    )?;
    Ok(())
}

/// Whether a post carries gifts.
pub fn carries_gifts(tx: &Tx, post: PostId) -> Result<bool> {
    let found: Option<i64> =
        tx.opt(sql!("SELECT id FROM gifts WHERE post_id = $1 ORDER BY id LIMIT 1"), args![post])?;
    Ok(found.is_some())
}
