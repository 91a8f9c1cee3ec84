//! <https://docs.joinmastodon.org/methods/media/>

use axum::response::Response;
use serde::Deserialize;
use soulava_media::Purpose;
use soulava_social::MediaId;
use soulava_social::media::{self, NewMedia};

use crate::entities::MediaAttachment;
use crate::reply::{Failure, Json, Reply, done};
use crate::{App, Id, Params, Signed};

/// What goes with a picture.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct About {
    description: Option<String>,
    focus: Option<String>,
}

/// `x,y`, each from −1 to 1; empty is none.
pub fn focus(text: &str) -> Result<Option<(f64, f64)>, Failure> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let wrong = || Failure::field("focus", "ERR_INVALID", "is not two numbers with a comma between");
    let (x, y) = text.split_once(',').ok_or_else(wrong)?;
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite()).ok_or_else(wrong);
    Ok(Some((number(x)?, number(y)?)))
}

/// `POST /api/v1/media` and `/api/v2/media`: read, made ours and kept before the answer, so there is nothing to wait for.
pub async fn upload(
    app: App,
    Signed(member): Signed,
    Params(about, mut files): Params<About>,
) -> Reply<MediaAttachment> {
    let file = files.remove("file").ok_or_else(|| Failure::field("file", "ERR_BLANK", "can't be blank"))?;
    let focus = about.focus.as_deref().map(focus).transpose()?.flatten().unwrap_or((0.0, 0.0));
    let stored = app.pictures.accept(file.bytes, Purpose::Post).await.map_err(refused)?;
    let new = NewMedia {
        purpose: media::Purpose::Attachment,
        file: stored.file,
        preview_file: stored.preview_file,
        mime: stored.mime.to_owned(),
        width: i64::from(stored.width),
        height: i64::from(stored.height),
        preview_width: i64::from(stored.preview_width),
        preview_height: i64::from(stored.preview_height),
        size_bytes: i64::try_from(stored.size_bytes).unwrap_or(i64::MAX),
        blurhash: stored.blurhash,
        description: about.description.unwrap_or_default(),
        focus,
    };
    let view = app
        .db
        .write(move |tx| {
            let id = media::add(tx, &member, &new)?;
            media::own(tx, &member, id)
        })
        .await?;
    Ok(Json(MediaAttachment::new(&view, &app.urls)))
}

/// A refused picture in Mastodon's shape: theirs is 422, ours is 503 or 500.
pub fn refused(why: soulava_media::Refused) -> Failure {
    match why {
        soulava_media::Refused::Busy => Failure::busy(),
        soulava_media::Refused::Storage(error) => soulava_store::Error::from(error).into(),
        theirs => Failure::new(
            axum::http::StatusCode::UNPROCESSABLE_ENTITY,
            &format!("Validation failed: File {}", theirs.why()),
        ),
    }
}

/// `GET /api/v1/media/:id`
pub async fn show(app: App, Signed(member): Signed, Id(id): Id<MediaId>) -> Reply<MediaAttachment> {
    let view = app.db.read(move |tx| media::own(tx, &member, id)).await?;
    Ok(Json(MediaAttachment::new(&view, &app.urls)))
}

/// `PUT /api/v1/media/:id`
pub async fn update(
    app: App,
    Signed(member): Signed,
    Id(id): Id<MediaId>,
    Params(about, _): Params<About>,
) -> Reply<MediaAttachment> {
    let focus = about.focus.as_deref().map(focus).transpose()?.flatten();
    let view = app.db.write(move |tx| media::update(tx, &member, id, about.description.as_deref(), focus)).await?;
    Ok(Json(MediaAttachment::new(&view, &app.urls)))
}

/// `DELETE /api/v1/media/:id`
pub async fn delete(app: App, Signed(member): Signed, Id(id): Id<MediaId>) -> Result<Response, Failure> {
    app.db.write(move |tx| media::delete(tx, &member, id)).await?;
    Ok(done())
}
