//! What the acts between two amount to: a fold over `tie_acts` in the order of their days. Pure.

use soulava_standing::Day;
use soulava_standing::tie::{Channel, Direction, HalfLives, Masses};

use super::stages::{Stage, fallen, rules};
use super::{ActKind, Acted};
use crate::ledger::day_of;

/// The layout of [`Tally::to_bytes`].
const LAYOUT: u8 = 1;

/// One of the two.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Side {
    /// Acts, each greeting and each answer counted.
    pub acts: i64,
    /// Gifts of theirs that the other accepted.
    pub gifts: i64,
    /// Milliseconds since 1970; 0 when they never acted.
    pub last_at: i64,
    /// Distinct days on which they acted.
    pub days: i64,
    /// The latest of these days, oldest first, as many as the rules look at.
    recent: Vec<Day>,
    /// The last day on which words of theirs weighed something.
    talked: Day,
}

impl Side {
    fn acts_on(&mut self, day: Day) {
        if self.recent.last() == Some(&day) {
            return;
        }
        self.days += 1;
        self.recent.push(day);
        if self.recent.len() > rules().familiar.days_each {
            self.recent.remove(0);
        }
    }

    /// Whether they acted on as many days as the rules want, all since `day`.
    fn often_since(&self, day: Day) -> bool {
        self.recent.len() >= rules().familiar.days_each && self.recent.first().is_some_and(|first| *first >= day)
    }
}

/// The fold. `low` is the person with the smaller id, and `a` of the masses.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Tally {
    pub masses: Masses,
    pub low: Side,
    pub high: Side,
    /// When it began, milliseconds; 0 when nothing happened.
    pub began_at: i64,
    /// After the last act.
    pub stage: Option<Stage>,
    /// When each stage was reached last, milliseconds.
    pub since: [i64; 3],
}

impl Tally {
    /// The fold of all of these, which are in the order of day and id.
    pub fn of(acts: &[Acted]) -> Self {
        let mut tally = Self::default();
        acts.iter().for_each(|act| tally.add(act));
        tally
    }

    /// The day of the last act; the smallest number before the first.
    pub fn day(&self) -> Day {
        if self.began_at == 0 { Day::MIN } else { self.masses.day }
    }

    /// The same as the last act of its row, once more.
    pub fn again(&mut self, act: &Acted) {
        let side = if act.low_acts { &mut self.low } else { &mut self.high };
        side.acts += 1;
        side.last_at = side.last_at.max(act.at);
    }

    /// One more act, on the last day or later.
    pub fn add(&mut self, act: &Acted) {
        let day = act.day;
        self.stage = match self.day() {
            Day::MIN => None,
            last => fallen(self.stage, day - last),
        };
        if self.began_at == 0 {
            self.began_at = act.at.max(1);
            self.masses.day = day;
        }
        self.weigh(act);
        let mutual = act.kind.is_mutual();
        for (side, acts) in [(&mut self.low, act.low_acts), (&mut self.high, !act.low_acts)] {
            if acts || mutual {
                side.acts += act.times;
                side.last_at = side.last_at.max(act.at);
                side.acts_on(day);
            }
            side.gifts += i64::from(acts && act.kind == ActKind::Thanks);
        }
        let reached = self.reached(day);
        if reached > self.stage {
            let (from, to) = (Stage::number(self.stage), Stage::number(reached));
            for step in from..to {
                self.since[usize::try_from(step).expect("0 to 2")] = act.at;
            }
            self.stage = reached;
        }
    }

    fn weigh(&mut self, act: &Acted) {
        let direction = if act.low_acts { Direction::AtoB } else { Direction::BtoA };
        let channel = act.kind.channel();
        if channel == Channel::Talk {
            let side = if act.low_acts { &mut self.low } else { &mut self.high };
            // Day 0 is 1970: nobody talked here before.
            if side.talked >= act.day && side.talked != 0 {
                return;
            }
            side.talked = act.day;
        }
        self.masses.add(channel, direction, channel.weight(), act.day);
        if act.kind.is_mutual() {
            self.masses.add(channel, direction.turned(), channel.weight(), act.day);
        }
    }

    /// What the acts so far make of it on this day.
    fn reached(&self, day: Day) -> Option<Stage> {
        let (low, high, rules) = (&self.low, &self.high, rules());
        if low.acts == 0 || high.acts == 0 {
            return None;
        }
        let since = day - rules.familiar.within_days + 1;
        if !(low.often_since(since) && high.often_since(since)) {
            return Some(Stage::Acquainted);
        }
        let close = low.days.min(high.days) >= rules.close.days_each
            && day - day_of(self.began_at) >= rules.close.span_days
            && low.gifts.min(high.gifts) >= rules.close.gifts_each;
        Some(if close { Stage::Close } else { Stage::Familiar })
    }

    /// The stage on `day`, and since when, milliseconds.
    pub fn stage_on(&self, day: Day) -> Option<(Stage, i64)> {
        let stage = fallen(self.stage, day - self.day().max(0))?;
        Some((stage, self.since[stage as usize]))
    }

    /// Two numbers that order ties by warmth and by bond whatever the day: log2 of the mass plus days over half-life.
    pub fn keys(&self) -> (f64, f64) {
        let strength = self.masses.strength(self.masses.day);
        let lives = HalfLives::default();
        (key(strength.warmth, self.masses.day, lives.warmth), key(strength.bond, self.masses.day, lives.bond))
    }

    /// For the database.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![LAYOUT];
        let mut put = |number: i64| bytes.extend_from_slice(&number.to_le_bytes());
        put(self.masses.day);
        for table in [&self.masses.warmth, &self.masses.bond] {
            table.as_flattened().iter().for_each(|mass| put(i64::from_le_bytes(mass.to_le_bytes())));
        }
        put(self.began_at);
        put(Stage::number(self.stage));
        self.since.iter().for_each(|since| put(*since));
        for side in [&self.low, &self.high] {
            [side.acts, side.gifts, side.last_at, side.days, side.talked].into_iter().for_each(&mut put);
            put(i64::try_from(side.recent.len()).expect("a few days"));
            side.recent.iter().for_each(|day| put(*day));
        }
        bytes
    }

    /// The reverse; none for bytes of another layout.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (&layout, bytes) = bytes.split_first()?;
        let (numbers, rest) = bytes.as_chunks::<8>();
        if layout != LAYOUT || !rest.is_empty() {
            return None;
        }
        let mut numbers = numbers.iter().map(|bytes| i64::from_le_bytes(*bytes));
        let mut tally = Self::default();
        tally.masses.day = numbers.next()?;
        for table in [&mut tally.masses.warmth, &mut tally.masses.bond] {
            for mass in table.as_flattened_mut() {
                *mass = f64::from_le_bytes(numbers.next()?.to_le_bytes());
            }
        }
        tally.began_at = numbers.next()?;
        tally.stage = Stage::of_number(numbers.next()?);
        for since in &mut tally.since {
            *since = numbers.next()?;
        }
        for side in [&mut tally.low, &mut tally.high] {
            for field in [&mut side.acts, &mut side.gifts, &mut side.last_at, &mut side.days, &mut side.talked] {
                *field = numbers.next()?;
            }
            for _ in 0..numbers.next()? {
                side.recent.push(numbers.next()?);
            }
        }
        Some(tally)
    }
}

/// `s` of a day as a number that time does not move; far below everything when there is nothing.
pub(crate) fn key(strength: f64, day: Day, half_life: f64) -> f64 {
    let mass = 2.0 * strength / (1.0 - strength);
    if mass > 0.0 { mass.log2() + day as f64 / half_life } else { -1e6 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::DAY_MS;

    const D0: Day = 20_000;

    /// The reverse, on `day`: a strength in [0, 1).
    fn strength(key: f64, day: Day, half_life: f64) -> f64 {
        let mass = (key - day as f64 / half_life).exp2();
        if mass.is_finite() { mass / (mass + 2.0) } else { 1.0 }
    }

    fn act(kind: ActKind, low_acts: bool, day: Day) -> Acted {
        Acted { kind, low_acts, times: 1, day, at: day * DAY_MS }
    }

    fn talks(days: impl IntoIterator<Item = Day>) -> Vec<Acted> {
        days.into_iter().flat_map(|day| [act(ActKind::Reply, true, day), act(ActKind::Reply, false, day)]).collect()
    }

    fn stage(acts: &[Acted], day: Day) -> Option<Stage> {
        Tally::of(acts).stage_on(day).map(|(stage, _)| stage)
    }

    #[test]
    fn one_side_alone_is_no_tie() {
        let acts: Vec<_> = (0..50).map(|day| act(ActKind::Reply, true, D0 + day)).collect();
        assert_eq!(stage(&acts, D0 + 50), None);
        assert_eq!(stage(&[act(ActKind::Meeting, true, D0)], D0), Some(Stage::Acquainted), "a meeting is of two");
        assert_eq!(stage(&[act(ActKind::Invitation, false, D0)], D0), Some(Stage::Acquainted));
    }

    #[test]
    fn stages_rise_with_days_gifts_and_time() {
        assert_eq!(stage(&talks([D0]), D0), Some(Stage::Acquainted));
        assert_eq!(stage(&talks([D0, D0 + 1]), D0 + 1), Some(Stage::Acquainted));
        assert_eq!(stage(&talks([D0, D0 + 1, D0 + 2]), D0 + 2), Some(Stage::Familiar));
        assert_eq!(stage(&talks([D0, D0 + 90, D0 + 179]), D0 + 179), Some(Stage::Familiar));
        assert_eq!(stage(&talks([D0, D0 + 90, D0 + 180]), D0 + 180), Some(Stage::Acquainted), "not within 180 days");
        let mut acts = talks((0..10).map(|n| D0 + n * 10));
        assert_eq!(stage(&acts, D0 + 90), Some(Stage::Familiar), "no gifts");
        acts.push(act(ActKind::Thanks, true, D0 + 90));
        assert_eq!(stage(&acts, D0 + 90), Some(Stage::Familiar), "a gift one way");
        acts.push(act(ActKind::Thanks, false, D0 + 90));
        assert_eq!(stage(&acts, D0 + 90), Some(Stage::Close));
        let mut soon = talks((0..10).map(|n| D0 + n * 9));
        soon.extend([act(ActKind::Thanks, true, D0 + 81), act(ActKind::Thanks, false, D0 + 81)]);
        assert_eq!(stage(&soon, D0 + 81), Some(Stage::Familiar), "not yet ninety days");
    }

    #[test]
    fn silence_lowers_a_step_a_year_and_days_raise_it_again() {
        let mut acts = talks((0..10).map(|n| D0 + n * 10));
        acts.extend([act(ActKind::Thanks, true, D0 + 90), act(ActKind::Thanks, false, D0 + 90)]);
        let last = D0 + 90;
        assert_eq!(stage(&acts, last + 364), Some(Stage::Close));
        assert_eq!(stage(&acts, last + 365), Some(Stage::Familiar));
        assert_eq!(stage(&acts, last + 730), Some(Stage::Acquainted));
        assert_eq!(stage(&acts, last + 9_000), Some(Stage::Acquainted));
        let back = last + 800;
        acts.extend(talks([back]));
        assert_eq!(stage(&acts, back), Some(Stage::Acquainted), "one word does not bring it all back");
        acts.extend(talks([back + 1, back + 2]));
        assert_eq!(stage(&acts, back + 2), Some(Stage::Close), "three days do");
        assert_eq!(Tally::of(&acts).stage_on(back + 2).map(|it| it.1), Some((back + 2) * DAY_MS));
    }

    #[test]
    fn words_weigh_once_a_day_and_way() {
        let many: Vec<_> = (0..9).map(|_| act(ActKind::Greeting, true, D0)).collect();
        assert_eq!(Tally::of(&many).masses, Tally::of(&many[..1]).masses);
        let mixed = [act(ActKind::Reply, true, D0), act(ActKind::Message, true, D0), act(ActKind::Mention, false, D0)];
        assert_eq!(Tally::of(&mixed).masses.strength(D0).m_ab, 0.25);
        assert_eq!(Tally::of(&mixed).masses.strength(D0).m_ba, 0.25);
    }

    #[test]
    fn a_thanked_deed_is_the_published_vector() {
        let acts = [act(ActKind::Gift, false, D0), act(ActKind::Thanks, true, D0)];
        let tally = Tally::of(&acts);
        assert!((tally.masses.strength(D0).warmth - 0.36).abs() < 1e-12);
        let (warm, bond) = tally.keys();
        assert!((strength(warm, D0 + 30, 30.0) - 0.219_512).abs() < 1e-6, "the key keeps its meaning as time goes by");
        assert!((strength(warm, D0 + 300, 30.0) - 0.000_549).abs() < 1e-6);
        assert!((strength(bond, D0 + 300, 365.0) - 0.241).abs() < 1e-3);
        assert!((tally.low.gifts, tally.high.gifts) == (1, 0));
    }

    #[test]
    fn bytes_read_back_to_the_bit() {
        let mut acts = talks((0..7).map(|n| D0 + n * 13));
        acts.push(act(ActKind::Use, true, D0 + 91));
        let tally = Tally::of(&acts);
        assert_eq!(Tally::from_bytes(&tally.to_bytes()), Some(tally.clone()));
        let mut other = tally.to_bytes();
        other[0] = 9;
        assert_eq!(Tally::from_bytes(&other), None);
        assert_eq!(Tally::from_bytes(&[]), None);
        assert_eq!(Tally::from_bytes(&tally.to_bytes()[..40]), None);
    }
}
