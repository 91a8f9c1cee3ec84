//! Post text to safe HTML, mentions, hashtags and links.
//!
//! Pure: text in, values out. Everything runs in time linear in the text, and what [`compose`] makes passes
//! [`sanitise`] unchanged.
//!
//! ```
//! let made = soulava_text::compose(
//!     "Thanks @anna :appeltaart: for the soup!",
//!     |mention| (mention.username == "anna").then(|| "https://square.example/@anna".to_owned()),
//!     |tag| format!("https://square.example/tags/{tag}"),
//! );
//! assert_eq!(made.emojis, ["appeltaart"]);
//! assert!(made.html.starts_with("<p>Thanks <span class=\"h-card\">"));
//! ```

mod clean;
mod count;
mod fold;
mod html;
mod markup;
mod parse;

pub use clean::{is_clean, sanitise};
pub use count::{length, reason};
pub use fold::fold;
pub use html::escape;
pub use markup::{emojify, plain};
pub use parse::{
    LINKS_MAX, Link, MENTIONS_MAX, Mention, Parsed, SHORTCODE_CHARS_MAX, TAG_CHARS_MAX, TAGS_MAX, Tag, parse,
};

/// A text with everything found in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composed {
    /// Safe HTML; passes [`sanitise`] unchanged.
    pub html: String,
    /// Each person once, in order of appearance, also those the resolver did not know.
    pub mentions: Vec<Mention>,
    /// Each tag once, in order of appearance.
    pub tags: Vec<Tag>,
    /// Each shortcode once, without colons, whether or not such an emoji exists.
    pub emojis: Vec<String>,
    /// Each link once, as it was written.
    pub links: Vec<String>,
}

/// Reads a text and writes it as HTML in one go; see [`parse`] and [`Parsed::html`].
pub fn compose(
    text: &str,
    person_url: impl Fn(&Mention) -> Option<String>,
    tag_url: impl Fn(&str) -> String,
) -> Composed {
    let parsed = parse(text);
    Composed {
        html: parsed.html(person_url, tag_url),
        mentions: parsed.mentions(),
        tags: parsed.tags(),
        emojis: parsed.emojis(),
        links: parsed.links(),
    }
}
