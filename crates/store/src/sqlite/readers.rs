//! Reading: light reads on the thread that asks, heavy ones on threads of their own.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crossbeam_channel::Receiver;
use rusqlite::Connection;

use super::statement::broken;
use super::{Message, connect, next};
use crate::db::Shared;
use crate::tx::Engine;
use crate::unit::guarded;
use crate::{Error, Result, Tx};

/// How long a heavy read may take.
const HEAVY_READ: Duration = Duration::from_secs(30);
/// SQLite looks at the time after this many of its steps.
const STEPS: i32 = 2000;
/// An inline read longer than this is slow; more than one in a hundred switch inline reads off.
const SLOW_READ: Duration = Duration::from_millis(2);
const WINDOW_READS: u32 = 1000;
const OFF: Duration = Duration::from_secs(5);

static STORES: AtomicU64 = AtomicU64::new(1);

thread_local! {
    /// This thread's connections, by the number of their store.
    static SLOTS: RefCell<Vec<(u64, Arc<Slot>)>> = const { RefCell::new(Vec::new()) };
}

#[derive(Default)]
struct Slot(Mutex<Held>);

#[derive(Default)]
enum Held {
    #[default]
    NotYet,
    Open(Reader),
    Closed,
}

/// A read-only connection and until when its statement may run.
struct Reader {
    connection: Connection,
    deadline: Arc<AtomicU64>,
}

pub(super) struct Readers {
    number: u64,
    path: PathBuf,
    cache_kib: usize,
    inline_read: Duration,
    shared: Arc<Shared>,
    slots: Mutex<Vec<Arc<Slot>>>,
    started: Instant,
    reads: AtomicU32,
    slow: AtomicU32,
    off_until_ms: AtomicU64,
}

impl Readers {
    pub fn new(path: &Path, cache_kib: usize, inline_read: Duration, shared: Arc<Shared>) -> Self {
        Self {
            number: STORES.fetch_add(1, Ordering::Relaxed),
            path: path.to_owned(),
            cache_kib,
            inline_read,
            shared,
            slots: Mutex::default(),
            started: Instant::now(),
            reads: AtomicU32::new(0),
            slow: AtomicU32::new(0),
            off_until_ms: AtomicU64::new(0),
        }
    }

    /// Runs a light read here; none when it took too long, or inline reads are off, or this thread is reading already.
    pub fn inline<T, E: From<Error>>(&self, unit: &impl Fn(&Tx<'_>) -> Result<T, E>) -> Option<Result<T, E>> {
        let off_until = self.off_until_ms.load(Ordering::Relaxed);
        if off_until > 0 && (self.started.elapsed().as_millis() as u64) < off_until {
            return None;
        }
        let slot = self.slot();
        let mut held = slot.0.try_lock().ok()?;
        if matches!(*held, Held::NotYet) {
            match self.open() {
                Ok(reader) => *held = Held::Open(reader),
                Err(error) => return Some(Err(error.into())),
            }
        }
        let Held::Open(reader) = &*held else { return Some(Err(crate::db::closed().into())) };
        let started = Instant::now();
        let outcome = self.snapshot(reader, started + self.inline_read, |tx| {
            let outcome = guarded(unit, tx);
            if tx.may_retry() { None } else { Some(outcome) }
        });
        self.timed(started.elapsed());
        match outcome {
            Ok(None) => {
                self.shared.counts.reads_moved.fetch_add(1, Ordering::Relaxed);
                metrics::counter!("soulava_store_reads_moved_total").increment(1);
                None
            }
            Ok(outcome) => outcome,
            Err(error) => Some(Err(error.into())),
        }
    }

    /// Serves heavy reads until it is told to stop.
    pub fn serve(&self, queue: &Receiver<Message>) {
        let mut reader = None;
        while let Some(mut unit) = next(queue, &self.shared) {
            metrics::gauge!("soulava_store_heavy_queue").set(queue.len() as f64);
            if reader.is_none() {
                match self.open() {
                    Ok(opened) => reader = Some(opened),
                    Err(error) => unit.fail(error),
                }
            }
            if let Some(reader) = &reader {
                let ran = self.snapshot(reader, Instant::now() + HEAVY_READ, |tx| {
                    unit.run(tx);
                });
                if let Err(error) = ran {
                    unit.fail(error);
                }
            }
            unit.answer();
        }
    }

    /// Runs `work` in one read transaction, which ends with it.
    fn snapshot<T>(&self, reader: &Reader, until: Instant, work: impl FnOnce(&Tx<'_>) -> T) -> Result<T> {
        let connection = &reader.connection;
        let say = |words| connection.prepare_cached(words).and_then(|mut statement| statement.execute([]));
        say("BEGIN").map_err(broken)?;
        reader.deadline.store(until.saturating_duration_since(self.started).as_nanos() as u64, Ordering::Relaxed);
        let tx = Tx::new(Engine::Sqlite(connection), &self.shared.ids, self.shared.clock.now_ms());
        let done = work(&tx);
        reader.deadline.store(u64::MAX, Ordering::Relaxed);
        if !connection.is_autocommit() {
            say("COMMIT").map_err(broken)?;
        }
        Ok(done)
    }

    fn open(&self) -> Result<Reader> {
        let mut connection = connect::reader(&self.path, self.cache_kib)?;
        let deadline = Arc::new(AtomicU64::new(u64::MAX));
        let (started, until) = (self.started, deadline.clone());
        let late = move || {
            let until = until.load(Ordering::Relaxed);
            until != u64::MAX && started.elapsed().as_nanos() as u64 > until
        };
        connection.progress_handler(STEPS, Some(late)).map_err(broken)?;
        Ok(Reader { connection, deadline })
    }

    /// This thread's place for a connection to this store.
    fn slot(&self) -> Arc<Slot> {
        SLOTS.with_borrow_mut(|slots| {
            if let Some((_, slot)) = slots.iter().find(|(number, _)| *number == self.number) {
                return slot.clone();
            }
            slots.retain(|(_, slot)| !matches!(slot.0.try_lock().as_deref(), Ok(Held::Closed)));
            let slot = Arc::new(Slot::default());
            slots.push((self.number, slot.clone()));
            let mut all = self.slots.lock().expect("opening a slot does not panic");
            // A thread that ended left its slot behind: nobody else holds it.
            all.retain(|slot| Arc::strong_count(slot) > 1);
            all.push(slot.clone());
            slot
        })
    }

    /// Counts one inline read, and switches them off for a while when too many are slow.
    fn timed(&self, took: Duration) {
        let slow = if took > SLOW_READ { self.slow.fetch_add(1, Ordering::Relaxed) + 1 } else { 0 };
        let reads = self.reads.fetch_add(1, Ordering::Relaxed) + 1;
        if reads >= 200 && slow * 100 > reads {
            let until = self.started.elapsed() + OFF;
            self.off_until_ms.store(until.as_millis() as u64, Ordering::Relaxed);
            metrics::counter!("soulava_store_inline_off_total").increment(1);
            tracing::warn!(slow, reads, "inline reads are slow: they go to the heavy readers for five seconds");
        }
        if reads >= WINDOW_READS || slow * 100 > reads.max(200) {
            self.reads.store(0, Ordering::Relaxed);
            self.slow.store(0, Ordering::Relaxed);
        }
    }

    /// Closes the connections of all threads.
    pub fn close(&self) {
        for slot in self.slots.lock().expect("opening a slot does not panic").drain(..) {
            *slot.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Held::Closed;
        }
    }
}
