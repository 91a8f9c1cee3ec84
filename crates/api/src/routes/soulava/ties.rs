//! Ties: what the asker has with others. Of two people only these two learn of it.

use std::sync::Arc;

use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};
use soulava_social::accounts::{self, AccountView};
use soulava_social::posts::{self, PostView};
use soulava_social::ties::{self, Moment, Order, Stage, Tie};
use soulava_social::{AccountId, Member, Page, PostId, Result, Tx, Viewer, relations};

use crate::App;
use crate::entities::{Account, time};
use crate::extract::{Id, Params, Signed};
use crate::page::Paging;
use crate::reply::{Failure, Json, Reply};

/// In which order.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sort {
    order: String,
}

/// `GET /api/soulava/v1/ties`: the asker's, the latest act first; `order=closest`: the strongest bond first.
pub async fn list(
    app: App,
    Signed(member): Signed,
    paging: Paging<20, 80>,
    Params(sort, _): Params<Sort>,
) -> std::result::Result<Response, Failure> {
    let (page, order) = (paging.page, if sort.order == "closest" { Order::Closest } else { Order::Newest });
    let read = app.db.read(move |tx| {
        let found = ties::of_in(tx, member.person, page, order)?;
        let views = accounts::views(tx, &found.items.iter().map(|tie| tie.other).collect::<Vec<_>>())?;
        Ok::<_, soulava_social::Error>((found, views))
    });
    let (found, views) = read.await?;
    let line = |tie: &Tie| views.iter().find(|view| view.id == tie.other).map(|view| entity(&app, tie, view));
    let items: Vec<Value> = found.items.iter().filter_map(line).collect();
    Ok(paging.reply(&app, soulava_social::Paged { items, first: found.first, last: found.last }))
}

/// `GET /api/soulava/v1/ties/{id}`: with this account. Not there when nothing passed between the two.
pub async fn show(app: App, Signed(member): Signed, Id(other): Id<AccountId>) -> Reply<Value> {
    let (tie, view) = app.db.read(move |tx| one(tx, &member, other)).await?;
    Ok(Json(entity(&app, &tie, &view)))
}

/// `GET /api/soulava/v1/ties/{id}/history`: what passed between the two, the latest first; cursors are milliseconds.
pub async fn history(
    app: App,
    Signed(member): Signed,
    Id(other): Id<AccountId>,
    paging: Paging<20, 80>,
) -> std::result::Result<Response, Failure> {
    let page = Page { since_id: None, min_id: None, ..paging.page };
    let read = app.db.read(move |tx| {
        one(tx, &member, other)?;
        ties::history(tx, member.person, other, page)
    });
    let moment = |it: Moment| {
        json!({
            "id": it.id.to_string(), "kind": it.kind.as_str(), "mine": it.mine, "times": it.times,
            "object_id": it.object.to_string(), "created_at": time(it.at),
        })
    };
    Ok(paging.reply(&app, read.await?.map(moment)))
}

/// `POST /api/soulava/v1/ties/{id}/greet`: good morning, once a day.
pub async fn greet(app: App, Signed(member): Signed, Id(other): Id<AccountId>) -> Reply<Value> {
    act(app, member, other, ties::greet).await
}

/// `POST /api/soulava/v1/ties/{id}/hide`: out of maps, introductions and common acquaintances.
pub async fn hide(app: App, Signed(member): Signed, Id(other): Id<AccountId>) -> Reply<Value> {
    act(app, member, other, |tx, me, other| ties::hide(tx, me, other, true)).await
}

/// `POST /api/soulava/v1/ties/{id}/show`: back into them.
pub async fn unhide(app: App, Signed(member): Signed, Id(other): Id<AccountId>) -> Reply<Value> {
    act(app, member, other, |tx, me, other| ties::hide(tx, me, other, false)).await
}

/// `POST /api/soulava/v1/ties/{id}/rest`: until the asker's next act.
pub async fn rest(app: App, Signed(member): Signed, Id(other): Id<AccountId>) -> Reply<Value> {
    act(app, member, other, |tx, me, other| ties::rest(tx, me, other, true)).await
}

/// `POST /api/soulava/v1/ties/{id}/wake`
pub async fn wake(app: App, Signed(member): Signed, Id(other): Id<AccountId>) -> Reply<Value> {
    act(app, member, other, |tx, me, other| ties::rest(tx, me, other, false)).await
}

/// `POST /api/soulava/v1/ties/{id}/end`: what was counts nothing any more, for both.
pub async fn end(app: App, Signed(member): Signed, Id(other): Id<AccountId>) -> Reply<Value> {
    act(app, member, other, ties::end).await
}

/// `POST /api/soulava/v1/ties/{id}/erase`: the same, and the asker's side of the history goes.
pub async fn erase(app: App, Signed(member): Signed, Id(other): Id<AccountId>) -> Reply<Value> {
    act(app, member, other, ties::erase).await
}

async fn act(
    app: App,
    member: Member,
    other: AccountId,
    verb: impl Fn(&Tx, &Member, AccountId) -> Result<()> + Send + Sync + 'static,
) -> Reply<Value> {
    let write = app.db.write(move |tx| {
        verb(tx, &member, other)?;
        one(tx, &member, other)
    });
    let (tie, view) = write.await?;
    Ok(Json(entity(&app, &tie, &view)))
}

fn one(tx: &Tx, member: &Member, other: AccountId) -> Result<(Tie, Arc<AccountView>)> {
    let tie = ties::between(tx, member.person, other)?.ok_or_else(soulava_social::Refusal::not_found)?;
    Ok((tie, accounts::view(tx, other)?))
}

fn entity(app: &App, tie: &Tie, other: &AccountView) -> Value {
    let perhaps = |at: i64| (at > 0).then(|| time(at));
    json!({
        "id": tie.id.to_string(),
        "account": Account::new(other, &app.urls),
        "stage": tie.stage.map(Stage::as_str),
        "resting": tie.resting,
        "since": time(tie.since),
        "began_at": time(tie.began_at),
        "last_at": time(tie.last_at),
        "acts": { "mine": tie.mine, "theirs": tie.theirs },
        "gifts": { "mine": tie.gifts_mine, "theirs": tie.gifts_theirs },
        "ways": tie.ways,
        "hidden": tie.hidden,
        "let_rest": tie.let_rest,
        "ended_at": perhaps(tie.ended_at),
    })
}

/// `GET /api/soulava/v1/posts/{id}/why`: why a post stands where it stands among what the asker is shown, in a sentence.
pub async fn why(app: App, Signed(member): Signed, Id(id): Id<PostId>) -> Reply<Value> {
    let read = app.db.read(move |tx| {
        let view = posts::view(tx, &Viewer::from(&member), id)?;
        let (reason, stage) = reason(tx, &member, &view)?;
        Ok::<_, soulava_social::Error>((view, reason, stage))
    });
    let (view, reason, stage) = read.await?;
    let who = &view.keeper.as_ref().unwrap_or(&view.author).display_name;
    let begins = match (reason, stage) {
        ("own", _) => "You wrote this yourself.".to_owned(),
        ("tie", Some(Stage::Close)) => format!("{who} is a close tie of yours."),
        ("tie", Some(Stage::Familiar)) => format!("You and {who} are familiar with each other."),
        ("tie", _) => format!("You and {who} are acquainted."),
        ("follow", _) => format!("You follow {}.", view.author.display_name),
        ("named", _) => format!("{who} names you in it."),
        _ => "It is in the square for everybody.".to_owned(),
    };
    Ok(Json(json!({
        "reason": reason,
        "stage": stage.map(Stage::as_str),
        "why": format!("{begins} Newest first. Nobody paid for this place."),
    })))
}

fn reason(tx: &Tx, member: &Member, view: &PostView) -> Result<(&'static str, Option<Stage>)> {
    let own = [member.account, member.person];
    let speaker = view.keeper.as_ref().unwrap_or(&view.author).id;
    if own.contains(&speaker) || own.contains(&view.author.id) {
        return Ok(("own", None));
    }
    let tie = ties::between(tx, member.person, speaker)?.and_then(|tie| tie.stage);
    let named = view.boosted.as_deref().unwrap_or(view).flags.mentioned;
    Ok(match tie {
        Some(stage) => ("tie", Some(stage)),
        None if relations::is_following(tx, member.account, view.author.id)? => ("follow", None),
        None if named => ("named", None),
        None => ("square", None),
    })
}
