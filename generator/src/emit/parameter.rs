//! Parameters and bodies: arguments of functions and setters of builders.

use super::code::ident;
use super::context::Context;
use super::rust_type::{self, Scope};
use super::{deprecation, describe, docs};
use crate::api::{
    BodyKind, Content, Encoding, MediaType, Parameter, ParameterPlace, Schema, Style, Type, form,
};
use crate::names::{OperationNames, ParameterNames};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// An argument, and what it adds to the call.
pub(super) struct Step {
    /// `name: Type`
    pub(super) argument: TokenStream,
    /// `.query("name", name)`
    pub(super) call: TokenStream,
}

/// What of the runtime a parameter needs.
pub(super) fn runtime(parameter: &Parameter) -> Vec<&'static str> {
    let Encoding::Style { style, explode, allow_reserved } = parameter.encoding else {
        return match parameter.place {
            _ if is_text(parameter) => Vec::new(),
            ParameterPlace::Query => vec!["QueryStyle", "Reserved"],
            ParameterPlace::Path => vec!["PathStyle"],
            ParameterPlace::Header => vec!["HeaderStyle"],
            ParameterPlace::Cookie => vec!["QueryStyle"],
        };
    };
    match parameter.place {
        ParameterPlace::Query if is_plain_query(style, explode, allow_reserved) => Vec::new(),
        ParameterPlace::Query => vec!["QueryStyle", "Reserved"],
        ParameterPlace::Path if style == Style::Simple && !explode => Vec::new(),
        ParameterPlace::Path => vec!["PathStyle"],
        ParameterPlace::Header if !explode => Vec::new(),
        ParameterPlace::Header => vec!["HeaderStyle"],
        ParameterPlace::Cookie if is_plain_cookie(parameter, explode) => Vec::new(),
        ParameterPlace::Cookie => vec!["QueryStyle"],
    }
}

/// Whether a parameter with a media type is text as it is.
fn is_text(parameter: &Parameter) -> bool {
    let Encoding::Content(media_type) = &parameter.encoding else { return false };
    !MediaType(media_type.clone()).is_json() && parameter.schema.ty == Type::String
}

/// Whether it is one cookie, exploded or not.
fn is_plain_cookie(parameter: &Parameter, explode: bool) -> bool {
    let is_one = matches!(
        parameter.schema.ty,
        Type::String
            | Type::Boolean
            | Type::Int32
            | Type::Int64
            | Type::UInt64
            | Type::Int128
            | Type::Float
            | Type::Double
            | Type::DateTime
            | Type::Date
            | Type::Time
    );
    is_one || !explode
}

fn is_plain_query(style: Style, explode: bool, allow_reserved: bool) -> bool {
    style == Style::Form && explode && !allow_reserved
}

/// A parameter that must be given.
pub(super) fn required(
    context: &Context<'_>,
    parameter: &Parameter,
    names: &ParameterNames,
) -> Step {
    let name = ident(&names.ident);
    let ty = rust_type::borrowed(context, &parameter.schema);
    let value =
        if rust_type::is_reference(&parameter.schema) { quote!(#name) } else { quote!(&#name) };
    Step { argument: quote!(#name: #ty), call: call(parameter, &value) }
}

/// The setter of a parameter that may be left out, and those of its old names.
pub(super) fn setters(
    context: &Context<'_>,
    parameter: &Parameter,
    names: &ParameterNames,
) -> Vec<TokenStream> {
    let name = ident(&names.ident);
    let (ty, value) = optional(context, &parameter.schema, &name);
    let text = describe::schema(
        &parameter.docs,
        &parameter.schema.constraints,
        parameter.schema.default.as_ref(),
    );
    let extra = deprecation::doc_line(parameter.deprecation.as_ref());
    let docs = docs::attributes(&describe::with(text, extra, &parameter.name));
    let deprecated = deprecation::attribute(
        parameter.deprecation.as_ref(),
        parameter.deprecation.as_ref().and_then(|it| it.replacement.as_deref()),
    );
    let call = call(parameter, &value);
    let mut all = vec![quote! {
        #docs
        #deprecated
        pub fn #name(self, #name: #ty) -> Self {
            Self { call: self.call #call }
        }
    }];
    for (old, setter) in parameter.aliases.iter().zip(&names.aliases) {
        let attribute = deprecation::old_name_attribute(old, &names.ident);
        let setter = ident(setter);
        let docs = deprecation::old_name_docs(old, &names.ident);
        all.push(quote! {
            #docs
            #attribute
            pub fn #setter(self, #name: #ty) -> Self {
                self.#name(#name)
            }
        });
    }
    all
}

/// The type of a setter's argument, and the reference to the value that is written.
fn optional(context: &Context<'_>, schema: &Schema, name: &Ident) -> (TokenStream, TokenStream) {
    let is_enum = context
        .named(schema)
        .is_some_and(|model| matches!(model.def.shape, crate::api::Shape::Enumeration(_)));
    match &schema.ty {
        Type::Array(items) if items.ty == Type::String => (
            quote!(&[impl AsRef<str>]),
            quote!(&#name.iter().map(AsRef::as_ref).collect::<Vec<&str>>()),
        ),
        _ if is_enum => (rust_type::without_null(context, schema, Scope::Api), quote!(&#name)),
        _ => {
            let ty = rust_type::borrowed(context, schema);
            if rust_type::is_reference(schema) { (ty, quote!(#name)) } else { (ty, quote!(&#name)) }
        }
    }
}

fn call(parameter: &Parameter, value: &TokenStream) -> TokenStream {
    let name = &parameter.name;
    if !parameter.aliases.is_empty() {
        return renamed_call(parameter, value);
    }
    let (style, explode, allow_reserved) = match &parameter.encoding {
        Encoding::Style { style, explode, allow_reserved } => (*style, *explode, *allow_reserved),
        Encoding::Content(_) if is_text(parameter) => (Style::Form, true, false),
        Encoding::Content(_) => {
            return match parameter.place {
                ParameterPlace::Query => {
                    quote!(.query_with(#name, #value, QueryStyle::Json, Reserved::Encode))
                }
                ParameterPlace::Path => quote!(.path_with(#name, #value, PathStyle::Json)),
                ParameterPlace::Header => quote!(.header_with(#name, #value, HeaderStyle::Json)),
                ParameterPlace::Cookie => quote!(.cookie_with(#name, #value, QueryStyle::Json)),
            };
        }
    };
    match parameter.place {
        ParameterPlace::Query if is_plain_query(style, explode, allow_reserved) => {
            quote!(.query(#name, #value))
        }
        ParameterPlace::Query => {
            let style = query_style(style, explode);
            let reserved = if allow_reserved { quote!(Keep) } else { quote!(Encode) };
            quote!(.query_with(#name, #value, QueryStyle::#style, Reserved::#reserved))
        }
        _ if is_text(parameter) => {
            let method = ident(match parameter.place {
                ParameterPlace::Path => "path",
                ParameterPlace::Query => "query",
                ParameterPlace::Header => "header",
                ParameterPlace::Cookie => "cookie",
            });
            quote!(.#method(#name, #value))
        }
        ParameterPlace::Path if style == Style::Simple && !explode => quote!(.path(#name, #value)),
        ParameterPlace::Path => {
            let style = path_style(style, explode);
            quote!(.path_with(#name, #value, PathStyle::#style))
        }
        ParameterPlace::Header if !explode => quote!(.header(#name, #value)),
        ParameterPlace::Header => quote!(.header_with(#name, #value, HeaderStyle::SimpleExploded)),
        ParameterPlace::Cookie if is_plain_cookie(parameter, explode) => {
            quote!(.cookie(#name, #value))
        }
        ParameterPlace::Cookie => {
            quote!(.cookie_with(#name, #value, QueryStyle::FormExploded))
        }
    }
}

/// The call of a query parameter that has old names: two values that differ are an error.
fn renamed_call(parameter: &Parameter, value: &TokenStream) -> TokenStream {
    let name = &parameter.name;
    let old = parameter.aliases.iter().map(|old| &old.name);
    let old = quote!(&[#(#old),*]);
    let (style, reserved) = match parameter.encoding {
        Encoding::Style { style, explode, allow_reserved } => {
            if is_plain_query(style, explode, allow_reserved) {
                return quote!(.query_renamed(#name, #old, #value));
            }
            (query_style(style, explode), if allow_reserved { "Keep" } else { "Encode" })
        }
        Encoding::Content(_) if is_text(parameter) => {
            return quote!(.query_renamed(#name, #old, #value));
        }
        Encoding::Content(_) => (ident("Json"), "Encode"),
    };
    let reserved = ident(reserved);
    quote! {
        .query_renamed_with(#name, #old, #value, QueryStyle::#style, Reserved::#reserved)
    }
}

fn query_style(style: Style, explode: bool) -> Ident {
    ident(match (style, explode) {
        (Style::DeepObject, _) => "DeepObject",
        (Style::SpaceDelimited, false) => "SpaceDelimited",
        (Style::PipeDelimited, false) => "PipeDelimited",
        (_, false) => "Form",
        (_, true) => "FormExploded",
    })
}

fn path_style(style: Style, explode: bool) -> Ident {
    ident(match (style, explode) {
        (Style::Label, false) => "Label",
        (Style::Label, true) => "LabelExploded",
        (Style::Matrix, false) => "Matrix",
        (Style::Matrix, true) => "MatrixExploded",
        (_, false) => "Simple",
        (_, true) => "SimpleExploded",
    })
}

/// Whether a body is taken as a value of its schema.
pub(super) fn takes_model(content: &Content) -> bool {
    match content.kind() {
        BodyKind::Json => true,
        BodyKind::Form => content.schema.is_some(),
        BodyKind::Multipart | BodyKind::Text | BodyKind::Bytes | BodyKind::Events => false,
    }
}

/// The argument for a body.
pub(super) fn body(context: &Context<'_>, content: &Content, names: &OperationNames) -> Step {
    let media_type = match content.media_type.essence().as_str() {
        // What is sent has a media type, and no range of them.
        "*/*" | "application/*" if content.kind() == BodyKind::Json => "application/json",
        "*/*" | "application/*" if content.kind() == BodyKind::Text => "text/plain",
        essence if essence.ends_with("/*") => "application/octet-stream",
        _ => content.media_type.0.as_str(),
    };
    match (content.kind(), &content.schema) {
        (BodyKind::Json, schema) => {
            let ty = match schema {
                Some(schema) => rust_type::borrowed(context, schema),
                None => quote!(&serde_json::Value),
            };
            let reference = schema.as_ref().is_none_or(rust_type::is_reference);
            let value = if reference { quote!(body) } else { quote!(&body) };
            let call = match media_type.eq_ignore_ascii_case("application/json") {
                true => quote!(.json(#value)),
                false => quote!(.json_as(#media_type, #value)),
            };
            Step { argument: quote!(body: #ty), call }
        }
        (BodyKind::Form, Some(schema)) => {
            let ty = rust_type::borrowed(context, schema);
            let styles = styles(content);
            let call = match styles.is_empty() {
                true => quote!(.form(body)),
                false => quote!(.form_with(body, &[#(#styles),*])),
            };
            Step { argument: quote!(body: #ty), call }
        }
        (BodyKind::Multipart, _) => {
            let ty = match form(context.api, content) {
                Some(_) => {
                    let name = ident(&names.form.ident);
                    quote!(#name)
                }
                None => quote!(impl Into<crate::Form>),
            };
            Step { argument: quote!(body: #ty), call: quote!(.multipart(body)) }
        }
        _ => Step {
            argument: quote!(body: impl Into<crate::Body>),
            call: quote!(.upload(#media_type, body)),
        },
    }
}

/// The fields of a form that are written in another way than usual.
fn styles(content: &Content) -> Vec<TokenStream> {
    let styles = content.styles.iter().filter_map(|(name, encoding)| {
        let Encoding::Style { style, explode, allow_reserved } = encoding else { return None };
        let style = query_style(*style, *explode);
        let reserved = ident(if *allow_reserved { "Keep" } else { "Encode" });
        Some(quote!((#name, QueryStyle::#style, Reserved::#reserved)))
    });
    styles.collect()
}
