//! SQLite: one writer thread with group commit, light reads inline, heavy reads on threads of their own.

mod checkpoint;
mod connect;
mod readers;
mod statement;
mod writer;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use crossbeam_channel::{Receiver, Sender, TrySendError, bounded};

use crate::db::{Shared, closed};
use crate::unit::Unit;
use crate::{Error, Options, Result, Tx};
use readers::Readers;
pub(crate) use statement::{cell, plan, rows, run};

/// The writer and the checkpointer come first among the threads.
const WRITING_THREADS: usize = 2;

/// What a store thread is told.
enum Message {
    Unit(Box<dyn Unit>),
    Stop,
}

pub(crate) struct Sqlite {
    path: PathBuf,
    shared: Arc<Shared>,
    writer: Sender<Message>,
    heavy: Sender<Message>,
    heavy_readers: usize,
    readers: Arc<Readers>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    closed: AtomicBool,
    lock: Mutex<Option<File>>,
}

impl Sqlite {
    pub fn open(path: &Path, options: &Options, shared: Arc<Shared>) -> Result<Self> {
        connect::check_version()?;
        let lock = connect::lock(path)?;
        let caches = connect::Caches::share(options);
        let killed = connect::was_killed(path);
        let mut connection = connect::writer(path, caches.writer_kib)?;
        if killed {
            look_closely(&connection)?;
        }
        connect::migrate(&mut connection, options)?;
        shared.ids.above(connect::newest_id(&connection)?);

        let readers = Arc::new(Readers::new(path, caches.reader_kib, options.inline_read, shared.clone()));
        let (writer, to_write) = bounded(options.queue_units);
        let (heavy, to_read) = bounded(options.queue_units / 4 + 1);
        let (due, checkpoints) = bounded(1);
        let mut threads = vec![
            thread("store-writer", {
                let shared = shared.clone();
                move || writer::Writer::new(connection, to_write, due, shared).run()
            })?,
            thread("store-checkpoint", {
                let path = path.to_owned();
                move || checkpoint::run(&path, &checkpoints)
            })?,
        ];
        for _ in 0..options.heavy_readers {
            let (readers, to_read) = (readers.clone(), to_read.clone());
            threads.push(thread("store-heavy", move || readers.serve(&to_read))?);
        }
        Ok(Self {
            path: path.to_owned(),
            shared,
            writer,
            heavy,
            heavy_readers: options.heavy_readers,
            readers,
            threads: Mutex::new(threads),
            closed: AtomicBool::new(false),
            lock: Mutex::new(Some(lock)),
        })
    }

    /// Runs a light read on this thread; none when it belongs among the heavy reads.
    pub fn read_inline<T, E: From<Error>>(&self, unit: &impl Fn(&Tx<'_>) -> Result<T, E>) -> Option<Result<T, E>> {
        if self.closed.load(Ordering::Relaxed) {
            return Some(Err(closed().into()));
        }
        self.readers.inline(unit)
    }

    pub fn read_heavy(&self, unit: Box<dyn Unit>) -> Result<()> {
        self.send(&self.heavy, unit)
    }

    pub fn write(&self, unit: Box<dyn Unit>) -> Result<()> {
        self.send(&self.writer, unit)
    }

    fn send(&self, queue: &Sender<Message>, unit: Box<dyn Unit>) -> Result<()> {
        if self.closed.load(Ordering::Relaxed) {
            return Err(closed());
        }
        queue.try_send(Message::Unit(unit)).map_err(|refused| match refused {
            TrySendError::Full(_) => self.shared.overloaded(),
            TrySendError::Disconnected(_) => closed(),
        })
    }

    pub fn backup(&self, to: &Path) -> Result<()> {
        connect::backup(&self.path, to)
    }

    pub fn faults(&self) -> Result<Vec<String>> {
        connect::faults(&self.path)
    }

    pub fn close(&self) {
        if self.closed.swap(true, Ordering::SeqCst) {
            return;
        }
        // Readers first: only a connection that may write can tidy the log away, and it must be the last.
        for _ in 0..self.heavy_readers {
            let _ = self.heavy.send(Message::Stop);
        }
        let mut threads = self.threads.lock().expect("closing does not panic");
        let heavy = threads.split_off(WRITING_THREADS);
        heavy.into_iter().for_each(join);
        self.readers.close();
        let _ = self.writer.send(Message::Stop);
        threads.drain(..).for_each(join);
        self.lock.lock().expect("closing does not panic").take();
    }
}

/// Waits for a thread. The last clone of a store may go on a store thread itself, inside an observer or a unit: that
/// thread ends alone.
fn join(thread: JoinHandle<()>) {
    if thread.thread().id() != std::thread::current().id() {
        let _ = thread.join();
    }
}

/// After a kill or a power cut: a damaged file is not written to.
fn look_closely(connection: &rusqlite::Connection) -> Result<()> {
    let started = std::time::Instant::now();
    let found = connect::quick_faults(connection)?;
    let took_ms = started.elapsed().as_millis() as u64;
    tracing::info!(took_ms, "the last process was stopped hard; its log was played back and the file looked through");
    match found.first() {
        None => Ok(()),
        Some(first) => Err(Error::Broken(format!("the data file is damaged: {first}"))),
    }
}

/// Puts a copy where a square will look for its data.
pub(crate) fn restore(from: &Path, to: &Path, migrations: &'static [crate::Migration]) -> Result<()> {
    connect::check_version()?;
    connect::restore(from, to, migrations)
}

fn thread(name: &str, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>> {
    Ok(std::thread::Builder::new().name(name.to_owned()).spawn(work)?)
}

/// The next unit whose wait was not too long; none when the thread should stop.
fn next(queue: &Receiver<Message>, shared: &Shared) -> Option<Box<dyn Unit>> {
    while let Ok(Message::Unit(unit)) = queue.recv() {
        if let Some(unit) = in_time(unit, shared) {
            return Some(unit);
        }
    }
    None
}

/// Refuses a unit that waited too long: whoever asked has better things to do.
fn in_time(mut unit: Box<dyn Unit>, shared: &Shared) -> Option<Box<dyn Unit>> {
    if unit.since().elapsed() <= shared.queue_wait {
        return Some(unit);
    }
    unit.fail(shared.overloaded());
    unit.answer();
    None
}
