//! Every path of the pages.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::{get, post};

use crate::{Web, assets, forms, pages, visit};

/// All pages, to be merged into the server's router. Paths nobody else knows end here too, as a page.
pub fn router(web: Web) -> Router {
    Router::new()
        .merge(shell())
        .fallback(pages::shell::missing)
        .layer(DefaultBodyLimit::max(forms::UPLOAD_BYTES_MAX))
        .layer(middleware::from_fn_with_state(web.clone(), visit::layer))
        .route("/assets/{file}", get(assets::show))
        .with_state(web)
}

/// What stands outside any area.
fn shell() -> Router<Web> {
    Router::new().route("/language", post(pages::shell::set_language))
}
