//! Changing a post, and how it was before.

use super::rows;
use super::{MediaView, Post, compose, view};
use crate::event::Event;
use crate::{MediaId, Member, PostId, Refusal, Result, Tx, Viewer, effects, media};

/// Earlier versions that are kept; then a post can be changed no more.
const EDITS_MAX: i64 = 100;

/// The new words of a post, whole.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// As written.
    pub text: String,
    /// Empty: no content warning.
    pub spoiler: String,
    /// Pictures are hidden until asked for.
    pub sensitive: bool,
    /// None: stays as it is.
    pub language: Option<String>,
    /// None: the pictures stay as they are.
    pub media: Option<Vec<MediaId>>,
    /// New descriptions and focal points of pictures of this post.
    pub media_changes: Vec<MediaChange>,
    /// This square's host name; see [`super::Draft::host`].
    pub host: String,
}

/// A new description or focal point of a picture.
#[derive(Clone, Debug)]
pub struct MediaChange {
    /// Which.
    pub id: MediaId,
    /// None: stays.
    pub description: Option<String>,
    /// −1 to 1; none: stays.
    pub focus: Option<(f64, f64)>,
}

/// One version of a post.
#[derive(Clone, Debug)]
pub struct Version {
    /// The content warning then.
    pub spoiler: String,
    /// Whether pictures were hidden.
    pub sensitive: bool,
    /// As written.
    pub text: String,
    /// Safe HTML.
    pub html: String,
    /// Pictures then, as far as they still exist, with their descriptions of then.
    pub media: Vec<MediaView>,
    /// When this version appeared, in milliseconds since 1970.
    pub at: i64,
}

/// Changes a post of the member's own. The earlier version is kept; a change that changes nothing keeps none.
pub fn edit(tx: &Tx, member: &Member, id: PostId, change: &Change) -> Result<()> {
    let before = own(tx, member, id)?;
    if before.boost_of.is_some() {
        return Err(Refusal::not_found());
    }
    let pictures = media::of_posts(tx, &[id.0])?.into_iter().map(|(_, picture)| picture).collect::<Vec<_>>();
    let kept: Vec<MediaId> = match &change.media {
        Some(media) => media.clone(),
        None => pictures.iter().map(|picture| picture.id).collect(),
    };
    let words = compose::words(tx, &change.text, &change.spoiler, &change.host, !kept.is_empty())?;
    let language = match &change.language {
        Some(language) => compose::check_language(language)?,
        None => before.language.clone(),
    };
    if rows::edit_count(tx, id)? >= EDITS_MAX {
        return Err(Refusal::invalid("text", "was changed too often to be changed again"));
    }

    let mut row = rows::load(tx, id)?.ok_or_else(Refusal::not_found)?;
    let was: Vec<Was> =
        pictures.iter().map(|picture| Was { id: picture.id.0, description: picture.description.clone() }).collect();
    let was = serde_json::to_string(&was).expect("numbers and texts make JSON");
    let same_media = kept.len() == pictures.len() && kept.iter().zip(&pictures).all(|(id, picture)| *id == picture.id);
    let sensitive = change.sensitive || !words.spoiler.is_empty();
    let same = same_media
        && change.media_changes.is_empty()
        && (words.text == row.text
            && words.spoiler == row.spoiler
            && sensitive == row.sensitive
            && language == row.language);
    if same {
        return Ok(());
    }
    rows::insert_edit(tx, &row, &was)?;
    (row.text, row.html, row.spoiler) = (words.text.clone(), words.html.clone(), words.spoiler.clone());
    (row.sensitive, row.language, row.edited_at) = (sensitive, language, Some(tx.now()));
    rows::update(tx, &row)?;
    rows::delete_mentions(tx, id)?;
    rows::delete_tags(tx, id)?;
    compose::store_found(tx, id, &words)?;
    if !same_media {
        rows::free_media_of(tx, id)?;
        compose::take_media(tx, member, &kept, id)?;
    }
    for picture in change.media_changes.iter().take(super::PICTURES_MAX).filter(|picture| kept.contains(&picture.id)) {
        media::update(tx, member, picture.id, picture.description.as_deref(), picture.focus)?;
    }
    row.version += 1;
    let after = row.into_post(words.mentions);
    effects::record(tx, Event::PostEdited { before: &before, after: &after })
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Was {
    id: i64,
    description: String,
}

/// All versions of a post the viewer may read, oldest first, the present one last.
pub fn history(tx: &Tx, viewer: &Viewer, id: PostId) -> Result<Vec<Version>> {
    let now = view::view(tx, viewer, id)?;
    let edits = rows::edits(tx, now.post.id)?;
    let was: Vec<Vec<Was>> = edits.iter().map(|edit| serde_json::from_str(&edit.media).unwrap_or_default()).collect();
    let ids: Vec<MediaId> = was.iter().flatten().map(|picture| MediaId(picture.id)).collect();
    let pictures = media::views(tx, &ids)?;
    let then = |was: Vec<Was>| {
        let find = |was: Was| {
            let picture = pictures.iter().find(|picture| picture.id.0 == was.id)?;
            Some(MediaView { description: was.description, ..picture.clone() })
        };
        was.into_iter().filter_map(find).collect()
    };
    let mut versions: Vec<Version> = edits
        .into_iter()
        .zip(was)
        .map(|(edit, was)| Version {
            spoiler: edit.spoiler,
            sensitive: edit.sensitive,
            text: edit.text,
            html: edit.html,
            media: then(was),
            at: edit.at,
        })
        .collect();
    versions.push(Version {
        spoiler: now.post.spoiler,
        sensitive: now.post.sensitive,
        text: now.post.text,
        html: now.post.html,
        media: now.media,
        at: now.post.edited_at.unwrap_or(now.post.created_at),
    });
    Ok(versions)
}

/// A post in the member's own name; anything else is not there.
pub(super) fn own(tx: &Tx, member: &Member, id: PostId) -> Result<Post> {
    let post = view::load(tx, id)?;
    if post.account == member.account { Ok(post) } else { Err(Refusal::not_found()) }
}
