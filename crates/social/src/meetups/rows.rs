//! The SQL of meet-ups.

use soulava_store::{args, record, sql};

use super::Part;
use crate::{AccountId, MeetupId, PostId, Result, Tx};

record! {
    #[derive(Clone, Copy, Debug)]
    /// Two who drew each other.
    #[allow(missing_docs, reason = "the columns of the table, explained in the migration")]
    pub struct MeetupRow {
        pub id: MeetupId,
        pub round: i64,
        pub a: AccountId,
        pub b: AccountId,
        pub post: Option<PostId>,
        pub met_a: bool,
        pub met_b: bool,
        pub at: i64,
    }
}

impl MeetupRow {
    /// The other of the two.
    pub fn other(&self, one: AccountId) -> AccountId {
        if self.a == one { self.b } else { self.a }
    }
}

record! {
    /// A round.
    pub struct RoundRow {
        pub id: i64,
        pub at: i64,
        pub done: bool,
    }
}

/// The newest round.
pub fn last_round(tx: &Tx) -> Result<Option<RoundRow>> {
    Ok(tx.opt(
        sql!("SELECT id, at, done FROM meetup_rounds ORDER BY id DESC LIMIT 1 /* scan: one row, from the end */"),
        args![],
    )?)
}

/// Opens a round.
pub fn insert_round(tx: &Tx) -> Result<i64> {
    let id = tx.next_id();
    tx.run(sql!("INSERT INTO meetup_rounds (id, at) VALUES ($1, $2)"), args![id, tx.now()])?;
    Ok(id)
}

/// Everybody was dealt with.
pub fn close_round(tx: &Tx, id: i64) -> Result<()> {
    tx.run(sql!("UPDATE meetup_rounds SET done = TRUE WHERE id = $1"), args![id])?;
    Ok(())
}

/// How many take part.
pub fn count(tx: &Tx) -> Result<i64> {
    Ok(tx.one(
        sql!(
            "SELECT COUNT(*) FROM meeting_wishes w JOIN accounts a ON a.id = w.account_id WHERE w.meets = TRUE AND a.state = 'active'"
        ),
        args![],
    )?)
}

/// How somebody takes part.
pub fn part(tx: &Tx, person: AccountId) -> Result<Option<Part>> {
    let found: Option<(bool, bool, bool)> =
        tx.opt(sql!("SELECT meets, skips, waited FROM meeting_wishes WHERE account_id = $1"), args![person])?;
    Ok(found.map(|(joined, skips, first_next)| Part { joined, skips, first_next: first_next && joined }))
}

/// Joins or leaves.
pub fn set_meets(tx: &Tx, person: AccountId, meets: bool, draw: i64) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO meeting_wishes (account_id, meets, draw) VALUES ($1, $2, $3) \
              ON CONFLICT (account_id) DO UPDATE SET meets = excluded.meets, draw = excluded.draw, skips = FALSE"
        ),
        args![person, meets, draw],
    )?;
    Ok(())
}

/// Leaves out the next round, or not; false for somebody who takes no part.
pub fn set_skips(tx: &Tx, person: AccountId, skips: bool) -> Result<bool> {
    Ok(tx.run(
        sql!("UPDATE meeting_wishes SET skips = $2 WHERE account_id = $1 AND meets = TRUE"),
        args![person, skips],
    )? == 1)
}

/// Who has not been dealt with in a round: first who was left over last time, then by chance. (who, skips)
pub fn waiting(tx: &Tx, round: i64, limit: i64) -> Result<Vec<(AccountId, bool)>> {
    Ok(tx.all(
        sql!(
            "SELECT w.account_id, w.skips FROM meeting_wishes w JOIN accounts a ON a.id = w.account_id \
              WHERE w.meets = TRUE AND w.round_id < $1 AND a.state = 'active' \
              ORDER BY w.waited DESC, w.draw, w.account_id LIMIT $2"
        ),
        args![round, limit],
    )?)
}

/// Pairs within `ids` that cannot be drawn: they know each other, block, never want to, or drew each other before.
pub fn apart(tx: &Tx, ids: &[i64]) -> Result<Vec<(AccountId, AccountId)>> {
    Ok(tx.all(
        sql!(
            "SELECT t.low_id, t.high_id FROM ties t WHERE t.low_id = ANY($1) AND t.high_id = ANY($1) AND t.stage > 0 \
              UNION SELECT b.account_id, b.target_id FROM blocks b WHERE b.account_id = ANY($1) AND b.target_id = ANY($1) \
              UNION SELECT n.account_id, n.target_id FROM never_pairs n WHERE n.account_id = ANY($1) AND n.target_id = ANY($1) \
              UNION SELECT m.a_id, m.b_id FROM meetups m WHERE m.a_id = ANY($1) AND m.b_id = ANY($1) ORDER BY 1, 2 LIMIT 5000"
        ),
        args![ids],
    )?)
}

/// These were dealt with in a round; the next order is drawn anew.
pub fn dealt(tx: &Tx, round: i64, ids: &[i64], draws: &[i64], left_over: bool) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO meeting_wishes (account_id, meets, skips, round_id, waited, draw) \
              SELECT t.who, TRUE, FALSE, CAST($3 AS BIGINT), CAST($4 AS BOOLEAN), t.draw FROM unnest($1::bigint[], $2::bigint[]) AS t(who, draw) \
              WHERE TRUE ON CONFLICT (account_id) DO UPDATE SET round_id = excluded.round_id, waited = excluded.waited, \
              draw = excluded.draw, skips = FALSE"
        ),
        args![ids, draws, round, left_over],
    )?;
    Ok(())
}

/// Two drew each other.
pub fn insert(tx: &Tx, row: &MeetupRow) -> Result<()> {
    tx.run(
        sql!("INSERT INTO meetups (id, round_id, a_id, b_id, at) VALUES ($1, $2, $3, $4, $5)"),
        args![row.id, row.round, row.a, row.b, row.at],
    )?;
    Ok(())
}

/// Where they speak.
pub fn set_post(tx: &Tx, id: MeetupId, post: PostId) -> Result<()> {
    tx.run(sql!("UPDATE meetups SET post_id = $2 WHERE id = $1"), args![id, post])?;
    Ok(())
}

/// One of them.
pub fn load(tx: &Tx, id: MeetupId) -> Result<MeetupRow> {
    Ok(tx.one(
        sql!("SELECT id, round_id, a_id, b_id, post_id, met_a, met_b, at FROM meetups WHERE id = $1"),
        args![id],
    )?)
}

/// Who says they met.
pub fn set_met(tx: &Tx, row: &MeetupRow) -> Result<()> {
    tx.run(sql!("UPDATE meetups SET met_a = $2, met_b = $3 WHERE id = $1"), args![row.id, row.met_a, row.met_b])?;
    Ok(())
}

/// Somebody's, newest first.
pub fn of(tx: &Tx, person: AccountId, below: i64, limit: i64) -> Result<Vec<MeetupRow>> {
    Ok(tx.all(
        sql!(
            "SELECT id, round_id, a_id, b_id, post_id, met_a, met_b, at FROM meetups WHERE id IN \
              (SELECT x.id FROM meetups x WHERE x.a_id = $1 UNION SELECT y.id FROM meetups y WHERE y.b_id = $1) AND id < $2 \
              ORDER BY id DESC LIMIT $3"
        ),
        args![person, below, limit],
    )?)
}

/// The languages of people's pages: (who, language).
pub fn locales(tx: &Tx, ids: &[i64]) -> Result<Vec<(AccountId, String)>> {
    Ok(tx.all(
        sql!("SELECT account_id, locale FROM logins WHERE account_id = ANY($1) ORDER BY account_id LIMIT 500"),
        args![ids],
    )?)
}

/// A slice of what names somebody who left.
pub fn erase(tx: &Tx, person: AccountId, limit: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "DELETE FROM meetups WHERE id IN (SELECT id FROM meetups WHERE a_id = $1 OR b_id = $1 ORDER BY id LIMIT $2)"
        ),
        args![person, limit],
    )?)
}
