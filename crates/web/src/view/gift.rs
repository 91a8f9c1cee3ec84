//! A gift as a page shows it.

use soulava_social::AccountId;
use soulava_social::gifts::{Between, GiftState, GiftView};

use super::{Face, a_currency, emblem};
use crate::fmt;
use crate::i18n::{Lang, escape};

/// A gift, ready to be shown: two faces, an emblem, and the reason largest.
#[derive(Clone, Debug, Default)]
pub struct GiftCard {
    /// The gift's page.
    pub href: String,
    /// Who gave it.
    pub from: Face,
    /// To whom.
    pub to: Face,
    /// The emblem's picture.
    pub emblem: String,
    /// "An Appeltaart".
    pub what: String,
    /// Why; empty when the words were taken away.
    pub reason: String,
    /// The same, escaped, with line breaks.
    pub reason_html: String,
    /// BCP 47 of the words, or empty.
    pub lang: String,
    /// What it changed.
    pub changed: String,
    /// A word from the receiver.
    pub back: String,
    /// The ring's class: dotted waiting, full taken.
    pub ring: &'static str,
    /// Where it stands, in words.
    pub ack: String,
    /// What it is between the two.
    pub between: String,
    /// Only the two see it.
    pub private: bool,
    /// The viewer is asked for an answer.
    pub answerable: bool,
    /// When it was given.
    pub at: i64,
    /// "Gift from Anna to Fenna".
    pub aria: String,
}

impl GiftCard {
    /// Of a gift the viewer may see; `me` is who looks, `language` that of the post it came with.
    pub fn of(gift: &GiftView, lang: Lang, now_ms: i64, me: Option<AccountId>, language: &str) -> Self {
        let from = Face::or_gone(gift.stall.as_deref().or(gift.giver.as_deref()), lang);
        let to = Face::or_gone(gift.receiver.as_deref(), lang);
        let mine = me.is_some() && gift.gift.receiver == me;
        let state = gift.gift.state;
        let ack = match state {
            GiftState::Given if mine => lang.t("gift-open-mine"),
            GiftState::Given => lang.with("gift-open-you", &[("name", &to.first)]),
            GiftState::Accepted if mine => lang.t("gift-accepted-you"),
            GiftState::Accepted => match gift.gift.settled_at {
                Some(at) if now_ms - at < 86_400_000 => {
                    lang.with("gift-accepted-at", &[("name", &to.first), ("when", &fmt::when(lang, at, now_ms))])
                }
                _ => lang.with("gift-accepted", &[("name", &to.first)]),
            },
            GiftState::Declined => lang.t("gift-declined"),
            GiftState::Withdrawn => lang.t("gift-withdrawn"),
            GiftState::Retracted => lang.t("gift-retracted"),
        };
        Self {
            href: format!("/gifts/{}", gift.gift.id),
            aria: lang.with("gift-aria", &[("from", &from.name), ("to", &to.name)]),
            emblem: emblem(&gift.currency),
            what: a_currency(lang, "gift-a", &gift.currency.name),
            reason: gift.reason.clone(),
            reason_html: escape(&gift.reason).replace('\n', "<br>"),
            lang: language.to_owned(),
            changed: gift.changed.clone(),
            back: gift.back.clone(),
            ring: match state {
                GiftState::Accepted => " ring--full",
                GiftState::Given => " ring--open",
                _ => "",
            },
            ack,
            between: between(gift, lang, now_ms, &from, &to),
            private: !gift.gift.public,
            answerable: mine && state == GiftState::Given,
            at: gift.gift.given_at,
            from,
            to,
        }
    }
}

fn between(gift: &GiftView, lang: Lang, now_ms: i64, from: &Face, to: &Face) -> String {
    let names: [(&'static str, &dyn crate::i18n::Arg); 2] = [("from", &from.first), ("to", &to.first)];
    match gift.between {
        _ if gift.giver.is_none() || gift.receiver.is_none() => String::new(),
        Between::First => lang.with("gift-first", &names),
        Between::AnswerTo(at) => {
            lang.with("gift-answer", &[("to", &to.first), ("month", &fmt::when(lang, at, now_ms).as_str())])
        }
        Between::Another(count) => lang.with("gift-another", &[names[0], names[1], ("count", &count)]),
        Between::Again => lang.t("gift-again"),
    }
}
