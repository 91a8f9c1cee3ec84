//! Introductions: a person brings two others together, and both say yes before either learns of the other's answer.
//!
//! An offer reaches each of the two by that one's own wishes alone: whoever blocks the other, never wants to meet them
//! or wants no introductions at the moment does not get it, and nobody else can tell. Until both have said yes, and for
//! [`WAITS_MS`] at most, it looks the same to everybody whether the other said no, nothing, or was never asked; then
//! it is "not now". Limits count what looks open, so that they tell nothing either.

mod answer;
mod measure;
mod night;
mod offer;
pub(crate) mod rows;
mod said;
mod suggest;
mod texts;
mod view;
mod wishes;

use std::sync::Arc;

use crate::accounts::AccountView;
use crate::ledger::DAY_MS;
use crate::words::words;
use crate::{AccountId, IntroductionId, PostId};

pub(crate) use answer::{accepted, blocked, glad_of_both, told};
pub use answer::{answer, glad};
pub use measure::{Compared, Figures, Rate, figures, wilson};
pub use night::night;
pub use offer::{NewIntroduction, Preview, offer, preview};
pub use rows::IntroductionRow;
pub(crate) use said::{origin, say};
pub use suggest::{Suggestion, look, may_look, set_aside, suggestion};
pub(crate) use texts::plain;
pub use view::{list_by, list_to, unanswered, unanswered_count, view};
pub use wishes::{NEVER_MAX, Wishes, never, never_no_more, set_not_now, wishes};

/// How long an offer waits for two yeses; then it is "not now" for all three. In milliseconds.
pub const WAITS_MS: i64 = 14 * DAY_MS;
/// Open offers of one introducer.
pub const OPEN_MAX: i64 = 3;
/// Offers of one introducer within seven days.
pub const A_WEEK: i64 = 5;
/// Open offers about one person.
pub const ABOUT_MAX: i64 = 2;
/// The same introducer brings the same two together once within this time.
pub const AGAIN_MS: i64 = 365 * DAY_MS;
/// Two who said yes have met when they exchanged something within this time.
pub const MEETS_MS: i64 = 30 * DAY_MS;
/// A gift within this time counts as an outcome.
pub const GIVES_MS: i64 = 90 * DAY_MS;
/// Familiar within this time: it worked.
pub const WORKS_MS: i64 = 180 * DAY_MS;
/// The reason, in characters.
pub const WHY_CHARS: (usize, usize) = (3, 500);

/// What one of the two said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing yet.
    Open,
    /// Yes.
    Yes,
    /// Not now.
    No,
}
words!(Answer { Open = "", Yes = "yes", No = "no" });

/// As stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not both have said yes.
    Offered,
    /// Both said yes.
    Accepted,
    /// And they spoke, both ways.
    Met,
    /// And one of them says so, or they are familiar now.
    Worked,
    /// Two weeks without two yeses.
    Lapsed,
}
words!(State { Offered = "offered", Accepted = "accepted", Met = "met", Worked = "worked", Lapsed = "lapsed" });

/// How an introduction stands, the same for whoever looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Not both have said yes, for whatever reason.
    Waiting,
    /// Both said yes.
    Together,
    /// And they spoke.
    Met,
    /// And it was of use.
    Worked,
    /// It did not come to two yeses.
    NotNow,
}
words!(Seen { Waiting = "waiting", Together = "together", Met = "met", Worked = "worked", NotNow = "not_now" });

impl IntroductionRow {
    /// As everybody may know it at a moment.
    pub fn seen(&self, now: i64) -> Seen {
        match self.state {
            State::Offered if now - self.offered_at < WAITS_MS => Seen::Waiting,
            State::Offered | State::Lapsed => Seen::NotNow,
            State::Accepted => Seen::Together,
            State::Met => Seen::Met,
            State::Worked => Seen::Worked,
        }
    }

    /// Whether the two can still say yes.
    pub fn is_open(&self, now: i64) -> bool {
        self.seen(now) == Seen::Waiting
    }

    /// Which of the two somebody is: true for the first.
    fn side(&self, person: AccountId) -> Option<bool> {
        if person == self.a {
            Some(true)
        } else if person == self.b {
            Some(false)
        } else {
            None
        }
    }
}

/// What one of the two has said so far; nobody else sees it before both said yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mine {
    /// Yes, not now, or nothing yet.
    pub answer: Answer,
    /// Whether the square may see it.
    pub show: bool,
    /// "I am glad of it."
    pub glad: bool,
}

/// An introduction as one of the three sees it.
#[derive(Clone, Debug)]
pub struct IntroductionView {
    /// The row.
    pub id: IntroductionId,
    /// Who brings them together.
    pub introducer: Arc<AccountView>,
    /// One of the two; for one of the two, the viewer.
    pub a: Arc<AccountView>,
    /// The other.
    pub b: Arc<AccountView>,
    /// Why, as both read it.
    pub why: String,
    /// The stall for which one of them is asked.
    pub stall: Option<Arc<AccountView>>,
    /// The introducer keeps it too: "my stall".
    pub own_stall: bool,
    /// How it stands.
    pub seen: Seen,
    /// The viewer's own side; none for the introducer.
    pub mine: Option<Mine>,
    /// Both were glad of it.
    pub both_glad: bool,
    /// Where the three speak, once both said yes.
    pub post: Option<PostId>,
    /// Milliseconds since 1970.
    pub offered_at: i64,
}
