//! The pages of the square: server-rendered, complete without script, in three languages.
//!
//! # How a page is added
//!
//! 1. `src/pages/NAME.rs` holds the handlers and the template structs, `templates/NAME.html` the markup beside it.
//! 2. `src/router.rs` gets one line per method and path in its table, with who may open it; `src/pages.rs` a `pub mod`.
//! 3. Words go into `locales/{en,nl,da}/{shell,people,square,gifts,help,ties,standing,introductions,orbits}.ftl`: every key in all three (a test checks
//!    that, and that every key a template asks for exists). Keys read `page-thing`: `gift-reason-hint`.
//!
//! ```text
//! #[derive(Template)]
//! #[template(path = "currency.html")]
//! struct Currency { f: Frame, currency: Arc<CurrencyView> }
//!
//! pub async fn show(visit: Visit, Path(slug): Path<String>) -> Answer {
//!     let viewer = visit.viewer();                       // `visit.member()?` where a login is needed
//!     let currency = visit.db().read(move |tx| currencies::by_slug(tx, &slug)).await?.ok_or(Refusal::NotFound)?;
//!     let title = currency.name.clone();
//!     visit.page(Place::Gifts, title, |f| Currency { f, currency })
//! }
//!
//! pub async fn give(visit: Visit, sent: Sent<GiveForm>) -> Answer {
//!     let member = visit.member()?.clone();
//!     let form = sent.form.clone();
//!     match visit.db().write(move |tx| gifts::give(tx, &member, &form.gift())).await {
//!         Ok(id) => Ok(see(&format!("/gifts/{id}"))),     // 303: nothing is sent twice
//!         Err(error) => {
//!             let errors = visit.errors(error)?;          // a wrong field stays on the page, all else is an error page
//!             visit.again(Place::Gifts, title, errors, |f| Give { f, form: sent.form })  // 422, typed values kept
//!         }
//!     }
//! }
//! ```
//!
//! A template extends `base.html` and fills `{% block main %}`; it writes `{{ f.t("key") }}`, values with
//! `{{ f.t1("key", "name", value) }}` up to `t3`, texts that hold markup with `{{ f.h1(…)|safe }}`. Forms begin with
//! `{{ f.sealed()|safe }}` (the form token and the idempotency key) and use the macros of `field.html`. Faces are
//! `{{ f.face(account, "s")|safe }}`, icons `{{ f.icon("give")|safe }}`, moments `{{ f.time(ms)|safe }}`.

pub mod assets;
pub mod emblems;
pub mod fmt;
pub mod forms;
pub mod headers;
pub mod i18n;
pub mod icons;
pub mod live;
pub mod page;
pub mod pages;
pub mod router;
pub mod session;
pub mod view;
pub mod visit;

use std::sync::Arc;

use soulava_media::Pictures;
use soulava_social::Db;
use soulava_social::standing::Standings;
use soulava_social::urls::Urls;
use tokio::sync::Semaphore;

pub use router::router;

/// What the pages need from the server.
#[derive(Clone)]
pub struct Web(pub(crate) Arc<Parts>, pub(crate) live::Live);

/// The parts of [`Web`], as the server puts them together.
pub struct Parts {
    /// The square's data.
    pub db: Db,
    /// The square's addresses.
    pub urls: Urls,
    /// Earned standing, shared with the API.
    pub standings: Standings,
    /// Two permits, shared with the API: hashing a password takes 19 MiB and tens of milliseconds of CPU.
    pub hashing: Arc<Semaphore>,
    /// Where pictures are kept.
    pub pictures: Pictures,
    /// Whether letters really leave this square; otherwise a new address counts as confirmed.
    pub mail: bool,
    /// The three doors of the throw-away demo, which open without a password; none on a real square.
    pub demo: Option<pages::demo::Doors>,
}

impl Parts {
    /// Runs password work away from the request threads, when one of the permits is free.
    pub async fn at_work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, page::Trouble> {
        let turn = self.hashing.clone().acquire_owned().await.map_err(|error| page::Trouble::broken(&error))?;
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        done.await.map_err(|error| page::Trouble::broken(&error))
    }
}

impl Web {
    /// Puts the pages together.
    pub fn new(parts: Parts) -> Self {
        let live = live::Live::listening(&parts.db);
        Self(Arc::new(parts), live)
    }
}
