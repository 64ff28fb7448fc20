//! The text of new settings.

use super::Start;
use std::path::Path;

/// Words of a title that say nothing of which API it is.
const EMPTY_WORDS: [&str; 7] = ["api", "apis", "openapi", "rest", "http", "the", "specification"];

/// The longest name that is made up.
const LONGEST: usize = 40;

/// The name of a crate: the words of the title, or the name of the document's file.
pub(super) fn package_name(title: Option<&str>, document: &Path) -> String {
    let stem = document.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let texts = [title.map(str::to_owned), stem];
    let name = texts.into_iter().flatten().map(|text| words(&text)).find(|name| !name.is_empty());
    match name {
        Some(name) => format!("{name}-client"),
        None => "api-client".to_owned(),
    }
}

fn words(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| {
        // A version is no part of a name.
        let is_version = word.trim_start_matches('v').bytes().all(|byte| byte.is_ascii_digit());
        !word.is_empty() && !is_version && !EMPTY_WORDS.contains(word)
    });
    let mut name = String::new();
    for word in words {
        let blank = if name.is_empty() { "" } else { "-" };
        if name.len() + blank.len() + word.len() > LONGEST {
            break;
        }
        name.push_str(blank);
        name.push_str(word);
    }
    // A name begins with a letter.
    name.trim_start_matches(|c: char| !c.is_ascii_alphabetic()).to_owned()
}

/// A text as a TOML string.
fn quoted(text: &str) -> String {
    let escaped: String = text
        .chars()
        .flat_map(|c| match c {
            '"' | '\\' => vec!['\\', c],
            other => vec![other],
        })
        .collect();
    format!("\"{escaped}\"")
}

/// The settings, with what else could be said as comments.
pub(super) fn text(start: &Start) -> String {
    let [document, output, package] =
        [&start.document, &start.output, &start.package].map(|text| quoted(text));
    format!(
        r#"# Which OpenAPI document becomes which crate, and how. Paths are relative to this file, and a key that
# nothing reads is an error. Every key but `document` and `output` has a default.

[[crate]]
document = {document}
# The folder of the crate. Only files that were generated are replaced or removed there: its `.cratewright`
# names them. `tests`, `examples` and `benches` are yours.
output = {output}
# Generate a part: `tag:NAME`, `GET /path` or an operationId.
# only = ["tag:orders"]

[crate.package]
name = {package}
version = "0.1.0"
# One line; without it, the title of the document.
# description = "..."
# Without a licence nobody is given any rights, and without `publish` no registry takes the crate.
# license = "MIT OR Apache-2.0"
# authors = ["..."]
# publish = true

# What is taken off the names of schemas before they become Rust names.
# [crate.names]
# strip-prefixes = ["api_"]
# strip-suffixes = ["Dto"]

# Names of your own, by the name in the document, and by operationId or `GET /path`.
# [crate.names.schemas]
# "order_v2" = "Order"
# [crate.names.operations."getOrderById"]
# group = "orders"
# method = "get"

# What the names of environment variables begin with, for `Client::from_env()`.
# [crate.credentials]
# env-prefix = "ORDERS"

# The wrapper around each response, and how pages are asked for, are found in the document; what was found is
# said, with the settings that keep it. `envelope = false` and `pagination = false` do without.
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_has_the_name_of_its_api() {
        for (title, name) in [
            (Some("Tickets API"), "tickets-client"),
            (Some("Swagger Petstore - OpenAPI 3.0"), "swagger-petstore-client"),
            (Some("The Orders REST API v2"), "orders-client"),
            (Some("2Checkout"), "checkout-client"),
            (Some("種類"), "shop-client"),
            (Some("API"), "shop-client"),
            (None, "shop-client"),
        ] {
            assert_eq!(package_name(title, Path::new("spec/shop.yaml")), name, "{title:?}");
        }
        assert_eq!(package_name(None, Path::new("openapi.yaml")), "api-client");
        let long = package_name(Some(&"word ".repeat(40)), Path::new("x.yaml"));
        assert!(generator::options::check_package_name(&long).is_ok(), "{long}");
    }
}
