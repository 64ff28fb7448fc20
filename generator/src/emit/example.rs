//! Examples of calls, built from the document's own examples. They compile as doc tests.

use super::code::ident;
use super::context::Context;
use super::operation::Emitter;
use super::reply::Reply;
use crate::api::{
    BodyKind, Content, Docs, Files, Parameter, Schema, Shape, Struct, Type, TypeId, Untyped, files,
    form,
};
use crate::names::{FieldNames, GroupNames, TypeNames};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;
use std::collections::BTreeSet;

/// How deep an example goes; a document that nests deeper gets none.
const DEPTH: u32 = 12;

/// A call as it is written in a function that has a `client`.
pub(super) struct CallExample {
    /// The `use` of what it mentions.
    pub(super) imports: Vec<String>,
    /// The statements.
    pub(super) statements: Vec<String>,
}

/// An example of a call; none where the document says too little to make one.
pub(super) fn call(emitter: &Emitter<'_>) -> Option<CallExample> {
    let mut writer = Writer { context: emitter.context, models: BTreeSet::new(), owned: false };
    let statements = writer.statements(emitter)?;
    let crate_name = ident(&super::package::library_name(emitter.context));
    let models: Vec<_> = writer.models.iter().map(|name| ident(name)).collect();
    let imports = match models.as_slice() {
        [] => TokenStream::new(),
        [only] => quote! { use #crate_name::models::#only; },
        _ => quote! { use #crate_name::models::{#(#models),*}; },
    };
    Some(CallExample { imports: body_of(imports)?, statements: body_of(statements)? })
}

/// The lines of an `# Example` section; none where no example can be made.
pub(super) fn section(emitter: &Emitter<'_>) -> Vec<String> {
    let Some(example) = call(emitter) else {
        return Vec::new();
    };
    let library = super::package::library_name(emitter.context);
    let mut lines = vec![
        String::new(),
        "# Example".to_owned(),
        String::new(),
        "```no_run".to_owned(),
        format!(
            "# async fn example(client: {library}::Client) -> Result<(), Box<dyn std::error::Error>> {{"
        ),
    ];
    if !example.imports.is_empty() {
        lines.extend(example.imports);
        lines.push(String::new());
    }
    lines.extend(example.statements);
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

/// The statements as they are written in a function, without its indentation.
fn body_of(statements: TokenStream) -> Option<Vec<String>> {
    let file = syn::parse2(quote! { fn example() { #statements } }).ok()?;
    let text = prettyplease::unparse(&file);
    let body = text.lines().skip(1);
    let mut lines: Vec<String> =
        body.map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned()).collect();
    lines.pop();
    Some(lines)
}

struct Writer<'a> {
    context: &'a Context<'a>,
    models: BTreeSet<String>,
    /// Whether the lists that are written belong to a model, which keeps their texts.
    owned: bool,
}

impl<'a> Writer<'a> {
    fn statements(&mut self, emitter: &Emitter<'a>) -> Option<TokenStream> {
        let mut lets = TokenStream::new();
        let mut arguments = Vec::new();
        for (parameter, names) in emitter.parameters().filter(|(it, _)| it.required) {
            let name = ident(&names.ident);
            let value = self.parameter(parameter)?;
            match self.context.named(&parameter.schema) {
                Some(model) => {
                    let ty = self.mention(model.names);
                    lets.extend(quote! { let #name: #ty = #value; });
                    arguments.push(quote!(&#name));
                }
                None => arguments.push(self.inline_argument(&parameter.schema, value)),
            }
        }
        if let Some((_, content)) = emitter.body().filter(|(body, _)| body.required) {
            let (value, by_reference) = self.body(emitter, content)?;
            lets.extend(quote! { let body = #value; });
            arguments.push(if by_reference { quote!(&body) } else { quote!(body) });
        }
        let mut path = vec![emitter.group];
        while let Some(parent) = path.last().and_then(|group| group.parent) {
            path.push(self.context.names.group(parent)?);
        }
        let accessors = path.iter().rev().map(|group: &&GroupNames| {
            let accessor = ident(&group.accessor);
            quote!(.#accessor())
        });
        let method = ident(&emitter.names.method);
        let call = quote!(client #(#accessors)* .#method(#(#arguments),*));
        Some(match emitter.reply() {
            Reply::Nothing => quote! { #lets #call.await?; },
            Reply::Page(_) => quote! {
                #lets
                let mut items = #call.items();
                while let Some(item) = items.try_next().await? {
                    println!("{item:?}");
                }
            },
            Reply::Events(_) => quote! {
                #lets
                let mut events = #call.events();
                while let Some(event) = events.try_next().await? {
                    println!("{:?}", event.data);
                }
            },
            _ => quote! {
                #lets
                let answer = #call.await?;
                println!("{answer:?}");
            },
        })
    }

    /// What is passed in place where no model has to be named.
    fn inline_argument(&self, schema: &Schema, value: TokenStream) -> TokenStream {
        match &schema.ty {
            Type::String | Type::Base64 | Type::Binary => value,
            _ if super::rust_type::is_reference(schema) => quote!(&#value),
            _ => value,
        }
    }

    fn mention(&mut self, names: &TypeNames) -> TokenStream {
        self.models.insert(names.ident.clone());
        let name = ident(&names.ident);
        quote!(#name)
    }

    fn parameter(&mut self, parameter: &Parameter) -> Option<TokenStream> {
        let own = first(&parameter.docs);
        let value = own.or_else(|| self.example_of(&parameter.schema));
        self.value(&parameter.schema, value.as_ref(), &parameter.name, DEPTH)
    }

    /// The body, and whether the call borrows it.
    fn body(&mut self, emitter: &Emitter<'a>, content: &'a Content) -> Option<(TokenStream, bool)> {
        if content.kind() == BodyKind::Multipart {
            return Some((self.form(emitter, content)?, false));
        }
        if !super::parameter::takes_model(content) {
            return Some((quote!("..."), false));
        }
        let schema = content.schema.as_ref()?;
        let given = content.examples.first().map(|example| example.value.clone());
        let value = given.or_else(|| self.example_of(schema));
        let tokens = self.value(schema, value.as_ref(), "body", DEPTH)?;
        let by_reference = super::rust_type::is_reference(schema)
            && !matches!(schema.ty, Type::String | Type::Base64 | Type::Binary);
        Some((tokens, by_reference))
    }

    /// A form with what it must have.
    fn form(&mut self, emitter: &Emitter<'a>, content: &'a Content) -> Option<TokenStream> {
        let library = ident(&super::package::library_name(self.context));
        let Some(object) = form(self.context.api, content) else {
            return Some(quote!(#library::Form::new()));
        };
        let given = content.examples.first().map(|example| &example.value);
        let group = emitter.group.path.iter().map(|part| ident(part));
        let name = ident(&emitter.names.form.ident);
        let ty = quote!(#library::api::#(#group::)*#name);
        let required = |it: &&crate::api::Property| it.required && !it.read_only;
        let mut arguments = Vec::new();
        for property in object.properties.iter().filter(required) {
            let media_type = content.parts.get(&property.name).map(String::as_str);
            let file = quote!(#library::Part::from_path("path/to/file")?);
            let value = given.and_then(|value| value.get(&property.name));
            arguments.push(match files(self.context.api, &property.schema, media_type) {
                Some(Files::One) => file,
                Some(Files::Many) => quote!([#file]),
                None => {
                    let outer = std::mem::replace(&mut self.owned, true);
                    let value = self.value(&property.schema, value, &property.name, DEPTH);
                    self.owned = outer;
                    value?
                }
            });
        }
        Some(match arguments.as_slice() {
            [] => quote!(#ty::default()),
            _ => quote!(#ty::new(#(#arguments),*)),
        })
    }

    /// An example that the schema or its type gives.
    fn example_of(&self, schema: &Schema) -> Option<Value> {
        first(&schema.docs).or_else(|| {
            let model = self.context.named(schema)?;
            first(&model.def.docs)
        })
    }

    /// An expression for a value: the given one, or one that would do.
    fn value(
        &mut self,
        schema: &Schema,
        value: Option<&Value>,
        name: &str,
        depth: u32,
    ) -> Option<TokenStream> {
        let depth = depth.checked_sub(1)?;
        Some(match &schema.ty {
            Type::Boolean => {
                let flag = value.and_then(Value::as_bool).unwrap_or(true);
                quote!(#flag)
            }
            Type::Int32 | Type::Int64 | Type::Int128 => {
                let literal = value.and_then(Value::as_i64).unwrap_or(1);
                let literal: TokenStream = literal.to_string().parse().ok()?;
                literal
            }
            Type::UInt64 => {
                let literal = Literal::u64_unsuffixed(value.and_then(Value::as_u64).unwrap_or(1));
                quote!(#literal)
            }
            Type::Float | Type::Double => {
                let number = value.and_then(Value::as_f64).filter(|it| it.is_finite());
                let literal: TokenStream = format!("{:?}", number.unwrap_or(1.0)).parse().ok()?;
                literal
            }
            Type::String | Type::Base64 | Type::Binary => {
                let text = value.and_then(Value::as_str).unwrap_or(name);
                quote!(#text)
            }
            Type::DateTime => parsed(value, "2030-01-01T00:00:00Z"),
            Type::Date => parsed(value, "2030-01-01"),
            Type::Time => parsed(value, "12:00:00"),
            Type::Untyped(Untyped::OpenObject) => match value {
                Some(Value::Object(map)) if !map.is_empty() => from_json(value)?,
                _ => quote!(serde_json::Map::new()),
            },
            Type::Array(items) => {
                let outer = self.owned;
                self.owned |= matches!(items.ty, Type::Array(_));
                let values = match value {
                    Some(Value::Array(values)) if !values.is_empty() => values
                        .iter()
                        .map(|item| self.value(items, Some(item), name, depth))
                        .collect::<Option<Vec<_>>>()?,
                    _ => vec![self.value(items, None, name, depth)?],
                };
                self.owned = outer;
                // What is converted at the top is converted once, and not what is inside.
                match &items.ty {
                    Type::String if !self.owned => quote!([#(#values),*]),
                    Type::String | Type::Base64 | Type::Binary => quote!([#(#values.to_owned()),*]),
                    Type::Array(_) => quote!([#(Vec::from(#values)),*]),
                    _ => quote!([#(#values),*]),
                }
            }
            Type::Named(id) => self.model(*id, value, name, depth)?,
            Type::Untyped(_) | Type::Map(_) | Type::Tuple(_) | Type::Null => from_json(value)?,
        })
    }

    fn model(
        &mut self,
        id: TypeId,
        value: Option<&Value>,
        name: &str,
        depth: u32,
    ) -> Option<TokenStream> {
        let model = self.context.model(id)?;
        let own = first(&model.def.docs);
        let value = value.or(own.as_ref());
        match &model.def.shape {
            Shape::Text(constraints) => {
                let most = constraints.max_length.unwrap_or(u64::MAX);
                let most = usize::try_from(most).unwrap_or(usize::MAX);
                let made: String = name.chars().take(most).collect();
                Some(parsed(value, &made))
            }
            Shape::Enumeration(enumeration) => {
                let mut known = enumeration.values.iter().zip(&model.names.variants);
                let wanted = known
                    .clone()
                    .find(|(it, _)| Some(&it.value) == value && it.deprecation.is_none());
                let (_, variant) =
                    wanted.or_else(|| known.find(|(it, _)| it.deprecation.is_none()))?;
                let (ty, variant) = (self.mention(model.names), ident(variant));
                Some(quote!(#ty::#variant))
            }
            Shape::Struct(object) => self.record(object, model.names, value, depth),
            Shape::Alias(_) | Shape::Union(_) => from_json(value),
        }
    }

    fn record(
        &mut self,
        object: &Struct,
        names: &TypeNames,
        value: Option<&Value>,
        depth: u32,
    ) -> Option<TokenStream> {
        let ty = self.mention(names);
        let outer = std::mem::replace(&mut self.owned, true);
        let mut arguments = Vec::new();
        let mut setters = TokenStream::new();
        let fields = object.properties.iter().zip(&names.fields);
        for (property, field) in fields {
            // An example may be as old as one of the old names.
            let mut known =
                std::iter::once(&property.name).chain(property.aliases.iter().map(|old| &old.name));
            let given = value.and_then(|value| known.find_map(|name| value.get(name)));
            if property.fixed.is_some() {
                continue;
            }
            if property.required && !property.read_only {
                let argument = self.value(&property.schema, given, &property.name, depth)?;
                arguments.push(match &property.schema {
                    Schema { nullable: false, .. } => argument,
                    Schema { ty: Type::String | Type::Base64 | Type::Binary, .. } => {
                        quote!(Some(#argument.into()))
                    }
                    Schema { ty: Type::Array(_), .. } => quote!(Some(Vec::from(#argument))),
                    _ => quote!(Some(#argument)),
                });
            } else if let Some(given) = given.filter(|it| !it.is_null())
                && property.deprecation.is_none()
            {
                let argument = self.value(&property.schema, Some(given), &property.name, depth)?;
                setters.extend(setter(field, &argument));
            }
        }
        self.owned = outer;
        Some(quote!(#ty::new(#(#arguments),*) #setters))
    }
}

fn setter(field: &FieldNames, argument: &TokenStream) -> TokenStream {
    let setter = ident(&field.setter);
    quote!(.#setter(#argument))
}

fn first(docs: &Docs) -> Option<Value> {
    docs.examples.first().map(|example| example.value.clone())
}

fn parsed(value: Option<&Value>, fallback: &str) -> TokenStream {
    let text = value.and_then(Value::as_str).unwrap_or(fallback);
    quote!(#text.parse()?)
}

fn from_json(value: Option<&Value>) -> Option<TokenStream> {
    let text = value?.to_string();
    Some(quote!(serde_json::from_str(#text)?))
}
