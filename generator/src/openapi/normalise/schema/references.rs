//! A `$ref` with members beside it (3.1, Schema Object; JSON Schema, section 8.2.3).

use super::super::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::openapi::shape::Version;
use crate::openapi::{Keyword, Role};
use crate::source::{Key, Node, Object, Value};

/// Whether a member says something about the place rather than about its values. People write
/// `summary` there, too.
fn is_word(key: &Key) -> bool {
    let keyword = Keyword::named(key.as_str());
    key.name.starts_with("x-")
        || key.as_str() == "summary"
        || keyword.is_some_and(|keyword| keyword.role == Role::Word)
}

/// In 3.1 all members beside a reference hold. In 3.0 none does by the letter, but people write
/// annotations there and mean them: these are kept, the others go.
pub(super) fn choose_siblings(object: &mut Object, context: &mut Context<'_>) {
    if context.version > Version::V3_0 || object.len() < 2 || !object.contains_key("$ref") {
        return;
    }
    let mut honoured = None;
    object.retain(|key, _| {
        if key.as_str() == "$ref" {
            return true;
        }
        if is_word(key) {
            honoured.get_or_insert(key.location);
            return true;
        }
        let message = format!("`{}` beside `$ref` is not looked at", key.name);
        let found = Diagnostic::new(Code::RefSiblings, key.location, message);
        let found = found.label(format!(
            "{} does not look at what stands beside a reference",
            context.version.as_str()
        ));
        context.push(found.help("put both into `allOf`, or write the document in OpenAPI 3.1"));
        false
    });
    if let Some(place) = honoured {
        context.honoured_siblings.get_or_insert((place, 0)).1 += 1;
    }
}

/// The reference becomes the first member of `allOf`, beside which other members may stand.
pub(super) fn wrap(object: &mut Object) {
    if object.len() < 2 {
        return;
    }
    let Some((key, node)) = object.remove_entry("$ref") else {
        return;
    };
    let place = key.location.to(node.location);
    let reference: Object = [(key, node)].into_iter().collect();
    let reference = Node::new(place, Value::Object(reference));
    match object.get_mut("allOf").and_then(Node::as_array_mut) {
        Some(all) => all.insert(0, reference),
        None => {
            object
                .insert(Key::new("allOf", place), Node::new(place, Value::Array(vec![reference])));
        }
    }
}
