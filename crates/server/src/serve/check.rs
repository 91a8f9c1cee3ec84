//! What is looked at before a square opens: things that would hurt later are refused with a next step.

use std::os::unix::fs::PermissionsExt;

use crate::cli::Trouble;
use crate::config::Config;

/// Refuses a data folder that other users of the machine can read.
pub fn folder(config: &Config) -> Result<(), Trouble> {
    let Ok(found) = std::fs::metadata(&config.data) else { return Ok(()) };
    let folder = config.data.display();
    if !found.is_dir() {
        return Err(Trouble::failed(format!("{folder} is not a folder. Choose another with SOULAVA_DATA.")));
    }
    if found.permissions().mode() & 0o007 != 0 {
        // A folder made by hand usually is; nothing is in it yet, so it is closed instead of refused.
        let is_new = std::fs::read_dir(&config.data).is_ok_and(|mut entries| entries.next().is_none());
        if !is_new && !config.is_loopback() {
            return Err(Trouble::failed(format!(
                "Everybody on this machine can read {folder}. Close it: chmod 700 {folder}"
            )));
        }
        let closed = std::fs::Permissions::from_mode(0o700);
        std::fs::set_permissions(&config.data, closed)
            .map_err(|error| Trouble::failed(format!("Cannot close {folder} to others: {error}")))?;
    }
    Ok(())
}

/// Says aloud what is fine on one's own machine only.
pub fn build(config: &Config) {
    if cfg!(debug_assertions) && !config.is_loopback() {
        tracing::warn!("this is a debug build: slow, and not meant for a public listener");
    }
    if !config.is_loopback() && !config.origin.starts_with("https://") {
        tracing::warn!(origin = config.origin, "people reach this square without TLS: passwords travel in the clear");
    }
}
