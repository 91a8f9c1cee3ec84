//! Reads a request's body, whatever its encoding, within a limit.

use std::collections::HashMap;

use axum::body::Body;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use url::form_urlencoded;

use crate::input::{Input, VALUES_MAX};
use crate::reply::Failure;

/// How large a body a route takes, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct BodyMax(pub usize);

impl BodyMax {
    /// Words and numbers.
    pub const PLAIN: Self = Self(1 << 20);
    /// A picture of 16 MB and what is said about it, or a portrait and a header.
    pub const FILES: Self = Self(17 << 20);
}

/// A file of a multipart body.
#[derive(Clone, Debug)]
pub struct Upload {
    /// As the client calls it; never used as a path.
    pub name: String,
    /// What the client says it is; looked at again by content.
    pub mime: String,
    /// The whole of it.
    pub bytes: Bytes,
}

/// The files of a request by their field's name.
pub type Files = HashMap<String, Upload>;

/// Parameters of the query and the body, the body's winning, and the files.
pub async fn read(request: Request) -> Result<(Input, Files), Failure> {
    let mut input = query(request.uri().query().unwrap_or_default())?;
    if matches!(*request.method(), axum::http::Method::GET | axum::http::Method::HEAD) {
        return Ok((input, Files::new()));
    }
    let BodyMax(max) = request.extensions().get().copied().unwrap_or(BodyMax::PLAIN);
    let mime = mime(&request);
    let (body, files) = match mime.as_str() {
        "multipart/form-data" => multipart(request, max).await?,
        "application/json" => (json(&collect(request.into_body(), max).await?)?, Files::new()),
        "application/x-www-form-urlencoded" => (form(&collect(request.into_body(), max).await?)?, Files::new()),
        _ => match collect(request.into_body(), max).await? {
            bytes if bytes.is_empty() => (Input::default(), Files::new()),
            // Some clients send JSON or a form and do not say which.
            bytes if bytes.first() == Some(&b'{') => (json(&bytes)?, Files::new()),
            bytes if mime.is_empty() || mime == "text/plain" => (form(&bytes)?, Files::new()),
            _ => return Err(Failure::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "This kind of body is not understood")),
        },
    };
    input.merge(body);
    Ok((input, files))
}

/// Parameters of a query string.
pub fn query(query: &str) -> Result<Input, Failure> {
    form(query.as_bytes())
}

fn mime(request: &Request) -> String {
    let header = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    header.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The whole body, or 413.
pub async fn collect(body: Body, max: usize) -> Result<Bytes, Failure> {
    match Limited::new(body, max).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(too_large()),
        Err(_) => Err(Failure::malformed("The body broke off")),
    }
}

fn too_large() -> Failure {
    Failure::new(StatusCode::PAYLOAD_TOO_LARGE, "The body is too large")
}

fn json(bytes: &[u8]) -> Result<Input, Failure> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(Input::default());
    }
    let value = serde_json::from_slice(bytes).map_err(|_| Failure::malformed("The body could not be read as JSON"))?;
    match Input::from_json(value, 0)? {
        map @ Input::Map(_) => Ok(map),
        _ => Err(Failure::malformed("The body is not a JSON object")),
    }
}

fn form(bytes: &[u8]) -> Result<Input, Failure> {
    let mut input = Input::default();
    for (count, (key, value)) in form_urlencoded::parse(bytes).enumerate() {
        if count >= VALUES_MAX {
            return Err(Failure::malformed("There are too many parameters"));
        }
        input.put(&key, value.into_owned())?;
    }
    Ok(input)
}

async fn multipart(request: Request, max: usize) -> Result<(Input, Files), Failure> {
    let (parts, body) = request.into_parts();
    let request = Request::from_parts(parts, Body::new(Limited::new(body, max)));
    let broken = || Failure::malformed("The multipart body could not be read");
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| broken())?;
    let (mut input, mut files) = (Input::default(), Files::new());
    let mut count = 0;
    while let Some(mut part) = parts.next_field().await.map_err(|error| multipart_failure(&error))? {
        count += 1;
        if count > VALUES_MAX {
            return Err(Failure::malformed("There are too many parameters"));
        }
        let key = part.name().unwrap_or_default().to_owned();
        let (name, mime) = (part.file_name().map(str::to_owned), part.content_type().unwrap_or_default().to_owned());
        let mut bytes = Vec::new();
        while let Some(chunk) = part.chunk().await.map_err(|error| multipart_failure(&error))? {
            if bytes.len() + chunk.len() > max {
                return Err(too_large());
            }
            bytes.extend_from_slice(&chunk);
        }
        match name {
            Some(name) if !bytes.is_empty() || !name.is_empty() => {
                files.insert(key, Upload { name, mime, bytes: bytes.into() });
            }
            _ => input.put(&key, String::from_utf8(bytes).map_err(|_| broken())?)?,
        }
    }
    Ok((input, files))
}

fn multipart_failure(error: &axum::extract::multipart::MultipartError) -> Failure {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(inner) = cause {
        if inner.is::<LengthLimitError>() {
            return too_large();
        }
        cause = inner.source();
    }
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return too_large();
    }
    Failure::malformed("The multipart body could not be read")
}
