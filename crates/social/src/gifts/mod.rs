//! Gifts: a social currency given for a deed, with a reason, complete when the receiver accepts it.
//!
//! A gift is final: it can be accepted, declined, withdrawn or retracted, never edited, sold or turned into something
//! else, and what was received can never be given on. Source: `docs/gifts.md`.

mod deal;
mod erase;
mod from_post;
mod give;
mod lists;
mod reason;
pub(crate) mod rows;
mod settle;
mod view;

use std::sync::Arc;

use soulava_store::{Key, record};

use crate::accounts::AccountView;
use crate::currencies::CurrencyView;
use crate::ledger::Hand;
use crate::words::words;
use crate::{AccountId, CurrencyId, GiftId, HeirloomId, Member, PostId};

pub use deal::{Deal, sounds_like_a_deal};
pub use erase::erase_slice;
pub use from_post::{from_post, post_deleted, post_edited};
pub use give::{Allowance, allowance, behind_the_door, give};
pub(crate) use give::{Asked, check, publish_and_store, store};
pub use lists::{between, given_by, given_in, lately, open_for, received_by};
pub use reason::{REASON_MAX, REASON_MIN};
pub(crate) use settle::{HEIRLOOM_WAITS_MS, lapse};
pub use settle::{accept, blocked, decline, favourite_on_post, retract, share_costs, withdraw};
pub(crate) use view::carried;
pub use view::{for_posts, thanks_for, view, views};

/// Where a gift stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GiftState {
    /// Waits for the receiver; the two see it and it counts nothing.
    Given,
    /// The receiver was glad of it.
    Accepted,
    /// Would rather not; silent.
    Declined,
    /// Taken back by the giver while it was open.
    Withdrawn,
    /// Taken back after it was accepted: the row stays, the recognition counts nothing.
    Retracted,
}
words!(GiftState {
    Given = "given",
    Accepted = "accepted",
    Declined = "declined",
    Withdrawn = "withdrawn",
    Retracted = "retracted",
});

/// How a gift came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum GiftOrigin {
    /// On our own pages.
    #[default]
    Page,
    /// Through our own API.
    App,
    /// By a post, from any app.
    Post,
    /// From the list of another community; outside of the allowance.
    Import,
    /// It lay behind the door for somebody invited.
    Invitation,
    /// An heirloom went on; outside of the allowance.
    Heirloom,
}
words!(GiftOrigin {
    Page = "page",
    App = "app",
    Post = "post",
    Import = "import",
    Invitation = "invitation",
    Heirloom = "heirloom",
});

record! {
    /// The stored gift, as effects see it. People are known by their hands; who they are is gone once erased.
    #[derive(Clone, Debug)]
    pub struct Gift {
        /// The row.
        pub id: GiftId,
        /// In which currency.
        pub currency: CurrencyId,
        /// The giver in the ledger.
        pub giver_hand: Hand,
        /// The receiver in the ledger.
        pub receiver_hand: Hand,
        /// None once erased.
        pub giver: Option<AccountId>,
        /// None once erased.
        pub receiver: Option<AccountId>,
        /// The stall in whose name the giver gave it.
        pub stall: Option<AccountId>,
        /// 1, or 2 for "this changed something for me".
        pub grade: i64,
        /// Where it stands.
        pub state: GiftState,
        /// Anybody may see it once it is accepted, or only the two.
        pub public: bool,
        /// How it came.
        pub origin: GiftOrigin,
        /// The same giver, receiver and object as before: shown as "again", counts nothing more.
        pub again: bool,
        /// The giver took it back, not knowing that it had been declined.
        pub taken_back: bool,
        /// What it answers.
        pub object: Option<PostId>,
        /// The post that carries it.
        pub post: Option<PostId>,
        /// The heirloom that moves with it.
        pub heirloom: Option<HeirloomId>,
        /// Of giving, in days since 1970 (UTC).
        pub day: i64,
        /// Milliseconds since 1970.
        pub given_at: i64,
        /// Milliseconds since 1970.
        pub settled_at: Option<i64>,
    }
}

/// What a person wants to give.
#[derive(Clone, Debug)]
pub struct NewGift {
    /// To whom. A stall stands for its keeper: the one who wrote the object, or the only one there is.
    pub to: AccountId,
    /// In which currency; circulating ones are passed with `heirlooms::pass`.
    pub currency: CurrencyId,
    /// Why, in the giver's own words: 3 to 500 characters.
    pub reason: String,
    /// "This changed something for me": what, 3 to 500 characters. Makes the gift one of grade 2.
    pub changed: Option<String>,
    /// Anybody may see it, or only the two.
    pub public: bool,
    /// The post it answers; the giver must be able to see it.
    pub object: Option<PostId>,
    /// The giver's key and the hash of the request: the same key never gives twice.
    pub idempotency: Option<(String, Vec<u8>)>,
    /// How it comes: `Page` or `App`.
    pub origin: GiftOrigin,
}

/// What a gift is between these two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// The giver's first to the receiver.
    First,
    /// The receiver gave something before; when, in milliseconds since 1970.
    AnswerTo(i64),
    /// One more; how many before.
    Another(i64),
    /// For the same thing as before.
    Again,
}

/// A gift as this viewer may see it.
#[derive(Clone, Debug)]
pub struct GiftView {
    /// The stored gift. To the giver a declined gift looks as if it were still open.
    pub gift: Gift,
    /// In which currency.
    pub currency: Arc<CurrencyView>,
    /// None once erased: "somebody who left".
    pub giver: Option<Arc<AccountView>>,
    /// None once erased.
    pub receiver: Option<Arc<AccountView>>,
    /// The stall in whose name it was given; none when nobody's or gone.
    pub stall: Option<Arc<AccountView>>,
    /// The giver's own words; empty when they were taken away.
    pub reason: String,
    /// What it changed.
    pub changed: String,
    /// A word from the receiver.
    pub back: String,
    /// Where it was said, on import.
    pub place: String,
    /// What it is between the two.
    pub between: Between,
    /// The viewer marked "costs shared"; only for one of the two.
    pub costs_shared: bool,
}

/// A gift in short, as the post that carries it tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarriedGift {
    /// The row.
    pub id: GiftId,
    /// The slug of its currency.
    pub currency: String,
    /// Where it stands for this viewer.
    pub state: GiftState,
    /// To whom; none once erased.
    pub receiver: Option<AccountId>,
}

/// The hot rows of giving, to be named when the unit is opened: `db.write_keyed(&gifts::keys(&member, now), …)`.
pub fn keys(member: &Member, _now: i64) -> Vec<Key> {
    vec![Key(KEY_SPACE, member.person.0)]
}

/// Keys of givers among all keys.
const KEY_SPACE: u32 = 0x6769_6674;
