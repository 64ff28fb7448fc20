//! Threads whose stack the deepest document fits into.
//!
//! Code that walks a document calls itself at each level, as does what reads and prints the code
//! that comes of it. How deep that goes is bounded (`source::MAX_DEPTH`), but how much a level takes
//! is the compiler's business, and how much the caller's thread has left is the caller's. So the
//! work is done here, and no stack overflows, which nobody could catch.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::OnceLock;

/// The stack of each thread: four times what the deepest document takes in an unoptimised build. The
/// system hands out what is used of it.
const STACK: usize = 24 * 1024 * 1024;

/// Does some work on a thread of the pool, which all runs share.
///
/// A thread of another pool that waits here goes on with the work of its own pool.
pub(crate) fn run<T: Send>(
    diagnostics: &Diagnostics,
    work: impl FnOnce() -> Option<T> + Send,
) -> Option<T> {
    match pool() {
        Ok(pool) => pool.install(work),
        Err(why) => {
            let message = format!("no thread can be started: {why}");
            let found = Diagnostic::without_location(Code::NoThreads, message);
            diagnostics.push(found.help("end other programs, or raise the limit of threads"));
            None
        }
    }
}

/// Does some work on a thread of the pool, or here if there is none.
pub(crate) fn try_run<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    match pool() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

fn pool() -> Result<&'static ThreadPool, &'static str> {
    static POOL: OnceLock<Result<ThreadPool, String>> = OnceLock::new();
    let build = || {
        let builder = ThreadPoolBuilder::new().stack_size(STACK);
        let builder = builder.thread_name(|index| format!("generator-{index}"));
        builder.build().map_err(|error| error.to_string())
    };
    POOL.get_or_init(build).as_ref().map_err(String::as_str)
}
