//! Who follows, blocks and mutes whom.

use super::{Relationship, rows};
use crate::id::numbers;
use crate::{AccountId, Member, Page, Paged, Result, Tx, Viewer};

/// Accounts asked about at once.
const RELATIONSHIPS_MAX: usize = 200;

/// Whether one of the two blocks the other.
pub fn is_blocked(tx: &Tx, a: AccountId, b: AccountId) -> Result<bool> {
    rows::blocked_either_way(tx, a, b)
}

/// Whether `by` follows `whom`; asking is not following.
pub fn is_following(tx: &Tx, by: AccountId, whom: AccountId) -> Result<bool> {
    Ok(rows::follow_between(tx, by, whom)?.is_some_and(|(_, state)| state == "follows"))
}

/// What the member and each of these accounts are to each other, in the order asked for; unknown ids are left out.
pub fn relationships(tx: &Tx, member: &Member, ids: &[AccountId]) -> Result<Vec<Relationship>> {
    let ids = &ids[..ids.len().min(RELATIONSHIPS_MAX)];
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = rows::relationships(tx, member.account, &numbers(ids, |id| id.0))?;
    Ok(ids.iter().filter_map(|id| found.iter().find(|row| row.target == *id)).map(relationship).collect())
}

fn relationship(row: &rows::RelationshipRow) -> Relationship {
    let out = row.out_state.as_deref();
    let back = row.in_state.as_deref();
    let following = out == Some("follows");
    Relationship {
        target: Some(row.target),
        following,
        showing_boosts: following && row.boosts.unwrap_or(false),
        notifying: following && row.notify.unwrap_or(false),
        languages: row.languages.as_deref().and_then(|list| serde_json::from_str(list).ok()).unwrap_or_default(),
        followed_by: back == Some("follows"),
        blocking: row.blocking,
        blocked_by: row.blocked_by,
        muting: row.muted.is_some(),
        muting_notifications: row.muted.unwrap_or(false),
        muting_until: row.muted_until,
        requested: out == Some("asked"),
        requested_by: back == Some("asked"),
        note: row.note.clone().unwrap_or_default(),
    }
}

/// Who follows an account, latest first. Those blocked either way by the viewer are left out, and all of them when
/// the account keeps it to itself.
pub fn followers(tx: &Tx, viewer: &Viewer, of: AccountId, page: Page) -> Result<Paged<AccountId>> {
    if !may_list(tx, viewer, of)? {
        return Ok(Paged::new(Vec::new(), |_| 0));
    }
    people(rows::followers(tx, viewer.number(), of, &page)?)
}

/// Whom an account follows, latest first.
pub fn following(tx: &Tx, viewer: &Viewer, of: AccountId, page: Page) -> Result<Paged<AccountId>> {
    if !may_list(tx, viewer, of)? {
        return Ok(Paged::new(Vec::new(), |_| 0));
    }
    people(rows::following(tx, viewer.number(), of, &page)?)
}

fn may_list(tx: &Tx, viewer: &Viewer, of: AccountId) -> Result<bool> {
    let hidden = rows::hides_collections(tx, of)?.ok_or_else(crate::Refusal::not_found)?;
    let Some(me) = viewer.account() else { return Ok(!hidden) };
    Ok(me == of || (!hidden && !rows::blocked_either_way(tx, me, of)?))
}

/// Whom the member blocks, latest first.
pub fn blocks(tx: &Tx, member: &Member, page: Page) -> Result<Paged<AccountId>> {
    people(rows::blocks(tx, member.account, &page)?)
}

/// Whom the member mutes, latest first, with when the mute ends.
pub fn mutes(tx: &Tx, member: &Member, page: Page) -> Result<Paged<(AccountId, Option<i64>)>> {
    let found = rows::mutes(tx, member.account, &page)?;
    Ok(Paged::new(found, |(cursor, ..)| *cursor).map(|(_, account, until)| (account, until)))
}

/// How many people ask to follow the member.
pub fn requests_count(tx: &Tx, member: &Member) -> Result<i64> {
    rows::requests_count(tx, member.account)
}

/// Who asked to follow the member, latest first.
pub fn requests(tx: &Tx, member: &Member, page: Page) -> Result<Paged<AccountId>> {
    people(rows::requests(tx, member.account, &page)?)
}

/// Of each account: its followers that the member follows, at most 40 in all per account.
pub fn familiar_followers(tx: &Tx, member: &Member, ids: &[AccountId]) -> Result<Vec<(AccountId, Vec<AccountId>)>> {
    let ids = &ids[..ids.len().min(40)];
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = rows::familiar_followers(tx, member.account, &numbers(ids, |id| id.0))?;
    let of = |id: AccountId| found.iter().filter(|(of, _)| *of == id).map(|(_, who)| *who).take(40).collect();
    Ok(ids.iter().map(|id| (*id, of(*id))).collect())
}

fn people(found: Vec<(i64, AccountId)>) -> Result<Paged<AccountId>> {
    Ok(Paged::new(found, |(cursor, _)| *cursor).map(|(_, account)| account))
}
