//! Reading HTML that has already been cleaned: tags and text from left to right.

use crate::html::push_text;

/// A piece of clean HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'h> {
    /// `<name …>`: the name and everything between it and the bracket.
    Open(&'h str, &'h str),
    /// `</name>`.
    Close(&'h str),
    /// Text, still escaped.
    Text(&'h str),
}

/// Splits clean HTML, in which every `<` begins a tag and attribute values hold no `>`.
pub(crate) fn tokens(html: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let Some(tag) = rest.strip_prefix('<') else {
            let (text, after) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
            rest = after;
            return Some(Token::Text(text));
        };
        let (inner, after) = tag.split_once('>').unwrap_or((tag, ""));
        rest = after;
        Some(match inner.strip_prefix('/') {
            Some(name) => Token::Close(name),
            None => {
                let (name, attributes) = inner.split_at(inner.find(' ').unwrap_or(inner.len()));
                Token::Open(name, attributes)
            }
        })
    })
}

/// HTML as plain text: paragraphs apart by an empty line, no markup. Dirty HTML is cleaned first.
pub fn plain(html: &str) -> String {
    let html = crate::sanitise(html);
    let mut out = String::with_capacity(html.len());
    for token in tokens(&html) {
        match token {
            Token::Text(text) => out.push_str(&unescape(text)),
            Token::Open("br", _) | Token::Close("li") => out.push('\n'),
            Token::Close("p" | "blockquote" | "pre" | "ul" | "ol") => out.push_str("\n\n"),
            _ => {}
        }
    }
    let mut tidy = String::with_capacity(out.len());
    let mut breaks = 0;
    for line in out.trim().split('\n') {
        if line.trim().is_empty() {
            breaks += 1;
            continue;
        }
        if !tidy.is_empty() {
            tidy.push_str(if breaks > 0 { "\n\n" } else { "\n" });
        }
        tidy.push_str(line);
        breaks = 0;
    }
    tidy
}

/// Puts pictures in the place of shortcodes, in text only, never inside a tag.
///
/// `picture` gets the shortcode without colons and answers trusted HTML, or none to leave it as it is.
pub fn emojify(html: &str, picture: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(html.len() + 64);
    for token in tokens(html) {
        match token {
            Token::Open(name, attributes) => out.extend(["<", name, attributes, ">"]),
            Token::Close(name) => out.extend(["</", name, ">"]),
            Token::Text(text) => pictures_in(text, &picture, &mut out),
        }
    }
    out
}

fn pictures_in(text: &str, picture: &impl Fn(&str) -> Option<String>, out: &mut String) {
    let mut rest = text;
    while let Some(start) = rest.find(':') {
        let after = &rest[start + 1..];
        let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(after.len());
        let found = after[end..].starts_with(':').then(|| picture(&after[..end])).flatten();
        match found {
            Some(html) => {
                out.push_str(&rest[..start]);
                out.push_str(&html);
                rest = &after[end + 1..];
            }
            None => {
                out.push_str(&rest[..=start + end]);
                rest = &after[end..];
            }
        }
    }
    out.push_str(rest);
}

/// The five entities that clean HTML uses, and numeric ones.
pub(crate) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(10).position(|b| b == b';');
        match end.and_then(|end| Some((end, entity(&rest[1..end])?))) {
            Some((end, c)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "nbsp" => '\u{A0}',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}

/// Plain text as the smallest safe HTML.
pub(crate) fn paragraphs(text: &str) -> String {
    let mut out = String::from("<p>");
    push_text(&mut out, text.trim());
    out.push_str("</p>");
    out
}
