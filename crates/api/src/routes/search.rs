//! <https://docs.joinmastodon.org/methods/search/>, hashtags and custom emoji.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};
use soulava_social::currencies::{self, CurrencyView};
use soulava_social::{AccountId, Error, Page, accounts, posts, search, tags};

use crate::entities::{Account, CustomEmoji, Status, Tag};
use crate::reply::{Failure, Json, Reply};
use crate::{App, Asker, Name, Params};

/// What `GET /api/v2/search` takes. `resolve` asks other servers, of which there are none yet.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Query {
    q: String,
    #[serde(rename = "type")]
    kind: Option<String>,
    following: bool,
    account_id: Option<String>,
    max_id: Option<i64>,
    min_id: Option<i64>,
    limit: Option<u32>,
    offset: Option<u32>,
}

/// `GET /api/v2/search`
pub async fn find(app: App, Asker(viewer): Asker, Params(query, _): Params<Query>) -> Reply<Value> {
    let kind = query.kind.clone().unwrap_or_default();
    if !matches!(kind.as_str(), "" | "accounts" | "hashtags" | "statuses") {
        return Err(Failure::field("type", "ERR_INCLUSION", "is not included in the list"));
    }
    let limit = query.limit.unwrap_or(20).clamp(1, 40);
    // As in Mastodon, an offset means something for one kind only.
    let offset = if kind.is_empty() { 0 } else { query.offset.unwrap_or(0).min(1_000) };
    let from = query.account_id.as_deref().and_then(AccountId::parse);
    let page = Page { max_id: query.max_id, since_id: query.min_id, min_id: None, limit };
    let host = app.urls.host().to_owned();
    let origin = app.urls.origin().to_owned();
    let (people, found, hashtags) = app
        .db
        .read_heavy(move |tx| {
            let q = query.q.trim();
            let wants = |what: &str| !q.is_empty() && (kind.is_empty() || kind == what);
            let linked =
                q.strip_prefix(origin.as_str()).map(|path| path.trim_start_matches("/@").trim_matches('/').to_owned());
            let mut people = Vec::new();
            let mut found = Vec::new();
            let mut hashtags = Vec::new();
            match linked {
                // The address of a person or post of ours is that person or post.
                Some(path) => {
                    let (name, post) = path.split_once('/').unwrap_or((&path, ""));
                    if post.is_empty() && wants("accounts") {
                        people = search::people(tx, &viewer, &format!("@{name}"), &host, 1, 0, false)?;
                    }
                    if let (true, Some(id)) = (wants("statuses"), soulava_social::PostId::parse(post)) {
                        found = vec![id];
                    }
                }
                None => {
                    if wants("accounts") && !q.starts_with('#') {
                        people = search::people(tx, &viewer, q, &host, limit, offset, query.following)?;
                    }
                    if wants("hashtags") && !q.starts_with('@') {
                        hashtags = tags::beginning_with(tx, &viewer, q, limit, offset)?;
                    }
                    let by_words = wants("statuses") && (!q.starts_with(['#', '@']) || kind == "statuses");
                    if let (true, Some(member)) = (by_words, &viewer.0) {
                        found = search::posts(tx, member, q, from, page, offset)?;
                    }
                }
            }
            Ok::<_, Error>((accounts::views(tx, &people)?, posts::views(tx, &viewer, &found)?, hashtags))
        })
        .await?;
    Ok(Json(json!({
        "accounts": people.iter().map(|account| Account::new(account, &app.urls)).collect::<Vec<_>>(),
        "statuses": found.iter().map(|view| Status::new(view, &app.urls)).collect::<Vec<_>>(),
        "hashtags": hashtags.iter().map(|tag| Tag::new(tag, &app.urls)).collect::<Vec<_>>(),
    })))
}

/// `GET /api/v1/tags/:name`
pub async fn tag(app: App, Name(name): Name) -> Reply<Tag> {
    if name.chars().count() > soulava_text::TAG_CHARS_MAX {
        return Err(Failure::not_found());
    }
    let view = app.db.read(move |tx| tags::view(tx, &name)).await?;
    Ok(Json(Tag::new(&view, &app.urls)))
}

/// `GET /api/v1/custom_emojis`: every currency is one, so that any app can give it in a post.
pub async fn custom_emojis(app: App) -> Reply<Vec<CustomEmoji>> {
    let currencies = app.db.read(currencies::list).await?;
    let emoji = |currency: &Arc<CurrencyView>| {
        CustomEmoji::new(&currency.slug, app.urls.emblem(currency), !currency.rests, Some("Currencies".to_owned()))
    };
    Ok(Json(currencies.iter().map(emoji).collect()))
}
