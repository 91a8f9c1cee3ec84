//! Presence of before there was presence, from what people did: in slices, each in a unit of its own, once.

use std::collections::BTreeMap;

use super::{Activity, Thresholds, rows};
use crate::ledger::day_of;
use crate::{Result, Tx};

/// Acts of each kind read in one unit; each makes at most two days of presence.
const SLICE: i64 = 60;

/// Fills in the next slice of history; true while there is more. Acts that were noted as they happened are not in it,
/// and each act of before is counted once however often this is called.
pub fn fill(tx: &Tx) -> Result<bool> {
    let Some((through, last)) = rows::filled(tx)?.filter(|(through, last)| through < last) else { return Ok(false) };
    let sources = [
        rows::past_posts(tx, through, last, SLICE)?,
        rows::past_favourites(tx, through, last, SLICE)?,
        rows::past_uses(tx, through, last, SLICE)?,
        rows::past_gifts(tx, through, last, SLICE)?,
    ];
    // A source that is not exhausted says how far this slice goes: ids of all tables are in one order.
    let upto = sources
        .iter()
        .filter(|found| found.len() as i64 == SLICE)
        .filter_map(|found| found.last().map(|act| act.id))
        .min()
        .unwrap_or(last);
    let thresholds = Thresholds::current();
    let earliest = day_of(tx.now()) - thresholds.keep_days;
    let mut days: BTreeMap<(i64, i64), (i64, i64)> = BTreeMap::new();
    for act in sources.iter().flatten().filter(|act| act.id <= upto && day_of(act.at) >= earliest) {
        let mut note = |who: i64, activity| {
            let weight = thresholds.weight(activity);
            let sums = days.entry((who, day_of(act.at))).or_default();
            *sums = (sums.0 + weight, sums.1.max(weight));
        };
        match (act.what.as_str(), act.other) {
            ("gift", None) => {} // the post of a gift: the gift itself speaks
            ("help", Some(receiver)) => {
                note(act.who.0, Activity::Give);
                note(receiver.0, Activity::Help);
            }
            ("again", Some(receiver)) => {
                note(act.who.0, Activity::Give);
                note(receiver.0, Activity::React);
            }
            ("use", _) => note(act.who.0, Activity::Use),
            ("reply", keeper) => note(keeper.unwrap_or(act.who).0, Activity::Reply),
            ("post", keeper) => note(keeper.unwrap_or(act.who).0, Activity::Post),
            (_, keeper) => note(keeper.unwrap_or(act.who).0, Activity::React),
        }
    }
    let column = |of: fn((&(i64, i64), &(i64, i64))) -> i64| days.iter().map(of).collect::<Vec<i64>>();
    let (who, on) = (column(|(key, _)| key.0), column(|(key, _)| key.1));
    rows::add_all(tx, &who, &on, &column(|(_, sums)| sums.0), &column(|(_, sums)| sums.1))?;
    rows::set_filled(tx, upto)?;
    Ok(upto < last)
}
