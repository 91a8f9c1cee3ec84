//! Which column of a list says what.

use super::Options;
use crate::words::words;
use crate::{Refusal, Result};

/// What a column can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// Who thanks.
    From,
    /// Who is thanked.
    To,
    /// When: a date or a moment.
    At,
    /// When: the number of a day.
    Day,
    /// Why, in their words.
    Reason,
    /// The slug of a currency.
    Currency,
    /// Where it was said.
    Place,
}
words!(Field {
    From = "from",
    To = "to",
    At = "at",
    Day = "day",
    Reason = "reason",
    Currency = "currency",
    Place = "place",
});

impl Field {
    const ALL: [Self; 7] = [Self::From, Self::To, Self::At, Self::Day, Self::Reason, Self::Currency, Self::Place];

    /// All names, for a message.
    pub(super) fn names() -> String {
        Self::ALL.map(Self::as_str).join(", ")
    }
}

/// The positions of the columns.
#[derive(Clone, Debug)]
pub struct Columns {
    at: [Option<usize>; 7],
}

impl Columns {
    /// Finds them in the first line, or says which is missing.
    pub fn find(header: &[String], options: &Options) -> Result<Self> {
        let fold = |text: &str| text.trim().to_lowercase();
        let mut at = [None; 7];
        for (place, field) in at.iter_mut().zip(Field::ALL) {
            let mapped =
                options.map.iter().rev().find(|(mapped, _)| *mapped == field).map(|(_, column)| column.as_str());
            let wanted = fold(mapped.unwrap_or(field.as_str()));
            *place = header.iter().position(|column| fold(column) == wanted);
            if let (Some(column), None) = (mapped, &place) {
                return Err(missing(header, &format!("There is no column {column:?} for `{}`.", field.as_str())));
            }
        }
        let columns = Self { at };
        for field in [Field::From, Field::To] {
            if columns.of(field).is_none() {
                return Err(missing(
                    header,
                    &format!("There is no column for `{0}`; name it with --map {0}=COLUMN.", field.as_str()),
                ));
            }
        }
        match (columns.of(Field::At), columns.of(Field::Day), options.day_zero) {
            (None, None, _) => {
                Err(missing(header, "There is no column for `at` or `day`; name one with --map at=COLUMN."))
            }
            (None, Some(_), None) => Err(missing(header, "The column `day` needs --day-zero DATE.")),
            _ => Ok(columns),
        }
    }

    /// The position of a column.
    pub fn of(&self, field: Field) -> Option<usize> {
        self.at[Field::ALL.iter().position(|known| *known == field)?]
    }
}

fn missing(header: &[String], why: &str) -> crate::Error {
    let shown: Vec<_> = header.iter().take(20).map(|column| column.chars().take(40).collect::<String>()).collect();
    Refusal::invalid("file", format!("{why} The first line has: {}.", shown.join(", ")))
}
