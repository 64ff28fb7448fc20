//! Source text to a tree of values, each with its place.

mod anchors;
mod build;
mod decode;
mod deserialize;
mod flow;
mod hidden;
mod json;
mod key;
mod object;
mod offsets;
mod pointer;
mod scalar;
#[cfg(test)]
mod tests;
mod text;
mod tree;
mod yaml;
mod yaml_error;

pub use crate::diagnostic::{FileId, Location, Position, Sources};
pub use decode::{DecodeError, add_bytes, decode};
pub use deserialize::TreeError;
pub use hidden::report_hidden;
pub use key::Key;
pub use object::Mapping;
pub use pointer::{escape_token, percent_decode, unescape_token};
pub use tree::{Iter, Node, Number, Object, Value};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use json::Failure;
use text::{Text, empty_document, report_control_characters};

/// How deep lists and mappings may be nested. Code that walks a tree may recurse this far.
pub const MAX_DEPTH: usize = 128;

/// Reads a text as JSON or YAML. What is wrong with it goes to `diagnostics`; there is no tree
/// if the text cannot be read to its end.
pub fn parse(sources: &Sources, file: FileId, diagnostics: &Diagnostics) -> Option<Node> {
    let text = Text::new(sources.text(file), file);
    if u32::try_from(text.whole.len()).is_err() {
        let message = format!("`{}` is larger than 4 GiB", sources.name(file));
        diagnostics.push(Diagnostic::without_location(Code::TooLarge, message));
        return None;
    }
    let clean = report_control_characters(text, diagnostics);
    let first = text.body.trim_start().chars().next();
    let tree = match first {
        None => {
            diagnostics.push(empty_document(text));
            return None;
        }
        Some('{' | '[') => json_or_yaml(text, diagnostics),
        Some(_) if clean => yaml::parse(text, diagnostics),
        Some(_) => None,
    };
    tree.filter(|_| clean)
}

/// A text that begins as JSON does. Flow collections of YAML do too, comments and trailing commas
/// included; if it is neither, what JSON has to say is the better message.
fn json_or_yaml(text: Text<'_>, diagnostics: &Diagnostics) -> Option<Node> {
    let as_json = Diagnostics::new();
    let not_json = match json::parse(text, &as_json) {
        Ok(tree) => {
            diagnostics.extend(as_json);
            return Some(tree);
        }
        Err(Failure::Reported) => {
            diagnostics.extend(as_json);
            return None;
        }
        Err(Failure::Syntax(found)) => *found,
    };
    let as_yaml = Diagnostics::new();
    let tree = yaml::parse(text, &as_yaml);
    if tree.is_some() || !yaml_error::is_syntax(&as_yaml) {
        diagnostics.extend(as_yaml);
    } else {
        diagnostics.extend(as_json);
        diagnostics.push(not_json);
    }
    tree
}
