//! The square: what people say, newest first, and it ends.

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use soulava_social::gifts::{self, GiftView};
use soulava_social::posts::{self, Visibility};
use soulava_social::waiting::WaitingItem;
use soulava_social::{Member, Page, Paged, Viewer, accounts, newcomers, settings, stalls, timelines, waiting};

use crate::fmt;
use crate::page::{Answer, Frame, Place};
use crate::pages::waiting::Wait;
use crate::view::{Bead, Face, GiftCard, Reason, Surroundings, first_name, page_of};
use crate::visit::Visit;

/// Beads on one page.
pub const PAGE: u32 = 20;
/// Things that wait, shown beside the square.
const WAITING_SHOWN: usize = 4;
/// Stalls shown beside the square.
const STALLS_SHOWN: usize = 6;

/// Which part of the square.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Show {
    /// `known` or `all`; without it, whichever has something to show.
    #[serde(default)]
    show: String,
    /// Only what is older than this.
    #[serde(default)]
    before: String,
    /// `1` for somebody who came in just now.
    #[serde(default)]
    welcome: String,
}

/// Gifts shown where nothing has been said.
const LATELY_SHOWN: u32 = 6;

/// A stall beside the square, under its keeper's face.
pub struct StallLine {
    face: Face,
    href: String,
    line: String,
    hint: String,
}

/// What stands where nothing has been said yet.
pub struct Quiet {
    title: String,
    line: String,
    host_href: String,
}

/// What somebody new finds first.
pub struct Welcome {
    host: Face,
    title: String,
    line: String,
    gift: Option<GiftCard>,
    meet_title: String,
    meet: Vec<Met>,
    posts_title: String,
}

/// Somebody to meet.
pub struct Met {
    face: Face,
    note: String,
}

#[derive(Template)]
#[template(path = "square.html")]
struct SquarePage {
    f: Frame,
    welcome: Option<Welcome>,
    known: bool,
    follows: bool,
    beads: Vec<Bead>,
    lately: Vec<GiftCard>,
    older: Option<String>,
    paged: bool,
    end: String,
    quiet: Quiet,
    waiting: Vec<Wait>,
    waiting_count: usize,
    stalls: Vec<StallLine>,
    prompt: String,
    audience: &'static str,
    audience_hint: String,
    here: String,
    live: String,
}

/// `GET /square`, and `/` for somebody signed in.
pub async fn show(visit: Visit, Query(show): Query<Show>) -> Answer {
    let member = visit.member()?.clone();
    let (lang, now) = (visit.lang(), visit.now_ms());
    let before = show.before.parse::<i64>().ok().filter(|id| *id > 0);
    let (asked, fresh) = (show.show.clone(), !show.welcome.is_empty());
    let read = visit.db().read(move |tx| {
        let viewer = Viewer::from(&member);
        let page = Page { max_id: before, ..Page::first(PAGE) };
        let (mut follows, mut home) = (false, None);
        if asked != "all" {
            home = timelines::known(tx, &member, page)?;
            follows = home.is_none();
            if follows {
                home = Some(timelines::home(tx, &member, page)?);
            }
        }
        let known = asked == "known" || home.as_ref().is_some_and(|home| !home.items.is_empty() || before.is_some());
        let found = match home.filter(|_| known) {
            Some(home) => home,
            None => timelines::square(tx, &viewer, page, false)?,
        };
        // The first page of somebody new is never empty: their first tie, whom to meet, what their host said last.
        let first = fresh || (found.items.is_empty() && before.is_none());
        let welcome = if first { newcomers::welcome(tx, &member)? } else { None };
        let found = match &welcome {
            Some(welcome) if fresh && !welcome.posts.is_empty() => Paged::new(welcome.posts.clone(), |post| post.0),
            _ => found,
        };
        let around = Surroundings::of(tx, &viewer, &found.items)?;
        let more = found.items.len() == PAGE as usize;
        let stalls = stalls_beside(tx, lang)?;
        let quiet = if found.items.is_empty() { quiet(tx, lang, known, &member)? } else { Quiet::none() };
        // A square that lived elsewhere before has thanks and no posts yet.
        let lately = if found.items.is_empty() && !known { lately(tx, &viewer)? } else { Vec::new() };
        let usual = posts::defaults(tx, &member)?.visibility;
        Ok::<_, soulava_social::Error>((
            known,
            around,
            found.last.filter(|_| more),
            stalls,
            (quiet, lately, known && follows, welcome),
            waiting::list(tx, &member)?,
            usual,
        ))
    });
    let (known, around, last, stalls, (quiet, lately, follows, welcome), waits, usual) = read.await?;
    let me = visit.viewer().account();
    let here = format!("/square?show={}", if known { "known" } else { "all" });
    let beads = around.beads(lang, now, &if known { Reason::Known } else { Reason::Square });
    let end = end(&visit, around.posts().last().map(|view| view.post.created_at), last.is_none());
    let name = visit.signed().map(|signed| first_name(&signed.account)).unwrap_or_default();
    let welcome = welcome.map(|it| Welcome::of(&it, &visit, fresh));
    let welcomed = welcome.as_ref().is_some_and(|welcome| !welcome.posts_title.is_empty());
    visit.page(Place::Square, lang.t("square-title"), |f| SquarePage {
        welcome,
        known,
        follows,
        beads,
        lately: lately.iter().map(|gift| GiftCard::of(gift, lang, now, me, "")).collect(),
        // After what the host said last the square goes on.
        older: if welcomed { Some("/square".to_owned()) } else { last.map(|id| format!("{here}&before={id}")) },
        paged: before.is_some(),
        end,
        quiet,
        waiting_count: waits.len(),
        waiting: short(&waits, &visit),
        stalls,
        audience: usual.as_str(),
        audience_hint: match usual {
            Visibility::Public => lang.t("write-hint-public"),
            Visibility::Unlisted => lang.t("write-audience-unlisted"),
            Visibility::Private => lang.t("write-audience-private"),
            Visibility::Direct => lang.t("write-audience-direct"),
        },
        prompt: lang.with("write-prompt", &[("name", &name)]),
        live: format!("/live?show={}", if known { "known" } else { "all" }),
        here,
        f,
    })
}

impl Welcome {
    fn of(it: &newcomers::Welcome, visit: &Visit, fresh: bool) -> Self {
        let (lang, now) = (visit.lang(), visit.now_ms());
        let host = Face::of(&it.host);
        let me = visit.signed().map(|signed| signed.account.id);
        let named = |key: &str| lang.with(key, &[("name", &host.first)]);
        let met = |view: &std::sync::Arc<accounts::AccountView>| Met {
            face: Face::of(view),
            note: crate::view::start_of(&view.note, 80),
        };
        Self {
            title: named("welcome-tie"),
            line: named(if it.invited { "welcome-invited" } else { "welcome-let-in" }),
            gift: it.gift.as_ref().map(|gift| GiftCard::of(gift, lang, now, me, "")),
            meet_title: named("welcome-meet"),
            meet: it.meet.iter().map(met).collect(),
            posts_title: if fresh && !it.posts.is_empty() { named("welcome-posts") } else { String::new() },
            host,
        }
    }
}

/// The newest gifts that this viewer may see, for a square where nothing has been said.
pub fn lately(tx: &soulava_social::Tx, viewer: &Viewer) -> soulava_social::Result<Vec<GiftView>> {
    Ok(gifts::lately(tx, viewer, Page::first(LATELY_SHOWN))?.items)
}

/// The sentence a string of beads is tied off with.
pub fn end(visit: &Visit, oldest_ms: Option<i64>, from_the_beginning: bool) -> String {
    let lang = visit.lang();
    match oldest_ms {
        Some(at) if !from_the_beginning => {
            lang.with("square-end-since", &[("day", &fmt::when(lang, at, visit.now_ms()))])
        }
        _ => lang.t("square-end-first"),
    }
}

fn short(waits: &[WaitingItem], visit: &Visit) -> Vec<Wait> {
    waits.iter().take(WAITING_SHOWN).map(|item| Wait::of(item, visit)).collect()
}

impl Quiet {
    fn none() -> Self {
        Self { title: String::new(), line: String::new(), host_href: String::new() }
    }
}

fn quiet(
    tx: &soulava_social::Tx,
    lang: crate::i18n::Lang,
    known: bool,
    member: &Member,
) -> soulava_social::Result<Quiet> {
    if known {
        let (title, line) = (lang.t("square-empty-known"), lang.t("square-empty-known-hint"));
        return Ok(Quiet { title, line, host_href: "/square?show=all".to_owned() });
    }
    let host = settings::square(tx)?.contact.filter(|host| *host != member.person);
    let (line, host_href) = match host {
        Some(host) => {
            let host = accounts::view(tx, host)?;
            (lang.with("square-empty-host", &[("name", &first_name(&host))]), page_of(&host))
        }
        None => (lang.t("square-empty-alone"), String::new()),
    };
    Ok(Quiet { title: lang.t("square-empty"), line, host_href })
}

fn stalls_beside(tx: &soulava_social::Tx, lang: crate::i18n::Lang) -> soulava_social::Result<Vec<StallLine>> {
    let stalls: Vec<_> = stalls::list(tx)?.into_iter().take(STALLS_SHOWN).collect();
    let kept = stalls::keepers_of_all(tx, &stalls.iter().map(|stall| stall.id).collect::<Vec<_>>())?;
    let people: Vec<_> = kept.iter().map(|(_, keeping)| keeping.account).collect();
    let people = accounts::views(tx, &people)?;
    let line = |stall: &std::sync::Arc<accounts::AccountView>| {
        let keepers: Vec<_> = kept
            .iter()
            .filter(|(of, _)| *of == stall.id)
            .filter_map(|(_, keeping)| people.iter().find(|person| person.id == keeping.account))
            .collect();
        let first = keepers.first()?;
        let names: Vec<String> = keepers.iter().map(|keeper| first_name(keeper)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        Some(StallLine {
            face: Face::of(first),
            href: page_of(stall),
            line: lang.with("square-stall-keeper", &[("keeper", &first_name(first)), ("stall", &stall.display_name)]),
            hint: if names.len() > 1 {
                lang.with("square-kept-by", &[("names", &fmt::names(lang, &names, 2))])
            } else {
                crate::view::start_of(&stall.note, 60)
            },
        })
    };
    Ok(stalls.iter().filter_map(line).collect())
}
