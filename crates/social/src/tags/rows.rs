//! The SQL of hashtags.

use soulava_store::{args, sql};

use crate::{Result, TagId, Tx};

/// (tag, folded, as first written) by folded name.
pub fn by_names(tx: &Tx, names: &[String]) -> Result<Vec<(TagId, String, String)>> {
    Ok(tx.all(sql!("SELECT id, name, shown FROM tags WHERE name = ANY($1) ORDER BY id LIMIT 200"), args![names])?)
}

/// (tag, day, public posts, people) since a moment in milliseconds.
pub fn uses(tx: &Tx, tags: &[i64], since: i64) -> Result<Vec<(TagId, i64, i64, i64)>> {
    Ok(tx.all(
        sql!("SELECT x.tag_id, p.created_at / 86400000, COUNT(*), COUNT(DISTINCT p.account_id) \
              FROM post_tags x JOIN posts p ON p.id = x.post_id \
              WHERE x.tag_id = ANY($1) AND p.visibility = 'public' AND p.created_at >= $2 AND p.id >= $2 * 65536 AND x.post_id >= $2 * 65536 \
              GROUP BY x.tag_id, p.created_at / 86400000 ORDER BY 1, 2 LIMIT 1400"),
        args![tags, since],
    )?)
}

/// Folded names that begin so, of hashtags with a public post, shortest first.
pub fn beginning_with(tx: &Tx, prefix: &str, limit: u32, offset: u32) -> Result<Vec<String>> {
    let end = format!("{prefix}\u{10FFFF}");
    Ok(tx.all(
        sql!("SELECT t.name FROM tags t WHERE t.name >= $1 AND t.name < $2 \
              AND EXISTS (SELECT 1 FROM post_tags x JOIN posts p ON p.id = x.post_id WHERE x.tag_id = t.id AND p.visibility = 'public') \
              ORDER BY LENGTH(t.name), t.name, t.id LIMIT $3 OFFSET $4"),
        args![prefix, end, i64::from(limit), i64::from(offset)],
    )?)
}
