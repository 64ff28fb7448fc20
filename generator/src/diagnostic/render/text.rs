//! Diagnostics as rustc shows them.

use annotate_snippets::{AnnotationKind, Element, Group, Level, Renderer, Snippet};

use super::excerpt::{Excerpt, excerpts};
use super::{Style, clean};
use crate::diagnostic::{Diagnostic, Severity, Sources};
use std::collections::HashMap;

/// Diagnostics as text, in the order that they have, with a blank line after each. Warnings and notes
/// that say the same of several places are one, with the number of the places.
pub fn text(diagnostics: &[Diagnostic], sources: &Sources, style: Style) -> String {
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    let same = |found: &Diagnostic| {
        (found.code(), found.message().to_owned(), found.label_text().map(ToOwned::to_owned))
    };
    let mut places = HashMap::new();
    for found in diagnostics {
        *places.entry(same(found)).or_insert(0_usize) += 1;
    }
    for found in diagnostics {
        let several = match found.severity() {
            Severity::Error => 1,
            // What was told once is not told again.
            _ => match places.remove(&same(found)) {
                Some(count) => count,
                None => continue,
            },
        };
        let rendered = match several {
            1 => one(found, sources, &renderer),
            count => {
                let note = format!("it stands in {count} places, of which this is the first");
                one(&found.clone().note(note), sources, &renderer)
            }
        };
        text.push_str(&rendered);
        text.push_str("\n\n");
    }
    text
}

fn one(found: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let level = match found.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(clean::message(found.message())).id(found.code().id());
    let excerpts = excerpts(found, sources);
    let snippets = excerpts.iter().enumerate().map(|(index, excerpt)| snippet(index, excerpt));
    let notes = found.notes().iter().map(|note| Level::NOTE.message(clean::message(note)).into());
    let helps = found.helps().iter().map(|help| Level::HELP.message(clean::message(help)).into());
    let elements: Vec<Element<'_>> = snippets.chain(notes).chain(helps).collect();
    let group = Group::with_title(title).elements(elements);
    let rendered = renderer.render(&[group]);
    with_places(rendered, &excerpts, sources)
}

fn snippet<'a>(index: usize, excerpt: &'a Excerpt<'a>) -> Element<'a> {
    let marks = excerpt.marks.iter().map(|mark| {
        let kind = if mark.is_primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        kind.span(mark.range.clone()).label(mark.label.map(clean::message))
    });
    Snippet::source(&excerpt.text)
        .line_start(excerpt.first_line)
        .path(placeholder(index))
        .annotations(marks)
        .into()
}

/// Stands for the name of a file. The renderer puts a line and a column behind it, which it
/// counts in the excerpt; in a line that was cut they are not those of the text.
fn placeholder(index: usize) -> String {
    format!("{0}{index}{0}", clean::PLACEHOLDER)
}

/// Puts the names, lines and columns in.
fn with_places(mut rendered: String, excerpts: &[Excerpt<'_>], sources: &Sources) -> String {
    for (index, excerpt) in excerpts.iter().enumerate() {
        let placeholder = placeholder(index);
        let Some((before, behind)) = rendered.split_once(&placeholder) else {
            continue;
        };
        let behind = behind.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit());
        let name = clean::message(sources.name(excerpt.file));
        let position = excerpt.position;
        rendered = format!("{before}{name}:{}:{}{behind}", position.line, position.column);
    }
    rendered
}
