//! Dates and lists of names as people say them, in three languages.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::i18n::Lang;

/// A moment as the square tells it: "today 8:12", "yesterday", "Tuesday", "3 April", "3 April 2023".
///
/// Both are milliseconds since 1970; days are those of the machine's time zone, and the script rewrites them to the
/// reader's own.
pub fn when(lang: Lang, at_ms: i64, now_ms: i64) -> String {
    let (Some(at), Some(now)) = (local(at_ms), local(now_ms)) else { return String::new() };
    let days = (now.date() - at.date()).get_days();
    match days {
        ..=0 if at.date() == now.date() => lang.with("when-today", &[("time", &clock(lang, at_ms).as_str())]),
        1 => lang.t("when-yesterday"),
        2..=6 => weekday(lang, at.date()),
        _ if at.year() == now.year() => day_and_month(lang, at.date()),
        _ => format!("{} {}", day_and_month(lang, at.date()), at.year()),
    }
}

/// The full moment, for a tooltip and for machines: RFC 3339 in UTC.
pub fn machine(at_ms: i64) -> String {
    Timestamp::from_millisecond(at_ms).map(|at| at.to_string()).unwrap_or_default()
}

/// A time of day: "8:12", Danish "8.12".
pub fn clock(lang: Lang, at_ms: i64) -> String {
    let Some(at) = local(at_ms) else { return String::new() };
    let dot = if lang == Lang::En { ':' } else { '.' };
    format!("{}{dot}{:02}", at.hour(), at.minute())
}

/// A day with its year: "3 April 2023", Danish "3. april 2023".
pub fn date(lang: Lang, at_ms: i64) -> String {
    local(at_ms).map(|at| format!("{} {}", day_and_month(lang, at.date()), at.year())).unwrap_or_default()
}

/// Since when, after the word "since": "today", "Tuesday", "March", "2023".
pub fn since(lang: Lang, at_ms: i64, now_ms: i64) -> String {
    let (Some(at), Some(now)) = (local(at_ms), local(now_ms)) else { return String::new() };
    match (now.date() - at.date()).get_days() {
        ..=0 => lang.t("when-today-word"),
        1 => lang.t("when-yesterday"),
        2..=6 => weekday(lang, at.date()),
        _ if at.year() == now.year() => month_name(lang, at.date()).to_owned(),
        _ => at.year().to_string(),
    }
}

/// A month with its year: "May 2023".
pub fn month(lang: Lang, at_ms: i64) -> String {
    local(at_ms).map(|at| format!("{} {}", month_name(lang, at.date()), at.year())).unwrap_or_default()
}

/// Beginnings of years between two moments, or of months when they are less than fourteen months apart; at most `most`.
pub fn marks_between(lang: Lang, from_ms: i64, to_ms: i64, most: usize) -> Vec<(i64, String)> {
    let (Some(from), Some(to)) = (local(from_ms), local(to_ms)) else { return Vec::new() };
    let months = (to.year() - from.year()) as i32 * 12 + i32::from(to.month()) - i32::from(from.month());
    let step = match months {
        ..=0 => return Vec::new(),
        1..=14 => 1 + months / 8,
        _ => 12 * (1 + months / 12 / most.max(1) as i32),
    };
    let mut found = Vec::new();
    let (mut year, mut month) =
        if step < 12 { (from.year(), i32::from(from.month()) + 1) } else { (from.year() + 1, 1) };
    loop {
        year += ((month - 1) / 12) as i16;
        month = (month - 1) % 12 + 1;
        let Ok(day) = Date::new(year, month as i8, 1) else { break };
        let Ok(at) = day.to_zoned(TimeZone::system()) else { break };
        if at.timestamp() >= to.timestamp() || found.len() >= most {
            break;
        }
        let text = if step < 12 { month_name(lang, day).to_owned() } else { year.to_string() };
        found.push((at.timestamp().as_millisecond(), text));
        month += step;
    }
    found
}

/// The names, at most `shown` of them: "Noor, Femke and 9 others".
pub fn names(lang: Lang, names: &[&str], shown: usize) -> String {
    let shown = shown.max(1);
    if names.len() > shown + 1 {
        let rest = names.len() - shown;
        return lang.with("names-and-others", &[("names", &names[..shown].join(", ")), ("count", &rest)]);
    }
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => lang.with("names-and", &[("names", &first.join(", ")), ("last", last)]),
    }
}

fn local(at_ms: i64) -> Option<jiff::Zoned> {
    Some(Timestamp::from_millisecond(at_ms).ok()?.to_zoned(TimeZone::system()))
}

fn weekday(lang: Lang, day: Date) -> String {
    let index = day.weekday().to_monday_zero_offset() as usize;
    let names = match lang {
        Lang::En => ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        Lang::Nl => ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
        Lang::Da => ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
    };
    names[index].to_owned()
}

fn month_name(lang: Lang, day: Date) -> &'static str {
    let index = (day.month() - 1) as usize;
    let names = match lang {
        Lang::En => [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        Lang::Nl => [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ],
        Lang::Da => [
            "januar",
            "februar",
            "marts",
            "april",
            "maj",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "december",
        ],
    };
    names[index]
}

fn day_and_month(lang: Lang, day: Date) -> String {
    let month = month_name(lang, day);
    match lang {
        Lang::Da => format!("{}. {month}", day.day()),
        _ => format!("{} {month}", day.day()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400_000;
    /// Wednesday 14 October 2026, noon in UTC.
    const NOON: i64 = 1_791_979_200_000;

    #[test]
    fn a_moment_is_told_as_people_tell_it() {
        assert_eq!(when(Lang::En, NOON - DAY, NOON), "yesterday");
        assert_eq!(when(Lang::Nl, NOON - DAY, NOON), "gisteren");
        assert_eq!(when(Lang::Da, NOON - 3 * DAY, NOON), "søndag");
        assert_eq!(when(Lang::Da, NOON - 40 * DAY, NOON), "4. september");
        assert_eq!(when(Lang::En, NOON - 400 * DAY, NOON), "9 September 2025");
        assert!(when(Lang::Nl, NOON, NOON).starts_with("vandaag"));
    }

    #[test]
    fn names_come_before_numbers() {
        let all = ["Noor", "Femke", "Tom", "Ida", "Lotte"];
        assert_eq!(names(Lang::En, &all, 2), "Noor, Femke and 3 others");
        assert_eq!(names(Lang::Nl, &all[..2], 2), "Noor en Femke");
        assert_eq!(names(Lang::Da, &all[..3], 2), "Noor, Femke og Tom");
        assert_eq!(names(Lang::En, &all[..1], 2), "Noor");
    }
}
