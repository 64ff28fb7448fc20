//! Named types, old and new: objects, enums, unions, checked strings.

use super::bounds::Places;
use super::change::Subject;
use super::rules::Rule;
use super::walk::{Anchor, At, BOTH, Found, Owner, REQUEST, Walk, common};
use super::{deprecation, place};
use crate::api::{
    Additional, Enumeration, OldName, Property, Schema, Shape, Struct, Type, TypeId, Usage,
};
use crate::outline::Cause;
use std::collections::BTreeMap;

/// The directions in which a property travels.
fn directions(property: &Property) -> Usage {
    Usage { request: !property.read_only, response: !property.write_only }
}

impl<'a> Walk<'a> {
    /// Compares a pair of types.
    pub(super) fn types(&mut self, number: usize) {
        let Some((old, new)) = self.pairs.get(number).map(|pair| (pair.old, pair.new)) else {
            return;
        };
        let (old_api, new_api) = (self.old.api, self.new.api);
        let (Some(old_def), Some(new_def)) = (old_api.get(old), new_api.get(new)) else {
            return;
        };
        let paths = Anchor::both(Cause::Type(old), Cause::Type(new));
        let at = At {
            owner: Owner::Pair(number),
            mask: BOTH,
            subject: place::of_type(self.old.api, old),
            anchors: paths,
            is_text: false,
        };
        let places = (old_def.location, new_def.location);
        self.life(&at, old_def.deprecation.as_ref(), new_def.deprecation.as_ref(), places);
        self.words(&at, &old_def.docs, &new_def.docs, places);
        self.left_out(&at, places.0, places.1);
        match (&old_def.shape, &new_def.shape) {
            (Shape::Struct(old_shape), Shape::Struct(new_shape)) => {
                self.objects(&at, (old, old_shape), (new, new_shape), places);
            }
            (Shape::Enumeration(old_shape), Shape::Enumeration(new_shape)) => {
                self.enumerations(&at, (old, old_shape), (new, new_shape), places);
            }
            (Shape::Union(old_shape), Shape::Union(new_shape)) => {
                self.unions(&at, (old, old_shape), (new, new_shape), places);
            }
            (Shape::Text(old), Shape::Text(new)) => self.constraints(&at, old, new, places),
            // Aliases are seen through, and other shapes make no pair.
            _ => {}
        }
    }

    fn objects(
        &mut self,
        at: &At,
        (old_id, old): (TypeId, &'a Struct),
        (new_id, new): (TypeId, &'a Struct),
        places: Places,
    ) {
        self.constraints(at, &old.constraints, &new.constraints, places);
        self.additional(at, &old.additional, &new.additional, places);
        let mut left: BTreeMap<&str, (usize, &'a Property)> = BTreeMap::new();
        for (index, property) in new.properties.iter().enumerate() {
            left.insert(&property.name, (index, property));
        }
        let mut gone = Vec::new();
        for (index, property) in old.properties.iter().enumerate() {
            match left.remove(property.name.as_str()) {
                Some(found) => {
                    self.properties(at, (old_id, index, property), (new_id, found.0, found.1))
                }
                None => gone.push((index, property)),
            }
        }
        for (index, property) in gone {
            let renamed = left
                .values()
                .find(|(_, new)| new.aliases.iter().any(|old| old.name == property.name))
                .copied();
            let mut paths = vec![Anchor::Old(Cause::Property(old_id, index))];
            let Some((new_index, new)) = renamed else {
                let otherwise = self.removed(property, &new.additional);
                let rule = self.gone(property.deprecation.as_ref(), otherwise);
                let at =
                    at.inside(&[&property.name]).only(directions(property)).with_anchors(paths);
                let text = place::schema(self.old.api, &property.schema);
                let text = deprecation::with_end(&text, property.deprecation.as_ref());
                self.tell(
                    &at,
                    Found::new(rule).at(property.location, places.1).old(text, property.location),
                );
                continue;
            };
            left.remove(new.name.as_str());
            paths.push(Anchor::New(Cause::Property(new_id, new_index)));
            let inner = at.inside(&[&property.name]).with_anchors(paths);
            let places = (property.location, new.location);
            let name = deprecation::renamed(&property.name, &new.name, &new.aliases);
            self.pair_of_texts(&inner, Rule::PropertyRenamed, &property.name, name, places);
            self.properties(at, (old_id, index, property), (new_id, new_index, new));
        }
        for added in left.into_values() {
            self.added(at, (new_id, added.0, added.1), places);
        }
    }

    /// The rule for a property that is gone: what is sent all the same is ignored, unless the object
    /// has nothing else, or nothing else of this type.
    fn removed(&self, property: &Property, others: &Additional) -> Rule {
        let is_refused = match others {
            Additional::Unsaid => false,
            Additional::Forbidden => true,
            Additional::Allowed(others) => {
                !matches!(others.ty, Type::Untyped(_))
                    && place::schema(self.old.api, &property.schema)
                        != place::schema(self.new.api, others)
            }
        };
        if is_refused { Rule::PropertyRemovedClosed } else { Rule::PropertyRemoved }
    }

    /// A property that only the new type has.
    fn added(
        &mut self,
        at: &At,
        (new_id, index, property): (TypeId, usize, &Property),
        places: Places,
    ) {
        let rule = if property.required {
            Rule::PropertyAddedRequired
        } else {
            Rule::PropertyAddedOptional
        };
        let paths = vec![Anchor::New(Cause::Property(new_id, index))];
        let at = at.inside(&[&property.name]).only(directions(property)).with_anchors(paths);
        let text = place::schema(self.new.api, &property.schema);
        self.tell(
            &at,
            Found::new(rule).at(places.0, property.location).new_text(text, property.location),
        );
    }

    /// A property that both have, under one name or under an old one.
    fn properties(
        &mut self,
        at: &At,
        (old_id, old_index, old): (TypeId, usize, &'a Property),
        (new_id, new_index, new): (TypeId, usize, &'a Property),
    ) {
        let causes = (Cause::Property(old_id, old_index), Cause::Property(new_id, new_index));
        let at = at.inside(&[&old.name]).with_anchors(Anchor::both(causes.0, causes.1));
        let places = (old.location, new.location);
        let both = at.only(common(directions(old), directions(new)));
        if old.required != new.required {
            let rule = if new.required {
                Rule::PropertyBecameRequired
            } else {
                Rule::PropertyBecameOptional
            };
            let (old, new) = (place::required(old.required), place::required(new.required));
            self.pair_of_texts(&both, rule, old, new, places);
        }
        self.visibility(&at, old, new, places);
        self.life(&at, old.deprecation.as_ref(), new.deprecation.as_ref(), places);
        self.old_names(&at, (old_id, old_index, old), (new_id, new_index, new));
        self.schema(&both, &old.schema, &new.schema);
    }

    /// Who may set a property, and who may read it.
    fn visibility(&mut self, at: &At, old: &Property, new: &Property, places: Places) {
        let changes = [
            (
                old.read_only,
                new.read_only,
                Rule::PropertyBecameReadOnly,
                Rule::PropertyNoLongerReadOnly,
            ),
            (
                old.write_only,
                new.write_only,
                Rule::PropertyBecameWriteOnly,
                Rule::PropertyNoLongerWriteOnly,
            ),
        ];
        for (was, is, came, went) in changes {
            if was != is {
                self.tell(at, Found::new(if is { came } else { went }).at(places.0, places.1));
            }
        }
        if old.read_only && !new.read_only && new.required {
            self.tell(
                &at.only(REQUEST),
                Found::new(Rule::PropertyAddedRequired).at(places.0, places.1),
            );
        }
    }

    fn old_names(
        &mut self,
        at: &At,
        (old_id, old_index, old): (TypeId, usize, &Property),
        (new_id, new_index, new): (TypeId, usize, &Property),
    ) {
        for (index, name) in old.aliases.iter().enumerate() {
            let paths = vec![Anchor::Old(Cause::OldName(old_id, old_index, index))];
            let kept = new.aliases.iter().find(|it| it.name == name.name);
            self.old_name(&at.with_anchors(paths), name, kept, new.location);
        }
        for (index, name) in new.aliases.iter().enumerate() {
            let known = name.name == old.name || old.aliases.iter().any(|it| it.name == name.name);
            if !known {
                let paths = vec![Anchor::New(Cause::OldName(new_id, new_index, index))];
                let found = Found::new(Rule::OldNameAdded).at(old.location, name.location);
                self.tell(&at.with_anchors(paths), found.new_text(&name.name, name.location));
            }
        }
    }

    /// An old name that may be gone.
    pub(super) fn old_name(
        &mut self,
        at: &At,
        old: &OldName,
        new: Option<&OldName>,
        holder: crate::diagnostic::Location,
    ) {
        let at = at.inside(&[&old.name]);
        match new {
            Some(new) => {
                let places = (old.location, new.location);
                self.life(&at, old.deprecation.as_ref(), new.deprecation.as_ref(), places);
            }
            None => {
                let rule = self.gone(old.deprecation.as_ref(), Rule::OldNameRemoved);
                let found = Found::new(rule).at(old.location, holder);
                let text = format!("{} {}", old.name, deprecation::until(old.deprecation.as_ref()));
                self.tell(&at, found.old(text.trim_end(), old.location));
            }
        }
    }

    fn additional(&mut self, at: &At, old: &'a Additional, new: &'a Additional, places: Places) {
        let words = |api, it: &Additional| match it {
            Additional::Unsaid => "others are not spoken of".to_owned(),
            Additional::Forbidden => "no others".to_owned(),
            Additional::Allowed(schema) => format!("others: {}", place::schema(api, schema)),
        };
        let is_open = |schema: &Schema| matches!(schema.ty, Type::Untyped(_));
        let rule = match (old, new) {
            (Additional::Allowed(old), Additional::Allowed(new)) => {
                return self.schema(&at.inside(&["additionalProperties"]), old, new);
            }
            (Additional::Forbidden, Additional::Forbidden)
            | (Additional::Unsaid, Additional::Unsaid) => return,
            (_, Additional::Forbidden) => Rule::AdditionalForbidden,
            (Additional::Forbidden, _) => Rule::AdditionalAllowed,
            // Where a document says nothing, anything was allowed.
            (_, Additional::Allowed(new)) if is_open(new) => Rule::AdditionalRespelled,
            (Additional::Allowed(old), _) if is_open(old) => Rule::AdditionalRespelled,
            (_, Additional::Allowed(_)) => Rule::AdditionalNarrowed,
            (Additional::Allowed(_), _) => Rule::AdditionalWidened,
        };
        let (old, new) = (words(self.old.api, old), words(self.new.api, new));
        self.pair_of_texts(at, rule, old, new, places);
    }

    fn enumerations(
        &mut self,
        at: &At,
        (old_id, old): (TypeId, &Enumeration),
        (new_id, new): (TypeId, &Enumeration),
        places: Places,
    ) {
        if old.base != new.base {
            let (old, new) = (place::values(old), place::values(new));
            return self.pair_of_texts(at, Rule::TypeChanged, old, new, places);
        }
        let mut left: BTreeMap<String, usize> = BTreeMap::new();
        for (index, value) in new.values.iter().enumerate() {
            left.insert(place::value(&value.value), index);
        }
        for (index, value) in old.values.iter().enumerate() {
            let text = place::value(&value.value);
            let mut paths = vec![Anchor::Old(Cause::Variant(old_id, index))];
            let kept = left.remove(&text).and_then(|index| Some((index, new.values.get(index)?)));
            let Some((new_index, kept)) = kept else {
                let rule = self.gone(value.deprecation.as_ref(), Rule::EnumValueRemoved);
                let text = deprecation::with_end(&text, value.deprecation.as_ref());
                let found = Found::new(rule).at(value.location, places.1).old(text, value.location);
                self.tell(&at.with_anchors(paths), found);
                continue;
            };
            paths.push(Anchor::New(Cause::Variant(new_id, new_index)));
            let at = at.inside(&[&text]).with_anchors(paths);
            let places = (value.location, kept.location);
            self.life(&at, value.deprecation.as_ref(), kept.deprecation.as_ref(), places);
            if value.description != kept.description {
                self.tell(&at, Found::new(Rule::DocumentationChanged).at(places.0, places.1));
            }
        }
        for (text, index) in left {
            let location = new.values.get(index).map_or(places.1, |value| value.location);
            let paths = vec![Anchor::New(Cause::Variant(new_id, index))];
            let found = Found::new(Rule::EnumValueAdded).at(places.0, location);
            self.tell(&at.with_anchors(paths), found.new_text(text, location));
        }
    }

    /// Compares the schemas of two bodies, if both have one.
    pub(super) fn contents(
        &mut self,
        at: &At,
        old: Option<&'a Schema>,
        new: Option<&'a Schema>,
        places: Places,
    ) {
        match (old, new) {
            (Some(old), Some(new)) => self.schema(at, old, new),
            (None, Some(new)) => {
                let new = place::schema(self.new.api, new);
                self.pair_of_texts(at, Rule::ContentDescribed, "no schema", new, places);
            }
            (Some(old), None) => {
                let old = place::schema(self.old.api, old);
                self.pair_of_texts(at, Rule::ContentOpened, old, "no schema", places);
            }
            (None, None) => {}
        }
    }

    /// A thing as a whole, of both directions, that an operation holds.
    pub(super) fn of_operation(&self, number: usize, subject: Subject, anchors: Vec<Anchor>) -> At {
        At::new(Owner::Operation(number), BOTH, subject).with_anchors(anchors)
    }
}
