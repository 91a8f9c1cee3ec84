//! <https://docs.joinmastodon.org/entities/Notification/>, and grouped as since version 4.3.
//!
//! Our own kinds come to apps that do not know them as the nearest kind they know, about a readable post; what they
//! truly are stands under `soulava`, and in words under `fallback`.

use serde::Serialize;
use serde_json::{Value, json};
use soulava_social::notifications::NotificationView;
use soulava_social::urls::Urls;

use super::{Account, Status, time};

/// Something somebody should hear of.
#[derive(Debug, Serialize)]
pub struct Notification {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    group_key: String,
    created_at: String,
    account: Account,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fallback: Option<Value>,
    soulava: Ours,
}

/// What it truly is.
#[derive(Clone, Debug, Serialize)]
pub struct Ours {
    kind: String,
    gift: Option<String>,
}

impl Ours {
    fn new(view: &NotificationView) -> Self {
        Self { kind: view.kind.clone(), gift: view.gift.map(|gift| gift.to_string()) }
    }
}

/// Which of Mastodon's kinds an app that knows nothing of us reads. None: there is no post to show it by.
pub fn known_kind(view: &NotificationView) -> Option<&str> {
    match view.kind.as_str() {
        "gift_accepted" | "used" => view.post.as_ref().map(|_| "favourite"),
        kind if kind.starts_with("gift") || kind.starts_with("heirloom") => view.post.as_ref().map(|_| "mention"),
        kind if kind.starts_with("introduction") || kind == "meetup" => view.post.as_ref().map(|_| "mention"),
        // The same person follows whoever invited them, and apps show that. A greeting has no post to be shown by.
        "came_in" | "greeting" => None,
        kind => Some(kind),
    }
}

/// One group for all who favourited or boosted one post; everything else stands for itself.
pub fn group_key(view: &NotificationView) -> String {
    match (known_kind(view), &view.post) {
        (Some(kind @ ("favourite" | "reblog")), Some(post)) if view.kind == kind => format!("{kind}-{}", post.post.id),
        _ => format!("ungrouped-{}", view.id),
    }
}

impl Notification {
    /// Maps a view; none when a stock app could make nothing of it.
    pub fn new(view: &NotificationView, urls: &Urls) -> Option<Self> {
        let kind = known_kind(view)?.to_owned();
        Some(Self {
            id: view.id.to_string(),
            group_key: group_key(view),
            created_at: time(view.at),
            account: Account::new(&view.from, urls),
            status: view.post.as_ref().map(|post| Status::new(post, urls)),
            fallback: fallback(view),
            soulava: Ours::new(view),
            kind,
        })
    }
}

fn fallback(view: &NotificationView) -> Option<Value> {
    let who = &view.from.display_name;
    let title = match view.kind.as_str() {
        "gift" => format!("{who} gave you something"),
        "gift_accepted" => format!("{who} was glad of your gift"),
        "heirloom" => format!("{who} handed you an heirloom"),
        "introduction" => format!("{who} said yes as well"),
        "introduction_glad" => format!("{who} is glad that you brought them together"),
        "meetup" => format!("You and {who} drew each other"),
        "used" => format!("Your post was of use to {who}"),
        _ => return None,
    };
    Some(json!({ "title": title, "summary": null, "details": null }))
}

/// Several of one kind about one post.
#[derive(Debug, Serialize)]
pub struct NotificationGroup {
    group_key: String,
    notifications_count: usize,
    #[serde(rename = "type")]
    kind: String,
    most_recent_notification_id: i64,
    page_min_id: String,
    page_max_id: String,
    latest_page_notification_at: String,
    sample_account_ids: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_id: Option<String>,
    soulava: Ours,
}

impl NotificationGroup {
    /// Groups views of one page, newest first; `single` keeps each for itself.
    pub fn of(views: &[NotificationView], single: impl Fn(&str) -> bool) -> Vec<Self> {
        let mut groups: Vec<Self> = Vec::new();
        for view in views {
            let Some(kind) = known_kind(view) else { continue };
            let key = if single(kind) { format!("ungrouped-{}", view.id) } else { group_key(view) };
            if let Some(group) = groups.iter_mut().find(|group| group.group_key == key) {
                group.notifications_count += 1;
                group.page_min_id = view.id.to_string();
                let from = view.from.id.to_string();
                if group.sample_account_ids.len() < 8 && !group.sample_account_ids.contains(&from) {
                    group.sample_account_ids.push(from);
                }
                continue;
            }
            groups.push(Self {
                group_key: key,
                notifications_count: 1,
                kind: kind.to_owned(),
                most_recent_notification_id: view.id.0,
                page_min_id: view.id.to_string(),
                page_max_id: view.id.to_string(),
                latest_page_notification_at: time(view.at),
                sample_account_ids: vec![view.from.id.to_string()],
                status_id: view.post.as_ref().map(|post| post.post.id.to_string()),
                soulava: Ours::new(view),
            });
        }
        groups
    }
}
