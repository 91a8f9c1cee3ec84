//! Somebody's standing with all its reasons: what for, from whom, what did not count and why, and how to check it.
//!
//! Its owner sees everything; others the sentence and what is public anyway. Nobody is compared with anybody.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use soulava_social::accounts::AccountView;
use soulava_social::cases::{self, WORDS_MAX};
use soulava_social::recognitions::RecognitionKind;
use soulava_social::standing::{self, Deed, Explained, Given, SeenFrom, Who, WhyNot};
use soulava_social::vouches::{self, Vouching};
use soulava_social::{Page, Refusal, accounts, gifts};

use crate::fmt;
use crate::forms::Sent;
use crate::i18n::{Lang, escape};
use crate::page::{Answer, Errors, Frame, Place, see};
use crate::pages::cases::{self as case_pages, CaseCard};
use crate::pages::person::find;
use crate::view::{Bonds, Face, first_name, handle, known, page_of};
use crate::visit::Visit;

/// Things of the lifetime list on one page.
const LIFETIME: u32 = 20;
/// Beads of one column of the chart.
const BEADS_MAX: u32 = 40;

/// Everything one person said.
pub struct VoiceLine {
    face: Face,
    points: String,
    about: String,
    deeds: Vec<DeedLine>,
}

/// One thing somebody was glad of.
pub struct DeedLine {
    text: String,
    words: String,
    href: String,
    when: String,
    points: String,
    contest: String,
}

/// What did not count for one reason.
pub struct UncountedGroup {
    why: String,
    lines: Vec<DeedLine>,
}

/// Something that was given, ever.
pub struct LifetimeLine {
    href: String,
    words: String,
    from: String,
    when: String,
}

#[derive(Template)]
#[template(path = "standing.html")]
struct StandingPage {
    f: Frame,
    face: Face,
    here: String,
    own: bool,
    hidden: bool,
    eyebrow: String,
    rel: String,
    heading: String,
    lede: String,
    figure: String,
    voice: String,
    staff: String,
    rest: String,
    seen_from_you: String,
    chart: String,
    chart_rows: Vec<(String, String)>,
    voices: Vec<VoiceLine>,
    uncounted: Vec<UncountedGroup>,
    lifetime: Vec<LifetimeLine>,
    lifetime_more: Option<String>,
    bands: bool,
    cards: Vec<CaseCard>,
}

/// Where the lifetime list goes on.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Looking {
    before: String,
}

/// `GET /@{name}/standing`
pub async fn show(visit: Visit, Path(name): Path<String>, Query(looking): Query<Looking>) -> Answer {
    let (viewer, lang, now) = (visit.viewer(), visit.lang(), visit.now_ms());
    let host = visit.web().urls.host().to_owned();
    let standings = visit.standings().clone();
    let page = Page { max_id: looking.before.parse().ok().filter(|id| *id > 0), ..Page::first(LIFETIME) };
    let read = visit.db().read(move |tx| {
        let id = find(tx, &name, &host)?;
        let (explained, own) = standing::shown(&standings, tx, &viewer, id)?;
        let bonds = Bonds::load(tx, &viewer, &[id])?;
        let people = standing::named(tx, &explained)?;
        let account = accounts::view(tx, id)?;
        let seen = match viewer.0.as_ref().filter(|_| !own) {
            Some(member) => Some(standings.seen_from(tx, member.person, id)?),
            None => None,
        };
        let lifetime = gifts::received_by(tx, &viewer, id, page)?;
        let bands = standing::members(tx)? >= standing::rules().members_min;
        let (mut hidden, mut theirs, mut found, mut concerned) = (false, Vouching::default(), Vec::new(), Vec::new());
        if let Some(member) = viewer.0.as_ref().filter(|_| own) {
            hidden = standing::is_hidden(tx, id)?;
            theirs = vouches::of(tx, id)?;
            found = cases::of(tx, member)?;
            concerned = case_pages::people(tx, &found)?;
        }
        Ok::<_, soulava_social::Error>((
            (account, bonds),
            explained,
            own,
            people,
            seen,
            lifetime,
            bands,
            hidden,
            theirs,
            found,
            concerned,
        ))
    });
    let ((account, bonds), explained, own, people, seen, lifetime, bands, hidden, theirs, found, concerned) =
        read.await?;
    let (first, here) = (first_name(&account), page_of(&account));
    let sentence = known::sentence(lang, &explained.topics);
    let band = explained.figure.band.filter(|_| bands).map(|band| known::band(lang, band));
    let heading = match (band, sentence.is_empty()) {
        (Some(band), true) => band,
        (Some(band), false) => lang.with("vouch-heading", &[("band", &band), ("sentence", &lower(&sentence))]),
        (None, false) => sentence,
        (None, true) => lang.with("vouch-nothing-yet", &[("name", &first)]),
    };
    let count = i64::from(explained.figure.people);
    let lede = if count > 0 && (own || !explained.voices.is_empty()) {
        let people = if own { count } else { explained.voices.len() as i64 };
        lang.with(if own { "vouch-lede-own" } else { "vouch-lede" }, &[("name", &first), ("count", &people)])
    } else {
        lang.t("vouch-lede-none")
    };
    let more = lifetime.last.filter(|_| lifetime.items.len() == LIFETIME as usize);
    let lifetime = lifetime.items.iter().map(|gift| LifetimeLine {
        href: format!("/gifts/{}", gift.gift.id),
        words: gift.reason.clone(),
        from: Face::or_gone(gift.stall.as_deref().or(gift.giver.as_deref()), lang).name,
        when: fmt::date(lang, gift.gift.given_at),
    });
    let lifetime: Vec<_> = lifetime.collect();
    let beads: Vec<(String, u32)> =
        explained.topics.iter().map(|topic| (known::subject(lang, &topic.subject), topic.people)).collect();
    let shown = Shown { lang, explained: &explained, people: &people, own, here: &here };
    let (by_staff, _) = explained.by_staff();
    let title = lang.with("vouch-title", &[("name", &first)]);
    visit.page(if own { Place::You } else { Place::Elsewhere }, title, |f| StandingPage {
        rel: if own { String::new() } else { bonds.line(lang, now, &account) },
        eyebrow: lang.with("vouch-eyebrow", &[("name", &account.display_name), ("square", &f.square())]),
        figure: if own { known::figure(lang, explained.figure.points) } else { String::new() },
        voice: if own { voice(lang, &theirs, explained.figure.voice) } else { String::new() },
        staff: if own && by_staff >= 0.05 {
            lang.with("vouch-staff", &[("points", &known::figure(lang, by_staff))])
        } else {
            String::new()
        },
        rest: if own && explained.rest >= 0.05 {
            lang.with("vouch-rest", &[("points", &known::figure(lang, explained.rest))])
        } else {
            String::new()
        },
        seen_from_you: seen.map(|seen| seen_from_you(lang, &first, seen)).unwrap_or_default(),
        chart: chart(lang, &first, &beads),
        chart_rows: beads.iter().map(|(what, count)| (what.clone(), hands(lang, *count))).collect(),
        voices: shown.voices(),
        uncounted: shown.uncounted(),
        lifetime,
        lifetime_more: more.map(|id| format!("{here}/standing?before={id}#lifetime")),
        cards: found.iter().map(|case| CaseCard::of(case, &concerned, lang, now)).collect(),
        face: Face::of(&account),
        heading,
        lede,
        own,
        hidden,
        bands,
        here: here.clone(),
        f,
    })
}

/// The sentence in the middle of another one.
fn lower(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// Whether one's own word weighs, and why.
fn voice(lang: Lang, theirs: &Vouching, voice: f64) -> String {
    let weighs = known::figure(lang, voice);
    match theirs.vetting.filter(|_| theirs.vetted) {
        Some(vetting) if vetting.until_day.is_some() => lang.with("vouch-own-ends", &[("voice", &weighs)]),
        Some(_) => lang.with("vouch-own-voice", &[("voice", &weighs)]),
        None => {
            lang.with("vouch-own-none", &[("count", &(theirs.vouches.iter().filter(|it| it.counts).count() as i64))])
        }
    }
}

fn seen_from_you(lang: Lang, name: &str, seen: SeenFrom) -> String {
    if seen.path && seen.points >= 0.05 {
        lang.with("vouch-from-you", &[("name", &name), ("points", &known::figure(lang, seen.points))])
    } else {
        lang.with("vouch-from-you-none", &[("name", &name)])
    }
}

/// A bead for each person, in a column for each subject.
fn chart(lang: Lang, name: &str, columns: &[(String, u32)]) -> String {
    if columns.is_empty() {
        return String::new();
    }
    let list: Vec<String> = columns
        .iter()
        .map(|(what, count)| lang.with("vouch-topic-first", &[("what", what), ("count", &i64::from(*count))]))
        .collect();
    let label = lang.with("vouch-chart", &[("name", &name), ("list", &list.join(", "))]);
    let wide = |count: u32| 24 * i64::from(count.min(BEADS_MAX).div_ceil(4)).max(5) + 32;
    let width: i64 = columns.iter().map(|(_, count)| wide(*count)).sum::<i64>().max(640);
    let mut svg = format!(
        r#"<svg class="chart chart--wide" viewBox="0 0 {width} 172" role="img" aria-label="{}">"#,
        escape(&label)
    );
    let mut left = 21;
    for (at, (what, count)) in columns.iter().enumerate() {
        let class = ["f-shell", "f-sea", "f-sun", "f-plum", "f-moss"][at % 5];
        for bead in 0..i64::from((*count).min(BEADS_MAX)) {
            let (x, y) = (left + 9 + 24 * (bead / 4), 104 - 24 * (bead % 4));
            let _ = write!(svg, r#"<circle cx="{x}" cy="{y}" r="9" class="{class}"/>"#);
        }
        let _ = write!(
            svg,
            r#"<text x="{left}" y="140" class="svg-t">{}</text><text x="{left}" y="160" class="svg-b">{}</text>"#,
            escape(&crate::view::start_of(what, 18)),
            escape(&hands(lang, *count))
        );
        left += wide(*count);
    }
    let _ = write!(svg, r#"<path d="M14 118H{}" class="s-line" stroke-width="2"/></svg>"#, width - 14);
    svg
}

/// How many people.
fn hands(lang: Lang, count: u32) -> String {
    lang.with("vouch-hands", &[("count", &i64::from(count))])
}

/// An explanation on its way to the page.
struct Shown<'a> {
    lang: Lang,
    explained: &'a Explained,
    people: &'a [Arc<AccountView>],
    own: bool,
    here: &'a str,
}

impl Shown<'_> {
    fn face(&self, who: Who) -> Face {
        match who {
            Who::Person(id) => Face::or_gone(self.people.iter().find(|it| it.id == id).map(AsRef::as_ref), self.lang),
            Who::Gone => Face::or_gone(None, self.lang),
            Who::Hidden => Face {
                name: self.lang.t("vouch-between-others"),
                first: self.lang.t("vouch-between-others"),
                ..Face::default()
            },
        }
    }

    fn voices(&self) -> Vec<VoiceLine> {
        let lines = self.explained.voices.iter().map(|voice| {
            let mut about = Vec::new();
            if self.own && voice.who != Who::Hidden {
                let weighs = known::figure(self.lang, voice.voice);
                about.push(self.lang.with("vouch-weighs", &[("voice", &weighs)]));
                if voice.through_you >= 0.05 {
                    let through = known::figure(self.lang, voice.through_you);
                    about.push(self.lang.with("vouch-through-you", &[("points", &through)]));
                }
            }
            if voice.staff {
                about.push(self.lang.t("vouch-is-staff"));
            }
            VoiceLine {
                face: self.face(voice.who),
                points: if self.own { known::figure(self.lang, voice.points) } else { String::new() },
                about: about.join(" "),
                deeds: voice
                    .parts
                    .iter()
                    .map(|part| {
                        let mut line = self.deed(&part.given);
                        if self.own {
                            line.points = known::figure(self.lang, part.points);
                        }
                        line
                    })
                    .collect(),
            }
        });
        lines.collect()
    }

    fn uncounted(&self) -> Vec<UncountedGroup> {
        let mut groups: BTreeMap<&'static str, Vec<DeedLine>> = BTreeMap::new();
        for it in &self.explained.uncounted {
            let mut line = self.deed(&it.given);
            line.text = self.lang.with("vouch-said-by", &[("name", &self.face(it.who).name), ("what", &line.text)]);
            groups.entry(why(it.why)).or_default().push(line);
        }
        groups.into_iter().map(|(key, lines)| UncountedGroup { why: self.lang.t(key), lines }).collect()
    }

    fn deed(&self, given: &Given) -> DeedLine {
        let key = match given.kind {
            RecognitionKind::Gift => "vouch-deed-gift",
            RecognitionKind::Heirloom => "vouch-deed-heirloom",
            RecognitionKind::Made => "vouch-deed-made",
            RecognitionKind::Helped => "vouch-deed-helped",
            RecognitionKind::Favourite => "vouch-deed-favourite",
            RecognitionKind::Introduction => "vouch-deed-introduction",
        };
        let href = match given.deed {
            Deed::Gift(id) => format!("/gifts/{id}"),
            Deed::Post(id) => format!("{}/{id}", self.here),
            Deed::Introduction(_) | Deed::Hidden => String::new(),
        };
        let contest = if self.own && given.recognition != 0 {
            format!("/standing/contest?entry={}", given.recognition)
        } else {
            String::new()
        };
        DeedLine {
            text: self.lang.t(key),
            words: given.words.clone(),
            href,
            when: fmt::date(self.lang, given.day * 86_400_000),
            points: String::new(),
            contest,
        }
    }
}

fn why(why: WhyNot) -> &'static str {
    match why {
        WhyNot::Money => "vouch-why-money",
        WhyNot::NotAccepted => "vouch-why-not-accepted",
        WhyNot::Again => "vouch-why-again",
        WhyNot::Retracted => "vouch-why-retracted",
        WhyNot::Void => "vouch-why-void",
        WhyNot::OwnStall => "vouch-why-own-stall",
        WhyNot::NoVoice => "vouch-why-no-voice",
        WhyNot::OwnVoice => "vouch-why-own-voice",
        WhyNot::Faded => "vouch-why-faded",
        WhyNot::Gone => "vouch-why-gone",
    }
}

/// `GET /@{name}/standing.json`: everything, for its owner alone.
pub async fn json(visit: Visit, Path(name): Path<String>) -> Result<Response, crate::page::Trouble> {
    let (viewer, host) = (visit.viewer(), visit.web().urls.host().to_owned());
    let standings = visit.standings().clone();
    let read = visit.db().read(move |tx| {
        let id = find(tx, &name, &host)?;
        let (explained, own) = standing::shown(&standings, tx, &viewer, id)?;
        if !own {
            return Err(Refusal::not_found());
        }
        let people = standing::named(tx, &explained)?;
        Ok::<_, soulava_social::Error>(standing::export(&explained, &people, own))
    });
    let text = serde_json::to_string_pretty(&read.await?).map_err(|error| crate::page::Trouble::broken(&error))?;
    Ok(([(header::CONTENT_TYPE, "application/json; charset=utf-8")], text).into_response())
}

/// Show it or hide it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Hiding {
    #[serde(rename = "do")]
    act: String,
}

/// `POST /standing/hide`
pub async fn hide(visit: Visit, sent: Sent<Hiding>) -> Answer {
    let signed = visit.signed().ok_or(crate::page::Trouble::SignIn)?;
    let (member, back) = (signed.member.clone(), format!("/@{}/standing", handle(&signed.account)));
    let hidden = sent.form.act != "show";
    visit.db().write(move |tx| standing::hide(tx, &member, hidden)).await?;
    Ok(see(&back))
}

#[derive(Template)]
#[template(path = "contest.html")]
struct ContestPage {
    f: Frame,
    form: Contest,
}

/// What is not right.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Contest {
    entry: String,
    words: String,
}

/// `GET /standing/contest?entry=ID`
pub async fn contest_form(visit: Visit, Query(form): Query<Contest>) -> Answer {
    let member = visit.member()?.clone();
    let entry = form.entry.parse::<i64>().map_err(|_| Refusal::NotFound)?;
    visit.db().read(move |tx| cases::may_contest(tx, &member, entry)).await?;
    let title = visit.lang().t("vouch-contest-title");
    visit.page(Place::You, title, |f| ContestPage { f, form: Contest { words: String::new(), ..form } })
}

/// `POST /standing/contest`
pub async fn contest(visit: Visit, sent: Sent<Contest>) -> Answer {
    let member = visit.member()?.clone();
    let entry = sent.form.entry.parse::<i64>().map_err(|_| Refusal::NotFound)?;
    let words = sent.form.words.clone();
    match visit.db().write(move |tx| cases::contest(tx, &member, entry, &words)).await {
        Ok(id) => Ok(see(&format!("/standing/questions/{id}"))),
        Err(error) => {
            let errors: Errors = visit.errors(error)?;
            let title = visit.lang().t("vouch-contest-title");
            visit.again(Place::You, title, errors, |f| ContestPage { f, form: sent.form })
        }
    }
}
