//! References: from a `$ref` to what it names.

use super::made;
use super::ref_error::{RefError, circular, to_itself, too_long, wrong_kind};
use super::reference::{Kind, MOST_STEPS, Naming, component};
use super::shape::grammar::Shape;
use super::shape::{Landing, land_on};
use super::{Document, Located};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::source::{Node, Value, percent_decode, unescape_token};
use indexmap::IndexMap;
use openapiv3::{
    Components, Example, Header, Parameter, PathItem, ReferenceOr, RequestBody, Response, Schema,
    SecurityScheme,
};
use serde::de::DeserializeOwned;
use std::cell::OnceCell;
use std::collections::HashMap;

/// What a reference can name.
pub trait Referable: DeserializeOwned {
    /// What it is.
    const KIND: Kind;

    /// The section of the components that holds it.
    fn section(components: &Components) -> Option<&IndexMap<String, ReferenceOr<Self>>>;

    /// Where a value is kept that stands outside of its section.
    #[doc(hidden)]
    fn cell(target: &Target) -> &Cell<Self>;
}

/// A value that is read when it is first asked for; `None` inside if it cannot be read.
type Cell<T> = OnceCell<Option<Box<ReferenceOr<T>>>>;

/// What stands at a pointer that leads elsewhere than to a component: read as whatever a reference
/// asks for, once.
#[derive(Debug, Default)]
#[doc(hidden)]
pub struct Target {
    schema: Cell<Schema>,
    parameter: Cell<Parameter>,
    response: Cell<Response>,
    request_body: Cell<RequestBody>,
    header: Cell<Header>,
    example: Cell<Example>,
    security_scheme: Cell<SecurityScheme>,
    path_item: Cell<PathItem>,
}

macro_rules! referable {
    ($($kind:ident $cell:ident $section:expr;)*) => {
        $(impl Referable for $kind {
            const KIND: Kind = Kind::$kind;

            fn section(components: &Components) -> Option<&IndexMap<String, ReferenceOr<Self>>> {
                let section: fn(&Components) -> Option<&IndexMap<String, ReferenceOr<Self>>> = $section;
                section(components)
            }

            fn cell(target: &Target) -> &Cell<Self> {
                &target.$cell
            }
        })*
    };
}

referable! {
    Schema schema |components| Some(&components.schemas);
    Parameter parameter |components| Some(&components.parameters);
    Response response |components| Some(&components.responses);
    RequestBody request_body |components| Some(&components.request_bodies);
    Header header |components| Some(&components.headers);
    Example example |components| Some(&components.examples);
    SecurityScheme security_scheme |components| Some(&components.security_schemes);
    PathItem path_item |_| None;
}

/// Parts of a document that openapiv3's types do not lead to.
#[derive(Debug, Default)]
pub(super) struct Targets {
    /// What references lead to that lead elsewhere than to a component.
    references: HashMap<Box<str>, Target>,
    /// The schemas of the first items of lists, by where the lists of them stand.
    tuples: HashMap<Location, Vec<ReferenceOr<Schema>>>,
}

impl Targets {
    /// Looks for them in a tree. What only looks like a reference, in an example say, does no harm.
    pub(super) fn new(tree: &Node) -> Self {
        let mut references = HashMap::new();
        let mut tuples = HashMap::new();
        let mut todo = vec![tree];
        while let Some(node) = todo.pop() {
            match &node.value {
                Value::Array(items) => todo.extend(items),
                Value::Object(object) => {
                    let reference = object.get("$ref").and_then(Node::as_str);
                    if let Some(reference) = reference.filter(|text| component(text).is_none()) {
                        references.entry(reference.into()).or_default();
                    }
                    let tuple = object
                        .get(made::FIRST_ITEMS)
                        .and_then(|node| Some((node, node.deserialize_into().ok()?)));
                    if let Some((node, schemas)) = tuple {
                        tuples.insert(node.location, schemas);
                    }
                    todo.extend(object.values());
                }
                _ => {}
            }
        }
        Self { references, tuples }
    }
}

/// What a reference leads to in the end.
#[derive(Debug)]
pub struct Resolved<'d, T> {
    /// The value with its node.
    pub value: Located<'d, T>,
    /// Its name, if it is a component.
    pub name: Option<&'d str>,
    /// The tokens of the pointer to it, if it is none.
    pub pointer: Vec<String>,
}

/// One step: what stands where a reference leads.
struct Found<'d, T> {
    value: &'d ReferenceOr<T>,
    node: &'d Node,
    name: Option<&'d str>,
    pointer: Vec<String>,
}

impl Document {
    /// The schemas of the first items of a list, one each (`prefixItems` of OpenAPI 3.1).
    pub fn first_items<'d>(
        &'d self,
        schema: &'d Node,
    ) -> impl Iterator<Item = Located<'d, ReferenceOr<Schema>>> {
        let node = schema.get(made::FIRST_ITEMS);
        let values = node
            .and_then(|node| self.targets.tuples.get(&node.location))
            .map_or(&[][..], Vec::as_slice);
        let nodes = node.and_then(Node::as_array).unwrap_or_default();
        values.iter().zip(nodes).map(|(value, node)| Located::new(value, node))
    }

    /// Follows a reference, and those that it leads to, to the end. `at` is where it stands.
    ///
    /// # Errors
    ///
    /// If it leads to nothing, to something else, away from the document or in a circle.
    pub fn resolve<'d, T: Referable>(
        &'d self,
        reference: &'d str,
        at: Location,
    ) -> Result<Resolved<'d, T>, RefError> {
        let (mut reference, mut at) = (reference, at);
        // Where each reference on the way stands, and in which order they were met.
        let mut way = IndexMap::from([(reference, at)]);
        loop {
            let Found { value, node, name, pointer } = self.step::<T>(reference, at)?;
            match value {
                ReferenceOr::Item(value) => {
                    return Ok(Resolved { value: Located::new(value, node), name, pointer });
                }
                ReferenceOr::Reference { reference: next } => {
                    let place = node.get("$ref").map_or(node.location, |node| node.location);
                    if next == reference {
                        return Err(to_itself(next, place, self.naming()));
                    }
                    if let Some(start) = way.get_index_of(next.as_str()) {
                        // What led here first may stand elsewhere; what leads here now is in it.
                        let circle = way.split_off(start + 1).into_iter().collect();
                        return Err(circular((next, place), circle, self.naming()));
                    }
                    if way.len() >= MOST_STEPS {
                        return Err(too_long(place));
                    }
                    way.insert(next, place);
                    (reference, at) = (next, place);
                }
            }
        }
    }

    fn step<'d, T: Referable>(
        &'d self,
        reference: &'d str,
        at: Location,
    ) -> Result<Found<'d, T>, RefError> {
        let Some((section, name)) = component(reference) else {
            return self.foreign(reference, at);
        };
        let kind = Kind::of_section(section);
        let entry = self
            .tree
            .get("components")
            .and_then(|node| node.get(section)?.as_object()?.entry(name));
        let (key, node) = entry.ok_or_else(|| self.not_found(reference, at))?;
        if kind != T::KIND {
            return Err(wrong_kind((reference, self.naming()), at, T::KIND, kind, key.location));
        }
        let value = self
            .value
            .components
            .as_ref()
            .and_then(T::section)
            .and_then(|section| section.get(name));
        let value = value.ok_or_else(|| self.not_found(reference, at))?;
        Ok(Found { value, node, name: Some(key.as_str()), pointer: Vec::new() })
    }

    /// A reference to something that is no component, or whose name is escaped.
    fn foreign<'d, T: Referable>(
        &'d self,
        reference: &'d str,
        at: Location,
    ) -> Result<Found<'d, T>, RefError> {
        let pointer = local_pointer(reference, at, self.naming())?;
        let Landing { node, shape, .. } =
            land_on(&self.tree, &pointer).ok_or_else(|| self.not_found(reference, at))?;
        let kind = shape.and_then(Shape::object).map(|(kind, _)| Kind::of(kind));
        if let Some(kind) = kind.filter(|kind| *kind != T::KIND) {
            return Err(wrong_kind((reference, self.naming()), at, T::KIND, kind, node.location));
        }
        if let [first, section, name] = pointer.as_slice()
            && first == "components"
            && let Some(section) = T::KIND.section().filter(|own| own == section)
            && let Some((key, node)) = self
                .tree
                .get("components")
                .and_then(|all| all.get(section)?.as_object()?.entry(name))
            && let Some(value) = self
                .value
                .components
                .as_ref()
                .and_then(T::section)
                .and_then(|all| all.get(name.as_str()))
        {
            return Ok(Found { value, node, name: Some(key.as_str()), pointer: Vec::new() });
        }
        let target =
            self.targets.references.get(reference).ok_or_else(|| self.not_found(reference, at))?;
        let value = T::cell(target).get_or_init(|| match node.value {
            Value::Object(_) => node.deserialize_into().ok().map(Box::new),
            _ => None,
        });
        match value {
            Some(value) => Ok(Found { value, node, name: None, pointer }),
            None => {
                Err(wrong_kind((reference, self.naming()), at, T::KIND, Kind::Other, node.location))
            }
        }
    }
}

/// The tokens of a reference into the document itself.
fn local_pointer(reference: &str, at: Location, naming: Naming) -> Result<Vec<String>, RefError> {
    let refuse = |code, message: String, help: &str| {
        Err(RefError(Box::new(
            Diagnostic::new(code, at, message).label("this reference").help(help),
        )))
    };
    let Some(fragment) = reference.strip_prefix('#') else {
        let written = reference.split('#').next().unwrap_or_default();
        let file = &*percent_decode(written).unwrap_or_default();
        if file.contains("://") || file.starts_with("//") {
            let message = format!("`{reference}` leads to the network");
            return refuse(
                Code::RefRemote,
                message,
                "copy it into the document; nothing is ever fetched",
            );
        }
        if leaves_folder(file) {
            let message = format!("`{reference}` leads out of the document's folder");
            return refuse(
                Code::RefOutsideFolder,
                message,
                "move the file into the folder of the document",
            );
        }
        // What files of the folder hold was brought into the document before.
        let message = format!("`{written}` is no path of a file");
        return refuse(
            Code::RefInvalid,
            message,
            &format!("write it as `file.yaml{}`", naming.reference("schemas", "Name")),
        );
    };
    let decoded = percent_decode(fragment);
    match decoded.as_deref().and_then(|pointer| pointer.strip_prefix('/')) {
        Some(pointer) => {
            Ok(pointer.split('/').map(|token| unescape_token(token).into_owned()).collect())
        }
        None if fragment.is_empty() => refuse(
            Code::RefWrongKind,
            "`#` leads to the whole document".into(),
            "refer to a part of it",
        ),
        None => {
            let message = format!("`{reference}` is not a JSON pointer");
            let help = format!("write it as `{}`", naming.reference("schemas", "Name"));
            refuse(Code::RefInvalid, message, &help)
        }
    }
}

/// Whether a relative path goes above the folder that it starts from, or is none.
fn leaves_folder(path: &str) -> bool {
    let mut depth = 0_i32;
    for part in path.split(['/', '\\']) {
        depth += match part {
            ".." => -1,
            "" | "." => 0,
            _ => 1,
        };
        if depth < 0 {
            return true;
        }
    }
    path.starts_with(['/', '\\']) || path.get(1..2) == Some(":")
}
