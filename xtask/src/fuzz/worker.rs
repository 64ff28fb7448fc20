//! A thread that tries cases, watched by another.

use fuzz::Case;
use std::cell::RefCell;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How long a case may take.
const LONGEST: Duration = Duration::from_secs(2);

/// The stack of a thread: as much as the command line has.
const STACK: usize = 8 * 1024 * 1024;

/// What came of a case.
pub(super) enum Verdict {
    /// All that has to hold does.
    Holds {
        /// Whether it ended in a crate, and not in diagnostics.
        has_crate: bool,
    },
    /// Something does not hold.
    Fails(String),
}

/// What came of a case, and how long it took.
pub(super) struct Tried {
    pub(super) verdict: Verdict,
    pub(super) time: Duration,
}

/// A thread that tries cases.
pub(super) struct Worker {
    cases: Sender<Case>,
    verdicts: Receiver<Verdict>,
}

thread_local! {
    /// What the panic of this thread said.
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

impl Worker {
    pub(super) fn new() -> io::Result<Self> {
        keep_panics();
        let (cases, received) = channel::<Case>();
        let (sent, verdicts) = channel();
        let thread = thread::Builder::new().name("case".into()).stack_size(STACK);
        thread.spawn(move || {
            for case in received {
                if sent.send(verdict(&case)).is_err() {
                    break;
                }
            }
        })?;
        Ok(Self { cases, verdicts })
    }

    /// Tries a case. A thread that takes too long is left to itself, and another takes its place.
    pub(super) fn run(&mut self, case: Case) -> io::Result<Tried> {
        let start = Instant::now();
        let sent = self.cases.send(case);
        let verdict = match sent.map(|()| self.verdicts.recv_timeout(LONGEST)) {
            Ok(Ok(verdict)) => verdict,
            Ok(Err(RecvTimeoutError::Timeout)) => {
                *self = Self::new()?;
                Verdict::Fails(format!("it takes more than {} s", LONGEST.as_secs()))
            }
            Ok(Err(RecvTimeoutError::Disconnected)) | Err(_) => {
                *self = Self::new()?;
                Verdict::Fails("its thread ended".into())
            }
        };
        Ok(Tried { verdict, time: start.elapsed() })
    }
}

fn verdict(case: &Case) -> Verdict {
    match panic::catch_unwind(AssertUnwindSafe(|| fuzz::check(case))) {
        Ok(Ok(output)) => Verdict::Holds { has_crate: output.is_some() },
        Ok(Err(why)) => Verdict::Fails(why),
        Err(_) => {
            let said = PANIC.take().unwrap_or_else(|| "on another thread".into());
            Verdict::Fails(format!("it panics: {said}"))
        }
    }
}

/// Keeps what panics of threads of cases say, which would disturb the line that shows progress.
fn keep_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() == Some("case") {
                PANIC.set(Some(info.to_string()));
            } else {
                before(info);
            }
        }));
    });
}
