//! The rules of the square, told as stories against a database.

mod gift_by_post;
mod gifts;
mod import;
mod notifications;
mod posts;
mod relations;
mod square;
mod statements;
mod timelines;
mod visibility;
