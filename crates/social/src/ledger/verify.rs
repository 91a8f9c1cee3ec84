//! Recomputes every invariant of the ledger from its rows, in slices, and says what it checked.
//!
//! L1 conservation, L2 no overspending, L3 nothing below zero, L4 never to oneself, L5 one key one gift, L6 the chain,
//! L7 what was received only goes back, L13 nothing between two of whom one blocks the other; and that allowances and
//! recognitions say what the gifts say.

use std::collections::HashMap;

use super::chain::{BEGIN, link};
use super::rows::{self, CheckedGift, PostingRow};
use super::{A_DAY, A_DAY_TO_ONE, Bucket, Hand};
use crate::gifts::{GiftOrigin, GiftState};
use crate::{CurrencyId, GiftId, Result, Tx};

/// Rows read at a time.
const SLICE: i64 = 1000;
/// Faults told for each check.
const FAULTS_MAX: usize = 20;

/// One thing that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// `L1`, `L2`, …, `allowances`, `recognitions`.
    pub name: &'static str,
    /// What it says, in words.
    pub says: &'static str,
    /// Over how many things.
    pub checked: u64,
    /// What does not hold, at most 20 of them.
    pub faults: Vec<String>,
    /// How many faults there are in all.
    pub faults_in_all: u64,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// All checks, in order.
    pub checks: Vec<Check>,
    /// Gifts read.
    pub gifts: u64,
    /// Postings read.
    pub postings: u64,
    /// Recognitions read.
    pub recognitions: u64,
    /// Days sealed.
    pub days: u64,
}

impl Report {
    /// Whether everything holds.
    pub fn holds(&self) -> bool {
        self.checks.iter().all(|check| check.faults_in_all == 0)
    }
}

/// Checks the whole ledger in one snapshot. Reads; changes nothing.
pub fn verify(tx: &Tx) -> Result<Report> {
    let mut book = Book::default();
    book.gifts(tx)?;
    book.postings(tx)?;
    book.allowances(tx)?;
    book.recognitions(tx)?;
    book.keys(tx)?;
    Ok(book.report())
}

#[derive(Default)]
struct Book {
    l1: Tally,
    l2: Tally,
    l3: Tally,
    l4: Tally,
    l5: Tally,
    l6: Tally,
    l7: Tally,
    l13: Tally,
    allowances: Tally,
    recognitions: Tally,
    gifts: u64,
    postings: u64,
    voices: u64,
    days: u64,
    spent: HashMap<(Hand, i64), i64>,
    spent_on: HashMap<(Hand, Hand, i64), i64>,
    received: HashMap<(Hand, CurrencyId), i64>,
}

#[derive(Default)]
struct Tally {
    checked: u64,
    faults: Vec<String>,
    in_all: u64,
}

impl Tally {
    fn hold(&mut self, holds: bool, fault: impl FnOnce() -> String) {
        self.checked += 1;
        if !holds {
            self.in_all += 1;
            if self.faults.len() < FAULTS_MAX {
                self.faults.push(fault());
            }
        }
    }

    fn told(self, name: &'static str, says: &'static str) -> Check {
        Check { name, says, checked: self.checked, faults: self.faults, faults_in_all: self.in_all }
    }
}

impl Book {
    /// Gift by gift: its postings, its recognition, who it is between.
    fn gifts(&mut self, tx: &Tx) -> Result<()> {
        let mut after = 0;
        loop {
            let gifts = rows::gifts_after(tx, after, SLICE)?;
            let Some(last) = gifts.last() else { return Ok(()) };
            after = last.id.0;
            let ids: Vec<i64> = gifts.iter().map(|gift| gift.id.0).collect();
            let mut postings: HashMap<GiftId, Vec<PostingRow>> = HashMap::new();
            for posting in rows::postings_of_gifts(tx, &ids)? {
                postings.entry(posting.gift).or_default().push(posting);
            }
            let mut voices: HashMap<GiftId, Vec<rows::Voice>> = HashMap::new();
            for voice in rows::recognitions_of_gifts(tx, &ids)? {
                voices.entry(voice.gift).or_default().push(voice);
            }
            let over_a_block = rows::given_over_a_block(tx, &ids)?;
            for gift in &gifts {
                self.gifts += 1;
                self.l4.hold(gift.giver != gift.receiver, || format!("gift {} is to its giver", gift.id));
                self.l13.hold(!over_a_block.contains(&gift.id), || format!("gift {} was given over a block", gift.id));
                self.gift_and_postings(gift, postings.get(&gift.id).map_or(&[], Vec::as_slice));
                self.gift_and_voice(gift, voices.get(&gift.id).map_or(&[], Vec::as_slice));
            }
        }
    }

    fn gift_and_postings(&mut self, gift: &CheckedGift, postings: &[PostingRow]) {
        let sum: i64 = postings.iter().map(|posting| posting.amount).sum();
        let one_currency = postings.iter().all(|posting| posting.currency == gift.currency);
        self.l1.hold(sum == 0 && one_currency, || format!("the postings of gift {} sum to {sum}", gift.id));

        let outside = matches!(gift.origin, GiftOrigin::Import | GiftOrigin::Heirloom);
        let source = if outside { Bucket::Outside } else { Bucket::Allowance };
        let mut expected = vec![(gift.giver, source, -1), (gift.receiver, Bucket::Received, 1)];
        if !matches!(gift.state, GiftState::Given | GiftState::Accepted) {
            expected.extend([(gift.receiver, Bucket::Received, -1), (gift.giver, Bucket::Returned, 1)]);
        }
        let found: Vec<_> = postings.iter().map(|posting| (posting.hand, posting.bucket, posting.amount)).collect();
        self.l7.hold(found == expected, || {
            format!("gift {} is {} and its postings say otherwise", gift.id, gift.state.as_str())
        });

        if let Some(spent) = postings.iter().find(|posting| posting.bucket == Bucket::Allowance) {
            let in_all = self.spent.entry((gift.giver, spent.day)).or_default();
            *in_all += 1;
            let to_one = self.spent_on.entry((gift.giver, gift.receiver, spent.day)).or_default();
            *to_one += 1;
            let holds = *in_all <= A_DAY && *to_one <= A_DAY_TO_ONE;
            self.l2.hold(holds, || format!("gift {} is more than its day allows", gift.id));
        }
    }

    fn gift_and_voice(&mut self, gift: &CheckedGift, voices: &[rows::Voice]) {
        let kind = if gift.heirloom.is_some() { "heirloom" } else { "gift" };
        let spoken = matches!(gift.state, GiftState::Accepted | GiftState::Retracted) && !gift.again;
        let holds = match voices {
            [] => !spoken,
            [voice] => {
                spoken
                    && voice.kind == kind
                    && (voice.voice, voice.doer) == (gift.giver, gift.receiver)
                    && voice.grade == gift.grade as f64
                    && voice.counts == (gift.state == GiftState::Accepted)
            }
            _ => false,
        };
        self.recognitions
            .hold(holds, || format!("gift {} is {} and its recognition says otherwise", gift.id, gift.state.as_str()));
    }

    /// Posting by posting, in the order of the chain.
    fn postings(&mut self, tx: &Tx) -> Result<()> {
        let mut days = Sealed::new(tx)?;
        let mut head = BEGIN;
        let (mut day, mut after, mut of_day) = (i64::MIN, 0, 0);
        loop {
            let slice = rows::postings_after(tx, day, after, SLICE)?;
            if slice.is_empty() {
                break;
            }
            for posting in slice {
                if posting.day != day {
                    self.day_over(&mut days, day, of_day, &head, tx)?;
                    (day, of_day) = (posting.day, 0);
                }
                head = link(&head, &posting);
                after = posting.id;
                of_day += 1;
                self.postings += 1;
                if posting.bucket == Bucket::Received {
                    let received = self.received.entry((posting.hand, posting.currency)).or_default();
                    *received += posting.amount;
                    let holds = *received >= 0;
                    self.l3.hold(holds, || format!("posting {} takes more than was received", posting.id));
                }
            }
        }
        self.day_over(&mut days, day, of_day, &head, tx)?;
        let left = days.next(tx)?;
        self.l6.hold(left.is_none(), || format!("day {} is sealed and has no postings", left.map_or(0, |day| day.0)));
        Ok(())
    }

    fn day_over(&mut self, days: &mut Sealed, day: i64, postings: i64, head: &[u8; 32], tx: &Tx) -> Result<()> {
        if postings == 0 || days.done {
            return Ok(());
        }
        let Some(sealed) = days.next(tx)? else { return Ok(()) };
        self.days += 1;
        let holds = sealed == (day, postings, head.to_vec());
        self.l6.hold(holds, || format!("the seal of day {} does not fit its {postings} postings", sealed.0));
        Ok(())
    }

    /// The counters of the day against the postings.
    fn allowances(&mut self, tx: &Tx) -> Result<()> {
        let mut spent = std::mem::take(&mut self.spent);
        let (mut hand, mut day) = (Hand([0; 16]), i64::MIN);
        loop {
            let slice = rows::allowances_after(tx, hand, day, SLICE)?;
            let Some(last) = slice.last() else { break };
            (hand, day) = (last.0, last.1);
            for (hand, day, given) in slice {
                let found = spent.remove(&(hand, day)).unwrap_or(0);
                self.allowances.hold(found == given, || format!("day {day}: counted {given}, and {found} were given"));
            }
        }
        self.allowances.hold(spent.is_empty(), || format!("{} days of giving were not counted", spent.len()));

        let mut spent_on = std::mem::take(&mut self.spent_on);
        let (mut giver, mut receiver, mut day) = (Hand([0; 16]), Hand([0; 16]), i64::MIN);
        loop {
            let slice = rows::pair_allowances_after(tx, giver, receiver, day, SLICE)?;
            let Some(last) = slice.last() else { break };
            (giver, receiver, day) = (last.0, last.1, last.2);
            for (giver, receiver, day, given) in slice {
                let found = spent_on.remove(&(giver, receiver, day)).unwrap_or(0);
                self.allowances
                    .hold(found == given, || format!("day {day}: counted {given} to one, and {found} were given"));
            }
        }
        self.allowances
            .hold(spent_on.is_empty(), || format!("{} days of giving to one were not counted", spent_on.len()));
        Ok(())
    }

    /// Every recognition: never of oneself, of a grade there is, and of a gift only when there is one.
    fn recognitions(&mut self, tx: &Tx) -> Result<()> {
        let mut after = 0;
        loop {
            let slice = rows::recognitions_after(tx, after, SLICE)?;
            let Some(last) = slice.last() else { return Ok(()) };
            after = last.id;
            for row in slice {
                self.voices += 1;
                let grade = match row.kind.as_str() {
                    "favourite" => row.grade == 0.25,
                    "made" | "helped" => row.grade == 1.0,
                    _ => row.grade == 1.0 || row.grade == 2.0,
                };
                let holds = row.voice != row.doer && grade && (!row.of_gift || row.gift_exists);
                self.recognitions
                    .hold(holds, || format!("recognition {} ({}) is not what it may be", row.id, row.kind));
            }
        }
    }

    fn keys(&mut self, tx: &Tx) -> Result<()> {
        self.l5.checked = u64::try_from(rows::keys(tx)?).unwrap_or(0);
        for (key, gift) in rows::keys_without_gift(tx)? {
            self.l5.hold(false, || format!("key {key:?} leads to gift {gift}, which is not there"));
        }
        Ok(())
    }

    fn report(self) -> Report {
        Report {
            checks: vec![
                self.l1.told("L1", "the postings of every gift sum to nothing, in one currency"),
                self.l2.told("L2", "nobody gave more than 50 in a day, or 5 to one person"),
                self.l3.told("L3", "nobody ever had less than nothing"),
                self.l4.told("L4", "no gift is to its giver"),
                self.l5.told("L5", "every key leads to one gift"),
                self.l6.told("L6", "the chain of sealed days fits the postings"),
                self.l7.told("L7", "what was received went back by its own gift only"),
                self.l13.told("L13", "no gift went between two of whom one blocks the other"),
                self.allowances.told("allowances", "the counters of every day fit the postings"),
                self.recognitions
                    .told("recognitions", "every accepted gift speaks once, with its own voice, and nothing else does"),
            ],
            gifts: self.gifts,
            postings: self.postings,
            recognitions: self.voices,
            days: self.days,
        }
    }
}

/// The sealed days, read in slices.
struct Sealed {
    slice: std::vec::IntoIter<(i64, i64, Vec<u8>)>,
    last: i64,
    done: bool,
}

impl Sealed {
    fn new(tx: &Tx) -> Result<Self> {
        Ok(Self { slice: rows::sealed_days(tx, i64::MIN)?.into_iter(), last: i64::MIN, done: false })
    }

    fn next(&mut self, tx: &Tx) -> Result<Option<(i64, i64, Vec<u8>)>> {
        if self.done {
            return Ok(None);
        }
        let mut next = self.slice.next();
        if next.is_none() {
            self.slice = rows::sealed_days(tx, self.last)?.into_iter();
            next = self.slice.next();
        }
        match &next {
            Some(day) => self.last = day.0,
            None => self.done = true,
        }
        Ok(next)
    }
}
