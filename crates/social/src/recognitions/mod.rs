//! Recognitions: one person's voice for another's deed. Standing reads these and nothing else.

pub(crate) mod rows;

use crate::gifts::{Gift, GiftOrigin};
use crate::ledger::{self, day_of};
use crate::posts::{Post, PostKind};
use crate::words::words;
use crate::{AccountId, Result, Tx, accounts};

/// What somebody recognises with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecognitionKind {
    /// An accepted gift: 1, or 2 when it changed something.
    Gift,
    /// "I made this": 1.
    Made,
    /// "This helped me": 1.
    Helped,
    /// Applause: 0.25.
    Favourite,
    /// An introduction that worked.
    Introduction,
    /// An accepted heirloom: as a gift.
    Heirloom,
}
words!(RecognitionKind {
    Gift = "gift",
    Made = "made",
    Helped = "helped",
    Favourite = "favourite",
    Introduction = "introduction",
    Heirloom = "heirloom",
});

/// The grade of applause.
pub const APPLAUSE: f64 = 0.25;

/// `voice` recognises `doer` for `object`. The day of the first stays, however often it is said again; to oneself it is nothing.
pub fn add(tx: &Tx, kind: RecognitionKind, voice: AccountId, doer: AccountId, object: i64, grade: f64) -> Result<()> {
    if voice == doer {
        return Ok(());
    }
    let (voice, doer) = (ledger::hand(tx, voice)?, ledger::hand(tx, doer)?);
    rows::insert(tx, kind, voice, doer, object, grade, ledger::today(tx)?)
}

/// Takes a recognition back: the row stays and counts nothing.
pub fn retract(tx: &Tx, kind: RecognitionKind, voice: AccountId, object: i64) -> Result<()> {
    match ledger::hand_of(tx, voice)? {
        Some(voice) => rows::retract(tx, kind, voice, object),
        None => Ok(()),
    }
}

/// An accepted gift speaks for its receiver, unless it is one more for the same thing.
pub(crate) fn of_gift(tx: &Tx, gift: &Gift) -> Result<()> {
    if gift.again {
        return Ok(());
    }
    let day = match gift.origin {
        GiftOrigin::Import => gift.day,
        _ => ledger::today(tx)?.max(day_of(gift.given_at)),
    };
    rows::insert(tx, kind_of(gift), gift.giver_hand, gift.receiver_hand, gift.id.0, gift.grade as f64, day)
}

/// A retracted gift speaks for nobody.
pub(crate) fn of_gift_retracted(tx: &Tx, gift: &Gift) -> Result<()> {
    rows::retract(tx, kind_of(gift), gift.giver_hand, gift.id.0)
}

/// "I made this", "this helped me".
pub(crate) fn of_use(tx: &Tx, by: AccountId, post: &Post, helped: bool) -> Result<()> {
    let kind = if helped { RecognitionKind::Helped } else { RecognitionKind::Made };
    match doer(tx, post)? {
        Some(doer) => add(tx, kind, by, doer, post.id.0, 1.0),
        None => Ok(()),
    }
}

/// A favourite on an ordinary post is applause; on a gift's it is something else.
pub(crate) fn of_favourite(tx: &Tx, by: AccountId, post: &Post) -> Result<()> {
    if post.kind == PostKind::Gift || rows::carries_gifts(tx, post.id)? {
        return Ok(());
    }
    match doer(tx, post)? {
        Some(doer) => add(tx, RecognitionKind::Favourite, by, doer, post.id.0, APPLAUSE),
        None => Ok(()),
    }
}

/// The person a post is by: a stall's keeper by name.
fn doer(tx: &Tx, post: &Post) -> Result<Option<AccountId>> {
    if post.keeper.is_some() {
        return Ok(post.keeper);
    }
    let author = accounts::view(tx, post.account)?;
    Ok((author.kind == accounts::Kind::Person).then_some(author.id))
}

fn kind_of(gift: &Gift) -> RecognitionKind {
    if gift.heirloom.is_some() { RecognitionKind::Heirloom } else { RecognitionKind::Gift }
}
