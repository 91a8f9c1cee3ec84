//! Cookies and the proof that a form is ours.

use axum::http::{HeaderMap, HeaderValue, Method, header};
use soulava_social::urls::Urls;

/// How long a browser keeps the session cookie: as long as a session can live.
const SESSION_SECONDS: u32 = 90 * 24 * 3600;
/// How long a browser keeps the language of somebody who is not signed in.
const LANGUAGE_SECONDS: u32 = 365 * 24 * 3600;

/// Which cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookie {
    /// Who is signed in.
    Session,
    /// The form token of somebody who is not.
    Form,
    /// The language of somebody who is not.
    Language,
}

impl Cookie {
    /// `__Host-` binds a cookie to this very host, over TLS; plain http on loopback cannot have it.
    fn name(self, urls: &Urls) -> String {
        let name = match self {
            Self::Session => "soulava_s",
            Self::Form => "soulava_f",
            Self::Language => "soulava_l",
        };
        if urls.is_https() { format!("__Host-{name}") } else { name.to_owned() }
    }

    /// The value a browser sent.
    pub fn read(self, headers: &HeaderMap, urls: &Urls) -> Option<String> {
        let name = self.name(urls);
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(key, value)| *key == name && !value.is_empty() && value.len() <= 200)
            .map(|(_, value)| value.to_owned())
    }

    /// A `Set-Cookie` value; an empty `value` takes the cookie away.
    pub fn write(self, value: &str, urls: &Urls) -> HeaderValue {
        let age = match self {
            _ if value.is_empty() => "; Max-Age=0".to_owned(),
            Self::Session => format!("; Max-Age={SESSION_SECONDS}"),
            Self::Language => format!("; Max-Age={LANGUAGE_SECONDS}"),
            Self::Form => String::new(),
        };
        let secure = if urls.is_https() { "; Secure" } else { "" };
        HeaderValue::try_from(format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}", self.name(urls)))
            .expect("our cookie values are letters and digits")
    }
}

/// Whether a request that changes something comes from one of our own pages.
///
/// `Sec-Fetch-Site` decides where browsers send it; elsewhere `Origin` must name us. A request with neither is not
/// from a browser's form. Source: <https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html>.
pub fn is_ours(method: &Method, headers: &HeaderMap, urls: &Urls) -> bool {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return true;
    }
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match text("sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => text("origin").is_some_and(|origin| {
            origin == urls.origin() || origin.split_once("://").is_some_and(|(_, host)| text("host") == Some(host))
        }),
    }
}

/// `N` random bytes as hexadecimal digits.
pub fn secret<const N: usize>() -> String {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system has randomness");
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Compares without telling by its time how much fits.
pub fn equal(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |differ, (x, y)| differ | (x ^ y)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut map = HeaderMap::new();
        for (name, value) in pairs {
            map.insert(*name, HeaderValue::from_static(value));
        }
        map
    }

    #[test]
    fn only_our_own_pages_may_change_something() {
        let urls = Urls::new("https://square.example");
        let may = |pairs| is_ours(&Method::POST, &headers(pairs), &urls);
        assert!(may(&[("sec-fetch-site", "same-origin")]));
        assert!(may(&[("origin", "https://square.example")]));
        assert!(may(&[("origin", "http://127.0.0.1:7000"), ("host", "127.0.0.1:7000")]));
        assert!(!may(&[("sec-fetch-site", "same-site"), ("origin", "https://square.example")]));
        assert!(!may(&[("sec-fetch-site", "cross-site")]));
        assert!(!may(&[("origin", "null"), ("host", "square.example")]));
        assert!(!may(&[("origin", "https://evil.example"), ("host", "square.example")]));
        assert!(!may(&[]));
        assert!(is_ours(&Method::GET, &headers(&[]), &urls));
    }

    #[test]
    fn the_session_cookie_is_bound_to_this_host() {
        let text = |urls: &str| Cookie::Session.write("ab", &Urls::new(urls)).to_str().expect("ASCII").to_owned();
        assert!(
            text("https://square.example").starts_with("__Host-soulava_s=ab; Path=/; HttpOnly; SameSite=Lax; Secure")
        );
        assert!(text("http://127.0.0.1:7000").starts_with("soulava_s=ab; Path=/; HttpOnly; SameSite=Lax; Max-Age"));
    }
}
