//! `#[deprecated]`, and what the docs say of an end date.

use super::docs;
use crate::api::{Deprecation, OldName};
use proc_macro2::TokenStream;
use quote::quote;

/// The longest reason that a note has whole.
const LONGEST: usize = 300;

/// The attribute of what is deprecated, with reason, replacement and date in its note; nothing for
/// what is not. `replacement` is the Rust name of what to use.
pub(super) fn attribute(
    deprecation: Option<&Deprecation>,
    replacement: Option<&str>,
) -> TokenStream {
    let Some(deprecation) = deprecation else {
        return TokenStream::new();
    };
    let mut note = Note::new();
    note.reason(deprecation);
    if let Some(replacement) = replacement {
        note.unless_said(replacement, format!("use {}", docs::code(replacement)));
    }
    if let Some(sunset) = deprecation.sunset {
        let date = sunset.date.to_string();
        note.unless_said(&date, format!("it ends on {date}"));
    }
    note.attribute()
}

/// The attribute of an old name: the document may have said no more than what it is the old name of.
/// `replacement` is the Rust name of the new setter.
pub(super) fn old_name_attribute(old: &OldName, replacement: &str) -> TokenStream {
    let mut note = Note::new();
    note.parts.push(format!("renamed: use `{replacement}`"));
    if let Some(deprecation) = &old.deprecation {
        note.reason(deprecation);
        if let Some(sunset) = deprecation.sunset {
            let date = sunset.date.to_string();
            let until = format!("the API accepts {} until {date}", docs::code(&old.name));
            note.unless_said(&date, until);
        }
    }
    note.attribute()
}

/// What the docs say of the setter of an old name. `present` is the setter or the field of the new
/// one.
pub(super) fn old_name_docs(old: &OldName, present: &str) -> TokenStream {
    let until = match old.deprecation.as_ref().and_then(|it| it.sunset) {
        Some(sunset) => format!(", which the API accepts until {}", sunset.date),
        None => String::new(),
    };
    let line = format!(
        "Sets [`{present}`](Self::{present}) under its old name {}{until}. The new name is sent.",
        docs::code(&old.name),
    );
    docs::attributes(&docs::wrap(&line))
}

/// What the docs say of the end date.
pub(super) fn doc_line(deprecation: Option<&Deprecation>) -> Option<String> {
    let sunset = deprecation?.sunset?;
    Some(format!("Deprecated; it ends on {}.", sunset.date))
}

/// The parts of a note. The compiler prints it as it is, and rustdoc reads it as Markdown.
struct Note {
    parts: Vec<String>,
}

impl Note {
    fn new() -> Self {
        Self { parts: Vec::new() }
    }

    /// Adds the document's words.
    fn reason(&mut self, deprecation: &Deprecation) {
        let Some(reason) = deprecation.reason.as_deref() else {
            return;
        };
        let lines = docs::lines(reason);
        let is_plain = lines.iter().all(|line| !line.is_empty() && !line.starts_with("```"));
        let line = lines.join(" ");
        let text = if is_plain && line.chars().count() <= LONGEST {
            Some(line)
        } else {
            docs::sentence(reason).map(|sentence| docs::escape(&sentence))
        };
        let text = text.map(|text| text.trim_end_matches('.').to_owned());
        self.parts.extend(text.filter(|text| !text.is_empty()));
    }

    /// Adds a part, unless the others have said what it tells.
    fn unless_said(&mut self, what: &str, part: String) {
        if !self.parts.iter().any(|said| said.contains(what)) {
            self.parts.push(part);
        }
    }

    fn attribute(self) -> TokenStream {
        let note = if self.parts.is_empty() {
            "the API has deprecated it".to_owned()
        } else {
            self.parts.join("; ")
        };
        quote! { #[deprecated(note = #note)] }
    }
}
