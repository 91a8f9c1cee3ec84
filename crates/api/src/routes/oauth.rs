//! Tokens: <https://docs.joinmastodon.org/methods/oauth/>. The consent page belongs to the web.

use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Value, json};
use soulava_social::accounts;
use soulava_social::oauth::{self, ALL_SCOPES, Denied, Exchange};

use crate::entities::Token;
use crate::reply::{self, Failure};
use crate::{App, Json, Params, Reply, Signed};

/// The form of `POST /oauth/token`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TokenForm {
    grant_type: String,
    client_id: String,
    client_secret: Option<String>,
    code: String,
    redirect_uri: String,
    code_verifier: Option<String>,
    scope: String,
}

/// <https://docs.joinmastodon.org/methods/oauth/#token>
pub async fn token(app: App, headers: HeaderMap, Params(form, _): Params<TokenForm>) -> Reply<Token> {
    let (client_id, client_secret) = client(&headers, form.client_id, form.client_secret);
    let ask = Exchange {
        grant_type: form.grant_type,
        client_id,
        client_secret,
        code: form.code,
        redirect_uri: form.redirect_uri,
        code_verifier: form.code_verifier,
        scope: form.scope,
    };
    let made = app.db.write(move |tx| oauth::exchange(tx, &ask)).await?.map_err(denied)?;
    Ok(Json(Token::new(&made)))
}

/// The form of `POST /oauth/revoke`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RevokeForm {
    client_id: String,
    client_secret: Option<String>,
    token: String,
}

/// <https://docs.joinmastodon.org/methods/oauth/#revoke>
pub async fn revoke(app: App, headers: HeaderMap, Params(form, _): Params<RevokeForm>) -> Result<Response, Failure> {
    let (client_id, secret) = client(&headers, form.client_id, form.client_secret);
    app.db.write(move |tx| oauth::revoke(tx, &client_id, secret.as_deref(), &form.token)).await?.map_err(denied)?;
    Ok(reply::done())
}

/// The client of the form, or of HTTP Basic (RFC 6749, section 2.3.1).
fn client(headers: &HeaderMap, id: String, secret: Option<String>) -> (String, Option<String>) {
    let basic =
        headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).and_then(|value| value.split_once(' '));
    let pair = basic
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("basic"))
        .and_then(|(_, text)| STANDARD.decode(text.trim()).ok())
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .and_then(|text| text.split_once(':').map(|(id, secret)| (id.to_owned(), secret.to_owned())));
    match pair {
        Some((basic_id, basic_secret)) if id.is_empty() || id == basic_id => (basic_id, Some(basic_secret)),
        _ => (id, secret),
    }
}

fn denied(denied: Denied) -> Failure {
    let status = match denied.error {
        "invalid_client" => StatusCode::UNAUTHORIZED,
        "unauthorized_client" => StatusCode::FORBIDDEN,
        _ => StatusCode::BAD_REQUEST,
    };
    Failure::oauth(status, denied.error, denied.description)
}

/// <https://docs.joinmastodon.org/methods/oauth/#userinfo>
pub async fn userinfo(app: App, Signed(member): Signed) -> Reply<Value> {
    let view = app.db.read(move |tx| accounts::view(tx, member.account)).await?;
    Ok(Json(json!({
        "iss": app.urls.of("/"),
        "sub": app.urls.actor(view.id),
        "name": view.display_name,
        "preferred_username": view.username,
        "profile": app.urls.account(&view.username),
        "picture": app.urls.avatar(&view),
    })))
}

/// RFC 8414: <https://docs.joinmastodon.org/methods/oauth/#authorization-server-metadata>
pub async fn metadata(app: App) -> Json<Value> {
    Json(json!({
        "issuer": app.urls.of("/"),
        "service_documentation": "https://docs.joinmastodon.org/",
        "authorization_endpoint": app.urls.of("/oauth/authorize"),
        "token_endpoint": app.urls.of("/oauth/token"),
        "app_registration_endpoint": app.urls.of("/api/v1/apps"),
        "revocation_endpoint": app.urls.of("/oauth/revoke"),
        "userinfo_endpoint": app.urls.of("/oauth/userinfo"),
        "scopes_supported": ALL_SCOPES,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "client_credentials"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
    }))
}
