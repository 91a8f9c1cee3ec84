//! What a reader is shown of other people's experiences.
//!
//! Not the mean of the stars: few experiences are drawn towards the category, everybody's habit is taken out, whom the
//! reader knows weighs up to three times, and whoever nobody vouched for weighs nothing. The relation decides far more
//! about the order of the texts than about the number.
//!
//! ```text
//! b_v  = sum(x - mu)/(n_v + 5)                        a reviewer's habit, over all their experiences
//! w_rv = 1 + 2 s_rv if known, 1.5 with somebody in common, else 1
//! c_v  = min(1, N[v])                                 the voice of standing
//! mu_c = (sum of the category + 10 mu)/(n_c + 10)
//! shown = clamp((3 mu_c + sum w c (x - b)) / (3 + sum w c), 1, 5), with x - b held between 1 and 5
//! ```
//!
//! `x - b` is held between 1 and 5, so that nobody can give a star more weight by having been harsh or lavish elsewhere;
//! without that the bound of [`fraud_bound`] would not hold.
//!
//! ```
//! use soulava_standing::experience::{Experience, Relation, shown};
//!
//! let friend = Experience { stars: 2.0, relation: Relation::Known(0.5), voice: 1.0, ..Experience::default() };
//! let member = Experience { stars: 5.0, habit: 0.5, voice: 1.0, ..Experience::default() };
//! let voiceless = Experience { stars: 5.0, voice: 0.0, ..Experience::default() };
//! let mut all = vec![friend, member];
//! all.extend([voiceless; 50]);
//! assert!((shown(4.0, &all).stars - 3.416667).abs() < 1e-6);
//! all[0].relation = Relation::Stranger;
//! assert!((shown(4.0, &all).stars - 3.7).abs() < 1e-6);
//! ```

/// The fewest stars.
pub const STARS_MIN: f64 = 1.0;
/// The most stars.
pub const STARS_MAX: f64 = 5.0;
/// How many experiences the category counts for.
const PRIOR: f64 = 3.0;
/// Below this effective count the words are "few experiences".
pub const FEW: f64 = 3.0;
/// How many experiences without a habit everybody starts with.
const HABIT_PRIOR: f64 = 5.0;
/// How many mean experiences every category starts with.
const CATEGORY_PRIOR: f64 = 10.0;

/// How the reader and the one who tells stand to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Relation {
    /// They have a tie of this strength, in [0, 1).
    Known(f64),
    /// Somebody has a tie with both.
    Common,
    /// Neither.
    #[default]
    Stranger,
}

impl Relation {
    /// `w`: what the relation multiplies by, 1 to 3.
    pub fn weight(self) -> f64 {
        match self {
            Self::Known(strength) => 1.0 + 2.0 * share(strength),
            Self::Common => 1.5,
            Self::Stranger => 1.0,
        }
    }
}

/// What somebody told.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Experience {
    /// 1 to 5.
    pub stars: f64,
    /// `b`: see [`habit`].
    pub habit: f64,
    /// To the reader.
    pub relation: Relation,
    /// `N` of the one who tells, from [`crate::flow`]; 0 for whoever nobody vouched for.
    pub voice: f64,
    /// Paid or at a discount: shown with its label, weighs nothing.
    pub is_paid: bool,
}

impl Experience {
    /// `w * c`: how much it counts for this reader, 0 to 3.
    pub fn weight(&self) -> f64 {
        if self.is_paid || !self.stars.is_finite() { 0.0 } else { self.relation.weight() * share(self.voice) }
    }

    /// `x - b`, held between one and five stars.
    fn corrected(&self) -> f64 {
        let habit = if self.habit.is_finite() { self.habit } else { 0.0 };
        stars(stars(self.stars) - habit)
    }
}

/// The reader's figure and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shown {
    /// 1 to 5.
    pub stars: f64,
    /// `sum w c`: how many experiences it is worth.
    pub effective: f64,
    /// From people the reader knows.
    pub known: usize,
    /// From others with a voice.
    pub members: usize,
    /// From others without one: not counted.
    pub unknown: usize,
    /// Paid ones, not counted; in none of the other three.
    pub paid: usize,
}

impl Shown {
    /// Whether to say "few experiences".
    pub fn is_few(&self) -> bool {
        self.effective < FEW
    }
}

/// `b_v`: how far somebody's stars lie above the mean of all (`mean`), drawn towards none.
///
/// `stars` are those of all of somebody's experiences; ones that are not a number are left out.
pub fn habit(all: &[f64], mean: f64) -> f64 {
    let mean = if mean.is_nan() { 3.0 } else { stars(mean) };
    let usable = all.iter().filter(|x| x.is_finite());
    let (sum, count) = usable.fold((0.0, 0.0), |(sum, count), x| (sum + stars(*x) - mean, count + 1.0));
    sum / (count + HABIT_PRIOR)
}

/// `mu_c`: the mean of a category from the sum and the number of its stars, drawn towards the mean of all.
pub fn category_mean(sum: f64, count: u64, mean: f64) -> f64 {
    let mean = if mean.is_nan() { 3.0 } else { stars(mean) };
    let count = count as f64;
    let sum = if sum.is_finite() { sum.clamp(count * STARS_MIN, count * STARS_MAX) } else { count * mean };
    stars((sum + CATEGORY_PRIOR * mean) / (count + CATEGORY_PRIOR))
}

/// What one reader is shown of one thing.
///
/// `category` is [`category_mean`]. Each person's newest experience of the thing belongs in `experiences`, once.
pub fn shown(category: f64, experiences: &[Experience]) -> Shown {
    let category = if category.is_nan() { 3.0 } else { stars(category) };
    let mut shown = Shown { stars: category, effective: 0.0, known: 0, members: 0, unknown: 0, paid: 0 };
    let mut sum = PRIOR * category;
    for experience in experiences {
        let weight = experience.weight();
        sum += weight * experience.corrected();
        shown.effective += weight;
        let group = match experience {
            Experience { is_paid: true, .. } => &mut shown.paid,
            Experience { relation: Relation::Known(_), .. } => &mut shown.known,
            _ if weight > 0.0 => &mut shown.members,
            _ => &mut shown.unknown,
        };
        *group += 1;
    }
    shown.stars = stars(sum / (PRIOR + shown.effective));
    shown
}

/// In which order to show the texts: places in `experiences`, own people first, then by weight, then as they came.
pub fn order(experiences: &[Experience]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..experiences.len()).collect();
    let own = |index: usize| matches!(experiences[index].relation, Relation::Known(_));
    order.sort_by(|a, b| {
        own(*b).cmp(&own(*a)).then(experiences[*b].weight().total_cmp(&experiences[*a].weight())).then(a.cmp(b))
    });
    order
}

/// How far fakes of weight `fakes` can move a figure made by others of weight `honest`: `4 Wf/(3 + Wh + Wf)` stars.
///
/// The weight of fakes is at most three times their voices, and theirs together at most F/alpha: what honest members'
/// thanks brought them (`docs/standing.md`). A thousand fakes nobody thanked move it by nothing.
pub fn fraud_bound(honest: f64, fakes: f64) -> f64 {
    let sound = |weight: f64| if weight.is_nan() { 0.0 } else { weight.clamp(0.0, 1e12) };
    let (honest, fakes) = (sound(honest), sound(fakes));
    (STARS_MAX - STARS_MIN) * fakes / (PRIOR + honest + fakes)
}

fn share(value: f64) -> f64 {
    if value.is_nan() { 0.0 } else { value.clamp(0.0, 1.0) }
}

fn stars(value: f64) -> f64 {
    if value.is_nan() { STARS_MIN } else { value.clamp(STARS_MIN, STARS_MAX) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(stars: f64, habit: f64, relation: Relation, voice: f64) -> Experience {
        Experience { stars, habit, relation, voice, is_paid: false }
    }

    #[test]
    fn the_worked_example() {
        let mut all = vec![told(2.0, 0.0, Relation::Known(0.5), 1.0), told(5.0, 0.5, Relation::Stranger, 7.0)];
        all.extend([told(5.0, 0.0, Relation::Stranger, 0.0); 50]);
        let to_friend = shown(4.0, &all);
        assert!((to_friend.stars - 3.416_667).abs() < 1e-6);
        assert_eq!((to_friend.known, to_friend.members, to_friend.unknown), (1, 1, 50));
        assert!((to_friend.effective - 3.0).abs() < 1e-12 && !to_friend.is_few());
        all[0].relation = Relation::Stranger;
        assert!((shown(4.0, &all).stars - 3.7).abs() < 1e-6);
        assert!(shown(4.0, &all).is_few());
    }

    #[test]
    fn paid_words_are_shown_and_weigh_nothing() {
        let paid = Experience { is_paid: true, ..told(5.0, 0.0, Relation::Known(0.9), 1.0) };
        let figure = shown(3.0, &[paid; 9]);
        assert_eq!((figure.stars, figure.paid, figure.known, figure.effective), (3.0, 9, 0, 0.0));
    }

    #[test]
    fn habits_and_categories_are_drawn_to_the_middle() {
        assert_eq!(habit(&[5.0; 5], 4.0), 0.5);
        assert_eq!(habit(&[], 4.0), 0.0);
        assert_eq!(category_mean(50.0, 10, 4.0), 4.5);
        assert_eq!(category_mean(0.0, 0, 4.0), 4.0);
    }

    #[test]
    fn own_people_come_first() {
        let all = [
            told(1.0, 0.0, Relation::Stranger, 1.0),
            told(1.0, 0.0, Relation::Known(0.1), 0.2),
            told(1.0, 0.0, Relation::Common, 1.0),
            told(1.0, 0.0, Relation::Known(0.8), 1.0),
        ];
        assert_eq!(order(&all), [3, 1, 2, 0]);
    }

    fn experience() -> impl Strategy<Value = Experience> {
        (1.0..=5.0_f64, -3.9..3.9_f64, 0..3_u8, 0.0..1.0_f64, 0.0..3.0_f64).prop_map(
            |(stars, habit, kind, s, voice)| {
                let relation = [Relation::Known(s), Relation::Common, Relation::Stranger][usize::from(kind)];
                told(stars, habit, relation, voice)
            },
        )
    }

    proptest! {
        #[test]
        fn fakes_stay_under_the_bound(category in 1.0..=5.0_f64, honest in prop::collection::vec(experience(), 0..20), fakes in prop::collection::vec(experience(), 0..40)) {
            let before = shown(category, &honest);
            let all: Vec<Experience> = honest.iter().chain(&fakes).copied().collect();
            let after = shown(category, &all);
            let weight: f64 = fakes.iter().map(Experience::weight).sum();
            prop_assert!((after.stars - before.stars).abs() <= fraud_bound(before.effective, weight) + 1e-9);
        }

        #[test]
        fn the_order_does_not_matter(category in 1.0..=5.0_f64, mut all in prop::collection::vec(experience(), 0..30)) {
            let one = shown(category, &all);
            all.reverse();
            prop_assert!((shown(category, &all).stars - one.stars).abs() < 1e-9);
        }

        #[test]
        fn no_input_breaks_it(category: f64, values in prop::collection::vec((any::<f64>(), any::<f64>(), any::<f64>(), any::<f64>(), any::<bool>()), 0..9), sum: f64, count: u64) {
            let all: Vec<Experience> = values
                .iter()
                .map(|&(stars, habit, s, voice, is_paid)| Experience { is_paid, ..told(stars, habit, Relation::Known(s), voice) })
                .collect();
            prop_assert!((1.0..=5.0).contains(&shown(category, &all).stars));
            prop_assert_eq!(order(&all).len(), all.len());
            prop_assert!((1.0..=5.0).contains(&category_mean(sum, count, category)));
            prop_assert!(habit(&values.iter().map(|value| value.0).collect::<Vec<_>>(), sum).abs() < 4.0);
            prop_assert!((0.0..=4.0).contains(&fraud_bound(sum, category)));
        }
    }
}
