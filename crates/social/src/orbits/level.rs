//! Which orbit somebody is in, from days and acts alone: no clock, no database.

use crate::presence::Thresholds;

/// The outermost orbit: whoever has an account is at least here.
pub const OUTERMOST: i64 = 4;

/// How near somebody is. Days count from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Orbit {
    /// 1, the nearest, to 4.
    pub level: i64,
    /// The day of the last change.
    pub since: i64,
    /// The last day on which it was earned.
    pub held: i64,
    /// The orbit before; 0 for somebody new.
    pub came_from: i64,
    /// Nothing was done for a long time.
    pub quiet: bool,
}

/// How somebody was here: for each of the three spans of the thresholds the days and the heaviest act in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spans {
    /// (days, weight of the heaviest act), of orbit 1, 2 and 3 in order.
    pub of: [(i64, i64); 3],
    /// The last day with an act; none in memory.
    pub last: Option<i64>,
}

/// The orbit somebody earns now: the better of presence and the heaviest act.
pub fn earned(spans: &Spans, thresholds: &Thresholds) -> i64 {
    let reached = thresholds
        .orbits
        .iter()
        .zip(spans.of)
        .find(|(orbit, (days, best))| *days >= orbit.days || *best >= orbit.weight)
        .map(|(orbit, _)| orbit.level);
    reached.unwrap_or(OUTERMOST)
}

/// The orbit of today. Nearer at once; further out by one at a time, and only after the orbit was not earned for as long
/// as its threshold says.
pub fn next(before: Option<Orbit>, spans: &Spans, today: i64, thresholds: &Thresholds) -> Orbit {
    let level = earned(spans, thresholds);
    let quiet = spans.last.is_none_or(|last| today - last >= thresholds.quiet_after);
    let Some(before) = before else { return Orbit { level, since: today, held: today, came_from: 0, quiet } };
    let moved = |level| Orbit { level, since: today, held: today, came_from: before.level, quiet };
    if level < before.level {
        return moved(level);
    }
    if level == before.level {
        return Orbit { held: today, quiet, ..before };
    }
    let patience = thresholds.orbits.iter().find(|orbit| orbit.level == before.level).map(|orbit| orbit.falls_after);
    match patience {
        Some(days) if today - before.held >= days => moved(before.level + 1),
        _ => Orbit { quiet, ..before },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(of: [(i64, i64); 3], last: i64) -> Spans {
        Spans { of, last: Some(last) }
    }

    #[test]
    fn every_threshold_of_the_file_is_reached_exactly_and_missed_by_one() {
        let file = Thresholds::current();
        for (at, orbit) in file.orbits.iter().enumerate() {
            let with = |days, best| {
                let mut of = [(0, 0); 3];
                of[at] = (days, best);
                earned(&spans(of, 0), file)
            };
            assert_eq!(with(orbit.days, 0), orbit.level);
            assert_eq!(with(0, orbit.weight), orbit.level);
            assert_eq!(with(orbit.days - 1, orbit.weight - 1), OUTERMOST, "orbit {}", orbit.level);
        }
        assert_eq!(earned(&Spans::default(), file), OUTERMOST);
        let both = spans([(30, 0), (7, 12), (2, 12)], 0);
        assert_eq!(earned(&both, file), 1, "the nearest of all that are earned");
    }

    #[test]
    fn nearer_at_once_and_outwards_one_at_a_time_after_a_year_a_quarter_and_a_month() {
        let file = Thresholds::current();
        let (near, nothing) = (spans([(30, 4), (10, 4), (3, 4)], 100), Spans { last: Some(100), ..Spans::default() });
        let first = next(None, &nothing, 100, file);
        assert_eq!((first.level, first.came_from), (4, 0));
        let mut orbit = next(Some(first), &near, 101, file);
        assert_eq!((orbit.level, orbit.since, orbit.came_from), (1, 101, 4));
        let mut falls = Vec::new();
        for day in 102..900 {
            let now = next(Some(orbit), &nothing, day, file);
            if now.level != orbit.level {
                falls.push((now.level, day - 101));
            }
            orbit = now;
        }
        assert_eq!(falls, [(2, 365), (3, 365 + 90), (4, 365 + 90 + 30)]);
        assert!(orbit.quiet);
    }

    #[test]
    fn who_earns_it_again_in_time_stays() {
        let file = Thresholds::current();
        let week = spans([(2, 4), (2, 4), (2, 4)], 10);
        let mut orbit = next(None, &week, 10, file);
        for day in 11..200 {
            // Two days in one week, every fourth week.
            let spans = if day % 28 == 0 { week } else { Spans { last: Some(day - 5), ..Spans::default() } };
            orbit = next(Some(orbit), &spans, day, file);
            assert_eq!(orbit.level, 3, "day {day}");
        }
        assert!(!orbit.quiet);
        assert_eq!(orbit.since, 10);
    }
}
