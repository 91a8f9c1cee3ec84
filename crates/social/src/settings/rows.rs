//! The statements about settings, rules and the self-check.

use soulava_store::{args, sql};

use crate::{AccountId, Result, RuleId, Tx};

pub(super) fn all(tx: &Tx) -> Result<Vec<(String, String)>> {
    Ok(tx.all(sql!("SELECT key, value FROM settings ORDER BY key LIMIT 100"), args![])?)
}

pub(super) fn get(tx: &Tx, key: &str) -> Result<Option<String>> {
    Ok(tx.opt(sql!("SELECT value FROM settings WHERE key = $1"), args![key])?)
}

pub(super) fn put(tx: &Tx, key: &str, value: &str) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
        ),
        args![key, value],
    )?;
    Ok(())
}

pub(super) fn rules(tx: &Tx) -> Result<Vec<(RuleId, String, String)>> {
    Ok(tx.all(sql!("SELECT id, text, hint FROM rules ORDER BY position, id LIMIT 30"), args![])?)
}

pub(super) fn delete_rules(tx: &Tx) -> Result<u64> {
    Ok(tx.run(sql!("DELETE FROM rules"), args![])?)
}

pub(super) fn insert_rule(tx: &Tx, id: RuleId, position: i64, text: &str, hint: &str) -> Result<()> {
    tx.run(
        sql!("INSERT INTO rules (id, position, text, hint) VALUES ($1, $2, $3, $4)"),
        args![id, position, text, hint],
    )?;
    Ok(())
}

type Said = (String, String, Option<AccountId>, i64);

pub(super) fn self_checks(tx: &Tx) -> Result<Vec<Said>> {
    Ok(tx.all(sql!("SELECT axis, level, said_by, said_at FROM self_checks ORDER BY axis LIMIT 7"), args![])?)
}

pub(super) fn put_self_check(tx: &Tx, axis: &str, level: &str, by: AccountId, at: i64) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO self_checks (axis, level, said_by, said_at)
             VALUES ($1, $2, $3, $4)
             ON CONFLICT (axis) DO UPDATE SET level = excluded.level, said_by = excluded.said_by, said_at = excluded.said_at"
        ),
        args![axis, level, by, at],
    )?;
    Ok(())
}

pub(super) fn count_people(tx: &Tx) -> Result<i64> {
    Ok(tx.one(
        sql!("SELECT COUNT(*) FROM logins l JOIN accounts a ON a.id = l.account_id WHERE a.state = 'active'"),
        args![],
    )?)
}

pub(super) fn count_posts(tx: &Tx) -> Result<i64> {
    Ok(tx.one(sql!("SELECT CAST(COALESCE(SUM(posts), 0) AS BIGINT) FROM account_counters /* scan: one small row per account, for the page about the square */"), args![])?)
}

pub(super) fn count_seen(tx: &Tx, since: i64) -> Result<i64> {
    Ok(tx.one(sql!("SELECT COUNT(*) FROM logins WHERE last_seen_at >= $1"), args![since])?)
}

pub(super) fn posts_by_week(tx: &Tx, since: i64, week_ms: i64) -> Result<Vec<(i64, i64)>> {
    Ok(tx.all(
        sql!(
            "SELECT (created_at - CAST($1 AS BIGINT)) / CAST($2 AS BIGINT) AS week, COUNT(*)
             FROM posts
             WHERE created_at >= $1 AND visibility = 'public' AND boost_of_id IS NULL
             GROUP BY week
             ORDER BY week
             LIMIT 20"
        ),
        args![since, week_ms],
    )?)
}

pub(super) fn people_by_week(tx: &Tx, since: i64, week_ms: i64) -> Result<Vec<(i64, i64)>> {
    Ok(tx.all(
        sql!(
            "SELECT (last_seen_at - CAST($1 AS BIGINT)) / CAST($2 AS BIGINT) AS week, COUNT(*)
             FROM logins
             WHERE last_seen_at >= $1
             GROUP BY week
             ORDER BY week
             LIMIT 20"
        ),
        args![since, week_ms],
    )?)
}

pub(super) fn newcomers_by_week(tx: &Tx, since: i64, week_ms: i64) -> Result<Vec<(i64, i64)>> {
    Ok(tx.all(
        sql!(
            "SELECT (created_at - CAST($1 AS BIGINT)) / CAST($2 AS BIGINT) AS week, COUNT(*)
             FROM logins
             WHERE created_at >= $1
             GROUP BY week
             ORDER BY week
             LIMIT 20"
        ),
        args![since, week_ms],
    )?)
}
