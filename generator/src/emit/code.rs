//! Small pieces that every construct has.

use crate::plan::{Argument, Conversion, Deprecated, RustType, Uses};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// An identifier that `names` decided.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// The attribute of what is on its way out.
pub(super) fn deprecated(deprecated: Option<&Deprecated>) -> TokenStream {
    match deprecated {
        Some(Deprecated { note, .. }) => quote! { #[deprecated(note = #note)] },
        None => TokenStream::new(),
    }
}

/// `Some(value)` or `None`.
pub(super) fn option(value: Option<impl quote::ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(Some(#value)),
        None => quote!(None),
    }
}

/// What a function makes of its argument.
pub(super) fn converted(
    argument: &Argument<'_>,
    ty: fn(&RustType<'_>) -> TokenStream,
) -> TokenStream {
    let name = ident(argument.name);
    match &argument.conversion {
        Conversion::Plain => quote!(#name),
        Conversion::Into => quote!(#name.into()),
        Conversion::Boxed => quote!(Box::new(#name)),
        Conversion::Reference => quote!(&#name),
        Conversion::IntoReference(plain) => {
            let plain = ty(plain);
            quote!(&Into::<#plain>::into(#name))
        }
        Conversion::Texts => quote!(&#name.iter().map(AsRef::as_ref).collect::<Vec<&str>>()),
    }
}

/// An attribute for a function that takes more than is usual: it takes what the API asks for.
pub(super) fn many(arguments: usize, usual: usize) -> Option<TokenStream> {
    (arguments > usual).then(|| quote!(#[allow(clippy::too_many_arguments)]))
}

/// The imports of a file.
pub(super) fn uses(uses: &Uses<'_>) -> TokenStream {
    let modules = uses.modules.iter().map(|path| (*path, None));
    let names = uses.names.iter().map(|(path, names)| (*path, Some(names)));
    let all: BTreeMap<&str, Option<&BTreeSet<&str>>> = modules.chain(names).collect();
    let statements = all.into_iter().map(|(path, names)| {
        let path = path.split("::").map(ident);
        let path = quote!(#(#path)::*);
        let names: Option<Vec<Ident>> =
            names.map(|names| names.iter().map(|name| ident(name)).collect());
        match names.as_deref() {
            None => quote! { use #path; },
            Some([only]) => quote! { use #path::#only; },
            Some(names) => quote! { use #path::{#(#names),*}; },
        }
    });
    statements.collect()
}
