//! The part of the outline on operations: the way to each from the client, and what it takes and
//! gives.

use super::render::{argument, constants, deprecation, is_runtime};
use super::surface::{Method, Surface, Type, short};
use super::usual;
use super::wrap::line;
use heck::ToUpperCamelCase;
use std::collections::BTreeSet;

/// The lines, and what they are about.
pub(super) struct Operations<'a> {
    /// The lines.
    pub(super) text: String,
    /// The types that the lines stand for: handles of groups, and calls.
    pub(super) types: BTreeSet<&'a str>,
    /// Functions of the runtime's types that lead to no operation, each with its type.
    pub(super) others: Vec<(&'a Type, &'a Method)>,
}

/// Follows the functions that are written for the document into the types of the runtime.
pub(super) fn of(surface: &Surface) -> Operations<'_> {
    let mut walk = Walk { surface, lines: Vec::new(), handles: Vec::new(), calls: Vec::new() };
    let mut others = Vec::new();
    for root in surface.types.values().filter(|ty| is_runtime(&ty.file)) {
        for method in root.methods.iter().filter(|it| !is_runtime(&it.file)) {
            let name = root.path.short.to_lowercase();
            let module = vec!["api".to_owned()];
            if !walk.step(&name, &module, method) {
                others.push((root, method));
            }
        }
    }
    let mut text = String::new();
    let calls = usual::usual(walk.calls.iter().map(|(_, ty)| usual::marks(ty)));
    let handles = usual::usual(walk.handles.iter().map(|ty| usual::marks(ty)));
    if !walk.handles.is_empty() {
        text.push_str(&line(0, &format!("each group: {}", usual::words(&handles))));
        text.push_str(&line(0, &format!("each call: {}", usual::words(&calls))));
    }
    text.push_str(&walk.lines.concat());
    let handles_by_name = walk.handles.iter().map(|ty| (&ty.path.short, *ty, &handles));
    let calls_by_way = walk.calls.iter().map(|(way, ty)| (way, *ty, &calls));
    for (what, ty, usual) in handles_by_name.chain(calls_by_way) {
        let difference = usual::difference(&usual::marks(ty), usual);
        let more = unexpected(ty);
        if !difference.is_empty() || !more.is_empty() {
            text.push_str(&line(0, &format!("{what}:{difference}")));
            text.push_str(&more);
        }
    }
    let handles = walk.handles.iter().map(|ty| ty.path.full.as_str());
    let types = handles.chain(walk.calls.iter().map(|(_, ty)| ty.path.full.as_str())).collect();
    Operations { text, types, others }
}

/// What calls and handles do not have: generated ones are made of private fields and functions.
fn unexpected(ty: &Type) -> String {
    let fields = ty.parts.iter().map(|it| line(4, &format!("{}: {}", it.name, it.ty.short)));
    fields.chain([constants(ty)]).collect()
}

struct Walk<'a> {
    surface: &'a Surface,
    lines: Vec<String>,
    handles: Vec<&'a Type>,
    calls: Vec<(String, &'a Type)>,
}

impl<'a> Walk<'a> {
    /// Follows a function; `false` if it leads to no operation.
    fn step(&mut self, from: &str, module: &[String], method: &'a Method) -> bool {
        let output = method.output.as_ref().map(|ty| ty.full.as_str()).unwrap_or_default();
        let Some(ty) = self.surface.types.get(output).filter(|ty| !is_runtime(&ty.file)) else {
            return false;
        };
        let name = method.name.trim_start_matches("r#");
        let type_name = name.to_upper_camel_case();
        if let Some(response) = response(ty) {
            let expected = module.iter().map(String::as_str).chain([type_name.as_str()]);
            self.call(from, method, ty, &response, &expected.collect::<Vec<_>>().join("::"));
            return true;
        }
        // A group without functions says nothing, and one that is reached twice says it once.
        if ty.methods.is_empty() || self.handles.iter().any(|it| it.path == ty.path) {
            return false;
        }
        let mut inner = module.to_vec();
        inner.push(name.to_owned());
        let expected = format!("{}::{type_name}", inner.join("::"));
        let way = format!("{from}.{}()", method.name);
        self.handle(&way, method, ty, &expected);
        let module = module_of(&ty.path.full);
        for method in &ty.methods {
            if !self.step(&way, &module, method) {
                let mark = deprecation(&[&method.deprecated]);
                let text = format!("{way}.{}{mark}", method.line(short));
                self.lines.push(line(0, &text));
            }
        }
        true
    }

    /// A group: it has a line of its own only where its operations do not say all of it.
    fn handle(&mut self, way: &str, method: &Method, ty: &'a Type, expected: &str) {
        self.handles.push(ty);
        let is_plain = method.arguments.is_empty()
            && method.deprecated.is_none()
            && ty.deprecated.is_none()
            && method.condition.is_empty()
            && ty.path.full == expected;
        if !is_plain {
            let arguments: Vec<String> = method.arguments.iter().map(argument).collect();
            let text = format!(
                "{}{}{}) -> {}{}",
                method.condition,
                way.strip_suffix(')').unwrap_or(way),
                arguments.join(", "),
                ty.path.full,
                deprecation(&[&method.deprecated, &ty.deprecated])
            );
            self.lines.push(line(0, &text));
        }
    }

    fn call(
        &mut self,
        from: &str,
        method: &'a Method,
        ty: &'a Type,
        response: &str,
        expected: &str,
    ) {
        let way = format!("{from}.{}", method.name);
        let arguments: Vec<String> = method.arguments.iter().map(argument).collect();
        let named =
            if ty.path.full == expected { String::new() } else { format!("  as {}", ty.path.full) };
        let head = format!(
            "{}{way}{}({}) -> {response}{named}{}",
            method.condition,
            method.generics.short,
            arguments.join(", "),
            deprecation(&[&method.deprecated, &ty.deprecated])
        );
        let mut text = line(0, &head);
        for method in ty.methods.iter().filter(|it| it.by.is_none()) {
            text.push_str(&line(4, &setter(method)));
        }
        self.lines.push(text);
        self.calls.push((way, ty));
    }
}

fn module_of(path: &str) -> Vec<String> {
    let mut module: Vec<String> = path.split("::").map(ToOwned::to_owned).collect();
    module.pop();
    module
}

/// What a call gives when it is awaited: `Share`, or `paged Share`. `None` for what is no call.
fn response(ty: &Type) -> Option<String> {
    let future = ty.traits.iter().find(|it| it.name == "IntoFuture")?;
    let (_, output) = future.types.iter().find(|(name, _)| name == "Output")?;
    let value = output.short.strip_prefix("Result<").and_then(|it| it.strip_suffix(", Error>"));
    let Some(value) = value else {
        return Some(output.short.clone());
    };
    let page = value.strip_prefix("Page<").and_then(|it| it.strip_suffix('>'));
    Some(match page {
        Some(item) => format!("paged {item}"),
        None => value.to_owned(),
    })
}

/// A function that changes a value and gives it back: `.status(ShareStatus)`.
pub(super) fn setter(method: &Method) -> String {
    let arguments: Vec<String> = match method.arguments.as_slice() {
        [(name, ty)] if *name == method.name || name == "value" => vec![ty.short.clone()],
        arguments => arguments.iter().map(argument).collect(),
    };
    let output = match &method.output {
        Some(output) if output.short == "Self" && method.receiver == "self" => String::new(),
        Some(output) => format!(" -> {}", output.short),
        None => String::new(),
    };
    let receiver = if method.receiver == "self" || method.receiver.is_empty() {
        String::new()
    } else {
        format!("{} ", method.receiver)
    };
    format!(
        "{}{receiver}.{}{}({}){output}{}{}",
        method.condition,
        method.name,
        method.generics.short,
        arguments.join(", "),
        method.bounds.short,
        deprecation(&[&method.deprecated])
    )
}
