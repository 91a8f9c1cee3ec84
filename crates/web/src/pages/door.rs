//! Who rings: the greeter's and the host's view of people who wait at the door.

use std::sync::Arc;

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use soulava_social::accounts::{self, AccountView};
use soulava_social::{AccountId, Page, Refusal, bell};

use crate::forms::Sent;
use crate::page::{Answer, Frame, Place, encode, see};
use crate::visit::Visit;

/// People shown at once; answering one brings the next.
const SHOWN: u32 = 50;

struct Ringing {
    account: Arc<AccountView>,
    email: String,
    reason: String,
    at: i64,
}

#[derive(Template)]
#[template(path = "door.html")]
struct Door {
    f: Frame,
    said: String,
    waiting: Vec<Ringing>,
}

/// What happened just before.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Said {
    opened: String,
    declined: String,
}

/// `GET /host/people`
pub async fn show(visit: Visit, Query(said): Query<Said>) -> Answer {
    let member = visit.member()?.clone();
    let lang = visit.lang();
    let waiting = visit.db().read(move |tx| {
        let ringing = bell::waiting(tx, &member, Page::first(SHOWN))?.items;
        let ids: Vec<_> = ringing.iter().map(|it| it.account).collect();
        let views = accounts::views(tx, &ids)?;
        let found = ringing.into_iter().filter_map(|it| {
            let account = views.iter().find(|view| view.id == it.account)?.clone();
            Some(Ringing { account, email: it.email, reason: it.reason, at: it.at })
        });
        Ok::<_, soulava_social::Error>(found.collect())
    });
    let waiting = waiting.await?;
    let said = match (said.opened.as_str(), said.declined.as_str()) {
        ("", "") => String::new(),
        ("", name) => lang.with("door-declined", &[("name", &name)]),
        (name, _) => lang.with("door-opened", &[("name", &name)]),
    };
    visit.page(Place::You, lang.t("door-title"), |f| Door { f, said, waiting })
}

/// Yes or no to one person.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Answered {
    account: String,
    answer: String,
}

/// `POST /host/people`
pub async fn answer(visit: Visit, sent: Sent<Answered>) -> Answer {
    let member = visit.member()?.clone();
    let account = AccountId::parse(&sent.form.account).ok_or(Refusal::NotFound)?;
    let opens = sent.form.answer == "yes";
    let name = visit.db().write(move |tx| {
        let name = accounts::view(tx, account)?.display_name.clone();
        if opens {
            bell::approve(tx, &member, account)?
        } else {
            bell::decline(tx, &member, account)?
        }
        Ok::<_, soulava_social::Error>(name)
    });
    let name = name.await?;
    Ok(see(&format!("/host/people?{}={}", if opens { "opened" } else { "declined" }, encode(&name))))
}
