//! What the crate says of what is on its way out.

use super::context::Planner;
use super::{Docs, Head};
use crate::api::{Deprecation, OldName};
use crate::docs;
use jiff::civil::Date;

/// What `#[deprecated]` says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deprecated {
    /// The note: the reason, what to use, and when it ends.
    pub note: String,
    /// The day on which it ends, where the document says one.
    pub until: Option<Date>,
}

/// The longest reason that a note has whole.
const LONGEST: usize = 300;

/// What is said of what is deprecated: reason, replacement and date. `replacement` is the Rust name of
/// what to use.
pub(super) fn deprecated(
    deprecation: Option<&Deprecation>,
    replacement: Option<&str>,
) -> Option<Deprecated> {
    let deprecation = deprecation?;
    let mut parts: Vec<String> = reason(deprecation).into_iter().collect();
    let mut unless_said = |what: &str, part: String| {
        if !parts.iter().any(|said| said.contains(what)) {
            parts.push(part);
        }
    };
    if let Some(replacement) = replacement {
        unless_said(replacement, format!("use {}", docs::code(replacement)));
    }
    if let Some(sunset) = deprecation.sunset {
        let date = sunset.date.to_string();
        unless_said(&date, format!("it ends on {date}"));
    }
    let note =
        if parts.is_empty() { "the API has deprecated it".to_owned() } else { parts.join("; ") };
    Some(Deprecated { note, until: deprecation.sunset.map(|it| it.date) })
}

/// What is said of an old name: the document may have said no more than what it is the old name of.
/// `replacement` is the Rust name of the new setter.
fn old_name(old: &OldName, replacement: &str) -> Deprecated {
    let reason = old.deprecation.as_ref().and_then(reason);
    let until = old.deprecation.as_ref().and_then(|it| it.sunset).map(|it| it.date);
    let mut note = format!("renamed: use `{replacement}`");
    if let Some(reason) = &reason {
        note.push_str(&format!(". {reason}"));
    }
    // The date comes last, where readers and tools look for it.
    if let Some(until) = until {
        let date = until.to_string();
        if !reason.is_some_and(|reason| reason.ends_with(&date)) {
            note.push_str(&format!("; the API accepts {} until {date}", docs::code(&old.name)));
        }
    }
    Deprecated { note, until }
}

/// What the docs say of the setter of an old name. `present` is the setter or the field of the new
/// one.
fn old_name_docs(old: &OldName, present: &str) -> Docs {
    let until = match old.deprecation.as_ref().and_then(|it| it.sunset) {
        Some(sunset) => format!(", which the API accepts until {}", sunset.date),
        None => String::new(),
    };
    docs::wrap(&format!(
        "Sets {} under its old name {}{until}. The new name is sent.",
        docs::member_link(present),
        docs::code(&old.name),
    ))
}

/// The functions for old names, each with its name. `setter` is the function for the new name, and
/// `present` what their docs lead to.
pub(super) fn old_heads<'a>(
    planner: &Planner<'_>,
    old: &[OldName],
    names: &'a [String],
    setter: &str,
    present: &str,
) -> Vec<Head<'a>> {
    let head = |(old, name): (&OldName, &'a String)| Head {
        name,
        docs: planner.docs(|| old_name_docs(old, present)),
        deprecated: Some(old_name(old, setter)),
    };
    old.iter().zip(names).map(head).collect()
}

/// What the docs say of the end date.
pub(super) fn doc_line(deprecation: Option<&Deprecation>) -> Option<String> {
    let sunset = deprecation?.sunset?;
    Some(format!("Deprecated; it ends on {}.", sunset.date))
}

/// The document's words on why, without a full stop at the end. The compiler prints a note as it is,
/// and rustdoc reads it as Markdown.
fn reason(deprecation: &Deprecation) -> Option<String> {
    let reason = deprecation.reason.as_deref()?;
    let lines = docs::lines(reason);
    let is_plain = lines.iter().all(|line| !line.is_empty() && !line.starts_with("```"));
    let line = lines.join(" ");
    let text = if is_plain && line.chars().count() <= LONGEST {
        line
    } else {
        docs::escape(&docs::sentence(reason)?)
    };
    let text = text.trim_end_matches('.');
    (!text.is_empty()).then(|| text.to_owned())
}
