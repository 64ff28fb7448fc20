//! One run of a process, measured.

use std::io::{self, Read as _};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use wait4::Wait4 as _;

/// What a run took.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// From its start to its end.
    pub wall: Duration,
    /// Of all processors, of the process and those it started.
    pub processor: Duration,
    /// The most that one of its processes had at a time, in bytes.
    pub memory: u64,
}

/// A run that has ended.
#[derive(Clone, Debug)]
pub struct Run {
    /// How it ended.
    pub status: ExitStatus,
    /// What it wrote to its standard error.
    pub said: Vec<u8>,
    /// What it took.
    pub cost: Cost,
}

/// Runs a command without an input; what it writes to its standard output is dropped.
///
/// # Errors
///
/// If it cannot be started.
pub fn run(command: &mut Command) -> io::Result<Run> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let start = Instant::now();
    let mut child = command.spawn()?;
    let mut said = Vec::new();
    if let Some(mut pipe) = child.stderr.take() {
        pipe.read_to_end(&mut said)?;
    }
    let ended = child.wait4()?;
    let wall = start.elapsed();
    let used = ended.rusage;
    let cost = Cost { wall, processor: used.utime + used.stime, memory: used.maxrss };
    Ok(Run { status: ended.status, said, cost })
}
