//! Meet-ups by lot: taking part, skipping one, and whom one drew.

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use soulava_social::meetups::{self, Every, MeetupView, Part};
use soulava_social::{Error, MeetupId, Page, Refusal, Role, Viewer, posts};

use crate::fmt;
use crate::forms::Sent;
use crate::page::{Answer, Frame, Place, see};
use crate::view::{Face, page_of};
use crate::visit::Visit;

/// Somebody the viewer drew.
struct Line {
    id: MeetupId,
    face: Face,
    thread: String,
    state: String,
    asks: bool,
    at: i64,
}

#[derive(Template)]
#[template(path = "meetups.html")]
struct Meetups {
    f: Frame,
    said: String,
    every: Every,
    when: String,
    part: Part,
    others: String,
    drawn: Vec<Line>,
    choices: Vec<(&'static str, String, bool)>,
}

/// `?said=1`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Just {
    said: String,
}

/// `GET /meetups`
pub async fn show(visit: Visit, Query(just): Query<Just>) -> Answer {
    let (member, lang) = (visit.member()?.clone(), visit.lang());
    let read = visit.db().read(move |tx| {
        let drawn = meetups::list(tx, &member, Page::first(40))?.items;
        let ids: Vec<_> = drawn.iter().filter_map(|it| it.post).collect();
        let threads = posts::views(tx, &Viewer::from(&member), &ids)?;
        let (every, next) = (meetups::every(tx)?, meetups::next(tx)?);
        Ok::<_, Error>((every, next, meetups::part(tx, &member)?, meetups::count(tx)?, drawn, threads))
    });
    let (every, next, part, count, drawn, threads) = read.await?;
    let line = |it: &MeetupView| {
        let thread = threads.iter().find(|view| Some(view.post.id) == it.post);
        let face = Face::of(&it.other);
        let key = match (it.met, it.mine) {
            (true, _) => "meetup-met",
            (false, true) => "meetup-said-met",
            (false, false) => "meetup-not-met",
        };
        Line {
            id: it.id,
            thread: thread.map(|view| format!("{}/{}", page_of(&view.author), view.post.id)).unwrap_or_default(),
            state: lang.with(key, &[("name", &face.first)]),
            asks: !it.mine,
            at: it.at,
            face,
        }
    };
    let drawn = drawn.iter().map(line).collect();
    let when = next.map(|at| fmt::date(lang, at.max(visit.now_ms()))).unwrap_or_default();
    let others = lang.with("meetup-count", &[("count", &(count - i64::from(part.joined)))]);
    let said = if just.said.is_empty() { String::new() } else { lang.t("settings-saved") };
    let choice = |it: Every| {
        let key = match it {
            Every::Off => "meetup-every-off",
            Every::Week => "meetup-every-weekly",
            Every::Fortnight => "meetup-every-fortnightly",
            Every::Month => "meetup-every-monthly",
        };
        (it.as_str(), lang.t(key), it == every)
    };
    let choices = [Every::Off, Every::Week, Every::Fortnight, Every::Month].map(choice).into();
    visit.page(Place::People, lang.t("meetups-title"), |f| Meetups {
        f,
        said,
        every,
        when,
        part,
        others,
        drawn,
        choices,
    })
}

/// What somebody does about it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Act {
    #[serde(rename = "do")]
    act: String,
    id: String,
    every: String,
}

/// `POST /meetups`: join, leave, skip, come after all, or "we met".
pub async fn act(visit: Visit, sent: Sent<Act>) -> Answer {
    let (member, form) = (visit.member()?.clone(), sent.form);
    visit
        .db()
        .write(move |tx| match form.act.as_str() {
            "join" => meetups::join(tx, &member),
            "leave" => meetups::leave(tx, &member),
            "skip" => meetups::skip(tx, &member, true),
            "come" => meetups::skip(tx, &member, false),
            "met" => meetups::met(tx, &member, MeetupId::parse(&form.id).ok_or_else(Refusal::not_found)?),
            _ => Err(Refusal::not_found()),
        })
        .await?;
    Ok(see("/meetups?said=1"))
}

/// `POST /host/meetups`: how often.
pub async fn set_every(visit: Visit, sent: Sent<Act>) -> Answer {
    let member = visit.member()?.clone();
    let every = Every::parse(&sent.form.every).ok_or(Refusal::NotFound)?;
    visit.db().write(move |tx| meetups::set_every(tx, &member, every)).await?;
    Ok(see("/meetups?said=1"))
}
