//! The first words of a new square: a link that works once, and its QR for a phone.

use fast_qr::QRBuilder;
use soulava_social::settings;
use soulava_social::urls::Urls;
use soulava_store::Db;

use crate::cli::Trouble;

/// Prints the link to `/begin` while nobody keeps the square yet.
pub async fn welcome(db: &Db, urls: &Urls) -> Result<(), Trouble> {
    let token = db.write(settings::begin_token).await.map_err(|error| Trouble::failed(error.to_string()))?;
    let Some(token) = token else { return Ok(()) };
    let link = urls.of(&format!("/begin/{token}"));
    let qr = QRBuilder::new(link.as_str()).build().map(|code| code.to_str()).unwrap_or_default();
    println!("\nThis square is new. Open this link to begin; it works once:\n\n  {link}\n\n{qr}");
    Ok(())
}
