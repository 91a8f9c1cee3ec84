//! Publishing a post.

use super::compose;
use super::rows::{self, PostRow};
use super::{Origin, PostKind, Visibility, view};
use crate::event::Event;
use crate::{AppId, MediaId, Member, PostId, Refusal, Result, Tx, Viewer, effects};

/// A post as somebody wrote it.
#[derive(Clone, Debug)]
pub struct Draft {
    /// As written; may be empty when there are pictures.
    pub text: String,
    /// Shown instead of the text until asked for; empty: none.
    pub spoiler: String,
    /// Pictures are hidden until asked for; a content warning does this too.
    pub sensitive: bool,
    /// Who may read it.
    pub visibility: Visibility,
    /// BCP 47; none or empty: not said.
    pub language: Option<String>,
    /// The post it answers.
    pub reply_to: Option<PostId>,
    /// Uploaded before by the same member, in order, at most four.
    pub media: Vec<MediaId>,
    /// What it is.
    pub kind: PostKind,
    /// The app it came through.
    pub app: Option<AppId>,
    /// One key, one post.
    pub idempotency: Option<Key>,
    /// How it came.
    pub origin: Origin,
    /// This square's host name, so that `@anna@square.example` is Anna here; empty: only `@anna` is.
    pub host: String,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            text: String::new(),
            spoiler: String::new(),
            sensitive: false,
            visibility: Visibility::Public,
            language: None,
            reply_to: None,
            media: Vec::new(),
            kind: PostKind::Note,
            app: None,
            idempotency: None,
            origin: Origin::Written,
            host: String::new(),
        }
    }
}

impl Draft {
    /// A public note.
    pub fn public(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// An `Idempotency-Key` with what came with it.
#[derive(Clone, Debug)]
pub struct Key {
    /// As the client sent it; at most 255 bytes count.
    pub key: String,
    /// SHA-256 of the request body.
    pub body_hash: [u8; 32],
}

/// Publishes a post in the member's name, at once true for everybody who may read it.
///
/// Refuses an empty or too long text, pictures that are not the member's, an answer to a post the member cannot
/// read (as if it were not there), and a key that was used with another body. The same key with the same body
/// within a day gives the same post again.
pub fn publish(tx: &Tx, member: &Member, draft: &Draft) -> Result<PostId> {
    if let Some(id) = earlier(tx, member, draft)? {
        return Ok(id);
    }
    let language = compose::check_language(draft.language.as_deref().unwrap_or_default())?;
    let answered = match draft.reply_to {
        Some(id) => Some(view::readable(tx, &Viewer::from(member), id)?),
        None => None,
    };
    let words = compose::words(tx, &draft.text, &draft.spoiler, &draft.host, !draft.media.is_empty())?;

    let id = PostId(tx.next_id());
    let row = PostRow {
        id,
        account: member.account,
        keeper: member.keeper(),
        boost_of: None,
        origin: draft.origin.as_str().to_owned(),
        kind: draft.kind.as_str().to_owned(),
        visibility: draft.visibility.as_str().to_owned(),
        reply_to: answered.as_ref().map(|post| post.id),
        reply_to_account: answered.as_ref().map(|post| post.account),
        thread: answered.as_ref().map_or(id, |post| post.thread),
        sensitive: draft.sensitive || !words.spoiler.is_empty(),
        spoiler: words.spoiler.clone(),
        text: words.text.clone(),
        html: words.html.clone(),
        language,
        app: draft.app,
        created_at: tx.now(),
        edited_at: None,
        version: 0,
    };
    rows::insert(tx, &row)?;
    rows::insert_counters(tx, id)?;
    compose::take_media(tx, member, &draft.media, id)?;
    compose::store_found(tx, id, &words)?;
    if draft.visibility != Visibility::Direct {
        rows::count_post(tx, member.account, 1, Some(tx.now()))?;
    }
    if let (Some(answered), true) = (&answered, draft.visibility.is_open()) {
        rows::count_reply(tx, answered.id, 1)?;
    }
    if let Some(key) = &draft.idempotency {
        rows::insert_key(tx, member.account, short(&key.key), &key.body_hash, id)?;
    }
    let post = row.into_post(words.mentions);
    effects::record(tx, Event::PostPublished(&post))?;
    Ok(id)
}

fn earlier(tx: &Tx, member: &Member, draft: &Draft) -> Result<Option<PostId>> {
    let Some(key) = &draft.idempotency else { return Ok(None) };
    match rows::key(tx, member.account, short(&key.key))? {
        Some((hash, id)) if hash == key.body_hash => Ok(Some(id)),
        Some(_) => Err(Refusal::KeyReused.into()),
        None => Ok(None),
    }
}

fn short(key: &str) -> &str {
    let mut end = key.len().min(255);
    while !key.is_char_boundary(end) {
        end -= 1;
    }
    &key[..end]
}

/// How somebody's posts are when they do not say.
#[derive(Clone, Debug)]
pub struct Defaults {
    /// Who may read them.
    pub visibility: Visibility,
    /// Pictures are hidden until asked for.
    pub sensitive: bool,
    /// BCP 47, or empty.
    pub language: String,
}

/// How the member's posts are when they do not say; a stall's are its keeper's.
pub fn defaults(tx: &Tx, member: &Member) -> Result<Defaults> {
    let (visibility, sensitive, language) = rows::defaults(tx, member.person)?.unwrap_or_default();
    Ok(Defaults { visibility: Visibility::parse(&visibility).unwrap_or(Visibility::Public), sensitive, language })
}
