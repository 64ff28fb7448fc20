//! The parameters of a path, beside those that are declared. What the path says holds: it is what is
//! sent.

use super::Operations;
use crate::api::{Docs, Encoding, Parameter, ParameterPlace, PathTemplate, Schema, Style, Type};
use crate::diagnostic::{Code, Diagnostic, Location};
use std::collections::HashMap;

impl Operations<'_> {
    /// Gives an operation the parameters that its path names, in the order of the path: one that is
    /// declared under another name gets that of the path, one that is not declared is a text, and
    /// one that the path does not name is left out. `path_at` is where the path stands, `at` where
    /// the operation does.
    pub(super) fn fit_path(
        &mut self,
        parameters: &mut Vec<Parameter>,
        path: &PathTemplate,
        path_at: Location,
        at: Location,
    ) {
        if super::path::is_faulty(path) {
            return;
        }
        let (mut undeclared, mut unused) = (undeclared(parameters, path), unused(parameters, path));
        // The path and its operations differ in one name: that is told of the path.
        if let ([name], [declared]) = (undeclared.as_slice(), unused.as_slice()) {
            self.rename(parameters, (name, path_at), declared);
            (undeclared, unused) = (Vec::new(), Vec::new());
        }
        for name in unused {
            self.leave_out(parameters, path, &name);
        }
        for name in undeclared {
            let message = format!("the path parameter `{name}` is not declared");
            let found = Diagnostic::new(Code::PathParameterUndeclared, at, message)
                .label(format!("declares no `{name}`, which is taken for a text"))
                .secondary(path_at, "the path")
                .help(format!("add a parameter `{name}` with `in: path` and `required: true`"));
            self.tell(found);
            parameters.push(text(name, at));
        }
        for parameter in parameters.iter_mut().filter(|it| is_in_path(it) && !it.required) {
            let message = format!("the path parameter `{}` is not required", parameter.name);
            let found =
                Diagnostic::new(Code::PathParameterNotRequired, parameter.location, message)
                    .label("lacks `required: true`")
                    .help("a path has all of its parts: add `required: true`");
            self.tell(found);
            parameter.required = true;
        }
        let order: HashMap<&str, usize> = path.parameters().zip(0..).collect();
        parameters.sort_by_key(|parameter| {
            let position = order.get(parameter.name.as_str()).copied().unwrap_or(usize::MAX);
            (parameter.place, if is_in_path(parameter) { position } else { 0 })
        });
    }

    fn rename(&mut self, parameters: &mut [Parameter], (name, at): (&str, Location), old: &str) {
        let declared = parameters.iter_mut().find(|it| is_in_path(it) && it.name == old);
        let Some(parameter) = declared else { return };
        let message = format!("the path names `{name}`, and `{old}` is declared");
        let found = Diagnostic::new(Code::PathParameterUndeclared, at, message)
            .label(format!("names `{name}`"))
            .secondary(parameter.location, format!("declares `{old}`, which is taken for it"))
            .help("give both the same name");
        parameter.name = name.to_owned();
        self.tell(found);
    }

    fn leave_out(&mut self, parameters: &mut Vec<Parameter>, path: &PathTemplate, name: &str) {
        for parameter in parameters.extract_if(.., |it| is_in_path(it) && it.name == name) {
            let message = format!("the path `{}` has no parameter `{name}`", path.text);
            let found = Diagnostic::new(Code::PathParameterUnused, parameter.location, message)
                .label("not in the path, and left out");
            self.tell(match self.document.nearest(name, path.parameters()) {
                Some(similar) => found.help(format!("did you mean `{similar}`?")),
                None => found
                    .help(format!("write `{{{name}}}` into the path, or take the parameter away")),
            });
        }
    }
}

fn is_in_path(parameter: &Parameter) -> bool {
    parameter.place == ParameterPlace::Path
}

/// The parameters that a path names, and no declaration is for.
fn undeclared(parameters: &[Parameter], path: &PathTemplate) -> Vec<String> {
    let is_declared = |name: &str| parameters.iter().any(|it| is_in_path(it) && it.name == name);
    let mut names: Vec<String> = Vec::new();
    for name in path.parameters().filter(|name| !is_declared(name)) {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// The parameters that are declared for a path, and that it does not name.
fn unused(parameters: &[Parameter], path: &PathTemplate) -> Vec<String> {
    let unused = parameters.iter().filter(|it| is_in_path(it));
    let unused = unused.filter(|it| path.parameters().all(|name| name != it.name));
    unused.map(|it| it.name.clone()).collect()
}

/// A parameter of which nothing but its name is known.
fn text(name: String, location: Location) -> Parameter {
    Parameter {
        name,
        place: ParameterPlace::Path,
        schema: Schema::of(Type::String, location),
        encoding: Encoding::Style { style: Style::Simple, explode: false, allow_reserved: false },
        required: true,
        docs: Docs::default(),
        deprecation: None,
        aliases: Vec::new(),
        location,
    }
}
