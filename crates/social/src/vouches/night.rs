//! Once a night all voices are decided anew from the vouches alone: in a small square by two vouches of people whose
//! own voice is founded on a host, in a large one by the flow from the hosts.

use std::collections::BTreeMap;

use soulava_standing::vetting;

use super::{FLOW_FROM, How, NEEDED, rows, settle};
use crate::{AccountId, Db, Result, Tx, ledger, settings};

/// Rows of one slice of the graph.
const READ_SLICE: i64 = 500;
/// Parts of the graph.
const PARTS: u8 = 4;
/// People of one slice of changes.
const WRITE_SLICE: usize = 50;
/// The day of the last night, and whether it decided by flow.
const DONE: &str = "vetting_night";
const BY_FLOW: &str = "vetting_by_flow";
const FROM: &str = "vetting_flow_from";

/// What the night reads, part by part.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// Hosts.
    pub hosts: Vec<i64>,
    /// Whom a host knows, and which; 0: one who left.
    pub known: Vec<(i64, i64)>,
    /// Who vouches for whom.
    pub vouches: Vec<(i64, i64)>,
    /// Who has a voice.
    pub vetted: Vec<i64>,
}

/// One voice to settle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Diff {
    /// Whose.
    pub account: AccountId,
    /// None: no voice.
    pub how: Option<How>,
}

/// One night: reads all vouches in slices, decides outside any transaction, and writes what changed in slices. Blocks.
/// Called again on the same day it changes nothing.
pub fn night(db: &Db) -> Result<()> {
    let Some(by_flow) = db.write_blocking(open_night)? else { return Ok(()) };
    let mut graph = Graph::default();
    for part in 0..PARTS {
        let mut after = Some(0);
        while let Some(from) = after {
            let (slice, next) = db.read_blocking(move |tx| graph_slice(tx, part, from))?;
            graph.add(part, slice);
            after = next;
        }
    }
    for slice in decide(&graph, by_flow).chunks(WRITE_SLICE) {
        let slice = slice.to_vec();
        db.write_blocking(move |tx| night_slice(tx, &slice))?;
    }
    db.write_blocking(close)
}

/// Opens the night: whether vouches speak by flow, or none when this day's night is over.
fn open_night(tx: &Tx) -> Result<Option<bool>> {
    let today = ledger::today(tx)?.to_string();
    if settings::kept(tx, DONE)?.as_deref() == Some(&today) {
        return Ok(None);
    }
    let from = settings::kept(tx, FROM)?.and_then(|text| text.parse().ok()).unwrap_or(FLOW_FROM);
    let by_flow = rows::count_members(tx)? >= from;
    if by_flow != is_by_flow(tx)? {
        settings::keep(tx, BY_FLOW, if by_flow { "true" } else { "false" })?;
    }
    Ok(Some(by_flow))
}

/// Closes the night of this day.
fn close(tx: &Tx) -> Result<()> {
    settings::keep(tx, DONE, &ledger::today(tx)?.to_string())
}

/// Whether vouches speak once a night.
pub(super) fn is_by_flow(tx: &Tx) -> Result<bool> {
    Ok(settings::kept(tx, BY_FLOW)?.as_deref() == Some("true"))
}

/// Reads the next slice of part 0 to 3 (hosts, known, vouches, voices) into `graph`; gives the cursor of the one after.
fn graph_slice(tx: &Tx, part: u8, after: i64) -> Result<(Vec<(i64, i64)>, Option<i64>)> {
    let found = match part {
        0 => rows::hosts_after(tx, after, READ_SLICE)?,
        1 => rows::known_after(tx, after, READ_SLICE)?,
        2 => rows::vouches_after(tx, after, READ_SLICE)?,
        _ => rows::vetted_after(tx, after, READ_SLICE)?,
    };
    let next = (found.len() as i64 == READ_SLICE).then(|| found.last().map_or(0, |row| row.0));
    Ok((found.into_iter().map(|(_, a, b)| (a, b)).collect(), next))
}

impl Graph {
    fn add(&mut self, part: u8, slice: Vec<(i64, i64)>) {
        match part {
            0 => self.hosts.extend(slice.iter().map(|it| it.0)),
            1 => self.known.extend(slice),
            2 => self.vouches.extend(slice),
            _ => self.vetted.extend(slice.iter().map(|it| it.0)),
        }
    }
}

/// Everybody whose voice should change, or whose reason for it may have; pure.
pub fn decide(graph: &Graph, by_flow: bool) -> Vec<Diff> {
    let mut people: Vec<i64> = graph.hosts.clone();
    people.extend(graph.known.iter().map(|it| it.0));
    people.extend(graph.vouches.iter().flat_map(|(a, b)| [*a, *b]));
    people.sort_unstable();
    people.dedup();
    let number = |id: i64| people.binary_search(&id).ok().and_then(|at| u32::try_from(at).ok());
    let hosts: Vec<u32> = graph.hosts.iter().filter_map(|id| number(*id)).collect();
    let known: Vec<u32> = graph.known.iter().filter_map(|it| number(it.0)).collect();
    let mut edges: Vec<(u32, u32)> =
        graph.vouches.iter().filter_map(|(a, b)| Some((number(*a)?, number(*b)?))).collect();
    let reached = if by_flow {
        // What a host knew stays known when that host goes; it hangs on the first host then.
        edges.extend(graph.known.iter().filter_map(|(who, by)| {
            let by = number(*by).filter(|by| hosts.contains(by)).or(hosts.first().copied())?;
            Some((by, number(*who)?))
        }));
        vetting::flow(people.len(), &hosts, &edges)
    } else {
        let roots: Vec<u32> = hosts.iter().chain(&known).copied().collect();
        vetting::founded(people.len(), &roots, &edges, NEEDED as usize)
    };
    let vouched = if by_flow { How::Flow } else { How::Vouched };
    let mut should: BTreeMap<i64, How> = BTreeMap::new();
    should.extend(people.iter().zip(&reached).filter(|(_, yes)| **yes).map(|(id, _)| (*id, vouched)));
    should.extend(graph.known.iter().map(|it| (it.0, How::Known)));
    should.extend(graph.hosts.iter().map(|id| (*id, How::Host)));
    let is: std::collections::BTreeSet<i64> = graph.vetted.iter().copied().collect();
    let begins = should.iter().filter(|(id, _)| !is.contains(id)).map(|(id, how)| (*id, Some(*how)));
    let ends = is.iter().filter(|id| !should.contains_key(id)).map(|id| (*id, None));
    begins.chain(ends).map(|(id, how)| Diff { account: AccountId(id), how }).collect()
}

/// Writes a slice of changes, at most [`WRITE_SLICE`].
fn night_slice(tx: &Tx, slice: &[Diff]) -> Result<()> {
    slice.iter().take(WRITE_SLICE).try_for_each(|diff| settle::by_night(tx, diff.account, diff.how))
}
