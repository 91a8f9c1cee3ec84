//! Who may read a post: one SQL predicate, used by every reader.

#[macro_use]
mod rows;
