//! `soulava standing simulate attack`: what an attack on standing would bring, beside what other measures pay for it.
//!
//! Nothing is read of a real square and nothing is written: people are made up, or come from a table of who thanked
//! whom.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};
use soulava_standing::simulate::{Attack, Figures, Kind, Report, Square};
use soulava_standing::vetting;

use crate::cli::Trouble;

const LINES_MAX: usize = 2_000_000;
const PEOPLE_MAX: u32 = 1_000_000;
const ACCOUNTS_MAX: u32 = 100_000;
const RING_MAX: u32 = 1_000;

/// `soulava standing simulate …`
#[derive(Subcommand)]
pub enum Simulate {
    /// Attack a made-up square, or one from a table, and see what it brings
    Attack(AttackFlags),
}

/// How it is attacked.
#[derive(Clone, Copy, ValueEnum)]
enum How {
    /// Made-up accounts and the main one thank each other
    Star,
    /// Honest people thank made-up accounts, which thank the main one
    Spread,
    /// As spread, and the accounts thank each other too
    Clique,
    /// Round and round through three layers of accounts
    Loop,
    /// Somebody well thought of makes accounts
    Insider,
    /// Vetted members all thank each other again and again
    Ring,
    /// Vetted members are bribed to thank somebody again and again
    Bribe,
}

impl How {
    fn kind(self) -> Kind {
        match self {
            Self::Star => Kind::Star,
            Self::Spread => Kind::Spread,
            Self::Clique => Kind::Clique,
            Self::Loop => Kind::Loop,
            Self::Insider => Kind::Insider,
            Self::Ring => Kind::Ring,
            Self::Bribe => Kind::Bribe,
        }
    }
}

/// Flags.
#[derive(Args)]
pub struct AttackFlags {
    /// How it is attacked
    #[arg(long, value_enum, default_value = "star")]
    kind: How,
    /// Made-up accounts [default: 1000]; for ring and bribe the members who take part [default: 10]
    #[arg(long, value_name = "NUMBER")]
    sybils: Option<u32>,
    /// Honest people who are deceived and thank the attackers once each
    #[arg(long, value_name = "NUMBER", default_value_t = 5)]
    edges: u32,
    /// Deceive vetted members only
    #[arg(long)]
    vetted: bool,
    /// How often the attackers thank each other
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    times: u32,
    /// How many people the made-up square has
    #[arg(long, value_name = "NUMBER", default_value_t = 2_000)]
    people: u32,
    /// Another square, other attackers: chance is made from this number
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// A table instead of a made-up square: CSV with a heading, then a thank-you a line: who thanks, who is thanked (gzip too)
    #[arg(long, value_name = "FILE", conflicts_with = "people")]
    on: Option<PathBuf>,
    /// Somebody in the table from whom vetting flows along the lines; may be repeated [default: everybody is vetted]
    #[arg(long = "root", value_name = "NAME", requires = "on")]
    roots: Vec<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Simulate {
    /// Runs it.
    pub fn run(self) -> Result<(), Trouble> {
        let Self::Attack(flags) = self;
        let text = flags.carry_out().map_err(|message| Trouble { message, code: 2 })?;
        writeln!(std::io::stdout(), "{text}").map_err(|error| Trouble::failed(error.to_string()))
    }
}

impl AttackFlags {
    fn carry_out(&self) -> Result<String, String> {
        let kind = self.kind.kind();
        let accounts = self.sybils.unwrap_or(if kind.is_of_members() { 10 } else { 1_000 });
        let most = if kind == Kind::Ring { RING_MAX } else { ACCOUNTS_MAX };
        if accounts > most {
            return Err(format!("--sybils goes up to {most} here; more would not change the answer."));
        }
        let square = match &self.on {
            Some(path) => table(path, &self.roots)?,
            None if (20..=PEOPLE_MAX).contains(&self.people) => Square::made_up(self.people, self.seed),
            None => return Err(format!("--people goes from 20 to {PEOPLE_MAX}.")),
        };
        let attack = Attack {
            kind,
            accounts,
            edges: self.edges,
            vetted_only: self.vetted,
            times: f64::from(self.times),
            seed: self.seed,
        };
        let report = attack.on(&square);
        Ok(if self.json { as_json(&attack, &report).to_string() } else { in_words(&attack, &report) })
    }
}

/// Reads who thanked whom. The first line is the heading.
fn table(path: &Path, roots: &[String]) -> Result<Square, String> {
    let cannot = |error: std::io::Error| format!("Cannot read {}: {error}", path.display());
    let mut file = BufReader::new(File::open(path).map_err(cannot)?);
    let zipped = file.fill_buf().map_err(cannot)?.starts_with(&[0x1f, 0x8b]);
    let plain: Box<dyn Read> = if zipped { Box::new(flate2::read::MultiGzDecoder::new(file)) } else { Box::new(file) };
    let mut people: BTreeMap<String, u32> = BTreeMap::new();
    let mut square = Square::default();
    for (number, line) in BufReader::new(plain).lines().enumerate() {
        let line = line.map_err(cannot)?;
        if number > LINES_MAX {
            return Err(format!("{} has more than {LINES_MAX} lines.", path.display()));
        }
        let mut cells = line.split(',').map(|cell| cell.trim().trim_matches('"'));
        let (Some(by), Some(of)) = (cells.next(), cells.next()) else { continue };
        if number == 0 || by.is_empty() || of.is_empty() || by == of {
            continue;
        }
        let [by, of] = [by, of].map(|name| *people.entry(name.to_owned()).or_insert_with(|| square.join()));
        square.thank(by, of, 1.0);
    }
    if square.thanks.is_empty() {
        return Err(format!("{} has no line with two different names.", path.display()));
    }
    if roots.is_empty() {
        square.vetted.fill(true);
        return Ok(square);
    }
    let known = |name: &String| people.get(name).copied().ok_or(format!("Nobody in the table is called {name}."));
    let roots = roots.iter().map(known).collect::<Result<Vec<u32>, String>>()?;
    let edges: Vec<(u32, u32)> = square.thanks.iter().map(|thanks| (thanks.by, thanks.of)).collect();
    square.vetted = vetting::flow(square.vetted.len(), &roots, &edges);
    Ok(square)
}

fn measures(report: &Report) -> [(&'static str, &Figures); 4] {
    [
        ("standing", &report.standing),
        ("thanks counted", &report.count),
        ("PageRank", &report.pagerank),
        ("EigenTrust", &report.eigentrust),
    ]
}

fn in_words(attack: &Attack, report: &Report) -> String {
    let (accounts, times, edges) = (attack.accounts, attack.times, attack.edges);
    let deceived =
        format!("{edges} {}honest people thank the attackers once", if attack.vetted_only { "vetted, " } else { "" });
    let what = match attack.kind {
        Kind::Star => {
            format!("{accounts} made-up accounts and the main one thank each other {times} times; {deceived}.")
        }
        Kind::Spread => format!("{accounts} made-up accounts thank the main one {times} times; {deceived}."),
        Kind::Clique => {
            format!("{accounts} made-up accounts thank the main one and each ten others {times} times; {deceived}.")
        }
        Kind::Loop => {
            format!("{accounts} made-up accounts in three layers thank in a circle {times} times; {deceived}.")
        }
        Kind::Insider => {
            format!("the sixth in standing and {accounts} made-up accounts thank each other {times} times.")
        }
        Kind::Ring => format!("{accounts} vetted members all thank each other {times} times."),
        Kind::Bribe => format!("{accounts} vetted members are bribed to thank somebody {times} times."),
    };
    let mut text = format!("{} people, {} of them vetted. Attack: {what}\n\n", report.people, report.vetted);
    let [before, after, gain, share] = ["main, before", "main, after", "gain", "attackers' share of all"];
    text += &format!("{:<16} {before:>13} {after:>14} {gain:>10} {share:>25}\n", "");
    for (name, figures) in measures(report) {
        text += &format!(
            "{name:<16} {:>13} {:>14} {:>10} {:>23.3} %\n",
            amount(figures.before),
            amount(figures.after),
            amount(figures.gain()),
            figures.share * 100.0
        );
    }
    text += &format!(
        "\nBy the bound the main attacker holds {:.2} points at most and all attackers {:.2} together, whatever they do\n\
         among themselves; they hold {:.2} and {:.2}.",
        report.bound, report.bound_of_all, report.standing.after, report.standing.all_after
    );
    if attack.kind == Kind::Bribe {
        text += &format!("\nEach bribed voice moved {:.2} points; 2.2 at most.", report.moved_per_voice());
    }
    text += if report.holds() { "\nStanding holds." } else { "\nStanding does NOT hold. Please report this." };
    text
}

/// Points, parts of one, thousands: as many digits as help.
fn amount(value: f64) -> String {
    if value == 0.0 {
        "0".to_owned()
    } else if value.abs() < 0.01 {
        format!("{value:.2e}")
    } else {
        format!("{value:.2}")
    }
}

fn as_json(attack: &Attack, report: &Report) -> Value {
    let of = |figures: &Figures| {
        let gain = figures.gain();
        json!({
            "main_before": figures.before, "main_after": figures.after,
            "gain": if gain.is_finite() { json!(gain) } else { Value::Null },
            "all_before": figures.all_before, "all_after": figures.all_after, "share": figures.share,
        })
    };
    json!({
        "kind": attack.kind.name(), "sybils": attack.accounts, "edges": attack.edges, "vetted_only": attack.vetted_only,
        "times": attack.times, "seed": attack.seed, "people": report.people, "vetted": report.vetted,
        "standing": of(&report.standing), "count": of(&report.count), "pagerank": of(&report.pagerank),
        "eigentrust": of(&report.eigentrust), "entering": report.entering, "bound": report.bound,
        "bound_of_all": report.bound_of_all, "moved_per_voice": report.moved_per_voice(), "holds": report.holds(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flags() -> AttackFlags {
        AttackFlags {
            kind: How::Star,
            sybils: Some(40),
            edges: 4,
            vetted: true,
            times: 20,
            people: 200,
            seed: 3,
            on: None,
            roots: Vec::new(),
            json: false,
        }
    }

    #[test]
    fn a_host_sees_that_made_up_accounts_bring_nothing() {
        let text = flags().carry_out().expect("a square of 200 can be attacked");
        let standing = text.lines().find(|line| line.starts_with("standing")).expect("a line about standing");
        assert_eq!(standing.split_whitespace().nth(3), Some("1.00"), "{text}");
        assert!(text.ends_with("Standing holds."), "{text}");
        let json: Value =
            serde_json::from_str(&AttackFlags { json: true, ..flags() }.carry_out().expect("the same")).expect("JSON");
        assert!(json["count"]["gain"].as_f64() > Some(10.0) && json["holds"] == true, "{json}");
    }

    #[test]
    fn limits_are_said_in_words() {
        for wrong in [AttackFlags { people: 3, ..flags() }, AttackFlags { sybils: Some(1_000_000), ..flags() }] {
            assert!(wrong.carry_out().is_err_and(|message| message.starts_with("--")));
        }
    }

    #[test]
    fn a_table_is_attacked_from_its_roots() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("thanks.csv");
        std::fs::write(&path, "who,whom\n1,2\n2,3\n2,2\nx,\n3,1\n9,3\n").expect("a table");
        let square = table(&path, &["1".to_owned()]).expect("four lines");
        assert_eq!((square.thanks.len(), square.vetted.as_slice()), (4, [true, true, true, false].as_slice()));
        assert!(table(&path, &["Jorrit".to_owned()]).is_err());
        let text = AttackFlags { on: Some(path), ..flags() }.carry_out().expect("a small square");
        assert!(text.starts_with("4 people, 4 of them vetted."), "{text}");
    }
}
