//! What `docs/standing.md` claims, measured on the data of real communities.

#[path = "../benches/standing/agreement.rs"]
mod agreement;
#[path = "../benches/standing/attacks.rs"]
mod attacks;
#[path = "../benches/standing/data.rs"]
mod data;

use attacks::Scene;
use soulava_standing::simulate::{Kind, Search};

#[test]
fn standing_agrees_with_the_levels_people_gave_on_advogato() {
    let agreement = agreement::advogato(1);
    println!("{} people, {:?} {:?}", agreement.people, agreement::METHODS, agreement.rho);
    assert!(agreement.people > 1_500);
    assert!(agreement.rho[0] >= 0.36);
}

#[test]
fn standing_foretells_what_jurors_say_of_later_gifts() {
    let [value, quality] = agreement::praise();
    for row in [&value, &quality] {
        println!("{}: {} people, {:?} {:?}", row.name, row.people, agreement::METHODS, row.rho);
    }
    assert!(value.people > 200 && quality.people > 100);
    assert!(value.rho[0] >= 0.56);
    assert!(quality.rho[0] >= 0.41);
}

#[test]
fn attackers_on_advogato_gain_nothing() {
    let certificates = data::advogato();
    let square = data::square(certificates.iter());
    for (kind, accounts, edges) in [(Kind::Star, 100, 20), (Kind::Loop, 100, 20), (Kind::Insider, 100, 0)] {
        let scene = Scene::on(&square, kind, accounts, edges, 20.0);
        assert_eq!(scene.fault(), None);
        assert!(scene.report.pagerank.gain() > 2.0, "PageRank pays for it, standing does not: {:?}", scene.report);
    }
    let bribe = Scene::on(&square, Kind::Bribe, 1, 0, 1e6).report;
    assert!(bribe.moved_per_voice() > 0.5 && bribe.moved_per_voice() <= 2.2 + 1e-9, "{bribe:?}");
}

#[test]
fn ten_thousand_accounts_and_twenty_deceived_people_hold_next_to_nothing() {
    let certificates = data::advogato();
    let square = data::square(certificates.iter());
    let scene = Scene::on(&square, Kind::Star, 10_000, 20, 20.0);
    assert_eq!(scene.fault(), None);
    assert!(scene.report.standing.share <= 0.0015, "{:?}", scene.report);
    assert!(scene.report.pagerank.share > 0.5, "{:?}", scene.report);
}

#[test]
fn a_search_for_a_better_attack_stays_under_the_bound() {
    let found = Search { attackers: 6, honest: 40, seed: 2 }.run(|found| found.starts < 6);
    assert_eq!(found.over, 0, "{found:?}");
    assert!(found.wirings > 3_000 && found.main <= 1.316 && found.all <= 1.0 / 0.3, "{found:?}");
}
