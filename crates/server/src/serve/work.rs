//! What happens behind the scenes: jobs by lease, and what has to be done every so often.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use lettre::message::{Mailbox, header::ContentType};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use soulava_media::Pictures;
use soulava_social::jobs::{self, Claimed, Job};
use soulava_social::mail::Written;
use soulava_social::urls::Urls;
use soulava_social::{
    Db, Error, Notice, accounts, cases, heirlooms, introductions, ledger, mail, media, meetups, orbits, vouches,
};
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use crate::config::Config;
use crate::square::Square;

/// Jobs at work at the same time.
const WORKERS: usize = 2;
/// A job belongs to its worker this long.
const LEASE: Duration = Duration::from_secs(120);
/// Workers look this often when nobody wakes them.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// Housekeeping comes round this often.
const HOUSEKEEPING_EVERY: Duration = Duration::from_secs(600);
/// Rows removed in one unit.
const SLICE: i64 = 200;

/// Running workers.
pub struct Work {
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Work {
    /// Lets jobs under way finish and starts no more.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        for task in self.tasks {
            let _ = task.await;
        }
    }
}

/// Everything a job may need.
struct Means {
    db: Db,
    urls: Urls,
    pictures: Pictures,
    post: Post,
}

/// Starts the workers and the housekeeping.
pub fn start(config: &Config, square: &Square) -> Work {
    let means = Arc::new(Means {
        db: square.db.clone(),
        urls: square.urls.clone(),
        pictures: square.api.pictures.clone(),
        post: Post::new(config, &square.urls),
    });
    let due = Arc::new(Notify::new());
    let bell = due.clone();
    square.db.on_commit(move |notices| {
        if notices.iter().any(|notice| Notice::read(*notice) == Some(Notice::Job)) {
            bell.notify_waiters();
        }
    });
    let (stop, stopped) = watch::channel(false);
    let mut tasks: Vec<_> =
        (0..WORKERS).map(|_| tokio::spawn(work(means.clone(), due.clone(), stopped.clone()))).collect();
    tasks.push(super::standing::start(config, square, stopped.clone()));
    tasks.push(tokio::spawn(keep_house(means, stopped)));
    Work { stop, tasks }
}

async fn work(means: Arc<Means>, due: Arc<Notify>, mut stopped: watch::Receiver<bool>) {
    while !*stopped.borrow() {
        match means.db.write(|tx| jobs::claim(tx, LEASE.as_millis() as i64)).await {
            Ok(Some(claimed)) => perform(&means, claimed).await,
            Ok(None) => {
                tokio::select! {
                    () = due.notified() => {}
                    () = tokio::time::sleep(LOOK_EVERY) => {}
                    _ = stopped.changed() => {}
                }
            }
            Err(error) => {
                tracing::warn!(%error, "jobs cannot be claimed");
                tokio::select! { () = tokio::time::sleep(LOOK_EVERY) => {} _ = stopped.changed() => {} }
            }
        }
    }
}

/// Does a job outside any transaction, then finishes or fails it in a short one.
async fn perform(means: &Means, claimed: Claimed) {
    let outcome = run(means, &claimed.job).await;
    let settled = means.db.write(move |tx| match &outcome {
        Ok(true) => jobs::finish(tx, &claimed),
        Ok(false) => jobs::again(tx, &claimed),
        Err(why) => {
            tracing::warn!(job = claimed.id.0, attempts = claimed.attempts, why, "a job failed");
            jobs::fail(tx, &claimed, why)
        }
    });
    if let Err(error) = settled.await {
        tracing::warn!(%error, "a job could not be settled; it will run again");
    }
}

/// Does it; false when there is more to do.
async fn run(means: &Means, job: &Job) -> Result<bool, String> {
    let words = |error: Error| error.to_string();
    match job {
        Job::Mail(letter) => {
            let (letter, urls) = (letter.clone(), means.urls.clone());
            let written = means.db.write(move |tx| mail::compose(tx, &letter, &urls)).await.map_err(words)?;
            match written {
                Some(written) => means.post.send(&written).await.map(|()| true),
                None => Ok(true),
            }
        }
        Job::DeleteMedia { files } => {
            let files = files.clone();
            let unused = means.db.read(move |tx| media::unused(tx, &files)).await.map_err(words)?;
            for file in &unused {
                means.pictures.delete(file).await.map_err(|error| error.to_string())?;
            }
            Ok(true)
        }
        Job::Erase { account } => {
            let account = *account;
            means.db.write(move |tx| accounts::erase_slice(tx, account)).await.map(|more| !more).map_err(words)
        }
        Job::SealLedger { .. } => means.db.write(ledger::seal).await.map(|sealed| !sealed.more).map_err(words),
        Job::Introductions => means.db.write(introductions::night).await.map(|more| !more).map_err(words),
        Job::Meetups => means.db.write(meetups::night).await.map(|more| !more).map_err(words),
        Job::NudgeHeirlooms => means.db.write(heirlooms::night).await.map(|more| !more).map_err(words),
        Job::Vetting => at_night(means, vouches::night).await,
        Job::Swaps => at_night(means, cases::night).await,
        Job::Orbits => {
            let db = means.db.clone();
            let night = tokio::task::spawn_blocking(move || orbits::night(&db)).await;
            night.map_err(|error| error.to_string())?.map(|()| true).map_err(words)
        }
        Job::Sweep => {
            means.db.write(|tx| Ok(jobs::sweep(tx, SLICE)? | media::sweep(tx)?)).await.map(|more| !more).map_err(words)
        }
    }
}

/// Runs the work of a night, which reads and writes in slices of its own, away from the request threads.
async fn at_night(means: &Means, night: fn(&Db) -> soulava_social::Result<()>) -> Result<bool, String> {
    let db = means.db.clone();
    match tokio::task::spawn_blocking(move || night(&db)).await {
        Ok(done) => done.map(|()| true).map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    }
}

/// Puts recurring jobs in place.
async fn keep_house(means: Arc<Means>, mut stopped: watch::Receiver<bool>) {
    while !*stopped.borrow() {
        let kept = means.db.write(|tx| {
            let now = tx.now();
            jobs::ensure(tx, &Job::Sweep, now)?;
            jobs::ensure(tx, &Job::Orbits, now)?;
            jobs::ensure(tx, &Job::SealLedger { day: now.div_euclid(86_400_000) - 1 }, now)?;
            jobs::ensure(tx, &Job::Introductions, now)?;
            jobs::ensure(tx, &Job::Meetups, now)?;
            jobs::ensure(tx, &Job::NudgeHeirlooms, now)?;
            jobs::ensure(tx, &Job::Vetting, now)?;
            jobs::ensure(tx, &Job::Swaps, now)
        });
        if let Err(error) = kept.await {
            tracing::warn!(%error, "housekeeping failed");
        }
        tokio::select! { () = tokio::time::sleep(HOUSEKEEPING_EVERY) => {} _ = stopped.changed() => {} }
    }
}

/// Where letters go: a mail server, or a folder.
enum Post {
    Server(Box<AsyncSmtpTransport<Tokio1Executor>>, Mailbox),
    Folder(PathBuf, Mailbox),
}

impl Post {
    fn new(config: &Config, urls: &Urls) -> Self {
        let host = urls.host().split(':').next().unwrap_or("localhost").to_owned();
        let from = if config.mail_from.is_empty() { format!("soulava@{host}") } else { config.mail_from.clone() };
        let from =
            from.parse().unwrap_or_else(|_| Mailbox::new(None, "soulava@localhost".parse().expect("an address")));
        let folder = Self::Folder(config.data.join("mail"), from.clone());
        if config.smtp_url.is_empty() {
            return folder;
        }
        match AsyncSmtpTransport::<Tokio1Executor>::from_url(&config.smtp_url) {
            Ok(server) => Self::Server(Box::new(server.timeout(Some(Duration::from_secs(20))).build()), from),
            Err(error) => {
                tracing::error!(%error, "SOULAVA_SMTP_URL cannot be used; letters are written into the folder mail");
                folder
            }
        }
    }

    async fn send(&self, written: &Written) -> Result<(), String> {
        let (Self::Server(_, from) | Self::Folder(_, from)) = self;
        let to = written.to.parse().map_err(|error| format!("no address: {error}"))?;
        let message = Message::builder()
            .from(Mailbox::new(Some(written.square.clone()), from.email.clone()))
            .to(Mailbox::new(Some(written.name.clone()), to))
            .subject(written.subject.clone())
            .header(ContentType::TEXT_PLAIN)
            .body(written.text.clone())
            .map_err(|error| error.to_string())?;
        match self {
            Self::Server(server, _) => server.send(message).await.map(drop).map_err(|error| error.to_string()),
            Self::Folder(folder, _) => file(folder, &message.formatted()).map_err(|error| error.to_string()),
        }
    }
}

fn file(folder: &Path, letter: &[u8]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let kept = tempfile::Builder::new().prefix("letter-").suffix(".eml").tempfile_in(folder)?;
    std::fs::write(kept.path(), letter)?;
    kept.keep().map(drop).map_err(|error| error.error)
}
