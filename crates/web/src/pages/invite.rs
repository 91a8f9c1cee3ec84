//! Inviting somebody: one sentence, perhaps a gift behind the door, and a link that works once.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query};
use fast_qr::QRBuilder;
use fast_qr::convert::{Builder, Shape, svg::SvgBuilder};
use serde::Deserialize;
use soulava_social::accounts::{self, AccountView};
use soulava_social::currencies::{self, CurrencyKind, CurrencyView};
use soulava_social::invitations::{self, InvitationView, NewInvitation};
use soulava_social::{Error, InvitationId, Member, Page, Refusal, Tx};

use crate::fmt;
use crate::forms::{Sent, ticked};
use crate::page::{Answer, Errors, Frame, Place, encode, see};
use crate::pages::sign::kept_here;
use crate::visit::Visit;

/// People a new square begins with.
const FIRST: usize = 3;
/// Invitations shown in one's own list.
const SHOWN: u32 = 40;

/// An invitation being written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Written {
    why: String,
    #[serde(deserialize_with = "ticked")]
    knows: bool,
    currency: String,
    gift_reason: String,
    /// Of the first three, in the first ten minutes.
    first: String,
}

struct Made {
    id: InvitationId,
    why: String,
    state: String,
    open: bool,
    meets: bool,
}

#[derive(Template)]
#[template(path = "invite.html")]
struct Invite {
    f: Frame,
    first: bool,
    said: String,
    form: Written,
    currencies: Vec<Arc<CurrencyView>>,
    made: Vec<Made>,
    count: usize,
    beads: [bool; FIRST],
}

struct Shown {
    currencies: Vec<Arc<CurrencyView>>,
    invitations: Vec<InvitationView>,
    guests: Vec<Arc<AccountView>>,
}

fn load(tx: &Tx, member: &Member) -> soulava_social::Result<Shown> {
    let invitations = invitations::list(tx, member, Page::first(SHOWN))?.items;
    let guests: Vec<_> = invitations.iter().filter_map(|it| it.accepted_by).collect();
    let mut currencies = currencies::list(tx)?;
    currencies.retain(|it| it.kind == CurrencyKind::Expressive && !it.rests);
    Ok(Shown { currencies, invitations, guests: accounts::views(tx, &guests)? })
}

async fn page(visit: &Visit, first: bool, said: String, form: Written, errors: Errors) -> Answer {
    let member = visit.member()?.clone();
    let shown = visit.db().read(move |tx| load(tx, &member)).await?;
    let made: Vec<_> = shown.invitations.iter().map(|it| state(visit, it, &shown.guests)).collect();
    let count = shown.invitations.iter().filter(|it| it.withdrawn_at.is_none()).count();
    let title = visit.lang().t(if first { "first-title" } else { "invite-title" });
    visit.again_if(Place::People, title, errors, |f| Invite {
        f,
        first,
        said,
        form,
        currencies: shown.currencies,
        made,
        count,
        beads: std::array::from_fn(|bead| bead < count),
    })
}

fn state(visit: &Visit, it: &InvitationView, guests: &[Arc<AccountView>]) -> Made {
    let lang = visit.lang();
    let guest = it.accepted_by.and_then(|id| guests.iter().find(|guest| guest.id == id));
    let (state, open) = match (guest, it.withdrawn_at, it.accepted_at) {
        (Some(guest), _, _) => (lang.with("invite-came-in", &[("name", &guest.display_name)]), false),
        (None, Some(_), _) => (lang.t("invite-withdrawn"), false),
        (None, None, Some(_)) => (lang.t("invite-over"), false),
        _ if it.expires_at <= visit.now_ms() => (lang.t("invite-over"), false),
        _ => (lang.with("invite-open-until", &[("date", &fmt::date(lang, it.expires_at))]), true),
    };
    // Also later: a guest who came in this month still looks round.
    let fresh = visit.now_ms() - it.created_at < 30 * 86_400_000;
    let meets = open || (guest.is_some() && fresh);
    Made { id: it.id, why: it.why.clone(), state, open, meets }
}

/// `?made=NAME`: a currency that was just made.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct JustMade {
    made: String,
    withdrawn: String,
    said: String,
}

/// `GET /invite`
pub async fn show(visit: Visit, Query(just): Query<JustMade>) -> Answer {
    let said = match (just.withdrawn.is_empty(), just.said.as_str()) {
        (false, _) => visit.lang().t("invite-withdrawn"),
        (true, "people") => visit.lang().t("invite-people-saved"),
        _ => String::new(),
    };
    page(&visit, false, said, Written::default(), Errors::default()).await
}

/// `GET /begin/invite`
pub async fn first_three(visit: Visit, Query(just): Query<JustMade>) -> Answer {
    let said = match just.made.as_str() {
        "" => String::new(),
        name => visit.lang().with("own-made", &[("name", &name)]),
    };
    page(&visit, true, said, Written::default(), Errors::default()).await
}

/// `POST /invite`
pub async fn make(visit: Visit, sent: Sent<Written>) -> Answer {
    let (member, form) = (visit.member()?.clone(), sent.form);
    let written = form.clone();
    let made = visit.db().write(move |tx| {
        let currency = match written.currency.as_str() {
            "" => None,
            slug => Some(currencies::by_slug(tx, slug)?.ok_or_else(Refusal::not_found)?.id),
        };
        let new = NewInvitation {
            why: written.why.clone(),
            knows: written.knows,
            currency,
            gift_reason: if currency.is_some() { written.gift_reason.clone() } else { String::new() },
        };
        invitations::create(tx, &member, &new)
    });
    match made.await {
        Ok((_, token)) if form.first.is_empty() => Ok(see(&format!("/invite/made/{token}"))),
        Ok((_, token)) => Ok(see(&format!("/invite/made/{token}?first=1"))),
        Err(error) => {
            let errors = visit.errors(error)?;
            page(&visit, !form.first.is_empty(), String::new(), form, errors).await
        }
    }
}

#[derive(Template)]
#[template(path = "invite_made.html")]
struct InviteMade {
    f: Frame,
    id: InvitationId,
    link: String,
    text: String,
    mail: String,
    qr: String,
    until: i64,
    another: &'static str,
}

/// `?first=1`
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct OfFirst {
    first: String,
}

/// `GET /invite/made/{token}`: the link, once, for its writer only.
pub async fn made(visit: Visit, Path(token): Path<String>, Query(first): Query<OfFirst>) -> Answer {
    let (lang, member, link) = (visit.lang(), visit.member()?.clone(), visit.web().urls.of(&format!("/join/{token}")));
    let found = visit.db().read(move |tx| {
        let found = invitations::by_token(tx, &token)?;
        if found.inviter == member.person { Ok(found) } else { Err(Refusal::not_found()) }
    });
    let found = found.await?;
    let text = lang.with("invite-text", &[("why", &found.why), ("link", &link)]);
    let subject = lang.with("invite-subject", &[("square", &visit.square())]);
    let mail = format!("mailto:?subject={}&body={}", encode(&subject), encode(&text));
    let qr = qr(&link);
    let (id, until) = (found.id, found.expires_at);
    let another = if first.first.is_empty() { "/invite" } else { "/begin/invite" };
    Ok(kept_here(visit.page(Place::People, lang.t("invite-made-title"), |f| InviteMade {
        f,
        id,
        link,
        text,
        mail,
        qr,
        until,
        another,
    })?))
}

/// The link as a square code: SVG, black on white whatever the theme, because cameras read it.
fn qr(link: &str) -> String {
    let Ok(code) = QRBuilder::new(link).build() else { return String::new() };
    SvgBuilder::default().shape(Shape::Square).margin(3).to_str(&code)
}

/// Which invitation.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Which {
    id: String,
}

/// `POST /invite/withdraw`
pub async fn withdraw(visit: Visit, sent: Sent<Which>) -> Answer {
    let member = visit.member()?.clone();
    let id = InvitationId::parse(&sent.form.id).ok_or(Refusal::NotFound)?;
    match visit.db().write(move |tx| invitations::withdraw(tx, &member, id)).await {
        Ok(()) | Err(Error::Refused(Refusal::NotFound)) => Ok(see("/invite?withdrawn=1")),
        Err(error) => Err(error.into()),
    }
}
