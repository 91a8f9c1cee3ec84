//! Every rule of the square and all its SQL.
//!
//! `social` never awaits, opens no socket and reads no clock: a verb takes a [`Tx`] and what it needs,
//! checks, composes, stores and records. What follows from an act is in [`effects`], nowhere else.

#[macro_use]
mod visible;

pub mod accounts;
pub mod bell;
pub mod cases;
pub mod currencies;
pub mod effects;
pub mod emblems;
pub mod error;
pub mod event;
pub mod gifts;
pub mod heirlooms;
pub mod host_log;
pub mod id;
pub mod import;
pub mod introductions;
pub mod invitations;
pub mod jobs;
pub mod ledger;
pub mod limits;
pub mod mail;
pub mod media;
pub mod meetups;
pub mod migrations;
pub mod newcomers;
pub mod notice;
pub mod notifications;
pub mod oauth;
pub mod orbits;
pub mod page;
pub mod passwords;
pub mod posts;
pub mod presence;
pub mod proofs;
pub mod recognitions;
pub mod relations;
pub mod search;
pub mod secrets;
pub mod sessions;
pub mod settings;
pub mod stalls;
pub mod standing;
pub mod tags;
pub mod ties;
pub mod timelines;
pub mod urls;
pub mod viewer;
pub mod vouches;
pub mod waiting;
mod words;

pub use error::{Error, Refusal, Result};
pub use id::*;
pub use notice::Notice;
pub use page::{Page, Paged};
pub use soulava_store::{Db, Tx};
pub use viewer::{Member, Role, Viewer};
