//! Apps that register: <https://docs.joinmastodon.org/methods/apps/>

use serde::Deserialize;
use soulava_social::oauth::{self, NewApp};

use crate::entities::{Application, CredentialApplication};
use crate::{App, Caller, Json, Params, Reply};

/// The form of `POST /api/v1/apps`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Registration {
    client_name: String,
    redirect_uris: Vec<String>,
    scopes: String,
    website: String,
}

/// <https://docs.joinmastodon.org/methods/apps/#create>
pub async fn register(app: App, Params(form, _): Params<Registration>) -> Reply<CredentialApplication> {
    let Registration { client_name: name, redirect_uris, scopes, website } = form;
    let new = NewApp { name, website, redirect_uris, scopes };
    let (registered, secret) = app.db.write(move |tx| oauth::register_app(tx, &new)).await?;
    Ok(Json(CredentialApplication::new(&registered, secret)))
}

/// <https://docs.joinmastodon.org/methods/apps/#verify_credentials>
pub async fn verify(app: App, Caller(access): Caller) -> Reply<Application> {
    let found = app.db.read(move |tx| oauth::app(tx, access.app)).await?;
    Ok(Json(Application::new(&found)))
}
