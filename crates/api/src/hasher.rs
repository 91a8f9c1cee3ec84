//! Password work at a bounded rate, so that signing in cannot be used to exhaust memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Semaphore;

use crate::reply::Failure;

/// Hashes at work at the same time; each takes 19 MiB.
pub const AT_ONCE: usize = 2;
/// Requests that may wait for a turn; the next one hears 503.
pub const WAITING_MAX: usize = 32;

/// Runs Argon2 away from the request threads, [`AT_ONCE`] at a time.
#[derive(Clone)]
pub struct Hasher {
    turns: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
}

impl Hasher {
    /// Shares `turns` with the other doors, so that the bound holds for the process.
    pub fn new(turns: Arc<Semaphore>) -> Self {
        Self { turns, waiting: Arc::default() }
    }

    /// Runs `work` when it is its turn. 503 when too many wait.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
        let _place = Place::take(&self.waiting).ok_or_else(Failure::busy)?;
        let turn = self.turns.clone().acquire_owned().await.map_err(|_| Failure::busy())?;
        tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        })
        .await
        .map_err(|_| Failure::busy())
    }
}

impl Default for Hasher {
    fn default() -> Self {
        Self::new(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

/// One of the places in the queue, given back when the request ends or is abandoned.
struct Place(Arc<AtomicUsize>);

impl Place {
    fn take(count: &Arc<AtomicUsize>) -> Option<Self> {
        let place = Self(count.clone());
        (count.fetch_add(1, Ordering::Relaxed) < AT_ONCE + WAITING_MAX).then_some(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
