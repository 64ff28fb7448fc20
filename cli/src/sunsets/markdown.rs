//! The calendar as a table for a pull request.

use super::{Calendar, Item, inside};
use generator::diagnostic::render::shown;

/// The table, where there is something to show, and the summary.
pub(super) fn render(calendar: &Calendar) -> String {
    let mut text = String::new();
    if !calendar.items.is_empty() {
        text.push_str("| until | days left | what | in | use instead | where |\n");
        text.push_str("|---|--:|---|---|---|---|\n");
    }
    for item in &calendar.items {
        text.push_str(&row(item));
    }
    if !calendar.items.is_empty() {
        text.push('\n');
    }
    text.push_str(&calendar.summary());
    text.push('\n');
    text
}

fn row(item: &Item) -> String {
    let entry = &item.entry;
    let left = match item.days_left {
        Some(days) if days < 0 => format!("**{days}**"),
        Some(days) => days.to_string(),
        None => String::new(),
    };
    let cells = [
        entry.sunset.map(|date| date.to_string()).unwrap_or_default(),
        left,
        format!("{} {}", entry.kind.as_str(), code(&entry.name)),
        code(&inside(item)),
        entry.replacement.as_deref().map(code).unwrap_or_default(),
        code(&format!("{}:{}:{}", item.file, item.line, item.column)),
    ];
    format!("| {} |\n", cells.join(" | "))
}

/// A text as code. Where Markdown or the table would see a mark in it, each of its marks is an
/// entity, which is text wherever it stands.
pub(crate) fn code(text: &str) -> String {
    let text = shown(text);
    if text.trim().is_empty() {
        return String::new();
    }
    if !text.contains(['`', '|', '\\']) {
        return format!("`{text}`");
    }
    let mut escaped = String::new();
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            escaped.push_str(&format!("&#{};", u32::from(c)));
        } else {
            escaped.push(c);
        }
    }
    format!("<code>{escaped}</code>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_a_table_are_text() {
        assert_eq!(code("plain"), "`plain`");
        assert_eq!(code("a|b"), "<code>a&#124;b</code>");
        assert_eq!(code("a\\|`b"), "<code>a&#92;&#124;&#96;b</code>");
        assert_eq!(code("a\nb|"), "<code>a&#92;nb&#124;</code>");
        assert_eq!(code(""), "");
    }
}
