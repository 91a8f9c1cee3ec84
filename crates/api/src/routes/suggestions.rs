//! Whom to follow: people one has something with, never the popular.
//! <https://docs.joinmastodon.org/methods/suggestions/>

use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};
use soulava_social::accounts::{self, AccountView};
use soulava_social::{AccountId, Member, ties};
use std::sync::Arc;

use crate::App;
use crate::entities::Account;
use crate::extract::{Id, Params, Signed};
use crate::reply::{self, Failure, Json, Reply};

/// How many.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Most {
    limit: Option<u32>,
}

/// `GET /api/v1/suggestions`
pub async fn first(app: App, Signed(member): Signed, Params(most, _): Params<Most>) -> Reply<Vec<Account>> {
    let found = people(&app, member, most).await?;
    Ok(Json(found.iter().map(|view| Account::new(view, &app.urls)).collect()))
}

/// `GET /api/v2/suggestions`: each with its source, which is always that something passed between the two.
pub async fn second(app: App, Signed(member): Signed, Params(most, _): Params<Most>) -> Reply<Vec<Value>> {
    let found = people(&app, member, most).await?;
    let entity = |view: &Arc<AccountView>| json!({ "source": "past_interactions", "sources": [], "account": Account::new(view, &app.urls) });
    Ok(Json(found.iter().map(entity).collect()))
}

/// `DELETE /api/v1/suggestions/:account_id`: not again.
pub async fn hide(app: App, Signed(member): Signed, Id(whom): Id<AccountId>) -> Result<Response, Failure> {
    app.db.write(move |tx| ties::hide_suggestion(tx, &member, whom)).await?;
    Ok(reply::done())
}

async fn people(app: &App, member: Member, most: Most) -> Result<Vec<Arc<AccountView>>, Failure> {
    let limit = most.limit.unwrap_or(40).clamp(1, 80);
    let read = app.db.read(move |tx| {
        let ids = ties::suggestions(tx, &member, limit)?;
        accounts::views(tx, &ids)
    });
    Ok(read.await?)
}
