//! Invitations: a sentence, perhaps a gift behind the door, and a link that is the proof.

mod rows;

use crate::accounts::{self, NewPerson, State};
use crate::event::Event;
use crate::relations::{self, FollowOptions};
use crate::{
    AccountId, CurrencyId, InvitationId, Member, Page, Paged, Refusal, Result, Role, Tx, effects, gifts, secrets,
};

/// How long a link works: 14 days, in milliseconds. It works once.
pub const VALID_MS: i64 = 14 * 86_400_000;
/// Most open invitations of one person.
pub const OPEN_MAX: i64 = 20;
/// The longest sentence, in characters.
pub const WHY_CHARS_MAX: usize = 300;

/// An invitation to be.
#[derive(Clone, Debug, Default)]
pub struct NewInvitation {
    /// Why, in the inviter's own words.
    pub why: String,
    /// "I know this person", which vouches.
    pub knows: bool,
    /// A first gift behind the door.
    pub currency: Option<CurrencyId>,
    /// For what; empty: the sentence itself.
    pub gift_reason: String,
}

/// An invitation as the guest, or its writer, sees it.
#[derive(Clone, Debug)]
pub struct InvitationView {
    /// The row.
    pub id: InvitationId,
    /// Who invites.
    pub inviter: AccountId,
    /// Why.
    pub why: String,
    /// Whether the inviter vouches.
    pub knows: bool,
    /// The gift behind the door.
    pub currency: Option<CurrencyId>,
    /// For what.
    pub gift_reason: String,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// Milliseconds since 1970.
    pub expires_at: i64,
    /// Who came in with it.
    pub accepted_by: Option<AccountId>,
    /// Used, or its guest left again.
    pub accepted_at: Option<i64>,
    /// Taken back.
    pub withdrawn_at: Option<i64>,
}

/// Makes an invitation and the secret of its link, which is not stored and cannot be shown again.
pub fn create(tx: &Tx, member: &Member, new: &NewInvitation) -> Result<(InvitationId, String)> {
    let why = accounts::one_line(&new.why);
    if why.is_empty() {
        return Err(Refusal::invalid_as("why", "ERR_BLANK", "can't be blank"));
    }
    let gift_reason = accounts::one_line(&new.gift_reason);
    if why.chars().count() > WHY_CHARS_MAX || gift_reason.chars().count() > WHY_CHARS_MAX {
        return Err(Refusal::invalid_as(
            "why",
            "ERR_TOO_LONG",
            format!("is too long (maximum is {WHY_CHARS_MAX} characters)"),
        ));
    }
    if let Some(currency) = new.currency
        && !rows::is_given(tx, currency)?
    {
        return Err(Refusal::invalid("currency", "is not one that can be given"));
    }
    if !member.is_staff() && rows::count_open(tx, member.person, tx.now())? >= OPEN_MAX {
        return Err(Refusal::forbidden(format!("{OPEN_MAX} invitations of yours are open. Take one back, or wait.")));
    }
    let (id, secret) = (InvitationId(tx.next_id()), secrets::make(tx));
    rows::insert(
        tx,
        &secrets::hash(&secret),
        &InvitationView {
            id,
            inviter: member.person,
            gift_reason: if gift_reason.is_empty() && new.currency.is_some() { why.clone() } else { gift_reason },
            why,
            knows: new.knows,
            currency: new.currency,
            created_at: tx.now(),
            expires_at: tx.now() + VALID_MS,
            accepted_by: None,
            accepted_at: None,
            withdrawn_at: None,
        },
    )?;
    Ok((id, secret))
}

/// The invitation of a link that still works. Used, withdrawn and expired ones are gone.
pub fn by_token(tx: &Tx, token: &str) -> Result<InvitationView> {
    if token.len() > secrets::SHOWN_BYTES_MAX {
        return Err(Refusal::not_found());
    }
    let found = rows::by_token(tx, &secrets::hash(token))?.ok_or_else(Refusal::not_found)?;
    let over = found.accepted_at.is_some() || found.withdrawn_at.is_some() || tx.now() >= found.expires_at;
    if over || accounts::state_of(tx, found.inviter)?.1 != State::Active {
        return Err(crate::Error::Refused(Refusal::Gone));
    }
    Ok(found)
}

/// Comes in with an invitation: the link is the proof, so the account is usable at once, and the gift waits inside.
pub fn accept(tx: &Tx, token: &str, person: &NewPerson) -> Result<AccountId> {
    let invitation = by_token(tx, token)?;
    if accounts::is_reserved(&accounts::check_username(&person.username)?) {
        return Err(Refusal::invalid_as("username", "ERR_RESERVED", "is kept for the square itself"));
    }
    let person =
        NewPerson { role: Role::Person, state: State::Active, invited_by: Some(invitation.inviter), ..person.clone() };
    let guest = accounts::create_person(tx, &person)?;
    rows::accept(tx, invitation.id, guest, tx.now())?;
    effects::record(tx, Event::InvitationAccepted { invitation: &invitation, guest })?;
    welcome(tx, &invitation, guest)?;
    Ok(guest)
}

/// The guest sees the inviter's posts from the first minute, and finds the gift behind the door.
fn welcome(tx: &Tx, invitation: &InvitationView, guest: AccountId) -> Result<()> {
    let guest_member = Member::person(guest, Role::Person);
    relations::follow(tx, &guest_member, invitation.inviter, &FollowOptions::default())?;
    if let Some(currency) = invitation.currency {
        let inviter = Member::person(invitation.inviter, Role::Person);
        gifts::behind_the_door(tx, &inviter, guest, currency, &invitation.gift_reason)?;
    }
    Ok(())
}

/// The member's invitations, newest first.
pub fn list(tx: &Tx, member: &Member, page: Page) -> Result<Paged<InvitationView>> {
    let found = rows::list(tx, member.person, page.below(), page.above(), i64::from(page.limit.min(100)))?;
    Ok(Paged::new(found, |it| it.id.0))
}

/// Takes an invitation back; its link ends.
pub fn withdraw(tx: &Tx, member: &Member, id: InvitationId) -> Result<()> {
    if rows::withdraw(tx, id, member.person, tx.now())? == 0 { Err(Refusal::not_found()) } else { Ok(()) }
}
