//! Reading notifications, and how far somebody has read.

use std::collections::HashMap;

use super::{NotificationView, rows};
use crate::id::numbers;
use crate::{
    AccountId, GiftId, Member, NotificationId, Page, Paged, PostId, Refusal, Result, Tx, Viewer, accounts, posts,
};

/// Which kinds to show. Both empty: all.
#[derive(Clone, Debug, Default)]
pub struct Kinds {
    /// Only these.
    pub only: Vec<String>,
    /// Not these.
    pub without: Vec<String>,
    /// Only from this account.
    pub from: Option<AccountId>,
}

/// The member's notifications, newest first. What is about a post that went or that they may not read any more is left out.
pub fn list(tx: &Tx, member: &Member, page: Page, kinds: &Kinds) -> Result<Paged<NotificationView>> {
    let found = rows::list(tx, member.account, &page, kinds)?;
    let cursors = (found.first().map(|row| row.id.0), found.last().map(|row| row.id.0));
    let items = seen(tx, member, found)?;
    Ok(Paged { items, first: cursors.0, last: cursors.1 })
}

/// One of the member's.
pub fn get(tx: &Tx, member: &Member, id: NotificationId) -> Result<NotificationView> {
    let row = rows::get(tx, member.account, id)?.ok_or_else(Refusal::not_found)?;
    seen(tx, member, vec![row])?.pop().ok_or_else(Refusal::not_found)
}

fn seen(tx: &Tx, member: &Member, found: Vec<rows::NotificationRow>) -> Result<Vec<NotificationView>> {
    let mut people: Vec<AccountId> = found.iter().map(|row| row.from).collect();
    people.sort_unstable();
    people.dedup();
    let people: HashMap<AccountId, _> =
        accounts::views(tx, &people)?.into_iter().map(|account| (account.id, account)).collect();
    let mut about: Vec<PostId> = found.iter().filter_map(|row| row.post).collect();
    about.sort_unstable();
    about.dedup();
    let about: HashMap<PostId, _> =
        posts::views(tx, &Viewer::from(member), &about)?.into_iter().map(|view| (view.post.id, view)).collect();
    let view = |row: rows::NotificationRow| {
        let post = match row.post {
            Some(post) => Some(about.get(&post)?.clone()),
            None => None,
        };
        Some(NotificationView {
            id: row.id,
            kind: row.kind,
            from: people.get(&row.from)?.clone(),
            post,
            gift: row.gift.map(GiftId),
            at: row.at,
        })
    };
    Ok(found.into_iter().filter_map(view).collect())
}

/// Takes one away; none is as good.
pub fn dismiss(tx: &Tx, member: &Member, id: NotificationId) -> Result<()> {
    rows::dismiss(tx, member.account, id)
}

/// Takes several away.
pub fn dismiss_many(tx: &Tx, member: &Member, ids: &[NotificationId]) -> Result<()> {
    rows::dismiss_many(tx, member.account, &numbers(ids, |id| id.0))
}

/// Takes all away.
pub fn clear(tx: &Tx, member: &Member) -> Result<()> {
    rows::clear(tx, member.account)
}

/// How many came after the member's mark, counted up to `limit`.
pub fn unread_count(tx: &Tx, member: &Member, kinds: &Kinds, limit: u32) -> Result<i64> {
    rows::unread_count(tx, member.account, kinds, i64::from(limit.clamp(1, 1000)))
}

/// What a mark is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkOf {
    /// The home timeline.
    Home,
    /// Notifications.
    Notifications,
}

impl MarkOf {
    /// As stored and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Notifications => "notifications",
        }
    }

    /// The reverse of [`MarkOf::as_str`].
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "home" => Some(Self::Home),
            "notifications" => Some(Self::Notifications),
            _ => None,
        }
    }
}

/// How far somebody has read: <https://docs.joinmastodon.org/entities/Marker/>.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// Where.
    pub of: MarkOf,
    /// The last read post or notification.
    pub last_read_id: i64,
    /// Counts changes.
    pub version: i64,
    /// Milliseconds since 1970.
    pub updated_at: i64,
}

/// The member's marks.
pub fn marks(tx: &Tx, member: &Member) -> Result<Vec<Mark>> {
    let found = rows::marks(tx, member.account)?;
    let mark = |(of, last_read_id, version, updated_at): (String, i64, i64, i64)| {
        Some(Mark { of: MarkOf::parse(&of)?, last_read_id, version, updated_at })
    };
    Ok(found.into_iter().filter_map(mark).collect())
}

/// Moves a mark.
pub fn set_mark(tx: &Tx, member: &Member, of: MarkOf, last_read_id: i64) -> Result<()> {
    rows::set_mark(tx, member.account, of.as_str(), last_read_id.max(0))
}

/// The numbers of kinds as SQL takes them.
pub(super) fn from_number(kinds: &Kinds) -> i64 {
    numbers(kinds.from.as_slice(), |id| id.0).first().copied().unwrap_or(0)
}
