//! For hosts and moderators: who is here, with or without a voice, and why.

use super::{Vetting, rows};
use crate::{AccountId, Member, Page, Paged, Refusal, Result, Tx, Viewer, accounts, ledger};

/// Most people that one search finds.
pub const FOUND_MAX: u32 = 40;

/// Somebody, as the list of voices shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Who.
    pub account: AccountId,
    /// None: never had a voice.
    pub vetting: Option<Vetting>,
    /// Whether it holds today.
    pub vetted: bool,
    /// A host said "I know this person".
    pub known: bool,
    /// How many vouches for them stand.
    pub vouches: i64,
}

/// Everybody, newest first, or only those without a voice. For hosts and moderators.
pub fn people(tx: &Tx, by: &Member, only_without: bool, page: Page) -> Result<Paged<Listed>> {
    check(by)?;
    let today = ledger::today(tx)?;
    let found = rows::people(tx, only_without, today, page.below(), i64::from(page.limit.min(100)))?;
    Ok(Paged::new(found.into_iter().map(|row| row.listed(today)).collect(), |it: &Listed| it.account.0))
}

/// The people whose name begins like this, best first.
pub fn people_named(tx: &Tx, by: &Member, words: &str) -> Result<Vec<Listed>> {
    check(by)?;
    let ids = accounts::search(tx, &Viewer::from(by), words, None, FOUND_MAX, 0)?;
    let today = ledger::today(tx)?;
    let mut found: Vec<Listed> =
        rows::people_of(tx, &crate::id::numbers(&ids, |id| id.0))?.into_iter().map(|row| row.listed(today)).collect();
    found.sort_by_key(|it| ids.iter().position(|id| *id == it.account));
    Ok(found)
}

fn check(by: &Member) -> Result<()> {
    if by.is_staff() { Ok(()) } else { Err(Refusal::not_found()) }
}
