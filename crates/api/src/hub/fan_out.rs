//! Which streams a notice concerns, and what they are told.

use std::collections::HashSet;

use soulava_social::notifications;
use soulava_social::posts::{self, PostView, Visibility};
use soulava_social::timelines::{self, READERS_MAX, Reader};
use soulava_social::{AccountId, Db, Member, Notice, NotificationId, PostId, Result, Role, Viewer};

use super::{Channel, Frame, Streams};
use crate::app::App;
use crate::entities::{Notification, Status};

/// Tells every stream that is concerned. Runs on the hub's thread; what cannot be read is logged, and nobody waits.
pub fn tell(app: &App, notice: Notice) {
    let told = match notice {
        Notice::Post { post, .. } => post_event(app, post, "update"),
        Notice::PostEdited(post) => post_event(app, post, "status.update"),
        Notice::PostGone { post, .. } => {
            gone(&app.hub.streams, post);
            Ok(())
        }
        Notice::Notified { account, notification } => notified(app, account, notification),
        _ => Ok(()),
    };
    match told {
        Ok(()) | Err(soulava_social::Error::Refused(_)) => {}
        Err(error) => tracing::warn!(%error, ?notice, "the hub could not tell"),
    }
}

/// A post appeared or changed: to the homes it belongs to, and to who listens to the square.
fn post_event(app: &App, post: PostId, event: &str) -> Result<()> {
    let streams = &app.hub.streams;
    let (listeners, public) = (streams.accounts(), streams.has_public());
    if listeners.is_empty() && !public && app.reels.is_empty() {
        return Ok(());
    }
    let (stored, homes) = app.db.read_blocking(move |tx| {
        let stored = posts::load(tx, post)?;
        let homes = timelines::homes(tx, &stored)?;
        Ok::<_, soulava_social::Error>((stored, homes))
    })?;
    if event == "update" {
        app.reels.add(post, homes.iter().copied());
    }
    if listeners.is_empty() && !public {
        return Ok(());
    }

    // What everybody may read is written once; what only some may read is written for each of them.
    let is_open = stored.visibility.is_open();
    let shared = if is_open { Some(Written::of(app, &Viewer::PASSER_BY, post, event)?) } else { None };
    let homes: HashSet<AccountId> = homes.into_iter().collect();
    for account in listeners.iter().filter(|account| homes.contains(account)) {
        let own;
        let written = match &shared {
            Some(shared) => shared,
            None => {
                own = Written::of(app, &as_reader(*account), post, event)?;
                &own
            }
        };
        streams.send_to(*account, |channel| *channel == Channel::User, |_| Some(written.home.clone()));
    }
    match shared {
        Some(shared) if public && stored.visibility == Visibility::Public && stored.boost_of.is_none() => {
            let readers = readers(&app.db, post, listeners)?;
            to_square(streams, &shared, &readers, event);
        }
        _ => {}
    }
    Ok(())
}

/// The readers among the listeners, asked in groups.
fn readers(db: &Db, post: PostId, listeners: Vec<AccountId>) -> Result<Vec<Reader>> {
    let mut readers = Vec::new();
    for group in listeners.chunks(READERS_MAX) {
        let group = group.to_vec();
        readers.extend(db.read_blocking(move |tx| timelines::readers(tx, post, &group))?);
    }
    Ok(readers)
}

fn to_square(streams: &Streams, written: &Written, readers: &[Reader], event: &str) {
    let view = &written.view;
    let is_answer = view.post.reply_to.is_some() && view.post.reply_to_account != Some(view.post.account);
    let (has_media, local) = (!view.media.is_empty(), view.author.domain.is_empty());
    let belongs = |channel: &Channel| match channel {
        Channel::Public { from, media } => {
            let from_there = match *from {
                ":local" => local,
                ":remote" => !local,
                _ => true,
            };
            !is_answer && from_there && (has_media || !media)
        }
        Channel::Hashtag { tag, local: only_local } => {
            (local || !only_local) && view.tags.iter().any(|(name, _)| name == tag)
        }
        _ => false,
    };
    let may_see =
        |account: Option<AccountId>| account.is_none_or(|id| readers.iter().any(|reader| reader.account == id));
    let mut frames: Vec<(Channel, Frame)> = Vec::new();
    streams.send(
        |account, channel| belongs(channel) && may_see(account),
        |channel, _| {
            if let Some((_, frame)) = frames.iter().find(|(known, _)| known == channel) {
                return Some(frame.clone());
            }
            let frame = Frame::new(channel, event, &written.payload);
            frames.push((channel.clone(), frame.clone()));
            Some(frame)
        },
    );
}

/// A post went. Only its id is left, which says nothing, so everybody who listens to posts hears it.
fn gone(streams: &Streams, post: PostId) {
    let payload = post.to_string();
    streams.send(
        |_, channel| !matches!(channel, Channel::Notifications),
        |channel, _| Some(Frame::new(channel, "delete", &payload)),
    );
}

fn notified(app: &App, account: AccountId, notification: NotificationId) -> Result<()> {
    if !app.hub.streams.has_account(account) {
        return Ok(());
    }
    let member = Member::person(account, Role::Person);
    let view = app.db.read_blocking(move |tx| notifications::get(tx, &member, notification))?;
    let Some(entity) = Notification::new(&view, &app.urls) else { return Ok(()) };
    let payload = serde_json::to_string(&entity).expect("entities have string keys and finite numbers");
    app.hub.streams.send_to(
        account,
        |channel| matches!(channel, Channel::User | Channel::Notifications),
        |channel| Some(Frame::new(channel, "notification", &payload)),
    );
    Ok(())
}

/// A post as some viewer reads it, written once.
struct Written {
    view: PostView,
    payload: String,
    home: Frame,
}

impl Written {
    fn of(app: &App, viewer: &Viewer, post: PostId, event: &str) -> Result<Self> {
        let viewer = viewer.clone();
        let view = app.db.read_blocking(move |tx| posts::view(tx, &viewer, post))?;
        let status = Status::new(&view, &app.urls);
        let payload = serde_json::to_string(&status).expect("entities have string keys and finite numbers");
        let home = Frame::new(&Channel::User, event, &payload);
        Ok(Self { view, payload, home })
    }
}

fn as_reader(account: AccountId) -> Viewer {
    Viewer::from(&Member::person(account, Role::Person))
}
