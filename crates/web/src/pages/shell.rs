//! The language switch of the footer, and the page for paths nobody knows.

use axum::http::header;
use serde::Deserialize;
use soulava_social::Refusal;

use crate::forms::Sent;
use crate::i18n::Lang;
use crate::page::{Answer, see};
use crate::session::Cookie;
use crate::visit::Visit;

/// `POST /language`
#[derive(Clone, Debug, Deserialize)]
pub struct Language {
    #[serde(default)]
    lang: String,
    #[serde(default)]
    back: String,
}

/// Remembers the language and goes back to the page it was chosen on.
pub async fn set_language(visit: Visit, sent: Sent<Language>) -> Answer {
    let lang = Lang::parse(&sent.form.lang).ok_or(Refusal::NotFound)?;
    let mut response = see(&back(&sent.form.back));
    response.headers_mut().append(header::SET_COOKIE, Cookie::Language.write(lang.code(), &visit.web().urls));
    Ok(response)
}

/// A path of ours to go back to; anything that could lead elsewhere becomes the square.
pub fn back(path: &str) -> String {
    let ours = path.starts_with('/')
        && !path.starts_with("//")
        && path.len() <= 2000
        && path.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    if ours { path.to_owned() } else { "/".to_owned() }
}

/// Every path nobody knows.
pub async fn missing() -> Answer {
    Err(Refusal::NotFound.into())
}

#[cfg(test)]
mod tests {
    use super::back;

    #[test]
    fn going_back_never_leads_to_another_host() {
        assert_eq!(back("/@anna?x=1"), "/@anna?x=1");
        for foreign in ["//evil.example", "https://evil.example", "/\\evil.example", "", "/a\nb", "javascript:x"] {
            assert_eq!(back(foreign), "/");
        }
    }
}
