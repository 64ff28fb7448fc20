//! Objects with properties.

use super::Types;
use super::old_name::Old;
use super::schema::Lowered;
use crate::api::{Additional, Property, Schema, Struct, Untyped};
use crate::diagnostic::Location;
use crate::lower::schemas::keywords::PropertyKey;
use crate::lower::schemas::merged::Merged;
use crate::lower::schemas::place::{At, PlaceId, Word};
use std::rc::Rc;

impl<'d> Types<'d> {
    /// The definition of an object.
    pub(super) fn object(&mut self, merged: &Rc<Merged<'d>>, place: PlaceId) -> Struct {
        self.schemas.check_required(merged);
        let mut properties = Vec::with_capacity(merged.properties.len());
        let mut old = Vec::new();
        // The map is sorted by name, and so is the list.
        for (name, parts) in &merged.properties {
            let required = merged.required.get(name).copied();
            let (property, alias_of) = self.property(name, parts, required.is_some(), place);
            match alias_of {
                Some((new, at)) => old.push(Old { property, new, at, required }),
                None => properties.push(property),
            }
        }
        self.attach_old_names(&mut properties, old);
        let additional = if !merged.additional.is_empty() {
            let inner = self.schemas.places.at(At { whole: place, word: Word::Value });
            Additional::Allowed(Box::new(self.lower_all(&merged.additional, inner).schema))
        } else if merged.open {
            let at = merged.location().unwrap_or(self.document.root().location());
            Additional::Allowed(Box::new(Schema::untyped(Untyped::Open, at)))
        } else if merged.closed {
            Additional::Forbidden
        } else {
            Additional::Unsaid
        };
        Struct { properties, additional, constraints: merged.constraints.clone() }
    }

    /// A property, and the name that it is the old one of.
    fn property(
        &mut self,
        name: &str,
        parts: &[PropertyKey<'d>],
        required: bool,
        place: PlaceId,
    ) -> (Property, Option<(String, Location)>) {
        let schemas: Vec<_> = parts.iter().map(|part| part.schema).collect();
        let inner = self.schemas.places.part(place, name);
        let Lowered { schema, annotation } = self.lower_all(&schemas, inner);
        let location = parts.last().map_or(schema.location, |part| part.key);
        let property = Property {
            name: name.into(),
            schema,
            required,
            read_only: annotation.read_only,
            write_only: annotation.write_only,
            fixed: None,
            deprecation: annotation.deprecation,
            aliases: Vec::new(),
            location,
        };
        (property, annotation.alias_of)
    }
}
