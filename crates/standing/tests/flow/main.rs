//! The Hau flow through its public surface.

mod any_input;
mod log;
mod oracle;
mod same_bits;
mod snapshots;
mod theorems;
mod vectors;
