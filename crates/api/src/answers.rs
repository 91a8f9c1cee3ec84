//! Whole answers of homes, good for as long as nothing that is in them has changed.
//!
//! Every commit stamps what it touched. An answer was put together at a stamp; it holds while none of its posts,
//! authors and originals carries a later one. Slots are shared by hash, so a stranger's change may end an answer early,
//! never too late.

use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use soulava_social::{AccountId, Notice, PostId};

/// Bytes of all answers together.
const BYTES_MAX: u64 = 88 << 20;
const ANSWERS_EXPECTED: usize = 4_096;
const SLOTS: usize = 1 << 14;
/// Stamped by what cannot be told by post or account: gifts, currencies, settings.
const EVERYTHING: u16 = 0;

/// What a post or account is stamped by.
pub type Slot = u16;

/// When an answer was begun.
#[derive(Clone, Copy, Debug)]
pub struct Stamp(u64);

#[derive(Clone)]
struct Answer {
    ids: Vec<PostId>,
    slots: Vec<Slot>,
    stamp: u64,
    body: Bytes,
}

#[derive(Clone)]
struct ByBytes;

impl Weighter<(AccountId, u32, i64), Answer> for ByBytes {
    fn weight(&self, _: &(AccountId, u32, i64), answer: &Answer) -> u64 {
        (answer.body.len() + answer.ids.len() * 8 + answer.slots.len() * 2 + 128) as u64
    }
}

/// All answers, and the stamps they are held against.
pub struct Answers {
    now: AtomicU64,
    slots: Vec<AtomicU64>,
    kept: Cache<(AccountId, u32, i64), Answer, ByBytes>,
}

impl Default for Answers {
    fn default() -> Self {
        Self {
            now: AtomicU64::new(0),
            slots: (0..SLOTS).map(|_| AtomicU64::new(0)).collect(),
            kept: Cache::with_weighter(ANSWERS_EXPECTED, BYTES_MAX, ByBytes),
        }
    }
}

/// The slot of a post.
pub fn of_post(post: PostId) -> Slot {
    slot(post.0)
}

/// The slot of an account.
pub fn of_account(account: AccountId) -> Slot {
    slot(account.0 ^ i64::MAX)
}

fn slot(number: i64) -> Slot {
    // Never the slot of everything, so that one post does not end every answer.
    1 + ((number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as u16 % (SLOTS as u16 - 1)
}

impl Answers {
    /// To be taken before the unit that reads is started.
    pub fn begin(&self) -> Stamp {
        Stamp(self.now.load(Ordering::Acquire))
    }

    /// Stamps what a commit touched. Called before the writer is answered.
    pub fn apply(&self, notice: Notice) {
        match notice {
            Notice::Post { author, .. } => self.touch(of_account(author)),
            Notice::PostEdited(post) | Notice::Counters(post) | Notice::ViewerFlags { post, .. } => {
                self.touch(of_post(post))
            }
            Notice::PostGone { post, author } => {
                self.touch(of_post(post));
                self.touch(of_account(author));
            }
            Notice::Account(account) | Notice::AccessEnded(account) | Notice::Relations(account) => {
                self.touch(of_account(account))
            }
            Notice::Gift(_) | Notice::Square => self.touch(EVERYTHING),
            Notice::Notified { .. }
            | Notice::TokenEnded(_)
            | Notice::Voice(_)
            | Notice::Recognised(_)
            | Notice::Job => {}
        }
    }

    fn touch(&self, slot: Slot) {
        let stamp = self.now.fetch_add(1, Ordering::AcqRel) + 1;
        self.slots[usize::from(slot)].fetch_max(stamp, Ordering::AcqRel);
    }

    /// The answer of `reader` to these very `ids`, when nothing in it has changed.
    pub fn read(&self, reader: AccountId, ids: &[PostId]) -> Option<Bytes> {
        let answer = self.kept.get(&key(reader, ids))?;
        let is_good = |slot: &Slot| self.slots[usize::from(*slot)].load(Ordering::Acquire) <= answer.stamp;
        (answer.ids == ids && is_good(&EVERYTHING) && answer.slots.iter().all(is_good)).then_some(answer.body)
    }

    /// Keeps an answer that was begun at `stamp` and is made of what has these slots.
    pub fn keep(&self, reader: AccountId, ids: Vec<PostId>, mut slots: Vec<Slot>, stamp: Stamp, body: Bytes) {
        slots.push(of_account(reader));
        slots.sort_unstable();
        slots.dedup();
        self.kept.insert(key(reader, &ids), Answer { ids, slots, stamp: stamp.0, body });
    }
}

/// One answer for each size and beginning of a page.
fn key(reader: AccountId, ids: &[PostId]) -> (AccountId, u32, i64) {
    // Only the first page changes its beginning all the time; it keeps one place for each size.
    (reader, ids.len() as u32, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANNA: AccountId = AccountId(1);
    const IDS: [PostId; 2] = [PostId(20), PostId(10)];

    fn kept(answers: &Answers, stamp: Stamp) {
        let slots = vec![of_post(IDS[0]), of_post(IDS[1]), of_account(AccountId(2))];
        answers.keep(ANNA, IDS.to_vec(), slots, stamp, Bytes::from_static(b"[]"));
    }

    #[test]
    fn an_answer_holds_until_something_in_it_changes() {
        let answers = Answers::default();
        kept(&answers, answers.begin());
        answers.apply(Notice::Counters(PostId(999)));
        assert!(answers.read(ANNA, &IDS).is_some());
        assert!(answers.read(ANNA, &IDS[..1]).is_none());
        for notice in [Notice::Counters(IDS[1]), Notice::Account(AccountId(2)), Notice::Relations(ANNA), Notice::Square]
        {
            kept(&answers, answers.begin());
            assert!(answers.read(ANNA, &IDS).is_some());
            answers.apply(notice);
            assert!(answers.read(ANNA, &IDS).is_none(), "{notice:?}");
        }
    }

    #[test]
    fn what_was_begun_before_a_change_is_not_taken_after_it() {
        let answers = Answers::default();
        let stamp = answers.begin();
        answers.apply(Notice::PostEdited(IDS[0]));
        kept(&answers, stamp);
        assert!(answers.read(ANNA, &IDS).is_none());
    }
}
