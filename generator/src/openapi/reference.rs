//! What a reference says by itself, before anybody follows it.

use super::shape::grammar::ObjectKind;

/// How many references may lead from one to the next.
pub(super) const MOST_STEPS: usize = 64;

/// What a part of a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A schema.
    Schema,
    /// A parameter.
    Parameter,
    /// An answer.
    Response,
    /// A request body.
    RequestBody,
    /// A header.
    Header,
    /// An example.
    Example,
    /// A security scheme.
    SecurityScheme,
    /// A path with its operations.
    PathItem,
    /// Anything else that OpenAPI names, which nothing can refer to here.
    Other,
}

impl Kind {
    /// The kind in words, with its article.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Schema => "a schema",
            Self::Parameter => "a parameter",
            Self::Response => "a response",
            Self::RequestBody => "a request body",
            Self::Header => "a header",
            Self::Example => "an example",
            Self::SecurityScheme => "a security scheme",
            Self::PathItem => "a path item",
            Self::Other => "something that no reference can name",
        }
    }

    /// The section of `components` that holds it.
    pub(super) fn section(self) -> Option<&'static str> {
        match self {
            Self::Schema => Some("schemas"),
            Self::Parameter => Some("parameters"),
            Self::Response => Some("responses"),
            Self::RequestBody => Some("requestBodies"),
            Self::Header => Some("headers"),
            Self::Example => Some("examples"),
            Self::SecurityScheme => Some("securitySchemes"),
            Self::PathItem | Self::Other => None,
        }
    }

    /// What OpenAPI's object is here.
    pub(super) fn of(object: ObjectKind) -> Self {
        match object {
            ObjectKind::Schema => Self::Schema,
            ObjectKind::Parameter => Self::Parameter,
            ObjectKind::Response => Self::Response,
            ObjectKind::RequestBody => Self::RequestBody,
            ObjectKind::Header => Self::Header,
            ObjectKind::Example => Self::Example,
            ObjectKind::SecurityScheme => Self::SecurityScheme,
            ObjectKind::PathItem => Self::PathItem,
            _ => Self::Other,
        }
    }

    pub(super) fn of_section(section: &str) -> Self {
        let all = [
            Self::Schema,
            Self::Parameter,
            Self::Response,
            Self::RequestBody,
            Self::Header,
            Self::Example,
            Self::SecurityScheme,
        ];
        all.into_iter().find(|kind| kind.section() == Some(section)).unwrap_or(Self::Other)
    }
}

/// The section and the name, if a reference leads to a component.
pub(super) fn component(reference: &str) -> Option<(&str, &str)> {
    let (section, name) = reference.strip_prefix("#/components/")?.split_once('/')?;
    (!name.contains(['/', '%', '~'])).then_some((section, name))
}
