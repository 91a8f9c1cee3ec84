//! <https://docs.joinmastodon.org/methods/timelines/>, and other lists of posts.

use axum::response::Response;
use bytes::Bytes;
use serde::Deserialize;
use soulava_social::timelines::{self, Filter, TagQuery};
use soulava_social::{AccountId, Paged, Viewer};

use crate::home;
use crate::page::with_link;
use crate::reply::{self, Failure};
use crate::slices;
use crate::{App, Asker, Id, Name, Paging, Params, Signed};

/// A page of statuses that are JSON already. A post that went in between is left out; the cursors stay.
fn answer<const D: u32, const M: u32>(app: &App, paging: &Paging<D, M>, found: Paged<Bytes>) -> Response {
    with_link(reply::raw(slices::array(&found.items)), paging.link(app, found.first, found.last))
}

/// `GET /api/v1/timelines/home`: ids from the reader's reel, or from the database when it does not have them all.
pub async fn at_home(app: App, Signed(member): Signed, paging: Paging<20, 40>) -> Result<Response, Failure> {
    let home = home::page(&app, &member, paging.page).await?;
    Ok(with_link(reply::raw(home.body), paging.link(&app, home.first, home.last)))
}

/// What `GET /api/v1/timelines/public` takes.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Public {
    remote: bool,
    only_media: bool,
}

/// `GET /api/v1/timelines/public`: the square. Nothing comes from afar yet, so `remote` is empty.
pub async fn public(
    app: App,
    Asker(viewer): Asker,
    paging: Paging<20, 40>,
    Params(what, _): Params<Public>,
) -> Result<Response, Failure> {
    let page = paging.page;
    if what.remote {
        return Ok(answer(&app, &paging, Paged::new(Vec::new(), |_| 0)));
    }
    let (here, begun) = (app.clone(), app.slices.begin());
    let found = app
        .db
        .read(move |tx| slices::page(&here, tx, &viewer, timelines::square(tx, &viewer, page, what.only_media)?, begun))
        .await?;
    Ok(answer(&app, &paging, found))
}

/// What `GET /api/v1/timelines/tag/:hashtag` takes.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Tagged {
    any: Vec<String>,
    all: Vec<String>,
    none: Vec<String>,
    remote: bool,
    only_media: bool,
}

/// `GET /api/v1/timelines/tag/:hashtag`
pub async fn tag(
    app: App,
    Asker(viewer): Asker,
    Name(name): Name,
    paging: Paging<20, 40>,
    Params(what, _): Params<Tagged>,
) -> Result<Response, Failure> {
    let page = paging.page;
    let fold = |names: &[String]| {
        names.iter().take(4).map(|name| soulava_text::fold(name.trim_start_matches('#'))).collect::<Vec<_>>()
    };
    let mut any = fold(&what.any);
    any.push(soulava_text::fold(name.trim_start_matches('#')));
    let mut all = fold(&what.all);
    all.sort_unstable();
    all.dedup();
    let query = TagQuery { any, all, none: fold(&what.none), only_media: what.only_media };
    if what.remote {
        return Ok(answer(&app, &paging, Paged::new(Vec::new(), |_| 0)));
    }
    let (here, begun) = (app.clone(), app.slices.begin());
    let found = app
        .db
        .read(move |tx| slices::page(&here, tx, &viewer, timelines::tag(tx, &viewer, page, &query)?, begun))
        .await?;
    Ok(answer(&app, &paging, found))
}

/// What `GET /api/v1/accounts/:id/statuses` takes.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct OfAccount {
    only_media: bool,
    exclude_replies: bool,
    exclude_reblogs: bool,
    pinned: bool,
    tagged: Option<String>,
}

/// `GET /api/v1/accounts/:id/statuses`. Nothing can be pinned yet, so `pinned` is empty.
pub async fn of_account(
    app: App,
    Asker(viewer): Asker,
    Id(of): Id<AccountId>,
    paging: Paging<20, 40>,
    Params(what, _): Params<OfAccount>,
) -> Result<Response, Failure> {
    let page = paging.page;
    let filter = Filter {
        only_media: what.only_media,
        exclude_replies: what.exclude_replies,
        exclude_boosts: what.exclude_reblogs,
        tagged: what
            .tagged
            .as_deref()
            .filter(|tag| !tag.is_empty())
            .map(|tag| soulava_text::fold(tag.trim_start_matches('#'))),
    };
    let (here, begun) = (app.clone(), app.slices.begin());
    let found = app
        .db
        .read(move |tx| {
            let mut ids = timelines::account(tx, &viewer, of, page, &filter)?;
            if what.pinned {
                ids = Paged::new(Vec::new(), |_| 0);
            }
            slices::page(&here, tx, &viewer, ids, begun)
        })
        .await?;
    Ok(answer(&app, &paging, found))
}

/// `GET /api/v1/favourites`
pub async fn favourites(app: App, Signed(member): Signed, paging: Paging<20, 40>) -> Result<Response, Failure> {
    let page = paging.page;
    let (here, begun) = (app.clone(), app.slices.begin());
    let found = app
        .db
        .read(move |tx| {
            slices::page(&here, tx, &Viewer::from(&member), timelines::favourites(tx, &member, page)?, begun)
        })
        .await?;
    Ok(answer(&app, &paging, found))
}

/// `GET /api/v1/bookmarks`
pub async fn bookmarks(app: App, Signed(member): Signed, paging: Paging<20, 40>) -> Result<Response, Failure> {
    let page = paging.page;
    let (here, begun) = (app.clone(), app.slices.begin());
    let found = app
        .db
        .read(move |tx| {
            slices::page(&here, tx, &Viewer::from(&member), timelines::bookmarks(tx, &member, page)?, begun)
        })
        .await?;
    Ok(answer(&app, &paging, found))
}

/// `GET /api/v1/timelines/direct`
pub async fn direct(app: App, Signed(member): Signed, paging: Paging<20, 40>) -> Result<Response, Failure> {
    let page = paging.page;
    let (here, begun) = (app.clone(), app.slices.begin());
    let found = app
        .db
        .read(move |tx| slices::page(&here, tx, &Viewer::from(&member), timelines::direct(tx, &member, page)?, begun))
        .await?;
    Ok(answer(&app, &paging, found))
}
