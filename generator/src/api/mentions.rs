//! Which named types operations and types mention.

use super::{Additional, Api, Content, Operation, Schema, Shape, Type, TypeId, Usage, files, form};

impl Api {
    /// The named types that an operation mentions, each with the direction in which it travels.
    #[must_use]
    pub fn types_of(&self, operation: &Operation) -> Vec<(TypeId, Usage)> {
        let mut sent = Vec::new();
        for parameter in &operation.parameters {
            named_types(&parameter.schema, &mut sent);
        }
        for content in operation.request.iter().flat_map(|body| &body.content) {
            self.types_of_content(content, &mut sent);
        }
        let mut received = Vec::new();
        for content in operation.responses.iter().flat_map(|response| &response.content) {
            self.types_of_content(content, &mut received);
        }
        let sent = sent.into_iter().map(|id| (id, Usage { request: true, response: false }));
        let received =
            received.into_iter().map(|id| (id, Usage { request: false, response: true }));
        sent.chain(received).collect()
    }

    /// The named types that a named type mentions.
    #[must_use]
    pub fn types_in(&self, id: TypeId) -> Vec<TypeId> {
        let mut found = Vec::new();
        match self.get(id).map(|def| &def.shape) {
            Some(Shape::Struct(object)) => {
                for property in &object.properties {
                    named_types(&property.schema, &mut found);
                }
                if let Additional::Allowed(schema) = &object.additional {
                    named_types(schema, &mut found);
                }
            }
            Some(Shape::Union(union)) => {
                for variant in &union.variants {
                    named_types(&variant.schema, &mut found);
                }
            }
            Some(Shape::Alias(alias)) => named_types(&alias.schema, &mut found),
            Some(Shape::Enumeration(_) | Shape::Text(_)) | None => {}
        }
        found
    }

    fn types_of_content(&self, content: &Content, into: &mut Vec<TypeId>) {
        let schema = match &content.envelope {
            Some(envelope) => envelope.result.as_ref(),
            None => content.schema.as_ref(),
        };
        let Some(schema) = schema else { return };
        // The crate has a form in place of the type.
        let Some(object) = form(self, content) else {
            return named_types(schema, into);
        };
        for property in &object.properties {
            let media_type = content.parts.get(&property.name).map(String::as_str);
            // A file has no type of its own.
            if !property.read_only && files(self, &property.schema, media_type).is_none() {
                named_types(&property.schema, into);
            }
        }
    }
}

impl Schema {
    /// The named types that a use of a type mentions.
    #[must_use]
    pub fn types(&self) -> Vec<TypeId> {
        let mut found = Vec::new();
        named_types(self, &mut found);
        found
    }
}

/// The named types that a use of a type mentions.
fn named_types(schema: &Schema, into: &mut Vec<TypeId>) {
    match &schema.ty {
        Type::Named(id) => into.push(*id),
        Type::Array(items) | Type::Map(items) => named_types(items, into),
        Type::Tuple(places) => {
            for place in places {
                named_types(place, into);
            }
        }
        _ => {}
    }
}
