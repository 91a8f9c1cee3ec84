//! Telling people, once.

use super::rows;
use crate::id::numbers;
use crate::posts::{self, Post};
use crate::{AccountId, GiftId, Notice, NotificationId, PostId, Result, Tx};

/// People told of one act; the rest find it in their timelines.
const TOLD_MAX: usize = 500;

/// Tells `account` that `from` did something, unless it is themselves, they block or mute each other, or they were
/// told of the very same thing before. Gives the notification, when there is one.
pub fn add(
    tx: &Tx,
    account: AccountId,
    kind: &str,
    from: AccountId,
    post: Option<PostId>,
    gift: Option<GiftId>,
) -> Result<Option<NotificationId>> {
    Ok(add_many(tx, &[account], kind, from, post, gift)?.pop())
}

/// The same for many at once, in a fixed number of statements.
pub fn add_many(
    tx: &Tx,
    accounts: &[AccountId],
    kind: &str,
    from: AccountId,
    post: Option<PostId>,
    gift: Option<GiftId>,
) -> Result<Vec<NotificationId>> {
    let asked: Vec<i64> = numbers(accounts, |id| id.0).into_iter().filter(|id| *id != from.0).take(TOLD_MAX).collect();
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let told = rows::to_tell(tx, &asked, kind, from, post, gift)?;
    if told.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = told.iter().map(|_| tx.next_id()).collect();
    rows::insert(tx, &ids, &numbers(&told, |id| id.0), kind, from, post, gift)?;
    for (id, account) in ids.iter().zip(&told) {
        tx.announce(Notice::Notified { account: *account, notification: NotificationId(*id) });
    }
    Ok(ids.into_iter().map(NotificationId).collect())
}

/// A post appeared: those named in it hear of it, then those who asked to hear of everything its author says.
pub fn for_post(tx: &Tx, post: &Post) -> Result<()> {
    let from = post.account;
    let named = rows::readers(tx, post.id, &numbers(&post.mentions, |id| id.0))?;
    add_many(tx, &named, "mention", from, Some(post.id), None)?;
    if post.visibility == posts::Visibility::Direct || (post.reply_to.is_some() && post.reply_to_account != Some(from))
    {
        return Ok(());
    }
    let waiting: Vec<AccountId> =
        rows::who_asked_to_hear(tx, from)?.into_iter().filter(|id| !post.mentions.contains(id)).collect();
    add_many(tx, &waiting, "status", from, Some(post.id), None)?;
    Ok(())
}

/// A post changed: those who are named now and were not hear of it, and those who boosted it.
pub fn for_edit(tx: &Tx, before: &Post, after: &Post) -> Result<()> {
    let fresh: Vec<i64> = after.mentions.iter().filter(|id| !before.mentions.contains(id)).map(|id| id.0).collect();
    let named = if fresh.is_empty() { Vec::new() } else { rows::readers(tx, after.id, &fresh)? };
    add_many(tx, &named, "mention", after.account, Some(after.id), None)?;
    rows::forget(tx, after.account, "update", after.id)?;
    let boosters = rows::boosters(tx, after.id)?;
    add_many(tx, &boosters, "update", after.account, Some(after.id), None)?;
    Ok(())
}

/// What `from` took back is not told any more.
pub fn forget(tx: &Tx, account: AccountId, kind: &str, from: AccountId, post: Option<PostId>) -> Result<()> {
    match post {
        Some(post) => rows::forget(tx, from, kind, post),
        None => rows::forget_between(tx, account, from, kind),
    }
}

/// Nothing from `from` stays with `account`.
pub fn forget_from(tx: &Tx, account: AccountId, from: AccountId) -> Result<()> {
    rows::forget_from(tx, account, from)
}

/// Somebody rang the bell: hosts and moderators hear of it.
pub fn for_staff(tx: &Tx, from: AccountId) -> Result<()> {
    let staff = rows::staff(tx)?;
    add_many(tx, &staff, "admin.sign_up", from, None, None)?;
    Ok(())
}
