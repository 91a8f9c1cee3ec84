//! Handlers, one file per subject of Mastodon's documentation.
//!
//! A handler takes [`crate::App`], who asks ([`crate::Signed`] for a member, [`crate::Asker`] for anybody,
//! [`crate::Caller`] for the app), which thing ([`crate::Id`], [`crate::Name`]), a page ([`crate::Paging`]) and,
//! last, the parameters ([`crate::Params`]); calls one verb in one unit; and maps what comes back:
//!
//! ```ignore
//! pub async fn favourite(app: App, Signed(member): Signed, Id(post): Id<PostId>) -> Reply<Status> {
//!     let view = app.db.write(move |tx| {
//!         posts::favourite(tx, &member, post)?;
//!         posts::view(tx, &Viewer::from(&member), post)
//!     }).await?;
//!     Ok(Json(Status::new(&view, &app.urls)))
//! }
//!
//! pub async fn home(app: App, Signed(member): Signed, paging: Paging<20, 40>) -> Result<Response, Failure> {
//!     let page = paging.page;
//!     let posts: Paged<PostView> = app.db.read(move |tx| …).await?;
//!     Ok(paging.reply(&app, posts.map(|view| Status::new(&view, &app.urls))))
//! }
//! ```
//!
//! The route itself goes into [`crate::router`], with its policy.

pub mod accounts;
pub mod apps;
pub mod instance;
pub mod markers;
pub mod media;
pub mod notifications;
pub mod oauth;
pub mod preferences;
pub mod profile;
pub mod quiet;
pub mod relations;
pub mod search;
pub mod soulava;
pub mod statuses;
pub mod suggestions;
pub mod timelines;
pub mod wellknown;

use std::sync::Arc;

use soulava_social::accounts::{AccountView, views};
use soulava_social::{AccountId, Paged, Result, Tx};

/// Space of keys for a post's counters; see `Db::write_keyed`.
pub const HOT_POST: u32 = 1;
/// Space of keys for an account's counters.
pub const HOT_ACCOUNT: u32 = 2;

/// Ids of a list parameter; what is no id is left out, and everything after `max`.
fn ids<T>(texts: &[String], parse: impl Fn(&str) -> Option<T>, max: usize) -> Vec<T> {
    texts.iter().filter_map(|text| parse(text)).take(max).collect()
}

/// A page of accounts, loaded; the cursors stay.
fn people(tx: &Tx, found: Paged<AccountId>) -> Result<Paged<Arc<AccountView>>> {
    Ok(Paged { items: views(tx, &found.items)?, first: found.first, last: found.last })
}
