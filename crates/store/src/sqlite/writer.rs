//! The one thread that writes: units that wait together are committed together.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender};
use rusqlite::Connection;

use super::statement::{broken, is_io};
use super::{Message, checkpoint, in_time, next};
use crate::db::{Shared, poisoned};
use crate::tx::Engine;
use crate::unit::Unit;
use crate::{Error, Notice, Result, Tx};

/// Units in one commit.
const BATCH_UNITS: usize = 512;
/// How long a batch takes in more units before it commits.
const BATCH_TIME: Duration = Duration::from_millis(4);

pub(super) struct Writer {
    connection: Connection,
    queue: Receiver<Message>,
    checkpoint_due: Sender<()>,
    shared: Arc<Shared>,
    wal_pages: Arc<AtomicI64>,
    asked_at_pages: i64,
    stopping: bool,
}

struct Entry {
    unit: Box<dyn Unit>,
    kept: bool,
    notices: Vec<Notice>,
}

/// How one unit ended.
enum Ran {
    /// What it wrote stays, or it wrote nothing.
    Clean,
    /// It wrote, then failed: what it wrote must go.
    Dirty,
    /// SQLite has ended the whole transaction by itself.
    Ended(Error),
}

impl Writer {
    pub fn new(connection: Connection, queue: Receiver<Message>, due: Sender<()>, shared: Arc<Shared>) -> Self {
        Self {
            connection,
            queue,
            checkpoint_due: due,
            shared,
            wal_pages: Arc::new(AtomicI64::new(0)),
            asked_at_pages: 0,
            stopping: false,
        }
    }

    pub fn run(mut self) {
        let pages = self.wal_pages.clone();
        let hook = move |_: &mut rusqlite::hooks::Wal, count: i32| {
            pages.store(i64::from(count), Ordering::Relaxed);
            Ok(())
        };
        self.connection.wal_hook(Some(hook)).expect("a fresh connection takes a hook");
        while !self.stopping {
            let Some(first) = next(&self.queue, &self.shared) else { return };
            metrics::gauge!("soulava_store_write_queue").set(self.queue.len() as f64);
            self.batch(first);
            self.ask_for_checkpoint();
        }
    }

    /// Commits `first` and what waits behind it. Nothing is answered before the commit has succeeded.
    fn batch(&mut self, first: Box<dyn Unit>) {
        let mut entries = Vec::with_capacity(8);
        let outcome = self.fill(first, &mut entries).and_then(|()| self.commit());
        match outcome {
            Ok(()) => {
                self.shared.committed(entries.iter().filter(|entry| entry.kept).count());
                let notices: Vec<Notice> =
                    entries.iter_mut().flat_map(|entry| std::mem::take(&mut entry.notices)).collect();
                self.shared.tell(&notices);
            }
            Err(error) => {
                if !self.connection.is_autocommit() && self.connection.execute_batch("ROLLBACK").is_err() {
                    self.shared.poison("a rollback failed");
                }
                entries.iter_mut().for_each(|entry| entry.unit.fail(error.clone()));
            }
        }
        entries.into_iter().for_each(|entry| entry.unit.answer());
    }

    /// Runs units in one transaction, without savepoints until one has to be taken back.
    fn fill(&mut self, first: Box<dyn Unit>, entries: &mut Vec<Entry>) -> Result<()> {
        let started = Instant::now();
        let begun = if self.shared.is_poisoned() {
            Err(poisoned())
        } else {
            self.connection.prepare_cached("BEGIN IMMEDIATE").and_then(|mut begin| begin.execute([])).map_err(broken)
        };
        let mut careful = false;
        let mut waiting = Some(first);
        while let Some(unit) = waiting {
            entries.push(Entry { unit, kept: false, notices: Vec::new() });
            if let Err(error) = &begun {
                return Err(error.clone());
            }
            let last = entries.last_mut().expect("one was just added");
            match if careful { self.attempt_saved(last)? } else { self.attempt(last) } {
                Ran::Clean => {}
                Ran::Ended(error) => return Err(error),
                Ran::Dirty => {
                    careful = true;
                    self.replay(entries)?;
                }
            }
            waiting = if entries.len() < BATCH_UNITS && started.elapsed() < BATCH_TIME { self.waiting() } else { None };
        }
        Ok(())
    }

    fn waiting(&mut self) -> Option<Box<dyn Unit>> {
        loop {
            match self.queue.try_recv() {
                Ok(Message::Unit(unit)) => {
                    if let Some(unit) = in_time(unit, &self.shared) {
                        return Some(unit);
                    }
                }
                Ok(Message::Stop) => {
                    self.stopping = true;
                    return None;
                }
                Err(_) => return None,
            }
        }
    }

    fn attempt(&self, entry: &mut Entry) -> Ran {
        let before = self.connection.total_changes();
        let tx = Tx::new(Engine::Sqlite(&self.connection), &self.shared.ids, self.shared.clock.now_ms());
        entry.kept = entry.unit.run(&tx);
        if entry.kept {
            entry.notices = tx.into_notices();
            return Ran::Clean;
        }
        entry.notices.clear();
        if self.connection.is_autocommit() {
            let why = tx.failure().unwrap_or_else(|| Error::Broken("the transaction ended by itself".into()));
            return Ran::Ended(why);
        }
        if self.connection.total_changes() == before { Ran::Clean } else { Ran::Dirty }
    }

    fn attempt_saved(&self, entry: &mut Entry) -> Result<Ran> {
        self.say("SAVEPOINT unit")?;
        match self.attempt(entry) {
            Ran::Ended(error) => return Ok(Ran::Ended(error)),
            Ran::Clean => {}
            Ran::Dirty => self.say("ROLLBACK TO unit")?,
        }
        self.say("RELEASE unit")?;
        Ok(Ran::Clean)
    }

    /// Starts the batch over, with a savepoint around each unit.
    fn replay(&mut self, entries: &mut [Entry]) -> Result<()> {
        self.shared.counts.replays.fetch_add(1, Ordering::Relaxed);
        metrics::counter!("soulava_store_replays_total").increment(1);
        self.say("ROLLBACK")?;
        self.say("BEGIN IMMEDIATE")?;
        for entry in entries {
            if let Ran::Ended(error) = self.attempt_saved(entry)? {
                return Err(error);
            }
        }
        Ok(())
    }

    fn say(&self, words: &str) -> Result<()> {
        self.connection.prepare_cached(words).and_then(|mut statement| statement.execute([])).map(drop).map_err(broken)
    }

    /// A commit that the disk refused may or may not be there after a crash: then nothing more is written.
    fn commit(&self) -> Result<()> {
        let done = self.connection.prepare_cached("COMMIT").and_then(|mut commit| commit.execute([]));
        done.map(drop).map_err(|error| {
            if is_io(&error) {
                self.shared.poison(&error.to_string());
            }
            broken(error)
        })
    }

    fn ask_for_checkpoint(&mut self) {
        let pages = self.wal_pages.load(Ordering::Relaxed);
        if pages < self.asked_at_pages {
            self.asked_at_pages = 0;
        }
        if pages - self.asked_at_pages >= checkpoint::DUE_PAGES {
            self.asked_at_pages = pages;
            let _ = self.checkpoint_due.try_send(());
        }
    }
}
