//! Unions, old and new: their branches, and how values say which one they are.

use super::bounds::Places;
use super::rules::Rule;
use super::walk::{At, Found, Walk};
use super::{anchors, place};
use crate::api::{TypeId, Union};
use std::collections::BTreeMap;

impl<'a> Walk<'a> {
    /// Compares a pair of unions.
    pub(super) fn unions(
        &mut self,
        at: &At,
        (old_id, old): (TypeId, &'a Union),
        (new_id, new): (TypeId, &'a Union),
        places: Places,
    ) {
        let property = |union: &Union| {
            let discriminator = union.discriminator.as_ref();
            discriminator.map_or_else(|| "no discriminator".into(), |it| it.property.clone())
        };
        if property(old) != property(new) {
            self.pair_of_texts(
                at,
                Rule::DiscriminatorChanged,
                property(old),
                property(new),
                places,
            );
        }
        if old.exclusive != new.exclusive {
            let text = |exclusive| if exclusive { "oneOf" } else { "anyOf" };
            let (old, new) = (text(old.exclusive), text(new.exclusive));
            self.pair_of_texts(at, Rule::UnionKindChanged, old, new, places);
        }
        let old_words: Vec<_> =
            old.variants.iter().map(|it| place::schema(self.old.api, &it.schema)).collect();
        let new_words: Vec<_> =
            new.variants.iter().map(|it| place::schema(self.new.api, &it.schema)).collect();
        let matched = branches(
            &old_words,
            &new_words,
            |index| anchors::of_variant(&self.old, old_id, index),
            |index| anchors::of_variant(&self.new, new_id, index),
        );
        for (index, variant) in old.variants.iter().enumerate() {
            let words = old_words.get(index).cloned().unwrap_or_default();
            let mut paths = anchors::of_variant(&self.old, old_id, index);
            let found = matched
                .get(&index)
                .and_then(|new_index| Some((*new_index, new.variants.get(*new_index)?)));
            let Some((new_index, kept)) = found else {
                let found =
                    Found::new(Rule::UnionBranchRemoved).at(variant.schema.location, places.1);
                self.tell(&at.with_anchors(paths), found.old(words, variant.schema.location));
                continue;
            };
            paths.extend(anchors::of_variant(&self.new, new_id, new_index));
            let at = at.inside(&[&words]).with_anchors(paths);
            if variant.tags != kept.tags {
                let places = (variant.schema.location, kept.schema.location);
                let (old, new) = (variant.tags.join(", "), kept.tags.join(", "));
                self.pair_of_texts(&at, Rule::DiscriminatorChanged, old, new, places);
            }
            self.schema(&at, &variant.schema, &kept.schema);
        }
        for (index, variant) in new.variants.iter().enumerate() {
            if matched.values().any(|taken| *taken == index) {
                continue;
            }
            let words = new_words.get(index).cloned().unwrap_or_default();
            let paths = anchors::of_variant(&self.new, new_id, index);
            let found = Found::new(Rule::UnionBranchAdded).at(places.0, variant.schema.location);
            self.tell(&at.with_anchors(paths), found.new_text(words, variant.schema.location));
        }
    }
}

/// Which branch of the new union is which of the old one: the same schema, else the same name.
fn branches(
    old: &[String],
    new: &[String],
    old_name: impl Fn(usize) -> Vec<String>,
    new_name: impl Fn(usize) -> Vec<String>,
) -> BTreeMap<usize, usize> {
    let mut matched: BTreeMap<usize, usize> = BTreeMap::new();
    let mut taken = vec![false; new.len()];
    let mut pass = |same: &dyn Fn(usize, usize) -> bool, matched: &mut BTreeMap<usize, usize>| {
        for index in 0..old.len() {
            if matched.contains_key(&index) {
                continue;
            }
            let found = (0..new.len())
                .find(|other| !taken.get(*other).is_some_and(|it| *it) && same(index, *other));
            if let Some(found) = found {
                matched.insert(index, found);
                if let Some(slot) = taken.get_mut(found) {
                    *slot = true;
                }
            }
        }
    };
    pass(&|index, other| old.get(index) == new.get(other), &mut matched);
    let last = |paths: Vec<String>| {
        paths.first().and_then(|path| path.rsplit("::").next().map(ToOwned::to_owned))
    };
    pass(
        &|index, other| {
            let (old, new) = (last(old_name(index)), last(new_name(other)));
            old.is_some() && old == new
        },
        &mut matched,
    );
    matched
}
