//! The open streams: who listens to what, how many at once, and how they end.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard};

use soulava_social::{AccountId, TokenId};
use tokio::sync::mpsc;

use super::{Channel, Frame};

/// Events that may wait for a slow client before its stream is closed.
const QUEUE_MAX: usize = 256;
/// Streams of one account.
pub const PER_ACCOUNT_MAX: u32 = 20;
/// Streams of one address (an IPv6 /64).
pub const PER_NETWORK_MAX: u32 = 100;
/// Channels of one stream.
const CHANNELS_MAX: usize = 50;

/// On whose behalf a stream is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The account in whose eyes things are shown, and the person behind it.
    pub account: Option<(AccountId, AccountId)>,
    /// Ends the stream when it ends.
    pub token: Option<TokenId>,
    /// The address, IPv6 cut to 64 bits.
    pub network: u64,
}

struct Stream {
    owner: Owner,
    channels: HashSet<Channel>,
    events: mpsc::Sender<Frame>,
}

/// All of them.
pub struct Streams {
    factor: u32,
    open: Mutex<Registry>,
}

#[derive(Default)]
struct Registry {
    next: u64,
    streams: HashMap<u64, Stream>,
    accounts: HashMap<AccountId, Vec<u64>>,
    networks: HashMap<u64, u32>,
}

/// A stream as its connection holds it; ends when it is dropped.
pub struct OpenStream {
    id: u64,
    streams: Arc<Streams>,
    /// Events; none once the stream was closed from our side.
    pub events: mpsc::Receiver<Frame>,
}

impl Streams {
    pub(super) fn new(factor: u32) -> Self {
        Self { factor, open: Mutex::default() }
    }

    /// Opens a stream that listens to nothing yet; none when there are too many.
    pub fn open(self: &Arc<Self>, owner: Owner) -> Option<OpenStream> {
        let mut open = self.lock();
        let of_account = owner.account.map_or(0, |(account, _)| open.accounts.get(&account).map_or(0, Vec::len));
        let of_network = open.networks.get(&owner.network).copied().unwrap_or(0);
        if self.factor > 0
            && (of_account >= (PER_ACCOUNT_MAX * self.factor) as usize || of_network >= PER_NETWORK_MAX * self.factor)
        {
            return None;
        }
        open.next += 1;
        let id = open.next;
        let (events, receiver) = mpsc::channel(QUEUE_MAX);
        if let Some((account, _)) = owner.account {
            open.accounts.entry(account).or_default().push(id);
        }
        *open.networks.entry(owner.network).or_default() += 1;
        open.streams.insert(id, Stream { owner, channels: HashSet::new(), events });
        metrics::gauge!("soulava_streams_open").set(open.streams.len() as f64);
        Some(OpenStream { id, streams: self.clone(), events: receiver })
    }

    /// How many are open.
    pub fn count(&self) -> usize {
        self.lock().streams.len()
    }

    /// Accounts that listen to their home, notifications or anything else.
    pub fn accounts(&self) -> Vec<AccountId> {
        self.lock().accounts.keys().copied().collect()
    }

    /// Whether this account has a stream open.
    pub fn has_account(&self, account: AccountId) -> bool {
        self.lock().accounts.contains_key(&account)
    }

    /// Whether anybody listens to what is said in public.
    pub fn has_public(&self) -> bool {
        let public = |channel: &Channel| matches!(channel, Channel::Public { .. } | Channel::Hashtag { .. });
        self.lock().streams.values().any(|stream| stream.channels.iter().any(public))
    }

    /// Gives an event to every stream and channel that `wants` it; `frame` writes it once for each channel.
    pub fn send(
        &self,
        wants: impl Fn(Option<AccountId>, &Channel) -> bool,
        mut frame: impl FnMut(&Channel, Option<AccountId>) -> Option<Frame>,
    ) {
        let mut open = self.lock();
        let mut stuck = Vec::new();
        for (id, stream) in &open.streams {
            let account = stream.owner.account.map(|(account, _)| account);
            for channel in stream.channels.iter().filter(|channel| wants(account, channel)) {
                let Some(frame) = frame(channel, account) else { continue };
                if stream.events.try_send(frame).is_err() {
                    stuck.push(*id);
                    break;
                }
            }
        }
        for id in stuck {
            open.remove(id);
        }
    }

    /// The same for the streams of one account, found without looking at the others.
    pub fn send_to(
        &self,
        account: AccountId,
        wants: impl Fn(&Channel) -> bool,
        mut frame: impl FnMut(&Channel) -> Option<Frame>,
    ) {
        let mut open = self.lock();
        let ids = open.accounts.get(&account).cloned().unwrap_or_default();
        for id in ids {
            let Some(stream) = open.streams.get(&id) else { continue };
            let frames = stream.channels.iter().filter(|channel| wants(channel)).filter_map(&mut frame);
            if frames.into_iter().any(|frame| stream.events.try_send(frame).is_err()) {
                open.remove(id);
            }
        }
    }

    /// Closes the streams of a token.
    pub fn end_token(&self, token: TokenId) {
        self.end(|owner| owner.token == Some(token));
    }

    /// Closes the streams of a person or stall.
    pub fn end_account(&self, ended: AccountId) {
        self.end(|owner| owner.account.is_some_and(|(account, person)| account == ended || person == ended));
    }

    /// Closes all of them.
    pub fn end_all(&self) {
        self.end(|_| true);
    }

    fn end(&self, which: impl Fn(&Owner) -> bool) {
        let mut open = self.lock();
        let ended: Vec<u64> =
            open.streams.iter().filter(|(_, stream)| which(&stream.owner)).map(|(id, _)| *id).collect();
        for id in ended {
            open.remove(id);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Registry> {
        self.open.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Registry {
    fn remove(&mut self, id: u64) {
        let Some(stream) = self.streams.remove(&id) else { return };
        if let Some((account, _)) = stream.owner.account
            && let Some(ids) = self.accounts.get_mut(&account)
        {
            ids.retain(|one| *one != id);
            if ids.is_empty() {
                self.accounts.remove(&account);
            }
        }
        if let Some(count) = self.networks.get_mut(&stream.owner.network) {
            *count -= 1;
            if *count == 0 {
                self.networks.remove(&stream.owner.network);
            }
        }
        metrics::gauge!("soulava_streams_open").set(self.streams.len() as f64);
    }
}

impl OpenStream {
    /// Listens to one thing more; false when it is too much.
    pub fn listen(&self, channel: Channel) -> bool {
        let mut open = self.streams.lock();
        let Some(stream) = open.streams.get_mut(&self.id) else { return false };
        if stream.channels.len() >= CHANNELS_MAX {
            return false;
        }
        stream.channels.insert(channel);
        true
    }

    /// Listens to it no longer.
    pub fn leave(&self, channel: &Channel) {
        if let Some(stream) = self.streams.lock().streams.get_mut(&self.id) {
            stream.channels.remove(channel);
        }
    }
}

impl Drop for OpenStream {
    fn drop(&mut self) {
        self.streams.lock().remove(self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owner(account: i64, token: i64, network: u64) -> Owner {
        Owner { account: Some((AccountId(account), AccountId(account))), token: Some(TokenId(token)), network }
    }

    #[test]
    fn a_stream_that_does_not_keep_up_is_closed() {
        let streams = Arc::new(Streams::new(1));
        let mut slow = streams.open(owner(1, 1, 1)).expect("a place");
        slow.listen(Channel::User);
        for _ in 0..=QUEUE_MAX {
            streams.send(|_, _| true, |channel, _| Some(Frame::new(channel, "delete", "1")));
        }
        assert_eq!(streams.count(), 0);
        while slow.events.try_recv().is_ok() {}
        assert_eq!(slow.events.try_recv().err(), Some(mpsc::error::TryRecvError::Disconnected));
    }

    #[test]
    fn places_are_counted_by_account_and_network_and_given_back() {
        let streams = Arc::new(Streams::new(1));
        let held: Vec<_> = (0..PER_ACCOUNT_MAX).map(|_| streams.open(owner(1, 1, 1)).expect("a place")).collect();
        assert!(streams.open(owner(1, 1, 2)).is_none());
        drop(held);
        let held: Vec<_> =
            (0..PER_NETWORK_MAX).map(|n| streams.open(owner(i64::from(n), 1, 9)).expect("a place")).collect();
        assert!(streams.open(owner(500, 1, 9)).is_none());
        assert_eq!(held.len(), streams.count());
    }

    #[test]
    fn an_ended_token_ends_its_streams_and_no_others() {
        let streams = Arc::new(Streams::new(1));
        let mut ended = streams.open(owner(1, 7, 1)).expect("a place");
        let mut other = streams.open(owner(1, 8, 1)).expect("a place");
        streams.end_token(TokenId(7));
        assert_eq!(ended.events.try_recv().err(), Some(mpsc::error::TryRecvError::Disconnected));
        assert_eq!(other.events.try_recv().err(), Some(mpsc::error::TryRecvError::Empty));
    }
}
