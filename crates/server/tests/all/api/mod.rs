//! The client API.

mod access;
mod bad_input;
mod door;
mod gifts;
mod home;
mod introductions;
mod matrix;
mod orbits;
mod posts;
mod standing;
mod streams;
mod ties;
mod vouches;
