//! What people give here: all currencies, and each with who gave it lately.

use askama::Template;
use axum::extract::Path;
use soulava_social::accounts::AccountView;
use soulava_social::currencies::{self, CurrencyKind, CurrencyView};
use soulava_social::heirlooms::PassedOn;
use soulava_social::{Error, accounts};

use crate::fmt;
use crate::i18n::Lang;
use crate::page::{Answer, Frame, Place};
use crate::pages::post::Preview;
use crate::view::{Face, GiftCard, emblem, page_of};
use crate::visit::Visit;

/// A currency in a list.
#[derive(Clone, Debug)]
pub struct CurrencyLine {
    /// Also its emoji.
    pub slug: String,
    /// Its page.
    pub href: String,
    /// Its emblem's picture.
    pub emblem: String,
    /// Its name.
    pub name: String,
    /// What it says.
    pub says: String,
    /// "from Bageriet", "from the square".
    pub whose: String,
}

impl CurrencyLine {
    /// Of a currency; `stall` is whose it is.
    pub fn of(currency: &CurrencyView, lang: Lang, stall: Option<&AccountView>) -> Self {
        Self {
            slug: currency.slug.clone(),
            href: format!("/currencies/{}", currency.slug),
            emblem: emblem(currency),
            name: currency.name.clone(),
            says: currency.says.clone(),
            whose: match stall {
                Some(stall) => lang.with("give-of-stall", &[("stall", &stall.display_name)]),
                None => lang.t("give-of-square"),
            },
        }
    }
}

#[derive(Template)]
#[template(path = "currencies.html")]
struct CurrenciesPage {
    f: Frame,
    expressive: Vec<CurrencyLine>,
    circulating: Vec<CurrencyLine>,
}

/// `GET /currencies`
pub async fn list(visit: Visit) -> Answer {
    let lang = visit.lang();
    let (all, stalls) = visit
        .db()
        .read(|tx| {
            let all: Vec<_> = currencies::list(tx)?.into_iter().filter(|currency| !currency.rests).collect();
            let stalls = accounts::views(tx, &all.iter().filter_map(|currency| currency.stall).collect::<Vec<_>>())?;
            Ok::<_, Error>((all, stalls))
        })
        .await?;
    let lines = |kind: CurrencyKind| {
        let of_kind = all.iter().filter(|currency| currency.kind == kind);
        let stall = |currency: &CurrencyView| stalls.iter().find(|stall| Some(stall.id) == currency.stall);
        of_kind.map(|currency| CurrencyLine::of(currency, lang, stall(currency).map(|stall| &**stall))).collect()
    };
    visit.page(Place::Gifts, lang.t("currencies-title"), |f| CurrenciesPage {
        f,
        expressive: lines(CurrencyKind::Expressive),
        circulating: lines(CurrencyKind::Circulating),
    })
}

/// Where one numbered thing is.
pub struct HeirloomLine {
    src: String,
    href: String,
    line: String,
    hint: String,
}

#[derive(Template)]
#[template(path = "currency.html")]
struct CurrencyPage {
    f: Frame,
    c: CurrencyLine,
    whose_href: String,
    rests: bool,
    can_give: bool,
    lately: Vec<GiftCard>,
    older: Option<String>,
    kind_title: String,
    kind_line: String,
    heirlooms: Vec<HeirloomLine>,
    pass_rate: String,
    emoji_how: String,
    preview: Preview,
}

/// `GET /currencies/{slug}`
pub async fn show(visit: Visit, Path(slug): Path<String>) -> Answer {
    let (viewer, lang, now) = (visit.viewer(), visit.lang(), visit.now_ms());
    let page = visit.db().read(move |tx| currencies::page(tx, &viewer, &slug)).await?;
    let me = visit.signed().map(|signed| signed.member.person);
    let circulating = page.currency.kind == CurrencyKind::Circulating;
    let line = CurrencyLine::of(&page.currency, lang, page.issuer.as_deref());
    let heirloom = |(thing, holder): (&currencies::HeirloomView, &Option<std::sync::Arc<AccountView>>)| HeirloomLine {
        src: Face::or_gone(holder.as_deref(), lang).src,
        href: format!("/heirlooms/{}/{}", page.currency.slug, thing.number),
        line: lang.with("heirloom-title", &[("currency", &page.currency.name), ("number", &thing.number)]),
        hint: holder_line(lang, now, thing.since, holder.as_deref(), me),
    };
    let code = format!(":{}:", page.currency.slug);
    let urls = &visit.web().urls;
    let preview = Preview {
        title: page.currency.name.clone(),
        description: page.currency.says.clone(),
        url: urls.of(&line.href),
        image: urls.emblem(&page.currency),
        kind: "article",
        data: format!("/api/soulava/v1/currencies/{}", page.currency.slug),
        indexable: true,
    };
    visit.page(Place::Gifts, page.currency.name.clone(), |f| CurrencyPage {
        whose_href: page.issuer.as_deref().map(page_of).unwrap_or_default(),
        rests: page.currency.rests,
        can_give: !circulating && me.is_some(),
        lately: page.lately.iter().map(|gift| GiftCard::of(gift, lang, now, me, "")).collect(),
        older: None,
        kind_title: lang.t(if circulating { "currencies-circulating" } else { "currencies-expressive" }),
        kind_line: lang.t(if circulating { "currency-kind-circulating" } else { "currency-kind-expressive" }),
        heirlooms: page.heirlooms.iter().zip(&page.holders).map(heirloom).collect(),
        pass_rate: pass_rate(lang, page.passed_on),
        emoji_how: lang.html("currency-emoji-how", &[("code", &code)]).replace(&code, &format!("<code>{code}</code>")),
        c: line,
        preview,
        f,
    })
}

/// "3 of the 4 hands it came to handed it on within 60 days."
pub fn pass_rate(lang: Lang, passed: Option<PassedOn>) -> String {
    match passed {
        Some(PassedOn { handed_on, received }) if received > 0 => {
            lang.with("currency-pass-rate-of", &[("passed", &handed_on), ("received", &received)])
        }
        _ => lang.t("currency-pass-rate-none"),
    }
}

/// "Ida holds it, since May."
pub fn holder_line(
    lang: Lang,
    now: i64,
    since: i64,
    holder: Option<&AccountView>,
    me: Option<soulava_social::AccountId>,
) -> String {
    let when = fmt::when(lang, since, now);
    match holder {
        Some(holder) if me == Some(holder.id) => lang.with("heirloom-holder-you", &[("when", &when)]),
        Some(holder) => lang.with("heirloom-holder", &[("name", &holder.display_name), ("when", &when)]),
        None => lang.t("heirloom-holder-none"),
    }
}
