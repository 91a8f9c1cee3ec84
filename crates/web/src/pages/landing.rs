//! The first page: for somebody passing by, what this is; for a member, the square.

use std::f64::consts::TAU;
use std::fmt::Write as _;
use std::sync::Arc;

use askama::Template;
use axum::extract::Query;
use soulava_media::portrait;
use soulava_social::accounts::{self, AccountView};
use soulava_social::settings::{self, SignUp};
use soulava_social::{Error, Page, Viewer, stalls, timelines};

use crate::fmt;
use crate::i18n::Lang;
use crate::page::{Answer, Frame, Place, see};
use crate::pages::square;
use crate::view::{Bead, GiftCard, Reason, Surroundings};
use crate::visit::Visit;

/// Deeds shown to who passes by.
const SHOWN: u32 = 6;
/// Stalls shown to who passes by.
const STALLS_SHOWN: usize = 8;

/// A stall with the people behind it.
struct Stall {
    account: Arc<AccountView>,
    keepers: Vec<Arc<AccountView>>,
}

impl Stall {
    fn names(&self, lang: Lang) -> String {
        fmt::names(lang, &self.keepers.iter().map(|keeper| keeper.display_name.as_str()).collect::<Vec<_>>(), 3)
    }
}

#[derive(Template)]
#[template(path = "landing.html")]
struct Landing {
    f: Frame,
    picture: String,
    host: String,
    sign_up: SignUp,
    greeter: Option<Arc<AccountView>>,
    rule: String,
    people: i64,
    stalls: Vec<Stall>,
    beads: Vec<Bead>,
    lately: Vec<GiftCard>,
    here: &'static str,
}

/// `GET /`
pub async fn home(visit: Visit, show: Query<square::Show>) -> Answer {
    if visit.signed().is_some() {
        return square::show(visit, show).await;
    }
    // A demo begins with its own story.
    if visit.web().demo.is_some() {
        return Ok(see("/demo"));
    }
    let read = visit.db().read_heavy(move |tx| {
        let found = timelines::square(tx, &Viewer::PASSER_BY, Page::first(SHOWN), false)?;
        let around = Surroundings::of(tx, &Viewer::PASSER_BY, &found.items)?;
        let lately = if found.items.is_empty() { square::lately(tx, &Viewer::PASSER_BY)? } else { Vec::new() };
        let square = settings::square(tx)?;
        let greeter = square.contact.map(|id| accounts::view(tx, id)).transpose()?;
        let mut shown = Vec::new();
        for account in stalls::list(tx)?.into_iter().take(STALLS_SHOWN) {
            let keepers: Vec<_> = account.keepers.iter().map(|it| it.account).collect();
            shown.push((account, keepers));
        }
        let ids: Vec<_> = shown.iter().flat_map(|(_, keepers)| keepers.clone()).collect();
        let people = accounts::views(tx, &ids)?;
        let stalls = shown.into_iter().map(|(account, keepers)| Stall {
            account,
            keepers: people.iter().filter(|person| keepers.contains(&person.id)).cloned().collect(),
        });
        let stalls = stalls.collect::<Vec<_>>();
        let rule = settings::rules(tx)?.into_iter().next().map(|rule| rule.text).unwrap_or_default();
        Ok::<_, Error>(((around, lately), greeter, stalls, settings::figures(tx)?, rule))
    });
    let ((around, lately), greeter, stalls, figures, rule) = read.await?;
    let lang = visit.lang();
    let beads = around.beads(lang, visit.now_ms(), &Reason::Square);
    let now = visit.now_ms();
    let lately = lately.iter().map(|gift| GiftCard::of(gift, lang, now, None, "")).collect();
    let (host, sign_up) = (visit.web().urls.host().to_owned(), visit.settings().sign_up);
    let picture = picture();
    visit.page(Place::Square, lang.t("landing-title"), |f| Landing {
        f,
        picture,
        host,
        sign_up,
        greeter,
        rule,
        people: figures.people,
        stalls,
        beads,
        lately,
        here: "/",
    })
}

/// The ring: twelve stalls seen from above and, in the middle, people strung on one cord like beads.
///
/// The people in it are drawn, nobody in particular. Inner SVG of a 500 by 500 picture.
fn picture() -> String {
    let mut out = String::with_capacity(24_000);
    out.push_str(r#"<defs><clipPath id="round"><circle cx="24" cy="24" r="24"/></clipPath><path id="cloth" d="M-42-234h84v46a6 6 0 0 1-12 0a6 6 0 0 1-12 0a6 6 0 0 1-12 0a6 6 0 0 1-12 0a6 6 0 0 1-12 0a6 6 0 0 1-12 0a6 6 0 0 1-12 0z"/><path id="full" d="M-42-234h12v46a6 6 0 0 1-12 0zM-18-234h12v46a6 6 0 0 1-12 0zM6-234h12v46a6 6 0 0 1-12 0zM30-234h12v46a6 6 0 0 1-12 0z"/><path id="pale" d="M-30-234h12v46a6 6 0 0 1-12 0zM-6-234h12v46a6 6 0 0 1-12 0zM18-234h12v46a6 6 0 0 1-12 0z" opacity=".2"/><path id="bar" d="M-44-235h88" stroke-width="2.5" stroke-linecap="round"/></defs><circle cx="250" cy="250" r="163" class="f-surface"/>"#);
    let hues = ["shell", "sea", "sun", "plum", "moss", "sea", "shell", "sun", "sea", "plum", "shell", "moss"];
    for (index, hue) in hues.iter().enumerate() {
        let turn = index * 30;
        let _ = write!(
            out,
            r##"<g transform="translate(250 250) rotate({turn})"><use href="#cloth" class="f-surface"/><use href="#full" class="f-{hue}"/><use href="#pale" class="f-{hue}"/><use href="#bar" class="s-ink"/></g>"##
        );
    }
    let at = |part: f64| {
        // Not a perfect circle: the cord lies where people laid it.
        let radius = 112.0 + 9.0 * (3.0 * part * TAU).sin() + 6.0 * (5.0 * part * TAU + 1.0).cos();
        (250.0 + radius * (part * TAU).cos(), 250.0 + radius * (part * TAU).sin())
    };
    out.push_str(r#"<path class="f-none s-shell" stroke-width="2.2" opacity=".55" d="M"#);
    for step in 0..48 {
        let (x, y) = at(f64::from(step) / 48.0);
        let _ = write!(out, "{}{x:.0} {y:.0}", if step == 0 { "" } else { "L" });
    }
    out.push_str(r#"Z" stroke-linejoin="round"/>"#);
    for (from, to) in [(0, 3), (1, 5), (2, 6), (4, 7)] {
        let ((x1, y1), (x2, y2)) = (at(f64::from(from) / 8.0), at(f64::from(to) / 8.0));
        let _ = write!(
            out,
            r#"<path d="M{x1:.0} {y1:.0}Q250 250 {x2:.0} {y2:.0}" class="f-none s-strong" stroke-width="1.3" opacity=".5"/>"#
        );
    }
    for (index, seed) in (0_i32..).zip(PASSERS_BY) {
        let (x, y) = at(f64::from(index) / 8.0);
        let inner = portrait::svg(seed);
        let inner = inner.find('>').map_or("", |end| &inner[end + 1..]).trim_end_matches("</svg>");
        let _ = write!(
            out,
            r##"<circle cx="{x:.0}" cy="{y:.0}" r="27" class="f-surface"/><svg x="{:.0}" y="{:.0}" width="46" height="46" viewBox="0 0 48 48"><g clip-path="url(#round)">{inner}</g></svg>"##,
            x - 23.0,
            y - 23.0
        );
        let (x, y) = at((f64::from(index) + 0.5) / 8.0);
        let paint = if index % 2 == 0 { "f-shell" } else { "f-pearl s-shell" };
        let _ = write!(out, r#"<circle cx="{x:.0}" cy="{y:.0}" r="6.5" class="{paint}" stroke-width="2.5"/>"#);
    }
    out
}

/// Eight faces that go well together.
const PASSERS_BY: [i64; 8] = [3, 8, 14, 21, 33, 47, 58, 72];
