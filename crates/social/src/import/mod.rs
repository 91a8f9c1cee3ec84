//! Bringing the thanks of another community: a list of who thanked whom, when and why.
//!
//! People become shadows that cannot sign in or act until somebody claims them; the gifts are accepted, dated as the list
//! says, outside of any allowance, and nobody is notified. The same list twice adds nothing. Source: `docs/gifts.md`.

mod columns;
mod dates;
mod encoding;
pub(crate) mod rows;
mod store;
mod table;

use std::collections::HashSet;
use std::io::Read;

use soulava_store::Db;

use crate::{Refusal, Result, ledger, orbits};

pub use columns::Field;
pub use dates::day_zero;

/// Rows of one unit.
const UNIT: usize = 250;
/// Refused rows that are told one by one.
pub const REFUSED_MAX: usize = 100_000;
/// Characters of a name in the list.
const NAME_MAX: usize = 100;
/// Characters of a place.
const PLACE_MAX: usize = 200;

/// How the columns of a list are called, and when its day 0 was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// `--map FIELD=COLUMN`; a field that is not mapped is looked for under its own name.
    pub map: Vec<(Field, String)>,
    /// Day 0 of a `day` column, in days since 1970-01-01.
    pub day_zero: Option<i64>,
    /// Moves all dates by the same number of days, so that the newest is today. For trying a list out.
    pub newest_today: bool,
    /// The host knows these people: everybody named gets a voice.
    pub known: bool,
}

impl Options {
    /// Reads one `FIELD=COLUMN`.
    pub fn mapping(text: &str) -> Result<(Field, String)> {
        let wrong = || Refusal::invalid("map", format!("{text:?} is not FIELD=COLUMN with one of {}", Field::names()));
        let (field, column) = text.split_once('=').ok_or_else(wrong)?;
        let field = Field::parse(field.trim()).ok_or_else(wrong)?;
        Ok((field, column.trim().to_owned()))
    }
}

/// Why a row was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Somebody thanked themselves.
    ToOneself,
    /// This column is empty.
    Missing(Field),
    /// Neither a date nor a day, or one in the future or before 1990.
    BadDate(String),
    /// This column is longer than it may be.
    TooLong(Field, usize),
    /// The bytes of the row are not text in the encoding of the list.
    BadEncoding,
    /// There is no such currency, or it is handed on and not made.
    NoSuchCurrency(String),
    /// The row does not have the columns of the first line, or is no CSV.
    Malformed,
}

impl std::fmt::Display for Why {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::ToOneself => f.write_str("to oneself"),
            Self::Missing(field) => write!(f, "`{}` is missing", field.as_str()),
            Self::BadDate(text) => write!(f, "{text:?} is no date that was"),
            Self::TooLong(field, most) => write!(f, "`{}` is longer than {most} characters", field.as_str()),
            Self::BadEncoding => f.write_str("not text in the encoding of this file"),
            Self::NoSuchCurrency(slug) => write!(f, "no currency {slug:?} to give here"),
            Self::Malformed => f.write_str("not as many columns as the first line"),
        }
    }
}

/// A row that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The line it begins on, the first line being 1.
    pub line: u64,
    /// Why.
    pub why: Why,
}

/// How far an import is, and in the end what it did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Bytes of the list that were read, after unpacking.
    pub bytes: u64,
    /// Bytes it has in all.
    pub bytes_in_all: u64,
    /// Rows read, refused ones too.
    pub rows: u64,
    /// Gifts that are new.
    pub added: u64,
    /// Rows that an earlier import had brought.
    pub already: u64,
    /// People who are new here.
    pub people: u64,
    /// Days by which all dates were moved.
    pub moved_days: i64,
    /// People who have a voice because the host knows them, now or before.
    pub known: u64,
    /// Rows left out.
    pub refused_in_all: u64,
    /// The first 100,000 of them.
    pub refused: Vec<Refused>,
    /// The encoding that was found: `UTF-8`, `windows-1252`, `UTF-16LE`, `UTF-16BE`.
    pub encoding: &'static str,
}

/// Opens the list anew, from its beginning; called a few times. What begins like gzip is unpacked.
pub type Open<'a> = &'a dyn Fn() -> std::io::Result<Box<dyn Read + Send>>;

/// Imports thanks, unit by unit. Blocking: run it on a thread of its own. `progress` is called after every unit.
///
/// Stops at once when the list has no columns for who, whom and when; a bad row is left out and told in the summary.
pub fn thanks(db: &Db, open: Open<'_>, options: &Options, progress: &mut dyn FnMut(&Summary)) -> Result<Summary> {
    let unreadable = |error: std::io::Error| Refusal::invalid("file", format!("The list cannot be read: {error}"));
    let found = encoding::detect(unpacked(open).map_err(unreadable)?).map_err(unreadable)?;
    let mut summary = Summary { bytes_in_all: found.bytes, encoding: found.encoding.name(), ..Summary::default() };
    let mut table = table::Table::open(unpacked(open).map_err(unreadable)?, &found, options)?;
    let now = db.read_blocking(|tx| crate::Result::Ok(tx.now()))?;
    let currencies = store::Currencies::load(db)?;
    if options.newest_today {
        let mut first = table::Table::open(unpacked(open).map_err(unreadable)?, &found, options)?;
        let rows = std::iter::from_fn(|| first.next(now, &currencies));
        let newest = rows.filter_map(|row| row.ok()).map(|row| ledger::day_of(row.at)).max();
        summary.moved_days = newest.map_or(0, |newest| ledger::day_of(now) - newest);
    }
    let host = if options.known { Some(db.read_blocking(store::host)?) } else { None };
    let mut known = HashSet::new();
    loop {
        let mut unit = Vec::with_capacity(UNIT);
        let mut over = false;
        while unit.len() < UNIT {
            match table.next(now, &currencies) {
                None => {
                    over = true;
                    break;
                }
                Some(Ok(mut row)) => {
                    row.at = (row.at + summary.moved_days * ledger::DAY_MS).min(now.max(row.at));
                    unit.push(row);
                }
                Some(Err(refused)) => {
                    summary.refused_in_all += 1;
                    if summary.refused.len() < REFUSED_MAX {
                        summary.refused.push(refused);
                    }
                }
            }
        }
        summary.rows = table.rows;
        summary.bytes = table.position();
        if !unit.is_empty() {
            let done = store::unit(db, unit)?;
            if let Some(host) = &host {
                let fresh: Vec<_> = done.named.into_iter().filter(|person| known.insert(*person)).collect();
                store::know(db, host, &fresh)?;
                summary.known = known.len() as u64;
            }
            summary.added += done.added;
            summary.already += done.already;
            summary.people += done.people;
        }
        progress(&summary);
        if over {
            summary.bytes = summary.bytes_in_all;
            if summary.added > 0 {
                db.write_blocking(orbits::anew)?;
            }
            return Ok(summary);
        }
    }
}

/// The list, unpacked when its first two bytes are gzip's.
fn unpacked(open: Open<'_>) -> std::io::Result<Box<dyn Read + Send>> {
    let mut begin = Vec::new();
    open()?.take(2).read_to_end(&mut begin)?;
    let list = open()?;
    if begin == [0x1f, 0x8b] { Ok(Box::new(flate2::read::MultiGzDecoder::new(list))) } else { Ok(list) }
}
