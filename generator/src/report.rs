//! What became of a document: how many operations, models and fields, and which values have no type.

use crate::api::{Additional, Api, Content, Facts, Schema, Shape, Type, TypeId, Untyped, form};
use crate::diagnostic::{Code, Location};
use crate::examples::Examples;

/// What became of a document.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The operations.
    pub operations: usize,
    /// The types that operations reach.
    pub models: usize,
    /// The fields of those that are structs.
    pub fields: usize,
    /// The values that came out as untyped JSON.
    pub untyped: Vec<UntypedValue>,
    /// The examples, where they were asked for.
    pub examples: Option<Examples>,
}

/// A value that came out as untyped JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UntypedValue {
    /// Why it has no type.
    pub reason: Untyped,
    /// Where its schema stands.
    pub location: Location,
}

/// What became of a part of a document that is not in the crate as the document has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The crate accepts more than the document says, or something like it.
    Approximated,
    /// It is not in the crate.
    LeftOut,
}

impl Outcome {
    /// What a diagnostic of this code says of its place; nothing where it is about the document and
    /// not about what became of it.
    #[must_use]
    pub fn of(code: Code) -> Option<Self> {
        match code {
            Code::UnsupportedSchema
            | Code::FormatUnknown
            | Code::AllofConflict
            | Code::EnumMixed
            | Code::EnumTypeMismatch
            | Code::EnumEmpty
            | Code::ItemsMissing
            | Code::PathParameterUndeclared
            | Code::RefConverted
            | Code::RefMissing
            | Code::SchemaMissing
            | Code::ValueConverted
            | Code::MemberAssumed
            | Code::PatternInvalid
            | Code::DefaultInvalid
            | Code::TextNeutralised => Some(Self::Approximated),
            Code::UnsupportedMediaType
            | Code::UnsupportedEncoding
            | Code::UnsupportedFeature
            | Code::MediaTypeSkipped
            | Code::PathParameterUnused
            | Code::SecurityUnknown
            | Code::SecurityUnsupported
            | Code::WebhooksSkipped
            | Code::CallbacksSkipped
            | Code::LinksSkipped
            | Code::HeaderParameterIgnored
            | Code::MemberIgnored
            | Code::UnknownMember
            | Code::ExtensionMisspelt
            | Code::KeywordIgnored
            | Code::DiscriminatorUnknown
            | Code::KeywordNotApplicable => Some(Self::LeftOut),
            _ => None,
        }
    }
}

impl Report {
    /// Counts what is in `api`.
    #[must_use]
    pub fn new(api: &Api, facts: &Facts, examples: Option<Examples>) -> Self {
        let operations = api.operations.len();
        let mut report = Self { operations, examples, ..Self::default() };
        for (id, _) in api.types().filter(|(id, _)| facts.usage(*id).is_used()) {
            report.models += 1;
            report.count_type(api, id);
        }
        for operation in &api.operations {
            for parameter in &operation.parameters {
                report.count(&parameter.schema);
            }
            let sent = operation.request.iter().flat_map(|body| &body.content);
            let answered = operation.responses.iter().flat_map(|response| &response.content);
            for content in sent.chain(answered) {
                report.count_content(api, content);
            }
        }
        report.untyped.sort_unstable_by_key(|value| value.location);
        report.untyped.dedup_by_key(|value| value.location);
        report
    }

    fn count_type(&mut self, api: &Api, id: TypeId) {
        match api.get(id).map(|def| &def.shape) {
            Some(Shape::Struct(object)) => {
                self.fields += object.properties.len();
                for property in &object.properties {
                    self.count(&property.schema);
                }
                if let Additional::Allowed(schema) = &object.additional {
                    self.count(schema);
                }
            }
            Some(Shape::Union(union)) => {
                for variant in &union.variants {
                    self.count(&variant.schema);
                }
            }
            Some(Shape::Alias(alias)) => self.count(&alias.schema),
            Some(Shape::Enumeration(_) | Shape::Text(_)) | None => {}
        }
    }

    fn count_content(&mut self, api: &Api, content: &Content) {
        let schema = match &content.envelope {
            Some(envelope) => envelope.result.as_ref(),
            None => content.schema.as_ref(),
        };
        let Some(schema) = schema else { return };
        // A form has the fields of the type that it stands for.
        if let Some(object) = form(api, content) {
            self.fields += object.properties.len();
            object.properties.iter().for_each(|property| self.count(&property.schema));
        } else {
            self.count(schema);
        }
    }

    fn count(&mut self, schema: &Schema) {
        match &schema.ty {
            Type::Untyped(reason) => {
                self.untyped.push(UntypedValue { reason: *reason, location: schema.location })
            }
            Type::Array(items) | Type::Map(items) => self.count(items),
            Type::Tuple(places) => places.iter().for_each(|place| self.count(place)),
            _ => {}
        }
    }
}
