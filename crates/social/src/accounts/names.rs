//! Names: what a username may be, and how names and addresses are compared.

use unicode_normalization::UnicodeNormalization;

use crate::{Refusal, Result};

/// The longest username, in characters.
pub const USERNAME_CHARS_MAX: usize = 30;
/// The longest shown name, in characters.
pub const DISPLAY_NAME_CHARS_MAX: usize = 50;
/// The longest e-mail address, in bytes (RFC 5321).
pub const EMAIL_BYTES_MAX: usize = 254;

/// Names that would look like the square itself; only a host gives them out.
const RESERVED: &[&str] = &[
    "abuse",
    "admin",
    "administrator",
    "all",
    "everybody",
    "everyone",
    "help",
    "host",
    "info",
    "mod",
    "moderator",
    "postmaster",
    "root",
    "security",
    "soulava",
    "square",
    "support",
    "system",
    "webmaster",
];

/// Folds a name for comparing: compatibility forms and case are the same name.
pub fn fold_name(name: &str) -> String {
    name.nfkc().flat_map(char::to_lowercase).nfkc().collect()
}

/// Checks a username and answers it as it is kept: `[a-z0-9_]{1,30}`.
///
/// Capitals become small letters; look-alikes from other alphabets are refused, not folded.
pub fn check_username(username: &str) -> Result<String> {
    let invalid = |code, why: &str| Err(Refusal::invalid_as("username", code, why));
    if username.is_empty() {
        return invalid("ERR_BLANK", "can't be blank");
    }
    if username.chars().count() > USERNAME_CHARS_MAX {
        return invalid("ERR_TOO_LONG", "is too long (maximum is 30 characters)");
    }
    if !username.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        return invalid("ERR_INVALID", "must contain only letters a to z, numbers and underscores");
    }
    Ok(username.to_ascii_lowercase())
}

/// Whether a name is kept back from people who sign up by themselves.
pub fn is_reserved(username: &str) -> bool {
    RESERVED.contains(&username)
}

/// Checks an e-mail address and answers it trimmed. The proof that it works is a letter, not a pattern.
pub fn check_email(email: &str) -> Result<String> {
    let email = email.trim();
    if email.is_empty() {
        return Err(Refusal::invalid_as("email", "ERR_BLANK", "can't be blank"));
    }
    let plain = email.len() <= EMAIL_BYTES_MAX
        && !email.chars().any(|c| c.is_whitespace() || c.is_control() || "<>()[],;:\\\"".contains(c));
    let parts = email.rsplit_once('@').filter(|(local, domain)| {
        !local.is_empty()
            && local.len() <= 64
            && !local.contains('@')
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && domain.split('.').all(is_label)
    });
    if !plain || parts.is_none() {
        return Err(Refusal::invalid_as("email", "ERR_INVALID", "is not an e-mail address"));
    }
    Ok(email.to_owned())
}

/// A label of a domain name, letters beyond ASCII allowed.
fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(|c| c.is_alphanumeric() || c == '-')
}

/// Folds an address for comparing: one mailbox, one account.
pub fn fold_email(email: &str) -> String {
    fold_name(email.trim())
}

/// Checks a shown name: one line, no characters that turn or hide text.
pub fn check_display_name(name: &str) -> Result<String> {
    let name = one_line(name);
    if name.chars().count() > DISPLAY_NAME_CHARS_MAX {
        return Err(Refusal::invalid_as(
            "display_name",
            "ERR_TOO_LONG",
            format!("is too long (maximum is {DISPLAY_NAME_CHARS_MAX} characters)"),
        ));
    }
    Ok(name)
}

/// Text on one line: controls and direction overrides are taken out, runs of spaces become one.
pub fn one_line(text: &str) -> String {
    let plain: String =
        text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !is_hidden(*c)).collect();
    plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Characters that turn the reading direction or are not seen at all. The joiners of emoji stay.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usernames_are_plain_small_letters() {
        assert_eq!(check_username("Anna_1").ok().as_deref(), Some("anna_1"));
        for bad in [
            "",
            " anna",
            "an na",
            "anna.",
            "аnna",
            "annа",
            "ａnna",
            "søren",
            "ann\u{200b}a",
            "@anna",
            "anna\0",
            &"a".repeat(31),
        ] {
            assert!(check_username(bad).is_err(), "{bad:?} passed");
        }
    }

    #[test]
    fn names_fold_to_one() {
        assert_eq!(fold_name("Ａnna"), fold_name("anna"));
        assert_eq!(fold_name("SØREN"), "søren");
        assert_eq!(fold_email(" Mette@Bageriet.DK "), "mette@bageriet.dk");
    }

    #[test]
    fn addresses_are_checked_for_shape_only() {
        for good in ["mette@bageriet.example", "a+b@c.example", "søren@smørrebrød.example", "me@localhost"] {
            assert!(check_email(good).is_ok(), "{good} refused");
        }
        for bad in
            ["", "mette", "@x.example", "a@", "a b@c.example", "a@b..c", "a@@b", "a\r\nBcc: x@y.z", "<a@b.c>", ".a@b.c"]
        {
            assert!(check_email(bad).is_err(), "{bad:?} passed");
        }
    }

    #[test]
    fn shown_names_are_one_line_that_reads_one_way() {
        assert_eq!(check_display_name("  Fenna\n de\tVries \u{202e}").ok().as_deref(), Some("Fenna de Vries"));
        assert_eq!(check_display_name("👩‍🍳 Mette").ok().as_deref(), Some("👩‍🍳 Mette"));
        assert!(check_display_name(&"x".repeat(51)).is_err());
    }
}
