//! What became of the calls, as a table: a row an operation.

use super::Check;
use anstyle::{AnsiColor, Style};

const TITLES: [&str; 4] = ["OPERATION", "CALLS", "REQUESTS ACCEPTED", "ANSWERS DECODED"];

/// The table of the calls, and below it the examples with whether they ran well. The standard output
/// takes the colours away where they are not wanted.
pub(super) fn render(checks: &[Check], examples: &[(String, bool)]) -> String {
    let mut rows: Vec<(&str, Vec<&Check>)> = Vec::new();
    for check in checks {
        match rows.iter_mut().find(|(operation, _)| *operation == check.operation) {
            Some((_, checks)) => checks.push(check),
            None => rows.push((&check.operation, vec![check])),
        }
    }
    let examples: Vec<_> =
        examples.iter().map(|(name, good)| (format!("example {name}"), *good)).collect();
    let names = rows.iter().map(|(operation, _)| *operation);
    let names = names.chain(examples.iter().map(|(name, _)| name.as_str()));
    let width = names.chain([TITLES[0]]).map(str::len).max().unwrap_or_default();
    let mut text = line(TITLES.map(String::from), width, Style::new().bold());
    for (operation, checks) in &rows {
        let count = |good: fn(&Check) -> bool| {
            let good = checks.iter().filter(|check| good(check)).count();
            match good == checks.len() {
                true => "all".to_owned(),
                false => format!("{good} of {}", checks.len()),
            }
        };
        let accepted = count(|check| check.request.is_none());
        // There is nothing to decode where nothing was accepted.
        let decoded = count(|check| check.request.is_none() && check.answer.is_none());
        let style = style(accepted == "all" && decoded == "all");
        let cells = [(*operation).to_owned(), checks.len().to_string(), accepted, decoded];
        text.push_str(&line(cells, width, style));
    }
    for (name, good) in examples {
        let (result, style) = (if good { "ran" } else { "failed" }, style(good));
        let cells = [name, String::new(), result.to_owned(), String::new()];
        text.push_str(&line(cells, width, style));
    }
    text
}

fn style(good: bool) -> Style {
    if good { Style::new() } else { AnsiColor::Red.on_default() }
}

fn line([name, calls, accepted, decoded]: [String; 4], width: usize, style: Style) -> String {
    let [_, title_calls, title_accepted, _] = TITLES.map(str::len);
    let line =
        format!("{name:width$}  {calls:>title_calls$}  {accepted:title_accepted$}  {decoded}");
    format!("{style}{}{style:#}\n", line.trim_end())
}
