//! `cargo xtask fuzz`: generates from arbitrary and changed documents until the time is over, and
//! keeps the smallest that fails.
//!
//! Each case runs on a thread of its own making, so that this one can tell when it takes too long.
//! The numbers of a case come from the seed and its index alone: what was found once is found again.

mod worker;

use crate::Exit;
use crate::cli::FuzzArgs;
use crate::codegen::number;
use crate::report::{Fault, Reporter, unreadable};
use crate::workspace;
use fuzz::Case;
use generator::diagnostic::{Code, Diagnostic};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use worker::{Verdict, Worker};

/// Where cases are kept, in the folder of the workspace.
const FOLDER: &str = "target/fuzz";

/// The document that is changed to make others.
const ORIGINAL: &str = "spec/shares.yaml";

/// How often progress is shown.
const PROGRESS: Duration = Duration::from_secs(1);

/// How long a failing case is made smaller.
const SHRINKING: Duration = Duration::from_secs(60);

/// What was done so far.
#[derive(Default)]
struct Counts {
    cases: u64,
    crates: u64,
    slowest: Duration,
}

/// Tries cases until the time is over or one fails.
pub fn run(arguments: &FuzzArgs, reporter: &mut Reporter) -> Exit {
    let done = match &arguments.case {
        Some(file) => repeat(file, reporter),
        None => search(arguments, reporter),
    };
    done.unwrap_or_else(|fault| {
        reporter.fault(&fault);
        Exit::Fault
    })
}

/// Tries one case that was kept.
fn repeat(file: &Path, reporter: &mut Reporter) -> Result<Exit, Fault> {
    let shown = file.display();
    let bytes = fs::read(file).map_err(|error| unreadable(&shown.to_string(), &error))?;
    // The name says no more than whether it is JSON.
    let is_json = file.extension().is_some_and(|end| end == "json");
    let name = if is_json { "document.json" } else { "document.yaml" };
    let tried = Worker::new().and_then(|mut worker| worker.run(Case { name, bytes }));
    Ok(match tried.map_err(|error| no_thread(&error))?.verdict {
        Verdict::Holds { has_crate } => {
            let end = if has_crate { "a crate" } else { "diagnostics" };
            reporter.summary(&format!("{shown} ends in {end}"));
            Exit::Done
        }
        Verdict::Fails(why) => {
            reporter.fault(&Box::new(fault(&shown.to_string(), &why)));
            Exit::Fault
        }
    })
}

fn search(arguments: &FuzzArgs, reporter: &mut Reporter) -> Result<Exit, Fault> {
    let root = workspace::root()?;
    let original = root.join(ORIGINAL);
    let text = fs::read_to_string(&original).map_err(|error| unreadable(ORIGINAL, &error))?;
    let folder = root.join(FOLDER);
    fs::create_dir_all(&folder).map_err(|error| unwritable(&folder, &error))?;
    let strategy = fuzz::cases(&text);
    let end = Instant::now() + Duration::from_secs(arguments.minutes.saturating_mul(60));
    let mut worker = Worker::new().map_err(|error| no_thread(&error))?;
    let mut counts = Counts::default();
    let mut progress = Progress::new();
    // What aborts the whole process leaves the case here.
    let current = folder.join("current");
    for index in 0.. {
        if Instant::now() >= end {
            break;
        }
        let mut runner = runner(arguments.seed, index);
        let Ok(tree) = strategy.new_tree(&mut runner) else {
            continue;
        };
        let case = tree.current();
        fs::write(&current, &case.bytes).map_err(|error| unwritable(&current, &error))?;
        let tried = worker.run(case).map_err(|error| no_thread(&error))?;
        counts.cases += 1;
        counts.slowest = counts.slowest.max(tried.time);
        match tried.verdict {
            Verdict::Holds { has_crate } => counts.crates += u64::from(has_crate),
            Verdict::Fails(_) => {
                progress.clear(reporter);
                let place = format!("case {index} of the seed {}", arguments.seed);
                let kept = keep(tree, &folder, &mut worker, reporter)?;
                let shown = workspace::tidy_path(&kept.file);
                let help = format!("repeat it with `cargo xtask fuzz --case {}`", shown.display());
                reporter.fault(&Box::new(fault(&place, &kept.why).help(help)));
                return Ok(Exit::Fault);
            }
        }
        progress.show(&counts, end, reporter);
    }
    progress.clear(reporter);
    // Nothing is kept of a run that found nothing; what cannot be removed does no harm.
    let _ = fs::remove_file(&current);
    reporter.summary(&summary(&counts, arguments.seed));
    Ok(Exit::Done)
}

/// The source of the numbers of one case.
fn runner(seed: u64, index: u64) -> TestRunner {
    let mut bytes = [0; 32];
    let numbers = seed.to_le_bytes().into_iter().chain(index.to_le_bytes());
    bytes.iter_mut().zip(numbers).for_each(|(byte, number)| *byte = number);
    TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
}

/// A failing case that was kept.
struct Kept {
    file: PathBuf,
    why: String,
}

/// Makes a failing case as small as it gets, and keeps it.
fn keep(
    mut tree: impl ValueTree<Value = Case>,
    folder: &Path,
    worker: &mut Worker,
    reporter: &mut Reporter,
) -> Result<Kept, Fault> {
    reporter.error_text("a case fails; it is made smaller\n");
    let end = Instant::now() + SHRINKING;
    let mut smallest: Option<(Case, String)> = None;
    loop {
        let case = tree.current();
        let tried = worker.run(case.clone()).map_err(|error| no_thread(&error))?;
        let goes_on = match tried.verdict {
            Verdict::Fails(why) => {
                smallest = Some((case, why));
                tree.simplify()
            }
            Verdict::Holds { .. } => tree.complicate(),
        };
        if !goes_on || Instant::now() >= end {
            break;
        }
    }
    let (case, why) =
        smallest.unwrap_or_else(|| (tree.current(), "it failed once, and not again".into()));
    let end = if case.name.ends_with(".json") { "json" } else { "yaml" };
    let file = folder.join(format!("smallest.{end}"));
    fs::write(&file, &case.bytes).map_err(|error| unwritable(&file, &error))?;
    Ok(Kept { file, why })
}

fn fault(place: &str, why: &str) -> Diagnostic {
    Diagnostic::without_location(Code::GeneratorFault, format!("{place} fails: {why}"))
}

fn unwritable(path: &Path, error: &std::io::Error) -> Fault {
    let message = format!("cannot write `{}`: {error}", path.display());
    Box::new(Diagnostic::without_location(Code::OutputNotWritten, message))
}

fn no_thread(error: &std::io::Error) -> Fault {
    let message = format!("cannot start a thread: {error}");
    Box::new(Diagnostic::without_location(Code::GeneratorFault, message))
}

fn summary(counts: &Counts, seed: u64) -> String {
    let cases = usize::try_from(counts.cases).unwrap_or(usize::MAX);
    format!(
        "nothing found: {} of the seed {seed}, of which {} ended in a crate; the slowest took {} ms",
        number(cases, "case"),
        counts.crates,
        counts.slowest.as_millis()
    )
}

/// A line that says how far it is, on a terminal.
struct Progress {
    shown: Instant,
    is_wanted: bool,
}

impl Progress {
    fn new() -> Self {
        Self { shown: Instant::now(), is_wanted: std::io::stderr().is_terminal() }
    }

    fn show(&mut self, counts: &Counts, end: Instant, reporter: &mut Reporter) {
        if !self.is_wanted || self.shown.elapsed() < PROGRESS {
            return;
        }
        self.shown = Instant::now();
        let left = end.saturating_duration_since(self.shown).as_secs();
        let Counts { cases, crates, .. } = counts;
        reporter.error_text(&format!("\r{cases} cases, {crates} crates, {left} s left    "));
    }

    fn clear(&self, reporter: &mut Reporter) {
        if self.is_wanted {
            reporter.error_text("\r                                                  \r");
        }
    }
}
