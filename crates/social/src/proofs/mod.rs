//! Links that prove something once: an e-mail address, the right to a new password, the first host.

mod rows;

use crate::accounts::{self, State, rows as account_rows};
use crate::event::Event;
use crate::jobs::{self, Job};
use crate::mail::{self, Letter};
use crate::{AccountId, Refusal, Result, Tx, effects, secrets};

/// How long a link to confirm an address works: a day, in milliseconds.
pub const CONFIRM_MS: i64 = 86_400_000;
/// How long a link to a new password works: half an hour, in milliseconds.
pub const RESET_MS: i64 = 30 * 60_000;
/// How long a link to begin a square works: seven days, in milliseconds. `serve` prints a new one each time.
pub const BEGIN_MS: i64 = 7 * 86_400_000;

/// A new secret for the link that confirms this account's address.
pub(crate) fn confirm_token(tx: &Tx, account: AccountId) -> Result<String> {
    let email = accounts::login(tx, account)?.email;
    make(tx, "confirm", Some(account), &email, CONFIRM_MS)
}

/// A new secret for the link to a new password.
pub(crate) fn reset_token(tx: &Tx, account: AccountId) -> Result<String> {
    make(tx, "reset", Some(account), "", RESET_MS)
}

/// A new secret for `/begin`; the ones before it end.
pub(crate) fn begin_token(tx: &Tx) -> Result<String> {
    rows::delete_purpose(tx, "begin")?;
    make(tx, "begin", None, "", BEGIN_MS)
}

/// Whether the link to begin is good; nothing is used up.
pub fn may_begin(tx: &Tx, secret: &str) -> Result<()> {
    look(tx, "begin", secret).map(drop)
}

/// Uses up the link to begin.
pub(crate) fn use_begin(tx: &Tx, secret: &str) -> Result<()> {
    consume(tx, "begin", secret).map(drop)
}

/// Which address the link would confirm; nothing is used up.
pub fn may_confirm(tx: &Tx, secret: &str) -> Result<String> {
    look(tx, "confirm", secret).map(|row| row.email)
}

/// Confirms an address with the secret of the letter. An account that waited for nothing else comes in.
pub fn confirm(tx: &Tx, secret: &str) -> Result<AccountId> {
    let row = consume(tx, "confirm", secret)?;
    let account = row.account.ok_or_else(Refusal::not_found)?;
    if accounts::login(tx, account)?.email != row.email {
        return Err(gone());
    }
    account_rows::confirm(tx, account)?;
    if accounts::state_of(tx, account)?.1 == State::Unconfirmed {
        account_rows::approve(tx, account)?;
        account_rows::set_state(tx, account, State::Active.as_str(), tx.now())?;
        effects::record(tx, Event::CameIn(account))?;
    }
    Ok(account)
}

/// Sends the letter of confirmation again, at most three in an hour. Says nothing about who has an account.
pub fn confirm_again(tx: &Tx, account: AccountId) -> Result<()> {
    let login = accounts::login(tx, account)?;
    if login.confirmed_at.is_some() || login.email.is_empty() {
        return Ok(());
    }
    mail::take(tx, &login.email)?;
    jobs::add(tx, &Job::Mail(Letter::Confirm { account }))
}

/// Confirms by a host's word, or changes an address that is not confirmed yet.
pub fn change_unconfirmed_email(tx: &Tx, account: AccountId, email: &str) -> Result<()> {
    let login = accounts::login(tx, account)?;
    if login.confirmed_at.is_some() {
        return Err(Refusal::forbidden("This method is only available while the e-mail is awaiting confirmation"));
    }
    let email = accounts::check_email(email)?;
    let folded = accounts::fold_email(&email);
    if account_rows::login_by_email(tx, &folded)?.is_some_and(|owner| owner != account) {
        return Err(Refusal::invalid_as("email", "ERR_TAKEN", "has already been taken"));
    }
    rows::delete_of(tx, account)?;
    account_rows::set_email(tx, account, &email, &folded)?;
    confirm_again(tx, account)
}

/// Asks for a link to a new password. The answer is the same whether or not somebody has this address.
pub fn ask_reset(tx: &Tx, email: &str) -> Result<()> {
    mail::take(tx, email)?;
    if let Some(account) = account_rows::login_by_email(tx, &accounts::fold_email(email))? {
        jobs::add(tx, &Job::Mail(Letter::Reset { account }))?;
    }
    Ok(())
}

/// Whose password the link would change; nothing is used up.
pub fn may_reset(tx: &Tx, secret: &str) -> Result<AccountId> {
    look(tx, "reset", secret)?.account.ok_or_else(Refusal::not_found)
}

/// Changes the password with the secret of the letter, and ends every session and token. Nobody is signed in by it.
pub fn reset(tx: &Tx, secret: &str, password_hash: &str) -> Result<AccountId> {
    let account = consume(tx, "reset", secret)?.account.ok_or_else(Refusal::not_found)?;
    rows::delete_of(tx, account)?;
    // Whoever reads the address's letters has proven the address as well.
    account_rows::confirm(tx, account)?;
    accounts::change_password(tx, account, password_hash, None)?;
    Ok(account)
}

/// Makes a link for the demo's doors; it works as often as it is opened until the demo ends.
pub fn demo_token(tx: &Tx, account: AccountId, valid_ms: i64) -> Result<String> {
    make(tx, "demo", Some(account), "", valid_ms)
}

/// Who walks through a door of the demo.
pub fn demo_door(tx: &Tx, secret: &str) -> Result<AccountId> {
    look(tx, "demo", secret)?.account.ok_or_else(Refusal::not_found)
}

/// Removes proofs that are over, at most `most`; answers how many.
pub(crate) fn sweep(tx: &Tx, most: i64) -> Result<u64> {
    rows::delete_over(tx, tx.now(), most)
}

fn make(tx: &Tx, purpose: &'static str, account: Option<AccountId>, email: &str, valid_ms: i64) -> Result<String> {
    let secret = secrets::make(tx);
    rows::insert(tx, &secrets::hash(&secret), purpose, account, email, tx.now(), tx.now() + valid_ms)?;
    Ok(secret)
}

fn look(tx: &Tx, purpose: &'static str, secret: &str) -> Result<rows::ProofRow> {
    if secret.len() > secrets::SHOWN_BYTES_MAX {
        return Err(Refusal::not_found());
    }
    let row = rows::find(tx, &secrets::hash(secret), purpose)?.ok_or_else(Refusal::not_found)?;
    if row.used_at.is_some() || tx.now() >= row.expires_at {
        return Err(gone());
    }
    Ok(row)
}

fn consume(tx: &Tx, purpose: &'static str, secret: &str) -> Result<rows::ProofRow> {
    let row = look(tx, purpose, secret)?;
    rows::use_up(tx, &secrets::hash(secret), tx.now())?;
    Ok(row)
}

fn gone() -> crate::Error {
    crate::Error::Refused(Refusal::Gone)
}
