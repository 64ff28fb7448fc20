//! Which crates a run makes: the settings file and the command line put together.

use crate::cli::CodegenArgs;
use crate::outputs;
use crate::workspace;
use generator::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Sources};
use generator::options::{self, CrateEntry, Options, Placed};
use std::path::{Path, PathBuf};

/// A crate to make.
#[derive(Debug)]
pub struct Job {
    /// The document.
    pub document: PathBuf,
    /// The folder of the crate.
    pub output: PathBuf,
    /// The settings.
    pub options: Options,
}

/// The crates that the command line asks for. What is wrong with the settings goes to
/// `diagnostics`; their text is the first of the `sources`.
pub fn jobs(
    arguments: &CodegenArgs,
    sources: &mut Sources,
    diagnostics: &Diagnostics,
) -> Option<Vec<Job>> {
    let mut jobs = of_settings(arguments, sources, diagnostics)?;
    for job in &mut jobs {
        job.options.example_tests |= arguments.with_example_tests;
        job.options.count_examples |= arguments.report.is_some();
    }
    Some(jobs)
}

fn of_settings(
    arguments: &CodegenArgs,
    sources: &mut Sources,
    diagnostics: &Diagnostics,
) -> Option<Vec<Job>> {
    if let (Some(document), Some(output), Some(name)) =
        (&arguments.spec, &arguments.out, &arguments.name)
    {
        let mut options = match &arguments.config {
            Some(config) => one_entry(config, name, sources, diagnostics)?.options,
            None => Options::default(),
        };
        options.package.name.clone_from(name);
        if !arguments.only.is_empty() {
            let only = arguments.only.iter().cloned();
            options.only = only.map(|value| Placed { value, location: None }).collect();
        }
        return Some(vec![Job {
            document: workspace::tidy_path(document),
            output: workspace::tidy_path(output),
            options,
        }]);
    }
    let config = match &arguments.config {
        Some(config) => config.clone(),
        None => match workspace::settings() {
            Ok(settings) => settings,
            Err(fault) => {
                diagnostics.push(*fault);
                return None;
            }
        },
    };
    let config = workspace::tidy_path(&config);
    let (_, entries) = entries(&config, sources, diagnostics)?;
    let places: Vec<_> = entries
        .iter()
        .map(|entry| entry.output.as_ref().and_then(|output| output.location))
        .collect();
    // Every entry is looked at, so that all their faults are found.
    let jobs: Vec<_> = entries.into_iter().map(|entry| job(&config, entry, diagnostics)).collect();
    let outputs: Vec<_> = jobs
        .iter()
        .zip(places)
        .filter_map(|(job, place)| Some((job.as_ref()?.output.as_path(), place)))
        .collect();
    outputs::check(&outputs, diagnostics);
    (!diagnostics.has_errors()).then(|| jobs.into_iter().flatten().collect())
}

fn job(config: &Path, entry: CrateEntry, diagnostics: &Diagnostics) -> Option<Job> {
    let folder = config.parent().unwrap_or(Path::new(""));
    let (document, output) = entry.paths(diagnostics)?;
    Some(Job {
        document: workspace::tidy_path(&folder.join(document)),
        output: workspace::tidy_path(&folder.join(output)),
        options: entry.options,
    })
}

fn entries(
    config: &Path,
    sources: &mut Sources,
    diagnostics: &Diagnostics,
) -> Option<(FileId, Vec<CrateEntry>)> {
    let file = workspace::read(config, sources, diagnostics)?;
    let entries = options::parse(sources, file, diagnostics);
    (!diagnostics.has_errors()).then_some((file, entries))
}

/// The only entry of a settings file, or the one of that name.
fn one_entry(
    config: &Path,
    name: &str,
    sources: &mut Sources,
    diagnostics: &Diagnostics,
) -> Option<CrateEntry> {
    let config = workspace::tidy_path(config);
    let (_, mut entries) = entries(&config, sources, diagnostics)?;
    let position = match entries.as_slice() {
        [_] => Some(0),
        several => several.iter().position(|entry| entry.options.package.name == name),
    };
    match position {
        Some(position) => Some(entries.swap_remove(position)),
        None => {
            let message =
                format!("`{}` has several crates, and none is named `{name}`", config.display());
            diagnostics.push(
                Diagnostic::without_location(Code::ConfigMissingKey, message)
                    .help("use the name of one of them, or a file with one crate"),
            );
            None
        }
    }
}
