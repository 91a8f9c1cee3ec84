//! What every handler needs, cheap to clone.

use std::convert::Infallible;
use std::net::IpAddr;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::{Arc, Weak};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use soulava_media::Pictures;
use soulava_social::standing::Standings;
use soulava_social::urls::Urls;
use soulava_social::{Db, Notice};

use crate::access::Tokens;
use crate::answers::Answers;
use crate::hasher::Hasher;
use crate::hub::Hub;
use crate::limits::Limits;
use crate::reels::Reels;
use crate::slices::Slices;

/// Handle to everything the API works with.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// See [`App`].
pub struct Inner {
    /// The truth.
    pub db: Db,
    /// Public addresses.
    pub urls: Urls,
    /// Earned standing, kept up to date; never the truth.
    pub standings: Standings,
    /// What the operator chose.
    pub settings: Settings,
    /// The bytes of pictures.
    pub pictures: Pictures,
    /// Password work, two at a time.
    pub hasher: Hasher,
    /// Counting windows.
    pub limits: Limits,
    /// Tokens seen lately; never the truth.
    pub tokens: Tokens,
    /// Open streams.
    pub hub: Hub,
    /// Posts and accounts written once; never the truth.
    pub slices: Slices,
    /// Homes of people who read just now; never the truth.
    pub reels: Reels,
    /// First pages of those homes, whole; never the truth.
    pub answers: Answers,
}

/// What the operator chose, as far as the API cares.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Version of this program, as shown by `/api/v2/instance`.
    pub version: &'static str,
    /// The data folder; pictures lie in `media/` below it.
    pub data: PathBuf,
    /// Whether mail goes out; without it a new account is confirmed at once.
    pub smtp: bool,
    /// Whether requests are counted. The gift allowance is counted in any case.
    pub rate_limits: bool,
    /// Multiplies every window; 1 but for measuring.
    pub rate_limit_factor: u32,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
}

impl Settings {
    /// Sensible values around a data folder: no mail, limits on, loopback proxies trusted.
    pub fn new(data: impl Into<PathBuf>) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION"),
            data: data.into(),
            smtp: false,
            rate_limits: true,
            rate_limit_factor: 1,
            trusted_proxies: vec![IpAddr::from([127, 0, 0, 1]), IpAddr::from([0, 0, 0, 0, 0, 0, 0, 1])],
        }
    }
}

impl App {
    /// Puts the parts together and listens to commits, so that memory is never older than the truth.
    pub fn new(
        db: Db,
        urls: Urls,
        settings: Settings,
        pictures: Pictures,
        hasher: Hasher,
        standings: Standings,
    ) -> Self {
        let limits = Limits::raised(settings.rate_limits, settings.rate_limit_factor);
        let hub = Hub::new(if settings.rate_limits { settings.rate_limit_factor } else { 0 });
        let app = Self(Arc::new(Inner {
            db,
            urls,
            standings,
            settings,
            pictures,
            hasher,
            limits,
            tokens: Tokens::default(),
            hub,
            slices: Slices::default(),
            reels: Reels::default(),
            answers: Answers::default(),
        }));
        let weak = Arc::downgrade(&app.0);
        app.db.on_commit(move |notices| {
            let Some(inner) = weak.upgrade() else { return };
            for notice in notices.iter().copied().filter_map(Notice::read) {
                inner.apply(notice);
                if !inner.hub.tell(notice) {
                    inner.reels.clear();
                }
            }
        });
        Hub::start(&app);
        app
    }

    /// A handle that does not keep the app alive.
    pub fn downgrade(&self) -> Weak<Inner> {
        Arc::downgrade(&self.0)
    }

    /// Closes every stream; clients come back when they can.
    pub fn close_streams(&self) {
        self.hub.streams.end_all();
    }
}

impl Inner {
    /// Applied before the writer is answered: only what must not be seen stale.
    fn apply(&self, notice: Notice) {
        self.slices.apply(notice);
        self.reels.apply(notice);
        self.answers.apply(notice);
        match notice {
            Notice::TokenEnded(token) => self.tokens.end(token),
            Notice::AccessEnded(account) => self.tokens.end_of(account),
            _ => {}
        }
    }
}

impl From<Arc<Inner>> for App {
    fn from(inner: Arc<Inner>) -> Self {
        Self(inner)
    }
}

impl Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl FromRequestParts<App> for App {
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(app.clone())
    }
}
