//! Slow limits that a restart must not forget: signing in, signing up, letters to one address.

mod rows;

use sha2::{Digest, Sha256};

use crate::{Error, Refusal, Result, Tx};

/// Takes one of `max` in a window of `window_ms`, counted per `subject` in `bucket`.
///
/// A take that is refused does not count. The subject, an address or a name, is stored as a hash only.
pub fn take(tx: &Tx, bucket: &'static str, subject: &str, max: i64, window_ms: i64) -> Result<()> {
    let (subject, now) = (hashed(bucket, subject), tx.now());
    let (opened_at, used) =
        rows::get(tx, bucket, &subject)?.filter(|(opened_at, _)| now < opened_at + window_ms).unwrap_or((now, 0));
    if used >= max {
        let why = "Too many tries. Please wait a little.".to_owned();
        return Err(Error::Refused(Refusal::Limited { until: opened_at + window_ms, why }));
    }
    rows::put(tx, bucket, &subject, opened_at, used + 1)
}

/// Gives back what was taken, for a try that turned out well.
pub fn clear(tx: &Tx, bucket: &'static str, subject: &str) -> Result<()> {
    rows::delete(tx, bucket, &hashed(bucket, subject))
}

/// Forgets windows that opened over a day ago, at most `most`; answers how many. No window is longer.
pub fn sweep(tx: &Tx, most: i64) -> Result<u64> {
    rows::delete_old(tx, tx.now() - 86_400_000, most)
}

fn hashed(bucket: &str, subject: &str) -> String {
    let digest = Sha256::new().chain_update(bucket).chain_update([0]).chain_update(subject).finalize();
    crate::secrets::encode(&digest[..16])
}
