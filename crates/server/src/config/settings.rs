//! Every setting: key, what is built in, and what it means.

/// One setting.
#[derive(Debug)]
pub struct Setting {
    /// In the file; `SOULAVA_KEY` in capitals in the environment.
    pub key: &'static str,
    /// What is built in.
    pub default: &'static str,
    /// Not to be shown; may also come from the file named by `SOULAVA_KEY_FILE`.
    pub secret: bool,
    /// For people.
    pub meaning: &'static str,
}

impl Setting {
    /// The name in the environment.
    pub fn env(&self) -> String {
        format!("SOULAVA_{}", self.key.to_ascii_uppercase())
    }
}

const fn plain(key: &'static str, default: &'static str, meaning: &'static str) -> Setting {
    Setting { key, default, secret: false, meaning }
}

const fn secret(key: &'static str, default: &'static str, meaning: &'static str) -> Setting {
    Setting { key, default, secret: true, meaning }
}

/// In the order in which they are explained.
pub const SETTINGS: &[Setting] = &[
    plain(
        "data",
        "data",
        "The folder with everything this square keeps: the database, pictures, mail without a mail server, and the\nsocket of `soulava admin`. Made when it is not there, readable by its owner only.",
    ),
    plain(
        "listen",
        "127.0.0.1:3000",
        "Address and port for requests. Leave it on this machine and let a reverse proxy bring TLS.",
    ),
    plain(
        "origin",
        "",
        "How people reach the square: scheme and host, such as https://square.example. It is part of every name here,\nso choose it once. Empty means http://localhost:PORT, which only a listener on this machine may have.",
    ),
    secret(
        "database_url",
        "",
        "postgres://user:password@host/database for PostgreSQL 15 or newer. Empty means SQLite in the data folder.",
    ),
    plain(
        "metrics_listen",
        "",
        "Address and port of a listener of its own for Prometheus, such as 127.0.0.1:9100. Empty means none.",
    ),
    plain(
        "sign_up",
        "",
        "Who may come in: invitation, approval, open or closed. Empty leaves it to the host's settings page;\na new square begins with invitation.",
    ),
    secret(
        "smtp_url",
        "",
        "Mail server, such as smtps://user:password@mail.example. Empty: new accounts are confirmed at once, and what\nwould be mailed is written into the folder `mail` in the data folder.",
    ),
    plain("mail_from", "", "Sender of mail. Empty means soulava@ and the host of the origin."),
    plain(
        "rate_limits",
        "on",
        "on or off. Off is refused unless the listener is on this machine. The day's allowance of gifts is always counted.",
    ),
    plain(
        "rate_limit_factor",
        "1",
        "Multiplies every request window, to measure with counting switched on. Above 1 on a loopback listener only.",
    ),
    plain("trusted_proxies", "127.0.0.1,::1", "Addresses whose X-Forwarded-For is believed, separated by commas."),
    plain("log_format", "text", "text or json."),
    plain("log_level", "info", "error, warn, info, debug or trace."),
    plain("connections_max", "8192", "Open connections at the same time; further ones wait."),
    plain("threads", "0", "Threads that serve requests. 0 means one for each core, at most 8."),
];
