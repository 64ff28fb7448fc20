//! Tells faults of the document: each once, and not once a use.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::openapi::RefError;
use crate::source::Node;
use std::collections::HashSet;

/// What tells faults.
pub(super) struct Teller<'d> {
    diagnostics: &'d Diagnostics,
    /// What was told, and where.
    told: HashSet<(Code, Location)>,
}

impl<'d> Teller<'d> {
    pub(super) fn new(diagnostics: &'d Diagnostics) -> Self {
        Self { diagnostics, told: HashSet::new() }
    }

    /// Tells a fault, once.
    pub(super) fn tell(&mut self, fault: Diagnostic) {
        let location = fault.location();
        if location.is_none_or(|location| self.told.insert((fault.code(), location))) {
            self.diagnostics.push(fault);
        }
    }

    /// What a reference leads to; tells why where it leads to nothing.
    pub(super) fn resolved<T>(&mut self, result: Result<T, RefError>) -> Option<T> {
        result.map_err(|RefError(fault)| self.tell(*fault)).ok()
    }

    /// An extension that has to be a text; `null` is none.
    pub(super) fn extension_text(&mut self, node: &'d Node, name: &str) -> Option<&'d str> {
        if node.as_str().is_none() && !node.is_null() {
            self.tell_extension(node, name, "a text");
        }
        node.as_str()
    }

    /// Tells that an extension is not what it has to be.
    pub(super) fn tell_extension(&mut self, node: &Node, name: &str, wanted: &str) {
        let message = format!("`{name}` is {}, and {wanted} is needed", node.kind());
        let fault = Diagnostic::new(Code::WrongType, node.location, message);
        self.tell(fault.label(format!("needs {wanted}")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::FileId;

    #[test]
    fn a_fault_is_told_once_a_place() {
        let diagnostics = Diagnostics::new();
        let mut teller = Teller::new(&diagnostics);
        for (code, line) in
            [(Code::EnumEmpty, 1), (Code::EnumEmpty, 1), (Code::EnumEmpty, 2), (Code::EnumMixed, 1)]
        {
            teller.tell(Diagnostic::new(code, Location::new(FileId(0), line, 1), "a fault"));
        }
        for tag in ["one", "other"] {
            teller.tell(Diagnostic::without_location(Code::SelectionEmpty, tag));
        }
        assert_eq!(diagnostics.into_sorted().len(), 5);
    }
}
