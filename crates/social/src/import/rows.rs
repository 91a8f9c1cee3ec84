//! The SQL of imports.

use soulava_store::{args, sql};

use crate::{AccountId, GiftId, Result, Tx};

/// Which of these keys an earlier import has used.
pub fn known(tx: &Tx, keys: &[String]) -> Result<Vec<String>> {
    Ok(tx.all(
        sql!(
            "SELECT import_key FROM gifts WHERE import_key = ANY($1) AND import_key IS NOT NULL ORDER BY id LIMIT 1000"
        ),
        args![keys],
    )?)
}

/// From which row a gift came.
pub fn set_key(tx: &Tx, gift: GiftId, key: &str) -> Result<()> {
    tx.run(sql!("UPDATE gifts SET import_key = $2 WHERE id = $1"), args![gift, key])?;
    Ok(())
}

/// What the list said.
pub fn insert_words(tx: &Tx, gift: GiftId, reason: &str, place: &str) -> Result<()> {
    tx.run(sql!("INSERT INTO gift_words (gift_id, reason, place) VALUES ($1, $2, $3)"), args![gift, reason, place])?;
    Ok(())
}

/// Whom earlier lists named so: (folded name, account).
pub fn shadows(tx: &Tx, names: &[String]) -> Result<Vec<(String, AccountId)>> {
    Ok(tx.all(
        sql!("SELECT name_folded, account_id FROM shadows WHERE name_folded = ANY($1) ORDER BY account_id LIMIT 1000"),
        args![names],
    )?)
}

/// A name that is new.
pub fn insert_shadow(tx: &Tx, name: &str, account: AccountId) -> Result<()> {
    tx.run(sql!("INSERT INTO shadows (name_folded, account_id) VALUES ($1, $2)"), args![name, account])?;
    Ok(())
}
