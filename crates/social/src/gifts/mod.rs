//! Gifts: a social currency given for a deed, with a reason, complete when the receiver accepts it.

use std::sync::Arc;

use crate::accounts::AccountView;
use crate::currencies::CurrencyView;
use crate::{AccountId, CurrencyId, GiftId, HeirloomId, PostId};

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

/// The stored gift, as effects see it. People are accounts here; the row holds only their hands.
#[derive(Clone, Debug)]
pub struct Gift {
    /// The row.
    pub id: GiftId,
    /// In which currency.
    pub currency: CurrencyId,
    /// None once erased.
    pub giver: Option<AccountId>,
    /// None once erased.
    pub receiver: Option<AccountId>,
    /// 1, or 2 for "this changed something for me".
    pub grade: i64,
    /// Where it stands.
    pub state: GiftState,
    /// Anybody may see it, or only the two.
    pub public: bool,
    /// The same giver, receiver and object as before: shown as "again", counts nothing more.
    pub again: bool,
    /// What it answers.
    pub object: Option<PostId>,
    /// The post that carries it.
    pub post: Option<PostId>,
    /// The heirloom that moves with it.
    pub heirloom: Option<HeirloomId>,
    /// Milliseconds since 1970.
    pub given_at: i64,
    /// Milliseconds since 1970.
    pub settled_at: Option<i64>,
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
    /// The stored gift.
    pub gift: Gift,
    /// In which currency.
    pub currency: Arc<CurrencyView>,
    /// None once erased: "somebody who left".
    pub giver: Option<Arc<AccountView>>,
    /// None once erased.
    pub receiver: Option<Arc<AccountView>>,
    /// The giver's own words; empty when they were taken away.
    pub reason: String,
    /// What it changed.
    pub changed: String,
    /// A word from the receiver.
    pub back: String,
    /// What it is between the two.
    pub between: Between,
    /// The viewer marked "costs shared"; only for one of the two.
    pub costs_shared: bool,
}
