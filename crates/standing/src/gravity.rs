//! How well the members of a square hold each other.
