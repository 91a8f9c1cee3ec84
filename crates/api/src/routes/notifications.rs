//! <https://docs.joinmastodon.org/methods/notifications/> and the grouped ones of version 2.

use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use soulava_social::notifications::{self, Kinds, NotificationView};
use soulava_social::{AccountId, Member, NotificationId, Page, Paged, PostId};

use crate::entities::{Account, Notification, NotificationGroup, Status, group_key, known_kind};
use crate::page::with_link;
use crate::reply::{Failure, Json, Reply, done};
use crate::{App, Id, Name, Paging, Params, Signed};

/// Notifications looked through for one group.
const GROUP_MAX: u32 = 200;

/// Which kinds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    types: Vec<String>,
    exclude_types: Vec<String>,
    account_id: Option<String>,
    grouped_types: Option<Vec<String>>,
    limit: Option<u32>,
}

impl Wanted {
    fn kinds(&self) -> Kinds {
        let ours = |kinds: &[String]| {
            let mut out = kinds.to_vec();
            if kinds.iter().any(|kind| kind == "favourite") {
                out.extend(["gift_accepted".to_owned(), "used".to_owned()]);
            }
            if kinds.iter().any(|kind| kind == "mention") {
                let ours = ["gift", "heirloom", "introduction", "introduction_glad", "meetup"];
                out.extend(ours.map(str::to_owned));
            }
            out
        };
        let from = self.account_id.as_deref().filter(|id| !id.is_empty());
        // An account nobody has matches nothing.
        let from = from.map(|id| AccountId::parse(id).unwrap_or(AccountId(-1)));
        Kinds { only: ours(&self.types), without: ours(&self.exclude_types), from }
    }
}

/// `GET /api/v1/notifications`
pub async fn list(
    app: App,
    Signed(member): Signed,
    paging: Paging<40, 80>,
    Params(wanted, _): Params<Wanted>,
) -> Result<Response, Failure> {
    let page = paging.page;
    let found = app.db.read(move |tx| notifications::list(tx, &member, page, &wanted.kinds())).await?;
    let items: Vec<Notification> = found.items.iter().filter_map(|view| Notification::new(view, &app.urls)).collect();
    Ok(paging.reply(&app, Paged { items, first: found.first, last: found.last }))
}

/// `GET /api/v1/notifications/:id`
pub async fn show(app: App, Signed(member): Signed, Id(id): Id<NotificationId>) -> Reply<Notification> {
    let view = app.db.read(move |tx| notifications::get(tx, &member, id)).await?;
    Notification::new(&view, &app.urls).map(Json).ok_or_else(Failure::not_found)
}

/// `POST /api/v1/notifications/:id/dismiss`
pub async fn dismiss(app: App, Signed(member): Signed, Id(id): Id<NotificationId>) -> Result<Response, Failure> {
    app.db.write(move |tx| notifications::dismiss(tx, &member, id)).await?;
    Ok(done())
}

/// `POST /api/v1/notifications/clear`
pub async fn clear(app: App, Signed(member): Signed) -> Result<Response, Failure> {
    app.db.write(move |tx| notifications::clear(tx, &member)).await?;
    Ok(done())
}

/// `GET /api/v1/notifications/unread_count` and version 2's.
pub async fn unread_count(app: App, Signed(member): Signed, Params(wanted, _): Params<Wanted>) -> Reply<Value> {
    let limit = wanted.limit.unwrap_or(100);
    let count = app.db.read(move |tx| notifications::unread_count(tx, &member, &wanted.kinds(), limit)).await?;
    Ok(Json(json!({ "count": count })))
}

fn grouped(views: &[NotificationView], types: Option<&[String]>, app: &App) -> Value {
    let single = |kind: &str| types.is_some_and(|types| !types.iter().any(|grouped| grouped == kind));
    let groups = NotificationGroup::of(views, single);
    let mut people: Vec<(AccountId, Account)> = Vec::new();
    let mut posts: Vec<(PostId, Status)> = Vec::new();
    for view in views.iter().filter(|view| known_kind(view).is_some()) {
        if !people.iter().any(|(id, _)| *id == view.from.id) {
            people.push((view.from.id, Account::new(&view.from, &app.urls)));
        }
        if let Some(post) = view.post.as_ref().filter(|post| !posts.iter().any(|(id, _)| *id == post.post.id)) {
            posts.push((post.post.id, Status::new(post, &app.urls)));
        }
    }
    json!({
        "accounts": people.into_iter().map(|(_, account)| account).collect::<Vec<_>>(),
        "statuses": posts.into_iter().map(|(_, post)| post).collect::<Vec<_>>(),
        "notification_groups": groups,
    })
}

/// `GET /api/v2/notifications`: favourites and boosts of one post on a page are one group.
pub async fn groups(
    app: App,
    Signed(member): Signed,
    paging: Paging<40, 80>,
    Params(wanted, _): Params<Wanted>,
) -> Result<Response, Failure> {
    let page = paging.page;
    let kinds = wanted.kinds();
    let found = app.db.read(move |tx| notifications::list(tx, &member, page, &kinds)).await?;
    let link = paging.link(&app, found.first, found.last);
    Ok(with_link(Json(grouped(&found.items, wanted.grouped_types.as_deref(), &app)).into_response(), link))
}

/// The notifications of a group, newest first, out of the latest of its kind.
async fn of_group(app: &App, member: Member, key: String) -> Result<Vec<NotificationView>, Failure> {
    if let Some(id) = key.strip_prefix("ungrouped-") {
        let id = NotificationId::parse(id).ok_or_else(Failure::not_found)?;
        return Ok(vec![app.db.read(move |tx| notifications::get(tx, &member, id)).await?]);
    }
    let (kind, _) = key.split_once('-').ok_or_else(Failure::not_found)?;
    let kinds = Kinds { only: vec![kind.to_owned()], ..Kinds::default() };
    let found = app.db.read(move |tx| notifications::list(tx, &member, Page::first(GROUP_MAX), &kinds)).await?;
    let of: Vec<NotificationView> = found.items.into_iter().filter(|view| group_key(view) == key).collect();
    if of.is_empty() { Err(Failure::not_found()) } else { Ok(of) }
}

/// `GET /api/v2/notifications/:group_key`
pub async fn group(app: App, Signed(member): Signed, Name(key): Name) -> Reply<Value> {
    let single = key.starts_with("ungrouped-");
    let views = of_group(&app, member, key).await?;
    Ok(Json(grouped(&views, single.then_some(&[]), &app)))
}

/// `GET /api/v2/notifications/:group_key/accounts`
pub async fn group_accounts(app: App, Signed(member): Signed, Name(key): Name) -> Reply<Vec<Account>> {
    let views = of_group(&app, member, key).await?;
    let mut once: Vec<AccountId> = Vec::new();
    let first = |view: &&NotificationView| {
        let fresh = !once.contains(&view.from.id);
        once.push(view.from.id);
        fresh
    };
    Ok(Json(views.iter().filter(first).map(|view| Account::new(&view.from, &app.urls)).collect()))
}

/// `POST /api/v2/notifications/:group_key/dismiss`
pub async fn dismiss_group(app: App, Signed(member): Signed, Name(key): Name) -> Result<Response, Failure> {
    let views = match of_group(&app, member.clone(), key).await {
        Ok(views) => views,
        // As with one notification: none is as good.
        Err(failure) if failure.status == 404 => return Ok(done()),
        Err(failure) => return Err(failure),
    };
    let ids: Vec<NotificationId> = views.iter().map(|view| view.id).collect();
    app.db.write(move |tx| notifications::dismiss_many(tx, &member, &ids)).await?;
    Ok(done())
}

/// `GET` and `PATCH /api/v2/notifications/policy`: everything is let through; filtering by sender is not built.
pub async fn policy(Signed(_): Signed) -> Json<Value> {
    Json(json!({
        "for_not_following": "accept", "for_not_followers": "accept", "for_new_accounts": "accept",
        "for_private_mentions": "accept", "for_limited_accounts": "accept",
        "summary": { "pending_requests_count": 0, "pending_notifications_count": 0 },
    }))
}

/// `GET /api/v1/notifications/requests/merged`: nothing waits to be merged.
pub async fn merged(Signed(_): Signed) -> Json<Value> {
    Json(json!({ "merged": true }))
}
