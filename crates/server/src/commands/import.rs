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
        let summary = import::thanks(&at.db, &open, &Options { map, day_zero }, &mut tell).map_err(sentence)?;
        Ok(Outcome::good(as_json(&summary), in_words(&summary)))
    }
}

fn as_json(summary: &Summary) -> serde_json::Value {
    let refused: Vec<_> =
        summary.refused.iter().map(|row| json!({ "line": row.line, "why": row.why.to_string() })).collect();
    json!({
        "rows": summary.rows, "added": summary.added, "already": summary.already, "people": summary.people,
        "refused": summary.refused_in_all, "encoding": summary.encoding, "refused_rows": refused,
    })
}

fn in_words(summary: &Summary) -> String {
    let mut text = format!(
        "{} rows read ({}): {} new gifts, {} known already, {} new people, {} rows refused.\n",
        summary.rows, summary.encoding, summary.added, summary.already, summary.people, summary.refused_in_all
    );
    for row in summary.refused.iter().take(SHOWN_MAX) {
        text += &format!("  line {}: {}\n", row.line, row.why);
    }
    if summary.refused_in_all > SHOWN_MAX as u64 {
        text += &format!("  and {} more; --json tells every line.\n", summary.refused_in_all - SHOWN_MAX as u64);
    }
    text
}
