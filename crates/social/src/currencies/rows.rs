//! The SQL of currencies.

use soulava_store::{args, record, sql};

use super::CurrencyKind;
use crate::{AccountId, CurrencyId, MediaId, Result, Tx};

record! {
    /// A currency with the file of its picture.
    pub struct CurrencyRow {
        pub id: CurrencyId,
        pub slug: String,
        pub name: String,
        pub says: String,
        pub kind: CurrencyKind,
        pub emblem: String,
        pub emblem_file: Option<String>,
        pub stall: Option<AccountId>,
        pub rests_at: Option<i64>,
        pub created_at: i64,
    }
}

macro_rules! select_currency {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.slug, c.name, c.says, c.kind, c.emblem, m.file, c.stall_id, c.rests_at, c.created_at \
             FROM currencies c LEFT JOIN media m ON m.id = c.emblem_media_id ",
            $rest
        )
    };
}

/// Every currency, oldest first.
pub fn all(tx: &Tx) -> Result<Vec<CurrencyRow>> {
    Ok(tx.all(sql!(select_currency!("ORDER BY c.id LIMIT 1000")), args![])?)
}

/// Currencies by id.
pub fn by_ids(tx: &Tx, ids: &[i64]) -> Result<Vec<CurrencyRow>> {
    Ok(tx.all(sql!(select_currency!("WHERE c.id = ANY($1) ORDER BY c.id LIMIT 1000")), args![ids])?)
}

/// Currencies by slug.
pub fn by_slugs(tx: &Tx, slugs: &[String]) -> Result<Vec<CurrencyRow>> {
    Ok(tx.all(sql!(select_currency!("WHERE c.slug = ANY($1) ORDER BY c.id LIMIT 1000")), args![slugs])?)
}

/// How many there are.
pub fn count(tx: &Tx) -> Result<i64> {
    Ok(tx.one(sql!("SELECT COUNT(*) FROM currencies"), args![])?)
}

record! {
    /// A currency to store.
    pub struct InsertRow {
        pub id: CurrencyId,
        pub slug: String,
        pub name: String,
        pub says: String,
        pub kind: CurrencyKind,
        pub emblem: String,
        pub emblem_media: Option<MediaId>,
        pub stall: Option<AccountId>,
        pub created_by: Option<AccountId>,
    }
}

/// Stores a currency.
pub fn insert(tx: &Tx, row: &InsertRow) -> Result<()> {
    tx.run(
        sql!("INSERT INTO currencies (id, slug, name, says, kind, emblem, emblem_media_id, stall_id, created_by, created_at) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"),
        args![row.id, row.slug, row.name, row.says, row.kind, row.emblem, row.emblem_media, row.stall, row.created_by, tx.now()],
    )?;
    Ok(())
}

/// No more is given in it, or again.
pub fn set_rests(tx: &Tx, id: CurrencyId, rests_at: Option<i64>) -> Result<()> {
    tx.run(sql!("UPDATE currencies SET rests_at = $2 WHERE id = $1"), args![id, rests_at])?;
    Ok(())
}

/// Whether a picture was uploaded as an emblem.
pub fn is_emblem(tx: &Tx, media: MediaId) -> Result<bool> {
    let found: Option<i64> = tx.opt(sql!("SELECT id FROM media WHERE id = $1 AND purpose = 'emblem'"), args![media])?;
    Ok(found.is_some())
}
