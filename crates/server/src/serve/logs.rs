//! What the operator reads: one line an event, on standard error.

use std::str::FromStr;

use tracing::level_filters::LevelFilter;

use crate::config::Config;

/// Begins to write logs in the configured form. Calling it twice is harmless.
pub fn start(config: &Config) {
    let level = LevelFilter::from_str(&config.log_level).unwrap_or(LevelFilter::INFO);
    let builder = tracing_subscriber::fmt().with_max_level(level).with_writer(std::io::stderr);
    let _ = if config.log_format == "json" {
        builder.json().flatten_event(true).try_init()
    } else {
        builder.with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr())).with_target(false).try_init()
    };
}
