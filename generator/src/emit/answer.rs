//! What comes back, beside the value of a call: a type for several statuses, bytes as they come,
//! server-sent events, and the bodies of errors.

use super::code::{ident, spaced};
use super::operation::Emitter;
use super::reply::{self, Reply};
use super::rust_type::{self, Scope};
use super::{deprecation, docs};
use crate::api::{ParameterPlace, Schema, Shape, StatusRange, Type};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// What a status is called.
fn variant(status: StatusRange) -> Ident {
    ident(match status {
        StatusRange::Code(200) => "Ok",
        StatusRange::Code(201) => "Created",
        StatusRange::Code(202) => "Accepted",
        StatusRange::Code(203) => "NonAuthoritativeInformation",
        StatusRange::Code(204) => "NoContent",
        StatusRange::Code(205) => "ResetContent",
        StatusRange::Code(206) => "PartialContent",
        StatusRange::Code(207) => "MultiStatus",
        StatusRange::Code(208) => "AlreadyReported",
        StatusRange::Code(226) => "ImUsed",
        StatusRange::Code(code) => return ident(&format!("Status{code}")),
        StatusRange::Class(_) | StatusRange::Default => "Success",
    })
}

impl Emitter<'_> {
    /// The type of the answer, where that depends on the status, and how it is read.
    pub(super) fn answer_type(&self) -> Option<TokenStream> {
        let Reply::ByStatus(replies) = self.reply() else { return None };
        let name = ident(&self.names.response);
        let builder = self.names.builder.trim_start_matches("r#");
        let docs = docs::attributes(&docs::wrap(&format!(
            "What [`{builder}`] gives: the status says which."
        )));
        let deprecated = deprecation::attribute(self.operation.deprecation.as_ref(), None);
        let answers = self.operation.successes();
        let mut variants = Vec::new();
        let mut arms = Vec::new();
        let mut any = None;
        for ((status, reply), answer) in replies.iter().zip(answers) {
            let variant = variant(*status);
            let text = docs::lines(&answer.description);
            let text = if text.is_empty() { vec![format!("{}.", word(*status))] } else { text };
            let lines = docs::join([text, vec![format!("The status is {}.", word(*status))]]);
            let docs = docs::attributes(&lines);
            let (ty, read) = reply.read(self.context);
            let read = ident(read);
            let (shape, make) = match reply {
                Reply::Nothing => (quote!(), quote!(.map(|()| Self::#variant))),
                _ => (quote!((#ty)), quote!(.map(Self::#variant))),
            };
            variants.push(quote! { #docs #variant #shape, });
            let value = quote!(read::<_, crate::runtime::#read>(reply) #make);
            match status {
                StatusRange::Code(code) => {
                    let code = proc_macro2::Literal::u16_unsuffixed(*code);
                    arms.push(quote! { #code => #value, });
                }
                StatusRange::Class(_) | StatusRange::Default => any = Some(value),
            }
        }
        let other = any.unwrap_or_else(|| {
            variants.push(quote! {
                /// A status of success that the API does not document, with the whole response.
                Other(crate::RawResponse),
            });
            quote!(Ok(Self::Other(reply.raw.clone())))
        });
        let definition = quote! {
            #docs
            #deprecated
            #[derive(Clone, Debug)]
            #[non_exhaustive]
            #[allow(clippy::large_enum_variant, reason = "there is one of it a call")]
            pub enum #name { #(#variants)* }
        };
        let implementation = quote! {
            impl crate::runtime::FromStatus for #name {
                fn from_status(
                    status: u16,
                    reply: &mut crate::runtime::Reply,
                ) -> Result<Self, crate::Error> {
                    use crate::runtime::read;
                    match status {
                        #(#arms)*
                        _ => #other,
                    }
                }
            }
        };
        Some(spaced([definition, implementation]))
    }

    /// The methods that read the answer in another way than as a value.
    pub(super) fn readers(&self) -> Vec<TokenStream> {
        self.stream().into_iter().chain(self.events()).collect()
    }

    fn stream(&self) -> Option<TokenStream> {
        let alternatives = reply::alternatives(self.operation);
        let main = matches!(self.reply(), Reply::Bytes | Reply::Text);
        if !main && alternatives.is_empty() {
            return None;
        }
        let accept = reply::accept(self.operation, &self.reply());
        let mut types: Vec<&str> = if main { accept.split(", ").collect() } else { Vec::new() };
        types.extend(alternatives);
        let list: Vec<String> = types.iter().map(|name| docs::code(name)).collect();
        let mut lines = docs::wrap(
            "Sends the call, and leaves the body to be read as it comes. It has no limit of size.",
        );
        lines.push(String::new());
        lines.extend(docs::wrap(&format!("It is asked for as {}.", list.join(" or "))));
        let docs = docs::attributes(&lines);
        let accept = types.join(", ");
        Some(quote! {
            #docs
            pub fn stream(self) -> crate::ResponseFuture<crate::ByteStream> {
                self.call.accept(#accept).value::<crate::ByteStream, crate::runtime::AsStream>()
            }
        })
    }

    fn events(&self) -> Option<TokenStream> {
        let events = reply::events_of(self.context, self.operation)?;
        let (ty, data) = (events.ty(self.context), ident(events.data()));
        let mut lines =
            docs::wrap("Sends the call, and gives the events of the answer as they come.");
        let mut say = |place: &str| {
            lines.push(String::new());
            lines.extend(docs::wrap(&format!(
                "The API sends events where {place} has `stream` set to true, which is done here. Where \
                 it is set and the call is awaited instead, the answer cannot be read.",
            )));
        };
        let flag = if self.asks_in_query() {
            say("the query");
            quote!(.replace_query("stream", "true"))
        } else if self.asks_in_body() {
            say("the body");
            quote!(.flag("stream"))
        } else {
            TokenStream::new()
        };
        let docs = docs::attributes(&lines);
        Some(quote! {
            #docs
            pub fn events(self) -> crate::Events<#ty> {
                crate::Events::new::<crate::runtime::#data>(self.call #flag)
            }
        })
    }

    /// Whether a query parameter is the switch that several APIs have.
    fn asks_in_query(&self) -> bool {
        let mut parameters = self.operation.parameters.iter();
        parameters.any(|it| {
            it.place == ParameterPlace::Query
                && it.name == "stream"
                && it.schema.ty == Type::Boolean
        })
    }

    /// Whether the body has the switch that several APIs have: a boolean `stream`.
    fn asks_in_body(&self) -> bool {
        let Some((_, content)) = self.body() else { return false };
        let Some(schema) = &content.schema else { return false };
        let Type::Named(id) = schema.ty else { return false };
        let Some(Shape::Struct(object)) = self.context.api.get(id).map(|def| &def.shape) else {
            return false;
        };
        let mut properties = object.properties.iter();
        properties.any(|it| it.name == "stream" && it.schema.ty == Type::Boolean)
    }

    /// The facts on the bodies of errors.
    pub(super) fn error_facts(&self) -> Option<TokenStream> {
        let errors = reply::errors(self.operation);
        let errors = errors.iter().map(|(status, schema)| {
            let ty = rust_type::value(self.context, schema, Scope::Api);
            quote!((#status, TypeId::of::<#ty>))
        });
        let errors: Vec<TokenStream> = errors.collect();
        (!errors.is_empty()).then(|| quote!(.errors(&[#(#errors),*])))
    }

    /// What the docs say of errors.
    pub(super) fn error_docs(&self) -> Vec<String> {
        let errors = reply::errors(self.operation);
        if errors.is_empty() {
            return Vec::new();
        }
        let mut lines = ["", "# Errors", ""].map(str::to_owned).to_vec();
        lines.extend(docs::wrap(
            "Where the API answers with an error, [`Error::body`](crate::Error::body) has what it says:",
        ));
        lines.push(String::new());
        for (status, schema) in &errors {
            let status = if status == "default" { "any other" } else { status };
            lines.push(format!("- {status}: {}", self.type_link(schema)));
        }
        lines
    }

    /// A type as the docs name it.
    pub(super) fn type_link(&self, schema: &Schema) -> String {
        match self.context.named(schema) {
            Some(model) => {
                let name = &model.names.ident;
                format!("[`{name}`](crate::models::{name})")
            }
            None => {
                let ty = rust_type::value(self.context, schema, Scope::Api).to_string();
                docs::code(&ty.replace(' ', ""))
            }
        }
    }
}

fn word(status: StatusRange) -> String {
    match status {
        StatusRange::Code(code) => code.to_string(),
        StatusRange::Class(class) => format!("any other of {class}XX"),
        StatusRange::Default => "any other".to_owned(),
    }
}
