//! `soulava verify`

use clap::Args;
use serde::{Deserialize, Serialize};
use serde_json::json;
use soulava_social::ledger;

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
        progress(Progress { done: 0, of: 0, what: "reading the ledger".to_owned() });
        let db = at.db.clone();
        let report = at.runtime.block_on(async move { db.read_heavy(ledger::verify).await }).map_err(sentence)?;
        let mut text = format!(
            "{} gifts, {} postings, {} recognitions, {} sealed days\n",
            report.gifts, report.postings, report.recognitions, report.days
        );
        for check in &report.checks {
            let verdict =
                if check.faults_in_all == 0 { "holds".to_owned() } else { format!("{} FAULTS", check.faults_in_all) };
            text += &format!("{:<14} {verdict:<10} {} ({} checked)\n", check.name, check.says, check.checked);
            for fault in &check.faults {
                text += &format!("               - {fault}\n");
            }
        }
        text += if report.holds() {
            "Everything holds."
        } else {
            "The ledger does not hold. Keep a copy of the data before anything else."
        };
        let checks: Vec<_> = report
            .checks
            .iter()
            .map(|check| {
                json!({
                    "name": check.name, "says": check.says, "checked": check.checked,
                    "faults": check.faults, "faults_in_all": check.faults_in_all,
                })
            })
            .collect();
        let json = json!({
            "holds": report.holds(), "gifts": report.gifts, "postings": report.postings,
            "recognitions": report.recognitions, "days": report.days, "checks": checks,
        });
        Ok(Outcome { json, text, good: report.holds() })
    }
}
