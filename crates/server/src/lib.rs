//! The binary `soulava`: configuration, listeners, commands. Rules live in `soulava_social`, doors beside it.

pub mod cli;
pub mod config;
pub mod serve;
pub mod square;
