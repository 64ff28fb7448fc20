//! Why there is no outline.

use std::fmt;

/// A place in the text that cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum Problem {
    /// A file that a module declaration asks for, or `src/lib.rs`, is not among the files.
    MissingFile {
        /// The file, as it would be called.
        file: String,
    },
    /// A file is not Rust.
    Syntax {
        /// The file.
        file: String,
        /// What the parser says.
        message: String,
    },
    /// A macro call that adds items and cannot be expanded.
    Macro {
        /// The file of the call.
        file: String,
        /// The macro.
        name: String,
        /// Why not.
        reason: String,
    },
    /// A `pub use` of something that is not in the crate.
    Unresolved {
        /// The module of the `pub use`, as a path.
        module: String,
        /// What it names.
        path: String,
    },
    /// A `pub use …::*` of something that is no module of the crate: what it gives cannot be known
    /// from the text.
    Glob {
        /// The module of the `pub use`, as a path.
        module: String,
        /// What it names.
        path: String,
    },
    /// A construct that emitted code does not have, and that this module does not follow.
    Unsupported {
        /// The file.
        file: String,
        /// What it is.
        what: String,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingFile { file } => write!(f, "{file}: the file is missing"),
            Self::Syntax { file, message } => write!(f, "{file}: not Rust: {message}"),
            Self::Macro { file, name, reason } => {
                write!(f, "{file}: the macro `{name}!` cannot be expanded: {reason}")
            }
            Self::Unresolved { module, path } => {
                write!(f, "{module}: `pub use {path}` names nothing in the crate")
            }
            Self::Glob { module, path } => write!(
                f,
                "{module}: `pub use {path}::*` is not a module of the crate; name the items"
            ),
            Self::Unsupported { file, what } => write!(f, "{file}: {what} is not supported"),
        }
    }
}

impl std::error::Error for Problem {}
