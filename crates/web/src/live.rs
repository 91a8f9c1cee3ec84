//! `/live`: tells an open page that something came. The page says "3 new"; the reader decides when to look.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::Deserialize;
use soulava_social::posts::Visibility;
use soulava_social::{Db, Member, Notice, PostId, Viewer, posts, timelines, waiting};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, broadcast};

use crate::page::Trouble;
use crate::visit::Visit;

/// Open streams of pages at once; the next one reloads by hand.
const STREAMS_MAX: usize = 2_000;
/// Notices a slow stream may lag behind before it loses some; a lost one is a "new" not counted.
const BEHIND_MAX: usize = 256;

/// Hands on what is announced after each commit.
#[derive(Clone)]
pub struct Live {
    notices: broadcast::Sender<Notice>,
    places: Arc<Semaphore>,
}

impl Live {
    /// Begins to listen to the commits of `db`.
    pub fn listening(db: &Db) -> Self {
        let (notices, _) = broadcast::channel(BEHIND_MAX);
        let hand_on = notices.clone();
        db.on_commit(move |committed| {
            if hand_on.receiver_count() == 0 {
                return;
            }
            for notice in committed.iter().copied().filter_map(Notice::read) {
                let _ = hand_on.send(notice);
            }
        });
        Self { notices, places: Arc::new(Semaphore::new(STREAMS_MAX)) }
    }
}

/// `?show=known|all`
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Show {
    show: String,
}

struct Listener {
    notices: broadcast::Receiver<Notice>,
    db: Db,
    member: Member,
    known: bool,
    _place: OwnedSemaphorePermit,
}

/// `GET /live`: events `post` (something new on the square) and `waiting` (how much waits now).
pub async fn show(visit: Visit, Query(show): Query<Show>) -> Result<Response, Trouble> {
    let live = visit.live();
    let Ok(place) = live.places.clone().try_acquire_owned() else {
        return Ok(StatusCode::SERVICE_UNAVAILABLE.into_response());
    };
    let listener = Listener {
        notices: live.notices.subscribe(),
        db: visit.db().clone(),
        member: visit.member()?.clone(),
        known: show.show == "known",
        _place: place,
    };
    let events = stream::unfold(listener, |mut listener| async move {
        let event = listener.next().await?;
        Some((Ok::<_, Infallible>(event), listener))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(25))).into_response())
}

impl Listener {
    /// The next event; none when the stream is over.
    async fn next(&mut self) -> Option<Event> {
        loop {
            match self.notices.recv().await {
                Ok(Notice::AccessEnded(who)) if who == self.member.person => return None,
                Ok(Notice::Post { post, author }) if author != self.member.account && self.is_new(post).await => {
                    return Some(Event::default().event("post").data(post.to_string()));
                }
                Ok(Notice::Notified { account, .. }) if account == self.member.account => {
                    let member = self.member.clone();
                    let count = self.db.read(move |tx| waiting::count(tx, &member)).await.ok()?;
                    return Some(Event::default().event("waiting").data(count.to_string()));
                }
                Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => {}
                Err(broadcast::error::RecvError::Closed) => return None,
            }
        }
    }

    /// Whether the post would stand in the part of the square this page shows.
    async fn is_new(&self, post: PostId) -> bool {
        let (member, known) = (self.member.clone(), self.known);
        let shown = self.db.read(move |tx| {
            let Some(view) = posts::views(tx, &Viewer::from(&member), &[post])?.pop() else { return Ok(false) };
            if !known {
                return Ok::<_, soulava_social::Error>(
                    view.post.visibility == Visibility::Public && view.post.reply_to.is_none(),
                );
            }
            timelines::shows_known(tx, &member, post)
        });
        shown.await.unwrap_or(false)
    }
}
