//! Social currencies: a name, an emblem and a sentence; no price, no balance, no sale.

use crate::{AccountId, CurrencyId, HeirloomId};

/// How a currency exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CurrencyKind {
    /// Made when it is given.
    Expressive,
    /// Numbered heirlooms that are handed on.
    Circulating,
}

/// A currency as anybody sees it.
#[derive(Clone, Debug)]
pub struct CurrencyView {
    /// The row.
    pub id: CurrencyId,
    /// Also its emoji's shortcode: `[a-z0-9_]{2,30}`.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// One sentence: what it says.
    pub says: String,
    /// How it exists.
    pub kind: CurrencyKind,
    /// The name of one of our emblems; empty when a picture was given.
    pub emblem: String,
    /// The stored picture, when one was given.
    pub emblem_file: Option<String>,
    /// Whose it is; none means the square's.
    pub stall: Option<AccountId>,
    /// No more is given in it.
    pub rests: bool,
    /// Milliseconds since 1970.
    pub created_at: i64,
}

/// One numbered thing of a circulating currency.
#[derive(Clone, Debug)]
pub struct HeirloomView {
    /// The row.
    pub id: HeirloomId,
    /// Which currency.
    pub currency: CurrencyId,
    /// From 1.
    pub number: i64,
    /// Who has it now.
    pub holder: Option<AccountId>,
    /// Since when, in milliseconds since 1970.
    pub since: i64,
    /// Longer than 60 days in one hand.
    pub resting: bool,
}
