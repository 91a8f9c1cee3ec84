//! What waits for somebody.

use axum::response::Response;
use serde_json::Value;
use soulava_social::{WaitingId, waiting};

use crate::App;
use crate::entities;
use crate::extract::{Id, Signed};
use crate::reply::{self, Failure, Json, Reply};

/// `GET /api/soulava/v1/waiting`
pub async fn list(app: App, Signed(member): Signed) -> Reply<Vec<Value>> {
    let items = app.db.read(move |tx| waiting::list(tx, &member)).await?;
    Ok(Json(items.iter().map(|item| entities::waiting(item, &app.urls)).collect()))
}

/// `POST /api/soulava/v1/waiting/{id}/dismiss`: puts a question away.
pub async fn dismiss(app: App, Signed(member): Signed, Id(id): Id<WaitingId>) -> Result<Response, Failure> {
    app.db.write(move |tx| waiting::dismiss(tx, &member, id)).await?;
    Ok(reply::done())
}
