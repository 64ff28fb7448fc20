//! Security schemes.

use super::{ObjectKind, only_known, put};
use crate::source::{Key, Node, Object, Value};

/// The flows, by the names that they have in the two versions.
const FLOWS: [(&str, &str); 4] = [
    ("implicit", "implicit"),
    ("password", "password"),
    ("application", "clientCredentials"),
    ("accessCode", "authorizationCode"),
];

/// Makes a security scheme one of OpenAPI 3.0.
pub(super) fn scheme(node: &mut Node) {
    let Some(object) = node.as_object_mut() else { return };
    only_known(object, ObjectKind::SwaggerSecurityScheme);
    let kind = object.get("type").and_then(Node::as_str).unwrap_or_default().to_owned();
    match kind.as_str() {
        "basic" => {
            if let Some(node) = object.get_mut("type") {
                node.value = Value::String("http".into());
                let place = node.location;
                put(object, "scheme", Node::string(place, "basic"));
            }
        }
        "oauth2" => flows(object),
        _ => {}
    }
}

fn flows(object: &mut Object) {
    let mut flow = Object::new();
    for name in ["authorizationUrl", "tokenUrl", "scopes"] {
        if let Some((key, node)) = object.remove_entry(name) {
            flow.insert(key, node);
        }
    }
    let Some((key, name)) = object.remove_entry("flow") else { return };
    let raised = FLOWS.into_iter().find(|(old, _)| name.as_str() == Some(old));
    let Some((_, raised)) = raised else { return };
    let flow = Node::new(name.location, Value::Object(flow));
    let mut flows = Object::new();
    put(&mut flows, raised, flow);
    object.insert(Key::new("flows", key.location), Node::new(name.location, Value::Object(flows)));
}
