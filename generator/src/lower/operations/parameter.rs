//! Parameters.

use super::Operations;
use super::example::Examples;
use crate::api::{
    Deprecation, Docs, Encoding, Parameter, ParameterPlace, Schema, Section, Style, Untyped,
};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::lower::schemas::keywords::SchemaRef;
use crate::lower::schemas::place::{At, PlaceId, Root};
use crate::lower::types::deprecation::telling_in;
use crate::lower::types::old_name::Old;
use crate::openapi::Located;
use crate::openapi::extension::ALIAS_OF;
use openapiv3::{ParameterSchemaOrContent, PathStyle, QueryStyle, ReferenceOr};
use std::collections::HashMap;

/// Headers that OpenAPI (Parameter Object) says are ignored.
const IGNORED: [&str; 3] = ["accept", "content-type", "authorization"];

/// A parameter, and what it is an old name of.
pub(super) struct Declared {
    parameter: Parameter,
    alias_of: Option<(String, Location)>,
}

impl<'d> Operations<'d> {
    /// The parameters of an operation: its own, and those of the path that it does not declare anew.
    pub(super) fn parameters(
        &mut self,
        of_path: &[Located<'d, ReferenceOr<openapiv3::Parameter>>],
        own: &[Located<'d, ReferenceOr<openapiv3::Parameter>>],
        place: PlaceId,
    ) -> Vec<Parameter> {
        let mut all: HashMap<(ParameterPlace, String), Declared> = HashMap::new();
        for list in [of_path, own] {
            let mut here: HashMap<(ParameterPlace, String), Location> = HashMap::new();
            for found in list {
                let Some(declared) = self.parameter(*found, place) else {
                    continue;
                };
                let key = (declared.parameter.place, declared.parameter.name.clone());
                if let Some(first) = here.insert(key.clone(), found.at("name")) {
                    let message = format!("the parameter `{}` is declared twice", key.1);
                    let found =
                        Diagnostic::new(Code::ParameterDuplicate, found.at("name"), message)
                            .label("here again")
                            .secondary(first, "first here")
                            .help("remove one of the two, or give it another name");
                    self.tell(found);
                }
                all.insert(key, declared);
            }
        }
        let mut parameters = Vec::with_capacity(all.len());
        let mut old = Vec::new();
        for Declared { parameter, alias_of } in all.into_values() {
            match alias_of.filter(|_| parameter.place == ParameterPlace::Query) {
                Some((new, at)) => {
                    let required = parameter.required.then_some(parameter.location);
                    old.push(Old { property: parameter, new, at, required });
                }
                None => parameters.push(parameter),
            }
        }
        // An old name is one of a query parameter; one of that name in another place is another.
        let mut query: Vec<_> =
            parameters.extract_if(.., |one| one.place == ParameterPlace::Query).collect();
        old.sort_by(|one, other| one.property.name.cmp(&other.property.name));
        self.types.attach_old_names(&mut query, old);
        parameters.extend(query);
        parameters.sort_by(|one, other| (one.place, &one.name).cmp(&(other.place, &other.name)));
        parameters
    }

    /// A parameter; none where it is ignored, or a reference leads to nothing.
    fn parameter(
        &mut self,
        found: Located<'d, ReferenceOr<openapiv3::Parameter>>,
        place: PlaceId,
    ) -> Option<Declared> {
        let (parameter, shared) = self.item(found)?;
        let data = parameter.value.parameter_data_ref();
        let name = data.name.clone();
        let (wire, style, allow_reserved) = style(parameter.value);
        if wire == ParameterPlace::Header && IGNORED.contains(&name.to_ascii_lowercase().as_str()) {
            let message = format!("a header parameter `{name}` has no effect");
            let found =
                Diagnostic::new(Code::HeaderParameterIgnored, parameter.at("name"), message)
                    .label("ignored, as OpenAPI says")
                    .help("media types and security schemes give this header");
            self.tell(found);
            return None;
        }
        self.check_sendable(&name, wire, parameter.at("name"));
        let inner = match shared {
            Some(shared) => self.places().root(Root::Shared(Section::Parameter, shared)),
            None => self.places().part(place, &name),
        };
        let Value { schema, content, deprecation: inherited, alias_of } =
            self.value(Located::new(&data.format, parameter.node), inner);
        let encoding = match content {
            Some(media_type) => Encoding::Content(media_type),
            None => Encoding::Style {
                style,
                explode: data.explode.unwrap_or(style == Style::Form),
                allow_reserved,
            },
        };
        let examples = Examples { one: data.example.as_ref(), many: &data.examples };
        let docs = Docs {
            title: None,
            description: data.description.clone().filter(|text| !text.trim().is_empty()),
            examples: self.examples(parameter, examples),
        };
        let own_alias = parameter.node.get(ALIAS_OF);
        let alias_of = match own_alias {
            Some(node) => self
                .types
                .teller()
                .extension_text(node, ALIAS_OF)
                .map(|text| (text.into(), node.location)),
            None => alias_of,
        };
        let alias_of = self.alias_of_query(alias_of, wire);
        let deprecated = data.deprecated.unwrap_or(false) || alias_of.is_some();
        let said = data.description.as_deref();
        let telling = said.and_then(telling_in);
        let said = if alias_of.is_some() { telling.as_deref() } else { said };
        let own = self.types.deprecation(parameter.node, deprecated, said);
        let parameter = Parameter {
            name,
            place: wire,
            schema,
            encoding,
            required: data.required,
            docs,
            deprecation: own.or(inherited),
            aliases: Vec::new(),
            location: parameter.at("name"),
        };
        Some(Declared { parameter, alias_of })
    }

    /// Tells a name that no header or cookie can have: the call could never be sent.
    pub(super) fn check_sendable(&mut self, name: &str, place: ParameterPlace, at: Location) {
        let (fits, what, help): (fn(char) -> bool, _, _) = match place {
            ParameterPlace::Header => (is_token, "header", "use ASCII letters, digits and `-`"),
            ParameterPlace::Cookie => {
                (is_cookie, "cookie", "use ASCII letters, digits, `-` and `_`")
            }
            ParameterPlace::Query | ParameterPlace::Path => return,
        };
        // A name that is not there was told already.
        if name.chars().all(fits) {
            return;
        }
        let message = format!("`{name}` cannot be the name of a {what}");
        let found = Diagnostic::new(Code::InvalidValue, at, message)
            .label("has characters that are not allowed in one")
            .help(help);
        self.tell(found);
    }

    /// What a query parameter is an old name of; other parameters have no old names.
    fn alias_of_query(
        &mut self,
        alias_of: Option<(String, Location)>,
        place: ParameterPlace,
    ) -> Option<(String, Location)> {
        let (name, at) = alias_of?;
        if place == ParameterPlace::Query {
            return Some((name, at));
        }
        let found = Diagnostic::new(
            Code::MemberIgnored,
            at,
            "`x-alias-of` stands on a parameter that is not sent in the query",
        )
        .label("has no effect")
        .help("only properties and query parameters have old names");
        self.tell(found);
        None
    }

    /// What a parameter or a header holds.
    pub(super) fn value(
        &mut self,
        format: Located<'d, ParameterSchemaOrContent>,
        place: PlaceId,
    ) -> Value {
        match format.value {
            ParameterSchemaOrContent::Schema(schema) => {
                let found = format.member("schema", schema);
                let lowered = self.types.lower_schema(SchemaRef::new(found, At::here(place)));
                Value {
                    schema: lowered.schema,
                    content: None,
                    deprecation: lowered.annotation.deprecation,
                    alias_of: lowered.annotation.alias_of,
                }
            }
            ParameterSchemaOrContent::Content(content) => {
                let mut entries: Vec<_> = format.entries("content", content).collect();
                entries.sort_unstable_by_key(|entry| entry.name);
                let entry = entries.first();
                let schema = entry.and_then(|entry| {
                    Some(entry.value.member("schema", entry.value.value.schema.as_ref()?))
                });
                let schema = match schema {
                    Some(found) => {
                        self.types.lower_schema(SchemaRef::new(found, At::here(place))).schema
                    }
                    None => Schema::untyped(Untyped::Open, format.location()),
                };
                let content = entry.map(|entry| entry.name.to_owned());
                Value { schema, content, deprecation: None, alias_of: None }
            }
        }
    }
}

/// What a parameter or a header holds, and how it is written where no style says it.
pub(super) struct Value {
    pub(super) schema: Schema,
    /// The media type of a parameter that is a document.
    content: Option<String>,
    deprecation: Option<Deprecation>,
    alias_of: Option<(String, Location)>,
}

/// Whether the name of a header can have a character (RFC 9110, section 5.6.2).
fn is_token(character: char) -> bool {
    character.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(character)
}

/// Whether the name of a cookie can have a character, as servers read them.
fn is_cookie(character: char) -> bool {
    character.is_ascii_graphic() && !"=;,\"\\".contains(character)
}

/// Where a parameter is sent, its style, and whether reserved characters stay.
fn style(parameter: &openapiv3::Parameter) -> (ParameterPlace, Style, bool) {
    use openapiv3::Parameter as Any;
    match parameter {
        Any::Query { style, allow_reserved, .. } => {
            (ParameterPlace::Query, query_style(style), *allow_reserved)
        }
        Any::Header { .. } => (ParameterPlace::Header, Style::Simple, false),
        Any::Path { style, .. } => {
            let style = match style {
                PathStyle::Matrix => Style::Matrix,
                PathStyle::Label => Style::Label,
                PathStyle::Simple => Style::Simple,
            };
            (ParameterPlace::Path, style, false)
        }
        Any::Cookie { .. } => (ParameterPlace::Cookie, Style::Form, false),
    }
}

/// The style of a query parameter, or of a field of a form.
pub(super) fn query_style(style: &QueryStyle) -> Style {
    match style {
        QueryStyle::Form => Style::Form,
        QueryStyle::SpaceDelimited => Style::SpaceDelimited,
        QueryStyle::PipeDelimited => Style::PipeDelimited,
        QueryStyle::DeepObject => Style::DeepObject,
    }
}
