//! Social currencies: a name, an emblem and a sentence; no price, no balance, no sale.

mod create;
mod page;
pub(crate) mod rows;

use std::collections::HashMap;
use std::sync::Arc;

use crate::words::words;
use crate::{AccountId, CurrencyId, HeirloomId, Refusal, Result, Tx};

pub use create::{Emblem, NewCurrency, create, create_for, ensure_thanks, rest};
pub use page::{CurrencyPage, page};

/// How a currency exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CurrencyKind {
    /// Made when it is given.
    Expressive,
    /// Numbered heirlooms that are handed on.
    Circulating,
}
words!(CurrencyKind { Expressive = "expressive", Circulating = "circulating" });

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

/// Currencies a square has at most.
pub const CURRENCIES_MAX: i64 = 200;

/// All currencies, oldest first; those that rest too, since old gifts name them.
pub fn list(tx: &Tx) -> Result<Vec<Arc<CurrencyView>>> {
    Ok(rows::all(tx)?.into_iter().map(shared).collect())
}

/// One currency; resting ones too.
pub fn view(tx: &Tx, id: CurrencyId) -> Result<Arc<CurrencyView>> {
    by_ids(tx, &[id])?.remove(&id).ok_or_else(Refusal::not_found)
}

/// The currency of a slug, if there is one.
pub fn by_slug(tx: &Tx, slug: &str) -> Result<Option<Arc<CurrencyView>>> {
    Ok(rows::by_slugs(tx, &[slug.to_owned()])?.pop().map(shared))
}

/// The currencies of some slugs, in no order; unknown ones are left out.
pub fn by_slugs(tx: &Tx, slugs: &[String]) -> Result<Vec<Arc<CurrencyView>>> {
    Ok(rows::by_slugs(tx, slugs)?.into_iter().map(shared).collect())
}

/// Some currencies by id; unknown ones are left out.
pub fn by_ids(tx: &Tx, ids: &[CurrencyId]) -> Result<HashMap<CurrencyId, Arc<CurrencyView>>> {
    let found = rows::by_ids(tx, &crate::numbers(ids, |id| id.0))?;
    Ok(found.into_iter().map(|row| (row.id, shared(row))).collect())
}

fn shared(row: rows::CurrencyRow) -> Arc<CurrencyView> {
    Arc::new(CurrencyView {
        id: row.id,
        slug: row.slug,
        name: row.name,
        says: row.says,
        kind: row.kind,
        emblem: row.emblem,
        emblem_file: row.emblem_file,
        stall: row.stall,
        rests: row.rests_at.is_some(),
        created_at: row.created_at,
    })
}
