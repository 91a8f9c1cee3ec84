//! How long a text is, and what of it is a reason.

use unicode_normalization::char::is_combining_mark;

use crate::parse::{Piece, parse};

/// What every link counts, however long it is: <https://docs.joinmastodon.org/user/posting/#text>.
const LINK_LENGTH: usize = 23;
/// A letter with more marks than this counts again, so that marks cannot be piled up for nothing.
const JOINED_MAX: usize = 16;

/// Characters as people count them: a link is 23, the domain of a mention is nothing, an emoji is one.
pub fn length(text: &str) -> usize {
    let parsed = parse(text);
    let mut total = 0;
    let mut at = 0;
    for (range, piece) in &parsed.pieces {
        total += characters(&parsed.text[at..range.start]);
        total += match piece {
            Piece::Link(_) => LINK_LENGTH,
            Piece::Mention(mention) => 1 + mention.username.len(),
            Piece::Tag(_) | Piece::Shortcode => characters(&parsed.text[range.clone()]),
        };
        at = range.end;
    }
    total + characters(&parsed.text[at..])
}

/// What a gift by post says: the text without mentions and shortcodes, blanks made single.
pub fn reason(text: &str) -> String {
    let parsed = parse(text);
    let mut kept = String::with_capacity(parsed.text.len());
    let mut at = 0;
    for (range, piece) in &parsed.pieces {
        kept.push_str(&parsed.text[at..range.start]);
        match piece {
            Piece::Mention(_) | Piece::Shortcode => kept.push(' '),
            Piece::Tag(_) | Piece::Link(_) => kept.push_str(&parsed.text[range.clone()]),
        }
        at = range.end;
    }
    kept.push_str(&parsed.text[at..]);
    let words: Vec<&str> = kept.split_whitespace().collect();
    words.join(" ").trim_start_matches([',', '.', ';', ':', '-', '–', '—', ' ']).to_owned()
}

/// Characters with their marks, skin tones, joined emoji and flags taken together.
fn characters(text: &str) -> usize {
    let mut count = 0;
    let mut joined = 0;
    let mut joins_next = false;
    let mut half_flag = false;
    for c in text.chars() {
        let is_flag = ('\u{1F1E6}'..='\u{1F1FF}').contains(&c);
        let is_part = joins_next
            || (half_flag && is_flag)
            || is_combining_mark(c)
            || matches!(c, '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}');
        half_flag = is_flag && !half_flag;
        joins_next = c == '\u{200D}';
        joined = if is_part { joined + 1 } else { 0 };
        if !is_part || joined > JOINED_MAX {
            count += 1;
            joined = 0;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_counts_twenty_three_and_a_domain_nothing() {
        assert_eq!(length("https://square.example/a/very/long/path/to/something"), 23);
        assert_eq!(length("@anna@other.example hi"), 8);
        assert_eq!(length("a\r\nb"), 3);
    }

    #[test]
    fn what_looks_like_one_character_counts_one() {
        assert_eq!(length("e\u{301}"), 1);
        assert_eq!(length("👩🏽‍🍳"), 1);
        assert_eq!(length("🇳🇱🇩🇰"), 2);
        assert!(length(&format!("e{}", "\u{301}".repeat(1700))) > 90, "piled marks count");
    }

    #[test]
    fn a_reason_is_what_remains_without_names_and_emoji() {
        assert_eq!(reason("@anna :appeltaart: for the soup"), "for the soup");
        assert_eq!(reason(":appeltaart: @anna@b.example"), "");
        assert_eq!(reason("@anna, :ring:  voor\nde hulp 10:30:45"), "voor de hulp 10:30:45");
    }
}
