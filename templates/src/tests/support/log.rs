//! A place for the log.

use std::{
    cell::RefCell,
    io::{self, Write},
    sync::{Arc, Mutex, Once},
};

use tracing_subscriber::{
    filter::dynamic_filter_fn,
    fmt::{self, MakeWriter, format::FmtSpan},
    layer::{Layer as _, SubscriberExt as _},
};

thread_local! {
    static CURRENT: RefCell<Option<Log>> = const { RefCell::new(None) };
}

/// What was logged on one thread.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<u8>>>);

/// Ends the recording when it is dropped.
pub(crate) struct Recording;

impl Log {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    /// The lines that hold this text.
    pub(crate) fn lines(&self, part: &str) -> Vec<String> {
        let text = self.text();
        let lines = text.lines().filter(|line| line.contains(part));
        lines.map(str::to_owned).collect()
    }
}

/// Notes everything that is logged on this thread until the guard is dropped.
pub(crate) fn record() -> (Log, Recording) {
    install();
    let log = Log::default();
    CURRENT.set(Some(log.clone()));
    (log, Recording)
}

/// Sets the subscriber of this process.
///
/// It must be there before the first event. With a subscriber for each thread,
/// tracing may decide for good that nobody wants an event, on a thread that has
/// none.
pub(crate) fn install() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // The layers underneath log in another way.
        tracing_log::LogTracer::init().unwrap();
        let layer = fmt::layer()
            .with_span_events(FmtSpan::FULL)
            .with_ansi(false)
            .with_writer(Writer)
            .with_filter(dynamic_filter_fn(|_, _| CURRENT.with_borrow(Option::is_some)));
        let subscriber = tracing_subscriber::registry().with(layer);
        tracing::subscriber::set_global_default(subscriber).unwrap();
    });
}

impl Drop for Recording {
    fn drop(&mut self) {
        CURRENT.set(None);
    }
}

struct Writer;

impl<'w> MakeWriter<'w> for Writer {
    type Writer = Log;

    fn make_writer(&'w self) -> Log {
        CURRENT.with_borrow(|log| log.clone().unwrap_or_default())
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
