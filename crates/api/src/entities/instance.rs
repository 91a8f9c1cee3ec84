//! <https://docs.joinmastodon.org/entities/Instance/>, its older form, and its rules.

use serde::Serialize;
use serde_json::{Value, json};
use soulava_social::accounts::{AccountView, DISPLAY_NAME_CHARS_MAX, FIELD_CHARS_MAX, FIELDS_MAX, NOTE_CHARS_MAX};
use soulava_social::settings::{Figures, Rule, SignUp, Square};
use soulava_social::urls::Urls;
use soulava_social::{media, posts};

use super::Account;

/// What API clients may count on: Mastodon 4.3 and what later versions added that we serve.
pub const MASTODON_VERSION: &str = "4.3.0";
/// The same as a number: <https://docs.joinmastodon.org/entities/Instance/#api-versions>.
pub const API_VERSION: u32 = 2;
/// Kinds of pictures that are read.
pub const PICTURE_TYPES: [&str; 4] = ["image/jpeg", "image/png", "image/gif", "image/webp"];

/// Everything an answer about the square is made of.
#[derive(Clone, Debug)]
pub struct Parts {
    /// Its settings.
    pub square: Square,
    /// Its numbers.
    pub figures: Figures,
    /// Its house rules.
    pub rules: Vec<Rule>,
    /// Who answers for it.
    pub contact: Option<std::sync::Arc<AccountView>>,
    /// Of this program.
    pub version: &'static str,
    /// The largest picture, in bytes.
    pub picture_bytes_max: usize,
}

impl Parts {
    fn is_open(&self) -> bool {
        matches!(self.square.sign_up, SignUp::Open | SignUp::Approval)
    }

    /// As Mastodon writes forks and kin: the version they keep to, and who they are.
    fn version(&self) -> String {
        format!("{MASTODON_VERSION} (compatible; Soulava {})", self.version)
    }

    fn contact(&self, urls: &Urls) -> Option<Account> {
        self.contact.as_deref().map(|view| Account::new(view, urls))
    }

    fn rules(&self) -> Vec<Value> {
        self.rules.iter().map(rule).collect()
    }

    /// <https://docs.joinmastodon.org/entities/Instance/>
    pub fn current(&self, urls: &Urls) -> Value {
        let mut configuration = self.configuration();
        configuration["urls"] = json!({
            "streaming": urls.streaming(),
            "status": null,
            "about": urls.of("/about"),
            "privacy_policy": urls.of("/privacy"),
            "terms_of_service": null,
        });
        configuration["vapid"] = json!({ "public_key": "" });
        configuration["translation"] = json!({ "enabled": false });
        configuration["limited_federation"] = json!(false);
        json!({
            "domain": urls.host(),
            "title": self.square.name,
            "version": self.version(),
            "source_url": crate::routes::wellknown::SOURCE_URL,
            "description": self.square.description,
            "usage": { "users": { "active_month": self.figures.active_month } },
            "thumbnail": { "url": urls.of("/assets/header.png"), "blurhash": null, "versions": {} },
            "icon": [
                { "src": urls.of("/assets/icon-180.png"), "size": "180x180" },
                { "src": urls.of("/assets/icon-512.png"), "size": "512x512" },
            ],
            "languages": [self.square.language],
            "configuration": configuration,
            "registrations": {
                "enabled": self.is_open(),
                "approval_required": self.square.sign_up == SignUp::Approval,
                "reason_required": self.square.sign_up == SignUp::Approval,
                "message": null,
                "min_age": null,
                "url": null,
            },
            "api_versions": { "mastodon": API_VERSION },
            "contact": { "email": self.square.contact_email, "account": self.contact(urls) },
            "rules": self.rules(),
        })
    }

    /// <https://docs.joinmastodon.org/entities/V1_Instance/>
    pub fn old(&self, urls: &Urls) -> Value {
        json!({
            "uri": urls.host(),
            "title": self.square.name,
            "short_description": self.square.description,
            "description": self.square.description,
            "email": self.square.contact_email,
            "version": self.version(),
            "urls": { "streaming_api": urls.streaming() },
            "stats": { "user_count": self.figures.people, "status_count": self.figures.posts, "domain_count": 0 },
            "thumbnail": urls.of("/assets/header.png"),
            "languages": [self.square.language],
            "registrations": self.is_open(),
            "approval_required": self.square.sign_up == SignUp::Approval,
            "invites_enabled": true,
            "configuration": self.configuration(),
            "contact_account": self.contact(urls),
            "rules": self.rules(),
        })
    }

    fn configuration(&self) -> Value {
        json!({
            "accounts": {
                "max_featured_tags": 0,
                "max_pinned_statuses": 0,
                "max_display_name_length": DISPLAY_NAME_CHARS_MAX,
                "max_note_length": NOTE_CHARS_MAX,
                "max_avatar_description_length": 0,
                "max_header_description_length": 0,
                "max_profile_fields": FIELDS_MAX,
                "profile_field_name_limit": FIELD_CHARS_MAX,
                "profile_field_value_limit": FIELD_CHARS_MAX,
            },
            "statuses": {
                "max_characters": posts::CHARACTERS_MAX,
                "max_media_attachments": posts::PICTURES_MAX,
                "characters_reserved_per_url": posts::CHARACTERS_PER_LINK,
            },
            "media_attachments": {
                "supported_mime_types": PICTURE_TYPES,
                "description_limit": media::DESCRIPTION_MAX,
                "image_size_limit": self.picture_bytes_max,
                "image_matrix_limit": 40_000_000,
                // Films are not taken.
                "video_size_limit": 0,
                "video_frame_rate_limit": 0,
                "video_matrix_limit": 0,
            },
            // Polls are not held yet.
            "polls": { "max_options": 0, "max_characters_per_option": 0, "min_expiration": 0, "max_expiration": 0 },
        })
    }
}

/// <https://docs.joinmastodon.org/entities/Rule/>
pub fn rule(rule: &Rule) -> Value {
    json!({ "id": rule.id.to_string(), "text": rule.text, "hint": rule.hint, "translations": {} })
}

/// A text of the square and when it was written: <https://docs.joinmastodon.org/entities/ExtendedDescription/>.
#[derive(Clone, Debug, Serialize)]
pub struct Text {
    /// When it was last changed.
    pub updated_at: String,
    /// Safe HTML.
    pub content: String,
}
