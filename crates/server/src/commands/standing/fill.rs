//! `soulava standing fill`: voices, recognitions, ties and presence of a square that lived before they were kept.

use clap::Args;
use serde::{Deserialize, Serialize};
use serde_json::json;
use soulava_social::standing::{self, Keeper, Step};

use crate::admin::{self, Act, At, Outcome, Progress, sentence};
use crate::cli::Trouble;
use crate::config::Config;

/// Flags.
#[derive(Args, Serialize, Deserialize)]
pub struct Fill {
    /// Print JSON
    #[arg(long)]
    #[serde(skip)]
    json: bool,
}

impl Fill {
    /// Runs it.
    pub fn run(self, config: &Config) -> Result<(), Trouble> {
        let json = self.json;
        admin::run(config, self, None, json)
    }
}

impl Act for Fill {
    fn act(self, at: &At, progress: &mut dyn FnMut(Progress)) -> Result<Outcome, String> {
        let mut slices = Vec::new();
        for step in Step::ALL {
            let (mut cursor, mut done) = (0, 0u64);
            loop {
                progress(Progress { done: 0, of: 0, what: format!("{}: {done} slices", step.says()) });
                let next = at.db.write_blocking(move |tx| standing::fill(tx, step, cursor)).map_err(sentence)?;
                done += 1;
                match next {
                    Some(next) => cursor = next,
                    None => break,
                }
            }
            slices.push(json!({ "step": step.says(), "slices": done }));
        }
        progress(Progress { done: 0, of: 0, what: "standing and bands".to_owned() });
        let round = Keeper::new(at.db.clone(), at.standings.clone()).round().map_err(sentence)?;
        let text = format!(
            "Filled in: who has a voice, what was recognised, what people have between them, who was here. {} bands moved.\n\
             Running it again adds nothing.",
            round.moved
        );
        Ok(Outcome::good(json!({ "steps": slices, "bands_moved": round.moved }), text))
    }
}
