//! Vouches: who says that they met whom, and whether that gave somebody a voice.

use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};
use soulava_social::vouches::{self, Vouch};
use soulava_social::{AccountId, Tx, accounts};

use crate::App;
use crate::entities::{Account, time};
use crate::extract::{Id, Params, Signed};
use crate::page::Paging;
use crate::reply::{self, Failure, Json, Reply};

/// `GET /api/soulava/v1/vouches`: the asker's own that stand, newest first.
pub async fn list(app: App, Signed(member): Signed, paging: Paging<20, 80>) -> Result<Response, Failure> {
    let page = paging.page;
    let read = app.db.read(move |tx| {
        let found = vouches::given(tx, &member, page)?;
        let views = people(tx, found.items.iter().map(|it| it.whom))?;
        Ok::<_, soulava_social::Error>((found, views))
    });
    let (found, views) = read.await?;
    Ok(paging.reply(
        &app,
        soulava_social::Paged {
            items: found.items.iter().filter_map(|it| line(&app, it, it.whom, &views)).collect::<Vec<_>>(),
            first: found.first,
            last: found.last,
        },
    ))
}

/// `GET /api/soulava/v1/vouches/received`: whether the asker has a voice, why, and who vouches for them.
pub async fn received(app: App, Signed(member): Signed) -> Reply<Value> {
    let read = app.db.read(move |tx| {
        let theirs = vouches::of(tx, member.person)?;
        let views = people(tx, theirs.vouches.iter().map(|it| it.voucher))?;
        Ok::<_, soulava_social::Error>((theirs, views))
    });
    let (theirs, views) = read.await?;
    Ok(Json(json!({
        "voice": theirs.vetted,
        "because": theirs.vetting.filter(|_| theirs.vetted).map(|it| it.how.as_str()),
        "ends": theirs.vetting.filter(|_| theirs.vetted).and_then(|it| it.until_day).map(|day| time(day * 86_400_000)),
        "needed": vouches::NEEDED,
        "vouches": theirs.vouches.iter().filter_map(|it| line(&app, it, it.voucher, &views)).collect::<Vec<_>>(),
    })))
}

/// Whom a vouch is for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    account_id: String,
}

/// `POST /api/soulava/v1/vouches`: "we met; I vouch for them". Said again it changes nothing.
pub async fn vouch(app: App, Signed(member): Signed, Params(form, _): Params<Form>) -> Result<Response, Failure> {
    let whom = AccountId::parse(&form.account_id).ok_or_else(Failure::not_found)?;
    app.db.write(move |tx| vouches::vouch(tx, &member, whom)).await?;
    Ok(reply::done())
}

/// `DELETE /api/soulava/v1/vouches/{id}`: takes the vouch for this account back.
pub async fn withdraw(app: App, Signed(member): Signed, Id(whom): Id<AccountId>) -> Result<Response, Failure> {
    app.db.write(move |tx| vouches::withdraw(tx, &member, whom)).await?;
    Ok(reply::done())
}

type Views = Vec<std::sync::Arc<accounts::AccountView>>;

fn people(tx: &Tx, ids: impl Iterator<Item = AccountId>) -> soulava_social::Result<Views> {
    accounts::views(tx, &ids.collect::<Vec<_>>())
}

/// A vouch with the other one of the two.
fn line(app: &App, vouch: &Vouch, other: AccountId, views: &Views) -> Option<Value> {
    let view = views.iter().find(|view| view.id == other)?;
    Some(json!({
        "id": vouch.id.to_string(),
        "account": Account::new(view, &app.urls),
        "basis": vouch.basis.as_str(),
        "since": time(vouch.at),
        "counts": vouch.counts,
    }))
}
