//! One's own account: <https://docs.joinmastodon.org/methods/accounts/#verify_credentials>,
//! <https://docs.joinmastodon.org/methods/profile/>

use serde::Deserialize;
use serde_json::Value;
use soulava_media::Purpose;
use soulava_social::accounts::{self, PreferencesChange, ProfileChange};
use soulava_social::media::{self, NewMedia};
use soulava_social::posts::Visibility;
use soulava_social::{MediaId, Member, relations};

use crate::body::{Files, Upload};
use crate::entities::{CredentialAccount, profile};
use crate::reply::Failure;
use crate::{App, Json, Params, Reply, Signed};

/// <https://docs.joinmastodon.org/methods/accounts/#verify_credentials>
pub async fn verify(app: App, Signed(member): Signed) -> Reply<CredentialAccount> {
    let (view, login, requests) = app
        .db
        .read(move |tx| {
            let requests = relations::requests_count(tx, &member)?;
            Ok::<_, soulava_social::Error>((
                accounts::view(tx, member.account)?,
                accounts::login(tx, member.person)?,
                requests,
            ))
        })
        .await?;
    Ok(Json(CredentialAccount::new(&view, &login, requests, &app.urls)))
}

/// The form of `PATCH /api/v1/accounts/update_credentials` and `PATCH /api/v1/profile`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Change {
    display_name: Option<String>,
    note: Option<String>,
    locked: Option<bool>,
    bot: Option<bool>,
    discoverable: Option<bool>,
    indexable: Option<bool>,
    hide_collections: Option<bool>,
    fields_attributes: Option<Vec<Line>>,
    source: Source,
    soulava: Ours,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Line {
    name: String,
    value: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Source {
    privacy: Option<Privacy>,
    sensitive: Option<bool>,
    language: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Ours {
    awning: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Privacy {
    Public,
    Unlisted,
    Private,
    Direct,
}

impl From<Privacy> for Visibility {
    fn from(privacy: Privacy) -> Self {
        match privacy {
            Privacy::Public => Self::Public,
            Privacy::Unlisted => Self::Unlisted,
            Privacy::Private => Self::Private,
            Privacy::Direct => Self::Direct,
        }
    }
}

/// <https://docs.joinmastodon.org/methods/accounts/#update_credentials>
pub async fn update(app: App, Signed(member): Signed, Params(form, files): Params<Change>) -> Reply<CredentialAccount> {
    change(&app, &member, form, files).await?;
    verify(app, Signed(member)).await
}

/// <https://docs.joinmastodon.org/methods/profile/#get>
pub async fn get(app: App, Signed(member): Signed) -> Reply<Value> {
    let view = app.db.read(move |tx| accounts::view(tx, member.account)).await?;
    Ok(Json(profile(&view, &app.urls)))
}

/// <https://docs.joinmastodon.org/methods/profile/#update>
pub async fn patch(app: App, Signed(member): Signed, Params(form, files): Params<Change>) -> Reply<Value> {
    change(&app, &member, form, files).await?;
    get(app, Signed(member)).await
}

/// <https://docs.joinmastodon.org/methods/profile/#delete-profile-avatar>
pub async fn delete_avatar(app: App, Signed(member): Signed) -> Reply<CredentialAccount> {
    without(app, member, ProfileChange { avatar: Some(None), ..ProfileChange::default() }).await
}

/// <https://docs.joinmastodon.org/methods/profile/#delete-profile-header>
pub async fn delete_header(app: App, Signed(member): Signed) -> Reply<CredentialAccount> {
    without(app, member, ProfileChange { header: Some(None), ..ProfileChange::default() }).await
}

async fn without(app: App, member: Member, change: ProfileChange) -> Reply<CredentialAccount> {
    let by = member.clone();
    app.db.write(move |tx| accounts::update_profile(tx, &by, &change)).await?;
    verify(app, Signed(member)).await
}

async fn change(app: &App, member: &Member, form: Change, mut files: Files) -> Result<(), Failure> {
    let avatar = picture(app, files.remove("avatar"), Purpose::Avatar, "avatar").await?;
    let header = picture(app, files.remove("header"), Purpose::Header, "header").await?;
    let profile = ProfileChange {
        display_name: form.display_name,
        note: form.note,
        fields: form.fields_attributes.map(|lines| lines.into_iter().map(|line| (line.name, line.value)).collect()),
        locked: form.locked,
        bot: form.bot,
        discoverable: form.discoverable,
        indexable: form.indexable,
        hide_collections: form.hide_collections,
        awning: form.soulava.awning,
        ..ProfileChange::default()
    };
    let preferences = PreferencesChange {
        default_visibility: form.source.privacy.map(Into::into),
        default_sensitive: form.source.sensitive,
        default_language: form.source.language,
        ..PreferencesChange::default()
    };
    let member = member.clone();
    app.db
        .write(move |tx| {
            let keep = |new: &Option<NewMedia>| -> soulava_social::Result<Option<Option<MediaId>>> {
                new.as_ref().map(|new| media::add(tx, &member, new).map(Some)).transpose()
            };
            let profile = ProfileChange { avatar: keep(&avatar)?, header: keep(&header)?, ..profile.clone() };
            accounts::update_profile(tx, &member, &profile)?;
            accounts::set_preferences(tx, &member, &preferences)
        })
        .await?;
    Ok(())
}

/// Reads and keeps an uploaded picture; its row comes with the profile that takes it.
async fn picture(
    app: &App,
    upload: Option<Upload>,
    purpose: Purpose,
    field: &'static str,
) -> Result<Option<NewMedia>, Failure> {
    let Some(upload) = upload else { return Ok(None) };
    let stored = app.pictures.accept(upload.bytes, purpose).await.map_err(|refused| {
        if refused.is_ours() { Failure::busy() } else { Failure::field(field, "ERR_INVALID", refused.why()) }
    })?;
    Ok(Some(NewMedia {
        purpose: if purpose == Purpose::Avatar { media::Purpose::Avatar } else { media::Purpose::Header },
        file: stored.file,
        preview_file: stored.preview_file,
        mime: stored.mime.to_owned(),
        width: i64::from(stored.width),
        height: i64::from(stored.height),
        preview_width: i64::from(stored.preview_width),
        preview_height: i64::from(stored.preview_height),
        size_bytes: i64::try_from(stored.size_bytes).unwrap_or(i64::MAX),
        blurhash: stored.blurhash,
        description: String::new(),
        focus: (0.0, 0.0),
    }))
}
