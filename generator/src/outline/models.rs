//! Models to types: what each has in Rust.

use super::given::{INTEGER_ENUM, RECORD, STRING_ENUM, TEXT, UNION, UNSIGNED_ENUM, WIDE_ENUM};
use super::item::Cause;
use super::surface::{Argument, Function, Part, Shape, Type};
use super::types::Ty;
use crate::plan::{
    self, Base, Default, Field, Head, Item, List, Record, RustType, Start, Text, Union, Wrapper,
};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The lists of `values`, by name.
pub(super) type Lists<'p, 'a> = BTreeMap<&'p str, &'p List<'a>>;

/// The type that an item of `models` is. An alias has all that the list has.
pub(super) fn model<'p, 'a>(item: &'p Item<'a>, lists: &Lists<'p, 'a>) -> Option<Type<'p, 'a>> {
    Some(match item {
        Item::Record(record) => self::record(record),
        Item::List(one) => list(one, &one.head, Cause::Type(one.of?)),
        Item::Alias(alias) => list(lists.get(alias.list)?, &alias.head, Cause::Type(alias.of)),
        Item::Union(union) => self::union(union),
        Item::Text(text) => self::text(text),
        Item::Wrapper(wrapper) => self::wrapper(wrapper),
        _ => return None,
    })
}

fn blank<'p, 'a>(head: &'p Head<'a>, form: Shape, cause: Cause) -> Type<'p, 'a> {
    Type::new("models", head.name, form, cause, head.deprecated.as_ref())
}

fn record<'p, 'a>(record: &'p Record<'a>) -> Type<'p, 'a> {
    let mut ty = blank(&record.head, Shape::Record, Cause::Type(record.of));
    ty.traits.push("PartialEq");
    if record.default != Default::No {
        ty.traits.push("Default");
    }
    ty.given.push((RECORD, Ty::Is("Self")));
    ty.parts.extend(record.fields.iter().map(|field| Part {
        name: field.name,
        ty: Some(Ty::of(&field.ty)),
        deprecated: field.deprecated.as_ref(),
        cause: Cause::Property(record.of, field.property),
    }));
    ty.parts.extend(record.rest.iter().map(|rest| Part {
        name: rest.name,
        ty: Some(Ty::owned(RustType::Map(Box::new(rest.ty.clone())))),
        deprecated: None,
        cause: Cause::Additional(record.of),
    }));
    if record.is_made {
        ty.functions.push(constructor(record));
        ty.functions.extend(record.fields.iter().flat_map(|field| setters(record, field)));
    }
    sorted(ty)
}

fn constructor<'p, 'a>(record: &'p Record<'a>) -> Function<'p, 'a> {
    let given = record.fields.iter().filter_map(|field| match &field.start {
        Start::Given(argument) => Some((field, argument)),
        Start::Absent | Start::Fixed(_) => None,
    });
    let arguments = given.map(|(field, argument)| Argument {
        cause: Cause::Property(record.of, field.property),
        ..self::argument(argument, Cause::Crate)
    });
    Function {
        name: "new",
        receiver: "",
        arguments: arguments.collect(),
        output: Ty::Is("Self"),
        deprecated: None,
        cause: Cause::Type(record.of),
    }
}

fn setters<'p, 'a>(record: &'p Record<'a>, field: &'p Field<'a>) -> Vec<Function<'p, 'a>> {
    let Some(setter) = &field.setter else { return Vec::new() };
    let cause = Cause::Property(record.of, field.property);
    let old = |index| Cause::OldName(record.of, field.property, index);
    all_setters(&setter.head, &setter.old, &setter.argument, cause, old)
}

/// A function that sets a value, and those for its old names.
pub(super) fn all_setters<'p, 'a>(
    head: &'p Head<'a>,
    old: &'p [Head<'a>],
    argument: &'p plan::Argument<'a>,
    cause: Cause,
    old_cause: impl Fn(usize) -> Cause,
) -> Vec<Function<'p, 'a>> {
    let old = old.iter().enumerate().map(|(index, head)| (head, old_cause(index)));
    let setter = |(head, cause): (&'p Head<'a>, Cause)| Function {
        name: head.name,
        receiver: "self",
        arguments: vec![self::argument(argument, cause)],
        output: Ty::Is("Self"),
        deprecated: head.deprecated.as_ref(),
        cause,
    };
    std::iter::once((head, cause)).chain(old).map(setter).collect()
}

/// An argument of a function.
pub(super) fn argument<'p, 'a>(argument: &'p plan::Argument<'a>, cause: Cause) -> Argument<'p, 'a> {
    Argument { name: argument.name, ty: Ty::of(&argument.ty), cause }
}

/// A type with its parts and functions in the order of their names.
pub(super) fn sorted<'p, 'a>(mut ty: Type<'p, 'a>) -> Type<'p, 'a> {
    ty.parts.sort_by_key(|part| part.name);
    ty.functions.sort_by_key(|function| function.name);
    ty
}

fn list<'p, 'a>(list: &'p List<'a>, head: &'p Head<'a>, cause: Cause) -> Type<'p, 'a> {
    let mut ty = blank(head, Shape::Enum, cause);
    let (given, unknown) = match list.base {
        Base::Text => (STRING_ENUM, RustType::String),
        Base::I64 => (INTEGER_ENUM, RustType::I64),
        Base::U64 => (UNSIGNED_ENUM, RustType::U64),
        Base::I128 => (WIDE_ENUM, RustType::I128),
    };
    if list.base != Base::Text {
        ty.traits.extend(["PartialEq", "Eq", "std::hash::Hash"]);
    }
    ty.given.push((given, Ty::Is("Self")));
    ty.parts.extend(list.values.iter().enumerate().map(|(index, value)| Part {
        name: value.name,
        ty: None,
        deprecated: value.deprecated.as_ref(),
        cause: variant(cause, index),
    }));
    ty.parts.push(self::unknown(unknown, cause));
    sorted(ty)
}

fn variant(ty: Cause, index: usize) -> Cause {
    match ty {
        Cause::Type(id) => Cause::Variant(id, index),
        other => other,
    }
}

fn unknown<'p, 'a>(ty: RustType<'a>, cause: Cause) -> Part<'p, 'a> {
    Part { name: "Unknown", ty: Some(Ty::owned(ty)), deprecated: None, cause }
}

fn union<'p, 'a>(union: &'p Union<'a>) -> Type<'p, 'a> {
    let cause = Cause::Type(union.of);
    let mut ty = blank(&union.head, Shape::Enum, cause);
    ty.traits.push("PartialEq");
    ty.given.push((UNION, Ty::Is("Self")));
    for (index, branch) in union.branches.iter().enumerate() {
        ty.parts.push(Part {
            name: branch.name,
            ty: Some(Ty::of(&branch.ty)),
            deprecated: None,
            cause: variant(cause, index),
        });
        if branch.is_from {
            // What is boxed is taken as it is.
            let taken = match &branch.ty {
                RustType::Boxed(inner) => &**inner,
                plain => plain,
            };
            ty.from.push((Ty::of(taken), variant(cause, index)));
        }
    }
    ty.parts.push(unknown(RustType::Json, cause));
    sorted(ty)
}

fn text<'p, 'a>(text: &'p Text<'a>) -> Type<'p, 'a> {
    let mut ty = blank(&text.head, Shape::HiddenTuple, Cause::Type(text.of));
    ty.traits.extend(["PartialEq", "Eq", "PartialOrd", "Ord", "std::hash::Hash"]);
    ty.given.push((TEXT, Ty::Is("Self")));
    ty.rule = Some(match (text.min_length, text.max_length) {
        (Some(least), Some(most)) if least == most => format!("{least} characters"),
        (Some(least), Some(most)) => format!("{least} to {most} characters"),
        (Some(least), None) => format!("at least {least} characters"),
        (None, Some(most)) => format!("at most {most} characters"),
        (None, None) => "any text".to_owned(),
    });
    ty
}

fn wrapper<'p, 'a>(wrapper: &'p Wrapper<'a>) -> Type<'p, 'a> {
    let cause = Cause::Type(wrapper.of);
    let mut ty = blank(&wrapper.head, Shape::Tuple, cause);
    ty.traits.extend(["PartialEq", "serde::Deserialize<'de>", "serde::Serialize"]);
    let inner = Ty::Of(Cow::Borrowed(&wrapper.ty));
    ty.parts.push(Part { name: "0", ty: Some(inner), deprecated: None, cause });
    ty
}
