//! One request's visit: who, in which language, with which form token. Made once, before the handler.

use std::sync::Arc;

use askama::Template;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use soulava_social::accounts::AccountView;
use soulava_social::{Db, Error, Member, Refusal, Viewer};

use crate::Web;
use crate::headers::{self, Door};
use crate::i18n::Lang;
use crate::page::{Answer, Errors, Frame, Place, Trouble, render, trouble_page};
use crate::session::{self, Cookie};

/// Somebody signed in.
pub struct Signed {
    /// The proof.
    pub member: Member,
    /// As others see them.
    pub account: Arc<AccountView>,
    /// How many things wait for them.
    pub waiting: usize,
}

/// A visit; cheap to clone.
#[derive(Clone)]
pub struct Visit(Arc<Inner>);

struct Inner {
    web: Web,
    signed: Option<Signed>,
    lang: Lang,
    theme: String,
    token: String,
    path: String,
    square: String,
    now_ms: i64,
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Trouble> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Trouble::broken(&"a page outside the layer of visits"))
    }
}

/// The layer around all pages: makes the visit, refuses foreign forms, turns trouble into pages, sets the headers.
pub async fn layer(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let urls = web.0.urls.clone();
    let sent = Cookie::Form.read(request.headers(), &urls).filter(|token| token.len() == 32);
    let (visit, new_token) = Visit::of(&web, &request, sent);
    let mut response = if session::is_ours(request.method(), request.headers(), &urls) {
        request.extensions_mut().insert(visit.clone());
        next.run(request).await
    } else {
        trouble_page(&visit, &Trouble::Forged)
    };
    if let Some(trouble) = response.extensions_mut().remove::<Trouble>() {
        response = trouble_page(&visit, &trouble);
    }
    let door = response.extensions_mut().remove::<Door>().unwrap_or(Door::Closed);
    headers::put(&mut response, &door, urls.is_https());
    if let Some(token) = new_token {
        response.headers_mut().append(header::SET_COOKIE, Cookie::Form.write(&token, &urls));
    }
    response
}

impl Visit {
    fn of(web: &Web, request: &Request, sent: Option<String>) -> (Self, Option<String>) {
        let headers = request.headers();
        let lang = Cookie::Language
            .read(headers, &web.0.urls)
            .and_then(|code| Lang::parse(&code))
            .or_else(|| headers.get(header::ACCEPT_LANGUAGE).and_then(|v| Lang::accepted(v.to_str().ok()?)))
            .unwrap_or(Lang::En);
        let (token, new_token) = match sent {
            Some(token) => (token, None),
            None => {
                let token = session::secret::<16>();
                (token.clone(), Some(token))
            }
        };
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let square = web.0.urls.host().to_owned();
        let inner = Inner {
            web: web.clone(),
            signed: None,
            lang,
            theme: String::new(),
            token,
            path,
            square,
            now_ms: jiff::Timestamp::now().as_millisecond(),
        };
        (Self(Arc::new(inner)), new_token)
    }

    /// The square's data.
    pub fn db(&self) -> &Db {
        &self.0.web.0.db
    }

    /// What the server gave the pages.
    pub fn web(&self) -> &crate::Parts {
        &self.0.web.0
    }

    /// Who is signed in.
    pub fn signed(&self) -> Option<&Signed> {
        self.0.signed.as_ref()
    }

    /// The proof of a login; without one, the way to the sign-in page and back.
    pub fn member(&self) -> Result<&Member, Trouble> {
        self.0.signed.as_ref().map(|signed| &signed.member).ok_or(Trouble::SignIn)
    }

    /// Anybody who looks.
    pub fn viewer(&self) -> Viewer {
        Viewer(self.0.signed.as_ref().map(|signed| signed.member.clone()))
    }

    /// The language of this page.
    pub fn lang(&self) -> Lang {
        self.0.lang
    }

    /// `light` or `dark` when it is pinned; empty follows the system.
    pub fn theme(&self) -> &str {
        &self.0.theme
    }

    /// Path and query.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The square's name.
    pub fn square(&self) -> &str {
        &self.0.square
    }

    /// When the visit began, in milliseconds since 1970.
    pub fn now_ms(&self) -> i64 {
        self.0.now_ms
    }

    /// What every form of this visitor must bring back.
    pub fn form_token(&self) -> &str {
        &self.0.token
    }

    /// Whether a form brought the right token.
    pub fn seal_fits(&self, token: &str) -> bool {
        session::equal(token, &self.0.token)
    }

    /// A page.
    pub fn page<T: Template>(&self, place: Place, title: impl Into<String>, page: impl FnOnce(Frame) -> T) -> Answer {
        render(StatusCode::OK, &page(Frame::new(self, place, title.into(), Errors::default())))
    }

    /// The page with its form again: 422, what was typed kept, what is wrong said first.
    pub fn again<T: Template>(
        &self,
        place: Place,
        title: impl Into<String>,
        errors: Errors,
        page: impl FnOnce(Frame) -> T,
    ) -> Answer {
        render(StatusCode::UNPROCESSABLE_ENTITY, &page(Frame::new(self, place, title.into(), errors)))
    }

    /// The wrong fields of a refusal, in this visitor's language; any other trouble is passed on.
    pub fn errors(&self, error: Error) -> Result<Errors, Trouble> {
        match error {
            Error::Refused(Refusal::Invalid { field, code, why }) => {
                Ok(Errors::one(field, self.lang().refusal(field, code, &why)))
            }
            other => Err(other.into()),
        }
    }
}
