//! Who has a voice of their own: hosts, people a host knows, and people whom two vetted people met.
//!
//! A vouch says "we met" and counts while its voucher has a voice. Buying something never vets. What somebody without
//! a voice recognises is kept and begins to count on the day they get one.

mod night;
mod people;
pub(crate) mod rows;
mod settle;

pub use night::{Diff, Graph, decide, night};
pub use people::{FOUND_MAX, Listed, people, people_named};
pub(crate) use settle::settle;

use crate::accounts::{self, Kind, State};
use crate::invitations::InvitationView;
use crate::words::words;
use crate::{AccountId, Member, Page, Paged, Refusal, Result, Role, Tx, host_log, ledger};

/// How many vouches of one person may stand at a time.
pub const OPEN_MAX: i64 = 12;
/// How many vouches of vetted people give a voice.
pub const NEEDED: i64 = 2;
/// From so many members on, vouches speak once a night, by the flow over all of them.
pub const FLOW_FROM: i64 = 2_000;

/// Why somebody has a voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Runs the square.
    Host,
    /// A host knows them.
    Known,
    /// Two vetted people met them.
    Vouched,
    /// The nightly flow over all vouches reached them.
    Flow,
}
words!(How { Host = "host", Known = "known", Vouched = "vouched", Flow = "flow" });

/// Where a vouch comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Said so: "we met".
    Person,
    /// The tick on an invitation that was accepted.
    Invitation,
    /// An invitation that was accepted, and a meeting confirmed by both since.
    Met,
}
words!(Basis { Person = "person", Invitation = "invitation", Met = "met" });

/// How two people met, as both confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    /// An introduction that both accepted.
    Introduction,
    /// A handshake that both confirmed.
    Handshake,
}

/// Somebody's voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vetting {
    /// Why.
    pub how: How,
    /// From this day on, in days since 1970-01-01.
    pub since_day: i64,
    /// No more from this day on.
    pub until_day: Option<i64>,
}

impl Vetting {
    /// Whether it holds on this day.
    pub fn holds(&self, day: i64) -> bool {
        self.since_day <= day && self.until_day.is_none_or(|until| day < until)
    }
}

/// One vouch that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vouch {
    /// The row.
    pub id: i64,
    /// Who says so.
    pub voucher: AccountId,
    /// Of whom.
    pub whom: AccountId,
    /// Where it comes from.
    pub basis: Basis,
    /// Milliseconds since 1970.
    pub at: i64,
    /// Whether its voucher has a voice today.
    pub counts: bool,
}

/// All there is to know about somebody's voice.
#[derive(Clone, Debug, Default)]
pub struct Vouching {
    /// None: never had one.
    pub vetting: Option<Vetting>,
    /// Whether it holds today.
    pub vetted: bool,
    /// A host said "I know this person".
    pub known: bool,
    /// The host who did, while they are here.
    pub known_by: Option<AccountId>,
    /// The vouches for them that stand, oldest first, at most [`SHOWN_MAX`].
    pub vouches: Vec<Vouch>,
}

/// Vouches for one person that are listed.
pub const SHOWN_MAX: i64 = 50;

/// Whether somebody's own acts carry weight today.
pub fn is_vetted(tx: &Tx, who: AccountId) -> Result<bool> {
    let today = ledger::today(tx)?;
    Ok(rows::vetting(tx, who)?.is_some_and(|it| it.holds(today)))
}

/// Whether, why and since when somebody has a voice, and who vouches.
pub fn of(tx: &Tx, who: AccountId) -> Result<Vouching> {
    let today = ledger::today(tx)?;
    let vetting = rows::vetting(tx, who)?;
    let known = rows::known(tx, who)?;
    Ok(Vouching {
        vetted: vetting.is_some_and(|it| it.holds(today)),
        vetting,
        known: known.is_some(),
        known_by: known.flatten(),
        vouches: rows::for_whom(tx, who, today, SHOWN_MAX)?,
    })
}

/// The vouches of the member's own that stand, newest first.
pub fn given(tx: &Tx, member: &Member, page: Page) -> Result<Paged<Vouch>> {
    let today = ledger::today(tx)?;
    let found = rows::by_voucher(tx, member.person, today, page.below(), page.above(), i64::from(page.limit.min(80)))?;
    Ok(Paged::new(found, |it| it.id))
}

/// "I know this person": a host's word vets at once. Said again it changes nothing.
pub fn know(tx: &Tx, host: &Member, whom: AccountId) -> Result<()> {
    accounts::check_is_host(host)?;
    check_is_here(tx, whom)?;
    if rows::known(tx, whom)?.is_some() {
        return Ok(());
    }
    rows::insert_known(tx, whom, host.person, tx.now())?;
    host_log::add(tx, host, "know", Some(whom), "")?;
    settle(tx, whom)
}

/// A host takes "I know this person" back, whoever said it. The voice ends with the day, unless two people vouch.
pub fn unknow(tx: &Tx, host: &Member, whom: AccountId) -> Result<()> {
    accounts::check_is_host(host)?;
    if rows::delete_known(tx, whom)? == 0 {
        return Err(Refusal::not_found());
    }
    host_log::add(tx, host, "unknow", Some(whom), "")?;
    settle(tx, whom)
}

/// "We met; I vouch for them." Only somebody with a voice can, for at most [`OPEN_MAX`] people at a time.
pub fn vouch(tx: &Tx, member: &Member, whom: AccountId) -> Result<()> {
    if member.keeper().is_some() {
        return Err(Refusal::forbidden("A stall cannot vouch. Do it in your own name."));
    }
    check_is_here(tx, whom)?;
    if whom == member.person {
        return Err(Refusal::forbidden("Nobody can vouch for themselves."));
    }
    if !is_vetted(tx, member.person)? {
        return Err(Refusal::forbidden("You can vouch for others once two people, or a host, vouch for you."));
    }
    if crate::relations::is_blocked(tx, member.person, whom)? {
        return Err(Refusal::not_found());
    }
    if rows::stands(tx, member.person, whom)? {
        return Ok(());
    }
    if rows::count_open(tx, member.person)? >= OPEN_MAX {
        return Err(Refusal::forbidden("Twelve of your vouches stand. Take one back first."));
    }
    rows::insert(tx, member.person, whom, Basis::Person)?;
    settle(tx, whom)
}

/// Takes one's vouch back. Who loses the second one loses the voice from the next day, unless a host knows them.
pub fn withdraw(tx: &Tx, member: &Member, whom: AccountId) -> Result<()> {
    if rows::end(tx, member.person, whom, tx.now())? == 0 {
        return Err(Refusal::not_found());
    }
    settle(tx, whom)
}

/// An invitation was accepted: the tick on it is a host's word, or another member's vouch.
pub(crate) fn invited(tx: &Tx, invitation: &InvitationView, guest: AccountId) -> Result<()> {
    if !invitation.knows {
        return Ok(());
    }
    if accounts::login(tx, invitation.inviter)?.role == Role::Host {
        if rows::known(tx, guest)?.is_none() {
            rows::insert_known(tx, guest, invitation.inviter, tx.now())?;
        }
        settle(tx, guest)
    } else {
        stands_from_now(tx, invitation.inviter, guest, Basis::Invitation)
    }
}

/// Two people met, as both confirmed. When one of them invited the other, that is the inviter's vouch.
pub fn met(tx: &Tx, a: AccountId, b: AccountId, _how: Met) -> Result<()> {
    for (inviter, guest) in [(a, b), (b, a)] {
        if rows::invited_by(tx, guest)? == Some(inviter) {
            stands_from_now(tx, inviter, guest, Basis::Met)?;
        }
    }
    Ok(())
}

/// Vouches that follow from acts never refuse: beyond the twelfth there is none.
fn stands_from_now(tx: &Tx, voucher: AccountId, whom: AccountId, basis: Basis) -> Result<()> {
    if rows::stands(tx, voucher, whom)? || rows::count_open(tx, voucher)? >= OPEN_MAX {
        return Ok(());
    }
    rows::insert(tx, voucher, whom, basis)?;
    settle(tx, whom)
}

fn check_is_here(tx: &Tx, whom: AccountId) -> Result<()> {
    match accounts::state_of(tx, whom)? {
        (Kind::Person, State::Active | State::Shadow) => Ok(()),
        _ => Err(Refusal::not_found()),
    }
}
