//! The rules of the square, told as stories against a database.

mod gift_by_post;
mod gifts;
mod import;
mod posts;
mod square;
mod statements;
