//! Answers for what is not built yet. They are true: there is none.

use axum::response::Response;
use bytes::Bytes;

use crate::reply::{self, Failure};

/// <https://docs.joinmastodon.org/methods/health/>
pub async fn health() -> &'static str {
    "OK"
}

/// An empty list.
pub async fn none() -> Response {
    reply::raw(Bytes::from_static(b"[]"))
}

/// No such record.
pub async fn missing() -> Failure {
    Failure::not_found()
}

/// Nothing to do, and that is done.
pub async fn done() -> Response {
    reply::done()
}
