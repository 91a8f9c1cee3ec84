//! What the host sees of introductions: how they went, and what suggesting brings.

use soulava_standing::introduction::{self, Estimate, Outcome};

use super::{MEETS_MS, rows, suggest};
use crate::ledger::DAY_MS;
use crate::{Member, Result, Tx, accounts, standing};

/// A share with its Wilson interval (z = 1.96).
pub fn wilson(met: i64, of: i64) -> Rate {
    let outcome = Outcome { met: met.max(0).unsigned_abs(), of: of.max(0).unsigned_abs() };
    let Estimate { value, low, high } = introduction::wilson(outcome);
    Rate { met, of, share: value, low, high }
}

/// So many of so many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// Of these it came true.
    pub met: i64,
    /// Of so many it can be told by now.
    pub of: i64,
    /// 0 to 1.
    pub share: f64,
    /// Lower bound of the 95 % interval.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

/// Suggestions shown against suggestions kept back: who talked both ways within 30 days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Compared {
    /// Shown.
    pub shown: Rate,
    /// Kept back by chance.
    pub kept_back: Rate,
    /// The one less the other.
    pub difference: f64,
    /// Lower bound of the 95 % interval.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

/// The figures of the last 365 days.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// Offered.
    pub offered: i64,
    /// Both said yes.
    pub accepted: i64,
    /// Both were glad of it.
    pub glad: i64,
    /// Talked both ways within 30 days of the second yes.
    pub talked: Rate,
    /// An accepted gift within 90 days.
    pub gave: Rate,
    /// A tie after 180 days.
    pub tied: Rate,
    /// Active members, and how many it takes to compare.
    pub active: (i64, i64),
    /// None until something can be compared.
    pub compared: Option<Compared>,
}

/// How introductions go here. For hosts.
pub fn figures(tx: &Tx, host: &Member) -> Result<Figures> {
    accounts::check_is_host(host)?;
    let row = rows::outcome(tx, tx.now() - 365 * DAY_MS, tx.now() - MEETS_MS)?;
    let arms = suggest::rows::compared(tx)?;
    let count = |shown: bool, talked: Option<bool>| -> i64 {
        arms.iter().filter(|arm| arm.0 == shown && talked.is_none_or(|talked| arm.1 == talked)).map(|arm| arm.2).sum()
    };
    let rate = |shown: bool| wilson(count(shown, Some(true)), count(shown, None));
    let (shown, kept_back) = (rate(true), rate(false));
    let outcome = |rate: Rate| Outcome { met: rate.met.unsigned_abs(), of: rate.of.unsigned_abs() };
    let between = introduction::difference(outcome(shown), outcome(kept_back));
    Ok(Figures {
        offered: row.offered,
        accepted: row.accepted,
        glad: row.glad,
        talked: wilson(row.talked, row.talk_known),
        gave: wilson(row.gave, row.gave_known),
        tied: wilson(row.tied, row.tied_known),
        active: (standing::active_members(tx)?, suggest::COMPARED_FROM),
        compared: (shown.of > 0 && kept_back.of > 0).then_some(Compared {
            shown,
            kept_back,
            difference: between.value,
            low: between.low,
            high: between.high,
        }),
    })
}
