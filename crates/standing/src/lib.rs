//! Earned standing and what surrounds it: pure functions without I/O, clock or chance.
//!
//! | Module | Answers |
//! |---|---|
//! | [`flow`] | whose gifts were worth something to whom: the Hau flow |
//! | [`tie`] | how strong the relation of two people is |
//! | [`introduction`] | who could meet through whom |
//! | [`gravity`] | how well the members of a square hold each other |
//! | [`vetting`] | who has a voice of their own, from vouches alone |
//! | [`experience`] | what a reader is shown of other people's experiences |
//! | [`simulate`] | what an attack would bring, beside what other measures say |

pub mod experience;
pub mod flow;
pub mod gravity;
pub mod introduction;
pub mod simulate;
pub mod tie;
pub mod vetting;

/// Days since 1970-01-01, UTC.
pub type Day = i64;

/// The example of the README holds too.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
