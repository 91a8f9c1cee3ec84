//! A square put together: the database opened, the doors merged into one router. Used by `serve` and by tests.

use std::sync::Arc;

use axum::Router;
use soulava_api::app::Settings;
use soulava_api::hasher::{AT_ONCE, Hasher};
use soulava_media::{Pictures, Program};
use soulava_social::migrations;
use soulava_social::settings::{self, SignUp};
use soulava_social::standing::Standings;
use soulava_social::urls::Urls;
use soulava_store::{Clock, Db, Options, SystemClock, Target};
use soulava_web::pages::demo::Doors;
use tokio::sync::Semaphore;
use tower::Layer;
use tower_http::normalize_path::NormalizePathLayer;

use crate::config::Config;

/// Everything that answers requests.
#[derive(Clone)]
pub struct Square {
    /// The truth.
    pub db: Db,
    /// Public addresses.
    pub urls: Urls,
    /// The API's own handle; the doors share its memory.
    pub api: soulava_api::App,
    /// All doors, behind the common one.
    pub router: Router,
}

/// Makes the data folder, readable by its owner only, and opens the database in it.
pub fn open(config: &Config) -> soulava_store::Result<Db> {
    open_at(config, Arc::new(SystemClock))
}

/// The same with another clock.
pub fn open_at(config: &Config, clock: Arc<dyn Clock>) -> soulava_store::Result<Db> {
    make_folder(&config.data)?;
    let target = if config.database_url.is_empty() {
        Target::Sqlite(config.database_file())
    } else {
        Target::Postgres(config.database_url.clone())
    };
    Db::open(Options { clock, ..Options::new(target, migrations::ALL) })
}

/// Writes down who may come in, when the operator configured it: the rules read it from the settings.
pub fn settle(db: &Db, config: &Config) -> Result<(), String> {
    let Some(mode) = SignUp::parse(&config.sign_up) else { return Ok(()) };
    let settled =
        db.write_blocking(
            move |tx| {
                if settings::square(tx)?.sign_up == mode { Ok(()) } else { settings::set_sign_up(tx, mode) }
            },
        );
    settled.map_err(|error: soulava_social::Error| error.to_string())
}

/// Makes a folder that its owner alone can read.
pub fn make_folder(path: &std::path::Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

impl Square {
    /// Puts the doors on an open database. The data folder is made when it is not there.
    pub fn new(db: Db, config: &Config) -> std::io::Result<Self> {
        Self::with(db, config, Program::Itself, None)
    }

    /// The same with another program to read pictures.
    pub fn with_program(db: Db, config: &Config, program: Program) -> std::io::Result<Self> {
        Self::with(db, config, program, None)
    }

    /// The same with doors that open without a password: a demo.
    pub fn with(db: Db, config: &Config, program: Program, demo: Option<Doors>) -> std::io::Result<Self> {
        let pictures = Pictures::with_program(config.data.join("media"), soulava_media::Limits::default(), program)?;
        let urls = Urls::new(&config.origin);
        let settings = Settings {
            smtp: !config.smtp_url.is_empty(),
            rate_limits: config.counts_requests(),
            rate_limit_factor: config.rate_limit_factor,
            trusted_proxies: config.proxies().expect("the configuration was checked when it was read"),
            ..Settings::new(&config.data)
        };
        let standings = Standings::listening(&db);
        let turns = Arc::new(Semaphore::new(AT_ONCE));
        let web = soulava_web::Web::new(soulava_web::Parts {
            db: db.clone(),
            urls: urls.clone(),
            standings: standings.clone(),
            hashing: turns.clone(),
            pictures: pictures.clone(),
            mail: settings.smtp,
            demo,
        });
        let api = soulava_api::App::new(db.clone(), urls.clone(), settings, pictures, Hasher::new(turns), standings);
        let router = soulava_api::router::router(api.clone()).merge(soulava_web::router(web));
        let router = soulava_api::router::behind_door(api.clone(), router);
        // Mastodon takes a slash at the end of any path, and clients send it: toot opens `/oauth/authorize/`.
        let router = Router::new().fallback_service(NormalizePathLayer::trim_trailing_slash().layer(router));
        Ok(Self { db, urls, api, router })
    }
}
