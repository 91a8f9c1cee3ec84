//! Finding people, hashtags and posts. Heavy: run it with `read_heavy`.
//!
//! Names are found by prefix in an index. Display names and post texts are folded here, within limits, so that both
//! databases answer the same and `Søren` is found as `soren`.

mod rows;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::{AccountId, Member, PostId, Result, Tx, Viewer};

/// A query: Unicode scalar values; more is not read.
const QUERY_MAX: usize = 200;
/// Accounts whose display name is looked at.
const PEOPLE_MAX: i64 = 20_000;
/// Posts whose text is looked at, newest first.
const POSTS_MAX: i64 = 20_000;

/// People and stalls by name: the exact name first, then names that begin so, then display names with every word.
///
/// `@anna` alone means the name and nothing else.
pub fn people(
    tx: &Tx,
    viewer: &Viewer,
    query: &str,
    host: &str,
    limit: u32,
    offset: u32,
    only_followed: bool,
) -> Result<Vec<AccountId>> {
    let query: String = query.trim().chars().take(QUERY_MAX).collect();
    let named = query.starts_with('@');
    let bare = query.trim_start_matches('@');
    let (name, domain) = bare.split_once('@').unwrap_or((bare, ""));
    if !domain.is_empty() && !domain.eq_ignore_ascii_case(host) {
        return Ok(Vec::new());
    }
    let name = name.to_lowercase();
    let words = words(bare);
    if name.is_empty() || name.contains('\0') {
        return Ok(Vec::new());
    }
    let wanted = (limit + offset).min(1_000) as usize;
    let mut found = rows::named(tx, viewer.number(), &name, only_followed)?;
    let exact = named && !found.is_empty();
    if !exact && domain.is_empty() {
        found.extend(rows::beginning_with(tx, viewer.number(), &name, wanted as i64, only_followed)?);
        if found.len() < wanted + 1 && !named && !words.is_empty() {
            let shown = rows::display_names(tx, viewer.number(), only_followed, PEOPLE_MAX)?;
            found.extend(shown.into_iter().filter(|(_, shown)| matches(&words, shown)).map(|(id, _)| id));
        }
    }
    let mut once: Vec<AccountId> = Vec::with_capacity(wanted.min(found.len()));
    for id in found {
        if once.len() < wanted && !once.contains(&id) {
            once.push(id);
        }
    }
    Ok(once.into_iter().skip(offset as usize).take(limit as usize).collect())
}

/// The member's own posts and everybody's public ones that hold every word, newest first, looking back a limited way.
pub fn posts(
    tx: &Tx,
    member: &Member,
    query: &str,
    from: Option<AccountId>,
    page: crate::Page,
    offset: u32,
) -> Result<Vec<PostId>> {
    let query: String = query.trim().chars().take(QUERY_MAX).collect();
    let words = words(&query);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let texts = rows::texts(tx, member.account, from.map_or(0, |id| id.0), page.below(), page.above(), POSTS_MAX)?;
    let found =
        texts.into_iter().filter(|(_, spoiler, text)| matches(&words, &format!("{spoiler} {text}"))).map(|(id, ..)| id);
    Ok(found.skip(offset as usize).take(page.limit as usize).collect())
}

fn words(query: &str) -> Vec<String> {
    plain(query).split_whitespace().map(str::to_owned).take(10).collect()
}

/// Every wanted word begins a word of the text.
fn matches(wanted: &[String], text: &str) -> bool {
    let text = plain(text);
    wanted.iter().all(|want| {
        text.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(want.as_str()))
            || contains_whole(&text, want)
    })
}

/// For wanted words that hold signs themselves, such as a link or `c++`.
fn contains_whole(text: &str, want: &str) -> bool {
    want.chars().any(|c| !c.is_alphanumeric()) && text.contains(want)
}

/// Lower case, without accents; ø, æ and ß as people type them without.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ø' => out.push('o'),
            'æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_without_their_accents() {
        assert!(matches(&words("soren"), "Søren Kjær"));
        assert!(matches(&words("kjaer SØREN"), "Søren Kjær"));
        assert!(!matches(&words("ren"), "Søren"));
        assert!(matches(&words("https://a.example/x"), "see https://a.example/x now"));
    }
}
