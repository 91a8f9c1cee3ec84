//! What becomes of introductions by themselves.

use super::{GIVES_MS, IntroductionRow, MEETS_MS, State, WORKS_MS, answer, rows, suggest};
use crate::ledger::DAY_MS;
use crate::ties::{self, Stage};
use crate::{AccountId, Result, Tx};

/// Rows of one slice.
const SLICE: i64 = 100;

/// Lets offers lapse, and writes down who met, who gave and who is tied. Says whether there may be more.
pub fn night(tx: &Tx) -> Result<bool> {
    let mut due = rows::due(tx, tx.now(), SLICE)?;
    let more = due.len() as i64 == SLICE;
    answer::met(tx, &mut due)?;
    let ids: Vec<i64> = due.iter().filter(|row| row.accepted_at.is_some()).map(|row| row.id.0).collect();
    let gave = rows::gave(tx, &ids, GIVES_MS)?;
    let pairs: Vec<(AccountId, AccountId)> =
        due.iter().filter(|row| row.accepted_at.is_some()).map(|row| (row.a, row.b)).collect();
    let tied = ties::pairs(tx, &pairs)?;
    for row in &mut due {
        let tie = tied.iter().find(|tie| (tie.a, tie.b) == (row.a, row.b));
        judge(row, tx.now(), gave.contains(&row.id), tie.map(|tie| (tie.stage, tie.s)));
        rows::save(tx, row)?;
    }
    Ok(more | outcomes(tx)?)
}

/// How a row stands at a moment, and when to look again: daily for a month, then at 90 and at 180 days.
fn judge(row: &mut IntroductionRow, now: i64, gave: bool, tie: Option<(Option<Stage>, f64)>) {
    let Some(accepted_at) = row.accepted_at else {
        if row.state == State::Offered {
            row.state = State::Lapsed;
        }
        row.check_at = None;
        return;
    };
    let age = now - accepted_at;
    let familiar = tie.is_some_and(|(stage, _)| matches!(stage, Some(Stage::Familiar | Stage::Close)));
    if familiar && age <= WORKS_MS && matches!(row.state, State::Accepted | State::Met) {
        row.state = State::Worked;
    }
    if gave || age >= GIVES_MS {
        row.gave = Some(gave || row.gave == Some(true));
    }
    if age >= WORKS_MS {
        row.tied = Some(tie.is_some_and(|(_, s)| s >= ties::rules().counts_from));
    }
    row.check_at = match age {
        age if age < MEETS_MS => Some(now + DAY_MS),
        age if age < GIVES_MS => Some((accepted_at + GIVES_MS).min(now + 7 * DAY_MS)),
        age if age < WORKS_MS => Some((accepted_at + WORKS_MS).min(now + 7 * DAY_MS)),
        _ => None,
    };
}

/// Suggestions of a month ago, shown and kept back alike.
fn outcomes(tx: &Tx) -> Result<bool> {
    let due = suggest::rows::due(tx, tx.now(), MEETS_MS, SLICE)?;
    for talked in [true, false] {
        let ids: Vec<i64> = due.iter().filter(|it| it.1 == talked).map(|it| it.0.0).collect();
        if !ids.is_empty() {
            suggest::rows::settle(tx, &ids, talked)?;
        }
    }
    Ok(due.len() as i64 == SLICE)
}
