//! Keeping somebody at a distance: blocks, mutes, and a private note.

use super::{follow, rows};
use crate::event::Event;
use crate::{AccountId, Member, Notice, Refusal, Result, Tx, effects};

/// A private note: Unicode scalar values.
const NOTE_MAX: usize = 2_000;
/// The longest mute, in milliseconds: ten years.
const MUTE_MAX_MS: i64 = 10 * 366 * 86_400_000;

/// Blocks somebody: follows both ways end and neither sees the other, at once.
pub fn block(tx: &Tx, member: &Member, whom: AccountId) -> Result<()> {
    other(tx, member, whom)?;
    if rows::insert_block(tx, member.account, whom)? == 0 {
        return Ok(());
    }
    follow::end(tx, member.account, whom)?;
    follow::end(tx, whom, member.account)?;
    effects::record(tx, Event::Blocked { by: member.account, whom })
}

/// Blocks no longer; what the block ended does not come back.
pub fn unblock(tx: &Tx, member: &Member, whom: AccountId) -> Result<()> {
    follow::exists(tx, whom)?;
    if rows::delete_block(tx, member.account, whom)? == 1 {
        effects::record(tx, Event::Unblocked { by: member.account, whom })?;
    }
    Ok(())
}

/// Mutes somebody, also their notifications unless said otherwise, for `for_ms` or until unmuted. They do not learn of it.
pub fn mute(tx: &Tx, member: &Member, whom: AccountId, notifications: bool, for_ms: Option<i64>) -> Result<()> {
    other(tx, member, whom)?;
    let expires_at = for_ms.filter(|ms| *ms > 0).map(|ms| tx.now() + ms.min(MUTE_MAX_MS));
    rows::upsert_mute(tx, member.account, whom, notifications, expires_at)?;
    tx.announce(Notice::Relations(member.account));
    Ok(())
}

/// Mutes no longer.
pub fn unmute(tx: &Tx, member: &Member, whom: AccountId) -> Result<()> {
    follow::exists(tx, whom)?;
    if rows::delete_mute(tx, member.account, whom)? == 1 {
        tx.announce(Notice::Relations(member.account));
    }
    Ok(())
}

/// A private note on somebody, at most 2,000 characters; empty takes it away.
pub fn note(tx: &Tx, member: &Member, whom: AccountId, note: &str) -> Result<()> {
    follow::exists(tx, whom)?;
    let note = note.trim();
    if note.contains('\0') || note.chars().count() > NOTE_MAX {
        return Err(Refusal::invalid_as(
            "comment",
            "ERR_TOO_LONG",
            format!("is too long (maximum is {NOTE_MAX} characters)"),
        ));
    }
    if note.is_empty() {
        rows::delete_note(tx, member.account, whom)
    } else {
        rows::upsert_note(tx, member.account, whom, note)
    }
}

fn other(tx: &Tx, member: &Member, whom: AccountId) -> Result<()> {
    follow::exists(tx, whom)?;
    if whom == member.account {
        return Err(Refusal::forbidden("This action is not allowed"));
    }
    Ok(())
}
