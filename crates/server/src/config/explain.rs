//! `soulava config`: what every setting means, and what holds now.

use std::fmt::Write as _;

use super::{Config, SETTINGS};

/// A commented example file that explains every setting.
pub fn explain() -> String {
    let mut text = String::from(
        "# Settings of Soulava. Later layers win: what is built in, this file (soulava.toml in the working folder,\n\
         # or --config FILE, or SOULAVA_CONFIG), the environment, flags. Keys that are not listed here are errors.\n",
    );
    for setting in SETTINGS {
        text.push('\n');
        for line in setting.meaning.lines() {
            let _ = writeln!(text, "# {line}");
        }
        let file = if setting.secret { format!(", or {}_FILE", setting.env()) } else { String::new() };
        let _ = writeln!(text, "# Environment: {}{file}", setting.env());
        let _ = writeln!(text, "# {} = {}", setting.key, toml(setting.default));
    }
    text
}

/// The configuration that holds, as TOML; secrets are blotted out when `redacted`.
pub fn print(config: &Config, redacted: bool) -> String {
    let value = |key: &str| match key {
        "data" => config.data.display().to_string(),
        "listen" => config.listen.to_string(),
        "origin" => config.origin.clone(),
        "database_url" => config.database_url.clone(),
        "metrics_listen" => config.metrics_listen.clone(),
        "sign_up" => config.sign_up.clone(),
        "smtp_url" => config.smtp_url.clone(),
        "mail_from" => config.mail_from.clone(),
        "rate_limits" => config.rate_limits.clone(),
        "rate_limit_factor" => config.rate_limit_factor.to_string(),
        "trusted_proxies" => config.trusted_proxies.clone(),
        "log_format" => config.log_format.clone(),
        "log_level" => config.log_level.clone(),
        "connections_max" => config.connections_max.to_string(),
        _ => config.threads.to_string(),
    };
    SETTINGS.iter().fold(String::new(), |mut text, setting| {
        let value = value(setting.key);
        let hidden = redacted && setting.secret && !value.is_empty();
        let _ = writeln!(text, "{} = {}", setting.key, if hidden { "\"…\"".to_owned() } else { toml(&value) });
        text
    })
}

fn toml(value: &str) -> String {
    if value.parse::<u64>().is_ok() { value.to_owned() } else { format!("{value:?}") }
}
