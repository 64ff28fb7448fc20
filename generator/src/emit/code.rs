//! Small pieces that every emitter uses.

use super::BLANK;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// An identifier that `names` decided.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// Items with a blank line between each two.
pub(super) fn spaced(items: impl IntoIterator<Item = TokenStream>) -> TokenStream {
    let mut out = TokenStream::new();
    for item in items.into_iter().filter(|item| !item.is_empty()) {
        if !out.is_empty() {
            out.extend(quote! { #[comment = #BLANK] });
        }
        out.extend(item);
    }
    out
}

/// A file: what its inner docs say, then its items.
pub(super) fn file(
    head: &TokenStream,
    items: impl IntoIterator<Item = TokenStream>,
) -> TokenStream {
    let body = spaced(items);
    // Where there are no models, say; an attribute needs an item.
    let blank = (!body.is_empty()).then(|| quote! { #[comment = #BLANK] });
    quote! {
        #head
        #blank
        #body
    }
}
