//! PostgreSQL: store threads that own one connection each, with queues of their own for reads, writes and heavy work.

mod bind;
mod pool;
mod session;
mod setup;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use crossbeam_channel::{Sender, TrySendError, bounded};

use crate::db::{Key, Shared, closed};
use crate::unit::Unit;
use crate::{Options, Result};
pub(crate) use bind::cell;
use pool::{Message, Worker};
pub(crate) use session::{Purpose, Server, Session};

pub(crate) struct Postgres {
    shared: Arc<Shared>,
    reads: Lane,
    writes: Lane,
    heavy: Lane,
    alone: Sender<()>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    closed: AtomicBool,
}

/// A bounded queue and how many threads serve it.
struct Lane {
    queue: Sender<Message>,
    threads: usize,
}

impl Postgres {
    pub fn open(url: &str, options: &Options, shared: Arc<Shared>) -> Result<Self> {
        let server = Arc::new(Server::new(url)?);
        let (session, newest) = apart(|| {
            let mut session = Session::connect(&server, Purpose::Owner)?;
            setup::check(&mut session, options)?;
            setup::take_lock(&mut session)?;
            setup::migrate(&mut session, options)?;
            let newest = setup::newest_id(&mut session)?;
            Ok((session, newest))
        })?;
        shared.ids.above(newest);

        let mut threads = Vec::new();
        let lane = |purpose: Purpose, size: usize, units: usize, threads: &mut Vec<JoinHandle<()>>| -> Result<Lane> {
            let (queue, units) = bounded(units);
            for _ in 0..size {
                let worker = Worker::new(purpose, server.clone(), units.clone(), shared.clone());
                threads.push(pool::thread(purpose.name(), move || worker.run())?);
            }
            Ok(Lane { queue, threads: size })
        };
        let reads = lane(Purpose::Read, options.connections, options.queue_units / 4 + 1, &mut threads)?;
        let writes = lane(Purpose::Write, options.connections, options.queue_units, &mut threads)?;
        let heavy = lane(Purpose::Heavy, options.heavy_readers, options.queue_units / 4 + 1, &mut threads)?;
        let (alone, ended) = bounded(0);
        threads.push(pool::thread("store-owner", {
            let shared = shared.clone();
            move || setup::stay_alone(session, &server, &ended, &shared)
        })?);
        Ok(Self { shared, reads, writes, heavy, alone, threads: Mutex::new(threads), closed: AtomicBool::new(false) })
    }

    pub fn read(&self, unit: Box<dyn Unit>) -> Result<()> {
        self.send(&self.reads, &[], unit)
    }

    pub fn read_heavy(&self, unit: Box<dyn Unit>) -> Result<()> {
        self.send(&self.heavy, &[], unit)
    }

    pub fn write(&self, keys: &[Key], unit: Box<dyn Unit>) -> Result<()> {
        metrics::gauge!("soulava_store_write_queue").set(self.writes.queue.len() as f64);
        self.send(&self.writes, keys, unit)
    }

    fn send(&self, lane: &Lane, keys: &[Key], unit: Box<dyn Unit>) -> Result<()> {
        if self.closed.load(Ordering::Relaxed) {
            return Err(closed());
        }
        lane.queue.try_send(Message::Unit(unit, keys.to_vec())).map_err(|refused| match refused {
            TrySendError::Full(_) => self.shared.overloaded(),
            TrySendError::Disconnected(_) => closed(),
        })
    }

    pub fn close(&self) {
        if self.closed.swap(true, Ordering::SeqCst) {
            return;
        }
        for lane in [&self.writes, &self.reads, &self.heavy] {
            for _ in 0..lane.threads {
                let _ = lane.queue.send(Message::Stop);
            }
        }
        let mut threads = self.threads.lock().expect("closing does not panic");
        // The owner goes last: the lock is held until everything is written.
        let owner = threads.pop();
        for thread in threads.drain(..) {
            if thread.thread().id() != std::thread::current().id() {
                let _ = thread.join();
            }
        }
        let _ = self.alone.send(());
        if let Some(owner) = owner {
            let _ = owner.join();
        }
    }
}

/// Runs `work` on a thread of its own: the driver waits in a runtime of its own, which may not be within another.
pub(crate) fn apart<T: Send>(work: impl FnOnce() -> Result<T> + Send) -> Result<T> {
    std::thread::scope(|scope| match scope.spawn(work).join() {
        Ok(outcome) => outcome,
        Err(panic) => std::panic::resume_unwind(panic),
    })
}
