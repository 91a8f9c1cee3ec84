//! Giving, and one gift.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use soulava_social::accounts::{AccountView, Kind};
use soulava_social::currencies::{self, CurrencyKind, CurrencyView};
use soulava_social::gifts::{self, Allowance, GiftOrigin, GiftState, GiftView, NewGift};
use soulava_social::posts::{self, PostView};
use soulava_social::{
    AccountId, Error, GiftId, Member, Page, PostId, Refusal, Result, Tx, Viewer, WaitingId, accounts, relations, ties,
    waiting,
};

use crate::fmt;
use crate::forms::Sent;
use crate::i18n::Lang;
use crate::page::{Answer, Errors, Frame, Place, Trouble, see};
use crate::pages::currencies::CurrencyLine;
use crate::pages::person;
use crate::pages::post::Preview;
use crate::pages::shell::back;
use crate::view::bead::said;
use crate::view::{Bonds, Face, GiftCard, a_currency, first_name, handle, page_of, start_of};
use crate::visit::Visit;

/// Gifts between the two that are shown under one.
const BETWEEN_SHOWN: u32 = 12;

/// The form of a gift; its query fills it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Give {
    to: String,
    re: String,
    currency: String,
    reason: String,
    grade: String,
    changed: String,
    sees: String,
    /// "It is a thank-you": the gentle question was answered.
    thanks: String,
    /// Something that waits and is settled with this gift.
    meant: String,
}

/// A currency to choose.
pub struct Choice {
    line: CurrencyLine,
    chosen: bool,
}

/// Everything the form shows.
pub struct Giving {
    give: Give,
    face: Option<Face>,
    relation: String,
    answers: Option<(String, String)>,
    people: Vec<(String, String)>,
    currencies: Vec<Choice>,
    price: bool,
    sees_two: String,
    app_how: String,
    left: String,
    may: bool,
    submit: String,
    cancel: String,
}

#[derive(Template)]
#[template(path = "gift_new.html")]
struct GivePage {
    f: Frame,
    g: Giving,
}

/// What the form needs from the square.
struct Known {
    to: Option<Arc<AccountView>>,
    re: Option<PostView>,
    currencies: Vec<Arc<CurrencyView>>,
    whose: Vec<Arc<AccountView>>,
    allowance: Allowance,
    last: Option<GiftView>,
    bonds: Bonds,
    people: Vec<Arc<AccountView>>,
}

/// `GET /gifts/new?to=&re=`
pub async fn new(visit: Visit, Query(give): Query<Give>) -> Answer {
    form(&visit, give, Errors::default(), false).await
}

/// `POST /gifts`
pub async fn give(visit: Visit, sent: Sent<Give>) -> Answer {
    let member = visit.member()?.clone();
    let Sent { form: give, key, hash, .. } = sent;
    if give.thanks.is_empty() && gifts::sounds_like_a_deal(&give.reason).is_some() {
        return form(&visit, give, Errors::default(), true).await;
    }
    let (asked, host) = (give.clone(), visit.web().urls.host().to_owned());
    let keys = gifts::keys(&member, visit.now_ms());
    let done = visit.db().write_keyed(&keys, move |tx| {
        let to = person::find(tx, asked.to.trim().trim_start_matches('@'), &host)
            .map_err(|_| Refusal::invalid_as("to", "ERR_NOT_FOUND", "Nobody here has this name."))?;
        let currency = currencies::by_slug(tx, &asked.currency)?
            .ok_or_else(|| Refusal::invalid_as("currency", "ERR_BLANK", "Choose what you give."))?;
        let new = NewGift {
            to,
            currency: currency.id,
            reason: asked.reason.clone(),
            changed: (asked.grade == "2").then(|| asked.changed.clone()),
            public: asked.sees != "two",
            object: PostId::parse(&asked.re),
            idempotency: (!key.is_empty()).then(|| (key.clone(), hash.to_vec())),
            origin: GiftOrigin::Page,
        };
        let id = gifts::give(tx, &member, &new)?;
        if let Some(meant) = WaitingId::parse(&asked.meant) {
            settle(tx, &member, meant)?;
        }
        Ok::<_, Error>(id)
    });
    match done.await {
        Ok(id) => Ok(see(&format!("/gifts/{id}?fresh=1"))),
        Err(error) => {
            let errors = visit.errors(error)?;
            form(&visit, give, errors, false).await
        }
    }
}

/// A question that was answered by giving; it may be gone already.
fn settle(tx: &Tx, member: &Member, id: WaitingId) -> Result<()> {
    match waiting::dismiss(tx, member, id) {
        Err(Error::Refused(Refusal::NotFound)) => Ok(()),
        done => done,
    }
}

async fn form(visit: &Visit, give: Give, errors: Errors, price: bool) -> Answer {
    let (member, lang) = (visit.member()?.clone(), visit.lang());
    let (asked, host) = (give.clone(), visit.web().urls.host().to_owned());
    let known = visit.db().read(move |tx| known(tx, &member, &asked, &host)).await?;
    let giving = giving(visit, lang, give, &known, price);
    let title = match &giving.face {
        Some(face) => lang.with("give-title-to", &[("name", &face.first)]),
        None => lang.t("give-title"),
    };
    if errors.is_empty() && !price {
        visit.page(Place::Gifts, title, |f| GivePage { f, g: giving })
    } else {
        visit.again(Place::Gifts, title, errors, |f| GivePage { f, g: giving })
    }
}

fn known(tx: &Tx, member: &Member, asked: &Give, host: &str) -> Result<Known> {
    let viewer = Viewer::from(member);
    let to = match person::find(tx, asked.to.trim().trim_start_matches('@'), host) {
        Ok(id) => Some(accounts::view(tx, id)?),
        Err(Error::Refused(_)) => None,
        Err(broken) => return Err(broken),
    };
    let re = match PostId::parse(&asked.re).map(|id| posts::view(tx, &viewer, id)) {
        Some(Ok(view)) => Some(view),
        Some(Err(broken @ Error::Broken(_))) => return Err(broken),
        _ => None,
    };
    let currencies: Vec<_> =
        currencies::list(tx)?.into_iter().filter(|c| c.kind == CurrencyKind::Expressive && !c.rests).collect();
    let stalls: Vec<AccountId> = currencies.iter().filter_map(|currency| currency.stall).collect();
    let (mut last, mut bonds, mut people) = (None, Bonds::default(), Vec::new());
    match &to {
        Some(to) => {
            last = gifts::between(tx, &viewer, member.person, to.id, Page::first(1))?.items.pop();
            bonds = Bonds::load(tx, &viewer, &[to.id])?;
        }
        None => {
            let mut ids: Vec<AccountId> =
                ties::of(tx, member.person, Page::first(40))?.items.iter().map(|tie| tie.other).collect();
            let follows = relations::following(tx, &viewer, member.account, Page::first(40))?.items;
            ids.extend(follows.into_iter().filter(|id| !ids.contains(id)).collect::<Vec<_>>());
            people = accounts::views(tx, &ids)?;
        }
    }
    Ok(Known {
        allowance: gifts::allowance(tx, member, to.as_ref().map(|to| to.id))?,
        whose: accounts::views(tx, &stalls)?,
        to,
        re,
        currencies,
        last,
        bonds,
        people,
    })
}

fn giving(visit: &Visit, lang: Lang, give: Give, known: &Known, price: bool) -> Giving {
    let now = visit.now_ms();
    let face = known.to.as_deref().map(Face::of);
    let first = face.as_ref().map(|face| face.first.clone()).unwrap_or_default();
    let returns = fmt::clock(lang, known.allowance.returns_at);
    let mut left = lang.with("give-left", &[("left", &known.allowance.left_today), ("returns", &returns)]);
    if known.to.is_some() && known.allowance.left_today > 0 {
        left.push(' ');
        let values: [(&'static str, &dyn crate::i18n::Arg); 3] =
            [("left", &known.allowance.left_to), ("name", &first), ("returns", &returns)];
        left.push_str(&lang.with("give-left-to", &values));
    }
    let whose = |currency: &CurrencyView| known.whose.iter().find(|stall| Some(stall.id) == currency.stall);
    let chosen = if give.currency.is_empty() && known.currencies.len() == 1 {
        &known.currencies[0].slug
    } else {
        &give.currency
    };
    let choice = |currency: &Arc<CurrencyView>| Choice {
        line: CurrencyLine::of(currency, lang, whose(currency).map(|stall| &**stall)),
        chosen: currency.slug == *chosen,
    };
    let currencies: Vec<Choice> = known.currencies.iter().map(choice).collect();
    let named = known.currencies.iter().find(|currency| currency.slug == *chosen);
    let relation = known.to.as_deref().map(|to| {
        let mut line = known.bonds.line(lang, now, to);
        if to.kind == Kind::Person {
            line = format!("{line}. {}", last_between(lang, now, to, known.last.as_ref()));
        }
        line
    });
    let example = named.or_else(|| known.currencies.first()).map_or("thanks", |currency| &currency.slug);
    let app_how = known.to.as_deref().map(|to| {
        let (mention, code) = (format!("@{}", handle(to)), format!(":{example}:"));
        let values: [(&'static str, &dyn crate::i18n::Arg); 3] =
            [("mention", &mention), ("code", &code), ("name", &first)];
        lang.html("give-app-how", &values)
            .replace(&mention, &format!("<code>{mention}</code>"))
            .replace(&code, &format!("<code>{code}</code>"))
    });
    let cancel = match (&known.re, &known.to) {
        (Some(view), _) => format!("{}/{}", page_of(&said(view).author), said(view).post.id),
        (None, Some(to)) => page_of(to),
        (None, None) => "/square".to_owned(),
    };
    Giving {
        relation: relation.unwrap_or_default(),
        answers: known.re.as_ref().map(|view| (start_of(&said(view).post.text, 160), said(view).post.language.clone())),
        people: known.people.iter().map(|person| (handle(person), person.display_name.clone())).collect(),
        submit: if price {
            lang.t("give-price-submit")
        } else {
            named.map_or_else(|| lang.t("give-submit"), |c| lang.with("give-submit-what", &[("currency", &c.name)]))
        },
        sees_two: if first.is_empty() {
            lang.t("give-sees-two-anybody")
        } else {
            lang.with("give-sees-two", &[("name", &first)])
        },
        app_how: app_how.unwrap_or_default(),
        may: known.allowance.left_today > 0 && (known.to.is_none() || known.allowance.left_to > 0),
        left,
        face,
        currencies,
        price,
        cancel: back(&cancel),
        give,
    }
}

fn last_between(lang: Lang, now: i64, to: &AccountView, last: Option<&GiftView>) -> String {
    let name = first_name(to);
    let Some(last) = last else { return lang.with("give-relation-first", &[("name", &name)]) };
    let key = if last.gift.receiver == Some(to.id) { "give-relation-before" } else { "give-relation-received" };
    let values: [(&'static str, &dyn crate::i18n::Arg); 3] = [
        ("name", &name),
        ("currency", &a_currency(lang, "gift-a-low", &last.currency.name)),
        ("when", &fmt::when(lang, last.gift.given_at, now)),
    ];
    lang.with(key, &values)
}

/// The query of a gift's page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Fresh {
    fresh: String,
}

/// The post a gift answers.
pub struct ObjectLine {
    href: String,
    text: String,
    lang: String,
}

/// A gift between the two, before or after this one.
pub struct BetweenLine {
    emblem: String,
    line: String,
    reason: String,
    lang: String,
    href: String,
    at: i64,
    knot: &'static str,
}

#[derive(Template)]
#[template(path = "gift.html")]
struct GiftPage {
    f: Frame,
    g: GiftCard,
    fresh: bool,
    object: Option<ObjectLine>,
    receiver: bool,
    giver: bool,
    open: bool,
    accepted: bool,
    costs: bool,
    withdraw_hint: String,
    give_back: String,
    give_back_label: String,
    before: Vec<BetweenLine>,
    here: String,
    preview: Preview,
}

/// `GET /gifts/{id}`
pub async fn show(visit: Visit, Path(id): Path<String>, Query(query): Query<Fresh>) -> Answer {
    let (id, viewer, lang, now) =
        (GiftId::parse(&id).ok_or(Refusal::NotFound)?, visit.viewer(), visit.lang(), visit.now_ms());
    let read = visit.db().read(move |tx| {
        let gift = gifts::view(tx, &viewer, id)?;
        let object = match gift.gift.object.map(|object| posts::view(tx, &viewer, object)) {
            Some(Ok(view)) => Some(view),
            Some(Err(broken @ Error::Broken(_))) => return Err(broken),
            _ => None,
        };
        let between = match (gift.gift.giver, gift.gift.receiver) {
            (Some(giver), Some(receiver)) => {
                gifts::between(tx, &viewer, giver, receiver, Page::first(BETWEEN_SHOWN))?.items
            }
            _ => Vec::new(),
        };
        Ok::<_, Error>((gift, object, between))
    });
    let (gift, object, between) = read.await?;
    let me = visit.signed().map(|signed| signed.member.person);
    let card = GiftCard::of(&gift, lang, now, me, "");
    let (giver, receiver) = (me.is_some() && gift.gift.giver == me, me.is_some() && gift.gift.receiver == me);
    let what = a_currency(lang, "gift-a-low", &gift.currency.name);
    let title = if giver {
        lang.with("gift-you-gave", &[("to", &card.to.first), ("what", &what)])
    } else if receiver {
        lang.with("gift-given-you", &[("from", &card.from.first), ("what", &what)])
    } else {
        lang.with("gift-title", &[("from", &card.from.first), ("to", &card.to.first)])
    };
    let line = |other: &GiftView| BetweenLine {
        emblem: crate::view::emblem(&other.currency),
        line: lang.with(
            "gift-aria",
            &[
                ("from", &Face::or_gone(other.giver.as_deref(), lang).first),
                ("to", &Face::or_gone(other.receiver.as_deref(), lang).first),
            ],
        ),
        reason: start_of(&other.reason, 120),
        lang: String::new(),
        href: format!("/gifts/{}", other.gift.id),
        at: other.gift.given_at,
        knot: if other.gift.giver == gift.gift.giver { "" } else { " knot--sea" },
    };
    let urls = &visit.web().urls;
    let preview = Preview {
        title: title.clone(),
        description: start_of(&gift.reason, 200),
        url: urls.of(&card.href),
        image: urls.emblem(&gift.currency),
        kind: "article",
        data: format!("/api/soulava/v1/gifts/{}", gift.gift.id),
        indexable: false,
    };
    visit.page(Place::Gifts, title, |f| GiftPage {
        fresh: !query.fresh.is_empty() && giver,
        object: object.as_ref().map(|view| ObjectLine {
            href: format!("{}/{}", page_of(&said(view).author), said(view).post.id),
            text: start_of(&said(view).post.text, 200),
            lang: said(view).post.language.clone(),
        }),
        open: gift.gift.state == GiftState::Given,
        accepted: gift.gift.state == GiftState::Accepted,
        costs: gift.costs_shared,
        withdraw_hint: lang.with("gift-withdraw-hint", &[("name", &card.to.first)]),
        give_back: gift.giver.as_deref().map_or_else(String::new, |person| format!("/gifts/new?to={}", handle(person))),
        give_back_label: lang.with("gift-give-back", &[("name", &card.from.first)]),
        before: between.iter().filter(|other| other.gift.id != gift.gift.id).map(line).collect(),
        here: card.href.clone(),
        g: card,
        giver,
        receiver,
        preview,
        f,
    })
}

/// The answer to a gift, or what its giver does with it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Settle {
    words: String,
    shared: String,
    back: String,
}

async fn settled(
    visit: &Visit,
    id: &str,
    goes_to: &str,
    verb: impl Fn(&Tx, &Member, GiftId) -> Result<()> + Send + Sync + 'static,
) -> Answer {
    let (id, member) = (GiftId::parse(id).ok_or(Refusal::NotFound)?, visit.member()?.clone());
    visit.db().write(move |tx| verb(tx, &member, id)).await.map_err(Trouble::from)?;
    Ok(see(&if goes_to.is_empty() { format!("/gifts/{id}") } else { back(goes_to) }))
}

/// `POST /gifts/{id}/acknowledge`: "Fenna was glad of it".
pub async fn acknowledge(visit: Visit, Path(id): Path<String>, sent: Sent<Settle>) -> Answer {
    let Settle { words, back, .. } = sent.form;
    settled(&visit, &id, &back, move |tx, member, id| {
        gifts::accept(tx, member, id, Some(words.as_str()).filter(|words| !words.trim().is_empty()))
    })
    .await
}

/// `POST /gifts/{id}/decline`: rather not; silent.
pub async fn decline(visit: Visit, Path(id): Path<String>, _: Sent<Settle>) -> Answer {
    settled(&visit, &id, "/waiting", gifts::decline).await
}

/// `POST /gifts/{id}/withdraw`: the giver takes an open gift back.
pub async fn withdraw(visit: Visit, Path(id): Path<String>, _: Sent<Settle>) -> Answer {
    settled(&visit, &id, "", gifts::withdraw).await
}

/// `POST /gifts/{id}/retract`: the giver takes an accepted gift back; it counts for nothing from then on.
pub async fn retract(visit: Visit, Path(id): Path<String>, _: Sent<Settle>) -> Answer {
    settled(&visit, &id, "", gifts::retract).await
}

/// `POST /gifts/{id}/costs`: petrol money, a private mark.
pub async fn costs(visit: Visit, Path(id): Path<String>, sent: Sent<Settle>) -> Answer {
    let shared = sent.form.shared == "1";
    settled(&visit, &id, "", move |tx, member, id| gifts::share_costs(tx, member, id, shared)).await
}
