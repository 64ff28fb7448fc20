//! Parameters, old and new: found by place and name; those of the path by their order.

use super::rules::Rule;
use super::walk::{Anchor, At, Found, REQUEST, Walk};
use super::{deprecation, place, schema};
use crate::api::{Encoding, Operation, Parameter, ParameterPlace, PathSegment, Style};
use crate::outline::Cause;

/// A parameter with its index.
type Indexed<'a> = (usize, &'a Parameter);

impl<'a> Walk<'a> {
    /// Compares the parameters of an operation.
    pub(super) fn parameters(
        &mut self,
        at: &At,
        (old_index, old): (usize, &'a Operation),
        (new_index, new): (usize, &'a Operation),
    ) {
        let mut gone: Vec<Indexed<'a>> = old.parameters.iter().enumerate().collect();
        let mut left: Vec<Indexed<'a>> = new.parameters.iter().enumerate().collect();
        let path_names = |operation: &Operation| -> Vec<String> {
            let segments = operation.path.segments.iter();
            let names = segments.filter_map(|segment| match segment {
                PathSegment::Parameter(name) => Some(name.clone()),
                PathSegment::Literal(_) => None,
            });
            names.collect()
        };
        let (old_names, new_names) = (path_names(old), path_names(new));
        let order =
            |names: &[String], it: &Parameter| names.iter().position(|name| *name == it.name);
        let is_path = |it: &Parameter| it.place == ParameterPlace::Path;
        let mut pairs = Vec::new();
        let mut pass = |same: &dyn Fn(&Parameter, &Parameter) -> bool| {
            gone.retain(|(index, old)| {
                let found = left.iter().position(|(_, new)| same(old, new));
                let Some(found) = found else { return true };
                pairs.push(((*index, *old), left.swap_remove(found)));
                false
            });
        };
        pass(&|old, new| {
            is_path(old) && is_path(new) && order(&old_names, old) == order(&new_names, new)
        });
        pass(&|old, new| !is_path(old) && old.place == new.place && old.name == new.name);
        pass(&|old, new| {
            old.place == new.place && new.aliases.iter().any(|alias| alias.name == old.name)
        });
        pass(&|old, new| !is_path(old) && !is_path(new) && old.name == new.name);
        left.sort_unstable_by_key(|(index, _)| *index);
        let at = at.only(REQUEST);
        for (old, new) in pairs {
            self.parameter(&at, (old_index, old), (new_index, new));
        }
        for (index, parameter) in gone {
            let at = at
                .inside(&[place::parameters(parameter.place), &parameter.name])
                .with_anchors(vec![Anchor::Old(Cause::Parameter(old_index, index))]);
            let rule = self.gone(parameter.deprecation.as_ref(), Rule::ParameterRemoved);
            let text = place::schema(self.old.api, &parameter.schema);
            let text = deprecation::with_end(&text, parameter.deprecation.as_ref());
            let found = Found::new(rule).at(parameter.location, new.location);
            self.tell(&at, found.old(text, parameter.location));
        }
        for (index, parameter) in left {
            let at = at
                .inside(&[place::parameters(parameter.place), &parameter.name])
                .with_anchors(vec![Anchor::New(Cause::Parameter(new_index, index))]);
            let rule = if parameter.required {
                Rule::ParameterAddedRequired
            } else {
                Rule::ParameterAddedOptional
            };
            let text = place::schema(self.new.api, &parameter.schema);
            let found = Found::new(rule).at(old.location, parameter.location);
            self.tell(&at, found.new_text(text, parameter.location));
        }
    }

    fn parameter(
        &mut self,
        at: &At,
        (old_operation, (old_index, old)): (usize, Indexed<'a>),
        (new_operation, (new_index, new)): (usize, Indexed<'a>),
    ) {
        let is_text = matches!(new.encoding, Encoding::Style { .. });
        let changes = old.required != new.required;
        let old_cause = Cause::Parameter(old_operation, old_index);
        let paths = Anchor::both(old_cause, Cause::Parameter(new_operation, new_index));
        let at = at.inside(&[place::parameters(old.place), &old.name]).with_anchors(paths);
        let places = (old.location, new.location);
        if old.name != new.name {
            let renamed = if old.place == ParameterPlace::Path {
                Rule::PathParameterRenamed
            } else {
                Rule::PropertyRenamed
            };
            let name = deprecation::renamed(&old.name, &new.name, &new.aliases);
            self.pair_of_texts(&at, renamed, &old.name, name, places);
        }
        if old.place != new.place {
            let (old, new) = (place::parameters(old.place), place::parameters(new.place));
            self.pair_of_texts(&at, Rule::ParameterMoved, old, new, places);
        } else if self.is_written_otherwise(old, new) {
            let (old, new) = (encoding(&old.encoding), encoding(&new.encoding));
            self.pair_of_texts(&at, Rule::ParameterStyleChanged, old, new, places);
        }
        if changes {
            let rule = if new.required {
                Rule::ParameterBecameRequired
            } else {
                Rule::ParameterBecameOptional
            };
            let (old, new) = (place::required(old.required), place::required(new.required));
            self.pair_of_texts(&at, rule, old, new, places);
        }
        self.left_out(&at, places.0, places.1);
        self.life(&at, old.deprecation.as_ref(), new.deprecation.as_ref(), places);
        self.words(&at, &old.docs, &new.docs, places);
        for alias in &old.aliases {
            let kept = new.aliases.iter().find(|it| it.name == alias.name);
            self.old_name(&at, alias, kept, new.location);
        }
        for alias in &new.aliases {
            let known =
                alias.name == old.name || old.aliases.iter().any(|it| it.name == alias.name);
            if !known {
                let found = Found::new(Rule::OldNameAdded).at(old.location, alias.location);
                self.tell(&at, found.new_text(&alias.name, alias.location));
            }
        }
        self.schema(&at.as_text(is_text), &old.schema, &new.schema);
    }
}

impl Walk<'_> {
    /// Whether the same value looks other on the wire. A single value is written as it is, exploded
    /// or not; so is a list of one.
    fn is_written_otherwise(&self, old: &Parameter, new: &Parameter) -> bool {
        let is_single = schema::is_single(self.old.api, &old.schema)
            || schema::is_single(self.new.api, &new.schema);
        match (&old.encoding, &new.encoding) {
            (
                Encoding::Style { style: old_style, allow_reserved: old_reserved, .. },
                Encoding::Style { style: new_style, allow_reserved: new_reserved, .. },
            ) if is_single => (old_style, old_reserved) != (new_style, new_reserved),
            (old, new) => old != new,
        }
    }
}

/// How a parameter is written, in words.
pub(super) fn encoding(encoding: &Encoding) -> String {
    match encoding {
        Encoding::Content(media_type) => media_type.clone(),
        Encoding::Style { style, explode, allow_reserved } => {
            let style = match style {
                Style::Matrix => "matrix",
                Style::Label => "label",
                Style::Form => "form",
                Style::Simple => "simple",
                Style::SpaceDelimited => "spaceDelimited",
                Style::PipeDelimited => "pipeDelimited",
                Style::DeepObject => "deepObject",
            };
            let exploded = if *explode { ", exploded" } else { "" };
            let reserved = if *allow_reserved { ", reserved characters as they are" } else { "" };
            format!("{style}{exploded}{reserved}")
        }
    }
}
