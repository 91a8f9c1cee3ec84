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
//! Grades: applause 0.25, thanks 1, "this changed something for me" 2. One weight per gift and acknowledger; the day of
//! the first acknowledgement stays. A bystander, whom the gift was not for, applauds at most.
//!
//! # What holds
//!
//! * Money moves no bit: a log without its money gives the same figures.
//! * Whatever somebody's own accounts say to each other, however many there are, none of them stands higher than
//!   1.316 times what others let in, and all together not higher than 1/alpha times.
//! * One acknowledger of voice v moves at most 2.2 v points towards one member, for any number of gifts.
//! * Rings of two and three return nothing to whom they start with.
//! * A voice that is split over several members is not more voice.
//!
//! # Worked examples
//!
//! ```
//! use soulava_standing::flow::{APPLAUSE, CHANGED, Flow, GiftId, MemberId, Parameters, THANKS, To};
//!
//! # fn near(found: f64, points: f64) { assert!((found - points).abs() < 1e-6, "{found} is not {points}"); }
//! /// Anna, Fenna and Søren are vetted, Mette and two more are not; (who thanks, whom, how much), all on day 0.
//! fn square(thanks: &[(u32, u32, f64)]) -> Flow {
//!     let mut flow = Flow::new(Parameters::default());
//!     for member in 0..7 {
//!         flow.join();
//!         flow.vet(MemberId(member), member < 3);
//!     }
//!     for (id, (by, giver, grade)) in (0..).zip(thanks) {
//!         flow.gift(GiftId(id), &[MemberId(*giver)], To::Some(&[MemberId(*by)]), false);
//!         flow.acknowledge(GiftId(id), MemberId(*by), *grade, 0, false);
//!     }
//!     flow
//! }
//! let (anna, fenna, soren, mette) = (0, 1, 2, 3);
//! let of = |flow: &Flow, member| flow.standing(MemberId(member));
//!
//! // 1. Anna thanks Fenna once.
//! let mut once = square(&[(anna, fenna, THANKS)]);
//! near(of(&once, fenna), 1.0);
//! near(once.voice(MemberId(fenna)), 1.127273);
//! // 2. Twice the same day: a pair saturates.
//! near(of(&square(&[(anna, fenna, THANKS), (anna, fenna, THANKS)]), fenna), 1.375);
//! // 3. Fenna and Søren share Anna's voice.
//! near(of(&square(&[(anna, fenna, THANKS), (anna, soren, THANKS)]), soren), 0.846154);
//! // 4. Each other: one point each, not more.
//! let mutual = square(&[(anna, fenna, THANKS), (fenna, anna, THANKS)]);
//! near(of(&mutual, anna), 1.0);
//! near(mutual.voice(MemberId(anna)), 1.145833);
//! // 5. Gratitude passes on. 9. As Anna sees it, Fenna's own voice is not in it.
//! let chain = square(&[(anna, fenna, THANKS), (fenna, soren, THANKS)]);
//! near(of(&chain, soren), 1.127273);
//! near(chain.view_from(MemberId(anna)).standing(MemberId(fenna)), 1.0);
//! near(chain.view_from(MemberId(anna)).standing(MemberId(soren)), 0.127273);
//! // 6. Ninety days after the first: not one half, because what Anna has not spent counts for more.
//! once.advance(90);
//! near(of(&once, fenna), 0.647059);
//! // 7. Mette's three other selves bring her nothing.
//! let mut thanks = vec![(anna, mette, THANKS)];
//! for sybil in 4..7 {
//!     thanks.extend([(mette, sybil, CHANGED), (sybil, mette, APPLAUSE)]);
//! }
//! let sybils = square(&thanks);
//! near(of(&sybils, mette), 1.0);
//! near(of(&sybils, 4), 0.118003);
//! // 8. A second gift changed something for Anna; Søren, whom it was not for, says thanks: that is applause.
//! let mut two = square(&[(anna, fenna, THANKS), (anna, fenna, CHANGED)]);
//! two.acknowledge(GiftId(1), MemberId(soren), THANKS, 0, false);
//! near(of(&two, fenna), 1.950739);
//! let parts: Vec<f64> = two.explain(MemberId(fenna)).entries.iter().map(|entry| entry.points).collect();
//! near(parts[0], 1.047619);
//! near(parts[1], 0.523810);
//! near(parts[2], 0.379310);
//! // 10. With money: nothing.
//! let mut paid = square(&[]);
//! paid.gift(GiftId(0), &[MemberId(fenna)], To::Everybody, true);
//! paid.acknowledge(GiftId(0), MemberId(anna), THANKS, 0, false);
//! assert_eq!(of(&paid, fenna), 0.0);
//! ```
//!
//! # How it keeps up
//!
//! Pairs lie in two sorted views of one table with 36 bytes a pair, 12 an acknowledgement, 16 a gift, 36 a member. Once a
//! day, and after [`Flow::hold`], the table is merged and all voices are solved for from nothing. In between an event
//! changes one row and is pushed on until no residual is above 1e-3 voices; then the voices are off by at most the
//! residual over alpha, which [`Flow::error_bound`] says. Weights are summed as whole numbers, so their order cannot
//! matter, and fading uses only sums and products, so the machine cannot either. Each pair keeps its sum as of the day of
//! its latest acknowledgement: a new day fades sums, and reads no acknowledgement again.
//!
//! The solve is one thread's work: a second at a million members, once a day.
//!
//! # Sources
//!
//! The form follows hitting-time reputation (Sheldon and Hopcroft 2007), damped as PageRank (Page et al. 1999) and
//! seeded as EigenTrust (Kamvar et al. 2003) and TrustRank (Gyöngyi et al. 2004); vetting by people is Advogato's
//! (Levien 2004). The push within the day is that of Andersen et al. 2006 for a graph that changes (Ohsaka et al. 2015;
//! Zhang, Lofgren and Goel 2016); fading by a common factor is forward decay (Cormode et al. 2009). The hau is what a
//! gift carries on of its giver (Mauss 1925).

mod decay;
mod events;
mod gifts;
mod graph;
mod memory;
mod merge;
mod push;
mod read;
mod snapshot;
mod solve;
mod view;
mod weigh;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::Day;
use decay::{Decay, grains, weight_of};
use gifts::Gifts;
use graph::{Ack, Graph, What};

pub use memory::Memory;
pub use read::{Entry, Explanation, Why};
pub use snapshot::BadSnapshot;
pub use view::View;

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

/// The numbers of the formulae. [`Flow::new`] brings what lies outside its range to the nearest end, NaN to the default.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameters {
    /// Chance that a walk ends at each step, 0.01..=0.99.
    pub alpha: f64,
    /// Voice that stays unspent, in the same unit as x.
    pub unspent: f64,
    /// Most that x of one pair can reach.
    pub pair_cap: f64,
    /// Days in which an acknowledgement loses half its weight.
    pub half_life_days: f64,
    /// Residual voice below which a push within the day stops, in squares of more than 1,000 pairs; smaller ones are
    /// always exact. 1e-15..=1.
    pub push_voice: f64,
    /// The same for the square as one member sees it.
    pub view_push_voice: f64,
    /// Most pairs that one event may touch; what is left waits for the next event or [`Flow::drain`].
    pub touches_max: u32,
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            alpha: 0.3,
            unspent: 3.0,
            pair_cap: 2.0,
            half_life_days: 90.0,
            push_voice: 1e-3,
            view_push_voice: 1e-4,
            touches_max: 50_000,
        }
    }
}

impl Parameters {
    /// The same numbers, brought to where every formula is defined.
    fn sound(mut self) -> Self {
        let usual = Self::default();
        let within = |value: f64, low: f64, high: f64, usual: f64| {
            if value.is_finite() { value.clamp(low, high) } else { usual }
        };
        self.alpha = within(self.alpha, 0.01, 0.99, usual.alpha);
        self.unspent = within(self.unspent, 1e-3, 1e6, usual.unspent);
        self.pair_cap = within(self.pair_cap, 1e-3, 1e6, usual.pair_cap);
        self.half_life_days = within(self.half_life_days, 0.01, 1e6, usual.half_life_days);
        self.push_voice = within(self.push_voice, 1e-15, 1.0, usual.push_voice);
        self.view_push_voice = within(self.view_push_voice, 1e-15, 1.0, usual.view_push_voice);
        self
    }

    /// What one fresh thank-you of a whole, otherwise unspent voice moves: the unit of a point.
    pub fn unit(&self) -> f64 {
        let x = self.pair_cap / (1.0 + self.pair_cap);
        (1.0 - self.alpha) * x / (self.unspent + x)
    }
}

/// What the grades of an acknowledgement in twelve bytes stand for; others are kept aside.
const GRADES: [f64; 4] = [0.0, APPLAUSE, THANKS, CHANGED];
/// Ids from here on mean something else in the tables.
const MEMBERS_MAX: usize = (1 << 31) - 2;

/// The engine: a log goes in, standings with their reasons come out.
///
/// # What it promises
///
/// * The same log gives the same bits, in whatever order the events of a day come, on every machine. (Two events about
///   the same thing, such as an acknowledgement and its retraction, are told apart by their order.)
/// * After a [`solve`](Self::solve) figures are exact: its last round changed less than 1e-12 of the voices put in. Every
///   new day begins with one. Within a day each event is pushed through the graph only as far as it matters (in a square of
///   up to 1,000 pairs: to the end);
///   [`error_bound`](Self::error_bound) says how far off the voices can be in all.
/// * Nothing that is fed to it makes it panic. Unknown and removed members are ignored wherever they are named.
#[derive(Clone, Debug)]
pub struct Flow {
    parameters: Parameters,
    decay: Decay,
    day: i32,
    /// The day the figures are of: behind `day` only while held.
    weighed: i32,
    held: bool,
    members: Members,
    gifts: Gifts,
    graph: Graph,
    /// Grades that are none of the usual, by gift and acknowledger.
    odd: BTreeMap<(u32, u32), f64>,
    /// The same of what was said while held.
    odd_said: BTreeMap<(u32, u32), f64>,
    /// Acknowledgements of gifts nobody has told of, or only with money: (gift id, acknowledger, money).
    waiting: BTreeMap<(u64, u32, bool), Aside>,
    /// Acknowledgements that count nothing, by (giver, gift id, acknowledger, money rather than own).
    aside: BTreeMap<(u32, u64, u32, bool), Aside>,
    /// Givers of gifts that were only told of with money.
    money_gifts: BTreeMap<u64, BTreeSet<u32>>,
    /// What was said while held.
    inbox: Vec<Said>,
    /// Gifts that gained names while held.
    changed: BTreeSet<u32>,
    /// Somebody was removed since the table was made.
    removed: bool,
}

/// What is known of each member, by id.
#[derive(Clone, Debug, Default)]
struct Members {
    state: Vec<State>,
    /// N, less what waits in `residual`.
    voice: Vec<f64>,
    residual: Vec<f64>,
    /// D: voice not spent and all x of the row.
    spent: Vec<f64>,
    /// Whose residual is to be passed on.
    queue: VecDeque<u32>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct State {
    vetted: bool,
    removed: bool,
    queued: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Aside {
    day: i32,
    grade: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Said {
    gift: u32,
    by: u32,
    day: i32,
    /// None: taken back.
    grade: Option<u8>,
}

impl Flow {
    /// An empty square on no day yet; the first acknowledgement or [`advance`](Self::advance) brings the first day.
    pub fn new(parameters: Parameters) -> Self {
        let parameters = parameters.sound();
        Self {
            decay: Decay::new(parameters.half_life_days),
            parameters,
            day: i32::MIN,
            weighed: i32::MIN,
            held: false,
            members: Members::default(),
            gifts: Gifts::default(),
            graph: Graph::default(),
            odd: BTreeMap::new(),
            odd_said: BTreeMap::new(),
            waiting: BTreeMap::new(),
            aside: BTreeMap::new(),
            money_gifts: BTreeMap::new(),
            inbox: Vec::new(),
            changed: BTreeSet::new(),
            removed: false,
        }
    }

    /// The numbers it works with.
    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// How many have joined; those removed are still counted.
    pub fn members(&self) -> u32 {
        self.members.state.len() as u32
    }

    /// Whether somebody has a voice of their own.
    pub fn is_vetted(&self, member: MemberId) -> bool {
        self.members.state.get(member.0 as usize).is_some_and(|state| state.vetted)
    }

    /// The current day; `Day::MIN` before the first.
    pub fn day(&self) -> Day {
        if self.day == i32::MIN { Day::MIN } else { Day::from(self.day) }
    }

    /// A new day: everything fades by its part and is solved anew, unless held. Time never goes back, an earlier day
    /// changes nothing. Days are kept within 32 bits.
    pub fn advance(&mut self, day: Day) {
        let day = within(day);
        if day > self.day {
            self.day = day;
            if !self.held {
                self.solve();
            }
        }
    }

    /// From now on events are only collected, and figures stay as they are, until [`solve`](Self::solve). For loading
    /// many at once: an event then costs next to nothing.
    pub fn hold(&mut self) {
        self.held = true;
    }

    /// The grade as it was said.
    fn grade(&self, ack: &Ack, by: u32) -> f64 {
        match GRADES.get(ack.what.grade() as usize) {
            Some(grade) => *grade,
            None => self.odd.get(&(ack.gift, by)).copied().unwrap_or_default(),
        }
    }

    /// How an acknowledgement of a gift by somebody has to be read.
    fn stamp(&self, gift: u32, by: u32) -> What {
        let givers = self.gifts.givers(gift);
        What::new(!self.gifts.is_for(gift, by), givers.binary_search(&by).is_ok(), givers.len())
    }

    fn knows(&self, member: u32) -> bool {
        self.members.state.get(member as usize).is_some_and(|state| !state.removed)
    }
}

fn within(day: Day) -> i32 {
    day.clamp(Day::from(i32::MIN) + 1, Day::from(i32::MAX)) as i32
}
