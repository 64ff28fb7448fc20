//! Tuples.

use super::{is_never, put, rename};
use crate::openapi::made;
use crate::source::{Node, Number, Object, Value};

/// `prefixItems` (JSON Schema, section 10.3.1.1), or a list as `items` in older drafts: 3.0 has no
/// tuples, so they stay under a key that is made for it. `items: false` says that there are no more: it becomes
/// `maxItems`.
pub(super) fn tuple(object: &mut Object) {
    if object.get("items").is_some_and(|node| node.as_array().is_some()) {
        if object.contains_key("prefixItems") {
            object.remove("items");
        } else {
            rename(object, "items", "prefixItems");
        }
    }
    let length = object.get("prefixItems").and_then(Node::as_array).map(<[Node]>::len);
    if length.is_some() {
        rename(object, "prefixItems", made::FIRST_ITEMS);
    }
    let Some(items) = object.get("items").filter(|items| is_never(items)) else {
        return;
    };
    let place = items.location;
    let length = length.and_then(|length| i64::try_from(length).ok()).unwrap_or(0);
    if length > 0 {
        object.remove("items");
    }
    if object.get("maxItems").and_then(Node::as_i64).is_none_or(|most| most > length) {
        put(object, "maxItems", Node::new(place, Value::Number(Number::Signed(length))));
    }
}
