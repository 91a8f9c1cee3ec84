//! `soulava admin token create`

use clap::Args;
use serde::{Deserialize, Serialize};
use serde_json::json;
use soulava_social::accounts::fold_name;
use soulava_social::oauth;

use crate::admin::{Act, At, Outcome, Progress, sentence};

/// Flags.
#[derive(Args, Serialize, Deserialize)]
pub struct Create {
    /// Whose
    #[arg(long)]
    pub username: String,
    /// What it may do, parted by spaces
    #[arg(long, default_value = "read write follow push")]
    pub scopes: String,
    /// Print JSON
    #[arg(long)]
    #[serde(skip)]
    pub json: bool,
}

impl Act for Create {
    fn act(self, at: &At, _: &mut dyn FnMut(Progress)) -> Result<Outcome, String> {
        at.account(&self.username)?;
        let name = fold_name(self.username.trim_start_matches('@'));
        let token = at.db.write_blocking(move |tx| oauth::token_by_host(tx, &name, &self.scopes)).map_err(sentence)?;
        let json = json!({
            "access_token": token.token,
            "token_type": "Bearer",
            "scope": token.scopes.to_string(),
            "created_at": token.created_at / 1000,
        });
        Ok(Outcome::good(json, token.token))
    }
}
