//! The rules of the square, told as stories against a database.

mod accounts;
mod cases;
mod gift_by_post;
mod gifts;
mod heirlooms;
mod import;
mod introductions;
mod invitations;
mod ledger;
mod notifications;
mod oauth;
mod orbits;
mod posts;
mod presence;
mod relations;
mod sessions;
mod settings;
mod square;
mod stalls;
mod standing;
mod statements;
mod ties;
mod timelines;
mod visibility;
mod vouches;
mod waiting;
