//! Writing a post, changing it and taking it back.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use soulava_media::Purpose;
use soulava_social::media::{self, NewMedia};
use soulava_social::posts::{self, Change, Draft, MediaChange, PostKind, PostView, Visibility};
use soulava_social::{AccountId, MediaId, Member, PostId, Refusal, Viewer, accounts, stalls};

use crate::forms::{Sent, Upload};
use crate::i18n::Lang;
use crate::page::{Answer, Errors, Frame, Place, Trouble, see};
use crate::pages::shell::back;
use crate::view::bead::Picture;
use crate::view::{first_name, handle, page_of, recipe, start_of};
use crate::visit::Visit;

/// Languages a post can be said to be in, by their own names.
const LANGUAGES: &[(&str, &str)] = &[
    ("", "–"),
    ("nl", "Nederlands"),
    ("da", "Dansk"),
    ("en", "English"),
    ("de", "Deutsch"),
    ("fr", "Français"),
    ("fy", "Frysk"),
    ("nb", "Norsk"),
    ("sv", "Svenska"),
    ("fo", "Føroyskt"),
    ("es", "Español"),
    ("it", "Italiano"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ar", "العربية"),
];

/// The form of a post.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Write {
    kind: String,
    text: String,
    name: String,
    story: String,
    needs: String,
    steps: String,
    audience: String,
    #[serde(rename = "as")]
    speaks_as: String,
    spoiler: String,
    language: String,
    alt: String,
    reply_to: String,
    /// A button of the small box that opens the whole form: `picture`, `recipe` or `audience`.
    more: String,
    /// Pictures of the post that is changed, with their descriptions in the same order.
    media: Vec<String>,
    alts: Vec<String>,
    keep: Vec<String>,
}

/// The query of `/posts/new`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct New {
    kind: String,
    re: String,
    to: String,
}

/// A picture of the post that is changed.
pub struct MediaField {
    id: String,
    label: String,
    picture: Picture,
}

/// A stall the member may speak for.
pub struct StallChoice {
    id: String,
    line: String,
}

/// The post that is answered.
pub struct Answered {
    line: String,
    text: String,
    lang: String,
}

/// Everything the form shows.
pub struct Composer {
    action: String,
    draft: String,
    write: Write,
    recipe_form: bool,
    reply: Option<Answered>,
    media: Vec<MediaField>,
    may_add_picture: bool,
    may_choose_audience: bool,
    stalls: Vec<StallChoice>,
    self_line: String,
    submit: String,
    cancel: String,
    hint: String,
}

#[derive(Template)]
#[template(path = "compose.html")]
struct ComposePage {
    f: Frame,
    c: Composer,
    languages: &'static [(&'static str, &'static str)],
}

/// `GET /posts/new`
pub async fn new(visit: Visit, Query(new): Query<New>) -> Answer {
    let mut write = Write { kind: new.kind, reply_to: new.re, ..Write::default() };
    if !new.to.is_empty() && new.to.len() <= 200 {
        write.text = format!("@{} ", new.to.trim_start_matches('@'));
        write.audience = "direct".to_owned();
    }
    form(&visit, write, Errors::default()).await
}

/// `POST /posts`
pub async fn publish(visit: Visit, sent: Sent<Write>) -> Answer {
    let member = visit.member()?.clone();
    let Sent { form: write, uploads, key, hash } = sent;
    if !write.more.is_empty() {
        let kind = if write.more == "recipe" { "recipe" } else { "" };
        let story = if write.more == "recipe" { write.text.clone() } else { String::new() };
        return form(&visit, Write { kind: kind.to_owned(), story, ..write }, Errors::default()).await;
    }
    let mut errors = Errors::default();
    if is_recipe(&write) {
        for (field, text) in [("name", &write.name), ("needs", &write.needs), ("steps", &write.steps)] {
            if text.trim().is_empty() {
                errors.add(field, visit.lang().t("err-blank"));
            }
        }
    }
    let picture = match uploads.into_iter().find(|upload| upload.field == "file") {
        Some(upload) if errors.is_empty() => match accept(&visit, upload, &write.alt).await? {
            Ok(picture) => Some(picture),
            Err(why) => {
                errors.add("file", why);
                None
            }
        },
        _ => None,
    };
    if !errors.is_empty() {
        return form(&visit, write, errors).await;
    }
    let draft = draft(&visit, &write, (!key.is_empty()).then_some((key, hash)));
    let (speaks_as, page_language) = (write.speaks_as.clone(), visit.lang().code());
    let done = visit.db().write(move |tx| {
        let speaker = match AccountId::parse(&speaks_as) {
            Some(stall) => stalls::as_keeper(tx, &member, stall)?,
            None => member.clone(),
        };
        let mut draft = draft.clone();
        let usual = posts::defaults(tx, &member)?;
        draft.sensitive = usual.sensitive && picture.is_some();
        if draft.language.is_none() {
            draft.language = Some(if usual.language.is_empty() { page_language.to_owned() } else { usual.language });
        }
        if let Some(picture) = &picture {
            draft.media.push(media::add(tx, &speaker, picture)?);
        }
        // The same form sent again gives the same post; its picture then hangs on nothing and is forgotten in a day.
        let id = posts::publish(tx, &speaker, &draft)?;
        let view = posts::view(tx, &Viewer::from(&speaker), id)?;
        Ok::<_, soulava_social::Error>(format!("{}/{id}", page_of(&view.author)))
    });
    match done.await {
        Ok(_) if write.reply_to.is_empty() && write.audience == "public" => Ok(see("/square?show=all")),
        Ok(path) => Ok(see(&path)),
        Err(error) => {
            let errors = visit.errors(error)?;
            form(&visit, write, errors).await
        }
    }
}

/// `GET /@{name}/{id}/edit`
pub async fn edit_form(visit: Visit, Path((_, id)): Path<(String, String)>) -> Answer {
    let (id, member) = (PostId::parse(&id).ok_or(Refusal::NotFound)?, visit.member()?.clone());
    let view = visit.db().read(move |tx| own(tx, &member, id)).await?;
    let write = Write {
        text: view.post.text.clone(),
        spoiler: view.post.spoiler.clone(),
        language: view.post.language.clone(),
        audience: view.post.visibility.as_str().to_owned(),
        ..Write::default()
    };
    change_form(&visit, &view, write, Errors::default())
}

/// `POST /@{name}/{id}/edit`
pub async fn edit(visit: Visit, Path((_, id)): Path<(String, String)>, sent: Sent<Write>) -> Answer {
    let (id, member) = (PostId::parse(&id).ok_or(Refusal::NotFound)?, visit.member()?.clone());
    let write = sent.form;
    let picture = match sent.uploads.into_iter().find(|upload| upload.field == "file") {
        Some(upload) => match accept(&visit, upload, &write.alt).await? {
            Ok(picture) => Some(picture),
            Err(why) => {
                let reader = member.clone();
                let view = visit.db().read(move |tx| own(tx, &reader, id)).await?;
                return change_form(&visit, &view, write, Errors::one("file", why));
            }
        },
        None => None,
    };
    let (form, host) = (write.clone(), visit.web().urls.host().to_owned());
    let reader = member.clone();
    let done = visit.db().write(move |tx| {
        let view = own(tx, &member, id)?;
        let speaker = speaker_of(tx, &member, &view)?;
        let kept = view.media.iter().map(|media| media.id).filter(|id| form.keep.contains(&id.to_string()));
        let mut media: Vec<MediaId> = kept.collect();
        let described = form.media.iter().zip(&form.alts).filter_map(|(id, alt)| {
            let id = MediaId::parse(id).filter(|id| media.contains(id))?;
            Some(MediaChange { id, description: Some(alt.clone()), focus: None })
        });
        let media_changes = described.collect();
        if let Some(picture) = &picture {
            media.push(media::add(tx, &speaker, picture)?);
        }
        let change = Change {
            text: form.text.clone(),
            spoiler: form.spoiler.clone(),
            sensitive: view.post.sensitive && !form.spoiler.is_empty(),
            language: Some(form.language.clone()),
            media: Some(media),
            media_changes,
            host: host.clone(),
        };
        posts::edit(tx, &speaker, id, &change)?;
        Ok::<_, soulava_social::Error>(format!("{}/{id}", page_of(&view.author)))
    });
    match done.await {
        Ok(path) => Ok(see(&path)),
        Err(error) => {
            let errors = visit.errors(error)?;
            let view = visit.db().read(move |tx| own(tx, &reader, id)).await?;
            change_form(&visit, &view, write, errors)
        }
    }
}

#[derive(Template)]
#[template(path = "take_back.html")]
struct TakeBackPage {
    f: Frame,
    text: String,
    lang: String,
    has_gift: bool,
    here: String,
    back: String,
}

/// `GET /@{name}/{id}/delete`
pub async fn delete_form(visit: Visit, Path((_, id)): Path<(String, String)>) -> Answer {
    let (id, member) = (PostId::parse(&id).ok_or(Refusal::NotFound)?, visit.member()?.clone());
    let view = visit.db().read(move |tx| own(tx, &member, id)).await?;
    let back = format!("{}/{id}", page_of(&view.author));
    visit.page(Place::Elsewhere, visit.lang().t("delete-title"), |f| TakeBackPage {
        f,
        text: start_of(&view.post.text, 300),
        lang: view.post.language.clone(),
        has_gift: !view.gifts.is_empty(),
        here: format!("{back}/delete"),
        back,
    })
}

/// `POST /@{name}/{id}/delete`
pub async fn delete(visit: Visit, Path((_, id)): Path<(String, String)>, _: Sent<Write>) -> Answer {
    let (id, member) = (PostId::parse(&id).ok_or(Refusal::NotFound)?, visit.member()?.clone());
    visit
        .db()
        .write(move |tx| {
            let view = own(tx, &member, id)?;
            posts::delete(tx, &speaker_of(tx, &member, &view)?, id)
        })
        .await?;
    Ok(see("/"))
}

/// A post of the member's own, also one they wrote for a stall.
fn own(tx: &soulava_social::Tx, member: &Member, id: PostId) -> soulava_social::Result<PostView> {
    let view = posts::view(tx, &Viewer::from(member), id)?;
    let wrote = view.post.account == member.account || view.post.keeper == Some(member.person);
    if wrote && view.boosted.is_none() { Ok(view) } else { Err(Refusal::not_found()) }
}

fn speaker_of(tx: &soulava_social::Tx, member: &Member, view: &PostView) -> soulava_social::Result<Member> {
    if view.post.account == member.account {
        Ok(member.clone())
    } else {
        stalls::as_keeper(tx, member, view.post.account)
    }
}

/// Stores an uploaded picture; the inner error is a sentence for the person.
pub async fn accept(visit: &Visit, upload: Upload, description: &str) -> Result<Result<NewMedia, String>, Trouble> {
    match visit.web().pictures.accept(upload.bytes.to_vec(), Purpose::Post).await {
        Ok(stored) => Ok(Ok(NewMedia {
            purpose: media::Purpose::Attachment,
            file: stored.file,
            preview_file: stored.preview_file,
            mime: stored.mime.to_owned(),
            width: stored.width.into(),
            height: stored.height.into(),
            preview_width: stored.preview_width.into(),
            preview_height: stored.preview_height.into(),
            size_bytes: stored.size_bytes.try_into().unwrap_or(i64::MAX),
            blurhash: stored.blurhash,
            description: description.trim().to_owned(),
            focus: (0.0, 0.0),
        })),
        Err(refused) if refused.is_ours() => Err(Trouble::broken(&refused.why())),
        Err(refused) => Ok(Err(visit.lang().refusal("file", "ERR_INVALID", refused.why()))),
    }
}

fn is_recipe(write: &Write) -> bool {
    write.kind == "recipe"
}

fn draft(visit: &Visit, write: &Write, key: Option<(String, [u8; 32])>) -> Draft {
    let text = if is_recipe(write) {
        recipe::write(visit.lang(), &write.name, &write.story, &write.needs, &write.steps)
    } else {
        write.text.clone()
    };
    Draft {
        text,
        spoiler: write.spoiler.clone(),
        visibility: Visibility::parse(&write.audience).unwrap_or(Visibility::Public),
        language: Some(write.language.clone()).filter(|language| !language.is_empty()),
        reply_to: PostId::parse(&write.reply_to),
        kind: if is_recipe(write) { PostKind::Recipe } else { PostKind::Note },
        idempotency: key.map(|(key, body_hash)| posts::Key { key, body_hash }),
        host: visit.web().urls.host().to_owned(),
        ..Draft::default()
    }
}

async fn form(visit: &Visit, write: Write, errors: Errors) -> Answer {
    let member = visit.member()?.clone();
    let lang = visit.lang();
    let answered = PostId::parse(&write.reply_to);
    let (kept, reply, usual) = visit
        .db()
        .read(move |tx| {
            let kept = stalls::kept_by(tx, member.person)?;
            let reply = answered.map(|id| posts::view(tx, &Viewer::from(&member), id)).transpose()?;
            Ok::<_, soulava_social::Error>((kept, reply, posts::defaults(tx, &member)?))
        })
        .await?;
    let name = visit.signed().map(|signed| first_name(&signed.account)).unwrap_or_default();
    let stall = |keeping: accounts::Keeping| StallChoice {
        id: keeping.account.to_string(),
        line: lang.with("write-as-stall", &[("stall", &keeping.display_name)]),
    };
    let mut write = write;
    if let Some(view) = &reply {
        if write.text.is_empty() {
            write.text = mention(visit, view);
        }
        if write.audience.is_empty() || write.audience == "public" {
            write.audience = view.post.visibility.as_str().to_owned();
        }
    }
    if write.audience.is_empty() {
        write.audience = usual.visibility.as_str().to_owned();
    }
    if write.language.is_empty() {
        write.language = if usual.language.is_empty() { lang.code().to_owned() } else { usual.language };
    }
    let recipe_form = is_recipe(&write);
    let title = lang.t(if recipe_form { "write-title-recipe" } else { "write-title" });
    let composer = Composer {
        action: "/posts".to_owned(),
        draft: if reply.is_some() { String::new() } else { "write".to_owned() },
        recipe_form,
        reply: reply.as_ref().map(|view| Answered {
            line: lang.with("write-reply-to", &[("name", &first_name(&view.author))]),
            text: start_of(&view.post.text, 300),
            lang: view.post.language.clone(),
        }),
        media: Vec::new(),
        may_add_picture: true,
        may_choose_audience: true,
        stalls: kept.into_iter().map(stall).collect(),
        self_line: lang.with("write-as-self", &[("name", &name)]),
        submit: lang.t(if reply.is_some() { "post-reply-submit" } else { "write-submit" }),
        cancel: reply
            .map_or_else(|| "/square".to_owned(), |view| format!("{}/{}", page_of(&view.author), view.post.id)),
        hint: hint(lang),
        write,
    };
    show(visit, title, errors, composer)
}

/// "@anna " at the beginning of an answer; nothing when one answers oneself.
pub fn mention(visit: &Visit, view: &PostView) -> String {
    let me = visit.signed().map(|signed| signed.account.id);
    let speaker = view.keeper.as_ref().unwrap_or(&view.author);
    if me == Some(speaker.id) { String::new() } else { format!("@{} ", handle(speaker)) }
}

fn change_form(visit: &Visit, view: &PostView, write: Write, errors: Errors) -> Answer {
    let lang = visit.lang();
    let path = format!("{}/{}", page_of(&view.author), view.post.id);
    let described =
        |id: MediaId| write.media.iter().position(|m| *m == id.to_string()).and_then(|at| write.alts.get(at));
    let field = |(index, media): (usize, &posts::MediaView)| {
        let mut picture = Picture::of(media);
        if let Some(description) = described(media.id) {
            picture.description.clone_from(description);
        }
        MediaField { id: media.id.to_string(), label: lang.with("write-alt-of", &[("number", &(index + 1))]), picture }
    };
    let composer = Composer {
        action: format!("{path}/edit"),
        draft: String::new(),
        recipe_form: false,
        reply: None,
        media: view.media.iter().enumerate().map(field).collect(),
        may_add_picture: view.media.len() < posts::PICTURES_MAX,
        may_choose_audience: false,
        stalls: Vec::new(),
        self_line: String::new(),
        submit: lang.t("write-submit-edit"),
        cancel: back(&path),
        hint: hint(lang),
        write,
    };
    show(visit, lang.t("write-title-edit"), errors, composer)
}

fn hint(lang: Lang) -> String {
    lang.with("write-field-hint", &[("max", &posts::CHARACTERS_MAX)])
}

fn show(visit: &Visit, title: String, errors: Errors, c: Composer) -> Answer {
    if errors.is_empty() {
        visit.page(Place::Write, title, |f| ComposePage { f, c, languages: LANGUAGES })
    } else {
        visit.again(Place::Write, title, errors, |f| ComposePage { f, c, languages: LANGUAGES })
    }
}
