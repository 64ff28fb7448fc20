//! What a string holds.

use super::put;
use crate::source::{Node, Object};

/// `contentEncoding` and `contentMediaType` (JSON Schema, section 8): `format: byte` and
/// `format: binary` in 3.0. The keywords stay as extensions.
pub(super) fn content(object: &mut Object) {
    let encoding = object.get("contentEncoding");
    let media_type = object.get("contentMediaType");
    let Some(place) = encoding.or(media_type).map(|node| node.location) else {
        return;
    };
    let encoding = encoding.and_then(Node::as_str).map(str::to_ascii_lowercase);
    let media_type = media_type.and_then(Node::as_str);
    let format = match (encoding.as_deref(), media_type) {
        (Some("base64"), _) => Some("byte"),
        (None | Some("binary"), Some("application/octet-stream")) | (Some("binary"), None) => {
            Some("binary")
        }
        _ => None,
    };
    if let Some(format) = format
        && !object.contains_key("format")
    {
        put(object, "format", Node::string(place, format));
    }
}
