//! `#[deprecated]`, and what the docs say of an end date.

use super::docs;
use crate::api::Deprecation;
use proc_macro2::TokenStream;
use quote::quote;

/// The attribute of what is deprecated, with reason, replacement and date in its note; nothing for
/// what is not. `replacement` is the Rust name of what to use.
pub(super) fn attribute(
    deprecation: Option<&Deprecation>,
    replacement: Option<&str>,
) -> TokenStream {
    match deprecation {
        Some(deprecation) => {
            let note = note(deprecation, replacement);
            quote! { #[deprecated(note = #note)] }
        }
        None => TokenStream::new(),
    }
}

/// The attribute of an old name: the document may have said no more than what it is the old name of.
pub(super) fn old_name_attribute(
    wire_name: &str,
    deprecation: Option<&Deprecation>,
    replacement: &str,
) -> TokenStream {
    let until = match deprecation.and_then(|it| it.sunset) {
        Some(sunset) => format!("; the API accepts {} until {}", docs::code(wire_name), sunset.date),
        None => String::new(),
    };
    let note = format!("renamed: use `{replacement}`{until}");
    quote! { #[deprecated(note = #note)] }
}

fn note(deprecation: &Deprecation, replacement: Option<&str>) -> String {
    let mut parts = Vec::new();
    if let Some(reason) = deprecation.reason.as_deref().and_then(docs::sentence) {
        parts.push(docs::escape(reason.trim_end_matches('.')));
    }
    if let Some(replacement) = replacement {
        parts.push(format!("use `{replacement}`"));
    }
    if let Some(sunset) = deprecation.sunset {
        parts.push(format!("it ends on {}", sunset.date));
    }
    if parts.is_empty() {
        parts.push("the API has deprecated it".to_owned());
    }
    parts.join("; ")
}

/// What the docs say of the end date.
pub(super) fn doc_line(deprecation: Option<&Deprecation>) -> Option<String> {
    let sunset = deprecation?.sunset?;
    Some(format!("Deprecated; it ends on {}.", sunset.date))
}
