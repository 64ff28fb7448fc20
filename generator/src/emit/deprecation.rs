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
    quote! { #[deprecated(note = #note)] }
}

/// The attribute of an old name: the document may have said no more than what it is the old name of.
/// `replacement` is the Rust name of the new setter.
pub(super) fn old_name_attribute(old: &OldName, replacement: &str) -> TokenStream {
    let reason = old.deprecation.as_ref().and_then(reason);
    let mut text = format!("renamed: use `{replacement}`");
    if let Some(reason) = &reason {
        text.push_str(&format!(". {reason}"));
    }
    // The date comes last, where readers and tools look for it.
    if let Some(sunset) = old.deprecation.as_ref().and_then(|it| it.sunset) {
        let date = sunset.date.to_string();
        if !reason.is_some_and(|reason| reason.ends_with(&date)) {
            text.push_str(&format!("; the API accepts {} until {date}", docs::code(&old.name)));
        }
    }
    quote! { #[deprecated(note = #text)] }
}

/// What the docs say of the setter of an old name. `present` is the setter or the field of the new
/// one.
pub(super) fn old_name_docs(old: &OldName, present: &str) -> TokenStream {
    let until = match old.deprecation.as_ref().and_then(|it| it.sunset) {
        Some(sunset) => format!(", which the API accepts until {}", sunset.date),
        None => String::new(),
    };
    let line = format!(
        "Sets {} under its old name {}{until}. The new name is sent.",
        docs::member_link(present),
        docs::code(&old.name),
    );
    docs::attributes(&docs::wrap(&line))
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
