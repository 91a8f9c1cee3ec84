//! Newcomers: who is new, who greets them, and whom they find on their first page.

mod rows;

use std::collections::HashMap;
use std::sync::Arc;

use crate::accounts::{self, AccountView, Kind, State};
use crate::gifts::{self, GiftView};
use crate::ledger::DAY_MS;
use crate::posts::{self, PostKind};
use crate::timelines::{self, Filter};
use crate::{AccountId, InvitationId, Member, Page, PostId, Refusal, Result, Tx, Viewer, host_log, ties};

/// People on one list of newcomers.
const LIST_MAX: i64 = 100;
/// Greeters besides hosts and moderators.
pub const GREETERS_MAX: i64 = 50;
/// People somebody new is shown.
pub const MEET_MAX: usize = 5;
/// Posts of the inviter that somebody new is shown.
const POSTS_SHOWN: u32 = 3;
/// A newcomer is new this long, in days.
pub const NEW_DAYS: i64 = 30;

/// Somebody who came in lately.
#[derive(Clone, Debug)]
pub struct Newcomer {
    /// Who.
    pub account: Arc<AccountView>,
    /// Milliseconds since 1970.
    pub came_at: i64,
    /// Who invited them, or answered the bell.
    pub through: Option<Arc<AccountView>>,
    /// They rang the bell.
    pub rang: bool,
    /// The viewer has done something towards them already.
    pub greeted: bool,
    /// The two have a tie, so the viewer can bring them together with others.
    pub known: bool,
}

/// Whether somebody sees who is new: hosts, moderators, and whom a host made greeter.
pub fn is_greeter(tx: &Tx, member: &Member) -> Result<bool> {
    Ok(member.is_staff() || rows::is_greeter(tx, member.person)?)
}

/// The greeters besides hosts and moderators.
pub fn greeters(tx: &Tx) -> Result<Vec<Arc<AccountView>>> {
    accounts::views(tx, &rows::greeters(tx)?)
}

/// Makes somebody a greeter, or no more. Only a host may.
pub fn set_greeter(tx: &Tx, host: &Member, whom: AccountId, greets: bool) -> Result<()> {
    accounts::check_is_host(host)?;
    if greets {
        let (kind, state) = accounts::state_of(tx, whom)?;
        if kind != Kind::Person || state != State::Active {
            return Err(Refusal::invalid("who", "A greeter is a person who is here."));
        }
        if rows::greeters(tx)?.len() as i64 >= GREETERS_MAX {
            return Err(Refusal::invalid("who", "Fifty greeters are enough."));
        }
        rows::insert_greeter(tx, whom)?;
    } else {
        rows::delete_greeter(tx, whom)?;
    }
    host_log::add(tx, host, "greeter", Some(whom), if greets { "yes" } else { "no" })
}

/// Who came in within so many days, newest first, at most 100. For greeters; to others there is no such list.
pub fn list(tx: &Tx, member: &Member, days: i64) -> Result<Vec<Newcomer>> {
    if !is_greeter(tx, member)? {
        return Err(Refusal::not_found());
    }
    let found = rows::lately(tx, tx.now() - days.clamp(1, NEW_DAYS) * DAY_MS, LIST_MAX)?;
    let ids: Vec<AccountId> = found.iter().map(|row| row.account).collect();
    let let_in: HashMap<AccountId, AccountId> =
        rows::let_in_by(tx, &crate::numbers(&ids, |id| id.0))?.into_iter().collect();
    let through = |row: &rows::NewRow| row.invited_by.or_else(|| let_in.get(&row.account).copied());
    let all: Vec<AccountId> = found.iter().flat_map(|row| [Some(row.account), through(row)]).flatten().collect();
    let people: HashMap<_, _> = accounts::views(tx, &all)?.into_iter().map(|view| (view.id, view)).collect();
    let ties: HashMap<AccountId, ties::Tie> =
        ties::among(tx, member.person, &ids)?.into_iter().map(|tie| (tie.other, tie)).collect();
    let newcomer = |row: &rows::NewRow| {
        Some(Newcomer {
            account: Arc::clone(people.get(&row.account)?),
            came_at: row.came_at,
            through: through(row).and_then(|id| people.get(&id).map(Arc::clone)),
            rang: row.invited_by.is_none() && let_in.contains_key(&row.account),
            greeted: ties.get(&row.account).is_some_and(|tie| tie.mine > 0),
            known: ties.get(&row.account).is_some_and(|tie| tie.stage.is_some()),
        })
    };
    Ok(found.iter().filter_map(newcomer).collect())
}

/// Whom the member picked for the guest of an invitation of theirs.
pub fn picks(tx: &Tx, member: &Member, invitation: InvitationId) -> Result<Vec<AccountId>> {
    rows::picks(tx, invitation, member.person)
}

/// Refuses an invitation that is not the member's, or was taken back.
pub fn check_own(tx: &Tx, member: &Member, invitation: InvitationId) -> Result<()> {
    if rows::is_inviter(tx, invitation, member.person)? { Ok(()) } else { Err(Refusal::not_found()) }
}

/// Picks up to five people the guest of the member's invitation should meet; before they come in, or later. Each has to
/// be a tie of the member.
pub fn set_picks(tx: &Tx, member: &Member, invitation: InvitationId, people: &[AccountId]) -> Result<()> {
    check_own(tx, member, invitation)?;
    let mut people: Vec<AccountId> = people.to_vec();
    people.dedup();
    if people.len() > MEET_MAX {
        return Err(Refusal::invalid("meet", "Five people are enough to begin with."));
    }
    let known = ties::among(tx, member.person, &people)?;
    if !people.iter().all(|id| known.iter().any(|tie| tie.other == *id && tie.stage.is_some())) {
        return Err(Refusal::invalid("meet", "Choose from your own ties."));
    }
    rows::delete_picks(tx, invitation)?;
    rows::insert_picks(tx, invitation, &crate::numbers(&people, |id| id.0))
}

/// Whom the member could pick for a guest: their closest ties that are no secret, at most 20.
pub fn candidates(tx: &Tx, member: &Member) -> Result<Vec<Arc<AccountView>>> {
    people_of(tx, member.person, 20)
}

/// What somebody new finds first.
#[derive(Clone, Debug)]
pub struct Welcome {
    /// Who invited them, or answered the bell: their first tie.
    pub host: Arc<AccountView>,
    /// By an invitation; else the bell was answered.
    pub invited: bool,
    /// The gift that lay behind the door.
    pub gift: Option<GiftView>,
    /// People the host thinks they should meet, at most five.
    pub meet: Vec<Arc<AccountView>>,
    /// What the host said last.
    pub posts: Vec<PostId>,
}

/// The member's welcome; none for somebody who came in by themselves, or whose host left or is out of reach.
pub fn welcome(tx: &Tx, member: &Member) -> Result<Option<Welcome>> {
    let me = member.person;
    let Some((host, rang)) = rows::host_of(tx, me)? else { return Ok(None) };
    let view = accounts::view(tx, host)?;
    if view.state != State::Active || crate::relations::is_blocked(tx, me, host)? {
        return Ok(None);
    }
    let viewer = Viewer::from(member);
    let gift = gifts::between(tx, &viewer, host, me, Page::first(20))?.items;
    let gift = gift.into_iter().rev().find(|gift| gift.giver.as_ref().is_some_and(|giver| giver.id == host));
    let mut chosen = rows::picks_for(tx, me)?;
    if chosen.is_empty() {
        chosen = people_of(tx, host, 20)?.into_iter().map(|view| view.id).collect();
    }
    chosen.retain(|id| *id != me && *id != host);
    let apart = rows::blocks_with(tx, me, &crate::numbers(&chosen, |id| id.0))?;
    let known = ties::among(tx, me, &chosen)?;
    chosen.retain(|id| !apart.contains(id) && !known.iter().any(|tie| tie.other == *id && tie.stage.is_some()));
    chosen.truncate(MEET_MAX);
    let meet = accounts::views(tx, &chosen)?.into_iter().filter(|view| view.state == State::Active).collect();
    // The gift is shown already, and what the host repeats is others' words.
    let filter = Filter { exclude_replies: true, exclude_boosts: true, ..Filter::default() };
    let said = timelines::account(tx, &viewer, host, Page::first(POSTS_SHOWN * 4), &filter)?;
    let said = posts::views(tx, &viewer, &said.items)?;
    let mut posts: Vec<PostId> =
        said.iter().filter(|view| view.post.kind != PostKind::Gift).map(|view| view.post.id).collect();
    posts.truncate(POSTS_SHOWN as usize);
    Ok(Some(Welcome { host: view, invited: !rang, gift, meet, posts }))
}

/// People close to somebody whom others may know of: ties nobody hides, with people who may be suggested.
fn people_of(tx: &Tx, person: AccountId, most: usize) -> Result<Vec<Arc<AccountView>>> {
    let ids: Vec<AccountId> = ties::edges_of(tx, &[person], 60)?
        .into_iter()
        .map(|edge| if edge.a == person { edge.b } else { edge.a })
        .collect();
    let mut people = accounts::views(tx, &ids)?;
    people.retain(|view| view.state == State::Active && view.discoverable && !view.bot);
    people.truncate(most);
    Ok(people)
}
