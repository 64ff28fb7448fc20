//! The way through the model: from each thing to the schemas that are inside of it.

use super::form::{files, form};
use super::id::TypeId;
use super::model::Api;
use super::operation::{Content, Operation, PathSegment, PathTemplate, StatusRange};
use super::schema::{Schema, Type};
use super::types::{Additional, Shape, Struct};
use std::fmt;
use std::iter::successors;
use std::slice;

impl Type {
    /// The schemas that it is made of: of items, of values, of the places of a tuple.
    #[must_use]
    pub fn inner(&self) -> &[Schema] {
        match self {
            Self::Array(inner) | Self::Map(inner) => slice::from_ref(inner),
            Self::Tuple(places) => places,
            _ => &[],
        }
    }

    fn inner_mut(&mut self) -> &mut [Schema] {
        match self {
            Self::Array(inner) | Self::Map(inner) => slice::from_mut(inner),
            Self::Tuple(places) => places,
            _ => &mut [],
        }
    }

    /// The named type that it is.
    #[must_use]
    pub fn named(&self) -> Option<TypeId> {
        match self {
            Self::Named(id) => Some(*id),
            _ => None,
        }
    }
}

impl Schema {
    /// Visits a use of a type, and all that it is made of.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        self.ty.inner().iter().for_each(|inner| inner.walk(visit));
    }

    /// The same, to change it.
    pub fn walk_mut(&mut self, visit: &mut impl FnMut(&mut Self)) {
        visit(self);
        self.ty.inner_mut().iter_mut().for_each(|inner| inner.walk_mut(visit));
    }

    /// The named types that a use of a type mentions.
    #[must_use]
    pub fn types(&self) -> Vec<TypeId> {
        let mut types = Vec::new();
        self.walk(&mut |schema| types.extend(schema.ty.named()));
        types
    }
}

impl Shape {
    /// The schemas of what a value has under names of its own: properties, branches, what another name
    /// stands for.
    #[must_use]
    pub fn parts(&self) -> Vec<&Schema> {
        match self {
            Self::Struct(object) => object.properties.iter().map(|it| &it.schema).collect(),
            Self::Union(union) => union.variants.iter().map(|it| &it.schema).collect(),
            Self::Alias(alias) => vec![&alias.schema],
            Self::Enumeration(_) | Self::Text(_) => Vec::new(),
        }
    }

    /// All schemas: those of the parts, and that of other keys.
    #[must_use]
    pub fn schemas(&self) -> Vec<&Schema> {
        let mut schemas = self.parts();
        if let Self::Struct(Struct { additional: Additional::Allowed(schema), .. }) = self {
            schemas.push(schema);
        }
        schemas
    }

    /// The same, to change them.
    pub fn schemas_mut(&mut self) -> Vec<&mut Schema> {
        match self {
            Self::Struct(object) => {
                let other = match &mut object.additional {
                    Additional::Allowed(schema) => Some(schema.as_mut()),
                    Additional::Unsaid | Additional::Forbidden => None,
                };
                object.properties.iter_mut().map(|it| &mut it.schema).chain(other).collect()
            }
            Self::Union(union) => union.variants.iter_mut().map(|it| &mut it.schema).collect(),
            Self::Alias(alias) => vec![&mut alias.schema],
            Self::Enumeration(_) | Self::Text(_) => Vec::new(),
        }
    }
}

impl Content {
    /// What a caller gives or is given: of an envelope, what it wraps.
    #[must_use]
    pub fn value(&self) -> Option<&Schema> {
        match &self.envelope {
            Some(envelope) => envelope.result.as_ref(),
            None => self.schema.as_ref(),
        }
    }

    fn schemas_mut(&mut self) -> impl Iterator<Item = &mut Schema> {
        let envelope = self.envelope.iter_mut();
        let wrapped = envelope.flat_map(|it| it.result.iter_mut().chain(&mut it.page_info));
        self.schema.iter_mut().chain(wrapped)
    }
}

impl Operation {
    /// The forms of what is sent.
    pub fn sent(&self) -> impl Iterator<Item = &Content> {
        self.request.iter().flat_map(|body| &body.content)
    }

    /// The forms of what comes back, whatever the status.
    pub fn received(&self) -> impl Iterator<Item = &Content> {
        self.responses.iter().flat_map(|response| &response.content)
    }

    /// All schemas that stand in the operation, to change them.
    pub fn schemas_mut(&mut self) -> impl Iterator<Item = &mut Schema> {
        let sent = self.request.iter_mut().flat_map(|body| &mut body.content);
        let received = self.responses.iter_mut().flat_map(|response| {
            let bodies = response.content.iter_mut().flat_map(Content::schemas_mut);
            response.headers.values_mut().chain(bodies)
        });
        self.parameters
            .iter_mut()
            .map(|parameter| &mut parameter.schema)
            .chain(sent.flat_map(Content::schemas_mut))
            .chain(received)
            .chain(self.paging.iter_mut().map(|paging| &mut paging.item))
    }
}

impl Api {
    /// What a use of a type stands for, step by step: itself, and what each name that is another name
    /// stands for. Names that lead in a circle, which are told, end it.
    pub fn names_of<'a>(&'a self, schema: &'a Schema) -> impl Iterator<Item = &'a Schema> {
        let next = |schema: &&'a Schema| match &self.get(schema.ty.named()?)?.shape {
            Shape::Alias(alias) => Some(&alias.schema),
            _ => None,
        };
        successors(Some(schema), next).take(self.types.len() + 1)
    }

    /// A use of a type without the other names in front of it.
    #[must_use]
    pub fn seen_through<'a>(&'a self, schema: &'a Schema) -> &'a Schema {
        self.names_of(schema).last().unwrap_or(schema)
    }

    /// The named type that a use of a type comes to, with what its values are.
    #[must_use]
    pub fn shape_of<'a>(&'a self, schema: &'a Schema) -> Option<(TypeId, &'a Shape)> {
        let id = self.seen_through(schema).ty.named()?;
        Some((id, &self.get(id)?.shape))
    }

    /// The object that a use of a type comes to.
    #[must_use]
    pub fn object_of<'a>(&'a self, schema: &'a Schema) -> Option<&'a Struct> {
        match self.shape_of(schema)? {
            (_, Shape::Struct(object)) => Some(object),
            _ => None,
        }
    }

    /// The schemas of what a caller gives or is given as a body, and whether each is a file. The crate
    /// has a form in place of the object whose properties are parts of a multipart body.
    #[must_use]
    pub fn values_of<'a>(&'a self, content: &'a Content) -> Vec<Value<'a>> {
        let value = |schema| Value { schema, is_file: false, is_read_only: false };
        let Some(object) = form(self, content) else {
            return content.value().map(value).into_iter().collect();
        };
        let parts = object.properties.iter().map(|property| {
            let media_type = content.parts.get(&property.name).map(String::as_str);
            let is_file = files(self, &property.schema, media_type).is_some();
            Value { schema: &property.schema, is_file, is_read_only: property.read_only }
        });
        parts.collect()
    }
}

/// A value that is sent or comes back as a body, or as a part of one.
#[derive(Clone, Copy, Debug)]
pub struct Value<'a> {
    /// What it holds.
    pub schema: &'a Schema,
    /// Whether it is a file, which has no type of its own.
    pub is_file: bool,
    /// Whether only the server sets it.
    pub is_read_only: bool,
}

impl PathTemplate {
    /// The names of its parameters, in order.
    pub fn parameters(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().filter_map(|segment| match segment {
            PathSegment::Parameter(name) => Some(name.as_str()),
            PathSegment::Literal(_) => None,
        })
    }

    /// The path with its parameters nameless: two paths that have the same cannot be told apart.
    #[must_use]
    pub fn nameless(&self) -> String {
        let pieces = self.segments.iter().map(|segment| match segment {
            PathSegment::Literal(text) => text.as_str(),
            PathSegment::Parameter(_) => "{}",
        });
        pieces.collect()
    }
}

/// As a document writes it.
impl fmt::Display for StatusRange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(formatter, "{code}"),
            Self::Class(class) => write!(formatter, "{class}XX"),
            Self::Default => formatter.write_str("default"),
        }
    }
}
