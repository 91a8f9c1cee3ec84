//! The data of real communities in `tests/data`, and squares made of them.

use std::fs::File;
use std::path::Path;

use flate2::read::GzDecoder;
use soulava_standing::simulate::{Square, Thanks};
use soulava_standing::vetting;

/// The four founders of Advogato, from whom trust was counted there.
const ADVOGATO_ROOTS: [u32; 4] = [328, 719, 30, 46];

/// A certificate of Advogato: who, of whom, and 1, 2 or 3 for apprentice, journeyer, master.
pub struct Certificate {
    pub by: u32,
    pub of: u32,
    pub level: f64,
}

/// One thank-you of the praise log.
pub struct Praise {
    pub by: u32,
    pub of: u32,
    pub day: i64,
    /// What jurors gave it among the praise of its round.
    pub quality: Option<f64>,
    /// What it was worth in the end.
    pub impact: Option<f64>,
}

/// A table's rows; empty cells are none.
fn rows(name: &str) -> Vec<Vec<Option<f64>>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data").join(name);
    let file = File::open(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    csv::Reader::from_reader(GzDecoder::new(file))
        .records()
        .map(|row| row.expect("a table of tests/data").iter().map(|cell| cell.parse().ok()).collect())
        .collect()
}

/// Without those of oneself.
pub fn advogato() -> Vec<Certificate> {
    let number = |cell: Option<f64>| cell.expect("a number in every cell");
    rows("advogato.csv.gz")
        .into_iter()
        .map(|row| Certificate { by: number(row[0]) as u32, of: number(row[1]) as u32, level: number(row[2]) })
        .filter(|certificate| certificate.by != certificate.of)
        .collect()
}

/// Without those to oneself, in order of days.
pub fn praise() -> Vec<Praise> {
    let number = |cell: Option<f64>| cell.expect("a number in the first four columns");
    let mut all: Vec<Praise> = rows("praise_2021.csv.gz")
        .into_iter()
        .map(|row| Praise {
            of: number(row[0]) as u32,
            by: number(row[1]) as u32,
            day: number(row[2]) as i64,
            quality: row[4],
            impact: row[5],
        })
        .filter(|praise| praise.by != praise.of)
        .collect();
    all.sort_by_key(|praise| praise.day);
    all
}

/// Each certificate as one thank-you, whatever its level; vetted is whom the flow from the founders reaches.
pub fn square<'a>(certificates: impl Iterator<Item = &'a Certificate>) -> Square {
    let thanks: Vec<Thanks> =
        certificates.map(|certificate| Thanks { by: certificate.by, of: certificate.of, times: 1.0 }).collect();
    let people = thanks.iter().map(|thanks| thanks.by.max(thanks.of) + 1).max().unwrap_or(0).max(720) as usize;
    let edges: Vec<(u32, u32)> = thanks.iter().map(|thanks| (thanks.by, thanks.of)).collect();
    Square { vetted: vetting::flow(people, &ADVOGATO_ROOTS, &edges), thanks }
}
