//! Gifts as a viewer may see them, any number in a fixed number of statements.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Between, CarriedGift, Gift, GiftState, GiftView, rows};
use crate::{AccountId, GiftId, PostId, Refusal, Result, Tx, Viewer, accounts, currencies};

/// One gift; not there for whoever may not see it.
pub fn view(tx: &Tx, viewer: &Viewer, id: GiftId) -> Result<GiftView> {
    views(tx, viewer, &[id])?.pop().ok_or_else(Refusal::not_found)
}

/// Those of `ids` the viewer may see, in their order: the two see theirs, others what is public and accepted.
pub fn views(tx: &Tx, viewer: &Viewer, ids: &[GiftId]) -> Result<Vec<GiftView>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let person = who(viewer);
    let found = rows::shown(tx, person, &crate::numbers(ids, |id| id.0))?;
    let shown = crate::numbers(&found.iter().map(|gift| gift.id).collect::<Vec<_>>(), |id| id.0);
    let words = by_gift(rows::words(tx, &shown)?, |words| words.gift);
    let between = by_gift(rows::between_of(tx, &shown)?, |row| row.0);
    let shared = rows::shared_costs_of(tx, person, &shown)?;
    let currencies = currencies::by_ids(tx, &found.iter().map(|gift| gift.currency).collect::<Vec<_>>())?;
    let people: Vec<AccountId> =
        found.iter().flat_map(|gift| [gift.giver, gift.receiver, gift.stall]).flatten().collect();
    let people: HashMap<_, _> =
        accounts::views(tx, &unique(people))?.into_iter().map(|account| (account.id, account)).collect();

    let mut views: HashMap<GiftId, GiftView> = HashMap::with_capacity(found.len());
    for gift in found {
        let Some(currency) = currencies.get(&gift.currency) else { continue };
        let person_of = |id: Option<AccountId>| id.and_then(|id| people.get(&id).map(Arc::clone));
        let words = words.get(&gift.id);
        let (before, own, others) = between.get(&gift.id).map_or((0, None, None), |row| (row.1, row.2, row.3));
        let view = GiftView {
            currency: Arc::clone(currency),
            giver: person_of(gift.giver),
            receiver: person_of(gift.receiver),
            stall: person_of(gift.stall),
            reason: words.map_or_else(String::new, |words| words.reason.clone()),
            changed: words.map_or_else(String::new, |words| words.changed.clone()),
            back: words.map_or_else(String::new, |words| words.back.clone()),
            place: words.map_or_else(String::new, |words| words.place.clone()),
            between: Between::of(gift.again, before, own, others),
            costs_shared: shared.contains(&gift.id),
            gift: as_seen_by(person, gift),
        };
        views.insert(view.gift.id, view);
    }
    Ok(ids.iter().filter_map(|id| views.remove(id)).collect())
}

/// The gifts that posts carry, as the viewer may see them.
pub fn for_posts(tx: &Tx, viewer: &Viewer, posts: &[PostId]) -> Result<HashMap<PostId, Vec<GiftView>>> {
    let mut found: HashMap<PostId, Vec<GiftView>> = HashMap::new();
    if posts.is_empty() {
        return Ok(found);
    }
    let ids = rows::ids_of_posts(tx, &crate::numbers(posts, |id| id.0))?;
    for view in views(tx, viewer, &ids)? {
        if let Some(post) = view.gift.post {
            found.entry(post).or_default().push(view);
        }
    }
    Ok(found)
}

/// The accepted gifts that thank for these posts, as the viewer may see them.
pub fn thanks_for(tx: &Tx, viewer: &Viewer, posts: &[PostId]) -> Result<HashMap<PostId, Vec<GiftView>>> {
    let mut found: HashMap<PostId, Vec<GiftView>> = HashMap::new();
    if posts.is_empty() {
        return Ok(found);
    }
    let ids = rows::ids_for_objects(tx, &crate::numbers(posts, |id| id.0))?;
    for view in views(tx, viewer, &ids)? {
        if let Some(object) = view.gift.object {
            found.entry(object).or_default().push(view);
        }
    }
    Ok(found)
}

/// The gifts that posts carry, in short: what the viewer may know of and nobody took back.
pub(crate) fn carried(tx: &Tx, viewer: &Viewer, posts: &[i64]) -> Result<Vec<(PostId, CarriedGift)>> {
    let found = rows::carried(tx, who(viewer), posts)?;
    let shown = found
        .into_iter()
        .map(|(post, id, currency, state, receiver)| (post, CarriedGift { id, currency, state, receiver }));
    Ok(shown.collect())
}

/// The person who looks, also when they speak as a stall; 0 is nobody.
pub(super) fn who(viewer: &Viewer) -> i64 {
    viewer.0.as_ref().map_or(0, |member| member.person.0)
}

/// Declining is silent: its giver sees an open gift, or one taken back.
fn as_seen_by(person: i64, mut gift: Gift) -> Gift {
    if gift.state == GiftState::Declined && gift.giver.is_some_and(|giver| giver.0 == person) {
        gift.settled_at = gift.settled_at.filter(|_| gift.taken_back);
        gift.state = if gift.taken_back { GiftState::Withdrawn } else { GiftState::Given };
    }
    gift
}

fn by_gift<T>(rows: Vec<T>, gift: impl Fn(&T) -> GiftId) -> HashMap<GiftId, T> {
    rows.into_iter().map(|row| (gift(&row), row)).collect()
}

fn unique(mut ids: Vec<AccountId>) -> Vec<AccountId> {
    ids.sort_unstable();
    ids.dedup();
    ids
}
