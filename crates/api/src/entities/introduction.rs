//! Introductions, suggestions and meet-ups: ours, described in `openapi.json`.

use serde_json::{Value, json};
use soulava_social::introductions::{Answer, IntroductionView, Suggestion, Wishes};
use soulava_social::meetups::MeetupView;
use soulava_social::newcomers::Newcomer;
use soulava_social::urls::Urls;

use super::{Account, time};

/// An introduction as one of the three sees it.
pub fn introduction(view: &IntroductionView, urls: &Urls) -> Value {
    json!({
        "id": view.id.to_string(),
        "introducer": Account::new(&view.introducer, urls),
        "people": [Account::new(&view.a, urls), Account::new(&view.b, urls)],
        "why": view.why,
        "stall": view.stall.as_ref().map(|stall| Account::new(stall, urls)),
        "my_stall": view.own_stall,
        "state": view.seen.as_str(),
        "answer": view.mine.map(|mine| match mine.answer {
            Answer::Open => "open",
            Answer::Yes => "yes",
            Answer::No => "not_now",
        }),
        "glad": view.mine.map(|mine| mine.glad),
        "both_glad": view.both_glad,
        "status_id": view.post.map(|post| post.to_string()),
        "url": urls.of(&format!("/introductions/{}", view.id)),
        "created_at": time(view.offered_at),
    })
}

/// Two people who could meet through the asker.
pub fn suggestion(of: &Suggestion, urls: &Urls) -> Value {
    json!({
        "id": of.id.to_string(),
        "people": [Account::new(&of.a, urls), Account::new(&of.b, urls)],
        "shared": of.shared,
    })
}

/// What the asker wishes about being brought together.
pub fn wishes(of: &Wishes, urls: &Urls) -> Value {
    json!({
        "not_now": of.not_now,
        "never": of.never.iter().map(|view| Account::new(view, urls)).collect::<Vec<_>>(),
    })
}

/// Two who drew each other, as one of them sees it.
pub fn meetup(of: &MeetupView, urls: &Urls) -> Value {
    json!({
        "id": of.id.to_string(),
        "account": Account::new(&of.other, urls),
        "status_id": of.post.map(|post| post.to_string()),
        "said_met": of.mine,
        "met": of.met,
        "created_at": time(of.at),
    })
}

/// Somebody who came in lately.
pub fn newcomer(of: &Newcomer, urls: &Urls) -> Value {
    json!({
        "account": Account::new(&of.account, urls),
        "through": of.through.as_ref().map(|through| Account::new(through, urls)),
        "rang": of.rang,
        "greeted": of.greeted,
        "came_at": time(of.came_at),
    })
}
