//! The walk over a document, beside the grammar.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::bundled::{Bundled, Place};
use super::grammar::{Member, Need, ObjectKind, Others, Rule, Shape, Versions, one_of};
use super::objects::rule_of;
use super::reading::{Reading, read, read_member};
use super::words::{anchor, described, found, lacks, must_be, no_component, shortened};
use super::{Version, extensions, root_shape, schema, special, swagger_special};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location, similar};
use crate::source::{Key, Node, Object, Value};

/// Checks a whole document.
pub(super) fn document(
    document: &Bundled,
    version: Version,
    sunset_key: Option<&str>,
    diagnostics: &Diagnostics,
) {
    let mut walker = Walker { sunset_key, ..Walker::new(version, diagnostics) };
    let root = &document.root;
    walker.value(root, root_shape(root), anchor(root));
    walker.check_what_references_reach(document);
    walker.report_other_versions();
}

struct Walker<'a> {
    version: Version,
    /// The extension of the settings.
    sunset_key: Option<&'a str>,
    diagnostics: &'a Diagnostics,
    /// What belongs to another version: where it first stands, and how often.
    other_versions: IndexMap<(&'static str, Versions), (Location, usize)>,
    /// References into this document that do not lead to a component.
    odd_references: Vec<(Place, ObjectKind)>,
}

impl<'a> Walker<'a> {
    fn new(version: Version, diagnostics: &'a Diagnostics) -> Self {
        Self {
            version,
            sunset_key: None,
            diagnostics,
            other_versions: IndexMap::new(),
            odd_references: Vec::new(),
        }
    }

    /// A value that is no member: an item of a list, a value of a map, the document. What lacks
    /// in it is told at `place`, which is its key if it has one.
    fn value(&mut self, node: &Node, shape: &Shape, place: Location) {
        let reading = read(node, shape);
        self.reading(node, shape, reading, place, None);
    }

    fn reading(
        &mut self,
        node: &Node,
        shape: &Shape,
        reading: Reading,
        place: Location,
        member: Option<&str>,
    ) {
        let converted = |label: String| {
            let message = format!("{}, and this is {}", must_be(member, shape), found(node, shape));
            Diagnostic::new(Code::ValueConverted, node.location, message).label(label)
        };
        match reading {
            Reading::Fits => self.fitting(node, shape, place),
            Reading::Same(_) => {}
            // Swagger 2.0 gives the name of the property alone.
            Reading::As(_)
                if self.version == Version::V2_0
                    && matches!(shape, Shape::Object(ObjectKind::Discriminator)) => {}
            Reading::As(value) => {
                let found = converted(format!("read as {}", described(&value, shape)));
                self.diagnostics.push(found);
                self.fitting(&Node::new(node.location, value), shape, place);
            }
            Reading::Dropped(reason) => {
                let found = converted("left out".to_owned()).note(reason);
                self.diagnostics.push(found);
            }
            Reading::Refused => self.refuse(node, shape, member),
        }
    }

    fn refuse(&self, node: &Node, shape: &Shape, member: Option<&str>) {
        let (code, is) = match (&node.value, shape) {
            (Value::Number(number), Shape::Count) => (Code::InvalidValue, number.to_string()),
            _ => (Code::WrongType, node.kind().to_owned()),
        };
        let found = Diagnostic::new(code, node.location, must_be(member, shape));
        self.diagnostics.push(found.label(format!("this is {is}")));
    }

    /// A value that is of the kind that is expected: what it says, and what it holds.
    fn fitting(&mut self, node: &Node, shape: &Shape, place: Location) {
        match shape {
            Shape::Choice(choices) => self.choice(node, choices),
            Shape::Divisor => self.divisor(node),
            Shape::ExclusiveBound => self.exclusive_bound(node),
            Shape::Types => return self.types(node),
            Shape::Schema | Shape::Items if node.as_bool().is_some() => {
                self.note_version("a boolean as a schema", Versions::From31, node.location);
            }
            _ => {}
        }
        match &node.value {
            Value::Array(items) => {
                let Some(item_shape) = shape.item() else {
                    return;
                };
                if matches!(shape, Shape::Items) {
                    self.tuple(node);
                }
                for item in items {
                    self.value(item, item_shape, anchor(item));
                }
            }
            Value::Object(object) => match shape.object() {
                Some((kind, may_be_reference)) => {
                    self.object(object, kind, may_be_reference, place)
                }
                None => self.map(object, shape),
            },
            _ => {}
        }
    }

    fn map(&mut self, object: &Object, shape: &Shape) {
        let Some(entry) = shape.entry() else { return };
        for (key, node) in object {
            if key.as_str() == "$ref"
                && node.as_str().is_some()
                && !matches!(entry, Shape::Text | Shape::Any)
            {
                self.reference_not_allowed(key, "this mapping");
            } else if matches!(shape, Shape::Section(_))
                && matches!(read(node, entry), Reading::Refused)
            {
                self.diagnostics.push(no_component(key, node, entry));
            } else {
                self.value(node, entry, key.location);
            }
        }
    }

    fn object(
        &mut self,
        object: &Object,
        kind: ObjectKind,
        may_be_reference: bool,
        place: Location,
    ) {
        if may_be_reference && let Some((key, target)) = object.entry("$ref") {
            // What stands beside the reference to a schema is a schema of its own, and a path item
            // has `$ref` as a member.
            let whole = matches!(kind, ObjectKind::Schema | ObjectKind::PathItem);
            match target.as_str() {
                Some(reference) => self.reference(reference, kind),
                None if whole => {}
                None => self.refuse(target, &Shape::Reference, Some("$ref")),
            }
            if whole {
                self.members(object, kind, key.location);
            }
            return;
        }
        self.members(object, kind, place);
    }

    fn members(&mut self, object: &Object, kind: ObjectKind, place: Location) {
        let rule = rule_of(kind);
        for (key, node) in object {
            match rule.member(&key.name) {
                Some(member) => self.member(key, node, member),
                None => self.other(object, key, node, rule),
            }
        }
        self.missing(object, rule, place);
        special::check(object, kind, place, self.diagnostics);
        swagger_special::check(object, kind, place, self.diagnostics);
    }

    fn member(&mut self, key: &Key, node: &Node, member: &'static Member) {
        if !member.versions.include(self.version) {
            self.note_version(member.name, member.versions, key.location);
        }
        let required = match member.need {
            Need::Required => true,
            Need::RequiredIn30 => self.version <= Version::V3_0,
            Need::Optional | Need::Assumed => false,
        };
        let reading =
            if required { read(node, &member.shape) } else { read_member(node, &member.shape) };
        self.reading(node, &member.shape, reading, key.location, Some(member.name));
    }

    fn missing(&self, object: &Object, rule: &Rule, place: Location) {
        for member in rule.members.iter().filter(|member| !object.contains_key(member.name)) {
            let required = match member.need {
                Need::Optional => continue,
                Need::Required => true,
                Need::RequiredIn30 if self.version <= Version::V3_0 => true,
                Need::RequiredIn30 => continue,
                Need::Assumed => false,
            };
            self.diagnostics.push(lacks(place, rule.name, member.name, required));
        }
    }

    fn other(&mut self, object: &Object, key: &Key, node: &Node, rule: &'static Rule) {
        if rule.is_extension(key.as_str()) {
            if let Some(found) = extensions::misspelt(key, self.sunset_key) {
                self.diagnostics.push(found);
            }
            return;
        }
        if key.as_str() == "$ref" && node.as_str().is_some() {
            return self.reference_not_allowed(key, rule.name);
        }
        match rule.others {
            Others::Extensions => self.unknown(object, key, rule),
            Others::Annotations if self.version <= Version::V3_0 => self.unknown(object, key, rule),
            Others::Annotations => self.misspelt_keyword(object, key, rule),
            Others::Paths | Others::SwaggerPaths => self.path(key),
            Others::Statuses | Others::SwaggerStatuses => self.status(key),
            Others::Expressions | Others::Schemes => {}
        }
        if let Some(shape) = rule.others.shape() {
            self.value(node, shape, key.location);
        }
    }

    fn unknown(&self, object: &Object, key: &Key, rule: &Rule) {
        let message = format!("{} has no member `{}`", rule.name, shortened(&key.name));
        let found = Diagnostic::new(Code::UnknownMember, key.location, message)
            .label("this is not looked at");
        let absent =
            rule.members.iter().map(|member| member.name).filter(|name| !object.contains_key(name));
        self.diagnostics.push(match similar::nearest(&key.name, absent) {
            Some(name) => found.help(format!("did you mean `{name}`?")),
            None => found.help("members of your own begin with `x-`"),
        });
    }

    /// In 3.1 a keyword that nobody knows is an annotation, which may have any name. One that is
    /// spelt as a known one but for case and punctuation is a mistake all the same.
    fn misspelt_keyword(&self, object: &Object, key: &Key, rule: &Rule) {
        let absent =
            rule.members.iter().map(|member| member.name).filter(|name| !object.contains_key(name));
        let Some(name) = similar::same_letters(&key.name, absent) else {
            return;
        };
        let message = format!("`{}` is no keyword of JSON Schema", shortened(&key.name));
        let found = Diagnostic::new(Code::UnknownMember, key.location, message)
            .label("this is not looked at");
        self.diagnostics.push(found.help(format!("did you mean `{name}`?")));
    }

    fn reference_not_allowed(&self, key: &Key, holder: &str) {
        let message = format!("{holder} cannot be a reference");
        let found = Diagnostic::new(Code::RefNotAllowed, key.location, message)
            .label("OpenAPI allows no `$ref` here")
            .help("write out what the reference leads to, or refer to one of its members");
        self.diagnostics.push(found);
    }

    fn reference(&mut self, reference: &str, kind: ObjectKind) {
        let mut tokens = reference.split('/');
        let component = tokens.next() == Some("#")
            && tokens.next() == Some("components")
            && tokens.next() == kind.section();
        if !component && let Some(place) = Place::of(reference) {
            self.odd_references.push((place, kind));
        }
    }

    /// A reference may lead to a place of which the grammar knows nothing, such as a section of
    /// the author's own. What stands there is then what the reference takes it for.
    fn check_what_references_reach(&mut self, document: &Bundled) {
        let mut seen = HashSet::new();
        while let Some((place, kind)) = self.odd_references.pop() {
            let Some(landing) = document.land(&place) else {
                continue;
            };
            if landing.shape.is_none() && seen.insert((place, kind)) {
                self.value(landing.node, &Shape::ObjectOrRef(kind), anchor(landing.node));
            }
        }
    }

    fn choice(&self, node: &Node, choices: &[&str]) {
        let Some(text) = node.as_str().filter(|text| !choices.contains(text)) else {
            return;
        };
        let message = format!("`{}` is not allowed here", shortened(text));
        let found = Diagnostic::new(Code::InvalidValue, node.location, message);
        let found = found.label(format!("{} is expected", one_of(choices)));
        self.diagnostics.push(match similar::nearest(text, choices.iter().copied()) {
            Some(name) => found.help(format!("did you mean `{name}`?")),
            None => found,
        });
    }

    fn divisor(&self, node: &Node) {
        if node.as_f64().is_some_and(|value| value <= 0.0) {
            let message = "`multipleOf` must be above zero";
            self.diagnostics.push(
                Diagnostic::new(Code::InvalidValue, node.location, message)
                    .label("no value is a multiple of this"),
            );
        }
    }

    fn exclusive_bound(&mut self, node: &Node) {
        match node.value {
            Value::Bool(_) => self.note_version(
                "a boolean as an exclusive bound",
                Versions::Before31,
                node.location,
            ),
            _ => {
                self.note_version("a number as an exclusive bound", Versions::From31, node.location)
            }
        }
    }

    /// `items` was a list in JSON Schema before 2020-12; today that is `prefixItems`.
    fn tuple(&self, node: &Node) {
        let message = "a list stands where a Schema Object is expected";
        let found = Diagnostic::new(Code::ValueConverted, node.location, message)
            .label("read as `prefixItems`");
        self.diagnostics.push(found);
    }

    fn types(&mut self, node: &Node) {
        let Some(types) = node.as_array() else {
            return self.type_name(node);
        };
        self.note_version("a list of types", Versions::From31, node.location);
        for item in types {
            match item.value {
                Value::String(_) => self.type_name(item),
                _ => self.refuse(item, &Shape::Text, None),
            }
        }
    }

    fn type_name(&mut self, node: &Node) {
        let Some(name) = node.as_str() else { return };
        if name == "null" {
            self.note_version("the type `null`", Versions::From31, node.location);
        }
        let is_file = name == "file" && self.version == Version::V2_0;
        if is_file || schema::TYPES.contains(&name) {
            return;
        }
        let message = format!("`{}` is not a type of JSON Schema", shortened(name));
        let found = Diagnostic::new(Code::TypeUnknown, node.location, message);
        let found = found.label(format!("{} is expected", one_of(schema::TYPES)));
        let help = match name {
            "file" => Some("a file is `type: string` with `format: binary`".to_owned()),
            "date" | "datetime" | "date-time" | "uuid" | "uri" | "url" | "email" | "binary" => {
                Some(format!("this is `type: string` with `format: {name}`"))
            }
            "int32" | "int64" | "long" => {
                Some("this is `type: integer`, with `format: int64` if need be".to_owned())
            }
            "float" | "double" | "decimal" => Some("this is `type: number`".to_owned()),
            "any" => Some("a schema without `type` allows any value".to_owned()),
            _ => similar::nearest(name, schema::TYPES.iter().copied())
                .map(|name| format!("did you mean `{name}`?")),
        };
        self.diagnostics.push(match help {
            Some(help) => found.help(help),
            None => found,
        });
    }

    fn path(&self, key: &Key) {
        if !key.name.starts_with('/') {
            let message =
                format!("the path `{}` does not begin with a slash", shortened(&key.name));
            let found = Diagnostic::new(Code::PathNoSlash, key.location, message)
                .label("a path begins with `/`");
            self.diagnostics
                .push(found.help(format!("write `/{}`", shortened(key.name.trim_start()))));
        }
    }

    fn status(&self, key: &Key) {
        if !special::is_status(&key.name) {
            let message = format!("`{}` is no status code", shortened(&key.name));
            let found = Diagnostic::new(Code::StatusInvalid, key.location, message)
                .label("a status code, a range or `default` is expected")
                .help("such as `200`, `4XX` or `default`; members of your own begin with `x-`");
            self.diagnostics.push(found);
        }
    }

    fn note_version(&mut self, what: &'static str, versions: Versions, place: Location) {
        if !versions.include(self.version) {
            self.other_versions.entry((what, versions)).or_insert((place, 0)).1 += 1;
        }
    }

    /// One warning for each thing, however often it stands there: it is honoured, so that nothing
    /// is lost.
    fn report_other_versions(&self) {
        for ((what, versions), (place, count)) in &self.other_versions {
            let known = special::plain_words(what);
            let message = format!(
                "{known} is of {}, and this document is of {}",
                versions.as_str(),
                self.version.as_str()
            );
            let found = Diagnostic::new(Code::OtherVersion, *place, message);
            let found = found.label(format!("read as in {}", versions.as_str()));
            self.diagnostics.push(match count {
                1 => found,
                _ => found.note(format!("it stands in {count} places, of which this is the first")),
            });
        }
    }
}
