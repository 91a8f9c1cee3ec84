//! A parsed text as HTML, in the shapes Mastodon's apps know.

use std::ops::Range;

use crate::parse::{Link, Mention, Parsed, Piece};

/// What every link says about itself; the sanitiser forces the same.
pub(crate) const REL: &str = "nofollow noopener noreferrer ugc";
/// How much of a long link is shown, in characters; the host is always shown whole.
const LINK_SHOWN_CHARS: usize = 30;

/// Text as HTML text or attribute value.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    push_attribute(&mut out, text);
    out
}

impl Parsed {
    /// The text as HTML: paragraphs, line breaks, and links for whom and what the two closures know.
    ///
    /// `person_url` answers none for somebody unknown, who then stays plain text. `tag_url` gets the folded name.
    /// Shortcodes stay as written: apps and pages put the pictures in.
    pub fn html(&self, person_url: impl Fn(&Mention) -> Option<String>, tag_url: impl Fn(&str) -> String) -> String {
        let mut out = Writer::new(self.text.len());
        let mut at = 0;
        for (range, piece) in &self.pieces {
            out.text(&self.text[at..range.start]);
            let shown = &self.text[range.clone()];
            match piece {
                Piece::Mention(mention) => match person_url(mention) {
                    Some(url) => out.mention(&url, name_of(shown)),
                    None => out.text(shown),
                },
                Piece::Tag(name) => out.tag(&tag_url(name), shown.trim_start_matches(['#', '＃'])),
                Piece::Shortcode => out.text(shown),
                Piece::Link(link) => out.link(link, shown),
            }
            at = range.end;
        }
        out.text(&self.text[at..]);
        out.finish()
    }
}

/// `anna` of `@anna@other.example`.
fn name_of(shown: &str) -> &str {
    shown.trim_start_matches('@').split('@').next().unwrap_or_default()
}

struct Writer {
    html: String,
    /// Line ends that were read and not yet written; what follows decides what they mean.
    breaks: usize,
}

impl Writer {
    fn new(len: usize) -> Self {
        let mut html = String::with_capacity(len * 2 + 16);
        html.push_str("<p>");
        Self { html, breaks: 0 }
    }

    fn text(&mut self, text: &str) {
        for (number, line) in text.split('\n').enumerate() {
            self.breaks += usize::from(number > 0);
            // A line of blanks between two paragraphs is still an empty line.
            if line.is_empty() || (self.breaks > 0 && line.trim().is_empty()) {
                continue;
            }
            self.flush_breaks();
            push_text(&mut self.html, line);
        }
    }

    fn flush_breaks(&mut self) {
        match self.breaks {
            0 => {}
            1 => self.html.push_str("<br>"),
            _ => self.html.push_str("</p><p>"),
        }
        self.breaks = 0;
    }

    fn mention(&mut self, url: &str, name: &str) {
        self.flush_breaks();
        self.html.push_str("<span class=\"h-card\">");
        self.open(url, "u-url mention");
        self.html.push_str("@<span>");
        push_text(&mut self.html, name);
        self.html.push_str("</span></a></span>");
    }

    fn tag(&mut self, url: &str, name: &str) {
        self.flush_breaks();
        self.open(url, "mention hashtag");
        self.html.push_str("#<span>");
        push_text(&mut self.html, name);
        self.html.push_str("</span></a>");
    }

    fn link(&mut self, link: &Link, written: &str) {
        self.flush_breaks();
        let [scheme, shown, hidden] = link_parts(written).map(|range| &written[range]);
        self.open(&link.href, "");
        self.span("invisible", scheme);
        self.span(if hidden.is_empty() { "" } else { "ellipsis" }, shown);
        self.span("invisible", hidden);
        self.html.push_str("</a>");
    }

    fn open(&mut self, url: &str, class: &str) {
        self.html.push_str("<a href=\"");
        push_attribute(&mut self.html, url);
        if !class.is_empty() {
            self.html.push_str("\" class=\"");
            self.html.push_str(class);
        }
        self.html.push_str("\" rel=\"");
        self.html.push_str(REL);
        self.html.push_str("\">");
    }

    fn span(&mut self, class: &str, text: &str) {
        self.html.push_str("<span");
        if !class.is_empty() {
            self.html.push_str(" class=\"");
            self.html.push_str(class);
            self.html.push('"');
        }
        self.html.push('>');
        push_text(&mut self.html, text);
        self.html.push_str("</span>");
    }

    fn finish(mut self) -> String {
        if self.html == "<p>" {
            return String::new();
        }
        self.html.push_str("</p>");
        self.html
    }
}

/// Scheme, shown part and hidden rest. The host, with its port and any `www.`, is always in the shown part.
fn link_parts(written: &str) -> [Range<usize>; 3] {
    let start = written.find("://").map_or(0, |at| at + 3);
    let host_end = written[start..].find(['/', '?', '#']).map_or(written.len(), |at| start + at);
    let cut = written[start..].char_indices().nth(LINK_SHOWN_CHARS).map_or(written.len(), |(at, _)| start + at);
    let end = cut.max(host_end);
    [0..start, start..end, end..written.len()]
}

pub(crate) fn push_text(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\u{A0}' => out.push_str("&nbsp;"),
            c => out.push(c),
        }
    }
}

fn push_attribute(out: &mut String, value: &str) {
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{A0}' => out.push_str("&nbsp;"),
            c => out.push(c),
        }
    }
}
