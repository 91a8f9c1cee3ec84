//! When a tie is Acquainted, Familiar or Close: the rules of `data/stages.json`, versioned with the program.

use std::sync::LazyLock;

use serde::Deserialize;

/// What people see of a tie's strength.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Both have acted.
    Acquainted,
    /// Both acted on several days within half a year.
    Familiar,
    /// Over months, on many days, with gifts each way.
    Close,
}
crate::words::words!(Stage { Acquainted = "acquainted", Familiar = "familiar", Close = "close" });

impl Stage {
    /// 1 to 3, as stored; 0 is no tie.
    pub(crate) fn number(stage: Option<Self>) -> i64 {
        stage.map_or(0, |stage| stage as i64 + 1)
    }

    /// The reverse of [`Stage::number`].
    pub(crate) fn of_number(number: i64) -> Option<Self> {
        match number {
            1 => Some(Self::Acquainted),
            2 => Some(Self::Familiar),
            3 => Some(Self::Close),
            _ => None,
        }
    }
}

/// The thresholds, as published.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Of the file.
    pub version: u32,
    /// When two are familiar.
    pub familiar: Familiar,
    /// When two are close.
    pub close: Close,
    /// After so many days without an act a tie falls one step, and another after as many again; never below Acquainted.
    pub falls_after_silent_days: i64,
    /// A tie counts for introductions and gravity from this strength on (0 to 1).
    pub counts_from: f64,
    /// When a tie rests by itself.
    pub dormant: Dormant,
    /// The same words to many are a broadcast.
    pub broadcast: Broadcast,
    /// How often one person may greet in a day.
    pub greetings_a_day: i64,
}

/// When two are familiar.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Familiar {
    /// Distinct days on which each acted.
    pub days_each: usize,
    /// All of them within so many days.
    pub within_days: i64,
}

/// When two are close.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Close {
    /// Distinct days on which each acted.
    pub days_each: i64,
    /// Between the first act and the last.
    pub span_days: i64,
    /// Accepted gifts each way.
    pub gifts_each: i64,
}

/// When a tie rests by itself: much was there, and little of it is fresh.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dormant {
    /// The bond (half-life of a year) is at least this.
    pub bond_from: f64,
    /// The warmth (half-life of a month) is below this.
    pub warmth_below: f64,
}

/// The same words, sent directly to more people than this within so many minutes, make no tie.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Broadcast {
    /// At most so many people are still talked to.
    pub people: usize,
    /// In minutes.
    pub within_minutes: i64,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../data/stages.json")).expect("the stages that are built in can be read")
});

/// The rules in force.
pub fn rules() -> &'static Rules {
    &RULES
}

/// `stage` after this many days without an act.
pub(crate) fn fallen(stage: Option<Stage>, silent_days: i64) -> Option<Stage> {
    let steps = silent_days.max(0) / rules().falls_after_silent_days;
    stage.map(|stage| Stage::of_number((Stage::number(Some(stage)) - steps).max(1)).expect("one to three"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_are_those_that_are_published() {
        let rules = rules();
        assert_eq!((rules.version, rules.familiar.days_each, rules.familiar.within_days), (1, 3, 180));
        assert_eq!((rules.close.days_each, rules.close.span_days, rules.close.gifts_each), (10, 90, 1));
        assert_eq!(rules.falls_after_silent_days, 365);
    }

    #[test]
    fn a_silent_year_is_one_step_down_and_acquaintance_stays() {
        let close = Some(Stage::Close);
        assert_eq!(fallen(close, 364), close);
        assert_eq!(fallen(close, 365), Some(Stage::Familiar));
        assert_eq!(fallen(close, 729), Some(Stage::Familiar));
        assert_eq!(fallen(close, 730), Some(Stage::Acquainted));
        assert_eq!(fallen(close, 36_500), Some(Stage::Acquainted));
        assert_eq!(fallen(None, 36_500), None);
        assert_eq!(fallen(close, -3), close, "a clock set back takes nothing");
    }
}
