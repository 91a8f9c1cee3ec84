//! What waits for somebody: gifts to answer, people who ask, and small questions of the square. Nothing here has a deadline.

pub(crate) mod rows;

use std::collections::HashMap;
use std::sync::Arc;

use crate::accounts::{self, AccountView};
use crate::currencies::{self, CurrencyView, HeirloomView};
use crate::gifts::{self, GiftView};
use crate::introductions::{self, IntroductionView};
use crate::posts::{self, Post, PostView};
use crate::words::words;
use crate::{
    AccountId, CurrencyId, FollowId, HeirloomId, MediaId, Member, Page, PostId, Refusal, Result, Tx, Viewer, WaitingId,
};
use crate::{heirlooms, ledger};

/// Items of one kind that are listed at most.
const EACH_MAX: u32 = 40;

/// The questions that have a row of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitingKind {
    /// A currency's emoji without somebody named, or without a reason.
    MeantForSomeone,
    /// A picture without words for who cannot see it.
    DescribePicture,
    /// An heirloom that has been in one hand for a month.
    PassHeirloom,
    /// A gift that could not be given, and why.
    GiftRefused,
}
words!(WaitingKind {
    MeantForSomeone = "meant_for_someone",
    DescribePicture = "describe_picture",
    PassHeirloom = "pass_heirloom",
    GiftRefused = "gift_refused",
});

/// One thing that waits, with what a page needs to show it.
#[derive(Clone, Debug)]
pub enum WaitingItem {
    /// An open gift: accept, or rather not.
    Gift(Box<GiftView>),
    /// "Anna thinks you two should meet": yes, or not now.
    Introduction(Box<IntroductionView>),
    /// Somebody asks to follow: yes or no.
    FollowRequest {
        /// The request.
        follow: FollowId,
        /// Who asks.
        from: Arc<AccountView>,
        /// Milliseconds since 1970.
        at: i64,
    },
    /// Somebody rang the bell; for hosts and moderators.
    Bell {
        /// Who.
        from: Arc<AccountView>,
        /// What they said.
        reason: String,
        /// Milliseconds since 1970.
        at: i64,
    },
    /// "Was this meant for someone?"
    MeantForSomeone {
        /// To dismiss it.
        id: WaitingId,
        /// The post.
        post: Box<PostView>,
        /// Whose emoji is in it.
        currency: Arc<CurrencyView>,
        /// Milliseconds since 1970.
        at: i64,
    },
    /// A picture of one's own to describe.
    DescribePicture {
        /// To dismiss it.
        id: WaitingId,
        /// The picture.
        media: MediaId,
        /// The post it is in.
        post: Box<PostView>,
        /// Milliseconds since 1970.
        at: i64,
    },
    /// An heirloom to hand on.
    PassHeirloom {
        /// To dismiss it.
        id: WaitingId,
        /// The thing.
        heirloom: HeirloomView,
        /// Its currency.
        currency: Arc<CurrencyView>,
        /// Milliseconds since 1970.
        at: i64,
    },
    /// A gift that could not be given.
    GiftRefused {
        /// To dismiss it.
        id: WaitingId,
        /// The post it was in; none when it lay behind the door.
        post: Option<Box<PostView>>,
        /// In which currency.
        currency: Option<Arc<CurrencyView>>,
        /// A sentence for the person.
        why: String,
        /// Milliseconds since 1970.
        at: i64,
    },
}

impl WaitingItem {
    /// Milliseconds since 1970.
    pub fn at(&self) -> i64 {
        match self {
            Self::Gift(view) => view.gift.given_at,
            Self::Introduction(view) => view.offered_at,
            Self::FollowRequest { at, .. }
            | Self::Bell { at, .. }
            | Self::MeantForSomeone { at, .. }
            | Self::DescribePicture { at, .. }
            | Self::PassHeirloom { at, .. }
            | Self::GiftRefused { at, .. } => *at,
        }
    }
}

/// Everything that waits for a member: gifts, introductions, people, then questions; the newest of each first, at most 40 of each.
pub fn list(tx: &Tx, member: &Member) -> Result<Vec<WaitingItem>> {
    let mut items: Vec<WaitingItem> = gifts::open_for(tx, member, Page::first(EACH_MAX))?
        .items
        .into_iter()
        .map(|view| WaitingItem::Gift(Box::new(view)))
        .collect();
    items.extend(
        introductions::unanswered(tx, member)?.into_iter().map(|view| WaitingItem::Introduction(Box::new(view))),
    );
    items.extend(people(tx, member)?);
    items.extend(questions(tx, member)?);
    Ok(items)
}

/// How many things wait, as the list has them.
pub fn count(tx: &Tx, member: &Member) -> Result<i64> {
    let gifts = match ledger::hand_of(tx, member.person)? {
        Some(hand) => gifts::rows::open_count(tx, hand)?,
        None => 0,
    };
    let bells = if member.is_staff() { rows::bell_count(tx)? } else { 0 };
    let offers = introductions::unanswered_count(tx, member)?;
    Ok(gifts + offers + bells + rows::request_count(tx, member.account)? + rows::question_count(tx, member.person)?)
}

/// Puts a question away; somebody else's is not there.
pub fn dismiss(tx: &Tx, member: &Member, id: WaitingId) -> Result<()> {
    if rows::settle(tx, id, member.person)? { Ok(()) } else { Err(Refusal::not_found()) }
}

/// "Was this meant for someone?", asked once about a post.
pub(crate) fn meant_for_someone(tx: &Tx, person: AccountId, post: PostId, currency: CurrencyId) -> Result<()> {
    let asked =
        rows::New { post: Some(post), currency: Some(currency), ..rows::New::of(WaitingKind::MeantForSomeone, person) };
    rows::insert(tx, &asked)
}

/// A gift could not be given; `why` is a sentence for the person.
pub(crate) fn gift_refused(
    tx: &Tx,
    person: AccountId,
    post: Option<PostId>,
    currency: Option<CurrencyId>,
    why: &str,
) -> Result<()> {
    rows::insert(tx, &rows::New { post, currency, why, ..rows::New::of(WaitingKind::GiftRefused, person) })
}

/// A month in one hand.
pub(crate) fn pass_heirloom(tx: &Tx, holder: AccountId, heirloom: HeirloomId) -> Result<()> {
    rows::insert(tx, &rows::New { heirloom: Some(heirloom), ..rows::New::of(WaitingKind::PassHeirloom, holder) })
}

/// It was handed on: no reminder is needed.
pub(crate) fn heirloom_passed(tx: &Tx, heirloom: HeirloomId) -> Result<()> {
    rows::settle_heirloom(tx, heirloom)
}

/// The pictures of a new post that have no words yet.
pub(crate) fn pictures_of(tx: &Tx, post: &Post) -> Result<()> {
    for media in rows::undescribed(tx, post.id)? {
        let person = post.keeper.unwrap_or(post.account);
        let asked = rows::New {
            post: Some(post.id),
            media: Some(media),
            ..rows::New::of(WaitingKind::DescribePicture, person)
        };
        rows::insert(tx, &asked)?;
    }
    Ok(())
}

/// Somebody left.
pub(crate) fn erase(tx: &Tx, person: AccountId) -> Result<()> {
    rows::delete_of(tx, person)
}

fn people(tx: &Tx, member: &Member) -> Result<Vec<WaitingItem>> {
    let requests = rows::requests(tx, member.account)?;
    let bells = if member.is_staff() { rows::bells(tx)? } else { Vec::new() };
    let ids: Vec<AccountId> = requests.iter().map(|row| row.1).chain(bells.iter().map(|row| row.0)).collect();
    let known: HashMap<_, _> = accounts::views(tx, &ids)?.into_iter().map(|account| (account.id, account)).collect();
    let mut items = Vec::new();
    for (from, reason, at) in bells {
        if let Some(from) = known.get(&from) {
            items.push(WaitingItem::Bell { from: Arc::clone(from), reason, at });
        }
    }
    for (follow, from, at) in requests {
        if let Some(from) = known.get(&from) {
            items.push(WaitingItem::FollowRequest { follow, from: Arc::clone(from), at });
        }
    }
    Ok(items)
}

fn questions(tx: &Tx, member: &Member) -> Result<Vec<WaitingItem>> {
    let rows = rows::questions(tx, member.person)?;
    let post_ids: Vec<PostId> = rows.iter().filter_map(|row| row.post).collect();
    let stalls = rows::authors(tx, &crate::numbers(&post_ids, |id| id.0))?;
    let mut shown: HashMap<PostId, PostView> = HashMap::new();
    for account in stalls {
        let author = Member { person: member.person, account, role: member.role };
        for view in posts::views(tx, &Viewer(Some(author)), &post_ids)? {
            shown.entry(view.post.id).or_insert(view);
        }
    }
    let currency_ids: Vec<CurrencyId> = rows.iter().filter_map(|row| row.currency).collect();
    let heirloom_ids: Vec<HeirloomId> = rows.iter().filter_map(|row| row.heirloom).collect();
    let things = heirlooms::by_ids(tx, &heirloom_ids)?;
    let all_currencies: Vec<CurrencyId> =
        currency_ids.into_iter().chain(things.values().map(|thing| thing.currency)).collect();
    let known = currencies::by_ids(tx, &all_currencies)?;
    let post_of = |row: &rows::WaitingRow| row.post.and_then(|id| shown.get(&id).cloned()).map(Box::new);
    let currency_of = |row: &rows::WaitingRow| row.currency.and_then(|id| known.get(&id).map(Arc::clone));

    let mut items = Vec::new();
    for row in rows {
        let (id, at) = (row.id, row.at);
        let item = match row.kind {
            WaitingKind::MeantForSomeone => post_of(&row)
                .zip(currency_of(&row))
                .map(|(post, currency)| WaitingItem::MeantForSomeone { id, post, currency, at }),
            WaitingKind::DescribePicture => {
                post_of(&row).zip(row.media).map(|(post, media)| WaitingItem::DescribePicture { id, media, post, at })
            }
            WaitingKind::PassHeirloom => row.heirloom.and_then(|id| things.get(&id).cloned()).and_then(|heirloom| {
                known.get(&heirloom.currency).map(|currency| WaitingItem::PassHeirloom {
                    id,
                    currency: Arc::clone(currency),
                    heirloom,
                    at,
                })
            }),
            WaitingKind::GiftRefused => Some(WaitingItem::GiftRefused {
                id,
                post: post_of(&row),
                currency: currency_of(&row),
                why: row.why.clone(),
                at,
            }),
        };
        items.extend(item);
    }
    Ok(items)
}
