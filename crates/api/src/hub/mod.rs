//! Fan-out off the writer: what was committed goes, in order, to the open streams it concerns.
//!
//! The commit observer only hands notices over; one thread reads what it needs from the database and gives every
//! stream its event. A stream that does not keep up, or whose token ended, is closed: its client comes back and reads.

mod channel;
mod fan_out;
mod streams;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Weak};
use std::thread;

use soulava_social::Notice;

pub use channel::{Channel, Frame};
pub use streams::{OpenStream, Owner, Streams};

use crate::app::{App, Inner};

/// Notices that may wait for the hub; beyond that it has lost its place, and every stream is closed.
const WAITING_MAX: usize = 65_536;

/// Notices waiting at which reels are dropped instead of fed.
const BACKLOG_MAX: usize = 512;

/// Where notices go in and streams come from.
pub struct Hub {
    /// The open streams.
    pub streams: Arc<Streams>,
    /// Handed over, and done with.
    counts: (AtomicU64, AtomicU64),
    notices: crossbeam_channel::Sender<Notice>,
    inbox: crossbeam_channel::Receiver<Notice>,
}

impl Hub {
    /// A hub whose windows for the number of streams are multiplied by `factor`; 0 means unlimited.
    pub fn new(factor: u32) -> Self {
        let (notices, inbox) = crossbeam_channel::bounded(WAITING_MAX);
        Self { streams: Arc::new(Streams::new(factor)), counts: Default::default(), notices, inbox }
    }

    /// Takes what was committed. Called on the writing thread, so it only passes things on. False: it is overrun, and
    /// everything it feeds has to be dropped.
    pub fn tell(&self, notice: Notice) -> bool {
        match notice {
            // An ended token must not see one more event, whatever waits before it.
            Notice::TokenEnded(token) => self.streams.end_token(token),
            Notice::AccessEnded(account) => self.streams.end_account(account),
            Notice::Job
            | Notice::Square
            | Notice::Counters(_)
            | Notice::ViewerFlags { .. }
            | Notice::Account(_)
            | Notice::Voice(_)
            | Notice::Recognised(_) => {}
            _ => {
                self.counts.0.fetch_add(1, Ordering::AcqRel);
                if self.notices.try_send(notice).is_err() {
                    self.counts.1.fetch_add(1, Ordering::AcqRel);
                    self.streams.end_all();
                    return false;
                }
            }
        }
        true
    }

    /// Whether everything that was handed over has been told.
    pub fn is_idle(&self) -> bool {
        self.counts.1.load(Ordering::Acquire) >= self.counts.0.load(Ordering::Acquire)
    }

    /// Starts the thread that fans out. It ends with the last handle of the app.
    pub fn start(app: &App) {
        let inbox = app.hub.inbox.clone();
        let app: Weak<Inner> = app.downgrade();
        let named = thread::Builder::new().name("hub".to_owned());
        named.spawn(move || run(&inbox, &app)).expect("a thread can be started when the square opens");
    }
}

fn run(inbox: &crossbeam_channel::Receiver<Notice>, app: &Weak<Inner>) {
    while let Ok(notice) = inbox.recv() {
        let Some(app) = app.upgrade().map(App::from) else { return };
        if inbox.len() > BACKLOG_MAX {
            // Writers are far ahead: homes are read from the database until we have caught up.
            app.reels.clear();
        }
        let told = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| fan_out::tell(&app, notice)));
        if told.is_err() {
            tracing::error!(?notice, "the hub stumbled; its memory is dropped and every stream is closed");
            app.hub.streams.end_all();
            app.reels.clear();
        }
        app.hub.counts.1.fetch_add(1, Ordering::AcqRel);
    }
}
