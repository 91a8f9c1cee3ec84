//! The SQL of newcomers and greeters.

use soulava_store::{args, record, sql};

use crate::{AccountId, InvitationId, Result, Tx};

record! {
    /// Somebody who came in.
    pub struct NewRow {
        pub account: AccountId,
        pub came_at: i64,
        pub invited_by: Option<AccountId>,
    }
}

/// Who came in since a moment, newest first. Whoever rang waited before, a month at most to be new.
pub fn lately(tx: &Tx, since: i64, limit: i64) -> Result<Vec<NewRow>> {
    Ok(tx.all(
        sql!(
            "SELECT l.account_id, COALESCE(l.approved_at, l.confirmed_at, l.created_at) AS came_at, l.invited_by \
              FROM logins l JOIN accounts a ON a.id = l.account_id \
              WHERE l.created_at > $1 - 2592000000 AND a.state = 'active' AND COALESCE(l.approved_at, l.confirmed_at, l.created_at) > $1 \
              ORDER BY came_at DESC, l.account_id DESC LIMIT $2"
        ),
        args![since, limit],
    )?)
}

/// Who answered the bell of whom: (guest, who said yes).
pub fn let_in_by(tx: &Tx, guests: &[i64]) -> Result<Vec<(AccountId, AccountId)>> {
    Ok(tx.all(
        sql!(
            "SELECT high_id, low_id FROM tie_acts WHERE high_id = ANY($1) AND kind = 'invitation' AND object_id = high_id \
              ORDER BY high_id, id LIMIT 200"
        ),
        args![guests],
    )?)
}

/// Who invited somebody, or answered their bell, which is the second.
pub fn host_of(tx: &Tx, guest: AccountId) -> Result<Option<(AccountId, bool)>> {
    Ok(tx.opt(
        sql!(
            "SELECT x.host, x.rang FROM (SELECT invited_by AS host, FALSE AS rang FROM logins WHERE account_id = $1 AND invited_by IS NOT NULL \
              UNION ALL SELECT low_id, TRUE FROM tie_acts WHERE high_id = $1 AND kind = 'invitation' AND object_id = high_id) AS x \
              ORDER BY x.rang, x.host LIMIT 1"
        ),
        args![guest],
    )?)
}

/// Whether somebody greets newcomers.
pub fn is_greeter(tx: &Tx, person: AccountId) -> Result<bool> {
    let found: Option<AccountId> =
        tx.opt(sql!("SELECT account_id FROM greeters WHERE account_id = $1"), args![person])?;
    Ok(found.is_some())
}

/// The greeters, longest first.
pub fn greeters(tx: &Tx) -> Result<Vec<AccountId>> {
    Ok(tx.all(
        sql!("SELECT account_id FROM greeters ORDER BY at, account_id LIMIT 100 /* scan: fifty at most */"),
        args![],
    )?)
}

/// One more.
pub fn insert_greeter(tx: &Tx, person: AccountId) -> Result<()> {
    tx.run(
        sql!("INSERT INTO greeters (account_id, at) VALUES ($1, $2) ON CONFLICT (account_id) DO NOTHING"),
        args![person, tx.now()],
    )?;
    Ok(())
}

/// One less.
pub fn delete_greeter(tx: &Tx, person: AccountId) -> Result<()> {
    tx.run(sql!("DELETE FROM greeters WHERE account_id = $1"), args![person])?;
    Ok(())
}

/// Whether an invitation is somebody's.
pub fn is_inviter(tx: &Tx, invitation: InvitationId, person: AccountId) -> Result<bool> {
    let found: Option<InvitationId> = tx.opt(
        sql!("SELECT id FROM invitations WHERE id = $1 AND inviter_id = $2 AND withdrawn_at IS NULL"),
        args![invitation, person],
    )?;
    Ok(found.is_some())
}

/// Whom an inviter picked for a guest.
pub fn picks(tx: &Tx, invitation: InvitationId, inviter: AccountId) -> Result<Vec<AccountId>> {
    Ok(tx.all(
        sql!(
            "SELECT p.account_id FROM invitation_people p JOIN invitations i ON i.id = p.invitation_id \
              WHERE p.invitation_id = $1 AND i.inviter_id = $2 ORDER BY p.position, p.account_id LIMIT 5"
        ),
        args![invitation, inviter],
    )?)
}

/// Whom a guest's inviter picked.
pub fn picks_for(tx: &Tx, guest: AccountId) -> Result<Vec<AccountId>> {
    Ok(tx.all(
        sql!(
            "SELECT p.account_id FROM invitations i JOIN invitation_people p ON p.invitation_id = i.id \
              WHERE i.accepted_by = $1 ORDER BY p.position, p.account_id LIMIT 5"
        ),
        args![guest],
    )?)
}

/// Clears the picks of an invitation.
pub fn delete_picks(tx: &Tx, invitation: InvitationId) -> Result<()> {
    tx.run(sql!("DELETE FROM invitation_people WHERE invitation_id = $1"), args![invitation])?;
    Ok(())
}

/// Stores them, in order.
pub fn insert_picks(tx: &Tx, invitation: InvitationId, people: &[i64]) -> Result<()> {
    let positions: Vec<i64> = (0..people.len() as i64).collect();
    tx.run(
        sql!(
            "INSERT INTO invitation_people (invitation_id, account_id, position) \
              SELECT CAST($1 AS BIGINT), t.who, t.position FROM unnest($2::bigint[], $3::bigint[]) AS t(who, position)"
        ),
        args![invitation, people, positions],
    )?;
    Ok(())
}

/// Those of `others` who block somebody, or whom they block.
pub fn blocks_with(tx: &Tx, person: AccountId, others: &[i64]) -> Result<Vec<AccountId>> {
    Ok(tx.all(
        sql!(
            "SELECT target_id AS other FROM blocks WHERE account_id = $1 AND target_id = ANY($2) \
              UNION SELECT account_id FROM blocks WHERE target_id = $1 AND account_id = ANY($2) ORDER BY other LIMIT 500"
        ),
        args![person, others],
    )?)
}
