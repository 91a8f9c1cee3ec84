//! A clock that only tests move.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use soulava_store::Clock;

/// Stands still until it is moved. Clones are the same clock.
#[derive(Clone, Debug)]
pub struct TestClock(Arc<AtomicI64>);

impl TestClock {
    /// Noon UTC on 1 June 2026, when every test begins.
    pub const START_MS: i64 = 1_780_315_200_000;

    /// A clock at [`Self::START_MS`].
    pub fn new() -> Self {
        Self(Arc::new(AtomicI64::new(Self::START_MS)))
    }

    /// Lets time pass.
    pub fn pass(&self, time: Duration) {
        let ms = i64::try_from(time.as_millis()).expect("tests do not wait for ages");
        self.0.fetch_add(ms, Ordering::SeqCst);
    }

    /// Sets the time, in milliseconds since 1970; back as well.
    pub fn set(&self, ms: i64) {
        self.0.store(ms, Ordering::SeqCst);
    }
}

impl Default for TestClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for TestClock {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}
