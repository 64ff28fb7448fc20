//! Tests of names.

mod groups;
mod hostile;
mod idents;
mod methods;
mod reserved;
mod stability;
mod types;
mod values;

use super::Names;
use crate::api::*;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Location};
use crate::options::Options;

/// A place that differs for each item.
fn at(number: usize) -> Location {
    Location::new(FileId(0), number, number + 1)
}

fn deprecated(sunset: Option<&str>) -> Option<Deprecation> {
    let sunset = sunset.map(|date| Sunset { date: date.parse().unwrap(), location: at(0) });
    Some(Deprecation { reason: None, replacement: None, sunset, location: at(0) })
}

fn schema(ty: Type) -> Schema {
    Schema {
        ty,
        nullable: false,
        constraints: Constraints::default(),
        default: None,
        docs: Docs::default(),
        location: at(0),
    }
}

fn property(name: &str, number: usize) -> Property {
    Property {
        name: name.into(),
        schema: schema(Type::String),
        required: false,
        read_only: false,
        write_only: false,
        fixed: None,
        deprecation: None,
        aliases: Vec::new(),
        location: at(number),
    }
}

fn record(names: &[&str]) -> Shape {
    let properties = (0..).zip(names).map(|(number, name)| property(name, number)).collect();
    Shape::Struct(Struct { properties, ..Struct::default() })
}

fn values(values: &[&str]) -> Shape {
    let values = (0..).zip(values).map(|(number, value)| EnumValue {
        value: (*value).into(),
        description: None,
        deprecation: None,
        location: at(number),
    });
    Shape::Enumeration(Enumeration { base: Type::String, values: values.collect() })
}

fn definition(origin: Origin, shape: Shape, number: usize) -> TypeDef {
    TypeDef { origin, shape, docs: Docs::default(), deprecation: None, location: at(number) }
}

fn component(name: &str, shape: Shape, number: usize) -> TypeDef {
    definition(Origin::Component(name.into()), shape, number)
}

fn inside(parent: usize, path: &[&str]) -> TypeDef {
    let path = path.iter().map(|step| (*step).into()).collect();
    definition(Origin::Inside { parent: TypeId::new(parent), path }, record(&[]), 900)
}

fn parameter(name: &str, place: ParameterPlace) -> Parameter {
    Parameter {
        name: name.into(),
        place,
        schema: schema(Type::String),
        encoding: Encoding::Content("text/plain".into()),
        required: place == ParameterPlace::Path,
        docs: Docs::default(),
        deprecation: None,
        aliases: Vec::new(),
        location: at(0),
    }
}

/// An operation of a line such as `GET /pets/{id} pets getPet`, with `-` for no tag or no id.
fn operation(line: &str, number: usize) -> Operation {
    let mut parts = line.split(' ');
    let (method, path) = (parts.next().unwrap(), parts.next().unwrap());
    let (tag, id) = (parts.next().unwrap_or("-").replace('~', " "), parts.next().unwrap_or("-"));
    let segments = path.split_inclusive(['{', '}']).map(|piece| match piece.strip_suffix('}') {
        Some(name) => PathSegment::Parameter(name.into()),
        None => PathSegment::Literal(piece.trim_end_matches('{').into()),
    });
    Operation {
        id: Some(id.to_owned()).filter(|id| id != "-"),
        method: Method::ALL.into_iter().find(|known| known.wire() == method).unwrap(),
        path: PathTemplate { text: path.into(), segments: segments.collect() },
        tags: Some(tag).filter(|tag| tag != "-").into_iter().collect(),
        summary: None,
        description: None,
        deprecation: None,
        parameters: Vec::new(),
        request: None,
        paging: None,
        responses: Vec::new(),
        security: None,
        servers: Vec::new(),
        group: None,
        method_name: None,
        location: at(number),
    }
}

fn operations(lines: &[&str]) -> Api {
    let operations = (0..).zip(lines).map(|(number, line)| operation(line, number)).collect();
    Api { operations, ..Api::default() }
}

/// An API of these types, all of them used by one operation.
fn types(types: Vec<TypeDef>) -> Api {
    let mut api = operations(&["GET /all all list"]);
    let used = (0..types.len()).map(|index| schema(Type::Named(TypeId::new(index)))).collect();
    let mut all = parameter("all", ParameterPlace::Query);
    all.schema = schema(Type::Tuple(used));
    api.operations[0].parameters.push(all);
    api.types = types;
    api
}

fn names(api: &Api) -> Names {
    named(api, &Options::default()).0
}

fn named(api: &Api, options: &Options) -> (Names, Vec<Diagnostic>) {
    let diagnostics = Diagnostics::new();
    let names = Names::new(api, &Facts::new(api), options, &diagnostics);
    (names, diagnostics.into_sorted())
}

fn codes(found: &[Diagnostic]) -> Vec<Code> {
    found.iter().map(Diagnostic::code).collect()
}

/// The names of the types, in their order.
fn idents(api: &Api) -> Vec<String> {
    let names = names(api);
    api.types().map(|(id, _)| names.get(id).unwrap().ident.clone()).collect()
}

/// The names of the methods with their groups, in the order of the operations.
fn methods(api: &Api) -> Vec<String> {
    let names = names(api);
    let full = names.operations().iter().map(|found| {
        let path = names.group(found.group).unwrap().path.join(".");
        format!("{path}.{}", found.method)
    });
    full.collect()
}
