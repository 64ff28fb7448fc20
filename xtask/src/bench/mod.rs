//! `cargo xtask bench`: whole runs of the generator, beside other commands, and builds of what it makes.

mod build;
mod document;
mod machine;
pub mod process;
pub mod stats;

use crate::cli::BenchArgs;
use crate::corpus::build as cargo;
use crate::corpus::table::size;
use crate::home;
use crate::measure;
use cratewright::Exit;
use cratewright::markdown;
use cratewright::report::{Fault, Reporter, unreadable};
use document::Document;
use generator::diagnostic::{Code, Diagnostic};
use process::Runs;
use std::fs;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Measures, or writes a document to measure with.
pub fn run(arguments: &BenchArgs, reporter: &mut Reporter) -> Exit {
    if let Some(operations) = arguments.seeded {
        reporter.result(&document::seeded(operations));
        return Exit::Done;
    }
    match measure(arguments, reporter) {
        Ok(report) => {
            reporter.result(&report.text);
            if report.is_good { Exit::Done } else { Exit::Fault }
        }
        Err(fault) => {
            reporter.fault(&fault);
            Exit::Fault
        }
    }
}

/// What is printed, and whether every run of the generator did what it should.
struct Report {
    text: String,
    is_good: bool,
}

/// A command that is measured.
struct Contender {
    /// What the table calls it.
    name: String,
    command: Template,
}

/// A command with stand-ins.
enum Template {
    /// This program, whichever file it is.
    Own(PathBuf),
    /// The words of another one.
    Other(Vec<String>),
}

/// What came of the runs of a command on a document.
struct Outcome {
    runs: Runs,
    /// How a run ended that failed; the others were left out then.
    failed: Option<String>,
}

fn measure(arguments: &BenchArgs, reporter: &mut Reporter) -> Result<Report, Fault> {
    let root = home::root()?;
    let folder = match &arguments.folder {
        Some(folder) => std::path::absolute(folder)
            .map_err(|error| unreadable(&folder.display().to_string(), &error))?,
        None => root.join("target"),
    };
    let output = folder.join("bench");
    make_folder(&output)?;
    let program = match &arguments.program {
        Some(program) => std::path::absolute(program)
            .map_err(|error| unreadable(&program.display().to_string(), &error))?,
        None => optimised(&root, reporter)?,
    };
    let mut contenders =
        vec![Contender { name: "generator".into(), command: Template::Own(program.clone()) }];
    for command in &arguments.vs {
        contenders.push(other(command)?);
    }
    let documents = document::all(&arguments.documents, &root, &output, &program)?;
    let mut head = vec!["document", "size", "command", "wall", "processor", "peak memory"];
    if contenders.len() > 1 {
        head.extend(["wall, ratio", "processor, ratio"]);
    }
    let mut rows = vec![head.into_iter().map(str::to_owned).collect()];
    let mut is_good = true;
    // What is in the head was so before the first run.
    let machine = machine::describe();
    empty(&output.join("out"))?;
    for document in &documents {
        progress(&format!("bench: generating from {}", document.name), reporter);
        let outcomes = outcomes(document, &contenders, &output, arguments)?;
        is_good &= outcomes.first().is_some_and(|first| first.failed.is_none());
        rows.extend(generation_rows(document, &contenders, &outcomes));
    }
    empty(&output.join("out"))?;
    let runs = arguments.runs;
    let mut text = format!("{machine}; medians of {runs} runs after a warm-up\n\n");
    text += &markdown::table(&rows);
    if arguments.build {
        let (table, built) = build::table(&documents, &output, &program, runs, reporter)?;
        text += &format!("\n{table}");
        is_good &= built;
    }
    Ok(Report { text, is_good })
}

/// Says on a terminal what is going on.
fn progress(line: &str, reporter: &mut Reporter) {
    if io::stderr().is_terminal() {
        reporter.error_text(&format!("{line}\n"));
    }
}

fn make_folder(folder: &Path) -> Result<(), Fault> {
    fs::create_dir_all(folder).map_err(|error| unreadable(&folder.display().to_string(), &error))
}

/// This program with optimisations: itself, if it was built so.
fn optimised(root: &Path, reporter: &mut Reporter) -> Result<PathBuf, Fault> {
    if !cfg!(debug_assertions) {
        return std::env::current_exe().map_err(|error| unreadable("xtask", &error));
    }
    progress("bench: building the generator with optimisations", reporter);
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let arguments = ["build", "--quiet", "--release", "--package", "xtask"];
    let built = cargo::command(root, &target, &arguments).status();
    let built = built.map_err(|error| unreadable("cargo", &error))?;
    if !built.success() {
        return Err(not_run("cargo build --release --package xtask", &built.to_string()));
    }
    Ok(target.join("release/xtask").with_extension(std::env::consts::EXE_EXTENSION))
}

fn other(command: &str) -> Result<Contender, Fault> {
    let words = shlex::split(command).filter(|words| !words.is_empty());
    let words = words.ok_or_else(|| not_run(command, "a quote is not closed, or it is empty"))?;
    let name = words.first().map(Path::new).and_then(Path::file_name).unwrap_or_default();
    let name = name.to_string_lossy().into_owned();
    Ok(Contender { name, command: Template::Other(words) })
}

fn not_run(command: &str, why: &str) -> Fault {
    let message = format!("cannot run `{command}`: {why}");
    Diagnostic::without_location(Code::FileNotFound, message)
        .help("give a program and its arguments, as at a prompt")
        .into()
}

impl Contender {
    /// The command that writes a crate from a document into a folder.
    fn command(&self, document: &Document, out: &Path) -> Command {
        match &self.command {
            Template::Own(program) => document.codegen(program, out),
            Template::Other(words) => {
                let stand_ins = [
                    ("{document}", document.path.display().to_string()),
                    ("{out}", out.display().to_string()),
                    ("{name}", document.crate_name.clone()),
                ];
                let mut words = words.iter().map(|word| {
                    stand_ins.iter().fold(word.clone(), |word, (from, to)| word.replace(from, to))
                });
                let mut command = Command::new(words.next().unwrap_or_default());
                command.args(words);
                command
            }
        }
    }
}

/// Runs every command once, and then as often as it is measured, each time into a folder of its own.
///
/// The folders are removed after the last run of all: while a file system remembers what was deleted
/// (ext4 for minutes), it makes new files at a tenth of the pace.
fn outcomes(
    document: &Document,
    contenders: &[Contender],
    output: &Path,
    arguments: &BenchArgs,
) -> Result<Vec<Outcome>, Fault> {
    let new = |_| Outcome { runs: Runs::default(), failed: None };
    let mut outcomes: Vec<_> = contenders.iter().map(new).collect();
    for (turn, index) in order(contenders.len(), arguments) {
        let (Some(contender), Some(outcome)) = (contenders.get(index), outcomes.get_mut(index))
        else {
            continue;
        };
        if outcome.failed.is_some() {
            continue;
        }
        let out = output.join("out").join(format!("{}-{index}-{turn}", document.crate_name));
        let mut command = contender.command(document, &out);
        let run = measure::run(&mut command)
            .map_err(|error| not_run(&contender.name, &error.to_string()))?;
        if !run.status.success() {
            outcome.failed = Some(run.status.to_string());
        } else if turn > 0 {
            outcome.runs.0.push(run.cost);
        }
    }
    Ok(outcomes)
}

/// The runs, by turn and by the place of the command. The first turn does not count.
fn order(commands: usize, arguments: &BenchArgs) -> Vec<(u32, usize)> {
    let turns = 0..=arguments.runs;
    match arguments.apart {
        false => turns.flat_map(|turn| (0..commands).map(move |index| (turn, index))).collect(),
        true => {
            (0..commands).flat_map(|index| turns.clone().map(move |turn| (turn, index))).collect()
        }
    }
}

/// Removes a folder, if it is there.
fn empty(folder: &Path) -> Result<(), Fault> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(unreadable(&folder.display().to_string(), &error))
        }
        _ => Ok(()),
    }
}

fn generation_rows(
    document: &Document,
    contenders: &[Contender],
    outcomes: &[Outcome],
) -> Vec<Vec<String>> {
    let times = |ratio: Option<f64>| ratio.map_or(String::new(), |ratio| format!("{ratio:.1}"));
    let ours = outcomes.first().map(|ours| (ours.runs.walls(), ours.runs.processors()));
    let (walls, processors) = ours.unwrap_or_default();
    let row = |(index, (contender, outcome)): (usize, (&Contender, &Outcome))| {
        let mut cells = vec![document.name.clone(), size(document.size), contender.name.clone()];
        match &outcome.failed {
            Some(how) => cells.push(format!("fails: {how}")),
            None => {
                cells.extend(outcome.runs.cells());
                if index > 0 {
                    cells.push(times(stats::ratio(&walls, &outcome.runs.walls())));
                    cells.push(times(stats::ratio(&processors, &outcome.runs.processors())));
                }
            }
        }
        cells.resize(if contenders.len() > 1 { 8 } else { 6 }, String::new());
        cells
    };
    contenders.iter().zip(outcomes).enumerate().map(row).collect()
}
