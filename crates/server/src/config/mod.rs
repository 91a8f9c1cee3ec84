//! One configuration in four layers: what is built in, a TOML file, the environment, flags. The later one wins.

mod explain;
mod settings;

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use config::{File, FileFormat};
use serde::Deserialize;

pub use explain::{explain, print};
pub use settings::{SETTINGS, Setting};

/// Everything an operator can choose. `soulava config --explain` says what each means.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// See [`SETTINGS`], as for every field here.
    pub data: PathBuf,
    /// Where requests come in.
    pub listen: SocketAddr,
    /// Empty: `http://localhost:PORT`, for a loopback listener only.
    pub origin: String,
    /// Empty: SQLite in the data folder.
    pub database_url: String,
    /// Empty: no metrics.
    pub metrics_listen: String,
    /// Empty: as the host chose in the settings of the square.
    pub sign_up: String,
    /// Empty: mail goes into a folder.
    pub smtp_url: String,
    /// Empty: `soulava@` and the host of the origin.
    pub mail_from: String,
    /// `on` or `off`.
    pub rate_limits: String,
    /// Multiplies every window, for measuring.
    pub rate_limit_factor: u32,
    /// Addresses, separated by commas.
    pub trusted_proxies: String,
    /// `text` or `json`.
    pub log_format: String,
    /// `error`, `warn`, `info`, `debug` or `trace`.
    pub log_level: String,
    /// At the same time.
    pub connections_max: usize,
    /// Worker threads; 0: one for each core, at most 8.
    pub threads: usize,
}

/// Why the configuration cannot be used: a sentence that says what to change.
pub type Wrong = String;

impl Config {
    /// Reads all layers. `file` was named by a flag; `flags` are (key, value).
    pub fn load(file: Option<&Path>, flags: &[(&str, String)]) -> Result<Self, Wrong> {
        Self::layered(file, &std::env::vars().collect(), flags)
    }

    /// The same with a given environment.
    pub fn layered(
        file: Option<&Path>,
        env: &BTreeMap<String, String>,
        flags: &[(&str, String)],
    ) -> Result<Self, Wrong> {
        let mut builder = config::Config::builder();
        for setting in SETTINGS {
            builder = builder.set_default(setting.key, setting.default).map_err(|error| error.to_string())?;
        }
        let named = file.map(Path::to_path_buf).or_else(|| env.get("SOULAVA_CONFIG").map(PathBuf::from));
        match named {
            Some(path) if !path.is_file() => {
                return Err(format!("The configuration file {} is not there.", path.display()));
            }
            Some(path) => builder = builder.add_source(File::from(path).format(FileFormat::Toml)),
            None => builder = builder.add_source(File::new("soulava.toml", FileFormat::Toml).required(false)),
        }
        for (key, value) in environment(env)? {
            builder = builder.set_override(key, value).map_err(|error| error.to_string())?;
        }
        for (key, value) in flags {
            builder = builder.set_override(key, value.as_str()).map_err(|error| error.to_string())?;
        }
        let mut config: Self =
            builder.build().and_then(config::Config::try_deserialize).map_err(|error| readable(&error))?;
        config.settle()?;
        Ok(config)
    }

    /// Fills what follows from the rest, and refuses what cannot be meant.
    fn settle(&mut self) -> Result<(), Wrong> {
        if self.origin.is_empty() {
            if !self.is_loopback() {
                return Err("Say how people reach this square: SOULAVA_ORIGIN=https://square.example".into());
            }
            self.origin = format!("http://localhost:{}", self.listen.port());
        }
        self.origin = self.origin.trim_end_matches('/').to_owned();
        let origin = url::Url::parse(&self.origin)
            .map_err(|_| wrong("origin", &self.origin, "a URL such as https://square.example"))?;
        if !matches!(origin.scheme(), "http" | "https") || origin.path() != "/" || origin.query().is_some() {
            return Err(wrong("origin", &self.origin, "scheme and host only, such as https://square.example"));
        }
        one_of("rate_limits", &self.rate_limits, &["on", "off"])?;
        one_of("sign_up", &self.sign_up, &["", "invitation", "approval", "open", "closed"])?;
        one_of("log_format", &self.log_format, &["text", "json"])?;
        one_of("log_level", &self.log_level, &["error", "warn", "info", "debug", "trace"])?;
        if self.rate_limits == "off" && !self.is_loopback() {
            return Err(
                "SOULAVA_RATE_LIMITS=off is for a listener on this machine only (SOULAVA_LISTEN=127.0.0.1:…).".into()
            );
        }
        if self.rate_limit_factor == 0 || (self.rate_limit_factor > 1 && !self.is_loopback()) {
            return Err("rate_limit_factor is 1, or more on a loopback listener for measuring.".into());
        }
        if self.connections_max == 0 {
            return Err("connections_max is at least 1.".into());
        }
        if !self.database_url.is_empty() && !self.database_url.starts_with("postgres") {
            return Err(
                "SOULAVA_DATABASE_URL is postgres://user@host/database, or empty for SQLite in the data folder.".into(),
            );
        }
        self.metrics()?;
        self.proxies().map(|_| ())
    }

    /// Whether only this machine can reach the listener.
    pub fn is_loopback(&self) -> bool {
        self.listen.ip().is_loopback()
    }

    /// Whether requests are counted.
    pub fn counts_requests(&self) -> bool {
        self.rate_limits == "on"
    }

    /// The metrics listener, when there is one.
    pub fn metrics(&self) -> Result<Option<SocketAddr>, Wrong> {
        if self.metrics_listen.is_empty() {
            return Ok(None);
        }
        let address = self.metrics_listen.parse();
        address
            .map(Some)
            .map_err(|_| wrong("metrics_listen", &self.metrics_listen, "an address and port such as 127.0.0.1:9100"))
    }

    /// Proxies that are believed.
    pub fn proxies(&self) -> Result<Vec<IpAddr>, Wrong> {
        let parts = self.trusted_proxies.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts.map(|part| part.parse().map_err(|_| wrong("trusted_proxies", part, "an IP address"))).collect()
    }

    /// The SQLite file.
    pub fn database_file(&self) -> PathBuf {
        self.data.join("soulava.db")
    }

    /// Where commands reach a running server.
    pub fn socket(&self) -> PathBuf {
        self.data.join("admin.sock")
    }
}

fn one_of(key: &str, value: &str, allowed: &[&str]) -> Result<(), Wrong> {
    if allowed.contains(&value) {
        return Ok(());
    }
    let allowed: Vec<_> = allowed.iter().filter(|one| !one.is_empty()).copied().collect();
    Err(wrong(key, value, &format!("one of {}", allowed.join(", "))))
}

fn wrong(key: &str, value: &str, expected: &str) -> Wrong {
    format!("{key} is \"{value}\"; it should be {expected}.")
}

/// The layer of `SOULAVA_*` and, for secrets, `SOULAVA_*_FILE`.
fn environment(env: &BTreeMap<String, String>) -> Result<Vec<(&'static str, String)>, Wrong> {
    let mut layer = Vec::new();
    for setting in SETTINGS {
        let name = setting.env();
        if let Some(value) = env.get(&name) {
            layer.push((setting.key, value.clone()));
        } else if let Some(file) = setting.secret.then(|| env.get(&format!("{name}_FILE"))).flatten() {
            let value = std::fs::read_to_string(file).map_err(|error| format!("{name}_FILE={file}: {error}"))?;
            layer.push((setting.key, value.trim().to_owned()));
        }
    }
    Ok(layer)
}

fn readable(error: &config::ConfigError) -> Wrong {
    let text = error.to_string();
    if text.contains("unknown field") {
        return format!("{text}. `soulava config --explain` lists every setting.");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(file: Option<&str>, env: &[(&str, &str)], flags: &[(&str, &str)]) -> Result<Config, Wrong> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("soulava.toml");
        std::fs::write(&path, file.unwrap_or_default()).expect("a file");
        let env = env.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        let flags: Vec<_> = flags.iter().map(|(key, value)| (*key, (*value).to_owned())).collect();
        Config::layered(Some(&path), &env, &flags)
    }

    #[test]
    fn a_flag_beats_the_environment_and_that_the_file() {
        let file = "listen = \"127.0.0.1:1\"\nlog_level = \"warn\"\nthreads = 3";
        let config =
            load(Some(file), &[("SOULAVA_LISTEN", "127.0.0.1:2")], &[("listen", "127.0.0.1:3")]).expect("good");
        assert_eq!((config.listen.port(), config.log_level.as_str(), config.threads), (3, "warn", 3));
        assert_eq!(config.origin, "http://localhost:3");
    }

    #[test]
    fn an_unknown_key_is_an_error_that_says_where_to_look() {
        let error = load(Some("listn = \"x\""), &[], &[]).expect_err("unknown");
        assert!(error.contains("listn") && error.contains("--explain"), "{error}");
    }

    #[test]
    fn limits_go_off_on_loopback_only() {
        assert!(load(None, &[("SOULAVA_RATE_LIMITS", "off")], &[]).is_ok());
        let open =
            [("SOULAVA_RATE_LIMITS", "off"), ("SOULAVA_LISTEN", "0.0.0.0:80"), ("SOULAVA_ORIGIN", "https://a.example")];
        assert!(load(None, &open, &[]).expect_err("refused").contains("RATE_LIMITS"));
    }

    #[test]
    fn an_open_listener_needs_an_origin() {
        assert!(load(None, &[("SOULAVA_LISTEN", "0.0.0.0:80")], &[]).expect_err("refused").contains("SOULAVA_ORIGIN"));
        assert!(load(None, &[("SOULAVA_ORIGIN", "https://a.example/path")], &[]).is_err());
    }

    #[test]
    fn a_secret_may_lie_in_a_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("secret");
        std::fs::write(&path, "smtp://user:word@mail.example\n").expect("a file");
        let config = load(None, &[("SOULAVA_SMTP_URL_FILE", path.to_str().expect("a path"))], &[]).expect("good");
        assert_eq!(config.smtp_url, "smtp://user:word@mail.example");
        assert!(!print(&config, true).contains("word"));
    }
}
