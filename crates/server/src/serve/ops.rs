//! `/healthz` and `/readyz`, for whoever watches the process.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;

use crate::square::Square;

/// Adds both routes. They are outside every policy and every limit, and say nothing but yes or no.
pub fn add(router: Router, square: &Square) -> Router {
    let db = square.db.clone();
    let ready = move || {
        let db = db.clone();
        async move {
            match db.read(soulava_social::settings::has_begun).await {
                Ok(_) => (StatusCode::OK, "ready"),
                Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer"),
            }
        }
    };
    router.route("/healthz", get(async || "ok")).route("/readyz", get(ready))
}
