//! Posts and accounts written as JSON once, and put together for every answer.
//!
//! A status is the head of its body, its author's slice, the rest of the body, then counters and what the viewer did.
//! Only the first three are kept; whether the viewer may see the post, and the last, is asked of the database each time.
//! Nothing here is the truth: a slice is dropped by notice before the writer is answered, and what was read before a
//! drop is not kept after it. Posts that carry a currency are never kept, because gifts look different to each viewer.

use std::collections::HashMap;
use std::sync::Mutex;

use bytes::Bytes;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use serde::Serialize;
use soulava_social::posts::{self, Outline, PostKind, PostView};
use soulava_social::{AccountId, Notice, Paged, PostId, Result, Tx, Viewer};

use crate::answers::{self, Slot};
use crate::app::Inner;
use crate::entities::{Account, Body, Now, OurStatus, Status};

/// Bytes of all slices together.
const BYTES_MAX: u64 = 28 << 20;
/// About as many posts of 1.5 kB.
const SLICES_EXPECTED: usize = 32_768;
/// Drops remembered for readers under way; beyond that readers that began before are not kept.
const DROPS_MAX: usize = 8_192;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Key {
    Post(PostId),
    Account(AccountId),
}

#[derive(Clone)]
struct Slice {
    /// A post's version; 0 for an account.
    version: i64,
    /// Up to where the author stands; an account whole.
    head: Bytes,
    /// What follows the author, without the closing brace.
    tail: Bytes,
}

#[derive(Clone)]
struct ByBytes;

impl Weighter<Key, Slice> for ByBytes {
    fn weight(&self, _: &Key, slice: &Slice) -> u64 {
        (slice.head.len() + slice.tail.len() + 160) as u64
    }
}

/// All slices.
pub struct Slices {
    kept: Cache<Key, Slice, ByBytes>,
    drops: Mutex<Drops>,
}

#[derive(Default)]
struct Drops {
    /// Counts drops.
    now: u64,
    last: HashMap<Key, u64>,
    /// Readers that began before this are not kept.
    floor: u64,
}

/// When a reader began, counted in drops. Taken before its snapshot opens.
#[derive(Clone, Copy, Debug)]
pub struct Begun(u64);

impl Default for Slices {
    fn default() -> Self {
        Self { kept: Cache::with_weighter(SLICES_EXPECTED, BYTES_MAX, ByBytes), drops: Mutex::default() }
    }
}

impl Slices {
    /// To be called before the unit that reads is started.
    pub fn begin(&self) -> Begun {
        Begun(self.drops().now)
    }

    /// Drops what a commit made stale. Called before the writer is answered.
    pub fn apply(&self, notice: Notice) {
        match notice {
            Notice::Post { author, .. } => self.forget(Key::Account(author)),
            Notice::PostEdited(post) => self.forget(Key::Post(post)),
            Notice::PostGone { post, author } => {
                self.forget(Key::Post(post));
                self.forget(Key::Account(author));
            }
            Notice::Account(account) | Notice::AccessEnded(account) => self.forget(Key::Account(account)),
            _ => {}
        }
    }

    fn forget(&self, key: Key) {
        let mut drops = self.drops();
        drops.now += 1;
        let now = drops.now;
        if drops.last.len() >= DROPS_MAX {
            drops.last.clear();
            drops.floor = now;
        }
        drops.last.insert(key, now);
        self.kept.remove(&key);
    }

    fn keep(&self, begun: Begun, key: Key, slice: Slice) {
        // Under the lock, so that a drop comes wholly before or wholly after.
        let drops = self.drops();
        if begun.0 >= drops.floor && drops.last.get(&key).is_none_or(|dropped| *dropped <= begun.0) {
            self.kept.insert(key, slice);
        }
    }

    fn drops(&self) -> std::sync::MutexGuard<'_, Drops> {
        self.drops.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Bytes kept now.
    pub fn bytes(&self) -> u64 {
        self.kept.weight()
    }
}

/// A page of statuses as JSON, byte for byte what [`Status`] would write; what the viewer may not see is left out.
pub fn page(app: &Inner, tx: &Tx, viewer: &Viewer, ids: Paged<PostId>, begun: Begun) -> Result<Paged<Bytes>> {
    Ok(page_with_slots(app, tx, viewer, ids, begun)?.0)
}

/// The same, and what it was made of: the slots of its posts and people.
pub fn page_with_slots(
    app: &Inner,
    tx: &Tx,
    viewer: &Viewer,
    ids: Paged<PostId>,
    begun: Begun,
) -> Result<(Paged<Bytes>, Vec<Slot>)> {
    let outlines = posts::outlines(tx, viewer, &ids.items)?;
    let by_id: HashMap<PostId, &Outline> = outlines.iter().map(|outline| (outline.id, outline)).collect();
    let of_outline = |outline: &Outline| [answers::of_post(outline.id), answers::of_account(outline.account)];
    let slots = outlines.iter().flat_map(of_outline).collect();
    let mut found = Found { app, begun, by_id, written: HashMap::new(), slots };
    found.load(tx, viewer)?;
    let items = ids.items.iter().filter_map(|id| {
        let mut json = Vec::with_capacity(2_048);
        found.write(*id, &mut json).then(|| Bytes::from(json))
    });
    let page = Paged { items: items.collect(), first: ids.first, last: ids.last };
    Ok((page, found.slots))
}

/// The items of a page as one JSON array.
pub fn array(items: &[Bytes]) -> Bytes {
    let mut json = Vec::with_capacity(items.iter().map(Bytes::len).sum::<usize>() + items.len() + 2);
    json.push(b'[');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            json.push(b',');
        }
        json.extend_from_slice(item);
    }
    json.push(b']');
    Bytes::from(json)
}

/// What one answer is put together from.
struct Found<'a> {
    app: &'a Inner,
    begun: Begun,
    by_id: HashMap<PostId, &'a Outline>,
    /// Slices of this answer: kept ones, and those written just now.
    written: HashMap<Key, Slice>,
    /// What the answer depends on.
    slots: Vec<Slot>,
}

impl Found<'_> {
    /// Finds the slices, and writes those that are missing from one load of their posts.
    fn load(&mut self, tx: &Tx, viewer: &Viewer) -> Result<()> {
        let slices = &self.app.slices;
        let mut missing = Vec::new();
        for outline in self.by_id.values() {
            let post = slices.kept.get(&Key::Post(outline.id)).filter(|slice| slice.version == outline.version);
            let account = slices.kept.get(&Key::Account(outline.account));
            match (post, account) {
                (Some(post), Some(account)) => {
                    self.written.insert(Key::Post(outline.id), post);
                    self.written.insert(Key::Account(outline.account), account);
                }
                _ => missing.push(outline.id),
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        for view in posts::views(tx, viewer, &missing)? {
            self.add(&view);
            if let Some(original) = &view.boosted {
                self.add(original);
            }
        }
        Ok(())
    }

    fn add(&mut self, view: &PostView) {
        let account = json(&Account::new(&view.author, &self.app.urls));
        let body = json(&Body::new(view, &self.app.urls));
        // Inside a text quotes are escaped, so this is the key itself.
        let head = find(&body, b",\"account\":{").expect("a body has an author") + b",\"account\":".len();
        let post = Slice {
            version: view.post.version,
            head: body.slice(..head),
            tail: [
                &body[head + account.len()..body.len() - 1],
                b",\"soulava\":",
                &json(&OurStatus::new(view, &self.app.urls)),
            ]
            .concat()
            .into(),
        };
        let account = Slice { version: 0, head: account, tail: Bytes::new() };
        let (post_key, account_key) = (Key::Post(view.post.id), Key::Account(view.post.account));
        self.slots.extend(view.keeper.as_ref().map(|keeper| answers::of_account(keeper.id)));
        // A keeper's name stands in the text, and gifts differ by viewer: those are written each time. An edit may have
        // taken the emoji out of a post that carries gifts still.
        let may_carry = !view.gifts.is_empty() || !view.emojis.is_empty() || view.post.edited_at.is_some();
        if view.keeper.is_none() && !may_carry && view.post.kind != PostKind::Gift {
            self.app.slices.keep(self.begun, post_key, post.clone());
        }
        self.app.slices.keep(self.begun, account_key, account.clone());
        self.written.insert(post_key, post);
        self.written.insert(account_key, account);
    }

    /// Writes a status; false when the viewer may not see it, or what it repeats.
    fn write(&self, id: PostId, json: &mut Vec<u8>) -> bool {
        let Some(outline) = self.by_id.get(&id) else { return false };
        let (post, account) = (self.written.get(&Key::Post(id)), self.written.get(&Key::Account(outline.account)));
        let (Some(post), Some(account)) = (post, account) else { return false };
        json.extend_from_slice(&post.head);
        json.extend_from_slice(&account.head);
        json.extend_from_slice(&post.tail);
        json.push(b',');
        let now = self::json(&Now::of(outline.counters, outline.flags));
        json.extend_from_slice(&now[1..now.len() - 1]);
        json.extend_from_slice(b",\"reblog\":");
        match outline.boost_of {
            None => json.extend_from_slice(b"null"),
            Some(original) if self.write(original, json) => {}
            Some(_) => return false,
        }
        json.push(b'}');
        true
    }
}

/// A status written without any slice: what [`page`] has to equal.
pub fn plain(app: &Inner, view: &PostView) -> Bytes {
    json(&Status::new(view, &app.urls))
}

fn json(entity: &impl Serialize) -> Bytes {
    Bytes::from(serde_json::to_vec(entity).expect("entities have string keys and finite numbers"))
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}
