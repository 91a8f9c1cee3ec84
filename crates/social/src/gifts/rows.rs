//! The SQL of gifts.

use soulava_store::{args, record, sql};

use super::{Gift, GiftState};
use crate::ledger::Hand;
use crate::{AccountId, GiftId, HeirloomId, Page, PostId, Result, Tx};

macro_rules! select_gift {
    ($rest:literal) => {
        concat!(
            "SELECT g.id, g.currency_id, g.giver, g.receiver, a.account_id, b.account_id, g.stall_id, g.grade, g.state, g.public, \
             g.origin, g.again, g.taken_back, g.object_post_id, g.post_id, g.heirloom_id, g.day, g.given_at, g.settled_at \
             FROM gifts g LEFT JOIN hands a ON a.hand = g.giver LEFT JOIN hands b ON b.hand = g.receiver ",
            $rest
        )
    };
}

/// One page of ids, downwards or upwards.
macro_rules! page_of {
    ($tx:expr, $page:expr, $where:literal, [$($argument:expr),*], $below:literal, $above:literal, $limit:literal) => {{
        let (below, above, limit) = ($page.below(), $page.above(), i64::from($page.limit.min(LIST_MAX)));
        let found = if $page.ascending() {
            $tx.all(
                sql!(concat!("SELECT id FROM gifts WHERE ", $where, " AND id < ", $below, " AND id > ", $above, " ORDER BY id LIMIT ", $limit)),
                args![$($argument,)* below, above, limit],
            )?
        } else {
            $tx.all(
                sql!(concat!("SELECT id FROM gifts WHERE ", $where, " AND id < ", $below, " AND id > ", $above, " ORDER BY id DESC LIMIT ", $limit)),
                args![$($argument,)* below, above, limit],
            )?
        };
        Ok(found)
    }};
}

/// Items a page of gifts has at most.
const LIST_MAX: u32 = 80;

/// A gift by id, whoever asks.
pub fn load(tx: &Tx, id: GiftId) -> Result<Gift> {
    Ok(tx.one(sql!(select_gift!("WHERE g.id = $1")), args![id])?)
}

/// Those the person may see: the two theirs, others what is public and accepted.
pub fn shown(tx: &Tx, person: i64, ids: &[i64]) -> Result<Vec<Gift>> {
    Ok(tx.all(
        sql!(select_gift!(
            "WHERE g.id = ANY($1) AND (a.account_id = $2 OR b.account_id = $2 OR (g.public AND g.state = 'accepted')) \
             ORDER BY g.id LIMIT 500"
        )),
        args![ids, person],
    )?)
}

/// The gifts a post carries.
pub fn of_post(tx: &Tx, post: PostId) -> Result<Vec<Gift>> {
    Ok(tx.all(sql!(select_gift!("WHERE g.post_id = $1 ORDER BY g.id LIMIT 10")), args![post])?)
}

/// The gifts a post carries for one receiver.
pub fn of_post_for(tx: &Tx, post: PostId, receiver: Hand) -> Result<Vec<Gift>> {
    Ok(tx.all(
        sql!(select_gift!("WHERE g.post_id = $1 AND g.receiver = $2 ORDER BY g.id LIMIT 10")),
        args![post, receiver],
    )?)
}

/// Open gifts from one to another.
pub fn open_between(tx: &Tx, giver: Hand, receiver: Hand) -> Result<Vec<Gift>> {
    Ok(tx.all(
        sql!(select_gift!("WHERE g.giver = $1 AND g.receiver = $2 AND g.state = 'given' ORDER BY g.id LIMIT 200")),
        args![giver, receiver],
    )?)
}

/// Open gifts from or to somebody.
pub fn open_of_hand(tx: &Tx, hand: Hand, limit: i64) -> Result<Vec<Gift>> {
    Ok(tx.all(
        sql!(select_gift!("WHERE (g.giver = $1 OR g.receiver = $1) AND g.state = 'given' ORDER BY g.id LIMIT $2")),
        args![hand, limit],
    )?)
}

/// The open handing-on of an heirloom.
pub fn open_of_heirloom(tx: &Tx, heirloom: HeirloomId) -> Result<Option<Gift>> {
    Ok(tx.opt(
        sql!(select_gift!("WHERE g.heirloom_id = $1 AND g.state = 'given' ORDER BY g.id DESC LIMIT 1")),
        args![heirloom],
    )?)
}

/// Stores a gift.
pub fn insert(tx: &Tx, gift: &Gift) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO gifts (id, currency_id, giver, receiver, stall_id, grade, state, public, origin, again, \
              object_post_id, post_id, heirloom_id, day, given_at, settled_at) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"
        ),
        args![
            gift.id,
            gift.currency,
            gift.giver_hand,
            gift.receiver_hand,
            gift.stall,
            gift.grade,
            gift.state,
            gift.public,
            gift.origin,
            gift.again,
            gift.object,
            gift.post,
            gift.heirloom,
            gift.day,
            gift.given_at,
            gift.settled_at
        ],
    )?;
    Ok(())
}

/// Moves a gift from one state to another; false when it was not in the first.
pub fn settle(tx: &Tx, id: GiftId, from: GiftState, to: GiftState) -> Result<bool> {
    let touched = tx.run(
        sql!("UPDATE gifts SET state = $3, settled_at = $4 WHERE id = $1 AND state = $2"),
        args![id, from, to, tx.now()],
    )?;
    Ok(touched == 1)
}

/// The giver took back what was declined.
pub fn set_taken_back(tx: &Tx, id: GiftId) -> Result<()> {
    tx.run(sql!("UPDATE gifts SET taken_back = TRUE WHERE id = $1"), args![id])?;
    Ok(())
}

/// Whether the same two had a gift for the same thing that was not declined or withdrawn.
pub fn given_before(tx: &Tx, giver: Hand, receiver: Hand, object: PostId) -> Result<bool> {
    let found: Option<i64> = tx.opt(
        sql!(
            "SELECT id FROM gifts WHERE giver = $1 AND receiver = $2 AND object_post_id = $3 \
              AND state IN ('given', 'accepted', 'retracted') ORDER BY id LIMIT 1"
        ),
        args![giver, receiver, object],
    )?;
    Ok(found.is_some())
}

/// When gifts from one to another were declined since a moment, newest first; two are enough.
pub fn declined_since(tx: &Tx, giver: Hand, receiver: Hand, since: i64) -> Result<Vec<i64>> {
    Ok(tx.all(
        sql!("SELECT settled_at FROM gifts WHERE giver = $1 AND receiver = $2 AND state = 'declined' AND settled_at > $3 \
              ORDER BY settled_at DESC, id DESC LIMIT 2"),
        args![giver, receiver, since],
    )?)
}

/// Whether the post is still there.
pub fn post_exists(tx: &Tx, post: PostId) -> Result<bool> {
    let found: Option<i64> = tx.opt(sql!("SELECT id FROM posts WHERE id = $1"), args![post])?;
    Ok(found.is_some())
}

record! {
    /// The words of a gift.
    pub struct Words {
        pub gift: GiftId,
        pub reason: String,
        pub changed: String,
        pub back: String,
        pub place: String,
    }
}

/// The words of some gifts.
pub fn words(tx: &Tx, ids: &[i64]) -> Result<Vec<Words>> {
    Ok(tx.all(
        sql!("SELECT gift_id, reason, changed, back, place FROM gift_words WHERE gift_id = ANY($1) ORDER BY gift_id LIMIT 500"),
        args![ids],
    )?)
}

/// Stores the giver's words.
pub fn insert_words(tx: &Tx, id: GiftId, reason: &str, changed: &str) -> Result<()> {
    tx.run(sql!("INSERT INTO gift_words (gift_id, reason, changed) VALUES ($1, $2, $3)"), args![id, reason, changed])?;
    Ok(())
}

/// A word back.
pub fn set_back(tx: &Tx, id: GiftId, back: &str) -> Result<()> {
    tx.run(sql!("UPDATE gift_words SET back = $2 WHERE gift_id = $1"), args![id, back])?;
    Ok(())
}

/// The text shown with the gifts of a post.
pub fn set_reason_of_post(tx: &Tx, post: PostId, reason: &str) -> Result<()> {
    tx.run(
        sql!("UPDATE gift_words SET reason = $2 WHERE gift_id IN (SELECT id FROM gifts WHERE post_id = $1)"),
        args![post, reason],
    )?;
    Ok(())
}

/// Takes the words from the gifts of a post.
pub fn delete_words_of_post(tx: &Tx, post: PostId) -> Result<()> {
    tx.run(sql!("DELETE FROM gift_words WHERE gift_id IN (SELECT id FROM gifts WHERE post_id = $1)"), args![post])?;
    Ok(())
}

/// Takes the words from gifts from or to somebody; at most `limit` at a time.
pub fn delete_words_of_hand(tx: &Tx, hand: Hand, limit: i64) -> Result<u64> {
    Ok(tx.run(
        sql!("DELETE FROM gift_words WHERE gift_id IN (SELECT w.gift_id FROM gift_words w JOIN gifts g ON g.id = w.gift_id \
              WHERE g.giver = $1 OR g.receiver = $1 ORDER BY w.gift_id LIMIT $2)"),
        args![hand, limit],
    )?)
}

/// For each gift: how many accepted ones went the same way before, when the last of them, and the last of the other way.
/// A public gift tells of public ones only.
pub fn between_of(tx: &Tx, ids: &[i64]) -> Result<Vec<(GiftId, i64, Option<i64>, Option<i64>)>> {
    Ok(tx.all(
        sql!("SELECT g.id, \
              (SELECT COUNT(*) FROM gifts p WHERE p.giver = g.giver AND p.receiver = g.receiver AND p.state = 'accepted' AND (p.public OR NOT g.public) \
               AND (p.given_at < g.given_at OR (p.given_at = g.given_at AND p.id < g.id))), \
              (SELECT MAX(p.given_at) FROM gifts p WHERE p.giver = g.giver AND p.receiver = g.receiver AND p.state = 'accepted' AND (p.public OR NOT g.public) \
               AND (p.given_at < g.given_at OR (p.given_at = g.given_at AND p.id < g.id))), \
              (SELECT MAX(p.given_at) FROM gifts p WHERE p.giver = g.receiver AND p.receiver = g.giver AND p.state = 'accepted' AND (p.public OR NOT g.public) \
               AND (p.given_at < g.given_at OR (p.given_at = g.given_at AND p.id < g.id))) \
              FROM gifts g WHERE g.id = ANY($1) ORDER BY g.id LIMIT 500"),
        args![ids],
    )?)
}

/// Which of these the person marked "costs shared".
pub fn shared_costs_of(tx: &Tx, person: i64, ids: &[i64]) -> Result<Vec<GiftId>> {
    Ok(tx.all(
        sql!("SELECT gift_id FROM shared_costs WHERE account_id = $1 AND gift_id = ANY($2) ORDER BY gift_id LIMIT 500"),
        args![person, ids],
    )?)
}

/// Marks "costs shared".
pub fn share_costs(tx: &Tx, id: GiftId, person: AccountId) -> Result<()> {
    tx.run(
        sql!("INSERT INTO shared_costs (gift_id, account_id, at) VALUES ($1, $2, $3) ON CONFLICT (gift_id, account_id) DO NOTHING"),
        args![id, person, tx.now()],
    )?;
    Ok(())
}

/// Takes the mark away.
pub fn unshare_costs(tx: &Tx, id: GiftId, person: AccountId) -> Result<()> {
    tx.run(sql!("DELETE FROM shared_costs WHERE gift_id = $1 AND account_id = $2"), args![id, person])?;
    Ok(())
}

/// Takes all marks of somebody away.
pub fn delete_shared_costs_of(tx: &Tx, person: AccountId) -> Result<()> {
    tx.run(sql!("DELETE FROM shared_costs WHERE account_id = $1"), args![person])?;
    Ok(())
}

/// Accepted gifts that answer these posts.
pub fn ids_for_objects(tx: &Tx, posts: &[i64]) -> Result<Vec<GiftId>> {
    Ok(tx.all(
        sql!("SELECT id FROM gifts WHERE object_post_id = ANY($1) AND state = 'accepted' ORDER BY id LIMIT 500"),
        args![posts],
    )?)
}

/// The gifts some posts carry.
pub fn ids_of_posts(tx: &Tx, posts: &[i64]) -> Result<Vec<GiftId>> {
    Ok(tx.all(sql!("SELECT id FROM gifts WHERE post_id = ANY($1) ORDER BY id LIMIT 500"), args![posts])?)
}

/// The gifts some posts carry, in short, as the person may know of them: (post, gift, slug, state, receiver).
pub fn carried(
    tx: &Tx,
    person: i64,
    posts: &[i64],
) -> Result<Vec<(PostId, GiftId, String, GiftState, Option<AccountId>)>> {
    Ok(tx.all(
        sql!(
            "SELECT g.post_id, g.id, c.slug, \
              CASE WHEN g.state = 'declined' AND a.account_id = $2 THEN 'given' ELSE g.state END, b.account_id \
              FROM gifts g JOIN currencies c ON c.id = g.currency_id \
              LEFT JOIN hands a ON a.hand = g.giver LEFT JOIN hands b ON b.hand = g.receiver \
              WHERE g.post_id = ANY($1) AND g.state <> 'withdrawn' \
              AND (a.account_id = $2 OR b.account_id = $2 OR (g.public AND g.state = 'accepted')) \
              ORDER BY g.post_id, g.id LIMIT 2500"
        ),
        args![posts, person],
    )?)
}

/// Accepted gifts to a hand that `viewer` may see.
pub fn received(tx: &Tx, hand: Hand, viewer: Hand, page: &Page) -> Result<Vec<GiftId>> {
    page_of!(
        tx,
        page,
        "receiver = $1 AND state = 'accepted' AND (public OR giver = $2 OR receiver = $2)",
        [hand, viewer],
        "$3",
        "$4",
        "$5"
    )
}

/// Gifts from a hand that `viewer` may see.
pub fn given(tx: &Tx, hand: Hand, viewer: Hand, page: &Page) -> Result<Vec<GiftId>> {
    page_of!(
        tx,
        page,
        "giver = $1 AND (giver = $2 OR (state = 'accepted' AND (public OR receiver = $2)))",
        [hand, viewer],
        "$3",
        "$4",
        "$5"
    )
}

/// Gifts between two hands that `viewer` may see.
pub fn between(tx: &Tx, one: Hand, other: Hand, viewer: Hand, page: &Page) -> Result<Vec<GiftId>> {
    page_of!(
        tx,
        page,
        "((giver = $1 AND receiver = $2) OR (giver = $2 AND receiver = $1)) \
         AND (giver = $3 OR receiver = $3 OR (public AND state = 'accepted'))",
        [one, other, viewer],
        "$4",
        "$5",
        "$6"
    )
}

/// Public, accepted gifts of a currency.
pub fn in_currency(tx: &Tx, currency: crate::CurrencyId, page: &Page) -> Result<Vec<GiftId>> {
    page_of!(tx, page, "currency_id = $1 AND public AND state = 'accepted'", [currency], "$2", "$3", "$4")
}

/// Public, accepted gifts.
pub fn lately(tx: &Tx, page: &Page) -> Result<Vec<GiftId>> {
    page_of!(tx, page, "public AND state = 'accepted'", [], "$1", "$2", "$3")
}

/// Open gifts to a hand.
pub fn open_to(tx: &Tx, hand: Hand, page: &Page) -> Result<Vec<GiftId>> {
    page_of!(tx, page, "receiver = $1 AND state = 'given'", [hand], "$2", "$3", "$4")
}

/// How many wait for an answer, up to 1000.
pub fn open_count(tx: &Tx, hand: Hand) -> Result<i64> {
    Ok(tx.one(
        sql!("SELECT COUNT(*) FROM (SELECT id FROM gifts WHERE receiver = $1 AND state = 'given' ORDER BY id LIMIT 1000) AS open"),
        args![hand],
    )?)
}

/// What a key led to: (hash of the request, gift).
pub fn key(tx: &Tx, giver: AccountId, key: &str) -> Result<Option<(Vec<u8>, GiftId)>> {
    Ok(tx.opt(
        sql!("SELECT body_hash, result_id FROM idempotency_keys WHERE account_id = $1 AND verb = 'gift' AND key = $2"),
        args![giver, key],
    )?)
}

/// Remembers for ever what a key led to.
pub fn insert_key(tx: &Tx, giver: AccountId, key: &str, hash: &[u8], gift: GiftId) -> Result<()> {
    tx.run(
        sql!("INSERT INTO idempotency_keys (account_id, key, verb, body_hash, result_id, at) VALUES ($1, $2, 'gift', $3, $4, $5)"),
        args![giver, key, hash, gift, tx.now()],
    )?;
    Ok(())
}

/// Forgets the keys of somebody who left.
pub fn delete_keys_of(tx: &Tx, giver: AccountId) -> Result<()> {
    tx.run(sql!("DELETE FROM idempotency_keys WHERE account_id = $1 AND verb = 'gift'"), args![giver])?;
    Ok(())
}
