//! Settings: who one is, language and calm, signing in, connected apps, leaving.

use std::sync::Arc;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use serde::Deserialize;
use soulava_media::{Purpose, Refused};
use soulava_social::accounts::{self, AccountView, Login, PreferencesChange, ProfileChange};
use soulava_social::media::{self, NewMedia};
use soulava_social::posts::Visibility;
use soulava_social::{AppId, Error, MediaId, Member, Refusal, Role, SessionId, oauth, passwords, sessions, stalls};

use crate::forms::{Sent, Upload, ticked};
use crate::i18n::Lang;
use crate::page::{Answer, Errors, Frame, Place, Trouble, encode, see};
use crate::session::Cookie;
use crate::visit::Visit;

/// Lines of a profile.
const FIELDS: usize = 4;

/// What a page says happened just before.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Said {
    said: String,
    app: String,
    r#as: String,
}

impl Said {
    fn text(&self, lang: Lang) -> String {
        match self.said.as_str() {
            "saved" => lang.t("settings-saved"),
            "password" => lang.t("settings-password-done"),
            "others" => lang.t("settings-session-others-done"),
            "revoked" => lang.with("settings-app-revoked", &[("app", &self.app)]),
            _ => String::new(),
        }
    }
}

/// The profile as it is written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Profile {
    display_name: String,
    note: String,
    field_name: Vec<String>,
    field_value: Vec<String>,
    #[serde(deserialize_with = "ticked")]
    locked: bool,
    #[serde(deserialize_with = "ticked")]
    discoverable: bool,
    #[serde(deserialize_with = "ticked")]
    indexable: bool,
    #[serde(deserialize_with = "ticked")]
    hide_collections: bool,
    #[serde(deserialize_with = "ticked")]
    no_avatar: bool,
    #[serde(deserialize_with = "ticked")]
    no_header: bool,
    /// The stall whose page it is; empty: one's own.
    r#as: String,
}

impl Profile {
    fn of(view: &AccountView) -> Self {
        let shown = |value: &dyn Fn(usize) -> String| (0..FIELDS).map(value).collect();
        Self {
            display_name: view.display_name.clone(),
            note: view.note.clone(),
            field_name: shown(&|i| view.fields.get(i).map(|field| field.name.clone()).unwrap_or_default()),
            field_value: shown(&|i| view.fields.get(i).map(|field| field.value.clone()).unwrap_or_default()),
            locked: view.locked,
            discoverable: view.discoverable,
            indexable: view.indexable,
            hide_collections: view.hide_collections,
            ..Self::default()
        }
    }

    /// Its lines, each with its number from 1.
    fn lines(&self) -> Vec<(usize, String, String)> {
        let at = |list: &[String], i: usize| list.get(i).cloned().unwrap_or_default();
        (0..FIELDS).map(|i| (i + 1, at(&self.field_name, i), at(&self.field_value, i))).collect()
    }
}

#[derive(Template)]
#[template(path = "settings_profile.html")]
struct ProfilePage {
    f: Frame,
    said: String,
    account: Arc<AccountView>,
    stalls: Vec<Arc<AccountView>>,
    form: Profile,
}

/// The member, or the stall whose keeper they are.
fn speaker(visit: &Visit, stall: &str) -> Result<(Member, Option<soulava_social::AccountId>), Trouble> {
    Ok((visit.member()?.clone(), soulava_social::AccountId::parse(stall)))
}

async fn profile_page(visit: &Visit, stall: &str, said: String, typed: Option<Profile>, errors: Errors) -> Answer {
    let (member, stall) = speaker(visit, stall)?;
    let loaded = visit.db().read(move |tx| {
        let speaks = match stall {
            Some(stall) => stalls::as_keeper(tx, &member, stall)?,
            None => member.clone(),
        };
        let kept: Vec<_> = stalls::kept_by(tx, member.person)?.into_iter().map(|it| it.account).collect();
        Ok::<_, Error>((accounts::view(tx, speaks.account)?, accounts::views(tx, &kept)?))
    });
    let (account, stalls) = loaded.await?;
    let mut form = typed.unwrap_or_else(|| Profile::of(&account));
    if account.kind == accounts::Kind::Stall {
        form.r#as = account.id.to_string();
    }
    visit.again_if(Place::You, visit.lang().t("settings-title"), errors, |f| ProfilePage {
        f,
        said,
        account,
        stalls,
        form,
    })
}

/// `GET /settings`
pub async fn profile(visit: Visit, Query(said): Query<Said>) -> Answer {
    let text = said.text(visit.lang());
    profile_page(&visit, &said.r#as, text, None, Errors::default()).await
}

/// `POST /settings`
pub async fn save_profile(visit: Visit, sent: Sent<Profile>) -> Answer {
    let form = sent.form;
    let (member, stall) = speaker(&visit, &form.r#as)?;
    let mut errors = Errors::default();
    let avatar = picture(&visit, &sent.uploads, "avatar", Purpose::Avatar, &mut errors).await?;
    let header = picture(&visit, &sent.uploads, "header", Purpose::Header, &mut errors).await?;
    if errors.is_empty() {
        let new = form.clone();
        let saved = visit.db().write(move |tx| {
            let member = match stall {
                Some(stall) => stalls::as_keeper(tx, &member, stall)?,
                None => member.clone(),
            };
            let add = |new: &Option<NewMedia>, away: bool| -> soulava_social::Result<Option<Option<MediaId>>> {
                match new {
                    Some(new) => Ok(Some(Some(media::add(tx, &member, new)?))),
                    None => Ok(away.then_some(None)),
                }
            };
            let lines = new.lines().into_iter().map(|(_, name, value)| (name, value)).collect();
            let change = ProfileChange {
                display_name: Some(new.display_name.clone()),
                note: Some(new.note.clone()),
                fields: Some(lines),
                locked: Some(new.locked),
                discoverable: Some(new.discoverable),
                indexable: Some(new.indexable),
                hide_collections: Some(new.hide_collections),
                avatar: add(&avatar, new.no_avatar)?,
                header: add(&header, new.no_header)?,
                ..ProfileChange::default()
            };
            accounts::update_profile(tx, &member, &change)
        });
        match saved.await {
            Ok(()) if form.r#as.is_empty() => return Ok(see("/settings?said=saved")),
            Ok(()) => return Ok(see(&format!("/settings?said=saved&as={}", encode(&form.r#as)))),
            Err(error) => errors = visit.errors(error)?,
        }
    }
    let stall = form.r#as.clone();
    profile_page(&visit, &stall, String::new(), Some(form), errors).await
}

/// The picture of one field, decoded and stored; what is no picture becomes a wrong field.
pub async fn picture(
    visit: &Visit,
    uploads: &[Upload],
    field: &'static str,
    purpose: Purpose,
    errors: &mut Errors,
) -> Result<Option<NewMedia>, Trouble> {
    let Some(upload) = uploads.iter().find(|upload| upload.field == field) else { return Ok(None) };
    match visit.web().pictures.accept(upload.bytes.to_vec(), purpose).await {
        Ok(stored) => Ok(Some(crate::pages::pictures::as_media(stored, purpose))),
        Err(error) if error.is_ours() => Err(Trouble::broken(&error)),
        Err(Refused::Busy) => Err(Refusal::Limited { until: visit.now_ms() + 10_000, why: "Busy.".to_owned() }.into()),
        Err(_) => {
            errors.add(field, visit.lang().t("err-picture"));
            Ok(None)
        }
    }
}

/// How pages and new posts are.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Calm {
    locale: String,
    theme: String,
    visibility: String,
}

#[derive(Template)]
#[template(path = "settings_calm.html")]
struct CalmPage {
    f: Frame,
    said: String,
    login: Login,
    visibilities: [(&'static str, String, bool); 4],
}

/// `GET /settings/calm`
pub async fn calm(visit: Visit, Query(said): Query<Said>) -> Answer {
    let (lang, person) = (visit.lang(), visit.member()?.person);
    let login = visit.db().read(move |tx| accounts::login(tx, person)).await?;
    let visibilities = [Visibility::Public, Visibility::Unlisted, Visibility::Private, Visibility::Direct].map(|it| {
        let word = visibility_word(it);
        (word, lang.t(&format!("visibility-{word}")), it == login.default_visibility)
    });
    let said = said.text(lang);
    visit.page(Place::You, lang.t("settings-title"), |f| CalmPage { f, said, login, visibilities })
}

fn visibility_word(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Public => "public",
        Visibility::Unlisted => "unlisted",
        Visibility::Private => "private",
        Visibility::Direct => "direct",
    }
}

/// `POST /settings/calm`
pub async fn save_calm(visit: Visit, sent: Sent<Calm>) -> Answer {
    let (member, form) = (visit.member()?.clone(), sent.form);
    let visibility = [Visibility::Public, Visibility::Unlisted, Visibility::Private, Visibility::Direct]
        .into_iter()
        .find(|it| visibility_word(*it) == form.visibility);
    let change = PreferencesChange {
        locale: Some(form.locale),
        theme: Some(form.theme),
        default_visibility: visibility,
        ..PreferencesChange::default()
    };
    visit.db().write(move |tx| accounts::set_preferences(tx, &member, &change)).await?;
    Ok(see("/settings/calm?said=saved"))
}

struct Device {
    id: SessionId,
    name: String,
    used_at: i64,
    here: bool,
}

#[derive(Template)]
#[template(path = "settings_sign.html")]
struct SignPage {
    f: Frame,
    said: String,
    email: String,
    devices: Vec<Device>,
}

async fn sign_page(visit: &Visit, said: String, errors: Errors) -> Answer {
    let member = visit.member()?.clone();
    let here = visit.session().map(|session| session.id);
    let loaded =
        visit.db().read(move |tx| Ok::<_, Error>((accounts::login(tx, member.person)?, sessions::list(tx, &member)?)));
    let (login, listed) = loaded.await?;
    let devices = listed.into_iter().map(|it| Device {
        id: it.id,
        name: browser(&it.user_agent),
        used_at: it.used_at,
        here: here == Some(it.id),
    });
    let devices = devices.collect();
    visit.again_if(Place::You, visit.lang().t("settings-title"), errors, |f| SignPage {
        f,
        said,
        email: login.email,
        devices,
    })
}

/// A browser in two words, from its long name for itself.
fn browser(agent: &str) -> String {
    let found =
        |names: &[(&'static str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|it| it.1);
    let program = found(&[
        ("Firefox/", "Firefox"),
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = found(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ]);
    match (program, system) {
        (Some(program), Some(system)) => format!("{program}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) if agent.is_empty() => "?".to_owned(),
        (None, None) => agent.chars().take(40).collect(),
    }
}

/// `GET /settings/sign-in`
pub async fn sign(visit: Visit, Query(said): Query<Said>) -> Answer {
    let text = said.text(visit.lang());
    sign_page(&visit, text, Errors::default()).await
}

/// The password now and the one to come.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewPassword {
    old: String,
    password: String,
}

/// `POST /settings/password`: every other session and every app is signed out.
pub async fn change_password(visit: Visit, sent: Sent<NewPassword>) -> Answer {
    let (form, person) = (sent.form, visit.member()?.person);
    if !is_password(&visit, &form.old).await? {
        let errors = Errors::one("old", visit.lang().t("err-old-wrong"));
        return sign_page(&visit, String::new(), errors).await;
    }
    let name = visit.signed().map(|signed| signed.account.username.clone()).unwrap_or_default();
    if let Err(error) = passwords::check(&form.password, &[&name, visit.square()]) {
        let errors = visit.errors(error)?;
        return sign_page(&visit, String::new(), errors).await;
    }
    let password = form.password;
    let hash = visit.web().at_work(move || passwords::hash(&password)).await??;
    let keep = visit.session().map(|session| session.id);
    visit.db().write(move |tx| accounts::change_password(tx, person, &hash, keep)).await?;
    Ok(see("/settings/sign-in?said=password"))
}

/// Whether this is the member's password; tries are counted like those at the door.
async fn is_password(visit: &Visit, password: &str) -> Result<bool, Trouble> {
    let name = visit.signed().map(|signed| signed.account.username.clone()).unwrap_or_default();
    let attempt = visit.db().write(move |tx| sessions::attempt(tx, &name)).await?;
    let password = password.to_owned();
    visit.web().at_work(move || passwords::verify(&password, attempt.password_hash.as_deref())).await
}

/// Which session.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Which {
    id: String,
}

/// `POST /settings/sessions/close`
pub async fn close_session(visit: Visit, sent: Sent<Which>) -> Answer {
    let member = visit.member()?.clone();
    let id = SessionId::parse(&sent.form.id).ok_or(Refusal::NotFound)?;
    visit.db().write(move |tx| sessions::close_one(tx, &member, id)).await?;
    Ok(see("/settings/sign-in?said=saved"))
}

/// `POST /settings/sessions/close-others`
pub async fn close_others(visit: Visit, _sent: Sent<()>) -> Answer {
    let session = visit.session().cloned().ok_or(Trouble::SignIn)?;
    visit.db().write(move |tx| sessions::close_others(tx, &session)).await?;
    Ok(see("/settings/sign-in?said=others"))
}

#[derive(Template)]
#[template(path = "settings_apps.html")]
struct AppsPage {
    f: Frame,
    said: String,
    host: String,
    apps: Vec<oauth::Connected>,
}

/// `GET /settings/apps`
pub async fn apps(visit: Visit, Query(said): Query<Said>) -> Answer {
    let member = visit.member()?.clone();
    let apps = visit.db().read(move |tx| oauth::connected(tx, &member)).await?;
    let (lang, host) = (visit.lang(), visit.web().urls.host().to_owned());
    let said = said.text(lang);
    visit.page(Place::You, lang.t("settings-title"), |f| AppsPage { f, said, host, apps })
}

/// Which app.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct WhichApp {
    app: String,
    name: String,
}

/// `POST /settings/apps/revoke`
pub async fn revoke(visit: Visit, sent: Sent<WhichApp>) -> Answer {
    let member = visit.member()?.clone();
    let app = AppId::parse(&sent.form.app).ok_or(Refusal::NotFound)?;
    visit.db().write(move |tx| oauth::disconnect(tx, &member, app)).await?;
    Ok(see(&format!("/settings/apps?said=revoked&app={}", encode(&sent.form.name))))
}

#[derive(Template)]
#[template(path = "settings_leave.html")]
struct LeavePage {
    f: Frame,
}

/// `GET /settings/leave`
pub async fn leave(visit: Visit) -> Answer {
    visit.page(Place::You, visit.lang().t("settings-title"), |f| LeavePage { f })
}

/// The last words.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Leaving {
    old: String,
    #[serde(deserialize_with = "ticked")]
    confirm: bool,
}

/// `POST /settings/leave`
pub async fn left(visit: Visit, sent: Sent<Leaving>) -> Answer {
    let (member, lang) = (visit.member()?.clone(), visit.lang());
    let mut errors = Errors::default();
    if !sent.form.confirm {
        errors.add("confirm", lang.t("err-confirm-blank"));
    } else if !is_password(&visit, &sent.form.old).await? {
        errors.add("old", lang.t("err-old-wrong"));
    }
    if !errors.is_empty() {
        return visit.again(Place::You, lang.t("settings-title"), errors, |f| LeavePage { f });
    }
    visit.db().write(move |tx| accounts::delete(tx, &member)).await?;
    Ok(gone(see("/left"), &visit))
}

fn gone(mut response: Response, visit: &Visit) -> Response {
    response.headers_mut().append(axum::http::header::SET_COOKIE, Cookie::Session.write("", &visit.web().urls));
    response
}

/// `GET /left`
pub async fn after(visit: Visit) -> Answer {
    let lang = visit.lang();
    crate::pages::sign::note(&visit, lang.t("left-title"), vec![lang.t("left-text")], ("/", lang.t("trouble-back")))
}

#[cfg(test)]
mod tests {
    use super::browser;

    #[test]
    fn a_browser_is_named_in_two_words() {
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        assert_eq!(browser(firefox), "Firefox, Linux");
        assert_eq!(browser("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/605.1"), "Safari, iPhone");
        assert_eq!(browser(""), "?");
    }
}
