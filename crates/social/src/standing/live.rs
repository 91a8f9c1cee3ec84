//! Standing in memory, never older than a commit.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use super::bands::{Candidate, SLICE};
use super::book::{AGAIN_IDS, Book};
use super::log::{self, Log};
use super::{Figure, SeenFrom, rows, snapshot};
use crate::ledger::{self, Hand};
use crate::{AccountId, Db, Notice, Result, Tx};

/// Rows told of and not yet found are forgotten beyond this; the day's rebuild finds them.
const TOLD_MAX: usize = 10_000;
/// A reader may see a state from before the commit that was told of, so the next ones look too.
const AGAIN_TIMES: u8 = 8;
/// More new rows than this are solved for once, not one by one.
const ONE_BY_ONE_MAX: usize = 100;

/// Everybody's standing, in memory. Cheap to clone; it may be lost at any time and is then read again from the logs.
#[derive(Clone, Default)]
pub struct Standings(Arc<Inner>);

#[derive(Default)]
struct Inner {
    told: Mutex<Told>,
    book: RwLock<Option<Book>>,
    /// Only one reads everything at a time.
    loading: Mutex<()>,
    /// Days are also wanted as bytes.
    snapshots: AtomicBool,
    /// A worker reads new days in.
    kept: AtomicBool,
}

#[derive(Default)]
struct Told {
    /// Rows committed since the last read.
    fresh: HashSet<i64>,
    /// Rows came that are not named here: to be looked for so many times.
    again: u8,
    /// A published day to begin with.
    offer: Option<Vec<u8>>,
    /// The day that was read in, as bytes.
    snapshot: Option<Vec<u8>>,
    /// The day that was read in, until the worker takes it.
    over: Option<DayOver>,
    /// Rows of the log of recognitions since the worker looked last.
    said: HashSet<i64>,
    /// Rows of the logs of voices since then.
    voices: HashSet<i64>,
}

/// What the first look of a day found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayOver {
    /// The day that began.
    pub day: i64,
    /// How many have a standing or a voice.
    pub members: i64,
    /// Over all of it.
    pub digest: [u8; 32],
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Standings {
    /// Standing that hears of every commit. Nothing is read yet: the first question, or [`Standings::load`], reads.
    pub fn listening(db: &Db) -> Self {
        let standings = Self::default();
        let inner = Arc::downgrade(&standings.0);
        db.on_commit(move |notices| {
            for notice in notices.iter().copied().filter_map(Notice::read) {
                if !matches!(notice, Notice::Recognised(_) | Notice::Voice(_)) {
                    continue;
                }
                let Some(inner) = inner.upgrade() else { return };
                let mut told = held(&inner.told);
                match notice {
                    Notice::Recognised(row) if told.said.len() < TOLD_MAX && told.fresh.len() < TOLD_MAX => {
                        told.fresh.insert(row);
                        told.said.insert(row);
                    }
                    Notice::Voice(row) if told.voices.len() < TOLD_MAX && told.fresh.len() < TOLD_MAX => {
                        told.fresh.insert(row);
                        told.voices.insert(row);
                    }
                    _ => told.again = AGAIN_TIMES,
                }
            }
        });
        standings
    }

    /// What somebody's standing comes to now. Zeros for who was never named.
    pub fn figure(&self, tx: &Tx, person: AccountId) -> Result<Figure> {
        let band = rows::shown_band(tx, person)?;
        let Some(hand) = ledger::hand_of(tx, person)? else { return Ok(Figure { band, ..Figure::default() }) };
        self.current(tx, |book| {
            let Some(member) = book.member(hand) else { return Figure { band, ..Figure::default() } };
            let (points, voice) = (book.flow.standing(member), book.flow.voice(member));
            Figure { points, voice, band, people: book.flow.people(member) }
        })
    }

    /// What each of these people's recognition weighs, in their order; at most 500.
    pub fn voices(&self, tx: &Tx, people: &[AccountId]) -> Result<Vec<f64>> {
        let people = &people[..people.len().min(500)];
        let hands = rows::hands(tx, &crate::numbers(people, |id| id.0))?;
        self.current(tx, |book| {
            let voice = |person: &AccountId| {
                let hand = hands.iter().find(|(account, _)| account == person)?.1;
                Some(book.flow.voice(book.member(hand)?))
            };
            people.iter().map(|person| voice(person).unwrap_or(0.0)).collect()
        })
    }

    /// Somebody's standing as `me` sees it: all voice begins with `me`.
    pub fn seen_from(&self, tx: &Tx, me: AccountId, person: AccountId) -> Result<SeenFrom> {
        let (Some(mine), Some(theirs)) = (ledger::hand_of(tx, me)?, ledger::hand_of(tx, person)?) else {
            return Ok(SeenFrom::default());
        };
        self.current(tx, |book| {
            let (Some(mine), Some(theirs)) = (book.member(mine), book.member(theirs)) else {
                return SeenFrom::default();
            };
            let view = book.flow.view_from(mine);
            SeenFrom { points: view.standing(theirs), path: view.voice(theirs) > 0.0 }
        })
    }

    /// Reads everything when nothing was read yet, or a new day began. The worker calls it at the start and every day.
    pub fn load(&self, tx: &Tx) -> Result<()> {
        let day = ledger::today(tx)?;
        let _one = held(&self.0.loading);
        if self.day() == Some(day) {
            return Ok(());
        }
        let mut book = match self.offered(tx, day)? {
            Some(mut book) => {
                let from = (book.day, 0);
                book.go_on(tx, &mut Log::new(from, day), day)?;
                book
            }
            None => Book::of_day(tx, day)?,
        };
        let (members, digest) = book.digest();
        let bytes = self.0.snapshots.load(Ordering::Relaxed).then(|| snapshot::write(&book, &digest));
        let mut log = Log::new((day, 0), day + 1);
        let mut today = Vec::new();
        book.flow.hold();
        while let Some(entry) = log.next(tx)? {
            book.enter(tx, &entry)?;
            today.push(entry.place().1);
        }
        book.flow.solve();
        *self.0.book.write().unwrap_or_else(PoisonError::into_inner) = Some(book);
        let mut told = held(&self.0.told);
        told.again = AGAIN_TIMES;
        told.over = Some(DayOver { day, members, digest });
        told.snapshot = bytes;
        today.iter().for_each(|row| _ = told.fresh.remove(row));
        Ok(())
    }

    /// Offers the bytes of a published day to the next [`Standings::load`], and has it make such bytes from now on.
    /// What does not fit is not taken, and everything is read from the logs.
    pub fn offer(&self, bytes: Option<Vec<u8>>) {
        self.0.snapshots.store(true, Ordering::Relaxed);
        held(&self.0.told).offer = bytes;
    }

    /// The bytes of the day that was read in last, once.
    pub fn snapshot(&self) -> Option<Vec<u8>> {
        held(&self.0.told).snapshot.take()
    }

    /// The day that was offered, when it was published here.
    fn offered(&self, tx: &Tx, day: i64) -> Result<Option<Book>> {
        let Some(offer) = held(&self.0.told).offer.take() else { return Ok(None) };
        let Some(found) = snapshot::read(&offer).filter(|found| found.book.day <= day) else { return Ok(None) };
        let kept = rows::day(tx, found.book.day)?;
        Ok(kept.is_some_and(|(_, digest)| digest == found.digest).then_some(found.book))
    }

    /// What was published for the day that was read in last, once.
    pub(super) fn over(&self) -> Option<DayOver> {
        held(&self.0.told).over.take()
    }

    /// From now on a worker calls [`Standings::load`] when a day begins, and nobody else waits for it.
    pub(super) fn is_kept(&self) {
        self.0.kept.store(true, Ordering::Relaxed);
    }

    /// People whose standing may have risen since the last call, with their figures; none when nothing was said.
    pub(super) fn touched(&self, tx: &Tx) -> Result<Option<Vec<Candidate>>> {
        let take = |rows: &mut HashSet<i64>| -> Vec<i64> {
            let taken: Vec<i64> = rows.iter().copied().take(SLICE).collect();
            taken.iter().for_each(|row| _ = rows.remove(row));
            taken
        };
        let (said, voices) = {
            let mut told = held(&self.0.told);
            (take(&mut told.said), take(&mut told.voices))
        };
        if said.is_empty() && voices.is_empty() {
            return Ok(None);
        }
        let mut people = rows::doers(tx, &said)?;
        people.extend(rows::doers_of_voices(tx, &voices)?);
        people.sort_unstable();
        people.dedup();
        self.candidates(tx, &people).map(Some)
    }

    /// The figures of some people.
    pub(super) fn candidates(&self, tx: &Tx, people: &[(AccountId, Hand)]) -> Result<Vec<Candidate>> {
        self.current(tx, |book| {
            let figure = |(account, hand): &(AccountId, Hand)| {
                let member = book.member(*hand);
                let points = member.map_or(0.0, |member| book.flow.standing(member));
                let people = member.map_or(0, |member| book.flow.people(member));
                Candidate { account: *account, hand: *hand, points, people }
            };
            people.iter().map(figure).collect()
        })
    }

    /// The day that is in memory; none when nothing was read yet.
    pub(super) fn day(&self) -> Option<i64> {
        self.0.book.read().unwrap_or_else(PoisonError::into_inner).as_ref().map(|book| book.day)
    }

    /// Looks something up in a book that holds all that `tx` can see.
    pub(super) fn current<T>(&self, tx: &Tx, look: impl FnOnce(&Book) -> T) -> Result<T> {
        // A new day is the worker's to read in, where there is one.
        if self.day().is_none() || !self.0.kept.load(Ordering::Relaxed) {
            self.load(tx)?;
        }
        self.catch_up(tx)?;
        let book = self.0.book.read().unwrap_or_else(PoisonError::into_inner);
        Ok(look(book.as_ref().expect("the book was loaded just now")))
    }

    /// Enters what was committed since.
    fn catch_up(&self, tx: &Tx) -> Result<()> {
        {
            let told = held(&self.0.told);
            if told.fresh.is_empty() && told.again == 0 {
                return Ok(());
            }
        }
        let mut book = self.0.book.write().unwrap_or_else(PoisonError::into_inner);
        let Some(book) = book.as_mut() else { return Ok(()) };
        {
            let mut told = held(&self.0.told);
            told.again = told.again.saturating_sub(1);
        }
        let mut seen = Vec::new();
        let mut after = Some(book.last.saturating_sub(AGAIN_IDS));
        while let Some(from) = after {
            let (entries, next) = log::since(tx, from)?;
            after = next;
            seen.extend(entries.iter().map(|entry| entry.place().1));
            // What holds from a later day is read in when that day begins.
            let is_fresh = |(day, id): (i64, i64)| day <= book.day && !book.recent.contains(&id);
            let fresh: Vec<_> = entries.iter().filter(|entry| is_fresh(entry.place())).collect();
            let many = fresh.len() > ONE_BY_ONE_MAX;
            if many {
                book.flow.hold();
            }
            let entered = fresh.into_iter().try_for_each(|entry| book.enter(tx, entry));
            // Also when a read was broken off: what is not entered yet stays told of.
            if many {
                book.flow.solve();
            }
            entered?;
        }
        book.forget();
        let young = book.last.saturating_sub(AGAIN_IDS);
        let mut told = held(&self.0.told);
        seen.iter().for_each(|row| _ = told.fresh.remove(row));
        // What this transaction cannot see yet stays told of; what nobody ever finds is found by the day's rebuild.
        told.fresh.retain(|row| *row >= young);
        Ok(())
    }
}
