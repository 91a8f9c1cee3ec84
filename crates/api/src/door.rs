//! What every request passes before anything else and every answer after: address, request id, CORS,
//! security headers, panics, measuring.

use std::fmt::Write as _;
use std::hash::{BuildHasher, RandomState};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::panic::AssertUnwindSafe;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName};
use axum::http::{Extensions, HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;

use crate::App;
use crate::reply::{Cause, Failure};

/// Where the connection came from; put into each request by the listener.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// Who is at the other end, behind any trusted proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientIp(pub IpAddr);

impl ClientIp {
    /// As the door found it; loopback in tests that pass no door.
    pub fn of(extensions: &Extensions) -> Self {
        extensions.get().copied().unwrap_or(Self(IpAddr::V4(Ipv4Addr::LOCALHOST)))
    }

    /// The peer, or what a trusted proxy says: the last address of `X-Forwarded-For` that is no proxy of ours.
    fn find(request: &Request, trusted: &[IpAddr]) -> Self {
        let peer =
            request.extensions().get().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |Peer(at)| at.ip().to_canonical());
        if !trusted.contains(&peer) {
            return Self(peer);
        }
        let told = request.headers().get_all("x-forwarded-for").iter();
        let told: Vec<IpAddr> = told
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .filter_map(|part| part.trim().parse::<IpAddr>().ok())
            .map(|address| address.to_canonical())
            .collect();
        Self(told.iter().rev().copied().find(|address| !trusted.contains(address)).unwrap_or(peer))
    }
}

/// The id under which a request is logged; also sent as `X-Request-Id`.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

impl RequestId {
    fn next() -> Self {
        static START: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one("soulava"));
        static COUNT: AtomicU64 = AtomicU64::new(1);
        let mut text = String::with_capacity(24);
        write!(text, "{:016x}-{:x}", *START, COUNT.fetch_add(1, Ordering::Relaxed)).expect("a string takes any text");
        Self(text)
    }
}

/// The layer itself, round the whole router.
pub async fn door(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let id = RequestId::next();
    let open_to_all = is_open_to_all(request.uri().path());
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let client = ClientIp::find(&request, &app.settings.trusted_proxies);
    request.extensions_mut().insert(client);
    request.extensions_mut().insert(id.clone());

    let mut response = match refuse(&request) {
        Some(failure) => failure.into_response(),
        None if method == Method::OPTIONS && open_to_all => preflight(request.headers()),
        None => AssertUnwindSafe(next.run(request)).catch_unwind().await.unwrap_or_else(|_| panicked(&id, open_to_all)),
    };

    if let Some(Cause(cause)) = response.extensions().get() {
        tracing::error!(request = %id.0, %method, path, %cause, "a request broke");
    }
    finish(&app, response.headers_mut(), &id, open_to_all);
    let status = response.status().as_u16();
    let elapsed = begun.elapsed();
    metrics::counter!("soulava_http_requests_total", "class" => class(status)).increment(1);
    metrics::histogram!("soulava_http_request_seconds").record(elapsed.as_secs_f64());
    tracing::debug!(request = %id.0, %method, path, status, elapsed_us = elapsed.as_micros() as u64, "served");
    response
}

/// Paths that any web page may call, without cookies.
fn is_open_to_all(path: &str) -> bool {
    ["/api/", "/.well-known/", "/nodeinfo"].iter().any(|prefix| path.starts_with(prefix))
        || matches!(path, "/oauth/token" | "/oauth/revoke" | "/oauth/userinfo" | "/health")
}

/// What is refused for every route.
fn refuse(request: &Request) -> Option<Failure> {
    if request.uri().path().contains("%00") {
        return Some(Failure::malformed("An address may not contain NUL bytes"));
    }
    let encoding = request.headers().get(header::CONTENT_ENCODING)?;
    (encoding.as_bytes() != b"identity")
        .then(|| Failure::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Compressed bodies are not understood"))
}

fn preflight(asked: &HeaderMap) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"),
    );
    let wanted = asked.get(header::ACCESS_CONTROL_REQUEST_HEADERS).cloned();
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        wanted.unwrap_or(HeaderValue::from_static("Authorization, Content-Type, Idempotency-Key")),
    );
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("7200"));
    response
}

fn panicked(id: &RequestId, open_to_all: bool) -> Response {
    tracing::error!(request = %id.0, "a handler panicked");
    let failure = Failure::new(StatusCode::INTERNAL_SERVER_ERROR, "Something broke on our side");
    if open_to_all {
        return failure.into_response();
    }
    (failure.status, format!("Something broke on our side. Reference: {}", id.0)).into_response()
}

fn finish(app: &App, headers: &mut HeaderMap, id: &RequestId, open_to_all: bool) {
    let set = |headers: &mut HeaderMap, name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    if let Ok(id) = HeaderValue::from_str(&id.0) {
        headers.insert("x-request-id", id);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    set(headers, header::CACHE_CONTROL, "private, no-store");
    set(headers, header::REFERRER_POLICY, "strict-origin-when-cross-origin");
    set(headers, header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
    if app.urls.is_https() {
        set(headers, header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains");
    }
    if open_to_all {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        headers.insert(
            header::ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static(
                "Link, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-Request-Id, Retry-After",
            ),
        );
    }
}

fn class(status: u16) -> &'static str {
    match status {
        ..=199 => "1xx",
        200..=299 => "2xx",
        300..=399 => "3xx",
        400..=499 => "4xx",
        _ => "5xx",
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn from(peer: &str, forwarded: &str, trusted: &[&str]) -> String {
        let mut request = Request::new(Body::empty());
        request.extensions_mut().insert(Peer(SocketAddr::new(peer.parse().expect("an address"), 1)));
        request.headers_mut().insert("x-forwarded-for", forwarded.parse().expect("a header"));
        let trusted: Vec<IpAddr> = trusted.iter().map(|text| text.parse().expect("an address")).collect();
        ClientIp::find(&request, &trusted).0.to_string()
    }

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        assert_eq!(from("192.0.2.9", "203.0.113.1", &["127.0.0.1"]), "192.0.2.9");
        assert_eq!(from("127.0.0.1", "203.0.113.1", &["127.0.0.1"]), "203.0.113.1");
        assert_eq!(from("127.0.0.1", "10.9.9.9, 203.0.113.1, 127.0.0.1", &["127.0.0.1"]), "203.0.113.1");
        assert_eq!(from("127.0.0.1", "nonsense", &["127.0.0.1"]), "127.0.0.1");
    }
}
