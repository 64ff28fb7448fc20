//! The examples of a crate, run as their own documentation says.

use super::{cargo, tail};
use cratewright::config::Job;
use cratewright::report::unreadable;
use generator::diagnostic::{Code, Diagnostic};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// The address of the mock server in the commands of the documentation.
const ADDRESS: &str = "http://127.0.0.1:4010";

/// An example, and the command that its documentation gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// Its name.
    pub name: String,
    /// The environment variables that are set before the command.
    pub variables: Vec<(String, String)>,
    /// The arguments of the example.
    pub arguments: Vec<String>,
    /// The whole command, as it is written.
    line: String,
}

impl Program {
    /// The whole command, for another address.
    #[must_use]
    pub fn command(&self, address: &str) -> String {
        self.line.replace(ADDRESS, address)
    }
}

/// The examples of a crate, sorted by name.
pub(super) fn find(job: &Job) -> Result<Vec<Program>, Vec<Diagnostic>> {
    let folder = job.output.join("examples");
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    files.sort();
    let (mut programs, mut faults) = (Vec::new(), Vec::new());
    for file in files {
        let shown = file.display().to_string();
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        match fs::read_to_string(&file) {
            Ok(text) => match program(&name, &text) {
                Some(program) => programs.push(program),
                None => faults.push(no_command(&shown, &name)),
            },
            Err(error) => faults.push(*unreadable(&shown, &error)),
        }
    }
    if faults.is_empty() { Ok(programs) } else { Err(faults) }
}

/// The command in the documentation of an example: `VARIABLE=value… cargo run … --example NAME --
/// argument…`, on one line, or on several that end in `\`.
#[must_use]
pub fn program(name: &str, text: &str) -> Option<Program> {
    let documentation = text.lines().map_while(|line| line.strip_prefix("//!"));
    let documentation = documentation.map(str::trim).collect::<Vec<_>>().join("\n");
    let documentation = documentation.replace("\\\n", "");
    let line = documentation.lines().find(|line| {
        let mut words = line.split_whitespace();
        words.any(|word| word == "--example") && words.next() == Some(name)
    })?;
    let (command, arguments) = line.split_once(" -- ").unwrap_or((line, ""));
    let variables = command.split_whitespace().map_while(|word| word.split_once('='));
    Some(Program {
        name: name.to_owned(),
        variables: variables.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        arguments: arguments.split_whitespace().map(str::to_owned).collect(),
        line: line.split_whitespace().collect::<Vec<_>>().join(" "),
    })
}

/// Runs an example on the mock server; what is wrong, if anything is.
pub(super) fn run(root: &Path, name: &str, address: &str, program: &Program) -> Option<Diagnostic> {
    let mut command = cargo(root);
    command
        .args(["run", "--quiet", "--package", name, "--example", &program.name, "--"])
        .args(&program.arguments)
        .env("NO_PROXY", "*")
        .stdin(Stdio::null());
    for (variable, value) in &program.variables {
        command.env(variable, value.replace(ADDRESS, address));
    }
    let said = match command.output() {
        Ok(output) if output.status.success() => return None,
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            format!("{}: {}", output.status, tail(&said))
        }
        Err(error) => error.to_string(),
    };
    let message = format!("the example `{}` fails: {said}", program.name);
    Some(
        Diagnostic::without_location(Code::ContractBroken, message)
            .help("`cargo xtask contract --serve` keeps the mock server for you to try it"),
    )
}

fn no_command(shown: &str, name: &str) -> Diagnostic {
    let message = format!("the documentation of `{shown}` does not say how to run it");
    Diagnostic::without_location(Code::ContractBroken, message).help(format!(
        "write the command there, with `{ADDRESS}` as the address: `cargo run --example {name} -- …`"
    ))
}
