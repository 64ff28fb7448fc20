//! Responses that wrap what was asked for.

use super::Operations;
use crate::api::{Envelope, Schema, Type};
use crate::lower::schemas::keywords::{JsonTypes, PropertyKey, SchemaRef};
use crate::lower::schemas::pieces::Term;
use crate::lower::schemas::place::{At, PlaceId, Root};

impl<'d> Operations<'d> {
    /// What a response wraps; none where it is no wrapper as the API has them.
    pub(super) fn envelope(&mut self, schema: SchemaRef<'d>, place: PlaceId) -> Option<Envelope> {
        let names = self.envelope?;
        let merged = self.types.schemas.put_together(&[Term::Schema(schema)]);
        let wraps = merged.is(JsonTypes::OBJECT)
            && merged.unions.is_empty()
            && names
                .success
                .as_ref()
                .is_none_or(|name| merged.properties.contains_key(name.as_str()));
        let result = merged.properties.get(names.result.as_str()).filter(|_| wraps)?;
        let result = self.wrapped(result, place);
        let page_info =
            names.page_info.as_ref().and_then(|name| merged.properties.get(name.as_str()));
        let inner = self.places().part(place, names.page_info.as_deref().unwrap_or_default());
        let page_info = page_info.map(|parts| self.wrapped(parts, inner));
        let result = Some(result).filter(|result| !matches!(result.ty, Type::Null));
        Some(Envelope { result, page_info })
    }

    /// A property of a wrapper. The words of the wrapper that all responses have in common say nothing
    /// of what this one wraps. Where the wrapper is written out in the operation, what it wraps is
    /// called after the operation.
    fn wrapped(&mut self, parts: &[PropertyKey<'d>], place: PlaceId) -> Schema {
        let schemas: Vec<_> = parts
            .iter()
            .map(|part| {
                let inline = matches!(
                    self.places().root_of(part.schema.at.whole),
                    Some(Root::Operation(..))
                );
                if inline { SchemaRef { at: At::here(place), ..part.schema } } else { part.schema }
            })
            .collect();
        self.types.lower_last(&schemas, place).schema
    }
}
