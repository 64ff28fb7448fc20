//! Path items and operations.

use super::{MediaTypes, ObjectKind, Raise, members_mut, only_known, put};
use crate::diagnostic::Location;
use crate::source::{Node, Object, Value};

/// The methods that Swagger 2.0 has.
const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// The parameters of an operation by where they go.
#[derive(Default)]
struct Sorted {
    /// Those that are parameters in OpenAPI 3, too.
    parameters: Vec<Node>,
    /// The one in the body, as it is written.
    body: Option<Node>,
    /// The parts of a form.
    form: Vec<Node>,
    /// Where they stand.
    place: Option<Location>,
}

impl Raise<'_> {
    /// Makes a path item one of OpenAPI 3.0.
    pub(super) fn path_item(&self, node: &mut Node) {
        let Some(object) = node.as_object_mut() else { return };
        only_known(object, ObjectKind::SwaggerPathItem);
        let mut shared = self.sorted(object);
        self.put_parameters(object, &mut shared);
        for method in METHODS {
            if let Some(operation) = object.get_mut(method).and_then(Node::as_object_mut) {
                self.operation(operation, &shared);
            }
        }
    }

    fn operation(&self, operation: &mut Object, shared: &Sorted) {
        only_known(operation, ObjectKind::SwaggerOperation);
        let own = |own: Option<MediaTypes>, all: &MediaTypes| own.unwrap_or_else(|| all.clone());
        let consumes = own(MediaTypes::taken(operation, "consumes"), &self.consumes);
        let produces = own(MediaTypes::taken(operation, "produces"), &self.produces);
        if let Some(servers) = self.servers.of_operation(operation) {
            put(operation, "servers", servers);
        }
        let mut sorted = self.sorted(operation);
        self.put_parameters(operation, &mut sorted);
        if let Some(body) = self.request_body(&sorted, shared, &consumes) {
            put(operation, "requestBody", body);
        }
        let is_own = !produces.is(&self.produces);
        for (status, response) in members_mut(operation.get_mut("responses")) {
            if status.name.starts_with("x-") {
                continue;
            }
            // A response that others use as well has the media types of the document.
            let target = self.found.resolved(response);
            if is_own && target.get("schema").is_some() {
                *response = target.clone();
            }
            self.response(response, &produces);
        }
    }

    /// Takes the parameters out of an object, and sorts them.
    fn sorted(&self, object: &mut Object) -> Sorted {
        let mut sorted = Sorted::default();
        let Some((_, node)) = object.remove_entry("parameters") else { return sorted };
        sorted.place = Some(node.location);
        let Value::Array(items) = node.value else { return sorted };
        for item in items {
            match self.found.place_of(&item) {
                "body" if sorted.body.is_none() => sorted.body = Some(item),
                "body" => self.second_body(&item, "an operation has one body"),
                "formData" => sorted.form.push(self.found.resolved(&item).clone()),
                _ => sorted.parameters.push(item),
            }
        }
        if sorted.body.is_some() {
            for part in std::mem::take(&mut sorted.form) {
                self.second_body(&part, "an operation has a body or a form, not both");
            }
        }
        sorted
    }

    fn second_body(&self, parameter: &Node, message: &str) {
        let key = parameter.as_object().and_then(|object| object.keys().next());
        if let Some(key) = key {
            self.ignored(key, message);
        }
    }

    /// Puts the parameters back that are such in OpenAPI 3.
    fn put_parameters(&self, object: &mut Object, sorted: &mut Sorted) {
        let mut parameters = std::mem::take(&mut sorted.parameters);
        parameters.retain_mut(|parameter| self.parameter(parameter));
        if let Some(place) = sorted.place.filter(|_| !parameters.is_empty()) {
            put(object, "parameters", Node::new(place, Value::Array(parameters)));
        }
    }

    /// The body of an operation: its own, or that of its path.
    fn request_body(&self, own: &Sorted, shared: &Sorted, consumes: &MediaTypes) -> Option<Node> {
        let shared_body = shared.body.as_ref().filter(|_| own.form.is_empty());
        if let Some(body) = own.body.as_ref().or(shared_body) {
            // A body that others use as well has the media types of the document.
            let is_usual = consumes.is(&self.consumes);
            let target = if is_usual { body } else { self.found.resolved(body) };
            return Some(self.body(target, consumes));
        }
        let name = |node: &Node| node.get("name").and_then(Node::as_str).map(ToOwned::to_owned);
        let mut parts: Vec<Node> = own.form.clone();
        for part in &shared.form {
            if !own.form.iter().any(|own| name(own) == name(part)) {
                parts.push(part.clone());
            }
        }
        let place = if own.form.is_empty() { shared.place } else { own.place };
        (!parts.is_empty()).then(|| Some(self.form(&parts, consumes, place?)))?
    }
}
