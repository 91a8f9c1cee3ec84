//! HTML from elsewhere, reduced to what a post may contain.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use url::Url;

use crate::html::REL;
use crate::markup::{Token, paragraphs, tokens, unescape};

/// Longer HTML is cut; no server we know sends more in a post.
const HTML_BYTES_MAX: usize = 256 * 1024;
/// HTML parsers copy open formatting tags into every following paragraph, so that many of them grow with the square
/// of their number. Above this, only the text is kept.
const FORMATTING_TAGS_MAX: usize = 512;
/// Tags and entities; the parser handles each on its own, and more are nobody's post.
const MARKS_MAX: usize = 8_000;
const CLASSES: [&str; 7] = ["mention", "hashtag", "u-url", "ellipsis", "invisible", "h-card", "quote-inline"];

static BUILDER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let classes: HashSet<&str> = HashSet::from(CLASSES);
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from([
            "p",
            "br",
            "span",
            "a",
            "del",
            "s",
            "pre",
            "code",
            "em",
            "strong",
            "b",
            "i",
            "u",
            "ul",
            "ol",
            "li",
            "blockquote",
            "ruby",
            "rt",
            "rp",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
        ]))
        .clean_content_tags(HashSet::from(["script", "style", "template", "textarea", "title", "noscript", "iframe"]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("ol", HashSet::from(["start", "reversed"])),
            ("li", HashSet::from(["value"])),
        ]))
        .generic_attributes(HashSet::from(["lang", "dir"]))
        .allowed_classes(HashMap::from([("a", classes.clone()), ("span", classes)]))
        .url_schemes(HashSet::from(["http", "https"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some(REL));
    builder
});

/// Keeps what a post may contain and drops the rest; cleaning twice changes nothing.
///
/// Source of the list: the tags and classes Mastodon keeps, <https://docs.joinmastodon.org/spec/activitypub/#sanitization>,
/// with headings made strong. A part of a link that is hidden may never be part of its host (CVE-2023-36462).
pub fn sanitise(html: &str) -> String {
    let html = &html[..html.floor_char_boundary(HTML_BYTES_MAX)];
    let mut clean = html.to_owned();
    for _ in 0..6 {
        // Cleaning can add closing tags and entities, so the limits are looked at every time.
        if is_bomb(&clean) {
            break;
        }
        let again = once(&clean);
        if again == clean {
            return clean;
        }
        clean = again;
    }
    let text = strip(&clean);
    paragraphs(&text[..text.floor_char_boundary(HTML_BYTES_MAX / 8)])
}

/// Whether [`sanitise`] would leave this HTML as it is.
pub fn is_clean(html: &str) -> bool {
    sanitise(html) == html
}

fn is_bomb(html: &str) -> bool {
    let formatting = html.match_indices('<').filter(|(at, _)| {
        let name: String = html[at + 1..].chars().take_while(char::is_ascii_alphanumeric).take(7).collect();
        let name = name.to_ascii_lowercase();
        matches!(
            &*name,
            "a" | "b"
                | "big"
                | "code"
                | "em"
                | "font"
                | "i"
                | "nobr"
                | "s"
                | "small"
                | "strike"
                | "strong"
                | "tt"
                | "u"
        )
    });
    html.len() > HTML_BYTES_MAX
        || formatting.take(FORMATTING_TAGS_MAX + 1).count() > FORMATTING_TAGS_MAX
        || html.bytes().filter(|b| *b == b'<' || *b == b'&').count() > MARKS_MAX
}

/// Everything that is not inside angle brackets.
fn strip(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => inside = false,
            c if !inside && !c.is_control() => out.push(c),
            _ => {}
        }
    }
    unescape(&out)
}

fn once(html: &str) -> String {
    let clean = BUILDER.clean(html).to_string();
    let clean = clean.trim();
    let mut out = String::with_capacity(clean.len());
    let mut link = LinkState::Outside;
    let tokens: Vec<Token> = tokens(clean).collect();
    for (at, token) in tokens.iter().enumerate() {
        match *token {
            Token::Text(text) => {
                link.see(text);
                out.push_str(text);
            }
            Token::Close(name) => {
                if name == "a" {
                    link = LinkState::Outside;
                }
                out.extend(["</", renamed(name), ">"]);
            }
            Token::Open(name, attributes) => {
                if name == "a" {
                    link = LinkState::of(attributes);
                }
                let hidden = attributes.contains("invisible").then(|| hidden_text(&tokens[at + 1..]));
                let may_hide = hidden.is_none_or(|text| text.is_some_and(|text| link.may_hide(text)));
                out.push('<');
                out.push_str(renamed(name));
                push_attributes(&mut out, attributes, may_hide);
                out.push('>');
            }
        }
    }
    out
}

fn renamed(name: &str) -> &str {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "strong",
        name => name,
    }
}

/// The text of a span that holds nothing but text.
fn hidden_text<'h>(after: &[Token<'h>]) -> Option<&'h str> {
    match after {
        [Token::Text(text), Token::Close("span"), ..] => Some(text),
        [Token::Close("span"), ..] => Some(""),
        _ => None,
    }
}

/// Writes ` name="value"` pairs again, without empty classes and, where hiding is not allowed, without `invisible`.
fn push_attributes(out: &mut String, attributes: &str, may_hide: bool) {
    let mut rest = attributes;
    while let Some((name, after)) = rest.split_once("=\"") {
        let (value, after) = after.split_once('"').unwrap_or((after, ""));
        rest = after;
        let name = name.trim();
        if name != "class" {
            out.extend([" ", name, "=\"", value, "\""]);
            continue;
        }
        let classes: Vec<&str> =
            value.split_ascii_whitespace().filter(|class| may_hide || *class != "invisible").collect();
        if !classes.is_empty() {
            out.extend([" class=\"", &classes.join(" "), "\""]);
        }
    }
}

/// How much of a link's address has been shown so far.
enum LinkState {
    Outside,
    Inside { host: String, shown: String },
}

impl LinkState {
    fn of(attributes: &str) -> Self {
        let href =
            attributes.split_once("href=\"").and_then(|(_, rest)| rest.split_once('"')).map(|(href, _)| unescape(href));
        let host = href.and_then(|href| Some(Url::parse(&href).ok()?.host_str()?.to_owned()));
        Self::Inside { host: host.unwrap_or_default(), shown: String::new() }
    }

    fn see(&mut self, text: &str) {
        if let Self::Inside { shown, .. } = self
            && shown.len() < 2_048
        {
            shown.push_str(text);
        }
    }

    /// The scheme at the beginning may be hidden, and anything once the whole host has been shown.
    fn may_hide(&self, text: &str) -> bool {
        let Self::Inside { host, shown } = self else {
            return text.is_empty();
        };
        if text.is_empty() {
            return true;
        }
        if matches!(text, "https://" | "http://") {
            return shown.is_empty();
        }
        let shown = shown.trim_start_matches("https://").trim_start_matches("http://").to_lowercase();
        let host_shown = shown.split(['/', '?', '#']).next().unwrap_or_default();
        let is_shown =
            |host: &str| host_shown == host || host_shown.rsplit_once(':').is_some_and(|(name, _)| name == host);
        // A host in other letters is compared in its ASCII form.
        let ascii =
            || Url::parse(&format!("https://{host_shown}/")).ok().and_then(|url| Some(url.host_str()?.to_owned()));
        !host.is_empty() && (is_shown(host) || ascii().is_some_and(|shown| shown == *host))
    }
}
