//! How strong the relation of two people is.
//!
//! Whatever two people do for and with each other falls on one of five channels, in one of two directions, as a mass that
//! halves every so many days. Two half-lives are kept side by side: *warmth* (30 days: how it is now) and *bond* (365
//! days: what there was).
//!
//! ```text
//! c <- c * 2^(-(day - last)/H) + weight                    per channel and direction
//! m_ab, m_ba = sums over the channels                      G = (m_ab + m_ba)/4 + sqrt(m_ab * m_ba)/2
//! d = (sum C_k)^2 / sum C_k^2, C_k both directions of k    Y = G * (1 + 0.5 * (d - 1)/4)      s = Y/(Y + 2) in [0, 1)
//! directed: G_a->b = m_ab/2 + sqrt(m_ab * m_ba)/2, the same d, the same saturation
//! ```
//!
//! Half of `G` is what there is, half is what goes both ways: one side alone cannot make a close relation. Several
//! channels weigh more than one. Paid things never enter. The half-lives and the blend were chosen by how well they
//! foretell who is in touch again in the next thirty days (`docs/standing.md`, part B).
//!
//! ```
//! use soulava_standing::tie::{Channel, Direction, Masses};
//!
//! // Fenna did something for Anna; Anna thanked her.
//! let mut tie = Masses::default();
//! tie.add(Channel::Gift, Direction::AtoB, 1.0, 0);
//! tie.add(Channel::Thanks, Direction::BtoA, 1.0, 0);
//! assert!((tie.strength(0).warmth - 0.36).abs() < 1e-9);
//! assert!((tie.strength(30).warmth - 0.219512).abs() < 1e-6);
//! let later = tie.strength(300);
//! assert!((later.warmth - 0.000549).abs() < 1e-6);
//! assert!(later.is_dormant());
//! ```

use crate::Day;

/// From this warmth on two people have a tie.
pub const TIE_MIN: f64 = 0.05;
/// From this bond on a relation that has cooled is resting rather than over.
pub const DORMANT_BOND_MIN: f64 = 0.2;
/// The saturation: the relation worth one half.
const HALF: f64 = 2.0;
/// What one channel can hold; only broken input gets there.
const MASS_MAX: f64 = 1e12;

/// How something was done for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Channel {
    /// A deed, a thing, help.
    Gift,
    /// Thanks.
    Thanks,
    /// Words to each other; counted at most once a day and direction.
    Talk,
    /// Being in one place.
    Meeting,
    /// Having been brought together.
    Introduction,
}

impl Channel {
    /// Every channel, in the order of [`Masses`].
    pub const ALL: [Self; 5] = [Self::Gift, Self::Thanks, Self::Talk, Self::Meeting, Self::Introduction];

    /// What one act on this channel weighs. That talk counts once a day and direction is the caller's to keep.
    pub fn weight(self) -> f64 {
        match self {
            Self::Gift | Self::Thanks | Self::Introduction => 1.0,
            Self::Talk => 0.25,
            Self::Meeting => 2.0,
        }
    }
}

/// Which of the two did it. The caller says who is `a`, usually the one with the smaller id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// `a` did it for or towards `b`.
    AtoB,
    /// `b` did it for or towards `a`.
    BtoA,
}

impl Direction {
    /// The other one.
    pub fn turned(self) -> Self {
        match self {
            Self::AtoB => Self::BtoA,
            Self::BtoA => Self::AtoB,
        }
    }
}

/// In how many days a mass halves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HalfLives {
    /// Days, 7 to 90.
    pub warmth: f64,
    /// Days.
    pub bond: f64,
}

impl Default for HalfLives {
    fn default() -> Self {
        Self { warmth: 30.0, bond: 365.0 }
    }
}

impl HalfLives {
    /// With the host's choice for warmth, held between 7 and 90 days.
    pub fn with_warmth(days: f64) -> Self {
        let default = Self::default();
        Self { warmth: if days.is_finite() { days.clamp(7.0, 90.0) } else { default.warmth }, ..default }
    }

    fn usable(self) -> Self {
        let or = |days: f64, default: f64| if days.is_finite() && days >= 1.0 { days } else { default };
        let default = Self::default();
        Self { warmth: or(self.warmth, default.warmth), bond: or(self.bond, default.bond) }
    }
}

/// What lies between two people: masses as they were on `day`, by direction and channel.
///
/// The fields are public so that a database row can hold them. Changing the half-life keeps what has faded by then.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Masses {
    /// The day the masses stand for.
    pub day: Day,
    /// `warmth[direction][channel]`, both in the order of their enums.
    pub warmth: [[f64; 5]; 2],
    /// The same with the long half-life.
    pub bond: [[f64; 5]; 2],
    /// How fast both fade.
    pub half_lives: HalfLives,
}

/// What [`Masses`] amount to on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Strength {
    /// `s` with the short half-life, in [0, 1).
    pub warmth: f64,
    /// `s` with the long half-life, in [0, 1).
    pub bond: f64,
    /// Warmth of what `a` did, in [0, 1): for "you give more than you get" only.
    pub directed_ab: f64,
    /// Warmth of what `b` did.
    pub directed_ba: f64,
    /// `d`: over how many channels it spreads, 1 to 5.
    pub diversity: f64,
    /// What `a` did, summed over the channels, faded with the short half-life.
    pub m_ab: f64,
    /// What `b` did.
    pub m_ba: f64,
}

impl Strength {
    /// Whether these two have a tie.
    pub fn is_tie(&self) -> bool {
        self.warmth >= TIE_MIN
    }

    /// Whether there was much and there is little now.
    pub fn is_dormant(&self) -> bool {
        self.bond >= DORMANT_BOND_MIN && self.warmth < TIE_MIN
    }
}

impl Masses {
    /// Nothing yet, with the host's half-life of warmth.
    pub fn with(half_lives: HalfLives) -> Self {
        Self { half_lives, ..Self::default() }
    }

    /// Adds an act. Exact for any order of days: an earlier day adds what would be left of it by now.
    ///
    /// A weight that is negative or not a number counts nothing.
    pub fn add(&mut self, channel: Channel, direction: Direction, weight: f64, day: Day) {
        if weight.is_finite() && weight > 0.0 {
            self.change(channel, direction, weight.min(MASS_MAX), day);
        }
    }

    /// Takes an act of `day` out again, as when somebody erases their side. Nothing falls below zero.
    pub fn take(&mut self, channel: Channel, direction: Direction, weight: f64, day: Day) {
        if weight.is_finite() && weight > 0.0 {
            self.change(channel, direction, -weight.min(MASS_MAX), day);
        }
    }

    fn change(&mut self, channel: Channel, direction: Direction, weight: f64, day: Day) {
        let half_lives = self.half_lives.usable();
        let newest = self.day.max(day);
        if newest > self.day {
            fade(&mut self.warmth, left(half_lives.warmth, self.day, newest));
            fade(&mut self.bond, left(half_lives.bond, self.day, newest));
            self.day = newest;
        }
        let (row, column) = (direction as usize, channel as usize);
        for (masses, half_life) in [(&mut self.warmth, half_lives.warmth), (&mut self.bond, half_lives.bond)] {
            let cell = &mut masses[row][column];
            *cell = sound(sound(*cell) + weight * left(half_life, day, newest));
        }
    }

    /// How strong it is on `day`; for a day before the last act, as on the day of the last act.
    pub fn strength(&self, day: Day) -> Strength {
        let half_lives = self.half_lives.usable();
        let warm = Sums::of(&self.warmth, left(half_lives.warmth, self.day, day));
        let bond = Sums::of(&self.bond, left(half_lives.bond, self.day, day));
        let both = (warm.ab * warm.ba).sqrt() / 2.0;
        Strength {
            warmth: warm.symmetric(),
            bond: bond.symmetric(),
            directed_ab: saturate((warm.ab / 2.0 + both) * warm.spread()),
            directed_ba: saturate((warm.ba / 2.0 + both) * warm.spread()),
            diversity: warm.diversity,
            m_ab: warm.ab,
            m_ba: warm.ba,
        }
    }
}

struct Sums {
    ab: f64,
    ba: f64,
    diversity: f64,
}

impl Sums {
    fn of(masses: &[[f64; 5]; 2], factor: f64) -> Self {
        let mut channels = [0.0_f64; 5];
        let mut sides = [0.0_f64; 2];
        for (side, row) in sides.iter_mut().zip(masses) {
            for (channel, mass) in channels.iter_mut().zip(row) {
                let mass = sound(*mass) * factor;
                *side += mass;
                *channel += mass;
            }
        }
        // Divided by the largest first, so that the squares neither vanish nor overflow.
        let largest = channels.iter().copied().fold(0.0, f64::max);
        let diversity = if largest > 0.0 {
            let sum: f64 = channels.iter().map(|mass| mass / largest).sum();
            let squares: f64 = channels.iter().map(|mass| (mass / largest).powi(2)).sum();
            (sum * sum / squares).clamp(1.0, 5.0)
        } else {
            1.0
        };
        Self { ab: sides[0], ba: sides[1], diversity }
    }

    fn spread(&self) -> f64 {
        1.0 + 0.5 * (self.diversity - 1.0) / 4.0
    }

    fn symmetric(&self) -> f64 {
        saturate(((self.ab + self.ba) / 4.0 + (self.ab * self.ba).sqrt() / 2.0) * self.spread())
    }
}

fn saturate(y: f64) -> f64 {
    y / (y + HALF)
}

/// What is left of one after the days between; one when there are none.
fn left(half_life: f64, from: Day, to: Day) -> f64 {
    (-(to.saturating_sub(from).max(0) as f64) / half_life).exp2()
}

fn fade(masses: &mut [[f64; 5]; 2], factor: f64) {
    for cell in masses.iter_mut().flatten() {
        *cell = sound(*cell) * factor;
    }
}

/// A mass as it may be: a row can hold anything.
fn sound(mass: f64) -> f64 {
    if mass.is_nan() { 0.0 } else { mass.clamp(0.0, MASS_MAX) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use Direction::{AtoB, BtoA};

    fn near(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-6, "{a} is not {b}");
    }

    #[test]
    fn a_gift_and_thanks_are_worth_36_hundredths_and_fade() {
        let mut tie = Masses::default();
        tie.add(Channel::Gift, AtoB, 1.0, 100);
        tie.add(Channel::Thanks, BtoA, 1.0, 100);
        let now = tie.strength(100);
        near(now.warmth, 0.36);
        near(now.diversity, 2.0);
        near(now.m_ab, 1.0);
        near(now.m_ba, 1.0);
        near(now.directed_ab, 0.36);
        assert!(now.is_tie() && !now.is_dormant());
        near(tie.strength(130).warmth, 0.219512);
        let late = tie.strength(400);
        near(late.warmth, 0.000549);
        assert!((late.bond - 0.241).abs() < 5e-4);
        assert!(late.is_dormant() && !late.is_tie());
    }

    #[test]
    fn three_talks_one_way_make_a_thin_tie() {
        let mut tie = Masses::default();
        for _ in 0..3 {
            tie.add(Channel::Talk, AtoB, Channel::Talk.weight(), 0);
        }
        near(tie.strength(0).warmth, 0.085714);
        let strength = tie.strength(0);
        near(strength.directed_ab, 0.375 / 2.375);
        near(strength.directed_ba, 0.0);
    }

    #[test]
    fn what_is_taken_out_leaves_nothing_behind() {
        let mut tie = Masses::default();
        tie.add(Channel::Meeting, AtoB, 2.0, 3);
        tie.add(Channel::Gift, BtoA, 1.0, 40);
        tie.take(Channel::Meeting, AtoB, 2.0, 3);
        assert!(tie.strength(40).m_ab < 1e-12);
        tie.take(Channel::Gift, BtoA, 9.0, 40);
        assert_eq!(tie.strength(40).warmth, 0.0);
    }

    #[test]
    fn the_hosts_half_life_is_held_within_limits() {
        assert_eq!(HalfLives::with_warmth(1.0).warmth, 7.0);
        assert_eq!(HalfLives::with_warmth(400.0).warmth, 90.0);
        assert_eq!(HalfLives::with_warmth(f64::NAN).warmth, 30.0);
        let mut tie = Masses::with(HalfLives::with_warmth(7.0));
        tie.add(Channel::Gift, AtoB, 1.0, 0);
        near(tie.strength(7).m_ab, 0.5);
    }

    fn acts() -> impl Strategy<Value = Vec<(usize, bool, f64, Day)>> {
        prop::collection::vec((0..5_usize, any::<bool>(), 0.01..3.0_f64, -400..400_i64), 0..30)
    }

    fn direction(there: bool) -> Direction {
        if there { AtoB } else { BtoA }
    }

    proptest! {
        #[test]
        fn seen_from_either_side_it_is_the_same(acts in acts()) {
            let (mut tie, mut turned) = (Masses::default(), Masses::default());
            for (channel, there, weight, day) in acts {
                tie.add(Channel::ALL[channel], direction(there), weight, day);
                turned.add(Channel::ALL[channel], direction(there).turned(), weight, day);
            }
            let (one, other) = (tie.strength(400), turned.strength(400));
            prop_assert_eq!(one.warmth.to_bits(), other.warmth.to_bits());
            prop_assert_eq!(one.bond.to_bits(), other.bond.to_bits());
            prop_assert_eq!(one.directed_ab.to_bits(), other.directed_ba.to_bits());
        }

        #[test]
        fn the_order_of_acts_does_not_matter(acts in acts()) {
            let (mut tie, mut backwards) = (Masses::default(), Masses::default());
            for &(channel, there, weight, day) in &acts {
                tie.add(Channel::ALL[channel], direction(there), weight, day);
            }
            for &(channel, there, weight, day) in acts.iter().rev() {
                backwards.add(Channel::ALL[channel], direction(there), weight, day);
            }
            prop_assert!((tie.strength(400).warmth - backwards.strength(400).warmth).abs() < 1e-12);
            prop_assert!((tie.strength(400).bond - backwards.strength(400).bond).abs() < 1e-12);
        }

        #[test]
        fn no_input_breaks_it(rows in prop::array::uniform20(any::<f64>()), weight: f64, days: [Day; 3], half: [f64; 2]) {
            let mut tie = Masses { day: days[0], half_lives: HalfLives { warmth: half[0], bond: half[1] }, ..Masses::default() };
            for (cell, value) in tie.warmth.iter_mut().chain(tie.bond.iter_mut()).flatten().zip(rows) {
                *cell = value;
            }
            tie.add(Channel::Talk, BtoA, weight, days[1]);
            tie.take(Channel::Gift, AtoB, weight, days[2]);
            let strength = tie.strength(days[2]);
            for value in [strength.warmth, strength.bond, strength.directed_ab, strength.directed_ba] {
                prop_assert!((0.0..1.0).contains(&value));
            }
            prop_assert!((1.0..=5.0).contains(&strength.diversity));
        }

        #[test]
        fn more_is_never_less(acts in acts(), channel in 0..5_usize, there: bool) {
            let mut tie = Masses::default();
            for (channel, there, weight, day) in acts {
                tie.add(Channel::ALL[channel], direction(there), weight, day);
            }
            let before = tie.strength(400);
            tie.add(Channel::ALL[channel], direction(there), 1.0, 400);
            let after = tie.strength(400);
            // Both directions' sums rise; only the spread over channels may narrow, by at most a third.
            prop_assert!(after.m_ab + after.m_ba > before.m_ab + before.m_ba);
            prop_assert!(after.warmth >= before.warmth / 1.5);
        }
    }
}
