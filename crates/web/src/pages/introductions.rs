//! Bringing two people together: what was offered to the viewer, what they offered, and whom they could.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use soulava_social::accounts::{self, AccountView};
use soulava_social::introductions::{
    self, Answer as Said, Figures, IntroductionView, NewIntroduction, Preview, Seen, WAITS_MS, Wishes,
};
use soulava_social::{
    AccountId, Error, IntroductionId, Page, Refusal, Result, Role, SuggestionId, Tx, Viewer, newcomers, posts, ties,
};

use crate::fmt;
use crate::forms::{Sent, ticked};
use crate::page::{Answer, Errors, Frame, Place, see};
use crate::pages::person;
use crate::pages::shell::back;
use crate::view::{Face, first_name, handle, page_of};
use crate::visit::Visit;

/// Introductions on one page, of each kind.
const SHOWN: u32 = 40;
/// Ties offered in the form.
const TIES_SHOWN: u32 = 100;

/// An introduction, ready to be shown.
pub struct Card {
    href: String,
    faces: Vec<Face>,
    line: String,
    why: String,
    stall: String,
    state: String,
    at: i64,
    /// Yes or not now can be said.
    asks: bool,
    /// What was said, when it can be said anew.
    said_yes: bool,
    said_no: bool,
    /// "I am glad of it" can be said.
    can_be_glad: bool,
    thread: String,
}

impl Card {
    fn of(view: &IntroductionView, visit: &Visit, thread: String) -> Self {
        let lang = visit.lang();
        let (a, b) = (Face::of(&view.a), Face::of(&view.b));
        let until = fmt::date(lang, view.offered_at + WAITS_MS);
        let by = view.introducer.display_name.clone();
        let (line, state) = match &view.mine {
            Some(mine) => {
                let key = match (view.seen, mine.answer) {
                    (Seen::Waiting, Said::Open) => "introduction-state-open",
                    (Seen::Waiting, Said::Yes) => "introduction-state-yes",
                    (Seen::Waiting, Said::No) => "introduction-state-no",
                    (Seen::NotNow, _) => "introduction-state-not-now",
                    (Seen::Together, _) => "introduction-state-together",
                    (Seen::Met, _) => "introduction-state-met",
                    (Seen::Worked, _) => "introduction-state-worked",
                };
                let state = lang.with(key, &[("other", &b.first), ("date", &until)]);
                (lang.with("introduction-thinks", &[("name", &by), ("other", &b.name)]), state)
            }
            None => {
                let key = match view.seen {
                    Seen::Waiting => "introduction-made-waiting",
                    Seen::NotNow => "introduction-made-not-now",
                    Seen::Together => "introduction-made-together",
                    Seen::Met => "introduction-made-met",
                    Seen::Worked if view.both_glad => "introduction-made-glad",
                    Seen::Worked => "introduction-made-worked",
                };
                let state = lang.with(key, &[("date", &until)]);
                (lang.with("introduction-you-think", &[("one", &a.name), ("other", &b.name)]), state)
            }
        };
        let stall = view.stall.as_ref().map(|stall| match (view.own_stall, view.mine.is_some()) {
            (true, true) => lang.with(
                "introduction-own-stall",
                &[("name", &first_name(&view.introducer)), ("stall", &stall.display_name)],
            ),
            (true, false) => lang.with("introduction-my-stall", &[("stall", &stall.display_name)]),
            (false, _) => lang.with("introduction-for-stall", &[("stall", &stall.display_name)]),
        });
        let waiting = view.seen == Seen::Waiting;
        let mine = view.mine;
        let answered = |what: Said| waiting && mine.is_some_and(|mine| mine.answer == what);
        Self {
            href: format!("/introductions/{}", view.id),
            faces: if mine.is_some() { vec![b] } else { vec![a, b] },
            line,
            why: view.why.clone(),
            stall: stall.unwrap_or_default(),
            state,
            at: view.offered_at,
            asks: answered(Said::Open),
            said_yes: answered(Said::Yes),
            said_no: answered(Said::No),
            can_be_glad: mine.is_some_and(|mine| !mine.glad)
                && matches!(view.seen, Seen::Together | Seen::Met | Seen::Worked),
            thread,
        }
    }
}

/// The page of the thread of three, where the viewer may read it.
fn thread(tx: &Tx, viewer: &Viewer, view: &IntroductionView) -> Result<String> {
    let Some(post) = view.post else { return Ok(String::new()) };
    match posts::view(tx, viewer, post) {
        Ok(found) => Ok(format!("{}/{}", page_of(&found.author), post)),
        Err(Error::Refused(_)) => Ok(String::new()),
        Err(broken) => Err(broken),
    }
}

/// Two who could meet through the viewer.
struct Idea {
    id: SuggestionId,
    faces: [Face; 2],
    shared: String,
    href: String,
    label: String,
}

#[derive(Template)]
#[template(path = "introductions.html")]
struct Introductions {
    f: Frame,
    idea: Option<Idea>,
    offered: Vec<Card>,
    made: Vec<Card>,
    greets: bool,
}

/// `GET /introductions`
pub async fn list(visit: Visit) -> Answer {
    let lang = visit.lang();
    let member = visit.member()?.clone();
    let asked = member.clone();
    if visit.db().read(move |tx| introductions::may_look(tx, &asked)).await? {
        let asked = member.clone();
        visit.db().write(move |tx| introductions::look(tx, &asked)).await?;
    }
    let read = visit.db().read(move |tx| {
        let offered = introductions::list_to(tx, &member, Page::first(SHOWN))?.items;
        let made = introductions::list_by(tx, &member, Page::first(SHOWN))?.items;
        let greets = newcomers::is_greeter(tx, &member)?;
        Ok::<_, Error>((offered, made, introductions::suggestion(tx, &member)?, greets))
    });
    let (offered, made, suggestion, greets) = read.await?;
    let idea = suggestion.map(|it| {
        let words: Vec<&str> = it.shared.iter().map(String::as_str).collect();
        let names = [first_name(&it.a), first_name(&it.b)];
        Idea {
            href: format!("/introductions/new?a={}&b={}", handle(&it.a), handle(&it.b)),
            shared: if words.is_empty() {
                lang.t("introduction-idea-both-yours")
            } else {
                lang.with("introduction-idea-shared", &[("words", &fmt::names(lang, &words, 3))])
            },
            label: lang.with("introduction-bring-two", &[("one", &names[0]), ("other", &names[1])]),
            id: it.id,
            faces: [Face::of(&it.a), Face::of(&it.b)],
        }
    });
    let cards = |views: &[IntroductionView]| views.iter().map(|view| Card::of(view, &visit, String::new())).collect();
    let (offered, made) = (cards(&offered), cards(&made));
    visit.page(Place::People, lang.t("introductions-title"), |f| Introductions { f, idea, offered, made, greets })
}

/// Which suggestion.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Which {
    id: String,
}

/// `POST /introductions/aside`: this pair never again.
pub async fn aside(visit: Visit, sent: Sent<Which>) -> Answer {
    let member = visit.member()?.clone();
    let id = SuggestionId::parse(&sent.form.id).ok_or(Refusal::NotFound)?;
    visit.db().write(move |tx| introductions::set_aside(tx, &member, id)).await?;
    Ok(see("/introductions"))
}

/// Two people and why, being written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Written {
    a: String,
    b: String,
    why: String,
    #[serde(deserialize_with = "ticked")]
    my_stall: bool,
    #[serde(deserialize_with = "ticked")]
    show: bool,
}

/// What each of the two would read.
struct Reads {
    face: Face,
    to: String,
    line: String,
}

#[derive(Template)]
#[template(path = "introduction_new.html")]
struct New {
    f: Frame,
    form: Written,
    faces: Vec<Face>,
    reads: Vec<Reads>,
    stall: String,
    own_stall: bool,
    trouble: String,
    people: Vec<(String, String)>,
}

/// `GET /introductions/new?a=&b=`
pub async fn new(visit: Visit, Query(form): Query<Written>) -> Answer {
    page(&visit, form, Errors::default()).await
}

/// The person of a field; none while it is empty.
fn named(tx: &Tx, field: &'static str, name: &str, host: &str) -> Result<Option<AccountId>> {
    let name = name.trim().trim_start_matches('@');
    if name.is_empty() {
        return Ok(None);
    }
    match person::find(tx, name, host) {
        Ok(id) => Ok(Some(id)),
        Err(Error::Refused(_)) => Err(Refusal::invalid_as(field, "ERR_NOT_FOUND", "Nobody here has this name.")),
        Err(broken) => Err(broken),
    }
}

async fn page(visit: &Visit, form: Written, errors: Errors) -> Answer {
    let (member, lang) = (visit.member()?.clone(), visit.lang());
    let (asked, host) = (form.clone(), visit.web().urls.host().to_owned());
    let read = visit.db().read(move |tx| {
        let id = |name: &str| named(tx, "a", name, &host).ok().flatten();
        let two = [id(&asked.a), id(&asked.b)];
        let shown = accounts::views(tx, &two.iter().flatten().copied().collect::<Vec<_>>())?;
        let mut preview: Option<std::result::Result<Preview, Error>> = None;
        if let [Some(a), Some(b)] = two {
            preview = Some(introductions::preview(tx, &member, [a, b]));
        }
        let preview = match preview {
            Some(Err(broken @ Error::Broken(_))) => return Err(broken),
            Some(Err(Error::Refused(refusal))) => Some(Err(refusal)),
            Some(Ok(preview)) => Some(Ok(preview)),
            None => None,
        };
        let mine = ties::of(tx, member.person, Page::first(TIES_SHOWN))?.items;
        let people = accounts::views(tx, &mine.iter().map(|tie| tie.other).collect::<Vec<_>>())?;
        Ok((shown, preview, people))
    });
    let (shown, preview, people) = read.await?;
    let me = visit.signed().map(|signed| signed.account.display_name.clone()).unwrap_or_default();
    let (mut reads, mut stall, mut own_stall, mut trouble) = (Vec::new(), String::new(), false, String::new());
    match &preview {
        Some(Ok(preview)) => {
            own_stall = preview.own_stall;
            stall = preview.stall.as_ref().map(|stall| stall.display_name.clone()).unwrap_or_default();
            for (who, other) in preview.people.iter().zip(preview.people.iter().rev()) {
                reads.push(Reads {
                    face: Face::of(who),
                    to: lang.with("introduction-reads", &[("name", &first_name(who))]),
                    line: lang.with("introduction-thinks", &[("name", &me), ("other", &other.display_name)]),
                });
            }
        }
        Some(Err(Refusal::Invalid { field, code, why })) => trouble = lang.refusal(field, code, why),
        Some(Err(Refusal::Forbidden { why })) => trouble = lang.refusal("people", "ERR_INVALID", why),
        Some(Err(_)) => trouble = lang.t("introduction-not-these"),
        None => {}
    }
    let title = match shown.as_slice() {
        [one, other] => {
            lang.with("introduction-bring-two", &[("one", &first_name(one)), ("other", &first_name(other))])
        }
        [one] => lang.with("introduction-bring", &[("name", &first_name(one))]),
        _ => lang.t("introduction-new-title"),
    };
    let option = |view: &std::sync::Arc<AccountView>| (handle(view), view.display_name.clone());
    let people = people.iter().map(option).collect();
    let faces = shown.iter().map(|view| Face::of(view)).collect();
    let trouble = if errors.is_empty() { trouble } else { String::new() };
    visit.again_if(Place::People, title, errors, |f| New { f, form, faces, reads, stall, own_stall, trouble, people })
}

/// `POST /introductions`
pub async fn offer(visit: Visit, sent: Sent<Written>) -> Answer {
    let member = visit.member()?.clone();
    let (asked, host) = (sent.form.clone(), visit.web().urls.host().to_owned());
    let done = visit.db().write(move |tx| {
        let missing = || Refusal::invalid_as("b", "ERR_BLANK", "Two people.");
        let a = named(tx, "a", &asked.a, &host)?.ok_or_else(missing)?;
        let b = named(tx, "b", &asked.b, &host)?.ok_or_else(missing)?;
        let new =
            NewIntroduction { people: [a, b], why: asked.why.clone(), my_stall: asked.my_stall, show: asked.show };
        introductions::offer(tx, &member, &new)
    });
    match done.await {
        Ok(id) => Ok(see(&format!("/introductions/{id}?fresh=1"))),
        Err(error) => {
            let errors = visit.errors(error)?;
            page(&visit, sent.form, errors).await
        }
    }
}

#[derive(Template)]
#[template(path = "introduction.html")]
struct One {
    f: Frame,
    card: Card,
    by: Face,
    said: String,
    is_party: bool,
    show: bool,
}

/// `?fresh=1`, `?said=1`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Just {
    fresh: String,
    said: String,
}

/// `GET /introductions/{id}`
pub async fn show(visit: Visit, Path(id): Path<String>, Query(just): Query<Just>) -> Answer {
    let lang = visit.lang();
    let (member, viewer) = (visit.member()?.clone(), visit.viewer());
    let id = IntroductionId::parse(&id).ok_or(Refusal::NotFound)?;
    let read = visit.db().read(move |tx| {
        let view = introductions::view(tx, &member, id)?;
        let thread = thread(tx, &viewer, &view)?;
        Ok::<_, Error>((view, thread))
    });
    let (view, thread) = read.await?;
    let said = match (just.fresh.is_empty(), just.said.is_empty()) {
        (false, _) => lang.t("introduction-offered"),
        (true, false) => lang.t("introduction-said"),
        _ => String::new(),
    };
    let card = Card::of(&view, &visit, thread);
    let (by, is_party) = (Face::of(&view.introducer), view.mine.is_some());
    let show = view.mine.is_some_and(|mine| mine.show);
    visit.page(Place::People, card.line.clone(), |f| One { f, card, by, said, is_party, show })
}

/// What one of the two says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Answered {
    answer: String,
    #[serde(deserialize_with = "ticked")]
    show: bool,
    back: String,
}

/// Where the form came from, or else the introduction itself.
fn to(came_from: &str, own: String) -> String {
    if came_from.is_empty() { own } else { back(came_from) }
}

/// `POST /introductions/{id}`: yes, or not now.
pub async fn answer(visit: Visit, Path(id): Path<String>, sent: Sent<Answered>) -> Answer {
    let member = visit.member()?.clone();
    let id = IntroductionId::parse(&id).ok_or(Refusal::NotFound)?;
    let (yes, show) = (sent.form.answer == "yes", sent.form.show);
    visit.db().write(move |tx| introductions::answer(tx, &member, id, yes, show)).await?;
    Ok(see(&to(&sent.form.back, format!("/introductions/{id}?said=1"))))
}

/// `POST /introductions/{id}/glad`
pub async fn glad(visit: Visit, Path(id): Path<String>, sent: Sent<Answered>) -> Answer {
    let member = visit.member()?.clone();
    let id = IntroductionId::parse(&id).ok_or(Refusal::NotFound)?;
    visit.db().write(move |tx| introductions::glad(tx, &member, id)).await?;
    Ok(see(&to(&sent.form.back, format!("/introductions/{id}"))))
}

#[derive(Template)]
#[template(path = "settings_introductions.html")]
struct WishesPage {
    f: Frame,
    said: String,
    wishes: Wishes,
    never: String,
}

/// `GET /settings/introductions`
pub async fn wishes(visit: Visit, Query(just): Query<Just>) -> Answer {
    let said = if just.said.is_empty() { String::new() } else { visit.lang().t("settings-saved") };
    wishes_page(&visit, said, String::new(), Errors::default()).await
}

async fn wishes_page(visit: &Visit, said: String, never: String, errors: Errors) -> Answer {
    let member = visit.member()?.clone();
    let wishes = visit.db().read(move |tx| introductions::wishes(tx, &member)).await?;
    let title = visit.lang().t("settings-introductions");
    visit.again_if(Place::You, title, errors, |f| WishesPage { f, said, wishes, never })
}

/// What somebody changes about it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wished {
    #[serde(rename = "do")]
    act: String,
    open: String,
    never: String,
    who: String,
}

/// `POST /settings/introductions`
pub async fn save_wishes(visit: Visit, sent: Sent<Wished>) -> Answer {
    let (member, host) = (visit.member()?.clone(), visit.web().urls.host().to_owned());
    let form = sent.form.clone();
    let saved = visit.db().write(move |tx| match form.act.as_str() {
        "never" => match named(tx, "never", &form.never, &host)? {
            Some(whom) => introductions::never(tx, &member, whom),
            None => Err(Refusal::invalid_as("never", "ERR_BLANK", "Name somebody else who is here.")),
        },
        "forget" => match AccountId::parse(&form.who) {
            Some(whom) => introductions::never_no_more(tx, &member, whom),
            None => Err(Refusal::not_found()),
        },
        _ => introductions::set_not_now(tx, &member, form.open != "yes"),
    });
    match saved.await {
        Ok(()) => Ok(see("/settings/introductions?said=1")),
        Err(error) => {
            let errors = visit.errors(error)?;
            wishes_page(&visit, String::new(), sent.form.never, errors).await
        }
    }
}

/// A share in words and numbers.
struct Share {
    what: String,
    met: i64,
    of: i64,
    share: String,
    range: String,
}

#[derive(Template)]
#[template(path = "host_introductions.html")]
struct HostIntroductions {
    f: Frame,
    figures: Figures,
    shares: Vec<Share>,
    arms: Vec<Share>,
    compared: String,
    not_yet: String,
}

/// `GET /host/introductions`
pub async fn host(visit: Visit) -> Answer {
    let (member, lang) = (visit.member()?.clone(), visit.lang());
    let figures = visit.db().read_heavy(move |tx| introductions::figures(tx, &member)).await?;
    let percent = |value: f64| format!("{:.0} %", value * 100.0);
    let share = |key: &str, rate: introductions::Rate| Share {
        what: lang.t(key),
        met: rate.met,
        of: rate.of,
        share: if rate.of == 0 { "–".to_owned() } else { percent(rate.share) },
        range: if rate.of == 0 {
            "–".to_owned()
        } else {
            format!("{} – {}", percent(rate.low), percent(rate.high))
        },
    };
    let shares = vec![
        share("introductions-talked", figures.talked),
        share("introductions-gave", figures.gave),
        share("introductions-tied", figures.tied),
    ];
    let (mut arms, mut compared, mut not_yet) = (Vec::new(), String::new(), String::new());
    match figures.compared {
        Some(found) => {
            arms = vec![share("introductions-shown", found.shown), share("introductions-kept-back", found.kept_back)];
            let points = |value: f64| format!("{:+.0}", value * 100.0);
            compared = lang.with(
                "introductions-difference",
                &[("points", &points(found.difference)), ("low", &points(found.low)), ("high", &points(found.high))],
            );
        }
        None if figures.active.0 < figures.active.1 => {
            not_yet =
                lang.with("introductions-too-few", &[("active", &figures.active.0), ("least", &figures.active.1)]);
        }
        None => not_yet = lang.t("introductions-too-early"),
    }
    let title = lang.t("introductions-host-title");
    visit.page(Place::You, title, |f| HostIntroductions { f, figures, shares, arms, compared, not_yet })
}
