//! Who is new, for those who greet; and whom a guest should meet, as the inviter picks.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use soulava_social::newcomers::{self, MEET_MAX, Newcomer};
use soulava_social::{AccountId, Error, InvitationId, Refusal, Role, ties};

use crate::forms::Sent;
use crate::page::{Answer, Errors, Frame, Place, see};
use crate::pages::person;
use crate::view::{Face, first_name, handle};
use crate::visit::Visit;

/// One day, in milliseconds.
const DAY_MS: i64 = 86_400_000;

/// Somebody who came in.
struct Line {
    id: AccountId,
    face: Face,
    line: String,
    note: String,
    greeted: bool,
    greet: String,
    meet: Option<String>,
    at: i64,
}

/// A greeter besides hosts and moderators.
struct Greeter {
    id: AccountId,
    face: Face,
}

#[derive(Template)]
#[template(path = "newcomers.html")]
struct Newcomers {
    f: Frame,
    said: String,
    today: Vec<Line>,
    earlier: Vec<Line>,
    greeters: Vec<Greeter>,
    who: String,
}

/// `?said=NAME`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Just {
    said: String,
}

/// `GET /newcomers`
pub async fn show(visit: Visit, Query(just): Query<Just>) -> Answer {
    let said = match just.said.as_str() {
        "" => String::new(),
        "saved" => visit.lang().t("settings-saved"),
        _ => visit.lang().t("newcomers-greeted"),
    };
    page(&visit, said, String::new(), Errors::default()).await
}

async fn page(visit: &Visit, said: String, who: String, errors: Errors) -> Answer {
    let (member, lang, now) = (visit.member()?.clone(), visit.lang(), visit.now_ms());
    let read = visit.db().read(move |tx| Ok::<_, Error>((newcomers::list(tx, &member, 7)?, newcomers::greeters(tx)?)));
    let (found, greeters) = read.await?;
    let line = |it: &Newcomer| {
        let through = it.through.as_ref().map(|who| who.display_name.clone());
        let line = match (&through, it.rang) {
            (Some(name), true) => lang.with("newcomers-let-in", &[("name", name)]),
            (Some(name), false) => lang.with("newcomers-invited", &[("name", name)]),
            (None, _) => lang.t("newcomers-alone"),
        };
        let name = first_name(&it.account);
        Line {
            id: it.account.id,
            line,
            note: crate::view::start_of(&it.account.note, 120),
            greeted: it.greeted,
            greet: lang.with("newcomers-greet", &[("name", &name)]),
            meet: it.known.then(|| format!("/introductions/new?a={}", handle(&it.account))),
            at: it.came_at,
            face: Face::of(&it.account),
        }
    };
    let (today, earlier): (Vec<&Newcomer>, Vec<&Newcomer>) = found.iter().partition(|it| now - it.came_at < DAY_MS);
    let (today, earlier) = (today.into_iter().map(line).collect(), earlier.into_iter().map(line).collect());
    let greeters = greeters.iter().map(|view| Greeter { id: view.id, face: Face::of(view) }).collect();
    visit.again_if(Place::Elsewhere, lang.t("newcomers-title"), errors, |f| Newcomers {
        f,
        said,
        today,
        earlier,
        greeters,
        who,
    })
}

/// Whom, and what.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Act {
    #[serde(rename = "do")]
    act: String,
    id: String,
    who: String,
}

/// `POST /newcomers/greet`
pub async fn greet(visit: Visit, sent: Sent<Act>) -> Answer {
    let member = visit.member()?.clone();
    let whom = AccountId::parse(&sent.form.id).ok_or(Refusal::NotFound)?;
    visit.db().write(move |tx| ties::greet(tx, &member, whom)).await?;
    Ok(see("/newcomers?said=greeted"))
}

/// `POST /host/greeters`
pub async fn set_greeter(visit: Visit, sent: Sent<Act>) -> Answer {
    let (member, host) = (visit.member()?.clone(), visit.web().urls.host().to_owned());
    let form = sent.form.clone();
    let saved = visit.db().write(move |tx| {
        if form.act == "remove" {
            let whom = AccountId::parse(&form.id).ok_or_else(Refusal::not_found)?;
            return newcomers::set_greeter(tx, &member, whom, false);
        }
        let whom = person::find(tx, form.who.trim().trim_start_matches('@'), &host)
            .map_err(|_| Refusal::invalid_as("who", "ERR_NOT_FOUND", "Nobody here has this name."))?;
        newcomers::set_greeter(tx, &member, whom, true)
    });
    match saved.await {
        Ok(()) => Ok(see("/newcomers?said=saved")),
        Err(error) => {
            let errors = visit.errors(error)?;
            page(&visit, String::new(), sent.form.who, errors).await
        }
    }
}

#[derive(Template)]
#[template(path = "invite_people.html")]
struct Pick {
    f: Frame,
    id: InvitationId,
    people: Vec<(AccountId, Face, bool)>,
}

/// `GET /invite/{id}/people`: whom the guest should meet.
pub async fn pick(visit: Visit, Path(id): Path<String>) -> Answer {
    let id = InvitationId::parse(&id).ok_or(Refusal::NotFound)?;
    pick_page(&visit, id, Errors::default()).await
}

async fn pick_page(visit: &Visit, id: InvitationId, errors: Errors) -> Answer {
    let (member, lang) = (visit.member()?.clone(), visit.lang());
    let read = visit.db().read(move |tx| {
        newcomers::check_own(tx, &member, id)?;
        Ok::<_, Error>((newcomers::picks(tx, &member, id)?, newcomers::candidates(tx, &member)?))
    });
    let (picked, found) = read.await?;
    let people = found.iter().map(|view| (view.id, Face::of(view), picked.contains(&view.id))).collect();
    visit.again_if(Place::People, lang.t("invite-people-title"), errors, |f| Pick { f, id, people })
}

/// Whom.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Picked {
    meet: Vec<String>,
}

/// `POST /invite/{id}/people`
pub async fn picked(visit: Visit, Path(id): Path<String>, sent: Sent<Picked>) -> Answer {
    let member = visit.member()?.clone();
    let id = InvitationId::parse(&id).ok_or(Refusal::NotFound)?;
    let people: Vec<AccountId> =
        sent.form.meet.iter().filter_map(|id| AccountId::parse(id)).take(MEET_MAX + 1).collect();
    match visit.db().write(move |tx| newcomers::set_picks(tx, &member, id, &people)).await {
        Ok(()) => Ok(see("/invite?said=people")),
        Err(error) => {
            let errors = visit.errors(error)?;
            pick_page(&visit, id, errors).await
        }
    }
}
