//! Questions about recognitions: for moderators, who decide with reasons, and for those concerned, who can appeal.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use soulava_social::accounts::{self, AccountView};
use soulava_social::cases::{self, About, CaseKind, CaseView, Verdict, WORDS_MAX};
use soulava_social::recognitions::RecognitionKind;
use soulava_social::{AccountId, Page, Refusal, Result, Tx};

use crate::fmt;
use crate::forms::Sent;
use crate::i18n::Lang;
use crate::page::{Answer, Errors, Frame, Place, see};
use crate::view::{Face, first_name};
use crate::visit::Visit;

/// Questions on a page.
const SHOWN: u32 = 20;
/// Faces and names shown with one.
const FACES: usize = 6;

/// A question, ready for a page.
pub struct CaseCard {
    /// The row.
    pub id: i64,
    /// Its own page.
    pub href: String,
    /// In a word.
    pub title: String,
    /// In a sentence.
    pub text: String,
    /// Those in front.
    pub faces: Vec<Face>,
    /// What it is about: the words, where to read it, the day.
    pub lines: Vec<(String, String, String)>,
    /// How many more there are; empty when none.
    pub more: String,
    /// Of who contests.
    pub words: String,
    /// Milliseconds since 1970.
    pub opened: i64,
    /// What holds, in a sentence.
    pub state: String,
    /// The statement of reasons.
    pub reasons: String,
    /// Against it.
    pub appeal: String,
    /// After the appeal.
    pub last_reasons: String,
    /// For a moderator.
    pub waits: bool,
    /// Whether it can be appealed.
    pub may_appeal: bool,
}

/// The accounts that some questions name.
pub fn people(tx: &Tx, found: &[CaseView]) -> Result<Vec<Arc<AccountView>>> {
    let named = |case: &CaseView| -> Vec<AccountId> {
        let about = case.about.iter().flat_map(|it| [it.voice, it.doer]).flatten();
        case.people.iter().copied().take(FACES).chain(about).chain(case.asked_by).collect()
    };
    let mut ids: Vec<AccountId> = found.iter().flat_map(named).collect();
    ids.sort_unstable();
    ids.dedup();
    accounts::views(tx, &ids)
}

impl CaseCard {
    /// Of a question, with the accounts it names.
    pub fn of(case: &CaseView, views: &[Arc<AccountView>], lang: Lang, now: i64) -> Self {
        let name = |id: Option<AccountId>| {
            let found = id.and_then(|id| views.iter().find(|view| view.id == id));
            found.map_or_else(|| lang.t("names-nobody"), |view| first_name(view))
        };
        // Of a burst only those who were recognised stand in front.
        let mut front: Vec<AccountId> = match case.kind {
            CaseKind::Burst => case.about.iter().filter_map(|it| it.doer).collect(),
            _ => case.people.clone(),
        };
        front.dedup();
        front.truncate(FACES);
        let names: Vec<String> = front.iter().map(|id| name(Some(*id))).collect();
        let names = fmt::names(lang, &names.iter().map(String::as_str).collect::<Vec<_>>(), 3);
        let (title, text) = match case.kind {
            CaseKind::Swap => ("vouch-case-swap", "vouch-case-swap-text"),
            CaseKind::Ring => ("vouch-case-ring", "vouch-case-ring-text"),
            CaseKind::Burst => ("vouch-case-burst", "vouch-case-burst-text"),
            CaseKind::Contest => ("vouch-case-contest", "vouch-case-contest-text"),
        };
        let names = if case.kind == CaseKind::Contest { name(case.asked_by) } else { names };
        let rest = case.about_in_all - case.about.len() as i64;
        Self {
            id: case.id,
            href: format!("/standing/questions/{}", case.id),
            title: lang.t(title),
            text: lang.with(text, &[("names", &names), ("count", &case.figure)]),
            faces: front
                .iter()
                .filter_map(|id| views.iter().find(|view| view.id == *id))
                .map(|it| Face::of(it))
                .collect(),
            lines: case.about.iter().map(|it| line(it, &name(it.voice), &name(it.doer), lang)).collect(),
            more: if rest > 0 { lang.with("vouch-case-more", &[("count", &rest)]) } else { String::new() },
            words: case.words.clone(),
            opened: case.opened_at,
            state: lang.t(match (case.holds(), case.appealed_at.is_some(), case.waits()) {
                (None, ..) => "vouch-case-open",
                (_, true, true) => "vouch-case-appealed",
                (Some(Verdict::Left), ..) => "vouch-case-left",
                (Some(Verdict::Void), ..) => "vouch-case-void",
            }),
            reasons: case.reasons.clone(),
            appeal: case.appeal.clone(),
            last_reasons: case.last_reasons.clone(),
            waits: case.waits(),
            may_appeal: case.may_appeal(now),
        }
    }
}

/// Who said what to whom, when, and where it can be read.
fn line(it: &About, voice: &str, doer: &str, lang: Lang) -> (String, String, String) {
    let (key, href) = match it.kind {
        RecognitionKind::Gift => ("vouch-about-gift", format!("/gifts/{}", it.object)),
        RecognitionKind::Heirloom => ("vouch-about-heirloom", format!("/gifts/{}", it.object)),
        RecognitionKind::Made => ("vouch-about-made", String::new()),
        RecognitionKind::Helped => ("vouch-about-helped", String::new()),
        RecognitionKind::Favourite => ("vouch-about-favourite", String::new()),
        RecognitionKind::Introduction => ("vouch-about-introduction", String::new()),
    };
    (lang.with(key, &[("voice", &voice), ("doer", &doer)]), href, fmt::date(lang, it.day * 86_400_000))
}

#[derive(Template)]
#[template(path = "swaps.html")]
struct Swaps {
    f: Frame,
    cards: Vec<CaseCard>,
    decided: bool,
    older: Option<String>,
    form: Decision,
}

/// Which questions.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Looking {
    show: String,
    before: String,
}

/// `GET /host/swaps`
pub async fn list(visit: Visit, Query(looking): Query<Looking>) -> Answer {
    shown(&visit, &looking, Decision::default(), Errors::default()).await
}

async fn shown(visit: &Visit, looking: &Looking, form: Decision, errors: Errors) -> Answer {
    let member = visit.member()?.clone();
    let decided = looking.show == "decided";
    let page = Page { max_id: looking.before.parse().ok().filter(|id| *id > 0), ..Page::first(SHOWN) };
    let read = visit.db().read(move |tx| {
        let found = cases::queue(tx, &member, !decided, page)?;
        let views = people(tx, &found.items)?;
        Ok::<_, soulava_social::Error>((found, views))
    });
    let (found, views) = read.await?;
    let (lang, now) = (visit.lang(), visit.now_ms());
    let cards: Vec<_> = found.items.iter().map(|case| CaseCard::of(case, &views, lang, now)).collect();
    let more = found.last.filter(|_| cards.len() == SHOWN as usize);
    let older = more.map(|id| format!("/host/swaps?show={}&before={id}", if decided { "decided" } else { "open" }));
    let title = lang.t("vouch-swaps-title");
    if errors.is_empty() {
        visit.page(Place::You, title, |f| Swaps { f, cards, decided, older, form })
    } else {
        visit.again(Place::You, title, errors, |f| Swaps { f, cards, decided, older, form })
    }
}

/// What a moderator decides.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Decision {
    case: String,
    verdict: String,
    reasons: String,
}

/// `POST /host/swaps`
pub async fn decide(visit: Visit, sent: Sent<Decision>) -> Answer {
    let member = visit.member()?.clone();
    let id = sent.form.case.parse::<i64>().map_err(|_| Refusal::NotFound)?;
    let verdict = Verdict::parse(&sent.form.verdict).ok_or(Refusal::NotFound)?;
    let reasons = sent.form.reasons.clone();
    match visit.db().write(move |tx| cases::decide(tx, &member, id, verdict, &reasons)).await {
        Ok(()) => Ok(see("/host/swaps")),
        Err(error) => {
            let errors = visit.errors(error)?;
            shown(&visit, &Looking::default(), sent.form, errors).await
        }
    }
}

#[derive(Template)]
#[template(path = "question.html")]
struct Question {
    f: Frame,
    c: CaseCard,
    words: String,
}

/// `GET /standing/questions/{id}`
pub async fn show(visit: Visit, Path(id): Path<String>) -> Answer {
    question(&visit, &id, String::new(), Errors::default()).await
}

async fn question(visit: &Visit, id: &str, words: String, errors: Errors) -> Answer {
    let member = visit.member()?.clone();
    let id = id.parse::<i64>().map_err(|_| Refusal::NotFound)?;
    let me = member.person;
    let read = visit.db().read(move |tx| {
        let found = vec![cases::view(tx, &member, id)?];
        let views = people(tx, &found)?;
        Ok::<_, soulava_social::Error>((found, views))
    });
    let (found, views) = read.await?;
    let mut c = CaseCard::of(&found[0], &views, visit.lang(), visit.now_ms());
    c.may_appeal &= found[0].people.contains(&me);
    let title = c.title.clone();
    if errors.is_empty() {
        visit.page(Place::You, title, |f| Question { f, c, words })
    } else {
        visit.again(Place::You, title, errors, |f| Question { f, c, words })
    }
}

/// Somebody's own words.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Words {
    words: String,
}

/// `POST /standing/questions/{id}/appeal`
pub async fn appeal(visit: Visit, Path(id): Path<String>, sent: Sent<Words>) -> Answer {
    let member = visit.member()?.clone();
    let number = id.parse::<i64>().map_err(|_| Refusal::NotFound)?;
    let words = sent.form.words.clone();
    match visit.db().write(move |tx| cases::appeal(tx, &member, number, &words)).await {
        Ok(()) => Ok(see(&format!("/standing/questions/{number}"))),
        Err(error) => {
            let errors = visit.errors(error)?;
            question(&visit, &id, sent.form.words, errors).await
        }
    }
}
