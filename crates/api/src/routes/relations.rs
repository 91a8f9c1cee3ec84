//! Follows, blocks, mutes and notes: <https://docs.joinmastodon.org/methods/accounts/#follow> and around.

use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};
use soulava_social::relations::{self, FollowOptions};
use soulava_social::{AccountId, Member, Page, Paged, Result as Done, Tx, accounts};
use soulava_store as store;

use super::{HOT_ACCOUNT, ids, people};
use crate::entities::{Account, Relationship, time};
use crate::reply::{Failure, Json, Reply};
use crate::{App, Asker, Id, Paging, Params, Signed};

/// Does something with somebody and says what the two are to each other then.
async fn act(
    app: &App,
    member: Member,
    whom: AccountId,
    verb: impl Fn(&Tx, &Member, AccountId) -> Done<()> + Send + Sync + 'static,
) -> Reply<Relationship> {
    let keys = [store::Key(HOT_ACCOUNT, member.account.0), store::Key(HOT_ACCOUNT, whom.0)];
    let relation = app
        .db
        .write_keyed(&keys, move |tx| {
            verb(tx, &member, whom)?;
            relations::relationships(tx, &member, &[whom])
        })
        .await?
        .pop()
        .ok_or_else(Failure::not_found)?;
    Ok(Json(relation.into()))
}

/// What following takes.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Following {
    reblogs: Option<bool>,
    notify: Option<bool>,
    languages: Option<Vec<String>>,
}

/// `POST /api/v1/accounts/:id/follow`
pub async fn follow(
    app: App,
    Signed(member): Signed,
    Id(whom): Id<AccountId>,
    Params(how, _): Params<Following>,
) -> Reply<Relationship> {
    let options = FollowOptions { boosts: how.reblogs, notify: how.notify, languages: how.languages };
    act(&app, member, whom, move |tx, me, whom| relations::follow(tx, me, whom, &options)).await
}

/// `POST /api/v1/accounts/:id/unfollow`
pub async fn unfollow(app: App, Signed(member): Signed, Id(whom): Id<AccountId>) -> Reply<Relationship> {
    act(&app, member, whom, relations::unfollow).await
}

/// `POST /api/v1/accounts/:id/remove_from_followers`
pub async fn remove_follower(app: App, Signed(member): Signed, Id(who): Id<AccountId>) -> Reply<Relationship> {
    act(&app, member, who, relations::remove_follower).await
}

/// `POST /api/v1/follow_requests/:id/authorize`
pub async fn accept(app: App, Signed(member): Signed, Id(who): Id<AccountId>) -> Reply<Relationship> {
    act(&app, member, who, relations::accept).await
}

/// `POST /api/v1/follow_requests/:id/reject`
pub async fn reject(app: App, Signed(member): Signed, Id(who): Id<AccountId>) -> Reply<Relationship> {
    act(&app, member, who, relations::reject).await
}

/// `POST /api/v1/accounts/:id/block`
pub async fn block(app: App, Signed(member): Signed, Id(whom): Id<AccountId>) -> Reply<Relationship> {
    act(&app, member, whom, relations::block).await
}

/// `POST /api/v1/accounts/:id/unblock`
pub async fn unblock(app: App, Signed(member): Signed, Id(whom): Id<AccountId>) -> Reply<Relationship> {
    act(&app, member, whom, relations::unblock).await
}

/// What muting takes.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Muting {
    notifications: Option<bool>,
    duration: Option<i64>,
}

/// `POST /api/v1/accounts/:id/mute`; `duration` in seconds, 0 without end.
pub async fn mute(
    app: App,
    Signed(member): Signed,
    Id(whom): Id<AccountId>,
    Params(how, _): Params<Muting>,
) -> Reply<Relationship> {
    let for_ms = how.duration.map(|seconds| seconds.saturating_mul(1_000));
    act(&app, member, whom, move |tx, me, whom| {
        relations::mute(tx, me, whom, how.notifications.unwrap_or(true), for_ms)
    })
    .await
}

/// `POST /api/v1/accounts/:id/unmute`
pub async fn unmute(app: App, Signed(member): Signed, Id(whom): Id<AccountId>) -> Reply<Relationship> {
    act(&app, member, whom, relations::unmute).await
}

/// What a note takes.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Note {
    comment: String,
}

/// `POST /api/v1/accounts/:id/note`
pub async fn note(
    app: App,
    Signed(member): Signed,
    Id(whom): Id<AccountId>,
    Params(note, _): Params<Note>,
) -> Reply<Relationship> {
    act(&app, member, whom, move |tx, me, whom| relations::note(tx, me, whom, &note.comment)).await
}

/// Featuring people on a profile is not built: undoing it is done, doing it is refused.
pub async fn as_it_is(app: App, Signed(member): Signed, Id(whom): Id<AccountId>) -> Reply<Relationship> {
    act(&app, member, whom, |_, _, _| Ok(())).await
}

/// Ids of accounts, `id[]` or `id`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    id: Vec<String>,
}

/// `GET /api/v1/accounts/relationships`
pub async fn relationships(
    app: App,
    Signed(member): Signed,
    Params(wanted, _): Params<Wanted>,
) -> Reply<Vec<Relationship>> {
    let wanted = ids(&wanted.id, AccountId::parse, 200);
    let found = app.db.read(move |tx| relations::relationships(tx, &member, &wanted)).await?;
    Ok(Json(found.into_iter().map(Relationship::from).collect()))
}

/// `GET /api/v1/accounts/familiar_followers`
pub async fn familiar_followers(
    app: App,
    Signed(member): Signed,
    Params(wanted, _): Params<Wanted>,
) -> Reply<Vec<Value>> {
    let wanted = ids(&wanted.id, AccountId::parse, 40);
    let (found, people) = app
        .db
        .read(move |tx| {
            let found = relations::familiar_followers(tx, &member, &wanted)?;
            let mut all: Vec<AccountId> = found.iter().flat_map(|(_, people)| people.iter().copied()).collect();
            all.sort_unstable();
            all.dedup();
            Ok::<_, soulava_social::Error>((found, accounts::views(tx, &all)?))
        })
        .await?;
    let entity = |(id, familiar): &(AccountId, Vec<AccountId>)| {
        let familiar = familiar.iter().filter_map(|id| people.iter().find(|account| account.id == *id));
        json!({ "id": id.to_string(), "accounts": familiar.map(|account| Account::new(account, &app.urls)).collect::<Vec<_>>() })
    };
    Ok(Json(found.iter().map(entity).collect()))
}

/// A page of accounts.
async fn page<const D: u32, const M: u32>(
    app: &App,
    paging: &Paging<D, M>,
    list: impl Fn(&Tx, Page) -> Done<Paged<AccountId>> + Send + Sync + 'static,
) -> Result<Response, Failure> {
    let page = paging.page;
    let found = app.db.read(move |tx| people(tx, list(tx, page)?)).await?;
    Ok(paging.reply(app, found.map(|account| Account::new(&account, &app.urls))))
}

/// `GET /api/v1/accounts/:id/followers`
pub async fn followers(
    app: App,
    Asker(viewer): Asker,
    Id(of): Id<AccountId>,
    paging: Paging<40, 80>,
) -> Result<Response, Failure> {
    page(&app, &paging, move |tx, page| relations::followers(tx, &viewer, of, page)).await
}

/// `GET /api/v1/accounts/:id/following`
pub async fn following(
    app: App,
    Asker(viewer): Asker,
    Id(of): Id<AccountId>,
    paging: Paging<40, 80>,
) -> Result<Response, Failure> {
    page(&app, &paging, move |tx, page| relations::following(tx, &viewer, of, page)).await
}

/// `GET /api/v1/follow_requests`
pub async fn requests(app: App, Signed(member): Signed, paging: Paging<40, 80>) -> Result<Response, Failure> {
    page(&app, &paging, move |tx, page| relations::requests(tx, &member, page)).await
}

/// `GET /api/v1/blocks`
pub async fn blocks(app: App, Signed(member): Signed, paging: Paging<40, 80>) -> Result<Response, Failure> {
    page(&app, &paging, move |tx, page| relations::blocks(tx, &member, page)).await
}

/// `GET /api/v1/mutes`: accounts, each with when the mute ends.
pub async fn mutes(app: App, Signed(member): Signed, paging: Paging<40, 80>) -> Result<Response, Failure> {
    let page = paging.page;
    let (found, people) = app
        .db
        .read(move |tx| {
            let found = relations::mutes(tx, &member, page)?;
            let all: Vec<AccountId> = found.items.iter().map(|(id, _)| *id).collect();
            Ok::<_, soulava_social::Error>((found, accounts::views(tx, &all)?))
        })
        .await?;
    let entity = |(id, until): &(AccountId, Option<i64>)| {
        let account = people.iter().find(|account| account.id == *id)?;
        let mut entity = serde_json::to_value(Account::new(account, &app.urls)).expect("an account is JSON");
        entity["mute_expires_at"] = json!(until.map(time));
        Some(entity)
    };
    let items: Vec<Value> = found.items.iter().filter_map(entity).collect();
    Ok(paging.reply(&app, Paged { items, first: found.first, last: found.last }))
}
