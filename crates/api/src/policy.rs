//! Who may call a route. Checked before the handler runs, and before any of its SQL.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use axum::extract::Request;
use axum::handler::Handler;
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use soulava_social::Role;
use soulava_social::accounts::State;

use crate::App;
use crate::access::Access;
use crate::body::BodyMax;
use crate::limits::Bucket;
use crate::reply::Failure;
use crate::streaming;

/// What a route asks of its caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// Anybody; a token is not looked at. For OAuth's own endpoints and discovery.
    Open,
    /// Anybody; who brings a token needs this scope with it. Empty: any scope will do.
    Public(&'static str),
    /// As `Public`, and the token may also come in the query or as a WebSocket protocol; each stream asks its own scope.
    Stream,
    /// An app with any token, its own or a member's.
    Client,
    /// A member whose token has this scope. Empty: any scope will do.
    Member(&'static str),
    /// A moderator or host whose token has this scope.
    Staff(&'static str),
    /// A host whose token has this scope.
    Host(&'static str),
}

impl Policy {
    /// Also counted in a bucket of its own.
    pub fn counted(self, bucket: Bucket) -> Rule {
        Rule { bucket: Some(bucket), ..Rule::from(self) }
    }

    /// Takes pictures: a larger body is allowed.
    pub fn with_files(self) -> Rule {
        Rule { body: BodyMax::FILES, ..Rule::from(self) }
    }

    /// Whether this caller may come in, and if not, in which words Mastodon says so.
    pub fn admit(self, access: Option<&Access>) -> Result<(), Failure> {
        match (self, access) {
            (Self::Open | Self::Public(_) | Self::Stream, None)
            | (Self::Open | Self::Client | Self::Stream, Some(_)) => Ok(()),
            (_, None) => Err(Failure::bad_token()),
            (Self::Public(scope), Some(access)) => scoped(access, scope),
            (Self::Member(scope), Some(access)) => scoped(access, scope).and_then(|()| ranked(access, Role::Person)),
            (Self::Staff(scope), Some(access)) => scoped(access, scope).and_then(|()| ranked(access, Role::Moderator)),
            (Self::Host(scope), Some(access)) => scoped(access, scope).and_then(|()| ranked(access, Role::Host)),
        }
    }
}

fn scoped(access: &Access, scope: &str) -> Result<(), Failure> {
    if scope.is_empty() || access.scopes.allows(scope) {
        return Ok(());
    }
    Err(Failure::new(StatusCode::FORBIDDEN, "This action is outside the authorized scopes"))
}

fn ranked(access: &Access, role: Role) -> Result<(), Failure> {
    match &access.member {
        Some(member) if member.role >= role => Ok(()),
        Some(_) => Err(Failure::new(StatusCode::FORBIDDEN, "This action is not allowed")),
        None if access.state == Some(State::Unconfirmed) => {
            Err(Failure::new(StatusCode::FORBIDDEN, "Your login is missing a confirmed e-mail address"))
        }
        None if access.account.is_some() => {
            Err(Failure::new(StatusCode::FORBIDDEN, "Your login is currently pending approval"))
        }
        None => Err(Failure::new(StatusCode::UNPROCESSABLE_ENTITY, "This method requires an authenticated user")),
    }
}

impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (who, scope) = match self {
            Self::Open => ("anybody, token ignored", ""),
            Self::Public(scope) => ("anybody", *scope),
            Self::Stream => ("anybody; each stream asks its scope", ""),
            Self::Client => ("an app or member", ""),
            Self::Member(scope) => ("member", *scope),
            Self::Staff(scope) => ("moderator or host", *scope),
            Self::Host(scope) => ("host", *scope),
        };
        f.write_str(who)?;
        if scope.is_empty() { Ok(()) } else { write!(f, " `{scope}`") }
    }
}

/// A policy with what else holds for the route.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Who.
    pub policy: Policy,
    /// A stricter window than the general one.
    pub bucket: Option<Bucket>,
    /// How large a body.
    pub body: BodyMax,
}

impl Rule {
    /// Also counted in a bucket of its own.
    pub fn counted(self, bucket: Bucket) -> Self {
        Self { bucket: Some(bucket), ..self }
    }
}

impl From<Policy> for Rule {
    fn from(policy: Policy) -> Self {
        Self { policy, bucket: None, body: BodyMax::PLAIN }
    }
}

/// A handler behind its rule. The only way a handler gets into the router.
#[derive(Clone)]
pub struct Guarded<H> {
    /// What is asked.
    pub rule: Rule,
    /// What answers.
    pub handler: H,
}

impl<H, T> Handler<T, App> for Guarded<H>
where
    H: Handler<T, App>,
    T: Send + 'static,
{
    type Future = Pin<Box<dyn Future<Output = Response> + Send>>;

    fn call(self, mut request: Request, app: App) -> Self::Future {
        Box::pin(async move {
            let token = token(self.rule.policy, &request);
            let access = match identify(&app, token).await {
                Ok(access) => access,
                Err(failure) => return failure.into_response(),
            };
            let windows = app.limits.take(&request, access.as_deref(), self.rule.bucket);
            if let Err(failure) = windows.refused() {
                return windows.tell(failure.into_response());
            }
            if let Err(failure) = self.rule.policy.admit(access.as_deref()) {
                return windows.tell(failure.into_response());
            }
            if let Some(access) = access {
                request.extensions_mut().insert(access);
            }
            request.extensions_mut().insert(self.rule.body);
            windows.tell(self.handler.call(request, app).await)
        })
    }
}

/// The token that counts for this policy.
fn token(policy: Policy, request: &Request) -> Option<String> {
    match policy {
        Policy::Open => None,
        Policy::Stream => streaming::token(request),
        _ => bearer(request.headers()).map(str::to_owned),
    }
}

async fn identify(app: &App, token: Option<String>) -> Result<Option<Arc<Access>>, Failure> {
    match token {
        None => Ok(None),
        Some(token) => app.tokens.find(&app.db, &token).await?.map(Some).ok_or_else(Failure::bad_token),
    }
}

/// The token of an `Authorization: Bearer` header (RFC 6750). Other schemes are nobody.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
