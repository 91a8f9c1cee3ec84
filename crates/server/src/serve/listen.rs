//! The accept loop: a bound on connections, a time for headers to arrive, and an orderly end.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use soulava_api::door::Peer;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinHandle;
use tower::ServiceExt;

/// A client that has not sent its headers by then is let go.
const HEADERS_WITHIN: Duration = Duration::from_secs(10);
/// Bytes of headers.
const HEADER_BYTES_MAX: usize = 64 * 1024;

/// A running accept loop.
pub struct Listener {
    stop: watch::Sender<bool>,
    task: JoinHandle<GracefulShutdown>,
}

impl Listener {
    /// Begins to accept on `socket`.
    pub fn start(socket: TcpListener, router: Router, connections_max: usize) -> Self {
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn(accept(socket, router, connections_max, stopped));
        Self { stop, task }
    }

    /// Accepts no more, lets requests under way finish, and returns when the last connection is closed.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        if let Ok(graceful) = self.task.await {
            graceful.shutdown().await;
        }
    }
}

async fn accept(
    socket: TcpListener,
    router: Router,
    connections_max: usize,
    mut stopped: watch::Receiver<bool>,
) -> GracefulShutdown {
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(connections_max));
    let builder = Arc::new(builder());
    loop {
        let place = tokio::select! {
            place = places.clone().acquire_owned() => place.expect("the places are never closed"),
            _ = stopped.changed() => return graceful,
        };
        let accepted = tokio::select! {
            accepted = socket.accept() => accepted,
            _ = stopped.changed() => return graceful,
        };
        match accepted {
            Ok((stream, peer)) => {
                let _ = stream.set_nodelay(true);
                tokio::spawn(connection(
                    stream,
                    Peer(peer),
                    router.clone(),
                    builder.clone(),
                    graceful.watcher(),
                    place,
                ));
            }
            // Out of file handles, most likely: let some connections end first.
            Err(error) => {
                tracing::warn!(%error, "could not accept a connection");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
}

fn builder() -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEADERS_WITHIN).max_buf_size(HEADER_BYTES_MAX);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(100)
        .max_header_list_size(HEADER_BYTES_MAX as u32)
        .keep_alive_interval(Duration::from_secs(30))
        .keep_alive_timeout(Duration::from_secs(20));
    builder
}

async fn connection(
    stream: TcpStream,
    peer: Peer,
    router: Router,
    builder: Arc<Builder<TokioExecutor>>,
    watcher: Watcher,
    _place: OwnedSemaphorePermit,
) {
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(peer);
        router.clone().oneshot(request)
    });
    let connection = builder.serve_connection_with_upgrades(TokioIo::new(stream), service);
    if let Err(error) = watcher.watch(connection).await {
        tracing::trace!(%error, "a connection ended early");
    }
}
