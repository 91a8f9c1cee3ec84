//! What happened lately. Nothing here waits.

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use soulava_social::notifications::{self, Kinds, NotificationView};
use soulava_social::{Page, Viewer, gifts};

use crate::page::{Answer, Frame, Place};
use crate::view::bead::said;
use crate::view::{Face, page_of, start_of};
use crate::visit::Visit;

/// Lines on one page.
const PAGE: u32 = 30;

/// One thing that happened.
pub struct NewsLine {
    face: Face,
    href: String,
    line: String,
    words: String,
    lang: String,
    at: i64,
}

#[derive(Template)]
#[template(path = "news.html")]
struct NewsPage {
    f: Frame,
    news: Vec<NewsLine>,
    older: Option<String>,
}

/// Only what is older than this.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Before {
    before: String,
}

/// `GET /news`
pub async fn list(visit: Visit, Query(before): Query<Before>) -> Answer {
    let (member, lang) = (visit.member()?.clone(), visit.lang());
    let before = before.before.parse::<i64>().ok().filter(|id| *id > 0);
    let read = visit.db().read(move |tx| {
        let page = Page { max_id: before, ..Page::first(PAGE) };
        let found = notifications::list(tx, &member, page, &Kinds::default())?;
        let ids: Vec<_> = found.items.iter().filter_map(|item| item.gift).collect();
        let reasons = gifts::views(tx, &Viewer::from(&member), &ids)?;
        Ok::<_, soulava_social::Error>((found, reasons))
    });
    let (found, gifts) = read.await?;
    let line = |item: &NotificationView| {
        let gift = item.gift.and_then(|id| gifts.iter().find(|gift| gift.gift.id == id));
        let post = item.post.as_ref().map(said);
        let href = match (gift, post) {
            (Some(gift), _) => format!("/gifts/{}", gift.gift.id),
            (None, Some(post)) => format!("{}/{}", page_of(&post.author), post.post.id),
            (None, None) => page_of(&item.from),
        };
        let answers_me = item.kind == "mention"
            && post.is_some_and(|post| {
                post.post.reply_to_account.is_some()
                    && post.post.reply_to_account == visit.signed().map(|me| me.account.id)
            });
        let key = match item.kind.as_str() {
            "mention" if answers_me => "news-reply",
            "mention" => "news-mention",
            "status" => "news-status",
            "reblog" => "news-reblog",
            "favourite" => "news-favourite",
            "follow" => "news-follow",
            "follow_request" => "news-follow_request",
            "update" => "news-update",
            "gift" => "news-gift",
            "gift_accepted" => "news-gift_accepted",
            "heirloom" => "news-heirloom",
            "used" => "news-used",
            "greeting" => "news-greeting",
            "came_in" => "news-came_in",
            "introduction" => "news-introduction",
            "introduction_glad" => "news-introduction_glad",
            "meetup" => "news-meetup",
            "admin.sign_up" => "news-sign_up",
            _ => "news-other",
        };
        let words = gift
            .map(|gift| if item.kind == "gift_accepted" && !gift.back.is_empty() { &gift.back } else { &gift.reason });
        NewsLine {
            face: Face::of(&item.from),
            href,
            line: lang.with(key, &[("name", &item.from.display_name)]),
            words: words.map_or_else(
                || post.map(|post| start_of(&post.post.text, 160)).unwrap_or_default(),
                |words| start_of(words, 160),
            ),
            lang: post.map(|post| post.post.language.clone()).unwrap_or_default(),
            at: item.at,
        }
    };
    let news: Vec<NewsLine> = found.items.iter().map(line).collect();
    let older = found.last.filter(|_| news.len() == PAGE as usize).map(|id| format!("/news?before={id}"));
    visit.page(Place::Waiting, lang.t("news-title"), |f| NewsPage { f, news, older })
}
