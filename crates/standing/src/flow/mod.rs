//! The Hau flow: voice from vetted members along acknowledgements.
//!
//! A *member* gives something (a *gift*); whoever had the good of it *acknowledges* it. A member's *voice* says how
//! much such an acknowledgement weighs, a member's *standing* is what arrived. The recipient, not the kind of the
//! gift, says what it was worth; money says nothing at all.
//!
//! # Formulae (f64; time in whole days)
//!
//! ```text
//! w      = grade/givers * 2^(-(today - day of the first acknowledgement)/H)         H = 90 days
//! g[a,u] = sum of w over what a acknowledged of gifts of u                           a != u
//! x[a,u] = k*g/(k+g)                                                                 k = 2, the cap of a pair
//! D[a]   = B + sum over u of x[a,u]                                                  B = 3, voice not spent
//! Q[a,u] = (1-alpha) * x[a,u]/D[a]                                                   alpha = 0.3
//! s[a]   = 1 if a is vetted, else 0          (as seen from m: 1 for m alone)
//! N      = s + N Q                           voice: expected visits of a damped walk
//! M_u[a] = Q[u,a] + sum over b != u of Q[u,b]*Q[b,a]     what of a's voice came from u, in at most two steps
//! V[a\u] = max(N[a] - N[u]*M_u[a], 0)        voice of a without what u itself put there
//! S[u]   = sum over a of V[a\u]*Q[a,u] / U   standing, in points;  U = (1-alpha)*x1/(B+x1), x1 = k/(1+k)
//! ```
//!
//! **One point is one fresh thank-you from a vetted member who has thanked nobody else.** The part of one
//! acknowledgement is `V[a\u]*Q[a,u]*(w/g[a,u])/U`; the parts sum to the standing.
//!
//! # An example
//!
//! ```
//! use soulava_standing::flow::{Flow, GiftId, Parameters, THANKS, To};
//!
//! let mut flow = Flow::new(Parameters::default());
//! let (anna, fenna) = (flow.join(), flow.join());
//! flow.vet(anna, true);
//! flow.vet(fenna, true);
//! flow.gift(GiftId(1), &[fenna], To::Some(&[anna]), false); // Fenna kept the oven on for Anna
//! flow.acknowledge(GiftId(1), anna, THANKS, 20_000, false);
//! assert!((flow.standing(fenna) - 1.0).abs() < 1e-9);
//! assert!((flow.voice(fenna) - 1.127273).abs() < 1e-6);
//! ```

mod read;
mod solve;

use std::collections::{BTreeMap, BTreeSet};

use crate::Day;

pub use read::{Entry, Explanation, View, Why};

/// A member, by order of joining.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct MemberId(pub u32);

/// A gift, by any number the caller likes.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct GiftId(pub u64);

/// The grade of applause; also the most a bystander's acknowledgement can be worth.
pub const APPLAUSE: f64 = 0.25;
/// The grade of a thank-you.
pub const THANKS: f64 = 1.0;
/// The grade of "this changed something for me".
pub const CHANGED: f64 = 2.0;

/// Whom a gift was for.
#[derive(Clone, Copy, Debug)]
pub enum To<'a> {
    /// The whole square: nobody is a bystander.
    Everybody,
    /// These; an acknowledgement of anybody else counts as applause at most. Empty: nobody was named.
    Some(&'a [MemberId]),
}

/// The numbers of the formulae.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameters {
    /// Chance that a walk ends at each step, 0 < alpha < 1.
    pub alpha: f64,
    /// Voice that stays unspent, in the same unit as x.
    pub unspent: f64,
    /// Most that x of one pair can reach.
    pub pair_cap: f64,
    /// Days in which an acknowledgement loses half its weight.
    pub half_life_days: f64,
    /// Residual voice below which a push within the day stops.
    pub push_voice: f64,
    /// Most edges that one event may touch; what is left waits for the next event or [`Flow::drain`].
    pub touches_max: u32,
}

impl Default for Parameters {
    fn default() -> Self {
        Self { alpha: 0.3, unspent: 3.0, pair_cap: 2.0, half_life_days: 90.0, push_voice: 1e-3, touches_max: 50_000 }
    }
}

impl Parameters {
    /// What one fresh thank-you of a whole, otherwise unspent voice moves: the unit of a point.
    pub fn unit(&self) -> f64 {
        let x = self.pair_cap / (1.0 + self.pair_cap);
        (1.0 - self.alpha) * x / (self.unspent + x)
    }
}

#[derive(Clone, Copy, Debug)]
struct Ack {
    day: Day,
    grade: f64,
}

#[derive(Clone, Debug, Default)]
struct Gift {
    givers: BTreeSet<MemberId>,
    /// None: everybody.
    to: Option<BTreeSet<MemberId>>,
    money: bool,
}

/// The engine: a log goes in, standings with their reasons come out.
///
/// Unknown members are ignored wherever they are named. Repeating an event changes nothing.
#[derive(Clone, Debug)]
pub struct Flow {
    parameters: Parameters,
    day: Day,
    held: bool,
    vetted: Vec<bool>,
    removed: Vec<bool>,
    gifts: BTreeMap<GiftId, Gift>,
    acks: BTreeMap<(GiftId, MemberId), Ack>,
    money_acks: BTreeMap<(GiftId, MemberId), Ack>,
    solved: solve::Solved,
}

impl Flow {
    /// An empty square on no day yet; the first acknowledgement or [`advance`](Self::advance) brings the first day.
    pub fn new(parameters: Parameters) -> Self {
        Self {
            parameters,
            day: Day::MIN,
            held: false,
            vetted: Vec::new(),
            removed: Vec::new(),
            gifts: BTreeMap::new(),
            acks: BTreeMap::new(),
            money_acks: BTreeMap::new(),
            solved: solve::Solved::default(),
        }
    }

    /// The numbers it works with.
    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// Somebody new, without voice of their own. Ids are given in order: 0, 1, 2, …
    pub fn join(&mut self) -> MemberId {
        self.vetted.push(false);
        self.removed.push(false);
        self.settle();
        MemberId(self.vetted.len() as u32 - 1)
    }

    /// How many have joined; those removed are still counted.
    pub fn members(&self) -> u32 {
        self.vetted.len() as u32
    }

    /// Gives somebody a voice of their own, or takes it.
    pub fn vet(&mut self, member: MemberId, vetted: bool) {
        if self.knows(member) {
            self.vetted[member.0 as usize] = vetted;
            self.settle();
        }
    }

    /// Whether somebody has a voice of their own.
    pub fn is_vetted(&self, member: MemberId) -> bool {
        self.knows(member) && self.vetted[member.0 as usize]
    }

    /// Something was given. Several givers share alike.
    ///
    /// Said again it adds names: `givers` and `to` are united with what was said before. With `money` it is kept only
    /// so that explanations can name it, and counts nothing; it changes nothing about the same gift said without.
    pub fn gift(&mut self, id: GiftId, givers: &[MemberId], to: To<'_>, money: bool) {
        let givers: BTreeSet<MemberId> = givers.iter().copied().filter(|giver| self.knows(*giver)).collect();
        let to = match to {
            To::Everybody => None,
            To::Some(members) => Some(members.iter().copied().collect::<BTreeSet<_>>()),
        };
        match self.gifts.get_mut(&id) {
            Some(known) if known.money == money => {
                known.givers.extend(givers);
                known.to = known.to.take().zip(to).map(|(mut was, more)| {
                    was.extend(more);
                    was
                });
            }
            Some(known) if known.money => *known = Gift { givers, to, money },
            Some(_) => return,
            None => _ = self.gifts.insert(id, Gift { givers, to, money }),
        }
        self.settle();
    }

    /// Somebody says that a gift was worth something.
    ///
    /// One weight per gift and acknowledger: saying it again replaces the grade, the first day stays. It may be said
    /// before the gift is known and counts from the moment it is. A later day than [`day`](Self::day) brings that day;
    /// an earlier one is taken as said late. A grade that is not a number of 0 or more is ignored. With `money` it
    /// counts nothing and changes nothing.
    pub fn acknowledge(&mut self, gift: GiftId, by: MemberId, grade: f64, day: Day, money: bool) {
        if !self.knows(by) || !grade.is_finite() || grade < 0.0 {
            return;
        }
        let acks = if money { &mut self.money_acks } else { &mut self.acks };
        let ack = acks.entry((gift, by)).or_insert(Ack { day, grade });
        ack.grade = grade;
        ack.day = ack.day.min(day);
        if !self.held {
            self.day = self.day.max(day);
        }
        self.settle();
    }

    /// Takes an acknowledgement back: its grade becomes 0, its day stays.
    pub fn retract(&mut self, gift: GiftId, by: MemberId) {
        if let Some(ack) = self.acks.get_mut(&(gift, by)) {
            ack.grade = 0.0;
            self.settle();
        }
    }

    /// Removes somebody with all they acknowledged and were acknowledged for; the id is never used again.
    ///
    /// A gift of several stays a gift of several: what the others got of it does not grow.
    pub fn remove(&mut self, member: MemberId) {
        if self.knows(member) {
            self.removed[member.0 as usize] = true;
            self.vetted[member.0 as usize] = false;
            self.acks.retain(|(_, by), _| *by != member);
            self.money_acks.retain(|(_, by), _| *by != member);
            self.settle();
        }
    }

    /// The current day; `Day::MIN` before the first.
    pub fn day(&self) -> Day {
        self.day
    }

    /// A new day: everything fades by one day's part and is solved anew. Time never goes back.
    pub fn advance(&mut self, day: Day) {
        self.day = self.day.max(day);
        self.settle();
    }

    /// From now on events are only collected, and figures stay as they are, until [`solve`](Self::solve). For loading
    /// many at once: each event then costs next to nothing.
    pub fn hold(&mut self) {
        self.held = true;
    }

    /// The daily solve, now: all voices anew from the log as of [`day`](Self::day). Ends [`hold`](Self::hold).
    ///
    /// Acknowledgements of a later day do not count yet.
    pub fn solve(&mut self) {
        self.held = false;
        self.solved = solve::solve(self, None);
    }

    fn settle(&mut self) {
        if !self.held {
            self.solve();
        }
    }

    fn knows(&self, member: MemberId) -> bool {
        self.removed.get(member.0 as usize) == Some(&false)
    }
}
