//! The past, computed again from the logs and compared with what was published, to the bit.

use std::collections::HashMap;

use super::bands::is_quarters_first;
use super::book::Book;
use super::live::Standings;
use super::log::Log;
use super::rows;
use crate::ledger::{self, Hand};
use crate::{Result, Tx};

/// Faults that are told one by one.
const FAULTS_MAX: usize = 20;

/// What was compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Published days that were solved again.
    pub days: u64,
    /// Members with a standing or a voice on the last of them.
    pub members: u64,
    /// Standings in memory that were compared with the logs.
    pub live: u64,
    /// Moves of bands that were looked at.
    pub moves: u64,
    /// What does not hold, at most 20 of them.
    pub faults: Vec<String>,
    /// How many faults there are in all.
    pub faults_in_all: u64,
}

impl Report {
    /// Whether everything holds.
    pub fn holds(&self) -> bool {
        self.faults_in_all == 0
    }

    fn fault(&mut self, words: String) {
        self.faults_in_all += 1;
        if self.faults.len() < FAULTS_MAX {
            self.faults.push(words);
        }
    }
}

/// Solves every published day again and compares its digest; compares what is in memory with the logs; and looks that
/// no band ever fell but by one step on the first day of a quarter. `progress` hears of every day: (done, of).
///
/// Reads one snapshot and changes nothing. May take long: one solve for each published day.
pub fn verify(tx: &Tx, standings: &Standings, progress: &mut dyn FnMut(u64, u64)) -> Result<Report> {
    let mut report = Report::default();
    days(tx, &mut report, progress)?;
    live(tx, standings, &mut report)?;
    moves(tx, &mut report)?;
    Ok(report)
}

fn days(tx: &Tx, report: &mut Report, progress: &mut dyn FnMut(u64, u64)) -> Result<()> {
    let mut book = Book::new();
    let mut through = (i64::MIN, 0);
    let (mut after, of) = (i64::MIN, rows::count_days(tx)? as u64);
    loop {
        let slice = rows::days_after(tx, after)?;
        let Some(last) = slice.last() else { return Ok(()) };
        after = last.0;
        for (day, members, digest) in slice {
            book.go_on(tx, &mut Log::new(through, day), day)?;
            through = (day, 0);
            let found = book.digest();
            if found.0 != members || found.1.as_slice() != digest {
                report.fault(format!("day {day}: what was published is not what the logs give"));
            }
            report.days += 1;
            report.members = found.0 as u64;
            progress(report.days, of);
        }
    }
}

/// What is in memory, solved now, against the logs up to the end of today.
fn live(tx: &Tx, standings: &Standings, report: &mut Report) -> Result<()> {
    let today = ledger::today(tx)?;
    standings.load(tx)?;
    let mut memory = standings.current(tx, Clone::clone)?;
    memory.flow.hold();
    memory.flow.solve();
    let mut logs = Book::of_day(tx, today)?;
    logs.go_on(tx, &mut Log::new((today, 0), today + 1), today)?;
    let (memory, logs) = (memory.published(), logs.published());
    report.live = memory.len() as u64;
    if memory.len() != logs.len() {
        report.fault(format!("{} have a standing or a voice in memory, {} in the logs", memory.len(), logs.len()));
    }
    for (memory, logs) in memory.iter().zip(&logs) {
        let same =
            memory.0 == logs.0 && memory.1.to_bits() == logs.1.to_bits() && memory.2.to_bits() == logs.2.to_bits();
        if !same {
            report.fault(format!("a standing is {} in memory and {} by the logs", memory.1, logs.1));
        }
    }
    Ok(())
}

fn moves(tx: &Tx, report: &mut Report) -> Result<()> {
    const STEPS: [&str; 4] = ["none", "known", "generous", "pillar"];
    let step = |band: &str| STEPS.iter().position(|known| *known == band).unwrap_or(0);
    let mut bands: HashMap<Hand, String> = HashMap::new();
    let mut fell: HashMap<Hand, i64> = HashMap::new();
    let mut after = 0;
    loop {
        let slice = rows::moves_after(tx, after, 1000)?;
        let Some(last) = slice.last() else { return Ok(()) };
        after = last.id;
        for row in slice {
            report.moves += 1;
            let before = bands.insert(row.hand, row.band.clone()).unwrap_or_else(|| "none".to_owned());
            if before != row.was {
                report.fault(format!("move {}: a band was {before} and is said to have been {}", row.id, row.was));
            }
            let (was, is) = (step(&row.was), step(&row.band));
            if is < was {
                let twice = fell.insert(row.hand, row.day) == Some(row.day);
                if was - is > 1 || twice || !is_quarters_first(row.day) {
                    report.fault(format!(
                        "move {}: a band fell from {} to {} on day {}",
                        row.id, row.was, row.band, row.day
                    ));
                }
            }
        }
    }
}
