//! `codegen`: documents -> crates. Every crate is made before the first one is
//! written: if one of the documents has an error, nothing is.

use crate::Exit;
use crate::check;
use crate::cli::CodegenArgs;
use crate::config::{self, Job};
use crate::contents::{self, Contents};
use crate::project;
use crate::report::Reporter;
use crate::words::number;
use crate::write::{self, ByHand, Disk, Written};
use generator::Generated;
use generator::diagnostic::{Diagnostic, Diagnostics, Severity, Sources};

/// A crate that was made and not yet written.
struct Made {
    job: Job,
    crate_: Generated,
    contents: Contents,
}

/// Generates what the command line asks for.
pub fn run(arguments: &CodegenArgs, reporter: &mut Reporter) -> Exit {
    let mut sources = Sources::new();
    let diagnostics = Diagnostics::new();
    let jobs = config::jobs(arguments, &mut sources, &diagnostics);
    let mut counts = Counts::default();
    let jobs = counts.print(&sources, &diagnostics.into_sorted(), reporter, jobs);
    let Some(jobs) = jobs else {
        return counts.refuse(reporter);
    };
    if !arguments.check {
        // What an interrupted run left is put in order even if this one has nothing to write.
        let unfinished = jobs.iter().map(|job| write::recover(&job.output, &mut Disk::new()));
        let faults: Vec<_> = unfinished.filter_map(Result::err).flatten().collect();
        if !faults.is_empty() {
            reporter.diagnostics(&Sources::new(), &faults);
            return Exit::Fault;
        }
    }
    let Some(made) = make(jobs, &sources, &mut counts, reporter) else {
        return counts.refuse(reporter);
    };
    let mut exit = Exit::Done;
    for made in &made {
        let done = if arguments.check {
            check::run(&made.job, &made.crate_.output, reporter)
        } else {
            save(made, arguments, reporter)
        };
        if let Err(faults) = done {
            reporter.diagnostics(&Sources::new(), &faults);
            exit = Exit::Fault;
        }
    }
    if let Some(format) = arguments.report.filter(|_| exit == Exit::Done) {
        let contents: Vec<_> = made.iter().map(|made| &made.contents).collect();
        reporter.result(&contents::render(&contents, format));
    }
    exit
}

/// Makes every crate, and reports the faults of all; there is none if one of them has an error.
fn make(
    jobs: Vec<Job>,
    settings: &Sources,
    counts: &mut Counts,
    reporter: &mut Reporter,
) -> Option<Vec<Made>> {
    let mut made = Vec::new();
    for job in jobs {
        let project::Made { said, generated } = project::make(&job, settings);
        let project::Said { diagnostics: found, sources } = said;
        if let Some(crate_) = counts.print(&sources, &found, reporter, generated) {
            let contents = Contents::new(&job, &crate_.report, &found, &sources);
            made.push(Made { job, crate_, contents });
        }
    }
    (counts.errors == 0).then_some(made)
}

/// What was said in a run.
#[derive(Default)]
struct Counts {
    errors: usize,
    warnings: usize,
}

impl Counts {
    /// Prints diagnostics and counts them. There is no result if one of them is an error.
    fn print<T>(
        &mut self,
        sources: &Sources,
        found: &[Diagnostic],
        reporter: &mut Reporter,
        result: Option<T>,
    ) -> Option<T> {
        let count = |severity| {
            let all = found.iter();
            all.filter(|found| found.severity() == severity).count()
        };
        let errors = count(Severity::Error);
        self.errors += errors;
        self.warnings += count(Severity::Warning);
        reporter.diagnostics(sources, found);
        result.filter(|_| errors == 0)
    }

    /// Says that nothing was generated.
    fn refuse(&self, reporter: &mut Reporter) -> Exit {
        if !reporter.is_json() {
            reporter.error_text(&format!(
                "nothing was generated: {}, {}\n",
                number(self.errors, "error"),
                number(self.warnings, "warning"),
            ));
        }
        Exit::Fault
    }
}

/// Writes a crate. With a report, the standard output is the report's.
fn save(
    made: &Made,
    arguments: &CodegenArgs,
    reporter: &mut Reporter,
) -> Result<(), Vec<Diagnostic>> {
    let Made { job, crate_, contents } = made;
    let by_hand = if arguments.overwrite { ByHand::Overwrite } else { ByHand::Refuse };
    let written = write::write(&job.output, &crate_.output, by_hand, &mut Disk::new())?;
    if arguments.report.is_none() {
        reporter.summary(&summary(job, written));
        reporter.summary(&format!("  {}", contents.summary()));
    }
    Ok(())
}

fn summary(job: &Job, written: Written) -> String {
    let name = &job.options.package.name;
    let folder = job.output.display();
    let Written { written, removed, unchanged } = written;
    if written + removed == 0 {
        format!("{name}: nothing to write, {folder} is up to date ({unchanged} files)")
    } else {
        format!("{name}: {written} written, {removed} removed, {unchanged} unchanged in {folder}")
    }
}
