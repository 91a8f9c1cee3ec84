//! What hosts and moderators did: added to, never changed.

mod rows;

use crate::{AccountId, Member, Page, Paged, Result, Tx};

/// One act.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The row.
    pub id: i64,
    /// None once erased.
    pub actor: Option<AccountId>,
    /// In one word: `suspend`, `set_role`, `approve`, …
    pub verb: String,
    /// To whom.
    pub target: Option<AccountId>,
    /// Why.
    pub reason: String,
    /// Milliseconds since 1970.
    pub at: i64,
}

/// Writes down an act.
pub fn add(tx: &Tx, by: &Member, verb: &'static str, target: Option<AccountId>, reason: &str) -> Result<()> {
    let reason: String = crate::accounts::one_line(reason).chars().take(500).collect();
    rows::insert(tx, tx.next_id(), by.person, verb, target, &reason, tx.now())
}

/// The acts, newest first.
pub fn list(tx: &Tx, page: Page) -> Result<Paged<Entry>> {
    let rows = rows::list(tx, page.below(), page.above(), i64::from(page.limit.min(200)))?;
    let entries =
        rows.into_iter().map(|(id, actor, verb, target, reason, at)| Entry { id, actor, verb, target, reason, at });
    Ok(Paged::new(entries.collect(), |entry: &Entry| entry.id))
}
