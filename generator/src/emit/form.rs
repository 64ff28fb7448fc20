//! Forms with files: a type for each, whose setters add parts.

use super::code::{ident, spaced};
use super::operation::Emitter;
use super::rust_type::{self, Scope};
use super::{deprecation, describe, docs};
use crate::api::{Content, Files, Property, Struct, files, form};
use crate::names::FieldNames;
use proc_macro2::TokenStream;
use quote::quote;

impl<'a> Emitter<'a> {
    /// The body that is a form with files, and its object.
    fn form(&self) -> Option<(&'a Content, &'a Struct)> {
        let contents = self.operation.request.as_ref()?.content.iter();
        let mut found = contents.filter_map(|it| Some((it, form(self.context.api, it)?)));
        found.next()
    }

    /// The type of the form.
    pub(super) fn form_type(&self) -> Option<TokenStream> {
        let (content, object) = self.form()?;
        let name = ident(&self.names.form.ident);
        let all: Vec<(&Property, &FieldNames)> = object
            .properties
            .iter()
            .zip(&self.names.form.fields)
            .filter(|(property, _)| !property.read_only)
            .collect();
        let (required, optional): (Vec<_>, Vec<_>) =
            all.iter().copied().partition(|(property, _)| property.required);
        let docs = docs::attributes(&docs::wrap(&format!(
            "The form that {} sends.",
            docs::code(&format!("{}::{}", self.group.handle, self.form_method())),
        )));
        let deprecated = deprecation::attribute(self.operation.deprecation.as_ref(), None);
        let default = required.is_empty().then(|| quote!(, Default));
        let mut methods = Vec::new();
        if !required.is_empty() {
            methods.push(self.form_new(content, &required));
        }
        for (property, names) in optional {
            methods.extend(self.form_setters(content, property, names));
        }
        let is_free = all.iter().all(|(_, names)| names.setter != "with_part");
        methods.extend(is_free.then(|| {
            quote! {
                /// Adds a part that the API does not document.
                #[must_use]
                pub fn with_part(self, name: impl Into<String>, part: impl Into<crate::Part>) -> Self {
                    Self { form: self.form.part(name, part) }
                }
            }
        }));
        let methods = spaced(methods);
        let definition = quote! {
            #docs
            #deprecated
            #[derive(Clone, Debug #default)]
            pub struct #name { form: crate::Form }
        };
        let implementation = quote! { impl #name { #methods } };
        let conversion = quote! {
            impl From<#name> for crate::Form {
                fn from(form: #name) -> Self {
                    form.form
                }
            }
        };
        Some(spaced([definition, implementation, conversion]))
    }

    /// The method that takes the form.
    fn form_method(&self) -> &str {
        let request = self.operation.request.as_ref();
        let index = request.and_then(|request| {
            request.content.iter().position(|it| form(self.context.api, it).is_some())
        });
        let mut others = self.names.others.iter();
        let other = others.find(|(at, _)| Some(*at) == index).map(|(_, name)| name.as_str());
        other.unwrap_or(&self.names.method).trim_start_matches("r#")
    }

    fn form_new(&self, content: &Content, required: &[(&Property, &FieldNames)]) -> TokenStream {
        let mut arguments = Vec::new();
        let mut steps = TokenStream::new();
        for (property, names) in required {
            let (ty, step) = self.form_part(content, property, names);
            let name = ident(&names.ident);
            arguments.push(quote!(#name: #ty));
            steps.extend(step);
        }
        // A constructor of many arguments is as the API is.
        let many = (arguments.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
        quote! {
            /// The form with what it must have.
            #[must_use]
            #many
            pub fn new(#(#arguments),*) -> Self {
                Self { form: crate::Form::new() #steps }
            }
        }
    }

    fn form_setters(
        &self,
        content: &Content,
        property: &Property,
        names: &FieldNames,
    ) -> Vec<TokenStream> {
        let (ty, step) = self.form_part(content, property, names);
        let (name, setter) = (ident(&names.ident), ident(&names.setter));
        let text = describe::property(self.context, &property.schema);
        let extra = deprecation::doc_line(property.deprecation.as_ref());
        let docs = docs::attributes(&describe::with(text, extra, &property.name));
        let deprecated = deprecation::attribute(property.deprecation.as_ref(), None);
        let mut all = vec![quote! {
            #docs
            #deprecated
            #[must_use]
            pub fn #setter(self, #name: #ty) -> Self {
                Self { form: self.form #step }
            }
        }];
        for (old, alias) in property.aliases.iter().zip(&names.aliases) {
            let attribute = deprecation::old_name_attribute(old, &names.setter);
            let docs = deprecation::old_name_docs(old, &names.setter);
            let alias = ident(alias);
            all.push(quote! {
                #docs
                #attribute
                #[must_use]
                pub fn #alias(self, #name: #ty) -> Self {
                    self.#setter(#name)
                }
            });
        }
        all
    }

    /// The type of the argument of a part, and the step that adds it.
    fn form_part(
        &self,
        content: &Content,
        property: &Property,
        names: &FieldNames,
    ) -> (TokenStream, TokenStream) {
        let (wire, name) = (&property.name, ident(&names.ident));
        let media_type = content.parts.get(wire).map(String::as_str);
        // Of several, the caller says which.
        let one = media_type.filter(|it| !it.contains(',') && !it.contains('*'));
        let said = match one {
            Some(one) => quote!(Some(#one)),
            None => quote!(None),
        };
        match files(self.context.api, &property.schema, media_type) {
            Some(Files::One) => {
                (quote!(impl Into<crate::Part>), quote!(.file(#wire, #name, #said)))
            }
            Some(Files::Many) => (
                quote!(impl IntoIterator<Item = impl Into<crate::Part>>),
                quote!(.files(#wire, #name, #said)),
            ),
            None => {
                let argument =
                    rust_type::owned_argument(self.context, &property.schema, &name, Scope::Api);
                let (ty, value) = (argument.ty, argument.convert);
                let plain = rust_type::without_null(self.context, &property.schema, Scope::Api);
                let value = match name == value.to_string() {
                    true => quote!(&#name),
                    // The argument may be one of many types, and this is the one that is written.
                    false => quote!(&Into::<#plain>::into(#name)),
                };
                match one {
                    Some(one) => (ty, quote!(.field_as(#wire, #value, Some(#one)))),
                    None => (ty, quote!(.field(#wire, #value))),
                }
            }
        }
    }
}
