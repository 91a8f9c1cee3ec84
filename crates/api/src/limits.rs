//! How often a caller may come: fixed windows as Mastodon documents them, with headers that tell the truth.
//!
//! <https://docs.joinmastodon.org/api/rate-limits/>. Windows live in memory and are per process; limits that must
//! outlive a restart (signing in, mail, sign-up) are rows, taken by the verbs through `soulava_social::limits`.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::Response;
use foldhash::fast::RandomState;

use crate::access::Access;
use crate::door::ClientIp;
use crate::reply::Failure;

const SHARDS: usize = 16;
/// Windows kept per shard; when more callers come, the ended ones are swept out, then all.
const WINDOWS_MAX: usize = 16_384;

const MINUTE: i64 = 60_000;

/// Milliseconds since 1970 by this machine's clock. For windows and headers only; verbs take time from `tx`.
pub fn now_ms() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as i64)
}

/// What is counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bucket {
    /// Every request of one account, over all its tokens.
    Account,
    /// Every request of one token.
    Token,
    /// Every request of an address (an IPv6 /64) without a token.
    Address,
    /// Requests for further pages.
    Paging,
    /// Pictures.
    Upload,
    /// Deleting posts and taking boosts back.
    Delete,
    /// New accounts, per address.
    SignUp,
    /// New apps, per address.
    AppRegistration,
    /// Tokens asked for, per address.
    TokenRequest,
    /// Looking for things and people.
    Search,
}

impl Bucket {
    /// How many requests in how many milliseconds.
    pub const fn figures(self) -> (u32, i64) {
        match self {
            Self::Account => (1_500, 5 * MINUTE),
            Self::Token | Self::Address => (300, 5 * MINUTE),
            Self::Paging => (300, 15 * MINUTE),
            Self::Upload | Self::Delete => (30, 30 * MINUTE),
            Self::SignUp => (5, 30 * MINUTE),
            Self::AppRegistration => (5, 10 * MINUTE),
            Self::TokenRequest => (30, 5 * MINUTE),
            Self::Search => (150, 5 * MINUTE),
        }
    }

    fn by_address(self) -> bool {
        matches!(self, Self::Address | Self::SignUp | Self::AppRegistration | Self::TokenRequest)
    }
}

/// Whose window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Subject {
    Id(i64),
    /// An IPv4 address, or the first 64 bits of an IPv6 one.
    Network(u64, bool),
}

impl Subject {
    fn of(address: IpAddr) -> Self {
        Self::Network(network(address), address.to_canonical().is_ipv6())
    }
}

/// The number under which an address is counted: an IPv4 address, or the first 64 bits of an IPv6 one.
pub fn network(address: IpAddr) -> u64 {
    match address.to_canonical() {
        IpAddr::V4(v4) => u64::from(v4.to_bits()),
        IpAddr::V6(v6) => (v6.to_bits() >> 64) as u64,
    }
}

#[derive(Clone, Copy)]
struct Window {
    count: u32,
    ends: i64,
}

type Shard = Mutex<HashMap<(Bucket, Subject), Window, RandomState>>;

/// All windows.
pub struct Limits {
    on: bool,
    /// Raises every figure by this factor; 1 but for measuring.
    factor: u32,
    shards: Vec<Shard>,
    refused: AtomicU64,
}

impl Limits {
    /// Counts requests when `on`; otherwise nothing is counted and no header is sent.
    pub fn new(on: bool) -> Self {
        Self::raised(on, 1)
    }

    /// The same with every figure multiplied, to measure with counting switched on.
    pub fn raised(on: bool, factor: u32) -> Self {
        let shards = (0..SHARDS).map(|_| Shard::default()).collect();
        Self { on, factor, shards, refused: AtomicU64::new(0) }
    }

    /// How many requests were refused since the start.
    pub fn refused(&self) -> u64 {
        self.refused.load(Ordering::Relaxed)
    }

    /// Counts a request in the windows it belongs to.
    pub fn take(&self, request: &Request, access: Option<&Access>, extra: Option<Bucket>) -> Windows {
        if !self.on {
            return Windows::default();
        }
        let now = now_ms();
        let address = Subject::of(ClientIp::of(request.extensions()).0);
        let mut windows = Windows::default();
        match access {
            Some(access) => {
                if let Some(member) = &access.member {
                    windows.add(self.count(Bucket::Account, Subject::Id(member.person.0), now));
                }
                windows.add(self.count(Bucket::Token, Subject::Id(access.token.0), now));
            }
            None => windows.add(self.count(Bucket::Address, address, now)),
        }
        let caller = match access {
            Some(Access { member: Some(member), .. }) => Subject::Id(member.person.0),
            Some(access) => Subject::Id(access.token.0),
            None => address,
        };
        if is_paging(request) {
            windows.add(self.count(Bucket::Paging, caller, now));
        }
        if let Some(bucket) = extra {
            windows.add(self.count(bucket, if bucket.by_address() { address } else { caller }, now));
        }
        if windows.refused().is_err() {
            self.refused.fetch_add(1, Ordering::Relaxed);
        }
        windows
    }

    fn count(&self, bucket: Bucket, subject: Subject, now: i64) -> Taken {
        let (max, length) = bucket.figures();
        let max = max.saturating_mul(self.factor);
        let key = (bucket, subject);
        let mut shard = self.shards[shard_of(&key)].lock().expect("no holder of a window panics");
        if shard.len() >= WINDOWS_MAX && !shard.contains_key(&key) {
            shard.retain(|_, window| window.ends > now);
            if shard.len() >= WINDOWS_MAX {
                shard.clear();
            }
        }
        let window = shard.entry(key).or_insert(Window { count: 0, ends: 0 });
        if window.ends <= now {
            // Windows begin at round times, as in Mastodon, so that the header's reset is the same for everybody.
            *window = Window { count: 0, ends: now - now.rem_euclid(length) + length };
        }
        window.count = window.count.saturating_add(1);
        Taken { limit: max, used: window.count, ends: window.ends }
    }
}

fn shard_of(key: &(Bucket, Subject)) -> usize {
    let number = match key.1 {
        Subject::Id(id) => id as u64,
        Subject::Network(bits, _) => bits,
    };
    (number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 60) as usize % SHARDS
}

fn is_paging(request: &Request) -> bool {
    request.method() == Method::GET
        && request.uri().query().is_some_and(|query| query.contains("max_id=") || query.contains("min_id="))
}

#[derive(Clone, Copy, Debug)]
struct Taken {
    limit: u32,
    used: u32,
    ends: i64,
}

impl Taken {
    fn remaining(self) -> u32 {
        self.limit.saturating_sub(self.used)
    }
}

/// The windows a request was counted in; the tightest one is told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Windows {
    tightest: Option<Taken>,
}

impl Windows {
    fn add(&mut self, taken: Taken) {
        let tighter = self
            .tightest
            .is_none_or(|old| (taken.used > taken.limit, old.remaining()) > (old.used > old.limit, taken.remaining()));
        if tighter {
            self.tightest = Some(taken);
        }
    }

    /// 429 when a window is over-full.
    pub fn refused(&self) -> Result<(), Failure> {
        match self.tightest {
            Some(taken) if taken.used > taken.limit => Err(Failure {
                until: Some(taken.ends),
                ..Failure::new(StatusCode::TOO_MANY_REQUESTS, "Too many requests")
            }),
            _ => Ok(()),
        }
    }

    /// Adds `X-RateLimit-*`.
    pub fn tell(self, mut response: Response) -> Response {
        if let Some(taken) = self.tightest {
            let headers = response.headers_mut();
            headers.insert("x-ratelimit-limit", HeaderValue::from(taken.limit));
            headers.insert("x-ratelimit-remaining", HeaderValue::from(taken.remaining()));
            headers.insert("x-ratelimit-reset", timestamp(taken.ends));
        }
        response
    }
}

fn timestamp(ms: i64) -> HeaderValue {
    let text = jiff::Timestamp::from_millisecond(ms).map(|at| format!("{at:.6}")).unwrap_or_default();
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_counts_down_and_ends() {
        let limits = Limits::new(true);
        let subject = Subject::Id(7);
        let taken: Vec<_> = (0..6).map(|_| limits.count(Bucket::SignUp, subject, 1_000)).collect();
        assert_eq!(taken[4].remaining(), 0);
        assert!(taken[4].used <= taken[4].limit && taken[5].used > taken[5].limit);
        assert_eq!(limits.count(Bucket::SignUp, subject, taken[5].ends).used, 1);
    }

    #[test]
    fn a_v6_network_is_one_caller() {
        let of = |text: &str| Subject::of(text.parse().expect("an address"));
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
    }

    #[test]
    fn the_tightest_window_is_told() {
        let mut windows = Windows::default();
        windows.add(Taken { limit: 300, used: 10, ends: 1 });
        windows.add(Taken { limit: 30, used: 31, ends: 2 });
        windows.add(Taken { limit: 5, used: 5, ends: 3 });
        assert_eq!(windows.tightest.expect("counted").ends, 2);
        assert!(windows.refused().is_err());
    }
}
