//! What the page of a currency shows.

use std::sync::Arc;

use super::{CurrencyKind, CurrencyView, HeirloomView, by_slug};
use crate::accounts::{self, AccountView};
use crate::gifts::{self, GiftView};
use crate::heirlooms::{self, PassedOn};
use crate::{Page, Refusal, Result, Tx, Viewer};

/// A currency with what happened in it lately.
#[derive(Clone, Debug)]
pub struct CurrencyPage {
    /// The currency.
    pub currency: Arc<CurrencyView>,
    /// The stall whose it is; none means the square's.
    pub issuer: Option<Arc<AccountView>>,
    /// The newest public, accepted gifts, at most 20.
    pub lately: Vec<GiftView>,
    /// Of a circulating one: its numbered things, at most 200.
    pub heirlooms: Vec<HeirloomView>,
    /// Who holds them, in the order of `heirlooms`; none while nobody does.
    pub holders: Vec<Option<Arc<AccountView>>>,
    /// Of a circulating one: how many handed on within 60 days.
    pub passed_on: Option<PassedOn>,
}

/// The page of the currency `slug`, as the viewer may see it.
pub fn page(tx: &Tx, viewer: &Viewer, slug: &str) -> Result<CurrencyPage> {
    let currency = by_slug(tx, slug)?.ok_or_else(Refusal::not_found)?;
    let lately = gifts::given_in(tx, viewer, currency.id, Page::first(20))?.items;
    let circulating = currency.kind == CurrencyKind::Circulating;
    let heirlooms = if circulating { heirlooms::of_currency(tx, currency.id)? } else { Vec::new() };
    let held: Vec<_> = heirlooms.iter().filter_map(|heirloom| heirloom.holder).chain(currency.stall).collect();
    let people = accounts::views(tx, &held)?;
    let find = |id: Option<crate::AccountId>| people.iter().find(|account| Some(account.id) == id).map(Arc::clone);
    Ok(CurrencyPage {
        issuer: find(currency.stall),
        holders: heirlooms.iter().map(|heirloom| find(heirloom.holder)).collect(),
        passed_on: if circulating { Some(heirlooms::passed_on(tx, currency.id)?) } else { None },
        currency,
        lately,
        heirlooms,
    })
}
