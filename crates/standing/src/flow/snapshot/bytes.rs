//! Numbers, records and lists of them as bytes.

use super::super::Aside;
use super::super::gifts::Gift;
use super::super::graph::{Ack, What};

/// Something of a fixed number of bytes.
pub(super) trait Fixed: Sized {
    const BYTES: usize;
    fn put(&self, to: &mut Vec<u8>);
    /// From exactly [`BYTES`](Self::BYTES) bytes.
    fn get(from: &[u8]) -> Self;
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Fixed for $number {
            const BYTES: usize = size_of::<Self>();
            fn put(&self, to: &mut Vec<u8>) {
                to.extend_from_slice(&self.to_le_bytes());
            }
            fn get(from: &[u8]) -> Self {
                Self::from_le_bytes(from.try_into().expect("as many bytes as the number has"))
            }
        }
    )*};
}
numbers!(u32, i32, u64, f64);

impl<A: Fixed, B: Fixed> Fixed for (A, B) {
    const BYTES: usize = A::BYTES + B::BYTES;
    fn put(&self, to: &mut Vec<u8>) {
        self.0.put(to);
        self.1.put(to);
    }
    fn get(from: &[u8]) -> Self {
        let (a, b) = from.split_at(A::BYTES);
        (A::get(a), B::get(b))
    }
}

impl<A: Fixed, B: Fixed, C: Fixed> Fixed for (A, B, C) {
    const BYTES: usize = <(A, (B, C))>::BYTES;
    fn put(&self, to: &mut Vec<u8>) {
        self.0.put(to);
        self.1.put(to);
        self.2.put(to);
    }
    fn get(from: &[u8]) -> Self {
        let (a, (b, c)) = Fixed::get(from);
        (a, b, c)
    }
}

impl Fixed for Ack {
    const BYTES: usize = 12;
    fn put(&self, to: &mut Vec<u8>) {
        (self.gift, self.day, self.what.0).put(to);
    }
    fn get(from: &[u8]) -> Self {
        let (gift, day, what) = Fixed::get(from);
        Self { gift, day, what: What(what) }
    }
}

impl Fixed for Gift {
    const BYTES: usize = 16;
    fn put(&self, to: &mut Vec<u8>) {
        (self.id, self.givers, self.to).put(to);
    }
    fn get(from: &[u8]) -> Self {
        let (id, givers, to) = Fixed::get(from);
        Self { id, givers, to }
    }
}

impl Fixed for Aside {
    const BYTES: usize = 12;
    fn put(&self, to: &mut Vec<u8>) {
        (self.day, self.grade).put(to);
    }
    fn get(from: &[u8]) -> Self {
        let (day, grade) = Fixed::get(from);
        Self { day, grade }
    }
}

pub(super) struct Writer(Vec<u8>);

impl Writer {
    pub(super) fn with_room(bytes: usize) -> Self {
        Self(Vec::with_capacity(bytes))
    }

    pub(super) fn raw(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    pub(super) fn put(&mut self, one: &impl Fixed) {
        one.put(&mut self.0);
    }

    /// How many there are, then each.
    pub(super) fn list<T: Fixed>(&mut self, list: impl Iterator<Item = T>) {
        let at = self.0.len();
        self.put(&0_u64);
        let mut length = 0_u64;
        for one in list {
            one.put(&mut self.0);
            length += 1;
        }
        self.0[at..at + 8].copy_from_slice(&length.to_le_bytes());
    }

    /// The bytes, with the check sum of what follows the head in its last eight bytes.
    pub(super) fn seal(mut self, head: usize) -> Vec<u8> {
        let sum = check_sum(&self.0[head..]);
        self.0[head - 8..head].copy_from_slice(&sum.to_le_bytes());
        self.0
    }
}

pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.0
    }

    pub(super) fn raw(&mut self, bytes: usize) -> Option<&'a [u8]> {
        let (these, rest) = self.0.split_at_checked(bytes)?;
        self.0 = rest;
        Some(these)
    }

    pub(super) fn get<T: Fixed>(&mut self) -> Option<T> {
        self.raw(T::BYTES).map(T::get)
    }

    pub(super) fn list<T: Fixed>(&mut self) -> Option<Vec<T>> {
        let length = usize::try_from(self.get::<u64>()?).ok()?;
        let bytes = self.raw(length.checked_mul(T::BYTES)?)?;
        Some(bytes.chunks_exact(T::BYTES).map(T::get).collect())
    }
}

/// Notices damage, not intent: eight bytes at a time.
pub(super) fn check_sum(bytes: &[u8]) -> u64 {
    let mix = |sum: u64, word: u64| (sum ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
    let words = bytes.chunks_exact(8);
    let mut last = [0; 8];
    last[..words.remainder().len()].copy_from_slice(words.remainder());
    let sum = words.fold(bytes.len() as u64, |sum, word| mix(sum, u64::get(word)));
    mix(sum, u64::from_le_bytes(last))
}
