//! Browser sessions: a secret in a cookie, its hash in a row.

mod rows;

use crate::accounts::{self, State};
use crate::{AccountId, Member, Notice, Refusal, Result, Role, SessionId, Tx, limits, secrets};

/// A session nobody used for this long is over: 14 days, in milliseconds.
pub const IDLE_MS: i64 = 14 * DAY_MS;
/// A session is over after this long whatever happens: 90 days, in milliseconds.
pub const ABSOLUTE_MS: i64 = 90 * DAY_MS;
/// Most sessions of one person; the oldest goes.
pub const SESSIONS_MAX: usize = 20;
/// How often the last use is written down, in milliseconds.
const TOUCH_MS: i64 = 3_600_000;
/// Wrong or right, so many tries to sign in to one account in an hour.
pub const ATTEMPTS_MAX: i64 = 10;
const DAY_MS: i64 = 86_400_000;

/// Somebody signed in with a browser.
#[derive(Clone, Debug)]
pub struct Session {
    /// The row.
    pub id: SessionId,
    /// Who.
    pub member: Member,
    /// What every form of theirs carries.
    pub csrf: String,
    /// Of the pages.
    pub locale: String,
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// The door should call [`touch`]: the last use is older than an hour.
    pub stale: bool,
}

impl Session {
    /// Whether a form carries this session's own token; takes the same time for every wrong one.
    pub fn is_own_form(&self, csrf: &str) -> bool {
        secrets::same(self.csrf.as_bytes(), csrf.as_bytes())
    }
}

/// A session in the owner's list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The row.
    pub id: SessionId,
    /// The browser, in its own words.
    pub user_agent: String,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// Milliseconds since 1970, to the hour.
    pub used_at: i64,
}

/// What the door needs to check a password outside the transaction.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// None: nobody has this name; the answer must not tell.
    pub account: Option<AccountId>,
    /// For `passwords::verify`.
    pub password_hash: Option<String>,
}

/// Counts a try to sign in and answers what to check the password against. Run it in a unit of its own,
/// so that the count stays when the password is wrong.
pub fn attempt(tx: &Tx, email_or_name: &str) -> Result<Attempt> {
    limits::take(tx, "sign_in", &accounts::fold_name(email_or_name.trim()), ATTEMPTS_MAX, 3_600_000)?;
    let account = accounts::by_login(tx, email_or_name)?;
    let password_hash = account.map(|id| accounts::password_hash(tx, id)).transpose()?.flatten();
    Ok(Attempt { account, password_hash })
}

/// Opens a session for somebody whose password or link was checked, and answers the secret for the cookie.
///
/// Refuses who may not act yet or any more, with the reason; only call it once the proof is good.
pub fn open(tx: &Tx, account: AccountId, user_agent: &str) -> Result<String> {
    check_may_sign_in(tx, account)?;
    let (secret, csrf, now) = (secrets::make(tx), tx.random::<32>(), tx.now());
    let agent: String = accounts::one_line(user_agent).chars().take(200).collect();
    let id = SessionId(tx.next_id());
    rows::insert(tx, id, &secrets::hash(&secret), &csrf, account, &agent, now, now + ABSOLUTE_MS)?;
    rows::keep_newest(tx, account, SESSIONS_MAX as i64)?;
    accounts::rows::seen(tx, account)?;
    Ok(secret)
}

/// Whether this account may sign in; the refusal says why not.
pub fn check_may_sign_in(tx: &Tx, account: AccountId) -> Result<()> {
    let (kind, state) = accounts::state_of(tx, account)?;
    match state {
        State::Active if kind == accounts::Kind::Person => Ok(()),
        State::Active => Err(Refusal::forbidden("A stall cannot sign in. Its keepers speak for it.")),
        State::Unconfirmed => {
            Err(Refusal::forbidden("Your e-mail address is not confirmed yet. Open the link in our letter."))
        }
        State::Pending => Err(Refusal::forbidden("The bell was rung. Somebody will let you in soon.")),
        State::Suspended => Err(Refusal::forbidden("Your login is currently disabled")),
        State::Shadow | State::Deleted => Err(Refusal::not_found()),
    }
}

/// The session of a cookie, when it is still good and its account may act.
pub fn find(tx: &Tx, secret: &str) -> Result<Option<Session>> {
    if secret.is_empty() || secret.len() > secrets::SHOWN_BYTES_MAX {
        return Ok(None);
    }
    let now = tx.now();
    let Some(row) = rows::find(tx, &secrets::hash(secret))? else { return Ok(None) };
    if row.state != "active" || now >= row.expires_at || now >= row.used_at + IDLE_MS {
        return Ok(None);
    }
    let role = Role::parse(&row.role).unwrap_or(Role::Person);
    Ok(Some(Session {
        id: row.id,
        member: Member::person(row.account, role),
        csrf: secrets::encode(&row.csrf),
        locale: row.locale,
        theme: row.theme,
        stale: now - row.used_at > TOUCH_MS,
    }))
}

/// Writes down that the session was used.
pub fn touch(tx: &Tx, session: &Session) -> Result<()> {
    rows::touch(tx, session.id, tx.now())?;
    accounts::rows::seen(tx, session.member.person)?;
    Ok(())
}

/// Signs out.
pub fn close(tx: &Tx, session: &Session) -> Result<()> {
    rows::delete(tx, session.member.person, session.id)?;
    tx.announce(Notice::AccessEnded(session.member.person));
    Ok(())
}

/// Ends one session of the member's list.
pub fn close_one(tx: &Tx, member: &Member, id: SessionId) -> Result<()> {
    if rows::delete(tx, member.person, id)? == 0 {
        return Err(Refusal::not_found());
    }
    tx.announce(Notice::AccessEnded(member.person));
    Ok(())
}

/// Ends all sessions but this one.
pub fn close_others(tx: &Tx, session: &Session) -> Result<()> {
    end_all(tx, session.member.person, Some(session.id))
}

/// Ends the sessions of an account, all or all but one.
pub fn end_all(tx: &Tx, account: AccountId, keep: Option<SessionId>) -> Result<()> {
    rows::delete_others(tx, account, keep.unwrap_or(SessionId(0)))?;
    tx.announce(Notice::AccessEnded(account));
    Ok(())
}

/// The member's sessions, last used first.
pub fn list(tx: &Tx, member: &Member) -> Result<Vec<Listed>> {
    let rows = rows::list(tx, member.person, tx.now())?;
    Ok(rows
        .into_iter()
        .map(|(id, user_agent, created_at, used_at)| Listed { id, user_agent, created_at, used_at })
        .collect())
}

/// Removes sessions that are over, at most `most`; answers how many.
pub fn sweep(tx: &Tx, most: i64) -> Result<u64> {
    rows::delete_over(tx, tx.now(), tx.now() - IDLE_MS, most)
}
