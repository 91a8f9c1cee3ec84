//! What must happen, later: rows of one closed list, stored with the act that asked for them.
//!
//! A worker claims a job by lease, runs it outside any transaction and finishes or fails it in a short one.
//! Every job is safe to run twice.

mod rows;

use serde::{Deserialize, Serialize};

use crate::mail::Letter;
use crate::{AccountId, JobId, Notice, Result, Tx};

/// After so many failures nobody tries again; the host sees the last one. About nine days.
pub const ATTEMPTS_MAX: i64 = 20;
/// The first pause after a failure, in milliseconds; it doubles each time.
const BACKOFF_FIRST_MS: i64 = 15_000;
/// The longest pause, in milliseconds.
const BACKOFF_MAX_MS: i64 = 12 * 3_600_000;

/// Everything that can be waiting to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Job {
    /// Write a letter and send it.
    Mail(Letter),
    /// Remove files that no row names any more.
    DeleteMedia {
        /// As in `/media/FILE`.
        files: Vec<String>,
    },
    /// Forget somebody who left, one slice at a time.
    Erase {
        /// Who left.
        #[serde(with = "as_number")]
        account: AccountId,
    },
    /// Seal the ledger's days up to and with this one.
    SealLedger {
        /// Days since 1970-01-01.
        day: i64,
    },
    /// Remind holders of heirlooms that rest.
    NudgeHeirlooms,
    /// Let offers of introductions lapse, and see what became of the others.
    Introductions,
    /// Draw the next slice of a round of meet-ups, when one is due.
    Meetups,
    /// Decide anew who has a voice, once a day.
    Vetting,
    /// Look for what seems to be swapped, once a day.
    Swaps,
    /// Reckon today's orbits and gravity.
    Orbits,
    /// Remove what is over: sessions, codes, proofs, keys, windows of limits.
    Sweep,
}

impl Job {
    fn kind(&self) -> &'static str {
        match self {
            Self::Mail(_) => "mail",
            Self::DeleteMedia { .. } => "delete_media",
            Self::Erase { .. } => "erase",
            Self::SealLedger { .. } => "seal_ledger",
            Self::NudgeHeirlooms => "nudge_heirlooms",
            Self::Introductions => "introductions",
            Self::Meetups => "meetups",
            Self::Vetting => "vetting",
            Self::Swaps => "swaps",
            Self::Orbits => "orbits",
            Self::Sweep => "sweep",
        }
    }

    /// Jobs of one lane run one after the other; those without a lane do not wait for each other.
    fn lane(&self) -> String {
        match self {
            Self::Erase { account } => format!("erase {account}"),
            Self::SealLedger { .. }
            | Self::NudgeHeirlooms
            | Self::Introductions
            | Self::Meetups
            | Self::Vetting
            | Self::Swaps
            | Self::Orbits
            | Self::Sweep => self.kind().to_owned(),
            Self::Mail(_) | Self::DeleteMedia { .. } => String::new(),
        }
    }
}

/// Account ids inside a job are plain numbers.
pub(crate) mod as_number {
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::AccountId;

    pub(crate) fn serialize<S: Serializer>(id: &AccountId, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_i64(id.0)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<AccountId, D::Error> {
        i64::deserialize(from).map(AccountId)
    }
}

/// A job that is this worker's until the lease ends.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// The row.
    pub id: JobId,
    /// What to do.
    pub job: Job,
    /// Proves that the lease is still this worker's.
    pub fence: i64,
    /// How often it was tried, this time included.
    pub attempts: i64,
}

/// A job that failed, for the host.
#[derive(Clone, Debug)]
pub struct Failed {
    /// The row.
    pub id: JobId,
    /// In one word.
    pub kind: String,
    /// How often it was tried.
    pub attempts: i64,
    /// What went wrong last.
    pub last_error: String,
    /// Nobody tries again.
    pub dead: bool,
}

/// Stores a job to be done as soon as somebody has time.
pub fn add(tx: &Tx, job: &Job) -> Result<()> {
    add_at(tx, job, tx.now())
}

/// Stores a job to be done from `run_at` on, in milliseconds since 1970.
pub fn add_at(tx: &Tx, job: &Job, run_at: i64) -> Result<()> {
    let payload = serde_json::to_string(job).expect("a job is plain data");
    rows::insert(tx, JobId(tx.next_id()), job.kind(), &payload, &job.lane(), run_at, tx.now())?;
    tx.announce(Notice::Job);
    Ok(())
}

/// Stores a recurring job unless one of its kind already waits.
pub fn ensure(tx: &Tx, job: &Job, run_at: i64) -> Result<()> {
    if rows::waits(tx, job.kind())? { Ok(()) } else { add_at(tx, job, run_at) }
}

/// Takes the next job that is due for `lease_ms`. One statement, so that no two workers get one job.
pub fn claim(tx: &Tx, lease_ms: i64) -> Result<Option<Claimed>> {
    let Some((id, payload, fence, attempts)) = rows::claim(tx, tx.now(), tx.now() + lease_ms)? else { return Ok(None) };
    match serde_json::from_str(&payload) {
        Ok(job) => Ok(Some(Claimed { id, job, fence, attempts })),
        // Written by a newer release, or broken: it stays where the host can see it.
        Err(error) => {
            rows::fail(tx, id, fence, tx.now(), &format!("this release does not know this job: {error}"), true)?;
            Ok(None)
        }
    }
}

/// Removes a job that is done. False: the lease had ended and somebody else has it now.
pub fn finish(tx: &Tx, claimed: &Claimed) -> Result<bool> {
    Ok(rows::delete(tx, claimed.id, claimed.fence)? > 0)
}

/// Puts a job back after a failure, with a pause that doubles and jitters; gives up after [`ATTEMPTS_MAX`].
pub fn fail(tx: &Tx, claimed: &Claimed, error: &str) -> Result<bool> {
    let error: String = error.chars().filter(|c| *c != '\0').take(500).collect();
    let dead = claimed.attempts >= ATTEMPTS_MAX;
    let run_at = tx.now() + backoff_ms(claimed.attempts, u64::from_be_bytes(tx.random::<8>()));
    Ok(rows::fail(tx, claimed.id, claimed.fence, run_at, &error, dead)? > 0)
}

/// Puts a job back to run again at once with the same payload: it did one slice and there is more.
pub fn again(tx: &Tx, claimed: &Claimed) -> Result<bool> {
    let more = rows::again(tx, claimed.id, claimed.fence, tx.now())? > 0;
    tx.announce(Notice::Job);
    Ok(more)
}

/// How many jobs wait, and how many are given up.
pub fn counts(tx: &Tx) -> Result<(i64, i64)> {
    Ok((rows::count(tx, false)?, rows::count(tx, true)?))
}

/// Jobs whose last try failed, newest first, at most 100.
pub fn failed(tx: &Tx) -> Result<Vec<Failed>> {
    let rows = rows::failed(tx)?;
    Ok(rows
        .into_iter()
        .map(|(id, kind, attempts, last_error, dead)| Failed { id, kind, attempts, last_error, dead })
        .collect())
}

/// Removes rows that are over, at most `most` of each kind; true when there may be more.
pub fn sweep(tx: &Tx, most: i64) -> Result<bool> {
    let removed = [
        crate::sessions::sweep(tx, most)?,
        crate::oauth::sweep(tx, most)?,
        crate::proofs::sweep(tx, most)?,
        crate::limits::sweep(tx, most)?,
        crate::presence::sweep(tx, most)?,
        crate::ties::sweep(tx, most)?,
        rows::sweep_keys(tx, tx.now() - 86_400_000, most)?,
    ];
    Ok(removed.iter().any(|count| *count >= most.unsigned_abs()))
}

/// The pause after this many tries, with a quarter of jitter either way.
fn backoff_ms(attempts: i64, random: u64) -> i64 {
    let base = BACKOFF_FIRST_MS.saturating_mul(1 << attempts.clamp(1, 20).saturating_sub(1)).min(BACKOFF_MAX_MS);
    let jitter = i64::try_from(random % 1_000).expect("a thousand fits") - 500;
    base + base / 2_000 * jitter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_half_a_day_and_jitter_by_a_quarter() {
        for random in [0, 499, 999, u64::MAX] {
            let first = backoff_ms(1, random);
            assert!((11_250..=18_750).contains(&first), "{first}");
            assert!(backoff_ms(6, random) > 5 * 60_000);
            assert!(backoff_ms(60, random) <= BACKOFF_MAX_MS + BACKOFF_MAX_MS / 4);
        }
    }

    #[test]
    fn a_job_reads_back_as_it_was_written() {
        for job in [
            Job::Sweep,
            Job::Erase { account: AccountId(7) },
            Job::Mail(Letter::Confirm { account: AccountId(7) }),
            Job::DeleteMedia { files: vec!["a.png".into()] },
        ] {
            let text = serde_json::to_string(&job).expect("plain data");
            assert_eq!(serde_json::from_str::<Job>(&text).ok(), Some(job), "{text}");
        }
    }
}
