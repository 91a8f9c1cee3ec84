//! Answers: JSON, and Mastodon's errors for every refusal. <https://docs.joinmastodon.org/entities/Error/>

use std::sync::Arc;

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde::Serialize;
use serde_json::{Value, json};
use soulava_social::{Error, Refusal};
use soulava_store as store;

/// What most handlers return.
pub type Reply<T> = Result<Json<T>, Failure>;

const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");

/// A JSON answer.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        raw(Bytes::from(serde_json::to_vec(&self.0).expect("entities have string keys and finite numbers")))
    }
}

/// An answer that is JSON already.
pub fn raw(body: Bytes) -> Response {
    let mut response = Response::new(axum::body::Body::from(body));
    response.headers_mut().insert(CONTENT_TYPE, JSON);
    response
}

/// The empty object, Mastodon's "done".
pub fn done() -> Response {
    raw(Bytes::from_static(b"{}"))
}

/// Why a request was not served.
#[derive(Debug)]
pub struct Failure {
    /// What HTTP says.
    pub status: StatusCode,
    /// What Mastodon says.
    pub body: Value,
    /// When to come again, in milliseconds since 1970.
    pub until: Option<i64>,
    /// What the operator should know; logged by the door.
    pub cause: Option<Arc<store::Error>>,
}

impl Failure {
    /// `{"error": …}`.
    pub fn new(status: StatusCode, error: &str) -> Self {
        let body = match status {
            // Mastodon's description promises the key with every 422, also when no field is to blame.
            StatusCode::UNPROCESSABLE_ENTITY => json!({ "error": error, "details": {} }),
            _ => json!({ "error": error }),
        };
        Self { status, body, until: None, cause: None }
    }

    /// An error of OAuth (RFC 6749, section 5.2): `{"error", "error_description"}`.
    pub fn oauth(status: StatusCode, error: &str, description: &str) -> Self {
        Self { body: json!({ "error": error, "error_description": description }), ..Self::new(status, error) }
    }

    /// The token is missing, unknown or revoked.
    pub fn bad_token() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "The access token is invalid")
    }

    /// Nothing here.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "Record not found")
    }

    /// The body or query cannot be understood at all.
    pub fn malformed(why: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, why)
    }

    /// Too much is going on just now.
    pub fn busy() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "The square is very busy; try again in a moment")
    }

    /// One wrong field: 422 in the shape of <https://docs.joinmastodon.org/methods/accounts/#422-unprocessable-entity>.
    pub fn field(field: &str, code: &str, why: &str) -> Self {
        let mut label = field.replace('_', " ");
        if let Some(first) = label.get_mut(0..1) {
            first.make_ascii_uppercase();
        }
        let body = json!({
            "error": format!("Validation failed: {label} {why}"),
            "details": { field: [{ "error": code, "description": why }] },
        });
        Self { body, ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, "") }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(refusal) => refusal.into(),
            Error::Broken(cause) => cause.into(),
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Self::not_found(),
            Refusal::Forbidden { why } => Self::new(StatusCode::FORBIDDEN, &why),
            Refusal::Invalid { field, code, why } => Self::field(field, code, &why),
            Refusal::Limited { until, why } => {
                Self { until: Some(until), ..Self::new(StatusCode::TOO_MANY_REQUESTS, &why) }
            }
            Refusal::KeyReused => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "This Idempotency-Key was used with another body")
            }
            Refusal::Gone => Self::new(StatusCode::GONE, "This is not here any more"),
        }
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::NoRow => Self::not_found(),
            store::Error::Overloaded => Self::busy(),
            store::Error::Full => {
                Self::new(StatusCode::INSUFFICIENT_STORAGE, "The square has no room left on its disk")
            }
            cause => Self {
                cause: Some(Arc::new(cause)),
                ..Self::new(StatusCode::INTERNAL_SERVER_ERROR, "Something broke on our side")
            },
        }
    }
}

/// Rides on a response to the door, which logs it once with the request id.
#[derive(Clone)]
pub struct Cause(pub Arc<store::Error>);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(self.body)).into_response();
        if let Some(until) = self.until {
            let seconds = (until - crate::limits::now_ms()).max(0) / 1000 + 1;
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        } else if self.status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(30));
        }
        if let Some(cause) = self.cause {
            response.extensions_mut().insert(Cause(cause));
        }
        response
    }
}
