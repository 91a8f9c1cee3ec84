//! `soulava standing verify`: every published day solved again from the logs, and compared to the bit.

use std::sync::mpsc;

use clap::Args;
use serde::{Deserialize, Serialize};
use serde_json::json;
use soulava_social::standing;

use crate::admin::{self, Act, At, Outcome, Progress, sentence};
use crate::cli::Trouble;
use crate::config::Config;

/// Flags.
#[derive(Args, Serialize, Deserialize)]
pub struct Verify {
    /// Print JSON
    #[arg(long)]
    #[serde(skip)]
    json: bool,
}

impl Verify {
    /// Runs it; the exit code says whether everything holds.
    pub fn run(self, config: &Config) -> Result<(), Trouble> {
        let json = self.json;
        admin::run(config, self, None, json)
    }
}

impl Act for Verify {
    fn act(self, at: &At, progress: &mut dyn FnMut(Progress)) -> Result<Outcome, String> {
        let (db, standings) = (at.db.clone(), at.standings.clone());
        let (tell, told) = mpsc::channel();
        let reading = at.runtime.spawn(async move {
            let verify = move |tx: &soulava_social::Tx<'_>| {
                standing::verify(tx, &standings, &mut |done, of| _ = tell.send((done, of)))
            };
            db.read_heavy(verify).await
        });
        // Ends when the reading does, and with it the last sender.
        for (done, of) in told {
            progress(Progress { done, of, what: format!("day {done} of {of} solved again") });
        }
        let report = at.runtime.block_on(reading).map_err(|error| error.to_string())?.map_err(sentence)?;
        let mut text = format!(
            "{} published days solved again, {} members on the last; {} standings in memory compared; {} moves of bands.\n",
            report.days, report.members, report.live, report.moves
        );
        for fault in &report.faults {
            text += &format!("  - {fault}\n");
        }
        text += match report.faults_in_all {
            0 => "Everything is what the logs give, to the bit.".to_owned(),
            count => format!("{count} FAULTS. Keep a copy of the data before anything else."),
        }
        .as_str();
        let json = json!({
            "holds": report.holds(), "days": report.days, "members": report.members, "live": report.live,
            "moves": report.moves, "faults": report.faults, "faults_in_all": report.faults_in_all,
        });
        Ok(Outcome { json, text, good: report.holds() })
    }
}
