//! Posts as a viewer may see them, many at once, in a fixed number of statements.

use std::collections::HashMap;
use std::sync::Arc;

use super::rows::{self, MentionRow, PostRow, ShownRow};
use super::{Counters, EmojiView, MediaView, MentionView, Post, PostView, ViewerFlags};
use crate::accounts::{self, AccountView};
use crate::gifts::CarriedGift;
use crate::id::numbers;
use crate::{AccountId, CurrencyId, PostId, Refusal, Result, Tx, Viewer, gifts, media};

/// More than this is not asked for at once.
const VIEWS_MAX: usize = 400;

/// The stored post, whoever asks. For verbs and effects; a reader takes [`view`].
pub fn load(tx: &Tx, id: PostId) -> Result<Post> {
    stored(tx, id)?.ok_or_else(Refusal::not_found)
}

/// Like [`load`], and none for a post that is gone.
pub(crate) fn stored(tx: &Tx, id: PostId) -> Result<Option<Post>> {
    let Some(row) = rows::load(tx, id)? else { return Ok(None) };
    let mentions = rows::mentions(tx, &[id.0])?.into_iter().map(|mention| mention.account).collect();
    Ok(Some(row.into_post(mentions)))
}

/// Whether the viewer may read the post.
pub fn is_visible(tx: &Tx, viewer: &Viewer, id: PostId) -> Result<bool> {
    rows::is_visible(tx, viewer.number(), id)
}

/// The stored post if the viewer may read it. Not there and not for this viewer are the same answer.
pub fn find(tx: &Tx, viewer: &Viewer, id: PostId) -> Result<Post> {
    if rows::is_visible(tx, viewer.number(), id)? { load(tx, id) } else { Err(Refusal::not_found()) }
}

/// Like [`find`], and what a boost repeats instead of the boost.
pub(super) fn readable(tx: &Tx, viewer: &Viewer, id: PostId) -> Result<Post> {
    let post = find(tx, viewer, id)?;
    match post.boost_of {
        Some(original) => load(tx, original),
        None => Ok(post),
    }
}

/// One post.
pub fn view(tx: &Tx, viewer: &Viewer, id: PostId) -> Result<PostView> {
    views(tx, viewer, &[id])?.pop().ok_or_else(Refusal::not_found)
}

/// Those of the posts that the viewer may read, in the order asked for. At most 400.
pub fn views(tx: &Tx, viewer: &Viewer, ids: &[PostId]) -> Result<Vec<PostView>> {
    let ids = &ids[..ids.len().min(VIEWS_MAX)];
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut found: HashMap<PostId, ShownRow> =
        rows::shown(tx, viewer.number(), &numbers(ids, |id| id.0))?.into_iter().map(|row| (row.id, row)).collect();
    let originals: Vec<i64> =
        found.values().filter_map(|row| row.boost_of).filter(|id| !found.contains_key(id)).map(|id| id.0).collect();
    if !originals.is_empty() {
        found.extend(rows::shown(tx, viewer.number(), &originals)?.into_iter().map(|row| (row.id, row)));
    }
    let around = Around::load(tx, viewer, &found)?;
    let order = ids.iter().filter_map(|id| {
        let row = found.get(id)?;
        let mut view = around.view(row)?;
        if let Some(original) = row.boost_of {
            view.boosted = Some(Box::new(around.view(found.get(&original)?)?));
        }
        Some(view)
    });
    Ok(order.collect())
}

/// What an answer has to ask each time of a post whose body is written already.
#[derive(Clone, Copy, Debug)]
pub struct Outline {
    /// The row.
    pub id: PostId,
    /// In whose name.
    pub account: AccountId,
    /// What it repeats, when it is a boost.
    pub boost_of: Option<PostId>,
    /// Counts edits.
    pub version: i64,
    /// Counters now.
    pub counters: Counters,
    /// The viewer's.
    pub flags: ViewerFlags,
}

/// Those of the posts that the viewer may read, and what boosts among them repeat, in no order. At most 400.
pub fn outlines(tx: &Tx, viewer: &Viewer, ids: &[PostId]) -> Result<Vec<Outline>> {
    let ids = numbers(&ids[..ids.len().min(VIEWS_MAX)], |id| id.0);
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = rows::outlines(tx, viewer.number(), &ids)?;
    let originals = found.iter().filter_map(|row| row.boost_of).filter(|id| !ids.contains(&id.0));
    let originals: Vec<i64> = originals.map(|id| id.0).collect();
    if !originals.is_empty() {
        found.extend(rows::outlines(tx, viewer.number(), &originals)?);
    }
    let outline = |row: rows::OutlineRow| Outline {
        id: row.id,
        account: row.account,
        boost_of: row.boost_of,
        version: row.version,
        counters: Counters { replies: row.replies, boosts: row.boosts, favourites: row.favourites },
        flags: ViewerFlags {
            favourited: row.favourited,
            boosted: row.boosted,
            bookmarked: row.bookmarked,
            muted: row.muted,
            mentioned: row.mentioned,
        },
    };
    Ok(found.into_iter().map(outline).collect())
}

/// Everything that posts refer to, loaded for all of them at once.
struct Around {
    accounts: HashMap<AccountId, Arc<AccountView>>,
    mentions: HashMap<PostId, Vec<MentionRow>>,
    tags: HashMap<PostId, Vec<(String, String)>>,
    media: HashMap<PostId, Vec<MediaView>>,
    apps: HashMap<crate::AppId, (String, String)>,
    currencies: HashMap<String, (CurrencyId, String)>,
    gifts: HashMap<PostId, Vec<CarriedGift>>,
}

impl Around {
    fn load(tx: &Tx, viewer: &Viewer, found: &HashMap<PostId, ShownRow>) -> Result<Self> {
        let ids: Vec<i64> = found.values().filter(|row| row.boost_of.is_none()).map(|row| row.id.0).collect();
        let mut people: Vec<AccountId> =
            found.values().flat_map(|row| [Some(row.account), row.keeper]).flatten().collect();
        people.sort_unstable();
        people.dedup();
        let mut apps: Vec<i64> = found.values().filter_map(|row| row.app).map(|app| app.0).collect();
        apps.sort_unstable();
        apps.dedup();
        let mut slugs: Vec<String> = found
            .values()
            .filter(|row| row.text.contains(':'))
            .flat_map(|row| soulava_text::parse(&row.text).emojis())
            .collect();
        slugs.sort_unstable();
        slugs.dedup();

        let accounts = accounts::views(tx, &people)?.into_iter().map(|account| (account.id, account)).collect();
        let mentions = grouped(rows::mentions(tx, &ids)?.into_iter().map(|row| (row.post, row)));
        let tags = grouped(rows::tags(tx, &ids)?.into_iter().map(|(post, name, shown)| (post, (name, shown))));
        let media = grouped(media::of_posts(tx, &ids)?);
        let apps = if apps.is_empty() { Vec::new() } else { rows::apps(tx, &apps)? };
        let currencies = if slugs.is_empty() { Vec::new() } else { rows::currencies(tx, &slugs)? };
        // An edit may have taken the emoji out of a post that carries gifts still.
        let plain = |row: &ShownRow| row.kind != "gift" && row.edited_at.is_none();
        let gifts =
            if slugs.is_empty() && found.values().all(plain) { Vec::new() } else { gifts::carried(tx, viewer, &ids)? };
        Ok(Self {
            accounts,
            mentions,
            tags,
            media,
            apps: apps.into_iter().map(|(id, name, website)| (id, (name, website))).collect(),
            currencies: currencies.into_iter().map(|(id, slug, name)| (slug, (id, name))).collect(),
            gifts: grouped(gifts),
        })
    }

    fn view(&self, row: &ShownRow) -> Option<PostView> {
        let mentions = self.mentions.get(&row.id).map_or(&[][..], Vec::as_slice);
        let post = row.post().into_post(mentions.iter().map(|mention| mention.account).collect());
        let named = |mention: &MentionRow| MentionView {
            account: mention.account,
            username: mention.username.clone(),
            domain: mention.domain.clone(),
        };
        let emoji = |shortcode: &String| {
            let (currency, name) = self.currencies.get(shortcode)?;
            Some(EmojiView { currency: *currency, shortcode: shortcode.clone(), name: name.clone() })
        };
        Some(PostView {
            author: self.accounts.get(&row.account)?.clone(),
            keeper: row.keeper.and_then(|keeper| self.accounts.get(&keeper).cloned()),
            boosted: None,
            media: self.media.get(&row.id).cloned().unwrap_or_default(),
            mentions: mentions.iter().map(named).collect(),
            tags: self.tags.get(&row.id).cloned().unwrap_or_default(),
            emojis: post.emojis.iter().filter_map(emoji).collect(),
            app: row.app.and_then(|app| self.apps.get(&app).cloned()),
            gifts: self.gifts.get(&row.id).cloned().unwrap_or_default(),
            counters: Counters { replies: row.replies, boosts: row.boosts, favourites: row.favourites },
            flags: ViewerFlags {
                favourited: row.favourited,
                boosted: row.boosted,
                bookmarked: row.bookmarked,
                muted: row.muted,
                mentioned: row.mentioned,
            },
            post,
        })
    }
}

fn grouped<K: std::hash::Hash + Eq, V>(pairs: impl IntoIterator<Item = (K, V)>) -> HashMap<K, Vec<V>> {
    let mut groups: HashMap<K, Vec<V>> = HashMap::new();
    for (key, value) in pairs {
        groups.entry(key).or_default().push(value);
    }
    groups
}

impl ShownRow {
    fn post(&self) -> PostRow {
        PostRow {
            id: self.id,
            account: self.account,
            keeper: self.keeper,
            boost_of: self.boost_of,
            origin: self.origin.clone(),
            kind: self.kind.clone(),
            visibility: self.visibility.clone(),
            reply_to: self.reply_to,
            reply_to_account: self.reply_to_account,
            thread: self.thread,
            sensitive: self.sensitive,
            spoiler: self.spoiler.clone(),
            text: self.text.clone(),
            html: self.html.clone(),
            language: self.language.clone(),
            app: self.app,
            created_at: self.created_at,
            edited_at: self.edited_at,
            version: self.version,
        }
    }
}
