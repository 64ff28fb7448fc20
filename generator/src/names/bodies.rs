//! What an operation needs beside its method and its builder: a type for what comes back, one for a
//! form, and a method for each other media type of its body.

use super::members;
use super::model::{FormNames, OperationNames};
use super::reserved;
use crate::api::{Api, BodyKind, Content, Operation, form, preferred};
use crate::diagnostic::Diagnostics;
use std::collections::HashSet;

/// The names that are taken in the module of a group and on its handle.
pub(super) struct Taken {
    pub(super) methods: HashSet<String>,
    pub(super) types: HashSet<String>,
}

/// Names what the operation of that index needs.
pub(super) fn name(
    api: &Api,
    index: usize,
    names: &mut OperationNames,
    taken: &mut Taken,
    diagnostics: &Diagnostics,
) {
    let Some(operation) = api.operations.get(index) else { return };
    let builder = names.builder.trim_start_matches("r#").to_owned();
    let mut ty = |end: &str| {
        free(format!("{builder}{end}"), "Of", &mut taken.types, |name| {
            reserved::BUILDERS.contains(&name)
        })
    };
    if operation.successes().len() > 1 {
        names.response = ty("Answer");
    }
    let contents = operation.request.iter().flat_map(|body| &body.content);
    if let Some(object) = contents.clone().find_map(|content| form(api, content)) {
        let location = operation.location;
        // A type of the same properties has told what is to be told of their names.
        let quiet = Diagnostics::new();
        let is_model = contents.clone().count() > 1;
        let told = if is_model { &quiet } else { diagnostics };
        let (fields, _) = members::fields(object, location, told);
        names.form = FormNames { ident: ty("Form"), fields };
    }
    let method = names.method.trim_start_matches("r#").to_owned();
    names.others = others(operation)
        .map(|(at, kind)| {
            let wanted = format!("{method}_{}", word(kind));
            let reserved = |name: &str| reserved::group_methods().contains(&name);
            (at, free(wanted, "_body", &mut taken.methods, reserved))
        })
        .collect();
}

/// A name that is not taken, and is from now on.
fn free(
    wanted: String,
    end: &str,
    taken: &mut HashSet<String>,
    is_reserved: impl Fn(&str) -> bool,
) -> String {
    let mut name = wanted;
    while is_reserved(&name) || !taken.insert(name.clone()) {
        name.push_str(end);
    }
    name
}

/// The media types of the body that have a method of their own: one for each kind that the preferred
/// one is not.
fn others(operation: &Operation) -> impl Iterator<Item = (usize, BodyKind)> {
    let contents: &[Content] = operation.request.as_ref().map_or(&[], |body| &body.content);
    let mut seen: HashSet<BodyKind> = preferred(contents).map(Content::kind).into_iter().collect();
    let all = contents.iter().map(Content::kind).enumerate();
    all.filter(move |(_, kind)| seen.insert(*kind))
}

/// What the method for a kind of body ends with.
fn word(kind: BodyKind) -> &'static str {
    match kind {
        BodyKind::Json => "json",
        BodyKind::Form => "form",
        BodyKind::Multipart => "multipart",
        BodyKind::Text => "text",
        BodyKind::Bytes => "bytes",
        BodyKind::Events => "events",
    }
}
