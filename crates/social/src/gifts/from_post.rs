//! The gift by post, from any app: a mention, a currency's emoji and a reason.
//!
//! Nothing here refuses. What is not yet a gift waits with a question, what may not be one waits with the reason.

use super::settle::withdraw_now;
use super::{Asked, GiftOrigin, GiftState, check, reason, rows, store};
use crate::currencies::{self, CurrencyKind, CurrencyView};
use crate::posts::{Origin, Post, PostKind, Visibility};
use crate::{AccountId, Error, Result, Tx, heirlooms, waiting};

/// Receivers one post can have.
const RECEIVERS_MAX: usize = 5;

/// Gives what a new post gives. A post without a currency's emoji gives nothing.
pub fn from_post(tx: &Tx, post: &Post) -> Result<()> {
    let came = matches!(post.origin, Origin::Written | Origin::Delivered);
    if !came || post.boost_of.is_some() || post.kind == PostKind::Gift {
        return Ok(());
    }
    let Some(slug) = post.emojis.first() else { return Ok(()) };
    let Some(currency) = currencies::by_slug(tx, slug)? else { return Ok(()) };
    let giver = post.keeper.unwrap_or(post.account);
    let reason = reason::of_post(&post.text);
    let receivers = receivers(post, giver);
    if receivers.is_empty() || receivers.len() > RECEIVERS_MAX || !reason::says_something(&reason) {
        return waiting::meant_for_someone(tx, giver, post.id, currency.id);
    }
    for to in receivers {
        give_one(tx, post, &currency, giver, to, &reason)?;
    }
    Ok(())
}

/// An edit changes only the text shown: the gift, its currency and its receivers stay.
pub fn post_edited(tx: &Tx, post: &Post) -> Result<()> {
    if post.kind == PostKind::Gift {
        return Ok(());
    }
    rows::set_reason_of_post(tx, post.id, &reason::of_post(&post.text))
}

/// Deleting a post withdraws the gifts on it that are open, and takes only the words from the others.
pub fn post_deleted(tx: &Tx, post: &Post) -> Result<()> {
    for mut gift in rows::of_post(tx, post.id)? {
        if gift.state == GiftState::Given {
            withdraw_now(tx, &mut gift)?;
        }
    }
    rows::delete_words_of_post(tx, post.id)
}

/// Whom a post names: in an answer only the author of the post answered, otherwise everybody but oneself.
fn receivers(post: &Post, giver: AccountId) -> Vec<AccountId> {
    let mut receivers = Vec::new();
    for named in &post.mentions {
        let meant = post.reply_to.is_none() || post.reply_to_account == Some(*named);
        if meant && *named != giver && *named != post.account && !receivers.contains(named) {
            receivers.push(*named);
        }
    }
    receivers
}

fn give_one(
    tx: &Tx,
    post: &Post,
    currency: &CurrencyView,
    giver: AccountId,
    to: AccountId,
    reason: &str,
) -> Result<()> {
    let heirloom = match currency.kind {
        CurrencyKind::Expressive => Ok(None),
        CurrencyKind::Circulating => heirlooms::to_hand_on(tx, giver, currency.id, to).map(Some),
    };
    let checked = heirloom.and_then(|heirloom| {
        let asked = Asked {
            giver,
            stall: (post.account != giver).then_some(post.account),
            to,
            currency: currency.id,
            reason: reason.to_owned(),
            changed: None,
            public: matches!(post.visibility, Visibility::Public | Visibility::Unlisted),
            object: post.reply_to,
            origin: if heirloom.is_some() { GiftOrigin::Heirloom } else { GiftOrigin::Post },
            heirloom,
        };
        check(tx, &asked)
    });
    match checked {
        Ok(checked) => store(tx, &checked, Some(post.id)).map(|_| ()),
        Err(Error::Refused(refusal)) => {
            waiting::gift_refused(tx, giver, Some(post.id), Some(currency.id), &refusal.to_string())
        }
        Err(broken) => Err(broken),
    }
}
