//! Money moves nothing: ledger, standing, ties and the order of posts are the same bytes with every commercial event of
//! a history and without. `MONEY_HISTORIES` says how many histories are tried (the real verbs get a
//! two-hundredth of them).

mod live;
mod pure;
mod walk;

use std::fmt::Write;

/// People in a history.
pub const PEOPLE: usize = 6;

/// What can happen. Numbers are taken modulo what there is.
#[derive(Clone, Copy, Debug)]
pub enum Act {
    /// Somebody thanks somebody, for a post of theirs or for something between the two; 2 when it changed something.
    Thank { from: usize, to: usize, post: Option<usize>, twice: bool },
    /// A thank-you is taken back.
    Retract { thanks: usize },
    /// Applause, or it is taken back.
    Favourite { by: usize, post: usize, back: bool },
    /// "I made this", "this helped me".
    Use { by: usize, post: usize, helped: bool },
    /// A host says "I know this person".
    Know { who: usize },
    /// Days pass.
    Pass { days: u64 },
    /// Something with money in it.
    Money(Money),
}

/// What is commercial.
#[derive(Clone, Copy, Debug)]
pub enum Money {
    /// Applause, or thanks, or a use that was paid for, a promotion or an order.
    Recognised { by: usize, post: usize, kind: usize },
    /// Petrol money for a thank-you.
    Costs { thanks: usize },
    /// A payment from one to another.
    Paid { from: usize, to: usize, cents: u64 },
    /// A post is promoted.
    Promoted { post: usize, cents: u64 },
    /// A stall's plan.
    Plan { who: usize, cents: u64 },
}

/// Splitmix64: the same histories everywhere.
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    fn person(&mut self) -> usize {
        self.below(PEOPLE)
    }
}

/// A history of up to `length` acts, a third of them commercial.
pub fn history(chance: &mut Chance, length: usize) -> Vec<Act> {
    (0..length).map(|_| act(chance)).collect()
}

fn act(chance: &mut Chance) -> Act {
    let posts = PEOPLE;
    match chance.below(15) {
        0..=3 => {
            let post = (chance.below(2) == 0).then(|| chance.below(posts));
            Act::Thank { from: chance.person(), to: chance.person(), post, twice: chance.below(4) == 0 }
        }
        4 => Act::Retract { thanks: chance.below(100) },
        5 | 6 => Act::Favourite { by: chance.person(), post: chance.below(posts), back: chance.below(3) == 0 },
        7 => Act::Use { by: chance.person(), post: chance.below(posts), helped: chance.below(2) == 0 },
        8 => Act::Know { who: chance.person() },
        9 => Act::Pass { days: chance.below(40) as u64 },
        10 | 11 => {
            Act::Money(Money::Recognised { by: chance.person(), post: chance.below(posts), kind: chance.below(4) })
        }
        12 => Act::Money(Money::Costs { thanks: chance.below(100) }),
        13 => {
            Act::Money(Money::Paid { from: chance.person(), to: chance.person(), cents: chance.below(10_000) as u64 })
        }
        _ => match chance.below(2) {
            0 => Act::Money(Money::Promoted { post: chance.below(posts), cents: chance.below(10_000) as u64 }),
            _ => Act::Money(Money::Plan { who: chance.person(), cents: chance.below(10_000) as u64 }),
        },
    }
}

/// The same without what is commercial.
pub fn without_money(history: &[Act]) -> Vec<Act> {
    history.iter().copied().filter(|act| !matches!(act, Act::Money(_))).collect()
}

/// How many histories are tried.
pub fn histories() -> usize {
    std::env::var("MONEY_HISTORIES").ok().and_then(|count| count.parse().ok()).unwrap_or(600)
}

/// Appends figures to the bit.
pub fn bits(text: &mut String, figures: &[f64]) {
    figures.iter().for_each(|figure| _ = write!(text, " {:016x}", figure.to_bits()));
}
