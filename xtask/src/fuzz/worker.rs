//! A process that tries cases, watched by this one.

use super::serve::{MARK, send};
use fuzz::Case;
use std::io::{self, BufRead, BufReader, Read};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How much of what a process says at its end is kept.
const LAST_WORDS: u64 = 2000;

/// How long things may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// When a case is given up, on the clock. On a busy machine it may take long to get its time of
    /// the processor, which is [watched](super::LONGEST) by the process that tries it.
    pub case: Duration,
    /// How long a failing case is made smaller.
    pub shrinking: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { case: Duration::from_secs(60), shrinking: Duration::from_secs(120) }
    }
}

/// What came of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All that has to hold does.
    Holds {
        /// Whether it ended in a crate, and not in diagnostics.
        has_crate: bool,
    },
    /// Something does not hold.
    Fails(String),
}

/// What came of a case, and how long it took.
#[derive(Clone, Debug)]
pub struct Tried {
    /// What came of it.
    pub verdict: Verdict,
    /// How long it took.
    pub time: Duration,
}

/// Makes the command that starts a process which [serves](super::serve).
pub(super) type Start<'a> = &'a dyn Fn() -> io::Result<Command>;

/// Tries cases in a process of their own, and starts another when one ends.
pub struct Worker<'a> {
    start: Start<'a>,
    limits: Limits,
    process: Option<Process>,
}

impl<'a> Worker<'a> {
    /// One that starts processes by this command.
    #[must_use]
    pub fn new(start: Start<'a>, limits: Limits) -> Self {
        Self { start, limits, process: None }
    }

    /// Tries a case.
    ///
    /// # Errors
    ///
    /// If no process can be started.
    pub fn run(&mut self, case: &Case) -> io::Result<Tried> {
        let start = Instant::now();
        let verdict = self.verdict(case)?;
        Ok(Tried { verdict, time: start.elapsed() })
    }

    fn verdict(&mut self, case: &Case) -> io::Result<Verdict> {
        let mut process = match self.process.take() {
            Some(process) => process,
            None => Process::start(&mut (self.start)()?)?,
        };
        let sent = send(&mut process.cases, case);
        match sent.map(|()| process.verdicts.recv_timeout(self.limits.case)) {
            Ok(Ok(verdict)) => {
                self.process = Some(process);
                Ok(verdict)
            }
            Ok(Err(RecvTimeoutError::Timeout)) => {
                process.kill()?;
                let seconds = self.limits.case.as_secs_f32();
                Ok(Verdict::Fails(format!("it does not end in {seconds} s")))
            }
            Ok(Err(RecvTimeoutError::Disconnected)) | Err(_) => {
                let how = process.end()?;
                Ok(Verdict::Fails(format!("it ends the process: {how}")))
            }
        }
    }
}

/// A process that tries cases.
struct Process {
    child: Child,
    cases: ChildStdin,
    verdicts: Receiver<Verdict>,
    /// Gives what the process said to its standard error.
    words: JoinHandle<String>,
}

impl Process {
    fn start(command: &mut Command) -> io::Result<Self> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn()?;
        let missing = || io::Error::other("the process has no standard streams");
        let cases = child.stdin.take().ok_or_else(missing)?;
        let output = child.stdout.take().ok_or_else(missing)?;
        let errors = child.stderr.take().ok_or_else(missing)?;
        let (sent, verdicts) = channel();
        thread::spawn(move || {
            let lines = BufReader::new(output).lines().map_while(Result::ok);
            for verdict in lines.filter_map(|line| verdict(&line)) {
                if sent.send(verdict).is_err() {
                    break;
                }
            }
        });
        let words = thread::spawn(move || {
            let mut words = Vec::new();
            let mut errors = errors;
            // What cannot be read is not told; the rest is read so that the process never waits.
            let _ = errors.by_ref().take(LAST_WORDS).read_to_end(&mut words);
            let _ = io::copy(&mut errors, &mut io::sink());
            String::from_utf8_lossy(&words).into_owned()
        });
        Ok(Self { child, cases, verdicts, words })
    }

    fn kill(mut self) -> io::Result<()> {
        self.child.kill()?;
        self.child.wait().map(drop)
    }

    /// How a process ended that ended by itself.
    fn end(mut self) -> io::Result<String> {
        drop(self.cases);
        let status = self.child.wait()?;
        let words = self.words.join().unwrap_or_default();
        let words: Vec<_> = words.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        Ok(if words.is_empty() {
            status.to_string()
        } else {
            format!("{status}: {}", words.join("; "))
        })
    }
}

fn verdict(line: &str) -> Option<Verdict> {
    let (_, verdict) = line.split_once(MARK)?;
    match verdict {
        "crate" => Some(Verdict::Holds { has_crate: true }),
        "diagnostics" => Some(Verdict::Holds { has_crate: false }),
        _ => verdict.strip_prefix("fails: ").map(|why| Verdict::Fails(why.to_owned())),
    }
}
