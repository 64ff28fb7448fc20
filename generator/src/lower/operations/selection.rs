//! The operations that are asked for, where not all are.

use super::Operations;
use crate::api::Method;
use crate::diagnostic::{Code, Diagnostic};
use crate::options::{Placed, Selector};
use openapiv3::Operation;

impl Operations<'_> {
    /// Whether an operation is asked for. All are where nothing is said.
    pub(super) fn is_selected(
        &mut self,
        path: &str,
        method: Method,
        operation: &Operation,
    ) -> bool {
        let only = self.only;
        let mut selected = only.is_empty();
        for (selector, found) in only.iter().zip(&mut self.selected) {
            let matches = match &selector.value {
                Selector::Tag(tag) => operation.tags.contains(tag),
                Selector::Endpoint { method: wanted, path: template } => {
                    wanted == method.wire() && template == path
                }
                Selector::Id(id) => operation.operation_id.as_ref() == Some(id),
            };
            *found |= matches;
            selected |= matches;
        }
        selected
    }

    /// Tells which selectors select nothing.
    pub(crate) fn tell_unselected(&mut self) {
        let unused: Vec<&Placed<Selector>> = self
            .only
            .iter()
            .zip(&self.selected)
            .filter(|(_, found)| !**found)
            .map(|(selector, _)| selector)
            .collect();
        for Placed { value: selector, location } in unused {
            let message = format!("`{selector}` selects no operation of the document");
            let found = match location {
                Some(place) => {
                    Diagnostic::new(Code::SelectionEmpty, *place, message).label("selects nothing")
                }
                None => Diagnostic::without_location(Code::SelectionEmpty, message),
            };
            let nearest = self.nearest_selector(selector);
            self.tell(match nearest {
                Some(nearest) => found.help(format!("did you mean `{nearest}`?")),
                None => {
                    found.help("tags, paths and operationIds are written as the document has them")
                }
            });
        }
    }

    /// What would select something, and is most like a selector that does not.
    fn nearest_selector(&self, selector: &Selector) -> Option<String> {
        const ALIKE: f64 = 0.75;
        let mut all = Vec::new();
        let root = self.document.root();
        for entry in root.entries("paths", &root.value.paths.paths) {
            let Some(item) = entry.value.value.as_item() else {
                continue;
            };
            for (method, operation) in item.iter() {
                match selector {
                    Selector::Tag(_) => {
                        all.extend(operation.tags.iter().map(|tag| format!("tag:{tag}")));
                    }
                    Selector::Endpoint { .. } => {
                        all.push(format!("{} {}", method.to_ascii_uppercase(), entry.name));
                    }
                    Selector::Id(_) => all.extend(operation.operation_id.clone()),
                }
            }
        }
        let written = selector.to_string();
        let name = |text: &str| text.strip_prefix("tag:").unwrap_or(text).to_owned();
        let alike = all
            .into_iter()
            .map(|other| (strsim::jaro_winkler(&name(&written), &name(&other)), other));
        let best = alike.filter(|(alike, _)| *alike >= ALIKE);
        best.max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, other)| other)
    }
}
