//! The square's own settings: its name, words, rules, and who may come in.

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use soulava_social::Role;
use soulava_social::settings::{self, SignUp, SquareChange};

use crate::forms::Sent;
use crate::i18n::Lang;
use crate::page::{Answer, Errors, Frame, Place, see};
use crate::pages::about::sign_up_words;
use crate::visit::Visit;

/// What the host writes; one rule a line.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Written {
    name: String,
    description: String,
    contact_email: String,
    language: String,
    sign_up: String,
    rules: String,
}

#[derive(Template)]
#[template(path = "host_square.html")]
struct HostSquare {
    f: Frame,
    said: String,
    form: Written,
    /// Its word, a sentence, and whether it is chosen.
    modes: Vec<(&'static str, String, bool)>,
}

fn page(visit: &Visit, said: String, form: Written, errors: Errors) -> Answer {
    let lang = visit.lang();
    let modes = [SignUp::Invitation, SignUp::Approval, SignUp::Open, SignUp::Closed];
    let modes = modes.map(|mode| (mode.as_str(), sign_up_words(lang, mode), mode.as_str() == form.sign_up)).into();
    visit.again_if(Place::You, lang.t("host-square-title"), errors, |f| HostSquare { f, said, form, modes })
}

/// `?saved=1`
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Saved {
    saved: String,
}

/// `GET /host/square`
pub async fn show(visit: Visit, Query(saved): Query<Saved>) -> Answer {
    let rules = visit.db().read(settings::rules).await?;
    let square = visit.settings();
    let form = Written {
        name: square.name.clone(),
        description: square.description.clone(),
        contact_email: square.contact_email.clone(),
        language: square.language.clone(),
        sign_up: square.sign_up.as_str().to_owned(),
        rules: rules.into_iter().map(|rule| rule.text).collect::<Vec<_>>().join("\n"),
    };
    let said = if saved.saved.is_empty() { String::new() } else { visit.lang().t("settings-saved") };
    page(&visit, said, form, Errors::default())
}

/// `POST /host/square`
pub async fn save(visit: Visit, sent: Sent<Written>) -> Answer {
    let (member, form) = (visit.member()?.clone(), sent.form);
    let new = form.clone();
    let saved = visit.db().write(move |tx| {
        let change = SquareChange {
            name: Some(new.name.clone()),
            language: Some(new.language.clone()),
            sign_up: SignUp::parse(&new.sign_up),
            contact_email: Some(new.contact_email.clone()),
            description: Some(new.description.clone()),
            ..SquareChange::default()
        };
        settings::set(tx, &member, &change)?;
        // A rule that stays as it was keeps its explanation.
        let before = settings::rules(tx)?;
        let hint =
            |text: &str| before.iter().find(|rule| rule.text == text).map(|rule| rule.hint.clone()).unwrap_or_default();
        let lines = new.rules.lines().map(str::trim).filter(|line| !line.is_empty());
        let rules: Vec<_> = lines.map(|line| (line.to_owned(), hint(line))).collect();
        settings::set_rules(tx, &member, &rules)
    });
    match saved.await {
        Ok(()) => Ok(see("/host/square?saved=1")),
        Err(error) => {
            let errors = visit.errors(error)?;
            page(&visit, String::new(), form, errors)
        }
    }
}
