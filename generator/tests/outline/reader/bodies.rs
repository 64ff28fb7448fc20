//! The rule of a checked string, which stands in a private constant that its macro asks for:
//! `const CONSTRAINTS: Constraints = Constraints::new().max_length(32);`

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Expr, ImplItemConst};

/// The name of the constant.
const NAME: &str = "CONSTRAINTS";

/// The rule in words, if the constant holds one.
pub(super) fn rule(constant: &ImplItemConst) -> Option<String> {
    if constant.ident != NAME {
        return None;
    }
    let mut parts = Vec::new();
    chain(&constant.expr, &mut parts);
    let number = |name: &str| {
        let part = parts.iter().find(|(known, _)| known == name);
        part.map(|(_, value)| value.clone())
    };
    let mut words = match (number("min_length"), number("max_length")) {
        (Some(least), Some(most)) if least == most => vec![format!("{least} characters")],
        (Some(least), Some(most)) => vec![format!("{least} to {most} characters")],
        (Some(least), None) => vec![format!("at least {least} characters")],
        (None, Some(most)) => vec![format!("at most {most} characters")],
        (None, None) => Vec::new(),
    };
    // A rule that came later is shown as it is written.
    let others = parts.iter().filter(|(name, _)| name != "min_length" && name != "max_length");
    words.extend(others.map(|(name, value)| format!("{name} {value}")));
    Some(if words.is_empty() { "any text".to_owned() } else { words.join(", ") })
}

/// The calls of a chain and their arguments, the first one first.
fn chain(expression: &Expr, into: &mut Vec<(String, String)>) {
    if let Expr::MethodCall(call) = expression {
        chain(&call.receiver, into);
        let arguments: Vec<String> =
            call.args.iter().map(|it| compact(it.to_token_stream())).collect();
        into.push((call.method.to_string(), arguments.join(", ")));
    }
}

fn compact(tokens: TokenStream) -> String {
    tokens.to_string()
}
