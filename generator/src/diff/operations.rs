//! Operations, old and new: found by method and path.

use super::change::{Subject, SubjectKind};
use super::parameters::encoding;
use super::rules::Rule;
use super::walk::{Anchor, At, Found, REQUEST, RESPONSE, Walk};
use super::{deprecation, place};
use crate::api::{
    Content, Encoding, MediaType, Operation, RequestBody, Response, Schema, StatusRange, Style,
};
use crate::outline::Cause;
use std::collections::{BTreeMap, BTreeSet};

impl<'a> Walk<'a> {
    /// Compares all operations.
    pub(super) fn all_operations(&mut self) {
        let mut left = BTreeMap::new();
        for (index, operation) in self.new.api.operations.iter().enumerate() {
            left.insert((operation.path.nameless(), operation.method), (index, operation));
        }
        let moved = self.moved();
        for (index, operation) in self.old.api.operations.iter().enumerate() {
            let name = place::operation(operation.method, &operation.path.text);
            let subject = Subject::new(SubjectKind::Operation, name.as_str());
            let number = self.operations.len();
            self.operations.push(name);
            let mut paths = vec![Anchor::Old(Cause::Operation(index))];
            let path = operation.path.nameless();
            let path = moved.get(&path).cloned().unwrap_or(path);
            match left.remove(&(path, operation.method)) {
                Some((new_index, new)) => {
                    paths.push(Anchor::New(Cause::Operation(new_index)));
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
            let paths = vec![Anchor::New(Cause::Operation(index))];
            let at = self.of_operation(number, subject, paths);
            let text = operation.id.clone().unwrap_or_default();
            self.tell(&at, Found::new(Rule::OperationAdded).new_text(text, operation.location));
        }
    }

    /// Where the paths of the old document are now, if a part of the address moved between them and
    /// the server: all of them, or it did not.
    fn moved(&mut self) -> BTreeMap<String, String> {
        let (old, new) = (self.old.api, self.new.api);
        let Some((before, after)) = super::servers::prefixes(old, new) else {
            return BTreeMap::new();
        };
        let whole = |prefix: &str, operation: &Operation| {
            (format!("{prefix}{}", operation.path.nameless()), operation.method)
        };
        let there: BTreeMap<_, String> = new
            .operations
            .iter()
            .map(|operation| (whole(&after, operation), operation.path.nameless()))
            .collect();
        let mut found = BTreeMap::new();
        for operation in &old.operations {
            if let Some(path) = there.get(&whole(&before, operation)) {
                found.insert(operation.path.nameless(), path.clone());
            }
        }
        if !found.is_empty() {
            self.prefixes = Some((before, after));
        }
        found
    }

    fn operation(
        &mut self,
        at: &At,
        (old_index, old): (usize, &'a Operation),
        (new_index, new): (usize, &'a Operation),
    ) {
        let places = (old.location, new.location);
        let titles = (
            place::function(self.old.names, old_index),
            place::function(self.new.names, new_index),
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
        let of = |cause: fn(usize) -> Cause| Anchor::both(cause(old_index), cause(new_index));
        let sent = at.only(REQUEST).with_anchors(of(Cause::Body));
        self.request(&sent, old.request.as_ref(), new.request.as_ref(), places);
        let received = at.only(RESPONSE).with_anchors(of(Cause::Response));
        self.responses(&received, &old.responses, &new.responses, places);
        self.security_of(at, old, new);
        self.servers_of(at, old, new);
        self.left_out(at, places.0, places.1);
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
                let found = Found::new(rule).at(places.0, new.location);
                self.tell(&at, found.new_text(names(&new.content), new.location));
            }
            (Some(old), None) => {
                let found = Found::new(Rule::BodyRemoved).at(old.location, places.1);
                self.tell(&at, found.old(names(&old.content), old.location));
            }
            (Some(old), Some(new)) => {
                let places = (old.location, new.location);
                if old.required != new.required {
                    let rule = if new.required {
                        Rule::BodyBecameRequired
                    } else {
                        Rule::BodyBecameOptional
                    };
                    let (old, new) = (place::required(old.required), place::required(new.required));
                    self.pair_of_texts(&at, rule, old, new, places);
                }
                self.left_out(&at, places.0, places.1);
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
        let mut pairs: Vec<_> =
            old.iter().map(|response| (response, left.remove(&response.status))).collect();
        for (response, kept) in pairs.iter_mut().filter(|(_, kept)| kept.is_none()) {
            *kept = range(response.status, &left).and_then(|status| left.remove(&status));
        }
        for (response, kept) in pairs {
            let status = response.status.to_string();
            let at = at.inside(&[&status]);
            let Some(kept) = kept else {
                let rule = if response.status.is_success() {
                    Rule::SuccessStatusRemoved
                } else {
                    Rule::ErrorStatusRemoved
                };
                let at = self.with_old_types(&at, &response.content);
                self.tell(
                    &at,
                    Found::new(rule).at(response.location, places.1).old(status, response.location),
                );
                continue;
            };
            let places = (response.location, kept.location);
            if response.status != kept.status {
                let rule = match kept.status {
                    StatusRange::Class(_) => Rule::StatusGeneralised,
                    _ => Rule::StatusSpecialised,
                };
                self.pair_of_texts(&at, rule, status, kept.status.to_string(), places);
            }
            self.left_out(&at, places.0, places.1);
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
            let at = self.with_new_types(&at, &response.content);
            self.tell(
                &at,
                Found::new(rule)
                    .at(places.0, response.location)
                    .new_text(status, response.location),
            );
        }
    }

    /// A place of the old document with the types of bodies that the new one does not have.
    fn with_old_types(&self, at: &At, content: &[Content]) -> At {
        let mut at = at.clone();
        let types = content.iter().filter_map(|it| it.schema.as_ref()).flat_map(Schema::types);
        let gone = types.filter(|id| {
            let name = place::component(self.old.api, *id);
            name.is_none_or(|name| !self.new_components.contains_key(name))
        });
        at.anchors.extend(gone.map(|id| Anchor::Old(Cause::Type(id))));
        at
    }

    /// A place of the new document with the types of bodies that the old one does not have.
    fn with_new_types(&self, at: &At, content: &[Content]) -> At {
        let mut at = at.clone();
        let types = content.iter().filter_map(|it| it.schema.as_ref()).flat_map(Schema::types);
        let came = types.filter(|id| {
            let name = place::component(self.new.api, *id);
            name.is_none_or(|name| !self.old_components.contains_key(name))
        });
        at.anchors.extend(came.map(|id| Anchor::New(Cause::Type(id))));
        at
    }

    fn headers(&mut self, at: &At, old: &'a Response, new: &'a Response) {
        for (name, schema) in &old.headers {
            let at = at.inside(&["header", name]).with_anchors(Vec::new());
            match new.headers.get(name) {
                Some(kept) => self.schema(&at.as_text(true), schema, kept),
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
        let mut left: Vec<&'a Content> = new.iter().collect();
        let mut pairs: Vec<(&'a Content, Option<&'a Content>)> =
            old.iter().map(|content| (content, None)).collect();
        for is_same in [
            (|one, other| one == other) as fn(&MediaType, &MediaType) -> bool,
            |one, other| one.essence() == other.essence(),
            |one, other| has(other, one) || has(one, other),
        ] {
            for (content, kept) in pairs.iter_mut().filter(|(_, kept)| kept.is_none()) {
                let found = left.iter().position(|it| is_same(&content.media_type, &it.media_type));
                *kept = found.map(|found| left.remove(found));
            }
        }
        for (content, kept) in pairs {
            let name = content.media_type.0.as_str();
            let Some(kept) = kept else {
                let found = Found::new(Rule::MediaTypeRemoved).at(content.location, places.1);
                let at = &self.with_old_types(at, std::slice::from_ref(content));
                self.tell(at, found.old(name, content.location));
                continue;
            };
            if let Some(rule) = respelled(&content.media_type, &kept.media_type) {
                let places = (content.location, kept.location);
                self.pair_of_texts(at, rule, name, kept.media_type.0.as_str(), places);
            }
            self.content(at, content, kept);
        }
        for content in left {
            let found = Found::new(Rule::MediaTypeAdded).at(places.0, content.location);
            let at = &self.with_new_types(at, std::slice::from_ref(content));
            self.tell(at, found.new_text(&content.media_type.0, content.location));
        }
    }

    fn content(&mut self, at: &At, old: &'a Content, new: &'a Content) {
        let places = (old.location, new.location);
        self.left_out(at, places.0, places.1);
        let parts: BTreeSet<&String> = old.parts.keys().chain(new.parts.keys()).collect();
        for property in parts {
            let (before, after) = (old.parts.get(property), new.parts.get(property));
            if before != after {
                let at = at.inside(&[property]);
                let text = |it: Option<&String>| match it {
                    Some(media_type) => media_type.clone(),
                    None => "as its schema says".to_owned(),
                };
                let rule = Rule::PartEncodingChanged;
                self.pair_of_texts(&at, rule, text(before), text(after), places);
            }
        }
        let styles: BTreeSet<&String> = old.styles.keys().chain(new.styles.keys()).collect();
        for property in styles {
            let (before, after) = (old.styles.get(property), new.styles.get(property));
            let usual =
                Encoding::Style { style: Style::Form, explode: true, allow_reserved: false };
            let (before, after) = (before.unwrap_or(&usual), after.unwrap_or(&usual));
            if before != after {
                let at = at.inside(&[property]);
                let (old, new) = (encoding(before), encoding(after));
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
            _ => {
                let words = |content: &Content| match content.envelope {
                    Some(_) => "in an envelope",
                    None => "as it is",
                };
                self.pair_of_texts(at, Rule::EnvelopeChanged, words(old), words(new), places);
            }
        }
    }
}

/// The media types of a body.
fn names(content: &[Content]) -> String {
    content.iter().map(|it| it.media_type.0.as_str()).collect::<Vec<_>>().join(", ")
}

/// The status or range of statuses that took the place of one: `2XX` of `200`, or the other way round.
fn range(status: StatusRange, left: &BTreeMap<StatusRange, &Response>) -> Option<StatusRange> {
    match status {
        StatusRange::Code(code) => {
            let class = StatusRange::Class(u8::try_from(code / 100).ok()?);
            left.contains_key(&class).then_some(class)
        }
        StatusRange::Class(class) => {
            let codes = left.keys().copied();
            let mut codes = codes.filter(
                |it| matches!(it, StatusRange::Code(code) if code / 100 == u16::from(class)),
            );
            codes.next()
        }
        StatusRange::Default => None,
    }
}

/// Whether a range of media types, such as `text/*`, has another one in it.
fn has(range: &MediaType, one: &MediaType) -> bool {
    let (range, one) = (range.essence(), one.essence());
    match range.strip_suffix("/*") {
        Some("*") => range != one,
        Some(kind) => range != one && one.split('/').next() == Some(kind),
        None => false,
    }
}

/// What became of the name of a media type that is still there.
fn respelled(old: &MediaType, new: &MediaType) -> Option<Rule> {
    let is_same = |one: &str, other: &str| one.eq_ignore_ascii_case(other);
    if is_same(&old.0.replace(' ', ""), &new.0.replace(' ', "")) {
        None
    } else if old.essence() == new.essence() {
        Some(Rule::MediaTypeParameters)
    } else if has(new, old) {
        Some(Rule::MediaTypeGeneralised)
    } else {
        Some(Rule::MediaTypeSpecialised)
    }
}
