//! The house rules, who runs this, and help.

use std::sync::Arc;

use askama::Template;
use soulava_social::accounts::{self, AccountView};
use soulava_social::settings::{self, SignUp, Square};
use soulava_social::{Role, currencies};

use crate::i18n::Lang;
use crate::page::{Answer, Frame, Place};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "rules.html")]
struct Rules {
    f: Frame,
    rules: Vec<(String, String)>,
}

/// `GET /rules`
pub async fn rules(visit: Visit) -> Answer {
    let rules = visit.db().read(settings::rules).await?;
    let rules = rules.into_iter().map(|rule| (rule.text, rule.hint)).collect();
    visit.page(Place::Elsewhere, visit.lang().t("rules-title"), |f| Rules { f, rules })
}

#[derive(Template)]
#[template(path = "about.html")]
struct About {
    f: Frame,
    square: Square,
    hosts: Vec<(Arc<AccountView>, String)>,
    sign_up: String,
}

/// `GET /about`
pub async fn about(visit: Visit) -> Answer {
    let lang = visit.lang();
    let staff = visit.db().read(accounts::staff).await?;
    let hosts = staff.into_iter().map(|view| {
        let key =
            if view.role == Some(Role::Host) { lang.t("about-host-role") } else { lang.t("about-moderator-role") };
        (view, key)
    });
    let hosts = hosts.collect();
    let square = visit.settings().clone();
    let sign_up = sign_up_words(lang, square.sign_up);
    visit.page(Place::Elsewhere, lang.t("about-title"), |f| About { f, square, hosts, sign_up })
}

/// How one comes in, in a sentence.
pub fn sign_up_words(lang: Lang, mode: SignUp) -> String {
    match mode {
        SignUp::Invitation => lang.t("about-sign-up-invitation"),
        SignUp::Approval => lang.t("about-sign-up-approval"),
        SignUp::Open => lang.t("about-sign-up-open"),
        SignUp::Closed => lang.t("about-sign-up-closed"),
    }
}

#[derive(Template)]
#[template(path = "help.html")]
struct Help {
    f: Frame,
    example: String,
}

/// `GET /help`
pub async fn help(visit: Visit) -> Answer {
    let currencies = visit.db().read(currencies::list).await?;
    let example = currencies.first().map_or_else(|| "thanks".to_owned(), |currency| currency.slug.clone());
    visit.page(Place::Elsewhere, visit.lang().t("help-title"), |f| Help { f, example })
}
