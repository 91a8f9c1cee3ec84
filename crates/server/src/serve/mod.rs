//! `soulava serve`: the real thing.

mod begin;
mod check;
mod listen;
mod logs;
mod metrics;
mod ops;
mod standing;
mod work;

use std::sync::Arc;
use std::time::Duration;

use soulava_media::Program;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::admin;
use crate::cli::Trouble;
use crate::commands;
use crate::config::Config;
use crate::demo::{StoryClock, play_along};
use crate::square::{self, Square};

pub use listen::Listener;
pub use logs::start as start_logs;

/// From the signal to the end of the process.
pub const SHUTDOWN_MAX: Duration = Duration::from_secs(9);

/// Serves until a signal asks it to stop.
pub fn run(config: &Config) -> Result<(), Trouble> {
    start(config, None)
}

/// Serves the demo, filled at `scale`, until a signal asks it to stop. The data folder must be empty.
pub fn run_demo(config: &Config, scale: usize) -> Result<(), Trouble> {
    start(config, Some(scale))
}

fn start(config: &Config, demo: Option<usize>) -> Result<(), Trouble> {
    logs::start(config);
    let threads = match config.threads {
        0 => std::thread::available_parallelism().map_or(2, usize::from).min(8),
        threads => threads,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(threads)
        .max_blocking_threads(16)
        .thread_keep_alive(Duration::from_secs(5))
        .enable_all()
        .build()
        .map_err(|error| Trouble::failed(format!("Could not start threads: {error}")))?;
    let outcome = runtime.block_on(serve(config, demo));
    runtime.shutdown_timeout(Duration::from_millis(500));
    outcome
}

async fn serve(config: &Config, demo: Option<usize>) -> Result<(), Trouble> {
    // The port first: a second server on it should fail before it touches the data.
    let socket = TcpListener::bind(config.listen).await.map_err(|error| {
        Trouble::failed(format!("Cannot listen on {}: {error}. Choose another with --listen.", config.listen))
    })?;
    check::folder(config)?;
    check::build(config);
    let clock = StoryClock::default();
    let db = square::open_at(config, Arc::new(clock.clone())).map_err(|error| Trouble::opening(config, &error))?;
    if let Some(scale) = demo {
        commands::demo::fill(&db, &clock, config, scale).await?;
    }
    square::settle(&db, config).map_err(Trouble::failed)?;
    let metrics = metrics::start(config).await?;
    let square = Square::with(db.clone(), config, Program::Itself, demo.map(|_| commands::demo::doors()))
        .map_err(|error| Trouble::failed(format!("Cannot keep pictures in {}: {error}", config.data.display())))?;
    let router = ops::add(square.router.clone(), &square);

    let listener = Listener::start(socket, router, config.connections_max);
    let admin = admin::socket::start(config, &square)?;
    let work = work::start(config, &square);
    tracing::info!(origin = config.origin, listen = %config.listen, "the square is open");

    let playing = demo.map(|_| tokio::spawn(play_along(db.clone())));
    match demo {
        Some(_) => commands::demo::welcome(&square.urls),
        None => begin::welcome(&db, &square.urls).await?,
    }

    let broken = tokio::select! {
        signalled = wait_for_signal() => { signalled?; false }
        () = db.stops_writing() => true,
    };
    tracing::info!("closing");
    if let Some(playing) = playing {
        playing.abort();
    }
    let closing = async {
        square.api.close_streams();
        listener.stop().await;
        work.stop().await;
    };
    if tokio::time::timeout(SHUTDOWN_MAX, closing).await.is_err() {
        tracing::warn!("some requests did not end in time and were cut off");
    }
    drop(admin);
    drop(metrics);
    let database = db.clone();
    let _ = tokio::task::spawn_blocking(move || database.close()).await;
    tracing::info!("closed");
    if broken {
        return Err(Trouble::failed(
            "The disk refused a write and nobody knows what is on it. Look at the disk, then start again.",
        ));
    }
    Ok(())
}

async fn wait_for_signal() -> Result<(), Trouble> {
    let failed = |error: std::io::Error| Trouble::failed(format!("Cannot listen to signals: {error}"));
    let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
    tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
    Ok(())
}
