//! Who rings, and who is here: the host's view of people, with or without a voice of their own.

use std::sync::Arc;

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use soulava_social::accounts::{self, AccountView};
use soulava_social::vouches::{self, How, Listed};
use soulava_social::{AccountId, Page, Refusal, Role, bell};

use crate::forms::Sent;
use crate::i18n::Lang;
use crate::page::{Answer, Frame, Place, encode, see};
use crate::visit::Visit;

/// People shown at once; answering one brings the next.
const SHOWN: u32 = 50;

/// Somebody who is here.
struct PersonLine {
    account: Arc<AccountView>,
    voice: String,
    vouches: i64,
    known: bool,
    is_host: bool,
}

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
    words: String,
    without: bool,
    people: Vec<PersonLine>,
    older: Option<String>,
    may_know: bool,
    back: String,
}

/// What happened just before.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Said {
    opened: String,
    declined: String,
    q: String,
    show: String,
    before: String,
}

/// `GET /host/people`
pub async fn show(visit: Visit, Query(said): Query<Said>) -> Answer {
    let member = visit.member()?.clone();
    let lang = visit.lang();
    let (words, without) = (said.q.trim().to_owned(), said.show == "without");
    let page = Page { max_id: said.before.parse().ok().filter(|id| *id > 0), ..Page::first(SHOWN) };
    let may_know = member.role == Role::Host;
    let asked = words.clone();
    let read = visit.db().read(move |tx| {
        let ringing = bell::waiting(tx, &member, Page::first(SHOWN))?.items;
        let ids: Vec<_> = ringing.iter().map(|it| it.account).collect();
        let views = accounts::views(tx, &ids)?;
        let found = ringing.into_iter().filter_map(|it| {
            let account = views.iter().find(|view| view.id == it.account)?.clone();
            Some(Ringing { account, email: it.email, reason: it.reason, at: it.at })
        });
        let listed = if asked.is_empty() {
            vouches::people(tx, &member, without, page)?.items
        } else {
            vouches::people_named(tx, &member, &asked)?
        };
        let views = accounts::views(tx, &listed.iter().map(|it| it.account).collect::<Vec<_>>())?;
        Ok::<_, soulava_social::Error>((found.collect(), listed, views))
    });
    let (waiting, listed, views) = read.await?;
    let older = listed
        .last()
        .filter(|_| words.is_empty() && listed.len() == SHOWN as usize)
        .map(|it| format!("/host/people?show={}&before={}", if without { "without" } else { "all" }, it.account));
    let people = views.into_iter().zip(&listed).map(|(account, it)| PersonLine {
        voice: voice_of(lang, it),
        vouches: it.vouches,
        known: it.known,
        is_host: account.role == Some(Role::Host),
        account,
    });
    let people: Vec<_> = people.collect();
    let back = visit.path().to_owned();
    let said = match (said.opened.as_str(), said.declined.as_str()) {
        ("", "") => String::new(),
        ("", name) => lang.with("door-declined", &[("name", &name)]),
        (name, _) => lang.with("door-opened", &[("name", &name)]),
    };
    visit.page(Place::You, lang.t("door-title"), |f| Door {
        f,
        said,
        waiting,
        words,
        without,
        people,
        older,
        may_know,
        back,
    })
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

/// Whether and why somebody has a voice, in a few words.
fn voice_of(lang: Lang, it: &Listed) -> String {
    let Some(vetting) = it.vetting.filter(|_| it.vetted) else { return lang.t("vouch-voice-none") };
    if vetting.until_day.is_some() {
        return lang.t("vouch-voice-ends");
    }
    lang.t(match vetting.how {
        How::Host => "vouch-voice-host",
        How::Known => "vouch-voice-known",
        How::Vouched => "vouch-voice-vouched",
        How::Flow => "vouch-voice-flow",
    })
}

/// "I know this person", or not any more.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Knowing {
    account: String,
    #[serde(rename = "do")]
    act: String,
    back: String,
}

/// `POST /host/people/know`
pub async fn know(visit: Visit, sent: Sent<Knowing>) -> Answer {
    let member = visit.member()?.clone();
    let account = AccountId::parse(&sent.form.account).ok_or(Refusal::NotFound)?;
    let knows = sent.form.act != "unknow";
    visit
        .db()
        .write(
            move |tx| {
                if knows { vouches::know(tx, &member, account) } else { vouches::unknow(tx, &member, account) }
            },
        )
        .await?;
    let back = if sent.form.back.starts_with("/host/people") { sent.form.back } else { "/host/people".to_owned() };
    Ok(see(&back))
}
