//! Whom somebody may want to hear from, and who could meet through them.

pub(super) mod rows;

use super::{Order, among, known, of_in};
use crate::{AccountId, Member, Page, Result, Tx};

/// Suggestions are looked for among so many ties.
const SUGGESTED_FROM: usize = 400;
/// Whom somebody could meet is looked for among so many ties.
const MEET_FROM: u32 = 40;

/// People the member has a tie with, does not follow yet and may be told of: those who acted last first. Never by how
/// many know them.
pub fn suggestions(tx: &Tx, member: &Member, limit: u32) -> Result<Vec<AccountId>> {
    let mut known = known(tx, member.person)?;
    known.truncate(SUGGESTED_FROM);
    if known.is_empty() {
        return Ok(known);
    }
    rows::may_be_suggested(tx, member.account, &crate::numbers(&known, |id| id.0), i64::from(limit.clamp(1, 80)))
}

/// Suggests somebody no more; somebody unknown is as good.
pub fn hide_suggestion(tx: &Tx, member: &Member, whom: AccountId) -> Result<()> {
    rows::hide_suggestion(tx, member.account, whom)
}

/// Of the member's closest ties those who could meet `other` through the member: no tie between them that either shows.
pub fn could_meet(tx: &Tx, member: &Member, other: AccountId, limit: usize) -> Result<Vec<AccountId>> {
    let closest = of_in(tx, member.person, Page::first(MEET_FROM), Order::Closest)?;
    let friends: Vec<AccountId> = closest
        .items
        .iter()
        .filter(|tie| tie.other != other && !tie.hidden && !tie.let_rest)
        .map(|tie| tie.other)
        .collect();
    let tied = among(tx, other, &friends)?;
    let mut free = friends;
    free.retain(|friend| !tied.iter().any(|tie| tie.other == *friend && tie.stage.is_some()));
    not_apart(tx, other, free, limit)
}

fn not_apart(tx: &Tx, other: AccountId, friends: Vec<AccountId>, limit: usize) -> Result<Vec<AccountId>> {
    let apart = super::rows::apart(tx, other, &crate::numbers(&friends, |id| id.0))?;
    Ok(friends.into_iter().filter(|friend| !apart.contains(friend)).take(limit).collect())
}
