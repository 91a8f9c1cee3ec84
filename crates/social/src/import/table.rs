//! The rows of a list, one after the other, each checked.

use std::collections::HashMap;

use csv::{ByteRecord, Reader, ReaderBuilder};
use sha2::{Digest, Sha256};

use super::columns::{Columns, Field};
use super::encoding::{AsUtf8, Found};
use super::store::Currencies;
use super::{NAME_MAX, Options, PLACE_MAX, Refused, Why, dates};
use crate::gifts::REASON_MAX;
use crate::{CurrencyId, Refusal, Result, accounts};

/// One thank-you, ready to be stored.
#[derive(Clone, Debug)]
pub struct Row {
    /// Who thanks, as written.
    pub from: String,
    /// The same, folded: who it is.
    pub from_folded: String,
    /// Who is thanked, as written.
    pub to: String,
    /// The same, folded.
    pub to_folded: String,
    /// Milliseconds since 1970.
    pub at: i64,
    /// May be empty.
    pub reason: String,
    /// May be empty.
    pub place: String,
    /// None: `thanks`.
    pub currency: Option<CurrencyId>,
    /// Content and occurrence; the same in a second import.
    pub key: String,
}

/// A list that is being read.
pub struct Table {
    reader: Reader<AsUtf8>,
    columns: Columns,
    width: usize,
    day_zero: i64,
    seen: HashMap<[u8; 16], u32>,
    /// Rows read, refused ones too.
    pub rows: u64,
    broken: bool,
}

impl Table {
    /// Reads the first line.
    pub fn open(list: Box<dyn std::io::Read + Send>, found: &Found, options: &Options) -> Result<Self> {
        let mut reader =
            ReaderBuilder::new().delimiter(found.delimiter).flexible(true).from_reader(AsUtf8::new(list, found));
        let header = reader
            .byte_headers()
            .map_err(|error| Refusal::invalid("file", format!("The list cannot be read: {error}")))?;
        let header: Vec<String> = header.iter().map(|column| String::from_utf8_lossy(column).into_owned()).collect();
        let columns = Columns::find(&header, options)?;
        Ok(Self {
            reader,
            columns,
            width: header.len(),
            day_zero: options.day_zero.unwrap_or(0),
            seen: HashMap::new(),
            rows: 0,
            broken: false,
        })
    }

    /// How many bytes of UTF-8 were read.
    pub fn position(&self) -> u64 {
        self.reader.position().byte()
    }

    /// The next row, or why it is left out; none at the end.
    pub fn next(&mut self, now: i64, currencies: &Currencies) -> Option<std::result::Result<Row, Refused>> {
        if self.broken {
            return None;
        }
        let mut record = ByteRecord::new();
        let line = match self.reader.read_byte_record(&mut record) {
            Ok(false) => return None,
            Ok(true) => record.position().map_or(0, csv::Position::line),
            Err(_) => {
                // The list ended in the middle: what was read so far stands.
                self.broken = true;
                let line = self.reader.position().line();
                self.rows += 1;
                return Some(Err(Refused { line, why: Why::Malformed }));
            }
        };
        self.rows += 1;
        Some(self.row(&record, now, currencies).map_err(|why| Refused { line, why }))
    }

    fn row(&mut self, record: &ByteRecord, now: i64, currencies: &Currencies) -> std::result::Result<Row, Why> {
        if record.len() != self.width {
            return Err(Why::Malformed);
        }
        let text = |field: Field| -> std::result::Result<String, Why> {
            let Some(bytes) = self.columns.of(field).and_then(|at| record.get(at)) else { return Ok(String::new()) };
            let text = std::str::from_utf8(bytes).map_err(|_| Why::BadEncoding)?;
            if text.contains(['\0', '\u{fffd}']) {
                return Err(Why::BadEncoding);
            }
            Ok(text.trim().chars().filter(|c| *c == '\n' || !c.is_control()).collect())
        };
        let short = |field: Field, most: usize| {
            let found = text(field)?;
            if found.chars().count() > most { Err(Why::TooLong(field, most)) } else { Ok(found) }
        };
        let name = |field: Field| {
            let found = short(field, NAME_MAX)?;
            let folded = accounts::fold_name(&found);
            if folded.trim().is_empty() { Err(Why::Missing(field)) } else { Ok((found, folded)) }
        };
        let (from, from_folded) = name(Field::From)?;
        let (to, to_folded) = name(Field::To)?;
        if from_folded == to_folded {
            return Err(Why::ToOneself);
        }
        let at = self.moment(&text(Field::At)?, &text(Field::Day)?, now)?;
        let reason = short(Field::Reason, REASON_MAX)?;
        let place = short(Field::Place, PLACE_MAX)?;
        let slug = short(Field::Currency, 64)?;
        let currency = currencies.find(&slug)?;
        let key = self.key(&[&from_folded, &to_folded, &at.to_string(), &reason, &slug, &place]);
        Ok(Row { from, from_folded, to, to_folded, at, reason, place, currency, key })
    }

    fn moment(&self, at: &str, day: &str, now: i64) -> std::result::Result<i64, Why> {
        let found = match (at, day) {
            ("", "") if self.columns.of(Field::At).is_none() => return Err(Why::Missing(Field::Day)),
            ("", "") => return Err(Why::Missing(Field::At)),
            ("", day) => dates::day(day, self.day_zero),
            (at, _) => dates::moment(at),
        };
        let shown = if at.is_empty() { day } else { at };
        found.filter(|ms| dates::was(*ms, now)).ok_or_else(|| Why::BadDate(shown.chars().take(40).collect()))
    }

    /// The content of a row and how often it came before: repeats in a list stay, a second import adds nothing.
    fn key(&mut self, fields: &[&str]) -> String {
        let mut hash = Sha256::new();
        for field in fields {
            hash.update((field.len() as u64).to_be_bytes());
            hash.update(field.as_bytes());
        }
        let mut content = [0; 16];
        content.copy_from_slice(&hash.finalize()[..16]);
        let occurrence = self.seen.entry(content).or_default();
        *occurrence += 1;
        let digits: String = content.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{digits}-{occurrence}")
    }
}
