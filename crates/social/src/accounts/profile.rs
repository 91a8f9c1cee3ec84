//! What an account says of itself.

use super::{Field, check_display_name, fold_name, one_line, rows, view};
use crate::{MediaId, Member, Notice, Refusal, Result, Tx, stalls};

/// The longest text about oneself, in characters.
pub const NOTE_CHARS_MAX: usize = 500;
/// Most lines of a profile.
pub const FIELDS_MAX: usize = 4;
/// The longest name or value of a line, in characters.
pub const FIELD_CHARS_MAX: usize = 255;

/// The hues of a stall's awning; empty is sea.
pub const AWNINGS: &[&str] = &["", "shell", "sun", "plum", "moss"];

/// What changes; `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct ProfileChange {
    /// Empty: the username is shown.
    pub display_name: Option<String>,
    /// Plain text; links, mentions and hashtags are found in it.
    pub note: Option<String>,
    /// All lines anew: names and values as written; empty ones are left out.
    pub fields: Option<Vec<(String, String)>>,
    /// Follows are asked first.
    pub locked: Option<bool>,
    /// Automated.
    pub bot: Option<bool>,
    /// May be suggested to others.
    pub discoverable: Option<bool>,
    /// Public posts may be found by search.
    pub indexable: Option<bool>,
    /// Whom they follow and who follows them is their own business.
    pub hide_collections: Option<bool>,
    /// A picture of one's own, or `Some(None)` for the drawn portrait.
    pub avatar: Option<Option<MediaId>>,
    /// The same for the header.
    pub header: Option<Option<MediaId>>,
    /// A stall's hue.
    pub awning: Option<String>,
}

/// Changes the profile of who acts: the person, or the stall they keep.
pub fn update_profile(tx: &Tx, member: &Member, change: &ProfileChange) -> Result<()> {
    if member.keeper().is_some() {
        stalls::check_may_edit(tx, member)?;
    }
    let now = view(tx, member.account)?;
    let display_name = match &change.display_name {
        Some(name) => check_display_name(name)?,
        None if now.display_name == now.username => String::new(),
        None => now.display_name.clone(),
    };
    let (note, note_html) = match &change.note {
        Some(note) => check_note(tx, note)?,
        None => (now.note.clone(), now.note_html.clone()),
    };
    let fields = change
        .fields
        .as_deref()
        .map(|fields| check_fields(tx, fields))
        .transpose()?
        .unwrap_or_else(|| now.fields.clone());
    let awning = change.awning.clone().unwrap_or_else(|| now.awning.clone());
    if !AWNINGS.contains(&awning.as_str()) {
        return Err(Refusal::invalid_as("awning", "ERR_INCLUSION", "is not one of the hues"));
    }
    let avatar = picture(tx, member, change.avatar, now.avatar.as_ref().map(|it| it.id), "avatar")?;
    let header = picture(tx, member, change.header, now.header.as_ref().map(|it| it.id), "header")?;
    rows::update_profile(
        tx,
        &rows::ProfileRow {
            account: member.account,
            display_name,
            note,
            note_html,
            fields: serde_json::to_string(&fields).expect("names and values are plain text"),
            locked: change.locked.unwrap_or(now.locked),
            bot: change.bot.unwrap_or(now.bot),
            discoverable: change.discoverable.unwrap_or(now.discoverable),
            indexable: change.indexable.unwrap_or(now.indexable),
            hide_collections: change.hide_collections.unwrap_or(now.hide_collections),
            avatar,
            header,
            awning,
            // Two changes in one millisecond must still make two versions.
            changed_at: tx.now().max(now.changed_at + 1),
        },
    )?;
    tx.announce(Notice::Account(member.account));
    Ok(())
}

/// Chooses another of the drawn faces, shown where there is no picture of one's own.
pub fn choose_portrait(tx: &Tx, member: &Member, seed: i64) -> Result<()> {
    rows::set_portrait(tx, member.account, seed)?;
    tx.announce(Notice::Account(member.account));
    Ok(())
}

/// A picture must be one's own.
fn picture(
    tx: &Tx,
    member: &Member,
    change: Option<Option<MediaId>>,
    now: Option<MediaId>,
    field: &'static str,
) -> Result<Option<MediaId>> {
    match change {
        None => Ok(now),
        Some(None) => Ok(None),
        Some(Some(id)) if rows::owns_media(tx, member.account, id)? => Ok(Some(id)),
        Some(Some(_)) => Err(Refusal::invalid(field, "is not a picture of yours")),
    }
}

fn check_note(tx: &Tx, note: &str) -> Result<(String, String)> {
    let note = note.replace("\r\n", "\n").trim().to_owned();
    if note.chars().count() > NOTE_CHARS_MAX {
        return Err(Refusal::invalid_as(
            "note",
            "ERR_TOO_LONG",
            format!("is too long (maximum is {NOTE_CHARS_MAX} characters)"),
        ));
    }
    let html = html(tx, &note)?;
    Ok((note, html))
}

fn check_fields(tx: &Tx, fields: &[(String, String)]) -> Result<Vec<Field>> {
    let fields: Vec<Field> = fields
        .iter()
        .map(|(name, value)| (one_line(name), one_line(value)))
        .filter(|(name, value)| !name.is_empty() || !value.is_empty())
        .map(|(name, value)| Ok(Field { value_html: line_html(tx, &value)?, name, value }))
        .collect::<Result<_>>()?;
    if fields.len() > FIELDS_MAX {
        return Err(Refusal::invalid_as("fields", "ERR_TOO_LONG", format!("are too many (maximum is {FIELDS_MAX})")));
    }
    for field in &fields {
        if field.name.is_empty() {
            return Err(Refusal::invalid_as("fields", "ERR_BLANK", "need a name each"));
        }
        if field.name.chars().count() > FIELD_CHARS_MAX || field.value.chars().count() > FIELD_CHARS_MAX {
            return Err(Refusal::invalid_as(
                "fields",
                "ERR_TOO_LONG",
                format!("are too long (maximum is {FIELD_CHARS_MAX} characters each)"),
            ));
        }
    }
    Ok(fields)
}

/// Text about oneself as safe HTML. Links within the square are paths; doors put the origin before them.
fn html(tx: &Tx, text: &str) -> Result<String> {
    let parsed = soulava_text::parse(text);
    let named: Vec<String> =
        parsed.mentions().into_iter().filter(|it| it.domain.is_none()).map(|it| fold_name(&it.username)).collect();
    let known: Vec<String> = if named.is_empty() { named } else { rows::usernames_here(tx, &named)? };
    let person = |mention: &soulava_text::Mention| {
        let name = fold_name(&mention.username);
        (mention.domain.is_none() && known.contains(&name)).then(|| format!("/@{name}"))
    };
    Ok(parsed.html(person, |tag| format!("/tags/{tag}")))
}

/// One line as safe HTML, without a paragraph round it.
fn line_html(tx: &Tx, text: &str) -> Result<String> {
    let html = html(tx, text)?;
    Ok(html.strip_prefix("<p>").and_then(|it| it.strip_suffix("</p>")).map_or(html.clone(), str::to_owned))
}
