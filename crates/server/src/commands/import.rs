//! `soulava import thanks`

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::PathBuf;

use clap::Args;
use serde::{Deserialize, Serialize};
use serde_json::json;
use soulava_social::import::{self, Options, Summary};

use crate::admin::{self, Act, At, Outcome, Progress, sentence};
use crate::cli::Trouble;
use crate::config::Config;

/// Refused rows printed one by one; `--json` has all of them.
const SHOWN_MAX: usize = 20;

/// Flags.
#[derive(Args)]
pub struct ThanksFlags {
    /// CSV with the columns from, to, at or day, and if you like reason, currency, place
    file: PathBuf,
    #[command(flatten)]
    thanks: Thanks,
}

/// What is sent.
#[derive(Args, Serialize, Deserialize)]
pub struct Thanks {
    /// Which column holds a field, such as from=thanker
    #[arg(long, value_name = "FIELD=COLUMN")]
    map: Vec<String>,
    /// The date of day 0 of a day column, such as 2020-11-20
    #[arg(long, value_name = "DATE")]
    day_zero: Option<String>,
    /// Move all dates by the same number of days, so that the newest is today: for trying a list out
    #[arg(long)]
    #[serde(default)]
    newest_today: bool,
    /// You know these people: everybody named gets a voice, and their thanks count towards standing
    #[arg(long)]
    #[serde(default)]
    known: bool,
    /// Print JSON
    #[arg(long)]
    #[serde(skip)]
    json: bool,
}

impl ThanksFlags {
    /// Runs it.
    pub fn send(self, config: &Config) -> Result<(), Trouble> {
        let json = self.thanks.json;
        admin::run(config, self.thanks, Some(&self.file), json)
    }
}

impl Act for Thanks {
    fn act(self, at: &At, progress: &mut dyn FnMut(Progress)) -> Result<Outcome, String> {
        let map = self.map.iter().map(|text| Options::mapping(text)).collect::<Result<_, _>>().map_err(sentence)?;
        let day_zero = self.day_zero.as_deref().map(import::day_zero).transpose().map_err(sentence)?;
        let path = at.attachment.clone().ok_or("Name the file to import.")?;
        let open = || Ok(Box::new(BufReader::new(File::open(&path)?)) as Box<dyn Read + Send>);
        let mut tell = |summary: &Summary| {
            let what =
                format!("{} rows, {} new gifts, {} refused", summary.rows, summary.added, summary.refused_in_all);
            progress(Progress { done: summary.bytes, of: summary.bytes_in_all.max(1), what });
        };
        let options = Options { map, day_zero, newest_today: self.newest_today, known: self.known };
        let summary = import::thanks(&at.db, &open, &options, &mut tell).map_err(sentence)?;
        Ok(Outcome::good(as_json(&summary), in_words(&summary)))
    }
}

fn as_json(summary: &Summary) -> serde_json::Value {
    let refused: Vec<_> =
        summary.refused.iter().map(|row| json!({ "line": row.line, "why": row.why.to_string() })).collect();
    json!({
        "rows": summary.rows, "added": summary.added, "already": summary.already, "people": summary.people,
        "moved_days": summary.moved_days, "known": summary.known,
        "refused": summary.refused_in_all, "encoding": summary.encoding, "refused_rows": refused,
    })
}

fn in_words(summary: &Summary) -> String {
    let mut text = format!(
        "{} rows read ({}): {} new gifts, {} known already, {} new people, {} rows refused.\n",
        summary.rows, summary.encoding, summary.added, summary.already, summary.people, summary.refused_in_all
    );
    if summary.moved_days != 0 {
        text += &format!(
            "All dates were moved by {} days, so that the newest is today. This is for trying out: they are not the days on which it was said.\n",
            summary.moved_days
        );
    }
    if summary.known > 0 {
        text += &format!("{} people have a voice now, because the host knows them.\n", summary.known);
    }
    for row in summary.refused.iter().take(SHOWN_MAX) {
        text += &format!("  line {}: {}\n", row.line, row.why);
    }
    if summary.refused_in_all > SHOWN_MAX as u64 {
        text += &format!("  and {} more; --json tells every line.\n", summary.refused_in_all - SHOWN_MAX as u64);
    }
    text
}
