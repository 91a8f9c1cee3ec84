//! Hashtags: how they are written and how much they were used lately.

mod rows;

use crate::{Result, TagId, Tx, Viewer};

/// Days of history, today first.
pub const HISTORY_DAYS: i64 = 7;

/// A hashtag as anybody sees it.
#[derive(Clone, Debug)]
pub struct TagView {
    /// None: nobody used it yet.
    pub id: Option<TagId>,
    /// Folded, as it is compared.
    pub name: String,
    /// As it was written first.
    pub shown: String,
    /// (begin of the day in seconds since 1970, public posts, people), today first.
    pub history: Vec<(i64, i64, i64)>,
}

/// A hashtag by name, also one that nobody used yet.
pub fn view(tx: &Tx, name: &str) -> Result<TagView> {
    let folded = soulava_text::fold(name.trim_start_matches('#'));
    match views(tx, std::slice::from_ref(&folded))?.pop() {
        Some(view) => Ok(view),
        None => Ok(TagView {
            id: None,
            shown: name.trim_start_matches('#').to_owned(),
            name: folded,
            history: history(tx, &[]),
        }),
    }
}

/// Hashtags by folded name, in the order asked for; unknown ones are left out.
pub fn views(tx: &Tx, names: &[String]) -> Result<Vec<TagView>> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let found = rows::by_names(tx, names)?;
    let ids: Vec<i64> = found.iter().map(|(id, ..)| id.0).collect();
    let since = (tx.now() / 86_400_000 - HISTORY_DAYS + 1) * 86_400_000;
    let uses = rows::uses(tx, &ids, since)?;
    let view = |name: &String| {
        let (id, name, shown) = found.iter().find(|(_, found, _)| found == name)?;
        let days: Vec<(i64, i64, i64)> =
            uses.iter().filter(|(tag, ..)| tag == id).map(|(_, day, posts, people)| (*day, *posts, *people)).collect();
        Some(TagView { id: Some(*id), name: name.clone(), shown: shown.clone(), history: history(tx, &days) })
    };
    Ok(names.iter().filter_map(view).collect())
}

/// Hashtags that begin so, most used lately first.
pub fn beginning_with(tx: &Tx, _viewer: &Viewer, prefix: &str, limit: u32, offset: u32) -> Result<Vec<TagView>> {
    let folded = soulava_text::fold(prefix.trim_start_matches('#'));
    if folded.is_empty() {
        return Ok(Vec::new());
    }
    let names = rows::beginning_with(tx, &folded, limit.min(80), offset.min(1_000))?;
    views(tx, &names)
}

fn history(tx: &Tx, uses: &[(i64, i64, i64)]) -> Vec<(i64, i64, i64)> {
    let today = tx.now() / 86_400_000;
    let day = |back: i64| {
        let day = today - back;
        let (_, posts, people) = uses.iter().find(|(used, ..)| *used == day).copied().unwrap_or((day, 0, 0));
        (day * 86_400, posts, people)
    };
    (0..HISTORY_DAYS).map(day).collect()
}
