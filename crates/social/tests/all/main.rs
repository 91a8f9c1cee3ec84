//! The rules of the square, told as stories against a database.

mod gifts;
mod posts;
mod square;
mod statements;
