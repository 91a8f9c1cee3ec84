//! The statements about invitations.

use soulava_store::{FromRow, Row, args, sql};

use super::InvitationView;
use crate::{AccountId, CurrencyId, InvitationId, Result, Tx};

pub(super) fn insert(tx: &Tx, hash: &[u8; 32], new: &InvitationView) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO invitations (id, token_hash, inviter_id, why, knows, currency_id, gift_reason, created_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        ),
        args![new.id, &hash[..], new.inviter, new.why, new.knows, new.currency, new.gift_reason, new.created_at, new.expires_at],
    )?;
    Ok(())
}

impl FromRow for InvitationView {
    const WIDTH: usize = 11;
    fn from_row(row: &Row<'_>) -> soulava_store::Result<Self> {
        use soulava_store::Column;
        Ok(Self {
            id: InvitationId::column(row, 0)?,
            inviter: AccountId::column(row, 1)?,
            why: String::column(row, 2)?,
            knows: bool::column(row, 3)?,
            currency: Option::<CurrencyId>::column(row, 4)?,
            gift_reason: String::column(row, 5)?,
            created_at: i64::column(row, 6)?,
            expires_at: i64::column(row, 7)?,
            accepted_by: Option::<AccountId>::column(row, 8)?,
            accepted_at: Option::<i64>::column(row, 9)?,
            withdrawn_at: Option::<i64>::column(row, 10)?,
        })
    }
}

pub(super) fn by_token(tx: &Tx, hash: &[u8; 32]) -> Result<Option<InvitationView>> {
    Ok(tx.opt(
        sql!(
            "SELECT id, inviter_id, why, knows, currency_id, gift_reason, created_at, expires_at,
                    accepted_by, accepted_at, withdrawn_at
             FROM invitations
             WHERE token_hash = $1"
        ),
        args![&hash[..]],
    )?)
}

pub(super) fn list(tx: &Tx, inviter: AccountId, below: i64, above: i64, limit: i64) -> Result<Vec<InvitationView>> {
    Ok(tx.all(
        sql!(
            "SELECT id, inviter_id, why, knows, currency_id, gift_reason, created_at, expires_at,
                    accepted_by, accepted_at, withdrawn_at
             FROM invitations
             WHERE inviter_id = $1 AND id < $2 AND id > $3
             ORDER BY id DESC
             LIMIT $4"
        ),
        args![inviter, below, above, limit],
    )?)
}

pub(super) fn count_open(tx: &Tx, inviter: AccountId, now: i64) -> Result<i64> {
    Ok(tx.one(
        sql!(
            "SELECT COUNT(*)
             FROM invitations
             WHERE inviter_id = $1 AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > $2"
        ),
        args![inviter, now],
    )?)
}

pub(super) fn accept(tx: &Tx, id: InvitationId, guest: AccountId, now: i64) -> Result<u64> {
    Ok(tx.run(sql!("UPDATE invitations SET accepted_by = $2, accepted_at = $3 WHERE id = $1"), args![id, guest, now])?)
}

pub(super) fn withdraw(tx: &Tx, id: InvitationId, inviter: AccountId, now: i64) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "UPDATE invitations SET withdrawn_at = $3
             WHERE id = $1 AND inviter_id = $2 AND accepted_at IS NULL AND withdrawn_at IS NULL"
        ),
        args![id, inviter, now],
    )?)
}

pub(super) fn is_given(tx: &Tx, currency: CurrencyId) -> Result<bool> {
    let found: Option<CurrencyId> = tx.opt(
        sql!("SELECT id FROM currencies WHERE id = $1 AND kind = 'expressive' AND rests_at IS NULL"),
        args![currency],
    )?;
    Ok(found.is_some())
}
