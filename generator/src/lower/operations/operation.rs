//! Operations.

use super::Operations;
use crate::api::{Method, Operation, PathTemplate};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::lower::schemas::place::Root;
use crate::lower::types::words::with_link;
use crate::openapi::Located;
use crate::openapi::extension::{GROUP_NAME, METHOD_NAME};
use crate::source::{Node, Value};
use openapiv3::PathItem;
use std::collections::HashMap;

/// A path and its operations.
struct Path<'d> {
    text: &'d str,
    key: Location,
    template: PathTemplate,
    item: Located<'d, PathItem>,
}

impl<'d> Operations<'d> {
    /// All operations, sorted by path and method.
    pub(crate) fn operations(&mut self) -> Vec<Operation> {
        let mut paths = self.paths();
        self.check_path_duplicates(&paths);
        paths.sort_unstable_by_key(|path| path.text);
        let mut operations = Vec::new();
        // Where the id of each operation stands, if it has one.
        let mut ids = Vec::new();
        for path in &paths {
            for method in Method::ALL {
                let found = path.item.value.iter().find(|(key, _)| *key == method.key());
                if let Some((key, operation)) =
                    found.filter(|(_, operation)| self.is_selected(path.text, method, operation))
                {
                    let found = path.item.member(key, operation);
                    let has_id = operation.operation_id.as_ref().is_some_and(|id| !id.is_empty());
                    ids.push(has_id.then(|| found.at("operationId")));
                    operations.push(self.operation(path, method, found));
                }
            }
        }
        self.check_ids(&mut operations, &ids);
        operations.sort_by(|one, other| {
            (&one.path.text, one.method).cmp(&(&other.path.text, other.method))
        });
        operations
    }

    fn paths(&mut self) -> Vec<Path<'d>> {
        let root = self.document.root();
        let entries = root.entries("paths", &root.value.paths.paths);
        let mut paths = Vec::new();
        for entry in entries {
            let Some((item, _)) = self.item(entry.value) else { continue };
            let template = self.path_template(entry.name, entry.key);
            paths.push(Path { text: entry.name, key: entry.key, template, item });
        }
        paths
    }

    fn check_path_duplicates(&mut self, paths: &[Path<'d>]) {
        let mut seen: HashMap<String, &Path<'d>> = HashMap::new();
        for path in paths {
            let nameless = path.template.nameless();
            let Some(first) = seen.get(&nameless) else {
                seen.insert(nameless, path);
                continue;
            };
            let message = format!("`{}` and `{}` are one path", path.text, first.text);
            let found = Diagnostic::new(Code::PathDuplicate, path.key, message)
                .label("differs in names only")
                .secondary(first.key, "first here")
                .help("put the operations of both under one path");
            self.tell(found);
        }
    }

    /// An id means one operation: the first in the text that has it. The others are named by their
    /// paths.
    fn check_ids(&mut self, operations: &mut [Operation], ids: &[Option<Location>]) {
        let placed = operations.iter_mut().zip(ids);
        let mut all: Vec<_> =
            placed.filter_map(|(operation, at)| Some(((*at)?, operation))).collect();
        all.sort_unstable_by_key(|(at, _)| *at);
        let mut seen: HashMap<String, Location> = HashMap::new();
        for (at, operation) in all {
            let Some(id) = operation.id.clone() else { continue };
            let Some(first) = seen.get(&id) else {
                seen.insert(id, at);
                continue;
            };
            let message = format!("`{id}` is the id of two operations");
            let found = Diagnostic::new(Code::OperationIdDuplicate, at, message)
                .label("here again: this operation is named by its path")
                .secondary(*first, "first here")
                .help("give each operation an id of its own");
            operation.id = None;
            self.tell(found);
        }
    }

    fn operation(
        &mut self,
        path: &Path<'d>,
        method: Method,
        found: Located<'d, openapiv3::Operation>,
    ) -> Operation {
        let operation = found.value;
        let place = self.places().root(Root::Operation(path.text, method));
        let of_path: Vec<_> = path.item.items("parameters", &path.item.value.parameters).collect();
        let own: Vec<_> = found.items("parameters", &operation.parameters).collect();
        let mut parameters = self.parameters(&of_path, &own, place);
        let key = path.item.key(method.key());
        self.fit_path(&mut parameters, &path.template, path.key, key);
        let request = operation.request_body.as_ref();
        let request =
            request.and_then(|body| self.request(found.member("requestBody", body), place));
        let responses = found.member("responses", &operation.responses);
        // What was put in for responses that are missing stands where the operation does.
        let said = responses.location() != found.location();
        let responses = self.responses(responses, said, place);
        let description =
            operation.description.clone().or_else(|| path.item.value.description.clone());
        let description = description.filter(|text| !text.trim().is_empty());
        let summary = operation.summary.clone().or_else(|| path.item.value.summary.clone());
        let servers = if operation.servers.is_empty() {
            self.servers(path.item, &path.item.value.servers)
        } else {
            self.servers(found, &operation.servers)
        };
        let said = operation.description.as_deref().or(operation.summary.as_deref());
        Operation {
            id: operation.operation_id.clone().filter(|id| !id.is_empty()),
            method,
            path: path.template.clone(),
            tags: operation.tags.clone(),
            deprecation: self.types.deprecation(found.node, operation.deprecated, said),
            description: with_link(description, operation.external_docs.as_ref()),
            summary: summary.filter(|text| !text.trim().is_empty()),
            parameters,
            request,
            responses,
            paging: None,
            security: operation.security.as_ref().map(|all| self.requirements(found, all)),
            servers,
            group: self.group(found.node),
            method_name: found
                .node
                .get(METHOD_NAME)
                .and_then(|node| self.types.teller().extension_text(node, METHOD_NAME))
                .map(Into::into),
            location: key,
        }
    }

    /// The group that an extension names: a text with dots, or a list.
    fn group(&mut self, node: &'d Node) -> Option<Vec<String>> {
        let node = node.get(GROUP_NAME)?;
        match &node.value {
            Value::Null => None,
            Value::String(text) => Some(text.split('.').map(Into::into).collect()),
            Value::Array(items) => items
                .iter()
                .map(|item| self.types.teller().extension_text(item, GROUP_NAME).map(Into::into))
                .collect(),
            _ => {
                self.types.teller().tell_extension(node, GROUP_NAME, "a text or a list of them");
                None
            }
        }
    }
}
