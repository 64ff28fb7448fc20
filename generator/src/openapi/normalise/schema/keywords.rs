//! Keywords that are left out.

use super::super::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Key, Object};

/// Keywords that no type can express.
const IGNORED: &[&str] = &[
    "if",
    "then",
    "else",
    "dependentRequired",
    "dependentSchemas",
    "dependencies",
    "propertyNames",
    "contains",
    "minContains",
    "maxContains",
    "unevaluatedItems",
    "contentSchema",
    "$dynamicRef",
    "$recursiveRef",
    "$id",
    "$vocabulary",
];

/// Keywords that have done their part, or that say nothing to a reader of the types.
const SPENT: &[&str] = &[
    "$schema",
    "$anchor",
    "$dynamicAnchor",
    "$recursiveAnchor",
    "$comment",
    "$defs",
    "definitions",
];

/// Takes out the keywords that have no counterpart. Each that changes what is allowed is told.
pub(super) fn ignore(object: &mut Object, context: &Context<'_>) {
    let known = |name: &str| IGNORED.contains(&name) || SPENT.contains(&name);
    if !object.keys().any(|key| known(&key.name)) {
        return;
    }
    object.retain(|key, _| {
        let ignored = IGNORED.contains(&key.as_str());
        if ignored {
            context.push(ignored_keyword(key));
        }
        !ignored && !SPENT.contains(&key.as_str())
    });
}

/// The diagnostic for a keyword that is left out.
pub(super) fn ignored_keyword(key: &Key) -> Diagnostic {
    let message = format!("the keyword `{}` is not looked at", key.name);
    Diagnostic::new(Code::KeywordIgnored, key.location, message).label("no code comes of this")
}
