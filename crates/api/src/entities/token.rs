//! <https://docs.joinmastodon.org/entities/Token/>

use serde::Serialize;
use soulava_social::oauth::NewToken;

/// A token that was just made.
#[derive(Clone, Debug, Serialize)]
pub struct Token {
    access_token: String,
    token_type: &'static str,
    scope: String,
    created_at: i64,
}

impl Token {
    /// Maps a new token; times are seconds here.
    pub fn new(token: &NewToken) -> Self {
        Self {
            access_token: token.token.clone(),
            token_type: "Bearer",
            scope: token.scopes.to_string(),
            created_at: token.created_at / 1_000,
        }
    }
}
