//! The rules of the square, told as stories against a database.

mod posts;
mod square;
mod statements;
