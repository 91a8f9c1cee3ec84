//! Gifts: giving, settling, reading.

use axum::http::HeaderMap;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use soulava_social::gifts::{self, GiftOrigin, GiftView, NewGift};
use soulava_social::{AccountId, GiftId, Member, PostId, Refusal, Tx, Viewer, currencies};

use crate::App;
use crate::entities::{Allowance, Gift};
use crate::extract::{Asker, Id, Params, Signed};
use crate::page::Paging;
use crate::reply::{Failure, Json, Reply};

/// What a gift takes.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Form {
    to: String,
    currency: String,
    reason: String,
    changed: Option<String>,
    visibility: String,
    object_id: Option<String>,
}

/// `POST /api/soulava/v1/gifts`. The same `Idempotency-Key` gives the same gift for ever.
pub async fn give(app: App, Signed(member): Signed, headers: HeaderMap, Params(form, _): Params<Form>) -> Reply<Gift> {
    let public = match form.visibility.as_str() {
        "" | "public" => true,
        "between" => false,
        _ => return Err(Failure::field("visibility", "ERR_INCLUSION", "is public or between")),
    };
    let to =
        AccountId::parse(&form.to).ok_or_else(|| Failure::field("to", "ERR_INVALID", "is the id of an account"))?;
    let object = match form.object_id.as_deref().filter(|id| !id.is_empty()) {
        Some(id) => {
            Some(PostId::parse(id).ok_or_else(|| Failure::field("object_id", "ERR_INVALID", "is the id of a post"))?)
        }
        None => None,
    };
    let key = key(&headers, &form);
    let keys = gifts::keys(&member, 0);
    let view = app
        .db
        .write_keyed(&keys, move |tx| {
            let currency = currencies::by_slug(tx, form.currency.trim_matches(':'))?
                .ok_or_else(|| Refusal::invalid_as("currency", "ERR_NOT_FOUND", "There is no such currency here."))?;
            let new = NewGift {
                to,
                currency: currency.id,
                reason: form.reason.clone(),
                changed: form.changed.clone(),
                public,
                object,
                idempotency: key.clone(),
                origin: GiftOrigin::App,
            };
            let id = gifts::give(tx, &member, &new)?;
            gifts::view(tx, &Viewer::from(&member), id)
        })
        .await?;
    Ok(Json(Gift::new(&view, &app.urls)))
}

fn key(headers: &HeaderMap, form: &Form) -> Option<(String, Vec<u8>)> {
    let key = headers.get("idempotency-key")?.to_str().ok()?.trim();
    let body = serde_json::to_vec(form).expect("a form is JSON");
    (!key.is_empty()).then(|| (key.to_owned(), Sha256::digest(body).to_vec()))
}

/// `GET /api/soulava/v1/gifts/{id}`
pub async fn show(app: App, Asker(viewer): Asker, Id(id): Id<GiftId>) -> Reply<Gift> {
    let view = app.db.read(move |tx| gifts::view(tx, &viewer, id)).await?;
    Ok(Json(Gift::new(&view, &app.urls)))
}

/// A word with accepting.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Word {
    back: Option<String>,
}

/// `POST /api/soulava/v1/gifts/{id}/accept`
pub async fn accept(
    app: App,
    Signed(member): Signed,
    Id(id): Id<GiftId>,
    Params(word, _): Params<Word>,
) -> Reply<Gift> {
    settle(&app, member, id, move |tx, member, id| gifts::accept(tx, member, id, word.back.as_deref())).await
}

/// `POST /api/soulava/v1/gifts/{id}/decline`: the giver is not told.
pub async fn decline(app: App, Signed(member): Signed, Id(id): Id<GiftId>) -> Reply<Gift> {
    settle(&app, member, id, gifts::decline).await
}

/// `POST /api/soulava/v1/gifts/{id}/withdraw`: takes an open gift back.
pub async fn withdraw(app: App, Signed(member): Signed, Id(id): Id<GiftId>) -> Reply<Gift> {
    settle(&app, member, id, gifts::withdraw).await
}

/// `POST /api/soulava/v1/gifts/{id}/retract`: an accepted gift counts nothing from now on.
pub async fn retract(app: App, Signed(member): Signed, Id(id): Id<GiftId>) -> Reply<Gift> {
    settle(&app, member, id, gifts::retract).await
}

/// Petrol money: yes or no, and no amount.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Shared {
    shared: Option<bool>,
}

/// `POST /api/soulava/v1/gifts/{id}/share_costs`: a mark that only its owner sees.
pub async fn share_costs(
    app: App,
    Signed(member): Signed,
    Id(id): Id<GiftId>,
    Params(form, _): Params<Shared>,
) -> Reply<Gift> {
    let shared = form.shared.unwrap_or(true);
    settle(&app, member, id, move |tx, member, id| gifts::share_costs(tx, member, id, shared)).await
}

async fn settle(
    app: &App,
    member: Member,
    id: GiftId,
    act: impl Fn(&Tx, &Member, GiftId) -> soulava_social::Result<()> + Send + Sync + 'static,
) -> Reply<Gift> {
    let view = app
        .db
        .write(move |tx| {
            act(tx, &member, id)?;
            gifts::view(tx, &Viewer::from(&member), id)
        })
        .await?;
    Ok(Json(Gift::new(&view, &app.urls)))
}

/// `GET /api/soulava/v1/accounts/{id}/gifts/received`: the shelf of reasons.
pub async fn received(
    app: App,
    Asker(viewer): Asker,
    Id(id): Id<AccountId>,
    paging: Paging<20, 80>,
) -> Result<Response, Failure> {
    let page = paging.page;
    let found = app.db.read(move |tx| gifts::received_by(tx, &viewer, id, page)).await?;
    Ok(paging.reply(&app, found.map(|view: GiftView| Gift::new(&view, &app.urls))))
}

/// `GET /api/soulava/v1/accounts/{id}/gifts/given`
pub async fn given(
    app: App,
    Asker(viewer): Asker,
    Id(id): Id<AccountId>,
    paging: Paging<20, 80>,
) -> Result<Response, Failure> {
    let page = paging.page;
    let found = app.db.read(move |tx| gifts::given_by(tx, &viewer, id, page)).await?;
    Ok(paging.reply(&app, found.map(|view: GiftView| Gift::new(&view, &app.urls))))
}

/// `GET /api/soulava/v1/accounts/{id}/gifts/between`: what the asker and somebody gave each other.
pub async fn between(
    app: App,
    Signed(member): Signed,
    Id(id): Id<AccountId>,
    paging: Paging<20, 80>,
) -> Result<Response, Failure> {
    let page = paging.page;
    let found = app.db.read(move |tx| gifts::between(tx, &Viewer::from(&member), member.person, id, page)).await?;
    Ok(paging.reply(&app, found.map(|view: GiftView| Gift::new(&view, &app.urls))))
}

/// For whom the allowance is asked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct To {
    to: Option<String>,
}

/// `GET /api/soulava/v1/allowance`
pub async fn allowance(app: App, Signed(member): Signed, Params(form, _): Params<To>) -> Reply<Allowance> {
    let to = form.to.as_deref().and_then(AccountId::parse);
    let left = app.db.read(move |tx| gifts::allowance(tx, &member, to)).await?;
    Ok(Json(left.into()))
}

/// A reason somebody is writing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Reason {
    reason: String,
}

/// `POST /api/soulava/v1/gifts/hint`: whether a reason sounds like a deal, so that the composer can ask gently.
pub async fn hint(Signed(_): Signed, Params(form, _): Params<Reason>) -> Json<Value> {
    Json(json!({ "deal": gifts::sounds_like_a_deal(&form.reason).map(gifts::Deal::as_str) }))
}
