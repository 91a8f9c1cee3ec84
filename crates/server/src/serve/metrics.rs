//! Prometheus metrics on a listener of their own.

use axum::Router;
use axum::routing::get;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder};
use tokio::net::TcpListener;

use super::Listener;
use crate::cli::Trouble;
use crate::config::Config;

/// Seconds.
const BUCKETS: &[f64] = &[0.0001, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0];
/// Somebody scrapes; nobody else connects.
const CONNECTIONS_MAX: usize = 16;

/// Begins to count and to answer `GET /metrics`; none when no listener is configured, and then nothing is counted.
pub async fn start(config: &Config) -> Result<Option<Listener>, Trouble> {
    let Some(address) = config.metrics()? else { return Ok(None) };
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), BUCKETS)
        .and_then(PrometheusBuilder::install_recorder)
        .map_err(|error| Trouble::failed(format!("Cannot count: {error}")))?;
    let socket = TcpListener::bind(address)
        .await
        .map_err(|error| Trouble::failed(format!("Cannot listen on {address} for metrics: {error}")))?;
    let answer = move || {
        handle.run_upkeep();
        let text = handle.render() + &process();
        async move { ([("content-type", "text/plain; version=0.0.4")], text) }
    };
    Ok(Some(Listener::start(socket, Router::new().route("/metrics", get(answer)), CONNECTIONS_MAX)))
}

/// What the kernel says of this process.
fn process() -> String {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let resident = pages.split(' ').nth(1).and_then(|count| count.parse::<u64>().ok()).unwrap_or(0);
    let bytes = resident * rustix::param::page_size() as u64;
    format!("# TYPE process_resident_memory_bytes gauge\nprocess_resident_memory_bytes {bytes}\n")
}
