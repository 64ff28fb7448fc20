//! Groups and calls to types: handles, builders, forms, and what depends on the status.

use super::given::{ENDPOINT, LISTED};
use super::item::Cause;
use super::models::{all_setters, argument, sorted};
use super::surface::{Argument, Function, Part, Shape, Type};
use super::types::Ty;
use crate::plan::{
    Accessor, Builder, ByStatus, Call, Form, Gives, Handle, Input, InputOf, Part as Of, RustType,
    Shape as CallShape,
};

/// The first operation of each group and of those inside it, by the module of the group: it is there
/// for the sake of its operations.
pub(super) type Firsts<'p> = std::collections::BTreeMap<&'p str, usize>;

/// The handle of a group.
pub(super) fn handle<'p, 'a>(
    module: &'p str,
    handle: &'p Handle<'a>,
    firsts: &Firsts<'_>,
) -> Type<'p, 'a> {
    let cause = firsts.get(module).map_or(Cause::Crate, |it| Cause::Operation(*it));
    let mut ty = Type::new(module, handle.name, Shape::Hidden, cause, None);
    ty.functions.extend(handle.groups.iter().map(|it| accessor(module, it, firsts)));
    let mut last = None;
    for function in &handle.functions {
        // The first one of an operation is its own, and others are for other media types of the body.
        let is_other = last.replace(function.operation) == Some(function.operation);
        let operation = function.operation;
        ty.functions.push(Function {
            name: function.head.name,
            receiver: "&self",
            arguments: function.inputs.iter().map(|it| input(it, operation)).collect(),
            output: Ty::owned(RustType::Local(function.call)),
            deprecated: function.head.deprecated.as_ref(),
            cause: if is_other { Cause::Body(operation) } else { Cause::Operation(operation) },
        });
    }
    sorted(ty)
}

/// The function that gives the handle of a group.
pub(super) fn accessor<'p, 'a>(
    module: &str,
    accessor: &'p Accessor<'a>,
    firsts: &Firsts<'_>,
) -> Function<'p, 'a> {
    let module = format!("{module}::{}", accessor.module);
    let cause = firsts.get(module.as_str()).map_or(Cause::Crate, |it| Cause::Operation(*it));
    Function {
        name: accessor.name,
        receiver: "&self",
        arguments: Vec::new(),
        output: Ty::Named(format!("{module}::{}", accessor.handle)),
        deprecated: None,
        cause,
    }
}

fn input<'p, 'a>(input: &'p Input<'a>, operation: usize) -> Argument<'p, 'a> {
    argument(&input.argument, cause(input, operation))
}

fn cause(input: &Input<'_>, operation: usize) -> Cause {
    match input.of {
        InputOf::Parameter(index) => Cause::Parameter(operation, index),
        InputOf::Body => Cause::Body(operation),
    }
}

/// The types of an operation: that of the call, and those that it alone has.
pub(super) fn call<'p, 'a>(module: &'p str, call: &'p Call<'a>) -> Vec<Type<'p, 'a>> {
    let deprecated = call.head.deprecated.as_ref();
    let cause = Cause::Operation(call.operation);
    let mut ty = Type::new(module, call.head.name, Shape::Hidden, cause, deprecated);
    let given = match &call.shape {
        CallShape::Plain(read) => Ty::of(&read.ty),
        CallShape::Builder(builder) => {
            ty.functions.extend(functions(builder, call.operation));
            match &builder.gives {
                Gives::Value(read) => Ty::of(&read.ty),
                Gives::Page(items) => {
                    ty.given.push((LISTED, Ty::of(items)));
                    Ty::Page(items)
                }
            }
        }
    };
    ty.given.push((ENDPOINT, given));
    if let CallShape::Builder(Builder { items: Some(items), .. }) = &call.shape {
        ty.given.push((LISTED, Ty::of(items)));
    }
    let mut all = vec![sorted(ty)];
    all.extend(call.by_status.iter().map(|it| by_status(module, it, call.operation)));
    all.extend(call.form.iter().map(|it| form(module, it, call.operation)));
    all
}

/// The functions of a call that no macro writes.
fn functions<'p, 'a>(builder: &'p Builder<'a>, operation: usize) -> Vec<Function<'p, 'a>> {
    let setters = builder.setters.iter().flat_map(|setter| {
        let cause = cause(&setter.input, operation);
        let old = move |index| match cause {
            Cause::Parameter(operation, at) => Cause::OldParameter(operation, at, index),
            other => other,
        };
        all_setters(&setter.head, &setter.old, &setter.input.argument, cause, old)
    });
    let reader = |name, output| Function {
        name,
        receiver: "self",
        arguments: Vec::new(),
        output,
        deprecated: None,
        cause: Cause::Response(operation),
    };
    let stream =
        builder.stream.iter().map(|_| reader("stream", Ty::Is("ResponseFuture<ByteStream>")));
    let events = builder
        .events
        .iter()
        .map(|events| reader("events", Ty::owned(RustType::Events(Box::new(events.data.ty())))));
    setters.chain(stream).chain(events).collect()
}

fn by_status<'p, 'a>(module: &'p str, of: &'p ByStatus<'a>, operation: usize) -> Type<'p, 'a> {
    let cause = Cause::Response(operation);
    let mut ty = Type::new(module, of.head.name, Shape::Enum, cause, of.head.deprecated.as_ref());
    ty.parts.extend(of.statuses.iter().map(|status| Part {
        name: status.name.as_str(),
        ty: status.has_value.then(|| Ty::of(&status.read.ty)),
        deprecated: None,
        cause,
    }));
    if of.has_other {
        let ty_of = Some(Ty::Is("RawResponse"));
        ty.parts.push(Part { name: "Other", ty: ty_of, deprecated: None, cause });
    }
    sorted(ty)
}

fn form<'p, 'a>(module: &'p str, form: &'p Form<'a>, operation: usize) -> Type<'p, 'a> {
    let cause = Cause::Body(operation);
    let deprecated = form.head.deprecated.as_ref();
    let mut ty = Type::new(module, form.head.name, Shape::Hidden, cause, deprecated);
    ty.into = Some("Form");
    let part = |part: &Of<'a>| match form.of {
        Some(id) => Cause::Property(id, part.property),
        None => cause,
    };
    if form.required.is_empty() {
        ty.traits.push("Default");
    } else {
        let arguments = form.required.iter().map(|it| argument(&it.argument, part(it)));
        ty.functions.push(Function {
            name: "new",
            receiver: "",
            arguments: arguments.collect(),
            output: Ty::Is("Self"),
            deprecated: None,
            cause,
        });
    }
    for setter in &form.optional {
        let of = part(&setter.part);
        let old = |index| match of {
            Cause::Property(id, at) => Cause::OldName(id, at, index),
            other => other,
        };
        ty.functions.extend(all_setters(&setter.head, &setter.old, &setter.part.argument, of, old));
    }
    if form.is_open {
        let argument = |name, ty| Argument { name, ty: Ty::Is(ty), cause };
        ty.functions.push(Function {
            name: "with_part",
            receiver: "self",
            arguments: vec![
                argument("name", "impl Into<String>"),
                argument("part", "impl Into<Part>"),
            ],
            output: Ty::Is("Self"),
            deprecated: None,
            cause,
        });
    }
    sorted(ty)
}
