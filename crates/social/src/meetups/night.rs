//! The draw, slice by slice.

use std::collections::HashSet;

use super::rows::{self, MeetupRow};
use super::{chance, every, next, texts};
use crate::event::Event;
use crate::introductions::say;
use crate::{AccountId, MeetupId, Result, Tx, effects};

/// People drawn in one slice; each pair gets a thread and two notifications.
const SLICE: i64 = 30;

/// Draws the next slice of a round that is due or under way. Says whether there is more.
pub fn night(tx: &Tx) -> Result<bool> {
    let round = match rows::last_round(tx)?.filter(|round| !round.done) {
        Some(round) => round.id,
        None if every(tx)? != super::Every::Off && next(tx)?.is_some_and(|at| at <= tx.now()) => {
            rows::insert_round(tx)?
        }
        None => return Ok(false),
    };
    let waiting = rows::waiting(tx, round, SLICE)?;
    let last = (waiting.len() as i64) < SLICE;
    let those = |skips: bool| -> Vec<AccountId> { waiting.iter().filter(|it| it.1 == skips).map(|it| it.0).collect() };
    let (skipping, here) = (those(true), those(false));
    deal(tx, round, &skipping, false)?;
    let apart: HashSet<(AccountId, AccountId)> = rows::apart(tx, &crate::numbers(&here, |id| id.0))?
        .into_iter()
        .map(|(one, other)| (one.min(other), one.max(other)))
        .collect();
    let (pairs, left) = draw(&here, |a, b| !apart.contains(&(a.min(b), a.max(b))));
    for (a, b) in &pairs {
        let row = MeetupRow {
            id: MeetupId(tx.next_id()),
            round,
            a: *a.min(b),
            b: *a.max(b),
            post: None,
            met_a: false,
            met_b: false,
            at: tx.now(),
        };
        rows::insert(tx, &row)?;
        effects::record(tx, Event::Drawn { meetup: &row })?;
    }
    deal(tx, round, &pairs.iter().flat_map(|(a, b)| [*a, *b]).collect::<Vec<_>>(), false)?;
    // Whoever found nobody here is drawn again with the next slice, unless there is none, or the whole slice found nobody.
    if last || (pairs.is_empty() && skipping.is_empty()) {
        leave_over(tx, round, &left)?;
    }
    if last {
        rows::close_round(tx, round)?;
    }
    Ok(!last)
}

/// Pairs people in the order they come, each with the first that fits; and who is left.
fn draw(
    people: &[AccountId],
    fits: impl Fn(AccountId, AccountId) -> bool,
) -> (Vec<(AccountId, AccountId)>, Vec<AccountId>) {
    let (mut pairs, mut left): (Vec<_>, Vec<AccountId>) = (Vec::new(), Vec::new());
    let mut rest = people.to_vec();
    while !rest.is_empty() {
        let first = rest.remove(0);
        match rest.iter().position(|other| fits(first, *other)) {
            Some(at) => pairs.push((first, rest.remove(at))),
            None => left.push(first),
        }
    }
    // Somebody who fits nobody left may fit somebody already drawn whose other fits another: one exchange, then enough.
    let mut odd = std::mem::take(&mut left);
    while let Some(one) = odd.pop() {
        let exchange = odd.iter().enumerate().find_map(|(at, other)| {
            let found = pairs
                .iter()
                .position(|(a, b)| (fits(one, *a) && fits(*other, *b)) || (fits(one, *b) && fits(*other, *a)))?;
            Some((at, *other, found))
        });
        match exchange {
            Some((at, other, found)) => {
                odd.remove(at);
                let (a, b) = pairs[found];
                let (with_one, with_other) = if fits(one, a) && fits(other, b) { (a, b) } else { (b, a) };
                pairs[found] = (one, with_one);
                pairs.push((other, with_other));
            }
            None => left.push(one),
        }
    }
    left.reverse();
    (pairs, left)
}

fn deal(tx: &Tx, round: i64, people: &[AccountId], left_over: bool) -> Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    let draws: Vec<i64> = people.iter().map(|_| chance(tx)).collect();
    rows::dealt(tx, round, &crate::numbers(people, |id| id.0), &draws, left_over)
}

/// Told, each by themselves, and first next time.
fn leave_over(tx: &Tx, round: i64, people: &[AccountId]) -> Result<()> {
    deal(tx, round, people, true)?;
    let locales = rows::locales(tx, &crate::numbers(people, |id| id.0))?;
    for person in people {
        let locale = locales.iter().find(|it| it.0 == *person).map_or("en", |it| it.1.as_str());
        say(tx, &[*person], texts::left_over(locale), locale)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_as_can_are_paired_by_one_exchange() {
        let people: Vec<AccountId> = (1..=4).map(AccountId).collect();
        // 1 fits 2, 3 and 4; 2 fits 1 only after 3 and 4 fit each other not: 1-2 would leave both.
        let fits = |a: AccountId, b: AccountId| matches!((a.0.min(b.0), a.0.max(b.0)), (1, 2) | (1, 3) | (2, 4));
        let (pairs, left) = draw(&people, fits);
        assert!(left.is_empty(), "{left:?}");
        assert_eq!(pairs.len(), 2);
        assert!(pairs.iter().all(|(a, b)| fits(*a, *b)));
    }

    #[test]
    fn who_fits_nobody_is_left() {
        let people: Vec<AccountId> = (1..=3).map(AccountId).collect();
        let (pairs, left) = draw(&people, |_, _| false);
        assert_eq!((pairs.len(), left), (0, people));
    }
}
