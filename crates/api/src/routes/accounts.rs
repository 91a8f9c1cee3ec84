//! Accounts: signing up and looking up. <https://docs.joinmastodon.org/methods/accounts/>

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};
use soulava_social::accounts::{self, AccountView, NewPerson, SignUpForm, State};
use soulava_social::{AccountId, Error, Refusal, Tx, invitations, oauth, passwords, proofs};

use crate::entities::{Account, Token};
use crate::reply::{self, Failure};
use crate::{App, Asker, Caller, Id, Json, Params, Reply, Signed};

/// Most accounts that one request asks for by id.
const IDS_MAX: usize = 40;

/// The form of `POST /api/v1/accounts`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SignUp {
    username: String,
    email: String,
    password: String,
    agreement: bool,
    locale: String,
    reason: String,
    invite_code: String,
}

/// <https://docs.joinmastodon.org/methods/accounts/#create>
pub async fn sign_up(app: App, Caller(access): Caller, Params(form, _): Params<SignUp>) -> Reply<Token> {
    if !access.scopes.allows("write:accounts") {
        return Err(Failure::new(StatusCode::FORBIDDEN, "This action is outside the authorized scopes"));
    }
    check(&form)?;
    let SignUp { username, email, password, locale, reason, invite_code, .. } = form;
    let password_hash = app.hasher.run(move || passwords::hash(&password)).await??;
    let person = NewPerson {
        email: Some(email),
        password_hash: Some(password_hash),
        locale,
        reason,
        ..NewPerson::named(&username)
    };
    let sign_up = SignUpForm { person, mail_leaves: app.settings.smtp, quiet: false };
    let token = app
        .db
        .write(move |tx| {
            let account = if invite_code.is_empty() {
                accounts::sign_up(tx, &sign_up)?.account().ok_or_else(Refusal::not_found)?
            } else {
                invitations::accept(tx, &invite_code, &sign_up.person)?
            };
            oauth::token_for_newcomer(tx, access.app, account, &access.scopes)
        })
        .await?;
    Ok(Json(Token::new(&token)))
}

/// Says all that is wrong at once, as Mastodon does.
fn check(form: &SignUp) -> Result<(), Failure> {
    let name = form.username.as_str();
    let personal = [name, form.email.split('@').next().unwrap_or_default()];
    let mut failures: Vec<Failure> = [
        accounts::check_username(name).err(),
        accounts::check_email(&form.email).err(),
        passwords::check(&form.password, &personal).err(),
    ]
    .into_iter()
    .flatten()
    .map(Failure::from)
    .collect();
    if !form.agreement {
        failures.push(Failure::field("agreement", "ERR_ACCEPTED", "must be accepted"));
    }
    match failures.len() {
        0 => Ok(()),
        1 => Err(failures.remove(0)),
        _ => Err(all_of(&failures)),
    }
}

fn all_of(failures: &[Failure]) -> Failure {
    const BEGINNING: &str = "Validation failed: ";
    let mut details = serde_json::Map::new();
    let mut sentences = Vec::new();
    for failure in failures {
        sentences.extend(failure.body["error"].as_str().map(|text| text.trim_start_matches(BEGINNING)));
        details.extend(
            failure.body["details"].as_object().into_iter().flatten().map(|(field, why)| (field.clone(), why.clone())),
        );
    }
    let body = json!({ "error": format!("{BEGINNING}{}", sentences.join(", ")), "details": details });
    Failure { body, ..Failure::new(StatusCode::UNPROCESSABLE_ENTITY, "") }
}

/// Somebody who came in; whoever waits at the door is nobody yet.
fn shown(view: Arc<AccountView>) -> Result<Arc<AccountView>, Error> {
    match view.state {
        State::Active | State::Shadow | State::Suspended => Ok(view),
        State::Deleted => Err(Error::Refused(Refusal::Gone)),
        State::Pending | State::Unconfirmed => Err(Refusal::not_found()),
    }
}

/// <https://docs.joinmastodon.org/methods/accounts/#get>
pub async fn get(app: App, Id(id): Id<AccountId>) -> Reply<Account> {
    let view = app.db.read(move |tx| shown(accounts::view(tx, id)?)).await?;
    Ok(Json(Account::new(&view, &app.urls)))
}

/// Ids of a request.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    id: Vec<String>,
}

/// <https://docs.joinmastodon.org/methods/accounts/#index>
pub async fn some(app: App, Params(form, _): Params<Wanted>) -> Reply<Vec<Account>> {
    let ids: Vec<AccountId> = form.id.iter().take(IDS_MAX).filter_map(|id| AccountId::parse(id)).collect();
    let views = app.db.read(move |tx| accounts::views(tx, &ids)).await?;
    Ok(Json(views.into_iter().filter_map(|view| shown(view).ok()).map(|view| Account::new(&view, &app.urls)).collect()))
}

/// A handle to look up.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Handle {
    acct: String,
}

/// <https://docs.joinmastodon.org/methods/accounts/#lookup>
pub async fn lookup(app: App, Params(form, _): Params<Handle>) -> Reply<Account> {
    let (name, domain) = handle(&app, &form.acct);
    let view = app
        .db
        .read(move |tx| {
            let id = accounts::by_name(tx, &name, &domain)?.ok_or_else(Refusal::not_found)?;
            shown(accounts::view(tx, id)?)
        })
        .await?;
    Ok(Json(Account::new(&view, &app.urls)))
}

/// Name and domain of `@name@host`; our own host is the empty domain.
fn handle(app: &App, text: &str) -> (String, String) {
    let text = text.trim();
    let (name, domain) =
        text.strip_prefix('@').unwrap_or(text).split_once('@').unwrap_or((text.trim_start_matches('@'), ""));
    let domain = if domain.eq_ignore_ascii_case(app.urls.host()) { "" } else { domain };
    (name.to_owned(), domain.to_owned())
}

/// What is searched.
#[derive(Debug, Deserialize)]
#[serde(default)]
pub struct Search {
    q: String,
    limit: u32,
    offset: u32,
    following: bool,
}

impl Default for Search {
    fn default() -> Self {
        Self { q: String::new(), limit: 40, offset: 0, following: false }
    }
}

/// <https://docs.joinmastodon.org/methods/accounts/#search>
pub async fn search(
    app: App,
    Signed(member): Signed,
    Asker(viewer): Asker,
    Params(form, _): Params<Search>,
) -> Reply<Vec<Account>> {
    let own_host = format!("@{}", app.urls.host());
    let views = app
        .db
        .read_heavy(move |tx: &Tx| {
            let words = form.q.strip_suffix(own_host.as_str()).unwrap_or(&form.q);
            let following = form.following.then_some(member.account);
            let ids = accounts::search(tx, &viewer, words, following, form.limit.clamp(1, 80), form.offset)?;
            accounts::views(tx, &ids)
        })
        .await?;
    Ok(Json(views.iter().map(|view| Account::new(view, &app.urls)).collect()))
}

/// The order and slice of the directory.
#[derive(Debug, Deserialize)]
#[serde(default)]
pub struct Directory {
    order: String,
    limit: u32,
    offset: u32,
}

impl Default for Directory {
    fn default() -> Self {
        Self { order: "active".to_owned(), limit: 40, offset: 0 }
    }
}

/// <https://docs.joinmastodon.org/methods/directory/>
pub async fn directory(app: App, Params(form, _): Params<Directory>) -> Reply<Vec<Account>> {
    let views = app
        .db
        .read_heavy(move |tx| {
            let ids = accounts::directory(tx, form.order == "new", form.limit.clamp(1, 80), form.offset)?;
            accounts::views(tx, &ids)
        })
        .await?;
    Ok(Json(views.iter().map(|view| Account::new(view, &app.urls)).collect()))
}

/// The form of `POST /api/v1/emails/confirmations`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Confirmation {
    email: Option<String>,
}

/// <https://docs.joinmastodon.org/methods/emails/#confirmation>
pub async fn confirm_again(
    app: App,
    Caller(access): Caller,
    Params(form, _): Params<Confirmation>,
) -> Result<Response, Failure> {
    let account = access.account.ok_or_else(no_person)?;
    app.db
        .write(move |tx| {
            if accounts::login(tx, account)?.confirmed_at.is_some() {
                return Err(Refusal::forbidden(
                    "This method is only available while the e-mail is awaiting confirmation",
                ));
            }
            match form.email.as_deref().filter(|email| !email.trim().is_empty()) {
                Some(email) => proofs::change_unconfirmed_email(tx, account, email),
                None => proofs::confirm_again(tx, account),
            }
        })
        .await?;
    Ok(reply::done())
}

/// `GET /api/v1/emails/check_confirmation`: whether the address is confirmed.
pub async fn is_confirmed(app: App, Caller(access): Caller) -> Reply<Value> {
    let account = access.account.ok_or_else(no_person)?;
    let login = app.db.read(move |tx| accounts::login(tx, account)).await?;
    Ok(Json(json!(login.confirmed_at.is_some())))
}

fn no_person() -> Failure {
    Failure::new(StatusCode::UNPROCESSABLE_ENTITY, "This method requires an authenticated user")
}
