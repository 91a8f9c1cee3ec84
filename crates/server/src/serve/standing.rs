//! Keeps standings and bands up to date beside the requests.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use soulava_social::Notice;
use soulava_social::standing::{self, Keeper, Standings};
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use crate::config::Config;
use crate::square::Square;

/// What was said is gathered this long, so that a busy minute is one round.
const GATHERED: Duration = Duration::from_secs(2);
/// A round comes this often when nobody says anything: a day may begin.
const LOOK_EVERY: Duration = Duration::from_secs(30);
/// The day that was published last, in the data folder: only a way to start quickly.
const SNAPSHOT: &str = "standing.snapshot";
/// A day is published when every unit of the day before it has ended.
const AFTER_MIDNIGHT_SECONDS: u64 = 60;

/// Starts the rounds. The first reads everything, away from the requests.
pub fn start(config: &Config, square: &Square, stopped: watch::Receiver<bool>) -> JoinHandle<()> {
    let said = Arc::new(Notify::new());
    let bell = said.clone();
    square.db.on_commit(move |notices| {
        let counts = |notice| matches!(Notice::read(notice), Some(Notice::Recognised(_) | Notice::Voice(_)));
        if notices.iter().copied().any(counts) {
            bell.notify_one();
        }
    });
    let keeper = Keeper::new(square.db.clone(), square.api.standings.clone());
    let (db, standings) = (square.db.clone(), square.api.standings.clone());
    let file = config.data.join(SNAPSHOT);
    tokio::spawn(async move {
        let (offered, path) = (standings.clone(), file.clone());
        let _ = tokio::task::spawn_blocking(move || offered.offer(std::fs::read(path).ok())).await;
        if db.read(standing::is_needed).await.unwrap_or(false) {
            tracing::warn!("this square is older than its standings: fill them in with `soulava standing fill`");
        }
        rounds(keeper, standings, file, said, stopped).await;
    })
}

async fn rounds(
    mut keeper: Keeper,
    standings: Standings,
    file: PathBuf,
    said: Arc<Notify>,
    mut stopped: watch::Receiver<bool>,
) {
    let mut first = true;
    while !*stopped.borrow() {
        if first || !is_midnight() {
            let began = std::time::Instant::now();
            let (engine, path) = (standings.clone(), file.clone());
            let done = tokio::task::spawn_blocking(move || {
                let outcome = keeper.round();
                if let Some(bytes) = engine.snapshot()
                    && let Err(error) = keep(&path, &bytes)
                {
                    tracing::warn!(%error, "the day of standing could not be kept; the next start reads the logs");
                }
                (outcome, keeper)
            })
            .await;
            let Ok((outcome, back)) = done else {
                tracing::error!("the round of standing broke off; restart the square to begin it again");
                return;
            };
            keeper = back;
            match outcome {
                Ok(round) => {
                    if let Some(day) = round.day {
                        let ms = began.elapsed().as_millis() as u64;
                        tracing::info!(day, moved = round.moved, ms, "standing was solved for the day");
                    }
                    if round.differs {
                        tracing::error!("today's standing is not what was published before: soulava standing verify");
                    }
                    first = false;
                }
                Err(error) => tracing::warn!(%error, "a round of standing failed; it comes again"),
            }
        }
        tokio::select! {
            () = said.notified() => {
                tokio::select! { () = tokio::time::sleep(GATHERED) => {} _ = stopped.changed() => {} }
            }
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = stopped.changed() => {}
        }
    }
}

/// Puts a whole new file in the place of the old one. It can be lost: the logs have everything.
fn keep(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut fresh = tempfile::NamedTempFile::new_in(folder)?;
    fresh.write_all(bytes)?;
    fresh.persist(path).map(drop).map_err(|error| error.error)
}

fn is_midnight() -> bool {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
    since % 86_400 < AFTER_MIDNIGHT_SECONDS
}
