//! The Mastodon client API, and ours under `/api/soulava/v1`.
//!
//! A request passes the [`door`], then the policy its route declares in [`router`], then a handler in
//! [`routes`], which calls one verb of `soulava_social` and maps the answer.

pub mod access;
pub mod answers;
pub mod app;
pub mod body;
pub mod door;
pub mod entities;
pub mod extract;
pub mod hasher;
pub mod home;
pub mod hub;
pub mod input;
pub mod limits;
pub mod page;
pub mod policy;
pub mod reels;
pub mod reply;
pub mod router;
pub mod routes;
pub mod slices;
pub mod streaming;

pub use app::App;
pub use extract::{Asker, Caller, Id, Ids, Name, Params, Signed};
pub use page::Paging;
pub use policy::Policy;
pub use reply::{Failure, Json, Reply};
