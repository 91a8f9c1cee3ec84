//! What happened. One closed list; `effects.rs` says what follows.

use crate::AccountId as Account;
use crate::gifts::Gift;
use crate::introductions::IntroductionRow;
use crate::invitations::InvitationView;
use crate::posts::Post;
use crate::{FollowId, PostId};

/// An act that was just stored in this transaction.
#[derive(Debug)]
#[allow(missing_docs, reason = "the names of the fields of an act say all there is to say")]
pub enum Event<'a> {
    /// A post appeared. How it came is `post.origin`; only written and delivered posts notify or give gifts.
    PostPublished(&'a Post),
    /// A post's words or pictures changed; `before` is how it was.
    PostEdited { before: &'a Post, after: &'a Post },
    /// A post is about to go; its row is still here.
    PostDeleted(&'a Post),
    /// `boost` repeats `original`.
    Boosted { boost: &'a Post, original: &'a Post },
    /// A boost was taken back.
    Unboosted { boost: &'a Post, original: PostId },
    /// `by` favourited the post; `person` is who did it, also when a stall speaks.
    Favourited { by: Account, person: Account, post: &'a Post },
    /// `by` took the favourite back.
    Unfavourited { by: Account, post: &'a Post },
    /// Somebody asked to follow.
    FollowAsked { follow: FollowId, by: Account, whom: Account },
    /// Somebody follows somebody, by themselves or after a yes.
    Followed { follow: FollowId, by: Account, whom: Account },
    /// A follow or request ended.
    Unfollowed { by: Account, whom: Account },
    /// `by` blocked `whom`; follows both ways are already gone.
    Blocked { by: Account, whom: Account },
    /// "I made this", "this helped me"; `person` as above.
    Used { by: Account, person: Account, post: &'a Post, helped: bool },
    /// `by` blocks `whom` no longer.
    Unblocked { by: Account, whom: Account },
    /// `by` said good morning to `whom`.
    Greeted { by: Account, whom: Account },
    /// `by` let `who` in, who had rung the bell.
    LetIn { by: Account, who: Account },
    /// A gift was given and waits for an answer.
    GiftGiven(&'a Gift),
    /// The receiver was glad of it.
    GiftAccepted(&'a Gift),
    /// The receiver would rather not; silent.
    GiftDeclined(&'a Gift),
    /// The giver took an open gift back.
    GiftWithdrawn(&'a Gift),
    /// The giver retracted an accepted gift: its recognition counts nothing from now on.
    GiftRetracted(&'a Gift),
    /// Somebody rang the bell or signed up where approval is asked.
    AskedIn(Account),
    /// Somebody came in by an invitation; the guest's account is already here.
    InvitationAccepted { invitation: &'a InvitationView, guest: Account },
    /// `person` said yes to keeping a stall together with others.
    KeepsNow { person: Account, stall: Account },
    /// An account's role changed, or it was put out, let in again or is about to go.
    StandsOtherwise(Account),
    /// An account may now act: confirmed, approved or invited.
    CameIn(Account),
    /// Somebody wants to bring two people together; each hears of it alone.
    IntroductionOffered(&'a IntroductionRow),
    /// Both said yes.
    IntroductionAccepted(&'a IntroductionRow),
    /// Both were glad of it.
    IntroductionGlad(&'a IntroductionRow),
    /// Two people drew each other in a round of meet-ups.
    Drawn { meetup: &'a crate::meetups::MeetupRow },
    /// Both say they met.
    DrawnMet { meetup: &'a crate::meetups::MeetupRow },
}
