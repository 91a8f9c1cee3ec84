//! Words of the database and of the API for what a post is.

use super::rows::PostRow;
use super::{Origin, Post, PostKind, Visibility};
use crate::AccountId;

impl Visibility {
    /// As stored and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Unlisted => "unlisted",
            Self::Private => "private",
            Self::Direct => "direct",
        }
    }

    /// The reverse of [`Visibility::as_str`].
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "public" => Some(Self::Public),
            "unlisted" => Some(Self::Unlisted),
            "private" => Some(Self::Private),
            "direct" => Some(Self::Direct),
            _ => None,
        }
    }

    /// Anybody may read it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Public | Self::Unlisted)
    }
}

impl Origin {
    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Delivered => "delivered",
            Self::Fetched => "fetched",
            Self::Imported => "imported",
        }
    }

    fn parse(text: &str) -> Self {
        match text {
            "delivered" => Self::Delivered,
            "fetched" => Self::Fetched,
            "imported" => Self::Imported,
            _ => Self::Written,
        }
    }

    /// Only these notify, give gifts and move ties.
    pub fn is_news(self) -> bool {
        matches!(self, Self::Written | Self::Delivered)
    }
}

impl PostKind {
    /// As stored and in our own API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Recipe => "recipe",
            Self::Gift => "gift",
        }
    }

    /// The reverse of [`PostKind::as_str`].
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "note" => Some(Self::Note),
            "recipe" => Some(Self::Recipe),
            "gift" => Some(Self::Gift),
            _ => None,
        }
    }
}

impl PostRow {
    /// The post, with who is named in it; shortcodes are read from the text.
    pub fn into_post(self, mentions: Vec<AccountId>) -> Post {
        let emojis = if self.text.contains(':') { soulava_text::parse(&self.text).emojis() } else { Vec::new() };
        Post {
            id: self.id,
            account: self.account,
            keeper: self.keeper,
            boost_of: self.boost_of,
            origin: Origin::parse(&self.origin),
            kind: PostKind::parse(&self.kind).unwrap_or(PostKind::Note),
            visibility: Visibility::parse(&self.visibility).unwrap_or(Visibility::Direct),
            reply_to: self.reply_to,
            reply_to_account: self.reply_to_account,
            thread: self.thread,
            sensitive: self.sensitive,
            spoiler: self.spoiler,
            text: self.text,
            html: self.html,
            language: self.language,
            app: self.app,
            created_at: self.created_at,
            edited_at: self.edited_at,
            version: self.version,
            mentions,
            emojis,
        }
    }
}
