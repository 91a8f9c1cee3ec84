//! Time and ids. Nothing else in the program makes either.

use std::sync::atomic::{AtomicI64, Ordering};

/// What the time is.
pub trait Clock: Send + Sync {
    /// Milliseconds since 1970, UTC.
    fn now_ms(&self) -> i64;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now_ms(&self) -> i64 {
        std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// Bits of an id below its millisecond: five of the node, eleven of the sequence.
pub const ID_SHIFT: u32 = 16;
const SEQUENCE_BITS: u32 = 11;
const SEQUENCE_MASK: i64 = (1 << SEQUENCE_BITS) - 1;

/// Makes ids that grow with time: milliseconds, node, sequence. Never the same twice, never smaller than before,
/// also when the clock goes back.
pub(crate) struct Ids {
    node: i64,
    last: AtomicI64,
}

impl Ids {
    /// `node` is below 32.
    pub fn new(node: u8) -> Self {
        Self { node: i64::from(node & 31) << SEQUENCE_BITS, last: AtomicI64::new(0) }
    }

    /// Starts above an id that is stored already.
    pub fn above(&self, stored: i64) {
        let next_ms = ((stored >> ID_SHIFT) + 1) << ID_SHIFT;
        self.last.fetch_max(next_ms | self.node, Ordering::Relaxed);
    }

    pub fn next(&self, now_ms: i64) -> i64 {
        let fresh = now_ms << ID_SHIFT | self.node;
        self.last
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |last| Some(fresh.max(self.after(last))))
            .map_or(fresh, |last| fresh.max(self.after(last)))
    }

    fn after(&self, last: i64) -> i64 {
        if last & SEQUENCE_MASK == SEQUENCE_MASK { ((last >> ID_SHIFT) + 1) << ID_SHIFT | self.node } else { last + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ids_grow_whatever_the_clock_does(times in prop::collection::vec(0i64..5, 1..6000)) {
            let ids = Ids::new(3);
            let mut last = 0;
            for now in times {
                let id = ids.next(now);
                prop_assert!(id > last);
                prop_assert_eq!((id >> SEQUENCE_BITS) & 31, 3);
                last = id;
            }
        }
    }

    #[test]
    fn an_id_tells_its_millisecond() {
        let ids = Ids::new(0);
        assert_eq!(ids.next(1_700_000_000_000) >> ID_SHIFT, 1_700_000_000_000);
        ids.above(1_800_000_000_000 << ID_SHIFT | 77);
        assert!(ids.next(1_700_000_000_000) > 1_800_000_000_000 << ID_SHIFT | 77);
    }
}
