//! The story in order: every act with its time, so that one pass tells it from the beginning.

use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

use super::crowd::CrowdPost;
use super::story::{Acts, GiftLine, HeirloomLine, IntroductionLine, PassLine, PersonLine, PostLine, STORY, UseLine};

/// When the square began, before now.
pub(super) const BEGAN_DAYS_AGO: i64 = 420;
/// Nights on which orbits are reckoned, in days ago; the others would change little.
const NIGHTS: [i64; 14] = [168, 140, 112, 98, 84, 70, 56, 42, 28, 21, 14, 7, 3, 1];
const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

/// One thing that happens.
#[derive(Clone, Debug)]
pub(super) enum Act {
    ComeIn(PersonLine),
    Keep(String),
    Follow {
        by: String,
        whom: Vec<String>,
    },
    /// The post, and the name by which other acts know it.
    Post(PostLine, String),
    Favourite {
        by: String,
        post: String,
    },
    Boost {
        by: String,
        post: String,
    },
    Use {
        line: UseLine,
        helped: bool,
    },
    /// The gift, and its number.
    Give(GiftLine, usize),
    Accept {
        number: usize,
        by: String,
        back: Option<String>,
    },
    ShareCosts {
        number: usize,
        by: String,
    },
    Mint(HeirloomLine),
    Pass(PassLine),
    TakeHeirloom {
        currency: String,
        by: String,
    },
    /// The host knows these people.
    Know(Vec<String>),
    Vouch {
        by: Vec<String>,
        whom: Vec<String>,
    },
    /// Two say good morning to each other.
    Greet(Vec<(String, String)>),
    /// The introduction, and its number.
    Introduce(IntroductionLine, usize),
    Answer {
        number: usize,
        by: String,
    },
    Glad {
        number: usize,
        by: String,
    },
    /// What the night does: orbits, gravity, introductions.
    Night,
    /// People of the crowd.
    Crowd {
        first: usize,
        count: usize,
    },
    CrowdFollows {
        by: usize,
        of: usize,
    },
    CrowdPosts(Vec<CrowdPost>),
}

/// All acts of the written story, oldest first, with their times in milliseconds since 1970.
pub(super) fn written(now_ms: i64) -> Vec<(i64, Act)> {
    let mut plan = Plan { now_ms, acts: Vec::new(), gifts: 0 };
    plan.people();
    for (file, acts) in STORY.acts.iter().enumerate() {
        plan.acts_of(acts, file);
    }
    plan.neighbours();
    plan.acts.sort_by_key(|(at, _)| *at);
    // The last night is over when the square opens.
    plan.acts.push((now_ms - MINUTE_MS, Act::Night));
    plan.acts
}

struct Plan {
    now_ms: i64,
    acts: Vec<(i64, Act)>,
    gifts: usize,
}

impl Plan {
    /// Nothing of the story lies in the future.
    fn add(&mut self, at: i64, act: Act) {
        self.acts.push((at.min(self.now_ms - MINUTE_MS), act));
    }

    fn people(&mut self) {
        let began = self.now_ms - BEGAN_DAYS_AGO * DAY_MS;
        let came = |person: &PersonLine| person.came.map(|days| self.now_ms - days * DAY_MS);
        let arrivals: Vec<(String, i64)> = STORY
            .people
            .person
            .iter()
            .zip(1..)
            .map(|(person, number)| (person.username.clone(), came(person).unwrap_or(began + number * HOUR_MS)))
            .collect();
        for (person, (_, at)) in STORY.people.person.iter().zip(&arrivals) {
            if person.username != STORY.square.doors.host {
                self.add(*at, Act::ComeIn(person.clone()));
            }
        }
        for keeper in &STORY.square.stall.keepers {
            self.add(began + 2 * DAY_MS, Act::Keep(keeper.clone()));
        }
        let arrived = |name: &str| arrivals.iter().find(|(known, _)| known == name).map_or(began, |(_, at)| *at);
        for (by, whom) in &STORY.people.follows {
            for other in whom {
                let at = arrived(by).max(arrived(other)) + DAY_MS;
                self.add(at, Act::Follow { by: by.clone(), whom: vec![other.clone()] });
            }
        }
        for (name, at) in &arrivals {
            if *name != STORY.square.stall.owner {
                self.add(
                    at + HOUR_MS,
                    Act::Follow { by: name.clone(), whom: vec![STORY.square.stall.username.clone()] },
                );
            }
        }
    }

    fn acts_of(&mut self, acts: &Acts, file: usize) {
        for (number, post) in acts.post.iter().enumerate() {
            self.post(post, post.id.clone().unwrap_or_else(|| format!("{file}-{number}")));
        }
        for (lines, helped) in [(&acts.made, false), (&acts.helped, true)] {
            for line in lines {
                let at = self.when(&line.at);
                self.add(at, Act::Use { line: line.clone(), helped });
            }
        }
        for gift in &acts.gift {
            self.gift(gift);
        }
        for heirloom in &acts.heirloom {
            let at = self.when(&heirloom.at);
            self.add(at, Act::Mint(heirloom.clone()));
        }
        for pass in &acts.pass {
            let at = self.when(&pass.at);
            self.add(at, Act::Pass(pass.clone()));
            let taken = Act::TakeHeirloom { currency: pass.currency.clone(), by: pass.to.clone() };
            self.add(at + pass.accept * HOUR_MS, taken);
        }
    }

    fn neighbours(&mut self) {
        let lines = &STORY.neighbours;
        for line in &lines.know {
            let at = self.when(&line.at);
            self.add(at, Act::Know(line.people.clone()));
        }
        for line in &lines.vouch {
            let at = self.when(&line.at);
            self.add(at, Act::Vouch { by: line.by.clone(), whom: line.whom.clone() });
        }
        let mut mornings: BTreeMap<i64, Vec<(String, String)>> = BTreeMap::new();
        for (a, b, first, last, step) in &lines.greetings.days {
            let days = (0..).map(|number| first - number * step).take_while(|day| day >= last);
            days.for_each(|day| mornings.entry(day).or_default().push((a.clone(), b.clone())));
        }
        for (day, pairs) in mornings {
            let at = self.when(&format!("{day} 07:10"));
            self.add(at, Act::Greet(pairs));
        }
        for (number, line) in lines.introduction.iter().enumerate() {
            let at = self.when(&line.at);
            self.add(at, Act::Introduce(line.clone(), number));
            for (by, hours) in line.people.iter().zip(&line.yes) {
                self.add(at + hours * HOUR_MS, Act::Answer { number, by: by.clone() });
            }
            for (by, days) in line.people.iter().zip(&line.glad) {
                let at = self.when(&format!("{days} 20:00"));
                self.add(at, Act::Glad { number, by: by.clone() });
            }
        }
        for gift in &lines.gift {
            self.gift(gift);
        }
        for day in NIGHTS {
            let at = self.when(&format!("{day} 02:00"));
            self.add(at, Act::Night);
        }
    }

    fn post(&mut self, post: &PostLine, name: String) {
        let at = self.when(&post.at);
        self.add(at, Act::Post(post.clone(), name.clone()));
        for (by, minutes) in post.favs.iter().zip((6..).step_by(17)) {
            self.add(at + minutes * MINUTE_MS, Act::Favourite { by: by.clone(), post: name.clone() });
        }
        for (by, minutes) in post.boosts.iter().zip((11..).step_by(43)) {
            self.add(at + minutes * MINUTE_MS, Act::Boost { by: by.clone(), post: name.clone() });
        }
    }

    fn gift(&mut self, gift: &GiftLine) {
        let (at, number) = (self.when(&gift.at), self.gifts);
        self.gifts += 1;
        self.add(at, Act::Give(gift.clone(), number));
        if gift.costs_shared {
            self.add(at + MINUTE_MS, Act::ShareCosts { number, by: gift.by.clone() });
        }
        if let Some(hours) = gift.accept {
            self.add(at + hours * HOUR_MS, Act::Accept { number, by: gift.to.clone(), back: gift.back.clone() });
        }
    }

    /// `40 05:40`: forty days ago; `04-18 20:40`: the last eighteenth of April that is more than a week ago. UTC.
    fn when(&self, at: &str) -> i64 {
        let (day, time) = at.split_once(' ').expect("a day and a time");
        let (hours, minutes) = time.split_once(':').expect("hours and minutes");
        let number = |text: &str| text.parse::<i64>().expect("a number");
        let midnight = match day.split_once('-') {
            None => self.now_ms - self.now_ms.rem_euclid(DAY_MS) - number(day) * DAY_MS,
            Some((month, day)) => self.last(number(month) as i8, number(day) as i8),
        };
        midnight + number(hours) * HOUR_MS + number(minutes) * MINUTE_MS
    }

    fn last(&self, month: i8, day: i8) -> i64 {
        let week_ago = self.now_ms - 7 * DAY_MS;
        let today = Timestamp::from_millisecond(self.now_ms).expect("the clock is sane").to_zoned(TimeZone::UTC).date();
        let start =
            |date: Date| date.to_zoned(TimeZone::UTC).expect("every day has a midnight").timestamp().as_millisecond();
        let this_year = Date::new(today.year(), month, day).expect("a day of every year");
        let at = start(this_year);
        if at <= week_ago { at } else { start(this_year.saturating_sub(1.year())) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_story_is_told_in_order_and_ends_before_now() {
        // Whatever the day of the year: a leap day, new year's night, the day of the removal itself.
        for now in ["2028-02-29T12:00:00Z", "2027-01-01T00:00:30Z", "2027-04-18T23:59:00Z", "2026-11-13T03:00:00Z"] {
            let now_ms = now.parse::<Timestamp>().expect("a time").as_millisecond();
            let acts = written(now_ms);
            assert!(acts.len() > 250, "{}", acts.len());
            assert!(acts.is_sorted_by_key(|(at, _)| *at));
            assert!(acts.iter().all(|(at, _)| *at > now_ms - BEGAN_DAYS_AGO * DAY_MS && *at < now_ms));
        }
    }
}
