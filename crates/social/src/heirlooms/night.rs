//! What becomes of heirlooms by themselves, once a night.

use super::{How, NUDGE_MS, rows};
use crate::gifts;
use crate::{Result, Tx, ledger, waiting};

/// Rows of one slice.
const SLICE: i64 = 100;

/// Lets unanswered offers lapse, reminds holders, and brings home what nobody holds. Says whether there may be more.
pub fn night(tx: &Tx) -> Result<bool> {
    let late = rows::with_late_offer(tx, tx.now() - gifts::HEIRLOOM_WAITS_MS, SLICE)?;
    for id in &late {
        gifts::lapse(tx, *id, true)?;
    }
    let kept = rows::kept_long(tx, tx.now() - NUDGE_MS, SLICE)?;
    for (id, holder) in &kept {
        waiting::pass_heirloom(tx, *holder, *id)?;
        rows::set_nudged(tx, *id)?;
    }
    let orphans = bring_home(tx)?;
    Ok([late.len(), kept.len(), orphans].contains(&(SLICE as usize)))
}

/// The host takes what is in the hands of nobody, or of somebody who was put out.
fn bring_home(tx: &Tx) -> Result<usize> {
    let orphans = rows::orphans(tx, SLICE)?;
    if orphans.is_empty() {
        return Ok(0);
    }
    let Some(host) = rows::first_host(tx)? else { return Ok(0) };
    let hand = ledger::hand(tx, host)?;
    for id in &orphans {
        gifts::lapse(tx, *id, false)?;
        rows::set_holder(tx, *id, host)?;
        rows::insert_hand(tx, *id, hand, How::Returned, None)?;
    }
    Ok(orphans.len())
}
