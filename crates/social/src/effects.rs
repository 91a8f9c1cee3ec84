//! The only place that knows what follows from what.
//!
//! Effects never refuse: what may not be is recorded as something that waits, not as an error.

use crate::event::Event;
use crate::{Result, Tx};

/// Stores everything that is true together with `event`, and announces what is nice to know now.
pub fn record(tx: &Tx, event: Event<'_>) -> Result<()> {
    let _ = (tx, event);
    Ok(())
}
