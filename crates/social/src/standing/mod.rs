//! Earned standing: the flow of [`soulava_standing::flow`] over what people recognised of each other.
//!
//! Members of the flow are hands, not accounts. It is a function of three logs that are only added to, read in the
//! order of (day, id): who has a voice (`vetting_log`), whose influence was taken back (`standing_exits`), and who
//! says what of which deed (`recognition_log`). [`Standings`] keeps the result in memory and follows the logs; losing
//! it costs a rebuild, never an answer. Money is nowhere in it.

mod bands;
mod book;
mod day;
mod exits;
mod explain;
mod export;
mod fill;
mod live;
mod log;
pub(crate) mod rows;
mod snapshot;
mod topics;
mod verify;

pub use bands::{Band, BandRules, hide, is_hidden, rules};
pub use day::{Keeper, Round};
pub(crate) use exits::follow;
pub use explain::{Deed, Explained, Given, Part, Uncounted, Voice, Who, WhyNot, known_for};
pub use export::{check_shown, export, named, shown};
pub use fill::{Step, fill, is_needed};
pub use live::Standings;
pub use topics::{Subject, Topic};
pub use verify::{Report, verify};

use crate::{AccountId, Result, Tx, ledger};

/// How much of a day an act counts somebody as active: 90 days.
pub const ACTIVE_DAYS: i64 = 90;

/// What somebody's standing comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figure {
    /// Standing; one point is one fresh thank-you of a voice that thanked nobody else.
    pub points: f64,
    /// What their own recognition weighs.
    pub voice: f64,
    /// The word for it; none when there is none, when its owner hides it, and in small squares.
    pub band: Option<Band>,
    /// From how many different people it comes.
    pub people: u32,
}

/// Somebody's standing as one member sees it. Never to be mixed with the figures of the whole square.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SeenFrom {
    /// Standing when all voice begins with the one who looks.
    pub points: f64,
    /// Whether any gratitude leads from the one who looks to them.
    pub path: bool,
}

/// People without a post of the house who did something in the last 90 days: wrote, gave or recognised.
pub fn active_members(tx: &Tx) -> Result<i64> {
    let since = ledger::today(tx)? - ACTIVE_DAYS;
    rows::active_members(tx, since, (since * ledger::DAY_MS) << 16)
}

/// People who are here, or whom an import named.
pub fn members(tx: &Tx) -> Result<i64> {
    rows::members(tx)
}

/// The band of somebody as others see it.
pub fn band_of(tx: &Tx, person: AccountId) -> Result<Option<Band>> {
    rows::shown_band(tx, person)
}

/// The band of somebody as it is stored, also when it is not shown: for its owner and for checks.
pub fn stored_band(tx: &Tx, person: AccountId) -> Result<Option<Band>> {
    Ok(rows::bands(tx, &[person.0])?.first().and_then(|row| Band::parse(&row.band)))
}
