//! Giving: who may give what to whom, and what is left of the day.

use std::sync::Arc;

use super::{Between, Gift, GiftOrigin, GiftState, NewGift, reason, rows};
use crate::accounts::{self, AccountView, Kind, State};
use crate::currencies::{self, CurrencyKind, CurrencyView};
use crate::event::Event;
use crate::ledger::{self, DAY_MS, Hand};
use crate::posts::{self, Draft, PostKind, Visibility};
use crate::{AccountId, CurrencyId, Error, GiftId, HeirloomId, Member, PostId, Refusal, Result, Tx, Viewer};
use crate::{effects, relations, stalls};

/// Two declined gifts to one person within this time, and giving to that person rests.
const REST_MS: i64 = 30 * DAY_MS;

/// What a person may still give today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// Of 50, to everybody.
    pub left_today: i64,
    /// Of five, to the person asked about; never more than `left_today`.
    pub left_to: i64,
    /// When the next day begins, in milliseconds since 1970.
    pub returns_at: i64,
}

/// Gives a currency to another person, with the reason in the giver's own words, and writes the post that says so.
///
/// Refuses a gift to oneself, to a fellow keeper in the stall's name, between people of whom one blocks the other,
/// beyond the day's allowance (50, and 5 to one person), and to somebody who declined two gifts within 30 days.
/// The same key gives the same gift for ever. Source: `docs/gifts.md`.
pub fn give(tx: &Tx, member: &Member, new: &NewGift) -> Result<GiftId> {
    if let Some(id) = earlier(tx, member, new)? {
        return Ok(id);
    }
    let asked = Asked {
        giver: member.person,
        stall: member.keeper().map(|_| member.account),
        to: new.to,
        currency: new.currency,
        reason: new.reason.clone(),
        changed: new.changed.clone(),
        public: new.public,
        object: new.object,
        origin: new.origin,
        heirloom: None,
    };
    let checked = check(tx, &asked)?;
    let gift = publish_and_store(tx, member, &checked)?;
    if let Some((key, hash)) = &new.idempotency {
        rows::insert_key(tx, member.person, key, hash, gift.id)?;
    }
    Ok(gift.id)
}

/// The first gift to somebody who was invited, given by the inviter when the guest comes in.
///
/// Never refuses: what may not be given waits for the inviter, with the reason.
pub fn behind_the_door(
    tx: &Tx,
    inviter: &Member,
    guest: AccountId,
    currency: CurrencyId,
    reason: &str,
) -> Result<Option<GiftId>> {
    let asked = Asked {
        giver: inviter.person,
        stall: None,
        to: guest,
        currency,
        reason: reason.to_owned(),
        changed: None,
        public: true,
        object: None,
        origin: GiftOrigin::Invitation,
        heirloom: None,
    };
    match check(tx, &asked) {
        Ok(checked) => Ok(Some(publish_and_store(tx, inviter, &checked)?.id)),
        Err(Error::Refused(refusal)) => {
            crate::waiting::gift_refused(tx, inviter.person, None, Some(currency), &refusal.to_string())?;
            Ok(None)
        }
        Err(broken) => Err(broken),
    }
}

/// What the member may still give today: in all, and to `to`.
pub fn allowance(tx: &Tx, member: &Member, to: Option<AccountId>) -> Result<Allowance> {
    let day = ledger::today(tx)?;
    let returns_at = (day + 1) * DAY_MS;
    let Some(giver) = ledger::hand_of(tx, member.person)? else {
        return Ok(Allowance { left_today: ledger::A_DAY, left_to: ledger::A_DAY_TO_ONE, returns_at });
    };
    let receiver = match to {
        Some(to) => ledger::hand_of(tx, to)?,
        None => None,
    };
    let (left_today, left_to) = ledger::left(tx, giver, receiver, day)?;
    Ok(Allowance { left_today, left_to, returns_at })
}

/// A gift that somebody asks to give, however they asked.
pub(crate) struct Asked {
    pub giver: AccountId,
    pub stall: Option<AccountId>,
    pub to: AccountId,
    pub currency: CurrencyId,
    pub reason: String,
    pub changed: Option<String>,
    pub public: bool,
    pub object: Option<PostId>,
    pub origin: GiftOrigin,
    pub heirloom: Option<HeirloomId>,
}

/// The proof that a gift may be given now.
pub(crate) struct Checked {
    pub giver: AccountId,
    pub stall: Option<AccountId>,
    pub receiver: Arc<AccountView>,
    pub currency: Arc<CurrencyView>,
    pub reason: String,
    pub changed: Option<String>,
    pub public: bool,
    pub object: Option<PostId>,
    pub origin: GiftOrigin,
    pub heirloom: Option<HeirloomId>,
    giver_hand: Hand,
    receiver_hand: Hand,
    again: bool,
}

/// Every rule of giving, whichever way it comes.
pub(crate) fn check(tx: &Tx, asked: &Asked) -> Result<Checked> {
    let reason = reason::checked("reason", &asked.reason)?;
    let changed = match asked.changed.as_deref().map(str::trim) {
        None | Some("") => None,
        Some(words) => Some(reason::checked("changed", words)?),
    };
    let currency = currencies::view(tx, asked.currency)
        .map_err(|error| missing(error, "currency", "There is no such currency here."))?;
    currency_fits(&currency, asked)?;
    let object = object(tx, asked)?;
    let receiver = receiver(tx, asked.to, object.as_ref())?;
    between_the_two(tx, asked, &receiver)?;

    let (giver_hand, receiver_hand) = (ledger::hand(tx, asked.giver)?, ledger::hand(tx, receiver.id)?);
    rested(tx, giver_hand, receiver_hand, &receiver)?;
    if asked.heirloom.is_none() {
        allowed(tx, giver_hand, receiver_hand, &receiver)?;
    }
    let object = object.map(|post| post.id);
    let again = match object {
        Some(object) => rows::given_before(tx, giver_hand, receiver_hand, object)?,
        None => false,
    };
    Ok(Checked {
        giver: asked.giver,
        stall: asked.stall,
        receiver,
        currency,
        reason,
        changed,
        public: asked.public || asked.heirloom.is_some(),
        object,
        origin: asked.origin,
        heirloom: asked.heirloom,
        giver_hand,
        receiver_hand,
        again,
    })
}

/// Stores a gift that may be given, carried by `post`, and writes it into the ledger.
pub(crate) fn store(tx: &Tx, checked: &Checked, post: Option<PostId>) -> Result<Gift> {
    let gift = Gift {
        id: GiftId(tx.next_id()),
        currency: checked.currency.id,
        giver_hand: checked.giver_hand,
        receiver_hand: checked.receiver_hand,
        giver: Some(checked.giver),
        receiver: Some(checked.receiver.id),
        stall: checked.stall,
        grade: if checked.changed.is_some() { 2 } else { 1 },
        state: GiftState::Given,
        public: checked.public,
        origin: checked.origin,
        again: checked.again,
        taken_back: false,
        object: checked.object,
        post,
        heirloom: checked.heirloom,
        day: ledger::open_day(tx)?,
        given_at: tx.now(),
        settled_at: None,
    };
    rows::insert(tx, &gift)?;
    rows::insert_words(tx, gift.id, &checked.reason, checked.changed.as_deref().unwrap_or(""))?;
    ledger::given(tx, &gift)?;
    effects::record(tx, Event::GiftGiven(&gift))?;
    Ok(gift)
}

/// Writes the post that any app can read, then the gift that it carries.
pub(crate) fn publish_and_store(tx: &Tx, member: &Member, checked: &Checked) -> Result<Gift> {
    let draft = Draft {
        text: readable(checked),
        visibility: if checked.public { Visibility::Public } else { Visibility::Direct },
        kind: PostKind::Gift,
        ..Draft::default()
    };
    let post = posts::publish(tx, member, &draft)?;
    store(tx, checked, Some(post))
}

/// The text of a gift's post. Between two, nobody else is named by it, whatever the reason says.
fn readable(checked: &Checked) -> String {
    let mut words = checked.reason.clone();
    if let Some(changed) = &checked.changed {
        words += "\n\n";
        words += changed;
    }
    if !checked.public {
        words = words.replace('@', "@\u{2060}");
    }
    format!("@{} :{}: {words}", checked.receiver.username, checked.currency.slug)
}

/// The gift this key led to before; another body is refused.
fn earlier(tx: &Tx, member: &Member, new: &NewGift) -> Result<Option<GiftId>> {
    let Some((key, hash)) = &new.idempotency else { return Ok(None) };
    if key.is_empty() || key.len() > 255 {
        return Err(Refusal::invalid("idempotency_key", "A key has 1 to 255 characters."));
    }
    match rows::key(tx, member.person, key)? {
        Some((stored, id)) if stored == *hash => Ok(Some(id)),
        Some(_) => Err(Error::Refused(Refusal::KeyReused)),
        None => Ok(None),
    }
}

fn currency_fits(currency: &CurrencyView, asked: &Asked) -> Result<()> {
    if currency.rests {
        return Err(Refusal::invalid("currency", format!("No more is given in {}.", currency.name)));
    }
    match (currency.kind, asked.heirloom) {
        (CurrencyKind::Circulating, None) => {
            Err(Refusal::invalid("currency", "An heirloom is handed on by whoever holds it."))
        }
        (CurrencyKind::Expressive, Some(_)) => Err(Refusal::invalid("currency", "This is no heirloom.")),
        _ => Ok(()),
    }
}

/// The innermost post the gift answers, if the giver can see it.
fn object(tx: &Tx, asked: &Asked) -> Result<Option<posts::Post>> {
    let Some(id) = asked.object else { return Ok(None) };
    let viewer = Viewer(Some(Member::person(asked.giver, crate::Role::Person)));
    let view = posts::view(tx, &viewer, id).map_err(|error| missing(error, "object", "There is no such post."))?;
    Ok(Some(view.boosted.map_or(view.post, |original| original.post)))
}

/// The person who receives: the one named, or the keeper a named stall stands for.
fn receiver(tx: &Tx, to: AccountId, object: Option<&posts::Post>) -> Result<Arc<AccountView>> {
    let account = accounts::view(tx, to).map_err(|error| missing(error, "to", "There is nobody of that name here."))?;
    let person = match account.kind {
        Kind::Person => account,
        Kind::Service => return Err(Refusal::invalid("to", "The square itself takes no gifts; its people do.")),
        Kind::Stall => {
            let keepers = stalls::keepers(tx, to)?;
            let author = object.filter(|post| post.account == to).and_then(|post| post.keeper);
            match (keepers.iter().find(|keeper| Some(keeper.account) == author), &keepers[..]) {
                (Some(keeper), _) | (None, [keeper]) => accounts::view(tx, keeper.account)?,
                _ => {
                    let names: Vec<_> = keepers.iter().map(|keeper| keeper.display_name.as_str()).collect();
                    let why =
                        format!("A gift goes to a person. Who of {}: {}?", account.display_name, names.join(", "));
                    return Err(Refusal::invalid("to", why));
                }
            }
        }
    };
    if !person.domain.is_empty() || person.state != State::Active {
        return Err(Refusal::invalid("to", format!("{} cannot take gifts here.", person.display_name)));
    }
    Ok(person)
}

fn between_the_two(tx: &Tx, asked: &Asked, receiver: &AccountView) -> Result<()> {
    if receiver.id == asked.giver {
        return Err(Refusal::invalid("to", "A gift needs somebody else."));
    }
    if let Some(stall) = asked.stall
        && stalls::keepers(tx, stall)?.iter().any(|keeper| keeper.account == receiver.id)
    {
        return Err(Refusal::invalid(
            "to",
            "Keepers of one stall give to each other in their own names, not in the stall's.",
        ));
    }
    for giver in [Some(asked.giver), asked.stall].into_iter().flatten() {
        if relations::is_blocked(tx, giver, receiver.id)? {
            return Err(Refusal::forbidden(format!("{} does not take gifts from you.", receiver.display_name)));
        }
    }
    Ok(())
}

/// After two declined gifts giving rests, and the sentence does not say why.
fn rested(tx: &Tx, giver: Hand, receiver: Hand, person: &AccountView) -> Result<()> {
    let declined = rows::declined_since(tx, giver, receiver, tx.now() - REST_MS)?;
    match declined[..] {
        [_, second, ..] => Err(Error::Refused(Refusal::Limited {
            until: second + REST_MS,
            why: format!("Giving to {} rests for a while.", person.display_name),
        })),
        _ => Ok(()),
    }
}

fn allowed(tx: &Tx, giver: Hand, receiver: Hand, person: &AccountView) -> Result<()> {
    let day = ledger::today(tx)?;
    match ledger::left(tx, giver, Some(receiver), day)? {
        (..=0, _) => {
            Err(ledger::used_up(day, "You have given 50 today, which is all a day has. Tomorrow you can give again."))
        }
        (_, ..=0) => {
            let why = format!("You have given {} five times today. Tomorrow you can give again.", person.display_name);
            Err(ledger::used_up(day, why))
        }
        _ => Ok(()),
    }
}

/// Names the field of something that is not there.
fn missing(error: Error, field: &'static str, why: &str) -> Error {
    match error {
        Error::Refused(Refusal::NotFound) => Refusal::invalid_as(field, "ERR_NOT_FOUND", why),
        other => other,
    }
}

impl Between {
    /// What a gift is between two who gave `before` already, last at `own`, and received at `others` last.
    pub(crate) fn of(again: bool, before: i64, own: Option<i64>, others: Option<i64>) -> Self {
        match (again, others) {
            (true, _) => Self::Again,
            (false, Some(at)) if own.is_none_or(|own| own < at) => Self::AnswerTo(at),
            _ if before == 0 => Self::First,
            _ => Self::Another(before),
        }
    }
}
