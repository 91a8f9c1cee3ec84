//! Paging parameters in, `Link` headers out. <https://docs.joinmastodon.org/api/guidelines/#pagination>

use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::header::LINK;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Uri};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use soulava_social::{Page, Paged};
use url::form_urlencoded;

use crate::reply::{Failure, Json};
use crate::{App, input};

/// `max_id`, `since_id`, `min_id` and `limit` of a request: `DEFAULT` items when nothing is said, never over `MAX`.
#[derive(Debug)]
pub struct Paging<const DEFAULT: u32, const MAX: u32> {
    /// What was asked.
    pub page: Page,
    uri: Uri,
}

impl<const DEFAULT: u32, const MAX: u32> Paging<DEFAULT, MAX> {
    /// A list with the `Link` header for the pages beside it.
    pub fn reply<T: Serialize>(&self, app: &App, entities: Paged<T>) -> Response {
        let link = self.link(app, entities.first, entities.last);
        with_link(Json(entities.items).into_response(), link)
    }

    /// The header itself; other query parameters are kept, the host is ours. None for an empty list.
    pub fn link(&self, app: &App, first: Option<i64>, last: Option<i64>) -> Option<HeaderValue> {
        let (first, last) = (first?, last?);
        let text = format!(
            "<{}>; rel=\"next\", <{}>; rel=\"prev\"",
            self.beside(app, "max_id", last),
            self.beside(app, "min_id", first)
        );
        HeaderValue::from_str(&text).ok()
    }

    fn beside(&self, app: &App, key: &str, id: i64) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in form_urlencoded::parse(self.uri.query().unwrap_or_default().as_bytes()) {
            if !matches!(&*name, "max_id" | "since_id" | "min_id" | "access_token") {
                query.append_pair(&name, &value);
            }
        }
        query.append_pair(key, &id.to_string());
        app.urls.of(&format!("{}?{}", self.uri.path(), query.finish()))
    }
}

/// Adds a `Link` header when there is one.
pub fn with_link(mut response: Response, link: Option<HeaderValue>) -> Response {
    if let Some(link) = link {
        response.headers_mut().insert(LINK, link);
    }
    response
}

impl<const DEFAULT: u32, const MAX: u32> FromRequestParts<App> for Paging<DEFAULT, MAX> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let OriginalUri(uri) =
            OriginalUri::from_request_parts(parts, app).await.expect("the original address is always known");
        let mut page = Page::first(DEFAULT);
        for (name, value) in form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()) {
            input::check_text(&value)?;
            match &*name {
                "max_id" => page.max_id = cursor(&value),
                "since_id" => page.since_id = cursor(&value),
                "min_id" => page.min_id = cursor(&value),
                // Mastodon reads a limit that is no number as none at all.
                "limit" => page.limit = value.parse::<i64>().map_or(DEFAULT, |n| n.clamp(1, i64::from(MAX)) as u32),
                _ => {}
            }
        }
        Ok(Self { page, uri })
    }
}

/// A cursor that is no number is none, as in Mastodon.
fn cursor(text: &str) -> Option<i64> {
    text.parse().ok().filter(|id| *id >= 0)
}
