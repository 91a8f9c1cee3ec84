//! Stories with the real binary, told from outside its process.

mod kill;
mod process;
mod wire;
