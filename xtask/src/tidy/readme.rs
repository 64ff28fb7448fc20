//! The commands that the documentation names exist.

use super::{Finding, Repository, has_extension};
use crate::cli::Cli;
use clap::CommandFactory;

/// How a command begins in a text. What this repository calls by one name, others call by the other; the
/// name of the program stands in sentences as well.
const COMMANDS: [&str; 4] = ["cargo xtask ", "`cratewright ", "\ncratewright ", "$ cratewright "];

pub(super) fn commands(repository: &Repository) -> Vec<Finding> {
    let cli = Cli::command();
    let mut found = Vec::new();
    let files = repository
        .files
        .iter()
        .filter(|(path, _)| has_extension(path, "md") && !path.contains("fixtures/"));
    for (path, text) in files {
        let all = COMMANDS.iter().flat_map(|command| text.match_indices(command));
        for (start, command) in all {
            let begin = start + command.len();
            let rest = text.get(begin..).unwrap_or_default();
            let line = rest.split(['\n', '`', '#', '|', '&']).next().unwrap_or_default();
            if let Some(fault) = fault(&cli, line) {
                found.push(Finding {
                    rule: "tidy-readme-command",
                    file: path.clone(),
                    span: Some(start..begin + line.trim_end().len()),
                    message: fault,
                    help: "see `cargo xtask --help` for what there is".into(),
                });
            }
        }
    }
    found
}

/// What is wrong with the arguments after `cargo xtask`, if anything.
fn fault(cli: &clap::Command, line: &str) -> Option<String> {
    let mut words = line.split_whitespace();
    let name = words.next()?;
    // A stand-in, as in `cargo xtask X`.
    if name.starts_with('-') || !name.starts_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let Some(command) = cli.find_subcommand(name) else {
        return Some(format!("there is no command `cargo xtask {name}`"));
    };
    words
        .filter_map(|word| word.strip_prefix("--"))
        .filter_map(|word| word.split(['=', ']', ',', '.', ')']).next())
        .find(|flag| {
            let mut arguments = command.get_arguments().chain(cli.get_arguments());
            !flag.is_empty()
                && *flag != "help"
                && !arguments.any(|argument| argument.get_long() == Some(flag))
        })
        .map(|flag| format!("`cargo xtask {name}` has no option `--{flag}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_commands_and_options() {
        let cli = Cli::command();
        for good in ["codegen", "codegen --check", "explain CODE", "X", "tidy --quiet"] {
            assert_eq!(fault(&cli, good), None, "{good}");
        }
        for bad in ["code-gen", "codegen --chek", "tidy --check"] {
            assert!(fault(&cli, bad).is_some(), "{bad}");
        }
    }
}
