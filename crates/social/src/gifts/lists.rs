//! Lists of gifts: somebody's shelf of reasons, what somebody gave, what lies between two.

use super::view::who;
use super::{GiftView, rows, views};
use crate::ledger::{self, Hand};
use crate::{AccountId, CurrencyId, GiftId, Member, Page, Paged, Result, Tx, Viewer};

/// A hand nobody has, for who has none.
const NOBODY: Hand = Hand([0; 16]);

/// The shelf: accepted gifts to somebody, newest first.
pub fn received_by(tx: &Tx, viewer: &Viewer, account: AccountId, page: Page) -> Result<Paged<GiftView>> {
    let Some(hand) = ledger::hand_of(tx, account)? else { return Ok(empty()) };
    let ids = rows::received(tx, hand, viewer_hand(tx, viewer)?, &page)?;
    paged(tx, viewer, ids, &page)
}

/// Accepted gifts from somebody, newest first; to themselves also those that are open or went back.
pub fn given_by(tx: &Tx, viewer: &Viewer, account: AccountId, page: Page) -> Result<Paged<GiftView>> {
    let Some(hand) = ledger::hand_of(tx, account)? else { return Ok(empty()) };
    let ids = rows::given(tx, hand, viewer_hand(tx, viewer)?, &page)?;
    paged(tx, viewer, ids, &page)
}

/// What two gave each other, newest first, as the viewer may see it.
pub fn between(tx: &Tx, viewer: &Viewer, one: AccountId, other: AccountId, page: Page) -> Result<Paged<GiftView>> {
    let (Some(a), Some(b)) = (ledger::hand_of(tx, one)?, ledger::hand_of(tx, other)?) else { return Ok(empty()) };
    let ids = rows::between(tx, a, b, viewer_hand(tx, viewer)?, &page)?;
    paged(tx, viewer, ids, &page)
}

/// Public, accepted gifts of one currency, newest first.
pub fn given_in(tx: &Tx, viewer: &Viewer, currency: CurrencyId, page: Page) -> Result<Paged<GiftView>> {
    let ids = rows::in_currency(tx, currency, &page)?;
    paged(tx, viewer, ids, &page)
}

/// Public, accepted gifts of the whole square, newest first.
pub fn lately(tx: &Tx, viewer: &Viewer, page: Page) -> Result<Paged<GiftView>> {
    let ids = rows::lately(tx, &page)?;
    paged(tx, viewer, ids, &page)
}

/// Open gifts that wait for a member, newest first.
pub fn open_for(tx: &Tx, member: &Member, page: Page) -> Result<Paged<GiftView>> {
    let Some(hand) = ledger::hand_of(tx, member.person)? else { return Ok(empty()) };
    let ids = rows::open_to(tx, hand, &page)?;
    paged(tx, &Viewer::from(member), ids, &page)
}

fn paged(tx: &Tx, viewer: &Viewer, mut ids: Vec<GiftId>, page: &Page) -> Result<Paged<GiftView>> {
    if page.ascending() {
        ids.reverse();
    }
    let (first, last) = (ids.first().map(|id| id.0), ids.last().map(|id| id.0));
    Ok(Paged { items: views(tx, viewer, &ids)?, first, last })
}

fn viewer_hand(tx: &Tx, viewer: &Viewer) -> Result<Hand> {
    match who(viewer) {
        0 => Ok(NOBODY),
        person => Ok(ledger::hand_of(tx, AccountId(person))?.unwrap_or(NOBODY)),
    }
}

fn empty() -> Paged<GiftView> {
    Paged { items: Vec::new(), first: None, last: None }
}
