//! The SQL of the ledger.

use soulava_store::{args, record, sql};

use super::{Bucket, Hand};
use crate::gifts::{Gift, GiftOrigin, GiftState};
use crate::{AccountId, CurrencyId, GiftId, HeirloomId, PostId, Result, Tx};

/// The hand of an account.
pub fn hand(tx: &Tx, account: AccountId) -> Result<Option<Hand>> {
    Ok(tx.opt(sql!("SELECT hand FROM hands WHERE account_id = $1"), args![account])?)
}

/// Gives an account its hand; keeps the one it has.
pub fn insert_hand(tx: &Tx, account: AccountId, hand: Hand) -> Result<()> {
    tx.run(
        sql!("INSERT INTO hands (account_id, hand) VALUES ($1, $2) ON CONFLICT (account_id) DO NOTHING"),
        args![account, hand],
    )?;
    Ok(())
}

/// From now on nobody can tell whose the hand was.
pub fn delete_hand(tx: &Tx, account: AccountId) -> Result<()> {
    tx.run(sql!("DELETE FROM hands WHERE account_id = $1"), args![account])?;
    Ok(())
}

/// The newest day the ledger has been in.
pub fn clock(tx: &Tx) -> Result<Option<i64>> {
    Ok(tx.opt(sql!("SELECT day FROM ledger_clock WHERE one = 1"), args![])?)
}

/// Goes on to a day; never back.
pub fn set_clock(tx: &Tx, day: i64) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO ledger_clock (one, day) VALUES (1, $1) \
              ON CONFLICT (one) DO UPDATE SET day = excluded.day WHERE excluded.day > ledger_clock.day"
        ),
        args![day],
    )?;
    Ok(())
}

/// How many were given that day.
pub fn given(tx: &Tx, giver: Hand, day: i64) -> Result<i64> {
    let given: Option<i64> =
        tx.opt(sql!("SELECT given FROM allowances WHERE hand = $1 AND day = $2"), args![giver, day])?;
    Ok(given.unwrap_or(0))
}

/// How many of them to this receiver.
pub fn given_to(tx: &Tx, giver: Hand, receiver: Hand, day: i64) -> Result<i64> {
    let given: Option<i64> = tx.opt(
        sql!("SELECT given FROM pair_allowances WHERE giver = $1 AND receiver = $2 AND day = $3"),
        args![giver, receiver, day],
    )?;
    Ok(given.unwrap_or(0))
}

/// Spends one of the day; a CHECK refuses the 51st.
pub fn spend(tx: &Tx, giver: Hand, day: i64) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO allowances (hand, day, given) VALUES ($1, $2, 1) \
              ON CONFLICT (hand, day) DO UPDATE SET given = allowances.given + 1"
        ),
        args![giver, day],
    )?;
    Ok(())
}

/// Spends one of the day to one person; a CHECK refuses the sixth.
pub fn spend_on(tx: &Tx, giver: Hand, receiver: Hand, day: i64) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO pair_allowances (giver, receiver, day, given) VALUES ($1, $2, $3, 1) \
              ON CONFLICT (giver, receiver, day) DO UPDATE SET given = pair_allowances.given + 1"
        ),
        args![giver, receiver, day],
    )?;
    Ok(())
}

/// Adds one posting.
pub fn post(tx: &Tx, gift: &Gift, hand: Hand, bucket: Bucket, amount: i64, day: i64) -> Result<()> {
    tx.run(
        sql!("INSERT INTO postings (id, gift_id, currency_id, hand, bucket, amount, day) VALUES ($1, $2, $3, $4, $5, $6, $7)"),
        args![tx.next_id(), gift.id, gift.currency, hand, bucket, amount, day],
    )?;
    Ok(())
}

record! {
    /// One line of the ledger.
    #[derive(Clone, Debug)]
    pub struct PostingRow {
        pub id: i64,
        pub gift: GiftId,
        pub currency: CurrencyId,
        pub hand: Hand,
        pub bucket: Bucket,
        pub amount: i64,
        pub day: i64,
    }
}

record! {
    /// How far the day that is being sealed is.
    #[derive(Clone, Debug)]
    pub struct SealRow {
        pub day: i64,
        pub through: i64,
        pub postings: i64,
        pub head: Vec<u8>,
    }
}

/// The first day after `day` that has postings.
pub fn next_day(tx: &Tx, day: i64) -> Result<Option<i64>> {
    Ok(tx.opt(sql!("SELECT day FROM postings WHERE day > $1 ORDER BY day, id LIMIT 1"), args![day])?)
}

/// The next postings of a day, in order.
pub fn postings_of_day(tx: &Tx, day: i64, after: i64, limit: i64) -> Result<Vec<PostingRow>> {
    Ok(tx.all(
        sql!(
            "SELECT id, gift_id, currency_id, hand, bucket, amount, day FROM postings \
              WHERE day = $1 AND id > $2 ORDER BY id LIMIT $3"
        ),
        args![day, after, limit],
    )?)
}

/// The newest sealed day: (day, head).
pub fn last_sealed(tx: &Tx) -> Result<Option<(i64, Vec<u8>)>> {
    Ok(tx.opt(
        sql!("SELECT day, head FROM ledger_days ORDER BY day DESC LIMIT 1 /* scan: ends at the newest day */"),
        args![],
    )?)
}

/// Sealed days in order: (day, postings, head).
pub fn sealed_days(tx: &Tx, after: i64) -> Result<Vec<(i64, i64, Vec<u8>)>> {
    Ok(tx.all(
        sql!("SELECT day, postings, head FROM ledger_days WHERE day > $1 ORDER BY day LIMIT 1000"),
        args![after],
    )?)
}

/// Keeps the head of a whole day.
pub fn insert_sealed(tx: &Tx, day: i64, postings: i64, head: &[u8]) -> Result<()> {
    tx.run(sql!("INSERT INTO ledger_days (day, postings, head) VALUES ($1, $2, $3)"), args![day, postings, head])?;
    Ok(())
}

/// The day that is being sealed.
pub fn sealing(tx: &Tx) -> Result<Option<SealRow>> {
    Ok(tx.opt(sql!("SELECT day, through_id, postings, head FROM ledger_seal WHERE one = 1"), args![])?)
}

/// Remembers how far it is.
pub fn set_sealing(tx: &Tx, seal: &SealRow) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO ledger_seal (one, day, through_id, postings, head) VALUES (1, $1, $2, $3, $4) \
              ON CONFLICT (one) DO UPDATE SET day = excluded.day, through_id = excluded.through_id, \
              postings = excluded.postings, head = excluded.head"
        ),
        args![seal.day, seal.through, seal.postings, seal.head],
    )?;
    Ok(())
}

record! {
    /// A gift as the verifier reads it.
    #[derive(Clone, Debug)]
    pub struct CheckedGift {
        pub id: GiftId,
        pub currency: CurrencyId,
        pub giver: Hand,
        pub receiver: Hand,
        pub grade: i64,
        pub state: GiftState,
        pub origin: GiftOrigin,
        pub again: bool,
        pub object: Option<PostId>,
        pub heirloom: Option<HeirloomId>,
        pub day: i64,
        pub given_at: i64,
        pub settled_at: Option<i64>,
    }
}

/// The next gifts, in order.
pub fn gifts_after(tx: &Tx, after: i64, limit: i64) -> Result<Vec<CheckedGift>> {
    Ok(tx.all(
        sql!("SELECT id, currency_id, giver, receiver, grade, state, origin, again, object_post_id, heirloom_id, day, given_at, settled_at \
              FROM gifts WHERE id > $1 ORDER BY id LIMIT $2"),
        args![after, limit],
    )?)
}

/// The postings of some gifts.
pub fn postings_of_gifts(tx: &Tx, gifts: &[i64]) -> Result<Vec<PostingRow>> {
    Ok(tx.all(
        sql!(
            "SELECT id, gift_id, currency_id, hand, bucket, amount, day FROM postings \
              WHERE gift_id = ANY($1) ORDER BY gift_id, id LIMIT 10000"
        ),
        args![gifts],
    )?)
}

/// All postings in the order of the chain.
pub fn postings_after(tx: &Tx, day: i64, after: i64, limit: i64) -> Result<Vec<PostingRow>> {
    Ok(tx.all(
        sql!(
            "SELECT id, gift_id, currency_id, hand, bucket, amount, day FROM postings \
              WHERE day > $1 OR (day = $1 AND id > $2) ORDER BY day, id LIMIT $3"
        ),
        args![day, after, limit],
    )?)
}

/// The allowances of hands, in order of hand and day: (hand, day, given).
pub fn allowances_after(tx: &Tx, hand: Hand, day: i64, limit: i64) -> Result<Vec<(Hand, i64, i64)>> {
    Ok(tx.all(
        sql!("SELECT hand, day, given FROM allowances WHERE hand > $1 OR (hand = $1 AND day > $2) ORDER BY hand, day LIMIT $3"),
        args![hand, day, limit],
    )?)
}

/// The allowances of pairs, in order: (giver, receiver, day, given).
pub fn pair_allowances_after(
    tx: &Tx,
    giver: Hand,
    receiver: Hand,
    day: i64,
    limit: i64,
) -> Result<Vec<(Hand, Hand, i64, i64)>> {
    Ok(tx.all(
        sql!(
            "SELECT giver, receiver, day, given FROM pair_allowances \
              WHERE giver > $1 OR (giver = $1 AND (receiver > $2 OR (receiver = $2 AND day > $3))) \
              ORDER BY giver, receiver, day LIMIT $4"
        ),
        args![giver, receiver, day, limit],
    )?)
}

record! {
    /// The recognition a gift became.
    pub struct Voice {
        pub gift: GiftId,
        pub kind: String,
        pub voice: Hand,
        pub doer: Hand,
        pub grade: f64,
        pub counts: bool,
    }
}

/// The recognitions that some gifts became.
pub fn recognitions_of_gifts(tx: &Tx, gifts: &[i64]) -> Result<Vec<Voice>> {
    Ok(tx.all(
        sql!(
            "SELECT object_id, kind, voice, doer, grade, state = 'counts' FROM recognitions \
              WHERE kind IN ('gift', 'heirloom') AND object_id = ANY($1) ORDER BY object_id, id LIMIT 10000"
        ),
        args![gifts],
    )?)
}

record! {
    /// A recognition as the verifier reads it.
    #[derive(Clone, Debug)]
    pub struct CheckedRecognition {
        pub id: i64,
        pub kind: String,
        pub voice: Hand,
        pub doer: Hand,
        pub grade: f64,
        pub money: bool,
        pub counts: bool,
        pub of_gift: bool,
        pub gift_exists: bool,
    }
}

/// The next recognitions, in order, with whether the gift they speak of is there.
pub fn recognitions_after(tx: &Tx, after: i64, limit: i64) -> Result<Vec<CheckedRecognition>> {
    Ok(tx.all(
        sql!("SELECT r.id, r.kind, r.voice, r.doer, r.grade, r.money, r.state = 'counts', r.kind IN ('gift', 'heirloom'), \
              EXISTS (SELECT 1 FROM gifts g WHERE g.id = r.object_id AND g.giver = r.voice AND g.receiver = r.doer) \
              FROM recognitions r WHERE r.id > $1 ORDER BY r.id LIMIT $2"),
        args![after, limit],
    )?)
}

/// Those of some gifts that were given while a block that still stands was there, in the order of ids, whatever the clock said.
pub fn given_over_a_block(tx: &Tx, gifts: &[i64]) -> Result<Vec<GiftId>> {
    Ok(tx.all(
        sql!("SELECT g.id FROM gifts g JOIN hands a ON a.hand = g.giver JOIN hands b ON b.hand = g.receiver \
              WHERE g.id = ANY($1) AND g.origin <> 'import' AND (\
              EXISTS (SELECT 1 FROM blocks x WHERE x.account_id = a.account_id AND x.target_id = b.account_id AND x.id < g.id) OR \
              EXISTS (SELECT 1 FROM blocks y WHERE y.account_id = b.account_id AND y.target_id = a.account_id AND y.id < g.id)) \
              ORDER BY g.id LIMIT 1000"),
        args![gifts],
    )?)
}

/// Keys that lead to no gift.
pub fn keys_without_gift(tx: &Tx) -> Result<Vec<(String, GiftId)>> {
    Ok(tx.all(
        sql!(
            "SELECT k.key, k.result_id FROM idempotency_keys k WHERE k.verb = 'gift' \
              AND NOT EXISTS (SELECT 1 FROM gifts g WHERE g.id = k.result_id) ORDER BY k.result_id, k.key LIMIT 100"
        ),
        args![],
    )?)
}

/// How many keys of gifts there are.
pub fn keys(tx: &Tx) -> Result<i64> {
    Ok(tx.one(sql!("SELECT COUNT(*) FROM idempotency_keys WHERE verb = 'gift'"), args![])?)
}
