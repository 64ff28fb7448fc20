//! Generating from another program, such as one's own xtask: what is said comes back as values, and
//! nothing is printed.

use crate::cli::CodegenArgs;
use crate::config::{self, Job};
use crate::settings::settings_of;
use crate::workspace::{self, SETTINGS};
use crate::write::{self, ByHand, Disk, Plan, Written};
use generator::Generated;
use generator::diagnostic::render::{self, Style};
use generator::diagnostic::{Code, Diagnostic, Diagnostics, Severity, Sources};
use generator::output::Output;
use std::fmt;
use std::path::{Path, PathBuf};

/// Diagnostics, and the texts that their places lie in.
pub struct Said {
    /// What was said.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts.
    pub sources: Sources,
}

impl Said {
    /// Diagnostics that lie in no text.
    fn without_text(diagnostics: Vec<Diagnostic>) -> Self {
        Self { diagnostics, sources: Sources::new() }
    }

    fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|found| found.severity() == Severity::Error)
    }
}

impl fmt::Display for Said {
    /// As the command line prints it, without colours.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&render::text(&self.diagnostics, &self.sources, Style { color: false }))
    }
}

impl fmt::Debug for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why a project could not be read, generated or written. It is shown as the command line shows it, so
/// that a `main` which returns it tells all that there is to know.
pub struct Failure {
    /// What was said of the settings and of each document, the errors among it.
    pub said: Vec<Said>,
}

impl Failure {
    fn one(said: Said) -> Self {
        Self { said: vec![said] }
    }

    /// All that was said.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.said.iter().flat_map(|said| &said.diagnostics)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.said.iter().try_for_each(|said| fmt::Display::fmt(said, f))
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What Rust prints of an error that `main` returns.
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Failure {}

/// The crates of a `codegen.toml`.
///
/// ```no_run
/// # fn main() -> Result<(), cratewright::Failure> {
/// for written in cratewright::Project::open(".")?.generate()?.write()? {
///     println!("{} files written", written.written);
/// }
/// # Ok(())
/// # }
/// ```
pub struct Project {
    jobs: Vec<Job>,
    settings: Sources,
}

impl Project {
    /// Reads the settings: a `codegen.toml`, or the folder that it lies in or under `spec`.
    ///
    /// # Errors
    ///
    /// If there are none, or something is wrong with them.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Failure> {
        let path = path.as_ref();
        let config = if path.is_dir() { settings_in(path)? } else { path.to_owned() };
        let arguments = CodegenArgs { config: Some(config), ..CodegenArgs::default() };
        let (mut settings, diagnostics) = (Sources::new(), Diagnostics::new());
        let jobs = config::jobs(&arguments, &mut settings, &diagnostics);
        match jobs {
            Some(jobs) => Ok(Self { jobs, settings }),
            None => Err(Failure::one(Said {
                diagnostics: diagnostics.into_sorted(),
                sources: settings,
            })),
        }
    }

    /// Makes every crate in memory.
    ///
    /// # Errors
    ///
    /// If one of the documents has an error. What was said of all of them is in the failure.
    pub fn generate(&self) -> Result<Crates, Failure> {
        let made: Vec<_> = self.jobs.iter().map(|job| (job, make(job, &self.settings))).collect();
        if made.iter().any(|(_, made)| made.said.has_errors() || made.generated.is_none()) {
            return Err(Failure { said: made.into_iter().map(|(_, made)| made.said).collect() });
        }
        let crates = made.into_iter().filter_map(|(job, made)| {
            Some(Crate {
                name: job.options.package.name.clone(),
                document: job.document.clone(),
                folder: job.output.clone(),
                files: made.generated?.output,
                said: made.said,
            })
        });
        Ok(Crates { crates: crates.collect() })
    }
}

fn settings_in(folder: &Path) -> Result<PathBuf, Failure> {
    let mut all = SETTINGS.iter().map(|name| folder.join(name));
    all.find(|file| file.is_file()).ok_or_else(|| {
        let [here, below] = SETTINGS;
        let message = format!("there is no `{here}` and no `{below}` in `{}`", folder.display());
        let fault = Diagnostic::without_location(Code::FileNotFound, message);
        Failure::one(Said::without_text(vec![
            fault.help(format!("run `{} init`, which writes one", crate::program::name())),
        ]))
    })
}

/// What came of a document.
pub(crate) struct Made {
    pub(crate) said: Said,
    pub(crate) generated: Option<Generated>,
}

/// Makes one crate. The settings are what its options point into.
pub(crate) fn make(job: &Job, settings: &Sources) -> Made {
    // Each run has the settings first in its sources, where the options say that they are.
    let mut sources = settings_of(settings);
    let diagnostics = Diagnostics::new();
    let generated = workspace::read_document(&job.document, &mut sources, &diagnostics)
        .and_then(|file| generator::generate(&sources, file, &job.options, &diagnostics));
    Made { said: Said { diagnostics: diagnostics.into_sorted(), sources }, generated }
}

/// A crate that was made and not yet written.
#[derive(Debug)]
pub struct Crate {
    /// Its name.
    pub name: String,
    /// The document.
    pub document: PathBuf,
    /// The folder that it belongs in.
    pub folder: PathBuf,
    /// Its files.
    pub files: Output,
    /// Warnings and notes on the document.
    pub said: Said,
}

impl Crate {
    /// The names of all files that were read: the settings, the document and its parts. A `build.rs` prints
    /// each as `cargo::rerun-if-changed`.
    pub fn inputs(&self) -> impl Iterator<Item = &str> {
        let sources = &self.said.sources;
        sources.ids().map(|file| sources.name(file))
    }
}

/// Crates that were made and not yet written.
#[derive(Debug)]
pub struct Crates {
    /// The crates, in the order of the settings.
    pub crates: Vec<Crate>,
}

impl Crates {
    /// Writes what changed into the folder of each crate, all or nothing. Only files that were written
    /// before, and are as they were written, are replaced and removed.
    ///
    /// # Errors
    ///
    /// If a folder cannot be written, or if something is in the way. Crates before it are written then.
    pub fn write(&self) -> Result<Vec<Written>, Failure> {
        self.each(|one| write::write(&one.folder, &one.files, ByHand::Refuse, &mut Disk::new()))
    }

    /// What [`write`](Self::write) would change, one plan a crate; nothing is written. A test of it is what
    /// keeps a repository's crates up to date with their documents.
    ///
    /// # Errors
    ///
    /// If something is in the way.
    pub fn compare(&self) -> Result<Vec<Plan>, Failure> {
        self.each(|one| write::compare(&one.folder, &one.files))
    }

    fn each<T>(
        &self,
        act: impl Fn(&Crate) -> Result<T, Vec<Diagnostic>>,
    ) -> Result<Vec<T>, Failure> {
        let done = self.crates.iter().map(act);
        let done: Result<Vec<T>, _> = done.collect();
        done.map_err(|faults| Failure::one(Said::without_text(faults)))
    }
}
