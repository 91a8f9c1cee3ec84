//! Home timelines of people who read just now: ids in memory, built from SQL by the first read, kept up by the hub.
//!
//! A reel is complete above its floor; what lies below is asked of the database. It is never the truth: a change of
//! whom its owner follows, blocks or mutes drops it, and a page that comes up short is read from the database instead.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard};

use soulava_social::{AccountId, Notice, Page, Paged, PostId};

/// Entries of one reel; older ones fall below its floor.
const ENTRIES_MAX: usize = 800;
/// Entries a first read asks for.
pub const FIRST_READ: u32 = 40;
/// Reels at the same time: at most 8 bytes times [`ENTRIES_MAX`] each, 26 MB together.
const REELS_MAX: usize = 4_096;

/// All reels.
#[derive(Default)]
pub struct Reels {
    reels: Mutex<Registry>,
}

#[derive(Default)]
struct Registry {
    by_account: HashMap<AccountId, Reel>,
    /// Counts uses, to find the one unused for longest.
    tick: u64,
}

#[derive(Default)]
struct Reel {
    /// Oldest first.
    entries: Vec<i64>,
    /// What came and went while the first read was under way; none once it is done.
    filling: Option<Filling>,
    /// Complete above this id, this one included.
    floor: i64,
    /// When a mute ends and older posts come back, in milliseconds since 1970.
    good_until: i64,
    used: u64,
}

#[derive(Default)]
struct Filling {
    /// Which first read: a later one starts anew.
    number: u64,
    came: Vec<i64>,
    gone: HashSet<i64>,
}

/// A first read under way.
#[derive(Clone, Copy, Debug)]
pub struct Started(u64);

impl Reels {
    /// The ids of a page, when the reel of `account` has all of them at `now`.
    pub fn read(&self, account: AccountId, page: &Page, now: i64) -> Option<Paged<PostId>> {
        let mut registry = self.lock();
        registry.tick += 1;
        let tick = registry.tick;
        let reel = registry.by_account.get_mut(&account)?;
        if reel.filling.is_some() || reel.good_until <= now {
            return None;
        }
        reel.used = tick;
        let limit = page.limit as usize;
        let from = reel.entries.partition_point(|id| *id <= page.above());
        let to = reel.entries.partition_point(|id| *id < page.below());
        let range = &reel.entries[from..to.max(from)];
        // Everything newer than the lower bound is here, or the page is full before the floor is reached.
        let is_whole = page.above() >= reel.floor.saturating_sub(1);
        let ids: Vec<PostId> = if page.ascending() {
            if !is_whole {
                return None;
            }
            range[..range.len().min(limit)].iter().rev().map(|id| PostId(*id)).collect()
        } else {
            if !is_whole && range.len() < limit && reel.floor > 0 {
                return None;
            }
            range.iter().rev().take(limit).map(|id| PostId(*id)).collect()
        };
        Some(Paged::new(ids, |id| id.0))
    }

    /// Begins a first read: from now on what comes and goes is remembered. To be called before its unit is started.
    pub fn start(&self, account: AccountId) -> Started {
        let mut registry = self.lock();
        registry.make_room();
        registry.tick += 1;
        let number = registry.tick;
        let reel = Reel { filling: Some(Filling { number, ..Filling::default() }), used: number, ..Reel::default() };
        registry.by_account.insert(account, reel);
        Started(number)
    }

    /// Ends a first read with the newest `ids`, newest first; `is_all` when there are no older ones.
    pub fn finish(&self, account: AccountId, started: Started, ids: &[PostId], is_all: bool, good_until: i64) {
        let mut registry = self.lock();
        let Some(reel) = registry.by_account.get_mut(&account) else { return };
        let Some(filling) = reel.filling.take_if(|filling| filling.number == started.0) else { return };
        reel.entries = ids.iter().rev().map(|id| id.0).collect();
        reel.floor = if is_all { 0 } else { reel.entries.first().copied().unwrap_or(i64::MAX) };
        reel.good_until = good_until;
        for id in filling.came {
            reel.add(id);
        }
        reel.entries.retain(|id| !filling.gone.contains(id));
    }

    /// A post came into the homes of these accounts.
    pub fn add(&self, post: PostId, homes: impl IntoIterator<Item = AccountId>) {
        let mut registry = self.lock();
        for account in homes {
            if let Some(reel) = registry.by_account.get_mut(&account) {
                match &mut reel.filling {
                    Some(filling) => filling.came.push(post.0),
                    None => reel.add(post.0),
                }
            }
        }
    }

    /// Applies what must not be seen stale, before the writer is answered.
    pub fn apply(&self, notice: Notice) {
        match notice {
            // One's own post is at home at once; others hear of it from the hub.
            Notice::Post { post, author } => self.add(post, [author]),
            Notice::PostGone { post, .. } => self.remove(post),
            Notice::PostEdited(post) => self.lock().by_account.retain(|_, reel| !reel.holds(post.0)),
            Notice::Relations(account) => self.drop_one(account),
            Notice::Square => self.clear(),
            _ => {}
        }
    }

    fn remove(&self, post: PostId) {
        for reel in self.lock().by_account.values_mut() {
            match &mut reel.filling {
                Some(filling) => {
                    filling.gone.insert(post.0);
                }
                None => {
                    if let Ok(place) = reel.entries.binary_search(&post.0) {
                        reel.entries.remove(place);
                    }
                }
            }
        }
    }

    /// Forgets one reel; the next read builds it anew.
    pub fn drop_one(&self, account: AccountId) {
        self.lock().by_account.remove(&account);
    }

    /// Forgets all of them.
    pub fn clear(&self) {
        self.lock().by_account.clear();
    }

    /// Whether nobody reads just now.
    pub fn is_empty(&self) -> bool {
        self.lock().by_account.is_empty()
    }

    fn lock(&self) -> MutexGuard<'_, Registry> {
        self.reels.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Registry {
    /// Lets go of the eighth that was unused for longest, when there are too many.
    fn make_room(&mut self) {
        if self.by_account.len() < REELS_MAX {
            return;
        }
        let mut used: Vec<u64> = self.by_account.values().map(|reel| reel.used).collect();
        used.sort_unstable();
        let line = used[used.len() / 8];
        self.by_account.retain(|_, reel| reel.used > line);
    }
}

impl Reel {
    /// Posts may be told out of order and twice.
    fn add(&mut self, post: i64) {
        if post < self.floor {
            return;
        }
        if let Err(place) = self.entries.binary_search(&post) {
            self.entries.insert(place, post);
        }
        if self.entries.len() > ENTRIES_MAX {
            self.entries.drain(..ENTRIES_MAX / 8);
            self.floor = self.entries[0];
        }
    }

    fn holds(&self, post: i64) -> bool {
        self.filling.is_some() || self.entries.binary_search(&post).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANNA: AccountId = AccountId(1);

    fn ids(found: Option<Paged<PostId>>) -> Option<Vec<i64>> {
        found.map(|page| page.items.into_iter().map(|id| id.0).collect())
    }

    fn filled(newest_first: &[i64], is_all: bool) -> Reels {
        let reels = Reels::default();
        let started = reels.start(ANNA);
        let ids: Vec<PostId> = newest_first.iter().map(|id| PostId(*id)).collect();
        reels.finish(ANNA, started, &ids, is_all, i64::MAX);
        reels
    }

    #[test]
    fn pages_above_the_floor_are_answered_and_others_are_not() {
        let reels = filled(&[50, 40, 30], false);
        assert_eq!(ids(reels.read(ANNA, &Page::first(2), 0)), Some(vec![50, 40]));
        assert_eq!(ids(reels.read(ANNA, &Page::first(4), 0)), None);
        assert_eq!(ids(reels.read(ANNA, &Page { min_id: Some(30), ..Page::first(1) }, 0)), Some(vec![40]));
        assert_eq!(ids(reels.read(ANNA, &Page { min_id: Some(10), ..Page::first(1) }, 0)), None);
        assert_eq!(ids(reels.read(ANNA, &Page { since_id: Some(40), ..Page::first(9) }, 0)), Some(vec![50]));
        assert_eq!(ids(reels.read(ANNA, &Page { max_id: Some(40), ..Page::first(1) }, 0)), Some(vec![30]));
    }

    #[test]
    fn a_reel_with_everything_answers_every_page() {
        let reels = filled(&[50, 40], true);
        assert_eq!(ids(reels.read(ANNA, &Page::first(9), 0)), Some(vec![50, 40]));
        assert_eq!(ids(reels.read(ANNA, &Page { min_id: Some(1), ..Page::first(9) }, 0)), Some(vec![50, 40]));
    }

    #[test]
    fn what_comes_and_goes_during_the_first_read_is_not_lost() {
        let reels = Reels::default();
        let started = reels.start(ANNA);
        reels.add(PostId(60), [ANNA]);
        reels.apply(Notice::PostGone { post: PostId(40), author: ANNA });
        assert_eq!(ids(reels.read(ANNA, &Page::first(2), 0)), None);
        reels.finish(ANNA, started, &[PostId(50), PostId(40)], true, i64::MAX);
        assert_eq!(ids(reels.read(ANNA, &Page::first(9), 0)), Some(vec![60, 50]));
    }

    #[test]
    fn a_change_of_relations_during_the_first_read_drops_it() {
        let reels = Reels::default();
        let started = reels.start(ANNA);
        reels.apply(Notice::Relations(ANNA));
        reels.finish(ANNA, started, &[PostId(50)], true, i64::MAX);
        assert_eq!(ids(reels.read(ANNA, &Page::first(9), 0)), None);
    }

    #[test]
    fn telling_twice_and_out_of_order_gives_the_same() {
        let reels = filled(&[50], true);
        for post in [70, 60, 70, 50] {
            reels.add(PostId(post), [ANNA]);
        }
        assert_eq!(ids(reels.read(ANNA, &Page::first(9), 0)), Some(vec![70, 60, 50]));
    }

    #[test]
    fn a_long_reel_loses_its_oldest_and_knows_it() {
        let reels = filled(&[], true);
        (1..=801).for_each(|post| reels.add(PostId(post), [ANNA]));
        assert_eq!(ids(reels.read(ANNA, &Page::first(1), 0)), Some(vec![801]));
        assert_eq!(ids(reels.read(ANNA, &Page { max_id: Some(102), ..Page::first(5) }, 0)), None);
    }
}
