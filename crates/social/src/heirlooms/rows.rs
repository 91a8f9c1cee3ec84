//! The SQL of heirlooms.

use soulava_store::{args, record, sql};

use super::How;
use crate::ledger::Hand;
use crate::{AccountId, CurrencyId, GiftId, HeirloomId, Result, Tx};

record! {
    /// One numbered thing.
    pub struct HeirloomRow {
        pub id: HeirloomId,
        pub currency: CurrencyId,
        pub number: i64,
        pub holder: Option<AccountId>,
        pub since: i64,
    }
}

record! {
    /// One hand of a chain.
    pub struct HandRow {
        pub account: Option<AccountId>,
        pub how: How,
        pub gift: Option<GiftId>,
        pub line: Option<String>,
        pub at: i64,
    }
}

/// One heirloom.
pub fn load(tx: &Tx, id: HeirloomId) -> Result<HeirloomRow> {
    Ok(tx.one(sql!("SELECT id, currency_id, number, holder_id, since FROM heirlooms WHERE id = $1"), args![id])?)
}

/// Some heirlooms.
pub fn by_ids(tx: &Tx, ids: &[i64]) -> Result<Vec<HeirloomRow>> {
    Ok(tx.all(
        sql!(
            "SELECT id, currency_id, number, holder_id, since FROM heirlooms WHERE id = ANY($1) ORDER BY id LIMIT 500"
        ),
        args![ids],
    )?)
}

/// The heirlooms of a currency, by number.
pub fn of_currency(tx: &Tx, currency: CurrencyId) -> Result<Vec<HeirloomRow>> {
    Ok(tx.all(
        sql!("SELECT id, currency_id, number, holder_id, since FROM heirlooms WHERE currency_id = $1 ORDER BY number, id LIMIT 200"),
        args![currency],
    )?)
}

/// What somebody holds.
pub fn held_by(tx: &Tx, holder: AccountId) -> Result<Vec<HeirloomRow>> {
    Ok(tx.all(
        sql!("SELECT id, currency_id, number, holder_id, since FROM heirlooms WHERE holder_id = $1 ORDER BY since, id LIMIT 200"),
        args![holder],
    )?)
}

/// What somebody holds of one currency, the longest held first.
pub fn held_of_currency(tx: &Tx, holder: AccountId, currency: CurrencyId) -> Result<Vec<HeirloomId>> {
    Ok(tx.all(
        sql!("SELECT id FROM heirlooms WHERE holder_id = $1 AND currency_id = $2 ORDER BY since, id LIMIT 1"),
        args![holder, currency],
    )?)
}

/// By its currency's slug and its number.
pub fn by_number(tx: &Tx, slug: &str, number: i64) -> Result<HeirloomId> {
    Ok(tx.one(
        sql!(
            "SELECT h.id FROM heirlooms h JOIN currencies c ON c.id = h.currency_id WHERE c.slug = $1 AND h.number = $2"
        ),
        args![slug, number],
    )?)
}

/// The highest number of a currency; 0 before the first.
pub fn last_number(tx: &Tx, currency: CurrencyId) -> Result<i64> {
    let last: Option<i64> = tx.opt(
        sql!("SELECT number FROM heirlooms WHERE currency_id = $1 ORDER BY number DESC, id LIMIT 1"),
        args![currency],
    )?;
    Ok(last.unwrap_or(0))
}

/// Stores a new one.
pub fn insert(tx: &Tx, id: HeirloomId, currency: CurrencyId, number: i64, holder: AccountId) -> Result<()> {
    tx.run(
        sql!("INSERT INTO heirlooms (id, currency_id, number, holder_id, since, created_at) VALUES ($1, $2, $3, $4, $5, $5)"),
        args![id, currency, number, holder, tx.now()],
    )?;
    Ok(())
}

/// It is in these hands now.
pub fn set_holder(tx: &Tx, id: HeirloomId, holder: AccountId) -> Result<()> {
    tx.run(
        sql!("UPDATE heirlooms SET holder_id = $2, since = $3, nudged_at = NULL WHERE id = $1"),
        args![id, holder, tx.now()],
    )?;
    Ok(())
}

/// Its holder was reminded.
pub fn set_nudged(tx: &Tx, id: HeirloomId) -> Result<()> {
    tx.run(sql!("UPDATE heirlooms SET nudged_at = $2 WHERE id = $1"), args![id, tx.now()])?;
    Ok(())
}

/// One more hand in the chain.
pub fn insert_hand(tx: &Tx, id: HeirloomId, hand: Hand, how: How, gift: Option<GiftId>) -> Result<()> {
    tx.run(
        sql!("INSERT INTO heirloom_hands (id, heirloom_id, hand, how, gift_id, at) VALUES ($1, $2, $3, $4, $5, $6)"),
        args![tx.next_id(), id, hand, how, gift, tx.now()],
    )?;
    Ok(())
}

/// The newest hands of a chain.
pub fn hands(tx: &Tx, id: HeirloomId, limit: i64) -> Result<Vec<HandRow>> {
    Ok(tx.all(
        sql!(
            "SELECT a.account_id, h.how, h.gift_id, w.reason, h.at FROM heirloom_hands h \
              LEFT JOIN hands a ON a.hand = h.hand LEFT JOIN gift_words w ON w.gift_id = h.gift_id \
              WHERE h.heirloom_id = $1 ORDER BY h.id DESC LIMIT $2"
        ),
        args![id, limit],
    )?)
}

/// How many hands it has been in.
pub fn hand_count(tx: &Tx, id: HeirloomId) -> Result<i64> {
    Ok(tx.one(sql!("SELECT COUNT(*) FROM heirloom_hands WHERE heirloom_id = $1"), args![id])?)
}

/// The gift with which it is offered to somebody now.
pub fn open_gift(tx: &Tx, id: HeirloomId) -> Result<Option<GiftId>> {
    Ok(tx.opt(
        sql!("SELECT id FROM gifts WHERE heirloom_id = $1 AND state = 'given' ORDER BY id DESC LIMIT 1"),
        args![id],
    )?)
}

/// Those offered before a moment and not answered.
pub fn with_late_offer(tx: &Tx, before: i64, limit: i64) -> Result<Vec<HeirloomId>> {
    Ok(tx.all(
        sql!("SELECT h.id FROM heirlooms h WHERE EXISTS (SELECT 1 FROM gifts g WHERE g.heirloom_id = h.id \
              AND g.state = 'given' AND g.given_at <= $1) ORDER BY h.id LIMIT $2 /* scan: heirlooms are numbered by hand; a nightly job */"),
        args![before, limit],
    )?)
}

/// Those in one hand since before a moment, whose holder was not reminded: (heirloom, holder).
pub fn kept_long(tx: &Tx, before: i64, limit: i64) -> Result<Vec<(HeirloomId, AccountId)>> {
    Ok(tx.all(
        sql!("SELECT h.id, h.holder_id FROM heirlooms h WHERE h.since <= $1 AND h.nudged_at IS NULL AND h.holder_id IS NOT NULL \
              ORDER BY h.since, h.id LIMIT $2"),
        args![before, limit],
    )?)
}

/// Those nobody holds who is here.
pub fn orphans(tx: &Tx, limit: i64) -> Result<Vec<HeirloomId>> {
    Ok(tx.all(
        sql!("SELECT h.id FROM heirlooms h LEFT JOIN accounts a ON a.id = h.holder_id \
              WHERE a.id IS NULL OR a.state IN ('suspended', 'deleted') ORDER BY h.id LIMIT $1 /* scan: heirlooms are numbered by hand; a nightly job */"),
        args![limit],
    )?)
}

/// The host who has been here longest.
pub fn first_host(tx: &Tx) -> Result<Option<AccountId>> {
    Ok(tx.opt(
        sql!(
            "SELECT l.account_id FROM logins l JOIN accounts a ON a.id = l.account_id \
              WHERE l.role = 'host' AND a.state = 'active' ORDER BY l.account_id LIMIT 1"
        ),
        args![],
    )?)
}

/// Of those who received a thing of this currency and have handed on or received it before a moment: how many there are,
/// and how many of them handed on in time.
pub fn passed_on(tx: &Tx, currency: CurrencyId, before: i64, in_time: i64) -> Result<(i64, i64)> {
    Ok(tx.one(
        sql!("SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN x.next_at - x.at <= CAST($3 AS BIGINT) THEN 1 ELSE 0 END), 0) AS BIGINT) \
              FROM (SELECT h.at AS at, (SELECT MIN(n.at) FROM heirloom_hands n \
              WHERE n.heirloom_id = h.heirloom_id AND n.id > h.id AND n.how = 'handed') AS next_at \
              FROM heirloom_hands h JOIN heirlooms o ON o.id = h.heirloom_id \
              WHERE o.currency_id = $1 AND h.how = 'handed') AS x \
              WHERE x.next_at IS NOT NULL OR x.at <= $2"),
        args![currency, before, in_time],
    )?)
}
