//! Boosting: repeating somebody's post to one's own followers.

use super::rows::{self, PostRow};
use super::{Origin, PostKind, Visibility, delete, view};
use crate::event::Event;
use crate::{AccountId, Member, Page, Paged, PostId, Refusal, Result, Tx, Viewer, effects};

/// Boosts a post once; a second time gives the same boost.
///
/// Public and unlisted posts may be boosted by everybody who reads them, a followers-only post by its author alone
/// and then only to followers; a direct post never.
pub fn boost(tx: &Tx, member: &Member, id: PostId, visibility: Option<Visibility>) -> Result<PostId> {
    let original = view::readable(tx, &Viewer::from(member), id)?;
    let own = original.account == member.account;
    let visibility = match (original.visibility, visibility.unwrap_or(Visibility::Public)) {
        (Visibility::Public | Visibility::Unlisted, Visibility::Direct) => Visibility::Private,
        (Visibility::Public | Visibility::Unlisted, asked) => asked,
        (Visibility::Private, _) if own => Visibility::Private,
        _ => return Err(Refusal::forbidden("This action is not allowed")),
    };
    if let Some(boost) = rows::boost_by(tx, original.id, member.account)? {
        return Ok(boost);
    }
    let boost = PostId(tx.next_id());
    let row = PostRow {
        id: boost,
        account: member.account,
        keeper: member.keeper(),
        boost_of: Some(original.id),
        origin: Origin::Written.as_str().to_owned(),
        kind: PostKind::Note.as_str().to_owned(),
        visibility: visibility.as_str().to_owned(),
        reply_to: None,
        reply_to_account: None,
        thread: boost,
        sensitive: false,
        spoiler: String::new(),
        text: String::new(),
        html: String::new(),
        language: String::new(),
        app: None,
        created_at: tx.now(),
        edited_at: None,
        version: 0,
    };
    rows::insert(tx, &row)?;
    rows::count_boost(tx, original.id, 1)?;
    rows::count_post(tx, member.account, 1, Some(tx.now()))?;
    effects::record(tx, Event::Boosted { boost: &row.into_post(Vec::new()), original: &original })?;
    Ok(boost)
}

/// Takes a boost back; none is as good. `id` is the original, or the boost. Gives the original's id.
pub fn unboost(tx: &Tx, member: &Member, id: PostId) -> Result<PostId> {
    let original = view::readable(tx, &Viewer::from(member), id)?.id;
    if let Some(boost) = rows::boost_by(tx, original, member.account)? {
        delete::remove(tx, &view::load(tx, boost)?)?;
    }
    Ok(original)
}

/// Who boosted a post the viewer may read, latest first; cursors are ids of boosts.
pub fn boosted_by(tx: &Tx, viewer: &Viewer, id: PostId, page: Page) -> Result<Paged<AccountId>> {
    let original = view::readable(tx, viewer, id)?.id;
    let found = rows::boosters(tx, viewer.number(), original, &page)?;
    Ok(Paged::new(found, |(cursor, _)| *cursor).map(|(_, account)| account))
}
