//! The names of stored files: 64 hexadecimal digits and one of three endings. Nothing else ever becomes a path.

use sha2::{Digest, Sha256};

/// The name for these bytes: their SHA-256, and `kind` as the ending.
pub(crate) fn of(bytes: &[u8], kind: &str) -> String {
    use std::fmt::Write;
    let mut name = String::with_capacity(69);
    for byte in Sha256::digest(bytes) {
        write!(name, "{byte:02x}").expect("a String takes everything");
    }
    name.push('.');
    name.push_str(kind);
    name
}

/// Whether this is the name of a stored file: `[0-9a-f]{64}\.(jpg|png|webp)`.
pub fn is_name(name: &str) -> bool {
    content_type(name).is_some()
}

/// The media type for a file's name; none when it is no such name.
pub fn content_type(name: &str) -> Option<&'static str> {
    let (hash, kind) = name.split_once('.')?;
    let hexadecimal = hash.len() == 64 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    match kind {
        "jpg" if hexadecimal => Some("image/jpeg"),
        "png" if hexadecimal => Some("image/png"),
        "webp" if hexadecimal => Some("image/webp"),
        _ => None,
    }
}
