//! The client API.

mod access;
mod door;
mod matrix;
mod posts;
