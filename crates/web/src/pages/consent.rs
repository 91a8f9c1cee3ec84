//! The consent page: an app asks, a person decides. <https://docs.joinmastodon.org/methods/oauth/#authorize>

use std::sync::Arc;

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use soulava_social::accounts::{self, AccountView};
use soulava_social::oauth::{self, Authorize, Checked, Scopes};
use soulava_social::{AccountId, Error, Refusal, stalls};

use crate::forms::Sent;
use crate::headers::Door;
use crate::i18n::Lang;
use crate::page::{Answer, Frame, Place, see};
use crate::pages::sign::{note, way_in};
use crate::visit::Visit;

/// What the app asks: the query of the page, and hidden fields of its form.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Ask {
    client_id: String,
    redirect_uri: String,
    response_type: String,
    scope: String,
    state: Option<String>,
    code_challenge: String,
    code_challenge_method: String,
    force_login: String,
    lang: String,
    code: String,
    answer: String,
    r#as: String,
}

impl Ask {
    fn authorize(&self) -> Authorize {
        Authorize {
            client_id: self.client_id.clone(),
            redirect_uri: self.redirect_uri.clone(),
            response_type: self.response_type.clone(),
            scope: self.scope.clone(),
            state: self.state.clone(),
            code_challenge: self.code_challenge.clone(),
            code_challenge_method: self.code_challenge_method.clone(),
            stall: AccountId::parse(&self.r#as),
        }
    }

    /// The fields that come back with the answer.
    fn pairs(&self) -> Vec<(&'static str, String)> {
        let all = [
            ("client_id", &self.client_id),
            ("redirect_uri", &self.redirect_uri),
            ("response_type", &self.response_type),
            ("scope", &self.scope),
            ("code_challenge", &self.code_challenge),
            ("code_challenge_method", &self.code_challenge_method),
        ];
        let mut pairs: Vec<_> = all.into_iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| (k, v.clone())).collect();
        pairs.extend(self.state.clone().map(|state| ("state", state)));
        pairs
    }

    /// The page again, without the wish to sign in anew.
    fn path(&self) -> String {
        let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(self.pairs()).finish();
        format!("/oauth/authorize?{query}")
    }

    fn back(&self, answer: &[(&str, &str)]) -> Response {
        let mut answer = answer.to_vec();
        if let Some(state) = &self.state {
            answer.push(("state", state));
        }
        let to = oauth::redirect_with(&self.redirect_uri, &answer);
        Redirect::to(&to).into_response()
    }
}

#[derive(Template)]
#[template(path = "consent.html")]
struct Consent {
    f: Frame,
    app: String,
    website: String,
    hidden: Vec<(&'static str, String)>,
    may: Vec<(String, String)>,
    stalls: Vec<Arc<AccountView>>,
    place: String,
}

#[derive(Template)]
#[template(path = "consent_code.html")]
struct Code {
    f: Frame,
    app: String,
    code: String,
}

/// `GET /oauth/authorize`
pub async fn show(visit: Visit, Query(ask): Query<Ask>) -> Answer {
    let asked = ask.authorize();
    let checked = match visit.db().read(move |tx| oauth::request_check(tx, &asked)).await {
        Ok(checked) => checked,
        Err(error) => return refuse(&visit, &ask, error),
    };
    let signed = visit.signed().is_some();
    let anew = matches!(ask.force_login.as_str(), "true" | "1" | "True");
    if !signed || anew {
        return Ok(see(&way_in(&ask.path())));
    }
    let member = visit.member()?.clone();
    let kept = visit.db().read(move |tx| {
        let ids: Vec<_> = stalls::kept_by(tx, member.person)?.into_iter().map(|it| it.account).collect();
        accounts::views(tx, &ids)
    });
    let stalls = kept.await?;
    let title = visit.lang().with("consent-title", &[("app", &checked.app.name)]);
    let mut page = visit.page(Place::Elsewhere, title, |f| Consent {
        hidden: ask.pairs(),
        may: in_words(f.lang(), &checked.scopes),
        website: checked.app.website.clone(),
        place: place(&checked),
        app: checked.app.name.clone(),
        stalls,
        f,
    })?;
    page.extensions_mut().insert(Door::Consent(source(&checked)));
    Ok(page)
}

/// `POST /oauth/authorize`
pub async fn answer(visit: Visit, sent: Sent<Ask>) -> Answer {
    let (ask, member) = (sent.form, visit.member()?.clone());
    let asked = ask.authorize();
    let checked = match visit.db().read(move |tx| oauth::request_check(tx, &asked)).await {
        Ok(checked) => checked,
        Err(error) => return refuse(&visit, &ask, error),
    };
    let lang = visit.lang();
    if ask.answer != "yes" {
        if checked.out_of_band {
            let said = lang.with("consent-denied", &[("app", &checked.app.name)]);
            return note(&visit, said, vec![], ("/", lang.t("trouble-back")));
        }
        let why = [
            ("error", "access_denied"),
            ("error_description", "The resource owner or authorization server denied the request."),
        ];
        return Ok(leaving(ask.back(&why), &checked));
    }
    let asked = ask.authorize();
    let code = match visit.db().write(move |tx| oauth::authorize(tx, &member, &asked)).await {
        Ok(code) => code,
        Err(error) => return refuse(&visit, &ask, error),
    };
    if checked.out_of_band {
        let app = checked.app.name;
        return visit.page(Place::Elsewhere, lang.t("consent-code-title"), |f| Code { f, app, code });
    }
    Ok(leaving(ask.back(&[("code", &code)]), &checked))
}

fn leaving(mut response: Response, checked: &Checked) -> Response {
    response.extensions_mut().insert(Door::Consent(source(checked)));
    response
}

/// An app that asks wrongly hears it at its redirect, unless that is what is wrong: then the person sees a page.
fn refuse(visit: &Visit, ask: &Ask, error: Error) -> Answer {
    match error {
        Error::Refused(Refusal::Invalid { field: "client_id" | "redirect_uri", why, .. }) => bad_app(visit, &why),
        Error::Refused(Refusal::Invalid { code, why, .. }) if ask.redirect_uri != oauth::OUT_OF_BAND => {
            Ok(ask.back(&[("error", code), ("error_description", &why)]))
        }
        Error::Refused(Refusal::Invalid { why, .. }) => bad_app(visit, &why),
        other => Err(other.into()),
    }
}

fn bad_app(visit: &Visit, why: &str) -> Answer {
    let lang = visit.lang();
    let text = lang.with("consent-bad-text", &[("why", &why)]);
    let mut page = note(visit, lang.t("consent-bad-title"), vec![text], ("/", lang.t("trouble-back")))?;
    *page.status_mut() = axum::http::StatusCode::BAD_REQUEST;
    Ok(page)
}

/// Where the person goes afterwards, as people read it; empty when a code is shown instead.
fn place(checked: &Checked) -> String {
    if checked.out_of_band {
        return String::new();
    }
    match url::Url::parse(&checked.redirect_uri) {
        Ok(url) => match url.host_str() {
            Some(host) if matches!(url.scheme(), "http" | "https") => host.to_owned(),
            _ => checked.app.name.clone(),
        },
        Err(_) => checked.app.name.clone(),
    }
}

/// The redirect as a source for `form-action`: an origin, or the scheme of an app on a phone.
fn source(checked: &Checked) -> String {
    match url::Url::parse(&checked.redirect_uri) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => url.origin().ascii_serialization(),
        Ok(url) if !checked.out_of_band => format!("{}:", url.scheme()),
        _ => "'self'".to_owned(),
    }
}

/// What the scopes allow, in a sentence each, with the scopes behind it.
fn in_words(lang: Lang, scopes: &Scopes) -> Vec<(String, String)> {
    let text = scopes.to_string();
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    for scope in text.split(' ').filter(|scope| !scope.is_empty()) {
        let group = scope.split(':').next().unwrap_or_default();
        match found.iter_mut().find(|(known, _)| *known == group) {
            Some((_, scopes)) => scopes.push(scope),
            None => found.push((group, vec![scope])),
        }
    }
    let words = |group: &str| match group {
        "profile" => lang.t("scope-profile"),
        "read" => lang.t("scope-read"),
        "write" => lang.t("scope-write"),
        "follow" => lang.t("scope-follow"),
        "push" => lang.t("scope-push"),
        group if group.starts_with("admin") => lang.t("scope-admin"),
        other => other.to_owned(),
    };
    found.into_iter().map(|(group, scopes)| (words(group), scopes.join(" "))).collect()
}
