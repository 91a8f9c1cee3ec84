//! Signing in and out, a new password, and the proof of an address.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use serde::Deserialize;
use soulava_social::{Error, Refusal, accounts, limits, passwords, proofs, sessions};

use crate::fmt;
use crate::forms::Sent;
use crate::headers::Door;
use crate::page::{Answer, Errors, Frame, Place, Trouble, encode, see};
use crate::pages::shell::back;
use crate::session::Cookie;
use crate::visit::Visit;

/// One thing said, and where to go from here.
#[derive(Template)]
#[template(path = "note.html")]
pub struct Note {
    /// The frame.
    pub f: Frame,
    /// The h1.
    pub heading: String,
    /// A paragraph each.
    pub texts: Vec<String>,
    /// Path and words of one button; without words there is none.
    pub link: (String, String),
}

/// A page that says one thing.
pub fn note(visit: &Visit, heading: String, texts: Vec<String>, link: (&str, String)) -> Answer {
    let link = (link.0.to_owned(), link.1);
    visit.page(Place::Elsewhere, heading.clone(), |f| Note { f, heading, texts, link })
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignIn {
    f: Frame,
    app: Option<String>,
    said: String,
    back: String,
    email: String,
}

/// `?back=/path&said=reset`
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    back: String,
    said: String,
}

/// `GET /sign-in`
pub async fn show(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let app = app_name(&visit, &asked.back).await?;
    // The demo has doors instead of passwords, but an app that waits needs somebody to sign in here.
    if visit.signed().is_some() && asked.back.is_empty() {
        return Ok(see("/"));
    }
    let lang = visit.lang();
    let said = match asked.said.as_str() {
        "reset" => lang.t("reset-done"),
        "confirmed" => lang.t("confirm-done"),
        _ => String::new(),
    };
    let page = visit.page(Place::Elsewhere, lang.t("sign-title"), |f| SignIn {
        f,
        app,
        said,
        back: back(&asked.back),
        email: String::new(),
    })?;
    Ok(in_popup(page))
}

/// The name of the app that waits behind the sign-in page.
async fn app_name(visit: &Visit, path: &str) -> Result<Option<String>, Trouble> {
    let Some(query) = path.strip_prefix("/oauth/authorize?") else { return Ok(None) };
    let Some(client) = url::form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == "client_id") else {
        return Ok(None);
    };
    let client = client.1.into_owned();
    let app = visit.db().read(move |tx| soulava_social::oauth::app_by_client(tx, &client)).await?;
    Ok(app.map(|app| app.name))
}

fn in_popup(mut response: Response) -> Response {
    response.extensions_mut().insert(Door::Popup);
    response
}

/// The form of `POST /sign-in`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Tried {
    email: String,
    password: String,
    back: String,
}

/// `POST /sign-in`: the password is checked outside any transaction, and every try counts.
pub async fn enter(visit: Visit, headers: HeaderMap, sent: Sent<Tried>) -> Answer {
    let tried = sent.form;
    let lang = visit.lang();
    let name = tried.email.clone();
    let attempt = match visit.db().write(move |tx| sessions::attempt(tx, &name)).await {
        Ok(attempt) => attempt,
        Err(Error::Refused(Refusal::Limited { until, .. })) => {
            let wait = lang.with("sign-too-often", &[("time", &fmt::clock(lang, until))]);
            return wrong(&visit, tried, wait).await;
        }
        Err(error) => return Err(error.into()),
    };
    let (password, hash) = (tried.password.clone(), attempt.password_hash.clone());
    let good = visit.web().at_work(move || passwords::verify(&password, hash.as_deref())).await?;
    let Some(account) = attempt.account.filter(|_| good) else {
        return wrong(&visit, tried, lang.t("sign-wrong")).await;
    };
    let (agent, name) = (agent(&headers), tried.email.clone());
    let opened = visit.db().write(move |tx| {
        limits::clear(tx, "sign_in", &accounts::fold_name(name.trim()))?;
        sessions::open(tx, account, &agent)
    });
    match opened.await {
        Ok(secret) => Ok(signed_in(&visit, &secret, &back(&tried.back))),
        Err(Error::Refused(Refusal::Forbidden { why })) => {
            let why = lang.refusal("", "", &why);
            wrong(&visit, tried, why).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn wrong(visit: &Visit, tried: Tried, why: String) -> Answer {
    let app = app_name(visit, &tried.back).await?;
    let page = visit.again(Place::Elsewhere, visit.lang().t("sign-title"), Errors::one("email", why), |f| SignIn {
        f,
        app,
        said: String::new(),
        back: back(&tried.back),
        email: tried.email,
    })?;
    Ok(in_popup(page))
}

/// The browser, in its own words.
pub fn agent(headers: &HeaderMap) -> String {
    headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

/// On to `path`, with the session's cookie.
pub fn signed_in(visit: &Visit, secret: &str, path: &str) -> Response {
    let mut response = see(path);
    response.headers_mut().append(header::SET_COOKIE, Cookie::Session.write(secret, &visit.web().urls));
    response
}

/// `POST /sign-out`
pub async fn leave(visit: Visit, _sent: Sent<()>) -> Answer {
    if let Some(session) = visit.session().cloned() {
        visit.db().write(move |tx| sessions::close(tx, &session)).await?;
    }
    let mut response = see("/sign-out");
    response.headers_mut().append(header::SET_COOKIE, Cookie::Session.write("", &visit.web().urls));
    Ok(response)
}

/// `GET /sign-out`: what is seen afterwards.
pub async fn left(visit: Visit) -> Answer {
    if visit.signed().is_some() {
        return Ok(see("/settings#sign"));
    }
    let lang = visit.lang();
    note(&visit, lang.t("out-title"), vec![lang.t("out-text")], ("/", lang.t("trouble-back")))
}

#[derive(Template)]
#[template(path = "ask_mail.html")]
struct AskMail {
    f: Frame,
    heading: String,
    lede: String,
    action: &'static str,
    button: String,
    email: String,
}

/// An e-mail address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Address {
    email: String,
}

/// `GET /forgot`
pub async fn forgot(visit: Visit) -> Answer {
    visit.page(Place::Elsewhere, visit.lang().t("forgot-title"), |f| ask_reset(f, String::new()))
}

fn ask_reset(f: Frame, email: String) -> AskMail {
    let (heading, lede, button) = (f.t("forgot-title"), f.t("forgot-lede"), f.t("forgot-button"));
    AskMail { f, heading, lede, action: "/forgot", button, email }
}

/// `POST /forgot`: the answer is the same whoever has the address.
pub async fn send_reset(visit: Visit, sent: Sent<Address>) -> Answer {
    let (lang, email) = (visit.lang(), sent.form.email.trim().to_owned());
    if let Err(error) = accounts::check_email(&email) {
        let errors = visit.errors(error)?;
        return visit.again(Place::Elsewhere, lang.t("forgot-title"), errors, |f| ask_reset(f, email));
    }
    let to = email.clone();
    visit.db().write(move |tx| proofs::ask_reset(tx, &to)).await?;
    let text = lang.with("forgot-sent-text", &[("email", &email)]);
    note(&visit, lang.t("forgot-sent-title"), vec![text], ("/", lang.t("trouble-back")))
}

#[derive(Template)]
#[template(path = "reset.html")]
struct Reset {
    f: Frame,
}

/// `GET /reset/{token}`: nothing is used up by looking.
pub async fn reset(visit: Visit, Path(token): Path<String>) -> Answer {
    match visit.db().read(move |tx| proofs::may_reset(tx, &token)).await {
        Ok(_) => Ok(kept_here(visit.page(Place::Elsewhere, visit.lang().t("reset-title"), |f| Reset { f })?)),
        Err(error) => spent(&visit, error, "reset-spent", ("/forgot", visit.lang().t("reset-again"))),
    }
}

/// A new password.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewPassword {
    password: String,
}

/// `POST /reset/{token}`: sets the password and signs nobody in.
pub async fn set_password(visit: Visit, Path(token): Path<String>, sent: Sent<NewPassword>) -> Answer {
    let password = sent.form.password;
    if let Err(error) = passwords::check(&password, &[visit.square()]) {
        let errors = visit.errors(error)?;
        return Ok(kept_here(visit.again(Place::Elsewhere, visit.lang().t("reset-title"), errors, |f| Reset { f })?));
    }
    let hash = visit.web().at_work(move || passwords::hash(&password)).await??;
    match visit.db().write(move |tx| proofs::reset(tx, &token, &hash)).await {
        Ok(_) => Ok(see("/sign-in?said=reset")),
        Err(error) => spent(&visit, error, "reset-spent", ("/forgot", visit.lang().t("reset-again"))),
    }
}

/// A page about a link that is no good any more; anything else is passed on.
fn spent(visit: &Visit, error: Error, key: &str, link: (&str, String)) -> Answer {
    match error {
        Error::Refused(Refusal::Gone | Refusal::NotFound) => {
            let mut page = note(visit, visit.lang().t("trouble-gone"), vec![visit.lang().t(key)], link)?;
            *page.status_mut() = axum::http::StatusCode::GONE;
            Ok(page)
        }
        other => Err(other.into()),
    }
}

/// The address of a page with a secret in it is told to nobody else. Not `no-referrer`: browsers would then send
/// `Origin: null` with its form.
pub fn kept_here(mut response: Response) -> Response {
    response.headers_mut().insert(header::REFERRER_POLICY, header::HeaderValue::from_static("same-origin"));
    response
}

#[derive(Template)]
#[template(path = "confirm.html")]
struct Confirm {
    f: Frame,
    email: String,
}

/// `GET /confirm/{token}`: asks first, because mail programs open links by themselves.
pub async fn confirm(visit: Visit, Path(token): Path<String>) -> Answer {
    match visit.db().read(move |tx| proofs::may_confirm(tx, &token)).await {
        Ok(email) => {
            Ok(kept_here(visit.page(Place::Elsewhere, visit.lang().t("confirm-title"), |f| Confirm { f, email })?))
        }
        Err(error) => spent(&visit, error, "confirm-spent", ("/confirm", visit.lang().t("confirm-resend-button"))),
    }
}

/// `POST /confirm/{token}`
pub async fn confirmed(visit: Visit, Path(token): Path<String>, _sent: Sent<()>) -> Answer {
    let lang = visit.lang();
    let done = visit.db().write(move |tx| {
        let account = proofs::confirm(tx, &token)?;
        Ok(accounts::view(tx, account)?.state)
    });
    match done.await {
        Ok(accounts::State::Pending) => {
            note(&visit, lang.t("confirm-title"), vec![lang.t("confirm-done-pending")], ("/", lang.t("trouble-back")))
        }
        Ok(_) => Ok(see("/sign-in?said=confirmed")),
        Err(error) => spent(&visit, error, "confirm-spent", ("/confirm", lang.t("confirm-resend-button"))),
    }
}

/// `GET /confirm`: the letter did not come.
pub async fn unconfirmed(visit: Visit) -> Answer {
    visit.page(Place::Elsewhere, visit.lang().t("confirm-resend-title"), |f| ask_again(f, String::new()))
}

fn ask_again(f: Frame, email: String) -> AskMail {
    let (heading, button) = (f.t("confirm-resend-title"), f.t("confirm-resend-button"));
    AskMail { f, heading, lede: String::new(), action: "/confirm", button, email }
}

/// `POST /confirm`: the answer is the same whoever has the address.
pub async fn send_again(visit: Visit, sent: Sent<Address>) -> Answer {
    let (lang, email) = (visit.lang(), sent.form.email.trim().to_owned());
    if let Err(error) = accounts::check_email(&email) {
        let errors = visit.errors(error)?;
        return visit.again(Place::Elsewhere, lang.t("confirm-resend-title"), errors, |f| ask_again(f, email));
    }
    let to = email.clone();
    let again = visit.db().write(move |tx| match accounts::by_login(tx, &to)? {
        Some(account) => proofs::confirm_again(tx, account),
        None => Ok(()),
    });
    again.await?;
    let text = lang.with("forgot-sent-text", &[("email", &email)]);
    note(&visit, lang.t("forgot-sent-title"), vec![text], ("/", lang.t("trouble-back")))
}

/// The way to the sign-in page and back to `path`.
pub fn way_in(path: &str) -> String {
    format!("/sign-in?back={}", encode(path))
}
