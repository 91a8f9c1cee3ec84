//! The reason of a gift: how long it may be, and what of a post is one.

use crate::{Refusal, Result};

/// Characters a reason has at least.
pub const REASON_MIN: usize = 3;
/// Characters a reason has at most.
pub const REASON_MAX: usize = 500;

/// A reason as it is stored: trimmed, of a fitting length, without control characters.
pub(crate) fn checked(field: &'static str, text: &str) -> Result<String> {
    let text = plain(text);
    let length = text.chars().count();
    if !says_something(&text) {
        return Err(match length {
            0 => {
                Refusal::invalid_as(field, "ERR_BLANK", "One sentence is enough. A gift without a reason is a button.")
            }
            _ => Refusal::invalid_as(field, "ERR_TOO_SHORT", "A few more letters, so that it says something."),
        });
    }
    if length > REASON_MAX {
        return Err(Refusal::invalid_as(
            field,
            "ERR_TOO_LONG",
            "At most 500 characters. The rest is for a post, or for when you meet.",
        ));
    }
    Ok(text)
}

/// Words that may be missing, but have the same limit: a word back, a place.
pub(crate) fn at_most(field: &'static str, text: &str, characters: usize) -> Result<String> {
    let text = plain(text);
    if text.chars().count() > characters {
        return Err(Refusal::invalid_as(field, "ERR_TOO_LONG", format!("At most {characters} characters.")));
    }
    Ok(text)
}

/// What of a post's text is a reason: without the people named and the shortcodes, in one line, at most 500 characters.
pub(crate) fn of_post(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(without_names).filter(|word| !word.is_empty()).collect();
    let reason = plain(&words.join(" "));
    match reason.char_indices().nth(REASON_MAX) {
        None => reason,
        Some(_) => reason.chars().take(REASON_MAX - 1).chain(['…']).collect(),
    }
}

/// Whether at least three characters remain that are neither blanks nor emoji, and one of them is a letter or a figure.
pub(crate) fn says_something(text: &str) -> bool {
    said(text) > 0 && text.chars().filter(|c| !c.is_whitespace() && !is_emoji(*c)).count() >= REASON_MIN
}

fn said(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Pictographs, and what joins and colours them.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{200d}' | '\u{20e3}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{1f000}'..='\u{1faff}' | '\u{e0020}'..='\u{e007f}')
}

fn plain(text: &str) -> String {
    text.trim().chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

/// A word without `@name`, `@name@host` and `:shortcode:` in it.
fn without_names(word: &str) -> String {
    let mut out = String::new();
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let before = out.chars().next_back();
        let taken = match first {
            _ if before.is_some_and(char::is_alphanumeric) => 0,
            '@' => name_length(rest),
            ':' => shortcode_length(rest),
            _ => 0,
        };
        if taken > 0 {
            rest = &rest[taken..];
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    if said(&out) == 0 && out.len() < word.len() { String::new() } else { out }
}

fn name_length(text: &str) -> usize {
    let run = |text: &str, more: &str| {
        let end = text.find(|c: char| !(c.is_alphanumeric() || more.contains(c))).unwrap_or(text.len());
        text[..end].trim_end_matches(['.', '-']).len()
    };
    let name = run(&text[1..], "_.-");
    if name == 0 {
        return 0;
    }
    match text[1 + name..].strip_prefix('@').map(|host| run(host, ".-:")) {
        Some(host) if host > 0 => 2 + name + host,
        _ => 1 + name,
    }
}

fn shortcode_length(text: &str) -> usize {
    let end = text[1..].find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(0);
    if end >= 2 && text[1 + end..].starts_with(':') { end + 2 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_gives_its_reason_without_names_and_emoji() {
        assert_eq!(of_post("@anna :appeltaart: for the soup"), "for the soup");
        assert_eq!(of_post("For the soup, @anna@square.example! :appeltaart:"), "For the soup,");
        assert_eq!(
            of_post("@anna: thanks\n\nfor 12:30:45 and a@b.example :x:"),
            "thanks for 12:30:45 and a@b.example :x:"
        );
        assert_eq!(of_post(":appeltaart:@anna❤️"), "");
        assert!(!says_something(&of_post("@søren :kanel: ❤️🎉")));
    }

    #[test]
    fn a_long_post_is_cut_to_a_reason() {
        let reason = of_post(&"word ".repeat(400));
        assert_eq!(reason.chars().count(), REASON_MAX);
        assert!(reason.ends_with('…'));
    }

    #[test]
    fn a_reason_says_something() {
        assert!(checked("reason", "  ok. ").is_ok());
        for bad in ["", " a ", "...", "❤️❤️❤️", "ab", "a ❤️"] {
            assert!(checked("reason", bad).is_err(), "{bad:?}");
        }
        assert!(checked("reason", &"é".repeat(500)).is_ok());
        assert!(checked("reason", &"é".repeat(501)).is_err());
    }
}
