//! <https://docs.joinmastodon.org/methods/markers/>

use std::collections::BTreeMap;

use serde::Deserialize;
use soulava_social::notifications::{self, MarkOf};

use crate::entities::Marker;
use crate::reply::{Json, Reply};
use crate::{App, Params, Signed};

/// Which marks.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    timeline: Vec<String>,
}

/// `GET /api/v1/markers`
pub async fn list(
    app: App,
    Signed(member): Signed,
    Params(wanted, _): Params<Wanted>,
) -> Reply<BTreeMap<&'static str, Marker>> {
    let marks = app.db.read(move |tx| notifications::marks(tx, &member)).await?;
    let asked = |of: MarkOf| wanted.timeline.iter().any(|name| name == of.as_str());
    Ok(Json(marks.iter().filter(|mark| asked(mark.of)).map(|mark| (mark.of.as_str(), mark.into())).collect()))
}

/// Where somebody is now.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Moved {
    home: Option<At>,
    notifications: Option<At>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct At {
    last_read_id: i64,
}

/// `POST /api/v1/markers`
pub async fn save(
    app: App,
    Signed(member): Signed,
    Params(moved, _): Params<Moved>,
) -> Reply<BTreeMap<&'static str, Marker>> {
    let home = moved.home.map(|at| (MarkOf::Home, at.last_read_id));
    let read = moved.notifications.map(|at| (MarkOf::Notifications, at.last_read_id));
    let saved: Vec<(MarkOf, i64)> = home.into_iter().chain(read).collect();
    let of: Vec<MarkOf> = saved.iter().map(|(of, _)| *of).collect();
    let marks = app
        .db
        .write(move |tx| {
            for (of, last) in &saved {
                notifications::set_mark(tx, &member, *of, *last)?;
            }
            notifications::marks(tx, &member)
        })
        .await?;
    Ok(Json(marks.iter().filter(|mark| of.contains(&mark.of)).map(|mark| (mark.of.as_str(), mark.into())).collect()))
}
