//! Keeps standings and bands up to date beside the requests.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use soulava_social::Notice;
use soulava_social::standing::{self, Keeper};
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use crate::square::Square;

/// What was said is gathered this long, so that a busy minute is one round.
const GATHERED: Duration = Duration::from_secs(2);
/// A round comes this often when nobody says anything: a day may begin.
const LOOK_EVERY: Duration = Duration::from_secs(30);
/// A day is published when every unit of the day before it has ended.
const AFTER_MIDNIGHT_SECONDS: u64 = 60;

/// Starts the rounds. The first reads everything, away from the requests.
pub fn start(square: &Square, stopped: watch::Receiver<bool>) -> JoinHandle<()> {
    let said = Arc::new(Notify::new());
    let bell = said.clone();
    square.db.on_commit(move |notices| {
        let counts = |notice| matches!(Notice::read(notice), Some(Notice::Recognised(_) | Notice::Voice(_)));
        if notices.iter().copied().any(counts) {
            bell.notify_one();
        }
    });
    let keeper = Keeper::new(square.db.clone(), square.api.standings.clone());
    let db = square.db.clone();
    tokio::spawn(async move {
        if db.read(standing::is_needed).await.unwrap_or(false) {
            tracing::warn!("this square is older than its standings: fill them in with `soulava standing fill`");
        }
        rounds(keeper, said, stopped).await;
    })
}

async fn rounds(mut keeper: Keeper, said: Arc<Notify>, mut stopped: watch::Receiver<bool>) {
    let mut first = true;
    while !*stopped.borrow() {
        if first || !is_midnight() {
            let began = std::time::Instant::now();
            let done = tokio::task::spawn_blocking(move || (keeper.round(), keeper)).await;
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

fn is_midnight() -> bool {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
    since % 86_400 < AFTER_MIDNIGHT_SECONDS
}
