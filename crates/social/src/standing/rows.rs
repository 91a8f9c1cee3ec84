//! The SQL of standing.

use soulava_store::{args, record, sql};

use super::bands::Band;
use super::exits::Exit;
use crate::gifts::GiftState;
use crate::ledger::Hand;
use crate::recognitions::RecognitionKind;
use crate::recognitions::rows::Logged;
use crate::{AccountId, CurrencyId, GiftId, PostId, Result, Tx};

/// Where a reader of the logs stands: (day, id) of the last row.
pub type Place = (i64, i64);

record! {
    /// Somebody gets a voice, or loses it.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Voiced {
        pub id: i64,
        pub hand: Hand,
        pub vetted: bool,
        pub day: i64,
    }
}

record! {
    /// Somebody's influence goes, or comes back.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Left {
        pub id: i64,
        pub hand: Hand,
        pub how: Exit,
        pub day: i64,
    }
}

/// The next rows of the log of vettings, before a day.
pub fn voiced(tx: &Tx, after: Place, before: i64, limit: i64) -> Result<Vec<Voiced>> {
    Ok(tx.all(
        sql!(
            "SELECT id, hand, vetted, day FROM vetting_log \
              WHERE (day > $1 OR (day = $1 AND id > $2)) AND day < $3 ORDER BY day, id LIMIT $4"
        ),
        args![after.0, after.1, before, limit],
    )?)
}

/// The next rows of the log of exits, before a day.
pub fn lefts(tx: &Tx, after: Place, before: i64, limit: i64) -> Result<Vec<Left>> {
    Ok(tx.all(
        sql!(
            "SELECT id, hand, how, day FROM standing_exits \
              WHERE (day > $1 OR (day = $1 AND id > $2)) AND day < $3 ORDER BY day, id LIMIT $4"
        ),
        args![after.0, after.1, before, limit],
    )?)
}

/// The next rows of the log of recognitions, before a day.
pub fn logged(tx: &Tx, after: Place, before: i64, limit: i64) -> Result<Vec<Logged>> {
    Ok(tx.all(
        sql!(
            "SELECT id, recognition_id, deed, voice, doer, grade, money, first_day, day FROM recognition_log \
              WHERE (day > $1 OR (day = $1 AND id > $2)) AND day < $3 ORDER BY day, id LIMIT $4"
        ),
        args![after.0, after.1, before, limit],
    )?)
}

/// Rows of the log of vettings that came since.
pub fn voiced_since(tx: &Tx, after: i64, limit: i64) -> Result<Vec<Voiced>> {
    Ok(tx.all(
        sql!("SELECT id, hand, vetted, day FROM vetting_log WHERE id > $1 ORDER BY id LIMIT $2"),
        args![after, limit],
    )?)
}

/// Rows of the log of exits that came since.
pub fn lefts_since(tx: &Tx, after: i64, limit: i64) -> Result<Vec<Left>> {
    Ok(tx.all(
        sql!("SELECT id, hand, how, day FROM standing_exits WHERE id > $1 ORDER BY id LIMIT $2"),
        args![after, limit],
    )?)
}

/// Rows of the log of recognitions that came since.
pub fn logged_since(tx: &Tx, after: i64, limit: i64) -> Result<Vec<Logged>> {
    Ok(tx.all(
        sql!(
            "SELECT id, recognition_id, deed, voice, doer, grade, money, first_day, day FROM recognition_log \
              WHERE id > $1 ORDER BY id LIMIT $2"
        ),
        args![after, limit],
    )?)
}

/// What a hand said up to a row of the log, in order.
pub fn said_by(tx: &Tx, hand: Hand, after: i64, until: i64, limit: i64) -> Result<Vec<Logged>> {
    Ok(tx.all(
        sql!(
            "SELECT l.id, l.recognition_id, l.deed, l.voice, l.doer, l.grade, l.money, l.first_day, l.day \
              FROM recognitions r JOIN recognition_log l ON l.recognition_id = r.id \
              WHERE r.voice = $1 AND l.id > $2 AND l.id < $3 ORDER BY l.id LIMIT $4"
        ),
        args![hand, after, until, limit],
    )?)
}

/// What was said of a hand up to a row of the log, in order.
pub fn said_of(tx: &Tx, hand: Hand, after: i64, until: i64, limit: i64) -> Result<Vec<Logged>> {
    Ok(tx.all(
        sql!(
            "SELECT l.id, l.recognition_id, l.deed, l.voice, l.doer, l.grade, l.money, l.first_day, l.day \
              FROM recognitions r JOIN recognition_log l ON l.recognition_id = r.id \
              WHERE r.doer = $1 AND l.id > $2 AND l.id < $3 ORDER BY l.id LIMIT $4"
        ),
        args![hand, after, until, limit],
    )?)
}

/// Writes down that influence went or came back.
pub fn insert_exit(tx: &Tx, id: i64, hand: Hand, how: Exit, day: i64) -> Result<()> {
    tx.run(sql!("INSERT INTO standing_exits (id, hand, how, day) VALUES ($1, $2, $3, $4)"), args![id, hand, how, day])?;
    Ok(())
}

/// How somebody left last, if ever.
pub fn last_exit(tx: &Tx, hand: Hand) -> Result<Option<Exit>> {
    let how: Option<String> =
        tx.opt(sql!("SELECT how FROM standing_exits WHERE hand = $1 ORDER BY id DESC LIMIT 1"), args![hand])?;
    Ok(how.as_deref().and_then(Exit::parse))
}

/// People without a post of the house who did something since.
pub fn active_members(tx: &Tx, day: i64, id: i64) -> Result<i64> {
    Ok(tx.one(
        sql!(
            "SELECT COUNT(*) FROM accounts a \
              LEFT JOIN logins l ON l.account_id = a.id \
              LEFT JOIN hands h ON h.account_id = a.id \
              WHERE a.kind = 'person' AND a.state IN ('active', 'shadow') AND (l.role IS NULL OR l.role = 'person') AND (\
              EXISTS (SELECT 1 FROM posts p WHERE p.account_id = a.id AND p.id > $2) OR \
              EXISTS (SELECT 1 FROM gifts g WHERE g.giver = h.hand AND g.day >= $1) OR \
              EXISTS (SELECT 1 FROM recognitions r WHERE r.voice = h.hand AND r.day >= $1 AND NOT r.money)) \
              /* scan: everybody, once an hour */"
        ),
        args![day, id],
    )?)
}

/// People who are here, or whom an import named.
pub fn members(tx: &Tx) -> Result<i64> {
    Ok(tx.one(sql!("SELECT COUNT(*) FROM accounts WHERE kind = 'person' AND state IN ('active', 'shadow')"), args![])?)
}

/// The hands of some accounts.
pub fn hands(tx: &Tx, accounts: &[i64]) -> Result<Vec<(AccountId, Hand)>> {
    Ok(tx.all(
        sql!("SELECT account_id, hand FROM hands WHERE account_id = ANY($1) ORDER BY account_id LIMIT 1000"),
        args![accounts],
    )?)
}

/// The next accounts that have a hand.
pub fn hands_after(tx: &Tx, after: i64, limit: i64) -> Result<Vec<(AccountId, Hand)>> {
    Ok(tx.all(
        sql!("SELECT account_id, hand FROM hands WHERE account_id > $1 ORDER BY account_id LIMIT $2"),
        args![after, limit],
    )?)
}

/// Whom some rows of the log of recognitions are about.
pub fn doers(tx: &Tx, rows: &[i64]) -> Result<Vec<(AccountId, Hand)>> {
    Ok(tx.all(
        sql!(
            "SELECT DISTINCT h.account_id, h.hand FROM recognition_log l JOIN hands h ON h.hand = l.doer \
              WHERE l.id = ANY($1) ORDER BY h.account_id LIMIT 1000"
        ),
        args![rows],
    )?)
}

/// Whom those recognised of whom rows of the log of vettings speak.
pub fn doers_of_voices(tx: &Tx, voices: &[i64]) -> Result<Vec<(AccountId, Hand)>> {
    Ok(tx.all(
        sql!(
            "SELECT DISTINCT h.account_id, h.hand FROM vetting_log v \
              JOIN recognitions r ON r.voice = v.hand JOIN hands h ON h.hand = r.doer \
              WHERE v.id = ANY($1) ORDER BY h.account_id LIMIT 1000"
        ),
        args![voices],
    )?)
}

/// Which of these accounts gave since a day.
pub fn gave_since(tx: &Tx, accounts: &[i64], day: i64) -> Result<Vec<AccountId>> {
    Ok(tx.all(
        sql!(
            "SELECT h.account_id FROM hands h WHERE h.account_id = ANY($1) AND EXISTS (\
              SELECT 1 FROM gifts g WHERE g.giver = h.hand AND g.day >= $2 AND g.state IN ('given', 'accepted')) \
              ORDER BY h.account_id LIMIT 1000"
        ),
        args![accounts, day],
    )?)
}

record! {
    /// Somebody's band as stored.
    pub struct BandRow {
        pub account: AccountId,
        pub band: String,
        pub shown: bool,
        pub since: i64,
    }
}

/// The stored bands of some accounts.
pub fn bands(tx: &Tx, accounts: &[i64]) -> Result<Vec<BandRow>> {
    Ok(tx.all(
        sql!(
            "SELECT account_id, band, shown, since FROM standing_bands WHERE account_id = ANY($1) \
              ORDER BY account_id LIMIT 1000"
        ),
        args![accounts],
    )?)
}

/// Writes a band. Only the daily work calls it.
pub fn set_band(tx: &Tx, account: AccountId, band: &str, shown: bool, since: i64) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO standing_bands (account_id, band, shown, since) VALUES ($1, $2, $3, $4) \
              ON CONFLICT (account_id) DO UPDATE SET band = excluded.band, shown = excluded.shown, since = excluded.since"
        ),
        args![account, band, shown, since],
    )?;
    Ok(())
}

/// Writes down how a band moved.
pub fn log_band(tx: &Tx, hand: Hand, was: &str, band: &str, day: i64) -> Result<()> {
    tx.run(
        sql!("INSERT INTO standing_band_log (id, hand, was, band, day) VALUES ($1, $2, $3, $4, $5)"),
        args![tx.next_id(), hand, was, band, day],
    )?;
    Ok(())
}

record! {
    /// A move of a band.
    pub struct Moved {
        pub id: i64,
        pub hand: Hand,
        pub was: String,
        pub band: String,
        pub day: i64,
    }
}

/// The next moves, in order.
pub fn moves_after(tx: &Tx, after: i64, limit: i64) -> Result<Vec<Moved>> {
    Ok(tx.all(
        sql!("SELECT id, hand, was, band, day FROM standing_band_log WHERE id > $1 ORDER BY id LIMIT $2"),
        args![after, limit],
    )?)
}

/// The band of somebody as others see it.
pub fn shown_band(tx: &Tx, account: AccountId) -> Result<Option<Band>> {
    let band: Option<String> = tx.opt(
        sql!("SELECT band FROM standing_bands WHERE account_id = $1 AND shown AND NOT hidden AND band <> 'none'"),
        args![account],
    )?;
    Ok(band.as_deref().and_then(Band::parse))
}

/// Whether somebody hides their standing.
pub fn hidden(tx: &Tx, account: AccountId) -> Result<bool> {
    let hidden: Option<bool> =
        tx.opt(sql!("SELECT hidden FROM standing_bands WHERE account_id = $1"), args![account])?;
    Ok(hidden.unwrap_or(false))
}

/// Hides somebody's standing or shows it.
pub fn set_hidden(tx: &Tx, account: AccountId, hidden: bool, day: i64) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO standing_bands (account_id, hidden, since) VALUES ($1, $2, $3) \
              ON CONFLICT (account_id) DO UPDATE SET hidden = excluded.hidden"
        ),
        args![account, hidden, day],
    )?;
    Ok(())
}

/// Keeps the digest of a day; the first one stays.
pub fn insert_day(tx: &Tx, day: i64, members: i64, digest: &[u8]) -> Result<u64> {
    Ok(tx.run(
        sql!("INSERT INTO standing_days (day, members, digest) VALUES ($1, $2, $3) ON CONFLICT (day) DO NOTHING"),
        args![day, members, digest],
    )?)
}

/// The digest of a day: (members, digest).
pub fn day(tx: &Tx, day: i64) -> Result<Option<(i64, Vec<u8>)>> {
    Ok(tx.opt(sql!("SELECT members, digest FROM standing_days WHERE day = $1"), args![day])?)
}

/// The next digests: (day, members, digest).
pub fn days_after(tx: &Tx, after: i64) -> Result<Vec<(i64, i64, Vec<u8>)>> {
    Ok(tx.all(
        sql!("SELECT day, members, digest FROM standing_days WHERE day > $1 ORDER BY day LIMIT 1000"),
        args![after],
    )?)
}

/// The next accounts whose voice or influence may not be written down.
pub fn to_settle(tx: &Tx, after: i64, limit: i64) -> Result<Vec<AccountId>> {
    Ok(tx.all(
        sql!(
            "SELECT a.id FROM accounts a WHERE a.id > $1 AND (a.state = 'suspended' \
              OR EXISTS (SELECT 1 FROM logins l WHERE l.account_id = a.id AND l.role = 'host') \
              OR EXISTS (SELECT 1 FROM known k WHERE k.account_id = a.id) \
              OR EXISTS (SELECT 1 FROM vouches v WHERE v.whom_id = a.id)) \
              ORDER BY a.id LIMIT $2"
        ),
        args![after, limit],
    )?)
}

/// Whether the oldest recognition is missing in the log.
pub fn is_unfilled(tx: &Tx) -> Result<bool> {
    let logged: Option<bool> = tx.opt(
        sql!(
            "SELECT EXISTS (SELECT 1 FROM recognition_log l WHERE l.recognition_id = r.id) FROM recognitions r \
              ORDER BY r.id LIMIT 1 /* scan: ends at the first row */"
        ),
        args![],
    )?;
    Ok(logged == Some(false))
}

/// How many days were published.
pub fn count_days(tx: &Tx) -> Result<i64> {
    Ok(tx.one(sql!("SELECT COUNT(*) FROM standing_days /* scan: one row a day */"), args![])?)
}

record! {
    /// A recognition of somebody, with what it is about.
    #[derive(Clone, Debug)]
    pub struct Recognised {
        pub id: i64,
        pub kind: RecognitionKind,
        pub voice: Hand,
        pub by: Option<AccountId>,
        pub staff: bool,
        pub object: i64,
        pub deed: i64,
        pub grade: f64,
        pub weight: f64,
        pub money: bool,
        pub counts: bool,
        pub void: bool,
        pub day: i64,
    }
}

/// The newest recognitions of somebody.
pub fn recognised(tx: &Tx, doer: Hand, limit: i64) -> Result<Vec<Recognised>> {
    Ok(tx.all(
        sql!(
            "SELECT r.id, r.kind, r.voice, h.account_id, COALESCE(l.role IN ('host', 'moderator'), FALSE), r.object_id, \
              r.deed, r.grade, r.weight, r.money, r.state = 'counts' AND NOT r.void, r.void, r.day \
              FROM recognitions r \
              LEFT JOIN hands h ON h.hand = r.voice \
              LEFT JOIN logins l ON l.account_id = h.account_id \
              WHERE r.doer = $1 ORDER BY r.id DESC LIMIT $2"
        ),
        args![doer, limit],
    )?)
}

record! {
    /// A gift as an explanation names it.
    #[derive(Clone, Debug)]
    pub struct GiftWords {
        pub id: GiftId,
        pub giver: Option<AccountId>,
        pub receiver: Option<AccountId>,
        pub currency: CurrencyId,
        pub state: GiftState,
        pub public: bool,
        pub again: bool,
        pub object: Option<PostId>,
        pub day: i64,
        pub reason: Option<String>,
    }
}

/// Some gifts with their words.
pub fn gift_words(tx: &Tx, gifts: &[i64]) -> Result<Vec<GiftWords>> {
    Ok(tx.all(
        sql!(
            "SELECT g.id, a.account_id, b.account_id, g.currency_id, g.state, g.public, g.again, g.object_post_id, g.day, w.reason \
              FROM gifts g LEFT JOIN gift_words w ON w.gift_id = g.id \
              LEFT JOIN hands a ON a.hand = g.giver LEFT JOIN hands b ON b.hand = g.receiver \
              WHERE g.id = ANY($1) ORDER BY g.id LIMIT 2000"
        ),
        args![gifts],
    )?)
}

/// Gifts to somebody that speak for nothing: not accepted yet, or one more for the same thing.
pub fn silent_gifts(tx: &Tx, receiver: Hand, limit: i64) -> Result<Vec<GiftWords>> {
    Ok(tx.all(
        sql!(
            "SELECT g.id, a.account_id, b.account_id, g.currency_id, g.state, g.public, g.again, g.object_post_id, g.day, w.reason \
              FROM gifts g LEFT JOIN gift_words w ON w.gift_id = g.id \
              LEFT JOIN hands a ON a.hand = g.giver LEFT JOIN hands b ON b.hand = g.receiver \
              WHERE g.receiver = $1 AND (g.state = 'given' OR (g.state = 'accepted' AND g.again)) \
              ORDER BY g.id DESC LIMIT $2"
        ),
        args![receiver, limit],
    )?)
}

record! {
    /// A post as an explanation names it.
    #[derive(Clone, Debug)]
    pub struct PostWords {
        pub id: PostId,
        pub account: AccountId,
        pub recipe: bool,
        pub text: String,
    }
}

/// What some posts say, whoever asks.
pub fn post_words(tx: &Tx, posts: &[i64]) -> Result<Vec<PostWords>> {
    Ok(tx.all(
        sql!("SELECT id, account_id, kind = 'recipe', text FROM posts WHERE id = ANY($1) ORDER BY id LIMIT 2000"),
        args![posts],
    )?)
}

/// The tags of some posts: (post, tag as first written).
pub fn post_tags(tx: &Tx, posts: &[i64]) -> Result<Vec<(PostId, String)>> {
    Ok(tx.all(
        sql!(
            "SELECT x.post_id, t.shown FROM post_tags x JOIN tags t ON t.id = x.tag_id \
              WHERE x.post_id = ANY($1) ORDER BY x.post_id, t.id LIMIT 5000"
        ),
        args![posts],
    )?)
}
