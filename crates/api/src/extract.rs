//! What handlers take: who asks, which thing, and the parameters.

use std::str::FromStr;
use std::sync::Arc;

use axum::extract::{FromRequest, FromRequestParts, RawPathParams, Request};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use soulava_social::{Member, Viewer};

use crate::access::Access;
use crate::body::{self, Files};
use crate::reply::Failure;
use crate::{App, input};

/// The parameters of query and body as `T`, and the files. Keys that `T` does not know are left alone.
///
/// Give every field a default (`#[serde(default)]` on the struct) and check blanks in the verb, which knows the words.
#[derive(Debug)]
pub struct Params<T>(pub T, pub Files);

impl<T: DeserializeOwned> FromRequest<App> for Params<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &App) -> Result<Self, Failure> {
        let (input, files) = body::read(request).await?;
        Ok(Self(input.read()?, files))
    }
}

/// The member who asks; the route's policy made sure that there is one.
#[derive(Debug)]
pub struct Signed(pub Member);

impl FromRequestParts<App> for Signed {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Failure> {
        let access = parts.extensions.get::<Arc<Access>>();
        access.and_then(|access| access.member.clone()).map(Self).ok_or_else(Failure::bad_token)
    }
}

/// Whoever asks.
#[derive(Debug)]
pub struct Asker(pub Viewer);

impl FromRequestParts<App> for Asker {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Failure> {
        let access = parts.extensions.get::<Arc<Access>>();
        Ok(Self(Viewer(access.and_then(|access| access.member.clone()))))
    }
}

/// The token that was used: for routes that care about the app or the scopes.
#[derive(Debug)]
pub struct Caller(pub Arc<Access>);

impl FromRequestParts<App> for Caller {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Failure> {
        parts.extensions.get::<Arc<Access>>().cloned().map(Self).ok_or_else(Failure::bad_token)
    }
}

/// The first parameter of the path as an id. What is no id is nobody's: 404.
#[derive(Debug)]
pub struct Id<T>(pub T);

impl<T: FromStr> FromRequestParts<App> for Id<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        path(parts, app, 0).await?.parse().map(Self).map_err(|_| Failure::not_found())
    }
}

/// The first two parameters of the path as ids.
#[derive(Debug)]
pub struct Ids<A, B>(pub A, pub B);

impl<A: FromStr + Send, B: FromStr + Send> FromRequestParts<App> for Ids<A, B> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let first = path(parts, app, 0).await?.parse().map_err(|_| Failure::not_found())?;
        let second = path(parts, app, 1).await?.parse().map_err(|_| Failure::not_found())?;
        Ok(Self(first, second))
    }
}

/// The first parameter of the path as text: a hashtag, a slug, a token.
#[derive(Debug)]
pub struct Name(pub String);

impl FromRequestParts<App> for Name {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        path(parts, app, 0).await.map(Self)
    }
}

async fn path(parts: &mut Parts, app: &App, index: usize) -> Result<String, Failure> {
    let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| Failure::not_found())?;
    let value = params.iter().nth(index).map(|(_, value)| value.to_owned()).ok_or_else(Failure::not_found)?;
    input::check_text(&value)?;
    Ok(value)
}
