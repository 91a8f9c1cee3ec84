//! The SQL of ties.

use soulava_store::{args, record, sql};

use super::{ActKind, Acted};
use crate::{AccountId, PostId, Result, TieId, Tx};

record! {
    #[derive(Clone, Debug)]
    pub(super) struct TieRow {
        pub id: TieId,
        pub low: AccountId,
        pub high: AccountId,
        pub state: Vec<u8>,
        pub counts_from: i64,
        pub blocked: bool,
        pub low_hides: bool,
        pub high_hides: bool,
        pub low_rests: bool,
        pub high_rests: bool,
        pub low_ended: i64,
        pub high_ended: i64,
        pub low_erased: i64,
        pub high_erased: i64,
        pub newest: i64,
        pub closest: i64,
    }
}

macro_rules! columns {
    () => {
        "t.id, t.low_id, t.high_id, t.state, t.counts_from, t.blocked, t.low_hides, t.high_hides, t.low_rests, \
         t.high_rests, t.low_ended, t.high_ended, t.low_erased, t.high_erased, t.newest, t.closest"
    };
}

/// A tie that may be shown: both acted, and neither blocks the other.
macro_rules! stands {
    ($tie:literal) => {
        concat!($tie, ".stage > 0 AND ", $tie, ".blocked = FALSE")
    };
}

/// What a tie is now, as it is stored.
pub(super) struct Reckoned {
    pub state: Vec<u8>,
    pub stage: i64,
    pub warm: f64,
    pub bond: f64,
    pub last_at: i64,
    pub newest: i64,
    pub closest: i64,
}

pub(super) fn pair(tx: &Tx, low: AccountId, high: AccountId) -> Result<Option<TieRow>> {
    Ok(tx.opt(
        sql!(concat!("SELECT ", columns!(), " FROM ties t WHERE t.low_id = $1 AND t.high_id = $2")),
        args![low, high],
    )?)
}

pub(super) fn behind(tx: &Tx, after: TieId, limit: i64) -> Result<Vec<TieRow>> {
    Ok(tx.all(
        sql!(concat!("SELECT ", columns!(), " FROM ties t WHERE t.id > $1 ORDER BY t.id LIMIT $2")),
        args![after, limit],
    )?)
}

pub(super) fn insert(tx: &Tx, id: TieId, low: AccountId, high: AccountId, is: &Reckoned) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO ties (id, low_id, high_id, state, stage, warm, bond, last_at, newest, closest)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
        ),
        args![id, low, high, is.state, is.stage, is.warm, is.bond, is.last_at, is.newest, is.closest],
    )?;
    Ok(())
}

pub(super) fn update(tx: &Tx, id: TieId, is: &Reckoned) -> Result<()> {
    tx.run(
        sql!(
            "UPDATE ties SET state = $2, stage = $3, warm = $4, bond = $5, last_at = $6, newest = $7, closest = $8
             WHERE id = $1"
        ),
        args![id, is.state, is.stage, is.warm, is.bond, is.last_at, is.newest, is.closest],
    )?;
    Ok(())
}

record! {
    /// Which of somebody's own switches of a tie stand how.
    #[derive(Clone, Copy, Debug)]
    pub(super) struct Care {
        pub hides: bool,
        pub rests: bool,
        pub ended: i64,
        pub erased: i64,
    }
}

pub(super) fn set_care_low(tx: &Tx, id: TieId, care: Care) -> Result<()> {
    tx.run(
        sql!("UPDATE ties SET low_hides = $2, low_rests = $3, low_ended = $4, low_erased = $5 WHERE id = $1"),
        args![id, care.hides, care.rests, care.ended, care.erased],
    )?;
    Ok(())
}

pub(super) fn set_care_high(tx: &Tx, id: TieId, care: Care) -> Result<()> {
    tx.run(
        sql!("UPDATE ties SET high_hides = $2, high_rests = $3, high_ended = $4, high_erased = $5 WHERE id = $1"),
        args![id, care.hides, care.rests, care.ended, care.erased],
    )?;
    Ok(())
}

pub(super) fn set_counts_from(tx: &Tx, id: TieId, at: i64) -> Result<()> {
    tx.run(sql!("UPDATE ties SET counts_from = $2 WHERE id = $1"), args![id, at])?;
    Ok(())
}

pub(super) fn set_blocked(tx: &Tx, low: AccountId, high: AccountId, blocked: bool) -> Result<u64> {
    Ok(tx.run(sql!("UPDATE ties SET blocked = $3 WHERE low_id = $1 AND high_id = $2"), args![low, high, blocked])?)
}

/// Stores an act and says how often its row holds it now; none when this object was there already.
pub(super) fn insert_act(
    tx: &Tx,
    (low, high): (AccountId, AccountId),
    act: &Acted,
    slot: i64,
    object: i64,
) -> Result<Option<i64>> {
    Ok(tx.opt(
        sql!(
            "INSERT INTO tie_acts (id, low_id, high_id, low_acts, kind, slot, object_id, times, day, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9)
             ON CONFLICT (low_id, high_id, kind, low_acts, slot)
             DO UPDATE SET times = tie_acts.times + 1, object_id = excluded.object_id, at = excluded.at
             WHERE tie_acts.object_id < excluded.object_id
             RETURNING times"
        ),
        args![tx.next_id(), low, high, act.low_acts, act.kind, slot, object, act.day, act.at],
    )?)
}

/// The history of two since a moment, in the order of days.
pub(super) fn acts(tx: &Tx, low: AccountId, high: AccountId, after: i64, limit: i64) -> Result<Vec<Acted>> {
    Ok(tx.all(
        sql!(
            "SELECT kind, low_acts, times, day, at FROM tie_acts
             WHERE low_id = $1 AND high_id = $2 AND at > $3 ORDER BY day, id LIMIT $4"
        ),
        args![low, high, after, limit],
    )?)
}

pub(super) fn delete_act(
    tx: &Tx,
    (low, high): (AccountId, AccountId),
    kind: ActKind,
    low_acts: bool,
    slot: i64,
) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "DELETE FROM tie_acts
             WHERE low_id = $1 AND high_id = $2 AND kind = $3 AND low_acts = $4 AND slot = $5 AND times < 2"
        ),
        args![low, high, kind, low_acts, slot],
    )?)
}

pub(super) fn fewer(
    tx: &Tx,
    (low, high): (AccountId, AccountId),
    kind: ActKind,
    low_acts: bool,
    slot: i64,
) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "UPDATE tie_acts SET times = times - 1
             WHERE low_id = $1 AND high_id = $2 AND kind = $3 AND low_acts = $4 AND slot = $5 AND times > 1"
        ),
        args![low, high, kind, low_acts, slot],
    )?)
}

record! {
    pub(super) struct Whose {
        pub id: AccountId,
        pub kind: String,
        pub bot: bool,
    }
}

pub(super) fn whose(tx: &Tx, ids: &[i64]) -> Result<Vec<Whose>> {
    Ok(tx.all(
        sql!("SELECT id, kind, bot FROM accounts WHERE id = ANY($1) AND state <> 'deleted' ORDER BY id LIMIT 100"),
        args![ids],
    )?)
}

/// What a member's direct posts of some time said, newest first.
pub(super) fn direct_of(tx: &Tx, by: AccountId, after: i64, before: PostId) -> Result<Vec<(PostId, String, i64)>> {
    Ok(tx.all(
        sql!(
            "SELECT id, text, created_at FROM posts
             WHERE account_id = $1 AND id > $2 AND id < $3 AND visibility = 'direct' ORDER BY id DESC LIMIT 60"
        ),
        args![by, after, before],
    )?)
}

pub(super) fn named_in(tx: &Tx, posts: &[i64]) -> Result<Vec<(PostId, AccountId)>> {
    Ok(tx.all(
        sql!("SELECT post_id, account_id FROM mentions WHERE post_id = ANY($1) ORDER BY post_id, position LIMIT 500"),
        args![posts],
    )?)
}

pub(super) fn keeper_of(tx: &Tx, post: PostId) -> Result<Option<AccountId>> {
    let found: Option<Option<AccountId>> = tx.opt(sql!("SELECT keeper_id FROM posts WHERE id = $1"), args![post])?;
    Ok(found.flatten())
}

pub(super) fn between_many(tx: &Tx, person: AccountId, others: &[i64]) -> Result<Vec<TieRow>> {
    Ok(tx.all(
        sql!(concat!(
            "SELECT * FROM (SELECT ",
            columns!(),
            " FROM ties t WHERE t.low_id = $1 AND t.high_id = ANY($2) UNION ALL SELECT ",
            columns!(),
            " FROM ties t WHERE t.high_id = $1 AND t.low_id = ANY($2)) x ORDER BY id LIMIT 500"
        )),
        args![person, others],
    )?)
}

/// Somebody's ties by a cursor column, in the page's direction.
macro_rules! listed {
    ($cursor:literal, $order:literal) => {
        sql!(concat!(
            "SELECT * FROM (SELECT ",
            columns!(),
            " FROM ties t JOIN accounts a ON a.id = t.high_id WHERE t.low_id = $1 AND a.state IN ('active', 'shadow') AND ",
            stands!("t"),
            " AND t.",
            $cursor,
            " < $2 AND t.",
            $cursor,
            " > $3 UNION ALL SELECT ",
            columns!(),
            " FROM ties t JOIN accounts a ON a.id = t.low_id WHERE t.high_id = $1 AND a.state IN ('active', 'shadow') AND ",
            stands!("t"),
            " AND t.",
            $cursor,
            " < $2 AND t.",
            $cursor,
            " > $3) x ORDER BY ",
            $cursor,
            $order,
            ", id LIMIT $4"
        ))
    };
}

pub(super) fn of(tx: &Tx, person: AccountId, page: &crate::Page, closest: bool) -> Result<Vec<TieRow>> {
    let statement = match (closest, page.ascending()) {
        (false, false) => listed!("newest", " DESC"),
        (false, true) => listed!("newest", " ASC"),
        (true, false) => listed!("closest", " DESC"),
        (true, true) => listed!("closest", " ASC"),
    };
    let mut found: Vec<TieRow> =
        tx.all(statement, args![person, page.below(), page.above(), i64::from(page.limit.clamp(1, 200))])?;
    if page.ascending() {
        found.reverse();
    }
    Ok(found)
}

/// Whom somebody knows well enough for their words to come first: `warm` and `bond` are the least keys of today.
pub(super) fn known(tx: &Tx, person: AccountId, warm: f64, bond: f64, limit: i64) -> Result<Vec<AccountId>> {
    let found: Vec<(AccountId, i64)> = tx.all(
        sql!(concat!(
            "SELECT other, newest FROM (\
             SELECT t.high_id AS other, t.newest FROM ties t WHERE t.low_id = $1 AND t.low_rests = FALSE AND (t.warm >= $2 OR t.bond >= $3) AND ",
            stands!("t"),
            " UNION ALL SELECT t.low_id, t.newest FROM ties t WHERE t.high_id = $1 AND t.high_rests = FALSE AND (t.warm >= $2 OR t.bond >= $3) AND ",
            stands!("t"),
            ") x ORDER BY newest DESC, other LIMIT $4"
        )),
        args![person, warm, bond, limit],
    )?;
    Ok(found.into_iter().map(|(other, _)| other).collect())
}

/// Whom both know: people with a tie to each that neither side of it hides.
pub(super) fn common(tx: &Tx, one: AccountId, other: AccountId, limit: i64) -> Result<Vec<AccountId>> {
    Ok(tx.all(
        sql!(concat!(
            "SELECT k.id FROM (\
             SELECT t.high_id AS id FROM ties t WHERE t.low_id = $1 AND t.low_hides = FALSE AND t.high_hides = FALSE AND ",
            stands!("t"),
            " UNION ALL SELECT t.low_id FROM ties t WHERE t.high_id = $1 AND t.low_hides = FALSE AND t.high_hides = FALSE AND ",
            stands!("t"),
            ") k JOIN accounts a ON a.id = k.id WHERE a.state IN ('active', 'shadow') AND (\
             EXISTS (SELECT 1 FROM ties u WHERE u.low_id = $2 AND u.high_id = k.id AND u.low_hides = FALSE AND u.high_hides = FALSE AND ",
            stands!("u"),
            ") OR EXISTS (SELECT 1 FROM ties u WHERE u.high_id = $2 AND u.low_id = k.id AND u.low_hides = FALSE AND u.high_hides = FALSE AND ",
            stands!("u"),
            ")) ORDER BY k.id LIMIT $3"
        )),
        args![one, other, limit],
    )?)
}

/// For each of these strangers the people who have a tie with them and are among `friends`: (stranger, friend).
pub(super) fn known_by(tx: &Tx, friends: &[i64], strangers: &[i64]) -> Result<Vec<(AccountId, AccountId)>> {
    Ok(tx.all(
        sql!(concat!(
            "SELECT stranger, friend FROM (\
             SELECT t.low_id AS stranger, t.high_id AS friend FROM ties t WHERE t.low_id = ANY($2) AND t.high_id = ANY($1) AND t.low_hides = FALSE AND t.high_hides = FALSE AND ",
            stands!("t"),
            " UNION ALL SELECT t.high_id, t.low_id FROM ties t WHERE t.high_id = ANY($2) AND t.low_id = ANY($1) AND t.low_hides = FALSE AND t.high_hides = FALSE AND ",
            stands!("t"),
            ") x ORDER BY stranger, friend LIMIT 500"
        )),
        args![friends, strangers],
    )?)
}

/// Ties that count, in slices; `warm` is the least key of today. At rest for one of the two they count nowhere.
pub(super) fn edges(tx: &Tx, after: TieId, warm: f64, limit: i64) -> Result<Vec<TieRow>> {
    Ok(tx.all(
        sql!(concat!(
            "SELECT ",
            columns!(),
            " FROM ties t WHERE t.id > $1 AND t.warm >= $2 AND t.low_hides = FALSE AND t.high_hides = FALSE \
             AND t.low_rests = FALSE AND t.high_rests = FALSE AND ",
            stands!("t"),
            " ORDER BY t.id LIMIT $3"
        )),
        args![after, warm, limit],
    )?)
}

record! {
    #[derive(Clone, Debug)]
    pub(super) struct MomentRow {
        pub id: i64,
        pub kind: ActKind,
        pub low_acts: bool,
        pub object: i64,
        pub times: i64,
        pub at: i64,
    }
}

/// The history of two, latest first, in the page's direction; deeds are told with their thanks.
pub(super) fn history(
    tx: &Tx,
    (low, high): (AccountId, AccountId),
    after: i64,
    page: &crate::Page,
) -> Result<Vec<MomentRow>> {
    Ok(tx.all(
        sql!(
            "SELECT id, kind, low_acts, object_id, times, at FROM tie_acts
             WHERE low_id = $1 AND high_id = $2 AND at > $3 AND kind <> 'gift' AND at < $4 ORDER BY at DESC, id DESC LIMIT $5"
        ),
        args![low, high, after, page.below(), i64::from(page.limit.clamp(1, 200))],
    )?)
}

/// The first act that one of the two may see.
pub(super) fn first(tx: &Tx, (low, high): (AccountId, AccountId), after: i64) -> Result<Option<MomentRow>> {
    Ok(tx.opt(
        sql!(
            "SELECT id, kind, low_acts, object_id, times, at FROM tie_acts
             WHERE low_id = $1 AND high_id = $2 AND at > $3 ORDER BY day, id LIMIT 1"
        ),
        args![low, high, after],
    )?)
}

/// Whether there is any act that one of the two may see.
pub(super) fn erase_acts_low(tx: &Tx, id: AccountId, limit: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "DELETE FROM tie_acts WHERE id IN (SELECT id FROM tie_acts WHERE low_id = $1 ORDER BY low_id, high_id, day, id LIMIT $2)"
        ),
        args![id, limit],
    )?)
}

pub(super) fn erase_acts_high(tx: &Tx, id: AccountId, limit: i64) -> Result<u64> {
    Ok(tx.run(
        sql!("DELETE FROM tie_acts WHERE id IN (SELECT id FROM tie_acts WHERE high_id = $1 ORDER BY id LIMIT $2)"),
        args![id, limit],
    )?)
}

pub(super) fn erase_ties_low(tx: &Tx, id: AccountId, limit: i64) -> Result<u64> {
    Ok(tx.run(
        sql!("DELETE FROM ties WHERE id IN (SELECT id FROM ties WHERE low_id = $1 ORDER BY newest LIMIT $2)"),
        args![id, limit],
    )?)
}

pub(super) fn erase_ties_high(tx: &Tx, id: AccountId, limit: i64) -> Result<u64> {
    Ok(tx.run(
        sql!("DELETE FROM ties WHERE id IN (SELECT id FROM ties WHERE high_id = $1 ORDER BY newest LIMIT $2)"),
        args![id, limit],
    )?)
}

/// Ties whose history both have erased: (low, high, up to when).
pub(super) fn erased_by_both(tx: &Tx, limit: i64) -> Result<Vec<(AccountId, AccountId, i64)>> {
    Ok(tx.all(
        sql!(
            "SELECT t.low_id, t.high_id, CASE WHEN t.low_erased < t.high_erased THEN t.low_erased ELSE t.high_erased END
             FROM ties t
             WHERE t.low_erased > 0 AND t.high_erased > 0
               AND EXISTS (SELECT 1 FROM tie_acts x WHERE x.low_id = t.low_id AND x.high_id = t.high_id
                           AND x.at <= t.low_erased AND x.at <= t.high_erased)
             ORDER BY t.id LIMIT $1 /* scan: the partial index of pairs that both erased */"
        ),
        args![limit],
    )?)
}

pub(super) fn delete_acts_until(tx: &Tx, (low, high): (AccountId, AccountId), at: i64, limit: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "DELETE FROM tie_acts WHERE id IN (
               SELECT id FROM tie_acts WHERE low_id = $1 AND high_id = $2 AND at <= $3 ORDER BY day, id LIMIT $4)"
        ),
        args![low, high, at, limit],
    )?)
}

/// Ties that count and have one of these people at an end, the warmest first.
pub(super) fn edges_of(tx: &Tx, people: &[i64], warm: f64, limit: i64) -> Result<Vec<TieRow>> {
    Ok(tx.all(
        sql!(concat!(
            "SELECT ",
            columns!(),
            " FROM ties t WHERE t.id IN (SELECT x.id FROM ties x WHERE x.low_id = ANY($1) \
             UNION SELECT y.id FROM ties y WHERE y.high_id = ANY($1)) AND t.warm >= $2 AND t.low_hides = FALSE AND t.high_hides = FALSE \
             AND t.low_rests = FALSE AND t.high_rests = FALSE AND ",
            stands!("t"),
            " ORDER BY t.warm DESC, t.id LIMIT $3"
        )),
        args![people, warm, limit],
    )?)
}

/// Which of these people know each other.
pub(super) fn acquainted_among(tx: &Tx, people: &[i64]) -> Result<Vec<(AccountId, AccountId)>> {
    Ok(tx.all(
        sql!(
            "SELECT low_id, high_id FROM ties WHERE low_id = ANY($1) AND high_id = ANY($1) AND stage > 0
             ORDER BY low_id, high_id LIMIT 5000"
        ),
        args![people],
    )?)
}

/// The ties of some pairs.
pub(super) fn pairs(tx: &Tx, low: &[i64], high: &[i64]) -> Result<Vec<TieRow>> {
    Ok(tx.all(
        sql!(concat!(
            "SELECT ",
            columns!(),
            " FROM unnest($1::bigint[], $2::bigint[]) AS p(low, high) JOIN ties t ON t.low_id = p.low AND t.high_id = p.high \
             ORDER BY t.id LIMIT 500"
        )),
        args![low, high],
    )?)
}

pub(super) fn greeted(tx: &Tx, (low, high): (AccountId, AccountId), low_acts: bool, day: i64) -> Result<bool> {
    let found: Option<i64> = tx.opt(
        sql!(
            "SELECT id FROM tie_acts
             WHERE low_id = $1 AND high_id = $2 AND kind = 'greeting' AND low_acts = $3 AND slot = $4"
        ),
        args![low, high, low_acts, day],
    )?;
    Ok(found.is_some())
}

/// Of these people those of whom one blocks `other` or the other way round.
pub(super) fn apart(tx: &Tx, other: AccountId, people: &[i64]) -> Result<Vec<AccountId>> {
    Ok(tx.all(
        sql!(
            "SELECT id FROM (SELECT target_id AS id FROM blocks WHERE account_id = $1 AND target_id = ANY($2)
             UNION ALL SELECT account_id FROM blocks WHERE target_id = $1 AND account_id = ANY($2)) x ORDER BY id LIMIT 500"
        ),
        args![other, people],
    )?)
}
