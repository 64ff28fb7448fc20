//! References that lead to nothing, or to another kind of thing than their place asks for. Where it is
//! plain what is meant, it is taken; else the part that refers there says nothing, or is left out. Each
//! is told once, with the number of its places; the rest of the document is read as it is.

use super::newer::is_query_string;
use super::{Context, ObjectKind, Shape, put};
use crate::diagnostic::{Code, Diagnostic, Location, similar};
use crate::openapi::reference::{Kind, Naming};
use crate::openapi::shape::land;
use crate::openapi::shape::step::{parts, under};
use crate::source::{Key, Node, Object, Value, percent_decode, unescape_token};
use indexmap::IndexMap;
use std::collections::HashMap;

/// How many references may follow each other.
const LONGEST_CHAIN: usize = 16;

/// A reference as it is written, with what its place asks for.
type Asked = (String, ObjectKind);

/// What is done with a reference.
enum Mend {
    /// It leads there.
    To(String),
    /// This stands in its place.
    Is(Node),
    /// What it refers to says nothing; what stands beside it stays.
    Empty,
    /// What refers to it is left out.
    LeftOut,
}

/// Mends the references of a document.
pub(super) fn references(root: &mut Node, context: &Context<'_>) {
    let naming = context.naming();
    let mut found = IndexMap::new();
    collect(root, &Shape::Object(ObjectKind::OpenApi), &mut found);
    let mut mends = HashMap::new();
    for (asked, (place, count)) in found {
        if let Some((mend, diagnostic)) = mend(root, &asked, place, naming) {
            if let Some(diagnostic) = diagnostic {
                context.push(match count {
                    1 => diagnostic,
                    _ => diagnostic
                        .note(format!("it stands in {count} places, of which this is the first")),
                });
            }
            mends.insert(asked, mend);
        }
    }
    if !mends.is_empty() {
        apply(root, &Shape::Object(ObjectKind::OpenApi), &mends);
    }
}

/// Finds the references, each with its first place and the number of its places.
fn collect(node: &Node, shape: &Shape, found: &mut IndexMap<Asked, (Location, usize)>) {
    if let Some((kind, reference)) = asked(node, shape) {
        let place = node.get("$ref").map_or(node.location, |node| node.location);
        let known = found.entry((reference.to_owned(), kind)).or_insert((place, 0));
        known.1 += 1;
    }
    for (_, part, shape) in parts(node, shape) {
        collect(part, shape, found);
    }
}

/// The reference that stands at a place where one may stand.
fn asked<'n>(node: &'n Node, shape: &Shape) -> Option<(ObjectKind, &'n str)> {
    let (kind, _) = shape.object().filter(|(kind, may_be)| *may_be && kind.section().is_some())?;
    Some((kind, node.get("$ref")?.as_str()?))
}

/// What is to be done with a reference, and what is said of it. None if it is right, or if nothing is
/// plainly meant: then who follows it tells.
fn mend(
    root: &Node,
    asked: &Asked,
    place: Location,
    naming: Naming,
) -> Option<(Mend, Option<Diagnostic>)> {
    let (text, kind) = asked;
    let pointer = percent_decode(text.strip_prefix('#')?)?;
    let inside = pointer.strip_prefix('/')?;
    let Some(landing) = land(root, &pointer) else {
        return missing(root, inside, asked, (place, naming));
    };
    let (found, _) = landing.shape.and_then(Shape::object)?;
    let target = follow(root, landing.node)?;
    if found == *kind {
        // That is told where it stands.
        let goes = found == ObjectKind::Parameter && is_query_string(target);
        return goes.then_some((Mend::LeftOut, None));
    }
    let mend = match (taken(target, text, found, *kind, place), kind) {
        (Some(node), _) => Mend::Is(node),
        (None, ObjectKind::Schema | ObjectKind::Response) => Mend::Empty,
        (None, ObjectKind::Header | ObjectKind::Example | ObjectKind::RequestBody) => Mend::LeftOut,
        (None, _) => return None,
    };
    let (is, wanted) = (Kind::of(found).words(), Kind::of(*kind).words());
    let label = match mend {
        Mend::Is(_) => format!("taken for {wanted}"),
        _ => left_out(*kind).to_owned(),
    };
    let found = Diagnostic::new(
        Code::RefConverted,
        place,
        format!("`{}` is {is}, and {wanted} is needed", naming.shown(text)),
    );
    let found = found.label(label).secondary(landing.node.location, "leads here");
    Some((mend, Some(found.help(format!("refer to {wanted}, or write it out here")))))
}

/// What is said of a part of which nothing is known.
fn left_out(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Schema => "any value is taken",
        ObjectKind::Response => "a response of which nothing is known",
        _ => "left out",
    }
}

/// A reference that leads to nothing.
fn missing(
    root: &Node,
    pointer: &str,
    (text, kind): &Asked,
    (place, naming): (Location, Naming),
) -> Option<(Mend, Option<Diagnostic>)> {
    let found = {
        let message = format!("`{}` leads to nothing", naming.shown(text));
        Diagnostic::new(Code::RefMissing, place, message)
    };
    let section = kind.section()?;
    let all = root.get("components").and_then(|all| all.get(section)?.as_object());
    let names = all.into_iter().flat_map(Object::keys).map(Key::as_str);
    let (holder, name) = pointer.rsplit_once('/')?;
    let name = unescape_token(name);
    // The section is that of Swagger 2.0 or of a list of one's own: `#/definitions/Share`.
    if holder != format!("components/{section}") && all.is_some_and(|all| all.contains_key(&name)) {
        let meant = format!("#/components/{section}/{}", crate::source::escape_token(&name));
        let found = found.label(format!("taken for `{}`", naming.shown(&meant)));
        return Some((Mend::To(meant), Some(found.help("refer to it as it is named"))));
    }
    let mend = match kind {
        ObjectKind::Schema => Mend::Empty,
        ObjectKind::Header | ObjectKind::Example => Mend::LeftOut,
        _ => return None,
    };
    let found = found.label(format!("not found: {}", left_out(*kind)));
    let found = match similar::nearest(&name, names) {
        Some(similar) => {
            found.help(format!("did you mean `{}`?", naming.reference(section, similar)))
        }
        None => found.help("define it under that name, or refer to what is there"),
    };
    Some((mend, Some(found)))
}

/// What a chain of references leads to in the end.
fn follow<'n>(root: &'n Node, node: &'n Node) -> Option<&'n Node> {
    let mut node = node;
    for _ in 0..LONGEST_CHAIN {
        let Some(reference) = node.get("$ref").and_then(Node::as_str) else {
            return Some(node);
        };
        node = land(root, &percent_decode(reference.strip_prefix('#')?)?)?.node;
    }
    None
}

/// An object as one of another kind that says the same, where there is one.
fn taken(
    target: &Node,
    text: &str,
    is: ObjectKind,
    wanted: ObjectKind,
    place: Location,
) -> Option<Node> {
    use ObjectKind::{Header, Parameter, RequestBody, Response, Schema};
    let object = target.as_object()?;
    let without = |names: &[&str]| {
        let mut all = object.clone();
        all.retain(|key, _| !names.contains(&key.as_str()));
        Node::new(target.location, Value::Object(all))
    };
    let of_one = |name: &str, node: Node| {
        let mut one = Object::new();
        put(&mut one, name, node);
        Node::new(place, Value::Object(one))
    };
    let refer = || of_one("$ref", Node::string(place, text));
    let with_content = || {
        let content = of_one("application/json", of_one("schema", refer()));
        let mut body = Object::new();
        put(&mut body, "description", Node::string(place, ""));
        put(&mut body, "content", content);
        Node::new(place, Value::Object(body))
    };
    Some(match (is, wanted) {
        (Parameter, Header) => without(&["name", "in"]),
        (RequestBody, Response) => {
            let mut response = without(&["required"]);
            let response = response.as_object_mut()?;
            if !response.contains_key("description") {
                put(response, "description", Node::string(place, ""));
            }
            Node::new(target.location, Value::Object(std::mem::take(response)))
        }
        (Response, RequestBody) if object.contains_key("content") => without(&["headers", "links"]),
        (Parameter | Header, Schema) => object.get("schema")?.clone(),
        (Schema, Response | RequestBody) => with_content(),
        (Schema, Header) => of_one("schema", refer()),
        _ => return None,
    })
}

/// Does what is to be done with the references below a place.
fn apply(node: &mut Node, shape: &Shape, mends: &HashMap<Asked, Mend>) {
    match &mut node.value {
        Value::Array(items) => {
            if let Some(item) = shape.item() {
                items.retain_mut(|node| keeps(node, item, mends));
            }
        }
        Value::Object(object) => object.retain(|key, node| {
            under(shape, key.as_str()).is_none_or(|shape| keeps(node, shape, mends))
        }),
        _ => {}
    }
}

/// Mends what stands at a place. Says whether it stays.
fn keeps(node: &mut Node, shape: &Shape, mends: &HashMap<Asked, Mend>) -> bool {
    let found = asked(node, shape).and_then(|(kind, text)| mends.get(&(text.to_owned(), kind)));
    match found {
        None => {}
        Some(Mend::LeftOut) => return false,
        Some(Mend::To(reference)) => {
            if let Some(node) = node.get_mut("$ref") {
                node.value = Value::String(reference.as_str().into());
            }
        }
        Some(Mend::Is(other)) => *node = other.clone(),
        Some(Mend::Empty) => {
            let place = node.location;
            if let Some(object) = node.as_object_mut() {
                object.remove("$ref");
                if !matches!(shape.object(), Some((ObjectKind::Schema, _))) {
                    put(object, "description", Node::string(place, ""));
                }
            }
        }
    }
    apply(node, shape, mends);
    true
}
