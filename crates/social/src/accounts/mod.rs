//! Accounts: people, stalls and services, as others see them, and how they come and go.

mod admin;
mod create;
mod erase;
mod login;
mod names;
mod profile;
pub(crate) mod rows;
mod view;

pub(crate) use admin::mark_changed;
pub use admin::{Listed, check_is_host, first_host, list, set_role, suspend, unsuspend};
pub use create::{NewPerson, SignUpForm, SignedUp, create_person, create_shadows, sign_up};
pub(crate) use create::{check_name_is_free, insert_service, insert_stall};
pub use erase::{delete, delete_by_host, erase_slice};
pub use login::{Login, PreferencesChange, change_password, login, password_hash, set_preferences};
pub use names::*;
pub use profile::{
    AWNINGS, FIELD_CHARS_MAX, FIELDS_MAX, NOTE_CHARS_MAX, ProfileChange, choose_portrait, update_profile,
};
pub use view::{by_login, by_name, by_names, directory, search, staff, state_of, view, views};

use crate::{AccountId, MediaId};

/// What an account is. AS2: `Person`, `Organization`, `Service`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One human being.
    Person,
    /// A business or project; cannot sign in, speaks only through keepers.
    Stall,
    /// The square's own account.
    Service,
}

impl Kind {
    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Stall => "stall",
            Self::Service => "service",
        }
    }

    /// The reverse of [`Kind::as_str`]; the schema's CHECK knows no other word.
    pub(crate) fn read(text: &str) -> Self {
        match text {
            "stall" => Self::Stall,
            "service" => Self::Service,
            _ => Self::Person,
        }
    }
}

impl State {
    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unconfirmed => "unconfirmed",
            Self::Pending => "pending",
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Shadow => "shadow",
            Self::Deleted => "deleted",
        }
    }

    /// The reverse of [`State::as_str`]. What it does not know may not act.
    pub fn read(text: &str) -> Self {
        match text {
            "unconfirmed" => Self::Unconfirmed,
            "pending" => Self::Pending,
            "active" => Self::Active,
            "shadow" => Self::Shadow,
            "deleted" => Self::Deleted,
            _ => Self::Suspended,
        }
    }
}

/// Where an account stands. Only `Active` may act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The e-mail address is not confirmed yet.
    Unconfirmed,
    /// Rang the bell; nobody has said yes yet.
    Pending,
    /// Here.
    Active,
    /// Put out by a moderator.
    Suspended,
    /// Named by an import; cannot sign in or act until claimed.
    Shadow,
    /// Left.
    Deleted,
}

/// Whose keeper somebody is, or who keeps a stall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keeping {
    /// The other side: the stall, or the keeper.
    pub account: AccountId,
    /// Its name.
    pub username: String,
    /// Its shown name.
    pub display_name: String,
    /// `owner`, `keeper` or `helper`.
    pub role: String,
}

/// One line of a profile.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Field {
    /// As written.
    pub name: String,
    /// As written.
    pub value: String,
    /// Safe HTML.
    pub value_html: String,
}

/// A stored picture, named by the hash of its bytes. Doors make URLs of it: `/media/FILE`.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The row.
    pub id: MediaId,
    /// SHA-256 with extension.
    pub file: String,
    /// The small one.
    pub preview_file: String,
}

/// An account as anybody sees it; loaded whole, mapped without a query.
#[derive(Clone, Debug)]
pub struct AccountView {
    /// The row.
    pub id: AccountId,
    /// What it is.
    pub kind: Kind,
    /// Whether it may act.
    pub state: State,
    /// Without `@`.
    pub username: String,
    /// Empty for this square.
    pub domain: String,
    /// Never empty: falls back to the username.
    pub display_name: String,
    /// As written.
    pub note: String,
    /// Safe HTML.
    pub note_html: String,
    /// At most four.
    pub fields: Vec<Field>,
    /// Follows are asked first.
    pub locked: bool,
    /// Automated.
    pub bot: bool,
    /// May be suggested to others.
    pub discoverable: bool,
    /// Public posts may be found by search.
    pub indexable: bool,
    /// Whom they follow and who follows them is their own business.
    pub hide_collections: bool,
    /// None: a portrait is drawn from the seed at `/portraits/SEED.svg`.
    pub avatar: Option<Picture>,
    /// None: no header.
    pub header: Option<Picture>,
    /// Draws the portrait.
    pub portrait_seed: i64,
    /// A stall's hue, or empty.
    pub awning: String,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// A new value makes cached slices stale.
    pub changed_at: i64,
    /// Posts and boosts.
    pub posts: i64,
    /// People who follow this account.
    pub followers: i64,
    /// Accounts it follows.
    pub following: i64,
    /// Milliseconds since 1970.
    pub last_post_at: Option<i64>,
    /// `person`, `moderator` or `host`, for those with a login.
    pub role: Option<crate::Role>,
    /// Who speaks for a stall, longest first; empty for people.
    pub keepers: Vec<Keeping>,
    /// The word for their standing: none when they hide it, in squares under 30 members, or when there is none.
    pub band: Option<crate::standing::Band>,
}

impl AccountView {
    /// Whether others may see it: somebody who came in and was not put out, or whom an import named.
    pub fn is_shown(&self) -> bool {
        matches!(self.state, State::Active | State::Shadow)
    }

    /// As people of other squares write it: `name`, or `name@domain` for an account from afar.
    pub fn acct(&self) -> String {
        if self.domain.is_empty() { self.username.clone() } else { format!("{}@{}", self.username, self.domain) }
    }
}
