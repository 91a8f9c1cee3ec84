//! The statements about voices and vouches.

use soulava_store::{Column, FromRow, Row, args, record, sql};

use super::{Basis, How, Listed, Vetting, Vouch};
use crate::ledger::Hand;
use crate::{AccountId, Result, Tx};

impl FromRow for Vetting {
    const WIDTH: usize = 3;
    fn from_row(row: &Row<'_>) -> soulava_store::Result<Self> {
        Ok(Self {
            how: How::column(row, 0)?,
            since_day: i64::column(row, 1)?,
            until_day: Option::<i64>::column(row, 2)?,
        })
    }
}

impl FromRow for Vouch {
    const WIDTH: usize = 6;
    fn from_row(row: &Row<'_>) -> soulava_store::Result<Self> {
        Ok(Self {
            id: i64::column(row, 0)?,
            voucher: AccountId::column(row, 1)?,
            whom: AccountId::column(row, 2)?,
            basis: Basis::column(row, 3)?,
            at: i64::column(row, 4)?,
            counts: bool::column(row, 5)?,
        })
    }
}

record! {
    /// What decides whether somebody gets a voice.
    pub(super) struct PersonRow {
        pub kind: String,
        pub state: String,
        pub role: Option<String>,
        pub known: bool,
    }
}

pub(super) fn vetting(tx: &Tx, who: AccountId) -> Result<Option<Vetting>> {
    Ok(tx.opt(
        sql!(
            "SELECT v.how, v.since_day, v.until_day
             FROM hands h
             JOIN vettings v ON v.hand = h.hand
             WHERE h.account_id = $1"
        ),
        args![who],
    )?)
}

pub(super) fn person(tx: &Tx, who: AccountId) -> Result<Option<PersonRow>> {
    Ok(tx.opt(
        sql!(
            "SELECT a.kind, a.state, l.role, k.account_id IS NOT NULL
             FROM accounts a
             LEFT JOIN logins l ON l.account_id = a.id
             LEFT JOIN known k ON k.account_id = a.id
             WHERE a.id = $1"
        ),
        args![who],
    )?)
}

/// Vouches for somebody that stand and whose vouchers have a voice on this day.
pub(super) fn count_for(tx: &Tx, whom: AccountId, day: i64) -> Result<i64> {
    Ok(tx.one(
        sql!(
            "SELECT COUNT(*)
             FROM vouches v
             JOIN hands h ON h.account_id = v.voucher_id
             JOIN vettings t ON t.hand = h.hand
             WHERE v.whom_id = $1 AND v.ended_at IS NULL
               AND t.since_day <= $2 AND (t.until_day IS NULL OR t.until_day > $2)"
        ),
        args![whom, day],
    )?)
}

pub(super) fn for_whom(tx: &Tx, whom: AccountId, day: i64, limit: i64) -> Result<Vec<Vouch>> {
    Ok(tx.all(
        sql!(
            "SELECT v.id, v.voucher_id, v.whom_id, v.how, v.at,
                    t.hand IS NOT NULL AND t.since_day <= $2 AND (t.until_day IS NULL OR t.until_day > $2)
             FROM vouches v
             LEFT JOIN hands h ON h.account_id = v.voucher_id
             LEFT JOIN vettings t ON t.hand = h.hand
             WHERE v.whom_id = $1 AND v.ended_at IS NULL
             ORDER BY v.id
             LIMIT $3"
        ),
        args![whom, day, limit],
    )?)
}

pub(super) fn by_voucher(
    tx: &Tx,
    voucher: AccountId,
    day: i64,
    below: i64,
    above: i64,
    limit: i64,
) -> Result<Vec<Vouch>> {
    Ok(tx.all(
        sql!(
            "SELECT v.id, v.voucher_id, v.whom_id, v.how, v.at,
                    t.hand IS NOT NULL AND t.since_day <= $2 AND (t.until_day IS NULL OR t.until_day > $2)
             FROM vouches v
             LEFT JOIN hands h ON h.account_id = v.voucher_id
             LEFT JOIN vettings t ON t.hand = h.hand
             WHERE v.voucher_id = $1 AND v.ended_at IS NULL AND v.id < $3 AND v.id > $4
             ORDER BY v.id DESC
             LIMIT $5"
        ),
        args![voucher, day, below, above, limit],
    )?)
}

pub(super) fn stands(tx: &Tx, voucher: AccountId, whom: AccountId) -> Result<bool> {
    let found: Option<i64> = tx.opt(
        sql!("SELECT id FROM vouches WHERE voucher_id = $1 AND whom_id = $2 AND ended_at IS NULL"),
        args![voucher, whom],
    )?;
    Ok(found.is_some())
}

pub(super) fn count_open(tx: &Tx, voucher: AccountId) -> Result<i64> {
    Ok(tx.one(sql!("SELECT COUNT(*) FROM vouches WHERE voucher_id = $1 AND ended_at IS NULL"), args![voucher])?)
}

pub(super) fn insert(tx: &Tx, voucher: AccountId, whom: AccountId, how: Basis) -> Result<()> {
    tx.run(
        sql!("INSERT INTO vouches (id, voucher_id, whom_id, how, at) VALUES ($1, $2, $3, $4, $5)"),
        args![tx.next_id(), voucher, whom, how, tx.now()],
    )?;
    Ok(())
}

pub(super) fn end(tx: &Tx, voucher: AccountId, whom: AccountId, now: i64) -> Result<u64> {
    Ok(tx.run(
        sql!("UPDATE vouches SET ended_at = $3 WHERE voucher_id = $1 AND whom_id = $2 AND ended_at IS NULL"),
        args![voucher, whom, now],
    )?)
}

/// Outer: whether a host knows them. Inner: which, while they are here.
pub(super) fn known(tx: &Tx, who: AccountId) -> Result<Option<Option<AccountId>>> {
    let found: Option<(AccountId, Option<AccountId>)> =
        tx.opt(sql!("SELECT account_id, by_id FROM known WHERE account_id = $1"), args![who])?;
    Ok(found.map(|(_, by)| by))
}

pub(super) fn insert_known(tx: &Tx, who: AccountId, by: AccountId, now: i64) -> Result<()> {
    tx.run(
        sql!("INSERT INTO known (account_id, by_id, at) VALUES ($1, $2, $3) ON CONFLICT (account_id) DO NOTHING"),
        args![who, by, now],
    )?;
    Ok(())
}

pub(super) fn delete_known(tx: &Tx, who: AccountId) -> Result<u64> {
    Ok(tx.run(sql!("DELETE FROM known WHERE account_id = $1"), args![who])?)
}

pub(super) fn invited_by(tx: &Tx, guest: AccountId) -> Result<Option<AccountId>> {
    let found: Option<(AccountId, Option<AccountId>)> =
        tx.opt(sql!("SELECT account_id, invited_by FROM logins WHERE account_id = $1"), args![guest])?;
    Ok(found.and_then(|(_, by)| by))
}

pub(super) fn put(tx: &Tx, hand: Hand, how: How, since_day: i64) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO vettings (hand, how, since_day, until_day) VALUES ($1, $2, $3, NULL)
             ON CONFLICT (hand) DO UPDATE SET how = excluded.how, since_day = excluded.since_day, until_day = NULL"
        ),
        args![hand, how, since_day],
    )?;
    Ok(())
}

pub(super) fn set_how(tx: &Tx, hand: Hand, how: How) -> Result<()> {
    tx.run(sql!("UPDATE vettings SET how = $2 WHERE hand = $1"), args![hand, how])?;
    Ok(())
}

pub(super) fn set_until(tx: &Tx, hand: Hand, until_day: i64) -> Result<()> {
    tx.run(sql!("UPDATE vettings SET until_day = $2 WHERE hand = $1"), args![hand, until_day])?;
    Ok(())
}

/// Gives the row.
pub(super) fn log(tx: &Tx, hand: Hand, vetted: bool, day: i64) -> Result<i64> {
    let id = tx.next_id();
    tx.run(
        sql!("INSERT INTO vetting_log (id, hand, vetted, day) VALUES ($1, $2, $3, $4)"),
        args![id, hand, vetted, day],
    )?;
    Ok(id)
}

pub(super) fn last_logged(tx: &Tx, hand: Hand) -> Result<Option<i64>> {
    Ok(tx.one(sql!("SELECT MAX(day) FROM vetting_log WHERE hand = $1"), args![hand])?)
}

pub(super) fn count_members(tx: &Tx) -> Result<i64> {
    Ok(tx.one(sql!("SELECT COUNT(*) FROM accounts WHERE state = 'active' AND kind = 'person'"), args![])?)
}

type Pair = (i64, i64, i64);

/// Hosts: (account, account, 0).
pub(super) fn hosts_after(tx: &Tx, after: i64, limit: i64) -> Result<Vec<Pair>> {
    Ok(tx.all(
        sql!(
            "SELECT l.account_id, l.account_id, CAST(0 AS BIGINT)
             FROM logins l
             JOIN accounts a ON a.id = l.account_id
             WHERE l.role = 'host' AND a.state = 'active' AND l.account_id > $1
             ORDER BY l.account_id
             LIMIT $2"
        ),
        args![after, limit],
    )?)
}

/// Whom hosts know: (account, account, the host or 0).
pub(super) fn known_after(tx: &Tx, after: i64, limit: i64) -> Result<Vec<Pair>> {
    Ok(tx.all(
        sql!(
            "SELECT k.account_id, k.account_id, COALESCE(k.by_id, 0)
             FROM known k
             JOIN accounts a ON a.id = k.account_id
             WHERE a.state IN ('active', 'shadow') AND k.account_id > $1
             ORDER BY k.account_id
             LIMIT $2"
        ),
        args![after, limit],
    )?)
}

/// Vouches that stand between people who are here: (row, voucher, whom).
pub(super) fn vouches_after(tx: &Tx, after: i64, limit: i64) -> Result<Vec<Pair>> {
    Ok(tx.all(
        sql!(
            "SELECT v.id, v.voucher_id, v.whom_id
             FROM vouches v
             JOIN accounts a ON a.id = v.voucher_id
             JOIN accounts b ON b.id = v.whom_id
             WHERE v.ended_at IS NULL AND a.state = 'active' AND b.state IN ('active', 'shadow') AND v.id > $1
             ORDER BY v.id
             LIMIT $2"
        ),
        args![after, limit],
    )?)
}

/// Who has a voice that is not about to end: (account, account, 0).
pub(super) fn vetted_after(tx: &Tx, after: i64, limit: i64) -> Result<Vec<Pair>> {
    Ok(tx.all(
        sql!(
            "SELECT h.account_id, h.account_id, CAST(0 AS BIGINT)
             FROM hands h
             JOIN vettings v ON v.hand = h.hand
             WHERE v.until_day IS NULL AND h.account_id > $1
             ORDER BY h.account_id
             LIMIT $2"
        ),
        args![after, limit],
    )?)
}

record! {
    /// Somebody in the hosts' list.
    pub(super) struct ListedRow {
        pub account: AccountId,
        pub how: Option<How>,
        pub since_day: Option<i64>,
        pub until_day: Option<i64>,
        pub known: bool,
        pub vouches: i64,
    }
}

impl ListedRow {
    pub(super) fn listed(self, today: i64) -> Listed {
        let vetting =
            self.how.zip(self.since_day).map(|(how, since_day)| Vetting { how, since_day, until_day: self.until_day });
        Listed {
            account: self.account,
            vetting,
            vetted: vetting.is_some_and(|it| it.holds(today)),
            known: self.known,
            vouches: self.vouches,
        }
    }
}

pub(super) fn people(tx: &Tx, only_without: bool, day: i64, below: i64, limit: i64) -> Result<Vec<ListedRow>> {
    Ok(tx.all(
        sql!(
            "SELECT a.id, v.how, v.since_day, v.until_day, k.account_id IS NOT NULL,
                    (SELECT COUNT(*) FROM vouches w WHERE w.whom_id = a.id AND w.ended_at IS NULL)
             FROM accounts a
             LEFT JOIN hands h ON h.account_id = a.id
             LEFT JOIN vettings v ON v.hand = h.hand
             LEFT JOIN known k ON k.account_id = a.id
             WHERE a.kind = 'person' AND a.id < $3 AND a.state IN ('active', 'shadow')
               AND (NOT $1 OR v.hand IS NULL OR v.until_day <= $2)
             ORDER BY a.id DESC
             LIMIT $4"
        ),
        args![only_without, day, below, limit],
    )?)
}

pub(super) fn people_of(tx: &Tx, ids: &[i64]) -> Result<Vec<ListedRow>> {
    Ok(tx.all(
        sql!(
            "SELECT a.id, v.how, v.since_day, v.until_day, k.account_id IS NOT NULL,
                    (SELECT COUNT(*) FROM vouches w WHERE w.whom_id = a.id AND w.ended_at IS NULL)
             FROM accounts a
             LEFT JOIN hands h ON h.account_id = a.id
             LEFT JOIN vettings v ON v.hand = h.hand
             LEFT JOIN known k ON k.account_id = a.id
             WHERE a.id = ANY($1) AND a.kind = 'person' AND a.state IN ('active', 'shadow')
             ORDER BY a.id
             LIMIT 100"
        ),
        args![ids],
    )?)
}
