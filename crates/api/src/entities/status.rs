//! <https://docs.joinmastodon.org/entities/Status/>
//!
//! A status is written in parts: the [`Body`], which is the same for everybody until the post or its author changes,
//! what is [`Ours`], and the [`Now`], which moves with every favourite and differs by viewer.

use serde::Serialize;
use serde_json::{Value, json};
use soulava_social::gifts;
use soulava_social::posts::{Counters, EmojiView, MediaView, MentionView, PostView, Version, ViewerFlags};
use soulava_social::urls::Urls;

use super::account::absolute;
use super::{Account, time};

/// A post.
#[derive(Clone, Debug, Serialize)]
pub struct Status {
    /// The same for everybody.
    #[serde(flatten)]
    pub body: Body,
    /// What stock apps do not know.
    pub soulava: Ours,
    /// Counters, and what this viewer did.
    #[serde(flatten)]
    pub now: Now,
    /// What a boost repeats.
    pub reblog: Option<Box<Status>>,
    /// As written; only when the author deletes it, to write it anew.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What is the same for everybody until the post or its author changes.
#[derive(Clone, Debug, Serialize)]
pub struct Body {
    id: String,
    created_at: String,
    edited_at: Option<String>,
    in_reply_to_id: Option<String>,
    in_reply_to_account_id: Option<String>,
    sensitive: bool,
    spoiler_text: String,
    visibility: &'static str,
    language: Option<String>,
    uri: String,
    url: String,
    content: String,
    account: Account,
    application: Option<Application>,
    media_attachments: Vec<MediaAttachment>,
    mentions: Vec<Mention>,
    tags: Vec<TagName>,
    emojis: Vec<CustomEmoji>,
    card: Option<()>,
    poll: Option<()>,
    quote: Option<()>,
    quote_approval: Value,
}

/// Counters, and what this viewer did.
#[derive(Clone, Debug, Serialize)]
pub struct Now {
    replies_count: i64,
    reblogs_count: i64,
    favourites_count: i64,
    quotes_count: i64,
    favourited: bool,
    reblogged: bool,
    bookmarked: bool,
    muted: bool,
    pinned: bool,
    filtered: [(); 0],
}

#[derive(Clone, Debug, Serialize)]
struct Application {
    name: String,
    website: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct Mention {
    id: String,
    username: String,
    url: String,
    acct: String,
}

#[derive(Clone, Debug, Serialize)]
struct TagName {
    name: String,
    url: String,
}

/// What stock apps do not know.
#[derive(Clone, Debug, Serialize)]
pub struct Ours {
    kind: &'static str,
    keeper: Option<Keeper>,
    gifts: Vec<CarriedGift>,
}

/// A gift the post carries.
#[derive(Clone, Debug, Serialize)]
struct CarriedGift {
    id: String,
    currency: String,
    state: &'static str,
    receiver_id: Option<String>,
}

impl CarriedGift {
    fn new(gift: &gifts::CarriedGift) -> Self {
        Self {
            id: gift.id.to_string(),
            currency: gift.currency.clone(),
            state: gift.state.as_str(),
            receiver_id: gift.receiver.map(|id| id.to_string()),
        }
    }
}

#[derive(Clone, Debug, Serialize)]
struct Keeper {
    id: String,
    username: String,
    display_name: String,
    url: String,
}

/// <https://docs.joinmastodon.org/entities/CustomEmoji/>
#[derive(Clone, Debug, Serialize)]
pub struct CustomEmoji {
    shortcode: String,
    url: String,
    static_url: String,
    visible_in_picker: bool,
    category: Option<String>,
}

impl CustomEmoji {
    /// A currency's emoji.
    pub fn new(shortcode: &str, url: String, visible_in_picker: bool, category: Option<String>) -> Self {
        Self { shortcode: shortcode.to_owned(), static_url: url.clone(), url, visible_in_picker, category }
    }
}

/// <https://docs.joinmastodon.org/entities/MediaAttachment/>
#[derive(Clone, Debug, Serialize)]
pub struct MediaAttachment {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    url: String,
    preview_url: String,
    remote_url: Option<String>,
    text_url: Option<String>,
    description: Option<String>,
    blurhash: Option<String>,
    meta: Value,
}

impl MediaAttachment {
    /// Maps a picture.
    pub fn new(view: &MediaView, urls: &Urls) -> Self {
        let size = |width: i64, height: i64| json!({ "width": width, "height": height, "size": format!("{width}x{height}"), "aspect": width as f64 / height.max(1) as f64 });
        Self {
            id: view.id.to_string(),
            kind: "image",
            url: urls.file(&view.file),
            preview_url: urls.file(&view.preview_file),
            remote_url: None,
            text_url: None,
            description: Some(view.description.clone()).filter(|text| !text.is_empty()),
            blurhash: Some(view.blurhash.clone()).filter(|hash| !hash.is_empty()),
            meta: json!({
                "original": size(view.width, view.height),
                "small": size(view.preview_width, view.preview_height),
                "focus": { "x": view.focus.0, "y": view.focus.1 },
            }),
        }
    }
}

impl Status {
    /// Maps a view; a boost carries what it repeats.
    pub fn new(view: &PostView, urls: &Urls) -> Self {
        Self {
            body: Body::new(view, urls),
            soulava: Ours::new(view, urls),
            now: Now::new(view),
            reblog: view.boosted.as_ref().map(|original| Box::new(Self::new(original, urls))),
            text: None,
        }
    }

    /// The same with the text as it was written.
    pub fn with_source(self, text: String) -> Self {
        Self { text: Some(text), ..self }
    }
}

impl Body {
    /// Maps what is the same for everybody.
    pub fn new(view: &PostView, urls: &Urls) -> Self {
        let post = &view.post;
        Self {
            id: post.id.to_string(),
            created_at: time(post.created_at),
            edited_at: post.edited_at.map(time),
            in_reply_to_id: post.reply_to.map(|id| id.to_string()),
            in_reply_to_account_id: post.reply_to_account.map(|id| id.to_string()),
            sensitive: post.sensitive,
            spoiler_text: post.spoiler.clone(),
            visibility: post.visibility.as_str(),
            language: Some(post.language.clone()).filter(|language| !language.is_empty()),
            uri: urls.object(post),
            url: urls.post(&view.author, post.id),
            content: content(view, urls),
            account: Account::new(&view.author, urls),
            application: view.app.as_ref().map(|(name, website)| Application {
                name: name.clone(),
                website: Some(website.clone()).filter(|website| !website.is_empty()),
            }),
            media_attachments: view.media.iter().map(|media| MediaAttachment::new(media, urls)).collect(),
            mentions: view.mentions.iter().map(|mention| Mention::new(mention, urls)).collect(),
            tags: view.tags.iter().map(|(name, _)| TagName { name: name.clone(), url: urls.tag(name) }).collect(),
            emojis: view.emojis.iter().map(|emoji| self::emoji(emoji, urls)).collect(),
            card: None,
            poll: None,
            quote: None,
            quote_approval: json!({ "automatic": [], "manual": [], "current_user": "denied" }),
        }
    }
}

impl Ours {
    /// Maps what is ours, with the gifts this viewer may know of.
    pub fn new(view: &PostView, urls: &Urls) -> Self {
        Self {
            kind: view.post.kind.as_str(),
            keeper: view.keeper.as_ref().map(|keeper| Keeper {
                id: keeper.id.to_string(),
                username: keeper.username.clone(),
                display_name: keeper.display_name.clone(),
                url: urls.account(&keeper.username),
            }),
            gifts: view.gifts.iter().map(CarriedGift::new).collect(),
        }
    }
}

impl Now {
    /// Maps counters and the viewer's flags.
    pub fn new(view: &PostView) -> Self {
        Self::of(view.counters, view.flags)
    }

    /// The same without the post.
    pub fn of(counters: Counters, flags: ViewerFlags) -> Self {
        Self {
            replies_count: counters.replies,
            reblogs_count: counters.boosts,
            favourites_count: counters.favourites,
            quotes_count: 0,
            favourited: flags.favourited,
            reblogged: flags.boosted,
            bookmarked: flags.bookmarked,
            muted: flags.muted,
            pinned: false,
            filtered: [],
        }
    }
}

/// The HTML for apps that know nothing of keepers: a stall's post ends with who wrote it.
pub fn content(view: &PostView, urls: &Urls) -> String {
    let mut html = absolute(&view.post.html, urls);
    if let (Some(keeper), None) = (&view.keeper, view.post.boost_of) {
        let (keeper, stall) =
            (soulava_text::escape(&keeper.display_name), soulava_text::escape(&view.author.display_name));
        html.push_str(&format!("<p>— {keeper}, {stall}</p>"));
    }
    html
}

fn emoji(view: &EmojiView, urls: &Urls) -> CustomEmoji {
    CustomEmoji::new(&view.shortcode, urls.emblem_named(&view.shortcode), true, None)
}

impl Mention {
    fn new(view: &MentionView, urls: &Urls) -> Self {
        Self {
            id: view.account.to_string(),
            username: view.username.clone(),
            url: urls.account(&view.username),
            acct: if view.domain.is_empty() {
                view.username.clone()
            } else {
                format!("{}@{}", view.username, view.domain)
            },
        }
    }
}

/// <https://docs.joinmastodon.org/entities/StatusSource/>
#[derive(Debug, Serialize)]
pub struct StatusSource {
    id: String,
    text: String,
    spoiler_text: String,
}

impl StatusSource {
    /// Maps a post of the viewer's own.
    pub fn new(view: &PostView) -> Self {
        Self { id: view.post.id.to_string(), text: view.post.text.clone(), spoiler_text: view.post.spoiler.clone() }
    }
}

/// <https://docs.joinmastodon.org/entities/StatusEdit/>
#[derive(Debug, Serialize)]
pub struct StatusEdit {
    content: String,
    spoiler_text: String,
    sensitive: bool,
    created_at: String,
    account: Account,
    media_attachments: Vec<MediaAttachment>,
    emojis: Vec<CustomEmoji>,
    quote: Option<()>,
}

impl StatusEdit {
    /// Maps one version of a post.
    pub fn new(version: &Version, post: &PostView, urls: &Urls) -> Self {
        Self {
            content: absolute(&version.html, urls),
            spoiler_text: version.spoiler.clone(),
            sensitive: version.sensitive,
            created_at: time(version.at),
            account: Account::new(&post.author, urls),
            media_attachments: version.media.iter().map(|media| MediaAttachment::new(media, urls)).collect(),
            emojis: post.emojis.iter().map(|view| emoji(view, urls)).collect(),
            quote: None,
        }
    }
}
