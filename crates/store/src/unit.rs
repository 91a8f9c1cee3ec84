//! A unit of work on its way: run on a store thread, answered to whoever asked.

use std::any::TypeId;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use tokio::sync::oneshot;

use crate::{Error, Tx};

/// A unit whose types are forgotten. It may be run again until it is answered.
pub(crate) trait Unit: Send {
    /// Runs it and keeps the outcome. True when what it wrote may stay.
    fn run(&mut self, tx: &Tx<'_>) -> bool;
    /// Replaces the outcome.
    fn fail(&mut self, error: Error);
    /// Since when it waits.
    fn since(&self) -> Instant;
    /// The same for every unit that comes from the same place in the program.
    fn kind(&self) -> TypeId;
    /// Gives the outcome to whoever asked; nobody may be there any more.
    fn answer(self: Box<Self>);
}

pub(crate) struct Job<T, E, F> {
    unit: F,
    since: Instant,
    outcome: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<T, E, F> Job<T, E, F> {
    pub fn new(unit: F) -> (Self, oneshot::Receiver<Result<T, E>>) {
        let (reply, answer) = oneshot::channel();
        (Self { unit, since: Instant::now(), outcome: None, reply }, answer)
    }
}

impl<T, E, F> Unit for Job<T, E, F>
where
    T: Send,
    E: From<Error> + Send,
    F: Fn(&Tx<'_>) -> Result<T, E> + Send + 'static,
{
    fn run(&mut self, tx: &Tx<'_>) -> bool {
        let outcome = guarded(&self.unit, tx);
        let keeps = outcome.is_ok();
        self.outcome = Some(outcome);
        keeps
    }

    fn fail(&mut self, error: Error) {
        self.outcome = Some(Err(error.into()));
    }

    fn since(&self) -> Instant {
        self.since
    }

    fn kind(&self) -> TypeId {
        TypeId::of::<F>()
    }

    fn answer(self: Box<Self>) {
        if let Some(outcome) = self.outcome {
            let _ = self.reply.send(outcome);
        }
    }
}

/// Runs a unit; a panic or a failed statement that it swallowed is its failure.
pub(crate) fn guarded<T, E: From<Error>>(unit: &impl Fn(&Tx<'_>) -> Result<T, E>, tx: &Tx<'_>) -> Result<T, E> {
    match catch_unwind(AssertUnwindSafe(|| unit(tx))) {
        Ok(Ok(value)) => match tx.failure() {
            None => Ok(value),
            Some(error) => Err(error.into()),
        },
        Ok(refused) => refused,
        Err(panic) => {
            let words = panic
                .downcast_ref::<&str>()
                .map(|text| (*text).to_owned())
                .or_else(|| panic.downcast_ref::<String>().cloned())
                .unwrap_or_else(|| "without words".to_owned());
            Err(Error::Broken(format!("a unit panicked: {words}")).into())
        }
    }
}
