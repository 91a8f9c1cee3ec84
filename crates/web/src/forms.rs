//! Forms as they arrive: read within limits, their token checked, then typed.

use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;
use bytes::Bytes;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use soulava_social::Refusal;

use crate::page::Trouble;
use crate::visit::Visit;

/// The most bytes of a form without pictures: 5,000 characters of anything, percent-encoded, and room to spare.
pub const FORM_BYTES_MAX: usize = 128 * 1024;
/// The most bytes of one picture.
pub const FILE_BYTES_MAX: usize = 16 * 1024 * 1024;
/// The most bytes of a form with pictures.
pub const UPLOAD_BYTES_MAX: usize = 40 * 1024 * 1024;
/// The most fields and pictures of one form.
pub const FIELDS_MAX: usize = 128;

/// A picture that came with a form.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The field's name.
    pub field: String,
    /// As the browser calls it; never used as a path.
    pub name: String,
    /// As the browser says; never believed.
    pub kind: String,
    /// The bytes.
    pub bytes: Bytes,
}

/// A form from one of our own pages, with its token already checked.
#[derive(Clone, Debug)]
pub struct Sent<T> {
    /// The fields.
    pub form: T,
    /// Pictures, without the empty ones a browser sends for an unused picker.
    pub uploads: Vec<Upload>,
    /// The same for every time this very form is sent; empty when the sender had none.
    pub key: String,
    /// SHA-256 of the fields, to tell a repeated form from a changed one.
    pub hash: [u8; 32],
}

impl<S, T> FromRequest<S> for Sent<T>
where
    S: Send + Sync,
    T: DeserializeOwned,
{
    type Rejection = Trouble;

    async fn from_request(request: Request, state: &S) -> Result<Self, Trouble> {
        let visit = request.extensions().get::<Visit>().cloned().ok_or(Trouble::Forged)?;
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let (pairs, uploads) = if kind.starts_with("multipart/form-data") {
            let multipart = Multipart::from_request(request, state).await.map_err(|_| unreadable())?;
            read_multipart(multipart).await?
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            (read_pairs(request).await?, Vec::new())
        } else {
            return Err(Trouble::Forged); // no page of ours sends anything else
        };
        if pairs.iter().any(|(name, value)| name.contains('\0') || value.contains('\0')) {
            return Err(unreadable());
        }
        if !visit.seal_fits(last(&pairs, "csrf")) {
            return Err(Trouble::Forged);
        }
        let key = last(&pairs, "key").chars().filter(char::is_ascii_alphanumeric).take(64).collect();
        let rest: Vec<_> = pairs.into_iter().filter(|(name, _)| name != "csrf" && name != "key").collect();
        let text = serde_html_form::to_string(&rest).map_err(|_| unreadable())?;
        let form = serde_html_form::from_str(&text).map_err(|_| unreadable())?;
        let mut hash = Sha256::new();
        hash.update(text.as_bytes());
        for upload in &uploads {
            hash.update(Sha256::digest(&upload.bytes));
        }
        Ok(Self { form, uploads, key, hash: hash.finalize().into() })
    }
}

fn unreadable() -> Trouble {
    Trouble::Refused(Refusal::Invalid {
        field: "form",
        code: "ERR_INVALID",
        why: "This form could not be read.".to_owned(),
    })
}

fn last<'p>(pairs: &'p [(String, String)], name: &str) -> &'p str {
    pairs.iter().rev().find(|(key, _)| key == name).map_or("", |(_, value)| value)
}

type Pairs = Vec<(String, String)>;

async fn read_pairs(request: Request) -> Result<Pairs, Trouble> {
    let bytes = axum::body::to_bytes(request.into_body(), FORM_BYTES_MAX).await.map_err(|_| Trouble::TooLarge)?;
    let pairs: Pairs = serde_html_form::from_bytes(&bytes).map_err(|_| unreadable())?;
    if pairs.len() > FIELDS_MAX { Err(unreadable()) } else { Ok(pairs) }
}

async fn read_multipart(mut multipart: Multipart) -> Result<(Pairs, Vec<Upload>), Trouble> {
    let (mut pairs, mut uploads) = (Vec::new(), Vec::new());
    let (mut text_bytes, mut all_bytes) = (0, 0);
    loop {
        let Some(mut field) = multipart.next_field().await.map_err(|_| unreadable())? else { break };
        if pairs.len() + uploads.len() >= FIELDS_MAX {
            return Err(unreadable());
        }
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(|file| file.chars().take(200).collect::<String>());
        let kind = field.content_type().unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        while let Some(chunk) = field.chunk().await.map_err(|_| unreadable())? {
            all_bytes += chunk.len();
            bytes.extend_from_slice(&chunk);
            if all_bytes > UPLOAD_BYTES_MAX || bytes.len() > FILE_BYTES_MAX {
                return Err(Trouble::TooLarge);
            }
        }
        match file {
            Some(_) if bytes.is_empty() => {}
            Some(file) => uploads.push(Upload { field: name, name: file, kind, bytes: bytes.into() }),
            None => {
                text_bytes += bytes.len();
                if text_bytes > FORM_BYTES_MAX {
                    return Err(Trouble::TooLarge);
                }
                pairs.push((name, String::from_utf8(bytes).map_err(|_| unreadable())?));
            }
        }
    }
    Ok((pairs, uploads))
}

/// Reads a tick box: present and not empty is yes.
pub fn ticked<'de, D: serde::Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    let text: String = serde::Deserialize::deserialize(from)?;
    Ok(!text.is_empty())
}
