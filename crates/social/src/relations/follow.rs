//! Following: who hears of whom.

use super::rows;
use crate::event::Event;
use crate::{AccountId, FollowId, Member, Notice, Refusal, Result, Tx, effects};

/// People one account follows or asked to follow.
const FOLLOWS_MAX: i64 = 7_500;
/// Languages of one follow.
const LANGUAGES_MAX: usize = 20;

/// How to follow; none leaves as it is, or as usual for a new follow.
#[derive(Clone, Debug, Default)]
pub struct FollowOptions {
    /// Show boosts at home.
    pub boosts: Option<bool>,
    /// Notify of every post.
    pub notify: Option<bool>,
    /// Only posts in these languages; empty: all.
    pub languages: Option<Vec<String>>,
}

/// Follows somebody, or asks when they are asked first; again changes only how.
pub fn follow(tx: &Tx, member: &Member, whom: AccountId, options: &FollowOptions) -> Result<()> {
    let by = member.account;
    let (state, locked) = rows::standing(tx, whom)?.ok_or_else(Refusal::not_found)?;
    if !matches!(state.as_str(), "active" | "shadow") {
        return Err(Refusal::not_found());
    }
    if whom == by || rows::blocked_either_way(tx, by, whom)? {
        return Err(Refusal::forbidden("This action is not allowed"));
    }
    let languages = match &options.languages {
        Some(list) if list.len() > LANGUAGES_MAX => return Err(Refusal::invalid("languages", "are too many")),
        Some(list) => {
            let checked =
                list.iter().map(|language| crate::posts::check_language(language)).collect::<Result<Vec<_>>>()?;
            Some(serde_json::to_string(&checked).expect("texts make JSON"))
        }
        None => None,
    };
    if rows::follow_between(tx, by, whom)?.is_some() {
        rows::change_follow(tx, by, whom, options.boosts, options.notify, languages.as_deref())?;
        tx.announce(Notice::Relations(by));
        return Ok(());
    }
    if rows::follow_count(tx, by, FOLLOWS_MAX)? >= FOLLOWS_MAX {
        return Err(Refusal::invalid("id", "You follow as many as the square can show you."));
    }
    let follow = FollowId(tx.next_id());
    let state = if locked { "asked" } else { "follows" };
    let how = (options.boosts.unwrap_or(true), options.notify.unwrap_or(false), languages.as_deref().unwrap_or("[]"));
    rows::insert_follow(tx, follow, by, whom, state, how)?;
    if locked {
        effects::record(tx, Event::FollowAsked { follow, by, whom })
    } else {
        rows::count_follow(tx, by, whom, 1)?;
        effects::record(tx, Event::Followed { follow, by, whom })
    }
}

/// Follows no longer, or asks no longer; neither is as good.
pub fn unfollow(tx: &Tx, member: &Member, whom: AccountId) -> Result<()> {
    exists(tx, whom)?;
    end(tx, member.account, whom)
}

/// Somebody follows the member no longer, without being told.
pub fn remove_follower(tx: &Tx, member: &Member, who: AccountId) -> Result<()> {
    exists(tx, who)?;
    end(tx, who, member.account)
}

/// Says yes to somebody who asked.
pub fn accept(tx: &Tx, member: &Member, who: AccountId) -> Result<()> {
    let Some((follow, state)) = rows::follow_between(tx, who, member.account)? else {
        return Err(Refusal::not_found());
    };
    if state != "asked" {
        return Err(Refusal::not_found());
    }
    rows::accept_follow(tx, follow)?;
    rows::count_follow(tx, who, member.account, 1)?;
    effects::record(tx, Event::Followed { follow, by: who, whom: member.account })
}

/// Says no to somebody who asked; they are not told.
pub fn reject(tx: &Tx, member: &Member, who: AccountId) -> Result<()> {
    match rows::follow_between(tx, who, member.account)? {
        Some((_, state)) if state == "asked" => end(tx, who, member.account),
        _ => Err(Refusal::not_found()),
    }
}

/// Ends a follow or request, if there is one.
pub(super) fn end(tx: &Tx, by: AccountId, whom: AccountId) -> Result<()> {
    let Some((_, state)) = rows::follow_between(tx, by, whom)? else { return Ok(()) };
    rows::delete_follow(tx, by, whom)?;
    if state == "follows" {
        rows::count_follow(tx, by, whom, -1)?;
    }
    effects::record(tx, Event::Unfollowed { by, whom })
}

pub(super) fn exists(tx: &Tx, whom: AccountId) -> Result<()> {
    rows::standing(tx, whom)?.map(|_| ()).ok_or_else(Refusal::not_found)
}
