//! A use of a type with its other names seen through.

use crate::api::{Api, Constraints, Enumeration, Schema, Shape, Type, TypeId, Union, Untyped};
use crate::diagnostic::Location;
use std::borrow::Cow;

/// How often one alias may lead to another.
const LONGEST: usize = 32;

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
    let mut schema = schema;
    for _ in 0..LONGEST {
        view.location = schema.location;
        let id = match &schema.ty {
            Type::Named(id) => *id,
            Type::Untyped(reason) => {
                view.kind = Kind::Untyped(*reason);
                break;
            }
            Type::Array(items) => {
                view.kind = Kind::Array(items);
                break;
            }
            Type::Map(values) => {
                view.kind = Kind::Map(values);
                break;
            }
            Type::Tuple(places) => {
                view.kind = Kind::Tuple(places);
                break;
            }
            scalar => {
                view.kind = Kind::Scalar(scalar);
                break;
            }
        };
        view.kind = match api.get(id).map(|def| &def.shape) {
            Some(Shape::Alias(alias)) => {
                schema = &alias.schema;
                view.nullable |= schema.nullable;
                if view.constraints.is_empty() {
                    view.constraints = Cow::Borrowed(&schema.constraints);
                }
                continue;
            }
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
        break;
    }
    view
}
