//! How somebody leaves: at once for everybody who looks, and then, slice by slice, for good.
//!
//! The ledger keeps its rows, which name nobody once the mapping of hands is gone. The words of gifts, posts
//! and everything else of theirs go.

mod rows;

use super::{Kind, State, rows as account_rows, state_of};
use crate::event::Event;
use crate::jobs::{self, Job};
use crate::{
    AccountId, Member, Notice, Refusal, Result, Tx, effects, gifts, host_log, oauth, posts, secrets, sessions, stalls,
};

/// Most rows that one slice touches.
const SLICE: i64 = 500;
/// Posts take others' rows with them, so fewer fit a slice.
const POSTS_SLICE: i64 = 20;

/// Leaves. The door checked the password again. Nobody can sign in or be seen from now on; the rest is a job.
pub fn delete(tx: &Tx, member: &Member) -> Result<()> {
    if member.keeper().is_some() {
        return Err(Refusal::forbidden("A stall is closed by its host."));
    }
    begin(tx, member.person)
}

/// Deletes somebody's account, or a stall, by a host's word.
pub fn delete_by_host(tx: &Tx, host: &Member, whom: AccountId) -> Result<()> {
    super::check_is_host(host)?;
    host_log::add(tx, host, "delete", Some(whom), "")?;
    begin(tx, whom)
}

fn begin(tx: &Tx, whom: AccountId) -> Result<()> {
    let (kind, state) = state_of(tx, whom)?;
    if state == State::Deleted {
        return Ok(());
    }
    if kind == Kind::Service {
        return Err(Refusal::forbidden("The square's own account stays."));
    }
    super::admin::keep_one_host(tx, whom)?;
    let name = super::view(tx, whom)?.username.clone();
    account_rows::insert_gone_name(tx, &secrets::hash(&name), tx.now())?;
    for stall in stalls::kept_by(tx, whom)? {
        super::mark_changed(tx, stall.account)?;
    }
    sessions::end_all(tx, whom, None)?;
    oauth::end_all(tx, whom)?;
    rows::delete_login(tx, whom)?;
    rows::blank(tx, whom, tx.now())?;
    effects::record(tx, Event::StandsOtherwise(whom))?;
    jobs::add(tx, &Job::Erase { account: whom })?;
    tx.announce(Notice::AccessEnded(whom));
    tx.announce(Notice::Account(whom));
    tx.announce(Notice::Relations(whom));
    Ok(())
}

/// Forgets one slice of somebody who left; true while there is more. Safe to run again.
pub fn erase_slice(tx: &Tx, whom: AccountId) -> Result<bool> {
    match state_of(tx, whom) {
        Ok((_, State::Deleted)) => {}
        Ok(_) => return Ok(false),
        Err(crate::Error::Refused(Refusal::NotFound)) => return Ok(false),
        Err(error) => return Err(error),
    }
    if erase_posts(tx, whom)? {
        return Ok(true);
    }
    for slice in rows::SLICES {
        if slice(tx, whom, SLICE)? > 0 {
            return Ok(true);
        }
    }
    // After the posts, whose gifts they may carry, and before the account, which knows the hand.
    if gifts::erase_slice(tx, whom)? || erase_pictures(tx, whom)? {
        return Ok(true);
    }
    rows::delete_account(tx, whom)?;
    Ok(false)
}

/// Their pictures; a job removes the files that nobody else uses.
fn erase_pictures(tx: &Tx, whom: AccountId) -> Result<bool> {
    let mine = rows::pictures(tx, whom, SLICE / 2)?;
    if mine.is_empty() {
        return Ok(false);
    }
    rows::delete_pictures(tx, &mine.iter().map(|(id, ..)| id.0).collect::<Vec<_>>())?;
    let mut files: Vec<String> = mine.into_iter().flat_map(|(_, file, preview)| [file, preview]).collect();
    files.sort();
    files.dedup();
    jobs::add(tx, &Job::DeleteMedia { files })?;
    Ok(true)
}

/// Their posts and boosts, newest first, through the verb that everybody uses, so that counters and memory follow.
fn erase_posts(tx: &Tx, whom: AccountId) -> Result<bool> {
    let mine = rows::posts(tx, whom, POSTS_SLICE)?;
    let author = Member::person(whom, crate::Role::Person);
    for post in &mine {
        posts::delete(tx, &author, *post)?;
    }
    Ok(!mine.is_empty())
}
