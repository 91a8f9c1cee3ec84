//! What the pages of the square show, made of the read models without a query.

pub mod bead;
pub mod braid;
pub mod gift;
pub mod known;
pub mod near;
pub mod recipe;
pub mod sky;
pub mod tie;

pub use bead::{Bead, Reason, Surroundings};
pub use gift::GiftCard;
pub use tie::Bonds;

use soulava_social::accounts::{AccountView, Kind};
use soulava_social::currencies::CurrencyView;
use soulava_social::posts::EmojiView;
use soulava_social::relations::Relationship;

use crate::i18n::{Lang, escape};
use crate::page::avatar_path;

/// A face, its name and its page.
#[derive(Clone, Debug, Default)]
pub struct Face {
    /// The picture.
    pub src: String,
    /// In full.
    pub name: String,
    /// After the first mention: the first name, or a stall's whole name.
    pub first: String,
    /// Their page; empty when there is none.
    pub href: String,
}

impl Face {
    /// Of somebody.
    pub fn of(account: &AccountView) -> Self {
        Self {
            src: avatar_path(account),
            name: account.display_name.clone(),
            first: first_name(account),
            href: page_of(account),
        }
    }

    /// Of somebody, or of somebody who left.
    pub fn or_gone(account: Option<&AccountView>, lang: Lang) -> Self {
        account.map_or_else(
            || {
                let name = lang.t("names-nobody");
                Self { src: "/portraits/0.svg".to_owned(), first: name.clone(), name, href: "/help".to_owned() }
            },
            Self::of,
        )
    }
}

/// Somebody's name after the first mention.
pub fn first_name(account: &AccountView) -> String {
    match account.kind {
        Kind::Person => account.display_name.split_whitespace().next().unwrap_or(&account.username).to_owned(),
        Kind::Stall | Kind::Service => account.display_name.clone(),
    }
}

/// `anna`, or `anna@elsewhere.example`.
pub fn handle(account: &AccountView) -> String {
    if account.domain.is_empty() {
        account.username.clone()
    } else {
        format!("{}@{}", account.username, account.domain)
    }
}

/// Somebody's page.
pub fn page_of(account: &AccountView) -> String {
    format!("/@{}", handle(account))
}

/// Who follows or blocks whom, in one sentence; [`Bonds::line`] says the tie first. Empty for a passer-by.
pub fn relation(lang: Lang, account: &AccountView, relationship: Option<&Relationship>) -> String {
    let Some(r) = relationship else { return String::new() };
    let name = first_name(account);
    let key = match r {
        r if r.blocking => "person-relation-blocked",
        r if r.following && r.followed_by => "person-relation-both",
        r if r.following => "person-relation-following",
        r if r.requested => "person-relation-asked",
        r if r.followed_by => "person-relation-followed",
        _ => "person-relation-none",
    };
    lang.with(key, &[("name", &name)])
}

/// A currency's emblem, sharp at any size where it is one of ours.
pub fn emblem(currency: &CurrencyView) -> String {
    match &currency.emblem_file {
        Some(file) => format!("/media/{file}"),
        None => format!("/emblems/{}.svg", currency.slug),
    }
}

/// The currency's name with its article where a language has one for all names: "an Appeltaart".
pub fn a_currency(lang: Lang, key: &str, name: &str) -> String {
    let vowel = name.chars().next().is_some_and(|c| "aeiouAEIOU".contains(c));
    lang.with(key, &[("vowel", &if vowel { "yes" } else { "no" }), ("currency", &name)])
}

/// Safe HTML with the shortcodes of `emojis` as small pictures, in text only, never inside a tag.
pub fn with_emblems(html: &str, emojis: &[EmojiView]) -> String {
    if emojis.is_empty() || !html.contains(':') {
        return html.to_owned();
    }
    let mut out = String::with_capacity(html.len() + 128);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        put_emblems(&mut out, &rest[..at], emojis);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        out.push_str(&rest[at..end]);
        rest = &rest[end..];
    }
    put_emblems(&mut out, rest, emojis);
    out
}

fn put_emblems(out: &mut String, text: &str, emojis: &[EmojiView]) {
    let mut rest = text;
    while let Some(at) = rest.find(':') {
        let (before, after) = (&rest[..at], &rest[at + 1..]);
        out.push_str(before);
        let found = after.find(':').and_then(|end| {
            let code = &after[..end];
            emojis.iter().find(|emoji| emoji.shortcode == code).map(|emoji| (emoji, end))
        });
        match found {
            Some((emoji, end)) => {
                let name = escape(&emoji.name);
                out.push_str(r#"<img class="emblem emblem--in" width="22" height="22" src="/emblems/"#);
                out.push_str(&emoji.shortcode);
                out.push_str(&format!(r#".svg" alt="{name}" title="{name}">"#));
                rest = &after[end + 1..];
            }
            None => {
                out.push(':');
                rest = after;
            }
        }
    }
    out.push_str(rest);
}

/// The beginning of a text on one line, cut at a word; at most `most` characters.
pub fn start_of(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{} …", whole.trim_end_matches([',', '.', ';', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use soulava_social::CurrencyId;

    fn appeltaart() -> Vec<EmojiView> {
        vec![EmojiView { currency: CurrencyId(1), shortcode: "appeltaart".into(), name: "Appel<taart".into() }]
    }

    #[test]
    fn a_shortcode_becomes_a_picture_in_text_only() {
        let html = r#"<p title=":appeltaart:">10:30 :appeltaart: and :unknown:</p>"#;
        let shown = with_emblems(html, &appeltaart());
        assert!(shown.starts_with(r#"<p title=":appeltaart:">10:30 <img class="emblem emblem--in""#), "{shown}");
        assert!(shown.ends_with(" and :unknown:</p>"), "{shown}");
        assert!(shown.contains("Appel&lt;taart"), "{shown}");
    }

    #[test]
    fn a_long_text_is_cut_at_a_word() {
        assert_eq!(start_of("one two\nthree", 20), "one two three");
        assert_eq!(start_of("one two, three", 9), "one two …");
    }

    #[test]
    fn english_has_two_articles_and_danish_none() {
        assert_eq!(a_currency(Lang::En, "gift-a-low", "Appeltaart"), "an Appeltaart");
        assert_eq!(a_currency(Lang::En, "gift-a-low", "Paalsteek"), "a Paalsteek");
        assert_eq!(a_currency(Lang::Nl, "gift-a-low", "Appeltaart"), "een Appeltaart");
        assert_eq!(a_currency(Lang::Da, "gift-a-low", "Applaus"), "Applaus");
    }
}
