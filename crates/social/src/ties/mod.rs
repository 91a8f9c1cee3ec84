//! Ties: what two people have between them. It exists only once both have acted, and only the two see it.
//!
//! A tie is a fold of its acts ([`note`]), kept in the transaction of the act that moves it. Following, favourites and
//! boosts are nothing. A stall has no ties: what it does or is done to it counts for its keeper by name. Automated
//! accounts have none. Formulas: `docs/standing.md`, part B; stages: `data/stages.json`.

mod acts;
mod care;
mod fill;
mod greet;
mod read;
mod rows;
mod sets;
mod stages;
mod suggest;
mod tally;

use soulava_standing::tie::Channel;
use soulava_store::record;

use crate::words::words;
use crate::{AccountId, TieId};

pub(crate) use acts::{blocked, of_gift, of_gift_retracted, of_post, of_use};
pub use acts::{note, recompute};
pub use care::{end, erase, hide, rest};
pub(crate) use care::{erase_slice, sweep};
pub use fill::fill;
pub use greet::{greet, greeted};
pub use read::{
    KNOWN_MAX, Moment, acquainted, among, beginning, between, common, common_among, edges, history, known, of, of_in,
};
pub use sets::{PairState, acquainted_among, edges_of, pairs};
pub use stages::{Rules, Stage, rules};
pub use suggest::{could_meet, hide_suggestion, suggestions};

/// What somebody did to or for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActKind {
    /// Answered a post.
    Reply,
    /// Named them in a post.
    Mention,
    /// Wrote to them alone, or to few.
    Message,
    /// Said good morning.
    Greeting,
    /// A deed for which the other gave something in thanks: by who was thanked.
    Gift,
    /// The accepted gift: by who gave it.
    Thanks,
    /// "I made this", "this helped me".
    Use,
    /// Came in by the other's invitation, or was let in. Of both.
    Invitation,
    /// Were brought together and both said yes. Of both.
    Introduction,
    /// Were in one place. Of both.
    Meeting,
}
words!(ActKind {
    Reply = "reply",
    Mention = "mention",
    Message = "message",
    Greeting = "greeting",
    Gift = "gift",
    Thanks = "thanks",
    Use = "use",
    Invitation = "invitation",
    Introduction = "introduction",
    Meeting = "meeting",
});

impl ActKind {
    pub(crate) fn channel(self) -> Channel {
        match self {
            Self::Reply | Self::Mention | Self::Message | Self::Greeting => Channel::Talk,
            Self::Gift => Channel::Gift,
            Self::Thanks | Self::Use => Channel::Thanks,
            Self::Invitation | Self::Introduction => Channel::Introduction,
            Self::Meeting => Channel::Meeting,
        }
    }

    /// Whether it is of both at once.
    pub(crate) fn is_mutual(self) -> bool {
        matches!(self, Self::Invitation | Self::Introduction | Self::Meeting)
    }
}

/// An act between two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Act {
    /// What.
    pub kind: ActKind,
    /// By whom; a stall stands for its only keeper.
    pub from: AccountId,
    /// To whom; likewise.
    pub to: AccountId,
    /// The post, gift, invitation, introduction or meeting. Of one object only the first act of a kind and way counts.
    pub object: i64,
    /// Milliseconds since 1970; may lie in the past.
    pub at: i64,
}

record! {
    /// A row of the history, as the fold sees it.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub(crate) struct Acted {
        pub kind: ActKind,
        pub low_acts: bool,
        pub times: i64,
        pub day: i64,
        pub at: i64,
    }
}

/// A tie seen by one of the two.
#[derive(Clone, Debug, PartialEq)]
pub struct Tie {
    /// The row.
    pub id: TieId,
    /// The other one.
    pub other: AccountId,
    /// None until both have acted.
    pub stage: Option<Stage>,
    /// Nothing much came of late, or the viewer lets it rest.
    pub resting: bool,
    /// When the stage was reached, milliseconds since 1970.
    pub since: i64,
    /// When the first act was, milliseconds since 1970.
    pub began_at: i64,
    /// The last act of either, milliseconds since 1970.
    pub last_at: i64,
    /// How it is now, 0 to 1. For reckoning, never shown.
    pub warmth: f64,
    /// What there was, 0 to 1. For reckoning, never shown.
    pub bond: f64,
    /// What the viewer did, each word and greeting counted.
    pub mine: i64,
    /// What the other did.
    pub theirs: i64,
    /// What the viewer did weighs so much, 0 to 1: for "you give more than you get" only.
    pub given: f64,
    /// The same for the other.
    pub got: f64,
    /// Gifts of the viewer that the other accepted.
    pub gifts_mine: i64,
    /// Gifts of the other that the viewer accepted.
    pub gifts_theirs: i64,
    /// Distinct days on which both acted at least as often.
    pub days: i64,
    /// In how many of five ways: deeds, thanks, words, meetings, introductions.
    pub ways: i64,
    /// The viewer's last act, milliseconds; 0 is never.
    pub last_mine: i64,
    /// The other's last act, milliseconds; 0 is never.
    pub last_theirs: i64,
    /// The viewer keeps it out of maps and introductions.
    pub hidden: bool,
    /// The viewer lets it rest.
    pub let_rest: bool,
    /// When the viewer ended it, milliseconds; 0 is never.
    pub ended_at: i64,
    /// For paging by the last act.
    pub newest: i64,
    /// For paging by strength.
    pub closest: i64,
}

/// A tie that counts, for gravity and introductions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TieEdge {
    /// The row, a cursor.
    pub id: TieId,
    /// The smaller id of the two.
    pub a: AccountId,
    /// The other.
    pub b: AccountId,
    /// Strength by warmth, 0.05 to 1.
    pub s: f64,
    /// Strength by bond, 0 to 1.
    pub bond: f64,
    /// What `a` did, faded with the short half-life.
    pub m_ab: f64,
    /// What `b` did.
    pub m_ba: f64,
}

/// In which order somebody's ties are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The last act first.
    #[default]
    Newest,
    /// The strongest bond first.
    Closest,
}
