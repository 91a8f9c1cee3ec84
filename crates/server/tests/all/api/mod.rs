//! The client API.

mod access;
mod door;
mod gifts;
mod matrix;
mod posts;
