//! Heirlooms: their story, handing them on, taking them.

use serde::Deserialize;
use soulava_social::{AccountId, HeirloomId, Viewer, gifts, heirlooms};

use crate::App;
use crate::entities::{Gift, HeirloomStory};
use crate::extract::{Asker, Id, Params, Signed};
use crate::reply::{Failure, Json, Reply};

/// `GET /api/soulava/v1/heirlooms/{id}`
pub async fn story(app: App, Asker(viewer): Asker, Id(id): Id<HeirloomId>) -> Reply<HeirloomStory> {
    let story = app.db.read(move |tx| heirlooms::story(tx, &viewer, id)).await?;
    Ok(Json(HeirloomStory::new(&story, &app.urls)))
}

/// To whom, and with which line.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    to: String,
    line: String,
}

/// `POST /api/soulava/v1/heirlooms/{id}/pass`: it moves when it is accepted.
pub async fn pass(
    app: App,
    Signed(member): Signed,
    Id(id): Id<HeirloomId>,
    Params(form, _): Params<Form>,
) -> Reply<Gift> {
    let to =
        AccountId::parse(&form.to).ok_or_else(|| Failure::field("to", "ERR_INVALID", "is the id of an account"))?;
    let keys = gifts::keys(&member, 0);
    let view = app
        .db
        .write_keyed(&keys, move |tx| {
            let gift = heirlooms::pass(tx, &member, id, to, &form.line)?;
            gifts::view(tx, &Viewer::from(&member), gift)
        })
        .await?;
    Ok(Json(Gift::new(&view, &app.urls)))
}

/// A word with accepting.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Word {
    back: Option<String>,
}

/// `POST /api/soulava/v1/heirlooms/{id}/accept`
pub async fn accept(
    app: App,
    Signed(member): Signed,
    Id(id): Id<HeirloomId>,
    Params(word, _): Params<Word>,
) -> Reply<HeirloomStory> {
    let story = app
        .db
        .write(move |tx| {
            heirlooms::accept(tx, &member, id, word.back.as_deref())?;
            heirlooms::story(tx, &Viewer::from(&member), id)
        })
        .await?;
    Ok(Json(HeirloomStory::new(&story, &app.urls)))
}
