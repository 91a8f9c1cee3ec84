//! Currencies.

use axum::response::Response;
use serde::Deserialize;
use soulava_social::currencies::{self, CurrencyKind, Emblem, NewCurrency};
use soulava_social::{AccountId, Refusal, gifts, heirlooms};

use crate::App;
use crate::entities::{Currency, CurrencyPage, Gift, HeirloomStory};
use crate::extract::{Asker, Name, Params, Signed};
use crate::page::Paging;
use crate::reply::{Failure, Json, Reply};

/// `GET /api/soulava/v1/currencies`
pub async fn list(app: App) -> Reply<Vec<Currency>> {
    let all = app.db.read(currencies::list).await?;
    Ok(Json(all.iter().map(|view| Currency::new(view, &app.urls)).collect()))
}

/// `GET /api/soulava/v1/currencies/{slug}`
pub async fn show(app: App, Asker(viewer): Asker, Name(slug): Name) -> Reply<CurrencyPage> {
    let page = app.db.read(move |tx| currencies::page(tx, &viewer, &slug)).await?;
    Ok(Json(CurrencyPage::new(&page, &app.urls)))
}

/// `GET /api/soulava/v1/currencies/{slug}/gifts`
pub async fn given(
    app: App,
    Asker(viewer): Asker,
    Name(slug): Name,
    paging: Paging<20, 80>,
) -> Result<Response, Failure> {
    let page = paging.page;
    let found = app
        .db
        .read(move |tx| {
            let currency = currencies::by_slug(tx, &slug)?.ok_or_else(Refusal::not_found)?;
            gifts::given_in(tx, &viewer, currency.id, page)
        })
        .await?;
    Ok(paging.reply(&app, found.map(|view| Gift::new(&view, &app.urls))))
}

/// What a new currency takes.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    slug: String,
    name: String,
    says: String,
    kind: String,
    emblem: String,
}

/// `POST /api/soulava/v1/currencies`: the host makes the square's, a keeper the stall's they speak for.
pub async fn create(app: App, Signed(member): Signed, Params(form, _): Params<Form>) -> Reply<Currency> {
    let kind = match form.kind.as_str() {
        "" => CurrencyKind::Expressive,
        text => CurrencyKind::parse(text)
            .ok_or_else(|| Failure::field("kind", "ERR_INCLUSION", "is expressive or circulating"))?,
    };
    let new =
        NewCurrency { slug: form.slug, name: form.name, says: form.says, kind, emblem: Emblem::Ours(form.emblem) };
    let made = app
        .db
        .write(move |tx| {
            let id = currencies::create(tx, &member, &new)?;
            currencies::view(tx, id)
        })
        .await?;
    Ok(Json(Currency::new(&made, &app.urls)))
}

/// What a new heirloom takes.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Mint {
    holder_id: String,
}

/// `POST /api/soulava/v1/currencies/{slug}/heirlooms`: the host makes the next numbered thing.
pub async fn mint(
    app: App,
    Signed(member): Signed,
    Name(slug): Name,
    Params(form, _): Params<Mint>,
) -> Reply<HeirloomStory> {
    let holder = match form.holder_id.as_str() {
        "" => member.person,
        id => AccountId::parse(id).ok_or_else(Failure::not_found)?,
    };
    let story = app
        .db
        .write(move |tx| {
            let currency = currencies::by_slug(tx, &slug)?.ok_or_else(Refusal::not_found)?;
            let id = heirlooms::mint(tx, &member, currency.id, holder)?;
            heirlooms::story(tx, &(&member).into(), id)
        })
        .await?;
    Ok(Json(HeirloomStory::new(&story, &app.urls)))
}
