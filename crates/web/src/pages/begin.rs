//! The first minutes of a square: its name and host, the self-check, and something of its own to give.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode};
use serde::Deserialize;
use soulava_social::currencies::{self, CurrencyKind, Emblem, NewCurrency};
use soulava_social::settings::{self, AXES, Begin, SelfCheck};
use soulava_social::stalls::NewStall;
use soulava_social::{Error, Refusal, accounts, emblems, passwords, proofs, sessions};

use crate::forms::Sent;
use crate::i18n::Lang;
use crate::page::{Answer, Errors, Frame, Place, Trouble, encode, see};
use crate::pages::join::{free_name, propose};
use crate::pages::sign::{agent, kept_here, note, signed_in};
use crate::visit::Visit;

/// What the first host fills in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct First {
    name: String,
    language: String,
    kind: String,
    display_name: String,
    username: String,
    email: String,
    password: String,
    #[serde(skip)]
    ask_username: bool,
}

#[derive(Template)]
#[template(path = "begin.html")]
struct BeginPage {
    f: Frame,
    form: First,
}

/// `GET /begin/{token}`
pub async fn show(visit: Visit, Path(token): Path<String>) -> Answer {
    match visit.db().read(move |tx| proofs::may_begin(tx, &token)).await {
        Ok(()) => {
            let form = First { language: visit.lang().code().to_owned(), ..First::default() };
            Ok(kept_here(visit.page(Place::Elsewhere, visit.lang().t("begin-title"), |f| BeginPage { f, form })?))
        }
        Err(error) => spent(&visit, error),
    }
}

fn spent(visit: &Visit, error: Error) -> Answer {
    match error {
        Error::Refused(Refusal::Gone | Refusal::NotFound) => {
            let lang = visit.lang();
            let link = ("/sign-in", lang.t("nav-sign-in"));
            let mut page = note(visit, lang.t("begin-spent-title"), vec![lang.t("begin-spent-text")], link)?;
            *page.status_mut() = StatusCode::GONE;
            Ok(page)
        }
        other => Err(other.into()),
    }
}

fn wrong(visit: &Visit, form: &First) -> Result<Errors, Trouble> {
    let lang = visit.lang();
    let mut errors = Errors::default();
    if accounts::one_line(&form.name).is_empty() {
        errors.add("name", lang.t("err-square-blank"));
    }
    if accounts::one_line(&form.display_name).is_empty() {
        errors.add("display_name", lang.t("err-display-name-blank"));
    }
    let personal = [form.display_name.as_str(), form.username.as_str(), form.email.as_str(), form.name.as_str()];
    for checked in [
        accounts::check_display_name(&form.display_name).map(drop),
        if form.username.is_empty() { Ok(()) } else { accounts::check_username(&form.username).map(drop) },
        accounts::check_email(&form.email).map(drop),
        passwords::check(&form.password, &personal),
    ] {
        if let Err(error) = checked {
            errors.0.extend(visit.errors(error)?.0);
        }
    }
    Ok(errors)
}

/// `POST /begin/{token}`: account, square and, for one business, its stall.
pub async fn begin(visit: Visit, Path(token): Path<String>, headers: HeaderMap, sent: Sent<First>) -> Answer {
    let mut form = sent.form;
    let mut errors = wrong(&visit, &form)?;
    if errors.is_empty() {
        let password = form.password.clone();
        let hash = visit.web().at_work(move || passwords::hash(&password)).await??;
        let (new, agent) = (form.clone(), agent(&headers));
        let begun = visit.db().write(move |tx| {
            let host = free_name(tx, &new.username, &new.display_name)?;
            let stall = (new.kind != "market").then(|| stall_of(&new.name, &host));
            let begin = Begin {
                name: new.name.clone(),
                language: new.language.clone(),
                stall,
                username: host,
                display_name: new.display_name.clone(),
                email: Some(new.email.trim().to_owned()),
                password_hash: Some(hash.clone()),
            };
            let host = settings::begin(tx, &token, &begin)?;
            sessions::open(tx, host, &agent)
        });
        match begun.await {
            Ok(secret) => return Ok(signed_in(&visit, &secret, "/begin/check")),
            Err(error @ Error::Refused(Refusal::Gone | Refusal::NotFound)) => return spent(&visit, error),
            Err(error) => errors = visit.errors(error)?,
        }
    }
    form.ask_username = !form.display_name.trim().is_empty();
    if form.username.is_empty() {
        form.username = propose(&form.display_name);
    }
    Ok(kept_here(visit.again(Place::Elsewhere, visit.lang().t("begin-title"), errors, |f| BeginPage { f, form })?))
}

/// The stall of the one business carries the square's name; its short name is not the host's.
fn stall_of(square: &str, host: &str) -> NewStall {
    let words: Vec<String> = square.split_whitespace().map(propose).filter(|word| word != "somebody").collect();
    let name: String = words.join("_").chars().take(28).collect();
    let name = if name.is_empty() || accounts::is_reserved(&name) { "stall".to_owned() } else { name };
    let username = if name == host { format!("{name}_1") } else { name };
    let display_name = accounts::one_line(square).chars().take(accounts::DISPLAY_NAME_CHARS_MAX).collect();
    NewStall { username, display_name, awning: "shell".to_owned(), ..NewStall::default() }
}

/// One question of the self-check.
struct Axis {
    key: &'static str,
    name: String,
    said: String,
    word: String,
    /// Level, its word, its sentence.
    levels: Vec<(&'static str, String, String)>,
}

fn axes(lang: Lang, said: &[SelfCheck]) -> Vec<Axis> {
    let word = |level: &str| if level.is_empty() { lang.t("check-later") } else { lang.t(&format!("check-{level}")) };
    AXES.iter()
        .map(|key| {
            let said = said.iter().find(|it| it.axis == *key).map(|it| it.level.clone()).unwrap_or_default();
            let text = format!("check-{}", key.replace('_', "-"));
            let levels = ["basic", "better", "best"];
            let levels = levels.map(|level| (level, word(level), lang.t(&format!("{text}-{level}"))));
            Axis { key, name: lang.t(&text), word: word(&said), said, levels: levels.into() }
        })
        .collect()
}

#[derive(Template)]
#[template(path = "check.html")]
struct Check {
    f: Frame,
    axes: Vec<Axis>,
}

#[derive(Template)]
#[template(path = "check_said.html")]
struct CheckSaid {
    f: Frame,
    axes: Vec<Axis>,
    weakest: String,
}

/// `?said=1`
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SaidSo {
    said: String,
}

/// `GET /begin/check`: the questions, or what was said.
pub async fn check(visit: Visit, Query(shown): Query<SaidSo>) -> Answer {
    let said = visit.db().read(settings::self_check).await?;
    let (lang, title) = (visit.lang(), visit.lang().t("check-title"));
    let axes = axes(lang, &said);
    if shown.said.is_empty() || said.is_empty() {
        return visit.page(Place::You, title, |f| Check { f, axes });
    }
    let weakest = ["basic", "better"].iter().find_map(|level| axes.iter().find(|axis| axis.said == *level));
    let weakest = weakest.map(|axis| axis.name.clone()).unwrap_or_default();
    visit.page(Place::You, lang.t("check-said-title"), |f| CheckSaid { f, axes, weakest })
}

/// `POST /begin/check`: (axis, level) pairs; an empty level is "later".
pub async fn checked(visit: Visit, sent: Sent<Vec<(String, String)>>) -> Answer {
    let member = visit.member()?.clone();
    let answers: Vec<_> = sent.form.into_iter().filter(|(_, level)| !level.is_empty()).collect();
    let any = !answers.is_empty();
    visit.db().write(move |tx| settings::set_self_check(tx, &member, &answers)).await?;
    Ok(see(if any { "/begin/check?said=1" } else { "/begin/currency" }))
}

/// A currency to be.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Own {
    emblem: String,
    name: String,
    says: String,
}

#[derive(Template)]
#[template(path = "own_currency.html")]
struct OwnCurrency {
    f: Frame,
    form: Own,
    /// Its name, what it shows, and whether it is chosen.
    emblems: Vec<(&'static str, &'static str, bool)>,
}

fn own_page(f: Frame, form: Own) -> OwnCurrency {
    let language = f.code();
    let emblems =
        emblems::ALL.iter().map(|emblem| (emblem.name, emblem.title(language), form.emblem == emblem.name)).collect();
    OwnCurrency { f, form, emblems }
}

/// `GET /begin/currency`
pub async fn currency(visit: Visit) -> Answer {
    visit.page(Place::You, visit.lang().t("own-title"), |f| own_page(f, Own::default()))
}

/// `POST /begin/currency`
pub async fn make_currency(visit: Visit, sent: Sent<Own>) -> Answer {
    let (member, form, lang) = (visit.member()?.clone(), sent.form, visit.lang());
    let mut errors = Errors::default();
    if emblems::find(&form.emblem).is_none() {
        errors.add("emblem", lang.t("err-emblem-blank"));
    }
    if form.name.trim().is_empty() {
        errors.add("name", lang.t("err-blank"));
    }
    if form.says.trim().chars().count() < 3 {
        errors.add("says", lang.t("err-why-blank"));
    }
    if errors.is_empty() {
        let own = form.clone();
        let says = for_whoever(lang, &form.says);
        let made = visit.db().write(move |tx| {
            let new = NewCurrency {
                slug: free_slug(tx, &own.name)?,
                name: own.name.clone(),
                says: says.clone(),
                kind: CurrencyKind::Expressive,
                emblem: Emblem::Ours(own.emblem.clone()),
            };
            currencies::create(tx, &member, &new)
        });
        match made.await {
            Ok(_) => return Ok(see(&format!("/begin/invite?made={}", encode(form.name.trim())))),
            Err(error) => errors = visit.errors(error)?,
        }
    }
    visit.again(Place::You, lang.t("own-title"), errors, |f| own_page(f, form))
}

/// The sentence of a currency, begun by us and finished by the host.
fn for_whoever(lang: Lang, says: &str) -> String {
    let mut rest = accounts::one_line(says).trim_start_matches(['…', '.', ' ']).to_owned();
    // Who writes the whole sentence meant the same.
    let start = lang.with("own-sentence", &[("rest", &"")]).trim().to_lowercase();
    if rest.to_lowercase().starts_with(&start) {
        rest = rest.chars().skip(start.chars().count()).collect::<String>().trim_start().to_owned();
    }
    let begun = lang.with("own-sentence", &[("rest", &rest)]);
    if begun.ends_with(['.', '!', '?']) { begun } else { format!("{begun}.") }
}

/// A shortcode made of the name that no currency has yet.
fn free_slug(tx: &soulava_social::Tx, name: &str) -> soulava_social::Result<String> {
    let words: Vec<String> = name.split_whitespace().map(propose).filter(|word| word != "somebody").collect();
    let base: String = words.join("_").chars().take(26).collect();
    let base = if base.len() < 2 { format!("own_{base}") } else { base };
    for number in 1..100 {
        let slug = if number == 1 { base.clone() } else { format!("{base}{number}") };
        if currencies::by_slug(tx, &slug)?.is_none() {
            return Ok(slug);
        }
    }
    Ok(base)
}
