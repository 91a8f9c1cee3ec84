//! The demo's first page: two removals, and three doors without a password. Exists only where the server is a demo.

use std::sync::Arc;

use askama::Template;
use axum::http::HeaderMap;
use serde::Deserialize;
use soulava_social::accounts::{self, AccountView};
use soulava_social::gifts::{self, GiftView};
use soulava_social::{AccountId, Error, Page, Refusal, Tx, Viewer, sessions};

use crate::forms::Sent;
use crate::page::{Answer, Frame, Place};
use crate::pages::sign::{agent, signed_in};
use crate::visit::Visit;

/// Whose eyes one may look through, by short name. The demo's data says.
#[derive(Clone, Debug)]
pub struct Doors {
    /// Comes for bread and stays for the people.
    pub customer: String,
    /// Stands behind the stall.
    pub keeper: String,
    /// Opens the door to newcomers.
    pub host: String,
    /// Moved house twice: gave gifts after the first removal.
    pub mover: String,
}

struct Open {
    key: &'static str,
    hue: &'static str,
    title: String,
    text: String,
    account: Arc<AccountView>,
}

#[derive(Template)]
#[template(path = "demo.html")]
struct Demo {
    f: Frame,
    gifts: Vec<GiftView>,
    doors: Vec<Open>,
}

fn named(tx: &Tx, username: &str) -> soulava_social::Result<Arc<AccountView>> {
    let id = accounts::by_name(tx, username, "")?.ok_or_else(Refusal::not_found)?;
    accounts::view(tx, id)
}

/// `GET /demo`
pub async fn show(visit: Visit) -> Answer {
    let doors = visit.web().demo.clone().ok_or(Refusal::NotFound)?;
    let read = visit.db().read(move |tx| {
        let people = [&doors.customer, &doors.keeper, &doors.host].map(|name| named(tx, name));
        let [customer, keeper, host] = people;
        let mover = named(tx, &doors.mover)?;
        let given = gifts::given_by(tx, &Viewer::PASSER_BY, mover.id, Page::first(40))?;
        Ok::<_, Error>((customer?, keeper?, host?, given.items))
    });
    let (customer, keeper, host, mut gifts) = read.await?;
    // The oldest six: those of the removal.
    gifts.sort_by_key(|it| it.gift.given_at);
    gifts.truncate(6);
    let lang = visit.lang();
    let open = |key: &'static str, hue, account: Arc<AccountView>| {
        let name = account.display_name.split_whitespace().next().unwrap_or_default().to_owned();
        let title = lang.t(&format!("demo-door-{key}"));
        let text = lang.with(&format!("demo-door-{key}-text"), &[("name", &name)]);
        Open { key, hue, title, text, account }
    };
    let doors = vec![open("customer", "sun", customer), open("keeper", "shell", keeper), open("host", "plum", host)];
    visit.page(Place::Elsewhere, lang.t("demo-title"), |f| Demo { f, gifts, doors })
}

/// Which door.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Door {
    door: String,
}

/// `POST /demo`: goes in without a password.
pub async fn enter(visit: Visit, headers: HeaderMap, sent: Sent<Door>) -> Answer {
    let doors = visit.web().demo.clone().ok_or(Refusal::NotFound)?;
    let name = match sent.form.door.as_str() {
        "customer" => doors.customer,
        "keeper" => doors.keeper,
        "host" => doors.host,
        _ => return Err(Refusal::NotFound.into()),
    };
    let agent = agent(&headers);
    let opened = visit.db().write(move |tx| {
        let id: AccountId = accounts::by_name(tx, &name, "")?.ok_or_else(Refusal::not_found)?;
        sessions::open(tx, id, &agent)
    });
    Ok(signed_in(&visit, &opened.await?, "/"))
}
