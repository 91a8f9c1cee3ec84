//! <https://docs.joinmastodon.org/entities/Account/>

use serde::Serialize;
use soulava_social::Role;
use soulava_social::accounts::{AccountView, Keeping, Kind, State};
use soulava_social::urls::Urls;

use super::{CustomEmoji, day, time};

/// Somebody, as anybody sees them.
#[derive(Clone, Debug, Serialize)]
pub struct Account {
    id: String,
    username: String,
    acct: String,
    display_name: String,
    locked: bool,
    bot: bool,
    discoverable: bool,
    indexable: bool,
    group: bool,
    noindex: bool,
    hide_collections: bool,
    created_at: String,
    note: String,
    url: String,
    uri: String,
    avatar: String,
    avatar_static: String,
    avatar_description: &'static str,
    header: String,
    header_static: String,
    header_description: &'static str,
    followers_count: i64,
    following_count: i64,
    statuses_count: i64,
    last_status_at: Option<String>,
    emojis: [CustomEmoji; 0],
    fields: Vec<Field>,
    roles: Vec<ShownRole>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    suspended: bool,
    soulava: Ours,
}

/// One line of a profile.
#[derive(Clone, Debug, Serialize)]
struct Field {
    name: String,
    value: String,
    verified_at: Option<String>,
}

/// A power somebody was given; earned standing is no role.
#[derive(Clone, Debug, Serialize)]
struct ShownRole {
    id: &'static str,
    name: &'static str,
    color: &'static str,
}

#[derive(Clone, Debug, Serialize)]
struct Ours {
    kind: &'static str,
    awning: String,
    /// Who speaks for a stall.
    keepers: Vec<Keeper>,
    /// The word for somebody's standing, when there is one and its owner shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    band: Option<&'static str>,
}

/// A person behind a stall.
#[derive(Clone, Debug, Serialize)]
struct Keeper {
    id: String,
    username: String,
    display_name: String,
    role: String,
}

impl Account {
    /// Maps a view. Of a suspended account only the name is shown.
    pub fn new(view: &AccountView, urls: &Urls) -> Self {
        let suspended = view.state == State::Suspended;
        let shown = |text: &str| if suspended { String::new() } else { text.to_owned() };
        let url = urls.account(&view.username);
        let (avatar, header) = (urls.avatar(view), urls.header(view));
        let field = |field: &soulava_social::accounts::Field| Field {
            name: field.name.clone(),
            value: absolute(&field.value_html, urls),
            verified_at: None,
        };
        Self {
            id: view.id.to_string(),
            username: view.username.clone(),
            acct: if view.domain.is_empty() {
                view.username.clone()
            } else {
                format!("{}@{}", view.username, view.domain)
            },
            // Apps fall back to the name themselves, and print both when we do it for them.
            display_name: if view.display_name == view.username { String::new() } else { shown(&view.display_name) },
            locked: view.locked,
            bot: view.bot,
            discoverable: view.discoverable,
            indexable: view.indexable,
            group: view.kind == Kind::Stall,
            noindex: !view.indexable,
            hide_collections: view.hide_collections,
            // Mastodon rounds to the day.
            created_at: time(view.created_at - view.created_at.rem_euclid(86_400_000)),
            note: shown(&absolute(&view.note_html, urls)),
            uri: urls.actor(view.id),
            url,
            avatar_static: avatar.clone(),
            avatar,
            avatar_description: "",
            header_static: header.clone(),
            header,
            header_description: "",
            followers_count: view.followers,
            following_count: view.following,
            statuses_count: view.posts,
            last_status_at: view.last_post_at.map(day),
            emojis: [],
            fields: if suspended { Vec::new() } else { view.fields.iter().map(field).collect() },
            roles: view.role.into_iter().filter_map(role).collect(),
            suspended,
            soulava: Ours {
                kind: match view.kind {
                    Kind::Person => "person",
                    Kind::Stall => "stall",
                    Kind::Service => "service",
                },
                awning: view.awning.clone(),
                keepers: view.keepers.iter().map(keeper).collect(),
                band: view.band.filter(|_| !suspended).map(|band| band.as_str()),
            },
        }
    }
}

fn keeper(keeping: &Keeping) -> Keeper {
    Keeper {
        id: keeping.account.to_string(),
        username: keeping.username.clone(),
        display_name: keeping.display_name.clone(),
        role: keeping.role.clone(),
    }
}

fn role(role: Role) -> Option<ShownRole> {
    match role {
        Role::Person => None,
        Role::Moderator => Some(ShownRole { id: "2", name: "Moderator", color: "" }),
        Role::Host => Some(ShownRole { id: "3", name: "Host", color: "" }),
    }
}

/// Our stored HTML links within the square by path; outside it needs the origin. Quotes in text are escaped, so only
/// attributes match.
pub(super) fn absolute(html: &str, urls: &Urls) -> String {
    if html.contains("href=\"/") {
        html.replace("href=\"/", &format!("href=\"{}/", urls.origin()))
    } else {
        html.to_owned()
    }
}
