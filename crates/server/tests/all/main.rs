//! The doors, tested together: the whole router in this process on a database of its own.

mod api;
mod demo;
mod stories;
mod terminal;
mod web;
mod world;
