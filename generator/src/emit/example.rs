//! Examples of calls, as lines of docs.

use super::code::ident;
use crate::plan::{CallExample, Crate, Ending, Expression};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The lines of an `# Example` section.
pub(super) fn section(plan: &Crate<'_>, example: &CallExample<'_>) -> Vec<String> {
    let Some([mut imports, statements]) = body(plan, example) else { return Vec::new() };
    if !imports.is_empty() {
        imports.push(String::new());
    }
    let signature = format!("example(client: {}::Client)", plan.library);
    let mut lines = ["", "# Example", "", "```no_run"].map(str::to_owned).to_vec();
    lines.push(format!("# async fn {signature} -> Result<(), Box<dyn std::error::Error>> {{"));
    lines.extend(imports);
    lines.extend(statements);
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

const SIGNATURE: &str = "async fn example() -> Result<(), Box<dyn std::error::Error>> {";

/// A doc test that makes a client and calls it; the lines around that are hidden.
pub(super) fn doc_test(plan: &Crate<'_>, example: Option<&CallExample<'_>>) -> Vec<String> {
    let mut lines = vec!["```no_run".to_owned(), format!("# {SIGNATURE}")];
    lines.extend(with_client(plan, example));
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

/// The same for the README, which is read as it is: no line is hidden.
pub(super) fn readme(plan: &Crate<'_>, example: Option<&CallExample<'_>>) -> Vec<String> {
    let mut lines = vec!["```rust,no_run".to_owned(), SIGNATURE.to_owned()];
    let body = with_client(plan, example).into_iter();
    lines.extend(body.map(|line| format!("    {line}").trim_end().to_owned()));
    lines.extend(["    Ok(())", "}", "```"].map(str::to_owned));
    lines
}

fn with_client(plan: &Crate<'_>, example: Option<&CallExample<'_>>) -> Vec<String> {
    let body = example.and_then(|example| body(plan, example));
    let [imports, statements] = body.unwrap_or_default();
    let mut lines = vec![format!("use {}::Client;", plan.library)];
    lines.extend(imports);
    lines.extend([String::new(), "let client = Client::from_env()?;".to_owned()]);
    lines.extend(statements);
    lines
}

/// The imports and the statements of an example.
fn body(plan: &Crate<'_>, example: &CallExample<'_>) -> Option<[Vec<String>; 2]> {
    let library = ident(&plan.library);
    let models: Vec<Ident> = example.models.iter().map(|name| ident(name)).collect();
    let imports = match models.as_slice() {
        [] => TokenStream::new(),
        [only] => quote! { use #library::models::#only; },
        _ => quote! { use #library::models::{#(#models),*}; },
    };
    Some([lines(imports)?, lines(statements(&library, example))?])
}

/// The lines of statements as they are written in a function, without its indentation.
fn lines(statements: TokenStream) -> Option<Vec<String>> {
    let file = syn::parse2(quote! { fn example() { #statements } }).ok()?;
    let text = prettyplease::unparse(&file);
    let body = text.lines().skip(1);
    let mut lines: Vec<String> =
        body.map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned()).collect();
    lines.pop();
    Some(lines)
}

fn statements(library: &Ident, example: &CallExample<'_>) -> TokenStream {
    let lets = example.lets.iter().map(|it| {
        let (name, value) = (ident(it.name), expression(library, &it.value));
        let ty = it.model.map(ident).into_iter();
        quote! { let #name #(: #ty)* = #value; }
    });
    let groups = example.groups.iter().map(|name| ident(name));
    let function = ident(example.function);
    let arguments = all(library, &example.arguments);
    let call = quote!(client #(.#groups())* .#function(#(#arguments),*));
    let ending = match example.ending {
        Ending::Nothing => quote! { #call.await?; },
        Ending::Items => quote! {
            let mut items = #call.items();
            while let Some(item) = items.try_next().await? {
                println!("{item:?}");
            }
        },
        Ending::Events => quote! {
            let mut events = #call.events();
            while let Some(event) = events.try_next().await? {
                println!("{:?}", event.data);
            }
        },
        Ending::Value => quote! {
            let answer = #call.await?;
            println!("{answer:?}");
        },
    };
    quote! { #(#lets)* #ending }
}

fn all<'e>(
    library: &'e Ident,
    values: &'e [Expression<'_>],
) -> impl Iterator<Item = TokenStream> + 'e {
    values.iter().map(|value| expression(library, value))
}

fn expression(library: &Ident, value: &Expression<'_>) -> TokenStream {
    let inner = |value: &Expression<'_>| expression(library, value);
    match value {
        Expression::Name(name) => {
            let name = ident(name);
            quote!(#name)
        }
        Expression::Bool(value) => quote!(#value),
        Expression::Number(text) => text.parse().unwrap_or_default(),
        Expression::Text(text) => quote!(#text),
        Expression::Parsed(text) => quote!(#text.parse()?),
        Expression::Json(text) => quote!(serde_json::from_str(#text)?),
        Expression::EmptyObject => quote!(serde_json::Map::new()),
        Expression::List(values) => {
            let values = all(library, values);
            quote!([#(#values),*])
        }
        Expression::Vec(value) => {
            let value = inner(value);
            quote!(Vec::from(#value))
        }
        Expression::Owned(value) => {
            let value = inner(value);
            quote!(#value.to_owned())
        }
        Expression::Into(value) => {
            let value = inner(value);
            quote!(#value.into())
        }
        Expression::Some(value) => {
            let value = inner(value);
            quote!(Some(#value))
        }
        Expression::Reference(value) => {
            let value = inner(value);
            quote!(&#value)
        }
        Expression::Variant(list, variant) => {
            let (list, variant) = (ident(list), ident(variant));
            quote!(#list::#variant)
        }
        Expression::New { model, arguments, setters } => {
            let (model, arguments) = (ident(model), all(library, arguments));
            let setters = setters.iter().map(|(setter, value)| {
                let (setter, value) = (ident(setter), inner(value));
                quote!(.#setter(#value))
            });
            quote!(#model::new(#(#arguments),*) #(#setters)*)
        }
        Expression::Form { module, name, arguments } => {
            let (module, name) = (module.iter().map(|part| ident(part)), ident(name));
            let form = quote!(#library::api::#(#module::)*#name);
            match arguments.as_slice() {
                [] => quote!(#form::default()),
                arguments => {
                    let arguments = all(library, arguments);
                    quote!(#form::new(#(#arguments),*))
                }
            }
        }
        Expression::AnyForm => quote!(#library::Form::new()),
        Expression::File => quote!(#library::Part::from_path("path/to/file")?),
    }
}
