//! The numbers of presence and orbits: a versioned data file, compiled in.

use std::sync::OnceLock;

use serde::Deserialize;

use super::Activity;

/// `data/orbits.json`. Days are whole UTC days; weights have no unit but each other.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// Counts changes of the file.
    pub version: u32,
    /// What each act weighs.
    pub weights: Weights,
    /// What brings somebody into orbits 1, 2 and 3, and keeps them there.
    pub orbits: Vec<Threshold>,
    /// After so many days without an act somebody is quiet.
    pub quiet_after: i64,
    /// Days of presence are kept this long.
    pub keep_days: i64,
}

/// What each act weighs, from a favourite to keeping a stall together.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "they are named as the acts are")]
pub struct Weights {
    pub react: i64,
    pub greet: i64,
    pub post: i64,
    pub reply: i64,
    pub give: i64,
    pub experience: i64,
    pub answer: i64,
    #[serde(rename = "use")]
    pub used: i64,
    pub help: i64,
    pub host: i64,
    pub introduce: i64,
    pub run_event: i64,
    pub co_keep: i64,
}

/// One orbit: either of two ways leads into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// 1 is nearest.
    pub level: i64,
    /// Here on so many days …
    pub days: i64,
    /// … of the last so many, today included.
    pub within: i64,
    /// Or one act of this weight in them.
    pub weight: i64,
    /// Who no longer earns it moves out one orbit after so many days.
    pub falls_after: i64,
}

impl Thresholds {
    /// Those of this release.
    pub fn current() -> &'static Self {
        static CURRENT: OnceLock<Thresholds> = OnceLock::new();
        CURRENT.get_or_init(|| {
            serde_json::from_str(include_str!("../../data/orbits.json")).expect("the data file is checked by a test")
        })
    }

    /// What an act weighs.
    pub fn weight(&self, activity: Activity) -> i64 {
        let weights = &self.weights;
        match activity {
            Activity::React => weights.react,
            Activity::Greet => weights.greet,
            Activity::Post => weights.post,
            Activity::Reply => weights.reply,
            Activity::Give => weights.give,
            Activity::Experience => weights.experience,
            Activity::Answer => weights.answer,
            Activity::Use => weights.used,
            Activity::Help => weights.help,
            Activity::Host => weights.host,
            Activity::Introduce => weights.introduce,
            Activity::RunEvent => weights.run_event,
            Activity::CoKeep => weights.co_keep,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_file_reads_and_goes_inwards() {
        let file = Thresholds::current();
        let levels: Vec<i64> = file.orbits.iter().map(|orbit| orbit.level).collect();
        assert_eq!(levels, [1, 2, 3]);
        assert!(file.orbits.windows(2).all(|pair| {
            let [inner, outer] = pair else { return false };
            inner.weight > outer.weight && inner.falls_after > outer.falls_after && inner.within > outer.within
        }));
        let longest = file.orbits.iter().map(|orbit| orbit.within).max();
        assert!(longest.is_some_and(|days| file.keep_days > days) && file.keep_days > file.quiet_after);
        assert_eq!(file.weight(Activity::Greet), 3);
    }
}
