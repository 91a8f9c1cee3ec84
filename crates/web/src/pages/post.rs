//! One post with its thread, and what people did with it.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use soulava_social::currencies::{self, CurrencyKind};
use soulava_social::posts::{self, PostView, UseKind};
use soulava_social::timelines::{self, Filter};
use soulava_social::{AccountId, Page, PostId, Refusal, Result, Tx, Viewer, accounts};

use crate::fmt;
use crate::forms::Sent;
use crate::i18n::Lang;
use crate::page::{Answer, Errors, Frame, Place, encode, see};
use crate::pages::compose;
use crate::pages::shell::back;
use crate::view::bead::{Link, said};
use crate::view::{Bead, Face, Reason, Surroundings, first_name, page_of, start_of, with_emblems};
use crate::visit::Visit;

/// Names shown of those who passed a post on or cheered for it.
const NAMES_SHOWN: u32 = 4;
/// Other posts of the author beside this one.
const ALSO_SHOWN: usize = 4;

/// Somebody who used it.
pub struct Made {
    face: Face,
    words: String,
    helped: bool,
}

/// Who did one thing with a post, by name.
pub struct Did {
    what: String,
    faces: Vec<Face>,
    names: String,
}

/// Whom one talks with.
pub struct With {
    face: Face,
    rel: String,
    note: String,
}

/// What link previews and search engines are told.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// Its title.
    pub title: String,
    /// In a sentence.
    pub description: String,
    /// Its own address.
    pub url: String,
    /// A picture, whole address.
    pub image: String,
    /// `article` or `profile`.
    pub kind: &'static str,
    /// The same for machines.
    pub data: String,
    /// Search engines may keep it.
    pub indexable: bool,
}

#[derive(Template)]
#[template(path = "post.html")]
struct PostPage {
    f: Frame,
    p: Bead,
    before: Vec<Bead>,
    replies: Vec<Bead>,
    replies_title: String,
    reply_label: String,
    reply_start: String,
    reply_hint: String,
    reply_audience: &'static str,
    made: Vec<Made>,
    did: Vec<Did>,
    also: Vec<Link>,
    also_title: String,
    with: With,
    here: String,
    back_here: String,
    preview: Preview,
}

/// `GET /@{name}/{id}`
pub async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Answer {
    let id = PostId::parse(&id).ok_or(Refusal::NotFound)?;
    let (viewer, lang, now) = (visit.viewer(), visit.lang(), visit.now_ms());
    let read = visit.db().read(move |tx| {
        let view = posts::view(tx, &viewer, id)?;
        let original = said(&view).post.id;
        let thread = posts::thread(tx, &viewer, original)?;
        let speaker = said(&view).keeper.as_ref().map_or(said(&view).author.id, |keeper| keeper.id);
        let also = also(tx, &viewer, said(&view), lang)?;
        let did = did(tx, &viewer, &view, lang)?;
        let uses = posts::uses(tx, &viewer, original)?;
        let speaker = accounts::view(tx, speaker)?;
        let code = currencies::list(tx)?
            .into_iter()
            .find(|c| c.kind == CurrencyKind::Expressive && !c.rests)
            .map(|c| format!(":{}:", c.slug));
        let this = Surroundings::load(tx, &viewer, vec![view])?;
        let before = Surroundings::load(tx, &viewer, thread.ancestors)?;
        let after = Surroundings::load(tx, &viewer, thread.descendants)?;
        Ok::<_, soulava_social::Error>((this, before, after, also, did, uses, speaker, code))
    });
    let (this, before, after, also, did, uses, speaker, code) = read.await?;
    let p = this.beads(lang, now, &Reason::None).pop().ok_or(Refusal::NotFound)?;
    let view = said(&this.posts()[0]);
    let relation = this.bonds().line(lang, now, &speaker);
    let urls = &visit.web().urls;
    let here = p.href.clone();
    let preview = Preview {
        title: lang.with("post-title-by", &[("name", &view.author.display_name), ("text", &start_of(&p.start, 60))]),
        description: start_of(if p.spoiler.is_empty() { &view.post.text } else { &p.spoiler }, 200),
        url: urls.of(&here),
        image: view
            .media
            .first()
            .filter(|_| !p.sensitive)
            .map_or_else(|| urls.avatar(&view.author), |m| urls.file(&m.preview_file)),
        kind: "article",
        data: format!("/api/v1/statuses/{}", view.post.id),
        indexable: view.author.indexable && view.post.visibility.is_open(),
    };
    let made = uses.iter().map(|used| Made {
        face: Face::of(&used.account),
        words: used.words.clone(),
        helped: used.kind == UseKind::Helped,
    });
    let replies = after.beads(lang, now, &Reason::None);
    let title = if p.heading_shown { p.heading.clone() } else { preview.title.clone() };
    visit.page(Place::Elsewhere, title, |f| PostPage {
        before: before.beads(lang, now, &Reason::None),
        replies_title: lang.with("post-replies", &[("count", &replies.len())]),
        replies,
        reply_label: lang.with("post-reply-label", &[("name", &p.author.first)]),
        reply_start: compose::mention(&f.visit, view),
        reply_hint: code.map_or_else(String::new, |code| {
            lang.html("post-reply-hint", &[("code", &code)]).replace(&code, &format!("<code>{code}</code>"))
        }),
        reply_audience: view.post.visibility.as_str(),
        made: made.collect(),
        did,
        also,
        also_title: lang.with("post-also-by", &[("name", &p.author.first)]),
        with: With {
            face: Face::of(&speaker),
            rel: relation,
            note: if speaker.id == view.author.id || view.keeper.is_some() {
                speaker.note_html.clone()
            } else {
                String::new()
            },
        },
        back_here: encode(&here),
        here,
        preview,
        p,
        f,
    })
}

fn also(tx: &Tx, viewer: &Viewer, view: &PostView, lang: Lang) -> Result<Vec<Link>> {
    let filter = Filter { exclude_replies: true, exclude_boosts: true, ..Filter::default() };
    let page = Page::first(u32::try_from(ALSO_SHOWN).expect("a handful fits") + 1);
    let found = timelines::account(tx, viewer, view.author.id, page, &filter)?;
    let ids: Vec<PostId> = found.items.into_iter().filter(|id| *id != view.post.id).take(ALSO_SHOWN).collect();
    let around = Surroundings::of(tx, viewer, &ids)?;
    let link = |bead: Bead| Link { text: if bead.heading_shown { bead.heading } else { bead.start }, href: bead.href };
    Ok(around.beads(lang, 0, &Reason::None).into_iter().map(link).filter(|link| !link.text.is_empty()).collect())
}

fn did(tx: &Tx, viewer: &Viewer, view: &PostView, lang: Lang) -> Result<Vec<Did>> {
    let post = said(view);
    let mut found = Vec::new();
    for (key, people, count) in [
        (
            "post-who-passed",
            posts::boosted_by(tx, viewer, post.post.id, Page::first(NAMES_SHOWN))?,
            post.counters.boosts,
        ),
        (
            "post-who-glad",
            posts::favourited_by(tx, viewer, post.post.id, Page::first(NAMES_SHOWN))?,
            post.counters.favourites,
        ),
    ] {
        let people = accounts::views(tx, &people.items)?;
        if people.is_empty() {
            continue;
        }
        let mut names: Vec<String> = people.iter().map(|account| first_name(account)).collect();
        let shown = names.len();
        let more = usize::try_from(count).unwrap_or(shown).max(shown);
        names.resize(more, String::new());
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        found.push(Did {
            what: lang.t(key),
            faces: people.iter().map(|account| Face::of(account)).collect(),
            names: fmt::names(lang, &names, if more > shown { shown } else { more }),
        });
    }
    if post.flags.bookmarked {
        found.push(Did { what: lang.t("post-who-kept"), faces: Vec::new(), names: String::new() });
    }
    Ok(found)
}

/// What a button under a post does.
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Act {
    #[serde(rename = "do")]
    act: String,
    back: String,
}

/// `POST /@{name}/{id}/act`: pass on, cheer, keep, and each the other way round.
pub async fn act(visit: Visit, Path((name, id)): Path<(String, String)>, sent: Sent<Act>) -> Answer {
    let (id, member) = (PostId::parse(&id).ok_or(Refusal::NotFound)?, visit.member()?.clone());
    let act = sent.form.act;
    visit
        .db()
        .write(move |tx| match act.as_str() {
            "pass" => posts::boost(tx, &member, id, None).map(drop),
            "unpass" => posts::unboost(tx, &member, id).map(drop),
            "cheer" => posts::favourite(tx, &member, id).map(drop),
            "uncheer" => posts::unfavourite(tx, &member, id).map(drop),
            "keep" => posts::bookmark(tx, &member, id).map(drop),
            "unkeep" => posts::unbookmark(tx, &member, id).map(drop),
            _ => Err(Refusal::not_found()),
        })
        .await?;
    let path = if sent.form.back.is_empty() { format!("/@{name}/{id}") } else { back(&sent.form.back) };
    Ok(see(&path))
}

/// The query of `/made`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MadeQuery {
    helped: String,
}

/// "I made this", in words.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MadeForm {
    kind: String,
    words: String,
}

#[derive(Template)]
#[template(path = "made.html")]
struct MadePage {
    f: Frame,
    author: Face,
    lede: String,
    text: String,
    lang: String,
    helped: bool,
    words: String,
    submit: String,
    here: String,
    back: String,
}

/// `GET /@{name}/{id}/made`
pub async fn made_form(visit: Visit, Path((_, id)): Path<(String, String)>, Query(query): Query<MadeQuery>) -> Answer {
    visit.member()?;
    let form =
        MadeForm { kind: if query.helped.is_empty() { "made" } else { "helped" }.to_owned(), words: String::new() };
    made_page(&visit, &id, form, Errors::default()).await
}

/// `POST /@{name}/{id}/made`
pub async fn made(visit: Visit, Path((name, id)): Path<(String, String)>, sent: Sent<MadeForm>) -> Answer {
    let (post, member) = (PostId::parse(&id).ok_or(Refusal::NotFound)?, visit.member()?.clone());
    let form = sent.form.clone();
    let done = visit.db().write(move |tx| {
        let kind = UseKind::parse(&form.kind).unwrap_or(UseKind::Made);
        posts::use_it(tx, &member, post, kind, &form.words)
    });
    match done.await {
        Ok(_) => Ok(see(&format!("/@{name}/{id}#made"))),
        Err(error) => {
            let errors = visit.errors(error)?;
            made_page(&visit, &id, sent.form, errors).await
        }
    }
}

async fn made_page(visit: &Visit, id: &str, form: MadeForm, errors: Errors) -> Answer {
    let (id, viewer, lang) = (PostId::parse(id).ok_or(Refusal::NotFound)?, visit.viewer(), visit.lang());
    let view = visit.db().read(move |tx| posts::view(tx, &viewer, id)).await?;
    let post = said(&view);
    let author = Face::of(post.keeper.as_ref().unwrap_or(&post.author));
    let back = format!("{}/{}", page_of(&post.author), post.post.id);
    let page = |f: Frame| MadePage {
        f,
        lede: lang.with("made-lede", &[("name", &author.first)]),
        submit: lang.with("made-submit", &[("name", &author.first)]),
        text: start_of(&post.post.text, 200),
        lang: post.post.language.clone(),
        helped: form.kind == "helped",
        words: form.words.clone(),
        here: format!("{back}/made"),
        author: author.clone(),
        back: back.clone(),
    };
    let title = lang.with("made-title-of", &[("name", &author.first)]);
    if errors.is_empty() {
        visit.page(Place::Elsewhere, title, page)
    } else {
        visit.again(Place::Elsewhere, title, errors, page)
    }
}

#[derive(Template)]
#[template(path = "why.html")]
struct WhyPage {
    f: Frame,
    why: String,
    back: String,
}

/// `GET /@{name}/{id}/why`: why am I seeing this.
pub async fn why(visit: Visit, Path((_, id)): Path<(String, String)>) -> Answer {
    let (id, viewer, lang, now) =
        (PostId::parse(&id).ok_or(Refusal::NotFound)?, visit.viewer(), visit.lang(), visit.now_ms());
    let around = visit.db().read(move |tx| Surroundings::of(tx, &viewer, &[id])).await?;
    let view = around.posts().first().ok_or(Refusal::NotFound)?;
    let bonds = around.bonds();
    let near = |account: AccountId| {
        bonds.relation(account).is_some_and(|r| r.following)
            || bonds.tie(account).is_some_and(|tie| tie.stage.is_some())
    };
    let keeper = view.keeper.as_ref().is_some_and(|keeper| near(keeper.id));
    let known = near(view.author.id) || keeper || said(view).flags.mentioned;
    let reason = if known { Reason::Known } else { Reason::Asked };
    let bead = around.beads(lang, now, &reason).pop().ok_or(Refusal::NotFound)?;
    visit.page(Place::Elsewhere, lang.t("why-title"), |f| WhyPage { f, why: bead.why, back: bead.href })
}

/// One version of a post.
pub struct VersionLine {
    title: String,
    spoiler: String,
    html: String,
}

#[derive(Template)]
#[template(path = "history.html")]
struct HistoryPage {
    f: Frame,
    lede: String,
    versions: Vec<VersionLine>,
    lang: String,
    back: String,
}

/// `GET /@{name}/{id}/history`: how it was before.
pub async fn history(visit: Visit, Path((_, id)): Path<(String, String)>) -> Answer {
    let (id, viewer, lang, now) =
        (PostId::parse(&id).ok_or(Refusal::NotFound)?, visit.viewer(), visit.lang(), visit.now_ms());
    let (view, versions) = visit
        .db()
        .read(move |tx| {
            Ok::<_, soulava_social::Error>((posts::view(tx, &viewer, id)?, posts::history(tx, &viewer, id)?))
        })
        .await?;
    let post = said(&view);
    let last = versions.len().saturating_sub(1);
    let line = |(index, version): (usize, posts::Version)| VersionLine {
        title: if index == last {
            lang.t("history-now")
        } else {
            lang.with("history-version", &[("when", &fmt::when(lang, version.at, now))])
        },
        spoiler: version.spoiler,
        html: with_emblems(&version.html, &post.emojis),
    };
    let mut versions: Vec<VersionLine> = versions.into_iter().enumerate().map(line).collect();
    versions.reverse();
    visit.page(Place::Elsewhere, lang.t("history-title"), |f| HistoryPage {
        f,
        lede: lang.with("history-lede", &[("name", &first_name(&post.author))]),
        versions,
        lang: post.post.language.clone(),
        back: format!("{}/{}", page_of(&post.author), post.post.id),
    })
}
