//! A use of a type with its other names seen through.

use crate::api::{Api, Constraints, Enumeration, Schema, Shape, Type, TypeId, Union, Untyped};
use crate::diagnostic::Location;
use std::borrow::Cow;

/// A use of a type, with its aliases seen through.
pub(super) struct View<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) nullable: bool,
    pub(super) constraints: Cow<'a, Constraints>,
    /// The named type that it comes to.
    pub(super) id: Option<TypeId>,
    /// Where the schema stands that it comes to.
    pub(super) location: Location,
}

/// What values are, without regard to names.
pub(super) enum Kind<'a> {
    Scalar(&'a Type),
    Text,
    Enumeration(&'a Enumeration),
    Object,
    Union(&'a Union),
    Array(&'a Schema),
    Map(&'a Schema),
    Tuple(&'a [Schema]),
    Untyped(Untyped),
}

pub(super) fn view<'a>(api: &'a Api, schema: &'a Schema) -> View<'a> {
    let mut view = View {
        kind: Kind::Untyped(Untyped::Open),
        nullable: schema.nullable,
        constraints: Cow::Borrowed(&schema.constraints),
        id: None,
        location: schema.location,
    };
    for schema in api.names_of(schema) {
        view.location = schema.location;
        view.nullable |= schema.nullable;
        if view.constraints.is_empty() {
            view.constraints = Cow::Borrowed(&schema.constraints);
        }
        let id = match &schema.ty {
            Type::Named(id) => *id,
            ty => {
                view.kind = Kind::of(ty);
                continue;
            }
        };
        view.kind = match api.get(id).map(|def| &def.shape) {
            Some(Shape::Alias(_)) => continue,
            Some(Shape::Struct(_)) => Kind::Object,
            Some(Shape::Enumeration(enumeration)) => Kind::Enumeration(enumeration),
            Some(Shape::Union(union)) => Kind::Union(union),
            Some(Shape::Text(constraints)) => {
                if view.constraints.is_empty() {
                    view.constraints = Cow::Borrowed(constraints);
                }
                Kind::Text
            }
            None => Kind::Untyped(Untyped::Open),
        };
        view.id = Some(id);
    }
    view
}

impl<'a> Kind<'a> {
    /// What the values of a type without a name are.
    fn of(ty: &'a Type) -> Self {
        match ty {
            Type::Untyped(reason) => Self::Untyped(*reason),
            Type::Array(items) => Self::Array(items),
            Type::Map(values) => Self::Map(values),
            Type::Tuple(places) => Self::Tuple(places),
            scalar => Self::Scalar(scalar),
        }
    }
}
