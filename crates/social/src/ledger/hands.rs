//! Hands: the random ids by which the ledger names people. Erasure deletes the mapping and nothing else here.

use soulava_store::{Column, FromRow, Row, ToValue, Value};

use super::rows;
use crate::{AccountId, Result, Tx};

/// 128 random bits that stand for one account in gifts, postings and recognitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hand(pub [u8; 16]);

impl ToValue for Hand {
    fn to_value(&self) -> Value<'_> {
        self.0.to_value()
    }
}

impl Column for Hand {
    fn column(row: &Row<'_>, index: usize) -> soulava_store::Result<Self> {
        <[u8; 16]>::column(row, index).map(Self)
    }
}

impl FromRow for Hand {
    const WIDTH: usize = 1;
    fn from_row(row: &Row<'_>) -> soulava_store::Result<Self> {
        Self::column(row, 0)
    }
}

/// The hand of an account, made at its first act.
pub fn hand(tx: &Tx, account: AccountId) -> Result<Hand> {
    if let Some(hand) = rows::hand(tx, account)? {
        return Ok(hand);
    }
    rows::insert_hand(tx, account, Hand(tx.random()))?;
    Ok(rows::hand(tx, account)?.expect("a hand was just stored"))
}

/// The hand of an account that has acted; none for somebody who has neither given nor received.
pub fn hand_of(tx: &Tx, account: AccountId) -> Result<Option<Hand>> {
    rows::hand(tx, account)
}
