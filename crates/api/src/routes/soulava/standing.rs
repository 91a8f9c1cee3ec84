//! Standing: all of one's own, the public part of others', as seen from the asker, and what can be done about it.

use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};
use soulava_social::cases::{self, CaseView};
use soulava_social::{AccountId, standing};

use crate::App;
use crate::entities::time;
use crate::extract::{Asker, Id, Params, Signed};
use crate::reply::{self, Failure, Json, Reply};

/// `GET /api/soulava/v1/accounts/{id}/standing`: everything for its owner, for others what is public anyway.
pub async fn show(app: App, Asker(viewer): Asker, Id(person): Id<AccountId>) -> Reply<Value> {
    let standings = app.standings.clone();
    let read = app.db.read(move |tx| {
        let (explained, own) = standing::shown(&standings, tx, &viewer, person)?;
        let people = standing::named(tx, &explained)?;
        Ok::<_, soulava_social::Error>(standing::export(&explained, &people, own))
    });
    Ok(Json(read.await?))
}

/// `GET /api/soulava/v1/accounts/{id}/standing/view`: as the asker sees it, never to be mixed with the other.
pub async fn view(app: App, Signed(member): Signed, Id(person): Id<AccountId>) -> Reply<Value> {
    let standings = app.standings.clone();
    let read = app.db.read(move |tx| {
        standing::check_shown(tx, &(&member).into(), person)?;
        standings.seen_from(tx, member.person, person)
    });
    let seen = read.await?;
    Ok(Json(json!({ "account_id": person.to_string(), "path": seen.path, "points": seen.points })))
}

/// `POST /api/soulava/v1/standing/hide`: from everybody else.
pub async fn hide(app: App, Signed(member): Signed) -> Result<Response, Failure> {
    app.db.write(move |tx| standing::hide(tx, &member, true)).await?;
    Ok(reply::done())
}

/// `POST /api/soulava/v1/standing/show`: again.
pub async fn unhide(app: App, Signed(member): Signed) -> Result<Response, Failure> {
    app.db.write(move |tx| standing::hide(tx, &member, false)).await?;
    Ok(reply::done())
}

/// What is not right, and why.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    entry: String,
    words: String,
}

/// `POST /api/soulava/v1/standing/contest`: a moderator looks at an entry and answers with reasons.
pub async fn contest(app: App, Signed(member): Signed, Params(form, _): Params<Form>) -> Reply<Value> {
    let entry = form.entry.parse::<i64>().map_err(|_| Failure::not_found())?;
    let written = app.db.write(move |tx| {
        let id = cases::contest(tx, &member, entry, &form.words)?;
        cases::view(tx, &member, id)
    });
    Ok(Json(question(&written.await?)))
}

/// `GET /api/soulava/v1/standing/questions`: those that concern the asker, newest first.
pub async fn questions(app: App, Signed(member): Signed) -> Reply<Vec<Value>> {
    let found = app.db.read(move |tx| cases::of(tx, &member)).await?;
    Ok(Json(found.iter().map(question).collect()))
}

/// `POST /api/soulava/v1/standing/questions/{id}/appeal`: once, within half a year of the decision.
pub async fn appeal(app: App, Signed(member): Signed, Id(id): Id<i64>, Params(form, _): Params<Form>) -> Reply<Value> {
    let written = app.db.write(move |tx| {
        cases::appeal(tx, &member, id, &form.words)?;
        cases::view(tx, &member, id)
    });
    Ok(Json(question(&written.await?)))
}

/// A question, as those concerned see it: not who decided.
fn question(case: &CaseView) -> Value {
    json!({
        "id": case.id.to_string(),
        "kind": case.kind.as_str(),
        "figure": case.figure,
        "asked_by": case.asked_by.map(|id| id.to_string()),
        "words": case.words,
        "opened_at": time(case.opened_at),
        "people": case.people.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "entries": case.about.iter().map(|it| it.id.to_string()).collect::<Vec<_>>(),
        "entries_count": case.about_in_all,
        "waits": case.waits(),
        "decision": case.holds().map(|it| it.as_str()),
        "reasons": case.reasons,
        "appeal": case.appeal,
        "last_reasons": case.last_reasons,
    })
}
