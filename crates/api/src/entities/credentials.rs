//! <https://docs.joinmastodon.org/entities/CredentialAccount/> and <https://docs.joinmastodon.org/entities/Profile/>

use serde::Serialize;
use serde_json::{Value, json};
use soulava_social::accounts::{AccountView, Login};
use soulava_social::urls::Urls;
use soulava_social::{Role, posts::Visibility};

use super::Account;

/// An account as its owner sees it.
#[derive(Clone, Debug, Serialize)]
pub struct CredentialAccount {
    #[serde(flatten)]
    account: Account,
    source: Value,
    role: Value,
}

impl CredentialAccount {
    /// Maps who acts, with the person's own login and how many ask to follow.
    pub fn new(view: &AccountView, login: &Login, requests: i64, urls: &Urls) -> Self {
        let source = json!({
            "privacy": visibility(login.default_visibility),
            "sensitive": login.default_sensitive,
            "language": Some(&login.default_language).filter(|tag| !tag.is_empty()),
            "quote_policy": "nobody",
            "note": view.note,
            "fields": plain_fields(view),
            "follow_requests_count": requests,
            "hide_collections": view.hide_collections,
            "discoverable": view.discoverable,
            "indexable": view.indexable,
            "attribution_domains": [],
        });
        Self { account: Account::new(view, urls), source, role: role(login.role) }
    }
}

fn plain_fields(view: &AccountView) -> Vec<Value> {
    view.fields.iter().map(|field| json!({ "name": field.name, "value": field.value, "verified_at": null })).collect()
}

/// <https://docs.joinmastodon.org/entities/Role/>. The permissions are Mastodon's bits for what the role may do here:
/// nothing but invite (1 << 16) for a person, reports and accounts besides for staff, everything (1) for a host.
fn role(role: Role) -> Value {
    let (id, name, permissions) = match role {
        Role::Person => ("-99", "", 1 << 16),
        Role::Moderator => ("2", "Moderator", (1 << 16) | (1 << 3) | (1 << 4) | (1 << 10)),
        Role::Host => ("3", "Host", 1),
    };
    json!({
        "id": id,
        "name": name,
        "color": "",
        "permissions": permissions.to_string(),
        "highlighted": role != Role::Person,
        "collection_limit": 0,
    })
}

/// <https://docs.joinmastodon.org/entities/Profile/>: what is written, not what is shown.
pub fn profile(view: &AccountView, urls: &Urls) -> Value {
    let avatar = view.avatar.as_ref().map(|_| urls.avatar(view));
    let header = view.header.as_ref().map(|_| urls.header(view));
    json!({
        "id": view.id.to_string(),
        "display_name": view.display_name,
        "note": view.note,
        "fields": plain_fields(view),
        "avatar": avatar,
        "avatar_static": avatar,
        "avatar_description": "",
        "header": header,
        "header_static": header,
        "header_description": "",
        "locked": view.locked,
        "bot": view.bot,
        "hide_collections": view.hide_collections,
        "discoverable": view.discoverable,
        "indexable": view.indexable,
        "show_media": true,
        "show_media_replies": true,
        "show_featured": false,
        "attribution_domains": [],
    })
}

/// A visibility in Mastodon's words.
pub fn visibility(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Public => "public",
        Visibility::Unlisted => "unlisted",
        Visibility::Private => "private",
        Visibility::Direct => "direct",
    }
}
