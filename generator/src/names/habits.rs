//! What the operations of a document have in common, where the name of one depends on it.

use super::path::is_version;
use super::words::Words;
use crate::api::{Api, Method, Operation, PathSegment};
use std::collections::HashSet;

/// Of how many ids one may be of another make, where the others are paths.
const EXCEPTIONS: usize = 4;

/// What the operations of a document have in common.
pub(super) struct Habits<'a> {
    /// Whether the ids are made of methods and paths.
    ids_are_paths: bool,
    /// The paths that can be read.
    read: HashSet<&'a str>,
    /// The paths that a method of their own changes: `PUT` or `PATCH`.
    changed: HashSet<&'a str>,
}

impl<'a> Habits<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        let paths = |methods: &[Method]| {
            let operations = api.operations.iter();
            let found = operations.filter(|operation| methods.contains(&operation.method));
            found.map(|operation| &*operation.path.text).collect()
        };
        let with_ids = api.operations.iter().filter(|operation| operation.id.is_some());
        let (mut ids, mut made, mut parameters) = (0, 0, false);
        for operation in with_ids {
            ids += 1;
            if let Some(spelled) = spelled(operation) {
                made += 1;
                parameters |= spelled.parameters;
            }
        }
        Self {
            // `getPets` alone is what people write, too.
            ids_are_paths: parameters && made * EXCEPTIONS > ids * (EXCEPTIONS - 1),
            read: paths(&[Method::Get]),
            changed: paths(&[Method::Put, Method::Patch]),
        }
    }

    /// Whether an id says nothing that the method and the path do not: it was made of them.
    pub(super) fn says_nothing(&self, operation: &Operation) -> bool {
        self.ids_are_paths && spelled(operation).is_some()
    }

    /// Whether `POST` on the path of one thing changes that thing.
    pub(super) fn post_changes(&self, operation: &Operation) -> bool {
        let path = &*operation.path.text;
        self.read.contains(path) && !self.changed.contains(path)
    }
}

/// An id that spells out the method and the path of its operation.
struct Spelled {
    /// Whether it has the parameters as well.
    parameters: bool,
}

/// Reads an id as the method and the pieces of the path: `GetChargesChargeRefunds` of
/// `GET /v1/charges/{charge}/refunds`. A version, and the names of parameters, may be left out; a
/// parameter may be an `id`.
fn spelled(operation: &Operation) -> Option<Spelled> {
    let id = Words::new(operation.id.as_deref()?);
    let mut rest = id.as_slice();
    let mut take = |words: &[String]| {
        let found = rest.strip_prefix(words);
        rest = found.unwrap_or(rest);
        found.is_some()
    };
    if !take(&[operation.method.key().to_owned()]) {
        return None;
    }
    let mut parameters = false;
    for segment in &operation.path.segments {
        match segment {
            PathSegment::Literal(text) => {
                for piece in text.split('/').filter(|piece| !Words::is_symbols_only(piece)) {
                    if !take(Words::new(piece).as_slice()) && !is_version(piece) {
                        return None;
                    }
                }
            }
            PathSegment::Parameter(name) => {
                parameters |= take(Words::new(name).as_slice()) || take(&["id".to_owned()]);
            }
        }
    }
    rest.is_empty().then_some(Spelled { parameters })
}
