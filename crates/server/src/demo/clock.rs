//! A clock that tells the story's time while the story is told, and the machine's from then on.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use soulava_store::{Clock, SystemClock};

/// Clones are the same clock.
#[derive(Clone, Debug, Default)]
pub struct StoryClock(Arc<AtomicI64>);

impl StoryClock {
    /// A clock that stands at `ms` since 1970.
    pub fn at(ms: i64) -> Self {
        let clock = Self::default();
        clock.set(ms);
        clock
    }

    /// Moves to `ms` since 1970 and stands still there.
    pub fn set(&self, ms: i64) {
        self.0.store(ms, Ordering::SeqCst);
    }

    /// Goes on with the machine's clock.
    pub fn run(&self) {
        self.set(0);
    }
}

impl Clock for StoryClock {
    fn now_ms(&self) -> i64 {
        match self.0.load(Ordering::SeqCst) {
            0 => SystemClock.now_ms(),
            ms => ms,
        }
    }
}
