//! Work that takes long, on a thread of its own.

use std::{
    panic,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

/// Why work has no result.
pub(crate) enum Unfinished {
    /// The time limit is over. The thread goes on to the end of its work, and then forgets it.
    Late,
    /// The runtime is being shut down.
    Stopped,
}

/// Does work on a thread of its own, within a time limit.
pub(crate) async fn run<T: Send + 'static>(
    limit: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Unfinished> {
    let place = Arc::new(Mutex::new(None));
    let filled = place.clone();
    let work = move || *filled.lock().unwrap_or_else(PoisonError::into_inner) = Some(work());
    wait(limit, Box::new(work)).await?;
    let done = place.lock().unwrap_or_else(PoisonError::into_inner).take();
    done.ok_or(Unfinished::Stopped)
}

/// The part that is the same for all types.
async fn wait(limit: Duration, work: Box<dyn FnOnce() + Send>) -> Result<(), Unfinished> {
    match tokio::time::timeout(limit, tokio::task::spawn_blocking(work)).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => match error.try_into_panic() {
            Ok(panic) => panic::resume_unwind(panic),
            Err(_) => Err(Unfinished::Stopped),
        },
        Err(_) => Err(Unfinished::Late),
    }
}
