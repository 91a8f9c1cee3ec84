//! Introductions as one of the three sees them.

use std::collections::HashMap;
use std::sync::Arc;

use super::{IntroductionRow, IntroductionView, Mine, Seen, WAITS_MS, rows};
use crate::accounts::{self, AccountView};
use crate::{AccountId, IntroductionId, Member, Page, Paged, Refusal, Result, Tx};

/// Items of one list at most.
const LIMIT_MAX: u32 = 80;

/// One introduction; only for the three, and for the two only if it reached them.
pub fn view(tx: &Tx, member: &Member, id: IntroductionId) -> Result<IntroductionView> {
    let row = rows::load(tx, id)?;
    let reached = match row.side(member.person) {
        Some(true) => row.reaches_a,
        Some(false) => row.reaches_b,
        None => row.introducer == member.person,
    };
    if !reached {
        return Err(Refusal::not_found());
    }
    views(tx, member.person, vec![row])?.pop().ok_or_else(Refusal::not_found)
}

/// Those offered to the member, newest first.
pub fn list_to(tx: &Tx, member: &Member, page: Page) -> Result<Paged<IntroductionView>> {
    let found = rows::to(tx, member.person, page.below(), i64::from(page.limit.min(LIMIT_MAX)))?;
    paged(tx, member, found)
}

/// Those the member made, newest first.
pub fn list_by(tx: &Tx, member: &Member, page: Page) -> Result<Paged<IntroductionView>> {
    let found = rows::by(tx, member.person, page.below(), i64::from(page.limit.min(LIMIT_MAX)))?;
    paged(tx, member, found)
}

/// Those that wait for the member's answer, newest first, at most 40.
pub fn unanswered(tx: &Tx, member: &Member) -> Result<Vec<IntroductionView>> {
    views(tx, member.person, rows::unanswered(tx, member.person, tx.now() - WAITS_MS, 40)?)
}

/// How many wait for the member's answer; there are never more than a few.
pub fn unanswered_count(tx: &Tx, member: &Member) -> Result<i64> {
    rows::unanswered_count(tx, member.person, tx.now() - WAITS_MS)
}

fn paged(tx: &Tx, member: &Member, found: Vec<IntroductionRow>) -> Result<Paged<IntroductionView>> {
    let cursors = (found.first().map(|row| row.id.0), found.last().map(|row| row.id.0));
    Ok(Paged { items: views(tx, member.person, found)?, first: cursors.0, last: cursors.1 })
}

fn views(tx: &Tx, viewer: AccountId, found: Vec<IntroductionRow>) -> Result<Vec<IntroductionView>> {
    let ids: Vec<AccountId> =
        found.iter().flat_map(|row| [Some(row.introducer), Some(row.a), Some(row.b), row.stall]).flatten().collect();
    let people: HashMap<AccountId, Arc<AccountView>> =
        accounts::views(tx, &ids)?.into_iter().map(|view| (view.id, view)).collect();
    let apart = rows::blocked_by(tx, viewer, &crate::numbers(&ids, |id| id.0))?;
    let now = tx.now();
    let shown = |row: IntroductionRow| {
        // Whom the viewer blocks they hear nothing of; whoever left or was put out is nowhere.
        let three = [row.introducer, row.a, row.b];
        if three.iter().any(|id| apart.contains(id) || people.get(id).is_none_or(|view| !view.is_shown())) {
            return None;
        }
        let side = row.side(viewer);
        let (first, second) = if side == Some(false) { (row.b, row.a) } else { (row.a, row.b) };
        let seen = row.seen(now);
        let mine = side.map(|first| match first {
            true => Mine { answer: row.answer_a, show: row.show_a, glad: row.glad_a },
            false => Mine { answer: row.answer_b, show: row.show_b, glad: row.glad_b },
        });
        Some(IntroductionView {
            id: row.id,
            introducer: Arc::clone(people.get(&row.introducer)?),
            a: Arc::clone(people.get(&first)?),
            b: Arc::clone(people.get(&second)?),
            why: row.why,
            stall: row.stall.and_then(|stall| people.get(&stall).map(Arc::clone)),
            own_stall: row.own_stall,
            mine,
            both_glad: row.glad_a && row.glad_b,
            post: row.post.filter(|_| !matches!(seen, Seen::Waiting | Seen::NotNow)),
            seen,
            offered_at: row.offered_at,
        })
    };
    Ok(found.into_iter().filter_map(shown).collect())
}
