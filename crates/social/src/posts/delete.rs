//! Taking a post away.

use super::{Post, Visibility, edit, rows, view};
use crate::event::Event;
use crate::{Member, Notice, PostId, Refusal, Result, Tx, effects};

/// Deletes a post of the member's own. Replies stay and keep saying what they answered; its pictures are let go,
/// so that it can be written anew with them. A boost is taken back.
pub fn delete(tx: &Tx, member: &Member, id: PostId) -> Result<()> {
    let post = edit::own(tx, member, id)?;
    remove(tx, &post)
}

/// The same to anybody's post, by who keeps the peace.
pub fn delete_as_host(tx: &Tx, member: &Member, id: PostId) -> Result<()> {
    if !member.is_staff() {
        return Err(Refusal::forbidden("Only a host or moderator may do this."));
    }
    let post = view::load(tx, id)?;
    remove(tx, &post)
}

pub(super) fn remove(tx: &Tx, post: &Post) -> Result<()> {
    match post.boost_of {
        Some(original) => {
            effects::record(tx, Event::Unboosted { boost: post, original })?;
            rows::count_boost(tx, original, -1)?;
        }
        None => {
            effects::record(tx, Event::PostDeleted(post))?;
            // Boosts go with what they repeat: their authors' homes, streams and counters have to hear of it.
            for (boost, author) in rows::boosts_of(tx, post.id)? {
                tx.announce(Notice::PostGone { post: boost, author });
            }
            rows::uncount_boosters(tx, post.id)?;
            rows::free_media_of(tx, post.id)?;
        }
    }
    if let (Some(answered), true) = (post.reply_to, post.visibility.is_open()) {
        rows::count_reply(tx, answered, -1)?;
    }
    if post.visibility != Visibility::Direct {
        rows::count_post(tx, post.account, -1, None)?;
    }
    rows::delete(tx, post.id)
}
