//! How others find the square: host-meta, WebFinger, NodeInfo, and where a password is changed.

use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use soulava_social::accounts;
use soulava_social::settings::{self, SignUp};

use crate::reply::Failure;
use crate::{App, Json, Name, Params, Reply};

/// Where this program's source is.
pub const SOURCE_URL: &str = env!("CARGO_PKG_REPOSITORY");

/// RFC 6415, for clients that look for WebFinger this way.
pub async fn host_meta(app: App) -> Response {
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<XRD xmlns=\"http://docs.oasis-open.org/ns/xri/xrd-1.0\">\n  \
         <Link rel=\"lrdd\" template=\"{}?resource={{uri}}\"/>\n</XRD>\n",
        app.urls.of("/.well-known/webfinger")
    );
    typed("application/xrd+xml; charset=utf-8", text)
}

/// What WebFinger is asked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Resource {
    resource: String,
}

/// RFC 7033: `acct:name@square.example`, or the address of a profile.
pub async fn webfinger(app: App, Params(ask, _): Params<Resource>) -> Result<Response, Failure> {
    if ask.resource.is_empty() {
        return Err(Failure::new(StatusCode::BAD_REQUEST, "The parameter resource is missing"));
    }
    let name = local_name(&app, &ask.resource).ok_or_else(Failure::not_found)?;
    let view = app
        .db
        .read(move |tx| {
            let id = accounts::by_name(tx, &name, "")?.ok_or_else(soulava_social::Refusal::not_found)?;
            accounts::view(tx, id)
        })
        .await?;
    if !view.is_shown() {
        return Err(Failure::not_found());
    }
    let (page, actor) = (app.urls.account(&view.username), app.urls.actor(view.id));
    let answer = json!({
        "subject": format!("acct:{}@{}", view.username, app.urls.host()),
        "aliases": [page, actor],
        "links": [
            { "rel": "http://webfinger.net/rel/profile-page", "type": "text/html", "href": page },
            { "rel": "http://webfinger.net/rel/avatar", "type": "image/png", "href": app.urls.avatar(&view) },
        ],
    });
    Ok(typed("application/jrd+json; charset=utf-8", answer.to_string()))
}

/// The username in `acct:name@host`, `@name@host` or `https://host/@name`, when the host is ours.
fn local_name(app: &App, resource: &str) -> Option<String> {
    if let Some(path) = resource.strip_prefix(app.urls.origin()) {
        return path.strip_prefix("/@").filter(|name| !name.contains('/')).map(str::to_owned);
    }
    let handle = resource.strip_prefix("acct:").unwrap_or(resource);
    let (name, host) = handle.strip_prefix('@').unwrap_or(handle).split_once('@')?;
    (host.eq_ignore_ascii_case(app.urls.host()) && !name.is_empty()).then(|| name.to_owned())
}

/// <https://nodeinfo.diaspora.software/protocol>
pub async fn nodeinfo_links(app: App) -> Json<Value> {
    let link = |version: &str| {
        json!({
            "rel": format!("http://nodeinfo.diaspora.software/ns/schema/{version}"),
            "href": app.urls.of(&format!("/nodeinfo/{version}")),
        })
    };
    Json(json!({ "links": [link("2.0"), link("2.1")] }))
}

/// <https://nodeinfo.diaspora.software/schema>: 2.0 and 2.1.
pub async fn nodeinfo(app: App, Name(version): Name) -> Reply<Value> {
    if !matches!(version.as_str(), "2.0" | "2.1") {
        return Err(Failure::not_found());
    }
    let (square, figures) =
        app.db.read_heavy(|tx| Ok::<_, soulava_social::Error>((settings::square(tx)?, settings::figures(tx)?))).await?;
    let mut software = json!({ "name": "soulava", "version": app.settings.version });
    if version == "2.1" {
        software["repository"] = json!(SOURCE_URL);
    }
    Ok(Json(json!({
        "version": version,
        "software": software,
        // Federation comes later; until then nothing is promised.
        "protocols": [],
        "services": { "inbound": [], "outbound": [] },
        "openRegistrations": square.sign_up == SignUp::Open,
        "usage": {
            "users": { "total": figures.people, "activeMonth": figures.active_month, "activeHalfyear": figures.active_half_year },
            "localPosts": figures.posts,
        },
        "metadata": { "nodeName": square.name, "nodeDescription": square.description },
    })))
}

/// <https://w3c.github.io/webappsec-change-password-url/>
pub async fn change_password() -> Response {
    (StatusCode::FOUND, [(LOCATION, "/settings/sign-in")]).into_response()
}

fn typed(mime: &'static str, text: String) -> Response {
    let mut response = text.into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(mime));
    response
}
