//! What a reference says by itself, before anybody follows it.

use super::made;
use super::shape::grammar::ObjectKind;
use crate::source::Node;
use std::borrow::Cow;

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

/// How a document names what references lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// As OpenAPI 3 does: `#/components/schemas/Share`.
    OpenApi,
    /// As Swagger 2.0 does: `#/definitions/Share`. Such a document is read as one of OpenAPI 3, and is
    /// spoken of as its author wrote it.
    Swagger,
}

impl Naming {
    /// That of a document that is normalised.
    pub(super) fn of(root: &Node) -> Self {
        if root.get(made::SWAGGER).is_some() { Self::Swagger } else { Self::OpenApi }
    }

    /// Where components of a section stand.
    #[must_use]
    pub fn section(self, section: &str) -> Cow<'static, str> {
        match (self, section) {
            (Self::Swagger, "schemas") => "definitions".into(),
            (Self::Swagger, "parameters" | "requestBodies") => "parameters".into(),
            (Self::Swagger, "responses") => "responses".into(),
            (Self::Swagger, "securitySchemes") => "securityDefinitions".into(),
            _ => format!("components/{section}").into(),
        }
    }

    /// A reference to a component.
    pub(super) fn reference(self, section: &str, name: &str) -> String {
        format!("#/{}/{name}", self.section(section))
    }

    /// A reference as the document has it.
    pub(super) fn shown(self, reference: &str) -> Cow<'_, str> {
        let inside = reference.strip_prefix("#/components/").and_then(|it| it.split_once('/'));
        match (self, inside) {
            (Self::Swagger, Some((section, name))) => self.reference(section, name).into(),
            _ => reference.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Naming;

    #[test]
    fn components_are_named_as_the_document_does() {
        for (ours, theirs) in [
            ("#/components/schemas/A", "#/definitions/A"),
            ("#/components/schemas/A/properties/b", "#/definitions/A/properties/b"),
            ("#/components/requestBodies/A", "#/parameters/A"),
            ("#/components/responses/A", "#/responses/A"),
            ("#/x-own/A", "#/x-own/A"),
        ] {
            assert_eq!(Naming::Swagger.shown(ours), theirs);
            assert_eq!(Naming::OpenApi.shown(ours), ours);
        }
        assert_eq!(Naming::OpenApi.section("securitySchemes"), "components/securitySchemes");
    }
}
