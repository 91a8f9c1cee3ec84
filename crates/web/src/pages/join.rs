//! Coming in: by invitation, by ringing the bell, or through an open door.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode};
use serde::Deserialize;
use std::sync::Arc;

use soulava_social::accounts::{self, AccountView, NewPerson, SignUpForm, SignedUp};
use soulava_social::settings::{self, SignUp};
use soulava_social::{Error, Refusal, Role, Tx, currencies, invitations, passwords, sessions};

use crate::forms::{Sent, ticked};
use crate::page::{Answer, Errors, Frame, Place, Trouble, emblem_path, see};
use crate::pages::sign::{agent, kept_here, note, signed_in};
use crate::visit::Visit;

/// What a newcomer fills in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Newcomer {
    pub(crate) display_name: String,
    pub(crate) username: String,
    email: String,
    password: String,
    #[serde(deserialize_with = "ticked")]
    rule: bool,
    reason: String,
    /// The short name is shown once there is a name to make it of.
    #[serde(skip)]
    ask_username: bool,
}

impl Newcomer {
    /// As it comes back after an error: the proposed short name can be changed, the password is typed again.
    fn again(mut self) -> Self {
        self.ask_username = !self.display_name.trim().is_empty();
        if self.username.is_empty() {
            self.username = propose(&self.display_name);
        }
        self.password.clear();
        self
    }

    fn wrong(&self, visit: &Visit) -> Result<Errors, Trouble> {
        let lang = visit.lang();
        let mut errors = Errors::default();
        if accounts::one_line(&self.display_name).is_empty() {
            errors.add("display_name", lang.t("err-display-name-blank"));
        }
        let mut take = |checked: soulava_social::Result<()>| -> Result<(), Trouble> {
            if let Err(error) = checked {
                errors.0.extend(visit.errors(error)?.0);
            }
            Ok(())
        };
        take(accounts::check_display_name(&self.display_name).map(drop))?;
        if !self.username.is_empty() {
            take(accounts::check_username(&self.username).map(drop))?;
        }
        take(accounts::check_email(&self.email).map(drop))?;
        let personal = [self.display_name.as_str(), self.username.as_str(), self.email.as_str(), visit.square()];
        take(passwords::check(&self.password, &personal))?;
        if !self.rule {
            errors.add("rule", lang.t("err-rule"));
        }
        Ok(errors)
    }

    fn person(&self, tx: &Tx, visit_locale: &str, hash: &str) -> soulava_social::Result<NewPerson> {
        Ok(NewPerson {
            username: free_name(tx, &self.username, &self.display_name)?,
            display_name: self.display_name.clone(),
            email: Some(self.email.trim().to_owned()),
            password_hash: Some(hash.to_owned()),
            role: Role::Person,
            locale: visit_locale.to_owned(),
            reason: self.reason.clone(),
            ..NewPerson::named("")
        })
    }
}

/// A short name made of a shown one: its first word in plain small letters.
pub fn propose(display_name: &str) -> String {
    let word = display_name.split_whitespace().next().unwrap_or_default();
    let plain: String = accounts::fold_name(word).chars().filter_map(plain_letter).take(24).collect();
    let plain = plain.trim_matches('_').to_owned();
    if plain.is_empty() || accounts::is_reserved(&plain) { "somebody".to_owned() } else { plain }
}

/// Letters with marks lose them; what has no plain letter is left out.
fn plain_letter(c: char) -> Option<char> {
    Some(match c {
        'a'..='z' | '0'..='9' | '_' => c,
        'à'..='å' | 'æ' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'œ' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ß' => 's',
        'ť' | 'ţ' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        '-' | '\'' => '_',
        _ => return None,
    })
}

/// The chosen short name, or a free one made of the shown name.
pub fn free_name(tx: &Tx, chosen: &str, display_name: &str) -> soulava_social::Result<String> {
    if !chosen.is_empty() {
        return Ok(chosen.to_owned());
    }
    let base = propose(display_name);
    for number in 1..100 {
        let name = if number == 1 { base.clone() } else { format!("{base}{number}") };
        if accounts::by_name(tx, &name, "")?.is_none() {
            return Ok(name);
        }
    }
    Ok(base)
}

/// The invitation as the guest sees it.
struct Invited {
    inviter: Arc<AccountView>,
    why: String,
    gift: Option<Behind>,
}

/// What waits behind the door.
struct Behind {
    name: String,
    emblem: String,
}

#[derive(Template)]
#[template(path = "join.html")]
struct Join {
    f: Frame,
    invitation: Option<Invited>,
    rule: String,
    form: Newcomer,
}

/// `?link=`
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Pasted {
    link: String,
}

#[derive(Template)]
#[template(path = "join_paste.html")]
struct Paste {
    f: Frame,
    link: String,
}

/// `GET /join`: a place to put a link that cannot be tapped.
pub async fn paste(visit: Visit, Query(pasted): Query<Pasted>) -> Answer {
    let (lang, link) = (visit.lang(), pasted.link.trim().to_owned());
    let token = link.rsplit('/').next().unwrap_or_default();
    let is_token =
        (16..=256).contains(&token.len()) && token.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    match (link.is_empty(), is_token) {
        (true, _) => visit.page(Place::Elsewhere, lang.t("join-paste-title"), |f| Paste { f, link }),
        (false, true) => Ok(see(&format!("/join/{token}"))),
        (false, false) => {
            let errors = Errors::one("link", lang.t("err-link-invalid"));
            visit.again(Place::Elsewhere, lang.t("join-paste-title"), errors, |f| Paste { f, link })
        }
    }
}

fn look(tx: &Tx, token: &str) -> soulava_social::Result<(Invited, String)> {
    let found = invitations::by_token(tx, token)?;
    let currency = found.currency.map(|id| currencies::view(tx, id)).transpose()?;
    let inviter = accounts::view(tx, found.inviter)?;
    let gift = currency.map(|it| Behind { name: it.name.clone(), emblem: emblem_path(&it) });
    Ok((Invited { inviter, why: found.why, gift }, first_rule(tx)?))
}

fn first_rule(tx: &Tx) -> soulava_social::Result<String> {
    Ok(settings::rules(tx)?.into_iter().next().map(|rule| rule.text).unwrap_or_default())
}

fn or_house_rule(visit: &Visit, rule: String) -> String {
    if rule.is_empty() { visit.lang().t("rules-none-short") } else { rule }
}

fn spent(visit: &Visit) -> Answer {
    let lang = visit.lang();
    let mut page =
        note(visit, lang.t("join-spent-title"), vec![lang.t("join-spent-text")], ("/", lang.t("trouble-back")))?;
    *page.status_mut() = StatusCode::GONE;
    Ok(page)
}

/// `GET /join/{token}`
pub async fn show(visit: Visit, Path(token): Path<String>) -> Answer {
    match visit.db().read(move |tx| look(tx, &token)).await {
        Ok((invited, rule)) => {
            let title = visit.lang().with("join-title", &[("name", &invited.inviter.display_name)]);
            let rule = or_house_rule(&visit, rule);
            let (invitation, form) = (Some(invited), Newcomer::default());
            Ok(kept_here(visit.page(Place::Elsewhere, title, |f| Join { f, invitation, rule, form })?))
        }
        Err(Error::Refused(Refusal::Gone | Refusal::NotFound)) => spent(&visit),
        Err(error) => Err(error.into()),
    }
}

/// `POST /join/{token}`: the link is the proof, so who comes in is in at once.
pub async fn accept(visit: Visit, Path(token): Path<String>, headers: HeaderMap, sent: Sent<Newcomer>) -> Answer {
    let form = sent.form;
    let mut errors = form.wrong(&visit)?;
    if errors.is_empty() {
        let password = form.password.clone();
        let hash = visit.web().at_work(move || passwords::hash(&password)).await??;
        let (link, new, locale, agent) = (token.clone(), form.clone(), visit.lang().code(), agent(&headers));
        let came = visit.db().write(move |tx| {
            let person = new.person(tx, locale, &hash)?;
            let guest = invitations::accept(tx, &link, &person)?;
            sessions::open(tx, guest, &agent)
        });
        match came.await {
            Ok(secret) => return Ok(signed_in(&visit, &secret, "/?welcome=1")),
            Err(Error::Refused(Refusal::Gone | Refusal::NotFound)) => return spent(&visit),
            Err(error) => errors = visit.errors(error)?,
        }
    }
    match visit.db().read(move |tx| look(tx, &token)).await {
        Ok((invited, rule)) => {
            let title = visit.lang().with("join-title", &[("name", &invited.inviter.display_name)]);
            let rule = or_house_rule(&visit, rule);
            let (invitation, form) = (Some(invited), form.again());
            Ok(kept_here(visit.again(Place::Elsewhere, title, errors, |f| Join { f, invitation, rule, form })?))
        }
        Err(Error::Refused(Refusal::Gone | Refusal::NotFound)) => spent(&visit),
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "ring.html")]
struct Ring {
    f: Frame,
    greeter: Option<Arc<AccountView>>,
    rule: String,
    form: Newcomer,
}

/// Who opens the door, and the first house rule.
fn at_the_door(tx: &Tx) -> soulava_social::Result<(SignUp, Option<Arc<AccountView>>, String)> {
    let square = settings::square(tx)?;
    let greeter = square.contact.map(|id| accounts::view(tx, id)).transpose()?;
    Ok((square.sign_up, greeter, first_rule(tx)?))
}

/// `GET /ring`
pub async fn ring(visit: Visit) -> Answer {
    answer_bell(&visit, None).await
}

async fn answer_bell(visit: &Visit, again: Option<(Newcomer, Errors)>) -> Answer {
    let (mode, greeter, rule) = visit.db().read(at_the_door).await?;
    let lang = visit.lang();
    let rule = or_house_rule(visit, rule);
    let (form, errors) = again.unwrap_or_default();
    match mode {
        SignUp::Approval => {
            visit.again_if(Place::Elsewhere, lang.t("ring-title"), errors, |f| Ring { f, greeter, rule, form })
        }
        SignUp::Open => visit.again_if(Place::Elsewhere, lang.t("join-open-title"), errors, |f| Join {
            f,
            invitation: None,
            rule,
            form,
        }),
        SignUp::Invitation | SignUp::Closed => {
            note(visit, lang.t("ring-title"), vec![lang.t("ring-closed")], ("/", lang.t("trouble-back")))
        }
    }
}

/// `POST /ring`
pub async fn rung(visit: Visit, headers: HeaderMap, sent: Sent<Newcomer>) -> Answer {
    let (form, lang) = (sent.form, visit.lang());
    let mode = visit.db().read(settings::square).await?.sign_up;
    let mut errors = Errors::default();
    if mode == SignUp::Approval && form.reason.trim().is_empty() {
        errors.add("reason", lang.t("err-ring-reason"));
    }
    errors.0.extend(form.wrong(&visit)?.0);
    if !errors.is_empty() {
        return answer_bell(&visit, Some((form.again(), errors))).await;
    }
    let password = form.password.clone();
    let hash = visit.web().at_work(move || passwords::hash(&password)).await??;
    let (new, mail_leaves, agent) = (form.clone(), visit.web().mail, agent(&headers));
    let rang = visit.db().write(move |tx| {
        let person = new.person(tx, lang.code(), &hash)?;
        let signed_up = accounts::sign_up(tx, &SignUpForm { person, mail_leaves, quiet: true })?;
        let secret = match signed_up {
            SignedUp::In(id) => Some(sessions::open(tx, id, &agent)?),
            _ => None,
        };
        Ok((signed_up, secret))
    });
    let email = form.email.trim().to_owned();
    let text = match rang.await {
        Ok((_, Some(secret))) => return Ok(signed_in(&visit, &secret, "/?welcome=1")),
        Ok((SignedUp::Rang(_), None)) => lang.with("ring-done-text", &[("email", &email)]),
        Ok(_) => lang.with("ring-confirm-text", &[("email", &email)]),
        Err(error) => {
            let errors = visit.errors(error)?;
            return answer_bell(&visit, Some((form.again(), errors))).await;
        }
    };
    note(&visit, lang.t("ring-done-title"), vec![text], ("/", lang.t("trouble-back")))
}

#[cfg(test)]
mod tests {
    use super::propose;

    #[test]
    fn a_short_name_is_made_of_the_first_word() {
        assert_eq!(propose("Pieter Kok"), "pieter");
        assert_eq!(propose("Søren Åkjær"), "soren");
        assert_eq!(propose("Jean-Luc"), "jean_luc");
        assert_eq!(propose("宮本"), "somebody");
        assert_eq!(propose("Admin"), "somebody");
    }
}
