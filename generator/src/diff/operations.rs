//! Operations, old and new: found by method and path.

use super::change::{Subject, SubjectKind};
use super::parameters::encoding;
use super::rules::Rule;
use super::walk::{At, Found, REQUEST, RESPONSE, Walk};
use super::{anchors, deprecation, place};
use crate::api::{Content, Operation, RequestBody, Response};
use std::collections::BTreeMap;

impl<'a> Walk<'a> {
    /// Compares all operations.
    pub(super) fn all_operations(&mut self) {
        let mut left = BTreeMap::new();
        for (index, operation) in self.new.api.operations.iter().enumerate() {
            left.insert((operation.path.nameless(), operation.method), (index, operation));
        }
        for (index, operation) in self.old.api.operations.iter().enumerate() {
            let name = place::operation(operation.method, &operation.path.text);
            let subject = Subject::new(SubjectKind::Operation, name.as_str());
            let number = self.operations.len();
            self.operations.push(name);
            let mut paths = anchors::of_operation(&self.old, index);
            match left.remove(&(operation.path.nameless(), operation.method)) {
                Some((new_index, new)) => {
                    paths.extend(anchors::of_operation(&self.new, new_index));
                    let at = self.of_operation(number, subject, paths);
                    self.operation(&at, (index, operation), (new_index, new));
                }
                None => {
                    let at = self.of_operation(number, subject, paths);
                    let rule = self.gone(operation.deprecation.as_ref(), Rule::OperationRemoved);
                    let text = operation.id.as_deref().unwrap_or_default();
                    let text = deprecation::with_end(text, operation.deprecation.as_ref());
                    self.tell(&at, Found::new(rule).old(text, operation.location));
                }
            }
        }
        for (index, operation) in left.into_values() {
            let name = place::operation(operation.method, &operation.path.text);
            let subject = Subject::new(SubjectKind::Operation, name.as_str());
            let number = self.operations.len();
            self.operations.push(name);
            let at = self.of_operation(number, subject, anchors::of_operation(&self.new, index));
            let text = operation.id.clone().unwrap_or_default();
            self.tell(&at, Found::new(Rule::OperationAdded).new_text(text, operation.location));
        }
    }

    fn operation(
        &mut self,
        at: &At,
        (old_index, old): (usize, &'a Operation),
        (new_index, new): (usize, &'a Operation),
    ) {
        let places = (old.location, new.location);
        let names = |paths: Vec<String>| paths.into_iter().next().unwrap_or_default();
        let titles = (
            names(anchors::of_operation(&self.old, old_index)),
            names(anchors::of_operation(&self.new, new_index)),
        );
        if old.id != new.id || titles.0 != titles.1 {
            let text = |operation: &Operation, path: &str| match &operation.id {
                Some(id) => format!("{id} ({path})"),
                None => path.to_owned(),
            };
            let (old, new) = (text(old, &titles.0), text(new, &titles.1));
            self.pair_of_texts(at, Rule::OperationRenamed, old, new, places);
        }
        if (&old.summary, &old.description, &old.tags)
            != (&new.summary, &new.description, &new.tags)
        {
            self.tell(at, Found::new(Rule::DocumentationChanged).at(places.0, places.1));
        }
        self.life(at, old.deprecation.as_ref(), new.deprecation.as_ref(), places);
        self.parameters(at, (old_index, old), (new_index, new));
        self.request(&at.only(REQUEST), old.request.as_ref(), new.request.as_ref(), places);
        self.responses(&at.only(RESPONSE), &old.responses, &new.responses, places);
        self.security_of(at, old, new);
        self.servers(at, &old.servers, &new.servers, places);
    }

    fn request(
        &mut self,
        at: &At,
        old: Option<&'a RequestBody>,
        new: Option<&'a RequestBody>,
        places: super::bounds::Places,
    ) {
        let at = at.inside(&["request"]);
        match (old, new) {
            (None, None) => {}
            (None, Some(new)) => {
                let rule =
                    if new.required { Rule::BodyAddedRequired } else { Rule::BodyAddedOptional };
                self.tell(&at, Found::new(rule).at(places.0, new.location));
            }
            (Some(old), None) => {
                self.tell(&at, Found::new(Rule::BodyRemoved).at(old.location, places.1))
            }
            (Some(old), Some(new)) => {
                let places = (old.location, new.location);
                if old.required != new.required {
                    let rule = if new.required {
                        Rule::BodyBecameRequired
                    } else {
                        Rule::BodyBecameOptional
                    };
                    self.tell(&at, Found::new(rule).at(places.0, places.1));
                }
                if old.description != new.description {
                    self.tell(&at, Found::new(Rule::DocumentationChanged).at(places.0, places.1));
                }
                self.media_types(&at, &old.content, &new.content, places);
            }
        }
    }

    fn responses(
        &mut self,
        at: &At,
        old: &'a [Response],
        new: &'a [Response],
        places: super::bounds::Places,
    ) {
        let mut left: BTreeMap<_, _> =
            new.iter().map(|response| (response.status, response)).collect();
        for response in old {
            let status = response.status.to_string();
            let at = at.inside(&[&status]);
            let Some(kept) = left.remove(&response.status) else {
                let rule = if response.status.is_success() {
                    Rule::SuccessStatusRemoved
                } else {
                    Rule::ErrorStatusRemoved
                };
                self.tell(
                    &at,
                    Found::new(rule).at(response.location, places.1).old(status, response.location),
                );
                continue;
            };
            let places = (response.location, kept.location);
            if response.description != kept.description {
                self.tell(&at, Found::new(Rule::DocumentationChanged).at(places.0, places.1));
            }
            self.headers(&at, response, kept);
            self.media_types(&at, &response.content, &kept.content, places);
        }
        for response in left.into_values() {
            let status = response.status.to_string();
            let at = at.inside(&[&status]);
            let rule = if response.status.is_success() {
                Rule::SuccessStatusAdded
            } else {
                Rule::ErrorStatusAdded
            };
            self.tell(
                &at,
                Found::new(rule)
                    .at(places.0, response.location)
                    .new_text(status, response.location),
            );
        }
    }

    fn headers(&mut self, at: &At, old: &'a Response, new: &'a Response) {
        for (name, schema) in &old.headers {
            let at = at.inside(&["header", name]).with_anchors(Vec::new());
            match new.headers.get(name) {
                Some(kept) => self.schema(&at, schema, kept),
                None => {
                    let found = Found::new(Rule::HeaderRemoved).at(schema.location, new.location);
                    self.tell(&at, found.old(name, schema.location));
                }
            }
        }
        for (name, schema) in
            new.headers.iter().filter(|(name, _)| !old.headers.contains_key(*name))
        {
            let at = at.inside(&["header", name]).with_anchors(Vec::new());
            let found = Found::new(Rule::HeaderAdded).at(old.location, schema.location);
            self.tell(&at, found.new_text(name, schema.location));
        }
    }

    fn media_types(
        &mut self,
        at: &At,
        old: &'a [Content],
        new: &'a [Content],
        places: super::bounds::Places,
    ) {
        let mut left: BTreeMap<_, _> =
            new.iter().map(|content| (&content.media_type, content)).collect();
        for content in old {
            let name = content.media_type.0.as_str();
            match left.remove(&content.media_type) {
                Some(kept) => self.content(at, content, kept),
                None => {
                    let found = Found::new(Rule::MediaTypeRemoved).at(content.location, places.1);
                    self.tell(at, found.old(name, content.location));
                }
            }
        }
        for content in left.into_values() {
            let found = Found::new(Rule::MediaTypeAdded).at(places.0, content.location);
            self.tell(at, found.new_text(&content.media_type.0, content.location));
        }
    }

    fn content(&mut self, at: &At, old: &'a Content, new: &'a Content) {
        let places = (old.location, new.location);
        for (property, media_type) in &old.parts {
            let kept = new.parts.get(property);
            if kept.is_some_and(|kept| kept != media_type) {
                let new = kept.cloned().unwrap_or_default();
                let at = at.inside(&[property]);
                self.pair_of_texts(&at, Rule::PartEncodingChanged, media_type, new, places);
            }
        }
        for (property, style) in &old.styles {
            if let Some(kept) = new.styles.get(property).filter(|kept| *kept != style) {
                let at = at.inside(&[property]);
                let (old, new) = (encoding(style), encoding(kept));
                self.pair_of_texts(&at, Rule::ParameterStyleChanged, old, new, places);
            }
        }
        if old.examples != new.examples {
            self.tell(at, Found::new(Rule::DocumentationChanged).at(places.0, places.1));
        }
        match (&old.envelope, &new.envelope) {
            (Some(old), Some(new)) => {
                self.contents(at, old.result.as_ref(), new.result.as_ref(), places);
                let inner = at.inside(&["page"]).with_anchors(Vec::new());
                self.contents(&inner, old.page_info.as_ref(), new.page_info.as_ref(), places);
            }
            (None, None) => self.contents(at, old.schema.as_ref(), new.schema.as_ref(), places),
            _ => self.tell(at, Found::new(Rule::EnvelopeChanged).at(places.0, places.1)),
        }
    }
}
