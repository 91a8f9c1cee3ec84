//! `soulava admin currency create`

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::{Deserialize, Serialize};
use serde_json::json;
use soulava_media::Purpose;
use soulava_social::currencies::{self, CurrencyKind, Emblem, NewCurrency};
use soulava_social::media::{self, NewMedia};
use soulava_social::{Member, Role};

use crate::admin::{self, Act, At, Outcome, Progress, sentence};
use crate::cli::Trouble;
use crate::config::Config;

/// How a currency exists.
#[derive(Clone, Copy, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Made when it is given
    Expressive,
    /// Numbered heirlooms that are handed on
    Circulating,
}

/// Flags.
#[derive(Args, Serialize, Deserialize)]
pub struct Create {
    /// Shortcode of its emoji: a to z, 0 to 9 and _
    #[arg(long)]
    slug: String,
    /// Its name
    #[arg(long)]
    name: String,
    /// A PNG, or the name of one of our emblems
    #[arg(long, value_name = "FILE.png|NAME")]
    emblem: String,
    /// One sentence: what it says
    #[arg(long)]
    says: String,
    /// How it exists
    #[arg(long, value_enum, default_value_t = Kind::Expressive)]
    kind: Kind,
    /// Print JSON
    #[arg(long)]
    #[serde(skip)]
    json: bool,
}

impl Create {
    /// Sends it, with the picture when the emblem is one.
    pub fn send(self, config: &Config) -> Result<(), Trouble> {
        let file = PathBuf::from(&self.emblem);
        let is_file = file.extension().is_some() || self.emblem.contains('/');
        let json = self.json;
        admin::run(config, self, is_file.then_some(file.as_path()), json)
    }
}

impl Act for Create {
    fn act(self, at: &At, _: &mut dyn FnMut(Progress)) -> Result<Outcome, String> {
        let host = super::account::first_host(at)?;
        let picture =
            match (&at.attachment, host) {
                (Some(path), Some(host)) => Some((picture(at, path)?, host)),
                (Some(_), None) => return Err(
                    "A picture needs somebody who brought it: make a host first, or use one of our emblems by name."
                        .into(),
                ),
                (None, _) => None,
            };
        let kind = match self.kind {
            Kind::Expressive => CurrencyKind::Expressive,
            Kind::Circulating => CurrencyKind::Circulating,
        };
        let url = at.urls.of(&format!("/currencies/{}", self.slug));
        let slug = self.slug.clone();
        let made = at.db.write_blocking(move |tx| {
            let emblem = match &picture {
                Some((new, host)) => Emblem::Picture(media::add(tx, &Member::person(*host, Role::Host), new)?),
                None => Emblem::Ours(self.emblem.clone()),
            };
            let new =
                NewCurrency { slug: self.slug.clone(), name: self.name.clone(), says: self.says.clone(), kind, emblem };
            currencies::create_for(tx, None, host, &new)
        });
        let id = made.map_err(sentence)?;
        Ok(Outcome::good(json!({ "id": id.to_string(), "slug": slug, "url": url }), format!("Made :{slug}:\n{url}")))
    }
}

fn picture(at: &At, path: &Path) -> Result<NewMedia, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("Cannot read the emblem: {error}"))?;
    let stored =
        at.runtime.block_on(at.pictures.accept(bytes, Purpose::Emblem)).map_err(|refused| refused.to_string())?;
    Ok(NewMedia {
        purpose: media::Purpose::Emblem,
        file: stored.file,
        preview_file: stored.preview_file,
        mime: stored.mime.to_owned(),
        width: stored.width.into(),
        height: stored.height.into(),
        preview_width: stored.preview_width.into(),
        preview_height: stored.preview_height.into(),
        size_bytes: i64::try_from(stored.size_bytes).unwrap_or(i64::MAX),
        blurhash: stored.blurhash,
        description: String::new(),
        focus: (0.0, 0.0),
    })
}
