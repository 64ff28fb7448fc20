//! Types that are other names of types.

use super::code::{deprecated, ident};
use super::page::Page;
use super::rust_type::in_models;
use crate::plan::{Alias, Wrapper};
use quote::quote;

/// A newtype that is read and written as what it holds.
pub(super) fn wrapper<'p>(wrapper: &'p Wrapper<'_>, page: &mut Page<'p>) {
    let name = ident(wrapper.head.name);
    let (deprecated, ty) = (deprecated(wrapper.head.deprecated.as_ref()), in_models(&wrapper.ty));
    page.item(
        &wrapper.head.docs,
        quote! {
            #deprecated
            #[derive(Clone, Debug, PartialEq)]
            pub struct #name(pub #ty);
        },
    );
    page.code(quote! {
        impl<'de> serde::Deserialize<'de> for #name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                serde::Deserialize::deserialize(from).map(Self)
            }
        }
    });
    page.code(quote! {
        impl serde::Serialize for #name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(to)
            }
        }
    });
}

/// The name that a place has for its list of values.
pub(super) fn alias<'p>(alias: &'p Alias<'_>, page: &mut Page<'p>) {
    let (name, list) = (ident(alias.head.name), ident(alias.list));
    let deprecated = deprecated(alias.head.deprecated.as_ref());
    page.item(
        &alias.head.docs,
        quote! {
            #deprecated
            pub type #name = crate::values::#list;
        },
    );
}
