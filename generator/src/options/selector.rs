//! Which operations a crate has.

use std::fmt;

/// What selects operations of a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Selector {
    /// Those with the tag: `tag:pets`.
    Tag(String),
    /// The one with this method, in capitals, on this path template: `GET /pets/{id}`.
    Endpoint {
        /// The method.
        method: String,
        /// The path template as the document has it.
        path: String,
    },
    /// The one with this `operationId`.
    Id(String),
}

impl Selector {
    /// Reads a selector. Methods may be in any case.
    ///
    /// # Errors
    ///
    /// What the text lacks, and what to write, if it selects nothing in any document.
    pub fn parse(text: &str) -> Result<Self, super::Fault> {
        let text = text.trim();
        let fault = ("selects nothing", "write `tag:NAME`, `GET /path` or an operationId");
        if let Some(tag) = text.strip_prefix("tag:") {
            return if tag.is_empty() { Err(fault) } else { Ok(Self::Tag(tag.into())) };
        }
        match text.split_once(char::is_whitespace) {
            Some((method, path)) if path.trim_start().starts_with('/') => Ok(Self::Endpoint {
                method: method.to_ascii_uppercase(),
                path: path.trim_start().into(),
            }),
            _ if text.is_empty() || text.starts_with('/') => Err(fault),
            _ => Ok(Self::Id(text.into())),
        }
    }
}

/// As [`parse`](Selector::parse) reads it.
impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tag(tag) => write!(f, "tag:{tag}"),
            Self::Endpoint { method, path } => write!(f, "{method} {path}"),
            Self::Id(id) => f.write_str(id),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Selector;

    #[test]
    fn reads_what_it_writes() {
        for text in ["tag:pets", "tag:a b", "GET /pets/{id}", "listPets", "list pets"] {
            assert_eq!(Selector::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Selector::parse(" get   /a ").unwrap().to_string(), "GET /a");
        for text in ["", "tag:", "/pets", " "] {
            Selector::parse(text).unwrap_err();
        }
    }
}
