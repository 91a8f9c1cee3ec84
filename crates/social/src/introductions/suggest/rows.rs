//! The SQL of suggestions.

use soulava_store::{args, record, sql};

use crate::{AccountId, Result, SuggestionId, Tx};

record! {
    #[derive(Clone, Debug)]
    /// A stored suggestion.
    pub struct SuggestionRow {
        pub id: SuggestionId,
        pub introducer: AccountId,
        pub a: AccountId,
        pub b: AccountId,
        pub shared: String,
    }
}

/// The suggestion an introducer has in view in a week.
pub fn in_view(tx: &Tx, introducer: AccountId, week: i64) -> Result<Option<SuggestionRow>> {
    Ok(tx.opt(
        sql!(
            "SELECT id, introducer_id, a_id, b_id, shared FROM introduction_suggestions \
              WHERE introducer_id = $1 AND week = $2 AND shown = TRUE AND set_aside = FALSE ORDER BY id DESC LIMIT 1"
        ),
        args![introducer, week],
    )?)
}

/// Whether an introducer was shown one in this week already.
pub fn was_shown(tx: &Tx, introducer: AccountId, week: i64) -> Result<bool> {
    let found: Option<SuggestionId> = tx.opt(
        sql!(
            "SELECT id FROM introduction_suggestions WHERE introducer_id = $1 AND week = $2 AND shown = TRUE ORDER BY id LIMIT 1"
        ),
        args![introducer, week],
    )?;
    Ok(found.is_some())
}

/// A new one to store.
pub struct New<'a> {
    pub id: SuggestionId,
    pub introducer: AccountId,
    pub a: AccountId,
    pub b: AccountId,
    pub week: i64,
    pub shown: bool,
    pub counted: bool,
    pub score: f64,
    pub shared: &'a str,
    pub check_at: Option<i64>,
}

/// Stores a suggestion, shown or kept back.
pub fn insert(tx: &Tx, new: &New<'_>) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO introduction_suggestions (id, introducer_id, a_id, b_id, week, shown, counted, score, shared, check_at, at) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        ),
        args![
            new.id,
            new.introducer,
            new.a,
            new.b,
            new.week,
            new.shown,
            new.counted,
            new.score,
            new.shared,
            new.check_at,
            tx.now()
        ],
    )?;
    Ok(())
}

/// Puts one away for good; false when it is not this person's.
pub fn set_aside(tx: &Tx, id: SuggestionId, introducer: AccountId) -> Result<bool> {
    Ok(tx.run(
        sql!(
            "UPDATE introduction_suggestions SET set_aside = TRUE WHERE id = $1 AND introducer_id = $2 AND shown = TRUE"
        ),
        args![id, introducer],
    )? == 1)
}

/// When pairs were last looked for among somebody's ties; 0 is never.
pub fn looked_at(tx: &Tx, person: AccountId) -> Result<i64> {
    let found: Option<i64> =
        tx.opt(sql!("SELECT looked_at FROM meeting_wishes WHERE account_id = $1"), args![person])?;
    Ok(found.unwrap_or(0))
}

/// Pairs were looked for now.
pub fn set_looked(tx: &Tx, person: AccountId) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO meeting_wishes (account_id, looked_at) VALUES ($1, $2) \
              ON CONFLICT (account_id) DO UPDATE SET looked_at = excluded.looked_at"
        ),
        args![person, tx.now()],
    )?;
    Ok(())
}

/// Those of `ids` who may be suggested: people here who want introductions, and are in nobody's view this week.
pub fn open(tx: &Tx, ids: &[i64], week: i64) -> Result<Vec<AccountId>> {
    Ok(tx.all(
        sql!(
            "SELECT a.id FROM accounts a WHERE a.id = ANY($1) AND a.kind = 'person' AND a.state = 'active' AND a.bot = FALSE \
              AND a.domain = '' AND NOT EXISTS (SELECT 1 FROM meeting_wishes w WHERE w.account_id = a.id AND w.not_now = TRUE) \
              AND NOT EXISTS (SELECT 1 FROM introduction_suggestions s WHERE s.a_id = a.id AND s.week = $2 AND s.shown = TRUE) \
              AND NOT EXISTS (SELECT 1 FROM introduction_suggestions s WHERE s.b_id = a.id AND s.week = $2 AND s.shown = TRUE) \
              ORDER BY a.id LIMIT 100"
        ),
        args![ids, week],
    )?)
}

/// Pairs within `ids` that do not want, have been offered by this introducer, or were suggested to anybody lately or set
/// aside by this one: (one, other), in any order.
pub fn closed_pairs(tx: &Tx, ids: &[i64], introducer: AccountId, since: i64) -> Result<Vec<(AccountId, AccountId)>> {
    Ok(tx.all(
        sql!(
            "SELECT b.account_id, b.target_id FROM blocks b WHERE b.account_id = ANY($1) AND b.target_id = ANY($1) \
              UNION SELECT n.account_id, n.target_id FROM never_pairs n WHERE n.account_id = ANY($1) AND n.target_id = ANY($1) \
              UNION SELECT i.a_id, i.b_id FROM introductions i WHERE i.introducer_id = $2 AND i.a_id = ANY($1) AND i.b_id = ANY($1) \
              UNION SELECT s.a_id, s.b_id FROM introduction_suggestions s WHERE s.a_id = ANY($1) AND s.b_id = ANY($1) \
              AND (s.at > $3 OR (s.introducer_id = $2 AND s.set_aside = TRUE)) ORDER BY 1, 2 LIMIT 5000"
        ),
        args![ids, introducer, since],
    )?)
}

/// Hashtags that some people used in public of late: (who, tag).
pub fn tags_of(tx: &Tx, ids: &[i64], since: i64) -> Result<Vec<(AccountId, String)>> {
    Ok(tx.all(
        sql!(
            "SELECT DISTINCT p.account_id, t.name FROM posts p JOIN post_tags x ON x.post_id = p.id JOIN tags t ON t.id = x.tag_id \
              WHERE p.account_id = ANY($1) AND p.id >= CAST($2 AS BIGINT) * 65536 AND p.visibility IN ('public', 'unlisted') \
              ORDER BY p.account_id, t.name LIMIT 2000"
        ),
        args![ids, since],
    )?)
}

/// Suggestions of which it can be told by now whether the two talked, and whether they did.
pub fn due(tx: &Tx, now: i64, span: i64, limit: i64) -> Result<Vec<(SuggestionId, bool)>> {
    Ok(tx.all(
        sql!(
            "SELECT s.id, 2 = (SELECT COUNT(DISTINCT t.low_acts) FROM tie_acts t WHERE t.low_id = s.a_id AND t.high_id = s.b_id \
              AND t.kind NOT IN ('invitation', 'introduction', 'meeting') AND t.at >= s.at AND t.at <= s.at + CAST($2 AS BIGINT)) \
              FROM introduction_suggestions s WHERE s.check_at IS NOT NULL AND s.check_at <= $1 ORDER BY s.check_at, s.id LIMIT $3"
        ),
        args![now, span, limit],
    )?)
}

/// Writes down what became of some.
pub fn settle(tx: &Tx, ids: &[i64], talked: bool) -> Result<()> {
    tx.run(
        sql!("UPDATE introduction_suggestions SET talked = $2, check_at = NULL WHERE id = ANY($1)"),
        args![ids, talked],
    )?;
    Ok(())
}

/// Suggestions that can be compared: (shown, talked, how many).
pub fn compared(tx: &Tx) -> Result<Vec<(bool, bool, i64)>> {
    Ok(tx.all(
        sql!(
            "SELECT shown, talked, COUNT(*) FROM introduction_suggestions WHERE counted = TRUE AND talked IS NOT NULL \
              GROUP BY shown, talked ORDER BY shown, talked LIMIT 4"
        ),
        args![],
    )?)
}
