//! The part of the outline on operations: the way to each from the client, and what it takes and
//! gives.

use super::given::ENDPOINT;
use super::print::{deprecation, setter};
use super::surface::{Function, Type};
use super::types::{Form, Ty};
use super::wrap::line;
use heck::ToUpperCamelCase;
use std::collections::{BTreeMap, BTreeSet};

/// The way from the client to all operations.
pub(super) struct Walk<'w, 'p, 'a> {
    /// The types of the files of groups, by path.
    pub(super) types: &'w BTreeMap<String, &'w Type<'p, 'a>>,
    pub(super) form: Form<'w>,
    /// What the walk found.
    pub(super) lines: Vec<String>,
    /// The types that the lines stand for: handles and calls.
    pub(super) seen: BTreeSet<String>,
}

impl Walk<'_, '_, '_> {
    /// Follows a function of a handle, or of the client, that stands in a module.
    pub(super) fn step(&mut self, from: &str, module: &str, function: &Function<'_, '_>) {
        let path = function.output.text(module, Form::Full);
        let Some(ty) = self.types.get(&path).copied() else { return };
        self.seen.insert(path.clone());
        let name = function.name.trim_start_matches("r#");
        let type_name = name.to_upper_camel_case();
        let way = format!("{from}.{}", function.name);
        if let Some((_, given)) = ty.given.iter().find(|(given, _)| given.name == ENDPOINT.name) {
            let expected = format!("{module}::{type_name}");
            let named = if path == expected { String::new() } else { format!("  as {path}") };
            return self.call(&way, module, function, ty, given, &named);
        }
        // A group has a line of its own only where its operations do not say all of it.
        if path != format!("{module}::{name}::{type_name}") {
            self.lines.push(line(0, &format!("{way}() -> {path}")));
        }
        for function in &ty.functions {
            self.step(&format!("{way}()"), ty.module, function);
        }
    }

    fn call(
        &mut self,
        way: &str,
        module: &str,
        function: &Function<'_, '_>,
        ty: &Type<'_, '_>,
        given: &Ty<'_, '_>,
        named: &str,
    ) {
        let response = match given {
            Ty::Page(items) => format!("paged {}", Ty::of(items).text(module, self.form)),
            given => given.text(module, self.form),
        };
        let arguments = function.arguments(module, self.form);
        let mark = deprecation(function.deprecated.or(ty.deprecated));
        let mut text = line(0, &format!("{way}({arguments}) -> {response}{named}{mark}"));
        for function in &ty.functions {
            text.push_str(&line(4, &setter(function, module, self.form)));
        }
        self.lines.push(text);
    }
}
