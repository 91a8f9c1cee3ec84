//! Ties from history, for squares older than ties.

mod rows;

use super::{Act, ActKind, acts, note};
use crate::gifts::{GiftState, rows as gift_rows};
use crate::{AccountId, GiftId, PostId, Refusal, Result, Tx, posts};

/// Objects of one slice. Each moves at most six ties.
const SLICE: i64 = 40;

/// Keeps what happened behind `cursor` (0 at first), a slice at a time in the order in which it happened; gives the next
/// cursor, or none at the end. What is there already stays as it is, so it may run again.
pub fn fill(tx: &Tx, cursor: i64) -> Result<Option<i64>> {
    let found = rows::happened(tx, cursor, SLICE)?;
    for (id, what) in &found {
        match what.as_str() {
            "post" => {
                let post = posts::load(tx, PostId(*id))?;
                if post.origin.is_news() {
                    acts::of_post(tx, &post)?;
                }
            }
            "gift" => {
                let gift = gift_rows::load(tx, GiftId(*id))?;
                if gift.state == GiftState::Accepted {
                    acts::of_gift(tx, &gift)?;
                }
            }
            "use" => {
                if let Some((by, post, at)) = rows::use_of(tx, *id)? {
                    match posts::load(tx, post) {
                        Ok(post) => acts::of_use(tx, by, &post, at)?,
                        Err(crate::Error::Refused(Refusal::NotFound)) => {}
                        Err(error) => return Err(error),
                    }
                }
            }
            "invitation" => {
                if let Some((from, to, at)) = rows::invitation_of(tx, *id)? {
                    note(tx, &Act { kind: ActKind::Invitation, from, to, object: *id, at })?;
                }
            }
            _ => {
                if let Some((from, to, at)) = rows::let_in_of(tx, *id)? {
                    let to = AccountId(to);
                    note(tx, &Act { kind: ActKind::Invitation, from, to, object: to.0, at })?;
                }
            }
        }
    }
    Ok(if (found.len() as i64) < SLICE { None } else { found.last().map(|(id, _)| *id) })
}
