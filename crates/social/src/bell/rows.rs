//! The statements about who waits at the door.

use soulava_store::{args, record, sql};

use super::Ringing;
use crate::{AccountId, Result, Tx};

record! {
    pub(super) struct RingingRow {
        pub account: AccountId,
        pub username: String,
        pub display_name: String,
        pub email: String,
        pub reason: String,
        pub at: i64,
    }
}

impl RingingRow {
    pub(super) fn shown(self) -> Ringing {
        let Self { account, username, display_name, email, reason, at } = self;
        Ringing {
            account,
            display_name: if display_name.is_empty() { username.clone() } else { display_name },
            username,
            email,
            reason,
            at,
        }
    }
}

pub(super) fn pending(tx: &Tx, below: i64, above: i64, limit: i64) -> Result<Vec<RingingRow>> {
    Ok(tx.all(
        sql!(
            "SELECT a.id, a.username, a.display_name, l.email, l.reason, a.created_at
             FROM accounts a
             JOIN logins l ON l.account_id = a.id
             WHERE a.state = 'pending' AND a.id < $1 AND a.id > $2
             ORDER BY a.id DESC
             LIMIT $3"
        ),
        args![below, above, limit],
    )?)
}

pub(super) fn delete(tx: &Tx, account: AccountId) -> Result<u64> {
    // Somebody at the door has no posts, follows or gifts: only rows that go with the account.
    Ok(tx.run(sql!("DELETE FROM accounts WHERE id = $1 AND state = 'pending'"), args![account])?)
}
