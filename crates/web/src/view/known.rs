//! What somebody is known for, in one sentence.

use soulava_social::standing::{Band, Subject, Topic};

use crate::i18n::Lang;

/// Subjects that the sentence names; the page of a standing has them all.
const SAID_MAX: usize = 3;

/// "Known here for sourdough (9 people), introductions (2)"; empty when there is nothing to say.
pub fn sentence(lang: Lang, topics: &[Topic]) -> String {
    if topics.is_empty() {
        return String::new();
    }
    let item = |(at, topic): (usize, &Topic)| {
        let key = if at == 0 { "vouch-topic-first" } else { "vouch-topic-next" };
        lang.with(key, &[("what", &subject(lang, &topic.subject)), ("count", &i64::from(topic.people))])
    };
    let list: Vec<String> = topics.iter().take(SAID_MAX).enumerate().map(item).collect();
    lang.with("vouch-known-for", &[("list", &list.join(", "))])
}

/// A subject in a word or two.
pub fn subject(lang: Lang, subject: &Subject) -> String {
    match subject {
        Subject::Tag(tag) => tag.clone(),
        Subject::Recipes => lang.t("vouch-topic-recipes"),
        Subject::Introductions => lang.t("vouch-topic-introductions"),
        Subject::Help => lang.t("vouch-topic-help"),
        Subject::Thanks => lang.t("vouch-topic-thanks"),
    }
}

/// The word for a standing.
pub fn band(lang: Lang, band: Band) -> String {
    lang.t(match band {
        Band::Known => "vouch-band-known",
        Band::Generous => "vouch-band-generous",
        Band::Pillar => "vouch-band-pillar",
    })
}

/// A figure with one decimal, of something small with two, as the language writes it.
pub fn figure(lang: Lang, points: f64) -> String {
    let text = if points < 0.095 && points > 0.0 { format!("{points:.2}") } else { format!("{points:.1}") };
    if lang == Lang::En { text } else { text.replace('.', ",") }
}
