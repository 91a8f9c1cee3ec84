//! The client API.

mod access;
mod bad_input;
mod door;
mod gifts;
mod home;
mod matrix;
mod posts;
mod streams;
mod vouches;
