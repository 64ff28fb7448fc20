//! What is printed: results to the standard output, diagnostics to the standard error. Colours
//! only on a terminal, and not if `NO_COLOR` is set.

use crate::cli::{MessageFormat, OutputArgs};
use anstream::AutoStream;
use generator::diagnostic::render::{self, Style};
use generator::diagnostic::{Code, Diagnostic, Severity, Sources};
use std::io::{Stderr, Stdout, Write};

/// Prints what a command has to say.
pub struct Reporter {
    arguments: OutputArgs,
    out: AutoStream<Stdout>,
    err: AutoStream<Stderr>,
}

impl Reporter {
    /// Prints as the command line asks for.
    #[must_use]
    pub fn new(arguments: &OutputArgs) -> Self {
        Self { arguments: *arguments, out: anstream::stdout(), err: anstream::stderr() }
    }

    /// Prints diagnostics.
    pub fn diagnostics(&mut self, sources: &Sources, diagnostics: &[Diagnostic]) {
        let wanted: Vec<_> =
            diagnostics.iter().filter(|found| self.is_wanted(found)).cloned().collect();
        // The stream takes the colours away where they are not wanted.
        let text = match self.arguments.message_format {
            MessageFormat::Text => render::text(&wanted, sources, Style { color: true }),
            MessageFormat::Json => render::json(&wanted, sources),
        };
        self.error_text(&text);
    }

    /// Prints a diagnostic that has no place in a text.
    pub fn fault(&mut self, fault: &Fault) {
        self.diagnostics(&Sources::new(), std::slice::from_ref(fault));
    }

    fn is_wanted(&self, found: &Diagnostic) -> bool {
        match found.severity() {
            Severity::Error => true,
            Severity::Warning => !self.arguments.quiet,
            // What nobody said has to be known to those who get it.
            Severity::Note if is_detected(found.code()) => !self.arguments.quiet,
            // Other notes are many, and ask for nothing.
            Severity::Note => self.arguments.verbose,
        }
    }

    /// Prints a line that sums up, unless only errors are wanted.
    pub fn summary(&mut self, line: &str) {
        if !self.arguments.quiet {
            self.result(&format!("{line}\n"));
        }
    }

    /// Prints a result.
    pub fn result(&mut self, text: &str) {
        // A reader that has seen enough, such as `head`, is no fault.
        let _ = self.out.write_all(text.as_bytes());
        let _ = self.out.flush();
    }

    /// Prints text that is rendered already to the standard error.
    pub fn error_text(&mut self, text: &str) {
        let _ = self.err.write_all(text.as_bytes());
        let _ = self.err.flush();
    }

    /// Whether diagnostics are printed for programs.
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.arguments.message_format == MessageFormat::Json
    }
}

/// Whether a diagnostic tells something that was found in the document, and that settings could say.
#[must_use]
pub fn is_detected(code: Code) -> bool {
    matches!(code, Code::EnvelopeDetected | Code::PaginationDetected)
}

/// Why a command could not go on. Boxed, because it is rare and large.
pub type Fault = Box<Diagnostic>;

/// The diagnostic for a file that cannot be read.
#[must_use]
pub fn unreadable(shown: &str, error: &std::io::Error) -> Fault {
    Box::new(Diagnostic::without_location(
        Code::FileNotFound,
        format!("cannot read `{shown}`: {error}"),
    ))
}
