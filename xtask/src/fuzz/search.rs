//! Trying case after case, and making the one that fails smaller.

use super::worker::{Limits, Start, Verdict, Worker};
use fuzz::Case;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A search for a case that fails.
#[derive(Clone, Copy)]
pub struct Search<'a> {
    /// Where to begin.
    pub seed: u64,
    /// How long to go on.
    pub time: Duration,
    /// Where the smallest case is kept.
    pub folder: &'a Path,
    /// What starts a process that tries cases.
    pub process: &'a dyn Fn() -> io::Result<std::process::Command>,
    /// How long things may take.
    pub limits: Limits,
}

/// What was done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many cases were tried.
    pub cases: u64,
    /// How many of them ended in a crate.
    pub crates: u64,
    /// How long the slowest took.
    pub slowest: Duration,
}

/// A case that fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which case of the seed it is.
    pub index: u64,
    /// What does not hold for the smallest case that it came to.
    pub why: String,
    /// Where that one is kept.
    pub file: PathBuf,
}

/// How a search ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// What was done.
    pub counts: Counts,
    /// The case that fails, if one does.
    pub finding: Option<Finding>,
}

impl Search<'_> {
    /// Tries cases until the time is over or one fails. `tell` hears how far it is, and whether a
    /// failing case is made smaller.
    ///
    /// # Errors
    ///
    /// If no process can be started, or the case cannot be kept.
    pub fn run(
        &self,
        cases: &impl Strategy<Value = Case>,
        mut tell: impl FnMut(&Counts, bool),
    ) -> io::Result<Ended> {
        let end = Instant::now() + self.time;
        let mut worker = Worker::new(self.process as Start<'_>, self.limits);
        let mut counts = Counts::default();
        for index in 0.. {
            if Instant::now() >= end {
                break;
            }
            let Ok(tree) = cases.new_tree(&mut runner(self.seed, index)) else {
                continue;
            };
            let case = tree.current();
            let tried = worker.run(&case)?;
            counts.cases += 1;
            counts.slowest = counts.slowest.max(tried.time);
            match tried.verdict {
                Verdict::Holds { has_crate } => counts.crates += u64::from(has_crate),
                Verdict::Fails(why) => {
                    let (case, why) =
                        self.smallest(tree, (case, why), &mut worker, || tell(&counts, true))?;
                    let file = self.keep(&case)?;
                    return Ok(Ended { counts, finding: Some(Finding { index, why, file }) });
                }
            }
            tell(&counts, false);
        }
        Ok(Ended { counts, finding: None })
    }

    /// Makes a failing case as small as it gets.
    fn smallest(
        &self,
        mut tree: impl ValueTree<Value = Case>,
        mut smallest: (Case, String),
        worker: &mut Worker<'_>,
        mut tell: impl FnMut(),
    ) -> io::Result<(Case, String)> {
        let end = Instant::now() + self.limits.shrinking;
        let mut goes_on = tree.simplify();
        while goes_on && Instant::now() < end {
            tell();
            let case = tree.current();
            goes_on = match worker.run(&case)?.verdict {
                Verdict::Fails(why) => {
                    smallest = (case, why);
                    tree.simplify()
                }
                Verdict::Holds { .. } => tree.complicate(),
            };
        }
        Ok(smallest)
    }

    fn keep(&self, case: &Case) -> io::Result<PathBuf> {
        fs::create_dir_all(self.folder)?;
        let end = if case.name.ends_with(".json") { "json" } else { "yaml" };
        let file = self.folder.join(format!("smallest.{end}"));
        fs::write(&file, &case.bytes)?;
        Ok(file)
    }
}

/// The source of the numbers of one case.
fn runner(seed: u64, index: u64) -> TestRunner {
    let mut bytes = [0; 32];
    let numbers = seed.to_le_bytes().into_iter().chain(index.to_le_bytes());
    bytes.iter_mut().zip(numbers).for_each(|(byte, number)| *byte = number);
    TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
}
