//! Acts that move a tie, kept in the transaction of the act. Only `effects.rs` calls these.

use std::collections::HashSet;

use soulava_standing::tie::Channel;

use super::rows::{self, Reckoned, TieRow};
use super::stages::{Stage, rules};
use super::tally::Tally;
use super::{Act, ActKind, Acted};
use crate::gifts::{Gift, GiftOrigin};
use crate::ledger::day_of;
use crate::posts::{Post, PostKind, Visibility};
use crate::{AccountId, PostId, Result, TieId, Tx, relations, stalls};

/// Rows of one pair that are read at most: words of one kind, way and day are one row.
const ACTS_MAX: i64 = 50_000;
/// Bits of a cursor that tell ties of one moment apart.
const CURSOR_BITS: u32 = 20;

/// Keeps an act. Nothing when the two are one, one is automated or a stall without its only keeper, or one blocks the
/// other; nothing more when this act was kept before.
pub fn note(tx: &Tx, act: &Act) -> Result<()> {
    match people(tx, act.from, act.to)? {
        Some((from, to)) => keep(tx, from, to, act),
        None => Ok(()),
    }
}

/// The two people an act is between.
fn people(tx: &Tx, from: AccountId, to: AccountId) -> Result<Option<(AccountId, AccountId)>> {
    let (Some(from), Some(to)) = (person(tx, from)?, person(tx, to)?) else { return Ok(None) };
    Ok((from != to).then_some((from, to)))
}

/// Who stands behind an account: a person, or a stall's only keeper. Nobody behind a bot.
fn person(tx: &Tx, account: AccountId) -> Result<Option<AccountId>> {
    let Some(whose) = rows::whose(tx, &[account.0])?.pop() else { return Ok(None) };
    if whose.bot {
        return Ok(None);
    }
    match whose.kind.as_str() {
        "person" => Ok(Some(account)),
        "stall" => match stalls::keepers(tx, account)?.as_slice() {
            [keeper] => Ok(Some(keeper.account)),
            _ => Ok(None),
        },
        _ => Ok(None),
    }
}

fn keep(tx: &Tx, from: AccountId, to: AccountId, act: &Act) -> Result<()> {
    let (low, high) = (from.min(to), from.max(to));
    let row = rows::pair(tx, low, high)?;
    if row.as_ref().map_or_else(|| relations::is_blocked(tx, low, high), |row| Ok(row.blocked))? {
        return Ok(());
    }
    let acted = Acted { kind: act.kind, low_acts: from == low, times: 1, day: day_of(act.at), at: act.at };
    let slot = if act.kind.channel() == Channel::Talk { acted.day } else { act.object };
    let Some(times) = rows::insert_act(tx, (low, high), &acted, slot, act.object)? else { return Ok(()) };
    let Some(row) = row else {
        return rows::insert(tx, TieId(tx.next_id()), low, high, &reckoned(&Tally::of(&[acted]), low));
    };
    if act.at <= row.counts_from {
        return Ok(());
    }
    let mut tally = Tally::from_bytes(&row.state).unwrap_or_default();
    if times > 1 && acted.day == tally.day() {
        tally.again(&acted);
        rows::update(tx, row.id, &reckoned(&tally, low))?;
    } else if times == 1 && acted.day >= tally.day() {
        tally.add(&acted);
        rows::update(tx, row.id, &reckoned(&tally, low))?;
    } else {
        reckon_anew(tx, &row)?;
    }
    wake(tx, &row, acted.low_acts)
}

/// Whoever acts lets the tie rest no longer.
fn wake(tx: &Tx, row: &TieRow, low_acts: bool) -> Result<()> {
    let mut care = row.care(low_acts);
    if !care.rests {
        return Ok(());
    }
    care.rests = false;
    row.set_care(tx, low_acts, care)
}

/// Reckons the ties behind `after` again from their acts, at most `limit`; gives the last one, or none at the end. For a
/// change of the rules, and to check that a tie is what its acts say.
pub fn recompute(tx: &Tx, after: TieId, limit: u32) -> Result<Option<TieId>> {
    let limit = i64::from(limit.clamp(1, 500));
    let found = rows::behind(tx, after, limit)?;
    for row in &found {
        reckon_anew(tx, row)?;
    }
    Ok(if (found.len() as i64) < limit { None } else { found.last().map(|row| row.id) })
}

/// Folds the whole history again: after an act from the past, one that was taken back, or an end.
pub(super) fn reckon_anew(tx: &Tx, row: &TieRow) -> Result<()> {
    let tally = Tally::of(&rows::acts(tx, row.low, row.high, row.counts_from, ACTS_MAX)?);
    rows::update(tx, row.id, &reckoned(&tally, row.low))
}

fn reckoned(tally: &Tally, low: AccountId) -> Reckoned {
    let (warm, bond) = tally.keys();
    let last_at = tally.low.last_at.max(tally.high.last_at);
    Reckoned {
        state: tally.to_bytes(),
        stage: Stage::number(tally.stage),
        warm,
        bond,
        last_at,
        newest: cursor(last_at, low),
        closest: cursor((bond.max(0.0) * 1e6) as i64, low),
    }
}

/// A number to page by: `order`, then something of the pair.
fn cursor(order: i64, low: AccountId) -> i64 {
    (order.clamp(0, 1 << 42) << CURSOR_BITS) | (low.0.wrapping_mul(0x9E37_79B1) >> 8 & ((1 << CURSOR_BITS) - 1))
}

/// A post is words to whom it answers and to those it names, as long as they are few. A gift's post is told by the gift.
pub(crate) fn of_post(tx: &Tx, post: &Post) -> Result<()> {
    if post.kind == PostKind::Gift || post.boost_of.is_some() {
        return Ok(());
    }
    let from = post.keeper.unwrap_or(post.account);
    let answered = post.reply_to_account.filter(|whom| *whom != post.account);
    let mut named: Vec<AccountId> = post.mentions.clone();
    named.retain(|whom| *whom != post.account && Some(*whom) != answered);
    let direct = post.visibility == Visibility::Direct;
    if direct {
        named.extend(answered);
        if is_broadcast(tx, post, from, &named)? {
            return Ok(());
        }
    } else if named.len() > rules().broadcast.people {
        named.clear();
    }
    let act = |kind, to| Act { kind, from, to, object: post.id.0, at: post.created_at };
    let kind = if direct { ActKind::Message } else { ActKind::Mention };
    for to in named {
        note(tx, &act(kind, to))?;
    }
    if let (Some(whom), Some(answered), false) = (answered, post.reply_to, direct) {
        // Of a stall's post the keeper who wrote it was answered.
        note(tx, &act(ActKind::Reply, rows::keeper_of(tx, answered)?.unwrap_or(whom)))?;
    }
    Ok(())
}

/// Whether the same words went directly to too many people within the hour. What they made before is taken back.
fn is_broadcast(tx: &Tx, post: &Post, from: AccountId, named: &[AccountId]) -> Result<bool> {
    let rules = &rules().broadcast;
    let after = (post.created_at - rules.within_minutes * 60_000) << 16;
    let words = without_names(&post.text);
    let mut earlier: Vec<(PostId, i64)> = Vec::new();
    for (id, text, at) in rows::direct_of(tx, post.account, after, post.id)? {
        if without_names(&text) == words {
            earlier.push((id, at));
        }
    }
    let told = match earlier.as_slice() {
        [] => Vec::new(),
        posts => rows::named_in(tx, &posts.iter().map(|(id, _)| id.0).collect::<Vec<_>>())?,
    };
    let before: HashSet<AccountId> = told.iter().map(|(_, whom)| *whom).collect();
    let all: HashSet<AccountId> = before.iter().chain(named).copied().collect();
    if all.len() <= rules.people {
        return Ok(false);
    }
    if before.len() <= rules.people {
        for (id, whom) in told {
            let at = earlier.iter().find(|(post, _)| *post == id).map_or(post.created_at, |(_, at)| *at);
            take_back(tx, ActKind::Message, from, whom, day_of(at))?;
        }
    }
    Ok(true)
}

/// The words of a post without whom they are for.
fn without_names(text: &str) -> String {
    text.split_whitespace().filter(|word| !word.starts_with('@')).collect::<Vec<_>>().join(" ")
}

/// Takes one act back, mass and all.
fn take_back(tx: &Tx, kind: ActKind, from: AccountId, to: AccountId, slot: i64) -> Result<()> {
    let Some((from, to)) = people(tx, from, to)? else { return Ok(()) };
    let pair = (from.min(to), from.max(to));
    let low_acts = from == pair.0;
    if rows::fewer(tx, pair, kind, low_acts, slot)? == 0 && rows::delete_act(tx, pair, kind, low_acts, slot)? == 0 {
        return Ok(());
    }
    match rows::pair(tx, pair.0, pair.1)? {
        Some(row) => reckon_anew(tx, &row),
        None => Ok(()),
    }
}

/// An accepted gift: a deed of who was thanked, and the thanks for it. One more for the same thing adds nothing.
pub(crate) fn of_gift(tx: &Tx, gift: &Gift) -> Result<()> {
    let (Some(giver), Some(receiver), false) = (gift.giver, gift.receiver, gift.again) else { return Ok(()) };
    let at = match gift.origin {
        GiftOrigin::Import => gift.given_at,
        _ => gift.settled_at.unwrap_or(gift.given_at),
    };
    let object = gift.id.0;
    note(tx, &Act { kind: ActKind::Gift, from: receiver, to: giver, object, at })?;
    note(tx, &Act { kind: ActKind::Thanks, from: giver, to: receiver, object, at })
}

/// A gift that was taken back takes its mass along.
pub(crate) fn of_gift_retracted(tx: &Tx, gift: &Gift) -> Result<()> {
    let (Some(giver), Some(receiver)) = (gift.giver, gift.receiver) else { return Ok(()) };
    take_back(tx, ActKind::Gift, receiver, giver, gift.id.0)?;
    take_back(tx, ActKind::Thanks, giver, receiver, gift.id.0)
}

/// "I made this", "this helped me": thanks to who wrote it. The slot tells the two apart.
pub(crate) fn of_use(tx: &Tx, by: AccountId, post: &Post, at: i64) -> Result<()> {
    let to = post.keeper.unwrap_or(post.account);
    note(tx, &Act { kind: ActKind::Use, from: by, to, object: post.id.0, at })
}

/// One of the two blocks the other, or no longer: hides the tie from both, or shows what remains.
pub(crate) fn blocked(tx: &Tx, one: AccountId, other: AccountId) -> Result<()> {
    let (low, high) = (one.min(other), one.max(other));
    let blocked = relations::is_blocked(tx, low, high)?;
    rows::set_blocked(tx, low, high, blocked)?;
    Ok(())
}
