//! What the generator has to say about a document: one [`Diagnostic`] a fault, with a stable
//! [`Code`], the place, what is wrong and what to do.

mod catalogue;
mod collector;
mod location;
pub mod render;
pub(crate) mod similar;
mod sources;

pub use catalogue::{Code, FoundIn, Outcome, Severity};
pub use collector::{Counts, Diagnostics};
pub use location::{FileId, Location};
pub use sources::{Folder, Position, Sources, Unread};

/// One fault of a document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    code: Code,
    message: String,
    location: Option<Location>,
    label: Option<String>,
    secondary: Vec<(Location, String)>,
    notes: Vec<String>,
    helps: Vec<String>,
}

impl Diagnostic {
    /// A fault at a place of a text.
    pub fn new(code: Code, location: Location, message: impl Into<String>) -> Self {
        Self { location: Some(location), ..Self::without_location(code, message) }
    }

    /// A fault that no place of a text shows, such as a file that does not exist.
    pub fn without_location(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            location: None,
            label: None,
            secondary: Vec::new(),
            notes: Vec::new(),
            helps: Vec::new(),
        }
    }

    /// Sets the words that stand at the place itself.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.label = Some(text.into());
        self
    }

    /// Adds another place that has to do with the fault.
    #[must_use]
    pub fn secondary(mut self, location: Location, text: impl Into<String>) -> Self {
        self.secondary.push((location, text.into()));
        self
    }

    /// Adds something worth knowing.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.helps.push(text.into());
        self
    }

    /// The kind of fault.
    pub fn code(&self) -> Code {
        self.code
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// What is wrong, in one line.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Where it is.
    pub fn location(&self) -> Option<Location> {
        self.location
    }

    /// The words that stand at the place itself.
    pub fn label_text(&self) -> Option<&str> {
        self.label.as_deref()
    }

    /// The other places that have to do with it.
    pub fn secondaries(&self) -> &[(Location, String)] {
        &self.secondary
    }

    /// What is worth knowing.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// What to do.
    pub fn helps(&self) -> &[String] {
        &self.helps
    }
}
