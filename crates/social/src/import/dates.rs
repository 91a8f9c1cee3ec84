//! Dates as lists write them.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, date};
use jiff::tz::TimeZone;

use crate::ledger::{DAY_MS, day_of};
use crate::{Refusal, Result};

/// Lists older than this are mistakes.
const EARLIEST: Date = date(1990, 1, 1);

/// Reads `--day-zero DATE`: `2020-11-20`, in days since 1970-01-01.
pub fn day_zero(text: &str) -> Result<i64> {
    moment(text.trim())
        .map(day_of)
        .ok_or_else(|| Refusal::invalid("day_zero", format!("{text:?} is no date such as 2020-11-20")))
}

/// A date or a moment, in milliseconds since 1970: RFC 3339, ISO 8601 with or without a time (then UTC), day-first with
/// dashes or dots as in Dutch and Danish, or Unix seconds. Slashes say nothing about the order and are not read.
pub(super) fn moment(text: &str) -> Option<i64> {
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment.as_millisecond());
    }
    if let Ok(seconds) = text.parse::<i64>() {
        return (100_000_000..100_000_000_000).contains(&seconds).then(|| seconds * 1000);
    }
    let civil = text.parse::<DateTime>().ok().or_else(|| day_first(text))?;
    civil.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp().as_millisecond())
}

/// The same for the number of a day; within the day it is noon.
pub(super) fn day(text: &str, zero: i64) -> Option<i64> {
    let number: i64 = text.parse().ok()?;
    zero.checked_add(number)?.checked_mul(DAY_MS)?.checked_add(DAY_MS / 2)
}

/// Whether something can have happened then. A clock elsewhere may be a day ahead.
pub(super) fn was(ms: i64, now: i64) -> bool {
    let earliest = EARLIEST.to_zoned(TimeZone::UTC).map_or(0, |zoned| zoned.timestamp().as_millisecond());
    (earliest..=now + DAY_MS).contains(&ms)
}

/// `20-11-2020` and `20.11.2020`, perhaps with a time behind.
fn day_first(text: &str) -> Option<DateTime> {
    let (day_text, time) = match text.split_once([' ', 'T']) {
        Some((day, time)) => (day, Some(time.trim())),
        None => (text, None),
    };
    let parts: Vec<&str> = day_text.split(['-', '.']).collect();
    let [day, month, year] = parts[..] else { return None };
    let found = Date::new(year.parse().ok().filter(|year| *year > 31)?, month.parse().ok()?, day.parse().ok()?).ok()?;
    match time {
        None => Some(found.at(0, 0, 0, 0)),
        Some(time) => Some(found.to_datetime(time.parse().ok()?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_they_are_written() {
        let november = 1_605_830_400_000;
        for (text, after_midnight) in [
            ("2020-11-20", 0),
            ("2020-11-20 13:45", 49_500_000),
            ("2020-11-20T13:45:01", 49_501_000),
            ("2020-11-20T13:45:01Z", 49_501_000),
            ("2020-11-20T13:45:01+02:00", 42_301_000),
            ("20-11-2020", 0),
            ("20.11.2020 13:45", 49_500_000),
            ("1605830400", 0),
        ] {
            assert_eq!(moment(text), Some(november + after_midnight), "{text}");
        }
        for text in ["", "11/20/2020", "20-13-2020", "yesterday", "12", "2020-02-30", "99999999999999999999"] {
            assert_eq!(moment(text), None, "{text}");
        }
        assert_eq!(day_zero("2020-11-20").ok(), Some(18_586));
        assert_eq!(day("0", 18_586), Some(november + DAY_MS / 2));
        assert_eq!(day("9223372036854775807", 18_586), None);
    }
}
