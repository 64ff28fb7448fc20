//! Tokens to text.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::emit::{BLANK, Contents, Unit};
use crate::output::Output;
use proc_macro2::TokenStream;
use rayon::prelude::*;

/// Formats every unit.
#[must_use]
pub fn format(units: &[Unit<'_>], diagnostics: &Diagnostics) -> Output {
    let texts: Vec<Result<(String, String), Box<Diagnostic>>> =
        units.par_iter().map(|unit| Ok((unit.path.clone(), text(unit)?))).collect();
    let mut output = Output::default();
    for result in texts {
        match result {
            Ok((path, text)) => output.insert(path, text),
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    output
}

fn text(unit: &Unit<'_>) -> Result<String, Box<Diagnostic>> {
    match &unit.contents {
        Contents::Text(text) => Ok(text.clone()),
        Contents::Rust(tokens) => match syn::parse2::<syn::File>(tokens()) {
            Ok(mut file) => {
                file.items.iter_mut().for_each(table_as_enum);
                let text = markers(&prettyplease::unparse(&file));
                Ok(format!("{}\n\n{text}", crate::emit::RUST_HEADER))
            }
            Err(error) => Err(Diagnostic::without_location(
                Code::GeneratorFault,
                format!("the code made for `{}` is not Rust: {error}", unit.path),
            )
            .help("this is a fault of the generator: please report it with the document")
            .into()),
        },
    }
}

/// Stands before a table, with the name of its macro.
const TABLE: &str = "@table ";

/// Turns `name!(Type { A = 1, … });` into an enum, since prettyplease knows how to lay that out;
/// [`markers`] turns it back.
fn table_as_enum(item: &mut syn::Item) {
    let syn::Item::Macro(call) = item else { return };
    let Some(name) = call.mac.path.get_ident() else { return };
    let attribute = format!("#[comment = \"{TABLE}{name}\"] enum").parse::<TokenStream>();
    let Ok(mut tokens) = attribute else { return };
    tokens.extend(call.mac.tokens.clone());
    if let Ok(mut table) = syn::parse2::<syn::ItemEnum>(tokens) {
        table.attrs.splice(0..0, std::mem::take(&mut call.attrs));
        *item = syn::Item::Enum(table);
    }
}

/// Puts what was meant in the place of the comments that stand for it.
fn markers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut lines = text.lines();
    let mut in_table = false;
    while let Some(line) = lines.next() {
        let marker = line.trim_start().strip_prefix("//").unwrap_or_default();
        if let Some(name) = marker.strip_prefix(TABLE) {
            let head = lines.next().and_then(|line| line.strip_prefix("enum ")).unwrap_or_default();
            in_table = head.ends_with('{');
            out.extend([name, "!(", head, if in_table { "" } else { ");" }]);
        } else if in_table && line == "}" {
            in_table = false;
            out.push_str("});");
        } else if marker != BLANK {
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}
