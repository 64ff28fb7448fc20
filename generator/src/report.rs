//! What became of a document: how many operations, models and fields, and which values have no type.

use crate::api::{Api, Facts, Schema, Shape, Type, Untyped, form};
use crate::diagnostic::Location;
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

impl Report {
    /// Counts what is in `api`.
    #[must_use]
    pub fn new(api: &Api, facts: &Facts, examples: Option<Examples>) -> Self {
        let operations = api.operations.len();
        let mut report = Self { operations, examples, ..Self::default() };
        for (_, def) in api.types().filter(|(id, _)| facts.usage(*id).is_used()) {
            report.models += 1;
            if let Shape::Struct(object) = &def.shape {
                report.fields += object.properties.len();
            }
            def.shape.schemas().into_iter().for_each(|schema| report.count(schema));
        }
        for operation in &api.operations {
            for parameter in &operation.parameters {
                report.count(&parameter.schema);
            }
            for content in operation.sent().chain(operation.received()) {
                // A form has the fields of the type that it stands for.
                report.fields += form(api, content).map_or(0, |object| object.properties.len());
                api.values_of(content).iter().for_each(|value| report.count(value.schema));
            }
        }
        report.untyped.sort_unstable_by_key(|value| value.location);
        report.untyped.dedup_by_key(|value| value.location);
        report
    }

    fn count(&mut self, schema: &Schema) {
        schema.walk(&mut |schema| {
            if let Type::Untyped(reason) = schema.ty {
                self.untyped.push(UntypedValue { reason, location: schema.location });
            }
        });
    }
}
