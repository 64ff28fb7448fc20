//! The three things outside the program that the retry rules depend on: the
//! time, pauses and chance. They stand behind a trait so that tests need not wait.

use std::{future::Future, pin::Pin, time::Duration};

use jiff::Timestamp;

/// A future on the heap that may move between threads.
pub(crate) type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// The time, pauses and chance.
pub(crate) trait Clock: Send + Sync {
    /// The time of day.
    fn now(&self) -> Timestamp;

    /// A number from 0 to 1, evenly distributed.
    fn random(&self) -> f64;

    /// Waits.
    fn sleep(&self, duration: Duration) -> BoxFuture<()>;
}

/// The clock of the machine.
#[derive(Debug)]
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn random(&self) -> f64 {
        fastrand::f64()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        Box::pin(tokio::time::sleep(duration))
    }
}
