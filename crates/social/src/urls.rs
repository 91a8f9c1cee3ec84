//! The addresses of everything in the square, made from its public origin and never from a request's `Host`.

use crate::accounts::{AccountView, Picture};
use crate::currencies::CurrencyView;
use crate::posts::{MediaView, Post};
use crate::{AccountId, GiftId, PostId};

/// Makes absolute URLs. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Urls {
    origin: std::sync::Arc<str>,
}

impl Urls {
    /// `origin` is scheme, host and, when unusual, port: `https://square.example`.
    pub fn new(origin: &str) -> Self {
        Self { origin: origin.trim_end_matches('/').into() }
    }

    /// The origin itself, without a slash at the end.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Host and port, as in handles: `square.example`.
    pub fn host(&self) -> &str {
        self.origin.split_once("://").map_or(&*self.origin, |(_, host)| host)
    }

    /// Whether browsers reach us over TLS.
    pub fn is_https(&self) -> bool {
        self.origin.starts_with("https://")
    }

    /// Any path of ours; `path` begins with a slash.
    pub fn of(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// The WebSocket base: `ws://` when the square is plain http.
    pub fn streaming(&self) -> String {
        self.origin.replacen("http", "ws", 1)
    }

    /// A person's or stall's page.
    pub fn account(&self, username: &str) -> String {
        format!("{}/@{username}", self.origin)
    }

    /// The ActivityPub id of an account.
    pub fn actor(&self, id: AccountId) -> String {
        format!("{}/users/{id}", self.origin)
    }

    /// A post's page.
    pub fn post(&self, author: &AccountView, id: PostId) -> String {
        format!("{}/@{}/{id}", self.origin, author.username)
    }

    /// The ActivityPub id of a post.
    pub fn object(&self, post: &Post) -> String {
        format!("{}/users/{}/posts/{}", self.origin, post.account, post.id)
    }

    /// A hashtag's page.
    pub fn tag(&self, name: &str) -> String {
        format!("{}/tags/{name}", self.origin)
    }

    /// A gift's page.
    pub fn gift(&self, id: GiftId) -> String {
        format!("{}/gifts/{id}", self.origin)
    }

    /// A stored file.
    pub fn file(&self, file: &str) -> String {
        format!("{}/media/{file}", self.origin)
    }

    /// A picture of a post, in full.
    pub fn media(&self, media: &MediaView) -> String {
        self.file(&media.file)
    }

    /// The portrait to show for an account: its picture, or the one drawn from its seed.
    pub fn avatar(&self, account: &AccountView) -> String {
        match &account.avatar {
            Some(Picture { file, .. }) => self.file(file),
            None => format!("{}/portraits/{}.png", self.origin, account.portrait_seed),
        }
    }

    /// The header picture, or a plain one.
    pub fn header(&self, account: &AccountView) -> String {
        match &account.header {
            Some(Picture { file, .. }) => self.file(file),
            None => format!("{}/assets/header.png", self.origin),
        }
    }

    /// A currency's emblem as PNG, as custom emoji need it.
    pub fn emblem(&self, currency: &CurrencyView) -> String {
        match &currency.emblem_file {
            Some(file) => self.file(file),
            None => self.emblem_named(&currency.slug),
        }
    }

    /// The same by slug.
    pub fn emblem_named(&self, slug: &str) -> String {
        format!("{}/emblems/{slug}.png", self.origin)
    }
}
