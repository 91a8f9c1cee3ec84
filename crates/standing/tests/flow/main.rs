//! The Hau flow through its public surface.

mod vectors;
