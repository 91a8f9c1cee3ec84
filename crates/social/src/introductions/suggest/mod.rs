//! Suggestions: two people who could meet, told to the one person who knows both best, and to nobody else.
//!
//! At most one is in view for an introducer in a week, and nobody is in more than one. From [`COMPARED_FROM`] active
//! members on a tenth of what could be shown is kept back by chance, so that the host can see what suggesting brings.

pub(super) mod rows;
mod topics;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use soulava_standing::introduction::{Evidence, resource_allocation, score};

use self::topics::{Rarity, Topics, compare};
use super::{MEETS_MS, rows as wishes};
use crate::accounts::{self, AccountView};
use crate::ledger::{DAY_MS, day_of};
use crate::ties::{self, TieEdge};
use crate::{AccountId, Member, Refusal, Result, SuggestionId, Tx, standing};

/// Active members from which on a part is kept back.
pub const COMPARED_FROM: i64 = 300;
/// One in so many is kept back.
const KEPT_BACK_ONE_IN: u64 = 10;
/// Ties of one introducer that are looked at, the warmest.
const CIRCLE_MAX: usize = 40;
/// Others who know two of them, whose ties are weighed too.
const BETWEEN_MAX: usize = 60;
/// Ties read at once.
const EDGES_MAX: i64 = 4_000;
/// Pairs are looked for at most once in this time.
const LOOK_MS: i64 = DAY_MS;
/// A pair that was suggested to anybody is left alone for this time.
const REST_MS: i64 = 180 * DAY_MS;
/// Hashtags used since then count.
const TAGS_MS: i64 = 180 * DAY_MS;

/// Two people who could meet through the viewer.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// The row.
    pub id: SuggestionId,
    /// One.
    pub a: Arc<AccountView>,
    /// The other.
    pub b: Arc<AccountView>,
    /// Up to three words that speak for it: looked for by one and given by the other, or liked by both.
    pub shared: Vec<String>,
}

/// The suggestion in view for the member, if there is one.
pub fn suggestion(tx: &Tx, member: &Member) -> Result<Option<Suggestion>> {
    let Some(row) = rows::in_view(tx, member.person, week(tx))? else { return Ok(None) };
    // What changed since: they met, one wants none any more, somebody blocks or left.
    let ids = [row.a, row.b];
    let numbers = crate::id::numbers(&ids, |id| id.0);
    let views = accounts::views(tx, &ids)?;
    let open = !wishes::not_now(tx, row.a)? && !wishes::not_now(tx, row.b)?;
    let closed = rows::closed_pairs(tx, &numbers, member.person, i64::MAX)?;
    let [Some(a), Some(b)] = ids.map(|id| views.iter().find(|view| view.id == id && view.is_shown()).cloned()) else {
        return Ok(None);
    };
    if !open || !closed.is_empty() || ties::acquainted(tx, row.a, row.b)? {
        return Ok(None);
    }
    Ok(Some(Suggestion { id: row.id, a, b, shared: serde_json::from_str(&row.shared).unwrap_or_default() }))
}

/// Whether [`look`] has something to do: it looks once a day, until there was one in the week.
pub fn may_look(tx: &Tx, member: &Member) -> Result<bool> {
    Ok(member.keeper().is_none()
        && tx.now() - rows::looked_at(tx, member.person)? >= LOOK_MS
        && !rows::was_shown(tx, member.person, week(tx))?)
}

/// Looks for somebody's suggestion of the week among their ties, at most once a day; says whether there is one in view now.
///
/// Cost: three reads of ties, capped, and arithmetic over at most 780 pairs.
pub fn look(tx: &Tx, member: &Member) -> Result<bool> {
    let me = member.person;
    if !may_look(tx, member)? {
        return Ok(rows::in_view(tx, me, week(tx))?.is_some());
    }
    rows::set_looked(tx, me)?;
    let compares = standing::active_members(tx)? >= COMPARED_FROM;
    for pair in pairs(tx, me)?.into_iter().take(3) {
        let shown = !compares || !u64::from_be_bytes(tx.random::<8>()).is_multiple_of(KEPT_BACK_ONE_IN);
        let shared = serde_json::to_string(&pair.shared).expect("words are plain data");
        rows::insert(
            tx,
            &rows::New {
                id: SuggestionId(tx.next_id()),
                introducer: me,
                a: pair.a,
                b: pair.b,
                week: week(tx),
                shown,
                counted: compares,
                score: pair.score,
                shared: &shared,
                check_at: compares.then(|| tx.now() + MEETS_MS),
            },
        )?;
        if shown {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Puts a suggestion away; the same pair never comes again to this member.
pub fn set_aside(tx: &Tx, member: &Member, id: SuggestionId) -> Result<()> {
    if rows::set_aside(tx, id, member.person)? { Ok(()) } else { Err(Refusal::not_found()) }
}

fn week(tx: &Tx) -> i64 {
    day_of(tx.now()).div_euclid(7)
}

struct Pair {
    a: AccountId,
    b: AccountId,
    score: f64,
    shared: Vec<String>,
}

/// How strongly each is tied to whom.
type Circle = BTreeMap<AccountId, BTreeMap<AccountId, f64>>;

fn add(circle: &mut Circle, edges: &[TieEdge]) {
    for edge in edges {
        circle.entry(edge.a).or_default().insert(edge.b, edge.s);
        circle.entry(edge.b).or_default().insert(edge.a, edge.s);
    }
}

/// Pairs among the ties of `me` that do not know each other and whom nobody knows better than `me`, the most promising first.
fn pairs(tx: &Tx, me: AccountId) -> Result<Vec<Pair>> {
    let mut own: Vec<(AccountId, f64)> = ties::edges_of(tx, &[me], EDGES_MAX)?
        .into_iter()
        .map(|edge| (if edge.a == me { edge.b } else { edge.a }, edge.s))
        .collect();
    own.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    own.truncate(CIRCLE_MAX);
    let near: BTreeSet<AccountId> = own.iter().map(|(id, _)| *id).collect();
    let open = rows::open(tx, &own.iter().map(|(id, _)| id.0).collect::<Vec<_>>(), week(tx))?;
    if open.len() < 2 {
        return Ok(Vec::new());
    }
    let mut circle = Circle::new();
    let around = ties::edges_of(tx, &near.iter().copied().collect::<Vec<_>>(), EDGES_MAX)?;
    add(&mut circle, &around);
    // Everybody who knows two of them carries a share, by all their ties.
    let mut between: Vec<AccountId> = circle
        .iter()
        .filter(|(who, ties)| !near.contains(who) && ties.keys().filter(|id| near.contains(id)).count() >= 2)
        .map(|(who, _)| *who)
        .collect();
    between.truncate(BETWEEN_MAX);
    add(&mut circle, &ties::edges_of(tx, &between, EDGES_MAX)?);

    let numbers = crate::id::numbers(&open, |id| id.0);
    let closed: HashSet<(AccountId, AccountId)> = rows::closed_pairs(tx, &numbers, me, tx.now() - REST_MS)?
        .into_iter()
        .map(|(one, other)| (one.min(other), one.max(other)))
        .collect();
    let known: HashSet<(AccountId, AccountId)> = ties::acquainted_among(tx, &open)?.into_iter().collect();
    let topics = topics_of(tx, &open)?;
    let rarity = Rarity::among(topics.values());
    let none = Topics::default();
    let mut found = Vec::new();
    for (index, a) in open.iter().enumerate() {
        for b in &open[index + 1..] {
            let pair = (*a.min(b), *a.max(b));
            if closed.contains(&pair) || known.contains(&pair) {
                continue;
            }
            let Some(allocation) = allocation(&circle, *a, *b, me) else { continue };
            let of = |id: &AccountId| topics.get(id).unwrap_or(&none);
            let (complementarity, similarity, shared) = compare(of(a), of(b), &rarity);
            let is_new = [a, b].iter().any(|id| circle.get(*id).map_or(0, BTreeMap::len) < 2);
            let score = score(&Evidence { allocation, complementarity, similarity, is_new });
            found.push(Pair { a: pair.0, b: pair.1, score, shared });
        }
    }
    found.sort_by(|one, other| other.score.total_cmp(&one.score).then((one.a, one.b).cmp(&(other.a, other.b))));
    Ok(found)
}

/// What those between two carry; none when somebody else is the one to introduce them, or they are tied.
fn allocation(circle: &Circle, a: AccountId, b: AccountId, me: AccountId) -> Option<f64> {
    let (ties_a, ties_b) = (circle.get(&a)?, circle.get(&b)?);
    if ties_a.contains_key(&b) {
        return None;
    }
    let mut carried = Vec::new();
    let mut best: Option<(f64, AccountId)> = None;
    for (who, near) in ties_a {
        let Some(far) = ties_b.get(who) else { continue };
        carried.push((*near, *far, circle.get(who)?.values().sum()));
        // Ids grow with age, and are walked in order: of equals the older stays.
        if best.is_none_or(|(most, _)| near * far > most) {
            best = Some((near * far, *who));
        }
    }
    (best?.1 == me).then(|| resource_allocation(&carried))
}

fn topics_of(tx: &Tx, people: &[AccountId]) -> Result<HashMap<AccountId, Topics>> {
    let tags = rows::tags_of(tx, &crate::id::numbers(people, |id| id.0), tx.now() - TAGS_MS)?;
    let of = |view: &Arc<AccountView>| {
        let used = tags.iter().filter(|(who, _)| *who == view.id).map(|(_, tag)| tag.as_str());
        (view.id, Topics::of(&view.fields, used))
    };
    Ok(accounts::views(tx, people)?.iter().map(of).collect())
}
