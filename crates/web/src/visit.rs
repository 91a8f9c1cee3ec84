//! One request's visit: who, in which language, with which form token. Made once, before the handler.

use std::sync::Arc;

use askama::Template;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use soulava_social::accounts::{self, AccountView};
use soulava_social::sessions::{self, Session};
use soulava_social::settings::{self, Square};
use soulava_social::standing::Standings;
use soulava_social::{AccountId, Db, Error, Member, Refusal, Tx, Viewer, waiting};

use crate::Web;
use crate::headers::{self, Door};
use crate::i18n::Lang;
use crate::live::Live;
use crate::page::{Answer, Errors, Frame, Place, Trouble, render, trouble_page};
use crate::session::{self, Cookie};

/// Somebody signed in.
pub struct Signed {
    /// The proof.
    pub member: Member,
    /// As others see them.
    pub account: Arc<AccountView>,
    /// How many things wait for them.
    pub waiting: i64,
    /// Their browser session.
    pub session: Session,
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
    square: Square,
    stall: Option<Arc<AccountView>>,
    kept_by: String,
    now_ms: i64,
}

/// What one read tells about a visit.
struct Found {
    square: Square,
    stall: Option<Arc<AccountView>>,
    kept_by: String,
    signed: Option<Signed>,
}

impl Found {
    fn load(tx: &Tx, cookie: Option<&str>) -> soulava_social::Result<Self> {
        let square = settings::square(tx)?;
        let session = cookie.map(|secret| sessions::find(tx, secret)).transpose()?.flatten();
        let (person, stall) = (session.as_ref().map(|session| session.member.person), square.stall);
        let ids: Vec<_> = person.into_iter().chain(stall).chain(square.contact).collect();
        let views = accounts::views(tx, &ids)?;
        let of = |id: Option<AccountId>| id.and_then(|id| views.iter().find(|view| view.id == id).cloned());
        let (account, stall) = (of(person), of(stall));
        let kept_by = of(square.contact).map_or_else(|| square.name.clone(), |host| host.display_name.clone());
        let signed = match (session, account) {
            (Some(session), Some(account)) => {
                let waiting = waiting::count(tx, &session.member)?;
                Some(Signed { member: session.member.clone(), account, waiting, session })
            }
            _ => None,
        };
        Ok(Self { square, stall, kept_by, signed })
    }
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
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let (visit, new_token) = match Visit::of(&web, request.headers().clone(), path, sent).await {
        Ok(made) => made,
        Err(trouble) => return trouble.bare(),
    };
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
    async fn of(
        web: &Web,
        headers: HeaderMap,
        path: String,
        sent: Option<String>,
    ) -> Result<(Self, Option<String>), Trouble> {
        let headers = &headers;
        let cookie = Cookie::Session.read(headers, &web.0.urls);
        let found = web.0.db.read(move |tx| Found::load(tx, cookie.as_deref())).await?;
        let signed = found.signed;
        if let Some(session) = signed.as_ref().map(|signed| signed.session.clone()).filter(|session| session.stale) {
            web.0.db.write(move |tx| sessions::touch(tx, &session)).await?;
        }
        let lang = signed
            .as_ref()
            .and_then(|signed| Lang::parse(&signed.session.locale))
            .or_else(|| Cookie::Language.read(headers, &web.0.urls).and_then(|code| Lang::parse(&code)))
            .or_else(|| headers.get(header::ACCEPT_LANGUAGE).and_then(|v| Lang::accepted(v.to_str().ok()?)))
            .or_else(|| Lang::parse(&found.square.language))
            .unwrap_or(Lang::En);
        let (token, new_token) = match (&signed, sent) {
            (Some(signed), _) => (signed.session.csrf.clone(), None),
            (None, Some(token)) => (token, None),
            (None, None) => {
                let token = session::secret::<16>();
                (token.clone(), Some(token))
            }
        };
        let theme = signed.as_ref().map(|signed| signed.session.theme.clone()).filter(|theme| theme != "system");
        let inner = Inner {
            web: web.clone(),
            lang,
            theme: theme.unwrap_or_default(),
            token,
            path,
            square: found.square,
            stall: found.stall,
            kept_by: found.kept_by,
            signed,
            now_ms: jiff::Timestamp::now().as_millisecond(),
        };
        Ok((Self(Arc::new(inner)), new_token))
    }

    /// The square's data.
    pub fn db(&self) -> &Db {
        &self.0.web.0.db
    }

    /// Earned standing.
    pub fn standings(&self) -> &Standings {
        &self.0.web.0.standings
    }

    /// What the server gave the pages.
    pub fn web(&self) -> &crate::Parts {
        &self.0.web.0
    }

    /// What is announced after each commit.
    pub fn live(&self) -> &Live {
        &self.0.web.1
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
        &self.0.square.name
    }

    /// The square's settings.
    pub fn settings(&self) -> &Square {
        &self.0.square
    }

    /// The stall of the one business, when the square belongs to one.
    pub fn stall(&self) -> Option<&Arc<AccountView>> {
        self.0.stall.as_ref()
    }

    /// Whether the viewer keeps the stall of the one business.
    pub fn keeps(&self) -> bool {
        let me = self.0.signed.as_ref().map(|signed| signed.member.person);
        self.stall().is_some_and(|stall| stall.keepers.iter().any(|keeping| Some(keeping.account) == me))
    }

    /// Who answers for the square: the name in the footer.
    pub fn kept_by(&self) -> &str {
        &self.0.kept_by
    }

    /// The browser session of whoever is signed in.
    pub fn session(&self) -> Option<&Session> {
        self.0.signed.as_ref().map(|signed| &signed.session)
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

    /// The page: with its form again when something is wrong, as it is when nothing is.
    pub fn again_if<T: Template>(
        &self,
        place: Place,
        title: impl Into<String>,
        errors: Errors,
        page: impl FnOnce(Frame) -> T,
    ) -> Answer {
        if errors.is_empty() { self.page(place, title, page) } else { self.again(place, title, errors, page) }
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
