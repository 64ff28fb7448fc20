//! What holds for the whole document.

use super::change::{Subject, SubjectKind};
use super::rules::Rule;
use super::walk::{At, BOTH, Found, Owner, Walk};
use crate::api::Api;
use crate::diagnostic::{FileId, Location};

impl Walk<'_> {
    /// Compares what holds for the whole document.
    pub(super) fn document(&mut self) {
        let at = whole();
        let (old, new) = (self.old.api, self.new.api);
        let places = (start(old), start(new));
        if (&old.title, &old.description) != (&new.title, &new.description) {
            self.tell(&at, Found::new(Rule::DocumentationChanged).at(places.0, places.1));
        }
        self.servers(&at, &old.servers, &new.servers, places);
    }
}

/// The document as a whole.
pub(super) fn whole() -> At {
    let subject = Subject::new(SubjectKind::Document, "document");
    At::new(Owner::Document, BOTH, subject)
}

/// The start of a document.
pub(super) fn start(api: &Api) -> Location {
    let file = api.operations.first().map_or(FileId(0), |operation| operation.location.file);
    Location::new(file, 0, 0)
}
