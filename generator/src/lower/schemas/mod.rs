//! Schemas as conjunctions of simple schemas: taken apart, put together and checked. What they come
//! to in the model is decided elsewhere.

pub(crate) mod bounds;
mod check;
mod conjunction;
mod formats;
pub(crate) mod keywords;
mod merge;
pub(crate) mod merged;
mod pattern;
pub(crate) mod pieces;
pub(crate) mod place;
#[cfg(test)]
mod tests;

pub(crate) use formats::of_strings;

use super::teller::Teller;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::openapi::{Document, Located, Referable, Resolved};
use keywords::NodeId;
use merged::Merged;
use openapiv3::ReferenceOr;
use pieces::MemberSet;
use place::Places;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

/// How deep schemas may lead from one to the next. A text cannot nest so deep, but references can.
const MAX_DEPTH: usize = 64;

/// The schemas of a document.
pub(super) struct Schemas<'d> {
    pub(super) document: &'d Document,
    pub(super) teller: Teller<'d>,
    pub(super) places: Places<'d>,
    /// The schemas whose own keywords were checked.
    checked: HashSet<NodeId>,
    /// What schemas of the components come to when they are taken apart; `None` while one is.
    members: HashMap<&'d str, Option<MemberSet<'d>>>,
    /// The same, put together.
    merged: HashMap<&'d str, Rc<Merged<'d>>>,
    /// The names that are required: where that is said, and whether a property of the name was found.
    required: BTreeMap<Location, (&'d str, bool)>,
    /// The formats that have no type, and where they stand.
    formats: BTreeMap<&'d str, BTreeSet<Location>>,
    depth: usize,
    /// Whether it was told that schemas are nested too deep.
    too_deep: bool,
    /// How many unions are being looked into, one inside the other.
    union_depth: usize,
}

impl<'d> Schemas<'d> {
    pub(super) fn new(document: &'d Document, teller: Teller<'d>) -> Self {
        Self {
            document,
            teller,
            places: Places::default(),
            checked: HashSet::new(),
            members: HashMap::new(),
            merged: HashMap::new(),
            required: BTreeMap::new(),
            formats: BTreeMap::new(),
            depth: 0,
            too_deep: false,
            union_depth: 0,
        }
    }

    fn tell(&mut self, fault: Diagnostic) {
        self.teller.tell(fault);
    }

    /// What stands at a place, or what the reference there leads to, with the name that it has if it
    /// is a component. A reference that leads to nothing is told.
    pub(super) fn item<T: Referable>(
        &mut self,
        written: Located<'d, ReferenceOr<T>>,
    ) -> Option<(Located<'d, T>, Option<&'d str>)> {
        match written.value {
            ReferenceOr::Item(value) => Some((Located::new(value, written.node), None)),
            ReferenceOr::Reference { reference } => {
                let resolved = self.document.resolve(reference, written.at("$ref"));
                let Resolved { value, name, .. } = self.teller.resolved(resolved)?;
                Some((value, name))
            }
        }
    }

    /// Goes one schema deeper; tells that it is too deep where a chain of references does not end.
    pub(super) fn enter(&mut self, at: Location) -> bool {
        if self.depth < MAX_DEPTH {
            self.depth += 1;
            return true;
        }
        // What is cut off here begins anew elsewhere, and may be too deep there as well.
        if !std::mem::replace(&mut self.too_deep, true) {
            let message = format!("more than {MAX_DEPTH} schemas lead from one to the next");
            let fault = Diagnostic::new(Code::NestingTooDeep, at, message)
                .label("the limit is passed here")
                .help("refer to fewer schemas through each other");
            self.tell(fault);
        }
        false
    }

    /// Comes back from what was entered.
    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Does something one schema deeper, and gives `otherwise` where that is too deep.
    fn deeper<T>(&mut self, at: Location, otherwise: T, work: impl FnOnce(&mut Self) -> T) -> T {
        if !self.enter(at) {
            return otherwise;
        }
        let done = work(self);
        self.leave();
        done
    }
}
