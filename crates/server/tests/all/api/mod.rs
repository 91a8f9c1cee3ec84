//! The client API.

mod door;
mod matrix;
