//! The tables of `docs/standing.md`: agreement, attacks and the search, as Markdown.

use std::time::{Duration, Instant};

use soulava_standing::simulate::{Attack, Kind, Report, Search};

use crate::attacks::Scene;
use crate::{agreement, data};

/// Every scene of the table: kind, accounts, deceived people, how often within.
const SCENES: [(Kind, u32, u32, f64); 16] = [
    (Kind::Star, 0, 5, 20.0),
    (Kind::Star, 1_000, 5, 20.0),
    (Kind::Star, 10_000, 5, 20.0),
    (Kind::Star, 10_000, 20, 20.0),
    (Kind::Spread, 1_000, 20, 20.0),
    (Kind::Clique, 1_000, 20, 20.0),
    (Kind::Clique, 10_000, 20, 20.0),
    (Kind::Loop, 1_000, 20, 20.0),
    (Kind::Star, 10_000, 100, 20.0),
    (Kind::Insider, 1_000, 0, 20.0),
    (Kind::Ring, 5, 0, 20.0),
    (Kind::Ring, 10, 0, 20.0),
    (Kind::Ring, 50, 0, 20.0),
    (Kind::Bribe, 1, 0, 1_000_000.0),
    (Kind::Bribe, 5, 0, 50.0),
    (Kind::Bribe, 20, 0, 50.0),
];

/// Agreement with people.
pub fn agreement() -> String {
    let mut text = format!("| Kept back | People | {} |\n|---|---|---|---|---|---|\n", agreement::METHODS.join(" | "));
    let [value, quality] = agreement::praise();
    for row in [agreement::advogato(5), value, quality] {
        let rho: Vec<String> = row.rho.iter().map(|rho| format!("{rho:.3}")).collect();
        text += &format!("| {} | {} | {} |\n", row.name, row.people, rho.join(" | "));
    }
    text
}

/// Attacks on Advogato; says what does not hold as well.
pub fn attacks() -> (String, Vec<String>) {
    let certificates = data::advogato();
    let square = data::square(certificates.iter());
    let mut faults = Vec::new();
    let mut text =
        "| Attack | Count | PageRank | EigenTrust | **Standing** | Points of the main one (bound) | Of all (bound) |\n\
         |---|---|---|---|---|---|---|\n"
            .to_owned();
    for (kind, accounts, edges, times) in SCENES {
        let scene = Scene::on(&square, kind, accounts, edges, times);
        faults.extend(scene.fault());
        text += &row(&words(&scene.attack), &scene.report);
    }
    let harder = Attack { kind: Kind::Star, accounts: 10_000, edges: 20, vetted_only: true, times: 20.0, seed: 1 };
    text += &row(&(words(&harder) + ", all 20 vetted"), &harder.on(&square));
    (text, faults)
}

fn words(attack: &Attack) -> String {
    let (name, accounts, edges, times) = (attack.kind.name(), attack.accounts, attack.edges, attack.times);
    match attack.kind {
        Kind::Star if accounts == 0 => format!("nothing but {edges} deceived"),
        Kind::Insider => format!("insider, {accounts} accounts"),
        Kind::Ring => format!("ring of {accounts} vetted members"),
        Kind::Bribe => format!("{accounts} bribed, {times} thanks each"),
        _ => format!("{name}, {accounts} accounts, {edges} deceived"),
    }
}

fn row(words: &str, report: &Report) -> String {
    let cell = |figures: &soulava_standing::simulate::Figures| {
        format!("{} / {:.3}", short(figures.gain()), figures.share * 100.0)
    };
    let moved =
        if report.bribed_voice > 0.0 { format!("; {:.3} a voice", report.moved_per_voice()) } else { String::new() };
    format!(
        "| {words} | {} | {} | {} | **{}** | {:.2} ({:.2}){moved} | {:.2} ({:.2}) |\n",
        cell(&report.count),
        cell(&report.pagerank),
        cell(&report.eigentrust),
        cell(&report.standing),
        report.standing.after,
        report.bound,
        report.standing.all_after,
        report.bound_of_all,
    )
}

fn short(gain: f64) -> String {
    if gain >= 100.0 { format!("{gain:.0}") } else { format!("{gain:.2}") }
}

/// The adversary, for so many seconds.
pub fn search(seconds: u64) -> (String, Vec<String>) {
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut text = "| Attackers | Honest people | Starts | Wirings tried | Best main one (bound 1.316) | Best of all together (bound 3.333) | Over a bound |\n\
         |---|---|---|---|---|---|---|\n"
        .to_owned();
    let mut faults = Vec::new();
    let scenes = [(2, 20), (3, 40), (6, 40), (12, 60)];
    for (place, (attackers, honest)) in scenes.into_iter().enumerate() {
        let left = end.saturating_duration_since(Instant::now()) / (scenes.len() - place) as u32;
        let until = Instant::now() + left;
        let found = Search { attackers, honest, seed: 1 }.run(|found| found.starts == 0 || Instant::now() < until);
        text += &format!(
            "| {attackers} | {honest} | {} | {} | {:.3} | {:.3} | {} |\n",
            found.starts, found.wirings, found.main, found.all, found.over
        );
        if found.over > 0 {
            faults.push(format!("the search of {attackers} attackers went over the bound {} times", found.over));
        }
    }
    (text, faults)
}
