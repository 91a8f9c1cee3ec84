//! What is in a text: mentions, hashtags, shortcodes and links, found from left to right in one pass.

use std::collections::HashSet;
use std::ops::Range;

use linkify::{LinkFinder, LinkKind};
use unicode_normalization::char::is_combining_mark;
use url::Url;

use crate::fold;

/// Mentions in one text; further ones stay plain text.
pub const MENTIONS_MAX: usize = 100;
/// Hashtags in one text; further ones stay plain text.
pub const TAGS_MAX: usize = 100;
/// Links in one text; further ones stay plain text.
pub const LINKS_MAX: usize = 100;
/// A longer hashtag is plain text.
pub const TAG_CHARS_MAX: usize = 100;
/// A longer shortcode is plain text.
pub const SHORTCODE_CHARS_MAX: usize = 64;
/// A longer name or domain is plain text.
const NAME_BYTES_MAX: usize = 255;

/// Somebody named in a text, folded for comparison.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mention {
    /// Without `@`, lower case.
    pub username: String,
    /// Lower case; none when only the name was written.
    pub domain: Option<String>,
}

/// A hashtag.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tag {
    /// The form in which tags are compared.
    pub name: String,
    /// As it was written first, without `#`.
    pub shown: String,
}

/// A link in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Normalised, safe as an attribute once escaped.
    pub href: String,
}

/// A text and what is where in it.
#[derive(Clone, Debug)]
pub struct Parsed {
    pub(crate) text: String,
    pub(crate) pieces: Vec<(Range<usize>, Piece)>,
}

#[derive(Clone, Debug)]
pub(crate) enum Piece {
    Mention(Mention),
    Tag(String),
    Shortcode,
    Link(Link),
}

/// Finds what is in a text. Line ends become `\n`; other control characters go; blank edges are trimmed.
pub fn parse(text: &str) -> Parsed {
    let text = tidy(text);
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]).url_must_have_scheme(true);

    let mut scan = Scan { text: &text, pieces: Vec::new(), mentions: 0, tags: 0 };
    let mut links = 0;
    let mut from = 0;
    for found in finder.links(&text) {
        if links == LINKS_MAX {
            break;
        }
        let Some(link) = link(found.as_str()) else {
            continue;
        };
        links += 1;
        scan.words(from..found.start());
        scan.pieces.push((found.start()..found.end(), Piece::Link(link)));
        from = found.end();
    }
    scan.words(from..text.len());
    let pieces = scan.pieces;
    Parsed { text, pieces }
}

impl Parsed {
    /// The text itself, tidied.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Each person once, in order of appearance.
    pub fn mentions(&self) -> Vec<Mention> {
        once(self.pieces.iter().filter_map(|(_, piece)| match piece {
            Piece::Mention(mention) => Some(mention.clone()),
            _ => None,
        }))
    }

    /// Each tag once, in order of appearance.
    pub fn tags(&self) -> Vec<Tag> {
        let mut seen = HashSet::new();
        self.pieces
            .iter()
            .filter_map(|(range, piece)| match piece {
                Piece::Tag(name) if seen.insert(name) => {
                    let shown = self.text[range.clone()].trim_start_matches(['#', '＃']).to_owned();
                    Some(Tag { name: name.clone(), shown })
                }
                _ => None,
            })
            .collect()
    }

    /// Each shortcode once, without colons, in order of appearance.
    pub fn emojis(&self) -> Vec<String> {
        once(self.pieces.iter().filter_map(|(range, piece)| match piece {
            Piece::Shortcode => Some(self.text[range.start + 1..range.end - 1].to_owned()),
            _ => None,
        }))
    }

    /// Each link once, normalised.
    pub fn links(&self) -> Vec<String> {
        once(self.pieces.iter().filter_map(|(_, piece)| match piece {
            Piece::Link(link) => Some(link.href.clone()),
            _ => None,
        }))
    }
}

fn once<T: Clone + Eq + std::hash::Hash>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = HashSet::new();
    items.filter(|item| seen.insert(item.clone())).collect()
}

fn tidy(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = text.chars().filter(|c| *c == '\n' || *c == '\t' || !c.is_control()).collect();
    text.trim().to_owned()
}

/// A link whose host can be read: no user-info, no backslash, no characters that hide or turn text around.
fn link(written: &str) -> Option<Link> {
    if written.contains('\\') || written.chars().any(is_deceptive) {
        return None;
    }
    let url = Url::parse(written).ok()?;
    let plain = matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none();
    (plain && url.host().is_some()).then(|| Link { href: url.into() })
}

/// Invisible, or changes the direction of what follows.
fn is_deceptive(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

struct Scan<'t> {
    text: &'t str,
    pieces: Vec<(Range<usize>, Piece)>,
    mentions: usize,
    tags: usize,
}

impl Scan<'_> {
    /// Finds everything but links. Each attempt that fails skips what it read, so no character is read more than twice.
    fn words(&mut self, range: Range<usize>) {
        let mut before = self.text[..range.start].chars().next_back();
        let mut at = range.start;
        while let Some(c) = self.text[at..range.end].chars().next() {
            let rest = &self.text[at..range.end];
            let found = match c {
                '@' if self.mentions < MENTIONS_MAX
                    && !before.is_some_and(|b| is_word(b) || matches!(b, '/' | '=' | '@')) =>
                {
                    mention(rest)
                }
                '#' | '＃'
                    if self.tags < TAGS_MAX
                        && !before.is_some_and(|b| is_word(b) || matches!(b, '/' | '=' | ')' | '#' | '&')) =>
                {
                    tag(rest)
                }
                ':' if !before.is_some_and(|b| b.is_alphanumeric() || b == ':') => shortcode(rest),
                _ => None,
            };
            let Some((len, piece)) = found else {
                at += c.len_utf8();
                before = Some(c);
                continue;
            };
            match piece {
                Piece::Mention(_) => self.mentions += 1,
                Piece::Tag(_) => self.tags += 1,
                _ => {}
            }
            self.pieces.push((at..at + len, piece));
            at += len;
            before = self.text[..at].chars().next_back();
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_combining_mark(c)
}

/// `@name` or `@name@domain`, at the start of `rest`.
/// Source: the name rules of <https://docs.joinmastodon.org/spec/webfinger/> as Mastodon applies them to text.
fn mention(rest: &str) -> Option<(usize, Piece)> {
    let name = run(&rest[1..], |c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-'));
    let name = name.trim_end_matches(['.', '-']);
    if !name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_') {
        return None;
    }
    let mut len = 1 + name.len();
    // A name that runs into a letter we do not take (`@josé`) is nobody's name.
    if rest[len..].starts_with(is_word) {
        return None;
    }
    let domain = rest[len..].strip_prefix('@').and_then(domain);
    if let Some(domain) = domain {
        len += 1 + domain.len();
    }
    let domain = domain.map(fold);
    Some((len, Piece::Mention(Mention { username: fold(name), domain })))
}

fn domain(rest: &str) -> Option<&str> {
    let domain = run(rest, |c| c.is_alphanumeric() || matches!(c, '.' | '-')).trim_end_matches(['.', '-']);
    let whole = domain.starts_with(char::is_alphanumeric) && !domain.contains("..");
    whole.then_some(domain)
}

/// `#tag` with letters of any script; digits alone are a number, not a tag.
fn tag(rest: &str) -> Option<(usize, Piece)> {
    let sign = rest.chars().next()?.len_utf8();
    let name: &str = run(&rest[sign..], |c| is_word(c) || matches!(c, '·' | '・' | '\u{200C}'));
    let name = name.trim_end_matches(['·', '・', '\u{200C}']);
    let has_letter = name.chars().any(|c| c.is_alphanumeric() && !c.is_numeric());
    if !has_letter || name.starts_with(|c: char| !is_word(c)) || name.chars().count() > TAG_CHARS_MAX {
        return None;
    }
    Some((sign + name.len(), Piece::Tag(fold(name))))
}

/// `:shortcode:`, not glued to letters.
fn shortcode(rest: &str) -> Option<(usize, Piece)> {
    let name = run(&rest[1..], |c| c.is_ascii_alphanumeric() || c == '_');
    let after = &rest[1 + name.len()..];
    let closed = after.starts_with(':') && !after[1..].starts_with(|c: char| c.is_alphanumeric() || c == ':');
    let sized = (2..=SHORTCODE_CHARS_MAX).contains(&name.len());
    (closed && sized).then_some((name.len() + 2, Piece::Shortcode))
}

/// The longest beginning of `text` in which every character fits, within limits.
fn run(text: &str, fits: impl Fn(char) -> bool) -> &str {
    let end = text.char_indices().take_while(|(at, c)| *at < NAME_BYTES_MAX * 4 && fits(*c)).last();
    &text[..end.map_or(0, |(at, c)| at + c.len_utf8())]
}
