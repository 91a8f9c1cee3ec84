//! How accounts begin: made by a host, invited, after ringing the bell, or by open sign-up.

use super::{State, check_display_name, check_email, check_username, fold_email, is_reserved, rows};
use crate::event::Event;
use crate::jobs::{self, Job};
use crate::mail::Letter;
use crate::settings::{self, SignUp};
use crate::{AccountId, Refusal, Result, Role, Tx, effects};

/// The longest answer to "why would you like to come in", in characters.
pub const REASON_CHARS_MAX: usize = 1_000;
/// Most accounts one import unit may name.
pub const SHADOWS_MAX: usize = 100;

/// Somebody who gets a login.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// As typed; kept as small letters.
    pub username: String,
    /// Empty: the username is shown.
    pub display_name: String,
    /// Where letters go; none for people of a demo.
    pub email: Option<String>,
    /// From `passwords::hash`; none: cannot sign in with a password.
    pub password_hash: Option<String>,
    /// What they may do.
    pub role: Role,
    /// Of the pages: `en`, `nl` or `da`.
    pub locale: String,
    /// Where the account begins: `Active`, `Unconfirmed` or `Pending`.
    pub state: State,
    /// What was said when the bell was rung.
    pub reason: String,
    /// Whose invitation it was.
    pub invited_by: Option<AccountId>,
}

impl NewPerson {
    /// A person of this name who may act at once; the rest is filled in by the caller.
    pub fn named(username: &str) -> Self {
        Self {
            username: username.to_owned(),
            display_name: String::new(),
            email: None,
            password_hash: None,
            role: Role::Person,
            locale: "en".to_owned(),
            state: State::Active,
            reason: String::new(),
            invited_by: None,
        }
    }
}

/// Makes an account with a login, its counters and nothing else, and records that it came in or asks to.
pub fn create_person(tx: &Tx, new: &NewPerson) -> Result<AccountId> {
    let username = check_username(&new.username)?;
    let display_name = check_display_name(&new.display_name)?;
    let email = new.email.as_deref().map(check_email).transpose()?.unwrap_or_default();
    let email_folded = fold_email(&email);
    if new.reason.chars().count() > REASON_CHARS_MAX {
        return Err(Refusal::invalid_as(
            "reason",
            "ERR_TOO_LONG",
            format!("is too long (maximum is {REASON_CHARS_MAX} characters)"),
        ));
    }
    check_name_is_free(tx, &username)?;
    if !email_folded.is_empty() && rows::login_by_email(tx, &email_folded)?.is_some() {
        return Err(email_taken());
    }
    let id = insert_account(tx, "person", new.state, &username, &display_name)?;
    let confirmed = (new.state == State::Active).then(|| tx.now());
    rows::insert_login(
        tx,
        &rows::NewLogin {
            account: id,
            email: &email,
            email_folded: &email_folded,
            password_hash: new.password_hash.as_deref(),
            role: new.role,
            confirmed_at: confirmed,
            approved_at: confirmed,
            reason: new.reason.trim(),
            invited_by: new.invited_by,
            locale: settings::page_language(&new.locale),
        },
    )?;
    match new.state {
        State::Active => effects::record(tx, Event::CameIn(id))?,
        State::Pending => effects::record(tx, Event::AskedIn(id))?,
        _ => {}
    }
    Ok(id)
}

/// What a passer-by filled in.
#[derive(Clone, Debug)]
pub struct SignUpForm {
    /// The person; `state`, `role` and `invited_by` are ours to decide.
    pub person: NewPerson,
    /// Whether letters really leave this square.
    pub mail_leaves: bool,
    /// Answer a taken address like a free one, and tell its owner by mail. Only where mail leaves.
    pub quiet: bool,
}

/// What became of a sign-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedUp {
    /// Usable now.
    In(AccountId),
    /// A letter was sent; the link in it opens the door.
    AskedToConfirm(Option<AccountId>),
    /// The bell was rung; somebody will answer.
    Rang(Option<AccountId>),
}

impl SignedUp {
    /// The account, unless the address was taken and the answer is only polite.
    pub fn account(self) -> Option<AccountId> {
        match self {
            Self::In(id) => Some(id),
            Self::AskedToConfirm(id) | Self::Rang(id) => id,
        }
    }
}

/// Signs somebody up as the square allows: at once, after a letter, or after an answer to the bell.
pub fn sign_up(tx: &Tx, form: &SignUpForm) -> Result<SignedUp> {
    let mode = settings::square(tx)?.sign_up;
    let state = match mode {
        SignUp::Open if form.mail_leaves => State::Unconfirmed,
        SignUp::Open => State::Active,
        SignUp::Approval => State::Pending,
        SignUp::Invitation => return Err(Refusal::forbidden("This square is entered by invitation.")),
        SignUp::Closed => return Err(Refusal::forbidden("This square takes nobody in at the moment.")),
    };
    let username = check_username(&form.person.username)?;
    if is_reserved(&username) {
        return Err(Refusal::invalid_as("username", "ERR_RESERVED", "is kept for the square itself"));
    }
    let email = check_email(form.person.email.as_deref().unwrap_or_default())?;
    if mode == SignUp::Approval && form.person.reason.trim().is_empty() {
        return Err(Refusal::invalid_as("reason", "ERR_BLANK", "can't be blank"));
    }
    let person = NewPerson { role: Role::Person, state, invited_by: None, ..form.person.clone() };
    if let Some(owner) = rows::login_by_email(tx, &fold_email(&email))?.filter(|_| form.quiet && form.mail_leaves) {
        check_name_is_free(tx, &username)?;
        jobs::add(tx, &Job::Mail(Letter::AlreadyHere { account: owner }))?;
        return Ok(if state == State::Pending { SignedUp::Rang(None) } else { SignedUp::AskedToConfirm(None) });
    }
    let id = create_person(tx, &person)?;
    Ok(match state {
        State::Active => SignedUp::In(id),
        State::Pending => SignedUp::Rang(Some(id)),
        _ => {
            jobs::add(tx, &Job::Mail(Letter::Confirm { account: id }))?;
            SignedUp::AskedToConfirm(Some(id))
        }
    })
}

/// Makes accounts for people an import names: shown, but nobody can sign in or act as them.
///
/// Answers their ids in the order of `names`; a username is made of each and never collides.
pub fn create_shadows(tx: &Tx, names: &[String]) -> Result<Vec<AccountId>> {
    if names.len() > SHADOWS_MAX {
        return Err(Refusal::invalid("names", format!("are too many (maximum is {SHADOWS_MAX})")));
    }
    names.iter().map(|name| create_shadow(tx, name)).collect()
}

fn create_shadow(tx: &Tx, name: &str) -> Result<AccountId> {
    let shown: String = super::one_line(name).chars().take(super::DISPLAY_NAME_CHARS_MAX).collect();
    let id = tx.next_id();
    let plain: String =
        super::fold_name(name).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let plain: String = plain.trim_matches('_').chars().take(20).collect();
    let wanted = if plain.is_empty() { format!("somebody_{}", id % 1_000_000_000) } else { plain.clone() };
    let free = !is_reserved(&wanted)
        && rows::by_name(tx, &wanted, "")?.is_none()
        && !rows::is_gone_name(tx, &crate::secrets::hash(&wanted))?;
    let username =
        if free { wanted } else { format!("{plain}_{}", id % 1_000_000_000).trim_start_matches('_').to_owned() };
    insert_account_as(tx, AccountId(id), "person", State::Shadow, &username, &shown)?;
    Ok(AccountId(id))
}

/// Refuses a username that somebody has, or had before they left.
pub(crate) fn check_name_is_free(tx: &Tx, username: &str) -> Result<()> {
    if rows::by_name(tx, username, "")?.is_some() || rows::is_gone_name(tx, &crate::secrets::hash(username))? {
        return Err(Refusal::invalid_as("username", "ERR_TAKEN", "has already been taken"));
    }
    Ok(())
}

/// Stores a bare account with its counters. The caller checked the names.
fn insert_account(tx: &Tx, kind: &str, state: State, username: &str, display_name: &str) -> Result<AccountId> {
    let id = AccountId(tx.next_id());
    insert_account_as(tx, id, kind, state, username, display_name)?;
    Ok(id)
}

fn insert_account_as(
    tx: &Tx,
    id: AccountId,
    kind: &str,
    state: State,
    username: &str,
    display_name: &str,
) -> Result<()> {
    let seed = i64::from_be_bytes(tx.random::<8>()) & 0x7fff_ffff;
    let inserted = rows::insert(tx, id, kind, state.as_str(), username, display_name, seed);
    // Two people may ask for one name at the same moment; the index decides.
    match inserted {
        Err(crate::Error::Broken(soulava_store::Error::Unique(_))) => {
            Err(Refusal::invalid_as("username", "ERR_TAKEN", "has already been taken"))
        }
        other => other,
    }?;
    rows::insert_counters(tx, id)
}

fn email_taken() -> crate::Error {
    Refusal::invalid_as("email", "ERR_TAKEN", "has already been taken")
}

/// Stores a stall's account. The caller checked the names.
pub(crate) fn insert_stall(tx: &Tx, username: &str, display_name: &str) -> Result<AccountId> {
    insert_account(tx, "stall", State::Active, username, display_name)
}

/// Stores the square's own account: no person, not suggested to anybody.
pub(crate) fn insert_service(tx: &Tx, username: &str, display_name: &str) -> Result<AccountId> {
    let shown: String = display_name.chars().take(super::DISPLAY_NAME_CHARS_MAX).collect();
    let id = insert_account(tx, "service", State::Active, username, &shown)?;
    rows::mark_as_service(tx, id)?;
    Ok(id)
}
