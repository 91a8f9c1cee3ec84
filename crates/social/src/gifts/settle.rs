//! What becomes of a gift: accepted, declined, withdrawn, retracted.

use super::{Gift, GiftOrigin, GiftState, reason, rows};
use crate::event::Event;
use crate::ledger::DAY_MS;
use crate::posts::{self, Post};
use crate::{AccountId, GiftId, HeirloomId, Member, Refusal, Result, Tx, Viewer, effects, ledger};

/// How long an heirloom waits for an answer before it stays where it is.
pub(crate) const HEIRLOOM_WAITS_MS: i64 = 14 * DAY_MS;

/// The receiver is glad of a gift, and may say a word back (at most 500 characters). Twice is once.
///
/// The receiver's favourite on the gift's post says the same, so that the giver's app hears of it.
pub fn accept(tx: &Tx, member: &Member, id: GiftId, back: Option<&str>) -> Result<()> {
    let back = reason::at_most("back", back.unwrap_or(""), reason::REASON_MAX)?;
    let mut gift = received(tx, member, id)?;
    match gift.state {
        GiftState::Given => accept_now(tx, &mut gift)?,
        GiftState::Accepted => {}
        GiftState::Declined => return Err(Refusal::forbidden("You said rather not. It cannot be accepted any more.")),
        GiftState::Withdrawn | GiftState::Retracted => return Err(gone()),
    }
    if !back.is_empty() {
        rows::set_back(tx, id, &back)?;
    }
    if let Some(post) = gift.post
        && posts::view(tx, &Viewer::from(&Member::person(member.person, member.role)), post)
            .is_ok_and(|view| !view.flags.favourited)
    {
        posts::favourite(tx, &Member::person(member.person, member.role), post)?;
    }
    Ok(())
}

/// The receiver would rather not. The giver is not told; twice is once.
pub fn decline(tx: &Tx, member: &Member, id: GiftId) -> Result<()> {
    let mut gift = received(tx, member, id)?;
    match gift.state {
        GiftState::Given => decline_now(tx, &mut gift),
        GiftState::Declined => Ok(()),
        GiftState::Accepted => Err(Refusal::forbidden("You accepted this gift already.")),
        GiftState::Withdrawn | GiftState::Retracted => Err(gone()),
    }
}

/// The giver takes an open gift back. It stays spent: an allowance never comes back.
pub fn withdraw(tx: &Tx, member: &Member, id: GiftId) -> Result<()> {
    let mut gift = given(tx, member, id)?;
    match gift.state {
        GiftState::Given => {
            withdraw_now(tx, &mut gift)?;
            delete_post(tx, member, &gift)
        }
        // The giver does not know that it was declined, and sees it taken back.
        GiftState::Declined => {
            rows::set_taken_back(tx, id)?;
            delete_post(tx, member, &gift)
        }
        GiftState::Withdrawn => Ok(()),
        GiftState::Accepted => Err(Refusal::forbidden(
            "It was accepted. You can retract it: then it counts nothing, and stays in the book.",
        )),
        GiftState::Retracted => Err(gone()),
    }
}

/// The giver takes an accepted gift back: its recognition counts nothing from now on, and the row stays.
pub fn retract(tx: &Tx, member: &Member, id: GiftId) -> Result<()> {
    let mut gift = given(tx, member, id)?;
    match gift.state {
        GiftState::Accepted => {
            settle(tx, &mut gift, GiftState::Retracted)?;
            ledger::returned(tx, &gift)?;
            effects::record(tx, Event::GiftRetracted(&gift))
        }
        GiftState::Retracted => Ok(()),
        GiftState::Given | GiftState::Declined => {
            Err(Refusal::forbidden("It was not accepted yet. You can withdraw it."))
        }
        GiftState::Withdrawn => Err(gone()),
    }
}

/// Marks or unmarks a gift "costs shared" for one of the two; private, in no metric, and no amount is asked.
pub fn share_costs(tx: &Tx, member: &Member, id: GiftId, shared: bool) -> Result<()> {
    let gift = rows::load(tx, id)?;
    if gift.giver != Some(member.person) && gift.receiver != Some(member.person) {
        return Err(Refusal::not_found());
    }
    match shared {
        true => rows::share_costs(tx, id, member.person),
        false => rows::unshare_costs(tx, id, member.person),
    }
}

/// A favourite on a gift's post by its receiver accepts it. Answers with the gift, when there is one for `by`.
pub fn favourite_on_post(tx: &Tx, post: &Post, by: AccountId) -> Result<Option<GiftId>> {
    let Some(hand) = ledger::hand_of(tx, by)? else { return Ok(None) };
    let mut accepted = None;
    for mut gift in rows::of_post_for(tx, post.id, hand)? {
        if gift.state == GiftState::Given && !is_late(tx, &gift) {
            accept_now(tx, &mut gift)?;
        }
        if gift.state == GiftState::Accepted {
            accepted = Some(gift.id);
        }
    }
    Ok(accepted)
}

/// Between two of whom one blocks the other nothing stays open: what came is declined, what went is withdrawn.
pub fn blocked(tx: &Tx, by: AccountId, whom: AccountId) -> Result<()> {
    let (Some(blocker), Some(blocked)) = (ledger::hand_of(tx, by)?, ledger::hand_of(tx, whom)?) else { return Ok(()) };
    for mut gift in rows::open_between(tx, blocked, blocker)? {
        decline_now(tx, &mut gift)?;
    }
    for mut gift in rows::open_between(tx, blocker, blocked)? {
        withdraw_now(tx, &mut gift)?;
    }
    Ok(())
}

/// Lets the unanswered handing-on of an heirloom lapse; `only_late`: when its 14 days are over. Says whether one is open still.
pub(crate) fn lapse(tx: &Tx, heirloom: HeirloomId, only_late: bool) -> Result<bool> {
    let Some(mut gift) = rows::open_of_heirloom(tx, heirloom)? else { return Ok(false) };
    if only_late && !is_late(tx, &gift) {
        return Ok(true);
    }
    withdraw_now(tx, &mut gift)?;
    Ok(false)
}

/// Takes an open gift back, without asking who asks.
pub(crate) fn withdraw_now(tx: &Tx, gift: &mut Gift) -> Result<()> {
    settle(tx, gift, GiftState::Withdrawn)?;
    ledger::returned(tx, gift)?;
    effects::record(tx, Event::GiftWithdrawn(gift))
}

fn accept_now(tx: &Tx, gift: &mut Gift) -> Result<()> {
    if is_late(tx, gift) {
        return Err(gone());
    }
    settle(tx, gift, GiftState::Accepted)?;
    effects::record(tx, Event::GiftAccepted(gift))
}

fn decline_now(tx: &Tx, gift: &mut Gift) -> Result<()> {
    settle(tx, gift, GiftState::Declined)?;
    ledger::returned(tx, gift)?;
    effects::record(tx, Event::GiftDeclined(gift))
}

fn settle(tx: &Tx, gift: &mut Gift, state: GiftState) -> Result<()> {
    if !rows::settle(tx, gift.id, gift.state, state)? {
        return Err(gone());
    }
    gift.state = state;
    gift.settled_at = Some(tx.now());
    Ok(())
}

/// The post we wrote for a gift goes with it; what somebody wrote themselves is theirs to delete.
fn delete_post(tx: &Tx, member: &Member, gift: &Gift) -> Result<()> {
    let (Some(post), false) = (gift.post, gift.origin == GiftOrigin::Post) else { return Ok(()) };
    if rows::post_exists(tx, post)? {
        let author = Member { person: member.person, account: gift.stall.unwrap_or(member.person), role: member.role };
        posts::delete(tx, &author, post)?;
    }
    Ok(())
}

fn is_late(tx: &Tx, gift: &Gift) -> bool {
    gift.heirloom.is_some() && tx.now() - gift.given_at >= HEIRLOOM_WAITS_MS
}

fn received(tx: &Tx, member: &Member, id: GiftId) -> Result<Gift> {
    let gift = rows::load(tx, id)?;
    if gift.receiver == Some(member.person) { Ok(gift) } else { Err(Refusal::not_found()) }
}

fn given(tx: &Tx, member: &Member, id: GiftId) -> Result<Gift> {
    let gift = rows::load(tx, id)?;
    if gift.giver == Some(member.person) { Ok(gift) } else { Err(Refusal::not_found()) }
}

fn gone() -> crate::Error {
    crate::Error::Refused(Refusal::Gone)
}
