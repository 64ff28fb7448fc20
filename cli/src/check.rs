//! `codegen --check`: what a run would change, as a unified diff that `git apply` and
//! `patch -p1` take.

use crate::config::Job;
use crate::program;
use crate::report::Reporter;
use crate::words::number;
use crate::write::{self, Change, Plan};
use anstyle::{AnsiColor, Style};
use generator::diagnostic::{Code, Diagnostic};
use generator::output::Output;
use similar::TextDiff;
use std::path::Path;

/// Prints what is stale; it is a fault if anything is.
pub fn run(job: &Job, output: &Output, reporter: &mut Reporter) -> Result<(), Vec<Diagnostic>> {
    let plan = write::compare(&job.output, output)?;
    if plan.is_empty() {
        let name = &job.options.package.name;
        let folder = job.output.display();
        let unchanged = plan.unchanged;
        reporter.summary(&format!("{name}: {folder} is up to date ({unchanged} files)"));
        return Ok(());
    }
    reporter.result(&paint(&diff(&job.output, &plan)));
    let shown = plan.shown().len();
    let verb = if shown == 1 { "is" } else { "are" };
    let message = format!(
        "{} in `{}` {verb} not what `{}` makes",
        number(shown, "file"),
        job.output.display(),
        job.document.display()
    );
    Err(vec![
        Diagnostic::without_location(Code::OutputStale, message)
            .help(format!("run `{} codegen` and commit what it writes", program::name())),
    ])
}

/// The changes of a plan as a unified diff.
#[must_use]
pub fn diff(root: &Path, plan: &Plan) -> String {
    let mut text = String::new();
    for (path, change) in plan.shown() {
        let shown = root.join(path).display().to_string().replace('\\', "/");
        let shown = shown.trim_start_matches('/');
        let (before, after) = (format!("a/{shown}"), format!("b/{shown}"));
        let nothing = String::from("/dev/null");
        let (old, new, names) = match change {
            Change::Add { new } => (String::new(), new.as_str(), (nothing, after)),
            Change::Update { old, new } => (lossy(old), new.as_str(), (before, after)),
            Change::Remove { old } => (lossy(old), "", (before, nothing)),
        };
        text.push_str(&file_diff(&old, new, &names.0, &names.1));
    }
    text
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn file_diff(old: &str, new: &str, before: &str, after: &str) -> String {
    TextDiff::from_lines(old, new)
        .unified_diff()
        .context_radius(3)
        .header(before, after)
        .to_string()
}

/// The diff in colours; the standard output takes them away where they are not wanted.
fn paint(diff: &str) -> String {
    let mut text = String::new();
    for line in diff.split_inclusive('\n') {
        let style = match line.as_bytes() {
            [b'-', b'-', b'-', b' ', ..] | [b'+', b'+', b'+', b' ', ..] => Style::new().bold(),
            [b'-', ..] => AnsiColor::Red.on_default(),
            [b'+', ..] => AnsiColor::Green.on_default(),
            [b'@', ..] => AnsiColor::Cyan.on_default(),
            _ => Style::new(),
        };
        let (body, end) = match line.strip_suffix('\n') {
            Some(body) => (body, "\n"),
            None => (line, ""),
        };
        text.push_str(&format!("{style}{body}{style:#}{end}"));
    }
    text
}
