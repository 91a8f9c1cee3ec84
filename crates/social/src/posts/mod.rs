//! Posts and boosts: what is said, to whom, and how it is shown.

mod boost;
mod compose;
mod convert;
mod delete;
mod edit;
mod keep;
mod publish;
mod rows;
mod thread;
mod view;

use std::sync::Arc;

use crate::accounts::AccountView;
use crate::gifts::CarriedGift;
use crate::{AccountId, AppId, CurrencyId, MediaId, PostId};

pub use boost::{boost, boosted_by, unboost};
pub use compose::{CHARACTERS_MAX, CHARACTERS_PER_LINK, PICTURES_MAX, check_language};
pub use delete::{delete, delete_as_host};
pub use edit::{Change, MediaChange, Version, edit, history};
pub use keep::{UseKind, UseView, bookmark, favourite, favourited_by, unbookmark, unfavourite, use_it, uses, uses_of};
pub use publish::{Defaults, Draft, Key, defaults, publish};
pub use thread::{Thread, conversations, thread};
pub(crate) use view::stored;
pub use view::{Outline, find, is_visible, load, outlines, view, views};

/// Who may read a post: <https://docs.joinmastodon.org/entities/Status/#visibility>.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Visibility {
    /// Everybody, and in the square.
    Public,
    /// Everybody who looks, but not in the square.
    Unlisted,
    /// Followers and those mentioned.
    Private,
    /// Those mentioned.
    Direct,
}

/// How a post came. Only `Written` and `Delivered` notify, give gifts or move ties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Here, by a member.
    Written,
    /// By another server, to us.
    Delivered,
    /// We asked another server for it.
    Fetched,
    /// From an archive.
    Imported,
}

/// What a post is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostKind {
    /// Anything said.
    Note,
    /// Something to make: ingredients and steps in the text.
    Recipe,
    /// The readable side of a gift given on our own pages.
    Gift,
}

/// The stored post, as effects see it.
#[derive(Clone, Debug)]
pub struct Post {
    /// The row.
    pub id: PostId,
    /// In whose name.
    pub account: AccountId,
    /// Who wrote it, when a stall speaks.
    pub keeper: Option<AccountId>,
    /// A boost has no text of its own.
    pub boost_of: Option<PostId>,
    /// How it came.
    pub origin: Origin,
    /// What it is.
    pub kind: PostKind,
    /// Who may read it.
    pub visibility: Visibility,
    /// The post it answers.
    pub reply_to: Option<PostId>,
    /// Whose post it answers.
    pub reply_to_account: Option<AccountId>,
    /// The first post of the thread.
    pub thread: PostId,
    /// Pictures are hidden until asked for.
    pub sensitive: bool,
    /// Shown instead of the text until asked for.
    pub spoiler: String,
    /// As written.
    pub text: String,
    /// Safe HTML.
    pub html: String,
    /// BCP 47, or empty.
    pub language: String,
    /// The app it came through.
    pub app: Option<AppId>,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// Milliseconds since 1970.
    pub edited_at: Option<i64>,
    /// Counts edits.
    pub version: i64,
    /// Local accounts named, in order.
    pub mentions: Vec<AccountId>,
    /// Shortcodes of currencies in the text, in order.
    pub emojis: Vec<String>,
}

/// A picture of a post.
#[derive(Clone, Debug)]
pub struct MediaView {
    /// The row.
    pub id: MediaId,
    /// SHA-256 with extension.
    pub file: String,
    /// The small one.
    pub preview_file: String,
    /// Pixels.
    pub width: i64,
    /// Pixels.
    pub height: i64,
    /// Pixels.
    pub preview_width: i64,
    /// Pixels.
    pub preview_height: i64,
    /// In words, for who cannot see it; empty: not described yet.
    pub description: String,
    /// −1 to 1.
    pub focus: (f64, f64),
    /// <https://blurha.sh>.
    pub blurhash: String,
}

/// Somebody named in a post.
#[derive(Clone, Debug)]
pub struct MentionView {
    /// Who.
    pub account: AccountId,
    /// Without `@`.
    pub username: String,
    /// Empty for this square.
    pub domain: String,
}

/// A currency's emoji in a post.
#[derive(Clone, Debug)]
pub struct EmojiView {
    /// Which currency.
    pub currency: CurrencyId,
    /// Between the colons.
    pub shortcode: String,
    /// Its picture; doors make `/emblems/SLUG.png` of it.
    pub name: String,
}

/// What the viewer did with a post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ViewerFlags {
    /// Favourited it.
    pub favourited: bool,
    /// Boosted it.
    pub boosted: bool,
    /// Keeps it.
    pub bookmarked: bool,
    /// Mutes its author.
    pub muted: bool,
    /// Named in it.
    pub mentioned: bool,
}

/// Counters of a post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Answers.
    pub replies: i64,
    /// Boosts.
    pub boosts: i64,
    /// Favourites.
    pub favourites: i64,
}

/// A post as this viewer may see it; loaded whole, mapped without a query.
#[derive(Clone, Debug)]
pub struct PostView {
    /// The stored post.
    pub post: Post,
    /// In whose name.
    pub author: Arc<AccountView>,
    /// Who wrote it, when a stall speaks.
    pub keeper: Option<Arc<AccountView>>,
    /// The original, when this is a boost the viewer may see.
    pub boosted: Option<Box<PostView>>,
    /// In order.
    pub media: Vec<MediaView>,
    /// In order.
    pub mentions: Vec<MentionView>,
    /// (folded name, as first written).
    pub tags: Vec<(String, String)>,
    /// Currencies used in the text.
    pub emojis: Vec<EmojiView>,
    /// The app's name and website, when it was told.
    pub app: Option<(String, String)>,
    /// The gifts this post carries (gift by post, or the readable side of one given here).
    pub gifts: Vec<CarriedGift>,
    /// Counters now.
    pub counters: Counters,
    /// This viewer's.
    pub flags: ViewerFlags,
}
