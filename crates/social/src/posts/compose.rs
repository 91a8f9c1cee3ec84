//! What may be said: the limits of a text, and the people and hashtags found in it.

use soulava_text as text;

use super::rows;
use crate::id::numbers;
use crate::{AccountId, MediaId, Member, PostId, Refusal, Result, Tx};

/// Text and content warning together, in Unicode scalar values, links and mentions counted as Mastodon counts them.
pub const CHARACTERS_MAX: usize = 5_000;
/// What a link counts, however long it is.
pub const CHARACTERS_PER_LINK: usize = 23;
/// Pictures of one post.
pub const PICTURES_MAX: usize = 4;
/// A text longer than this is not even parsed: bytes.
const BYTES_MAX: usize = 200_000;
/// A language tag: bytes.
const LANGUAGE_BYTES_MAX: usize = 35;

/// A checked text with what was found in it.
pub(super) struct Words {
    pub text: String,
    pub html: String,
    pub spoiler: String,
    pub mentions: Vec<AccountId>,
    pub tags: Vec<text::Tag>,
}

/// Checks the words of a post and finds the people and hashtags in them.
///
/// Addresses in the HTML are relative to the square; doors that need whole ones put the origin before them.
pub(super) fn words(tx: &Tx, written: &str, spoiler: &str, host: &str, has_media: bool) -> Result<Words> {
    if written.len() + spoiler.len() > BYTES_MAX {
        return Err(too_long());
    }
    if written.contains('\0') || spoiler.contains('\0') {
        return Err(Refusal::invalid("text", "contains a character that cannot be kept"));
    }
    let spoiler = spoiler.trim().to_owned();
    let parsed = text::parse(written);
    if parsed.text().is_empty() && spoiler.is_empty() && !has_media {
        return Err(Refusal::invalid_as("text", "ERR_BLANK", "can't be blank"));
    }
    if text::length(parsed.text()) + spoiler.chars().count() > CHARACTERS_MAX {
        return Err(too_long());
    }
    let here =
        |mention: &text::Mention| mention.domain.as_deref().is_none_or(|domain| domain.eq_ignore_ascii_case(host));
    let named: Vec<String> =
        parsed.mentions().into_iter().filter(|mention| here(mention)).map(|mention| mention.username).collect();
    let known = if named.is_empty() { Vec::new() } else { rows::accounts_named(tx, &named)? };
    let find = |mention: &text::Mention| known.iter().find(|(folded, ..)| here(mention) && *folded == mention.username);
    let html = parsed
        .html(|mention| find(mention).map(|(_, _, username)| format!("/@{username}")), |tag| format!("/tags/{tag}"));
    let mut mentions = Vec::new();
    for (_, id, _) in parsed.mentions().iter().filter_map(find) {
        if !mentions.contains(id) {
            mentions.push(*id);
        }
    }
    Ok(Words { text: parsed.text().to_owned(), html, spoiler, mentions, tags: parsed.tags() })
}

/// Stores who is named in a post and its hashtags.
pub(super) fn store_found(tx: &Tx, id: PostId, words: &Words) -> Result<()> {
    if !words.mentions.is_empty() {
        rows::insert_mentions(tx, id, &numbers(&words.mentions, |account| account.0))?;
    }
    if words.tags.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = words.tags.iter().map(|tag| tag.name.as_str()).collect();
    let known = rows::tags_known(tx, &names)?;
    let fresh: Vec<&text::Tag> = words.tags.iter().filter(|tag| !known.contains(&tag.name)).collect();
    if !fresh.is_empty() {
        let ids: Vec<i64> = fresh.iter().map(|_| tx.next_id()).collect();
        let names: Vec<&str> = fresh.iter().map(|tag| tag.name.as_str()).collect();
        let shown: Vec<&str> = fresh.iter().map(|tag| tag.shown.as_str()).collect();
        rows::insert_tags(tx, &ids, &names, &shown)?;
    }
    rows::tag(tx, id, &names)
}

/// Hangs pictures on a post: the member's own, on nothing else, in this order, at most [`PICTURES_MAX`].
pub(super) fn take_media(tx: &Tx, member: &Member, media: &[MediaId], post: PostId) -> Result<()> {
    if media.len() > PICTURES_MAX {
        return Err(Refusal::invalid("media_ids", "are too many: a post takes four pictures"));
    }
    if media.is_empty() {
        return Ok(());
    }
    let ids = numbers(media, |id| id.0);
    let free = rows::free_media(tx, &ids, member.account, member.person, post)?;
    let twice = media.iter().enumerate().any(|(at, id)| media[..at].contains(id));
    if twice || free.len() != media.len() {
        return Err(Refusal::invalid("media_ids", "are not there, or already in another post"));
    }
    rows::take_media(tx, &ids, post)
}

/// A language tag as BCP 47 forms it; `zxx` and the like pass, words and nonsense do not. Empty is no language.
pub fn check_language(language: &str) -> Result<String> {
    let mut parts = language.split(['-', '_']);
    let first = parts.next().unwrap_or_default();
    let alphanumeric =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let well_formed = language.len() <= LANGUAGE_BYTES_MAX
        && (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(alphanumeric);
    match language {
        "" => Ok(String::new()),
        _ if well_formed => Ok(language.replace('_', "-").replacen(first, &first.to_ascii_lowercase(), 1)),
        _ => Err(Refusal::invalid("language", "is not a language tag such as en, nl or da")),
    }
}

fn too_long() -> crate::Error {
    Refusal::invalid_as("text", "ERR_TOO_LONG", format!("character limit of {CHARACTERS_MAX} exceeded"))
}
