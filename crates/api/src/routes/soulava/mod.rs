//! What is ours: gifts, currencies, heirlooms and what waits, under `/api/soulava/v1`, described by `openapi.json`.
//!
//! Nothing here transfers what was received, and no answer holds an amount of money: a test walks the description.

pub mod currencies;
pub mod gifts;
pub mod heirlooms;
pub mod introductions;
pub mod orbits;
pub mod standing;
pub mod ties;
pub mod vouches;
pub mod waiting;

use axum::response::Response;
use bytes::Bytes;

use crate::reply;

/// The description of these routes (OpenAPI 3.1), kept true by a test against the router.
pub const OPENAPI: &str = include_str!("../../../openapi.json");

/// `GET /api/soulava/v1/openapi.json`
pub async fn openapi() -> Response {
    reply::raw(Bytes::from_static(OPENAPI.as_bytes()))
}
