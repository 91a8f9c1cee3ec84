//! `soulava demo`: a throw-away square with made-up people, three doors that need no password, and a story.

use std::io::IsTerminal;

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use soulava_media::{Limits, Pictures};
use soulava_social::urls::Urls;
use soulava_store::Db;
use soulava_web::pages::demo::Doors;

use crate::cli::Trouble;
use crate::config::Config;
use crate::demo::{self, StoryClock};
use crate::serve;

/// Steps of the scale; more would fill the disk before anybody measured.
const SCALE_MAX: u64 = 500;

/// `soulava demo`
#[derive(Args)]
pub struct Demo {
    /// Port on this machine
    #[arg(long, default_value_t = 4000)]
    port: u16,
    /// Times as many people and posts, for measuring
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..=SCALE_MAX))]
    scale: u64,
}

impl Demo {
    /// Fills a temporary folder, opens the square in it, and removes the folder at the end.
    pub fn run(self) -> Result<(), Trouble> {
        let folder = tempfile::Builder::new().prefix("soulava-demo-").tempdir();
        let folder = folder.map_err(|error| Trouble::failed(format!("Cannot make a temporary folder: {error}")))?;
        let port = self.port;
        let flags = [
            ("data", folder.path().display().to_string()),
            ("listen", format!("127.0.0.1:{port}")),
            ("origin", format!("http://localhost:{port}")),
            ("database_url", String::new()),
            ("smtp_url", String::new()),
            ("sign_up", "invitation".to_owned()),
            ("log_level", "warn".to_owned()),
        ];
        let config = Config::layered(None, &Default::default(), &flags)?;
        serve::run_demo(&config, usize::try_from(self.scale).unwrap_or(1))
    }
}

/// Tells the story into an empty square, with a bar that shows how far it is.
pub async fn fill(db: &Db, clock: &StoryClock, config: &Config, scale: usize) -> Result<(), Trouble> {
    let broken = |error: &dyn std::fmt::Display| Trouble::failed(format!("The demo could not be filled: {error}"));
    let pictures = Pictures::new(config.data.join("media"), Limits::default()).map_err(|error| broken(&error))?;
    let target =
        if std::io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(Some(1), target);
    bar.set_style(
        ProgressStyle::with_template("Filling the square  {bar:30} {percent:>3}%")
            .expect("the template is well-formed"),
    );
    let shown = bar.clone();
    let filled = demo::fill(db, clock, &pictures, scale, move |done, all| {
        shown.set_length(all);
        shown.set_position(done);
    });
    let filled = filled.await.map_err(|error| broken(&error))?;
    bar.finish_and_clear();
    tracing::info!(people = filled.people, acts = filled.acts, "the demo is filled");
    Ok(())
}

/// Says where to look.
pub fn welcome(urls: &Urls) {
    println!("\n  A square to look around in: {}\n", urls.of("/demo"));
    println!("  Three doors stand open there, without a password. Everybody in it is made up,");
    println!("  and everything is thrown away when you stop it (Ctrl-C).\n");
}

/// The doors as the pages want them.
pub fn doors() -> Doors {
    let doors = demo::doors();
    let [customer, keeper, host, mover] = [&doors.customer, &doors.keeper, &doors.host, &doors.mover].map(Clone::clone);
    Doors { customer, keeper, host, mover }
}
