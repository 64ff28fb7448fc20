//! Structs.

use super::code::{ident, spaced};
use super::context::{Context, Model};
use super::rust_type::{self, Scope};
use super::{deprecation, describe, docs};
use crate::api::{Additional, OldName, Property, Shape, Struct, TypeDef};
use crate::names::FieldNames;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde_json::Value;

/// A struct, its constructor and setters, and its wire names.
pub(super) fn tokens<'a>(
    context: &'a Context<'a>,
    model: &'a Model<'a>,
    object: &'a Struct,
) -> TokenStream {
    let fields: Vec<Field<'a>> = object
        .properties
        .iter()
        .zip(&model.names.fields)
        .map(|(property, names)| Field::new(context, model, property, names))
        .collect();
    let rest = match &object.additional {
        Additional::Allowed(schema) => Some(Rest {
            name: ident(&model.names.additional.ident),
            ty: rust_type::value(context, schema, Scope::Models),
        }),
        Additional::Unsaid | Additional::Forbidden => None,
    };
    let record = Record { context, model, name: ident(&model.names.ident), fields, rest };
    spaced([record.definition(), record.constructors(), record.wire()])
}

struct Record<'a> {
    context: &'a Context<'a>,
    model: &'a Model<'a>,
    name: Ident,
    fields: Vec<Field<'a>>,
    rest: Option<Rest>,
}

/// The field for the properties that the document does not name.
struct Rest {
    name: Ident,
    ty: TokenStream,
}

struct Field<'a> {
    context: &'a Context<'a>,
    property: &'a Property,
    names: &'a FieldNames,
    name: Ident,
    ty: TokenStream,
    kind: Kind,
    /// Whether the constructor takes it.
    is_given: bool,
    /// The value that the constructor sets, where it can have no other.
    fixed: Option<TokenStream>,
}

/// How a field is read and written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Required,
    Optional,
    /// Absent, `null` and a value are three things.
    Nullable,
}

impl<'a> Field<'a> {
    fn new(
        context: &'a Context<'a>,
        model: &Model<'_>,
        property: &'a Property,
        names: &'a FieldNames,
    ) -> Self {
        let kind = kind(context, model, property);
        let scope = Scope::Field(model.id);
        let inner = rust_type::without_null(context, &property.schema, scope);
        let ty = match kind {
            Kind::Required if property.schema.nullable => quote!(Option<#inner>),
            Kind::Required => inner,
            Kind::Optional => quote!(Option<#inner>),
            Kind::Nullable => quote!(Option<Option<#inner>>),
        };
        let fixed = match context.facts.usage(model.id).request {
            true => fixed(context, property, scope),
            false => None,
        };
        let is_given = kind == Kind::Required || is_asked_for(context, model, property);
        let is_given = is_given && fixed.is_none();
        Self { context, property, names, name: ident(&names.ident), ty, kind, is_given, fixed }
    }

    fn docs(&self) -> TokenStream {
        let schema = &self.property.schema;
        let text = describe::property(self.context, schema);
        let extra = deprecation::doc_line(self.property.deprecation.as_ref());
        let name = match self.property.name.as_str() {
            "" => &self.names.ident,
            name => name,
        };
        docs::attributes(&describe::with(text, extra, name))
    }

    fn deprecated(&self) -> TokenStream {
        let deprecation = self.property.deprecation.as_ref();
        let replacement = deprecation.and_then(|it| it.replacement.as_deref());
        deprecation::attribute(deprecation, replacement)
    }

    /// The method of `Reader` and `Writer` that handles the field.
    fn method(&self) -> Ident {
        let renamed = !self.property.aliases.is_empty();
        ident(match (self.kind, renamed) {
            (Kind::Required, false) => "required",
            (Kind::Required, true) => "required_renamed",
            (Kind::Optional, false) => "optional",
            (Kind::Optional, true) => "optional_renamed",
            (Kind::Nullable, false) => "nullable",
            (Kind::Nullable, true) => "nullable_renamed",
        })
    }
}

/// The one value that a property can have, as its type has it.
fn fixed(context: &Context<'_>, property: &Property, scope: Scope) -> Option<TokenStream> {
    let value = property.fixed.as_ref()?;
    Some(match (value, context.named(&property.schema)) {
        (_, Some(model)) => {
            let Shape::Enumeration(enumeration) = &model.def.shape else { return None };
            let index = enumeration.values.iter().position(|it| it.value == *value)?;
            let variant = ident(model.names.variants.get(index)?);
            let ty = rust_type::without_null(context, &property.schema, scope);
            quote!(#ty::#variant)
        }
        (Value::String(text), None) => quote!(#text.to_owned()),
        (Value::Bool(value), None) => quote!(#value),
        _ => return None,
    })
}

/// Whether a request must have a property that no answer has.
fn is_asked_for(context: &Context<'_>, model: &Model<'_>, property: &Property) -> bool {
    property.required && property.write_only && context.facts.usage(model.id).request
}

/// A property that may be absent and may be `null` is three-valued only where a caller can say
/// which: in a request.
fn kind(context: &Context<'_>, model: &Model<'_>, property: &Property) -> Kind {
    let usage = context.facts.usage(model.id);
    let one_way = (property.read_only && usage.request) || (property.write_only && usage.answer);
    let optional = !property.required || one_way;
    match (optional, property.schema.nullable && usage.request) {
        (false, _) => Kind::Required,
        (true, false) => Kind::Optional,
        (true, true) => Kind::Nullable,
    }
}

/// Whether a field of the struct needs a placeholder until it is read.
pub(super) fn has_blanks(context: &Context<'_>, model: &Model<'_>, object: &Struct) -> bool {
    let mut properties = object.properties.iter();
    properties.any(|it| kind(context, model, it) == Kind::Required && !it.schema.nullable)
}

/// Whether a struct can be made from nothing.
fn is_default(fields: &[Field<'_>]) -> bool {
    fields.iter().all(|field| !field.is_given && field.fixed.is_none())
}

impl Record<'_> {
    fn def(&self) -> &TypeDef {
        self.model.def
    }

    fn definition(&self) -> TokenStream {
        let name = &self.name;
        let def = self.def();
        let text = describe::schema(&def.docs, &Default::default(), None);
        let extra = deprecation::doc_line(def.deprecation.as_ref());
        let docs = docs::attributes(&describe::with(text, extra, &self.model.names.ident));
        let deprecated = deprecation::attribute(def.deprecation.as_ref(), None);
        let default = is_default(&self.fields).then(|| quote!(, Default));
        let fields = self.fields.iter().map(|field| {
            let (docs, deprecated) = (field.docs(), field.deprecated());
            let (name, ty) = (&field.name, &field.ty);
            quote! { #docs #deprecated pub #name: #ty, }
        });
        let rest = self.rest.as_ref().map(|Rest { name, ty }| {
            quote! {
                /// Properties that the document does not name.
                pub #name: std::collections::BTreeMap<String, #ty>,
            }
        });
        quote! {
            #docs
            #deprecated
            #[derive(Clone, Debug, PartialEq #default)]
            #[non_exhaustive]
            pub struct #name {
                #(#fields)*
                #rest
            }
        }
    }

    /// `new` and the setters, for what a caller makes.
    fn constructors(&self) -> TokenStream {
        if !self.context.facts.usage(self.model.id).request {
            return TokenStream::new();
        }
        let name = &self.name;
        let new = self.new_function();
        let setters = self.fields.iter().flat_map(|field| {
            let is_set = field.kind != Kind::Required && field.fixed.is_none();
            let setter = is_set.then(|| self.setter(field));
            let aliases = field
                .property
                .aliases
                .iter()
                .zip(&field.names.aliases)
                .filter(move |_| is_set)
                .map(|(old, setter)| self.old_setter(field, old, setter));
            setter.into_iter().chain(aliases)
        });
        let items = spaced(std::iter::once(new).chain(setters));
        let constructors = quote! {
            impl #name {
                #items
            }
        };
        spaced(std::iter::once(constructors).chain(self.default()))
    }

    /// `Default` for what a caller has nothing to say of, but what it is.
    fn default(&self) -> Option<TokenStream> {
        if is_default(&self.fields) || self.fields.iter().any(|field| field.is_given) {
            return None;
        }
        let name = &self.name;
        Some(quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        })
    }

    fn new_function(&self) -> TokenStream {
        let required: Vec<_> = self
            .fields
            .iter()
            .filter(|field| field.is_given)
            .map(|field| (field, self.given(field)))
            .collect();
        let arguments = required.iter().map(|(field, argument)| {
            let (name, ty) = (&field.name, &argument.ty);
            quote!(#name: #ty)
        });
        if is_default(&self.fields) {
            return quote! {
                /// A value in which nothing is set.
                #[must_use]
                pub fn new() -> Self {
                    Self::default()
                }
            };
        }
        let values = self.fields.iter().map(|field| {
            let name = &field.name;
            match required.iter().find(|(other, _)| other.name == *name) {
                Some((_, argument)) => {
                    let convert = &argument.convert;
                    if field.kind != Kind::Required {
                        quote!(#name: Some(#convert))
                    } else if *name == convert.to_string() {
                        quote!(#name)
                    } else {
                        quote!(#name: #convert)
                    }
                }
                None => match (&field.fixed, field.kind) {
                    (None, _) => quote!(#name: None),
                    (Some(value), Kind::Nullable) => quote!(#name: Some(Some(#value))),
                    (Some(value), Kind::Required) if !field.property.schema.nullable => {
                        quote!(#name: #value)
                    }
                    (Some(value), _) => quote!(#name: Some(#value)),
                },
            }
        });
        let rest = self
            .rest
            .as_ref()
            .map(|Rest { name, .. }| quote!(#name: std::collections::BTreeMap::new()));
        let values = values.chain(rest);
        // A constructor takes what the API asks for.
        let many = (required.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
        quote! {
            /// A value with what is required; the rest is not set.
            #[must_use]
            #many
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
        }
    }

    /// The argument of the constructor for a field; what may be `null` is passed as an `Option`.
    fn given(&self, field: &Field<'_>) -> rust_type::Argument {
        if !field.property.schema.nullable {
            return self.argument(field);
        }
        let (name, scope) = (&field.name, Scope::Field(self.model.id));
        let ty = rust_type::value(self.context, &field.property.schema, scope);
        rust_type::Argument { ty, convert: quote!(#name) }
    }

    /// The argument of the setter of a field.
    fn argument(&self, field: &Field<'_>) -> rust_type::Argument {
        let scope = Scope::Field(self.model.id);
        rust_type::owned_argument(self.context, &field.property.schema, &field.name, scope)
    }

    fn setter(&self, field: &Field<'_>) -> TokenStream {
        let (name, setter) = (&field.name, ident(&field.names.setter));
        let rust_type::Argument { ty, convert } = self.argument(field);
        let value = match field.kind {
            Kind::Nullable => quote!(Some(Some(#convert))),
            Kind::Optional | Kind::Required => quote!(Some(#convert)),
        };
        let line = format!("Sets {}.", docs::member_link(&field.names.ident));
        let docs = docs::attributes(&[line]);
        let deprecated = field.deprecated();
        quote! {
            #docs
            #deprecated
            #[must_use]
            pub fn #setter(mut self, #name: #ty) -> Self {
                self.#name = #value;
                self
            }
        }
    }

    fn old_setter(&self, field: &Field<'_>, old: &OldName, setter: &str) -> TokenStream {
        let (name, setter) = (&field.name, ident(setter));
        let new_setter = ident(&field.names.setter);
        let ty = self.argument(field).ty;
        let deprecated = deprecation::old_name_attribute(old, &field.names.setter);
        let docs = deprecation::old_name_docs(old, &field.names.ident);
        quote! {
            #docs
            #deprecated
            #[must_use]
            pub fn #setter(self, #name: #ty) -> Self {
                self.#new_setter(#name)
            }
        }
    }

    /// The table of wire names, and the fields in its order.
    fn wire(&self) -> TokenStream {
        let name = &self.name;
        let text = &self.model.names.ident;
        let keys = self.fields.iter().map(|field| field.property.name.as_str());
        let old_keys = self.old_keys();
        let blank = self.blank();
        let steps: Vec<_> = self.fields.iter().map(|field| (field.method(), &field.name)).collect();
        let (methods, names): (Vec<_>, Vec<_>) = steps.into_iter().unzip();
        let rest = self.rest.as_ref().map(|rest| &rest.name);
        let open = rest.map(|_| quote! { const OPEN: bool = true; });
        let read_rest = rest.map(|name| quote! { from.rest(&mut record.#name); });
        let write_rest = rest.map(|name| quote! { to.rest(&self.#name); });
        // A struct without fields has nothing to read and to write.
        let is_empty = self.fields.is_empty() && rest.is_none();
        let (binding, to) = match is_empty {
            true => (quote!(record), quote!(_)),
            false => (quote!(mut record), quote!(to)),
        };
        let functions = spaced([
            quote! {
                const NAME: &'static str = #text;
                const KEYS: &'static [&'static str] = &[#(#keys),*];
                #old_keys
                #open
            },
            quote! {
                fn read<'de, A: MapAccess<'de>>(from: &mut Reader<'de, A>) -> Self {
                    let #binding = #blank;
                    while from.more() {
                        #(from.#methods(&mut record.#names);)*
                        #read_rest
                    }
                    record
                }
            },
            quote! {
                fn write<O: Output>(&self, #to: &mut Writer<O>) {
                    #(to.#methods(&self.#names);)*
                    #write_rest
                }
            },
        ]);
        spaced([
            quote! {
                impl Record for #name {
                    #functions
                }
            },
            quote! { record!(#name); },
        ])
    }

    /// The old names, each with the present one.
    fn old_keys(&self) -> Option<TokenStream> {
        let pairs: Vec<_> = self
            .fields
            .iter()
            .flat_map(|field| {
                let present = &field.property.name;
                let aliases = field.property.aliases.iter();
                aliases.map(move |old| (&old.name, present))
            })
            .map(|(old, present)| quote!((#old, #present)))
            .collect();
        (!pairs.is_empty()).then(|| {
            quote! {
                const OLD_KEYS: &'static [(&'static str, &'static str)] = &[#(#pairs),*];
            }
        })
    }

    /// A value to read into, with a placeholder in each required field.
    fn blank(&self) -> TokenStream {
        if is_default(&self.fields) {
            return quote!(Self::default());
        }
        let values = self.fields.iter().map(|field| {
            let name = &field.name;
            match field.kind {
                Kind::Required if !field.property.schema.nullable => {
                    let scope = Scope::Field(self.model.id);
                    let blank = rust_type::blank(self.context, &field.property.schema, scope);
                    quote!(#name: #blank)
                }
                _ => quote!(#name: None),
            }
        });
        let rest = self
            .rest
            .as_ref()
            .map(|Rest { name, .. }| quote!(#name: std::collections::BTreeMap::new()));
        let values = values.chain(rest);
        quote!(Self { #(#values),* })
    }
}
