//! Recognitions: one person's voice for another's deed. Standing reads these and nothing else.
//!
//! The deed is the post when the recognition is about a post (a favourite, "I made this", "this helped me", a gift whose
//! object is a post by its receiver), else the gift itself, or the introduction. One voice has one weight per deed: the
//! greatest that counts, from the day of the first. Every change is also added to a log, so that the past can be replayed.
//! Source: `docs/gifts.md`, G11.

pub(crate) mod rows;

use crate::gifts::{Gift, GiftOrigin};
use crate::ledger::{self, Hand, day_of};
use crate::posts::{self, Post, PostKind, Visibility};
use crate::words::words;
use crate::{AccountId, Notice, PostId, Result, Tx, accounts, stalls};

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

/// From where a recognition comes. What is commercial at its source stays so: it is stored, shown, and counts nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Source {
    /// Between people.
    #[default]
    Organic,
    /// Of something paid for: a promotion, an order, a discount.
    Commercial,
}

/// A recognition about to be stored.
struct Said {
    kind: RecognitionKind,
    voice: Hand,
    doer: Hand,
    object: i64,
    deed: i64,
    grade: f64,
    /// The grade as standing takes it.
    weight: f64,
    money: bool,
    day: i64,
}

/// `voice` recognises `doer` for `object`. The day of the first stays, however often it is said again; to oneself it is nothing.
pub fn add(tx: &Tx, kind: RecognitionKind, voice: AccountId, doer: AccountId, object: i64, grade: f64) -> Result<()> {
    add_from(tx, Source::Organic, kind, voice, doer, object, grade)
}

/// As [`add`], from a source that may be commercial.
pub fn add_from(
    tx: &Tx,
    source: Source,
    kind: RecognitionKind,
    voice: AccountId,
    doer: AccountId,
    object: i64,
    grade: f64,
) -> Result<()> {
    if voice == doer {
        return Ok(());
    }
    let (voice, doer) = (ledger::hand(tx, voice)?, ledger::hand(tx, doer)?);
    let (money, day) = (source == Source::Commercial, ledger::today(tx)?);
    store(tx, &Said { kind, voice, doer, object, deed: object, grade, weight: grade, money, day })
}

/// Takes a recognition back: the row stays and counts nothing.
pub fn retract(tx: &Tx, kind: RecognitionKind, voice: AccountId, object: i64) -> Result<()> {
    match ledger::hand_of(tx, voice)? {
        Some(voice) => take_back(tx, kind, voice, object),
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
    let grade = gift.grade as f64;
    let (deed, weight) = match (gift.object, gift.giver) {
        (Some(object), Some(giver)) => deed_of(tx, gift, object, giver, grade)?,
        _ => (gift.id.0, grade),
    };
    let (voice, doer) = (gift.giver_hand, gift.receiver_hand);
    store(tx, &Said { kind: kind_of(gift), voice, doer, object: gift.id.0, deed, grade, weight, money: false, day })
}

/// The post is the deed when its receiver wrote it; any other gift answers a deed between the two.
fn deed_of(tx: &Tx, gift: &Gift, object: PostId, giver: AccountId, grade: f64) -> Result<(i64, f64)> {
    let Some(post) = posts::stored(tx, object)? else { return Ok((gift.id.0, grade)) };
    if post.keeper.or(Some(post.account)) != gift.receiver {
        return Ok((gift.id.0, grade));
    }
    Ok((post.id.0, weight(tx, giver, &post, grade)?))
}

/// A retracted gift speaks for nobody.
pub(crate) fn of_gift_retracted(tx: &Tx, gift: &Gift) -> Result<()> {
    take_back(tx, kind_of(gift), gift.giver_hand, gift.id.0)
}

/// "I made this", "this helped me".
pub(crate) fn of_use(tx: &Tx, by: AccountId, post: &Post, helped: bool) -> Result<()> {
    of_post(tx, if helped { RecognitionKind::Helped } else { RecognitionKind::Made }, by, post, 1.0)
}

/// A favourite on an ordinary post is applause; on a gift's it is something else.
pub(crate) fn of_favourite(tx: &Tx, by: AccountId, post: &Post) -> Result<()> {
    if post.kind == PostKind::Gift || rows::carries_gifts(tx, post.id)? {
        return Ok(());
    }
    of_post(tx, RecognitionKind::Favourite, by, post, APPLAUSE)
}

fn of_post(tx: &Tx, kind: RecognitionKind, by: AccountId, post: &Post, grade: f64) -> Result<()> {
    let Some(doer) = doer(tx, post)?.filter(|doer| *doer != by) else { return Ok(()) };
    let weight = weight(tx, by, post, grade)?;
    let (voice, doer, day) = (ledger::hand(tx, by)?, ledger::hand(tx, doer)?, ledger::today(tx)?);
    store(tx, &Said { kind, voice, doer, object: post.id.0, deed: post.id.0, grade, weight, money: false, day })
}

/// What somebody's word on a post weighs: a keeper's for the own stall nothing, a bystander's at most applause.
/// A public post is for everybody; another for those it mentions.
fn weight(tx: &Tx, by: AccountId, post: &Post, grade: f64) -> Result<f64> {
    if post.keeper.is_some() && (post.account == by || stalls::role_of(tx, post.account, by)?.is_some()) {
        return Ok(0.0);
    }
    let for_everybody = matches!(post.visibility, Visibility::Public | Visibility::Unlisted);
    Ok(if for_everybody || post.mentions.contains(&by) { grade } else { grade.min(APPLAUSE) })
}

/// The person a post is by: a stall's keeper by name.
fn doer(tx: &Tx, post: &Post) -> Result<Option<AccountId>> {
    if post.keeper.is_some() {
        return Ok(post.keeper);
    }
    let (kind, _) = accounts::state_of(tx, post.account)?;
    Ok((kind == accounts::Kind::Person).then_some(post.account))
}

fn kind_of(gift: &Gift) -> RecognitionKind {
    if gift.heirloom.is_some() { RecognitionKind::Heirloom } else { RecognitionKind::Gift }
}

fn store(tx: &Tx, said: &Said) -> Result<()> {
    let Some(recognition) = rows::insert(tx, said)? else { return Ok(()) };
    log(tx, &Of { recognition, deed: said.deed, voice: said.voice, doer: said.doer, first_day: said.day })
}

fn take_back(tx: &Tx, kind: RecognitionKind, voice: Hand, object: i64) -> Result<()> {
    let Some(row) = rows::retract(tx, kind, voice, object)? else { return Ok(()) };
    log(tx, &Of { recognition: row.id, deed: row.deed, voice, doer: row.doer, first_day: row.day })
}

/// A moderator's word: these count no more from now on, or count again. At most 200, as a case holds.
pub(crate) fn set_void(tx: &Tx, ids: &[i64], void: bool) -> Result<()> {
    let mut changed = rows::set_void(tx, ids, void)?;
    changed.sort_by_key(|row| row.id);
    for row in changed {
        log(tx, &Of { recognition: row.id, deed: row.deed, voice: row.voice, doer: row.doer, first_day: row.day })?;
    }
    Ok(())
}

/// A recognition that a line of the log is about.
struct Of {
    recognition: i64,
    deed: i64,
    voice: Hand,
    doer: Hand,
    /// Its own first day; an earlier one of the same voice on the same deed goes before it.
    first_day: i64,
}

/// Writes down what one voice says of one deed from now on.
fn log(tx: &Tx, of: &Of) -> Result<()> {
    let id = tx.next_id();
    rows::append(tx, id, of, ledger::today(tx)?)?;
    tx.announce(Notice::Recognised(id));
    Ok(())
}

/// Recognitions that one call of [`fill`] looks at.
const FILL_SLICE: i64 = 200;

/// Writes recognitions of before the log into it, a slice after `after`; where to go on, or none at the end.
/// They fade from the day they were said, and count from today. Running it twice adds nothing.
pub fn fill(tx: &Tx, after: i64) -> Result<Option<i64>> {
    let slice = rows::after(tx, after, FILL_SLICE)?;
    let last = slice.last().map(|row| row.id);
    for row in slice.iter().filter(|row| !row.logged) {
        log(tx, &Of { recognition: row.id, deed: row.deed, voice: row.voice, doer: row.doer, first_day: row.day })?;
    }
    Ok(last.filter(|_| slice.len() as i64 == FILL_SLICE))
}
