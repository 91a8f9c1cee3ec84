//! What the square itself says to people, as private posts that any app shows.

use crate::accounts::{self, Kind};
use crate::posts::{self, Draft, Visibility};
use crate::{AccountId, Member, PostId, Result, Role, Tx, settings};

/// Writes to these people in the square's name, privately, naming all of them.
pub(crate) fn say(tx: &Tx, to: &[AccountId], text: &str, language: &str) -> Result<PostId> {
    let square = voice(tx)?;
    let handles: Vec<String> = accounts::views(tx, to)?.iter().map(|view| format!("@{}", view.acct())).collect();
    let draft = Draft {
        visibility: Visibility::Direct,
        language: Some(language.to_owned()),
        ..Draft::public(format!("{} {text}", handles.join(" ")))
    };
    posts::publish(tx, &Member::person(square, Role::Person), &draft)
}

/// The square's own account, made when it first has something to say. It is no person, and has no ties.
fn voice(tx: &Tx) -> Result<AccountId> {
    if let Some(id) = settings::service(tx)? {
        return Ok(id);
    }
    let name = settings::square(tx)?.name;
    let mut free = None;
    for username in ["square", "soulava", "system"] {
        if free.is_none() && accounts::by_name(tx, username, "")?.is_none() {
            free = Some(username.to_owned());
        }
    }
    let username = free.unwrap_or_else(|| format!("square_{}", tx.next_id()));
    let id = accounts::insert_service(tx, &username, &name)?;
    debug_assert_eq!(accounts::state_of(tx, id)?.0, Kind::Service, "it was just made one");
    settings::set_service(tx, id)?;
    Ok(id)
}

/// The language of somebody's pages: `en`, `nl` or `da`.
pub(super) fn locale(tx: &Tx, person: AccountId) -> Result<String> {
    Ok(match accounts::login(tx, person) {
        Ok(login) => login.locale,
        Err(crate::Error::Refused(_)) => "en".to_owned(),
        Err(broken) => return Err(broken),
    })
}

/// The square's public origin.
pub(crate) fn origin(tx: &Tx) -> Result<String> {
    settings::origin(tx)
}
