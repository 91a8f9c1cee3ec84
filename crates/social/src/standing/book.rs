//! The flow and who is who in it.

use std::collections::{BTreeSet, HashMap, HashSet};

use sha2::{Digest, Sha256};
use soulava_standing::flow::{Flow, GiftId, MemberId, Parameters, To};

use super::exits::Exit;
use super::log::{Entry, Log};
use super::rows;
use crate::ledger::Hand;
use crate::recognitions::rows::Logged;
use crate::{Result, Tx};

/// Rows are read again for this long, in ids: a minute, because commits may overtake each other.
pub const AGAIN_IDS: i64 = 60_000 << 16;
/// Rows remembered at a time before old ones are looked for.
const RECENT_MAX: usize = 50_000;
/// Rows of one person's history read at a time.
const SLICE: i64 = 1000;

/// The engine with its members: hands, in the order in which the logs name them first.
#[derive(Clone)]
pub struct Book {
    pub flow: Flow,
    members: HashMap<Hand, MemberId>,
    hands: Vec<Hand>,
    vetted: HashSet<Hand>,
    out: HashSet<Hand>,
    /// The day it was solved for last, from the logs alone.
    pub day: i64,
    /// The last entry that was entered.
    pub last: i64,
    /// Those entered that are young enough to be read again.
    pub recent: BTreeSet<i64>,
}

impl Book {
    /// An empty one.
    pub fn new() -> Self {
        Self {
            flow: Flow::new(Parameters::default()),
            members: HashMap::new(),
            hands: Vec::new(),
            vetted: HashSet::new(),
            out: HashSet::new(),
            day: i64::MIN,
            last: 0,
            recent: BTreeSet::new(),
        }
    }

    /// One put together again.
    pub fn of_parts(
        flow: Flow,
        members: HashMap<Hand, MemberId>,
        hands: Vec<Hand>,
        vetted: HashSet<Hand>,
        out: HashSet<Hand>,
        (day, last): (i64, i64),
        recent: BTreeSet<i64>,
    ) -> Self {
        Self { flow, members, hands, vetted, out, day, last, recent }
    }

    /// What was published on a day: all that was logged before it, solved as of it.
    pub fn of_day(tx: &Tx, day: i64) -> Result<Self> {
        let mut book = Self::new();
        book.go_on(tx, &mut Log::new((i64::MIN, 0), day), day)?;
        Ok(book)
    }

    /// Enters all of a log and solves as of a day.
    pub fn go_on(&mut self, tx: &Tx, log: &mut Log, day: i64) -> Result<()> {
        self.flow.hold();
        while let Some(entry) = log.next(tx)? {
            self.enter(tx, &entry)?;
        }
        self.flow.advance(day);
        self.flow.solve();
        self.forget();
        self.day = day;
        Ok(())
    }

    /// Enters one thing. Entering it again changes nothing, as long as nothing newer was entered.
    pub fn enter(&mut self, tx: &Tx, entry: &Entry) -> Result<()> {
        match entry {
            Entry::Voiced(row) => {
                let member = self.join(row.hand);
                match row.vetted {
                    true => self.vetted.insert(row.hand),
                    false => self.vetted.remove(&row.hand),
                };
                self.flow.vet(member, row.vetted && !self.out.contains(&row.hand));
            }
            // Not even a name in the order of joining: with money or without, every bit is the same.
            Entry::Said(row) if row.money => {}
            Entry::Said(row) => {
                let (voice, doer) = (self.join(row.voice), self.join(row.doer));
                if !self.out.contains(&row.voice) && !self.out.contains(&row.doer) {
                    self.say(row, voice, doer);
                }
            }
            Entry::Left(row) => {
                let member = self.join(row.hand);
                match row.how {
                    Exit::Erased => {
                        self.out.insert(row.hand);
                        self.flow.remove(member);
                    }
                    Exit::Suspended => {
                        self.out.insert(row.hand);
                        self.flow.vet(member, false);
                        for said in newest(tx, row.hand, row.id)?.into_iter().filter(|said| !said.money) {
                            let voice = self.join(said.voice);
                            self.flow.retract(GiftId(said.deed as u64), voice);
                        }
                    }
                    Exit::Back => {
                        self.out.remove(&row.hand);
                        self.flow.vet(member, self.vetted.contains(&row.hand));
                        for said in newest(tx, row.hand, row.id)?.into_iter().filter(|said| !said.money) {
                            if !self.out.contains(&said.voice) && !self.out.contains(&said.doer) {
                                let (voice, doer) = (self.join(said.voice), self.join(said.doer));
                                self.say(&said, voice, doer);
                            }
                        }
                    }
                }
            }
        }
        self.last = self.last.max(entry.place().1);
        self.recent.insert(entry.place().1);
        if self.recent.len() >= RECENT_MAX {
            self.forget();
        }
        Ok(())
    }

    /// Forgets what is too old to be read again.
    pub fn forget(&mut self) {
        let young = self.last.saturating_sub(AGAIN_IDS);
        self.recent = self.recent.split_off(&young);
    }

    fn say(&mut self, row: &Logged, voice: MemberId, doer: MemberId) {
        let deed = GiftId(row.deed as u64);
        self.flow.gift(deed, &[doer], To::Everybody, false);
        self.flow.acknowledge(deed, voice, row.grade, row.first_day, false);
    }

    fn join(&mut self, hand: Hand) -> MemberId {
        *self.members.entry(hand).or_insert_with(|| {
            self.hands.push(hand);
            self.flow.join()
        })
    }

    /// Who somebody is in the flow; none for who was never named.
    pub fn member(&self, hand: Hand) -> Option<MemberId> {
        self.members.get(&hand).copied()
    }

    /// Whose hand a member is.
    pub fn hand(&self, member: MemberId) -> Option<Hand> {
        self.hands.get(member.0 as usize).copied()
    }

    /// Everybody, in the order of joining.
    pub fn hands(&self) -> &[Hand] {
        &self.hands
    }

    /// Who has a voice of their own by the log, put out or not.
    pub fn vetted(&self) -> &HashSet<Hand> {
        &self.vetted
    }

    /// Whose influence was taken back.
    pub fn out(&self) -> &HashSet<Hand> {
        &self.out
    }

    /// Every hand with its standing and voice, in the order of hands; those with neither are left out.
    pub fn published(&self) -> Vec<(Hand, f64, f64)> {
        let mut all: Vec<_> = (0u32..)
            .zip(&self.hands)
            .map(|(at, hand)| (*hand, self.flow.standing(MemberId(at)), self.flow.voice(MemberId(at))))
            .filter(|(_, standing, voice)| *standing != 0.0 || *voice != 0.0)
            .collect();
        all.sort_by_key(|(hand, ..)| *hand);
        all
    }

    /// How many have a standing or a voice, and SHA-256 over all of it to the bit.
    pub fn digest(&self) -> (i64, [u8; 32]) {
        let all = self.published();
        let mut hash = Sha256::new();
        for (hand, standing, voice) in &all {
            hash.update(hand.0);
            hash.update(standing.to_bits().to_be_bytes());
            hash.update(voice.to_bits().to_be_bytes());
        }
        (all.len() as i64, hash.finalize().into())
    }
}

/// What holds of all that a hand said, and of all that was said of it, up to a row.
fn newest(tx: &Tx, hand: Hand, until: i64) -> Result<Vec<Logged>> {
    let mut found: HashMap<(i64, Hand), Logged> = HashMap::new();
    for read in [rows::said_by, rows::said_of] {
        let mut after = 0;
        loop {
            let slice = read(tx, hand, after, until, SLICE)?;
            let Some(last) = slice.last() else { break };
            after = last.id;
            found.extend(slice.into_iter().map(|row| ((row.deed, row.voice), row)));
        }
    }
    let mut found: Vec<Logged> = found.into_values().collect();
    found.sort_by_key(|row| row.id);
    Ok(found)
}
