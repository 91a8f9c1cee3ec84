//! The rules of the square, told as stories against a database.

mod statements;
