//! Keywords that are left out.

use super::super::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::openapi::{Keyword, Role};
use crate::source::{Key, Object};

/// Takes out the keywords that have no counterpart. Each that changes what is allowed is told.
pub(super) fn ignore(object: &mut Object, context: &Context<'_>) {
    let role = |key: &Key| Keyword::named(key.as_str()).map(|keyword| keyword.role);
    let goes = |key: &Key| matches!(role(key), Some(Role::Unread | Role::Spent));
    if !object.keys().any(goes) {
        return;
    }
    object.retain(|key, _| {
        if role(key) == Some(Role::Unread) {
            context.push(ignored_keyword(key));
        }
        !goes(key)
    });
}

/// The diagnostic for a keyword that is left out.
pub(super) fn ignored_keyword(key: &Key) -> Diagnostic {
    let message = format!("the keyword `{}` is not looked at", key.name);
    Diagnostic::new(Code::KeywordIgnored, key.location, message).label("no code comes of this")
}
