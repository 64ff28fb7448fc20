//! What a comparison finds, as data.

use super::rules::Rule;
use crate::api::Usage;
use crate::diagnostic::Location;
use crate::outline::ItemKind;
use std::fmt;

/// What a change does to those who rely on the old document, from harmless to harmful.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It cannot be told.
    #[default]
    Unaffected,
    /// What worked goes on to work.
    Compatible,
    /// What worked goes on to work, but may not do what it did.
    Warning,
    /// What worked does not work any more.
    Breaking,
}

impl Verdict {
    /// The verdict in a word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unaffected => "unaffected",
            Self::Compatible => "compatible",
            Self::Warning => "warning",
            Self::Breaking => "breaking",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What kind of thing changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectKind {
    /// The document as a whole.
    Document,
    /// An operation.
    Operation,
    /// A schema.
    Schema,
    /// A component that is no schema: a parameter, a body, a response or a header that operations
    /// share.
    Component,
    /// An item of the crate that nothing of the document explains.
    Rust,
}

impl SubjectKind {
    /// The kind in a word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Operation => "operation",
            Self::Schema => "schema",
            Self::Component => "component",
            Self::Rust => "rust",
        }
    }
}

/// What changes: a thing of the document, and the place inside of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    /// What kind of thing it is.
    pub kind: SubjectKind,
    /// Its name: `Pet`, `GET /pets`.
    pub name: String,
    /// The place inside of it, from the outside to the inside: `query`, `limit`.
    pub path: Vec<String>,
}

impl Subject {
    /// A thing as a whole.
    pub(super) fn new(kind: SubjectKind, name: impl Into<String>) -> Self {
        Self { kind, name: name.into(), path: Vec::new() }
    }

    /// A place inside of it.
    pub(super) fn inside(&self, words: &[&str]) -> Self {
        let mut inner = self.clone();
        inner.path.extend(words.iter().map(|word| (*word).to_owned()));
        inner
    }

    /// The place inside of the thing, with dots.
    #[must_use]
    pub fn place(&self) -> String {
        self.path.join(".")
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        if !self.path.is_empty() {
            write!(f, " > {}", self.place())?;
        }
        Ok(())
    }
}

/// One change of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Which rule judges it.
    pub rule: Rule,
    /// What changes.
    pub subject: Subject,
    /// What was there, in words.
    pub old: Option<String>,
    /// What is there now, in words.
    pub new: Option<String>,
    /// Where the old document has it.
    pub old_location: Option<Location>,
    /// Where the new document has it.
    pub new_location: Option<Location>,
    /// In which directions it travels; neither for what has no direction.
    pub directions: Usage,
    /// The operations that it reaches, sorted.
    pub operations: Vec<String>,
    /// What it does to the wire.
    pub wire: Verdict,
    /// What it does to the items of the crate.
    pub rust: Vec<RustChange>,
}

impl Change {
    /// What it does to a program that uses the crate.
    #[must_use]
    pub fn rust_verdict(&self) -> Verdict {
        self.rust.iter().map(|change| change.verdict).max().unwrap_or_default()
    }

    /// The worse of both verdicts.
    #[must_use]
    pub fn worst(&self) -> Verdict {
        self.wire.max(self.rust_verdict())
    }

    /// Whether it breaks something without having been announced in time.
    #[must_use]
    pub fn is_denied(&self) -> bool {
        self.worst() == Verdict::Breaking && self.rule != Rule::RemovedAfterSunset
    }
}

/// What becomes of an item of the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RustChangeKind {
    /// It is gone.
    Removed,
    /// It has another type or signature.
    Changed,
    /// It is new.
    Added,
    /// It is now deprecated.
    Deprecated,
    /// It is not deprecated any more.
    Undeprecated,
}

impl RustChangeKind {
    /// The kind in a word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Added => "added",
            Self::Deprecated => "deprecated",
            Self::Undeprecated => "undeprecated",
        }
    }
}

/// A change of a public item of the crate.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RustChange {
    /// The public path of the item; of the type, for an implementation of a trait.
    pub path: String,
    /// What the item is.
    pub item: ItemKind,
    /// What becomes of it.
    pub kind: RustChangeKind,
    /// What it was.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
    /// What that does to a program that uses it.
    pub verdict: Verdict,
}

/// What a release of the crate must call itself (<https://semver.org>).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Semver {
    /// Nothing changes.
    #[default]
    None,
    /// Nothing is new for a program.
    Patch,
    /// Something is new, and nothing breaks.
    Minor,
    /// Something breaks.
    Major,
}

impl Semver {
    /// The name of the part of a version that rises.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl fmt::Display for Semver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// All changes between two documents, the worst ones first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diff {
    /// The changes.
    pub changes: Vec<Change>,
}

impl Diff {
    /// What the changes do to the wire.
    #[must_use]
    pub fn wire(&self) -> Verdict {
        self.changes.iter().map(|change| change.wire).max().unwrap_or_default()
    }

    /// What they do to programs that use the crate.
    #[must_use]
    pub fn rust(&self) -> Verdict {
        self.changes.iter().map(Change::rust_verdict).max().unwrap_or_default()
    }

    /// What the next release must call itself. A removal that was announced in time is compatible on
    /// the wire; to the compiler it is a removal all the same.
    #[must_use]
    pub fn semver(&self) -> Semver {
        match self.wire().max(self.rust()) {
            Verdict::Breaking => Semver::Major,
            _ if self.rust() > Verdict::Unaffected => Semver::Minor,
            _ if self.changes.is_empty() => Semver::None,
            _ => Semver::Patch,
        }
    }

    /// The changes that break something without having been announced in time.
    pub fn denied(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.is_denied())
    }
}
