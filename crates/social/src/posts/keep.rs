//! What people do with a post: favourite it, keep it, say it was of use.

use std::sync::Arc;

use super::{rows, view};
use crate::accounts::{self, AccountView};
use crate::event::Event;
use crate::{AccountId, Member, Notice, Page, Paged, PostId, Refusal, Result, Tx, Viewer, effects};

/// Words with "I made this": Unicode scalar values.
const WORDS_MAX: usize = 500;

/// How a post was of use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UseKind {
    /// "I made this".
    Made,
    /// "This helped me".
    Helped,
}

impl UseKind {
    /// As stored and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Made => "made",
            Self::Helped => "helped",
        }
    }

    /// The reverse of [`UseKind::as_str`].
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "made" => Some(Self::Made),
            "helped" => Some(Self::Helped),
            _ => None,
        }
    }
}

/// Somebody for whom a post was of use.
#[derive(Clone, Debug)]
pub struct UseView {
    /// Who.
    pub account: Arc<AccountView>,
    /// How.
    pub kind: UseKind,
    /// In their words; may be empty.
    pub words: String,
    /// Milliseconds since 1970.
    pub at: i64,
}

/// Favourites a post, once. Of a boost: what it repeats. Gives that post's id.
pub fn favourite(tx: &Tx, member: &Member, id: PostId) -> Result<PostId> {
    let post = view::readable(tx, &Viewer::from(member), id)?;
    if rows::insert_favourite(tx, member.account, post.id)? == 1 {
        rows::count_favourite(tx, post.id, 1)?;
        effects::record(tx, Event::Favourited { by: member.account, person: member.person, post: &post })?;
    }
    Ok(post.id)
}

/// Takes a favourite back; none is as good.
pub fn unfavourite(tx: &Tx, member: &Member, id: PostId) -> Result<PostId> {
    let post = view::readable(tx, &Viewer::from(member), id)?;
    if rows::delete_favourite(tx, member.account, post.id)? == 1 {
        rows::count_favourite(tx, post.id, -1)?;
        effects::record(tx, Event::Unfavourited { by: member.account, post: &post })?;
    }
    Ok(post.id)
}

/// Keeps a post; nobody else learns of it.
pub fn bookmark(tx: &Tx, member: &Member, id: PostId) -> Result<PostId> {
    let post = view::readable(tx, &Viewer::from(member), id)?;
    if rows::insert_bookmark(tx, member.account, post.id)? == 1 {
        tx.announce(Notice::ViewerFlags { viewer: member.account, post: post.id });
    }
    Ok(post.id)
}

/// Keeps it no longer.
pub fn unbookmark(tx: &Tx, member: &Member, id: PostId) -> Result<PostId> {
    let post = view::readable(tx, &Viewer::from(member), id)?;
    if rows::delete_bookmark(tx, member.account, post.id)? == 1 {
        tx.announce(Notice::ViewerFlags { viewer: member.account, post: post.id });
    }
    Ok(post.id)
}

/// Says "I made this" or "this helped me" under somebody else's post, once of each, with at most 500 characters.
pub fn use_it(tx: &Tx, member: &Member, id: PostId, kind: UseKind, words: &str) -> Result<PostId> {
    let post = view::readable(tx, &Viewer::from(member), id)?;
    let own = [member.account, member.person];
    if own.contains(&post.account) || post.keeper.is_some_and(|keeper| own.contains(&keeper)) {
        return Err(Refusal::invalid("post", "This takes somebody else's post."));
    }
    let words = words.trim();
    if words.contains('\0') || words.chars().count() > WORDS_MAX {
        return Err(Refusal::invalid_as("words", "ERR_TOO_LONG", format!("At most {WORDS_MAX} characters, please.")));
    }
    if rows::insert_use(tx, post.id, member.account, kind.as_str(), words)? == 1 {
        let (by, person, helped) = (member.account, member.person, kind == UseKind::Helped);
        effects::record(tx, Event::Used { by, person, post: &post, helped })?;
    }
    Ok(post.id)
}

/// For whom a post was of use, latest first, at most 100.
pub fn uses(tx: &Tx, viewer: &Viewer, id: PostId) -> Result<Vec<UseView>> {
    let post = view::readable(tx, viewer, id)?;
    let found = rows::uses(tx, viewer.number(), post.id)?;
    let ids: Vec<AccountId> = found.iter().map(|(account, ..)| *account).collect();
    let people = accounts::views(tx, &ids)?;
    let seen = |(account, kind, words, at): (AccountId, String, String, i64)| {
        let account = people.iter().find(|person| person.id == account)?.clone();
        Some(UseView { account, kind: UseKind::parse(&kind)?, words, at })
    };
    Ok(found.into_iter().filter_map(seen).collect())
}

/// Who used each of these posts, newest first, for posts the viewer was already shown.
pub fn uses_of(tx: &Tx, viewer: &Viewer, ids: &[PostId]) -> Result<Vec<(PostId, UseView)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = rows::uses_of(tx, viewer.number(), &crate::numbers(ids, |id| id.0))?;
    let people = accounts::views(tx, &found.iter().map(|(_, account, ..)| *account).collect::<Vec<_>>())?;
    let seen = |(post, account, kind, words, at): (PostId, AccountId, String, String, i64)| {
        let account = people.iter().find(|person| person.id == account)?.clone();
        Some((post, UseView { account, kind: UseKind::parse(&kind)?, words, at }))
    };
    Ok(found.into_iter().filter_map(seen).collect())
}

/// Who favourited a post the viewer may read, latest first; cursors are ids of favourites.
pub fn favourited_by(tx: &Tx, viewer: &Viewer, id: PostId, page: Page) -> Result<Paged<AccountId>> {
    let post = view::readable(tx, viewer, id)?;
    let found = rows::favouriters(tx, viewer.number(), post.id, &page)?;
    Ok(Paged::new(found, |(cursor, _)| *cursor).map(|(_, account)| account))
}
