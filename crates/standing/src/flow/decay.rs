//! How an acknowledgement fades, and sums that do not depend on the order of their parts.

use std::f64::consts::LN_2;

/// Ages that are looked up; older ones are worked out.
const TABLE_DAYS: usize = 2_048;
/// Weights are summed as whole multiples of this part of a thank-you.
const GRAIN: f64 = 1.0 / (1_u64 << 60) as f64;
/// No weight counts for more; far above what the cap of a pair can tell apart.
const WEIGHT_MAX: f64 = (1_u64 << 32) as f64;

/// 2^(-age/H), by whole days.
#[derive(Clone, Debug)]
pub(super) struct Decay {
    half_life_days: f64,
    table: Vec<f64>,
}

impl Decay {
    pub(super) fn new(half_life_days: f64) -> Self {
        let table = (0..TABLE_DAYS).map(|age| half_to(age as f64 / half_life_days)).collect();
        Self { half_life_days, table }
    }

    /// 1 today, a half after a half-life, 0 for what lies ahead.
    #[inline]
    pub(super) fn at(&self, age_days: i64) -> f64 {
        match usize::try_from(age_days) {
            Ok(age) => self.table.get(age).copied().unwrap_or_else(|| half_to(age as f64 / self.half_life_days)),
            Err(_) => 0.0,
        }
    }
}

/// 2^-y for y >= 0, from sums and products alone: the same bits on every machine, unlike the system's own `exp2`.
fn half_to(y: f64) -> f64 {
    if y.is_nan() || y >= 1_000.0 {
        return 0.0;
    }
    let whole = y.floor();
    let rest = (y - whole) * LN_2;
    let series = (1..=20).rev().fold(1.0, |sum, term| 1.0 - rest / f64::from(term) * sum);
    series * f64::from_bits((1_023 - whole as u64) << 52)
}

/// A weight in whole grains.
#[inline]
pub(super) fn grains(weight: f64) -> u128 {
    let grains = weight.min(WEIGHT_MAX) / GRAIN;
    // Almost always the short conversion is enough, and it is much the quicker one.
    if grains < u64::MAX as f64 { u128::from(grains as u64) } else { grains as u128 }
}

/// Grains as a weight.
pub(super) fn weight_of(grains: u128) -> f64 {
    u64::try_from(grains).map_or(grains as f64, |few| few as f64) * GRAIN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_half_lives_are_exact_and_the_rest_is_close() {
        let decay = Decay::new(90.0);
        assert_eq!([decay.at(0), decay.at(90), decay.at(900), decay.at(-1)], [1.0, 0.5, 1.0 / 1024.0, 0.0]);
        for age in 0..5_000_i64 {
            let exact = (-(age as f64) / 90.0).exp2();
            assert!((decay.at(age) - exact).abs() <= 4e-16 * exact, "day {age}");
        }
        assert_eq!(decay.at(i64::MAX), 0.0);
    }

    #[test]
    fn grains_keep_the_usual_grades_exactly() {
        for weight in [0.0, 0.25, 0.5, 1.0, 2.0, 2_000.0] {
            assert_eq!(weight_of(grains(weight)), weight);
        }
        assert_eq!(weight_of(grains(f64::MAX)), WEIGHT_MAX);
    }
}
