//! The square as a server: <https://docs.joinmastodon.org/methods/instance/>

use axum::response::Response;
use bytes::Bytes;
use serde_json::{Value, json};
use soulava_social::accounts;
use soulava_social::settings::{self, PAGE_LANGUAGES, Square};

use crate::entities::{InstanceParts, InstanceText, rule, time};
use crate::reply::{self, Failure};
use crate::{App, Json, Reply};

async fn parts(app: &App) -> Result<InstanceParts, Failure> {
    let (version, picture_bytes_max) = (app.settings.version, app.pictures.limits().picture_bytes_max);
    Ok(app
        .db
        .read_heavy(move |tx| {
            let square = settings::square(tx)?;
            let contact = match square.contact {
                Some(id) => accounts::views(tx, &[id])?.pop().filter(|view| view.is_shown()),
                None => None,
            };
            let (figures, rules) = (settings::figures(tx)?, settings::rules(tx)?);
            Ok::<_, soulava_social::Error>(InstanceParts {
                square,
                figures,
                rules,
                contact,
                version,
                picture_bytes_max,
            })
        })
        .await?)
}

/// <https://docs.joinmastodon.org/methods/instance/#v2>
pub async fn current(app: App) -> Reply<Value> {
    Ok(Json(parts(&app).await?.current(&app.urls)))
}

/// <https://docs.joinmastodon.org/methods/instance/#v1>
pub async fn old(app: App) -> Reply<Value> {
    Ok(Json(parts(&app).await?.old(&app.urls)))
}

/// <https://docs.joinmastodon.org/methods/instance/#rules>
pub async fn rules(app: App) -> Reply<Vec<Value>> {
    let rules = app.db.read(settings::rules).await?;
    Ok(Json(rules.iter().map(rule).collect()))
}

/// <https://docs.joinmastodon.org/methods/instance/#activity>: twelve weeks, newest first.
pub async fn activity(app: App) -> Reply<Vec<Value>> {
    let weeks = app.db.read_heavy(settings::weeks).await?;
    let week = |week: &settings::Week| {
        json!({
            "week": (week.begins_at / 1_000).to_string(),
            "statuses": week.posts.to_string(),
            "logins": week.people.to_string(),
            "registrations": week.newcomers.to_string(),
        })
    };
    Ok(Json(weeks.iter().map(week).collect()))
}

/// <https://docs.joinmastodon.org/methods/instance/#extended_description>
pub async fn extended_description(app: App) -> Reply<InstanceText> {
    text(
        &app,
        |square| if square.extended_description.is_empty() { square.description } else { square.extended_description },
    )
    .await
}

/// <https://docs.joinmastodon.org/methods/instance/#privacy_policy>
pub async fn privacy_policy(app: App) -> Reply<InstanceText> {
    text(&app, |square| if square.privacy_policy.is_empty() { PRIVACY.to_owned() } else { square.privacy_policy }).await
}

/// What holds while the host has written nothing of their own; it is what the program does.
const PRIVACY: &str = "What you write here is kept on this square's own computer and shown to whom you chose. \
    Your e-mail address is used to sign you in and to write to you, and is shown to nobody but the host. \
    There is no advertising, no tracking and nothing is sold.\n\n\
    You may take your words back or leave at any time. When you leave, your name, address, words and pictures are \
    erased; the count of gifts stays without a name.";

async fn text(app: &App, pick: impl FnOnce(Square) -> String) -> Reply<InstanceText> {
    let square = app.db.read(settings::square).await?;
    let updated_at = time(square.changed_at);
    let content = soulava_text::compose(&pick(square), |_| None, |tag| app.urls.tag(tag)).html;
    Ok(Json(InstanceText { updated_at, content }))
}

/// <https://docs.joinmastodon.org/methods/instance/#translation_languages>: nothing is translated.
pub async fn translation_languages() -> Response {
    reply::done()
}

/// Languages of the pages, as `code` and name. Mastodon lists those of its own translations here.
pub async fn languages() -> Json<Vec<Value>> {
    let name = |code: &str| match code {
        "nl" => "Nederlands",
        "da" => "Dansk",
        _ => "English",
    };
    Json(PAGE_LANGUAGES.iter().map(|code| json!({ "code": code, "name": name(code) })).collect())
}

/// <https://docs.joinmastodon.org/methods/instance/#peers> and `domain_blocks`: this square knows no other yet.
pub async fn none() -> Response {
    reply::raw(Bytes::from_static(b"[]"))
}
