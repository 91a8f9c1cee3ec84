//! What only the person and the host know of an account: address, role and how pages are liked.

use super::rows;
use crate::jobs::{self, Job};
use crate::mail::Letter;
use crate::posts::Visibility;
use crate::{AccountId, Member, Refusal, Result, Role, SessionId, Tx, oauth, sessions, settings};

/// A login as its owner sees it.
#[derive(Clone, Debug)]
pub struct Login {
    /// Whose.
    pub account: AccountId,
    /// Empty for people of a demo.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// When the address was proven, in milliseconds since 1970.
    pub confirmed_at: Option<i64>,
    /// When somebody said yes, or the door was open.
    pub approved_at: Option<i64>,
    /// What was said when the bell was rung.
    pub reason: String,
    /// Whose invitation it was.
    pub invited_by: Option<AccountId>,
    /// Of the pages: `en`, `nl` or `da`.
    pub locale: String,
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// Of new posts.
    pub default_visibility: Visibility,
    /// Whether pictures of new posts are hidden until asked for.
    pub default_sensitive: bool,
    /// Of new posts; empty: the locale.
    pub default_language: String,
    /// `default`, `show_all` or `hide_all`.
    pub expand_media: String,
    /// Whether texts behind a warning are shown at once.
    pub expand_spoilers: bool,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// Milliseconds since 1970.
    pub last_seen_at: Option<i64>,
}

/// The login of an account; stalls and shadows have none.
pub fn login(tx: &Tx, id: AccountId) -> Result<Login> {
    let row = rows::login(tx, id)?;
    Ok(Login {
        account: row.account,
        email: row.email,
        role: Role::parse(&row.role).unwrap_or(Role::Person),
        confirmed_at: row.confirmed_at,
        approved_at: row.approved_at,
        reason: row.reason,
        invited_by: row.invited_by,
        locale: row.locale,
        theme: row.theme,
        default_visibility: read_visibility(&row.default_visibility).unwrap_or(Visibility::Public),
        default_sensitive: row.default_sensitive,
        default_language: row.default_language,
        expand_media: row.expand_media,
        expand_spoilers: row.expand_spoilers,
        created_at: row.created_at,
        last_seen_at: row.last_seen_at,
    })
}

/// The stored password hash, for `passwords::verify` outside the transaction.
pub fn password_hash(tx: &Tx, id: AccountId) -> Result<Option<String>> {
    Ok(rows::password_hash(tx, id)?.flatten())
}

/// What a person changes about how pages and new posts are; `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct PreferencesChange {
    /// `en`, `nl` or `da`.
    pub locale: Option<String>,
    /// `system`, `light` or `dark`.
    pub theme: Option<String>,
    /// Of new posts.
    pub default_visibility: Option<Visibility>,
    /// Of new posts.
    pub default_sensitive: Option<bool>,
    /// Of new posts: BCP 47, or empty.
    pub default_language: Option<String>,
    /// `default`, `show_all` or `hide_all`.
    pub expand_media: Option<String>,
    /// Whether texts behind a warning are shown at once.
    pub expand_spoilers: Option<bool>,
}

/// Changes the person's own preferences, also when a stall speaks.
pub fn set_preferences(tx: &Tx, member: &Member, change: &PreferencesChange) -> Result<()> {
    let now = login(tx, member.person)?;
    let one_of = |field, given: &Option<String>, known: &[&str], before: String| match given {
        Some(word) if known.contains(&word.as_str()) => Ok(word.clone()),
        Some(_) => Err(Refusal::invalid_as(field, "ERR_INCLUSION", "is not one of the choices")),
        None => Ok(before),
    };
    let language = change.default_language.clone().unwrap_or(now.default_language);
    if !is_language(&language) {
        return Err(Refusal::invalid_as("source[language]", "ERR_INCLUSION", "is not a language"));
    }
    rows::update_preferences(
        tx,
        &rows::PreferencesRow {
            account: member.person,
            locale: one_of("locale", &change.locale, settings::PAGE_LANGUAGES, now.locale)?,
            theme: one_of("theme", &change.theme, &["system", "light", "dark"], now.theme)?,
            default_visibility: visibility_word(change.default_visibility.unwrap_or(now.default_visibility)).to_owned(),
            default_sensitive: change.default_sensitive.unwrap_or(now.default_sensitive),
            default_language: language,
            expand_media: one_of(
                "reading:expand:media",
                &change.expand_media,
                &["default", "show_all", "hide_all"],
                now.expand_media,
            )?,
            expand_spoilers: change.expand_spoilers.unwrap_or(now.expand_spoilers),
        },
    )
}

/// Stores a new password hash and ends every other session and every token. `keep` is the session that asked.
pub fn change_password(tx: &Tx, account: AccountId, password_hash: &str, keep: Option<SessionId>) -> Result<()> {
    if rows::set_password(tx, account, password_hash)? == 0 {
        return Err(Refusal::not_found());
    }
    sessions::end_all(tx, account, keep)?;
    oauth::end_all(tx, account)?;
    jobs::add(tx, &Job::Mail(Letter::PasswordChanged { account }))
}

/// Whether a text looks like a BCP 47 tag, or is empty.
pub(crate) fn is_language(tag: &str) -> bool {
    tag.is_empty()
        || (tag.len() <= 35
            && tag
                .split('-')
                .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
            && tag.as_bytes()[0].is_ascii_alphabetic())
}

/// A visibility as the API and the database write it.
pub(crate) fn visibility_word(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Public => "public",
        Visibility::Unlisted => "unlisted",
        Visibility::Private => "private",
        Visibility::Direct => "direct",
    }
}

fn read_visibility(word: &str) -> Option<Visibility> {
    Some(match word {
        "public" => Visibility::Public,
        "unlisted" => Visibility::Unlisted,
        "private" => Visibility::Private,
        "direct" => Visibility::Direct,
        _ => return None,
    })
}
