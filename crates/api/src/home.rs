//! A page of somebody's home: ids from their reel or from the database, bodies from slices.
//!
//! The answer is the same, byte for byte, whichever way it was put together.

use bytes::Bytes;
use soulava_social::posts::PostView;
use soulava_social::{Member, Page, Paged, PostId, Viewer, timelines};

use crate::app::App;
use crate::reels::{FIRST_READ, Started};
use crate::reply::Failure;
use crate::{limits, slices};

/// A page, written.
pub struct Home {
    /// The JSON array.
    pub body: Bytes,
    /// Cursor of the newest item.
    pub first: Option<i64>,
    /// Cursor of the oldest item.
    pub last: Option<i64>,
}

/// What the database said, and what a reel is to be made of.
struct Read {
    page: Paged<Bytes>,
    first: Option<(Vec<PostId>, bool, i64)>,
}

impl From<Paged<Bytes>> for Home {
    fn from(page: Paged<Bytes>) -> Self {
        Self { body: slices::array(&page.items), first: page.first, last: page.last }
    }
}

/// The page of `member`'s home.
pub async fn page(app: &App, member: &Member, page: Page) -> Result<Home, Failure> {
    // Both before anything is read, so that what changes meanwhile is noticed.
    let (stamp, begun) = (app.answers.begin(), app.slices.begin());
    if let Some(ids) = app.reels.read(member.account, &page, limits::now_ms()) {
        if let Some(body) = app.answers.read(member.account, &ids.items) {
            return Ok(Home { body, first: ids.first, last: ids.last });
        }
        let (here, viewer, wanted) = (app.clone(), Viewer::from(member), ids.clone());
        let read = app.db.read(move |tx| slices::page_with_slots(&here, tx, &viewer, wanted.clone(), begun));
        let (found, slots) = read.await?;
        if found.items.len() == ids.items.len() {
            let home = Home::from(found);
            // Pages further down are seldom read twice.
            if page.max_id.is_none() && page.min_id.is_none() {
                app.answers.keep(member.account, ids.items, slots, stamp, home.body.clone());
            }
            return Ok(home);
        }
        // Something went that no notice named: somebody was put out, or what a boost repeats is gone.
        app.reels.drop_one(member.account);
    }
    let is_first = page.max_id.is_none() && page.min_id.is_none() && page.since_id.is_none();
    let started = is_first.then(|| app.reels.start(member.account));
    let begun = app.slices.begin();
    match (from_database(app, member, page, started, begun).await, started) {
        (Ok(Read { page, first: Some((ids, is_all, good_until)) }), Some(started)) => {
            app.reels.finish(member.account, started, &ids, is_all, good_until);
            Ok(page.into())
        }
        (Ok(read), _) => Ok(read.page.into()),
        (Err(failure), _) => {
            app.reels.drop_one(member.account);
            Err(failure)
        }
    }
}

async fn from_database(
    app: &App,
    member: &Member,
    page: Page,
    started: Option<Started>,
    begun: slices::Begun,
) -> Result<Read, Failure> {
    let (here, member) = (app.clone(), member.clone());
    let read = app.db.read(move |tx| {
        let viewer = Viewer::from(&member);
        if started.is_none() {
            let ids = timelines::home(tx, &member, page)?;
            return Ok(Read { page: slices::page(&here, tx, &viewer, ids, begun)?, first: None });
        }
        let more = timelines::home(tx, &member, Page { limit: FIRST_READ.max(page.limit), ..page })?;
        // Fewer than asked for is not yet the end: the search for what is shown gives up after some rounds.
        let is_all = more.items.len() < FIRST_READ.max(page.limit) as usize
            && timelines::home(tx, &member, Page { max_id: more.last, ..Page::first(1) })?.items.is_empty();
        let good_until = timelines::mutes_end(tx, member.account)?.unwrap_or(i64::MAX);
        let first = Some((more.items.clone(), is_all, good_until));
        let ids: Vec<PostId> = more.items.into_iter().take(page.limit as usize).collect();
        let ids = Paged::new(ids, |id| id.0);
        Ok(Read { page: slices::page(&here, tx, &viewer, ids, begun)?, first })
    });
    read.await.map_err(|error: soulava_social::Error| error.into())
}

/// One status without slices, for tests that compare.
pub fn plain(app: &App, views: &[PostView]) -> Bytes {
    let items: Vec<Bytes> = views.iter().map(|view| slices::plain(app, view)).collect();
    slices::array(&items)
}
