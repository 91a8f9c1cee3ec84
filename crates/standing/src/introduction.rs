//! Who could meet through whom.
