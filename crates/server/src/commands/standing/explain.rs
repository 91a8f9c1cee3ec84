//! `soulava standing explain NAME`: where somebody's standing comes from, as anybody may see it.

use clap::Args;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use soulava_social::accounts::AccountView;
use soulava_social::standing::{Deed, Explained, Given, Subject, Who};
use soulava_social::{AccountId, Error, Viewer, accounts};

use crate::admin::{self, Act, At, Outcome, Progress, sentence};
use crate::cli::Trouble;
use crate::config::Config;

/// Flags.
#[derive(Args, Serialize, Deserialize)]
pub struct Explain {
    /// Whose standing
    name: String,
    /// Print JSON
    #[arg(long)]
    #[serde(skip)]
    json: bool,
}

impl Explain {
    /// Runs it.
    pub fn run(self, config: &Config) -> Result<(), Trouble> {
        let json = self.json;
        admin::run(config, self, None, json)
    }
}

impl Act for Explain {
    fn act(self, at: &At, progress: &mut dyn FnMut(Progress)) -> Result<Outcome, String> {
        let person = at.account(&self.name)?;
        progress(Progress { done: 0, of: 0, what: "reading what was recognised".to_owned() });
        let standings = at.standings.clone();
        let read = at.db.read_blocking(move |tx| {
            let it = standings.explain(tx, &Viewer::PASSER_BY, person)?;
            let voices = it.voices.iter().map(|voice| voice.who);
            let people = voices.chain(it.uncounted.iter().map(|line| line.who)).filter_map(|who| match who {
                Who::Person(person) => Some(person),
                Who::Gone | Who::Hidden => None,
            });
            let mut people: Vec<AccountId> = people.chain([person]).collect();
            people.sort_unstable();
            people.dedup();
            let people = accounts::views(tx, &people)?;
            Ok::<_, Error>((it, Names(people.iter().map(|view| AccountView::clone(view)).collect())))
        });
        let (it, names) = read.map_err(sentence)?;
        Ok(Outcome::good(as_json(&it, &names), in_words(&it, &names)))
    }
}

/// What people are called.
struct Names(Vec<AccountView>);

impl Names {
    fn of(&self, who: Who) -> String {
        match who {
            Who::Gone => "somebody who left".to_owned(),
            Who::Hidden => "others, between two".to_owned(),
            Who::Person(person) => {
                let found = self.0.iter().find(|view| view.id == person);
                found.map_or_else(|| "somebody".to_owned(), |view| view.display_name.clone())
            }
        }
    }
}

fn date(day: i64) -> String {
    let first = jiff::civil::date(1970, 1, 1);
    first
        .checked_add(jiff::Span::new().days(day.clamp(-100_000, 1_000_000)))
        .map_or_else(|_| String::new(), |it| it.to_string())
}

fn words(given: &Given) -> String {
    let what = match given.deed {
        Deed::Hidden => "something between two others".to_owned(),
        _ if given.words.is_empty() => given.kind.as_str().to_owned(),
        _ => format!("{}: “{}”", given.kind.as_str(), given.words),
    };
    format!("{what}, {}", date(given.day))
}

fn subject(subject: &Subject) -> String {
    match subject {
        Subject::Tag(tag) => format!("#{tag}"),
        other => other.kind().to_owned(),
    }
}

fn in_words(it: &Explained, names: &Names) -> String {
    let figure = it.figure;
    let mut text = format!(
        "{}: {:.2} in all, from {} {}. Voice {:.2}. As of {}.\n",
        names.of(Who::Person(it.person)),
        figure.points,
        figure.people,
        if figure.people == 1 { "person" } else { "people" },
        figure.voice,
        date(it.day)
    );
    if let Some(band) = figure.band {
        text += &format!("Shown as {}.\n", band.as_str());
    }
    if !it.topics.is_empty() {
        let topics: Vec<String> =
            it.topics.iter().map(|topic| format!("{} ({})", subject(&topic.subject), topic.people)).collect();
        text += &format!("Known for {}.\n", topics.join(", "));
    }
    for voice in &it.voices {
        let staff = if voice.staff { ", of the house" } else { "" };
        text += &format!("\n{:>8.2}  from {}{staff}", voice.points, names.of(voice.who));
        if voice.who != Who::Hidden {
            let through = match voice.through_you {
                through if through < 0.005 => "nothing".to_owned(),
                through => format!("{through:.2}"),
            };
            text +=
                &format!(" (voice {:.2}, of it {through} through {})", voice.voice, names.of(Who::Person(it.person)));
        }
        text.push('\n');
        for part in &voice.parts {
            let bystander = if part.bystander { ", as a bystander" } else { "" };
            text += &format!("          {:>6.2}  {}{bystander}\n", part.points, words(&part.given));
        }
    }
    if it.rest >= 0.005 {
        text += &format!("\n{:>8.2}  not listed\n", it.rest);
    }
    if !it.uncounted.is_empty() {
        text += "\nDid not count:\n";
        for line in &it.uncounted {
            text += &format!("  {:<12}  {}, {}\n", line.why.as_str(), names.of(line.who), words(&line.given));
        }
    }
    text
}

fn who_json(who: Who, names: &Names) -> Value {
    match who {
        Who::Person(person) => json!({ "id": person.to_string(), "name": names.of(who) }),
        Who::Gone => json!("gone"),
        Who::Hidden => json!("hidden"),
    }
}

fn given_json(given: &Given) -> Value {
    let (deed, id) = match given.deed {
        Deed::Post(post) => ("post", post.to_string()),
        Deed::Gift(gift) => ("gift", gift.to_string()),
        Deed::Introduction(id) => ("introduction", id.to_string()),
        Deed::Hidden => ("hidden", String::new()),
    };
    json!({ "kind": given.kind.as_str(), "deed": deed, "id": id, "day": date(given.day), "words": given.words })
}

fn as_json(it: &Explained, names: &Names) -> Value {
    let voices: Vec<_> = it
        .voices
        .iter()
        .map(|voice| {
            let parts: Vec<_> = voice
                .parts
                .iter()
                .map(|part| {
                    json!({
                        "points": part.points, "grade": part.grade, "bystander": part.bystander,
                        "given": given_json(&part.given),
                    })
                })
                .collect();
            json!({
                "who": who_json(voice.who, names), "staff": voice.staff, "points": voice.points, "voice": voice.voice,
                "through": voice.through_you, "parts": parts,
            })
        })
        .collect();
    let uncounted: Vec<_> = it
        .uncounted
        .iter()
        .map(|line| {
            json!({ "who": who_json(line.who, names), "why": line.why.as_str(), "given": given_json(&line.given) })
        })
        .collect();
    let topics: Vec<_> =
        it.topics.iter().map(|topic| json!({ "subject": subject(&topic.subject), "people": topic.people })).collect();
    json!({
        "person": who_json(Who::Person(it.person), names), "day": date(it.day), "points": it.figure.points,
        "voice": it.figure.voice, "people": it.figure.people, "band": it.figure.band.map(|band| band.as_str()),
        "from": voices, "rest": it.rest, "uncounted": uncounted, "known_for": topics,
    })
}
