//! What looks like a swap, worked out from the recognitions of thirty days; pure.
//!
//! Applause is left out: friends who cheer each other on are no swap. So is what an import brought in. Nothing here
//! judges: what is found is shown to moderators and to those concerned, and changes nothing by itself.
//! Source: `docs/standing.md`, "Swaps".

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::CaseKind;

/// Days that are looked at.
pub const WINDOW_DAYS: i64 = 30;
const DAY_MS: i64 = 86_400_000;
/// Occasions on which two people recognise each other within a day that make a swap.
pub const OCCASIONS: usize = 3;
/// The largest ring.
pub const RING_MAX: usize = 6;
/// Recognitions inside a ring before it is one.
const RING_RECOGNITIONS: usize = 6;
/// Days of a burst, and people without a voice who make one.
const BURST_DAYS: i64 = 7;
const BURST_PEOPLE: usize = 6;
/// A burst is so many times what the same person gets otherwise.
const BURST_TIMES: usize = 5;
/// Accounts younger than this are newcomers, who thank many at once; days.
const NEWCOMER_DAYS: i64 = 7;
/// People and recognitions kept with a case.
pub const PEOPLE_MAX: usize = 100;
/// Recognitions kept with a case.
pub const RECOGNITIONS_MAX: usize = 200;

/// A recognition of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The row.
    pub id: i64,
    /// Who recognises.
    pub voice: i64,
    /// Who is recognised.
    pub doer: i64,
    /// Milliseconds since 1970.
    pub at: i64,
    /// Whether the voice is vetted today.
    pub vetted: bool,
}

/// What is known of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joined {
    /// Days since 1970.
    pub day: i64,
    /// 0: nobody.
    pub invited_by: i64,
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What.
    pub kind: CaseKind,
    /// The same for the same find in one quarter of a year.
    pub mark: String,
    /// Occasions, recognitions inside, or people.
    pub figure: i64,
    /// Those concerned.
    pub people: Vec<i64>,
    /// What it is about.
    pub recognitions: Vec<i64>,
}

/// Everything that should be looked at, in a fixed order.
pub fn detect(seen: &[Seen], people: &HashMap<i64, Joined>, today: i64) -> Vec<Found> {
    let quarter = today.div_euclid(91);
    let mut found = swaps(seen);
    found.extend(rings(seen, people));
    found.extend(bursts(seen, people, today));
    for it in &mut found {
        it.people.truncate(PEOPLE_MAX);
        it.recognitions.truncate(RECOGNITIONS_MAX);
        it.mark = format!("{}:{quarter}", it.mark);
    }
    found
}

fn mark(kind: CaseKind, people: &[i64]) -> String {
    let ids: Vec<String> = people.iter().take(PEOPLE_MAX).map(i64::to_string).collect();
    format!("{}:{}", kind.as_str(), ids.join(","))
}

/// Two people who recognise each other within 24 hours, on three occasions.
fn swaps(seen: &[Seen]) -> Vec<Found> {
    let mut pairs: BTreeMap<(i64, i64), Vec<Seen>> = BTreeMap::new();
    for it in seen {
        pairs.entry((it.voice.min(it.doer), it.voice.max(it.doer))).or_default().push(*it);
    }
    let mut found = Vec::new();
    for ((low, high), mut all) in pairs {
        all.sort_by_key(|it| (it.at, it.id));
        let (mut used, mut at) = (Vec::new(), 0);
        // Each recognition belongs to one occasion: the next one back, within a day.
        while at + 1 < all.len() {
            let (one, next) = (all[at], all[at + 1]);
            if one.voice != next.voice && next.at - one.at < DAY_MS {
                used.extend([one.id, next.id]);
                at += 2;
            } else {
                at += 1;
            }
        }
        if used.len() / 2 >= OCCASIONS {
            let figure = (used.len() / 2) as i64;
            let people = vec![low, high];
            found.push(Found {
                kind: CaseKind::Swap,
                mark: mark(CaseKind::Swap, &people),
                figure,
                people,
                recognitions: used,
            });
        }
    }
    found
}

/// Few people who came on one day, or by one invitation, and of whose recognition more than four fifths stay inside.
fn rings(seen: &[Seen], people: &HashMap<i64, Joined>) -> Vec<Found> {
    let everybody: BTreeSet<i64> = seen.iter().flat_map(|it| [it.voice, it.doer]).collect();
    let mut classes: BTreeMap<(bool, i64), BTreeSet<i64>> = BTreeMap::new();
    for id in &everybody {
        let Some(joined) = people.get(id) else { continue };
        classes.entry((false, joined.day)).or_default().insert(*id);
        if joined.invited_by != 0 {
            classes.entry((true, joined.invited_by)).or_default().insert(*id);
        }
    }
    let mut found: Vec<Found> = Vec::new();
    let mut marks = BTreeSet::new();
    for class in classes.values().filter(|class| class.len() > 1) {
        for group in groups(seen, class) {
            // In a handful of people everything is inside: that is a small square and no ring.
            if !(2..=RING_MAX).contains(&group.len()) || everybody.len() < 3 * group.len() {
                continue;
            }
            let touching = seen.iter().filter(|it| group.contains(&it.voice) || group.contains(&it.doer));
            let (inside, outside): (Vec<&Seen>, Vec<&Seen>) =
                touching.partition(|it| group.contains(&it.voice) && group.contains(&it.doer));
            if inside.len() < RING_RECOGNITIONS || inside.len() <= 4 * outside.len() {
                continue;
            }
            let people: Vec<i64> = group.into_iter().collect();
            let mark = mark(CaseKind::Ring, &people);
            if marks.insert(mark.clone()) {
                let recognitions = inside.iter().map(|it| it.id).collect();
                let figure = (100 * inside.len() / (inside.len() + outside.len())) as i64;
                found.push(Found { kind: CaseKind::Ring, mark, figure, people, recognitions });
            }
        }
    }
    found
}

/// Those of a class whom recognitions join, group by group.
fn groups(seen: &[Seen], class: &BTreeSet<i64>) -> Vec<BTreeSet<i64>> {
    let mut of: BTreeMap<i64, i64> = class.iter().map(|id| (*id, *id)).collect();
    for it in seen.iter().filter(|it| class.contains(&it.voice) && class.contains(&it.doer)) {
        let (a, b) = (root(&of, it.voice), root(&of, it.doer));
        of.insert(a.max(b), a.min(b));
    }
    let mut groups: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    for id in class {
        groups.entry(root(&of, *id)).or_default().insert(*id);
    }
    groups.into_values().collect()
}

fn root(of: &BTreeMap<i64, i64>, mut id: i64) -> i64 {
    while let Some(up) = of.get(&id).filter(|up| **up != id) {
        id = *up;
    }
    id
}

/// Many people without a voice, no newcomers, who recognise one person within a week, far more than ever before.
/// Receivers whom mostly the same people recognise are one case.
fn bursts(seen: &[Seen], people: &HashMap<i64, Joined>, today: i64) -> Vec<Found> {
    let since = (today - BURST_DAYS) * DAY_MS;
    let aged = |id: i64| people.get(&id).is_some_and(|it| it.day <= today - NEWCOMER_DAYS);
    let mut by_doer: BTreeMap<i64, Vec<&Seen>> = BTreeMap::new();
    for it in seen {
        by_doer.entry(it.doer).or_default().push(it);
    }
    let mut hit: Vec<(i64, BTreeSet<i64>)> = Vec::new();
    for (doer, all) in &by_doer {
        let now: Vec<&&Seen> = all.iter().filter(|it| it.at >= since).collect();
        let voiceless: BTreeSet<i64> =
            now.iter().filter(|it| !it.vetted && aged(it.voice)).map(|it| it.voice).collect();
        let voices: BTreeSet<i64> = now.iter().map(|it| it.voice).collect();
        let usual = (all.len() - now.len()) * BURST_DAYS as usize / (WINDOW_DAYS - BURST_DAYS) as usize;
        if aged(*doer)
            && voiceless.len() >= BURST_PEOPLE.max(BURST_TIMES * usual)
            && 5 * voiceless.len() > 4 * voices.len()
        {
            hit.push((*doer, voiceless));
        }
    }
    let mut clusters: Vec<(Vec<i64>, BTreeSet<i64>)> = Vec::new();
    for (doer, voiceless) in hit {
        let same =
            |givers: &BTreeSet<i64>| 2 * givers.intersection(&voiceless).count() > givers.len().min(voiceless.len());
        match clusters.iter_mut().find(|(_, givers)| same(givers)) {
            Some((doers, givers)) => {
                doers.push(doer);
                givers.extend(voiceless);
            }
            None => clusters.push((vec![doer], voiceless)),
        }
    }
    let found = clusters.into_iter().map(|(doers, givers)| {
        let about = seen.iter().filter(|it| it.at >= since && doers.contains(&it.doer) && givers.contains(&it.voice));
        Found {
            kind: CaseKind::Burst,
            mark: mark(CaseKind::Burst, &doers),
            figure: givers.len() as i64,
            recognitions: about.map(|it| it.id).collect(),
            people: doers.iter().chain(&givers).copied().collect(),
        }
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;
    const TODAY: i64 = 20_000;

    fn seen(list: &[(i64, i64, i64)]) -> Vec<Seen> {
        let row = |(id, (voice, doer, hour)): (usize, &(i64, i64, i64))| Seen {
            id: id as i64,
            voice: *voice,
            doer: *doer,
            at: (TODAY - 20) * DAY_MS + hour * HOUR,
            vetted: false,
        };
        list.iter().enumerate().map(row).collect()
    }

    fn joined(ids: impl IntoIterator<Item = i64>, day: impl Fn(i64) -> i64) -> HashMap<i64, Joined> {
        ids.into_iter().map(|id| (id, Joined { day: day(id), invited_by: 0 })).collect()
    }

    fn kinds(found: &[Found]) -> Vec<CaseKind> {
        found.iter().map(|it| it.kind).collect()
    }

    #[test]
    fn three_occasions_within_a_day_are_a_swap_and_two_are_not() {
        let people = joined(1..=9, |id| 19_000 + id);
        let two = [(1, 2, 0), (2, 1, 20), (1, 2, 100), (2, 1, 101)];
        assert!(detect(&seen(&two), &people, TODAY).is_empty());
        let three: Vec<_> = two.iter().copied().chain([(2, 1, 200), (1, 2, 223)]).collect();
        let found = detect(&seen(&three), &people, TODAY);
        assert_eq!((kinds(&found), found[0].figure, found[0].people.clone()), (vec![CaseKind::Swap], 3, vec![1, 2]));
        let late: Vec<_> = two.iter().copied().chain([(2, 1, 200), (1, 2, 225)]).collect();
        assert!(detect(&seen(&late), &people, TODAY).is_empty(), "25 hours are not a day");
        let one_way: Vec<_> = (0..9).map(|hour| (1, 2, hour)).collect();
        assert!(detect(&seen(&one_way), &people, TODAY).is_empty());
    }

    #[test]
    fn few_who_came_together_and_keep_to_themselves_are_a_ring() {
        // 1, 2 and 3 came on one day; the others live their own lives, a week apart.
        let people = joined(1..=12, |id| if id <= 3 { 19_000 } else { 19_000 + 7 * id });
        let mut all = vec![(1, 2, 0), (2, 3, 40), (3, 1, 80), (1, 3, 120), (3, 2, 160), (2, 1, 200)];
        all.extend((4..12).map(|id| (id, id + 1, id * 30)));
        let found = detect(&seen(&all), &people, TODAY);
        assert_eq!(
            (kinds(&found), found[0].people.clone(), found[0].figure),
            (vec![CaseKind::Ring], vec![1, 2, 3], 100)
        );
        let mut open = all.clone();
        open.extend([(1, 5, 300), (6, 2, 310)]);
        assert!(detect(&seen(&open), &people, TODAY).is_empty(), "a quarter of it goes outside");
        let apart = joined(1..=12, |id| 19_000 + 7 * id);
        assert!(detect(&seen(&all), &apart, TODAY).is_empty(), "they did not come together");
        assert!(detect(&seen(&all[..6]), &people, TODAY).is_empty(), "three people who are the whole square");
    }

    #[test]
    fn a_farm_of_gifts_is_one_case_and_an_ordinary_week_is_none() {
        let farm = || 1_000_i64..1_300;
        let people = joined(farm().chain(1..=40).chain(100..140), |_| 19_000);
        let mut all: Vec<Seen> = Vec::new();
        for voice in farm() {
            for buyer in 1..=40 {
                let at = (TODAY - 6) * DAY_MS + voice * 60_000;
                all.push(Seen { id: all.len() as i64, voice, doer: buyer, at, vetted: false });
            }
        }
        let found = detect(&all, &people, TODAY);
        assert_eq!((kinds(&found), found[0].figure), (vec![CaseKind::Burst], 300));
        assert!(found[0].people.len() <= PEOPLE_MAX && found[0].recognitions.len() <= RECOGNITIONS_MAX);
        // The same, each once, to one of the forty.
        let once: Vec<Seen> = all.iter().filter(|it| it.voice % 40 + 1 == it.doer).copied().collect();
        assert_eq!(kinds(&detect(&once, &people, TODAY)).len(), 40);
        // People with a voice, and newcomers, may thank whom they like.
        let voiced: Vec<Seen> = all.iter().map(|it| Seen { vetted: true, ..*it }).collect();
        assert!(detect(&voiced, &people, TODAY).is_empty());
        let new = joined(farm().chain(1..=40), |id| if id >= 1_000 { TODAY - 3 } else { 19_000 });
        assert!(detect(&once, &new, TODAY).is_empty());
    }
}
