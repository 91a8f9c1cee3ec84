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

pub mod quiet;
