//! The statements about orbits and gravity.

use soulava_store::{args, record, sql};

use super::Around;
use super::gravity::GravityDay;
use super::level::Orbit;
use crate::{AccountId, Result, Tx};

/// How far the night is: (day, cursor, done).
pub(super) fn night(tx: &Tx) -> Result<Option<(i64, i64, bool)>> {
    Ok(tx.opt(sql!("SELECT day, cursor, done FROM orbit_night WHERE one = 1"), args![])?)
}

pub(super) fn set_night(tx: &Tx, day: i64, cursor: i64, done: bool) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO orbit_night (one, day, cursor, done) VALUES (1, $1, $2, $3)
             ON CONFLICT (one) DO UPDATE SET day = excluded.day, cursor = excluded.cursor, done = excluded.done"
        ),
        args![day, cursor, done],
    )?;
    Ok(())
}

/// People of this square after `after`, and when they came; automated ones not. Imported ones came at no time.
pub(super) fn people_after(tx: &Tx, after: i64, limit: i64) -> Result<Vec<(AccountId, i64)>> {
    Ok(tx.all(
        sql!(
            "SELECT id, CASE WHEN state = 'shadow' THEN 0 ELSE created_at END FROM accounts
             WHERE kind = 'person' AND id > $1 AND state IN ('active', 'shadow') AND domain = '' AND NOT bot
             ORDER BY id LIMIT $2"
        ),
        args![after, limit],
    )?)
}

record! {
    /// How somebody was here of late: days and heaviest act in each of three spans, and the last day.
    pub struct SpanRow {
        pub who: AccountId,
        pub days_1: i64,
        pub best_1: i64,
        pub days_2: i64,
        pub best_2: i64,
        pub days_3: i64,
        pub best_3: i64,
        pub last: i64,
    }
}

/// The spans of these people, each from a day on; `longest` is the earliest of the three. At most 500 people.
pub fn spans(tx: &Tx, people: &[i64], from: [i64; 3], longest: i64) -> Result<Vec<SpanRow>> {
    Ok(tx.all(
        sql!(
            "SELECT account_id,
                    CAST(SUM(CASE WHEN day >= $2 THEN 1 ELSE 0 END) AS BIGINT),
                    MAX(CASE WHEN day >= $2 THEN best ELSE 0 END),
                    CAST(SUM(CASE WHEN day >= $3 THEN 1 ELSE 0 END) AS BIGINT),
                    MAX(CASE WHEN day >= $3 THEN best ELSE 0 END),
                    CAST(SUM(CASE WHEN day >= $4 THEN 1 ELSE 0 END) AS BIGINT),
                    MAX(CASE WHEN day >= $4 THEN best ELSE 0 END),
                    MAX(day)
             FROM presence
             WHERE account_id = ANY($1) AND day >= $5
             GROUP BY account_id
             ORDER BY account_id
             LIMIT 500"
        ),
        args![people, from[0], from[1], from[2], longest],
    )?)
}

record! {
    /// Somebody's orbit, column for column.
    pub struct OrbitRow {
        pub who: AccountId,
        pub level: i64,
        pub since: i64,
        pub held: i64,
        pub came_from: i64,
        pub quiet: bool,
    }
}

impl OrbitRow {
    pub(super) fn orbit(&self) -> Orbit {
        let Self { level, since, held, came_from, quiet, .. } = *self;
        Orbit { level, since, held, came_from, quiet }
    }
}

/// At most 500.
pub(super) fn orbits_of(tx: &Tx, people: &[i64]) -> Result<Vec<OrbitRow>> {
    Ok(tx.all(
        sql!(
            "SELECT account_id, level, since, held, came_from, quiet FROM orbits
             WHERE account_id = ANY($1) ORDER BY account_id LIMIT 500"
        ),
        args![people],
    )?)
}

/// At most 500.
pub(super) fn put_orbits(tx: &Tx, orbits: &[(AccountId, Orbit)]) -> Result<()> {
    let column = |of: fn(&(AccountId, Orbit)) -> i64| orbits.iter().map(of).collect::<Vec<i64>>();
    tx.run(
        sql!(
            "INSERT INTO orbits (account_id, level, since, held, came_from, quiet)
             SELECT t.who, t.level, t.since, t.held, t.came, t.quiet = 1
             FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[])
                  AS t(who, level, since, held, came, quiet)
             WHERE TRUE
             ON CONFLICT (account_id) DO UPDATE
             SET level = excluded.level, since = excluded.since, held = excluded.held,
                 came_from = excluded.came_from, quiet = excluded.quiet"
        ),
        args![
            column(|(who, _)| who.0),
            column(|(_, orbit)| orbit.level),
            column(|(_, orbit)| orbit.since),
            column(|(_, orbit)| orbit.held),
            column(|(_, orbit)| orbit.came_from),
            column(|(_, orbit)| i64::from(orbit.quiet))
        ],
    )?;
    Ok(())
}

/// Adds to a month: (came, went, people).
pub(super) fn add_moves(tx: &Tx, month: i64, moves: &[(i64, i64, i64)]) -> Result<()> {
    let column = |of: fn(&(i64, i64, i64)) -> i64| moves.iter().map(of).collect::<Vec<i64>>();
    tx.run(
        sql!(
            "INSERT INTO orbit_moves (month, came, went, people)
             SELECT CAST($1 AS BIGINT), t.came, t.went, t.people
             FROM unnest($2::bigint[], $3::bigint[], $4::bigint[]) AS t(came, went, people)
             WHERE TRUE
             ON CONFLICT (month, came, went) DO UPDATE SET people = orbit_moves.people + excluded.people"
        ),
        args![month, column(|it| it.0), column(|it| it.1), column(|it| it.2)],
    )?;
    Ok(())
}

/// The moves after a month, newest month first; a month has at most 30 kinds.
pub(super) fn moves(tx: &Tx, after: i64) -> Result<Vec<(i64, i64, i64, i64)>> {
    Ok(tx.all(
        sql!(
            "SELECT month, came, went, people FROM orbit_moves
             WHERE month > $1 ORDER BY month DESC, came, went LIMIT 750"
        ),
        args![after],
    )?)
}

/// How many people of the square are in which orbit: (level, quiet, people).
pub(super) fn count_square(tx: &Tx) -> Result<Vec<(i64, bool, i64)>> {
    Ok(tx.all(
        sql!(
            "SELECT o.level, o.quiet, COUNT(*) FROM orbits o
             JOIN accounts a ON a.id = o.account_id
             WHERE a.state IN ('active', 'shadow')
             GROUP BY o.level, o.quiet ORDER BY o.level, o.quiet LIMIT 8 /* scan: once a night */"
        ),
        args![],
    )?)
}

/// Some people of each orbit who are not quiet: (who, level), `each` of every level at most.
pub(super) fn nearest(tx: &Tx, each: i64) -> Result<Vec<(AccountId, i64)>> {
    let mut found = Vec::new();
    for level in 1..=4 {
        found.extend(in_orbit(tx, level, each)?);
    }
    Ok(found)
}

fn in_orbit(tx: &Tx, level: i64, limit: i64) -> Result<Vec<(AccountId, i64)>> {
    Ok(tx.all(
        sql!(
            "SELECT account_id, level FROM orbits
             WHERE level = $1 AND quiet = FALSE ORDER BY account_id LIMIT $2"
        ),
        args![level, limit],
    )?)
}

/// Today's counts, (level, quiet, people), instead of earlier ones.
pub(super) fn put_days(tx: &Tx, around: Around, day: i64, counts: &[(i64, bool, i64)]) -> Result<()> {
    let of = |level: i64, quiet: bool| {
        counts.iter().find(|it| (it.0, it.1) == (level, quiet)).map_or(0, |(_, _, people)| *people)
    };
    let levels = [1, 2, 3, 4];
    let (here, quiet) = (levels.map(|level| of(level, false)), levels.map(|level| of(level, true)));
    tx.run(
        sql!(
            "INSERT INTO orbit_days (around, day, level, here, quiet)
             SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT), t.level, t.here, t.quiet
             FROM unnest($3::bigint[], $4::bigint[], $5::bigint[]) AS t(level, here, quiet)
             WHERE TRUE
             ON CONFLICT (around, day, level) DO UPDATE SET here = excluded.here, quiet = excluded.quiet"
        ),
        args![around.number(), day, levels.as_slice(), here.as_slice(), quiet.as_slice()],
    )?;
    Ok(())
}

/// The counts of the newest day, nearest orbit first: (level, here, quiet).
pub(super) fn newest_counts(tx: &Tx, around: Around) -> Result<Vec<(i64, i64, i64)>> {
    Ok(tx.all(
        sql!(
            "SELECT level, here, quiet FROM orbit_days
             WHERE around = $1
             AND day = (SELECT d.day FROM orbit_days d WHERE d.around = $1 ORDER BY d.day DESC LIMIT 1)
             ORDER BY level LIMIT 4"
        ),
        args![around.number()],
    )?)
}

pub(super) fn put_gravity(tx: &Tx, around: Around, day: &GravityDay) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO gravity_days (around, day, gravity, members, ties, ties_missing, share, connected, reciprocal,
                                       two, clustering, two_core, three_core, brand_bridge)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
             ON CONFLICT (around, day) DO UPDATE
             SET gravity = excluded.gravity, members = excluded.members, ties = excluded.ties,
                 ties_missing = excluded.ties_missing, share = excluded.share, connected = excluded.connected,
                 reciprocal = excluded.reciprocal, two = excluded.two, clustering = excluded.clustering,
                 two_core = excluded.two_core, three_core = excluded.three_core, brand_bridge = excluded.brand_bridge"
        ),
        args![
            around.number(),
            day.day,
            day.gravity,
            day.members,
            day.ties,
            day.ties_missing,
            day.share,
            day.connected,
            day.reciprocal,
            day.two,
            day.clustering,
            day.two_core,
            day.three_core,
            day.brand_bridge
        ],
    )?;
    Ok(())
}

/// The newest gravity that is not younger than `upto`.
pub(super) fn gravity(tx: &Tx, around: Around, upto: i64) -> Result<Option<GravityDay>> {
    Ok(tx.opt(
        sql!(
            "SELECT day, gravity, members, ties, ties_missing, share, connected, reciprocal, two, clustering, two_core,
                    three_core, brand_bridge
             FROM gravity_days WHERE around = $1 AND day <= $2 ORDER BY day DESC LIMIT 1"
        ),
        args![around.number(), upto],
    )?)
}

pub(super) fn delete_gravity_before(tx: &Tx, day: i64, most: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "DELETE FROM gravity_days
             WHERE (around, day) IN (SELECT around, day FROM gravity_days WHERE day < $1 ORDER BY day, around LIMIT $2)"
        ),
        args![day, most],
    )?)
}

pub(super) fn delete_days_before(tx: &Tx, day: i64, most: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "DELETE FROM orbit_days
             WHERE (around, day, level) IN (SELECT around, day, level FROM orbit_days
                                            WHERE day < $1 ORDER BY day, around, level LIMIT $2)"
        ),
        args![day, most],
    )?)
}

/// What was measured around a stall that closes.
pub fn delete_around(tx: &Tx, stall: AccountId, most: i64) -> Result<u64> {
    let days = tx.run(
        sql!(
            "DELETE FROM orbit_days
             WHERE (around, day, level) IN (SELECT around, day, level FROM orbit_days
                                            WHERE around = $1 ORDER BY day, level LIMIT $2)"
        ),
        args![stall, most],
    )?;
    if days > 0 { Ok(days) } else { delete_gravity_around(tx, stall, most) }
}

fn delete_gravity_around(tx: &Tx, stall: AccountId, most: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "DELETE FROM gravity_days
             WHERE (around, day) IN (SELECT around, day FROM gravity_days WHERE around = $1 ORDER BY day LIMIT $2)"
        ),
        args![stall, most],
    )?)
}

record! {
    /// On which side somebody is.
    pub struct SideRow {
        pub who: AccountId,
        pub bot: bool,
        pub staff: bool,
        pub keeper: bool,
    }
}

/// Those of `people` who are here, and on which side; at most 500.
pub(super) fn sides(tx: &Tx, people: &[i64]) -> Result<Vec<SideRow>> {
    Ok(tx.all(
        sql!(
            "SELECT a.id, a.bot OR a.kind <> 'person',
                    EXISTS (SELECT 1 FROM logins l WHERE l.account_id = a.id AND l.role IN ('moderator', 'host')),
                    EXISTS (SELECT 1 FROM keepers k WHERE k.account_id = a.id AND k.left_at IS NULL)
             FROM accounts a
             WHERE a.id = ANY($1) AND a.state IN ('active', 'shadow')
             ORDER BY a.id LIMIT 500"
        ),
        args![people],
    )?)
}

/// Hosts, moderators and everybody who keeps a stall, in order of their ids.
pub(super) fn brand_side(tx: &Tx, limit: i64) -> Result<Vec<AccountId>> {
    Ok(tx.all(
        sql!(
            "SELECT x.id FROM (
               SELECT l.account_id AS id FROM logins l WHERE l.role IN ('moderator', 'host')
               UNION SELECT k.account_id FROM accounts s JOIN keepers k ON k.stall_id = s.id
                     WHERE s.kind = 'stall' AND s.state = 'active' AND k.left_at IS NULL
             ) x ORDER BY x.id LIMIT $1"
        ),
        args![limit],
    )?)
}

/// A tie that a map may show: both acted, neither blocks, neither hides.
macro_rules! shown {
    () => {
        "t.stage > 0 AND t.blocked = FALSE AND t.low_hides = FALSE AND t.high_hides = FALSE"
    };
}

/// Whom these people have a tie with, the strongest first; somebody may be in it more than once.
pub(super) fn known(tx: &Tx, people: &[i64], limit: i64) -> Result<Vec<AccountId>> {
    let found: Vec<(AccountId, f64)> = tx.all(
        sql!(concat!(
            "SELECT x.other, MAX(x.warm) FROM (
               SELECT t.high_id AS other, t.warm FROM ties t WHERE t.low_id = ANY($1) AND ",
            shown!(),
            " UNION ALL SELECT t.low_id, t.warm FROM ties t WHERE t.high_id = ANY($1) AND ",
            shown!(),
            ") x GROUP BY x.other ORDER BY 2 DESC, x.other LIMIT $2"
        )),
        args![people, limit],
    )?;
    Ok(found.into_iter().map(|(other, _)| other).collect())
}

/// The ties among these people, the strongest first.
pub(super) fn cords(tx: &Tx, people: &[i64], limit: i64) -> Result<Vec<(AccountId, AccountId)>> {
    Ok(tx.all(
        sql!(concat!(
            "SELECT t.low_id, t.high_id FROM ties t WHERE t.low_id = ANY($1) AND t.high_id = ANY($1) AND ",
            shown!(),
            " ORDER BY t.warm DESC, t.id LIMIT $2"
        )),
        args![people, limit],
    )?)
}

/// How many ties each of these people has, in two parts that are to be added.
pub(super) fn tie_counts(tx: &Tx, people: &[i64]) -> Result<Vec<(AccountId, i64)>> {
    Ok(tx.all(
        sql!(concat!(
            "SELECT t.low_id, COUNT(*) FROM ties t WHERE t.low_id = ANY($1) AND ",
            shown!(),
            " GROUP BY t.low_id UNION ALL SELECT t.high_id, COUNT(*) FROM ties t WHERE t.high_id = ANY($1) AND ",
            shown!(),
            " GROUP BY t.high_id ORDER BY 1 LIMIT 1000"
        )),
        args![people],
    )?)
}
