//! What goes into a call.

use super::code::{converted, ident};
use super::rust_type::by_path;
use crate::api::ParameterPlace;
use crate::plan::{Input, Step, Style};
use proc_macro2::TokenStream;
use quote::quote;

/// `name: Type`
pub(super) fn argument(input: &Input<'_>) -> TokenStream {
    let (name, ty) = (ident(input.argument.name), by_path(&input.argument.ty));
    quote!(#name: #ty)
}

/// `.query("name", name)`
pub(super) fn step(input: &Input<'_>) -> TokenStream {
    let value = converted(&input.argument, by_path);
    match &input.step {
        Step::Parameter { place, name, old_names, style } => {
            let mut function = match place {
                ParameterPlace::Path => "path",
                ParameterPlace::Query => "query",
                ParameterPlace::Header => "header",
                ParameterPlace::Cookie => "cookie",
            }
            .to_owned();
            let old = (!old_names.is_empty()).then(|| {
                function.push_str("_renamed");
                quote!(&[#(#old_names),*],)
            });
            let style = style.map(|style| {
                function.push_str("_with");
                let style = self::style(*place, style);
                quote!(, #style)
            });
            let function = ident(&function);
            quote!(.#function(#name, #old #value #style))
        }
        Step::Json(None) => quote!(.json(#value)),
        Step::Json(Some(media_type)) => quote!(.json_as(#media_type, #value)),
        Step::Form(styles) if styles.is_empty() => quote!(.form(#value)),
        Step::Form(styles) => {
            let styles = styles.iter().map(|(name, style)| {
                let style = self::style(ParameterPlace::Query, *style);
                quote!((#name, #style))
            });
            quote!(.form_with(#value, &[#(#styles),*]))
        }
        Step::Multipart => quote!(.multipart(#value)),
        Step::Upload(media_type) => quote!(.upload(#media_type, #value)),
    }
}

/// `QueryStyle::Form, Reserved::Encode`
fn style(place: ParameterPlace, style: Style) -> TokenStream {
    let (ty, name) = (ident(Style::runtime(place)), ident(style.name));
    let reserved = (place == ParameterPlace::Query).then(|| {
        let reserved = ident(if style.keeps_reserved { "Keep" } else { "Encode" });
        quote!(, Reserved::#reserved)
    });
    quote!(#ty::#name #reserved)
}
