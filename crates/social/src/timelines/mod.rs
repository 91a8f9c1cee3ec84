//! Timelines: which posts, in which order. Derived from posts, boosts and follows; never stored.
//!
//! Every timeline gives ids; `posts::views` loads them. The order is always the id's, newest first.

mod rows;

use crate::{AccountId, Member, Page, Paged, PostId, Refusal, Result, Tx, Viewer};

/// Rounds of looking further when much of what was found is not for this reader.
const ROUNDS_MAX: usize = 8;

/// What to show of an account: <https://docs.joinmastodon.org/methods/accounts/#statuses>.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only posts with pictures.
    pub only_media: bool,
    /// Without answers to others.
    pub exclude_replies: bool,
    /// Without boosts.
    pub exclude_boosts: bool,
    /// Only under this hashtag, folded.
    pub tagged: Option<String>,
}

/// Hashtags, folded: a post has one of `any`, each of `all` and none of `none`.
#[derive(Clone, Debug, Default)]
pub struct TagQuery {
    /// At least one of these.
    pub any: Vec<String>,
    /// And every one of these.
    pub all: Vec<String>,
    /// And not one of these.
    pub none: Vec<String>,
    /// Only posts with pictures.
    pub only_media: bool,
}

/// The posts and boosts of the member and of whom they follow.
///
/// An answer is shown when it answers its own author, the member, or somebody the member follows. Without those the
/// member mutes, boosts from follows that hide them, and languages a follow leaves out.
pub fn home(tx: &Tx, member: &Member, page: Page) -> Result<Paged<PostId>> {
    shown_of(page, |window| rows::home(tx, member.account, window))
}

/// What people the member knows say and boost, newest first, with the member's own: those of [`crate::ties::known`] and
/// the stalls they keep. `None` while the member has no such tie; the home of follows is shown then.
///
/// An answer is shown when it answers its own author, the member, or somebody else the member knows.
pub fn known(tx: &Tx, member: &Member, page: Page) -> Result<Option<Paged<PostId>>> {
    match authors(tx, member)? {
        Some(authors) => shown_of(page, |window| rows::known(tx, member.account, &authors, window)).map(Some),
        None => Ok(None),
    }
}

/// Whether [`known`] would show a post, or [`home`] while there are no ties.
pub fn shows_known(tx: &Tx, member: &Member, post: PostId) -> Result<bool> {
    match authors(tx, member)? {
        Some(authors) => rows::shows_known(tx, member.account, &authors, post),
        None => Ok(readers(tx, post, &[member.account])?.iter().any(|reader| reader.at_home)),
    }
}

/// Whose posts are those of people the member knows; none without a tie.
fn authors(tx: &Tx, member: &Member) -> Result<Option<Vec<i64>>> {
    let mut known = crate::ties::known(tx, member.person)?;
    if known.is_empty() {
        return Ok(None);
    }
    let stalls = crate::stalls::kept_by_all(tx, &known)?;
    known.extend(stalls.into_iter().map(|(_, stall)| stall.account));
    known.extend([member.person, member.account]);
    known.sort_unstable();
    known.dedup();
    Ok(Some(crate::id::numbers(&known, |id| id.0)))
}

/// A page of those candidates that are to be shown, looking further while too few are.
fn shown_of(page: Page, find: impl Fn(&Page) -> Result<Vec<(PostId, bool)>>) -> Result<Paged<PostId>> {
    let wanted = page.limit.clamp(1, 200) as usize;
    let mut ids: Vec<PostId> = Vec::with_capacity(wanted);
    let mut window = page;
    for _ in 0..ROUNDS_MAX {
        let candidates = u32::try_from(wanted - ids.len()).unwrap_or(200) + 12;
        let found = find(&Page { limit: candidates, ..window })?;
        let exhausted = found.len() < candidates as usize;
        let last = found.last().map(|(id, _)| id.0);
        ids.extend(found.into_iter().filter(|(_, shown)| *shown).map(|(id, _)| id).take(wanted - ids.len()));
        match last {
            Some(last) if !exhausted && ids.len() < wanted => match page.ascending() {
                true => window.min_id = Some(last),
                false => window.max_id = Some(last),
            },
            _ => break,
        }
    }
    if page.ascending() {
        ids.reverse();
    }
    Ok(Paged::new(ids, |id| id.0))
}

/// What everybody here says in public, without answers to others and without boosts.
pub fn square(tx: &Tx, viewer: &Viewer, page: Page, only_media: bool) -> Result<Paged<PostId>> {
    Ok(Paged::new(rows::square(tx, viewer.number(), &page, only_media)?, |id| id.0))
}

/// What an account says and boosts, as far as the viewer may read it.
pub fn account(tx: &Tx, viewer: &Viewer, of: AccountId, page: Page, filter: &Filter) -> Result<Paged<PostId>> {
    if !rows::is_here(tx, of)? {
        return Err(Refusal::not_found());
    }
    Ok(Paged::new(rows::account(tx, viewer.number(), of, &page, filter)?, |id| id.0))
}

/// Public posts under hashtags.
pub fn tag(tx: &Tx, viewer: &Viewer, page: Page, query: &TagQuery) -> Result<Paged<PostId>> {
    Ok(Paged::new(rows::tag(tx, viewer.number(), &page, query)?, |id| id.0))
}

/// What the member favourited, latest favourite first; cursors are ids of favourites.
pub fn favourites(tx: &Tx, member: &Member, page: Page) -> Result<Paged<PostId>> {
    Ok(Paged::new(rows::favourites(tx, member.account, &page)?, |(cursor, _)| *cursor).map(|(_, id)| id))
}

/// What the member keeps, latest first; cursors are ids of bookmarks.
pub fn bookmarks(tx: &Tx, member: &Member, page: Page) -> Result<Paged<PostId>> {
    Ok(Paged::new(rows::bookmarks(tx, member.account, &page)?, |(cursor, _)| *cursor).map(|(_, id)| id))
}

/// Direct posts the member wrote or is named in.
pub fn direct(tx: &Tx, member: &Member, page: Page) -> Result<Paged<PostId>> {
    Ok(Paged::new(rows::direct(tx, member.account, &page)?, |id| id.0))
}

/// At most this many are asked about at once.
pub const READERS_MAX: usize = 1000;

/// Somebody who may read a post and does not mute its author.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reader {
    /// Who.
    pub account: AccountId,
    /// Whether [`home`] would show it to them.
    pub at_home: bool,
}

/// Of these accounts those that may read the post. For streams and reels, which hold accounts, not timelines.
pub fn readers(tx: &Tx, post: PostId, among: &[AccountId]) -> Result<Vec<Reader>> {
    let among = crate::id::numbers(&among[..among.len().min(READERS_MAX)], |id| id.0);
    Ok(rows::readers(tx, post, &among)?.into_iter().map(|(account, at_home)| Reader { account, at_home }).collect())
}

/// Whose [`home`] shows a post: the author and, of the followers, those it is not kept from.
pub fn homes(tx: &Tx, post: &crate::posts::Post) -> Result<Vec<AccountId>> {
    let plain = post.boost_of.is_none() && post.visibility != crate::posts::Visibility::Direct;
    let mut homes = if plain { rows::homes_of_own(tx, post.id)? } else { rows::homes_of(tx, post.id)? };
    homes.push(post.account);
    Ok(homes)
}

/// When a mute of the account ends by itself, and its home shows more than before.
pub fn mutes_end(tx: &Tx, account: AccountId) -> Result<Option<i64>> {
    rows::mutes_end(tx, account)
}
