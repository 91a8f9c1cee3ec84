//! Stalls and their keepers. A stall cannot sign in; every act of it carries the keeper who did it.

mod rows;

use std::sync::Arc;

use crate::accounts::{self, AccountView, Keeping, Kind, ProfileChange, State};
use crate::event::Event;
use crate::{AccountId, Member, Notice, Refusal, Result, Role, Tx, effects, host_log, settings};

/// Most stalls one person may open in a market.
pub const STALLS_MAX: usize = 3;
/// Most keepers of one stall.
pub const KEEPERS_MAX: usize = 50;

/// What a keeper may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeeperRole {
    /// Speaks.
    Helper,
    /// Also changes the stall's page.
    Keeper,
    /// Also says who keeps it.
    Owner,
}

impl KeeperRole {
    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Helper => "helper",
            Self::Keeper => "keeper",
            Self::Owner => "owner",
        }
    }

    /// The reverse of [`KeeperRole::as_str`].
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Helper, Self::Keeper, Self::Owner].into_iter().find(|role| role.as_str() == text)
    }
}

/// A stall to be.
#[derive(Clone, Debug, Default)]
pub struct NewStall {
    /// Its name in handles.
    pub username: String,
    /// Its shown name.
    pub display_name: String,
    /// What it says of itself.
    pub note: String,
    /// `shell`, `sun`, `plum`, `moss`, or empty for sea.
    pub awning: String,
}

/// Opens a stall with the member as owner. In a square of one business only a host may.
pub fn create(tx: &Tx, member: &Member, new: &NewStall) -> Result<AccountId> {
    let square = settings::square(tx)?;
    if square.business && member.role != Role::Host {
        return Err(Refusal::forbidden("This square belongs to one business; only its host opens a stall."));
    }
    if member.role != Role::Host && rows::kept_by(tx, member.person)?.len() >= STALLS_MAX {
        return Err(Refusal::forbidden(format!("You keep {STALLS_MAX} stalls already.")));
    }
    let username = accounts::check_username(&new.username)?;
    let display_name = accounts::check_display_name(&new.display_name)?;
    accounts::check_name_is_free(tx, &username)?;
    let stall = accounts::insert_stall(tx, &username, &display_name)?;
    rows::put(tx, stall, member.person, KeeperRole::Owner.as_str(), tx.now())?;
    let speaking = Member { person: member.person, account: stall, role: Role::Person };
    let change =
        ProfileChange { note: Some(new.note.clone()), awning: Some(new.awning.clone()), ..ProfileChange::default() };
    accounts::update_profile(tx, &speaking, &change)?;
    Ok(stall)
}

/// All stalls that are here, oldest first, at most 500.
pub fn list(tx: &Tx) -> Result<Vec<Arc<AccountView>>> {
    let ids = rows::stalls(tx)?;
    accounts::views(tx, &ids)
}

/// Who keeps a stall, longest first.
pub fn keepers(tx: &Tx, stall: AccountId) -> Result<Vec<Keeping>> {
    Ok(rows::keepers(tx, stall)?.into_iter().map(rows::KeepingRow::shown).collect())
}

/// The stalls somebody keeps, longest first.
pub fn kept_by(tx: &Tx, person: AccountId) -> Result<Vec<Keeping>> {
    Ok(rows::kept_by(tx, person)?.into_iter().map(rows::KeepingRow::shown).collect())
}

/// Who keeps each of these stalls, longest first: (stall, keeper).
pub fn keepers_of_all(tx: &Tx, stalls: &[AccountId]) -> Result<Vec<(AccountId, Keeping)>> {
    let found =
        if stalls.is_empty() { Vec::new() } else { rows::keepers_of_all(tx, &crate::numbers(stalls, |id| id.0))? };
    Ok(found.into_iter().map(rows::KeptRow::shown).collect())
}

/// Which stalls each of these people keep, longest first: (person, stall).
pub fn kept_by_all(tx: &Tx, people: &[AccountId]) -> Result<Vec<(AccountId, Keeping)>> {
    let found = if people.is_empty() { Vec::new() } else { rows::kept_by_all(tx, &crate::numbers(people, |id| id.0))? };
    Ok(found.into_iter().map(rows::KeptRow::shown).collect())
}

/// The member speaking as a stall they keep. It has no role: a stall keeps no peace.
pub fn as_keeper(tx: &Tx, member: &Member, stall: AccountId) -> Result<Member> {
    match role_of(tx, stall, member.person)? {
        Some(_) if accounts::state_of(tx, stall)? == (Kind::Stall, State::Active) => {
            Ok(Member { person: member.person, account: stall, role: Role::Person })
        }
        _ => Err(Refusal::forbidden("You do not keep this stall.")),
    }
}

/// Refuses a keeper who may speak for the stall but not change its page.
pub(crate) fn check_may_edit(tx: &Tx, member: &Member) -> Result<()> {
    match role_of(tx, member.account, member.person)? {
        Some(role) if role >= KeeperRole::Keeper => Ok(()),
        Some(_) => Err(Refusal::forbidden("Helpers speak for a stall; its keepers change its page.")),
        None => Err(Refusal::forbidden("You do not keep this stall.")),
    }
}

/// What somebody is to a stall now.
pub fn role_of(tx: &Tx, stall: AccountId, person: AccountId) -> Result<Option<KeeperRole>> {
    Ok(rows::role(tx, stall, person)?.as_deref().and_then(KeeperRole::parse))
}

/// An open offer to keep a stall.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Which stall.
    pub stall: AccountId,
    /// Whom it asks.
    pub person: AccountId,
    /// What they would be.
    pub role: KeeperRole,
    /// Who asks.
    pub by: AccountId,
    /// Milliseconds since 1970.
    pub at: i64,
}

/// Asks somebody to keep a stall. Only an owner may; the other says yes with [`accept`].
pub fn ask(tx: &Tx, owner: &Member, stall: AccountId, person: AccountId, role: KeeperRole) -> Result<()> {
    check_owner(tx, owner, stall)?;
    if accounts::state_of(tx, person)? != (Kind::Person, State::Active) {
        return Err(Refusal::invalid("person", "is not a person who is here"));
    }
    if role_of(tx, stall, person)?.is_some() {
        return Err(Refusal::invalid_as("person", "ERR_TAKEN", "keeps this stall already"));
    }
    if rows::keepers(tx, stall)?.len() + rows::offers_of(tx, stall)?.len() >= KEEPERS_MAX {
        return Err(Refusal::forbidden(format!("A stall has at most {KEEPERS_MAX} keepers.")));
    }
    rows::put_offer(tx, stall, person, role.as_str(), owner.person, tx.now())
}

/// The stalls that ask this member to keep them.
pub fn offers(tx: &Tx, member: &Member) -> Result<Vec<Offer>> {
    Ok(rows::offers_to(tx, member.person)?.into_iter().filter_map(rows::OfferRow::read).collect())
}

/// The people a stall has asked.
pub fn asked(tx: &Tx, stall: AccountId) -> Result<Vec<Offer>> {
    Ok(rows::offers_of(tx, stall)?.into_iter().filter_map(rows::OfferRow::read).collect())
}

/// Says yes to an offer: from now on the member may speak for the stall.
pub fn accept(tx: &Tx, member: &Member, stall: AccountId) -> Result<()> {
    let offer = rows::offers_to(tx, member.person)?
        .into_iter()
        .find(|offer| offer.stall == stall)
        .ok_or_else(Refusal::not_found)?;
    rows::delete_offer(tx, stall, member.person)?;
    rows::put(tx, stall, member.person, &offer.role, tx.now())?;
    effects::record(tx, Event::KeepsNow { person: member.person, stall })?;
    accounts::mark_changed(tx, stall)
}

/// Says no to an offer; silent.
pub fn decline(tx: &Tx, member: &Member, stall: AccountId) -> Result<()> {
    if rows::delete_offer(tx, stall, member.person)? == 0 { Err(Refusal::not_found()) } else { Ok(()) }
}

/// Leaves a stall. The bylines stay; the last owner cannot leave.
pub fn leave(tx: &Tx, member: &Member, stall: AccountId) -> Result<()> {
    end(tx, stall, member.person)
}

/// Takes somebody's right to speak for a stall, or an open offer, back. Only an owner may.
pub fn remove(tx: &Tx, owner: &Member, stall: AccountId, person: AccountId) -> Result<()> {
    check_owner(tx, owner, stall)?;
    if rows::delete_offer(tx, stall, person)? > 0 {
        return Ok(());
    }
    end(tx, stall, person)
}

/// Makes somebody the owner of a stall that has lost its own. Only a host may; written into the log.
pub fn appoint(tx: &Tx, host: &Member, stall: AccountId, person: AccountId) -> Result<()> {
    accounts::check_is_host(host)?;
    if accounts::state_of(tx, stall)?.0 != Kind::Stall
        || accounts::state_of(tx, person)? != (Kind::Person, State::Active)
    {
        return Err(Refusal::invalid("person", "is not a person who is here"));
    }
    rows::put(tx, stall, person, KeeperRole::Owner.as_str(), tx.now())?;
    host_log::add(tx, host, "appoint", Some(stall), &person.to_string())?;
    accounts::mark_changed(tx, stall)
}

fn end(tx: &Tx, stall: AccountId, person: AccountId) -> Result<()> {
    let role = role_of(tx, stall, person)?.ok_or_else(Refusal::not_found)?;
    if role == KeeperRole::Owner && rows::keepers(tx, stall)?.iter().filter(|it| it.role == "owner").count() < 2 {
        return Err(Refusal::forbidden("A stall needs an owner: make somebody else one first."));
    }
    rows::leave(tx, stall, person, tx.now())?;
    for token in rows::end_tokens(tx, stall, person, tx.now())? {
        tx.announce(Notice::TokenEnded(token));
    }
    accounts::mark_changed(tx, stall)
}

fn check_owner(tx: &Tx, member: &Member, stall: AccountId) -> Result<()> {
    match role_of(tx, stall, member.person)? {
        Some(KeeperRole::Owner) => Ok(()),
        _ => Err(Refusal::forbidden("Only an owner of the stall may do this.")),
    }
}
