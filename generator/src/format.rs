//! Tokens to text.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::emit::{BLANK, Contents, Unit};
use crate::output::Output;
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
            Ok(file) => Ok(format!(
                "{}\n\n{}",
                crate::emit::RUST_HEADER,
                blank_lines(&prettyplease::unparse(&file))
            )),
            Err(error) => Err(Diagnostic::without_location(
                Code::GeneratorFault,
                format!("the code made for `{}` is not Rust: {error}", unit.path),
            )
            .help("this is a fault of the generator: please report it with the document")
            .into()),
        },
    }
}

fn blank_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        if line.trim_start().strip_prefix("//") != Some(BLANK) {
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}
