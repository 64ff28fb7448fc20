//! What a document says and the model has no place for.
//!
//! No type comes of a condition such as `not`, and none of a webhook; that one of them changed is to
//! be told all the same. So each is kept as a text that is the same for the same meaning, by the place
//! of the object that holds it.

use crate::diagnostic::{FileId, Location};
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// What holds a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holder {
    /// A schema.
    Schema,
    /// A header.
    Header,
    /// A way to say who one is.
    SecurityScheme,
    /// Anything else.
    Other,
}

/// Something that the model has no place for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What holds it.
    pub holder: Holder,
    /// The JSON pointer of the object that holds it.
    pub pointer: String,
    /// The keyword, and the entry of it where it has several: `not`, `dependentRequired/card`.
    pub keyword: String,
    /// What it says, as JSON: without words, and in an order that does not depend on the document's.
    pub text: String,
    /// Where its key stands.
    pub location: Location,
}

/// Everything that a document says and the model has no place for.
#[derive(Clone, Debug, Default)]
pub struct LeftOut {
    notes: Vec<Note>,
    /// The notes of the object that begins at a place.
    places: HashMap<(FileId, u32), Vec<usize>>,
    /// All objects, by their pointers.
    objects: HashSet<Step>,
    /// What each schema says as a whole, by where it begins.
    schemas: HashMap<(FileId, u32), u64>,
    /// Whether only a part of the document is asked for: what no operation of it reaches is not.
    pub is_part: bool,
}

/// A JSON pointer as a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Step(u64);

impl Step {
    /// One step further inside.
    #[must_use]
    pub fn inside(self, token: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        (self.0, token).hash(&mut hasher);
        Self(hasher.finish())
    }

    /// The pointer, whose tokens are escaped (RFC 6901).
    #[must_use]
    pub fn of(pointer: &str) -> Self {
        let tokens = pointer.split('/').skip(1);
        let plain = tokens.map(|token| token.replace("~1", "/").replace("~0", "~"));
        plain.fold(Self::default(), |step, token| step.inside(&token))
    }
}

impl LeftOut {
    /// Keeps a note, and gives its number.
    pub fn add(&mut self, note: Note) -> usize {
        self.notes.push(note);
        self.notes.len().saturating_sub(1)
    }

    /// Says that an object is there.
    pub fn add_object(&mut self, step: Step) {
        self.objects.insert(step);
    }

    /// Says which notes belong to what begins at a place.
    pub fn place(&mut self, location: Location, notes: impl IntoIterator<Item = usize>) {
        let held = self.places.entry((location.file, location.start)).or_default();
        for note in notes {
            if !held.contains(&note) {
                held.push(note);
            }
        }
    }

    /// Says what a schema says as a whole.
    pub fn schema(&mut self, location: Location, whole: u64) {
        self.schemas.insert((location.file, location.start), whole);
    }

    /// All notes, in the order of the document.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// The numbers of the notes of what begins at a place.
    #[must_use]
    pub fn at(&self, location: Location) -> &[usize] {
        self.places.get(&(location.file, location.start)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether the document has an object there.
    #[must_use]
    pub fn has_object(&self, pointer: &str) -> bool {
        self.objects.contains(&Step::of(pointer))
    }

    /// What the schema at a place says as a whole; equal for schemas that say the same.
    #[must_use]
    pub fn whole(&self, location: Location) -> Option<u64> {
        self.schemas.get(&(location.file, location.start)).copied()
    }
}
