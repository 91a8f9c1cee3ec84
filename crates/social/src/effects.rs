//! The only place that knows what follows from what.
//!
//! Effects never refuse: what may not be is recorded as something that waits, not as an error.

use crate::event::Event;
use crate::gifts::{self, Gift, GiftOrigin};
use crate::posts::{self, PostKind};
use crate::presence::{self, Activity};
use crate::ties::{Act, ActKind};
use crate::{
    AccountId, Notice, Result, Tx, bell, heirlooms, introductions, meetups, notifications, recognitions, standing,
    ties, vouches, waiting,
};

/// Stores everything that is true together with `event`, and announces what is nice to know now.
pub fn record(tx: &Tx, event: Event<'_>) -> Result<()> {
    match event {
        Event::PostPublished(post) => {
            if post.origin.is_news() {
                here(tx, post)?;
                ties::of_post(tx, post)?;
                gifts::from_post(tx, post)?;
                waiting::pictures_of(tx, post)?;
                // Of a gift from our own pages people hear when the gift is stored, and then once.
                if post.kind != PostKind::Gift {
                    notifications::for_post(tx, post)?;
                }
            }
            tx.announce(Notice::Post { post: post.id, author: post.account });
            if let Some(answered) = post.reply_to {
                tx.announce(Notice::Counters(answered));
            }
        }
        Event::PostEdited { before, after } => {
            notifications::for_edit(tx, before, after)?;
            gifts::post_edited(tx, after)?;
            tx.announce(Notice::PostEdited(after.id));
        }
        Event::PostDeleted(post) => {
            gifts::post_deleted(tx, post)?;
            tx.announce(Notice::PostGone { post: post.id, author: post.account });
            if let Some(answered) = post.reply_to {
                tx.announce(Notice::Counters(answered));
            }
        }
        Event::Boosted { boost, original } => {
            presence::note(tx, boost.keeper.unwrap_or(boost.account), Activity::React, tx.now())?;
            notifications::add(tx, original.account, "reblog", boost.account, Some(original.id), None)?;
            tx.announce(Notice::Post { post: boost.id, author: boost.account });
            touched(tx, boost.account, original.id);
        }
        Event::Unboosted { boost, original } => {
            notifications::forget(tx, boost.account, "reblog", boost.account, Some(original))?;
            tx.announce(Notice::PostGone { post: boost.id, author: boost.account });
            touched(tx, boost.account, original);
        }
        Event::Favourited { by, person, post } => {
            presence::note(tx, person, Activity::React, tx.now())?;
            // The receiver's favourite on a gift accepts it, and that is what its giver hears.
            if gifts::favourite_on_post(tx, post, by)?.is_none() {
                recognitions::of_favourite(tx, by, post)?;
                notifications::add(tx, post.account, "favourite", by, Some(post.id), None)?;
            }
            touched(tx, by, post.id);
        }
        Event::Unfavourited { by, post } => {
            notifications::forget(tx, post.account, "favourite", by, Some(post.id))?;
            recognitions::retract(tx, recognitions::RecognitionKind::Favourite, by, post.id.0)?;
            touched(tx, by, post.id);
        }
        Event::Used { by, person, post, helped } => {
            presence::note(tx, person, Activity::Use, tx.now())?;
            recognitions::of_use(tx, by, post, helped)?;
            ties::of_use(tx, person, post, tx.now())?;
            notifications::add(tx, post.account, "used", by, Some(post.id), None)?;
        }
        Event::FollowAsked { follow: _, by, whom } => {
            notifications::add(tx, whom, "follow_request", by, None, None)?;
        }
        Event::Followed { follow: _, by, whom } => {
            notifications::forget(tx, whom, "follow_request", by, None)?;
            notifications::add(tx, whom, "follow", by, None, None)?;
            related(tx, by, whom);
        }
        Event::Unfollowed { by, whom } => {
            notifications::forget(tx, whom, "follow_request", by, None)?;
            notifications::forget(tx, whom, "follow", by, None)?;
            related(tx, by, whom);
        }
        Event::Blocked { by, whom } => {
            notifications::forget_from(tx, by, whom)?;
            notifications::forget_from(tx, whom, by)?;
            gifts::blocked(tx, by, whom)?;
            ties::blocked(tx, by, whom)?;
            introductions::blocked(tx, by, whom)?;
            related(tx, by, whom);
        }
        Event::Unblocked { by, whom } => {
            ties::blocked(tx, by, whom)?;
            tx.announce(Notice::Relations(by));
            tx.announce(Notice::Relations(whom));
        }
        Event::Greeted { by, whom } => {
            let act = Act { kind: ActKind::Greeting, from: by, to: whom, object: tx.next_id(), at: tx.now() };
            ties::note(tx, &act)?;
            presence::note(tx, by, Activity::Greet, tx.now())?;
            notifications::add(tx, whom, "greeting", by, None, None)?;
        }
        Event::InvitationAccepted { invitation, guest } => {
            presence::note(tx, invitation.inviter, Activity::Host, tx.now())?;
            let (from, object) = (invitation.inviter, invitation.id.0);
            ties::note(tx, &Act { kind: ActKind::Invitation, from, to: guest, object, at: tx.now() })?;
            vouches::invited(tx, invitation, guest)?;
            notifications::add(tx, from, "came_in", guest, None, None)?;
        }
        // The greeter who said yes is the first tie of who rang; the object is the guest.
        Event::LetIn { by, who } => {
            presence::note(tx, by, Activity::Host, tx.now())?;
            ties::note(tx, &Act { kind: ActKind::Invitation, from: by, to: who, object: who.0, at: tx.now() })?;
        }
        Event::IntroductionOffered(offer) => introductions::told(tx, offer)?,
        Event::IntroductionAccepted(row) => {
            let act = Act { kind: ActKind::Introduction, from: row.a, to: row.b, object: row.id.0, at: tx.now() };
            ties::note(tx, &act)?;
            vouches::met(tx, row.a, row.b, vouches::Met::Introduction)?;
            introductions::accepted(tx, row)?;
        }
        Event::IntroductionGlad(row) => {
            introductions::glad_of_both(tx, row)?;
            if !row.own_stall {
                presence::note(tx, row.introducer, Activity::Introduce, tx.now())?;
            }
        }
        Event::Drawn { meetup } => meetups::tell(tx, meetup)?,
        Event::DrawnMet { meetup } => {
            let act = Act { kind: ActKind::Meeting, from: meetup.a, to: meetup.b, object: meetup.id.0, at: tx.now() };
            ties::note(tx, &act)?;
        }
        Event::GiftGiven(gift) => {
            // What lay behind the door was given before, and is given now by nobody.
            if let Some(giver) = gift.giver.filter(|_| gift.origin != GiftOrigin::Invitation) {
                presence::note(tx, giver, Activity::Give, gift.given_at)?;
            }
            tell_receiver(tx, gift)?;
            tx.announce(Notice::Gift(gift.id));
        }
        Event::GiftAccepted(gift) => {
            accepted(tx, gift)?;
            recognitions::of_gift(tx, gift)?;
            ties::of_gift(tx, gift)?;
            heirlooms::moved(tx, gift)?;
            if let (Some(giver), Some(receiver)) = (gift.giver, gift.receiver)
                && gift.origin != GiftOrigin::Import
            {
                notifications::add(tx, giver, "gift_accepted", receiver, gift.post, Some(gift.id))?;
                tx.announce(Notice::Gift(gift.id));
            }
        }
        // Silent: nobody hears of it, and no stream moves.
        Event::GiftDeclined(_) => {}
        Event::GiftWithdrawn(gift) => {
            tx.announce(Notice::Gift(gift.id));
        }
        Event::GiftRetracted(gift) => {
            recognitions::of_gift_retracted(tx, gift)?;
            ties::of_gift_retracted(tx, gift)?;
            tx.announce(Notice::Gift(gift.id));
        }
        Event::AskedIn(account) => {
            notifications::for_staff(tx, account)?;
            bell::tell(tx, account)?;
        }
        Event::KeepsNow { person, stall: _ } => presence::note(tx, person, Activity::CoKeep, tx.now())?,
        Event::StandsOtherwise(account) => {
            vouches::settle(tx, account)?;
            standing::follow(tx, account)?;
        }
        Event::CameIn(account) => {
            vouches::settle(tx, account)?;
            tx.announce(Notice::Account(account));
            // A token that was made before the account could act is looked up anew.
            tx.announce(Notice::AccessEnded(account));
        }
    }
    Ok(())
}

/// Who wrote a post was here. The post of a gift is silent: the gift speaks.
fn here(tx: &Tx, post: &posts::Post) -> Result<()> {
    let activity = match (post.kind, post.reply_to) {
        (PostKind::Gift, _) => return Ok(()),
        (_, Some(_)) => Activity::Reply,
        (_, None) => Activity::Post,
    };
    // What another server delivers is no act of this square.
    if post.origin == posts::Origin::Written {
        presence::note(tx, post.keeper.unwrap_or(post.account), activity, tx.now())?;
    }
    Ok(())
}

/// Who accepts a gift was here, and helped before. An import knows both only by the day it tells of.
fn accepted(tx: &Tx, gift: &Gift) -> Result<()> {
    let imported = gift.origin == GiftOrigin::Import;
    if let Some(receiver) = gift.receiver {
        let activity = if gift.again { Activity::React } else { Activity::Help };
        presence::note(tx, receiver, activity, if imported { gift.given_at } else { tx.now() })?;
    }
    match gift.giver {
        Some(giver) if imported => presence::note(tx, giver, Activity::Give, gift.given_at),
        _ => Ok(()),
    }
}

/// The receiver hears of a gift, and everybody else named in the post we wrote for it of the post.
fn tell_receiver(tx: &Tx, gift: &Gift) -> Result<()> {
    let (Some(giver), Some(receiver)) = (gift.giver, gift.receiver) else { return Ok(()) };
    let kind = if gift.heirloom.is_some() { "heirloom" } else { "gift" };
    notifications::add(tx, receiver, kind, gift.stall.unwrap_or(giver), gift.post, Some(gift.id))?;
    let Some(post) = gift.post else { return Ok(()) };
    let post = posts::load(tx, post)?;
    if post.kind == PostKind::Gift { notifications::for_post(tx, &post) } else { Ok(()) }
}

/// Counters and somebody's flags of a post moved.
fn touched(tx: &Tx, viewer: AccountId, post: crate::PostId) {
    tx.announce(Notice::Counters(post));
    tx.announce(Notice::ViewerFlags { viewer, post });
}

/// Both homes are other than they were, and so are both accounts' counters.
fn related(tx: &Tx, by: AccountId, whom: AccountId) {
    tx.announce(Notice::Relations(by));
    tx.announce(Notice::Relations(whom));
    tx.announce(Notice::Account(by));
    tx.announce(Notice::Account(whom));
}
