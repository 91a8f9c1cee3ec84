//! Heirlooms: numbered things of a circulating currency that must be handed on, with the chain of hands they went through.
//!
//! An heirloom moves when it is accepted and stays when nobody answers for 14 days. After 30 days its holder is nudged,
//! after 60 it rests, and one without a holder returns to the host. Source: `docs/gifts.md`.

mod night;
pub(crate) mod rows;

use std::collections::HashMap;
use std::sync::Arc;

use crate::accounts::{self, AccountView, Kind, State};
use crate::currencies::{self, CurrencyKind, CurrencyView, HeirloomView};
use crate::gifts::{self, Asked, Gift, GiftOrigin};
use crate::ledger::{self, DAY_MS};
use crate::words::words;
use crate::{AccountId, CurrencyId, GiftId, HeirloomId, Member, Refusal, Result, Role, Tx, Viewer, waiting};

pub use night::night;

/// After this long in one hand an heirloom rests, and a receiver has not handed it on in time.
pub const RESTS_MS: i64 = 60 * DAY_MS;
/// After this long its holder is reminded, once.
pub const NUDGE_MS: i64 = 30 * DAY_MS;
/// Hands that must lie between two turns of the same person.
const HANDS_BETWEEN: usize = 3;
/// Numbered things one currency has at most.
const HEIRLOOMS_MAX: i64 = 200;

/// How a hand came to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The first hand.
    Minted,
    /// By a gift.
    Handed,
    /// To the host, when its holder had gone.
    Returned,
}
words!(How { Minted = "minted", Handed = "handed", Returned = "returned" });

/// One hand in the chain.
#[derive(Clone, Debug)]
pub struct HandView {
    /// Whose; none once erased: "somebody who left".
    pub person: Option<Arc<AccountView>>,
    /// How it came there.
    pub how: How,
    /// The line it came with: the reason of the gift; empty for the first hand and when it was taken away.
    pub line: String,
    /// The gift it came with.
    pub gift: Option<GiftId>,
    /// Milliseconds since 1970.
    pub at: i64,
}

/// An heirloom with its chain of hands.
#[derive(Clone, Debug)]
pub struct Story {
    /// The thing.
    pub heirloom: HeirloomView,
    /// Its currency.
    pub currency: Arc<CurrencyView>,
    /// Who has it now.
    pub holder: Option<Arc<AccountView>>,
    /// The newest hand first; at most 100.
    pub hands: Vec<HandView>,
    /// All hands it has been in.
    pub hands_in_all: i64,
    /// To whom it is offered, for the two concerned only.
    pub offered: Option<GiftId>,
}

/// How many of those who received handed on within 60 days. Who still has time is in neither number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassedOn {
    /// Handed on within 60 days.
    pub handed_on: i64,
    /// Received, and have handed on or had their 60 days.
    pub received: i64,
}

/// Makes the next numbered thing of a circulating currency, in the hands of `holder`. Only the host mints.
pub fn mint(tx: &Tx, host: &Member, currency: CurrencyId, holder: AccountId) -> Result<HeirloomId> {
    if host.role < Role::Host {
        return Err(Refusal::forbidden("Heirlooms are made by the host."));
    }
    let view = currencies::view(tx, currency)?;
    if view.kind != CurrencyKind::Circulating || view.rests {
        return Err(Refusal::invalid("currency", "Only a circulating currency has numbered things."));
    }
    let first = accounts::view(tx, holder)?;
    if first.kind != Kind::Person || first.state != State::Active {
        return Err(Refusal::invalid("holder", "Its first hand is a person who is here."));
    }
    let number = rows::last_number(tx, currency)? + 1;
    if number > HEIRLOOMS_MAX {
        return Err(Refusal::invalid("currency", "One currency has at most 200 numbered things."));
    }
    let id = HeirloomId(tx.next_id());
    rows::insert(tx, id, currency, number, holder)?;
    rows::insert_hand(tx, id, ledger::hand(tx, holder)?, How::Minted, None)?;
    Ok(id)
}

/// Its holder hands it to somebody who has not held it in the last three hands, with a line. It moves when accepted.
pub fn pass(tx: &Tx, member: &Member, id: HeirloomId, to: AccountId, line: &str) -> Result<GiftId> {
    let heirloom = rows::load(tx, id)?;
    if heirloom.holder != Some(member.person) {
        return Err(Refusal::forbidden("An heirloom is handed on by whoever holds it."));
    }
    free_to_move(tx, id, to)?;
    let asked = Asked {
        giver: member.person,
        stall: None,
        to,
        currency: heirloom.currency,
        reason: line.to_owned(),
        changed: None,
        public: true,
        object: None,
        origin: GiftOrigin::Heirloom,
        heirloom: Some(id),
    };
    let checked = gifts::check(tx, &asked)?;
    let own = Member::person(member.person, member.role);
    Ok(gifts::publish_and_store(tx, &own, &checked)?.id)
}

/// Takes what was handed: the same as accepting the gift it comes with.
pub fn accept(tx: &Tx, member: &Member, id: HeirloomId, back: Option<&str>) -> Result<()> {
    match rows::open_gift(tx, id)? {
        Some(gift) => gifts::accept(tx, member, gift, back),
        None => Err(Refusal::not_found()),
    }
}

/// The heirloom of this currency that `giver` may hand to `to` by a post.
pub(crate) fn to_hand_on(tx: &Tx, giver: AccountId, currency: CurrencyId, to: AccountId) -> Result<HeirloomId> {
    let held = rows::held_of_currency(tx, giver, currency)?;
    let Some(id) = held.first().copied() else {
        return Err(Refusal::forbidden("An heirloom is handed on by whoever holds it."));
    };
    free_to_move(tx, id, to)?;
    Ok(id)
}

/// An heirloom with its chain, as the viewer may see it.
pub fn story(tx: &Tx, viewer: &Viewer, id: HeirloomId) -> Result<Story> {
    let heirloom = view_of(tx, rows::load(tx, id)?);
    let hands = rows::hands(tx, id, 100)?;
    let people: Vec<AccountId> = hands.iter().filter_map(|hand| hand.account).chain(heirloom.holder).collect();
    let people: HashMap<_, _> =
        accounts::views(tx, &people)?.into_iter().map(|account| (account.id, account)).collect();
    let offered = match rows::open_gift(tx, id)? {
        Some(gift) => gifts::views(tx, viewer, &[gift])?.pop().map(|view| view.gift.id),
        None => None,
    };
    Ok(Story {
        currency: currencies::view(tx, heirloom.currency)?,
        holder: heirloom.holder.and_then(|id| people.get(&id).map(Arc::clone)),
        hands_in_all: rows::hand_count(tx, id)?,
        hands: hands
            .into_iter()
            .map(|hand| HandView {
                person: hand.account.and_then(|id| people.get(&id).map(Arc::clone)),
                how: hand.how,
                line: hand.line.unwrap_or_default(),
                gift: hand.gift,
                at: hand.at,
            })
            .collect(),
        offered,
        heirloom,
    })
}

/// The numbered things of a currency.
pub fn of_currency(tx: &Tx, currency: CurrencyId) -> Result<Vec<HeirloomView>> {
    Ok(rows::of_currency(tx, currency)?.into_iter().map(|row| view_of(tx, row)).collect())
}

/// One numbered thing by its currency's slug and its number.
pub fn by_number(tx: &Tx, slug: &str, number: i64) -> Result<HeirloomId> {
    rows::by_number(tx, slug, number)
}

/// What somebody holds now.
pub fn held_by(tx: &Tx, account: AccountId) -> Result<Vec<HeirloomView>> {
    Ok(rows::held_by(tx, account)?.into_iter().map(|row| view_of(tx, row)).collect())
}

/// Some heirlooms by id.
pub fn by_ids(tx: &Tx, ids: &[HeirloomId]) -> Result<HashMap<HeirloomId, HeirloomView>> {
    let found = rows::by_ids(tx, &crate::numbers(ids, |id| id.0))?;
    Ok(found.into_iter().map(|row| (row.id, view_of(tx, row))).collect())
}

/// The pass-on rate of a currency.
pub fn passed_on(tx: &Tx, currency: CurrencyId) -> Result<PassedOn> {
    let (received, handed_on) = rows::passed_on(tx, currency, tx.now() - RESTS_MS, RESTS_MS)?;
    Ok(PassedOn { handed_on, received })
}

/// What an accepted handing-on does: the thing is in the receiver's hands now.
pub(crate) fn moved(tx: &Tx, gift: &Gift) -> Result<()> {
    let (Some(id), Some(receiver)) = (gift.heirloom, gift.receiver) else { return Ok(()) };
    rows::set_holder(tx, id, receiver)?;
    rows::insert_hand(tx, id, gift.receiver_hand, How::Handed, Some(gift.id))?;
    waiting::heirloom_passed(tx, id)
}

/// It can be offered to one person at a time, and not to one of its last three hands.
fn free_to_move(tx: &Tx, id: HeirloomId, to: AccountId) -> Result<()> {
    if gifts::lapse(tx, id, true)? {
        return Err(Refusal::forbidden("It is offered to somebody who has not answered yet. Withdraw that first."));
    }
    let last = rows::hands(tx, id, HANDS_BETWEEN as i64)?;
    if last.iter().any(|hand| hand.account == Some(to)) {
        return Err(Refusal::invalid("to", "Somebody who has not held it in the last three hands."));
    }
    Ok(())
}

fn view_of(tx: &Tx, row: rows::HeirloomRow) -> HeirloomView {
    HeirloomView {
        id: row.id,
        currency: row.currency,
        number: row.number,
        holder: row.holder,
        since: row.since,
        resting: tx.now() - row.since >= RESTS_MS,
    }
}
