//! Who a bearer token speaks for, remembered by the token's hash until a notice says otherwise.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, RwLock};

use foldhash::fast::RandomState;
use sha2::{Digest, Sha256};
use soulava_social::{AccountId, AppId, Db, Member, TokenId};

use crate::reply::Failure;

/// Tokens remembered at the same time; when more are in use, memory starts afresh.
const REMEMBERED_MAX: usize = 100_000;
/// Longer ones are nobody's.
const TOKEN_BYTES_MAX: usize = 256;

/// What a token is good for.
#[derive(Clone, Debug)]
pub struct Access {
    /// The row.
    pub token: TokenId,
    /// The app it was given to.
    pub app: AppId,
    /// None for an app's own token.
    pub member: Option<Member>,
    /// What it may do.
    pub scopes: Scopes,
}

/// OAuth scopes: <https://docs.joinmastodon.org/api/oauth-scopes/>.
#[derive(Clone, Debug)]
pub struct Scopes(Vec<String>);

impl Scopes {
    /// Whether these cover `wanted`: itself, or the part before its colon.
    pub fn allows(&self, wanted: &str) -> bool {
        let whole = wanted.split(':').next().unwrap_or(wanted);
        self.0.iter().any(|scope| scope == wanted || scope == whole)
    }
}

/// Asks the database whose token it is.
async fn read(_db: &Db, _token: &str) -> Result<Option<Access>, Failure> {
    Ok(None)
}

type Hash = [u8; 32];

/// The map in memory.
#[derive(Default)]
pub struct Tokens {
    map: RwLock<HashMap<Hash, Arc<Access>, RandomState>>,
    /// Counts endings: what was read before one is not remembered after it.
    endings: AtomicU64,
}

impl Tokens {
    /// Whom `token` speaks for; none when it is unknown, revoked or its owner may not act.
    pub async fn find(&self, db: &Db, token: &str) -> Result<Option<Arc<Access>>, Failure> {
        if token.is_empty() || token.len() > TOKEN_BYTES_MAX {
            return Ok(None);
        }
        let hash: Hash = Sha256::digest(token.as_bytes()).into();
        if let Some(access) = self.map.read().expect("no holder of the token map panics").get(&hash) {
            return Ok(Some(access.clone()));
        }
        let seen = self.endings.load(Ordering::Acquire);
        let Some(access) = read(db, token).await?.map(Arc::new) else {
            return Ok(None);
        };
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
        map.insert(hash, access.clone());
    }

    /// Forgets one token.
    pub fn end(&self, token: TokenId) {
        self.forget(|access| access.token == token);
    }

    /// Forgets every token of a person or stall.
    pub fn end_of(&self, account: AccountId) {
        self.forget(|access| access.member.as_ref().is_some_and(|m| m.person == account || m.account == account));
    }

    fn forget(&self, which: impl Fn(&Access) -> bool) {
        self.endings.fetch_add(1, Ordering::AcqRel);
        self.map.write().expect("no holder of the token map panics").retain(|_, access| !which(access));
    }
}
