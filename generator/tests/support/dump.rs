//! The API model as a short text, without places: what tests compare.

use generator::api::{
    Additional, Api, ApiKeyPlace, Constraints, Content, Deprecation, Docs, Encoding, Enumeration,
    OldName, Operation, Origin, Parameter, Property, Schema, SecurityRequirement,
    SecuritySchemeKind, Server, Shape, Struct, Type, TypeDef, TypeId, Union, Untyped,
};
use std::fmt::Write;

/// The whole model.
pub(crate) fn dump(api: &Api) -> String {
    let mut out = Dump { api, text: String::new() };
    out.head();
    for operation in &api.operations {
        out.operation(operation);
    }
    for (id, def) in api.types() {
        out.def(id, def);
    }
    out.text
}

struct Dump<'a> {
    api: &'a Api,
    text: String,
}

macro_rules! line {
    ($self:ident, $($words:tt)*) => {
        writeln!($self.text, $($words)*).unwrap()
    };
}

impl Dump<'_> {
    fn head(&mut self) {
        let api = self.api;
        line!(
            self,
            "api {:?} {}{}",
            api.title,
            api.version,
            words(&docs(None, api.description.as_deref()))
        );
        self.servers("", &api.servers);
        for (name, scheme) in &api.security_schemes {
            let kind = match &scheme.kind {
                SecuritySchemeKind::ApiKey { place, name } => {
                    let place = match place {
                        ApiKeyPlace::Header => "header",
                        ApiKeyPlace::Query => "query",
                        ApiKeyPlace::Cookie => "cookie",
                    };
                    format!("{place} {name}")
                }
                SecuritySchemeKind::Http { scheme } => format!("http {scheme}"),
                other => format!("{other:?}").to_lowercase(),
            };
            line!(
                self,
                "scheme {name}: {kind}{}",
                words(&docs(None, scheme.description.as_deref()))
            );
        }
        if !api.security.is_empty() {
            line!(self, "security {}", requirements(&api.security));
        }
        for (name, tag) in &api.tags {
            line!(self, "tag {name:?}{}", words(&docs(None, tag.description.as_deref())));
        }
    }

    fn servers(&mut self, indent: &str, servers: &[Server]) {
        for server in servers {
            line!(
                self,
                "{indent}server {}{}",
                server.url,
                words(&docs(None, server.description.as_deref()))
            );
            for (name, variable) in &server.variables {
                line!(self, "{indent}  {name} = {:?} of {:?}", variable.default, variable.values);
            }
        }
    }

    fn operation(&mut self, operation: &Operation) {
        line!(self, "");
        let id = operation.id.as_deref().unwrap_or("-");
        write!(self.text, "{} {} {id}", operation.method.wire(), operation.path.text).unwrap();
        if !operation.tags.is_empty() {
            write!(self.text, " tags={:?}", operation.tags).unwrap();
        }
        if let Some(group) = &operation.group {
            write!(self.text, " group={}", group.join(".")).unwrap();
        }
        if let Some(name) = &operation.method_name {
            write!(self.text, " method={name}").unwrap();
        }
        let summary = docs(operation.summary.as_deref(), operation.description.as_deref());
        line!(self, "{}{}", deprecation(operation.deprecation.as_ref()), words(&summary));
        self.servers("  ", &operation.servers);
        if let Some(security) = &operation.security {
            line!(self, "  security {}", requirements(security));
        }
        for parameter in &operation.parameters {
            self.parameter(parameter);
        }
        if let Some(body) = &operation.request {
            let must = if body.required { "!" } else { "?" };
            line!(self, "  request{must}{}", words(&docs(None, body.description.as_deref())));
            self.contents(&body.content);
        }
        for response in &operation.responses {
            let status = response.status;
            line!(self, "  {status}{}", words(&docs(None, Some(&response.description))));
            self.contents(&response.content);
            for (name, schema) in &response.headers {
                line!(self, "    header {name}: {}", self.schema(schema));
            }
        }
    }

    fn parameter(&mut self, parameter: &Parameter) {
        let must = if parameter.required { "!" } else { "?" };
        let encoding = match &parameter.encoding {
            Encoding::Style { style, explode, allow_reserved } => {
                let explode = if *explode { " explode" } else { "" };
                let reserved = if *allow_reserved { " reserved" } else { "" };
                format!("{style:?}{explode}{reserved}").to_lowercase()
            }
            Encoding::Content(media_type) => media_type.clone(),
        };
        let place = format!("{:?}", parameter.place).to_lowercase();
        let end = deprecation(parameter.deprecation.as_ref());
        let schema = self.schema(&parameter.schema);
        line!(
            self,
            "  {place} {}{must}: {schema} ({encoding}){end}{}",
            parameter.name,
            words(&parameter.docs)
        );
        self.old_names("    ", &parameter.aliases);
    }

    fn contents(&mut self, contents: &[Content]) {
        for content in contents {
            let what = match (&content.envelope, &content.schema) {
                (Some(envelope), _) => {
                    let result = envelope
                        .result
                        .as_ref()
                        .map_or("nothing".into(), |schema| self.schema(schema));
                    let page = envelope
                        .page_info
                        .as_ref()
                        .map(|schema| format!(", page {}", self.schema(schema)));
                    format!("envelope of {result}{}", page.unwrap_or_default())
                }
                (None, Some(schema)) => self.schema(schema),
                (None, None) => "unsaid".into(),
            };
            line!(self, "    {}: {what}", content.media_type.0);
            for (part, media_type) in &content.parts {
                line!(self, "      part {part}: {media_type}");
            }
            for example in &content.examples {
                line!(
                    self,
                    "      example {}: {}",
                    example.name.as_deref().unwrap_or("-"),
                    example.value
                );
            }
        }
    }

    fn def(&mut self, id: TypeId, def: &TypeDef) {
        line!(self, "");
        let (name, end, docs) =
            (self.name(id), deprecation(def.deprecation.as_ref()), words(&def.docs));
        match &def.shape {
            Shape::Struct(object) => {
                line!(self, "struct {name}{}{end}{docs}", constraints(&object.constraints));
                self.object(object);
            }
            Shape::Enumeration(enumeration) => {
                line!(self, "enum {name}: {}{end}{docs}", self.ty(&enumeration.base));
                self.enumeration(enumeration);
            }
            Shape::Union(union) => {
                let kind = if union.exclusive { "oneOf" } else { "anyOf" };
                let by = union.discriminator.as_ref().map(|by| {
                    let how = if by.declared { "declared" } else { "found" };
                    format!(" by {} ({how})", by.property)
                });
                line!(self, "union {name} {kind}{}{end}{docs}", by.unwrap_or_default());
                self.union(union);
            }
            Shape::Text(rules) => line!(self, "text {name}{}{end}{docs}", constraints(rules)),
            Shape::Alias(alias) => {
                line!(self, "alias {name} = {}{end}", self.schema(&alias.schema))
            }
        }
    }

    fn object(&mut self, object: &Struct) {
        for property in &object.properties {
            self.property(property);
        }
        match &object.additional {
            Additional::Unsaid => {}
            Additional::Forbidden => line!(self, "  no others"),
            Additional::Allowed(schema) => line!(self, "  others: {}", self.schema(schema)),
        }
    }

    fn property(&mut self, property: &Property) {
        let must = if property.required { "!" } else { "?" };
        let mut flags = String::new();
        if property.read_only {
            flags += " readonly";
        }
        if property.write_only {
            flags += " writeonly";
        }
        let end = deprecation(property.deprecation.as_ref());
        line!(self, "  {}{must}: {}{flags}{end}", property.name, self.schema(&property.schema));
        self.old_names("    ", &property.aliases);
    }

    fn old_names(&mut self, indent: &str, names: &[OldName]) {
        for old in names {
            line!(
                self,
                "{indent}once {}{}{}",
                old.name,
                deprecation(old.deprecation.as_ref()),
                words(&old.docs)
            );
        }
    }

    fn enumeration(&mut self, enumeration: &Enumeration) {
        for value in &enumeration.values {
            let end = deprecation(value.deprecation.as_ref());
            line!(
                self,
                "  {}{end}{}",
                value.value,
                words(&docs(None, value.description.as_deref()))
            );
        }
    }

    fn union(&mut self, union: &Union) {
        for variant in &union.variants {
            let name = variant.name.as_deref().unwrap_or("-");
            let tags = if variant.tags.is_empty() {
                String::new()
            } else {
                format!(" tags={:?}", variant.tags)
            };
            line!(self, "  {name:?}: {}{tags}", self.schema(&variant.schema));
        }
    }

    fn schema(&self, schema: &Schema) -> String {
        let null = if schema.nullable { " | null" } else { "" };
        let default =
            schema.default.as_ref().map(|value| format!(" = {value}")).unwrap_or_default();
        let rules = constraints(&schema.constraints);
        format!("{}{null}{rules}{default}{}", self.ty(&schema.ty), words(&schema.docs))
    }

    fn ty(&self, ty: &Type) -> String {
        match ty {
            Type::Untyped(Untyped::Open) => "any".into(),
            Type::Untyped(Untyped::OpenObject) => "object".into(),
            Type::Untyped(Untyped::Unsupported) => "unsupported".into(),
            Type::Named(id) => self.name(*id),
            Type::Array(items) => format!("[{}]", self.schema(items)),
            Type::Map(values) => format!("{{{}}}", self.schema(values)),
            Type::Tuple(places) => {
                let places: Vec<_> = places.iter().map(|place| self.schema(place)).collect();
                format!("({})", places.join(", "))
            }
            other => format!("{other:?}").to_lowercase(),
        }
    }

    fn name(&self, id: TypeId) -> String {
        match self.api.get(id).map(|def| &def.origin) {
            None => "missing".into(),
            Some(Origin::Component(name)) => name.clone(),
            Some(Origin::Inside { parent, path }) => {
                format!("{}/{}", self.name(*parent), path.join("/"))
            }
            Some(Origin::Shared { section, name, role }) => {
                let role: String = role.iter().map(|word| format!("/{word}")).collect();
                format!("<{} {name}>{role}", format!("{section:?}").to_lowercase())
            }
            Some(Origin::Operation { path, method, role }) => {
                format!("<{method} {path}>/{}", role.join("/"))
            }
        }
    }
}

fn docs(title: Option<&str>, description: Option<&str>) -> Docs {
    Docs {
        title: title.map(Into::into),
        description: description.map(Into::into),
        examples: Vec::new(),
    }
}

/// Words on one line, shortened.
fn words(docs: &Docs) -> String {
    let mut text = String::new();
    for part in [&docs.title, &docs.description].into_iter().flatten() {
        let line = part.split_whitespace().collect::<Vec<_>>().join(" ");
        let short: String = line.chars().take(40).collect();
        let dots = if short.len() < line.len() { "…" } else { "" };
        text += &format!(" // {short}{dots}");
    }
    for example in &docs.examples {
        text += &format!(" e.g. {}", example.value);
    }
    text
}

fn constraints(all: &Constraints) -> String {
    let mut text = String::new();
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            text += &format!(" {name}={value}");
        }
    };
    add("minLength", all.min_length.map(|value| value.to_string()));
    add("maxLength", all.max_length.map(|value| value.to_string()));
    add("pattern", all.pattern.clone());
    add(
        if all.exclusive_minimum { "above" } else { "min" },
        all.minimum.map(|value| value.to_string()),
    );
    add(
        if all.exclusive_maximum { "below" } else { "max" },
        all.maximum.map(|value| value.to_string()),
    );
    add("multipleOf", all.multiple_of.map(|value| value.to_string()));
    add("minItems", all.min_items.map(|value| value.to_string()));
    add("maxItems", all.max_items.map(|value| value.to_string()));
    add("unique", all.unique_items.then(|| "true".into()));
    add("minProperties", all.min_properties.map(|value| value.to_string()));
    add("maxProperties", all.max_properties.map(|value| value.to_string()));
    add("format", all.format.clone());
    let values: Vec<_> = all.values.iter().map(ToString::to_string).collect();
    add("only", (!values.is_empty()).then(|| values.join("|")));
    text
}

fn deprecation(end: Option<&Deprecation>) -> String {
    let Some(end) = end else { return String::new() };
    let mut text = String::from(" DEPRECATED");
    if let Some(sunset) = &end.sunset {
        text += &format!(" until {}", sunset.date);
    }
    if let Some(replacement) = &end.replacement {
        text += &format!(" for {replacement}");
    }
    if let Some(reason) = &end.reason {
        text += &format!(" ({reason})");
    }
    text
}

fn requirements(all: &[SecurityRequirement]) -> String {
    let sets: Vec<_> = all
        .iter()
        .map(
            |one| {
                if one.schemes.is_empty() { "nothing".into() } else { one.schemes.join(" and ") }
            },
        )
        .collect();
    if sets.is_empty() { "nothing".into() } else { sets.join(" or ") }
}
