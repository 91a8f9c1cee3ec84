//! Our own entities: currencies, gifts, heirlooms and what waits. Described in `openapi.json`.

use serde::Serialize;
use serde_json::{Value, json};
use soulava_social::accounts::AccountView;
use soulava_social::currencies::{self, CurrencyView, HeirloomView};
use soulava_social::gifts::{self, Between, GiftView};
use soulava_social::heirlooms::{self, PassedOn};
use soulava_social::urls::Urls;
use soulava_social::waiting::WaitingItem;

use super::{Account, Status, time};

/// A social currency. It has no price, and there is nothing of it to own.
#[derive(Clone, Debug, Serialize)]
pub struct Currency {
    id: String,
    slug: String,
    shortcode: String,
    name: String,
    says: String,
    kind: &'static str,
    emblem_url: String,
    stall_id: Option<String>,
    rests: bool,
    url: String,
    created_at: String,
}

impl Currency {
    /// Maps a view.
    pub fn new(view: &CurrencyView, urls: &Urls) -> Self {
        Self {
            id: view.id.to_string(),
            slug: view.slug.clone(),
            shortcode: format!(":{}:", view.slug),
            name: view.name.clone(),
            says: view.says.clone(),
            kind: view.kind.as_str(),
            emblem_url: urls.emblem(view),
            stall_id: view.stall.map(|id| id.to_string()),
            rests: view.rests,
            url: urls.of(&format!("/currencies/{}", view.slug)),
            created_at: time(view.created_at),
        }
    }
}

/// A currency with what happened in it lately.
#[derive(Clone, Debug, Serialize)]
pub struct CurrencyPage {
    #[serde(flatten)]
    currency: Currency,
    issuer: Option<Account>,
    lately: Vec<Gift>,
    heirlooms: Vec<Heirloom>,
    passed_on: Option<PassOnRate>,
}

impl CurrencyPage {
    /// Maps a page.
    pub fn new(page: &currencies::CurrencyPage, urls: &Urls) -> Self {
        let holders = page.holders.iter().map(|holder| holder.as_ref());
        Self {
            currency: Currency::new(&page.currency, urls),
            issuer: account(page.issuer.as_ref(), urls),
            lately: page.lately.iter().map(|view| Gift::new(view, urls)).collect(),
            heirlooms: page
                .heirlooms
                .iter()
                .zip(holders)
                .map(|(thing, holder)| Heirloom::new(thing, holder, urls))
                .collect(),
            passed_on: page.passed_on.map(PassOnRate::from),
        }
    }
}

/// How many handed on within 60 days; who still has time is in neither number.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct PassOnRate {
    handed_on: i64,
    received: i64,
}

impl From<PassedOn> for PassOnRate {
    fn from(rate: PassedOn) -> Self {
        Self { handed_on: rate.handed_on, received: rate.received }
    }
}

/// A gift as the asker may see it.
#[derive(Clone, Debug, Serialize)]
pub struct Gift {
    id: String,
    state: &'static str,
    visibility: &'static str,
    grade: i64,
    origin: &'static str,
    currency: Currency,
    giver: Option<Account>,
    receiver: Option<Account>,
    stall: Option<Account>,
    reason: String,
    changed: Option<String>,
    back: Option<String>,
    place: Option<String>,
    between: Relation,
    costs_shared: bool,
    object_id: Option<String>,
    post_id: Option<String>,
    heirloom_id: Option<String>,
    given_at: String,
    settled_at: Option<String>,
    url: String,
}

impl Gift {
    /// Maps a view.
    pub fn new(view: &GiftView, urls: &Urls) -> Self {
        let gift = &view.gift;
        Self {
            id: gift.id.to_string(),
            state: gift.state.as_str(),
            visibility: if gift.public { "public" } else { "between" },
            grade: gift.grade,
            origin: gift.origin.as_str(),
            currency: Currency::new(&view.currency, urls),
            giver: account(view.giver.as_ref(), urls),
            receiver: account(view.receiver.as_ref(), urls),
            stall: account(view.stall.as_ref(), urls),
            reason: view.reason.clone(),
            changed: words(&view.changed),
            back: words(&view.back),
            place: words(&view.place),
            between: Relation::from(view.between),
            costs_shared: view.costs_shared,
            object_id: gift.object.map(|id| id.to_string()),
            post_id: gift.post.map(|id| id.to_string()),
            heirloom_id: gift.heirloom.map(|id| id.to_string()),
            given_at: time(gift.given_at),
            settled_at: gift.settled_at.map(time),
            url: urls.gift(gift.id),
        }
    }
}

/// What a gift is between the two.
#[derive(Clone, Debug, Serialize)]
struct Relation {
    kind: &'static str,
    since: Option<String>,
    before: Option<i64>,
}

impl From<Between> for Relation {
    fn from(between: Between) -> Self {
        let (kind, since, before) = match between {
            Between::First => ("first", None, None),
            Between::AnswerTo(at) => ("answer", Some(time(at)), None),
            Between::Another(before) => ("another", None, Some(before)),
            Between::Again => ("again", None, None),
        };
        Self { kind, since, before }
    }
}

/// What is left of a day. There is nothing to save up.
#[derive(Clone, Debug, Serialize)]
pub struct Allowance {
    left_today: i64,
    left_to: i64,
    returns_at: String,
}

impl From<gifts::Allowance> for Allowance {
    fn from(left: gifts::Allowance) -> Self {
        Self { left_today: left.left_today, left_to: left.left_to, returns_at: time(left.returns_at) }
    }
}

/// One numbered thing.
#[derive(Clone, Debug, Serialize)]
pub struct Heirloom {
    id: String,
    currency_id: String,
    number: i64,
    holder: Option<Account>,
    since: String,
    resting: bool,
}

impl Heirloom {
    /// Maps a view.
    pub fn new(view: &HeirloomView, holder: Option<&std::sync::Arc<AccountView>>, urls: &Urls) -> Self {
        Self {
            id: view.id.to_string(),
            currency_id: view.currency.to_string(),
            number: view.number,
            holder: account(holder, urls),
            since: time(view.since),
            resting: view.resting,
        }
    }
}

/// A numbered thing with its chain of hands, the newest first.
#[derive(Clone, Debug, Serialize)]
pub struct HeirloomStory {
    #[serde(flatten)]
    heirloom: Heirloom,
    currency: Currency,
    hands: Vec<Hand>,
    hands_in_all: i64,
    offered_gift_id: Option<String>,
}

/// One hand of a chain.
#[derive(Clone, Debug, Serialize)]
struct Hand {
    person: Option<Account>,
    how: &'static str,
    line: String,
    gift_id: Option<String>,
    at: String,
}

impl HeirloomStory {
    /// Maps a story.
    pub fn new(story: &heirlooms::Story, urls: &Urls) -> Self {
        let hand = |hand: &heirlooms::HandView| Hand {
            person: account(hand.person.as_ref(), urls),
            how: hand.how.as_str(),
            line: hand.line.clone(),
            gift_id: hand.gift.map(|id| id.to_string()),
            at: time(hand.at),
        };
        Self {
            heirloom: Heirloom::new(&story.heirloom, story.holder.as_ref(), urls),
            currency: Currency::new(&story.currency, urls),
            hands: story.hands.iter().map(hand).collect(),
            hands_in_all: story.hands_in_all,
            offered_gift_id: story.offered.map(|id| id.to_string()),
        }
    }
}

/// One thing that waits; `kind` says which of the other keys are there.
pub fn waiting(item: &WaitingItem, urls: &Urls) -> Value {
    let at = time(item.at());
    let currency = |view: &CurrencyView| Currency::new(view, urls);
    match item {
        WaitingItem::Gift(view) => json!({ "kind": "gift", "gift": Gift::new(view, urls), "at": at }),
        WaitingItem::Introduction(view) => {
            json!({ "kind": "introduction", "introduction": super::introduction(view, urls), "at": at })
        }
        WaitingItem::FollowRequest { from, .. } => {
            json!({ "kind": "follow_request", "account": Account::new(from, urls), "at": at })
        }
        WaitingItem::Bell { from, reason, .. } => {
            json!({ "kind": "bell", "account": Account::new(from, urls), "reason": reason, "at": at })
        }
        WaitingItem::MeantForSomeone { id, post, currency: of, .. } => {
            json!({ "kind": "meant_for_someone", "id": id.to_string(), "status": Status::new(post, urls), "currency": currency(of), "at": at })
        }
        WaitingItem::DescribePicture { id, media, post, .. } => {
            json!({ "kind": "describe_picture", "id": id.to_string(), "media_id": media.to_string(), "status": Status::new(post, urls), "at": at })
        }
        WaitingItem::PassHeirloom { id, heirloom, currency: of, .. } => {
            json!({ "kind": "pass_heirloom", "id": id.to_string(), "heirloom": Heirloom::new(heirloom, None, urls), "currency": currency(of), "at": at })
        }
        WaitingItem::GiftRefused { id, post, currency: of, why, .. } => json!({
            "kind": "gift_refused", "id": id.to_string(), "status": post.as_ref().map(|post| Status::new(post, urls)),
            "currency": of.as_ref().map(|of| currency(of)), "why": why, "at": at,
        }),
    }
}

fn account(view: Option<&std::sync::Arc<AccountView>>, urls: &Urls) -> Option<Account> {
    view.map(|view| Account::new(view, urls))
}

fn words(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}
