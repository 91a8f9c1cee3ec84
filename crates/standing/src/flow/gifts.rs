//! What was given, by whom and for whom: sixteen bytes a gift when one gave it to one, to all or to nobody named.

use std::collections::BTreeMap;

/// `to` of a gift for everybody.
const EVERYBODY: u32 = u32::MAX;
/// No giver that is known here, or nobody named in `to`.
const NOBODY: u32 = u32::MAX - 1;
/// Marks a number as the place of a list.
const LIST: u32 = 1 << 31;
/// Marks a number as the place of a gift whose id came out of order.
const STRAY: u32 = 1 << 31;
/// Most givers that share a gift; more are not taken in.
pub(super) const GIVERS_MAX: usize = (1 << 24) - 1;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Gift {
    pub(super) id: u64,
    /// A member, a list or nobody.
    pub(super) givers: u32,
    /// A member, a list, nobody or everybody.
    pub(super) to: u32,
}

/// Gifts by number; a number never changes. Ids that come in ascending order, as those of a database do, need no index.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Gifts {
    /// Ascending by id.
    pub(super) rows: Vec<Gift>,
    pub(super) strays: Vec<Gift>,
    pub(super) stray_ids: BTreeMap<u64, u32>,
    /// Ascending members each.
    pub(super) lists: Vec<Vec<u32>>,
}

/// Whom a gift is said to be for: sorted members, or everybody.
pub(super) type For<'a> = Option<&'a [u32]>;

impl Gifts {
    pub(super) fn find(&self, id: u64) -> Option<u32> {
        match self.rows.last() {
            Some(last) if id <= last.id => {
                let at = self.guess(id);
                at.or_else(|| self.stray_ids.get(&id).copied())
            }
            _ => None,
        }
    }

    /// Ids of a database lie evenly: a few guesses in proportion come close, halving does the rest.
    fn guess(&self, id: u64) -> Option<u32> {
        let (mut low, mut high) = (0, self.rows.len());
        for _ in 0..4 {
            let (Some(first), Some(last)) = (self.rows.get(low), self.rows.get(high.wrapping_sub(1))) else { break };
            if high - low < 16 || id < first.id || id > last.id {
                break;
            }
            let part = (id - first.id) as f64 / (last.id - first.id).max(1) as f64;
            let near = low + ((high - 1 - low) as f64 * part) as usize;
            let (from, to) = (near.saturating_sub(8).max(low), (near + 8).min(high));
            if self.rows[from].id <= id && self.rows[to - 1].id >= id {
                (low, high) = (from, to);
            } else if self.rows[from].id > id {
                high = from;
            } else {
                low = to;
            }
        }
        let at = self.rows[low..high].binary_search_by_key(&id, |gift| gift.id).ok()?;
        Some((low + at) as u32)
    }

    fn row(&self, gift: u32) -> Gift {
        if gift & STRAY == 0 { self.rows[gift as usize] } else { self.strays[(gift & !STRAY) as usize] }
    }

    fn row_mut(&mut self, gift: u32) -> &mut Gift {
        if gift & STRAY == 0 { &mut self.rows[gift as usize] } else { &mut self.strays[(gift & !STRAY) as usize] }
    }

    /// Whether the number is one of ours.
    pub(super) fn holds(&self, gift: u32) -> bool {
        let gifts = if gift & STRAY == 0 { &self.rows } else { &self.strays };
        ((gift & !STRAY) as usize) < gifts.len()
    }

    pub(super) fn id(&self, gift: u32) -> u64 {
        self.row(gift).id
    }

    /// Who gave it, ascending.
    pub(super) fn givers(&self, gift: u32) -> &[u32] {
        let row = if gift & STRAY == 0 { &self.rows[gift as usize] } else { &self.strays[(gift & !STRAY) as usize] };
        match row.givers {
            NOBODY => &[],
            list if list & LIST != 0 => &self.lists[(list & !LIST) as usize],
            _ => std::slice::from_ref(&row.givers),
        }
    }

    /// Whether somebody is among those it was for.
    pub(super) fn is_for(&self, gift: u32, member: u32) -> bool {
        match self.row(gift).to {
            EVERYBODY => true,
            NOBODY => false,
            list if list & LIST != 0 => self.lists[(list & !LIST) as usize].binary_search(&member).is_ok(),
            one => one == member,
        }
    }

    /// A gift not known before; both lists ascending. None when there is no room for more.
    pub(super) fn add(&mut self, id: u64, givers: &[u32], to: For<'_>) -> Option<u32> {
        if self.rows.len().max(self.strays.len()) >= LIST as usize - 2 || self.lists.len() >= LIST as usize - 4 {
            return None;
        }
        let gift = Gift { id, givers: self.put(givers), to: to.map_or(EVERYBODY, |to| self.put(to)) };
        if self.rows.last().is_none_or(|last| last.id < id) {
            // A sixteenth at a time: twice the room would be much of a large square's memory.
            if self.rows.len() == self.rows.capacity() {
                self.rows.reserve_exact(self.rows.len() / 16 + 1_024);
            }
            self.rows.push(gift);
            return Some(self.rows.len() as u32 - 1);
        }
        let at = self.strays.len() as u32 | STRAY;
        self.strays.push(gift);
        self.stray_ids.insert(id, at);
        Some(at)
    }

    /// Adds names to a gift; whether that changed it.
    pub(super) fn unite(&mut self, gift: u32, givers: &[u32], to: For<'_>) -> bool {
        let was = self.row(gift);
        let united = union(self.givers(gift), givers);
        let mut grown = false;
        if united.len() > self.givers(gift).len() && united.len() <= GIVERS_MAX {
            self.row_mut(gift).givers = self.put(&united);
            grown = true;
        }
        match (was.to, to) {
            (EVERYBODY, _) => {}
            (_, None) => {
                self.row_mut(gift).to = EVERYBODY;
                grown = true;
            }
            (_, Some(more)) => {
                let known = self.named(was.to);
                let united = union(&known, more);
                if united.len() > known.len() {
                    self.row_mut(gift).to = self.put(&united);
                    grown = true;
                }
            }
        }
        grown
    }

    fn named(&self, to: u32) -> Vec<u32> {
        match to {
            EVERYBODY | NOBODY => Vec::new(),
            list if list & LIST != 0 => self.lists[(list & !LIST) as usize].clone(),
            one => vec![one],
        }
    }

    fn put(&mut self, members: &[u32]) -> u32 {
        match members {
            [] => NOBODY,
            [one] => *one,
            _ => {
                self.lists.push(members.to_vec());
                LIST | (self.lists.len() as u32 - 1)
            }
        }
    }

    /// Finds the places of the strays anew.
    pub(super) fn index_strays(&mut self) {
        self.stray_ids = (0..).zip(&self.strays).map(|(at, gift)| (gift.id, at | STRAY)).collect();
    }

    /// Whether everything fits together, for what was read from bytes.
    pub(super) fn is_sound(&self, members: u32) -> bool {
        let named = |to: u32| match to {
            NOBODY => true,
            list if list & LIST != 0 => ((list & !LIST) as usize) < self.lists.len(),
            one => one < members,
        };
        let sound = |gift: &Gift| named(gift.givers) && (gift.to == EVERYBODY || named(gift.to));
        self.rows.is_sorted_by(|a, b| a.id < b.id)
            && self.rows.iter().chain(&self.strays).all(sound)
            && self.stray_ids.len() == self.strays.len()
            && self.stray_ids.keys().all(|id| self.guess(*id).is_none())
            && (self.strays.is_empty() || !self.rows.is_empty())
            && self.lists.iter().all(|list| list.is_sorted_by(|a, b| a < b) && list.iter().all(|one| *one < members))
            && self.lists.iter().all(|list| list.len() <= GIVERS_MAX)
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len() + self.strays.len()
    }

    pub(super) fn bytes(&self) -> usize {
        let rows = (self.rows.capacity() + self.strays.capacity()) * size_of::<Gift>();
        let lists: usize = self.lists.iter().map(|list| size_of::<Vec<u32>>() + list.capacity() * 4).sum();
        rows + lists + self.stray_ids.len() * 20
    }
}

/// Both lists ascending; the union too.
fn union(a: &[u32], b: &[u32]) -> Vec<u32> {
    let mut all = [a, b].concat();
    all.sort_unstable();
    all.dedup();
    all
}
