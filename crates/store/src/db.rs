//! The door to the store: [`Db`] and its [`Options`].

use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, RwLock};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use crate::clock::Ids;
use crate::postgres::Postgres;
use crate::sqlite::Sqlite;
use crate::unit::{Job, Unit};
use crate::{Clock, Error, Migration, Notice, Result, SystemClock, Tx};

/// Where the data is.
#[derive(Clone, Debug)]
pub enum Target {
    /// One file; a `-wal`, a `-shm` and a `.lock` stand beside it.
    Sqlite(PathBuf),
    /// A connection string or URL; PostgreSQL 15 or newer.
    Postgres(String),
}

/// How to open a store.
#[derive(Clone)]
pub struct Options {
    /// Where the data is.
    pub target: Target,
    /// The schema, in order.
    pub migrations: &'static [Migration],
    /// What the time is.
    pub clock: Arc<dyn Clock>,
    /// The number of this process in its ids, 0 to 31.
    pub node: u8,
    /// SQLite's page caches together, in bytes. Taken only as pages are read.
    pub cache_bytes: usize,
    /// How many units may wait before new ones are refused, for writes; reads and heavy work have a quarter each.
    pub queue_units: usize,
    /// Threads for heavy reads.
    pub heavy_readers: usize,
    /// PostgreSQL connections for light reads and for writes, each.
    pub connections: usize,
    /// How long a unit may wait in a queue.
    pub queue_wait: Duration,
    /// How long a light read may run inline on SQLite before it moves to the heavy readers.
    pub inline_read: Duration,
    /// Accepts a PostgreSQL that loses acknowledged writes when it stops (`fsync=off`). For tests alone.
    pub unsafe_allow_volatile: bool,
}

impl Options {
    /// Sensible sizes and the machine's clock.
    pub fn new(target: Target, migrations: &'static [Migration]) -> Self {
        Self {
            target,
            migrations,
            clock: Arc::new(SystemClock),
            node: 0,
            cache_bytes: 48 << 20,
            queue_units: 4096,
            heavy_readers: 2,
            connections: 4,
            queue_wait: Duration::from_secs(5),
            inline_read: Duration::from_millis(10),
            unsafe_allow_volatile: false,
        }
    }
}

/// A hot row: units that name the same key in [`Db::write_keyed`] wait for each other instead of clashing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(
    /// What kind of thing.
    pub u32,
    /// Which one.
    pub i64,
);

/// What the store counted since it was opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Commits of write units.
    pub commits: u64,
    /// Units that were committed.
    pub units: u64,
    /// Batches that were rolled back and replayed for one unit's sake.
    pub replays: u64,
    /// Light reads that took too long and were moved to the heavy readers.
    pub reads_moved: u64,
    /// Units refused because too many waited or they waited too long.
    pub overloads: u64,
    /// Write units that were run again after a clash (PostgreSQL).
    pub retries: u64,
}

/// The database. Cheap to clone; closed when the last clone goes.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    engine: Engine,
    shared: Arc<Shared>,
}

enum Engine {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

/// What the threads of a store share.
pub(crate) struct Shared {
    pub clock: Arc<dyn Clock>,
    pub ids: Ids,
    pub queue_wait: Duration,
    pub counts: Counts,
    poisoned: AtomicBool,
    stopped: tokio::sync::Notify,
    observers: RwLock<Vec<Observer>>,
}

type Observer = Box<dyn Fn(&[Notice]) + Send + Sync>;

#[derive(Default)]
pub(crate) struct Counts {
    pub commits: AtomicU64,
    pub units: AtomicU64,
    pub replays: AtomicU64,
    pub reads_moved: AtomicU64,
    pub overloads: AtomicU64,
    pub retries: AtomicU64,
}

impl Shared {
    pub fn new(options: &Options) -> Self {
        Self {
            clock: options.clock.clone(),
            ids: Ids::new(options.node),
            queue_wait: options.queue_wait,
            counts: Counts::default(),
            poisoned: AtomicBool::new(false),
            stopped: tokio::sync::Notify::new(),
            observers: RwLock::default(),
        }
    }

    /// From now on nothing is written: what is on the disk is not what was said.
    pub fn poison(&self, why: &str) {
        if !self.poisoned.swap(true, Ordering::SeqCst) {
            tracing::error!(why, "the store stops writing: restart it and look at the disk");
            self.stopped.notify_waiters();
        }
    }

    pub fn is_poisoned(&self) -> bool {
        self.poisoned.load(Ordering::SeqCst)
    }

    /// Says what was committed; an observer that panics does not stop the others.
    pub fn tell(&self, notices: &[Notice]) {
        if notices.is_empty() {
            return;
        }
        for observer in self.observers.read().expect("no observer panics under the lock").iter() {
            let told = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| observer(notices)));
            if told.is_err() {
                tracing::error!("an observer of commits panicked");
            }
        }
    }

    pub fn overloaded(&self) -> Error {
        self.counts.overloads.fetch_add(1, Ordering::Relaxed);
        metrics::counter!("soulava_store_overloads_total").increment(1);
        Error::Overloaded
    }

    pub fn committed(&self, units: usize) {
        self.counts.commits.fetch_add(1, Ordering::Relaxed);
        self.counts.units.fetch_add(units as u64, Ordering::Relaxed);
        metrics::counter!("soulava_store_commits_total").increment(1);
        metrics::histogram!("soulava_store_units_per_commit").record(units as f64);
    }
}

impl Db {
    /// Opens the store and brings its schema up to date.
    ///
    /// Fails when another process uses it, when it was written by a newer release, or when the database is too old
    /// or set up to lose writes.
    pub fn open(options: Options) -> Result<Self> {
        let shared = Arc::new(Shared::new(&options));
        let engine = match &options.target {
            Target::Sqlite(path) => Engine::Sqlite(Sqlite::open(path, &options, shared.clone())?),
            Target::Postgres(url) => Engine::Postgres(Postgres::open(url, &options, shared.clone())?),
        };
        Ok(Self(Arc::new(Inner { engine, shared })))
    }

    /// Runs a light read in one snapshot: some indexed statements with small limits.
    ///
    /// On SQLite it runs here and now; when it takes too long it is run again among the heavy reads, and counted.
    pub async fn read<T, E>(&self, unit: impl Fn(&Tx<'_>) -> Result<T, E> + Send + Sync + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        if let Engine::Sqlite(sqlite) = &self.0.engine {
            match sqlite.read_inline(&unit) {
                Some(outcome) => return outcome,
                None => return self.read_heavy(unit).await,
            }
        }
        self.ask(unit, |engine, job| match engine {
            Engine::Sqlite(sqlite) => sqlite.read_heavy(job),
            Engine::Postgres(postgres) => postgres.read(job),
        })
        .await
    }

    /// Runs a long read in one snapshot: a search, an export, an admin list.
    pub async fn read_heavy<T, E>(&self, unit: impl Fn(&Tx<'_>) -> Result<T, E> + Send + Sync + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.ask(unit, |engine, job| match engine {
            Engine::Sqlite(sqlite) => sqlite.read_heavy(job),
            Engine::Postgres(postgres) => postgres.read_heavy(job),
        })
        .await
    }

    /// Runs a unit that writes, all or nothing. An error keeps nothing of it.
    ///
    /// Answers after the commit is on the disk and the observers have run. The unit may be run more than once.
    pub async fn write<T, E>(&self, unit: impl Fn(&Tx<'_>) -> Result<T, E> + Send + Sync + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.write_keyed(&[], unit).await
    }

    /// As [`Db::write`], for a unit that changes rows many others change too: it names them beforehand.
    pub async fn write_keyed<T, E>(
        &self,
        keys: &[Key],
        unit: impl Fn(&Tx<'_>) -> Result<T, E> + Send + Sync + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        if self.0.shared.is_poisoned() {
            return Err(poisoned().into());
        }
        self.ask(unit, |engine, job| match engine {
            Engine::Sqlite(sqlite) => sqlite.write(job),
            Engine::Postgres(postgres) => postgres.write(keys, job),
        })
        .await
    }

    async fn ask<T, E, F>(&self, unit: F, send: impl FnOnce(&Engine, Box<dyn Unit>) -> Result<()>) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: Fn(&Tx<'_>) -> Result<T, E> + Send + Sync + 'static,
    {
        let (job, answer) = Job::new(unit);
        send(&self.0.engine, Box::new(job))?;
        match answer.await {
            Ok(outcome) => outcome,
            Err(_) => Err(closed().into()),
        }
    }

    /// [`Db::read`] for a thread that may wait.
    pub fn read_blocking<T, E>(&self, unit: impl Fn(&Tx<'_>) -> Result<T, E> + Send + Sync + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        wait(self.read(unit))
    }

    /// [`Db::write`] for a thread that may wait.
    pub fn write_blocking<T, E>(&self, unit: impl Fn(&Tx<'_>) -> Result<T, E> + Send + Sync + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        wait(self.write(unit))
    }

    /// Has `observer` told what was announced, after each commit and before its writers are answered.
    ///
    /// It runs on a writing thread (on PostgreSQL on several at once): it must be quick and must not ask the store.
    pub fn on_commit(&self, observer: impl Fn(&[Notice]) + Send + Sync + 'static) {
        self.0.shared.observers.write().expect("no observer panics under the lock").push(Box::new(observer));
    }

    /// Whether a commit failed so that nobody knows what is on the disk. Nothing is written any more; the process
    /// should end with an error so that somebody looks.
    pub fn is_poisoned(&self) -> bool {
        self.0.shared.is_poisoned()
    }

    /// Comes back when [`Db::is_poisoned`] becomes true; never otherwise.
    pub async fn stops_writing(&self) {
        loop {
            let stopped = self.0.shared.stopped.notified();
            if self.is_poisoned() {
                return;
            }
            stopped.await;
        }
    }

    /// What was counted since the store was opened.
    pub fn numbers(&self) -> Numbers {
        let counts = &self.0.shared.counts;
        Numbers {
            commits: counts.commits.load(Ordering::Relaxed),
            units: counts.units.load(Ordering::Relaxed),
            replays: counts.replays.load(Ordering::Relaxed),
            reads_moved: counts.reads_moved.load(Ordering::Relaxed),
            overloads: counts.overloads.load(Ordering::Relaxed),
            retries: counts.retries.load(Ordering::Relaxed),
        }
    }

    /// Writes a consistent copy of everything to one new file while the store goes on.
    ///
    /// On PostgreSQL it is refused: `pg_dump` does that.
    pub fn backup(&self, to: &Path) -> Result<()> {
        match &self.0.engine {
            Engine::Sqlite(sqlite) => sqlite.backup(to),
            Engine::Postgres(_) => Err(Error::Broken("a PostgreSQL database is backed up with pg_dump".into())),
        }
    }

    /// What is wrong with the stored data itself, by reading all of it; empty when nothing is.
    ///
    /// On PostgreSQL nothing is looked at: `pg_amcheck` does that.
    pub fn faults(&self) -> Result<Vec<String>> {
        match &self.0.engine {
            Engine::Sqlite(sqlite) => sqlite.faults(),
            Engine::Postgres(_) => Ok(Vec::new()),
        }
    }

    /// Puts a copy that [`Db::backup`] made at `to`, where no data may be yet. The copy is checked first: a damaged
    /// one, or one of a newer release, is refused and leaves nothing behind.
    pub fn restore(from: &Path, to: &Path, migrations: &'static [Migration]) -> Result<()> {
        crate::sqlite::restore(from, to, migrations)
    }

    /// Finishes what waits, then closes every file and connection. Later calls are refused.
    pub fn close(&self) {
        match &self.0.engine {
            Engine::Sqlite(sqlite) => sqlite.close(),
            Engine::Postgres(postgres) => postgres.close(),
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.close(),
            Engine::Postgres(postgres) => postgres.close(),
        }
    }
}

pub(crate) fn closed() -> Error {
    Error::Broken("the store is closed".into())
}

pub(crate) fn poisoned() -> Error {
    Error::Broken("the store stopped writing after a commit failed".into())
}

/// Waits on this thread, inside a runtime or not.
fn wait<T>(future: impl Future<Output = T>) -> T {
    struct Unpark(std::thread::Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    // A task of tokio is told to rest after many answers; here nobody would ever wake it again.
    let mut future = pin!(tokio::task::unconstrained(future));
    loop {
        if let Poll::Ready(outcome) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return outcome;
        }
        std::thread::park();
    }
}
