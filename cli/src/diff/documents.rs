//! Which documents are compared, and where they come from.

use super::report;
use crate::cli::{CodegenArgs, DiffArgs};
use crate::config::{self, Job};
use crate::report::{Fault, Reporter};
use crate::settings::settings_of;
use crate::workspace;
use generator::Model;
use generator::diagnostic::{
    Code, Diagnostic, Diagnostics, FileId, Folder, Severity, Sources, Unread,
};
use generator::options::{self, CrateEntry, Options, Placed};
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
    /// How many errors it has: what they touch is open in the model, or missing.
    pub(super) errors: usize,
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
    let revision = arguments.new.as_deref().and_then(Path::to_str);
    let revision = revision.and_then(|new| new.strip_prefix(GIT));
    let mut now = match revision {
        Some(revision) => committed_jobs(arguments, revision, reporter)?,
        None => {
            let mut settings = Sources::new();
            let diagnostics = Diagnostics::new();
            let jobs = jobs(arguments, &mut settings, &diagnostics);
            let jobs = report(&settings, diagnostics, reporter, jobs)?;
            Now { jobs, settings, revision: None }
        }
    };
    narrow(&mut now.jobs, arguments);
    let mut pairs = Vec::new();
    match arguments.old.strip_prefix(GIT) {
        Some(revision) => {
            let mut old = old_entries(arguments, revision, reporter)?;
            for entry in old.iter_mut().flat_map(|old| &mut old.entries) {
                only(&mut entry.options, arguments);
            }
            for (job, has_settings) in &now.jobs {
                pairs.push(with_commit(job, *has_settings, &old, revision, &now, reporter)?);
            }
        }
        None => {
            for (job, has_settings) in &now.jobs {
                let old = Text::File(workspace::tidy_path(Path::new(&arguments.old)));
                let settings = settings_of(&now.settings);
                let old = Source { text: old, options: &job.options, settings };
                let (old, new) = documents(old, now.source(job), reporter)?;
                let (name, has_settings) = (name(job, *has_settings), *has_settings);
                pairs.push(Pair { name, old, new, has_settings });
            }
        }
    }
    Some(pairs)
}

/// The new documents, with the text of their settings.
struct Now {
    /// What to read, and whether the settings know it.
    jobs: Vec<(Job, bool)>,
    settings: Sources,
    /// The commit that they are of; none for those of the working copy.
    revision: Option<String>,
}

impl Now {
    fn source<'a>(&self, job: &'a Job) -> Source<'a> {
        let path = job.document.clone();
        let text = match &self.revision {
            Some(revision) => Text::Committed { revision: revision.clone(), path },
            None => Text::File(path),
        };
        Source { text, options: &job.options, settings: settings_of(&self.settings) }
    }
}

/// The documents of a commit with the settings of that commit. Where it has none, those of today say
/// which documents there are, or else the old document does.
fn committed_jobs(arguments: &DiffArgs, revision: &str, reporter: &mut Reporter) -> Option<Now> {
    let revision = revision.to_owned();
    let Some(committed) = old_entries(arguments, &revision, reporter)? else {
        let mut settings = Sources::new();
        let is_known = arguments.config.is_some() || workspace::settings().is_ok();
        let jobs = if is_known {
            let diagnostics = Diagnostics::new();
            let today = DiffArgs { new: None, ..arguments.clone() };
            let jobs = jobs(&today, &mut settings, &diagnostics);
            report(&settings, diagnostics, reporter, jobs)?
        } else {
            let document = workspace::tidy_path(Path::new(&arguments.old));
            vec![(Job { document, output: PathBuf::new(), options: Options::default() }, false)]
        };
        return Some(Now { jobs, settings, revision: Some(revision) });
    };
    let diagnostics = Diagnostics::new();
    let mut jobs = Vec::new();
    for entry in committed.entries {
        if let Some((document, output)) = entry.paths(&diagnostics) {
            let document = workspace::tidy_path(&committed.folder.join(document));
            let output = workspace::tidy_path(&committed.folder.join(output));
            jobs.push((Job { document, output, options: entry.options }, true));
        }
    }
    if !arguments.old.starts_with(GIT) && jobs.len() > 1 {
        let old = workspace::tidy_path(Path::new(&arguments.old));
        jobs.retain(|(job, _)| same_file(&job.document, &old));
        if jobs.is_empty() {
            diagnostics.push(several());
        }
    }
    let jobs = report(&committed.sources, diagnostics, reporter, Some(jobs))?;
    Some(Now { jobs, settings: committed.sources, revision: Some(revision) })
}

/// Leaves the operations that are asked for.
fn narrow(jobs: &mut [(Job, bool)], arguments: &DiffArgs) {
    for (job, _) in jobs {
        only(&mut job.options, arguments);
    }
}

fn only(options: &mut Options, arguments: &DiffArgs) {
    if !arguments.only.is_empty() {
        let only = arguments.only.iter().cloned();
        options.only = only.map(|value| Placed { value, location: None }).collect();
    }
}

fn several() -> Diagnostic {
    Diagnostic::without_location(
        Code::ConfigMissingKey,
        "the settings have several documents, and it is not said which is compared",
    )
    .help("name the new document as well, or compare with `git:REV`")
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
            diagnostics.push(several());
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
    job: &Job,
    has_settings: bool,
    old: &Option<OldSettings>,
    revision: &str,
    now: &Now,
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
        None => (job.document.clone(), &job.options, &now.settings),
    };
    let text = Text::Committed { revision: revision.to_owned(), path };
    let old = Source { text, options, settings: settings_of(sources) };
    let (old, new) = documents(old, now.source(job), reporter)?;
    let old = Document { is_committed: entry.is_some(), ..old };
    Some(Pair { name: name(job, has_settings), old, new, has_settings })
}

/// A text with the settings that it is read by.
struct Source<'a> {
    text: Text,
    options: &'a Options,
    settings: Sources,
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
    // An operation that is asked for may be in one of them alone.
    let is_empty = |read: &Read| -> Vec<String> {
        let empty = read.found.iter().filter(|found| found.code() == Code::SelectionEmpty);
        empty.map(|found| found.message().to_owned()).collect()
    };
    let (old_empty, new_empty) = (is_empty(&old), is_empty(&new));
    let (old, new) = (document(old, &new_empty, reporter), document(new, &old_empty, reporter));
    Some((old?, new?))
}

/// What came of a text.
struct Read {
    sources: Sources,
    /// What is wrong with it.
    found: Vec<Diagnostic>,
    options: Options,
    model: Option<Model>,
}

/// A text that becomes a model.
fn model(text: &Text, options: &Options, mut sources: Sources) -> Read {
    let diagnostics = Diagnostics::new();
    let model = text
        .read(&mut sources, &diagnostics)
        .and_then(|file| generator::readable_model(&sources, file, options, &diagnostics));
    Read { sources, found: diagnostics.into_sorted(), options: options.clone(), model }
}

/// The document, as far as it can be read. What is only worth a warning is told by `codegen`, and for
/// the old document by nobody. `empty` are the selections that choose nothing in the other document.
fn document(read: Read, empty: &[String], reporter: &mut Reporter) -> Option<Document> {
    let Read { sources, mut found, options, model } = read;
    found.retain(|found| {
        found.severity() == Severity::Error
            && (found.code() != Code::SelectionEmpty
                || empty.iter().any(|other| other == found.message()))
    });
    reporter.diagnostics(&sources, &found);
    let is_asked_for = |found: &Diagnostic| found.code() == Code::SelectionEmpty;
    let model = model.filter(|_| !found.iter().any(is_asked_for))?;
    Some(Document { sources, options, model, errors: found.len(), is_committed: false })
}
