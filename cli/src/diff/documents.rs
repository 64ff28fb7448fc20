//! Which documents are compared, and where they come from.

use super::report;
use crate::cli::{CodegenArgs, DiffArgs};
use crate::codegen::settings_of;
use crate::config::{self, Job};
use crate::report::{Fault, Reporter};
use crate::workspace;
use generator::Model;
use generator::diagnostic::{
    Code, Diagnostic, Diagnostics, FileId, Folder, Severity, Sources, Unread,
};
use generator::options::{self, CrateEntry, Options};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a committed document is asked for with.
const GIT: &str = "git:";

/// A document that became a model.
pub(super) struct Document {
    /// Its text, after those of the settings.
    pub(super) sources: Sources,
    pub(super) options: Options,
    pub(super) model: Model,
    /// Whether it comes from a commit, with the settings of that commit.
    pub(super) is_committed: bool,
}

/// Two documents of one crate.
pub(super) struct Pair {
    pub(super) name: String,
    pub(super) old: Document,
    pub(super) new: Document,
    /// Whether the settings know the crate.
    pub(super) has_settings: bool,
}

/// A text before it is read: where from, and what it is called.
enum Text {
    File(PathBuf),
    Committed { revision: String, path: PathBuf },
}

impl Text {
    fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Committed { revision, path } => format!("{GIT}{revision}:{}", path.display()),
        }
    }

    fn read(&self, sources: &mut Sources, diagnostics: &Diagnostics) -> Option<FileId> {
        match self {
            Self::File(path) => workspace::read_document(path, sources, diagnostics),
            Self::Committed { revision, path } => match committed(revision, path) {
                Ok(bytes) => {
                    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
                    sources.set_folder(CommittedFolder { revision: revision.clone(), folder });
                    generator::source::add_bytes(sources, self.name(), bytes, diagnostics)
                }
                Err(fault) => {
                    diagnostics.push(*fault);
                    None
                }
            },
        }
    }
}

/// The folder of a document as it was committed.
struct CommittedFolder {
    revision: String,
    folder: PathBuf,
}

impl Folder for CommittedFolder {
    fn read(&self, path: &str) -> Result<(String, Vec<u8>), Unread> {
        let Self { revision, folder } = self;
        let name = Text::Committed { revision: revision.clone(), path: folder.join(path) }.name();
        let bytes = committed_below(revision, folder, path).map_err(|_| Unread::Absent)?;
        Ok((name, bytes))
    }
}

/// A file of a commit, by its path in the working copy.
fn committed(revision: &str, path: &Path) -> Result<Vec<u8>, Fault> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    committed_below(revision, folder, &name)
}

/// A file of a commit, by a folder of the working copy and the path from there.
fn committed_below(revision: &str, folder: &Path, name: &str) -> Result<Vec<u8>, Fault> {
    let path = folder.join(name);
    let fault = |reason: &str| -> Fault {
        let message =
            format!("cannot read `{GIT}{revision}:{}`: {}", path.display(), reason.trim());
        let fault = Diagnostic::without_location(Code::FileNotFound, message);
        Box::new(fault.help("is the revision there? A shallow checkout has only the last one"))
    };
    // A revision is no option of git, whatever it looks like.
    if revision.is_empty() || revision.starts_with('-') || revision.contains(':') {
        return Err(fault("it is not a revision"));
    }
    let around = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let output = Command::new("git")
        .current_dir(around)
        .args(["show", "--end-of-options", &format!("{revision}:./{name}")])
        .output()
        .map_err(|error| fault(&error.to_string()))?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(fault(&String::from_utf8_lossy(&output.stderr)))
    }
}

/// The documents to compare; nothing if one of them has an error.
pub(super) fn pairs(arguments: &DiffArgs, reporter: &mut Reporter) -> Option<Vec<Pair>> {
    let mut settings = Sources::new();
    let diagnostics = Diagnostics::new();
    let jobs = jobs(arguments, &mut settings, &diagnostics);
    let jobs = report(&settings, diagnostics, reporter, jobs)?;
    let revision = arguments.old.strip_prefix(GIT);
    match revision {
        Some(revision) => {
            let mut pairs = Vec::new();
            let old = old_entries(arguments, revision, reporter)?;
            for (job, has_settings) in jobs {
                pairs.push(with_commit(job, has_settings, &old, revision, &settings, reporter)?);
            }
            Some(pairs)
        }
        None => {
            let mut pairs = Vec::new();
            for (job, has_settings) in jobs {
                let old = Text::File(workspace::tidy_path(Path::new(&arguments.old)));
                let old =
                    Source { text: old, options: &job.options, settings: settings_of(&settings) };
                let new = new_source(&job, &settings);
                let (old, new) = documents(old, new, reporter)?;
                pairs.push(Pair { name: name(&job, has_settings), old, new, has_settings });
            }
            Some(pairs)
        }
    }
}

fn name(job: &Job, has_settings: bool) -> String {
    if has_settings { job.options.package.name.clone() } else { job.document.display().to_string() }
}

/// The new documents with their settings, and whether the settings know them.
fn jobs(
    arguments: &DiffArgs,
    sources: &mut Sources,
    diagnostics: &Diagnostics,
) -> Option<Vec<(Job, bool)>> {
    let codegen = CodegenArgs { config: arguments.config.clone(), ..CodegenArgs::default() };
    let Some(new) = &arguments.new else {
        let jobs = config::jobs(&codegen, sources, diagnostics)?;
        if jobs.len() > 1 && !arguments.old.starts_with(GIT) {
            diagnostics.push(
                Diagnostic::without_location(
                    Code::ConfigMissingKey,
                    "the settings have several documents, and it is not said which is compared",
                )
                .help("name the new document as well, or compare with `git:REV`"),
            );
            return None;
        }
        return Some(jobs.into_iter().map(|job| (job, true)).collect());
    };
    let new = workspace::tidy_path(new);
    // Outside of a project there are no settings to look into.
    let has_config = arguments.config.is_some() || workspace::settings().is_ok();
    let jobs = if has_config { config::jobs(&codegen, sources, diagnostics)? } else { Vec::new() };
    let only = jobs.len() == 1 && arguments.config.is_some();
    let known = jobs.into_iter().find(|job| only || same_file(&job.document, &new));
    let job = match known {
        Some(job) => (Job { document: new, ..job }, true),
        None => (Job { document: new, output: PathBuf::new(), options: Options::default() }, false),
    };
    Some(vec![job])
}

fn same_file(one: &Path, other: &Path) -> bool {
    one == other || same_file::is_same_file(one, other).unwrap_or(false)
}

/// The settings of a commit, with the folder that their paths are relative to.
struct OldSettings {
    entries: Vec<CrateEntry>,
    sources: Sources,
    folder: PathBuf,
}

fn old_entries(
    arguments: &DiffArgs,
    revision: &str,
    reporter: &mut Reporter,
) -> Option<Option<OldSettings>> {
    let config = match &arguments.config {
        Some(config) => config.clone(),
        None => match workspace::settings() {
            Ok(settings) => settings,
            Err(_) if arguments.new.is_some() => return Some(None),
            Err(fault) => {
                reporter.fault(&fault);
                return None;
            }
        },
    };
    let config = workspace::tidy_path(&config);
    let text = Text::Committed { revision: revision.to_owned(), path: config.clone() };
    let (mut sources, diagnostics) = (Sources::new(), Diagnostics::new());
    let Some(file) = text.read(&mut sources, &diagnostics) else {
        // The document may be older than the settings: then those of today hold for both.
        return Some(None);
    };
    let entries = options::parse(&sources, file, &diagnostics);
    let entries = report(&sources, diagnostics, reporter, Some(entries))?;
    let folder = config.parent().unwrap_or(Path::new("")).to_owned();
    Some(Some(OldSettings { entries, sources, folder }))
}

fn with_commit(
    job: Job,
    has_settings: bool,
    old: &Option<OldSettings>,
    revision: &str,
    settings: &Sources,
    reporter: &mut Reporter,
) -> Option<Pair> {
    let entry = old.as_ref().and_then(|old| {
        let same = |entry: &&CrateEntry| entry.options.package.name == job.options.package.name;
        Some((old, old.entries.iter().find(same).filter(|_| has_settings)?))
    });
    let (path, options, sources) = match entry {
        Some((old, entry)) => {
            let diagnostics = Diagnostics::new();
            let paths = entry.paths(&diagnostics);
            let (document, _) = report(&old.sources, diagnostics, reporter, paths)?;
            let path = workspace::tidy_path(&old.folder.join(document));
            (path, &entry.options, &old.sources)
        }
        None => (job.document.clone(), &job.options, settings),
    };
    let text = Text::Committed { revision: revision.to_owned(), path };
    let old = Source { text, options, settings: settings_of(sources) };
    let (old, new) = documents(old, new_source(&job, settings), reporter)?;
    let old = Document { is_committed: entry.is_some(), ..old };
    Some(Pair { name: name(&job, has_settings), old, new, has_settings })
}

/// A text with the settings that it is read by.
struct Source<'a> {
    text: Text,
    options: &'a Options,
    settings: Sources,
}

fn new_source<'a>(job: &'a Job, settings: &Sources) -> Source<'a> {
    let text = Text::File(job.document.clone());
    Source { text, options: &job.options, settings: settings_of(settings) }
}

/// Both documents, read side by side.
fn documents(
    old: Source<'_>,
    new: Source<'_>,
    reporter: &mut Reporter,
) -> Option<(Document, Document)> {
    let (old, new) = std::thread::scope(|scope| {
        let other = scope.spawn(|| model(&new.text, new.options, new.settings));
        let one = model(&old.text, old.options, old.settings);
        // A panic over there is one here as well.
        (one, other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    let (old, new) = (document(old, reporter), document(new, reporter));
    Some((old?, new?))
}

/// What came of a text.
struct Read {
    sources: Sources,
    diagnostics: Diagnostics,
    options: Options,
    model: Option<Model>,
}

/// A text that becomes a model.
fn model(text: &Text, options: &Options, mut sources: Sources) -> Read {
    let diagnostics = Diagnostics::new();
    let model = text
        .read(&mut sources, &diagnostics)
        .and_then(|file| generator::model(&sources, file, options, &diagnostics));
    Read { sources, diagnostics, options: options.clone(), model }
}

/// The document, unless it has an error. What is only worth a warning is told by `codegen`, and for
/// the old document by nobody.
fn document(read: Read, reporter: &mut Reporter) -> Option<Document> {
    let Read { sources, diagnostics, options, model } = read;
    let mut found = diagnostics.into_sorted();
    found.retain(|found| found.severity() == Severity::Error);
    reporter.diagnostics(&sources, &found);
    let model = model.filter(|_| found.is_empty())?;
    Some(Document { sources, options, model, is_committed: false })
}
