//! <https://docs.joinmastodon.org/entities/Application/>

use serde::Serialize;
use soulava_social::oauth::AppView;

/// A registered app.
#[derive(Clone, Debug, Serialize)]
pub struct Application {
    id: String,
    name: String,
    website: Option<String>,
    scopes: Vec<&'static str>,
    redirect_uri: String,
    redirect_uris: Vec<String>,
    /// Web push is not served; the field is required by old clients.
    vapid_key: &'static str,
}

impl Application {
    /// Maps a view.
    pub fn new(app: &AppView) -> Self {
        Self {
            id: app.id.to_string(),
            name: app.name.clone(),
            website: Some(app.website.clone()).filter(|it| !it.is_empty()),
            scopes: app.scopes.iter().collect(),
            redirect_uri: app.redirect_uris.join("\n"),
            redirect_uris: app.redirect_uris.clone(),
            vapid_key: "",
        }
    }
}

/// The same to the app itself, once, with its secret.
#[derive(Clone, Debug, Serialize)]
pub struct CredentialApplication {
    #[serde(flatten)]
    application: Application,
    client_id: String,
    client_secret: String,
    /// Never.
    client_secret_expires_at: u8,
}

impl CredentialApplication {
    /// Maps a view and the secret that was just made.
    pub fn new(app: &AppView, client_secret: String) -> Self {
        Self {
            application: Application::new(app),
            client_id: app.client_id.clone(),
            client_secret,
            client_secret_expires_at: 0,
        }
    }
}
