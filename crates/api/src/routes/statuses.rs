//! <https://docs.joinmastodon.org/methods/statuses/>

use std::sync::Arc;

use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use soulava_social::accounts::AccountView;
use soulava_social::posts::{self, Change, Draft, Key, MediaChange, PostKind, PostView, UseKind, Visibility};
use soulava_social::{AccountId, MediaId, Member, Paged, PostId, Viewer, accounts, gifts};
use soulava_store as store;

use super::{HOT_POST, ids, people};
use crate::entities::{Account, Status, StatusEdit, StatusSource};
use crate::reply::{Failure, Json, Reply};
use crate::{App, Asker, Caller, Id, Paging, Params, Signed};

/// What `POST` and `PUT /api/v1/statuses` take.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct NewStatus {
    status: Option<String>,
    spoiler_text: Option<String>,
    sensitive: Option<bool>,
    visibility: Option<String>,
    language: Option<String>,
    in_reply_to_id: Option<String>,
    media_ids: Option<Vec<String>>,
    media_attributes: Vec<MediaAttributes>,
    poll: Option<Poll>,
    scheduled_at: Option<String>,
    quoted_status_id: Option<String>,
    /// Ours: `recipe` for something to make.
    kind: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
struct MediaAttributes {
    id: String,
    description: Option<String>,
    focus: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
struct Poll {
    options: Vec<String>,
}

impl NewStatus {
    fn check_built(&self) -> Result<(), Failure> {
        if self.poll.as_ref().is_some_and(|poll| !poll.options.is_empty()) {
            return Err(Failure::field("poll", "ERR_INVALID", "is not possible here yet"));
        }
        if self.quoted_status_id.as_deref().is_some_and(|id| !id.is_empty()) {
            return Err(Failure::field("quoted_status_id", "ERR_INVALID", "is not possible here yet"));
        }
        let later = self.scheduled_at.as_deref().filter(|at| !at.is_empty());
        match later.map(|at| at.parse::<jiff::Timestamp>().map(|at| at.as_millisecond())) {
            Some(Err(_)) => Err(Failure::field("scheduled_at", "ERR_INVALID", "is not a date and time")),
            // Mastodon publishes what is due within five minutes at once.
            Some(Ok(at)) if at > crate::limits::now_ms() + 300_000 => {
                Err(Failure::field("scheduled_at", "ERR_INVALID", "is not possible here yet; posts appear at once"))
            }
            _ => Ok(()),
        }
    }

    fn media(&self) -> Result<Option<Vec<MediaId>>, Failure> {
        let Some(ids) = &self.media_ids else { return Ok(None) };
        let parse =
            |id: &String| MediaId::parse(id).ok_or_else(|| Failure::field("media_ids", "ERR_INVALID", "is not there"));
        ids.iter().filter(|id| !id.is_empty()).map(parse).collect::<Result<_, _>>().map(Some)
    }

    fn draft(
        &self,
        app: &App,
        caller: &Caller,
        key: Option<Key>,
        defaults: &posts::Defaults,
    ) -> Result<Draft, Failure> {
        self.check_built()?;
        let visibility = match self.visibility.as_deref().filter(|text| !text.is_empty()) {
            Some(text) => Visibility::parse(text)
                .ok_or_else(|| Failure::field("visibility", "ERR_INCLUSION", "is not included in the list"))?,
            None => defaults.visibility,
        };
        let reply_to = match self.in_reply_to_id.as_deref().filter(|id| !id.is_empty()) {
            Some(id) => Some(PostId::parse(id).ok_or_else(Failure::not_found)?),
            None => None,
        };
        let kind = match self.kind.as_deref() {
            Some("recipe") => PostKind::Recipe,
            _ => PostKind::Note,
        };
        let language =
            self.language.clone().filter(|text| !text.is_empty()).unwrap_or_else(|| defaults.language.clone());
        Ok(Draft {
            text: self.status.clone().unwrap_or_default(),
            spoiler: self.spoiler_text.clone().unwrap_or_default(),
            sensitive: self.sensitive.unwrap_or(defaults.sensitive),
            visibility,
            language: Some(language),
            reply_to,
            media: self.media()?.unwrap_or_default(),
            kind,
            app: Some(caller.0.app),
            idempotency: key,
            host: app.urls.host().to_owned(),
            ..Draft::default()
        })
    }
}

fn key(headers: &HeaderMap, form: &NewStatus) -> Option<Key> {
    let key = headers.get("idempotency-key")?.to_str().ok()?.trim();
    let body = serde_json::to_vec(form).expect("a form is JSON");
    (!key.is_empty()).then(|| Key { key: key.to_owned(), body_hash: Sha256::digest(body).into() })
}

/// `POST /api/v1/statuses`
pub async fn create(
    app: App,
    Signed(member): Signed,
    caller: Caller,
    headers: HeaderMap,
    Params(form, _): Params<NewStatus>,
) -> Reply<Status> {
    let person = member.clone();
    let defaults = app.db.read(move |tx| posts::defaults(tx, &person)).await?;
    let draft = form.draft(&app, &caller, key(&headers, &form), &defaults)?;
    // A post may give: then its writer's allowance is a hot row.
    let keys = gifts::keys(&member, 0);
    let view = app
        .db
        .write_keyed(&keys, move |tx| {
            let id = posts::publish(tx, &member, &draft)?;
            posts::view(tx, &Viewer::from(&member), id)
        })
        .await?;
    Ok(Json(Status::new(&view, &app.urls)))
}

/// `PUT /api/v1/statuses/:id`
pub async fn edit(
    app: App,
    Signed(member): Signed,
    Id(id): Id<PostId>,
    Params(form, _): Params<NewStatus>,
) -> Reply<Status> {
    form.check_built()?;
    let change = |attributes: &MediaAttributes| {
        let id = MediaId::parse(&attributes.id)
            .ok_or_else(|| Failure::field("media_attributes", "ERR_INVALID", "is not there"))?;
        let focus = attributes.focus.as_deref().map(super::media::focus).transpose()?.flatten();
        Ok::<_, Failure>(MediaChange { id, description: attributes.description.clone(), focus })
    };
    let change = Change {
        text: form.status.clone().unwrap_or_default(),
        spoiler: form.spoiler_text.clone().unwrap_or_default(),
        sensitive: form.sensitive.unwrap_or(false),
        language: form.language.clone().filter(|text| !text.is_empty()),
        media: form.media()?,
        media_changes: form.media_attributes.iter().map(change).collect::<Result<_, _>>()?,
        host: app.urls.host().to_owned(),
    };
    let view = app
        .db
        .write(move |tx| {
            posts::edit(tx, &member, id, &change)?;
            posts::view(tx, &Viewer::from(&member), id)
        })
        .await?;
    Ok(Json(Status::new(&view, &app.urls)))
}

/// `GET /api/v1/statuses/:id`
pub async fn show(app: App, Asker(viewer): Asker, Id(id): Id<PostId>) -> Reply<Status> {
    let view = app.db.read(move |tx| posts::view(tx, &viewer, id)).await?;
    Ok(Json(Status::new(&view, &app.urls)))
}

/// Ids of a list, `id[]` or `id`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    id: Vec<String>,
}

/// `GET /api/v1/statuses?id[]=`
pub async fn several(app: App, Asker(viewer): Asker, Params(wanted, _): Params<Wanted>) -> Reply<Vec<Status>> {
    let wanted: Vec<PostId> = ids(&wanted.id, PostId::parse, 20);
    let views = app.db.read(move |tx| posts::views(tx, &viewer, &wanted)).await?;
    Ok(Json(views.iter().map(|view| Status::new(view, &app.urls)).collect()))
}

/// `DELETE /api/v1/statuses/:id`: the answer holds the text, to write it anew.
pub async fn delete(app: App, Signed(member): Signed, Id(id): Id<PostId>) -> Reply<Status> {
    let view: PostView = app
        .db
        .write(move |tx| {
            let view = posts::view(tx, &Viewer::from(&member), id)?;
            posts::delete(tx, &member, id)?;
            Ok::<_, soulava_social::Error>(view)
        })
        .await?;
    Ok(Json(Status::new(&view, &app.urls).with_source(view.post.text.clone())))
}

/// `GET /api/v1/statuses/:id/context`
pub async fn context(app: App, Asker(viewer): Asker, Id(id): Id<PostId>) -> Reply<Value> {
    let thread = app.db.read(move |tx| posts::thread(tx, &viewer, id)).await?;
    let map = |views: &[PostView]| views.iter().map(|view| Status::new(view, &app.urls)).collect::<Vec<_>>();
    Ok(Json(json!({ "ancestors": map(&thread.ancestors), "descendants": map(&thread.descendants) })))
}

/// `GET /api/v1/statuses/:id/source`: for the author alone.
pub async fn source(app: App, Signed(member): Signed, Id(id): Id<PostId>) -> Reply<StatusSource> {
    let account = member.account;
    let view = app.db.read(move |tx| posts::view(tx, &Viewer::from(&member), id)).await?;
    if view.post.account != account {
        return Err(Failure::not_found());
    }
    Ok(Json(StatusSource::new(&view)))
}

/// `GET /api/v1/statuses/:id/history`
pub async fn history(app: App, Asker(viewer): Asker, Id(id): Id<PostId>) -> Reply<Vec<StatusEdit>> {
    let (versions, view) = app
        .db
        .read(move |tx| {
            Ok::<_, soulava_social::Error>((posts::history(tx, &viewer, id)?, posts::view(tx, &viewer, id)?))
        })
        .await?;
    Ok(Json(versions.iter().map(|version| StatusEdit::new(version, &view, &app.urls)).collect()))
}

/// `GET /api/v1/statuses/:id/reblogged_by`
pub async fn reblogged_by(
    app: App,
    Asker(viewer): Asker,
    Id(id): Id<PostId>,
    paging: Paging<40, 80>,
) -> Result<Response, Failure> {
    let page = paging.page;
    let found = app.db.read(move |tx| people(tx, posts::boosted_by(tx, &viewer, id, page)?)).await?;
    Ok(paging.reply(&app, found.map(|account| Account::new(&account, &app.urls))))
}

/// `GET /api/v1/statuses/:id/favourited_by`
pub async fn favourited_by(
    app: App,
    Asker(viewer): Asker,
    Id(id): Id<PostId>,
    paging: Paging<40, 80>,
) -> Result<Response, Failure> {
    let page = paging.page;
    let found = app.db.read(move |tx| people(tx, posts::favourited_by(tx, &viewer, id, page)?)).await?;
    Ok(paging.reply(&app, found.map(|account| Account::new(&account, &app.urls))))
}

/// Does something with a post and shows it as it is then.
async fn act(
    app: &App,
    member: Member,
    id: PostId,
    verb: impl Fn(&soulava_social::Tx, &Member, PostId) -> soulava_social::Result<PostId> + Send + Sync + 'static,
) -> Reply<Status> {
    let view = app
        .db
        .write_keyed(&[store::Key(HOT_POST, id.0)], move |tx| {
            let shown = verb(tx, &member, id)?;
            posts::view(tx, &Viewer::from(&member), shown)
        })
        .await?;
    Ok(Json(Status::new(&view, &app.urls)))
}

/// `POST /api/v1/statuses/:id/favourite`
pub async fn favourite(app: App, Signed(member): Signed, Id(id): Id<PostId>) -> Reply<Status> {
    act(&app, member, id, posts::favourite).await
}

/// `POST /api/v1/statuses/:id/unfavourite`
pub async fn unfavourite(app: App, Signed(member): Signed, Id(id): Id<PostId>) -> Reply<Status> {
    act(&app, member, id, posts::unfavourite).await
}

/// `POST /api/v1/statuses/:id/bookmark`
pub async fn bookmark(app: App, Signed(member): Signed, Id(id): Id<PostId>) -> Reply<Status> {
    act(&app, member, id, posts::bookmark).await
}

/// `POST /api/v1/statuses/:id/unbookmark`
pub async fn unbookmark(app: App, Signed(member): Signed, Id(id): Id<PostId>) -> Reply<Status> {
    act(&app, member, id, posts::unbookmark).await
}

/// Who may see the boost.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Boosting {
    visibility: Option<String>,
}

/// `POST /api/v1/statuses/:id/reblog`: the answer is the boost, around what it repeats.
pub async fn reblog(
    app: App,
    Signed(member): Signed,
    Id(id): Id<PostId>,
    Params(how, _): Params<Boosting>,
) -> Reply<Status> {
    let visibility = match how.visibility.as_deref().filter(|text| !text.is_empty()) {
        Some(text) => Some(
            Visibility::parse(text)
                .ok_or_else(|| Failure::field("visibility", "ERR_INCLUSION", "is not included in the list"))?,
        ),
        None => None,
    };
    act(&app, member, id, move |tx, member, id| posts::boost(tx, member, id, visibility)).await
}

/// `POST /api/v1/statuses/:id/unreblog`: the answer is the original.
pub async fn unreblog(app: App, Signed(member): Signed, Id(id): Id<PostId>) -> Reply<Status> {
    act(&app, member, id, posts::unboost).await
}

/// What "I made this" and "this helped me" take.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Using {
    kind: String,
    words: String,
}

/// `POST /api/soulava/v1/posts/:id/uses`: "I made this", "this helped me".
pub async fn use_it(
    app: App,
    Signed(member): Signed,
    Id(id): Id<PostId>,
    Params(using, _): Params<Using>,
) -> Reply<Status> {
    let kind =
        UseKind::parse(&using.kind).ok_or_else(|| Failure::field("kind", "ERR_INCLUSION", "is made or helped"))?;
    act(&app, member, id, move |tx, member, id| posts::use_it(tx, member, id, kind, &using.words)).await
}

/// `GET /api/soulava/v1/posts/:id/uses`: for whom a post was of use, latest first.
pub async fn uses(app: App, Asker(viewer): Asker, Id(id): Id<PostId>) -> Reply<Vec<Value>> {
    let uses = app.db.read(move |tx| posts::uses(tx, &viewer, id)).await?;
    let map = |one: &posts::UseView| {
        json!({
            "account": Account::new(&one.account, &app.urls), "kind": one.kind.as_str(), "words": one.words,
            "created_at": crate::entities::time(one.at),
        })
    };
    Ok(Json(uses.iter().map(map).collect()))
}

/// Threads cannot be muted and posts cannot be pinned yet; saying so beats pretending.
pub async fn not_yet(app: App, Asker(viewer): Asker, Id(id): Id<PostId>) -> Response {
    match app.db.read(move |tx| posts::view(tx, &viewer, id)).await {
        Ok(_) => Failure::new(StatusCode::UNPROCESSABLE_ENTITY, "Validation failed: This square cannot do that yet")
            .into_response(),
        Err(error) => Failure::from(error).into_response(),
    }
}

/// Undoing what cannot be done is done: the post as it is.
pub async fn as_it_is(app: App, Signed(member): Signed, Id(id): Id<PostId>) -> Reply<Status> {
    let view = app.db.read(move |tx| posts::view(tx, &Viewer::from(&member), id)).await?;
    Ok(Json(Status::new(&view, &app.urls)))
}

/// An empty list about a post the asker may read.
pub async fn none_of(app: App, Asker(viewer): Asker, Id(id): Id<PostId>) -> Reply<Vec<Status>> {
    app.db.read(move |tx| posts::find(tx, &viewer, id)).await?;
    Ok(Json(Vec::new()))
}

/// `GET /api/v1/conversations`
pub async fn conversations(app: App, Signed(member): Signed, paging: Paging<20, 40>) -> Result<Response, Failure> {
    let page = paging.page;
    let me = member.account;
    let (found, views, people) = app
        .db
        .read(move |tx| {
            let found: Paged<(PostId, PostId)> = posts::conversations(tx, &member, page)?;
            let last: Vec<PostId> = found.items.iter().map(|(_, last)| *last).collect();
            let views = posts::views(tx, &Viewer::from(&member), &last)?;
            let named: Vec<AccountId> =
                views.iter().flat_map(|view| view.post.mentions.iter().copied().chain([view.post.account])).collect();
            let people = accounts::views(tx, &named)?;
            Ok::<_, soulava_social::Error>((found, views, people))
        })
        .await?;
    let entity = |(thread, last): &(PostId, PostId)| {
        let view = views.iter().find(|view| view.post.id == *last)?;
        Some(conversation(&app, me, *thread, view, &people))
    };
    let entities: Vec<Value> = found.items.iter().filter_map(entity).collect();
    Ok(paging.reply(&app, Paged { items: entities, first: found.first, last: found.last }))
}

fn conversation(app: &App, me: AccountId, thread: PostId, last: &PostView, people: &[Arc<AccountView>]) -> Value {
    let mut with: Vec<AccountId> =
        last.post.mentions.iter().copied().chain([last.post.account]).filter(|id| *id != me).collect();
    with.sort_unstable();
    with.dedup();
    let with = with.iter().filter_map(|id| people.iter().find(|account| account.id == *id));
    json!({
        "id": thread.to_string(), "unread": false,
        "accounts": with.map(|account| Account::new(account, &app.urls)).collect::<Vec<_>>(),
        "last_status": Status::new(last, &app.urls),
    })
}

/// `POST /api/v1/conversations/:id/read`: nothing is counted as unread, so it is read already.
pub async fn conversation_read(app: App, Signed(member): Signed, Id(id): Id<PostId>) -> Reply<Value> {
    let me = member.account;
    let (view, people) = app
        .db
        .read(move |tx| {
            let view = posts::view(tx, &Viewer::from(&member), id)?;
            let named: Vec<AccountId> = view.post.mentions.iter().copied().chain([view.post.account]).collect();
            let people = accounts::views(tx, &named)?;
            Ok::<_, soulava_social::Error>((view, people))
        })
        .await?;
    Ok(Json(conversation(&app, me, id, &view, &people)))
}
