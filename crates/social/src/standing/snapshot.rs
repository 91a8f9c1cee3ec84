//! A published day as bytes and back, so that a large square starts quickly. Never trusted: it is taken only when the
//! day it is of was published here with the same digest, and thrown away when anything in it does not fit.

use std::collections::{BTreeSet, HashMap, HashSet};

use sha2::{Digest, Sha256};
use soulava_standing::flow::{Flow, MemberId};

use super::book::Book;
use crate::ledger::Hand;

const MAGIC: &[u8; 8] = b"SOULDAY1";
const VETTED: u8 = 1;
const OUT: u8 = 2;

/// A day as it was published, and its digest.
pub struct Day {
    /// The book as it was then.
    pub book: Book,
    /// What was kept of it.
    pub digest: [u8; 32],
}

/// A book that was solved just now, as bytes.
pub fn write(book: &Book, digest: &[u8; 32]) -> Vec<u8> {
    let flow = book.flow.snapshot();
    let mut bytes = Vec::with_capacity(flow.len() + book.hands().len() * 17 + book.recent.len() * 8 + 128);
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(digest);
    for number in [book.day, book.last, book.hands().len() as i64, book.recent.len() as i64] {
        bytes.extend_from_slice(&number.to_le_bytes());
    }
    for hand in book.hands() {
        bytes.extend_from_slice(&hand.0);
        let vetted = if book.vetted().contains(hand) { VETTED } else { 0 };
        bytes.push(vetted | if book.out().contains(hand) { OUT } else { 0 });
    }
    book.recent.iter().for_each(|row| bytes.extend_from_slice(&row.to_le_bytes()));
    bytes.extend_from_slice(&flow);
    let seal = Sha256::digest(&bytes);
    bytes.extend_from_slice(&seal);
    bytes
}

/// The day back; none when the bytes are anything else.
pub fn read(bytes: &[u8]) -> Option<Day> {
    let (bytes, seal) = bytes.split_at_checked(bytes.len().checked_sub(32)?)?;
    if Sha256::digest(bytes).as_slice() != seal {
        return None;
    }
    let mut rest = bytes.strip_prefix(MAGIC)?;
    let digest = take::<32>(&mut rest)?;
    let mut number = || take::<8>(&mut rest).map(i64::from_le_bytes);
    let (day, last, hands, recent) = (number()?, number()?, number()?, number()?);
    let (mut members, mut order) = (HashMap::new(), Vec::new());
    let (mut vetted, mut out) = (HashSet::new(), HashSet::new());
    for at in 0..u32::try_from(hands).ok()? {
        let (hand, flags) = (Hand(take::<16>(&mut rest)?), take::<1>(&mut rest)?[0]);
        members.insert(hand, MemberId(at));
        order.push(hand);
        if flags & VETTED != 0 {
            vetted.insert(hand);
        }
        if flags & OUT != 0 {
            out.insert(hand);
        }
    }
    let mut rows = BTreeSet::new();
    for _ in 0..recent {
        rows.insert(i64::from_le_bytes(take::<8>(&mut rest)?));
    }
    let flow = Flow::restore(rest).ok().filter(|flow| i64::from(flow.members()) == hands && flow.day() == day)?;
    Some(Day { book: Book::of_parts(flow, members, order, vetted, out, (day, last), rows), digest })
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, left) = rest.split_first_chunk::<N>()?;
    *rest = left;
    Some(*taken)
}
