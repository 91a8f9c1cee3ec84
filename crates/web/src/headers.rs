//! What every page tells the browser: nothing inline, nothing from elsewhere, nothing framed, nothing kept.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

/// How strict a page is. Most are [`Door::Closed`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Door {
    /// The usual.
    Closed,
    /// Sign-in: an app may have opened it in a popup, which must be able to report back.
    Popup,
    /// Consent: also, browsers apply `form-action` to the redirect after the POST, so the app's own address must be
    /// in it. The text is a CSP source: an origin or a scheme with its colon.
    Consent(String),
}

/// Puts the security headers on a page, unless its handler set them already.
pub fn put(response: &mut Response, door: &Door, https: bool) {
    let redirect = match door {
        Door::Consent(source) if source.bytes().all(|b| b.is_ascii_graphic() && !b";,'\"".contains(&b)) => {
            format!(" {source}")
        }
        _ => String::new(),
    };
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'{redirect}; \
         base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    );
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::try_from(policy) {
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    }
    if *door == Door::Closed {
        set(headers, "cross-origin-opener-policy", "same-origin");
    }
    set(headers, "x-content-type-options", "nosniff");
    set(headers, "referrer-policy", "strict-origin-when-cross-origin");
    set(
        headers,
        "permissions-policy",
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), \
         microphone=(), midi=(), payment=(), usb=(), browsing-topics=(), fullscreen=(self), \
         publickey-credentials-create=(self), publickey-credentials-get=(self)",
    );
    set(headers, "cache-control", "private, no-store");
    set(headers, "vary", "cookie, accept-language");
    if https {
        set(headers, "strict-transport-security", "max-age=63072000; includeSubDomains");
    }
}

fn set(headers: &mut HeaderMap, name: &'static str, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(door: Door) -> String {
        let mut response = Response::new(axum::body::Body::empty());
        put(&mut response, &door, true);
        response.headers()["content-security-policy"].to_str().expect("our policy is ASCII").to_owned()
    }

    #[test]
    fn no_policy_allows_anything_inline() {
        for door in [Door::Closed, Door::Popup, Door::Consent("myapp:".into())] {
            assert!(!policy(door).contains("unsafe"));
        }
    }

    #[test]
    fn only_consent_lets_a_form_lead_elsewhere_and_never_more_than_one_source() {
        assert!(policy(Door::Closed).contains("form-action 'self';"));
        assert!(
            policy(Door::Consent("https://app.example".into())).contains("form-action 'self' https://app.example;")
        );
        assert!(policy(Door::Consent("x; script-src *".into())).contains("form-action 'self';"));
    }
}
