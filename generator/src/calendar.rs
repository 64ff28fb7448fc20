//! What of an API is deprecated, and until when.

use crate::api::{Api, Deprecation, OldName, Operation, Origin, Shape, TypeDef, TypeId};
use crate::diagnostic::Location;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A deprecated part of an API.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// Its name on the wire.
    pub name: String,
    /// What it is a part of, sorted: operations, schemas. A shared parameter is a part of several;
    /// what stands on its own is a part of none.
    pub inside: Vec<String>,
    /// What takes its place.
    pub replacement: Option<String>,
    /// Why it is deprecated.
    pub reason: Option<String>,
    /// When it ends; `None` where the document does not say.
    pub sunset: Option<Date>,
    /// Where the document says that it is deprecated.
    pub location: Location,
}

/// What kind of thing is deprecated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An operation.
    Operation,
    /// A schema.
    Schema,
    /// A property of a schema.
    Property,
    /// A parameter of an operation.
    Parameter,
    /// A value of an enumeration.
    Value,
    /// The old name of a property or of a query parameter.
    OldName,
}

impl Kind {
    /// The kind in words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Operation => "operation",
            Self::Schema => "schema",
            Self::Property => "property",
            Self::Parameter => "parameter",
            Self::Value => "value",
            Self::OldName => "old name",
        }
    }
}

impl Entry {
    /// How many days are left on `today`: 0 on the last day, negative after it.
    #[must_use]
    pub fn days_left(&self, today: Date) -> Option<i32> {
        let span = today.until(self.sunset?).ok()?;
        Some(span.get_days())
    }
}

/// Everything that is deprecated, in the order of the end dates; what has none comes last. What the
/// document says once is there once, however many operations and types it is a part of.
#[must_use]
pub fn calendar(api: &Api) -> Vec<Entry> {
    let mut found = Vec::new();
    for operation in &api.operations {
        operation_entries(operation, &mut found);
    }
    for (id, def) in api.types() {
        type_entries(api, id, def, &mut found);
    }
    let mut entries: BTreeMap<(Location, Kind, String), Entry> = BTreeMap::new();
    for entry in found {
        let key = (entry.location, entry.kind, entry.name.clone());
        match entries.get_mut(&key) {
            Some(known) => known.inside.extend(entry.inside),
            None => {
                entries.insert(key, entry);
            }
        }
    }
    let mut entries: Vec<Entry> = entries.into_values().collect();
    for entry in &mut entries {
        entry.inside.sort_unstable();
        entry.inside.dedup();
    }
    entries.sort_by(|left, right| {
        let key = |entry: &Entry| (entry.sunset.is_none(), entry.sunset);
        key(left)
            .cmp(&key(right))
            .then_with(|| (&left.inside, &left.name).cmp(&(&right.inside, &right.name)))
            .then_with(|| left.location.cmp(&right.location))
    });
    entries
}

fn entry(kind: Kind, name: &str, inside: &str, deprecation: Option<&Deprecation>) -> Option<Entry> {
    let deprecation = deprecation?;
    Some(Entry {
        kind,
        name: name.to_owned(),
        inside: Vec::from_iter((!inside.is_empty()).then(|| inside.to_owned())),
        replacement: deprecation.replacement.clone(),
        reason: deprecation.reason.clone(),
        sunset: deprecation.sunset.map(|sunset| sunset.date),
        location: deprecation.location,
    })
}

/// An old name is on its way out even where the document forgets to say `deprecated`.
fn old_name(old: &OldName, new: &str, inside: &str) -> Entry {
    let said = entry(Kind::OldName, &old.name, inside, old.deprecation.as_ref());
    let mut entry = said.unwrap_or_else(|| Entry {
        kind: Kind::OldName,
        name: old.name.clone(),
        inside: vec![inside.to_owned()],
        replacement: None,
        reason: None,
        sunset: None,
        location: old.location,
    });
    entry.replacement.get_or_insert_with(|| new.to_owned());
    entry
}

fn operation_entries(operation: &Operation, into: &mut Vec<Entry>) {
    let route = format!("{} {}", operation.method.wire(), operation.path.text);
    into.extend(entry(Kind::Operation, &route, "", operation.deprecation.as_ref()));
    for parameter in &operation.parameters {
        let deprecation = parameter.deprecation.as_ref();
        into.extend(entry(Kind::Parameter, &parameter.name, &route, deprecation));
        let old = parameter.aliases.iter();
        into.extend(old.map(|old| old_name(old, &parameter.name, &route)));
    }
}

fn type_entries(api: &Api, id: TypeId, def: &TypeDef, into: &mut Vec<Entry>) {
    let name = title(api, id);
    into.extend(entry(Kind::Schema, &name, "", def.deprecation.as_ref()));
    match &def.shape {
        Shape::Struct(object) => {
            for property in &object.properties {
                let deprecation = property.deprecation.as_ref();
                into.extend(entry(Kind::Property, &property.name, &name, deprecation));
                let old = property.aliases.iter();
                into.extend(old.map(|old| old_name(old, &property.name, &name)));
            }
        }
        Shape::Enumeration(enumeration) => {
            for value in &enumeration.values {
                let text = match &value.value {
                    serde_json::Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                into.extend(entry(Kind::Value, &text, &name, value.deprecation.as_ref()));
            }
        }
        Shape::Union(_) | Shape::Text(_) | Shape::Alias(_) => {}
    }
}

/// What the document calls a type.
fn title(api: &Api, id: TypeId) -> String {
    let mut parts = Vec::new();
    let mut at = Some(id);
    while let Some(def) = at.and_then(|id| api.get(id)) {
        at = None;
        match &def.origin {
            Origin::Component(name) => parts.push(name.clone()),
            Origin::Inside { parent, path } => {
                parts.push(path.join("."));
                at = Some(*parent);
            }
            Origin::Shared { name, role, .. } => {
                parts.push([std::slice::from_ref(name), role].concat().join("."));
            }
            Origin::Operation { path, method, role } => {
                parts.push(format!("{} {path} {}", method.to_uppercase(), role.join(".")));
            }
        }
    }
    parts.reverse();
    parts.join(".")
}
