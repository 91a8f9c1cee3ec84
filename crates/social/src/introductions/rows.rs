//! The SQL of introductions, and of what people wish about them.

use soulava_store::{args, record, sql};

use super::{Answer, State};
use crate::{AccountId, IntroductionId, PostId, Result, Tx};

record! {
    #[derive(Clone, Debug)]
    /// A stored introduction.
    #[allow(missing_docs, reason = "the columns of the table, explained in the migration")]
    pub struct IntroductionRow {
        pub id: IntroductionId,
        pub introducer: AccountId,
        pub a: AccountId,
        pub b: AccountId,
        pub why: String,
        pub stall: Option<AccountId>,
        pub own_stall: bool,
        pub reaches_a: bool,
        pub reaches_b: bool,
        pub answer_a: Answer,
        pub answer_b: Answer,
        pub show_introducer: bool,
        pub show_a: bool,
        pub show_b: bool,
        pub state: State,
        pub glad_a: bool,
        pub glad_b: bool,
        pub post: Option<PostId>,
        pub offered_at: i64,
        pub accepted_at: Option<i64>,
        pub met_at: Option<i64>,
        pub gave: Option<bool>,
        pub tied: Option<bool>,
        pub check_at: Option<i64>,
    }
}

/// The columns of a row, in the order of [`IntroductionRow`].
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT i.id, i.introducer_id, i.a_id, i.b_id, i.why, i.stall_id, i.own_stall, i.reaches_a, i.reaches_b, i.answer_a, i.answer_b, \
             i.show_introducer, i.show_a, i.show_b, i.state, i.glad_a, i.glad_b, i.post_id, i.offered_at, i.accepted_at, i.met_at, \
             i.gave, i.tied, i.check_at FROM introductions i ",
            $rest
        )
    };
}

/// Stores an offer.
pub fn insert(tx: &Tx, new: &IntroductionRow) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO introductions (id, introducer_id, a_id, b_id, why, stall_id, own_stall, reaches_a, reaches_b, \
              show_introducer, state, offered_at, check_at) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
        ),
        args![
            new.id,
            new.introducer,
            new.a,
            new.b,
            new.why,
            new.stall,
            new.own_stall,
            new.reaches_a,
            new.reaches_b,
            new.show_introducer,
            new.state,
            new.offered_at,
            new.check_at
        ],
    )?;
    Ok(())
}

/// One of them.
pub fn load(tx: &Tx, id: IntroductionId) -> Result<IntroductionRow> {
    Ok(tx.one(sql!(select!("WHERE i.id = $1")), args![id])?)
}

/// What changes of a row after it was offered.
pub fn save(tx: &Tx, row: &IntroductionRow) -> Result<()> {
    tx.run(
        sql!(
            "UPDATE introductions SET answer_a = $2, answer_b = $3, show_a = $4, show_b = $5, state = $6, glad_a = $7, glad_b = $8, \
              post_id = $9, accepted_at = $10, met_at = $11, gave = $12, tied = $13, check_at = $14 WHERE id = $1"
        ),
        args![
            row.id,
            row.answer_a,
            row.answer_b,
            row.show_a,
            row.show_b,
            row.state,
            row.glad_a,
            row.glad_b,
            row.post,
            row.accepted_at,
            row.met_at,
            row.gave,
            row.tied,
            row.check_at
        ],
    )?;
    Ok(())
}

/// Offers to somebody that reached them, newest first.
pub fn to(tx: &Tx, person: AccountId, below: i64, limit: i64) -> Result<Vec<IntroductionRow>> {
    Ok(tx.all(
        sql!(select!(
            "WHERE i.id IN (SELECT x.id FROM introductions x WHERE x.a_id = $1 AND x.reaches_a = TRUE \
             UNION SELECT y.id FROM introductions y WHERE y.b_id = $1 AND y.reaches_b = TRUE) AND i.id < $2 ORDER BY i.id DESC LIMIT $3"
        )),
        args![person, below, limit],
    )?)
}

/// What somebody brought together or wants to, newest first.
pub fn by(tx: &Tx, introducer: AccountId, below: i64, limit: i64) -> Result<Vec<IntroductionRow>> {
    Ok(tx.all(
        sql!(select!("WHERE i.introducer_id = $1 AND i.id < $2 ORDER BY i.id DESC LIMIT $3")),
        args![introducer, below, limit],
    )?)
}

/// Offers that somebody has not answered, newest first.
pub fn unanswered(tx: &Tx, person: AccountId, since: i64, limit: i64) -> Result<Vec<IntroductionRow>> {
    Ok(tx.all(
        sql!(select!(
            "WHERE i.id IN (SELECT x.id FROM introductions x WHERE x.a_id = $1 AND x.reaches_a = TRUE AND x.answer_a = '' \
             UNION SELECT y.id FROM introductions y WHERE y.b_id = $1 AND y.reaches_b = TRUE AND y.answer_b = '') \
             AND i.state = 'offered' AND i.offered_at > $2 ORDER BY i.id DESC LIMIT $3"
        )),
        args![person, since, limit],
    )?)
}

/// How many those are.
pub fn unanswered_count(tx: &Tx, person: AccountId, since: i64) -> Result<i64> {
    Ok(tx.one(
        sql!(
            "SELECT COUNT(*) FROM (SELECT x.id FROM introductions x WHERE x.a_id = $1 AND x.reaches_a = TRUE AND x.answer_a = '' \
              AND x.state = 'offered' AND x.offered_at > $2 UNION SELECT y.id FROM introductions y WHERE y.b_id = $1 \
              AND y.reaches_b = TRUE AND y.answer_b = '' AND y.state = 'offered' AND y.offered_at > $2) AS open"
        ),
        args![person, since],
    )?)
}

/// How many of somebody's offers look open.
pub fn open_of(tx: &Tx, introducer: AccountId, since: i64) -> Result<i64> {
    Ok(tx.one(
        sql!("SELECT COUNT(*) FROM introductions WHERE introducer_id = $1 AND state = 'offered' AND offered_at > $2"),
        args![introducer, since],
    )?)
}

/// How many somebody offered since a moment.
pub fn offered_since(tx: &Tx, introducer: AccountId, since: i64) -> Result<i64> {
    Ok(tx.one(
        sql!("SELECT COUNT(*) FROM introductions WHERE introducer_id = $1 AND offered_at > $2"),
        args![introducer, since],
    )?)
}

/// How many offers about somebody look open to those who made them.
pub fn open_about(tx: &Tx, person: AccountId, since: i64) -> Result<i64> {
    Ok(tx.one(
        sql!(
            "SELECT COUNT(*) FROM (SELECT x.id FROM introductions x WHERE x.a_id = $1 AND x.state = 'offered' AND x.offered_at > $2 \
              UNION SELECT y.id FROM introductions y WHERE y.b_id = $1 AND y.state = 'offered' AND y.offered_at > $2) AS open"
        ),
        args![person, since],
    )?)
}

/// The newest offer of one introducer about two people since a moment: (offer, why).
pub fn earlier(
    tx: &Tx,
    introducer: AccountId,
    a: AccountId,
    b: AccountId,
    since: i64,
) -> Result<Option<(IntroductionId, String, i64)>> {
    Ok(tx.opt(
        sql!(
            "SELECT id, why, offered_at FROM introductions \
              WHERE introducer_id = $1 AND a_id = $2 AND b_id = $3 AND offered_at > $4 ORDER BY id DESC LIMIT 1"
        ),
        args![introducer, a, b, since],
    )?)
}

/// Whether somebody would rather not hear of the other: they block them, or never want to meet them.
pub fn shuns(tx: &Tx, who: AccountId, other: AccountId) -> Result<bool> {
    let found: Option<i64> = tx.opt(
        sql!(
            "SELECT b.target_id FROM blocks b WHERE b.account_id = $1 AND b.target_id = $2 \
              UNION ALL SELECT n.target_id FROM never_pairs n WHERE n.account_id = $1 AND n.target_id = $2 \
              ORDER BY 1 LIMIT 1"
        ),
        args![who, other],
    )?;
    Ok(found.is_some())
}

/// Those of `ids` whom somebody blocks.
pub fn blocked_by(tx: &Tx, who: AccountId, ids: &[i64]) -> Result<Vec<AccountId>> {
    Ok(tx.all(
        sql!("SELECT target_id FROM blocks WHERE account_id = $1 AND target_id = ANY($2) ORDER BY target_id LIMIT 500"),
        args![who, ids],
    )?)
}

/// Open offers in which both of these take part.
pub fn open_with(tx: &Tx, one: AccountId, other: AccountId, since: i64) -> Result<Vec<IntroductionRow>> {
    Ok(tx.all(
        sql!(select!(
            "WHERE i.id IN (SELECT x.id FROM introductions x WHERE x.introducer_id IN ($1, $2) AND x.state = 'offered' \
             UNION SELECT y.id FROM introductions y WHERE y.a_id IN ($1, $2) AND y.state = 'offered' \
             UNION SELECT z.id FROM introductions z WHERE z.b_id IN ($1, $2) AND z.state = 'offered') \
             AND $1 IN (i.introducer_id, i.a_id, i.b_id) AND $2 IN (i.introducer_id, i.a_id, i.b_id) AND i.offered_at > $3 \
             ORDER BY i.id LIMIT 50"
        )),
        args![one, other, since],
    )?)
}

/// Those the night looks at.
pub fn due(tx: &Tx, now: i64, limit: i64) -> Result<Vec<IntroductionRow>> {
    Ok(tx.all(
        sql!(select!("WHERE i.check_at IS NOT NULL AND i.check_at <= $1 ORDER BY i.check_at, i.id LIMIT $2")),
        args![now, limit],
    )?)
}

/// Those of `ids` whose two have spoken, or given each other something, both ways within `span` of their yes.
pub fn talked(tx: &Tx, ids: &[i64], span: i64) -> Result<Vec<IntroductionId>> {
    Ok(tx.all(
        sql!(
            "SELECT i.id FROM introductions i WHERE i.id = ANY($1) AND 2 = (SELECT COUNT(DISTINCT t.low_acts) FROM tie_acts t \
              WHERE t.low_id = i.a_id AND t.high_id = i.b_id AND t.kind NOT IN ('invitation', 'introduction', 'meeting') \
              AND t.at >= i.accepted_at AND t.at <= i.accepted_at + CAST($2 AS BIGINT)) ORDER BY i.id LIMIT 500"
        ),
        args![ids, span],
    )?)
}

/// Those of `ids` between whose two an accepted gift went within `span` of their yes.
pub fn gave(tx: &Tx, ids: &[i64], span: i64) -> Result<Vec<IntroductionId>> {
    Ok(tx.all(
        sql!(
            "SELECT i.id FROM introductions i WHERE i.id = ANY($1) AND EXISTS (SELECT 1 FROM tie_acts t \
              WHERE t.low_id = i.a_id AND t.high_id = i.b_id AND t.kind = 'thanks' \
              AND t.at >= i.accepted_at AND t.at <= i.accepted_at + CAST($2 AS BIGINT)) ORDER BY i.id LIMIT 500"
        ),
        args![ids, span],
    )?)
}

record! {
    /// How introductions of a span of time went.
    pub struct OutcomeRow {
        pub offered: i64,
        pub accepted: i64,
        pub talked: i64,
        pub talk_known: i64,
        pub gave: i64,
        pub gave_known: i64,
        pub tied: i64,
        pub tied_known: i64,
        pub glad: i64,
    }
}

/// How the introductions offered since a moment went; `now` decides of which it can be told whether they talked.
pub fn outcome(tx: &Tx, since: i64, talk_before: i64) -> Result<OutcomeRow> {
    Ok(tx.one(
        sql!(
            "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN accepted_at IS NOT NULL THEN 1 ELSE 0 END), 0) AS BIGINT), \
              CAST(COALESCE(SUM(CASE WHEN met_at IS NOT NULL THEN 1 ELSE 0 END), 0) AS BIGINT), \
              CAST(COALESCE(SUM(CASE WHEN met_at IS NOT NULL OR accepted_at <= $2 THEN 1 ELSE 0 END), 0) AS BIGINT), \
              CAST(COALESCE(SUM(CASE WHEN gave = TRUE THEN 1 ELSE 0 END), 0) AS BIGINT), \
              CAST(COALESCE(SUM(CASE WHEN gave IS NOT NULL THEN 1 ELSE 0 END), 0) AS BIGINT), \
              CAST(COALESCE(SUM(CASE WHEN tied = TRUE THEN 1 ELSE 0 END), 0) AS BIGINT), \
              CAST(COALESCE(SUM(CASE WHEN tied IS NOT NULL THEN 1 ELSE 0 END), 0) AS BIGINT), \
              CAST(COALESCE(SUM(CASE WHEN glad_a = TRUE AND glad_b = TRUE THEN 1 ELSE 0 END), 0) AS BIGINT) \
              FROM introductions WHERE offered_at > $1 /* scan: five a week each at most; the host asks seldom */"
        ),
        args![since, talk_before],
    )?)
}

/// Whether somebody wants no introductions at the moment.
pub fn not_now(tx: &Tx, person: AccountId) -> Result<bool> {
    let found: Option<bool> =
        tx.opt(sql!("SELECT not_now FROM meeting_wishes WHERE account_id = $1"), args![person])?;
    Ok(found.unwrap_or(false))
}

/// Says whether somebody wants introductions.
pub fn set_not_now(tx: &Tx, person: AccountId, not_now: bool) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO meeting_wishes (account_id, not_now) VALUES ($1, $2) \
              ON CONFLICT (account_id) DO UPDATE SET not_now = excluded.not_now"
        ),
        args![person, not_now],
    )?;
    Ok(())
}

/// Whom somebody never wants to be brought together with, newest first.
pub fn never_list(tx: &Tx, person: AccountId) -> Result<Vec<AccountId>> {
    Ok(tx.all(
        sql!("SELECT target_id FROM never_pairs WHERE account_id = $1 ORDER BY at DESC, target_id LIMIT 200"),
        args![person],
    )?)
}

/// Adds to it.
pub fn insert_never(tx: &Tx, person: AccountId, target: AccountId) -> Result<()> {
    tx.run(
        sql!("INSERT INTO never_pairs (account_id, target_id, at) VALUES ($1, $2, $3) ON CONFLICT (account_id, target_id) DO NOTHING"),
        args![person, target, tx.now()],
    )?;
    Ok(())
}

/// Takes from it.
pub fn delete_never(tx: &Tx, person: AccountId, target: AccountId) -> Result<()> {
    tx.run(sql!("DELETE FROM never_pairs WHERE account_id = $1 AND target_id = $2"), args![person, target])?;
    Ok(())
}

/// A slice of what names somebody who left: introductions.
pub fn erase(tx: &Tx, person: AccountId, limit: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "DELETE FROM introductions WHERE id IN (SELECT id FROM introductions WHERE introducer_id = $1 OR a_id = $1 OR b_id = $1 \
              ORDER BY id LIMIT $2)"
        ),
        args![person, limit],
    )?)
}

/// A slice of what names somebody who left: suggestions.
pub fn erase_suggestions(tx: &Tx, person: AccountId, limit: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "DELETE FROM introduction_suggestions WHERE id IN (SELECT id FROM introduction_suggestions \
              WHERE introducer_id = $1 OR a_id = $1 OR b_id = $1 ORDER BY id LIMIT $2)"
        ),
        args![person, limit],
    )?)
}

/// A slice of what names somebody who left: whom they, and others about them, never want to meet.
pub fn erase_never(tx: &Tx, person: AccountId, limit: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "DELETE FROM never_pairs WHERE (account_id, target_id) IN (SELECT account_id, target_id FROM never_pairs \
              WHERE account_id = $1 OR target_id = $1 ORDER BY account_id, target_id LIMIT $2)"
        ),
        args![person, limit],
    )?)
}
