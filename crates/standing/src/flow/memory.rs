//! What the engine holds, counted.

use super::{Aside, Flow, Said};

/// What the engine holds. Of what lies in trees the size is estimated.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Memory {
    /// Members, with those removed.
    pub members: usize,
    /// Pairs of acknowledger and giver.
    pub pairs: usize,
    /// Acknowledgements that count or may count.
    pub acknowledgements: usize,
    /// Gifts.
    pub gifts: usize,
    /// Bytes for what is kept per member.
    pub members_bytes: usize,
    /// Bytes for pairs with their acknowledgements.
    pub pairs_bytes: usize,
    /// Bytes for gifts.
    pub gifts_bytes: usize,
    /// Bytes for everything else: what waits, what was said while held, what does not count.
    pub other_bytes: usize,
}

impl Memory {
    /// All of it.
    pub fn bytes(&self) -> usize {
        self.members_bytes + self.pairs_bytes + self.gifts_bytes + self.other_bytes
    }
}

impl Flow {
    /// What the engine holds now, by capacity. A solve needs 8 bytes a pair and 4 a member more while it runs,
    /// and making the table anew as much as the table.
    pub fn memory(&self) -> Memory {
        let members = &self.members;
        let figures = [&members.voice, &members.residual, &members.spent];
        let rows = (self.graph.out_start.capacity() + self.graph.in_start.capacity()) * 4;
        let trees = ((self.odd.len() + self.odd_said.len()) * 16
            + self.waiting.len() * 32
            + self.aside.len() * 40
            + self.changed.len() * 4)
            * 3
            / 2;
        Memory {
            members: members.state.len(),
            pairs: self.graph.pairs(),
            acknowledgements: self.graph.ack_count(),
            gifts: self.gifts.len(),
            members_bytes: figures.iter().map(|figures| figures.capacity() * 8).sum::<usize>()
                + members.state.capacity() * size_of::<super::State>()
                + members.queue.capacity() * 4
                + rows,
            pairs_bytes: self.graph.bytes() - rows,
            gifts_bytes: self.gifts.bytes(),
            other_bytes: trees
                + self.inbox.capacity() * size_of::<Said>()
                + size_of::<Aside>() * self.money_gifts.len() * 8,
        }
    }
}
