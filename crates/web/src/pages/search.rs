//! Looking for somebody or something, and everything under a hashtag.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use soulava_social::accounts::Kind;
use soulava_social::timelines::{self, TagQuery};
use soulava_social::{Page, accounts, search, tags};

use crate::page::{Answer, Frame, Place, encode};
use crate::pages::square::{self, PAGE};
use crate::view::{Bead, Bonds, Face, Reason, Surroundings, start_of};
use crate::visit::Visit;

/// People found at most.
const PEOPLE: u32 = 20;
/// Hashtags found at most.
const TAGS: u32 = 10;

/// What is looked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
}

/// Somebody found.
pub struct Found {
    face: Face,
    rel: String,
    stall: bool,
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    f: Frame,
    q: String,
    people: Vec<Found>,
    tags: Vec<(String, String)>,
    beads: Vec<Bead>,
    here: String,
}

/// `GET /search?q=`
pub async fn show(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let (viewer, lang, now) = (visit.viewer(), visit.lang(), visit.now_ms());
    let host = visit.web().urls.host().to_owned();
    let q: String = asked.q.trim().chars().filter(|c| !c.is_control()).take(200).collect();
    let query = q.clone();
    let read = visit.db().read_heavy(move |tx| {
        if query.is_empty() {
            return Ok((Vec::new(), Bonds::default(), Vec::new(), Surroundings::load(tx, &viewer, Vec::new())?));
        }
        let ids = search::people(tx, &viewer, &query, &host, PEOPLE, 0, false)?;
        let people = accounts::views(tx, &ids)?;
        let bonds = Bonds::load(tx, &viewer, &ids)?;
        let tags = tags::beginning_with(tx, &viewer, &query, TAGS, 0)?;
        let posts = match &viewer.0 {
            Some(member) => search::posts(tx, member, &query, None, Page::first(PAGE), 0)?,
            None => Vec::new(),
        };
        Ok::<_, soulava_social::Error>((people, bonds, tags, Surroundings::of(tx, &viewer, &posts)?))
    });
    let (people, bonds, tags, around) = read.await?;
    let me = visit.signed().map(|signed| signed.account.id);
    let found = |account: &std::sync::Arc<accounts::AccountView>| {
        let rel = if me == Some(account.id) { lang.t("person-relation-you") } else { bonds.line(lang, now, account) };
        Found {
            face: Face::of(account),
            rel: if rel.is_empty() { start_of(&account.note, 80) } else { rel },
            stall: account.kind == Kind::Stall,
        }
    };
    let title = lang.t("search-title");
    visit.page(Place::Elsewhere, title, |f| SearchPage {
        people: people.iter().map(found).collect(),
        tags: tags.into_iter().map(|tag| (encode(&tag.name), tag.shown)).collect(),
        beads: around.beads(lang, now, &Reason::Asked),
        here: format!("/search?q={}", encode(&q)),
        q,
        f,
    })
}

#[derive(Template)]
#[template(path = "tag.html")]
struct TagPage {
    f: Frame,
    beads: Vec<Bead>,
    older: Option<String>,
    none: String,
    end: String,
    here: String,
}

/// Only what is older than this.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Before {
    before: String,
}

/// `GET /tags/{name}`
pub async fn tag(visit: Visit, Path(name): Path<String>, Query(before): Query<Before>) -> Answer {
    let (viewer, lang, now) = (visit.viewer(), visit.lang(), visit.now_ms());
    let before = before.before.parse::<i64>().ok().filter(|id| *id > 0);
    let read = visit.db().read(move |tx| {
        let tag = tags::view(tx, &name)?;
        let page = Page { max_id: before, ..Page::first(PAGE) };
        let query = TagQuery { any: vec![tag.name.clone()], ..TagQuery::default() };
        let found = timelines::tag(tx, &viewer, page, &query)?;
        let last = found.last.filter(|_| found.items.len() == PAGE as usize);
        Ok::<_, soulava_social::Error>((tag, Surroundings::of(tx, &viewer, &found.items)?, last))
    });
    let (tag, around, last) = read.await?;
    let here = format!("/tags/{}", encode(&tag.name));
    let title = lang.with("tag-title", &[("tag", &tag.shown)]);
    visit.page(Place::Square, title, |f| TagPage {
        end: square::end(&f.visit, around.posts().last().map(|view| view.post.created_at), last.is_none()),
        older: last.map(|id| format!("{here}?before={id}")),
        none: lang.with("tag-none", &[("tag", &tag.shown)]),
        beads: around.beads(lang, now, &Reason::Tag(tag.shown.clone())),
        here: here.clone(),
        f,
    })
}
