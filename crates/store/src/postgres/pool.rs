//! The store threads: each takes units from its queue and runs them on its own connection.

use std::any::TypeId;
use std::cell::RefCell;
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossbeam_channel::Receiver;

use super::session::{Frame, Purpose, Server, Session};
use crate::db::{Key, Shared, poisoned};
use crate::tx::Engine;
use crate::unit::Unit;
use crate::{Error, Result, Tx};

/// How often a unit is run again after a clash.
const ATTEMPTS: u32 = 12;
/// How long to wait for the server to say what became of a commit.
const UNKNOWN_COMMIT: Duration = Duration::from_secs(10);

/// What a store thread is told.
pub(super) enum Message {
    Unit(Box<dyn Unit>, Vec<Key>),
    Stop,
}

pub(super) fn thread(name: &str, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>> {
    Ok(std::thread::Builder::new().name(name.to_owned()).spawn(work)?)
}

pub(super) struct Worker {
    purpose: Purpose,
    server: Arc<Server>,
    queue: Receiver<Message>,
    shared: Arc<Shared>,
    session: Option<RefCell<Session>>,
    /// Units that ran more than one statement: they get a transaction from the start.
    several: HashSet<TypeId>,
}

/// How an attempt ended.
enum Ran {
    Done,
    /// Somebody was in the way or the connection broke; nothing was kept.
    Again(Error),
}

impl Worker {
    pub fn new(purpose: Purpose, server: Arc<Server>, queue: Receiver<Message>, shared: Arc<Shared>) -> Self {
        Self { purpose, server, queue, shared, session: None, several: HashSet::new() }
    }

    pub fn run(mut self) {
        while let Ok(Message::Unit(mut unit, keys)) = self.queue.recv() {
            if unit.since().elapsed() > self.shared.queue_wait {
                unit.fail(self.shared.overloaded());
            } else if let Err(error) = self.serve(unit.as_mut(), &keys) {
                unit.fail(error);
            }
            unit.answer();
        }
    }

    /// Runs a unit until it is done or has been in others' way too often.
    fn serve(&mut self, unit: &mut dyn Unit, keys: &[Key]) -> Result<()> {
        let mut last = Error::Overloaded;
        for attempt in 0..ATTEMPTS {
            if attempt > 0 {
                self.shared.counts.retries.fetch_add(1, Ordering::Relaxed);
                metrics::counter!("soulava_store_retries_total").increment(1);
                uneven_wait(attempt);
            }
            let ran = match self.purpose {
                Purpose::Write => self.write(unit, keys)?,
                _ => self.read(unit)?,
            };
            match ran {
                Ran::Done => return Ok(()),
                Ran::Again(error) => last = error,
            }
        }
        metrics::counter!("soulava_store_overloads_total").increment(1);
        Err(last)
    }

    /// The open connection, or a new one.
    fn session(&mut self) -> Result<&RefCell<Session>> {
        if self.session.as_ref().is_none_or(|session| session.borrow().is_closed()) {
            self.session = None;
            let fresh = Session::connect(&self.server, self.purpose).map_err(|error| {
                tracing::warn!(%error, "no connection to PostgreSQL");
                self.shared.overloaded()
            })?;
            self.session = Some(RefCell::new(fresh));
        }
        Ok(self.session.as_ref().expect("it was just opened"))
    }

    fn read(&mut self, unit: &mut dyn Unit) -> Result<Ran> {
        let kind = unit.kind();
        let mut several = self.several.contains(&kind);
        loop {
            let shared = self.shared.clone();
            let session = self.session()?;
            if several {
                session.borrow_mut().frame = Frame::Transaction;
                if let Err(trouble) = session.borrow_mut().say("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") {
                    return again(trouble);
                }
            } else {
                session.borrow_mut().frame = Frame::Single { used: false };
            }
            let tx = Tx::new(Engine::Postgres(session), &shared.ids, shared.clock.now_ms());
            unit.run(&tx);
            let (retry, failure) = (tx.may_retry(), tx.failure());
            if several && let Err(trouble) = session.borrow_mut().say("COMMIT") {
                return again(trouble);
            }
            match (retry, failure) {
                (true, Some(error)) if several || session.borrow().is_closed() => return Ok(Ran::Again(error)),
                (true, _) => {
                    self.several.insert(kind);
                    several = true;
                }
                (false, _) => return Ok(Ran::Done),
            }
        }
    }

    fn write(&mut self, unit: &mut dyn Unit, keys: &[Key]) -> Result<Ran> {
        if self.shared.is_poisoned() {
            return Err(poisoned());
        }
        let shared = self.shared.clone();
        let session = self.session()?;
        if !keys.is_empty()
            && let Err(trouble) = session.borrow_mut().say(&take_locks(keys))
        {
            let _ = session.borrow_mut().say(DROP_LOCKS);
            return again(trouble);
        }
        let ended = attempt(unit, session, &shared, !keys.is_empty());
        let outcome = match ended {
            Attempt::Committed => Ok(Ran::Done),
            Attempt::Refused => {
                let mut words = "ROLLBACK; ".to_owned();
                words += if keys.is_empty() { "" } else { DROP_LOCKS };
                if session.borrow_mut().say(&words).is_err() {
                    // Whatever state it is in goes with the connection.
                    self.session = None;
                }
                return Ok(Ran::Done);
            }
            Attempt::Clashed(error) => Ok(Ran::Again(error)),
            Attempt::Unknown(xid) => self.find_out(&xid),
        };
        if matches!(outcome, Ok(Ran::Again(_)))
            && let Some(session) = &self.session
            && session.borrow_mut().say(&format!("ROLLBACK; {DROP_LOCKS}")).is_err()
        {
            self.session = None;
        }
        outcome
    }

    /// Asks the server what became of a commit whose answer was lost.
    fn find_out(&mut self, xid: &str) -> Result<Ran> {
        self.session = None;
        let asked = Instant::now();
        while asked.elapsed() < UNKNOWN_COMMIT {
            let said = self.session().ok().and_then(|session| {
                session.borrow_mut().ask(&format!("SELECT pg_xact_status('{xid}'::xid8)")).ok().flatten()
            });
            match said.as_deref() {
                Some("committed") => return Ok(Ran::Done),
                Some("aborted") => return Ok(Ran::Again(Error::Overloaded)),
                _ => std::thread::sleep(Duration::from_millis(100)),
            }
        }
        Err(Error::Broken(format!("nobody knows whether transaction {xid} was committed")))
    }
}

enum Attempt {
    Committed,
    Refused,
    Clashed(Error),
    Unknown(String),
}

const DROP_LOCKS: &str = "SELECT pg_advisory_unlock_all()";

/// Runs a unit once in a serialisable transaction.
fn attempt(unit: &mut dyn Unit, session: &RefCell<Session>, shared: &Shared, locked: bool) -> Attempt {
    session.borrow_mut().frame = Frame::Transaction;
    let begun = session.borrow_mut().ask("BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT pg_current_xact_id()");
    let xid = match begun {
        Ok(Some(xid)) => xid,
        Ok(None) => return Attempt::Clashed(Error::Broken("a transaction has no number".into())),
        Err(trouble) => return Attempt::Clashed(trouble.error),
    };
    let tx = Tx::new(Engine::Postgres(session), &shared.ids, shared.clock.now_ms());
    let keeps = unit.run(&tx);
    if let (true, Some(error)) = (tx.may_retry(), tx.failure()) {
        return Attempt::Clashed(error);
    }
    if !keeps {
        return Attempt::Refused;
    }
    let notices = tx.into_notices();
    let words = if locked { "COMMIT; SELECT pg_advisory_unlock_all()" } else { "COMMIT" };
    let said = session.borrow_mut().say(words);
    match said {
        Ok(()) => {
            shared.committed(1);
            shared.tell(&notices);
            Attempt::Committed
        }
        Err(_) if session.borrow().is_closed() => Attempt::Unknown(xid),
        Err(trouble) if trouble.retry => Attempt::Clashed(trouble.error),
        Err(trouble) => {
            unit.fail(trouble.error);
            Attempt::Refused
        }
    }
}

/// Takes the locks of the keys in one order, so that nobody waits in a circle.
fn take_locks(keys: &[Key]) -> String {
    let mut numbers: Vec<i64> = keys.iter().map(lock_number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.iter().map(|number| format!("SELECT pg_advisory_lock({number}); ")).collect()
}

/// A number for a key; two keys with the same number only wait for each other needlessly.
fn lock_number(key: &Key) -> i64 {
    let mixed = (u64::from(key.0) ^ (key.1 as u64).rotate_left(17)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 1) as i64 // never negative: those are the store's own locks
}

fn again(trouble: crate::tx::Trouble) -> Result<Ran> {
    if trouble.retry { Ok(Ran::Again(trouble.error)) } else { Err(trouble.error) }
}

/// Waits a random while that grows, so that two who clashed do not clash again.
fn uneven_wait(attempt: u32) {
    let mut chance = [0; 2];
    getrandom::fill(&mut chance).expect("the system gives random bytes");
    let most_us = 500_u64 << attempt.min(8);
    std::thread::sleep(Duration::from_micros(u64::from(u16::from_le_bytes(chance)) * most_us / 65_536));
}
