//! Unions, old and new: their branches, and how values say which one they are.

use super::bounds::Places;
use super::likeness::SAME_COMPONENT;
use super::rules::Rule;
use super::view::{Kind, view};
use super::walk::{Anchor, At, Found, Walk};
use super::{Side, place};
use crate::api::{Api, Type, TypeId, Union, Variant};
use crate::outline::Cause;
use std::collections::{BTreeMap, BTreeSet};

/// The most pairs of branches that are looked at for likeness. Above it only names and values count.
const MOST: usize = 65_536;

impl<'a> Walk<'a> {
    /// Compares a pair of unions.
    pub(super) fn unions(
        &mut self,
        at: &At,
        (old_id, old): (TypeId, &'a Union),
        (new_id, new): (TypeId, &'a Union),
        places: Places,
    ) {
        self.discriminators(at, old, new, places);
        let is_told =
            Self::are_disjoint(self.old.api, old) && Self::are_disjoint(self.new.api, new);
        if old.exclusive != new.exclusive && !is_told {
            let text = |exclusive| if exclusive { "oneOf" } else { "anyOf" };
            let (old, new) = (text(old.exclusive), text(new.exclusive));
            self.pair_of_texts(at, Rule::UnionKindChanged, old, new, places);
        }
        let matched = self.branches((old_id, old), (new_id, new));
        let has_same = property(old).is_some() && property(old) == property(new);
        for (index, variant) in old.variants.iter().enumerate() {
            let words = place::schema(self.old.api, &variant.schema);
            let mut paths = vec![Anchor::Old(Cause::Variant(old_id, index))];
            let found = matched
                .get(&index)
                .and_then(|new_index| Some((*new_index, new.variants.get(*new_index)?)));
            let Some((new_index, kept)) = found else {
                let found =
                    Found::new(Rule::UnionBranchRemoved).at(variant.schema.location, places.1);
                self.tell(&at.with_anchors(paths), found.old(words, variant.schema.location));
                continue;
            };
            paths.push(Anchor::New(Cause::Variant(new_id, new_index)));
            let at = at.inside(&[&words]).with_anchors(paths);
            if has_same {
                self.tags(&at, variant, kept);
            }
            self.schema(&at, &variant.schema, &kept.schema);
        }
        let taken: BTreeSet<usize> = matched.into_values().collect();
        for (index, variant) in new.variants.iter().enumerate() {
            if taken.contains(&index) {
                continue;
            }
            let words = place::schema(self.new.api, &variant.schema);
            let paths = vec![Anchor::New(Cause::Variant(new_id, index))];
            let found = Found::new(Rule::UnionBranchAdded).at(places.0, variant.schema.location);
            self.tell(&at.with_anchors(paths), found.new_text(words, variant.schema.location));
        }
    }

    /// Compares how values say which branch they are. A discriminator is a hint: what is valid does
    /// not depend on it (OpenAPI 3.1, section 4.8.25).
    fn discriminators(&mut self, at: &At, old: &Union, new: &Union, places: Places) {
        let is_declared =
            |union: &Union| union.discriminator.as_ref().is_some_and(|it| it.declared);
        let rule = match (is_declared(old), is_declared(new)) {
            (false, true) => Rule::DiscriminatorAdded,
            (true, false) => Rule::DiscriminatorRemoved,
            _ if property(old) == property(new) => return,
            (true, true) => Rule::DiscriminatorChanged,
            // It was found by constants, which are properties and told as such.
            (false, false) => return,
        };
        let text = |union: &Union| match &union.discriminator {
            Some(found) if found.declared => format!("discriminator {}", found.property),
            Some(found) => format!("no discriminator, but constants of {}", found.property),
            None => "no discriminator".to_owned(),
        };
        self.pair_of_texts(at, rule, text(old), text(new), places);
    }

    fn tags(&mut self, at: &At, old: &Variant, new: &Variant) {
        let set = |variant: &Variant| variant.tags.iter().cloned().collect::<BTreeSet<_>>();
        let (before, after) = (set(old), set(new));
        if before == after {
            return;
        }
        let rule = match before.is_subset(&after) {
            true => Rule::DiscriminatorValueAdded,
            false => Rule::DiscriminatorChanged,
        };
        let places = (old.schema.location, new.schema.location);
        self.pair_of_texts(at, rule, old.tags.join(", "), new.tags.join(", "), places);
    }

    /// Which branch of the new union is which of the old one: the same component, else one that is
    /// meant by the same value, else the one that is most like it.
    fn branches(
        &self,
        (old_id, old): (TypeId, &Union),
        (new_id, new): (TypeId, &Union),
    ) -> BTreeMap<usize, usize> {
        let mut matched = BTreeMap::new();
        let mut free: BTreeSet<usize> = (0..new.variants.len()).collect();
        let mut first = |same: &dyn Fn(&Variant, &Variant) -> bool,
                         matched: &mut BTreeMap<_, _>| {
            for (index, variant) in old.variants.iter().enumerate() {
                if matched.contains_key(&index) {
                    continue;
                }
                let is_same =
                    |it: &&usize| new.variants.get(**it).is_some_and(|it| same(variant, it));
                if let Some(found) = free.iter().find(is_same).copied() {
                    matched.insert(index, found);
                    free.remove(&found);
                }
            }
        };
        let name = |api: &Api, variant: &Variant| match variant.schema.ty {
            Type::Named(id) => place::component(api, id).map(ToOwned::to_owned),
            _ => None,
        };
        first(
            &|old, new| {
                let old = name(self.old.api, old);
                old.is_some() && old == name(self.new.api, new)
            },
            &mut matched,
        );
        first(&|old, new| old.tags.iter().any(|tag| new.tags.contains(tag)), &mut matched);
        if free.len().saturating_mul(old.variants.len() - matched.len()) > MOST {
            return matched;
        }
        let mut pairs = Vec::new();
        let of_rust = |side: &Side<'a>, id, index: usize| side.names.get(id)?.variants.get(index);
        for (index, variant) in old.variants.iter().enumerate() {
            if matched.contains_key(&index) {
                continue;
            }
            for other in free.iter().copied() {
                let Some(kept) = new.variants.get(other) else { continue };
                let like = self.likeness(&variant.schema, &kept.schema);
                if like > 0 && like < SAME_COMPONENT {
                    let names =
                        (of_rust(&self.old, old_id, index), of_rust(&self.new, new_id, other));
                    let like = like * 2 + u32::from(names.0.is_some() && names.0 == names.1);
                    pairs.push((std::cmp::Reverse(like), index, other));
                }
            }
        }
        pairs.sort_unstable();
        for (_, index, other) in pairs {
            if !matched.contains_key(&index) && free.remove(&other) {
                matched.insert(index, other);
            }
        }
        matched
    }

    /// Whether no value is of two branches: then `oneOf` and `anyOf` say the same.
    fn are_disjoint(api: &Api, union: &Union) -> bool {
        let mut seen = BTreeSet::new();
        union.variants.iter().all(|variant| {
            let kind = match view(api, &variant.schema).kind {
                Kind::Object | Kind::Map(_) => "object",
                Kind::Array(_) | Kind::Tuple(_) => "array",
                Kind::Text => "string",
                Kind::Enumeration(values) => of_type(&values.base),
                Kind::Scalar(ty) => of_type(ty),
                Kind::Union(_) | Kind::Untyped(_) => "",
            };
            !kind.is_empty() && seen.insert(kind)
        })
    }
}

fn property(union: &Union) -> Option<&str> {
    union.discriminator.as_ref().map(|it| it.property.as_str())
}

/// The type of JSON.
fn of_type(ty: &Type) -> &'static str {
    match ty {
        Type::Null => "null",
        Type::Boolean => "boolean",
        Type::Int32 | Type::Int64 | Type::UInt64 | Type::Int128 | Type::Float | Type::Double => {
            "number"
        }
        Type::String | Type::DateTime | Type::Date | Type::Time | Type::Base64 | Type::Binary => {
            "string"
        }
        _ => "",
    }
}
