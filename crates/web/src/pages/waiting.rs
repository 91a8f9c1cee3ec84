//! What waits for somebody, and the answers.

use askama::Template;
use serde::Deserialize;
use soulava_social::accounts::{AccountView, State};
use soulava_social::waiting::{self, WaitingItem};
use soulava_social::{AccountId, Error, MediaId, Refusal, WaitingId, bell, media, relations};

use crate::forms::Sent;
use crate::page::{Answer, Frame, Place, see};
use crate::view::{Face, a_currency, emblem, first_name, page_of, start_of};
use crate::visit::Visit;

/// How something that waits is answered.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Accept, or rather not.
    Gift {
        /// The gift's page.
        href: String,
    },
    /// "You two should meet": yes, or not now.
    Meet {
        /// The introduction's page.
        href: String,
    },
    /// Somebody asks to follow.
    Follow {
        /// Who.
        id: String,
    },
    /// Somebody rang the bell.
    Bell {
        /// Who.
        id: String,
        /// "Let Pieter in".
        yes: String,
    },
    /// "Was this meant for someone?"
    Meant {
        /// The question.
        id: String,
        /// The form of a gift, begun.
        give: String,
    },
    /// A picture without words.
    Describe {
        /// The question.
        id: String,
        /// Which picture.
        media: String,
        /// The small picture.
        small: String,
    },
    /// An heirloom that would travel on.
    Pass {
        /// The question.
        id: String,
        /// Its page.
        href: String,
    },
}

/// One thing that waits, ready to be shown.
#[derive(Clone, Debug)]
pub struct Wait {
    /// For the fragment.
    pub id: String,
    /// A face or an emblem.
    pub picture: String,
    /// Which of them.
    pub is_face: bool,
    /// Where it is looked at.
    pub href: String,
    /// "Søren gave you an Opskrift".
    pub line: String,
    /// "Accept it when it suits you".
    pub hint: String,
    /// The words it came with.
    pub words: String,
    /// BCP 47 of the words.
    pub lang: String,
    /// Milliseconds since 1970.
    pub at: i64,
    /// How it is answered.
    pub ask: Ask,
}

impl Wait {
    /// Of one item of the list.
    pub fn of(item: &WaitingItem, visit: &Visit) -> Self {
        let lang = visit.lang();
        let at = item.at();
        let post_page = |view: &soulava_social::posts::PostView| format!("{}/{}", page_of(&view.author), view.post.id);
        match item {
            WaitingItem::Gift(view) => {
                let from = Face::or_gone(view.stall.as_deref().or(view.giver.as_deref()), lang);
                let what = a_currency(lang, "gift-a-low", &view.currency.name);
                let key = if view.gift.heirloom.is_some() { "waiting-heirloom" } else { "waiting-gift" };
                let href = format!("/gifts/{}", view.gift.id);
                Self {
                    id: view.gift.id.to_string(),
                    picture: emblem(&view.currency),
                    is_face: false,
                    line: lang.with(key, &[("name", &from.name), ("what", &what)]),
                    hint: lang.t("waiting-gift-hint"),
                    words: view.reason.clone(),
                    lang: String::new(),
                    at,
                    ask: Ask::Gift { href: href.clone() },
                    href,
                }
            }
            WaitingItem::Introduction(view) => {
                let other = Face::of(&view.b);
                let (by, with) = (&view.introducer.display_name, &view.b.display_name);
                let href = format!("/introductions/{}", view.id);
                Self {
                    id: view.id.to_string(),
                    picture: other.src,
                    is_face: true,
                    line: lang.with("introduction-thinks", &[("name", by), ("other", with)]),
                    hint: lang.t("introduction-nobody-sees"),
                    words: view.why.clone(),
                    lang: String::new(),
                    at,
                    ask: Ask::Meet { href: href.clone() },
                    href,
                }
            }
            WaitingItem::FollowRequest { from, .. } => Self::person(
                from,
                at,
                lang.with("waiting-follow", &[("name", &from.display_name)]),
                String::new(),
                start_of(&from.note, 200),
                Ask::Follow { id: from.id.to_string() },
            ),
            WaitingItem::Bell { from, reason, .. } => Self::person(
                from,
                at,
                lang.with("waiting-bell", &[("name", &from.display_name)]),
                lang.t("waiting-bell-hint"),
                reason.clone(),
                Ask::Bell {
                    id: from.id.to_string(),
                    yes: lang.with("waiting-bell-yes", &[("name", &first_name(from))]),
                },
            ),
            WaitingItem::MeantForSomeone { id, post, currency, .. } => {
                let code = format!(":{}:", currency.slug);
                let why = lang.t(if post.post.mentions.is_empty() {
                    "waiting-meant-no-mention"
                } else if post.post.mentions.len() > 5 {
                    "waiting-meant-many"
                } else {
                    "waiting-meant-no-reason"
                });
                Self {
                    id: id.to_string(),
                    picture: emblem(currency),
                    is_face: false,
                    href: post_page(post),
                    line: lang.t("waiting-meant"),
                    hint: lang.with("waiting-meant-hint", &[("code", &code), ("why", &why)]),
                    words: start_of(&post.post.text, 200),
                    lang: post.post.language.clone(),
                    at,
                    ask: Ask::Meant {
                        id: id.to_string(),
                        give: format!("/gifts/new?currency={}&meant={id}{}", currency.slug, first_named(post)),
                    },
                }
            }
            WaitingItem::GiftRefused { id, post, currency, why, .. } => Self {
                id: id.to_string(),
                picture: currency.as_deref().map_or_else(|| "/portraits/0.svg".to_owned(), emblem),
                is_face: currency.is_none(),
                href: post.as_deref().map(post_page).unwrap_or_default(),
                line: lang.t("waiting-refused"),
                hint: lang.refusal("gift", "ERR_INVALID", why),
                words: post.as_deref().map(|post| start_of(&post.post.text, 200)).unwrap_or_default(),
                lang: post.as_deref().map(|post| post.post.language.clone()).unwrap_or_default(),
                at,
                ask: Ask::Meant {
                    id: id.to_string(),
                    give: format!(
                        "/gifts/new?meant={id}&currency={}{}",
                        currency.as_deref().map_or("", |currency| &currency.slug),
                        post.as_deref().map(first_named).unwrap_or_default(),
                    ),
                },
            },
            WaitingItem::DescribePicture { id, media, post, .. } => {
                let small = post.media.iter().find(|picture| picture.id == *media);
                let small = small.map(|picture| format!("/media/{}", picture.preview_file)).unwrap_or_default();
                Self {
                    id: id.to_string(),
                    picture: crate::page::avatar_path(&post.author),
                    is_face: true,
                    href: post_page(post),
                    line: lang.t("waiting-describe"),
                    hint: lang.t("waiting-describe-hint"),
                    words: start_of(&post.post.text, 120),
                    lang: post.post.language.clone(),
                    at,
                    ask: Ask::Describe { id: id.to_string(), media: media.to_string(), small },
                }
            }
            WaitingItem::PassHeirloom { id, heirloom, currency, .. } => {
                let href = format!("/heirlooms/{}/{}", currency.slug, heirloom.number);
                Self {
                    id: id.to_string(),
                    picture: emblem(currency),
                    is_face: false,
                    line: lang.with("waiting-pass", &[("what", &currency.name)]),
                    hint: lang.t("waiting-pass-hint"),
                    words: String::new(),
                    lang: String::new(),
                    at,
                    ask: Ask::Pass { id: id.to_string(), href: href.clone() },
                    href,
                }
            }
        }
    }

    fn person(from: &AccountView, at: i64, line: String, hint: String, words: String, ask: Ask) -> Self {
        let face = Face::of(from);
        // Somebody who rang the bell has no page until they are in.
        let href = if from.state == State::Active { face.href } else { String::new() };
        Self {
            id: from.id.to_string(),
            picture: face.src,
            is_face: true,
            href,
            line,
            hint,
            words,
            lang: String::new(),
            at,
            ask,
        }
    }
}

fn first_named(post: &soulava_social::posts::PostView) -> String {
    post.mentions.first().map(|named| format!("&to={}", named.username)).unwrap_or_default()
}

#[derive(Template)]
#[template(path = "waiting.html")]
struct WaitingPage {
    f: Frame,
    items: Vec<Wait>,
}

/// `GET /waiting`
pub async fn list(visit: Visit) -> Answer {
    let member = visit.member()?.clone();
    let found = visit.db().read(move |tx| waiting::list(tx, &member)).await?;
    let items = found.iter().map(|item| Wait::of(item, &visit)).collect();
    visit.page(Place::Waiting, visit.lang().t("waiting-title"), |f| WaitingPage { f, items })
}

/// An answer to something that waits.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Answered {
    id: String,
    who: String,
    #[serde(rename = "do")]
    act: String,
    media: String,
    description: String,
}

/// `POST /waiting/follow`: yes or no to somebody who asks to follow.
pub async fn follow(visit: Visit, sent: Sent<Answered>) -> Answer {
    let (member, who) = (visit.member()?.clone(), AccountId::parse(&sent.form.who).ok_or(Refusal::NotFound)?);
    let yes = sent.form.act == "yes";
    visit
        .db()
        .write(move |tx| if yes { relations::accept(tx, &member, who) } else { relations::reject(tx, &member, who) })
        .await?;
    Ok(see("/waiting"))
}

/// `POST /waiting/bell`: yes or not now to somebody who rang the bell.
pub async fn bell(visit: Visit, sent: Sent<Answered>) -> Answer {
    let (member, who) = (visit.member()?.clone(), AccountId::parse(&sent.form.who).ok_or(Refusal::NotFound)?);
    let yes = sent.form.act == "yes";
    visit
        .db()
        .write(move |tx| if yes { bell::approve(tx, &member, who) } else { bell::decline(tx, &member, who) })
        .await?;
    Ok(see("/waiting"))
}

/// `POST /waiting/settle`: puts a question away.
pub async fn settle(visit: Visit, sent: Sent<Answered>) -> Answer {
    let (member, id) = (visit.member()?.clone(), WaitingId::parse(&sent.form.id).ok_or(Refusal::NotFound)?);
    visit.db().write(move |tx| waiting::dismiss(tx, &member, id)).await?;
    Ok(see("/waiting"))
}

/// `POST /waiting/describe`: words for a picture, or leaving it without.
pub async fn describe(visit: Visit, sent: Sent<Answered>) -> Answer {
    let member = visit.member()?.clone();
    let form = sent.form;
    let id = WaitingId::parse(&form.id).ok_or(Refusal::NotFound)?;
    visit
        .db()
        .write(move |tx| {
            if form.act == "save" && !form.description.trim().is_empty() {
                let picture = MediaId::parse(&form.media).ok_or_else(Refusal::not_found)?;
                media::update(tx, &member, picture, Some(&form.description), None)?;
            }
            match waiting::dismiss(tx, &member, id) {
                Err(Error::Refused(Refusal::NotFound)) => Ok(()),
                done => done,
            }
        })
        .await?;
    Ok(see("/waiting"))
}
