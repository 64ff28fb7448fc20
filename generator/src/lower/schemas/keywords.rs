//! One view of a schema: all its keywords side by side, whichever of openapiv3's kinds they were
//! read into.

use super::place::{At, PlaceId, Word};
use crate::diagnostic::Location;
use crate::openapi::made;
use crate::openapi::{Document, Keyword, Located, Role, To};
use crate::source::{Node, Number};
use openapiv3::{AdditionalProperties, ReferenceOr, Schema, SchemaData, SchemaKind, Type as Kind};

/// What tells a node from all others: where it lies in memory, which nothing moves.
pub(crate) type NodeId = *const Node;

/// A schema or a reference to one, at a place of the document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SchemaRef<'d> {
    /// What stands there.
    pub(crate) target: Target<'d>,
    /// Its node: of the reference, if it is one.
    pub(crate) node: &'d Node,
    /// The place in words.
    pub(crate) at: At<'d>,
}

/// What stands where a schema belongs.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Target<'d> {
    /// A reference.
    Reference(&'d str),
    /// The schema itself.
    Inline(&'d Schema),
}

impl<'d> SchemaRef<'d> {
    /// What stands in a place for a schema.
    pub(crate) fn new(found: Located<'d, ReferenceOr<Schema>>, at: At<'d>) -> Self {
        let target = match found.value {
            ReferenceOr::Reference { reference } => Target::Reference(reference),
            ReferenceOr::Item(schema) => Target::Inline(schema),
        };
        Self { target, node: found.node, at }
    }

    fn boxed(value: &'d ReferenceOr<Box<Schema>>, node: &'d Node, at: At<'d>) -> Self {
        let target = match value {
            ReferenceOr::Reference { reference } => Target::Reference(reference),
            ReferenceOr::Item(schema) => Target::Inline(schema),
        };
        Self { target, node, at }
    }
}

/// A set of JSON's types, integers apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct JsonTypes(u8);

impl JsonTypes {
    pub(crate) const NONE: Self = Self(0);
    pub(crate) const BOOLEAN: Self = Self(1);
    pub(crate) const INTEGER: Self = Self(2);
    pub(crate) const FRACTION: Self = Self(4);
    pub(crate) const NUMBER: Self = Self(2 | 4);
    pub(crate) const STRING: Self = Self(8);
    pub(crate) const ARRAY: Self = Self(16);
    pub(crate) const OBJECT: Self = Self(32);
    pub(crate) const ALL: Self = Self(63);

    /// The types that are in both.
    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The types that are in either.
    pub(crate) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of `other` are in it.
    pub(crate) fn holds(self, other: Self) -> bool {
        self.and(other) == other
    }

    /// Whether there are none.
    pub(crate) fn is_none(self) -> bool {
        self == Self::NONE
    }

    /// The type of that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "boolean" => Self::BOOLEAN,
            "integer" => Self::INTEGER,
            "number" => Self::NUMBER,
            "string" => Self::STRING,
            "array" => Self::ARRAY,
            "object" => Self::OBJECT,
            _ => return None,
        })
    }

    /// The types that a keyword applies to.
    pub(super) fn applied(to: To) -> Self {
        match to {
            To::All => Self::ALL,
            To::Strings => Self::STRING,
            To::Numbers => Self::NUMBER,
            To::Arrays => Self::ARRAY,
            To::Objects => Self::OBJECT,
        }
    }

    /// The type of a value; none for `null`.
    pub(crate) fn of(node: &Node) -> Self {
        use crate::source::Value;
        match &node.value {
            Value::Null => Self::NONE,
            Value::Bool(_) => Self::BOOLEAN,
            Value::Number(number) if number.is_integer() => Self::INTEGER,
            Value::Number(_) => Self::FRACTION,
            Value::String(_) => Self::STRING,
            Value::Array(_) => Self::ARRAY,
            Value::Object(_) => Self::OBJECT,
        }
    }

    /// In words, for messages.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::BOOLEAN => "boolean",
            Self::INTEGER => "integer",
            Self::NUMBER | Self::FRACTION => "number",
            Self::STRING => "string",
            Self::ARRAY => "array",
            Self::OBJECT => "object",
            Self::NONE => "nothing",
            _ => "several types",
        }
    }
}

/// What `additionalProperties` says.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Additional<'d> {
    /// Nothing.
    Unsaid,
    /// `false`.
    Forbidden,
    /// `true`.
    Open,
    /// A schema.
    Of(SchemaRef<'d>),
}

/// A property: where its key stands, and its schema.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PropertyKey<'d> {
    pub(crate) name: &'d str,
    pub(crate) key: Location,
    pub(crate) schema: SchemaRef<'d>,
}

/// All keywords of one schema.
#[derive(Clone, Debug)]
pub(crate) struct Keywords<'d> {
    /// The schema's node.
    pub(crate) node: &'d Node,
    /// Where it stands, in words.
    pub(crate) place: PlaceId,
    /// The annotations.
    pub(crate) data: &'d SchemaData,
    /// What `type` says.
    pub(crate) types: Option<JsonTypes>,
    /// The values of `enum`.
    pub(crate) values: Option<&'d [Node]>,
    pub(crate) properties: Vec<PropertyKey<'d>>,
    pub(crate) required: &'d [String],
    pub(crate) additional: Additional<'d>,
    pub(crate) items: Option<SchemaRef<'d>>,
    /// The schemas of the first items, one each.
    pub(crate) first_items: Vec<SchemaRef<'d>>,
    pub(crate) all_of: Vec<SchemaRef<'d>>,
    pub(crate) one_of: Vec<SchemaRef<'d>>,
    pub(crate) any_of: Vec<SchemaRef<'d>>,
    pub(crate) not: bool,
    pub(crate) format: Option<&'d str>,
    /// Whether there are rules that narrow the values of a type.
    pub(crate) has_rules: bool,
    /// Whether there are extensions, or keys that normalisation made up.
    pub(crate) has_extensions: bool,
    /// Whether `oneOf` or `anyOf` were taken out, because they are dealt with elsewhere.
    pub(crate) stripped: bool,
}

impl<'d> Keywords<'d> {
    /// The view of a schema that stands at a place.
    pub(crate) fn new(document: &'d Document, schema: Located<'d, Schema>, place: PlaceId) -> Self {
        let node = schema.node;
        let mut view = Self {
            node,
            place,
            data: &schema.value.schema_data,
            types: None,
            values: None,
            properties: Vec::new(),
            required: &[],
            additional: Additional::Unsaid,
            items: None,
            first_items: Vec::new(),
            all_of: Vec::new(),
            one_of: Vec::new(),
            any_of: Vec::new(),
            not: false,
            format: None,
            has_rules: false,
            has_extensions: false,
            stripped: false,
        };
        // Once through the keywords: most schemas have few of them.
        for (key, value) in node.as_object().into_iter().flatten() {
            match key.as_str() {
                "type" => view.types = value.as_str().and_then(JsonTypes::named),
                "enum" => view.values = value.as_array(),
                "format" => view.format = value.as_str(),
                "not" => view.not = true,
                key => {
                    view.has_extensions |= key.starts_with("x-") || made::is_made(key);
                    let keyword = Keyword::named(key);
                    view.has_rules |= keyword.is_some_and(|keyword| keyword.role == Role::Rule);
                }
            }
        }
        view.fill(&schema.value.schema_kind);
        if view.has_extensions {
            let first = document.first_items(node).enumerate();
            view.first_items = first
                .map(|(index, item)| SchemaRef::new(item, view.at(Word::Place(index))))
                .collect();
        }
        view
    }

    fn fill(&mut self, kind: &'d SchemaKind) {
        match kind {
            SchemaKind::Type(Kind::Object(object)) => {
                self.properties = self.property_keys(&object.properties);
                self.required = &object.required;
                self.additional = self.additional(object.additional_properties.as_ref());
            }
            SchemaKind::Type(Kind::Array(array)) => self.items = self.items(array.items.as_ref()),
            SchemaKind::Type(_) | SchemaKind::Not { .. } => {}
            SchemaKind::OneOf { one_of } => self.one_of = self.branches("oneOf", one_of),
            SchemaKind::AnyOf { any_of } => self.any_of = self.branches("anyOf", any_of),
            SchemaKind::AllOf { all_of } => self.all_of = self.members(all_of),
            SchemaKind::Any(any) => {
                self.properties = self.property_keys(&any.properties);
                self.required = &any.required;
                self.additional = self.additional(any.additional_properties.as_ref());
                self.items = self.items(any.items.as_ref());
                self.one_of = self.branches("oneOf", &any.one_of);
                self.any_of = self.branches("anyOf", &any.any_of);
                self.all_of = self.members(&any.all_of);
            }
        }
    }

    fn at(&self, word: Word<'d>) -> At<'d> {
        At { whole: self.place, word }
    }

    fn property_keys(
        &self,
        properties: &'d indexmap::IndexMap<String, ReferenceOr<Box<Schema>>>,
    ) -> Vec<PropertyKey<'d>> {
        let entries = Located::new(properties, self.node).entries("properties", properties);
        let properties = entries.map(|entry| PropertyKey {
            name: entry.name,
            key: entry.key,
            schema: SchemaRef::boxed(
                entry.value.value,
                entry.value.node,
                self.at(Word::Property(entry.name)),
            ),
        });
        properties.collect()
    }

    fn additional(&self, additional: Option<&'d AdditionalProperties>) -> Additional<'d> {
        let node = self.node.get("additionalProperties").unwrap_or(self.node);
        match additional {
            None => Additional::Unsaid,
            Some(AdditionalProperties::Any(true)) => Additional::Open,
            Some(AdditionalProperties::Any(false)) => Additional::Forbidden,
            Some(AdditionalProperties::Schema(schema)) => {
                Additional::Of(SchemaRef::new(Located::new(schema, node), self.at(Word::Value)))
            }
        }
    }

    fn items(&self, items: Option<&'d ReferenceOr<Box<Schema>>>) -> Option<SchemaRef<'d>> {
        let node = self.node.get("items")?;
        items.map(|items| SchemaRef::boxed(items, node, self.at(Word::Item)))
    }

    fn branches(&self, keyword: &str, branches: &'d [ReferenceOr<Schema>]) -> Vec<SchemaRef<'d>> {
        let located = Located::new(branches, self.node).items(keyword, branches);
        located
            .enumerate()
            .map(|(index, branch)| SchemaRef::new(branch, self.at(Word::Branch(index))))
            .collect()
    }

    fn members(&self, members: &'d [ReferenceOr<Schema>]) -> Vec<SchemaRef<'d>> {
        let located = Located::new(members, self.node).items("allOf", members);
        located.map(|member| SchemaRef::new(member, self.at(Word::Here))).collect()
    }

    /// A keyword's value.
    pub(crate) fn get(&self, keyword: &str) -> Option<&'d Node> {
        self.node.get(keyword)
    }

    /// Where a keyword stands, or the schema where there is none.
    pub(crate) fn key(&self, keyword: &str) -> Location {
        Located::new(self.data, self.node).key(keyword)
    }

    /// A keyword that is a text.
    pub(crate) fn text(&self, keyword: &str) -> Option<&'d str> {
        self.get(keyword)?.as_str()
    }

    /// A keyword that is a number.
    pub(crate) fn number(&self, keyword: &str) -> Option<&'d Number> {
        self.get(keyword)?.as_number()
    }

    /// A keyword that is a count.
    pub(crate) fn count(&self, keyword: &str) -> Option<u64> {
        self.get(keyword)?.as_u64()
    }

    /// A keyword that is true or false.
    pub(crate) fn flag(&self, keyword: &str) -> bool {
        self.get(keyword).and_then(Node::as_bool).unwrap_or(false)
    }

    /// Whether it says nothing but words, and so on: nothing that a value has to hold to.
    pub(crate) fn is_annotation(&self) -> bool {
        self.is_narrowing() && !self.has_rules
    }

    /// Whether it says nothing of what values are made of; it may narrow them.
    pub(crate) fn is_narrowing(&self) -> bool {
        self.types.is_none()
            && self.values.is_none()
            && self.properties.is_empty()
            && self.required.is_empty()
            && matches!(self.additional, Additional::Unsaid)
            && self.items.is_none()
            && self.first_items.is_empty()
            && self.one_of.is_empty()
            && self.any_of.is_empty()
            && self.format.is_none()
    }
}

/// Whether a schema can have no other ones inside of it, nor need a name of its own.
pub(crate) fn is_leaf(node: &Node) -> bool {
    let mut keys = node.as_object().into_iter().flatten().map(|(key, _)| key.as_str());
    !keys.any(|key| {
        key == "enum" || key != "not" && Keyword::named(key).is_some_and(Keyword::holds_schemas)
    })
}
