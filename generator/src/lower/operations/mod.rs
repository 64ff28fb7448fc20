//! From operations, and what stands beside them, to the model.

pub(super) mod body;
mod envelope;
mod example;
mod info;
mod operation;
mod parameter;
mod path;
mod path_parameter;
mod security;
mod selection;
#[cfg(test)]
mod tests;

use super::schemas::place::Places;
use super::types::Types;
use crate::api::Wrapper;
use crate::diagnostic::Diagnostic;
use crate::openapi::{Document, Located, Referable};
use crate::options::{Placed, Selector};
use openapiv3::ReferenceOr;
use std::collections::HashSet;

/// The operations of a document.
pub(super) struct Operations<'d> {
    document: &'d Document,
    pub(super) types: Types<'d>,
    /// The object in which the API wraps its responses.
    envelope: Option<&'d Wrapper>,
    /// Which operations are asked for; all where the list is empty.
    only: &'d [Placed<Selector>],
    /// Which of the selectors select something.
    selected: Vec<bool>,
    /// The security schemes that are named and not there.
    unknown_schemes: HashSet<&'d str>,
}

impl<'d> Operations<'d> {
    pub(super) fn new(
        types: Types<'d>,
        envelope: Option<&'d Wrapper>,
        only: &'d [Placed<Selector>],
    ) -> Self {
        let document = types.document;
        Self {
            document,
            types,
            envelope,
            only,
            selected: vec![false; only.len()],
            unknown_schemes: HashSet::new(),
        }
    }

    fn places(&mut self) -> &mut Places<'d> {
        self.types.places()
    }

    fn tell(&mut self, fault: Diagnostic) {
        self.types.teller().tell(fault);
    }

    /// What stands at a place, or what the reference there leads to, with the name that it has if it
    /// is a component. A reference that leads to nothing is told.
    fn item<T: Referable>(
        &mut self,
        written: Located<'d, ReferenceOr<T>>,
    ) -> Option<(Located<'d, T>, Option<&'d str>)> {
        self.types.schemas.item(written)
    }
}
