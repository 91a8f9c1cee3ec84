//! The handlers, one file per page, each beside its template.

pub mod compose;
pub mod currencies;
pub mod gifts;
pub mod heirlooms;
pub mod news;
pub mod person;
pub mod post;
pub mod search;
pub mod shell;
pub mod square;
pub mod waiting;
