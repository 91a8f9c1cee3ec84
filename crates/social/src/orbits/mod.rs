//! Orbits: who comes near, and how well people hold each other without the business in the middle.
//!
//! An orbit is one of four, from what somebody did and on how many days (`data/orbits.json`); it is computed every night
//! and read the whole day. Gravity is the square's, or one stall's: a figure over ties, from `soulava_standing::gravity`.
//! A person sees their own orbit. Those who keep the square or a stall see counts, and names only of people with whom one
//! of them has a tie that neither of the two hides. No money enters, and nothing here is shown to anybody else.

mod gravity;
mod level;
mod map;
mod night;
mod rows;

pub use gravity::GravityDay;
pub use level::{OUTERMOST, Orbit};
pub use map::{Cord, KNOWN_MAX, Known, Map, Mine, Ring, map, may_see, mine, tie_counts};
pub use night::{anew, night};
pub(crate) use rows::delete_around;
pub use soulava_standing::gravity::Stage;

use crate::{AccountId, Result, Tx};

/// Around what the orbits are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Around {
    /// The whole square.
    Square,
    /// One stall and those who keep it.
    Stall(AccountId),
}

impl Around {
    /// As stored: 0 is the square.
    pub(crate) fn number(self) -> i64 {
        match self {
            Self::Square => 0,
            Self::Stall(stall) => stall.0,
        }
    }
}

/// How many people went from one orbit to another within a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// Months since January 1970.
    pub month: i64,
    /// Where from.
    pub came: Station,
    /// Where to.
    pub went: Station,
    /// How many.
    pub people: i64,
}

/// Where somebody can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Station {
    /// Not here before.
    New,
    /// 1, the nearest, to 4.
    Orbit(i64),
    /// Nothing was done for a long time.
    Quiet,
}

impl Station {
    pub(crate) fn number(self) -> i64 {
        match self {
            Self::New => 0,
            Self::Orbit(level) => level,
            Self::Quiet => 5,
        }
    }

    pub(crate) fn read(number: i64) -> Self {
        match number {
            0 => Self::New,
            5.. => Self::Quiet,
            level => Self::Orbit(level),
        }
    }

    /// Where an orbit puts somebody.
    pub fn of(orbit: &Orbit) -> Self {
        if orbit.quiet { Self::Quiet } else { Self::Orbit(orbit.level) }
    }
}

/// The moves of the square in the last `months` months, this one included, newest month first.
pub fn moves(tx: &Tx, months: i64) -> Result<Vec<Move>> {
    let this = night::month_of(crate::ledger::day_of(tx.now()));
    let rows = rows::moves(tx, this - months.clamp(1, 24))?;
    let read =
        |(month, came, went, people)| Move { month, came: Station::read(came), went: Station::read(went), people };
    Ok(rows.into_iter().map(read).collect())
}
