//! What goes into a call: parameters and bodies, each an argument and a step that puts it there.

use super::context::Planner;
use super::{Argument, Conversion, Head, RustType, argument, deprecation, describe};
use crate::api::{
    self, BodyKind, Content, Encoding, MediaType, Parameter, ParameterPlace, Type, form,
};
use crate::names::{OperationNames, ParameterNames};

/// Something that a caller gives, and what a call does with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input<'a> {
    /// What of the operation it is.
    pub of: InputOf,
    /// The argument.
    pub argument: Argument<'a>,
    /// What the call does with it.
    pub step: Step<'a>,
}

/// What of an operation a caller gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InputOf {
    /// The parameter of that place in [`Operation::parameters`](crate::api::Operation::parameters).
    Parameter(usize),
    /// The body.
    Body,
}

/// What a call does with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// Writes a parameter.
    Parameter {
        /// Where it is written.
        place: ParameterPlace,
        /// Its name on the wire.
        name: &'a str,
        /// Its old names: two values that differ are an error.
        old_names: Vec<&'a str>,
        /// How it is written, where that is not the usual way of its place.
        style: Option<Style>,
    },
    /// Sends JSON, as `application/json` if no other media type is said.
    Json(Option<&'a str>),
    /// Sends the fields of a form; those that are written in another way than usual are named.
    Form(Vec<(&'a str, Style)>),
    /// Sends the parts of a form.
    Multipart,
    /// Sends bytes of that media type.
    Upload(&'a str),
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// The name of the style in the runtime: of `PathStyle`, `QueryStyle` or `HeaderStyle`, as the place
    /// has it.
    pub name: &'static str,
    /// Whether reserved characters are sent as they are; only in a query.
    pub keeps_reserved: bool,
}

/// A function of a call that gives something to it, and gives it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputSetter<'a> {
    /// Its name and docs.
    pub head: Head<'a>,
    /// What it takes, and what the call does with it.
    pub input: Input<'a>,
    /// The functions for its old names, in the order of
    /// [`Parameter::aliases`](crate::api::Parameter::aliases). They take the same argument.
    pub old: Vec<Head<'a>>,
}

/// A parameter that must be given.
pub(super) fn required<'a>(
    planner: &Planner<'a>,
    index: usize,
    parameter: &'a Parameter,
    names: &'a ParameterNames,
) -> Input<'a> {
    Input {
        of: InputOf::Parameter(index),
        argument: planner.borrowed(&parameter.schema, &names.ident),
        step: step(parameter),
    }
}

/// The function that sets a parameter that may be left out, and those of its old names.
pub(super) fn setter<'a>(
    planner: &Planner<'a>,
    index: usize,
    parameter: &'a Parameter,
    names: &'a ParameterNames,
) -> InputSetter<'a> {
    let Parameter { schema, deprecation, .. } = parameter;
    let name = names.ident.as_str();
    let words = || {
        let text = describe::schema(&parameter.docs, &schema.constraints, schema.default.as_ref());
        describe::with(text, deprecation::doc_line(deprecation.as_ref()), &parameter.name)
    };
    let replacement = deprecation.as_ref().and_then(|it| it.replacement.as_deref());
    InputSetter {
        head: Head {
            name,
            docs: planner.docs(words),
            deprecated: deprecation::deprecated(deprecation.as_ref(), replacement),
        },
        input: Input {
            of: InputOf::Parameter(index),
            argument: planner.optional(schema, name),
            step: step(parameter),
        },
        old: deprecation::old_heads(planner, &parameter.aliases, &names.aliases, name, name),
    }
}

fn step(parameter: &Parameter) -> Step<'_> {
    Step::Parameter {
        place: parameter.place,
        name: &parameter.name,
        old_names: parameter.aliases.iter().map(|old| old.name.as_str()).collect(),
        style: style(parameter),
    }
}

/// How a parameter is written, if not in the usual way of its place.
fn style(parameter: &Parameter) -> Option<Style> {
    let (style, explode, allow_reserved) = match &parameter.encoding {
        Encoding::Style { style, explode, allow_reserved } => (*style, *explode, *allow_reserved),
        Encoding::Content(media_type) => {
            let is_json = MediaType(media_type.clone()).is_json();
            let is_text = !is_json && parameter.schema.ty == Type::String;
            return (!is_text).then_some(Style { name: "Json", keeps_reserved: false });
        }
    };
    let is_usual = match parameter.place {
        ParameterPlace::Query => style == api::Style::Form && explode && !allow_reserved,
        ParameterPlace::Path => style == api::Style::Simple && !explode,
        ParameterPlace::Header => !explode,
        ParameterPlace::Cookie => !explode || is_one(parameter),
    };
    (!is_usual).then(|| Style::new(parameter.place, style, explode, allow_reserved))
}

/// Whether it is one cookie, exploded or not.
fn is_one(parameter: &Parameter) -> bool {
    let ty = &parameter.schema.ty;
    *ty == Type::String || (*ty != Type::Null && argument::is_small(&parameter.schema))
}

impl Style {
    /// The table of styles: each place has its own.
    fn new(place: ParameterPlace, style: api::Style, explode: bool, keeps_reserved: bool) -> Self {
        use api::Style::{DeepObject, Label, Matrix, PipeDelimited, SpaceDelimited};
        let name = match (place, style, explode) {
            (ParameterPlace::Path, Label, false) => "Label",
            (ParameterPlace::Path, Label, true) => "LabelExploded",
            (ParameterPlace::Path, Matrix, false) => "Matrix",
            (ParameterPlace::Path, Matrix, true) => "MatrixExploded",
            (ParameterPlace::Path | ParameterPlace::Header, _, false) => "Simple",
            (ParameterPlace::Path | ParameterPlace::Header, _, true) => "SimpleExploded",
            (ParameterPlace::Query, DeepObject, _) => "DeepObject",
            (ParameterPlace::Query, SpaceDelimited, false) => "SpaceDelimited",
            (ParameterPlace::Query, PipeDelimited, false) => "PipeDelimited",
            (ParameterPlace::Query | ParameterPlace::Cookie, _, false) => "Form",
            (ParameterPlace::Query | ParameterPlace::Cookie, _, true) => "FormExploded",
        };
        Self { name, keeps_reserved }
    }

    /// The type of the runtime that has the styles of a place.
    #[must_use]
    pub fn runtime(place: ParameterPlace) -> &'static str {
        match place {
            ParameterPlace::Path => "PathStyle",
            ParameterPlace::Query | ParameterPlace::Cookie => "QueryStyle",
            ParameterPlace::Header => "HeaderStyle",
        }
    }
}

/// Whether a body is taken as a value of its schema.
pub(super) fn takes_model(content: &Content) -> bool {
    match content.kind() {
        BodyKind::Json => true,
        BodyKind::Form => content.schema.is_some(),
        BodyKind::Multipart | BodyKind::Text | BodyKind::Bytes | BodyKind::Events => false,
    }
}

/// A body.
pub(super) fn body<'a>(
    planner: &Planner<'a>,
    content: &'a Content,
    names: &'a OperationNames,
) -> Input<'a> {
    let plain = |ty| Argument { name: "body", ty, conversion: Conversion::Plain };
    let media_type = media_type(content);
    let (argument, step) = match (content.kind(), &content.schema) {
        (BodyKind::Json, schema) => {
            let is_usual = media_type.eq_ignore_ascii_case("application/json");
            let argument = match schema {
                Some(schema) => planner.borrowed(schema, "body"),
                None => plain(RustType::reference(RustType::Json)),
            };
            (argument, Step::Json((!is_usual).then_some(media_type)))
        }
        (BodyKind::Form, Some(schema)) => {
            let ty = planner.borrowed(schema, "body").ty;
            (plain(ty), Step::Form(styles(content)))
        }
        (BodyKind::Multipart, _) => {
            let ty = match form(planner.api, content) {
                Some(_) => RustType::Local(&names.form.ident),
                None => RustType::into(RustType::Runtime("Form")),
            };
            (plain(ty), Step::Multipart)
        }
        _ => (plain(RustType::into(RustType::Runtime("Body"))), Step::Upload(media_type)),
    };
    Input { of: InputOf::Body, argument, step }
}

/// The media type of what is sent, and no range of them.
fn media_type(content: &Content) -> &str {
    match content.media_type.essence().as_str() {
        "*/*" | "application/*" if content.kind() == BodyKind::Json => "application/json",
        "*/*" | "application/*" if content.kind() == BodyKind::Text => "text/plain",
        essence if essence.ends_with("/*") => "application/octet-stream",
        _ => content.media_type.0.as_str(),
    }
}

/// The fields of a form that are written in another way than usual.
fn styles(content: &Content) -> Vec<(&str, Style)> {
    let styles = content.styles.iter().filter_map(|(name, encoding)| {
        let Encoding::Style { style, explode, allow_reserved } = encoding else { return None };
        let style = Style::new(ParameterPlace::Query, *style, *explode, *allow_reserved);
        Some((name.as_str(), style))
    });
    styles.collect()
}

#[cfg(test)]
mod tests {
    use super::{ParameterPlace, Style};
    use crate::api::Style::{
        DeepObject, Form, Label, Matrix, PipeDelimited, Simple, SpaceDelimited,
    };
    use ParameterPlace::{Cookie, Header, Path, Query};

    /// Each style that OpenAPI allows at a place, by its name as a value is one piece and as it is several.
    #[test]
    fn each_place_has_its_styles() {
        for (place, style, names) in [
            (Path, Simple, ["Simple", "SimpleExploded"]),
            (Path, Label, ["Label", "LabelExploded"]),
            (Path, Matrix, ["Matrix", "MatrixExploded"]),
            (Query, Form, ["Form", "FormExploded"]),
            (Query, DeepObject, ["DeepObject", "DeepObject"]),
            // Exploded, there is nothing left to put a delimiter between.
            (Query, SpaceDelimited, ["SpaceDelimited", "FormExploded"]),
            (Query, PipeDelimited, ["PipeDelimited", "FormExploded"]),
            (Header, Simple, ["Simple", "SimpleExploded"]),
            (Cookie, Form, ["Form", "FormExploded"]),
        ] {
            let found = [false, true].map(|explode| Style::new(place, style, explode, false).name);
            assert_eq!(found, names, "{place:?} {style:?}");
        }
    }
}
