//! An heirloom: through whose hands it went, and handing it on.

use askama::Template;
use axum::extract::Path;
use serde::Deserialize;
use soulava_social::heirlooms::{self, How, Story};
use soulava_social::{Error, HeirloomId, Refusal, gifts};

use crate::forms::Sent;
use crate::page::{Answer, Errors, Frame, Place, see};
use crate::pages::currencies::{CurrencyLine, holder_line, pass_rate};
use crate::pages::person;
use crate::pages::post::Preview;
use crate::view::{Face, start_of};
use crate::visit::Visit;

/// One hand in the chain.
pub struct HandLine {
    face: Face,
    at: i64,
    line: String,
    words: String,
    lang: String,
}

#[derive(Template)]
#[template(path = "heirloom.html")]
struct HeirloomPage {
    f: Frame,
    c: CurrencyLine,
    holder_line: String,
    resting: bool,
    waiting_line: String,
    may_pass: bool,
    form: Pass,
    hands: Vec<HandLine>,
    pass_rate: String,
    here: String,
    preview: Preview,
}

/// Handing it on.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Pass {
    to: String,
    reason: String,
}

/// `GET /heirlooms/{slug}`: the only one, or the first.
pub async fn first(visit: Visit, Path(slug): Path<String>) -> Answer {
    page(&visit, slug, 1, Pass::default(), Errors::default()).await
}

/// `GET /heirlooms/{slug}/{number}`
pub async fn show(visit: Visit, Path((slug, number)): Path<(String, String)>) -> Answer {
    page(&visit, slug, number_of(&number)?, Pass::default(), Errors::default()).await
}

/// `POST /heirlooms/{slug}/{number}/pass`
pub async fn pass(visit: Visit, Path((slug, number)): Path<(String, String)>, sent: Sent<Pass>) -> Answer {
    let (member, host, number) = (visit.member()?.clone(), visit.web().urls.host().to_owned(), number_of(&number)?);
    let (asked, thing) = (sent.form.clone(), slug.clone());
    let done = visit.db().write(move |tx| {
        let id = heirlooms::by_number(tx, &thing, number)?;
        let to = person::find(tx, asked.to.trim().trim_start_matches('@'), &host)
            .map_err(|_| Refusal::invalid_as("to", "ERR_NOT_FOUND", "Nobody here has this name."))?;
        heirlooms::pass(tx, &member, id, to, &asked.reason)
    });
    match done.await {
        Ok(_) => Ok(see(&format!("/heirlooms/{slug}/{number}"))),
        Err(error) => {
            let errors = visit.errors(error)?;
            page(&visit, slug, number, sent.form, errors).await
        }
    }
}

fn number_of(text: &str) -> Result<i64, Refusal> {
    text.parse().ok().filter(|number| *number >= 1).ok_or(Refusal::NotFound)
}

async fn page(visit: &Visit, slug: String, number: i64, form: Pass, errors: Errors) -> Answer {
    let (viewer, lang, now) = (visit.viewer(), visit.lang(), visit.now_ms());
    let read = visit.db().read(move |tx| {
        let id: HeirloomId = heirlooms::by_number(tx, &slug, number)?;
        let story = heirlooms::story(tx, &viewer, id)?;
        let offered = story.offered.map(|gift| gifts::view(tx, &viewer, gift)).transpose()?;
        let passed = heirlooms::passed_on(tx, story.currency.id)?;
        Ok::<_, Error>((story, offered, passed))
    });
    let (story, offered, passed) = read.await?;
    let me = visit.signed().map(|signed| signed.member.person);
    let title = lang.with("heirloom-title", &[("currency", &story.currency.name), ("number", &number)]);
    let here = format!("/heirlooms/{}/{number}", story.currency.slug);
    let holds = me.is_some() && story.heirloom.holder == me;
    let urls = &visit.web().urls;
    let preview = Preview {
        title: title.clone(),
        description: story.hands.first().map_or_else(|| story.currency.says.clone(), |hand| start_of(&hand.line, 200)),
        url: urls.of(&here),
        image: urls.emblem(&story.currency),
        kind: "article",
        data: format!("/api/soulava/v1/heirlooms/{}", story.heirloom.id),
        indexable: false,
    };
    let view = |f: Frame| HeirloomPage {
        c: CurrencyLine::of(&story.currency, lang, None),
        holder_line: holder_line(lang, now, story.heirloom.since, story.holder.as_deref(), me),
        resting: story.heirloom.resting,
        waiting_line: offered.as_ref().map_or_else(String::new, |gift| {
            lang.with("heirloom-waiting", &[("name", &Face::or_gone(gift.receiver.as_deref(), lang).first)])
        }),
        may_pass: holds && offered.is_none(),
        form,
        hands: hands(&story, lang),
        pass_rate: pass_rate(lang, Some(passed)),
        here: here.clone(),
        preview,
        f,
    };
    if errors.is_empty() {
        visit.page(Place::Gifts, title.clone(), view)
    } else {
        visit.again(Place::Gifts, title.clone(), errors, view)
    }
}

fn hands(story: &Story, lang: crate::i18n::Lang) -> Vec<HandLine> {
    let name = |index: usize| story.hands.get(index).map(|hand| Face::or_gone(hand.person.as_deref(), lang).first);
    let line = |(index, hand): (usize, &heirlooms::HandView)| {
        let turn = story.hands_in_all - i64::try_from(index).unwrap_or(0);
        let mut line = lang.with("heirloom-hand", &[("number", &turn)]);
        match (hand.how, name(index + 1)) {
            (How::Minted, _) => line = format!("{line}. {}", lang.t("heirloom-minted")),
            (How::Handed, Some(from)) => {
                let to = Face::or_gone(hand.person.as_deref(), lang).first;
                line = format!("{line}. {}", lang.with("heirloom-from-to", &[("from", &from), ("to", &to)]));
            }
            _ => {}
        }
        HandLine {
            face: Face::or_gone(hand.person.as_deref(), lang),
            at: hand.at,
            line,
            words: hand.line.clone(),
            lang: String::new(),
        }
    };
    story.hands.iter().enumerate().map(line).collect()
}
