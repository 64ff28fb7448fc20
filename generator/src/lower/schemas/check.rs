//! What can be wrong with the keywords of one schema, whatever it is used for.

use super::Schemas;
use super::keywords::{JsonTypes, Keywords};
use super::merged::Merged;
use super::{formats, pattern};
use crate::diagnostic::{Code, Diagnostic};
use crate::openapi::{Keyword, To};
use crate::source::Node;
use std::collections::HashMap;

/// A word for the values that a keyword applies to.
fn values_of(to: To) -> &'static str {
    match to {
        To::All => "all values",
        To::Strings => "strings",
        To::Numbers => "numbers",
        To::Arrays => "arrays",
        To::Objects => "objects",
    }
}

impl<'d> Schemas<'d> {
    /// Tells what is wrong with the keywords of a schema, once a schema.
    pub(super) fn check_keywords(&mut self, member: &Keywords<'d>) {
        if !self.checked.insert(std::ptr::from_ref(member.node)) {
            return;
        }
        self.check_applies(member);
        self.check_bounds(member);
        if let Some(values) = member.values {
            self.check_values(values);
        }
        if member.has_rules
            && let Some(text) = member.text("pattern")
            && let Err(why) = pattern::check(text)
        {
            let message = format!("the pattern is not a regular expression: {why}");
            let place = member.get("pattern").map_or(member.node.location, |node| node.location);
            let found = Diagnostic::new(Code::PatternInvalid, place, message)
                .label("cannot be checked")
                .help("patterns are regular expressions of ECMA-262, without slashes around them");
            self.tell(found);
        }
        if member.not {
            let found =
                Diagnostic::new(Code::UnsupportedSchema, member.key("not"), "`not` is left out")
                    .label("what it excludes is taken")
                    .help("say what is allowed in place of what is not");
            self.tell(found);
        }
        if member.data.discriminator.is_some()
            && member.one_of.is_empty()
            && member.any_of.is_empty()
        {
            let message = "a discriminator without `oneOf` or `anyOf` is left out";
            let found =
                Diagnostic::new(Code::UnsupportedFeature, member.key("discriminator"), message)
                    .label("has no effect")
                    .help("list the schemas that it tells apart under `oneOf`");
            self.tell(found);
        }
        self.check_format(member);
        self.check_default(member);
        self.check_required_twice(member);
    }

    /// Notes a format that comes to no type of its own; the documentation says it all the same.
    fn check_format(&mut self, member: &Keywords<'d>) {
        let Some(format) = member.format.filter(|format| !formats::has_type(format)) else {
            return;
        };
        let place = member.get("format").map_or(member.node.location, |node| node.location);
        self.formats.entry(format).or_default().insert(place);
    }

    /// Tells formats that come to no type of their own, each once.
    pub(crate) fn tell_formats(&mut self) {
        for (format, places) in std::mem::take(&mut self.formats) {
            let Some(first) = places.first() else { continue };
            let message = match places.len() {
                1 => format!("the format `{format}` has no type of its own"),
                count => {
                    format!("the format `{format}`, of {count} schemas, has no type of its own")
                }
            };
            let found = Diagnostic::new(Code::FormatUnknown, *first, message)
                .label("documented, and not checked");
            self.tell(match places.len() {
                1 => found,
                _ => found.note("this is the first of these schemas"),
            });
        }
    }

    /// A list of values that has a value twice.
    fn check_values(&mut self, values: &[Node]) {
        let mut seen = HashMap::new();
        for value in values {
            if let Some(first) = seen.insert(value.to_json().to_string(), value.location) {
                let message = format!("the value {} is there twice", value.to_json());
                let found = Diagnostic::new(Code::EnumDuplicate, value.location, message)
                    .label("here again")
                    .secondary(first, "first here")
                    .help("remove one of the two");
                self.tell(found);
            }
        }
    }

    fn check_applies(&mut self, member: &Keywords<'d>) {
        let Some(types) = member.types else { return };
        for (key, value) in member.node.as_object().into_iter().flatten() {
            let applies = |keyword: &Keyword| !types.and(JsonTypes::applied(keyword.to)).is_none();
            let known = Keyword::named(key.as_str()).filter(|keyword| !applies(keyword));
            let Some((keyword, what)) = known.map(|known| (known.name(), values_of(known.to)))
            else {
                continue;
            };
            // What says nothing anyway does no harm.
            let idle = matches!(value.as_bool(), Some(false)) && keyword != "additionalProperties"
                || value.as_array().is_some_and(<[Node]>::is_empty);
            if idle {
                continue;
            }
            let is = types.words();
            let message = format!("`{keyword}` applies to {what}, and the type is {is}");
            let place = member.get("type").map_or(member.node.location, |node| node.location);
            let found = Diagnostic::new(Code::KeywordNotApplicable, key.location, message)
                .label("has no effect")
                .secondary(place, "the type")
                .help("take it away, or give the schema the type that it belongs to");
            self.tell(found);
        }
    }

    /// A default has to be of the type that the schema says, if it says one.
    fn check_default(&mut self, member: &Keywords<'d>) {
        // Not there for most schemas, which openapiv3 knows without a search.
        if member.data.default.is_none() {
            return;
        }
        let Some(default) = member.get("default").filter(|node| !node.is_null()) else {
            return;
        };
        if let Some(types) = member.types.filter(|types| !types.holds(JsonTypes::of(default))) {
            let (is, wanted) = (JsonTypes::of(default).words(), types.words());
            let message = format!("the default is of the type {is}, and the schema's is {wanted}");
            let found = Diagnostic::new(Code::DefaultInvalid, default.location, message)
                .label(format!("not of the type {wanted}"))
                .help("correct the default, or the type");
            self.tell(found);
        } else if let Some(values) = member.values.filter(|values| !values.contains(default)) {
            if values.is_empty() {
                return;
            }
            let found = Diagnostic::new(
                Code::DefaultInvalid,
                default.location,
                "the default is not one of the values",
            )
            .label("not one of the values")
            .secondary(member.key("enum"), "the values")
            .help("use one of the values, or add it to them");
            self.tell(found);
        }
    }

    fn check_required_twice(&mut self, member: &Keywords<'d>) {
        if member.required.len() < 2 {
            return;
        }
        let mut seen = HashMap::new();
        let nodes = member.get("required").and_then(Node::as_array).unwrap_or_default();
        for (name, node) in member.required.iter().zip(nodes) {
            if let Some(first) = seen.insert(name, node.location) {
                let message = format!("`{name}` is required twice");
                let found = Diagnostic::new(Code::RequiredDuplicate, node.location, message)
                    .label("here again")
                    .secondary(first, "first here");
                self.tell(found.help("remove one of the two"));
            }
        }
    }

    /// Notes names that are required and that no property has. A schema may be there to be combined
    /// with others that have the property, so what is at fault is known in the end.
    pub(crate) fn check_required(&mut self, merged: &Merged<'d>) {
        // Where other keys are described, the name is one of those.
        let described = !merged.additional.is_empty() || merged.open;
        for member in merged.members.iter() {
            let nodes = member.get("required").and_then(Node::as_array).unwrap_or_default();
            for (name, node) in member.required.iter().zip(nodes) {
                let known = described || merged.properties.contains_key(name.as_str());
                let entry = self.required.entry(node.location).or_insert((name, false));
                entry.1 |= known;
            }
        }
    }

    /// Tells names that are required and that no property has, whatever the schema is combined with.
    pub(crate) fn tell_required(&mut self) {
        for (location, (name, known)) in std::mem::take(&mut self.required) {
            if known {
                continue;
            }
            let message = format!("`{name}` is required, and there is no such property");
            let found = Diagnostic::new(Code::RequiredUnknown, location, message)
                .label("no property of that name")
                .help("declare it under `properties`, or take it out of `required`");
            self.tell(found);
        }
    }
}
