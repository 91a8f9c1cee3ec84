//! Who a bearer token speaks for, remembered by the token's hash until a notice says otherwise.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use foldhash::fast::RandomState;
use sha2::{Digest, Sha256};
use soulava_social::{AccountId, Db, TokenId, oauth};

pub use soulava_social::oauth::{Access, Scopes};

use crate::reply::Failure;

/// Tokens remembered at the same time; when more are in use, memory starts afresh.
const REMEMBERED_MAX: usize = 100_000;
/// Then the row is read again, so that its last use is written down.
const REMEMBERED_FOR: Duration = Duration::from_secs(3_600);

type Hash = [u8; 32];
type Remembered = (Arc<Access>, Instant);

/// The map in memory.
#[derive(Default)]
pub struct Tokens {
    map: RwLock<HashMap<Hash, Remembered, RandomState>>,
    /// Counts endings: what was read before one is not remembered after it.
    endings: AtomicU64,
}

impl Tokens {
    /// Whom `token` speaks for; none when it is unknown, revoked or its owner may not act.
    pub async fn find(&self, db: &Db, token: &str) -> Result<Option<Arc<Access>>, Failure> {
        let hash: Hash = Sha256::digest(token.as_bytes()).into();
        if let Some((access, read_at)) = self.map.read().expect("no holder of the token map panics").get(&hash)
            && read_at.elapsed() < REMEMBERED_FOR
        {
            return Ok(Some(access.clone()));
        }
        let seen = self.endings.load(Ordering::Acquire);
        let owned = token.to_owned();
        let Some(access) = db.read(move |tx| oauth::token(tx, &owned)).await?.map(Arc::new) else {
            return Ok(None);
        };
        if access.stale {
            // Nobody waits for this: it only keeps the token from falling asleep.
            let (db, used) = (db.clone(), access.clone());
            tokio::spawn(async move { db.write(move |tx| oauth::touch(tx, &used)).await });
        }
        self.remember(hash, &access, seen);
        Ok(Some(access))
    }

    fn remember(&self, hash: Hash, access: &Arc<Access>, seen: u64) {
        let mut map = self.map.write().expect("no holder of the token map panics");
        // An ending counts itself before it sweeps, so one of the two of us sees the other.
        if self.endings.load(Ordering::Acquire) != seen {
            return;
        }
        if map.len() >= REMEMBERED_MAX {
            map.clear();
        }
        map.insert(hash, (access.clone(), Instant::now()));
    }

    /// Forgets one token.
    pub fn end(&self, token: TokenId) {
        self.forget(|access| access.token == token);
    }

    /// Forgets every token of a person or stall.
    pub fn end_of(&self, account: AccountId) {
        self.forget(|access| {
            access.account == Some(account) || access.member.as_ref().is_some_and(|member| member.account == account)
        });
    }

    fn forget(&self, which: impl Fn(&Access) -> bool) {
        self.endings.fetch_add(1, Ordering::AcqRel);
        self.map.write().expect("no holder of the token map panics").retain(|_, (access, _)| !which(access));
    }
}
