//! `soulava admin invite create`

use clap::Args;
use serde::{Deserialize, Serialize};
use serde_json::json;
use soulava_social::invitations::{self, NewInvitation};
use soulava_social::{Member, Role};

use crate::admin::{Act, At, Outcome, Progress, sentence};

/// Flags.
#[derive(Args, Serialize, Deserialize)]
pub struct Create {
    /// Who invites; the first host when nothing is said
    #[arg(long)]
    pub username: Option<String>,
    /// Why this person should come in; they read it
    #[arg(long, default_value = "Come and have a look")]
    pub why: String,
    /// Print JSON
    #[arg(long)]
    #[serde(skip)]
    pub json: bool,
}

impl Act for Create {
    fn act(self, at: &At, _: &mut dyn FnMut(Progress)) -> Result<Outcome, String> {
        let inviter = match &self.username {
            Some(username) => at.account(username)?,
            None => super::account::first_host(at)?.ok_or("There is no host yet. Name somebody with --username.")?,
        };
        let member = Member::person(inviter, Role::Host);
        let new = NewInvitation { why: self.why, ..NewInvitation::default() };
        let (id, token) = at.db.write_blocking(move |tx| invitations::create(tx, &member, &new)).map_err(sentence)?;
        let url = at.urls.of(&format!("/join/{token}"));
        Ok(Outcome::good(json!({ "id": id.to_string(), "url": url, "token": token }), url))
    }
}
