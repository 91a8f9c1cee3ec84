//! Bringing people together: introductions, suggestions, wishes, meet-ups, newcomers.

use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};
use soulava_social::introductions::{self, NewIntroduction};
use soulava_social::{AccountId, Error, IntroductionId, MeetupId, Page, SuggestionId, meetups, newcomers};

use crate::App;
use crate::entities::{self, time};
use crate::extract::{Id, Params, Signed};
use crate::page::Paging;
use crate::reply::{self, Failure, Json, Reply};

/// Which introductions.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Which {
    made: bool,
}

/// `GET /api/soulava/v1/introductions`: offered to the asker, or with `made=true` made by the asker.
pub async fn list(
    app: App,
    Signed(member): Signed,
    paging: Paging<20, 80>,
    Params(which, _): Params<Which>,
) -> Result<Response, Failure> {
    let page = paging.page;
    let found = app
        .db
        .read(move |tx| match which.made {
            true => introductions::list_by(tx, &member, page),
            false => introductions::list_to(tx, &member, page),
        })
        .await?;
    let shown = found.map(|view| entities::introduction(&view, &app.urls));
    Ok(paging.reply(&app, shown))
}

/// Two people and why.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    a: String,
    b: String,
    why: String,
    my_stall: bool,
    show: bool,
}

/// `POST /api/soulava/v1/introductions`
pub async fn offer(app: App, Signed(member): Signed, Params(form, _): Params<Form>) -> Reply<Value> {
    let person = |field, text: &str| {
        AccountId::parse(text).ok_or_else(|| Failure::field(field, "ERR_INVALID", "is the id of an account"))
    };
    let people = [person("a", &form.a)?, person("b", &form.b)?];
    let view = app
        .db
        .write(move |tx| {
            let (why, my_stall, show) = (form.why.clone(), form.my_stall, form.show);
            let id = introductions::offer(tx, &member, &NewIntroduction { people, why, my_stall, show })?;
            introductions::view(tx, &member, id)
        })
        .await?;
    Ok(Json(entities::introduction(&view, &app.urls)))
}

/// `GET /api/soulava/v1/introductions/{id}`
pub async fn show(app: App, Signed(member): Signed, Id(id): Id<IntroductionId>) -> Reply<Value> {
    let view = app.db.read(move |tx| introductions::view(tx, &member, id)).await?;
    Ok(Json(entities::introduction(&view, &app.urls)))
}

/// Yes, or not now.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Said {
    answer: String,
    show: bool,
}

/// `POST /api/soulava/v1/introductions/{id}/answer`
pub async fn answer(
    app: App,
    Signed(member): Signed,
    Id(id): Id<IntroductionId>,
    Params(said, _): Params<Said>,
) -> Reply<Value> {
    let yes = match said.answer.as_str() {
        "yes" => true,
        "not_now" => false,
        _ => return Err(Failure::field("answer", "ERR_INCLUSION", "is yes or not_now")),
    };
    let view = app
        .db
        .write(move |tx| {
            introductions::answer(tx, &member, id, yes, said.show)?;
            introductions::view(tx, &member, id)
        })
        .await?;
    Ok(Json(entities::introduction(&view, &app.urls)))
}

/// `POST /api/soulava/v1/introductions/{id}/glad`
pub async fn glad(app: App, Signed(member): Signed, Id(id): Id<IntroductionId>) -> Reply<Value> {
    let view = app
        .db
        .write(move |tx| {
            introductions::glad(tx, &member, id)?;
            introductions::view(tx, &member, id)
        })
        .await?;
    Ok(Json(entities::introduction(&view, &app.urls)))
}

/// `GET /api/soulava/v1/introductions/suggestion`: looked for at most once a day.
pub async fn suggestion(app: App, Signed(member): Signed) -> Reply<Value> {
    let found = app
        .db
        .write(move |tx| {
            introductions::look(tx, &member)?;
            introductions::suggestion(tx, &member)
        })
        .await?;
    Ok(Json(json!({ "suggestion": found.map(|found| entities::suggestion(&found, &app.urls)) })))
}

/// `POST /api/soulava/v1/introductions/suggestion/{id}/set_aside`
pub async fn set_aside(app: App, Signed(member): Signed, Id(id): Id<SuggestionId>) -> Result<Response, Failure> {
    app.db.write(move |tx| introductions::set_aside(tx, &member, id)).await?;
    Ok(reply::done())
}

/// `GET /api/soulava/v1/introductions/wishes`
pub async fn wishes(app: App, Signed(member): Signed) -> Reply<Value> {
    let found = app.db.read(move |tx| introductions::wishes(tx, &member)).await?;
    Ok(Json(entities::wishes(&found, &app.urls)))
}

/// Open, or not now.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Open {
    not_now: bool,
}

/// `PUT /api/soulava/v1/introductions/wishes`
pub async fn set_wishes(app: App, Signed(member): Signed, Params(open, _): Params<Open>) -> Reply<Value> {
    let found = app
        .db
        .write(move |tx| {
            introductions::set_not_now(tx, &member, open.not_now)?;
            introductions::wishes(tx, &member)
        })
        .await?;
    Ok(Json(entities::wishes(&found, &app.urls)))
}

/// `PUT /api/soulava/v1/introductions/never/{id}`
pub async fn never(app: App, Signed(member): Signed, Id(id): Id<AccountId>) -> Result<Response, Failure> {
    app.db.write(move |tx| introductions::never(tx, &member, id)).await?;
    Ok(reply::done())
}

/// `DELETE /api/soulava/v1/introductions/never/{id}`
pub async fn never_no_more(app: App, Signed(member): Signed, Id(id): Id<AccountId>) -> Result<Response, Failure> {
    app.db.write(move |tx| introductions::never_no_more(tx, &member, id)).await?;
    Ok(reply::done())
}

/// `GET /api/soulava/v1/meetups`: how often, how the asker takes part, and whom they drew.
pub async fn meetups(app: App, Signed(member): Signed) -> Reply<Value> {
    let (every, next, part, drawn) = app
        .db
        .read(move |tx| {
            let drawn = meetups::list(tx, &member, Page::first(80))?.items;
            Ok::<_, Error>((meetups::every(tx)?, meetups::next(tx)?, meetups::part(tx, &member)?, drawn))
        })
        .await?;
    Ok(Json(json!({
        "every": every.as_str(),
        "next_at": next.map(time),
        "joined": part.joined,
        "skips": part.skips,
        "first_next": part.first_next,
        "meetups": drawn.iter().map(|it| entities::meetup(it, &app.urls)).collect::<Vec<_>>(),
    })))
}

/// `POST /api/soulava/v1/meetups/join`
pub async fn join(app: App, Signed(member): Signed) -> Result<Response, Failure> {
    app.db.write(move |tx| meetups::join(tx, &member)).await?;
    Ok(reply::done())
}

/// `POST /api/soulava/v1/meetups/leave`
pub async fn leave(app: App, Signed(member): Signed) -> Result<Response, Failure> {
    app.db.write(move |tx| meetups::leave(tx, &member)).await?;
    Ok(reply::done())
}

/// Whether the next round goes without the asker.
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct Skips {
    skips: bool,
}

impl Default for Skips {
    fn default() -> Self {
        Self { skips: true }
    }
}

/// `POST /api/soulava/v1/meetups/skip`
pub async fn skip(app: App, Signed(member): Signed, Params(skips, _): Params<Skips>) -> Result<Response, Failure> {
    app.db.write(move |tx| meetups::skip(tx, &member, skips.skips)).await?;
    Ok(reply::done())
}

/// `POST /api/soulava/v1/meetups/{id}/met`
pub async fn met(app: App, Signed(member): Signed, Id(id): Id<MeetupId>) -> Result<Response, Failure> {
    app.db.write(move |tx| meetups::met(tx, &member, id)).await?;
    Ok(reply::done())
}

/// How far back.
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct Since {
    days: i64,
}

impl Default for Since {
    fn default() -> Self {
        Self { days: 7 }
    }
}

/// `GET /api/soulava/v1/newcomers`: for greeters; to others it is not there.
pub async fn newcomers(app: App, Signed(member): Signed, Params(since, _): Params<Since>) -> Reply<Vec<Value>> {
    let found = app.db.read(move |tx| newcomers::list(tx, &member, since.days)).await?;
    Ok(Json(found.iter().map(|it| entities::newcomer(it, &app.urls)).collect()))
}
