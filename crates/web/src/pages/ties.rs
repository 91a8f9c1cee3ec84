//! My people, and what there is between two of them: seen by the two, each with themselves first.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use soulava_social::accounts::{self, AccountView, State};
use soulava_social::gifts::{self, GiftState, GiftView};
use soulava_social::posts::{self, PostView};
use soulava_social::ties::{self, ActKind, Moment, Order, Stage, Tie};
use soulava_social::{AccountId, GiftId, Page, PostId, Refusal, Result, Viewer, relations};

use crate::fmt;
use crate::forms::Sent;
use crate::i18n::{Arg, Lang};
use crate::page::{Answer, Frame, Place, see};
use crate::pages::person::find;
use crate::view::bead::said;
use crate::view::braid::{Braid, Mark};
use crate::view::tie::{tie_gifts, tie_line};
use crate::view::{Face, a_currency, emblem, first_name, handle, page_of, start_of};
use crate::visit::Visit;

/// Ties on one page.
const PAGE: u32 = 30;
/// Moments in the list.
const MOMENTS: usize = 40;
/// Moments on the braid.
const DRAWN: u32 = 200;
/// Faces of common acquaintances.
const FACES: usize = 6;
/// Common acquaintances looked for.
const COMMON: u32 = 60;
/// People who could meet through the viewer.
const MEET: usize = 2;

/// The query of the list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Looking {
    order: String,
    before: String,
    said: String,
}

/// Somebody the viewer has a tie with.
pub struct Line {
    face: Face,
    href: String,
    rel: String,
    hint: String,
}

#[derive(Template)]
#[template(path = "ties.html")]
struct TiesPage {
    f: Frame,
    closest: bool,
    lines: Vec<Line>,
    only: Option<String>,
    older: Option<String>,
    ended: bool,
}

/// `GET /ties`
pub async fn list(visit: Visit, Query(looking): Query<Looking>) -> Answer {
    let (member, lang, now) = (visit.member()?.clone(), visit.lang(), visit.now_ms());
    let order = if looking.order == "closest" { Order::Closest } else { Order::Newest };
    let before = looking.before.parse::<i64>().ok().filter(|id| *id > 0);
    let read = visit.db().read(move |tx| {
        let page = Page { max_id: before, ..Page::first(PAGE) };
        let found = ties::of_in(tx, member.person, page, order)?;
        let people = accounts::views(tx, &found.items.iter().map(|tie| tie.other).collect::<Vec<_>>())?;
        Ok::<_, soulava_social::Error>((found, people))
    });
    let (found, people) = read.await?;
    let line = |tie: &Tie| {
        let person = people.iter().find(|person| person.id == tie.other)?;
        let name = first_name(person);
        let values: [(&'static str, &dyn Arg); 2] =
            [("gifts", &tie_gifts(lang, &name, tie)), ("when", &fmt::when(lang, tie.last_at, now))];
        Some(Line {
            face: Face::of(person),
            href: format!("/ties/{}", handle(person)),
            rel: tie_line(lang, now, tie),
            hint: lang.with("ties-hint", &values),
        })
    };
    let lines: Vec<Line> = found.items.iter().filter_map(line).collect();
    let closest = order == Order::Closest;
    let here = if closest { "/ties?order=closest&before=" } else { "/ties?before=" };
    visit.page(Place::People, lang.t("ties-title"), |f| TiesPage {
        only: (lines.len() == 1 && before.is_none()).then(|| lang.with("ties-one", &[("name", &lines[0].face.first)])),
        older: found.last.filter(|_| found.items.len() == PAGE as usize).map(|id| format!("{here}{id}")),
        ended: looking.said == "ended",
        closest,
        lines,
        f,
    })
}

/// One line of the history.
pub struct Told {
    knot: &'static str,
    emblem: Option<String>,
    line: String,
    words: String,
    lang: String,
    href: Option<String>,
    note: String,
    at: i64,
}

/// Somebody who could meet the other through the viewer.
pub struct Meet {
    face: Face,
    href: String,
    label: String,
}

#[derive(Template)]
#[template(path = "tie.html")]
struct TiePage {
    f: Frame,
    you: Face,
    them: Face,
    handle: String,
    lede: String,
    present: bool,
    greeted: Option<String>,
    braid: String,
    frame: String,
    legend: Vec<(&'static str, String)>,
    told: Vec<Told>,
    older: Option<String>,
    earlier: bool,
    stage: String,
    why: Vec<String>,
    facts: Vec<(String, String)>,
    rules: String,
    both: Vec<Face>,
    both_names: String,
    meet: Vec<Meet>,
    note: String,
    hidden: bool,
    rests: bool,
    tied: bool,
}

/// What the page of two needs.
struct Between {
    other: Arc<AccountView>,
    tie: Tie,
    beginning: Option<Moment>,
    moments: Vec<Moment>,
    listed: Vec<Moment>,
    more: Option<i64>,
    gifts: HashMap<GiftId, GiftView>,
    open: Vec<GiftView>,
    posts: Vec<PostView>,
    common: Vec<Arc<AccountView>>,
    meet: Vec<Arc<AccountView>>,
    note: String,
    greeted: bool,
}

/// The query of the page of two.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Before {
    before: String,
}

fn load(
    tx: &soulava_social::Tx,
    member: &soulava_social::Member,
    other: AccountId,
    before: Option<i64>,
) -> Result<Between> {
    let (viewer, me) = (Viewer::from(member), member.person);
    let account = accounts::view(tx, other)?;
    if !account.is_shown() {
        return Err(Refusal::not_found());
    }
    let tie = ties::between(tx, me, other)?.ok_or_else(Refusal::not_found)?;
    let moments = ties::history(tx, me, other, Page::first(DRAWN))?.items;
    let between = gifts::between(tx, &viewer, me, other, Page::first(40))?.items;
    let open: Vec<GiftView> = between.into_iter().filter(|gift| gift.gift.state == GiftState::Given).collect();
    if moments.is_empty() && open.is_empty() && tie.stage.is_none() {
        return Err(Refusal::not_found());
    }
    let page = Page { max_id: before, ..Page::first(MOMENTS as u32 + 1) };
    let mut listed = if before.is_some() {
        ties::history(tx, me, other, page)?.items
    } else {
        moments.iter().take(MOMENTS + 1).copied().collect()
    };
    let more = listed.len() > MOMENTS;
    listed.truncate(MOMENTS);
    let given: Vec<GiftId> = moments
        .iter()
        .chain(&listed)
        .filter(|moment| moment.kind == ActKind::Thanks)
        .map(|moment| GiftId(moment.object))
        .collect();
    let said: Vec<PostId> = listed
        .iter()
        .filter(|moment| matches!(moment.kind, ActKind::Reply | ActKind::Mention | ActKind::Message | ActKind::Use))
        .map(|moment| PostId(moment.object))
        .collect();
    let common = ties::common(tx, me, other, COMMON)?;
    let meet = if tie.stage.is_some() { ties::could_meet(tx, member, other, MEET)? } else { Vec::new() };
    Ok(Between {
        beginning: ties::beginning(tx, me, other)?,
        gifts: gifts::views(tx, &viewer, &given)?.into_iter().map(|gift| (gift.gift.id, gift)).collect(),
        posts: posts::views(tx, &viewer, &said)?,
        common: accounts::views(tx, &common)?,
        meet: accounts::views(tx, &meet)?,
        note: relations::relationships(tx, member, &[other])?.pop().map(|r| r.note).unwrap_or_default(),
        greeted: ties::greeted(tx, member, other)?,
        more: listed.last().filter(|_| more).map(|moment| moment.at),
        other: account,
        tie,
        moments,
        listed,
        open,
    })
}

/// `GET /ties/{name}`: you and somebody. Not there for whoever has nothing with them.
pub async fn show(visit: Visit, Path(name): Path<String>, Query(before): Query<Before>) -> Answer {
    let (member, lang, now) = (visit.member()?.clone(), visit.lang(), visit.now_ms());
    let host = visit.web().urls.host().to_owned();
    let before = before.before.parse::<i64>().ok().filter(|at| *at > 0);
    let read = visit.db().read(move |tx| {
        let other = find(tx, &name, &host)?;
        let me = accounts::view(tx, member.person)?;
        Ok::<_, soulava_social::Error>((load(tx, &member, other, before)?, me))
    });
    let (it, me) = read.await?;
    let them = Face::of(&it.other);
    let named = |key: &str| lang.with(key, &[("name", &them.first)]);
    let title = named("tie-title");
    let marks = marks(&it);
    let from = it.moments.iter().map(|moment| moment.at).min().unwrap_or(it.tie.began_at).max(1);
    let label_values: [(&'static str, &dyn Arg); 2] = [("name", &them.first), ("from", &fmt::month(lang, from))];
    let label = lang.with("tie-braid-label", &label_values);
    let you_word = lang.t("tie-you");
    let braid =
        Braid { from, to: now, stage: it.tie.stage, marks: &marks, you: &you_word, name: &them.first, label: &label };
    let rules = ties::rules();
    let rule_values: [(&'static str, &dyn Arg); 5] = [
        ("days", &rules.familiar.days_each),
        ("within", &rules.familiar.within_days),
        ("many", &rules.close.days_each),
        ("span", &rules.close.span_days),
        ("version", &rules.version),
    ];
    let both: Vec<String> = it.common.iter().map(|person| first_name(person)).collect();
    let both: Vec<&str> = both.iter().map(String::as_str).collect();
    let meet = |person: &Arc<AccountView>| Meet {
        face: Face::of(person),
        href: format!("/introductions/new?a={}&b={}", handle(&it.other), handle(person)),
        label: lang.with("tie-meet-do", &[("name", &them.first), ("other", &first_name(person))]),
    };
    let mut told: Vec<Told> = Vec::new();
    if before.is_none() {
        told.extend(it.open.iter().map(|gift| told_gift(lang, gift, me.id, &them.first, None)));
    }
    told.extend(it.listed.iter().map(|moment| tell(lang, &it, moment, me.id, &them.first)));
    visit.page(Place::People, title, |f| TiePage {
        lede: lede(lang, &it, me.id, &them.first, now),
        present: it.other.state == State::Active && !it.other.bot,
        greeted: it.greeted.then(|| named("greet-done")),
        braid: if marks.is_empty() { String::new() } else { braid.svg(lang) },
        frame: lang.with("tie-braid-frame", &[("from", &fmt::month(lang, from))]),
        legend: legend(lang, &them.first, &marks),
        told,
        older: it.more.map(|at| format!("/ties/{}?before={at}#hist", handle(&it.other))),
        earlier: before.is_some(),
        stage: stage_word(lang, &it.tie),
        why: why(lang, &them.first, &it.tie),
        facts: facts(lang, &them.first, &it.tie, now),
        rules: lang.with("tie-how-text", &rule_values),
        both: it.common.iter().take(FACES).map(|person| Face::of(person)).collect(),
        both_names: fmt::names(lang, &both, 4),
        meet: it.meet.iter().map(meet).collect(),
        note: it.note.clone(),
        hidden: it.tie.hidden,
        rests: it.tie.let_rest,
        tied: it.tie.stage.is_some(),
        handle: handle(&it.other),
        you: Face::of(&me),
        them: them.clone(),
        f,
    })
}

fn stage_word(lang: Lang, tie: &Tie) -> String {
    lang.t(match tie.stage {
        None if tie.ended_at > 0 => "tie-stage-ended",
        None => "tie-stage-none",
        Some(_) if tie.resting => "tie-stage-resting",
        Some(Stage::Acquainted) => "tie-stage-acquainted",
        Some(Stage::Familiar) => "tie-stage-familiar",
        Some(Stage::Close) => "tie-stage-close",
    })
}

fn lede(lang: Lang, it: &Between, me: AccountId, name: &str, now: i64) -> String {
    let first = match it.tie.stage {
        None if it.tie.ended_at > 0 => lang.with("tie-lede-ended", &[("when", &fmt::when(lang, it.tie.ended_at, now))]),
        None => lang.t("tie-lede-none"),
        Some(Stage::Acquainted) => lang.t("tie-lede-acquainted"),
        Some(Stage::Familiar) => lang.t("tie-lede-familiar"),
        Some(Stage::Close) => lang.t("tie-lede-close"),
    };
    let Some(start) = &it.beginning else { return first };
    let key = match (start.kind, start.mine) {
        (ActKind::Reply, true) => "tie-began-reply-mine",
        (ActKind::Reply, false) => "tie-began-reply-theirs",
        (ActKind::Mention | ActKind::Message, true) => "tie-began-word-mine",
        (ActKind::Mention | ActKind::Message, false) => "tie-began-word-theirs",
        (ActKind::Greeting, true) => "tie-began-greeting-mine",
        (ActKind::Greeting, false) => "tie-began-greeting-theirs",
        (ActKind::Gift, false) | (ActKind::Thanks, true) => "tie-began-gift-mine",
        (ActKind::Gift, true) | (ActKind::Thanks, false) => "tie-began-gift-theirs",
        (ActKind::Use, true) => "tie-began-use-mine",
        (ActKind::Use, false) => "tie-began-use-theirs",
        (ActKind::Invitation, true) if start.object == it.tie.other.0 => "tie-began-bell-mine",
        (ActKind::Invitation, true) => "tie-began-invited-mine",
        (ActKind::Invitation, false) if start.object == me.0 => "tie-began-bell-theirs",
        (ActKind::Invitation, false) => "tie-began-invited-theirs",
        (ActKind::Introduction, _) => "tie-began-introduced",
        (ActKind::Meeting, _) => "tie-began-met",
    };
    let values: [(&'static str, &dyn Arg); 2] = [("name", &name), ("when", &fmt::when(lang, start.at, now))];
    format!("{first} {}", lang.with(key, &values))
}

fn why(lang: Lang, name: &str, tie: &Tie) -> Vec<String> {
    let mut why = vec![lang.t(match tie.stage {
        None => "tie-why-none",
        Some(Stage::Acquainted) => "tie-why-acquainted",
        Some(Stage::Familiar) => "tie-why-familiar",
        Some(Stage::Close) => "tie-why-close",
    })];
    if tie.stage.is_some() {
        let key = match (tie.given, tie.got) {
            (given, got) if given > got * 1.5 => "tie-why-more",
            (given, got) if got > given * 1.5 => "tie-why-less",
            _ => "tie-why-even",
        };
        why.push(lang.with(key, &[("name", &name)]));
        why.push(lang.with("tie-why-ways", &[("count", &tie.ways)]));
    }
    if tie.resting {
        why.push(lang.t(if tie.let_rest { "tie-why-let-rest" } else { "tie-why-rests" }));
    }
    why
}

fn facts(lang: Lang, name: &str, tie: &Tie, now: i64) -> Vec<(String, String)> {
    let side = |acts: i64, gifts: i64| lang.with("tie-fact-side", &[("acts", &acts), ("gifts", &gifts)]);
    vec![
        (lang.t("tie-fact-you"), side(tie.mine, tie.gifts_mine)),
        (lang.with("tie-fact-them", &[("name", &name)]), side(tie.theirs, tie.gifts_theirs)),
        (lang.t("tie-fact-began"), fmt::date(lang, tie.began_at)),
        (lang.t("tie-fact-last"), fmt::when(lang, tie.last_at, now)),
    ]
}

/// The beads: gifts, meetings, introductions, and words.
fn marks(it: &Between) -> Vec<(i64, Mark)> {
    let mark = |moment: &Moment| match moment.kind {
        ActKind::Thanks => match it.gifts.get(&GiftId(moment.object)) {
            Some(gift) if gift.gift.heirloom.is_some() => Mark::Heirloom(moment.mine),
            _ if moment.mine => Mark::Mine,
            _ => Mark::Theirs,
        },
        ActKind::Meeting => Mark::Meeting,
        ActKind::Invitation | ActKind::Introduction => Mark::Introduction,
        _ => Mark::Word(moment.mine),
    };
    it.moments.iter().map(|moment| (moment.at, mark(moment))).collect()
}

fn legend(lang: Lang, name: &str, marks: &[(i64, Mark)]) -> Vec<(&'static str, String)> {
    let named = |key: &str| lang.with(key, &[("name", &name)]);
    let has = |wanted: fn(&Mark) -> bool| marks.iter().any(|(_, mark)| wanted(mark));
    let all: [(&'static str, bool, String); 7] = [
        (
            r#"<circle cx="10" cy="10" r="7" class="f-shell"/>"#,
            has(|mark| *mark == Mark::Mine),
            lang.t("tie-legend-mine"),
        ),
        (
            r#"<circle cx="10" cy="10" r="7" class="f-sea"/>"#,
            has(|mark| *mark == Mark::Theirs),
            named("tie-legend-theirs"),
        ),
        (
            r#"<circle cx="10" cy="10" r="5" class="f-surface s-shell" stroke-width="2"/>"#,
            has(|mark| *mark == Mark::Word(true)),
            lang.t("tie-legend-words"),
        ),
        (
            r#"<circle cx="10" cy="10" r="5" class="f-surface s-sea" stroke-width="2"/>"#,
            has(|mark| *mark == Mark::Word(false)),
            named("tie-legend-words2"),
        ),
        (
            r#"<circle cx="10" cy="10" r="7" class="f-pearl s-ink" stroke-width="2"/><path d="M10 3a7 7 0 0 1 0 14z" class="f-ink"/>"#,
            has(|mark| *mark == Mark::Meeting),
            lang.t("tie-legend-met"),
        ),
        (
            r#"<circle cx="7" cy="10" r="5" class="f-sun"/><circle cx="13" cy="10" r="5" class="f-sun" opacity=".75"/>"#,
            has(|mark| *mark == Mark::Introduction),
            lang.t("tie-legend-intro"),
        ),
        (
            r#"<path d="M10 2l8 8-8 8-8-8z" class="f-plum"/>"#,
            has(|mark| matches!(mark, Mark::Heirloom(_))),
            lang.t("tie-legend-heirloom"),
        ),
    ];
    all.into_iter().filter(|(_, shown, _)| *shown).map(|(shape, _, text)| (shape, text)).collect()
}

fn tell(lang: Lang, it: &Between, moment: &Moment, me: AccountId, name: &str) -> Told {
    if moment.kind == ActKind::Thanks
        && let Some(gift) = it.gifts.get(&GiftId(moment.object))
    {
        return told_gift(lang, gift, me, name, Some(moment.at));
    }
    let key = match (moment.kind, moment.mine) {
        (ActKind::Reply, true) => "tie-did-reply-mine",
        (ActKind::Reply, false) => "tie-did-reply-theirs",
        (ActKind::Mention, true) => "tie-did-mention-mine",
        (ActKind::Mention, false) => "tie-did-mention-theirs",
        (ActKind::Message, true) => "tie-did-message-mine",
        (ActKind::Message, false) => "tie-did-message-theirs",
        (ActKind::Greeting, true) => "tie-did-greeting-mine",
        (ActKind::Greeting, false) => "tie-did-greeting-theirs",
        (ActKind::Gift | ActKind::Thanks, true) => "tie-did-gift-mine",
        (ActKind::Gift | ActKind::Thanks, false) => "tie-did-gift-theirs",
        (ActKind::Use, true) => "tie-did-use-mine",
        (ActKind::Use, false) => "tie-did-use-theirs",
        (ActKind::Invitation, true) => "tie-did-invited-mine",
        (ActKind::Invitation, false) => "tie-did-invited-theirs",
        (ActKind::Introduction, _) => "tie-did-introduced",
        (ActKind::Meeting, _) => "tie-did-met",
    };
    let post = it.posts.iter().map(said).find(|view| view.post.id.0 == moment.object);
    Told {
        knot: match (moment.kind, moment.mine) {
            (ActKind::Invitation | ActKind::Introduction, _) => " knot--sun",
            (ActKind::Meeting, _) => " knot--pearl",
            (_, true) => "",
            (_, false) => " knot--sea",
        },
        emblem: None,
        line: lang.with(key, &[("name", &name), ("times", &moment.times)]),
        words: post.map(|view| start_of(&view.post.text, 120)).unwrap_or_default(),
        lang: post.map(|view| view.post.language.clone()).unwrap_or_default(),
        href: post.map(|view| format!("{}/{}", page_of(&view.author), view.post.id)),
        note: String::new(),
        at: moment.at,
    }
}

fn told_gift(lang: Lang, gift: &GiftView, me: AccountId, name: &str, at: Option<i64>) -> Told {
    let mine = gift.gift.giver == Some(me);
    let what = a_currency(lang, "gift-a-low", &gift.currency.name);
    let key = if mine { "tie-did-gave-mine" } else { "tie-did-gave-theirs" };
    let note = match gift.gift.state {
        GiftState::Given if mine => lang.with("gift-open-you", &[("name", &name)]),
        GiftState::Given => lang.t("gift-open-mine"),
        _ => String::new(),
    };
    Told {
        knot: if mine { "" } else { " knot--sea" },
        emblem: Some(emblem(&gift.currency)),
        line: lang.with(key, &[("name", &name), ("currency", &what)]),
        words: gift.reason.clone(),
        lang: String::new(),
        href: Some(format!("/gifts/{}", gift.gift.id)),
        note,
        at: at.unwrap_or(gift.gift.given_at),
    }
}

/// A button beside a tie.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CareForm {
    #[serde(rename = "do")]
    act: String,
    note: String,
    back: String,
}

/// `POST /ties/{name}/greet`
pub async fn greet(visit: Visit, Path(name): Path<String>, sent: Sent<CareForm>) -> Answer {
    let (member, host) = (visit.member()?.clone(), visit.web().urls.host().to_owned());
    let back = if sent.form.back == "tie" { format!("/ties/{name}") } else { format!("/@{name}") };
    visit
        .db()
        .write(move |tx| {
            let whom = find(tx, &name, &host)?;
            ties::greet(tx, &member, whom)
        })
        .await?;
    Ok(see(&back))
}

/// `POST /ties/{name}/care`: note, hide, let rest, end, erase, and each the other way round.
pub async fn care(visit: Visit, Path(name): Path<String>, sent: Sent<CareForm>) -> Answer {
    let (member, host) = (visit.member()?.clone(), visit.web().urls.host().to_owned());
    let ends = matches!(sent.form.act.as_str(), "end" | "erase");
    let back = if ends { "/ties?said=ended".to_owned() } else { format!("/ties/{name}") };
    visit
        .db()
        .write(move |tx| {
            let whom = find(tx, &name, &host)?;
            match sent.form.act.as_str() {
                "note" => relations::note(tx, &member, whom, &sent.form.note),
                "hide" => ties::hide(tx, &member, whom, true),
                "show" => ties::hide(tx, &member, whom, false),
                "rest" => ties::rest(tx, &member, whom, true),
                "wake" => ties::rest(tx, &member, whom, false),
                "end" => ties::end(tx, &member, whom),
                "erase" => ties::erase(tx, &member, whom),
                _ => Err(Refusal::not_found()),
            }
        })
        .await?;
    Ok(see(&back))
}
