//! Loading accounts: any number of them in two statements.

use std::collections::HashMap;
use std::sync::Arc;

use super::rows::{self, AccountRow, KeeperRow};
use super::{AccountView, Keeping, Kind, Picture, State, fold_email, fold_name};
use crate::{AccountId, Refusal, Result, Role, Tx, Viewer};

/// Most accounts that one look-up takes.
pub const VIEWS_MAX: usize = 500;
/// Most accounts that one search answers.
pub const SEARCH_MAX: u32 = 80;

/// These accounts, in the order of `ids`; unknown ones are left out, states are for the caller to judge.
pub fn views(tx: &Tx, ids: &[AccountId]) -> Result<Vec<Arc<AccountView>>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut numbers = crate::id::numbers(ids, |id| id.0);
    numbers.sort_unstable();
    numbers.dedup();
    let mut found = HashMap::with_capacity(numbers.len());
    let mut stalls = Vec::new();
    for slice in numbers.chunks(VIEWS_MAX) {
        for row in rows::by_ids(tx, slice)? {
            if row.kind == "stall" {
                stalls.push(row.id.0);
            }
            found.insert(row.id, compose(row)?);
        }
    }
    if !stalls.is_empty() {
        for row in rows::keepers_of(tx, &stalls)? {
            if let Some(stall) = found.get_mut(&row.stall) {
                stall.keepers.push(keeping(row));
            }
        }
    }
    let found: HashMap<_, _> = found.into_iter().map(|(id, view)| (id, Arc::new(view))).collect();
    Ok(ids.iter().filter_map(|id| found.get(id).cloned()).collect())
}

/// One account, whatever its state.
pub fn view(tx: &Tx, id: AccountId) -> Result<Arc<AccountView>> {
    views(tx, &[id])?.pop().ok_or_else(Refusal::not_found)
}

/// The hosts and moderators, hosts first.
pub fn staff(tx: &Tx) -> Result<Vec<Arc<AccountView>>> {
    let mut staff = views(tx, &rows::staff(tx)?)?;
    staff.sort_by_key(|view| (view.role != Some(Role::Host), view.id));
    Ok(staff)
}

/// The account of this name; `domain` is empty for this square.
pub fn by_name(tx: &Tx, username: &str, domain: &str) -> Result<Option<AccountId>> {
    rows::by_name(tx, &fold_name(username), &fold_name(domain))
}

/// The accounts of these names, in order, unknown ones left out. At most [`VIEWS_MAX`].
pub fn by_names(tx: &Tx, names: &[(String, String)]) -> Result<Vec<AccountId>> {
    let folded: Vec<_> =
        names.iter().take(VIEWS_MAX).map(|(name, domain)| (fold_name(name), fold_name(domain))).collect();
    if folded.is_empty() {
        return Ok(Vec::new());
    }
    let usernames: Vec<String> = folded.iter().map(|(name, _)| name.clone()).collect();
    let found: HashMap<(String, String), AccountId> =
        rows::by_usernames(tx, &usernames)?.into_iter().map(|(id, name, domain)| ((name, domain), id)).collect();
    Ok(folded.iter().filter_map(|name| found.get(name).copied()).collect())
}

/// The account that signs in with this address or username.
pub fn by_login(tx: &Tx, email_or_name: &str) -> Result<Option<AccountId>> {
    let given = email_or_name.trim();
    match given.strip_prefix('@').unwrap_or(given) {
        name if !name.contains('@') => rows::login_by_name(tx, &fold_name(name)),
        email => rows::login_by_email(tx, &fold_email(email)),
    }
}

/// Where an account stands, and what it is.
pub fn state_of(tx: &Tx, id: AccountId) -> Result<(Kind, State)> {
    let (kind, state) = rows::state(tx, id)?.ok_or_else(Refusal::not_found)?;
    Ok((Kind::read(&kind), State::read(&state)))
}

/// Accounts whose name begins with `words`, the exact name first. `@name` finds no others once it fits.
pub fn search(
    tx: &Tx,
    _viewer: &Viewer,
    words: &str,
    following_of: Option<AccountId>,
    limit: u32,
    offset: u32,
) -> Result<Vec<AccountId>> {
    let words = words.trim();
    let handle = words.strip_prefix('@');
    let (name, domain) = handle.unwrap_or(words).split_once('@').unwrap_or((handle.unwrap_or(words), ""));
    let folded = fold_name(name);
    if folded.is_empty() || folded.chars().count() > 100 {
        return Ok(Vec::new());
    }
    let exact = rows::shown_by_name(tx, &folded, &fold_name(domain))?;
    if handle.is_some() && exact.is_some() && following_of.is_none() {
        return Ok(exact.into_iter().skip(offset as usize).collect());
    }
    let limit = limit.min(SEARCH_MAX);
    let mut found =
        rows::search(tx, &folded, following_of.map_or(0, |id| id.0), i64::from(limit + 1), i64::from(offset))?;
    if following_of.is_none() && offset == 0 {
        found.retain(|id| Some(*id) != exact);
        found.splice(0..0, exact);
    }
    found.truncate(limit as usize);
    Ok(found)
}

/// People and stalls who may be suggested: the newest, or those who spoke last.
pub fn directory(tx: &Tx, newest: bool, limit: u32, offset: u32) -> Result<Vec<AccountId>> {
    let (limit, offset) = (i64::from(limit.min(SEARCH_MAX)), i64::from(offset));
    if newest { rows::directory_new(tx, limit, offset) } else { rows::directory_active(tx, limit, offset) }
}

fn keeping(row: KeeperRow) -> Keeping {
    let display_name = if row.display_name.is_empty() { row.username.clone() } else { row.display_name };
    Keeping { account: row.account, username: row.username, display_name, role: row.role }
}

fn compose(row: AccountRow) -> Result<AccountView> {
    let picture = |id, file: Option<String>, preview_file: Option<String>| {
        Some(Picture { id: id?, file: file?, preview_file: preview_file? })
    };
    Ok(AccountView {
        id: row.id,
        kind: Kind::read(&row.kind),
        state: State::read(&row.state),
        display_name: if row.display_name.is_empty() { row.username.clone() } else { row.display_name },
        username: row.username,
        domain: row.domain,
        note: row.note,
        note_html: row.note_html,
        fields: serde_json::from_str(&row.fields)
            .map_err(|error| soulava_store::Error::Broken(format!("fields of account {}: {error}", row.id)))?,
        locked: row.locked,
        bot: row.bot,
        discoverable: row.discoverable,
        indexable: row.indexable,
        hide_collections: row.hide_collections,
        avatar: picture(row.avatar_id, row.avatar_file, row.avatar_preview),
        header: picture(row.header_id, row.header_file, row.header_preview),
        portrait_seed: row.portrait_seed,
        awning: row.awning,
        created_at: row.created_at,
        changed_at: row.changed_at,
        posts: row.posts,
        followers: row.followers,
        following: row.following,
        last_post_at: row.last_post_at,
        role: row.role.as_deref().and_then(Role::parse),
        keepers: Vec::new(),
        band: row.band,
    })
}
