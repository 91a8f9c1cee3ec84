//! Pictures: whose they are, where their bytes are kept, and what they show in words.

mod rows;

use crate::jobs::{self, Job};
use crate::posts::MediaView;
use crate::{MediaId, Member, PostId, Refusal, Result, Tx};

/// A description: Unicode scalar values.
pub const DESCRIPTION_MAX: usize = 1_500;
/// Bytes one account may keep: 2 GiB.
pub const ACCOUNT_BYTES_MAX: i64 = 2 << 30;

/// What a picture is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// In a post.
    Attachment,
    /// Somebody's portrait.
    Avatar,
    /// Behind somebody's portrait.
    Header,
    /// A currency's emblem.
    Emblem,
}

impl Purpose {
    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Attachment => "attachment",
            Self::Avatar => "avatar",
            Self::Header => "header",
            Self::Emblem => "emblem",
        }
    }
}

/// A picture whose bytes are stored and synced; its row comes after them.
#[derive(Clone, Debug)]
pub struct NewMedia {
    /// What it is for.
    pub purpose: Purpose,
    /// SHA-256 of the bytes, hexadecimal, with its extension.
    pub file: String,
    /// The small one.
    pub preview_file: String,
    /// `image/webp` and the like.
    pub mime: String,
    /// Pixels.
    pub width: i64,
    /// Pixels.
    pub height: i64,
    /// Pixels.
    pub preview_width: i64,
    /// Pixels.
    pub preview_height: i64,
    /// Of both files.
    pub size_bytes: i64,
    /// <https://blurha.sh>.
    pub blurhash: String,
    /// In words; empty: not described yet.
    pub description: String,
    /// −1 to 1.
    pub focus: (f64, f64),
}

/// Keeps a picture in the member's name; nobody else sees it until a post or profile takes it.
pub fn add(tx: &Tx, member: &Member, media: &NewMedia) -> Result<MediaId> {
    let description = described(&media.description)?;
    if rows::bytes_of(tx, member.account)? + media.size_bytes > ACCOUNT_BYTES_MAX {
        return Err(Refusal::invalid("file", "is too much: there is no room for more pictures of yours"));
    }
    let id = MediaId(tx.next_id());
    rows::insert(tx, id, member.account, media, &description, (bounded(media.focus.0), bounded(media.focus.1)))?;
    Ok(id)
}

/// Says what a picture of the member's shows, or where to look first. None leaves as it is.
pub fn update(
    tx: &Tx,
    member: &Member,
    id: MediaId,
    description: Option<&str>,
    focus: Option<(f64, f64)>,
) -> Result<MediaView> {
    let before = own(tx, member, id)?;
    let description = match description {
        Some(description) => described(description)?,
        None => before.description.clone(),
    };
    let focus = focus.map_or(before.focus, |(x, y)| (bounded(x), bounded(y)));
    rows::update(tx, id, &description, focus)?;
    if let Some(post) = rows::post_of(tx, id)? {
        tx.announce(crate::Notice::PostEdited(post));
    }
    Ok(MediaView { description, focus, ..before })
}

/// A picture of the member's own; anybody else's is not there.
pub fn own(tx: &Tx, member: &Member, id: MediaId) -> Result<MediaView> {
    rows::own(tx, id, member.account, member.person)?.map(Into::into).ok_or_else(Refusal::not_found)
}

/// Takes a picture of the member's away, unless a post has it.
pub fn delete(tx: &Tx, member: &Member, id: MediaId) -> Result<()> {
    let picture = own(tx, member, id)?;
    match rows::delete_free(tx, id)? {
        0 => Err(Refusal::invalid("id", "is in a post")),
        _ => jobs::add(tx, &Job::DeleteMedia { files: vec![picture.file, picture.preview_file] }).map(|_| ()),
    }
}

/// Pictures by id, in the order asked for; missing ones are left out.
pub fn views(tx: &Tx, ids: &[MediaId]) -> Result<Vec<MediaView>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found: Vec<MediaView> =
        rows::by_ids(tx, &crate::id::numbers(ids, |id| id.0))?.into_iter().map(Into::into).collect();
    Ok(ids.iter().filter_map(|id| found.iter().find(|media| media.id == *id).cloned()).collect())
}

/// The pictures of posts, each post's in order.
pub fn of_posts(tx: &Tx, posts: &[i64]) -> Result<Vec<(PostId, MediaView)>> {
    Ok(rows::of_posts(tx, posts)?.into_iter().map(|row| (PostId(row.post), MediaView::from(row.media()))).collect())
}

/// Up to `limit` pictures that nobody took within a day; a job removes them and their bytes.
pub fn forgotten(tx: &Tx, limit: u32) -> Result<Vec<(MediaId, String, String)>> {
    rows::forgotten(tx, tx.now() - 86_400_000, limit)
}

/// Lets go of pictures that nobody took within a day, and has a job remove their bytes. Says whether there is more.
pub fn sweep(tx: &Tx) -> Result<bool> {
    const SLICE: u32 = 100;
    let forgotten = forgotten(tx, SLICE)?;
    if forgotten.is_empty() {
        return Ok(false);
    }
    rows::delete_forgotten(tx, &forgotten.iter().map(|(id, ..)| id.0).collect::<Vec<_>>())?;
    let files = forgotten.iter().flat_map(|(_, file, preview)| [file.clone(), preview.clone()]).collect();
    jobs::add(tx, &Job::DeleteMedia { files })?;
    Ok(forgotten.len() == SLICE as usize)
}

/// Those of the files that no row names any more.
pub fn unused(tx: &Tx, files: &[String]) -> Result<Vec<String>> {
    let named = rows::named_files(tx, files)?;
    Ok(files.iter().filter(|file| !named.contains(file)).cloned().collect())
}

fn described(description: &str) -> Result<String> {
    let description = description.trim();
    if description.contains('\0') || description.chars().count() > DESCRIPTION_MAX {
        return Err(Refusal::invalid_as(
            "description",
            "ERR_TOO_LONG",
            format!("is too long (maximum is {DESCRIPTION_MAX} characters)"),
        ));
    }
    Ok(description.to_owned())
}

fn bounded(number: f64) -> f64 {
    if number.is_finite() { number.clamp(-1.0, 1.0) } else { 0.0 }
}

impl From<rows::MediaRow> for MediaView {
    fn from(row: rows::MediaRow) -> Self {
        Self {
            id: row.id,
            file: row.file,
            preview_file: row.preview_file,
            width: row.width,
            height: row.height,
            preview_width: row.preview_width,
            preview_height: row.preview_height,
            description: row.description,
            focus: (row.focus_x, row.focus_y),
            blurhash: row.blurhash,
        }
    }
}
