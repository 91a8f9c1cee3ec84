//! The handlers, one file per page, each beside its template.

pub mod about;
pub mod begin;
pub mod compose;
pub mod consent;
pub mod currencies;
pub mod demo;
pub mod door;
pub mod gifts;
pub mod heirlooms;
pub mod host;
pub mod invite;
pub mod join;
pub mod landing;
pub mod news;
pub mod orbits;
pub mod person;
pub mod pictures;
pub mod post;
pub mod search;
pub mod settings;
pub mod shell;
pub mod sign;
pub mod square;
pub mod ties;
pub mod waiting;
