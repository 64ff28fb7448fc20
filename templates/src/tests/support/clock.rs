//! A clock that does not wait.

use std::{sync::Mutex, time::Duration};

use jiff::Timestamp;

use crate::runtime::clock::{BoxFuture, Clock};

/// A clock that notes pauses instead of waiting, and whose chance is settable.
#[derive(Debug)]
pub(crate) struct TestClock {
    pub(crate) random: f64,
    pub(crate) now: Timestamp,
    pub(crate) pauses: Mutex<Vec<Duration>>,
}

impl Default for TestClock {
    fn default() -> Self {
        Self { random: 0.0, now: "2026-05-26T12:00:00Z".parse().unwrap(), pauses: Mutex::default() }
    }
}

impl TestClock {
    /// The pauses so far, in milliseconds.
    pub(crate) fn pauses(&self) -> Vec<u128> {
        self.pauses.lock().unwrap().iter().map(Duration::as_millis).collect()
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        self.now
    }

    fn random(&self) -> f64 {
        self.random
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        self.pauses.lock().unwrap().push(duration);
        Box::pin(tokio::task::yield_now())
    }
}
