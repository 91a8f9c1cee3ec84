//! The binary `soulava`: configuration, listeners, commands. Rules live in `soulava_social`, doors beside it.

pub mod admin;
pub mod cli;
pub mod commands;
pub mod config;
pub mod demo;
pub mod serve;
pub mod square;
