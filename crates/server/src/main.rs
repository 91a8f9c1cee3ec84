//! The binary `soulava`.

fn main() {}
