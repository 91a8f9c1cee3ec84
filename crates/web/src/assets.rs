//! The stylesheet, the script and the icon: compiled in, named by their hash, kept by browsers for a year.

use std::io::Write as _;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use sha2::{Digest, Sha256};

/// One compiled-in file.
struct Asset {
    /// `soulava.1a2b3c4d5e6f.css`.
    hashed: String,
    plain: &'static str,
    kind: &'static str,
    bytes: &'static [u8],
    gzip: Bytes,
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    vec![
        asset("soulava.css", "text/css; charset=utf-8", tight(include_str!("../assets/soulava.css")).leak().as_bytes()),
        asset("soulava.js", "text/javascript; charset=utf-8", include_bytes!("../assets/soulava.js")),
        asset("ring.svg", "image/svg+xml", include_bytes!("../assets/ring.svg")),
        asset("logo.svg", "image/svg+xml", include_bytes!("../assets/logo.svg")),
        asset("icon-180.png", "image/png", include_bytes!("../assets/icon-180.png")),
        asset("icon-512.png", "image/png", include_bytes!("../assets/icon-512.png")),
        asset("header.png", "image/png", include_bytes!("../assets/header.png")),
    ]
});

/// A stylesheet without its comments and indentation. Ours has no string with more than one space in it.
fn tight(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find("/*") {
        out.push_str(&rest[..at]);
        rest = rest[at..].find("*/").map_or("", |end| &rest[at + end + 2..]);
    }
    out.push_str(rest);
    let words: Vec<&str> = out.split_ascii_whitespace().collect();
    words.join(" ").replace(" { ", "{").replace("; }", "}").replace(" }", "}").replace("; ", ";").replace(", ", ",")
}

fn asset(plain: &'static str, kind: &'static str, bytes: &'static [u8]) -> Asset {
    let hash: String = Sha256::digest(bytes).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let (stem, extension) = plain.rsplit_once('.').expect("an asset's name has an extension");
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(bytes).expect("memory takes any number of bytes");
    let gzip = gzip.finish().expect("memory takes any number of bytes").into();
    Asset { hashed: format!("{stem}.{hash}.{extension}"), plain, kind, bytes, gzip }
}

/// The address of a compiled-in file: `/assets/soulava.1a2b3c4d5e6f.css`.
pub fn path(plain: &str) -> String {
    let asset = ASSETS.iter().find(|asset| asset.plain == plain).expect("pages name only files that are compiled in");
    format!("/assets/{}", asset.hashed)
}

/// `GET /assets/{file}`: under its hashed name for a year; under its plain name checked each time.
pub async fn show(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.hashed == file || asset.plain == file) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let cache = if asset.hashed == file { "public, max-age=31536000, immutable" } else { "no-cache" };
    let accepts_gzip = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.split(',').any(|coding| coding.trim().split(';').next() == Some("gzip")));
    let mut response = if accepts_gzip {
        ([(header::CONTENT_ENCODING, "gzip")], asset.gzip.clone()).into_response()
    } else {
        Bytes::from_static(asset.bytes).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gzip_bytes(plain: &str) -> usize {
        ASSETS.iter().find(|asset| asset.plain == plain).expect("it is compiled in").gzip.len()
    }

    #[test]
    fn the_stylesheet_and_the_script_keep_their_budgets() {
        assert!(gzip_bytes("soulava.css") <= 10 * 1024, "{} bytes", gzip_bytes("soulava.css"));
        assert!(gzip_bytes("soulava.js") <= 12 * 1024, "{} bytes", gzip_bytes("soulava.js"));
    }

    #[test]
    fn nothing_compiled_in_reaches_outside_the_square() {
        for asset in ASSETS.iter() {
            let text = String::from_utf8_lossy(asset.bytes).replace("http://www.w3.org/2000/svg", "");
            assert!(!text.contains("http://") && !text.contains("https://"), "{} names another host", asset.plain);
        }
    }
}
