//! The demo: a made-up square with made-up people, filled from `crates/server/demo` through the same verbs that
//! everybody uses, at the times the story says.

mod clock;
mod crowd;
mod fill;
mod plan;
mod plays_along;
mod story;

pub use clock::StoryClock;
pub use fill::{Filled, fill};
pub use plays_along::play_along;
pub use story::{Doors, doors};
