//! The SQL of pictures.

use soulava_store::{args, record, sql};

use super::NewMedia;
use crate::{AccountId, MediaId, PostId, Result, Tx};

record! {
    /// A picture as it is shown.
    pub struct MediaRow {
        pub id: MediaId,
        pub file: String,
        pub preview_file: String,
        pub width: i64,
        pub height: i64,
        pub preview_width: i64,
        pub preview_height: i64,
        pub description: String,
        pub focus_x: f64,
        pub focus_y: f64,
        pub blurhash: String,
    }
}

record! {
    /// A picture of a post.
    pub struct PostMediaRow {
        pub post: i64,
        pub id: MediaId,
        pub file: String,
        pub preview_file: String,
        pub width: i64,
        pub height: i64,
        pub preview_width: i64,
        pub preview_height: i64,
        pub description: String,
        pub focus_x: f64,
        pub focus_y: f64,
        pub blurhash: String,
    }
}

impl PostMediaRow {
    /// Without the post.
    pub fn media(self) -> MediaRow {
        let Self {
            post: _,
            id,
            file,
            preview_file,
            width,
            height,
            preview_width,
            preview_height,
            description,
            focus_x,
            focus_y,
            blurhash,
        } = self;
        MediaRow {
            id,
            file,
            preview_file,
            width,
            height,
            preview_width,
            preview_height,
            description,
            focus_x,
            focus_y,
            blurhash,
        }
    }
}

/// Stores the row of a picture.
pub fn insert(
    tx: &Tx,
    id: MediaId,
    account: AccountId,
    media: &NewMedia,
    description: &str,
    focus: (f64, f64),
) -> Result<()> {
    tx.run(
        sql!("INSERT INTO media (id, account_id, purpose, file, preview_file, mime, width, height, preview_width, preview_height, \
              size_bytes, blurhash, description, focus_x, focus_y, created_at) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"),
        args![
            id,
            account,
            media.purpose.as_str(),
            media.file,
            media.preview_file,
            media.mime,
            media.width,
            media.height,
            media.preview_width,
            media.preview_height,
            media.size_bytes,
            media.blurhash,
            description,
            focus.0,
            focus.1,
            tx.now()
        ],
    )?;
    Ok(())
}

/// How much an account keeps, in bytes.
pub fn bytes_of(tx: &Tx, account: AccountId) -> Result<i64> {
    Ok(tx.one(
        sql!("SELECT CAST(COALESCE(SUM(size_bytes), 0) AS BIGINT) FROM media WHERE account_id = $1"),
        args![account],
    )?)
}

/// New words and focus.
pub fn update(tx: &Tx, id: MediaId, description: &str, focus: (f64, f64)) -> Result<()> {
    tx.run(
        sql!("UPDATE media SET description = $2, focus_x = $3, focus_y = $4 WHERE id = $1"),
        args![id, description, focus.0, focus.1],
    )?;
    Ok(())
}

/// The post that has it.
pub fn post_of(tx: &Tx, id: MediaId) -> Result<Option<PostId>> {
    Ok(tx.opt(sql!("SELECT post_id FROM media WHERE id = $1 AND post_id IS NOT NULL"), args![id])?)
}

/// A picture of one of these two.
pub fn own(tx: &Tx, id: MediaId, account: AccountId, person: AccountId) -> Result<Option<MediaRow>> {
    Ok(tx.opt(
        sql!("SELECT id, file, preview_file, width, height, preview_width, preview_height, description, focus_x, focus_y, blurhash \
              FROM media WHERE id = $1 AND account_id IN ($2, $3)"),
        args![id, account, person],
    )?)
}

/// Takes the row away when no post has it.
pub fn delete_free(tx: &Tx, id: MediaId) -> Result<u64> {
    Ok(tx.run(sql!("DELETE FROM media WHERE id = $1 AND post_id IS NULL"), args![id])?)
}

/// Pictures by id.
pub fn by_ids(tx: &Tx, ids: &[i64]) -> Result<Vec<MediaRow>> {
    Ok(tx.all(
        sql!("SELECT id, file, preview_file, width, height, preview_width, preview_height, description, focus_x, focus_y, blurhash \
              FROM media WHERE id = ANY($1) ORDER BY id LIMIT 500"),
        args![ids],
    )?)
}

/// The pictures of posts.
pub fn of_posts(tx: &Tx, posts: &[i64]) -> Result<Vec<PostMediaRow>> {
    Ok(tx.all(
        sql!("SELECT post_id, id, file, preview_file, width, height, preview_width, preview_height, description, focus_x, focus_y, blurhash \
              FROM media WHERE post_id = ANY($1) ORDER BY post_id, position, id LIMIT 2500"),
        args![posts],
    )?)
}

/// Pictures of posts that nobody took.
pub fn forgotten(tx: &Tx, before: i64, limit: u32) -> Result<Vec<(MediaId, String, String)>> {
    Ok(tx.all(
        sql!("SELECT id, file, preview_file FROM media \
              WHERE post_id IS NULL AND purpose = 'attachment' AND created_at < $1 ORDER BY post_id, position, id LIMIT $2"),
        args![before, i64::from(limit.min(500))],
    )?)
}

/// Removes rows that no post took.
pub fn delete_forgotten(tx: &Tx, ids: &[i64]) -> Result<()> {
    tx.run(sql!("DELETE FROM media WHERE id = ANY($1) AND post_id IS NULL"), args![ids])?;
    Ok(())
}

/// Those of the files that some row names.
pub fn named_files(tx: &Tx, files: &[String]) -> Result<Vec<String>> {
    Ok(tx.all(
        sql!("SELECT file FROM media WHERE file = ANY($1) UNION SELECT preview_file FROM media WHERE preview_file = ANY($1) LIMIT 500"),
        args![files],
    )?)
}
