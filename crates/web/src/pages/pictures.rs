//! Pictures people sent, portraits we draw, and the emblems of currencies: `/media`, `/portraits`, `/emblems`.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use soulava_media::{Stored, names, portrait};
use soulava_social::media::{self, NewMedia};
use soulava_social::{currencies, emblems as ours};

use crate::page::Trouble;
use crate::{Web, emblems};

/// A name that is the hash of its bytes never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// A currency may get another emblem.
const FOR_AN_HOUR: &str = "public, max-age=3600";

/// `GET /media/{file}`: named by the hash of its bytes, which nobody guesses. Whoever was shown a picture has its name.
pub async fn media(State(web): State<Web>, Path(file): Path<String>) -> Response {
    let Some(kind) = names::content_type(&file) else { return missing() };
    match web.0.pictures.open(&file).await {
        Ok(Some(bytes)) => picture(bytes, kind, FOR_EVER),
        Ok(None) => missing(),
        Err(error) => Trouble::broken(&error).bare(),
    }
}

/// `GET /portraits/{seed}.svg` or `.png`
pub async fn portrait(Path(file): Path<String>) -> Response {
    let Some((seed, kind)) = file.split_once('.') else { return missing() };
    let Ok(seed) = seed.parse::<i64>() else { return missing() };
    match kind {
        "svg" => picture(portrait::svg(seed).into(), "image/svg+xml", FOR_EVER),
        "png" => match tokio::task::spawn_blocking(move || portrait::png(seed)).await {
            Ok(bytes) => picture(bytes.into(), "image/png", FOR_EVER),
            Err(error) => Trouble::broken(&error).bare(),
        },
        _ => missing(),
    }
}

/// `GET /emblems/{slug}.svg` or `.png`: of a currency, or one of ours by its own name.
pub async fn emblem(State(web): State<Web>, Path(file): Path<String>) -> Response {
    let Some((slug, kind)) = file.split_once('.') else { return missing() };
    let wanted = slug.to_owned();
    let found = match web.0.db.read(move |tx| currencies::by_slug(tx, &wanted)).await {
        Ok(found) => found,
        Err(error) => return Trouble::from(error).bare(),
    };
    if let Some(file) = found.as_ref().and_then(|currency| currency.emblem_file.clone()) {
        return media(State(web), Path(file)).await;
    }
    let name = found.map_or_else(|| slug.to_owned(), |currency| currency.emblem.clone());
    drawing(&name, kind, FOR_AN_HOUR)
}

/// `GET /assets/emblems/{name}.svg` or `.png`: the tray a currency chooses from.
pub async fn tray(Path(file): Path<String>) -> Response {
    match file.split_once('.') {
        Some((name, kind)) if ours::find(name).is_some() => drawing(name, kind, "public, max-age=86400"),
        _ => missing(),
    }
}

fn drawing(name: &str, kind: &str, cache: &'static str) -> Response {
    let bytes = match kind {
        "svg" => emblems::svg(name).map(|svg| (Bytes::from_static(svg.as_bytes()), "image/svg+xml")),
        "png" => emblems::png(name).map(|png| (Bytes::from_static(png), "image/png")),
        _ => None,
    };
    bytes.map_or_else(missing, |(bytes, kind)| picture(bytes, kind, cache))
}

/// The pictures of a square may be shown by other sites and apps, and can do nothing by themselves.
fn picture(bytes: Bytes, kind: &'static str, cache: &'static str) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    for (name, value) in [
        ("content-type", kind),
        ("cache-control", cache),
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-resource-policy", "cross-origin"),
        ("access-control-allow-origin", "*"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

fn missing() -> Response {
    (StatusCode::NOT_FOUND, [(header::CACHE_CONTROL, "no-store")], "There is no such picture.").into_response()
}

/// A picture that was just stored, as its row.
pub fn as_media(stored: Stored, purpose: soulava_media::Purpose) -> NewMedia {
    NewMedia {
        purpose: match purpose {
            soulava_media::Purpose::Post => media::Purpose::Attachment,
            soulava_media::Purpose::Avatar => media::Purpose::Avatar,
            soulava_media::Purpose::Header => media::Purpose::Header,
            soulava_media::Purpose::Emblem => media::Purpose::Emblem,
        },
        file: stored.file,
        preview_file: stored.preview_file,
        mime: stored.mime.to_owned(),
        width: stored.width.into(),
        height: stored.height.into(),
        preview_width: stored.preview_width.into(),
        preview_height: stored.preview_height.into(),
        size_bytes: i64::try_from(stored.size_bytes).unwrap_or(i64::MAX),
        blurhash: stored.blurhash,
        description: String::new(),
        focus: (0.0, 0.0),
    }
}
